//! What a command costs: CPU, wall time and peak memory of a process of its own.

use std::error::Error;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// Seconds, and MiB.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
    pub(crate) peak: f64,
}

impl Cost {
    /// The median of each of the three.
    pub(crate) fn median(costs: &[Cost]) -> Cost {
        let of = |part: fn(&Cost) -> f64| {
            let mut values: Vec<f64> = costs.iter().map(part).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Cost {
            cpu: of(|cost| cost.cpu),
            wall: of(|cost| cost.wall),
            peak: of(|cost| cost.peak),
        }
    }
}

/// Runs a command, which must end with `code`.
///
/// On Linux the peak of a child is never below that of the process that starts it: this one must stay small until all
/// is measured.
pub(crate) fn run(command: &mut Command, code: i32) -> Result<Cost, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let ended = child.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if ended.status.code() != Some(code) {
        let mut said = String::new();
        if let Some(mut stderr) = child.stderr.take() {
            stderr.read_to_string(&mut said)?;
        }
        let status = ended.status;
        return Err(format!("{command:?} ended with {status} in place of {code}\n{said}").into());
    }
    let used = ended.rusage;
    Ok(Cost {
        cpu: (used.utime + used.stime).as_secs_f64(),
        wall,
        peak: used.maxrss as f64 / 1_048_576.0,
    })
}
