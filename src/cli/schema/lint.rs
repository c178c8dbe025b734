//! `dqcheck schema lint`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use dqcheck_core::message::Lang;

use crate::cli::{refuse, reports};
use crate::report::Rules;
use crate::{lint, output};

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(required = true)]
    schemas: Vec<PathBuf>,
    #[command(flatten)]
    report: reports::Args,
}

impl Args {
    pub(super) fn run(self, matches: &ArgMatches, lang: Lang) -> ExitCode {
        let reports = match self.report.read(matches) {
            Ok(reports) => reports,
            Err(problem) => return refuse(&problem, lang),
        };
        output::end_cleanly_when_interrupted();
        let rules = Rules {
            fail_on: reports.fail_on.unwrap_or_default(),
            ..Rules::default()
        };
        reports.write(&lint::run(&self.schemas, rules), lang)
    }
}
