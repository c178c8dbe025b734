//! What a pattern can match at all.

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// Bytes that an automaton may take; a larger pattern is not looked into.
const SIZE: usize = 1 << 18;

/// The texts that a pattern matches, from the first to the last character.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// There are none.
    Empty,
    /// No text has fewer or more characters; `longest` is `None` where nothing limits them.
    Lengths {
        shortest: usize,
        longest: Option<usize>,
    },
}

impl Language {
    /// `None` where it cannot be told: look-around, back-references, or no pattern at all.
    pub(super) fn of(pattern: &str) -> Option<Language> {
        let hir = regex_syntax::parse(pattern).ok()?;
        let (shortest, longest) = characters(&hir);
        match outline(&hir).and_then(is_empty) {
            Some(true) => Some(Language::Empty),
            _ => Some(Language::Lengths { shortest, longest }),
        }
    }
}

/// How many characters a text that matches has at least and at most. Patterns are nested as deep as their parser allows.
fn characters(hir: &Hir) -> (usize, Option<usize>) {
    let sum = |a: Option<usize>, b: Option<usize>| Some(a?.saturating_add(b?));
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (0, Some(0)),
        HirKind::Class(_) => (1, Some(1)),
        HirKind::Literal(literal) => {
            let count = String::from_utf8_lossy(&literal.0).chars().count();
            (count, Some(count))
        }
        HirKind::Capture(capture) => characters(&capture.sub),
        HirKind::Repetition(repetition) => {
            let (shortest, longest) = characters(&repetition.sub);
            let most = match (longest, repetition.max) {
                (Some(0), _) => Some(0),
                (longest, most) => {
                    most.and_then(|most| Some(longest?.saturating_mul(most as usize)))
                }
            };
            (shortest.saturating_mul(repetition.min as usize), most)
        }
        HirKind::Concat(parts) => {
            parts
                .iter()
                .map(characters)
                .fold((0, Some(0)), |(shortest, longest), (least, most)| {
                    (shortest.saturating_add(least), sum(longest, most))
                })
        }
        HirKind::Alternation(choice) => {
            let lengths = choice.iter().map(characters);
            lengths
                .reduce(|(shortest, longest), (least, most)| {
                    let longest = longest.and_then(|longest| Some(longest.max(most?)));
                    (shortest.min(least), longest)
                })
                .unwrap_or_default()
        }
    }
}

/// A pattern that matches something exactly if `hir` does, and that is small: which characters are asked for does not
/// matter, only what stands before a `^` and after a `$`. `None` where it also matters what is around a place.
fn outline(hir: &Hir) -> Option<Hir> {
    let all = |parts: &[Hir]| parts.iter().map(outline).collect::<Option<Vec<Hir>>>();
    let character = || Hir::literal(*b"x");
    Some(match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Look(look @ (Look::Start | Look::End)) => Hir::look(*look),
        HirKind::Look(_) => return None,
        HirKind::Literal(_) => character(),
        HirKind::Class(Class::Unicode(class)) if class.ranges().is_empty() => Hir::fail(),
        HirKind::Class(Class::Bytes(class)) if class.ranges().is_empty() => Hir::fail(),
        HirKind::Class(_) => character(),
        HirKind::Capture(capture) => outline(&capture.sub)?,
        // What can follow itself once can do so more often, as far as the ends of the text are concerned.
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            min: repetition.min.min(2),
            max: repetition.max.map(|most| most.min(2)),
            greedy: true,
            sub: Box::new(outline(&repetition.sub)?),
        }),
        HirKind::Concat(parts) => Hir::concat(all(parts)?),
        HirKind::Alternation(choice) => Hir::alternation(all(choice)?),
    })
}

/// Whether no text at all is matched from its start to its end.
fn is_empty(hir: Hir) -> Option<bool> {
    let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]);
    let config = thompson::Config::new()
        .nfa_size_limit(Some(SIZE))
        .which_captures(thompson::WhichCaptures::None);
    let nfa = thompson::Compiler::new()
        .configure(config)
        .build_from_hir(&whole)
        .ok()?;
    let config = dense::Config::new()
        .start_kind(StartKind::Anchored)
        .dfa_size_limit(Some(SIZE))
        .determinize_size_limit(Some(SIZE));
    let automaton = dense::Builder::new()
        .configure(config)
        .build_from_nfa(&nfa)
        .ok()?;
    let anchored = start::Config::new().anchored(Anchored::Yes);
    let start = automaton.start_state(&anchored).ok()?;
    let mut states = vec![start];
    let mut next = 0;
    while let Some(state) = states.get(next).copied() {
        next += 1;
        if automaton.is_match_state(automaton.next_eoi_state(state)) {
            return Some(false);
        }
        // There is only one character left.
        let after = automaton.next_state(state, b'x');
        if !states.contains(&after) {
            states.push(after);
        }
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(shortest: usize, longest: Option<usize>) -> Option<Language> {
        Some(Language::Lengths { shortest, longest })
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert_eq!(Language::of("^[0-9]{5}$"), lengths(5, Some(5)));
        assert_eq!(Language::of("éé(a|bc)?"), lengths(2, Some(4)));
        assert_eq!(Language::of(r"(日本)+|\w{3,9}"), lengths(2, None));
        assert_eq!(Language::of(".*"), lengths(0, None));
        assert_eq!(Language::of("(^)*a"), lengths(1, Some(1)));
    }

    #[test]
    fn what_asks_for_text_beyond_the_end_matches_nothing() {
        for pattern in [
            "a$b",
            "a^b",
            "[^\\s\\S]",
            "(^a$)+b",
            "(^a){2}",
            r"^\w+$[\w.]{2,400}",
            "a$|^b^c",
        ] {
            let empty = Language::of(pattern) == Some(Language::Empty);
            assert_eq!(empty, pattern != "a$|^b^c", "{pattern}");
        }
    }

    #[test]
    fn what_depends_on_its_surroundings_is_not_called_impossible() {
        for pattern in [r"a\bb", "(?m)a$\n^b", "(^a|b$){2}", "(^|x)+$"] {
            let found = Language::of(pattern);
            assert!(matches!(found, Some(Language::Lengths { .. })), "{pattern}");
        }
        for pattern in ["(?=a)b", r"(a)\1", "("] {
            assert_eq!(Language::of(pattern), None, "{pattern}");
        }
    }
}
