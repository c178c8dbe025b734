//! Names that resemble each other: which one a person most probably meant.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest name that is compared, in characters; the rest of a longer one is not looked at.
const COMPARED: usize = 100;

/// Most candidates that are looked at, so that a file of a million columns is no way to keep a machine busy.
const CANDIDATES: usize = 1_000;

/// Most edits by which two names may differ, however long they are.
const MOST_EDITS: usize = 3;

/// Shortest word that finds a name by standing in it, in characters.
const SHORTEST_WORD: usize = 3;

/// A name without what people write in different ways: case, accents, blanks, `_` and `-`.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len().min(COMPARED * 4));
    for c in name.chars().take(COMPARED).nfkd() {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' | 'ẞ' => out.push_str("ss"),
            '_' | '-' | '\u{2010}'..='\u{2015}' => {}
            '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => {}
            c if c.is_whitespace() || is_combining_mark(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The candidate that a person most probably meant by `name`: one that is spelt almost like it, else the only one
/// of which it is a part in whole words (`siret` of `num_siret`), or that is a part of it.
pub fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.take(CANDIDATES).collect();
    misspelt(name, candidates.iter().copied()).or_else(|| containing(name, &candidates))
}

/// The candidate of which `name` is a misspelling: the same when folded, else the one that takes the fewest edits,
/// if those are few for its length. Two that are equally near are no answer, nor are names that differ in a digit,
/// which tells things apart (`date_2019`, `date_2020`).
pub fn misspelt<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    if folded.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for candidate in candidates.take(CANDIDATES) {
        let other = fold(candidate);
        if other == folded {
            return Some(candidate);
        }
        let limit = edits_allowed(&folded, &other);
        if limit == 0
            || !folded
                .chars()
                .filter(is_digit)
                .eq(other.chars().filter(is_digit))
        {
            continue;
        }
        let edits = strsim::osa_distance(&folded, &other);
        if edits > limit {
            continue;
        }
        match best {
            Some((fewest, _)) if edits > fewest => {}
            Some((fewest, known)) if edits == fewest => tie |= known != candidate,
            _ => {
                best = Some((edits, candidate));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, candidate)| candidate)
}

fn is_digit(c: &char) -> bool {
    c.is_numeric()
}

/// One edit for each four characters of the longer name; none where the lengths alone differ by more.
fn edits_allowed(a: &str, b: &str) -> usize {
    let (a, b) = (a.chars().count(), b.chars().count());
    let limit = (a.max(b) / 4).min(MOST_EDITS);
    if a.abs_diff(b) <= limit { limit } else { 0 }
}

fn containing<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let words = words(name);
    let mut found = None;
    for candidate in candidates {
        let others = self::words(candidate);
        if !is_part(&words, &others) && !is_part(&others, &words) {
            continue;
        }
        match found {
            Some(known) if known != *candidate => return None,
            _ => found = Some(*candidate),
        }
    }
    found
}

/// Whether `part` stands in `whole`, word for word, and is long enough to mean something.
fn is_part(part: &[String], whole: &[String]) -> bool {
    let length: usize = part.iter().map(|word| word.chars().count()).sum();
    length >= SHORTEST_WORD && whole.windows(part.len()).any(|window| window == part)
}

/// The words of a name, folded: `num_siret`, `Num SIRET` and `numSiret` are the same two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars().take(COMPARED) {
        let starts = c.is_uppercase() && after_lower;
        if starts || !c.is_alphanumeric() && !is_combining_mark(c) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && c.is_alphanumeric()
        {
            word.push(c);
        }
        after_lower = c.is_lowercase();
    }
    words
        .iter()
        .filter(|word| !word.is_empty())
        .map(|word| fold(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_blanks_and_hyphens_are_folded_away() {
        assert_eq!(fold("Numéro - SIRET"), fold("numero_siret"));
        assert_eq!(fold("e\u{301}tat"), fold("État"));
        assert_eq!(fold("\u{feff}cœur\u{a0}"), "coeur");
    }

    fn of(name: &str, candidates: &[&'static str]) -> Option<&'static str> {
        closest(name, candidates.iter().copied())
    }

    #[test]
    fn a_misspelt_name_finds_the_name_that_was_meant() {
        assert_eq!(
            of("contraints", &["name", "constraints"]),
            Some("constraints")
        );
        assert_eq!(
            of("exemple", &["title", "example", "type"]),
            Some("example")
        );
        assert_eq!(of("Téléphone", &["nom", "telephone"]), Some("telephone"));
        assert_eq!(
            of("lonigtude", &["latitude", "longitude"]),
            Some("longitude")
        );
    }

    #[test]
    fn what_is_equal_when_folded_comes_before_what_is_only_near() {
        assert_eq!(
            of("DATE_DEBUT", &["dates_debut", "date-debut"]),
            Some("date-debut")
        );
    }

    #[test]
    fn nothing_unrelated_is_suggested() {
        assert_eq!(of("lat", &["lon", "alt", "rue"]), None);
        assert_eq!(of("profiles", &["format", "title", "example"]), None);
        assert_eq!(of("", &["a", "ab"]), None);
        assert_eq!(of("___", &["-", "ab"]), None);
    }

    #[test]
    fn names_that_differ_in_a_digit_are_different_things() {
        assert_eq!(of("date_2019", &["date_2020"]), None);
        assert_eq!(of("telephone1", &["telephone2"]), None);
    }

    #[test]
    fn two_names_that_are_equally_near_are_no_answer() {
        assert_eq!(of("coder", &["codes", "codex"]), None);
        assert_eq!(of("coder", &["codes", "codes"]), Some("codes"));
    }

    #[test]
    fn a_whole_word_finds_the_only_name_that_has_it() {
        assert_eq!(of("siret", &["num_siret", "nom"]), Some("num_siret"));
        assert_eq!(of("SIRET de l'acheteur", &["siret", "nom"]), Some("siret"));
        assert_eq!(
            of("siret", &["platCollSiret", "nom"]),
            Some("platCollSiret")
        );
        assert_eq!(of("siret", &["siret_acheteur", "siret_vendeur"]), None);
        assert_eq!(of("rang", &["orange_verte"]), None);
        assert_eq!(of("id", &["id_local"]), None);
    }

    #[test]
    fn a_custom_property_that_only_contains_a_word_is_no_misspelling() {
        assert_eq!(misspelt("title_fr", ["title"].into_iter()), None);
    }

    proptest! {
        #[test]
        fn no_name_makes_it_panic(name in ".*", other in ".*") {
            prop_assert!(fold(&name).len() <= COMPARED * 100);
            closest(&name, [other.as_str(), "num_siret"].into_iter());
        }
    }

    #[test]
    fn a_huge_name_costs_no_more_than_its_beginning() {
        let huge = "é".repeat(1_000_000);
        assert_eq!(fold(&huge).chars().count(), COMPARED);
        assert_eq!(of(&huge, &["nom"]), None);
    }
}
