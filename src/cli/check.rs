//! `dqcheck check`, which is also what `dqcheck` does without a subcommand.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use clap::{ArgMatches, ValueEnum};
use dqcheck_core::message::{Lang, Text};
use dqcheck_core::schema::FieldsMatch;
use dqcheck_core::source::Encoding;

use super::screen::{self, ColorChoice, Stream};
use super::{not_judged, refuse, reports};
use crate::attached::Files;
use crate::checklist;
use crate::config::{self, Config};
use crate::dialect;
use crate::error::{Problem, Refused, Words};
use crate::input::is_data;
use crate::input::schemas::Finder;
use crate::job::Job;
use crate::output;
use crate::report::terminal;
use crate::run::{Options, Told};

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
    header_match: Option<HeaderMatchName>,
    #[arg(long)]
    dialect: Option<PathBuf>,
    #[arg(long)]
    encoding: Option<String>,
    #[arg(long)]
    no_detect: bool,
    #[command(flatten)]
    report: reports::Args,
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1_000,
        hide_default_value = true
    )]
    max_findings: usize,
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, ValueEnum)]
enum HeaderMatchName {
    Exact,
    Equal,
    Subset,
    Superset,
    Partial,
}

impl Args {
    /// `lang` is the language that was asked for, `locale` the one that is spoken otherwise.
    pub(super) fn run(self, matches: &ArgMatches, lang: Option<Lang>, locale: Lang) -> ExitCode {
        let (data, schema) = apart(self.data, self.schema);
        let Some(first) = data.first() else {
            return refuse(&Problem::new(&NO_DATA), locale);
        };
        let reports = match self.report.read(matches) {
            Ok(reports) => reports,
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
        let encoding = match self.encoding.as_deref().map(encoding).transpose() {
            Ok(encoding) => encoding,
            Err(problem) => return refuse(&problem, locale),
        };
        let dialect = match self.dialect.as_deref().map(dialect::load).transpose() {
            Ok(dialect) => dialect.unwrap_or_default(),
            Err(refused) => return refuse_text(&refused, locale),
        };
        output::end_cleanly_when_interrupted();
        let lang = lang.or(config.lang).unwrap_or(locale);
        let mut rules = config.rules.clone();
        if let Some(fail_on) = reports.fail_on {
            rules.fail_on = fail_on;
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
                header_match: self.header_match.map(FieldsMatch::from),
                max_findings: self.max_findings,
                threads: self
                    .threads
                    .or_else(|| thread::available_parallelism().ok())
                    .map_or(1, NonZeroUsize::get),
            },
            told: Told {
                dialect: dialect.descriptor,
                encoding,
                detect: !self.no_detect,
            },
            notes: dialect.notes,
            lang,
            quiet: reports.quiet,
            files: Files::default(),
        };
        reports.write(&job.run(), lang)
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

fn encoding(name: &str) -> Result<Encoding, Problem> {
    Encoding::from_label(name).ok_or_else(|| Problem::new(&NO_ENCODING).with("name", name))
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

pub(super) fn refuse_text(refused: &Refused, lang: Lang) -> ExitCode {
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

impl From<HeaderMatchName> for FieldsMatch {
    fn from(name: HeaderMatchName) -> FieldsMatch {
        match name {
            HeaderMatchName::Exact => FieldsMatch::Exact,
            HeaderMatchName::Equal => FieldsMatch::Equal,
            HeaderMatchName::Subset => FieldsMatch::Subset,
            HeaderMatchName::Superset => FieldsMatch::Superset,
            HeaderMatchName::Partial => FieldsMatch::Partial,
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

static NO_ENCODING: Words = Words {
    id: "usage-encoding",
    message: Text {
        en: "The encoding “{name}” is not one that dqcheck reads.",
        fr: "L'encodage « {name} » ne fait pas partie de ceux que dqcheck sait lire.",
    },
    help: Text {
        en: "Possible are utf-8, utf-16, windows-1250 to windows-1258, windows-874, iso-8859-1 to iso-8859-16, koi8-r, koi8-u, ibm866 and macintosh, and other usual names of these. Without --encoding, dqcheck finds it out.",
        fr: "Sont possibles utf-8, utf-16, windows-1250 à windows-1258, windows-874, iso-8859-1 à iso-8859-16, koi8-r, koi8-u, ibm866 et macintosh, ainsi que leurs autres noms usuels. Sans --encoding, dqcheck le trouve tout seul.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

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
