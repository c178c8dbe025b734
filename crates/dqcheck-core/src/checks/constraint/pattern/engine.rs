//! Regular expressions: the fastest engine that a pattern allows, made no sooner than it is needed.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_automata::{Anchored, meta};
use regex_syntax::hir::{Hir, Look};

/// Bytes that a compiled pattern may take, and a dense automaton.
const SIZE: usize = 1 << 20;
const DENSE_SIZE: usize = 1 << 19;

/// A dense automaton takes up to some milliseconds to make: it must have that many cells to win them back.
const CELLS_BEFORE_DENSE: usize = 1 << 16;

/// Steps back that one cell may cost in a pattern with look-around or back-references.
const BACKTRACKS: usize = 50_000;

/// Why a pattern cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No regular expression, from this byte on.
    Syntax(usize),
    TooLarge,
}

/// The answer for one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Match,
    Mismatch,
    /// The limit of backtracking was hit.
    TooComplex,
}

pub(super) enum Engine {
    Linear(Box<Linear>),
    Backtracking(Box<fancy_regex::Regex>),
}

/// A pattern without look-around and back-references: its cost grows with the length of the text, whatever the text.
pub(super) struct Linear {
    pattern: Hir,
    /// The pattern between the start and the end of the text.
    whole: Hir,
    general: OnceLock<Option<meta::Regex>>,
    dense: OnceLock<Option<Dense>>,
    cells: AtomicUsize,
}

impl Engine {
    pub(super) fn new(pattern: &str) -> Result<Engine, Refusal> {
        match regex_syntax::parse(pattern) {
            Ok(hir) => Ok(Engine::Linear(Box::new(Linear::new(hir)))),
            Err(error) => backtracking(pattern)
                .map(|regex| Engine::Backtracking(Box::new(regex)))
                .map_err(|refusal| match refusal {
                    Refusal::Syntax(_) => Refusal::Syntax(error_place(&error)),
                    other => other,
                }),
        }
    }

    /// Takes note that `cells` more cells are to be looked at.
    pub(super) fn announce(&self, cells: usize) {
        if let Engine::Linear(linear) = self
            && linear.cells.fetch_add(cells, Ordering::Relaxed) >= CELLS_BEFORE_DENSE
        {
            linear.dense.get_or_init(|| Dense::new(&linear.whole));
        }
    }

    #[inline]
    pub(super) fn matches(&self, text: &[u8]) -> Verdict {
        let matched = match self {
            Engine::Linear(linear) => linear.matches(text),
            Engine::Backtracking(regex) => match std::str::from_utf8(text) {
                Ok(text) => match regex.is_match(text) {
                    Ok(matched) => matched,
                    Err(_) => return Verdict::TooComplex,
                },
                Err(_) => false,
            },
        };
        if matched {
            Verdict::Match
        } else {
            Verdict::Mismatch
        }
    }
}

impl Linear {
    fn new(pattern: Hir) -> Linear {
        let ends = [
            Hir::look(Look::Start),
            pattern.clone(),
            Hir::look(Look::End),
        ];
        Linear {
            pattern,
            whole: Hir::concat(ends.to_vec()),
            general: OnceLock::new(),
            dense: OnceLock::new(),
            cells: AtomicUsize::new(0),
        }
    }

    /// The pattern as it was parsed.
    pub(super) fn pattern(&self) -> &Hir {
        &self.pattern
    }

    /// Compiles the pattern now, to know whether that can be done.
    pub(super) fn compile(&self) -> Result<(), Refusal> {
        self.general().map(|_| ()).ok_or(Refusal::TooLarge)
    }

    fn general(&self) -> Option<&meta::Regex> {
        self.general
            .get_or_init(|| {
                // What would only make long searches faster is not worth its time here.
                let config = meta::Config::new()
                    .nfa_size_limit(Some(SIZE))
                    .onepass(false)
                    .dfa(false);
                meta::Builder::new()
                    .configure(config)
                    .build_from_hir(&self.whole)
                    .ok()
            })
            .as_ref()
    }

    #[inline]
    fn matches(&self, text: &[u8]) -> bool {
        if let Some(Some(dense)) = self.dense.get()
            && let Some(matched) = dense.matches(text)
        {
            return matched;
        }
        // The syntax allows no pattern that matches what is not UTF-8.
        self.general().is_some_and(|regex| regex.is_match(text))
    }
}

