//! Why dqcheck could not judge: as ids and typed values, like a finding, and put into words only when it is shown.
//!
//! Each room declares its own [`Words`] beside the code that meets the problem.

use dqcheck_core::message::{Arg, Args, Lang, Text};
use thiserror::Error;

/// The words of one kind of problem.
#[derive(Debug, PartialEq)]
pub struct Words {
    /// Kebab-case, permanent: programs that read reports compare it.
    pub id: &'static str,
    pub message: Text,
    /// What to do about it.
    pub help: Text,
}

/// A problem that keeps dqcheck from judging. It is never a finding: it says nothing of the data.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.message(Lang::En))]
pub struct Problem {
    pub words: &'static Words,
    pub args: Args,
}

impl Problem {
    pub fn new(words: &'static Words) -> Problem {
        Problem {
            words,
            args: Args::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Problem {
        self.args = self.args.with(name, value);
        self
    }

    pub fn message(&self, lang: Lang) -> String {
        self.words.message.fill(&self.args, lang)
    }

    pub fn help(&self, lang: Lang) -> String {
        self.words.help.fill(&self.args, lang)
    }
}
