//! The options that say how a report is told, which every subcommand with a report has.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, ValueEnum};
use dqcheck_core::message::{Lang, Text};

use super::refuse;
use super::screen::{self, ColorChoice, Stream};
use crate::error::{Problem, Words};
use crate::output::{Format, Output};
use crate::report::{FailOn, Report, Verdict};

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Args {
    #[arg(long, value_enum, hide_possible_values = true)]
    format: Vec<FormatName>,
    #[arg(long)]
    output: Vec<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    fail_on: Option<FailOnName>,
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto,
          hide_possible_values = true, hide_default_value = true)]
    color: ColorChoice,
    #[arg(short, long)]
    quiet: bool,
}

/// How a report is told.
pub(super) struct Reports {
    /// `None` if nobody said.
    pub(super) fail_on: Option<FailOn>,
    pub(super) quiet: bool,
    outputs: Vec<Output>,
    color: ColorChoice,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Terminal,
    Json,
    Frictionless,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOnName {
    Error,
    Warning,
    Never,
}

impl Args {
    /// `matches` know in which order the options came.
    pub(super) fn read(&self, matches: &ArgMatches) -> Result<Reports, Problem> {
        Ok(Reports {
            fail_on: self.fail_on.map(FailOn::from),
            quiet: self.quiet,
            outputs: pair(
                &formats(matches, &self.format),
                &paths(matches, &self.output),
            )?,
            color: self.color,
        })
    }
}

impl Reports {
    /// Writes the report in every form that was asked for; the exit code that goes with it.
    pub(super) fn write(&self, report: &Report, lang: Lang) -> ExitCode {
        let screen = screen::of(Stream::Stdout, self.color, self.quiet);
        let mut code = report.verdict().exit_code();
        for output in &self.outputs {
            if let Err(problem) = output.write(report, lang, screen) {
                refuse(&problem, lang);
                code = Verdict::NotJudged.exit_code();
            }
        }
        code.into()
    }
}

fn formats(matches: &ArgMatches, formats: &[FormatName]) -> Vec<(usize, Format)> {
    let indices = matches.indices_of("format").into_iter().flatten();
    indices
        .zip(formats.iter().map(|format| (*format).into()))
        .collect()
}

fn paths(matches: &ArgMatches, paths: &[PathBuf]) -> Vec<(usize, PathBuf)> {
    let indices = matches.indices_of("output").into_iter().flatten();
    indices.zip(paths.iter().cloned()).collect()
}

/// Gives each output, known by its place among the arguments, to the format before it; one that comes before all
/// formats, to the first.
fn pair(formats: &[(usize, Format)], paths: &[(usize, PathBuf)]) -> Result<Vec<Output>, Problem> {
    let formats = match formats {
        [] => &[(0, Format::Terminal)],
        formats => formats,
    };
    let mut paired: Vec<Option<&PathBuf>> = vec![None; formats.len()];
    for (index, path) in paths {
        let before = formats.iter().rposition(|(format, _)| format < index);
        let slot = &mut paired[before.unwrap_or(0)];
        if slot.is_some() {
            return Err(Problem::new(&NO_FORMAT).with("path", path.to_string_lossy().into_owned()));
        }
        *slot = Some(path);
    }
    let mut outputs: Vec<Output> = Vec::new();
    for ((_, format), path) in formats.iter().zip(paired) {
        let path = path.filter(|path| path.as_os_str() != "-").cloned();
        if outputs.iter().any(|output| output.path == path) {
            return Err(match path {
                Some(path) => {
                    Problem::new(&SAME_FILE).with("path", path.to_string_lossy().into_owned())
                }
                None => Problem::new(&SAME_STDOUT),
            });
        }
        outputs.push(Output {
            format: *format,
            path,
        });
    }
    Ok(outputs)
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Terminal => Format::Terminal,
            FormatName::Json => Format::Json,
            FormatName::Frictionless => Format::Frictionless,
            FormatName::Csv => Format::Csv,
        }
    }
}

impl From<FailOnName> for FailOn {
    fn from(name: FailOnName) -> FailOn {
        match name {
            FailOnName::Error => FailOn::Error,
            FailOnName::Warning => FailOn::Warning,
            FailOnName::Never => FailOn::Never,
        }
    }
}

static NO_FORMAT: Words = Words {
    id: "usage-output",
    message: Text {
        en: "“--output {path}” has no “--format” of its own.",
        fr: "« --output {path} » n'a pas de « --format » à lui.",
    },
    help: Text {
        en: "Each --output belongs to the --format before it: --format json --output a.json --format csv --output b.csv.",
        fr: "Chaque --output appartient au --format qui le précède : --format json --output a.json --format csv --output b.csv.",
    },
};

static SAME_FILE: Words = Words {
    id: "usage-output",
    message: Text {
        en: "Two reports would be written to “{path}”.",
        fr: "Deux rapports seraient écrits dans « {path} ».",
    },
    help: Text {
        en: "Give each its own file.",
        fr: "Donnez un fichier à chacun.",
    },
};

static SAME_STDOUT: Words = Words {
    id: "usage-output",
    message: Text {
        en: "Two reports would be written to standard output.",
        fr: "Deux rapports seraient écrits sur la sortie standard.",
    },
    help: Text {
        en: "Send one of them to a file: --format terminal --format json --output report.json.",
        fr: "Envoyez l'un des deux dans un fichier : --format terminal --format json --output rapport.json.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(
        formats: &[(usize, Format)],
        paths: &[(usize, &str)],
    ) -> Result<Vec<(Format, String)>, &'static str> {
        let paths: Vec<_> = paths
            .iter()
            .map(|(at, path)| (*at, PathBuf::from(path)))
            .collect();
        let outputs = pair(formats, &paths).map_err(|problem| problem.words.id)?;
        let shown = |output: Output| {
            let path = output
                .path
                .map_or("-".to_owned(), |path| path.to_string_lossy().into_owned());
            (output.format, path)
        };
        Ok(outputs.into_iter().map(shown).collect())
    }

    #[test]
    fn an_output_belongs_to_the_format_before_it() {
        use Format::{Csv, Json, Terminal};
        let out = |format, path: &str| (format, path.to_owned());
        assert_eq!(paired(&[], &[]), Ok(vec![out(Terminal, "-")]));
        assert_eq!(
            paired(&[(1, Terminal), (2, Json)], &[(3, "r.json")]),
            Ok(vec![out(Terminal, "-"), out(Json, "r.json")])
        );
        assert_eq!(
            paired(&[(1, Json), (3, Csv)], &[(2, "r.json"), (4, "-")]),
            Ok(vec![out(Json, "r.json"), out(Csv, "-")])
        );
        assert_eq!(
            paired(&[(2, Json)], &[(1, "r.json")]),
            Ok(vec![out(Json, "r.json")])
        );
        assert_eq!(
            paired(&[], &[(1, "r.txt")]),
            Ok(vec![out(Terminal, "r.txt")])
        );
    }

    #[test]
    fn two_reports_never_share_a_target() {
        use Format::{Csv, Json};
        assert_eq!(paired(&[(1, Json), (2, Csv)], &[]), Err("usage-output"));
        assert_eq!(
            paired(&[(1, Json)], &[(2, "a"), (3, "b")]),
            Err("usage-output")
        );
        assert_eq!(
            paired(&[(1, Json), (3, Csv)], &[(2, "a"), (4, "a")]),
            Err("usage-output")
        );
    }
}
