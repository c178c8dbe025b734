//! The names of a list: which one a text is, however it is spelt, and which one it was meant to be.

use dqcheck_reference::fold;

use crate::check::Reason;
use crate::checks::verdict::{Verdict, rather};
use crate::message::Text;

pub(super) const MISSPELT: Reason = Reason {
    id: "misspelt",
    message: Text {
        en: "“{value}” is not in the list: “{suggestion}” was probably meant.",
        fr: "« {value} » n'est pas dans la liste : il s'agit sans doute de « {suggestion} ».",
    },
    help: Text {
        en: "Write “{suggestion}”, as the Code officiel géographique does. Capitals, accents and hyphens do not count.",
        fr: "Écrivez « {suggestion} », comme dans le Code officiel géographique. Les majuscules, les accents et les \
             tirets ne comptent pas.",
    },
};

/// Most letters that two names may differ in.
const MOST_EDITS: usize = 3;

/// Longer texts are no misspelt names.
const LONGEST: usize = 80;

/// What people write before a name, or leave out.
const BEFORE: [&str; 12] = [
    "departement",
    "region",
    "canton",
    "collectivite",
    "de",
    "du",
    "des",
    "d",
    "le",
    "la",
    "les",
    "l",
];

/// Names in the order in which they fold.
pub(super) struct Names(Vec<Name>);

struct Name {
    folded: String,
    /// Folded without what stands before it.
    bare: String,
    written: &'static str,
}

impl Names {
    pub(super) fn new(names: impl Iterator<Item = &'static str>) -> Names {
        let names = names.map(|written| Name {
            folded: fold(written),
            bare: bare(written),
            written,
        });
        let mut names: Vec<Name> = names.collect();
        names.sort_unstable_by(|a, b| a.folded.cmp(&b.folded));
        names.dedup_by(|a, b| a.folded == b.folded);
        Names(names)
    }

    /// The name that the text is, but for capitals, accents, blanks and hyphens.
    pub(super) fn find(&self, text: &str) -> Option<&'static str> {
        let folded = fold(text);
        let at = self.0.binary_search_by(|name| name.folded.cmp(&folded));
        at.ok().map(|at| self.0[at].written)
    }

    /// The name that the text holds beside a number: `92 - Hauts-de-Seine`.
    pub(super) fn find_beside_number(&self, text: &str) -> Option<&'static str> {
        if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let is_number = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !is_number(word)).collect();
        self.find(&words.join(" "))
    }

    /// The only name that a few letters, or words before it, make the text differ from. Digits are no letters.
    pub(super) fn nearest(&self, text: &str) -> Option<&'static str> {
        if text.len() > LONGEST {
            return None;
        }
        let bare = bare(text);
        let mut best = None;
        let mut is_only = true;
        for name in &self.0 {
            let Some(edits) = edits(&bare, &name.bare) else {
                continue;
            };
            match best {
                Some((fewest, _)) if edits > fewest => {}
                Some((fewest, _)) if edits == fewest => is_only = false,
                _ => (best, is_only) = (Some((edits, name.written)), true),
            }
        }
        best.filter(|_| is_only).map(|(_, name)| name)
    }

    /// That the text is a misspelt name, which is the reason of this number.
    pub(super) fn misspelt(&self, reason: usize, text: &str) -> Verdict {
        rather(reason, self.nearest(text)?)
    }
}

/// What a name is now, in a table of names that were changed.
pub(super) fn renamed(table: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let found = table.iter().find(|(name, _)| fold(name) == folded);
    found.map(|(_, now)| *now)
}

/// A name, folded, without what people write before it.
fn bare(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(fold);
    let words = words.skip_while(|word| word.is_empty() || BEFORE.contains(&word.as_str()));
    words.collect()
}

/// In how many letters two folded names differ, if in few.
fn edits(a: &str, b: &str) -> Option<usize> {
    let most = (a.len().max(b.len()) / 4).min(MOST_EDITS);
    if a == b && !a.is_empty() {
        return Some(0);
    }
    // The first letter is seldom wrong; this leaves few names to be compared, and each in a few letters.
    if most == 0 || a.len().abs_diff(b.len()) > most || a.as_bytes().first() != b.as_bytes().first()
    {
        return None;
    }
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    if digits(a) != digits(b) {
        return None;
    }
    let edits = strsim::osa_distance(a, b);
    (edits <= most).then_some(edits)
}

/// A name as it is written, in capitals, and without accents.
#[cfg(test)]
pub(super) fn spellings(name: &str) -> [String; 3] {
    use unicode_normalization::UnicodeNormalization as _;
    let plain = name
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    [
        name.to_owned(),
        name.to_uppercase(),
        plain.collect::<String>().replace('œ', "oe"),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names() -> Names {
        Names::new(
            [
                "Ain",
                "Aisne",
                "La Réunion",
                "Loire",
                "Le Havre-1",
                "Le Havre-2",
                "Côtes-d'Armor",
            ]
            .into_iter(),
        )
    }

    #[test]
    fn a_name_is_found_however_it_is_spelt() {
        for text in [
            "AIN",
            " ain ",
            "Côtes d’Armor",
            "COTES D ARMOR",
            "lareunion",
            "Le Havre 1",
        ] {
            assert!(names().find(text).is_some(), "{text}");
        }
        let more = format!("Ain{}Aisne", " ".repeat(1_000));
        for text in ["", "-", "Ain 01", "Réunion", &more] {
            assert_eq!(names().find(text), None, "{text}");
        }
    }

    #[test]
    fn the_name_that_was_meant_is_found() {
        for (text, name) in [
            ("Département de l'Ain", "Ain"),
            ("le Havre-1", "Le Havre-1"),
            ("Cote d'Armor", "Côtes-d'Armor"),
            ("Aisme", "Aisne"),
            ("La Réunoin", "La Réunion"),
        ] {
            assert_eq!(names().nearest(text), Some(name), "{text}");
        }
        for text in [
            "",
            "Le Havre-3",
            "Loire-Inférieure",
            "Marne",
            "de la",
            &"a".repeat(100_000),
        ] {
            assert_eq!(names().nearest(text), None);
        }
    }

    #[test]
    fn a_number_beside_a_name_is_left_out() {
        for text in ["01 - Ain", "Ain (01)", "01Ain Ain"] {
            assert_eq!(names().find_beside_number(text), Some("Ain"), "{text}");
        }
        assert_eq!(names().find_beside_number("Ain"), None);
        assert_eq!(names().find_beside_number("01"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            names().find(&text);
            names().find_beside_number(&text);
            names().nearest(&text);
        }
    }
}
