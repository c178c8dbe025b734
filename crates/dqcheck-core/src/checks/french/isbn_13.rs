//! ISBN numbers of thirteen digits (ISO 2108): the EAN of a book.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "isbn-13",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid ISBN",
        fr: "ISBN invalide",
    },
    why: Text {
        en: "The ISBN says which edition of a book is meant. With a wrong digit no catalogue knows it.",
        fr: "L'ISBN désigne une édition d'un livre. Avec un chiffre faux, aucun catalogue ne la connaît.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        Reason {
            id: "isbn-10",
            message: Text {
                en: "{value} is an ISBN of ten characters, as used until 2006: {suggestion} is expected.",
                fr: "{value} est un ISBN à dix caractères, en usage jusqu'en 2006 : on attend {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}: it is the same book.",
                fr: "Écrivez {suggestion} : c'est le même livre.",
            },
        },
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” contains something other than digits.",
                fr: "« {value} » contient autre chose que des chiffres.",
            },
            help: Text {
                en: "An ISBN has 13 digits, which hyphens or blanks may part. The letter O for a zero, or a text \
                     beside the number, are the usual causes.",
                fr: "Un ISBN compte 13 chiffres, que des tirets ou des espaces peuvent séparer. Les causes habituelles : \
                     la lettre O à la place d'un zéro, ou un texte à côté du numéro.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "{value} does not have the 13 digits of an ISBN: number of digits {length}.",
                fr: "{value} n'a pas les 13 chiffres d'un ISBN : nombre de chiffres {length}.",
            },
            help: Text {
                en: "Complete or correct the number; it stands at the back of the book, above the bar code.",
                fr: "Complétez ou corrigez le numéro ; il figure au dos du livre, au-dessus du code-barres.",
            },
        },
        Reason {
            id: "prefix",
            message: Text {
                en: "{value} is no number of a book: those begin with 978, or with 979 and a digit other than 0.",
                fr: "{value} n'est pas un numéro de livre : ceux-ci commencent par 978, ou par 979 et un chiffre autre \
                     que 0.",
            },
            help: Text {
                en: "This is the bar code of a disc, a game, a score of music or another thing. Leave the cell empty \
                     if there is no ISBN.",
                fr: "C'est le code-barres d'un disque, d'un jeu, d'une partition ou d'un autre objet. Laissez la \
                     cellule vide s'il n'y a pas d'ISBN.",
            },
        },
        Reason {
            id: "checksum",
            message: Text {
                en: "{value} is no ISBN: its check digit is wrong.",
                fr: "{value} n'est pas un ISBN : sa clé de contrôle est fausse.",
            },
            help: Text {
                en: "One digit is wrong, or two have changed places. Compare with the back of the book, or with \
                     catalogue.bnf.fr.",
                fr: "L'un des chiffres est faux, ou deux ont été inversés. Comparez avec le dos du livre, ou avec \
                     catalogue.bnf.fr.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,9782070368228\nb,978-2-07-036822-8\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,\"9,78207E+12\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,9782070368228.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,2-07-036822-X\n",
            fails: Some("isbn-10"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,978207O368228\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,978207036822\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\ndisque,3760012210013\n",
            fails: Some("prefix"),
        },
        Example {
            schema: SCHEMA,
            data: "titre,isbn\na,9782070368229\n",
            fails: Some("checksum"),
        },
    ],
    aliases: &["isbn"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "titre"}, {"name": "isbn", "customCheck": "isbn-13"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const ISBN_10: usize = 2;
const LETTERS: usize = 3;
const LENGTH: usize = 4;
const PREFIX: usize = 5;
const CHECKSUM: usize = 6;

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    text.len() == 13
        && is_of_a_book(text)
        && text.iter().all(u8::is_ascii_digit)
        && weighted(text).is_multiple_of(10)
}

fn is_of_a_book(text: &[u8]) -> bool {
    text.starts_with(b"978") || (text.starts_with(b"979") && !text.starts_with(b"9790"))
}

/// The digits of an EAN, every second one three times.
fn weighted(digits: &[u8]) -> u32 {
    let weights = [1, 3].into_iter().cycle();
    let digits = digits.iter().zip(weights);
    digits
        .map(|(digit, weight)| u32::from(digit & 15) * weight)
        .sum()
}

fn judge(text: &str) -> Verdict {
    if written::is_scientific(text.as_bytes()) {
        return because(SCIENTIFIC_NOTATION);
    }
    let whole = written::without_decimals(text.as_bytes());
    if let Some(whole) = whole.filter(|whole| is_good(whole.as_bytes())) {
        return rather(DECIMALS, whole);
    }
    let bare = written::bare(text);
    let bytes = bare.as_bytes();
    if is_good(bytes) {
        None
    } else if let Some(isbn) = of_ten(bytes) {
        rather(ISBN_10, isbn)
    } else if !bytes.iter().all(u8::is_ascii_digit) {
        because(LETTERS)
    } else if bytes.len() != 13 {
        Some((LENGTH, Args::new().with("length", bytes.len())))
    } else if !is_of_a_book(bytes) {
        because(PREFIX)
    } else {
        because(CHECKSUM)
    }
}

/// The number of thirteen digits of a book that had one of ten, the last of which may be X.
fn of_ten(text: &[u8]) -> Option<String> {
    let [digits @ .., key] = text else {
        return None;
    };
    if digits.len() != 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let key = match key {
        b'X' => 10,
        b'0'..=b'9' => u32::from(key - b'0'),
        _ => return None,
    };
    let weights = (2..=10).rev();
    let products = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight);
    if !(products.sum::<u32>() + key).is_multiple_of(11) {
        return None;
    }
    let head = format!("978{}", std::str::from_utf8(digits).ok()?);
    let key = (10 - weighted(head.as_bytes()) % 10) % 10;
    Some(format!("{head}{key}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_an_isbn_has_its_reason() {
        let texts = [
            "9782070368228",
            "978-2-07-036822-8",
            "978 2 07 036822 8",
            "9.78E+12",
            "9782070368228,0",
            "207036822X",
            "207036822x",
            "978207O368228",
            "978207036822",
            "3760012210013",
            "9790201340210",
            "9782070368229",
            "2070368221",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (3, "scientific-notation"),
                (4, "decimals"),
                (5, "isbn-10"),
                (6, "isbn-10"),
                (7, "letters"),
                (8, "length"),
                (9, "prefix"),
                (10, "prefix"),
                (11, "checksum"),
                (12, "length")
            ]
        );
        assert_eq!(
            suggestion(&JUDGED, "2-07-036822-X").as_deref(),
            Some("9782070368228")
        );
    }

    fn with_key(digits: &str) -> Vec<u8> {
        let key = (10 - weighted(digits.as_bytes()) % 10) % 10;
        format!("{digits}{key}").into_bytes()
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(digits in "978[0-9]{9}|979[1-9][0-9]{8}", at in 0..13_usize, by in 1..10_u8) {
            let mut text = with_key(&digits);
            prop_assert!(is_good(&text));
            text[at] = b'0' + (text[at] - b'0' + by) % 10;
            prop_assert!(!is_good(&text));
        }

        /// The weights of neighbours differ by two: what two digits lose is twice their difference, and is not seen if
        /// that is five.
        #[test]
        fn two_neighbours_in_each_others_place_are_found_but_for_those_5_apart(
            digits in "978[0-9]{9}|979[1-9][0-9]{8}",
            at in 4..12_usize,
        ) {
            let mut text = with_key(&digits);
            let passes = text[at].abs_diff(text[at + 1]).is_multiple_of(5);
            text.swap(at, at + 1);
            prop_assert_eq!(is_good(&text), passes);
        }
    }
}
