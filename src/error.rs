//! Why dqcheck could not judge: as ids and typed values, like a finding, and put into words only when it is shown.
//!
//! Each room declares its own [`Words`] beside the code that meets the problem.

use std::ops::Range;
use std::path::PathBuf;

use dqcheck_core::diagnostic::Excerpt;
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

/// A problem at a place in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedProblem {
    pub problem: Problem,
    /// From 1.
    pub line: u64,
    /// In characters, from 1.
    pub column: u64,
    pub excerpt: Excerpt,
}

impl PlacedProblem {
    /// The problem of the bytes `span` of `text`.
    pub fn new(problem: Problem, text: &str, span: Range<usize>) -> PlacedProblem {
        let start = boundary(text, span.start);
        let (before, after) = text.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = after.find('\n').map_or(text.len(), |at| start + at);
        let end = boundary(text, span.end).clamp(start, line_end);
        PlacedProblem {
            problem,
            line: before.matches('\n').count() as u64 + 1,
            column: text[line_start..start].chars().count() as u64 + 1,
            excerpt: Excerpt {
                text: text[line_start..line_end].trim_end_matches('\r').to_owned(),
                highlight: start - line_start..end - line_start,
                cut: (false, false),
            },
        }
    }
}

/// Why a file that tells dqcheck what to do cannot be used: a configuration, a checklist.
#[derive(Debug, PartialEq)]
pub enum Refused {
    /// It cannot be read at all.
    File(Problem),
    /// Everything that is wrong in it.
    Text(PathBuf, Vec<PlacedProblem>),
}

/// The last place at or before `at` where `text` can be split.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    static ANY: Words = Words {
        id: "any",
        message: Text { en: "", fr: "" },
        help: Text { en: "", fr: "" },
    };

    #[test]
    fn a_span_becomes_a_line_and_a_column_in_characters() {
        let text = "é = 1\r\nàb = [\n2]";
        let placed = PlacedProblem::new(Problem::new(&ANY), text, 10..text.len());
        assert_eq!((placed.line, placed.column), (2, 2));
        assert_eq!(placed.excerpt.text, "àb = [");
        assert_eq!(placed.excerpt.highlight, 2..7);
    }

    #[test]
    fn a_span_beyond_the_text_is_its_end() {
        let placed = PlacedProblem::new(Problem::new(&ANY), "aé", 2..90);
        assert_eq!((placed.line, placed.column), (1, 2));
        let placed = PlacedProblem::new(Problem::new(&ANY), "", 7..9);
        assert_eq!(
            (placed.line, placed.column, placed.excerpt.highlight),
            (1, 1, 0..0)
        );
    }
}
