//! What the standard streams are shown on.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum;

use crate::report::terminal::Screen;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Stdout,
    Stderr,
}

/// Width without a terminal.
const WIDTH: usize = 80;

pub(super) fn of(stream: Stream, color: ColorChoice, quiet: bool) -> Screen {
    let (terminal, size, unicode) = match stream {
        Stream::Stdout => (
            io::stdout().is_terminal(),
            terminal_size::terminal_size_of(io::stdout()),
            supports_unicode::on(supports_unicode::Stream::Stdout),
        ),
        Stream::Stderr => (
            io::stderr().is_terminal(),
            terminal_size::terminal_size_of(io::stderr()),
            supports_unicode::on(supports_unicode::Stream::Stderr),
        ),
    };
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    Screen {
        width: size.map_or(WIDTH, |(width, _)| usize::from(width.0)),
        color: match color {
            ColorChoice::Auto => terminal && !set("NO_COLOR") && !dumb,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        },
        // Without a terminal, the text goes where UTF-8 is read.
        unicode: !terminal || unicode,
        quiet,
    }
}
