//! A bar that shows how far a long run is: on a terminal, and only if it lasts.

use std::fmt;
use std::io::{self, IsTerminal, Read};
use std::sync::Once;
use std::time::{Duration, Instant};

use dqcheck_core::message::{Lang, Text};
use dqcheck_core::source::Input;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// A run that ends before is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// An input whose reading is shown.
pub(crate) struct Watched<'a> {
    input: &'a dyn Input,
    bar: ProgressBar,
    since: Instant,
    shown: Once,
}

impl<'a> Watched<'a> {
    /// Watches `input`; without a terminal, or if `quiet`, nothing is ever shown.
    pub(crate) fn new(input: &'a dyn Input, lang: Lang, quiet: bool) -> Watched<'a> {
        let bar = ProgressBar::with_draw_target(input.size_hint(), ProgressDrawTarget::hidden());
        bar.set_style(style(lang));
        let shown = Once::new();
        if quiet || !io::stderr().is_terminal() {
            shown.call_once(|| {});
        }
        Watched {
            input,
            bar,
            since: Instant::now(),
            shown,
        }
    }

    fn saw(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
        if !self.shown.is_completed() && self.since.elapsed() > PATIENCE {
            self.shown
                .call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Input for Watched<'_> {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        // What is read a second time is shown a second time.
        self.bar.set_position(offset);
        Ok(Box::new(Reader {
            inner: self.input.open_at(offset)?,
            watched: self,
        }))
    }

    fn size_hint(&self) -> Option<u64> {
        self.input.size_hint()
    }
}

struct Reader<'a> {
    inner: Box<dyn Read + Send + 'a>,
    watched: &'a Watched<'a>,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watched.saw(count);
        Ok(count)
    }
}

fn style(lang: Lang) -> ProgressStyle {
    let style = ProgressStyle::with_template(TEMPLATE.get(lang)).expect("the template is correct");
    style
        .progress_chars("=> ")
        .with_key("done", size(|state| state.pos() as f64))
        .with_key("all", size(|state| state.len().unwrap_or_default() as f64))
        .with_key("speed", size(ProgressState::per_sec))
}

const TEMPLATE: Text = Text {
    en: "[{bar:30}] {percent}%  {done} of {all} MiB, {speed} MiB/s, {eta} left",
    fr: "[{bar:30}] {percent} %  {done} sur {all} Mio, {speed} Mio/s, reste {eta}",
};

/// Bytes as whole MiB.
fn size(
    bytes: fn(&ProgressState) -> f64,
) -> impl Fn(&ProgressState, &mut dyn fmt::Write) + Clone + Send + Sync {
    move |state, out| {
        // A bar that cannot be written is no reason to stop.
        let _ = write!(out, "{:.0}", bytes(state) / f64::from(1 << 20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_templates_are_correct() {
        for lang in Lang::ALL {
            // It would panic otherwise.
            style(lang);
        }
    }
}