/// One table look-up a byte.
struct Dense {
    automaton: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Dense {
    /// `None` where the automaton would be too large, or cannot be (word boundaries beyond ASCII).
    fn new(whole: &Hir) -> Option<Dense> {
        let nfa = thompson::Compiler::new()
            .configure(thompson::Config::new().which_captures(thompson::WhichCaptures::None))
            .build_from_hir(whole)
            .ok()?;
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .dfa_size_limit(Some(DENSE_SIZE))
            .determinize_size_limit(Some(DENSE_SIZE));
        let automaton = dense::Builder::new()
            .configure(config)
            .build_from_nfa(&nfa)
            .ok()?;
        let start = automaton
            .start_state(&start::Config::new().anchored(Anchored::Yes))
            .ok()?;
        Some(Dense { automaton, start })
    }

    /// `None` where the automaton gives up.
    #[inline]
    fn matches(&self, text: &[u8]) -> Option<bool> {
        let mut state = self.start;
        for byte in text {
            state = self.automaton.next_state(state, *byte);
            if self.automaton.is_special_state(state) {
                if self.automaton.is_dead_state(state) {
                    return Some(false);
                }
                if self.automaton.is_quit_state(state) {
                    return None;
                }
            }
        }
        state = self.automaton.next_eoi_state(state);
        Some(self.automaton.is_match_state(state))
    }
}

/// A pattern with look-around or back-references.
fn backtracking(pattern: &str) -> Result<fancy_regex::Regex, Refusal> {
    let build = |pattern: &str| {
        fancy_regex::RegexBuilder::new(pattern)
            .backtrack_limit(BACKTRACKS)
            .delegate_size_limit(SIZE)
            .delegate_dfa_size_limit(SIZE)
            .build()
            .map_err(|error| match error {
                fancy_regex::Error::ParseError(place, _) => Refusal::Syntax(place),
                fancy_regex::Error::CompileError(error) => match *error {
                    fancy_regex::CompileError::InnerError(error)
                        if error.size_limit().is_some() =>
                    {
                        Refusal::TooLarge
                    }
                    fancy_regex::CompileError::PatternTooComplex => Refusal::TooLarge,
                    _ => Refusal::Syntax(0),
                },
                _ => Refusal::Syntax(0),
            })
    };
    // By itself first: a parenthesis that the pattern closes must not be the one that is put round it.
    build(pattern)?;
    build(&format!(r"\A(?:{pattern})\z"))
}

fn error_place(error: &regex_syntax::Error) -> usize {
    match error {
        regex_syntax::Error::Parse(error) => error.span().start.offset,
        regex_syntax::Error::Translate(error) => error.span().start.offset,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(pattern: &str, text: &[u8]) -> Verdict {
        Engine::new(pattern).expect("a pattern").matches(text)
    }

    #[test]
    fn a_pattern_is_anchored_as_a_group_and_at_the_very_end() {
        assert_eq!(verdict("a|b", b"ab"), Verdict::Mismatch);
        assert_eq!(verdict("^a$|^b$", b"b"), Verdict::Match);
        assert_eq!(verdict("^a$", b"a\n"), Verdict::Mismatch);
        assert_eq!(verdict("(?=a)a|b", b"ab"), Verdict::Mismatch);
        assert_eq!(verdict("(?=a)a$", b"a\n"), Verdict::Mismatch);
    }

    #[test]
    fn what_is_not_utf8_matches_nothing() {
        for pattern in [".*", "(?s).*", r"[^a]+", r"\D+", r"(?s)(?=.).*"] {
            assert_eq!(verdict(pattern, b"b\xff"), Verdict::Mismatch, "{pattern}");
        }
    }

    #[test]
    fn a_parenthesis_cannot_close_the_group_of_the_anchors() {
        for pattern in ["a)|(b", "(?=a)a)|(b"] {
            assert!(matches!(Engine::new(pattern), Err(Refusal::Syntax(_))));
        }
    }

    #[test]
    fn look_around_and_back_references_are_understood() {
        assert_eq!(verdict(r"(?!00)\d\d", b"12"), Verdict::Match);
        assert_eq!(verdict(r"(?!00)\d\d", b"00"), Verdict::Mismatch);
        assert_eq!(verdict(r"(\d)-\1", b"1-1"), Verdict::Match);
    }

    #[test]
    fn a_pattern_that_explodes_is_given_up_on() {
        let text = [b"a".repeat(60), b"!".to_vec()].concat();
        assert_eq!(verdict(r"(?:(a|a)\1?)+$(?<=b)", &text), Verdict::TooComplex);
    }

    #[test]
    fn a_pattern_that_is_too_large_or_no_pattern_is_refused() {
        let large = Engine::new(r"(?:\w{500}){500}").expect("good syntax");
        let Engine::Linear(large) = large else {
            panic!("no look-around");
        };
        assert_eq!(large.compile(), Err(Refusal::TooLarge));
        assert!(matches!(Engine::new("[0-9"), Err(Refusal::Syntax(0))));
        assert!(matches!(Engine::new("ab("), Err(Refusal::Syntax(2))));
    }

    #[test]
    fn the_dense_automaton_agrees_with_the_general_engine() {
        for pattern in [r"[\w.]+", r"\d{4}(/\d{4})?", r"(a|é)+x?", r"\bé+\b"] {
            let Ok(Engine::Linear(linear)) = Engine::new(pattern) else {
                panic!("a linear pattern");
            };
            let engine = Engine::Linear(Box::new(Linear::new(linear.pattern.clone())));
            engine.announce(CELLS_BEFORE_DENSE);
            engine.announce(1);
            for text in ["", "a", "é", "aéx", "2024/2025", "2024", "x.y", "é é"] {
                let general = linear.general().expect("small").is_match(text);
                let expected = if general {
                    Verdict::Match
                } else {
                    Verdict::Mismatch
                };
                assert_eq!(
                    engine.matches(text.as_bytes()),
                    expected,
                    "{pattern} {text}"
                );
            }
        }
    }
}
