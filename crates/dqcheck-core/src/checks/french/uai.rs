//! UAI numbers of schools: seven digits and a letter, which is their remainder by 23.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "uai",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid UAI number of a school",
        fr: "Numéro UAI d'établissement scolaire invalide",
    },
    why: Text {
        en: "The UAI (once RNE) says which school is meant. With a wrong character nobody finds it in the directory of \
             the Ministry of Education.",
        fr: "Le numéro UAI (autrefois RNE) désigne un établissement scolaire. Avec un caractère faux, personne ne le \
             retrouve dans l'annuaire de l'Éducation nationale.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "missing-key",
            message: Text {
                en: "“{value}” lacks the letter at its end: {suggestion} is expected.",
                fr: "Il manque à « {value} » sa lettre finale : on attend {suggestion}.",
            },
            help: Text {
                en: "The letter follows from the seven digits. Write {suggestion}.",
                fr: "La lettre se déduit des sept chiffres. Écrivez {suggestion}.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no UAI: seven digits and a letter are expected.",
                fr: "« {value} » n'est pas un numéro UAI : on attend sept chiffres et une lettre.",
            },
            help: Text {
                en: "A UAI looks like 0750655E. annuaire-education.fr finds it by the name of the school.",
                fr: "Un numéro UAI ressemble à 0750655E. Le site annuaire-education.fr le donne à partir du nom de l'établissement.",
            },
        },
        Reason {
            id: "key",
            message: Text {
                en: "“{value}” is no UAI: with these digits the letter would be {expected}.",
                fr: "« {value} » n'est pas un numéro UAI : avec ces chiffres, la lettre serait {expected}.",
            },
            help: Text {
                en: "A digit or the letter is wrong. Compare with annuaire-education.fr.",
                fr: "L'un des chiffres ou la lettre est faux. Comparez avec annuaire-education.fr.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,0750655E\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,075 0655 e\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,750655E\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,0750655\n",
            fails: Some("missing-key"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,075065E\n",
            fails: Some("shape"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,uai\nlycée,0750656E\n",
            fails: Some("key"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "uai", "customCheck": "uai"}]}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const MISSING_KEY: usize = 2;
const SHAPE: usize = 3;
const KEY: usize = 4;

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    matches!(text, [digits @ .., letter] if key(digits) == Some(*letter))
}

/// The letter that follows seven digits.
fn key(digits: &[u8]) -> Option<u8> {
    let is_number = digits.len() == 7 && digits.iter().all(u8::is_ascii_digit);
    let number = digits
        .iter()
        .fold(0, |number, digit| number * 10 + usize::from(digit & 15));
    is_number.then(|| LETTERS[number % LETTERS.len()])
}

fn judge(text: &str) -> Verdict {
    let bare = written::bare(text);
    if is_good(bare.as_bytes()) {
        return rather(WRITTEN_OTHERWISE, bare);
    }
    if let Some(whole) = written::with_lost_zeros(&bare, 8, is_good) {
        return rather(LOST_ZERO, whole);
    }
    if let Some(letter) = key(bare.as_bytes()) {
        return rather(MISSING_KEY, format!("{bare}{}", char::from(letter)));
    }
    match bare.as_bytes() {
        [digits @ .., letter] if letter.is_ascii_uppercase() => match key(digits) {
            Some(expected) => Some((
                KEY,
                Args::new().with("expected", char::from(expected).to_string()),
            )),
            None => because(SHAPE),
        },
        _ => because(SHAPE),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_a_uai_has_its_reason() {
        let texts = [
            "0750655E",
            "0920149M",
            "0750655 e",
            "750655E",
            "0750655",
            "075065",
            "lycée",
            "0750655F",
            "0750655O",
            "É",
            "-",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (2, "written-otherwise"),
                (3, "lost-zero"),
                (4, "missing-key"),
                (5, "shape"),
                (6, "shape"),
                (7, "key"),
                (8, "key"),
                (9, "shape"),
                (10, "shape")
            ]
        );
        for text in ["0750655 e", "750655E", "0750655"] {
            assert_eq!(suggestion(&JUDGED, text).as_deref(), Some("0750655E"));
        }
    }

    proptest! {
        #[test]
        fn one_changed_character_is_found(digits in "[0-9]{7}", at in 0..8_usize, by in 1..10_u8) {
            let mut text = digits.into_bytes();
            text.push(key(&text).expect("seven digits"));
            prop_assert!(is_good(&text));
            text[at] = match at {
                7 => LETTERS[(LETTERS.iter().position(|l| *l == text[7]).expect("a key") + usize::from(by)) % 23],
                _ => b'0' + (text[at] - b'0' + by) % 10,
            };
            prop_assert!(!is_good(&text));
        }
    }

    /// A digit that is `by` more in a place of the weight `10^k` moves the remainder by `by * 10^k`, whatever the other
    /// digits are. 23 divides none of these products, so that every change is found; this asks all of them.
    #[test]
    fn whichever_digit_changes_the_letter_does() {
        let key_of = |number: u32| key(format!("{number:07}").as_bytes()).expect("seven digits");
        for place in 0..7 {
            for by in 1..10 {
                assert_ne!(key_of(0), key_of(by * 10_u32.pow(place)));
            }
            // As do any two different digits in each other's place, neighbours or not.
            for other in 0..place {
                for by in 1..10 {
                    let lost = by * (10_u32.pow(place) - 10_u32.pow(other));
                    assert_ne!(key_of(0), key_of(lost));
                }
            }
        }
    }
}
