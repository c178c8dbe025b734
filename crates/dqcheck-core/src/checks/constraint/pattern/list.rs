//! Patterns that stand for a list in one cell, `(?:(?:^|\|)(red|green))+` or `(red|green)(\|(red|green))*`: which item
//! of a cell is not one of those allowed.

use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

/// More alternatives than this are no list that a person chooses from.
const MOST: usize = 500;

/// A list of items from a closed set.
pub(super) struct List {
    separator: char,
    pub(super) items: Vec<String>,
}

impl List {
    pub(super) fn new(pattern: &Hir) -> Option<List> {
        let parts: Vec<&Hir> = match peel(pattern).kind() {
            HirKind::Concat(parts) => parts
                .iter()
                .filter(|part| !matches!(part.kind(), HirKind::Look(Look::Start | Look::End)))
                .collect(),
            _ => vec![peel(pattern)],
        };
        let list = match parts[..] {
            [repeated] => {
                let [before, item] = repeated_parts(repeated)? else {
                    return None;
                };
                let HirKind::Alternation(before) = peel(before).kind() else {
                    return None;
                };
                let [start, separator] = &before[..] else {
                    return None;
                };
                let HirKind::Look(Look::Start) = start.kind() else {
                    return None;
                };
                List::of(separator, item)?
            }
            [first, repeated] => {
                let (item, separator) = repeated_parts(repeated)?.split_last()?;
                let list = List::of(&Hir::concat(separator.to_vec()), item)?;
                if strings(first)? != list.items {
                    return None;
                }
                list
            }
            _ => return None,
        };
        // An item that holds the separator could not be told from two.
        let mixed = list.items.iter().any(|item| item.contains(list.separator));
        (!mixed).then_some(list)
    }

    fn of(separator: &Hir, item: &Hir) -> Option<List> {
        let separators = strings(separator)?;
        let mut marks = separators
            .iter()
            .map(|separator| separator.trim_matches(' '));
        let mut characters = marks.next()?.chars();
        let (Some(separator), None) = (characters.next(), characters.next()) else {
            return None;
        };
        let one = marks.all(|mark| mark.chars().eq([separator]));
        one.then_some(List {
            separator,
            items: strings(item)?,
        })
    }

    /// The first item that is not one of those allowed.
    pub(super) fn bad_item<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.split(self.separator)
            .map(str::trim)
            .find(|item| !item.is_empty() && !self.items.iter().any(|allowed| allowed == item))
    }
}

/// The parts of what an unbounded repetition repeats.
fn repeated_parts(hir: &Hir) -> Option<&[Hir]> {
    match peel(hir).kind() {
        HirKind::Repetition(Repetition { max: None, sub, .. }) => match peel(sub).kind() {
            HirKind::Concat(parts) => Some(parts),
            _ => None,
        },
        _ => None,
    }
}

/// Without the groups round it.
fn peel(hir: &Hir) -> &Hir {
    match hir.kind() {
        HirKind::Capture(capture) => peel(&capture.sub),
        _ => hir,
    }
}

/// Every text that `hir` matches, where those are few.
fn strings(hir: &Hir) -> Option<Vec<String>> {
    if !hir.properties().look_set().is_empty() {
        return None;
    }
    let found = Extractor::new()
        .limit_class(4)
        .limit_repeat(1)
        .limit_literal_len(1_000)
        .limit_total(MOST)
        .extract(hir);
    if !found.is_exact() {
        return None;
    }
    found
        .literals()?
        .iter()
        .map(|literal| String::from_utf8(literal.as_bytes().to_vec()).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(pattern: &str) -> Option<List> {
        List::new(&regex_syntax::parse(pattern).expect("a pattern"))
    }

    #[test]
    fn a_repeated_alternation_after_a_separator_is_a_list() {
        for pattern in [
            r"(?:(?:^|\|)(Itinérant|Fixe|Fixe et Itinérant))+$",
            r"(Itinérant|Fixe|Fixe et Itinérant)(\|(Itinérant|Fixe|Fixe et Itinérant))*",
            r"^(Itinérant|Fixe|Fixe et Itinérant)([ ]?[|][ ]?(Itinérant|Fixe|Fixe et Itinérant))*$",
        ] {
            let list = list(pattern).expect(pattern);
            assert_eq!(list.items, ["Itinérant", "Fixe", "Fixe et Itinérant"]);
            assert_eq!(list.bad_item("Fixe|mobile|Autre"), Some("mobile"));
            assert_eq!(list.bad_item("Fixe|Itinérant"), None);
            assert_eq!(list.bad_item("Fixe|"), None);
        }
    }

    #[test]
    fn other_repetitions_are_not_lists() {
        for pattern in [
            "a+",
            r"(a|b)(\|(a|c))*",
            r"(?:(?:^|\|)(\w+))+",
            r"(?:(?:^|\|)(a\|b|c))+",
            "",
        ] {
            assert!(list(pattern).is_none(), "{pattern}");
        }
    }
}
