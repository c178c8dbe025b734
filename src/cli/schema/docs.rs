//! `dqcheck schema docs`.

use std::path::PathBuf;
use std::process::ExitCode;

use dqcheck_core::message::Lang;

use crate::cli::refuse;
use crate::error::Problem;
use crate::input::{Data, schemas};
use crate::{docs, output};

#[derive(clap::Args)]
pub(super) struct Args {
    described: PathBuf,
    #[arg(long = "output", id = "target")]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) fn run(self, lang: Lang) -> ExitCode {
        output::end_cleanly_when_interrupted();
        match self.write(lang) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => refuse(&problem, lang),
        }
    }

    fn write(&self, lang: Lang) -> Result<(), Problem> {
        let taken = schemas::open(&Data::named(&self.described))?;
        let page = docs::page(&taken.name, &taken.text, lang)?;
        let target = self
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-");
        output::write_to(target, |out| out.write_all(page.as_bytes()))
    }
}
