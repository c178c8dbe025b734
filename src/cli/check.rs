//! `dqcheck check`, which is also what `dqcheck` does without a subcommand.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use clap::{ArgMatches, ValueEnum};
use dqcheck_core::message::{Lang, Text};

use super::screen::{self, ColorChoice, Stream};
use super::{not_judged, refuse};
use crate::checklist;
use crate::config::{self, Config};
use crate::error::{Problem, Refused, Words};
use crate::input::is_data;
use crate::input::schemas::Finder;
use crate::job::Job;
use crate::output::{self, Format, Output};
use crate::report::{FailOn, terminal};
use crate::run::Options;

#[derive(clap::Args)]
pub(super) struct Args {
    data: Vec<PathBuf>,
    #[arg(long, num_args = 0..=1, default_missing_value = "")]
    schema: Option<OsString>,
    #[arg(long)]
    config: Option<PathBuf>,
    #[arg(long)]
    checklist: Option<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    format: Vec<FormatName>,
    #[arg(long)]
    output: Vec<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    fail_on: Option<FailOnName>,
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1_000,
        hide_default_value = true
    )]
    max_findings: usize,
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto,
          hide_possible_values = true, hide_default_value = true)]
    color: ColorChoice,
    #[arg(short, long)]
    quiet: bool,
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
    /// `lang` is the language that was asked for, `locale` the one that is spoken otherwise.
    pub(super) fn run(self, matches: &ArgMatches, lang: Option<Lang>, locale: Lang) -> ExitCode {
        let (data, schema) = apart(self.data, self.schema);
        let Some(first) = data.first() else {
            return refuse(&Problem::new(&NO_DATA), locale);
        };
        let outputs = match pair(
            &formats(matches, &self.format),
            &paths(matches, &self.output),
        ) {
            Ok(outputs) => outputs,
            Err(problem) => return refuse(&problem, locale),
        };
        let config = match load(self.config.as_deref(), first) {
            Ok(config) => config,
            Err(refused) => return refuse_text(&refused, locale),
        };
        let checklist = match self.checklist.as_deref().map(checklist::load).transpose() {
            Ok(checklist) => checklist,
            Err(refused) => return refuse_text(&refused, locale),
        };
        output::end_cleanly_when_interrupted();
        let lang = lang.or(config.lang).unwrap_or(locale);
        let mut rules = config.rules.clone();
        if let Some(fail_on) = self.fail_on {
            rules.fail_on = fail_on.into();
        }
        let (checklist, picks) = checklist.unzip();
        rules.picks = picks.unwrap_or_default();
        let job = Job {
            data,
            finder: Finder { given: schema },
            config,
            checklist,
            rules,
            options: Options {
                max_findings: self.max_findings,
                threads: self
                    .threads
                    .or_else(|| thread::available_parallelism().ok())
                    .map_or(1, NonZeroUsize::get),
            },
            lang,
            quiet: self.quiet,
        };
        let report = job.run();
        let screen = screen::of(Stream::Stdout, self.color, self.quiet);
        let mut code = report.verdict().exit_code();
        for output in outputs {
            if let Err(problem) = output.write(&report, lang, screen) {
                refuse(&problem, lang);
                code = crate::report::Verdict::NotJudged.exit_code();
            }
        }
        code.into()
    }
}

/// Data and the schema that was named. `--schema data.csv` means `--schema` without a value: a schema is JSON, and
/// no table can be one.
fn apart(mut data: Vec<PathBuf>, schema: Option<OsString>) -> (Vec<PathBuf>, Option<PathBuf>) {
    let schema = schema.filter(|value| !value.is_empty()).map(PathBuf::from);
    match schema {
        Some(value) if value.as_os_str() == "-" || is_data(&value) => {
            data.insert(0, value);
            (data, None)
        }
        schema => (data, schema),
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

/// The configuration that was named, or the nearest above here, or above the first file.
fn load(named: Option<&Path>, data: &Path) -> Result<Config, Refused> {
    let beside = data.parent().unwrap_or(Path::new(""));
    let path = named
        .map(Path::to_owned)
        .or_else(|| config::find(Path::new(".")))
        .or_else(|| config::find(beside));
    path.map_or_else(|| Ok(Config::default()), |path| Config::load(&path))
}

fn refuse_text(refused: &Refused, lang: Lang) -> ExitCode {
    let (path, problems) = match refused {
        Refused::File(problem) => return refuse(problem, lang),
        Refused::Text(path, problems) => (path.to_string_lossy(), problems),
    };
    let screen = screen::of(Stream::Stderr, ColorChoice::Auto, false);
    let mut out = io::stderr().lock();
    if io::stderr().is_terminal() {
        let _ = terminal::write_faults(&path, problems, lang, screen, &mut out);
    } else {
        for placed in problems {
            let (line, column, problem) = (placed.line, placed.column, &placed.problem);
            let (message, help) = (problem.message(lang), problem.help(lang));
            let _ = writeln!(out, "{path}:{line}:{column}: {message} {help}");
        }
    }
    not_judged()
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

static NO_DATA: Words = Words {
    id: "usage-no-data",
    message: Text {
        en: "No file was given to check.",
        fr: "Aucun fichier à contrôler n'a été donné.",
    },
    help: Text {
        en: "Write the name of a file, for example: dqcheck data.csv. For standard input, write “-”.",
        fr: "Écrivez le nom d'un fichier, par exemple : dqcheck donnees.csv. Pour l'entrée standard, écrivez « - ».",
    },
};

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

    #[test]
    fn schema_without_a_value_does_not_swallow_data() {
        let apart = |data: &[&str], schema: &str| {
            let data = data.iter().map(PathBuf::from).collect();
            super::apart(data, Some(schema.into()))
        };
        assert_eq!(apart(&["a.csv"], ""), (vec!["a.csv".into()], None));
        assert_eq!(apart(&[], "a.csv"), (vec!["a.csv".into()], None));
        assert_eq!(
            apart(&["b.csv"], "a.CSV"),
            (vec!["a.CSV".into(), "b.csv".into()], None)
        );
        assert_eq!(
            apart(&["a.csv"], "s.json"),
            (vec!["a.csv".into()], Some("s.json".into()))
        );
        assert_eq!(
            apart(&["a.csv"], "name"),
            (vec!["a.csv".into()], Some("name".into()))
        );
    }
}
