//! IBAN: a country, two check digits, an account (ISO 13616, key of ISO/IEC 7064 MOD 97-10).

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "iban",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid IBAN",
        fr: "IBAN invalide",
    },
    why: Text {
        en: "A transfer to an IBAN with a wrong character is refused, or goes astray. An IBAN of a person has no place \
             in open data, right or wrong.",
        fr: "Un virement vers un IBAN qui comporte un caractère faux est refusé, ou s'égare. Juste ou faux, l'IBAN \
             d'une personne n'a pas sa place dans des données ouvertes.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no IBAN: two letters for the country, two digits, then letters and digits are \
                     expected.",
                fr: "« {value} » n'est pas un IBAN : on attend les deux lettres du pays, deux chiffres, puis des \
                     lettres et des chiffres.",
            },
            help: Text {
                en: "An IBAN looks like FR76 3000 6000 0112 3456 7890 189. An account number of the old kind (RIB) \
                     has to be replaced by the IBAN that the bank gives.",
                fr: "Un IBAN ressemble à FR76 3000 6000 0112 3456 7890 189. Un ancien numéro de compte (RIB) doit être \
                     remplacé par l'IBAN que donne la banque.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "“{value}” has {length} characters; an IBAN of this country has {expected}.",
                fr: "« {value} » compte {length} caractères ; un IBAN de ce pays en compte {expected}.",
            },
            help: Text {
                en: "Characters are lacking or were added. Copy the IBAN anew from the statement of the bank.",
                fr: "Des caractères manquent ou ont été ajoutés. Recopiez l'IBAN depuis le relevé de la banque.",
            },
        },
        Reason {
            id: "checksum",
            message: Text {
                en: "“{value}” is no IBAN: its check digits are wrong.",
                fr: "« {value} » n'est pas un IBAN : sa clé de contrôle est fausse.",
            },
            help: Text {
                en: "A character is wrong, or two have changed places. Copy the IBAN anew from the statement of the \
                     bank.",
                fr: "L'un des caractères est faux, ou deux ont été inversés. Recopiez l'IBAN depuis le relevé de la \
                     banque.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,iban\na,FR7630006000011234567890189\nb,FR76 3000 6000 0112 3456 7890 189\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,iban\na,IBAN fr76-3000-6000-0112-3456-7890-189\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,iban\na,30006000011234567890189\n",
            fails: Some("shape"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,iban\na,FR763000600001123456789018\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,iban\na,FR7630006000011234567890198\n",
            fails: Some("checksum"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "iban", "customCheck": "iban"}]}"#;

const WRITTEN_OTHERWISE: usize = 0;
const SHAPE: usize = 1;
const LENGTH: usize = 2;
const CHECKSUM: usize = 3;

/// How many characters an IBAN has, by the country (the register of ISO 13616); in another country, what the standard
/// allows.
#[rustfmt::skip]
const LENGTHS: &[(usize, &[&[u8; 2]])] = &[
    (15, &[b"NO"]),
    (16, &[b"BE"]),
    (18, &[b"DK", b"FI", b"FK", b"FO", b"GL", b"NL", b"SD"]),
    (19, &[b"MK", b"SI"]),
    (20, &[b"AT", b"BA", b"EE", b"KZ", b"LT", b"LU", b"MN", b"XK"]),
    (21, &[b"CH", b"HR", b"LI", b"LV"]),
    (22, &[b"BG", b"BH", b"CR", b"DE", b"GB", b"GE", b"IE", b"ME", b"RS", b"VA"]),
    (23, &[b"AE", b"GI", b"IL", b"IQ", b"OM", b"SO", b"TL"]),
    (24, &[b"AD", b"CZ", b"ES", b"MD", b"PK", b"RO", b"SA", b"SE", b"SK", b"TN", b"VG"]),
    (25, &[b"LY", b"PT", b"ST"]),
    (26, &[b"IS", b"TR"]),
    (27, &[b"BI", b"DJ", b"FR", b"GR", b"IT", b"MC", b"MR", b"SM"]),
    (28, &[b"AL", b"AZ", b"BY", b"CY", b"DO", b"GT", b"HU", b"LB", b"NI", b"PL", b"SV"]),
    (29, &[b"BR", b"EG", b"PS", b"QA", b"UA"]),
    (30, &[b"JO", b"KW", b"MU"]),
    (31, &[b"MT", b"SC"]),
    (32, &[b"LC"]),
    (33, &[b"RU"]),
];

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    has_shape(text) && expected(text).contains(&text.len()) && has_key(text)
}

