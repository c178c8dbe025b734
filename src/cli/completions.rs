//! `dqcheck completions`.

use std::process::ExitCode;

use clap_complete::Shell;

use super::print;

#[derive(clap::Args)]
pub(super) struct Args {
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

impl Args {
    pub(super) fn run(&self, mut command: clap::Command) -> ExitCode {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "dqcheck", &mut script);
        print(&script)
    }
}
