//! `dqcheck schema`: what can be done with a schema, one file a subcommand.

mod docs;
mod init;
mod lint;

use std::process::ExitCode;

use clap::{ArgMatches, Subcommand};
use dqcheck_core::message::Lang;

#[derive(clap::Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Lint(lint::Args),
    Docs(docs::Args),
}

impl Args {
    pub(super) fn run(self, matches: &ArgMatches, lang: Lang) -> ExitCode {
        match self.command {
            Command::Init(args) => args.run(lang),
            Command::Lint(args) => {
                let matches = matches.subcommand_matches("lint").unwrap_or(matches);
                args.run(matches, lang)
            }
            Command::Docs(args) => args.run(lang),
        }
    }
}
