//! `dqcheck reference update`.

use std::path::PathBuf;
use std::process::ExitCode;

use dqcheck_core::message::Lang;
use dqcheck_core::types::iso_date;

use super::configured;
use crate::cli::print;
use crate::error::Refused;
use crate::reference::update;
use crate::{output, run};

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(long = "output", id = "communes")]
    output: Option<PathBuf>,
    #[arg(long)]
    from: Option<String>,
}

impl Args {
    pub(super) fn run(self, lang: Lang) -> Result<ExitCode, Refused> {
        output::end_cleanly_when_interrupted();
        let (config, named) = configured()?;
        let default = update::target(config.as_deref(), named.as_deref());
        let path = self.output.unwrap_or_else(|| default.clone());
        let renewed =
            update::fetch(self.from.as_deref(), &iso_date(run::today())).map_err(Refused::File)?;
        output::write_to(Some(&path), |out| out.write_all(renewed.text.as_bytes()))
            .map_err(Refused::File)?;
        let in_use = named.is_some() && path == default;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let page = renewed
            .changes
            .page(&path, (!in_use).then_some(&name), lang);
        Ok(print(page.as_bytes()))
    }
}
