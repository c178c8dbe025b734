//! `dqcheck man`.

use std::process::ExitCode;

use super::print;

pub(super) fn run(command: clap::Command) -> ExitCode {
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .expect("a vector takes all that is written");
    print(&page)
}
