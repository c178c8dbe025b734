//! `dqcheck reference`: the communes that dqcheck knows, one file a subcommand.

mod info;
mod update;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use dqcheck_core::message::Lang;

use super::check::refuse_text;
use crate::config;
use crate::error::Refused;

#[derive(clap::Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Info(info::Args),
    Update(update::Args),
}

impl Args {
    pub(super) fn run(self, lang: Lang) -> ExitCode {
        let done = match self.command {
            Command::Info(args) => args.run(lang),
            Command::Update(args) => args.run(lang),
        };
        done.unwrap_or_else(|refused| refuse_text(&refused, lang))
    }
}

/// The nearest configuration, and the file of communes that it names.
fn configured() -> Result<(Option<PathBuf>, Option<String>), Refused> {
    let path = config::find(".".as_ref());
    let named = path.as_deref().map(config::reference).transpose()?;
    Ok((path, named.flatten()))
}
