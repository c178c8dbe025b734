//! The command line: one file a subcommand. Arguments become jobs here; no job is done here.

mod check;
mod completions;
mod explain;
mod help;
mod man;
mod reference;
mod reports;
mod schema;
mod screen;
mod usage;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use dqcheck_core::message::Lang;

use crate::error::Problem;
use crate::report::Verdict;
use crate::report::terminal;
use screen::{ColorChoice, Stream};

#[derive(Parser)]
#[command(
    name = "dqcheck",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: check::Args,
    /// Taken before all others are read, since it chooses their words. What is left of it here is only wrong.
    #[arg(long, global = true, value_parser = lang_named)]
    lang: Option<Lang>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Schema(schema::Args),
    Reference(reference::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man,
}

/// Runs the program. Its exit code is 0 if the data passed, 1 if it failed, 2 if that could not be judged.
pub fn main(mut arguments: Vec<OsString>) -> ExitCode {
    let asked = take_lang(&mut arguments);
    let locale = asked.unwrap_or_else(lang_of_locale);
    let command = help::translated(Cli::command(), locale);
    let matches = match command.clone().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::tell(&error, locale),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage::tell(&error, locale),
    };
    match cli.command {
        None => cli.check.run(&matches, asked, locale),
        Some(Command::Check(args)) => {
            let matches = matches.subcommand_matches("check").unwrap_or(&matches);
            args.run(matches, asked, locale)
        }
        Some(Command::Schema(args)) => {
            let matches = matches.subcommand_matches("schema").unwrap_or(&matches);
            args.run(matches, locale)
        }
        Some(Command::Reference(args)) => args.run(locale),
        Some(Command::Explain(args)) => args.run(locale),
        Some(Command::Completions(args)) => args.run(command),
        Some(Command::Man) => man::run(command),
    }
}

fn lang_named(name: &str) -> Result<Lang, String> {
    let found = Lang::ALL.into_iter().find(|lang| lang.code() == name);
    found.ok_or_else(|| Lang::ALL.map(Lang::code).join(", "))
}

/// Takes `--lang` out of the arguments, wherever it stands, if its value is a language.
fn take_lang(arguments: &mut Vec<OsString>) -> Option<Lang> {
    let end = arguments.iter().position(|argument| argument == "--");
    for at in 0..end.unwrap_or(arguments.len()) {
        let text = |at: usize| arguments.get(at).and_then(|argument| argument.to_str());
        let (value, length) = match text(at) {
            Some("--lang") => (text(at + 1), 2),
            other => (
                other.and_then(|argument| argument.strip_prefix("--lang=")),
                1,
            ),
        };
        if let Some(lang) = value.and_then(|value| lang_named(value).ok()) {
            arguments.drain(at..at + length);
            return Some(lang);
        }
    }
    None
}

fn lang_of_locale() -> Lang {
    let set = |name: &&str| env::var(*name).is_ok_and(|value| !value.is_empty());
    let locale = match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(set) {
        Some(name) => env::var(name).ok(),
        None => sys_locale::get_locale(),
    };
    locale
        .and_then(|locale| Lang::from_locale(&locale))
        .unwrap_or_default()
}

/// Tells people why there is no judgement.
fn refuse(problem: &Problem, lang: Lang) -> ExitCode {
    let screen = screen::of(Stream::Stderr, ColorChoice::Auto, false);
    // If even this cannot be written, the exit code still tells.
    let _ = terminal::write_problem(problem, lang, screen, &mut io::stderr().lock());
    not_judged()
}

fn not_judged() -> ExitCode {
    Verdict::NotJudged.exit_code().into()
}

/// Prints what was asked for.
fn print(text: &[u8]) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => not_judged(),
        _ => ExitCode::SUCCESS,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn the_command_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_language_is_found_before_the_arguments_are_understood() {
        let take = |arguments: &str| {
            let mut arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
            let lang = take_lang(&mut arguments);
            (lang, arguments.join(OsStr::new(" ")).into_string().unwrap())
        };
        let taken = |lang, rest: &str| (lang, rest.to_owned());
        assert_eq!(
            take("dqcheck --nonsense --lang fr"),
            taken(Some(Lang::Fr), "dqcheck --nonsense")
        );
        assert_eq!(
            take("dqcheck --lang=en explain x"),
            taken(Some(Lang::En), "dqcheck explain x")
        );
        assert_eq!(
            take("dqcheck -- --lang fr"),
            taken(None, "dqcheck -- --lang fr")
        );
        assert_eq!(take("dqcheck --lang de"), taken(None, "dqcheck --lang de"));
    }
}