fn has_shape(text: &[u8]) -> bool {
    match text {
        [a, b, c, d, rest @ ..] => {
            a.is_ascii_uppercase()
                && b.is_ascii_uppercase()
                && c.is_ascii_digit()
                && d.is_ascii_digit()
                && !rest.is_empty()
                && rest
                    .iter()
                    .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// The lengths that an IBAN of this country can have.
fn expected(text: &[u8]) -> std::ops::RangeInclusive<usize> {
    let of_country = |(_, countries): &&(usize, &[&[u8; 2]])| {
        countries.iter().any(|country| text.starts_with(*country))
    };
    let found = LENGTHS.iter().find(of_country);
    found.map_or(15..=34, |(length, _)| *length..=*length)
}

/// Whether the whole, with its first four characters at the end and letters as 10 to 35, is 1 modulo 97, and the check
/// digits are the ones that are reckoned so (02 to 98).
fn has_key(text: &[u8]) -> bool {
    let (head, account) = text.split_at(4);
    let digits = account.iter().chain(head);
    let rest = digits.fold(0, |rest, c| match c {
        b'0'..=b'9' => (rest * 10 + u32::from(c - b'0')) % 97,
        _ => (rest * 100 + u32::from(c - b'A') + 10) % 97,
    });
    let is_reckoned = !matches!(&head[2..], b"00" | b"01" | b"99");
    rest == 1 && is_reckoned
}

fn judge(text: &str) -> Verdict {
    // Groups of four are the printed form.
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if is_good(compact.as_bytes()) {
        return None;
    }
    let bare = written::bare(text);
    let bare = bare.strip_prefix("IBAN").unwrap_or(&bare);
    let bare = bare.trim_start_matches(':');
    let bytes = bare.as_bytes();
    if is_good(bytes) {
        return rather(WRITTEN_OTHERWISE, bare);
    }
    if !has_shape(bytes) {
        return because(SHAPE);
    }
    let expected = expected(bytes);
    if expected.contains(&bytes.len()) {
        return because(CHECKSUM);
    }
    let (least, most) = expected.into_inner();
    let expected = match least == most {
        true => least.to_string(),
        false => format!("{least}-{most}"),
    };
    let args = Args::new().with("length", bytes.len());
    Some((LENGTH, args.with("expected", expected)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judged::{failures, suggestion};
    use super::*;

    /// The numbers that the banks of these countries print in their leaflets.
    #[test]
    fn each_way_to_spoil_an_iban_has_its_reason() {
        let texts = [
            "FR7630006000011234567890189",
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "BE68539007547034",
            "fr7630006000011234567890189",
            "IBAN : FR76 3000 6000 0112 3456 7890 189",
            "30006000011234567890189",
            "FR763000600001123456789018",
            "FR7630006000011234567890198",
            "ZZ00",
            "FR76É",
            "FR",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (4, "written-otherwise"),
                (5, "written-otherwise"),
                (6, "shape"),
                (7, "length"),
                (8, "checksum"),
                (9, "shape"),
                (10, "shape"),
                (11, "shape")
            ]
        );
        assert_eq!(
            suggestion(&JUDGED, texts[5]).as_deref(),
            Some("FR7630006000011234567890189")
        );
    }

    fn with_key(account: &str) -> Vec<u8> {
        let mut ibans = (2..=98).map(|key| format!("FR{key:02}{account}"));
        let good = ibans.find(|iban| is_good(iban.as_bytes()));
        good.expect("every account has a key").into_bytes()
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(account in "[0-9]{23}", at in 2..27_usize, by in 1..10_u8) {
            let mut text = with_key(&account);
            text[at] = b'0' + (text[at] - b'0' + by) % 10;
            prop_assert!(!is_good(&text));
        }

        #[test]
        fn one_changed_letter_is_found(
            account in "[0-9]{10}[A-Z]{11}[0-9]{2}",
            at in prop_oneof![0..2_usize, 14..25_usize],
            by in 1..26_u8,
        ) {
            let mut text = with_key(&account);
            text[at] = b'A' + (text[at] - b'A' + by) % 26;
            prop_assert!(!is_good(&text));
        }

        /// Two digits lose nine times their difference, times a power of ten: 97 divides none of these.
        #[test]
        fn two_neighbours_in_each_others_place_are_found(account in "[0-9]{23}", at in 2..26_usize) {
            let mut text = with_key(&account);
            prop_assume!(text[at] != text[at + 1]);
            text.swap(at, at + 1);
            prop_assert!(!is_good(&text));
        }
    }
}
