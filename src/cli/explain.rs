//! `dqcheck explain`.

use std::process::ExitCode;

use dqcheck_core::message::Lang;

use super::{print, refuse};
use crate::explain;

#[derive(clap::Args)]
pub(super) struct Args {
    check: Option<String>,
}

impl Args {
    pub(super) fn run(&self, lang: Lang) -> ExitCode {
        let Some(name) = &self.check else {
            return print(explain::list(lang, str::to_owned).as_bytes());
        };
        match explain::find(name) {
            Ok(check) => print(explain::page(check, lang).as_bytes()),
            Err(problem) => refuse(&problem, lang),
        }
    }
}
