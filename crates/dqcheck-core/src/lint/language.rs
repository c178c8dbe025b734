//! What a pattern can match at all.

use std::collections::{HashMap, VecDeque};

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;
use regex_syntax::hir::{Hir, Look};

/// Bytes that an automaton may take; a larger pattern is not looked into.
const SIZE: usize = 1 << 18;

/// The texts that a pattern matches, from the first to the last character.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// There are none.
    Empty,
    Lengths {
        /// Characters of the shortest.
        shortest: usize,
        /// No text has more characters; `None` where nothing limits them.
        longest: Option<usize>,
    },
}

impl Language {
    /// `None` where it cannot be told: look-around, back-references, word boundaries, a pattern that is too large or none at all.
    pub(super) fn of(pattern: &str) -> Option<Language> {
        let hir = regex_syntax::parse(pattern).ok()?;
        // In bytes, of which a character has at least one.
        let longest = hir.properties().maximum_len();
        let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]);
        let nfa = thompson::Compiler::new()
            .configure(
                thompson::Config::new()
                    .nfa_size_limit(Some(SIZE))
                    .which_captures(thompson::WhichCaptures::None),
            )
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
        match shortest(&automaton)? {
            Some(shortest) => Some(Language::Lengths { shortest, longest }),
            None => Some(Language::Empty),
        }
    }
}

/// Characters of the shortest text that the automaton accepts; `Some(None)` where it accepts none, `None` where it
/// gives up on the way.
fn shortest(automaton: &dense::DFA<Vec<u32>>) -> Option<Option<usize>> {
    let anchored = start::Config::new().anchored(Anchored::Yes);
    let start = automaton.start_state(&anchored).ok()?;
    let mut gave_up = false;
    let mut known: HashMap<StateID, usize> = HashMap::from([(start, 0)]);
    // States that are as many characters away as the first of them, then those that are one more.
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((state, length)) = queue.pop_front() {
        if known.get(&state).is_some_and(|shorter| *shorter < length) {
            continue;
        }
        if automaton.is_match_state(automaton.next_eoi_state(state)) {
            return Some(Some(length));
        }
        for unit in automaton.byte_classes().representatives(0..=255) {
            let Some(byte) = unit.as_u8() else { continue };
            let next = automaton.next_state(state, byte);
            gave_up |= automaton.is_quit_state(next);
            if automaton.is_dead_state(next) || automaton.is_quit_state(next) {
                continue;
            }
            // Every byte but the continuation bytes 10xxxxxx begins a character.
            let begins = (byte as i8) >= -0x40;
            let further = length + usize::from(begins);
            if known.get(&next).is_none_or(|shorter| further < *shorter) {
                known.insert(next, further);
                if begins {
                    queue.push_back((next, further));
                } else {
                    queue.push_front((next, further));
                }
            }
        }
    }
    (!gave_up).then_some(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(shortest: usize, longest: Option<usize>) -> Option<Language> {
        Some(Language::Lengths { shortest, longest })
    }

    #[test]
    fn the_shortest_text_is_counted_in_characters() {
        assert_eq!(Language::of("^[0-9]{5}$"), lengths(5, Some(5)));
        assert_eq!(Language::of("éé(a|bc)?"), lengths(2, Some(6)));
        assert_eq!(Language::of("(日本)+"), lengths(2, None));
        assert_eq!(Language::of(".*"), lengths(0, None));
    }

    #[test]
    fn what_asks_for_text_beyond_the_end_matches_nothing() {
        for pattern in ["a$b", "a^b", "[^\\s\\S]", "(^a$)+b"] {
            assert_eq!(Language::of(pattern), Some(Language::Empty), "{pattern}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        for pattern in ["(?=a)b", r"a\bb", r"(a)\1", "(", "(.{400}){400}"] {
            assert_eq!(Language::of(pattern), None, "{pattern}");
        }
    }
}
