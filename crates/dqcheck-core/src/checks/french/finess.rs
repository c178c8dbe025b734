//! FINESS numbers of health and social establishments: nine characters, the last of which is a Luhn key.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::luhn::is_siren;
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "finess",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::French,
    title: Text {
        en: "Doubtful FINESS number",
        fr: "Numéro FINESS douteux",
    },
    why: Text {
        en: "The FINESS number says which health or social establishment is meant. With a wrong digit nobody finds it \
             in the national register.",
        fr: "Le numéro FINESS désigne un établissement sanitaire ou social. Avec un chiffre faux, personne ne le \
             retrouve dans le répertoire national.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” contains something other than digits.",
                fr: "« {value} » contient autre chose que des chiffres.",
            },
            help: Text {
                en: "A FINESS number has nine digits; in Corsica it begins with 2A or 2B.",
                fr: "Un numéro FINESS compte neuf chiffres ; en Corse, il commence par 2A ou 2B.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "{value} does not have the 9 digits of a FINESS number: number of digits {length}.",
                fr: "{value} n'a pas les 9 chiffres d'un numéro FINESS : nombre de chiffres {length}.",
            },
            help: Text {
                en: "Complete or correct the number; finess.esante.gouv.fr finds it by the name of the establishment.",
                fr: "Complétez ou corrigez le numéro ; finess.esante.gouv.fr permet de le retrouver par le nom de \
                     l'établissement.",
            },
        },
        Reason {
            id: "key",
            message: Text {
                en: "{value} does not look like a FINESS number: its check digit is wrong.",
                fr: "{value} ne semble pas être un numéro FINESS : sa clé de contrôle est fausse.",
            },
            help: Text {
                en: "One digit is wrong, or two have changed places. Compare with finess.esante.gouv.fr.",
                fr: "L'un des chiffres est faux, ou deux ont été inversés. Comparez avec finess.esante.gouv.fr.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,750712184\nclinique,2A0000154\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,\"7,50712E+08\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,750712184.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,75 071 218 4\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,10000024\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,75O712184\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,7507121\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,finess\nhôpital,750712185\n",
            fails: Some("key"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "nom"}, {"name": "finess", "customCheck": "finess"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const WRITTEN_OTHERWISE: usize = 2;
const LOST_ZERO: usize = 3;
const LETTERS: usize = 4;
const LENGTH: usize = 5;
const KEY: usize = 6;

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

/// The key is that of a SIREN. The letters of Corsica count as 1 and 2, as in all numbers that the arrêté of 4 March 2015
/// (isolated hospitals) names there.
fn is_good(text: &[u8]) -> bool {
    let Ok(&(mut digits)) = <&[u8; 9]>::try_from(text) else {
        return false;
    };
    match digits {
        [b'2', b'A', ..] => digits[1] = b'1',
        [b'2', b'B', ..] => digits[1] = b'2',
        _ => {}
    }
    is_siren(&digits)
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
    if is_good(bare.as_bytes()) {
        rather(WRITTEN_OTHERWISE, bare)
    } else if !has_digits(&bare) {
        because(LETTERS)
    } else if let Some(whole) = written::with_lost_zeros(&bare, 9, is_good) {
        rather(LOST_ZERO, whole)
    } else if bare.len() != 9 {
        Some((LENGTH, Args::new().with("length", bare.len())))
    } else {
        because(KEY)
    }
}

/// Digits, but for the letter of a department of Corsica.
fn has_digits(bare: &str) -> bool {
    let corsica = bare.strip_prefix("2A").or(bare.strip_prefix("2B"));
    let digits = corsica.unwrap_or(bare);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_a_finess_number_has_its_reason() {
        let texts = [
            "750712184",
            "2A0000154",
            "2B0004246",
            "7.5E+08",
            "750712184,00",
            "750 712 184",
            "10000024",
            "75O712184",
            "7507121",
            "750712185",
            "000000000",
            "2C0000154",
            "2a0000154",
            "2B0004247",
            "2A000015",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (3, "scientific-notation"),
                (4, "decimals"),
                (5, "written-otherwise"),
                (6, "lost-zero"),
                (7, "letters"),
                (8, "length"),
                (9, "key"),
                (10, "key"),
                (11, "letters"),
                (12, "written-otherwise"),
                (13, "key"),
                (14, "length")
            ]
        );
        assert_eq!(
            suggestion(&JUDGED, "10000024").as_deref(),
            Some("010000024")
        );
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(digits in "[1-9][0-9]{7}", at in 0..9_usize, by in 1..10_u8) {
            let mut text = digits.into_bytes();
            text.push(b'0');
            let key = (b'0'..=b'9').find(|key| {
                text[8] = *key;
                is_good(&text)
            });
            prop_assert!(key.is_some());
            text[at] = b'0' + (text[at] - b'0' + by) % 10;
            prop_assert!(!is_good(&text));
        }
    }
}
