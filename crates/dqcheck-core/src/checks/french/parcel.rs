//! Parcels of the land register: the whole identifier (IDU) of fourteen characters, or section and number.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::code_insee::can_be_code;
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "parcel",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid reference of a parcel",
        fr: "Référence de parcelle cadastrale invalide",
    },
    why: Text {
        en: "The reference says which piece of land is meant. Misspelt, it is not found on cadastre.gouv.fr and cannot \
             be put on a map.",
        fr: "La référence désigne un terrain. Mal écrite, elle ne se retrouve pas sur cadastre.gouv.fr et ne peut être \
             placée sur une carte.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "several",
            message: Text {
                en: "“{value}” holds several parcels; one is expected in a cell.",
                fr: "« {value} » contient plusieurs parcelles ; on en attend une seule par cellule.",
            },
            help: Text {
                en: "Write one parcel a row, or the others in a column of their own.",
                fr: "Écrivez une parcelle par ligne, ou mettez les autres dans une colonne à part.",
            },
        },
        Reason {
            id: "commune",
            message: Text {
                en: "“{value}” does not begin with a code INSEE, as a parcel identifier does.",
                fr: "« {value} » ne commence pas par un code INSEE, comme le fait un identifiant de parcelle.",
            },
            help: Text {
                en: "The first five characters are the code INSEE of the commune, such as 92012 or 2A004.",
                fr: "Les cinq premiers caractères sont le code INSEE de la commune, par exemple 92012 ou 2A004.",
            },
        },
        Reason {
            id: "number-zero",
            message: Text {
                en: "“{value}” has the number 0000: there is no such parcel.",
                fr: "« {value} » porte le numéro 0000 : une telle parcelle n'existe pas.",
            },
            help: Text {
                en: "Write the number of the parcel, or leave the cell empty if it is not known.",
                fr: "Écrivez le numéro de la parcelle, ou laissez la cellule vide s'il n'est pas connu.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no reference of a parcel.",
                fr: "« {value} » n'est pas une référence de parcelle.",
            },
            help: Text {
                en: "Write section and number, such as AB 0123, or the whole identifier of 14 characters, such as \
                     92012000AB0123: code INSEE (5), prefix (3, mostly 000), section (2, 0A for A), number (4).",
                fr: "Écrivez la section et le numéro, par exemple AB 0123, ou l'identifiant complet de 14 caractères, \
                     par exemple 92012000AB0123 : code INSEE (5), préfixe (3, souvent 000), section (2, 0A pour A), \
                     numéro (4).",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,92012000AB0123\nb,AB 0123\nc,0A 0007\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,\"5,7463E+13\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,AB 12\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,1004000AB0123\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,AB 0123 et AB 0124\n",
            fails: Some("several"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,99012000AB0123\n",
            fails: Some("commune"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,AB 0000\n",
            fails: Some("number-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,parcelle\na,section AB\n",
            fails: Some("shape"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "nom"}, {"name": "parcelle", "customCheck": "parcel"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const WRITTEN_OTHERWISE: usize = 1;
const LOST_ZERO: usize = 2;
const SEVERAL: usize = 3;
const COMMUNE: usize = 4;
const NUMBER_ZERO: usize = 5;
const SHAPE: usize = 6;

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

/// `AB 0123`, `AB0123` or `92012000AB0123`, the number being none of zeros.
fn is_good(text: &[u8]) -> bool {
    let is_short = match text {
        [section @ .., b' ', a, b, c, d] | [section @ .., a, b, c, d] => {
            is_section(section) && is_number(&[*a, *b, *c, *d])
        }
        _ => false,
    };
    (is_short || (has_long_shape(text) && can_be_code(&text[..5]))) && !text.ends_with(b"0000")
}

fn has_long_shape(text: &[u8]) -> bool {
    text.len() == 14
        && text[..10].is_ascii()
        && text[5..8].iter().all(u8::is_ascii_digit)
        && is_section(&text[8..10])
        && is_number(&text[10..])
}

/// `AB`, `0A`, and in Alsace and Moselle `07`.
fn is_section(text: &[u8]) -> bool {
    match text {
        [b'0'..=b'9', b'0'..=b'9'] => text != b"00",
        [b'0' | b'A'..=b'Z', b'A'..=b'Z'] => true,
        _ => false,
    }
}

fn is_number(text: &[u8]) -> bool {
    text.len() == 4 && text.iter().all(u8::is_ascii_digit)
}

fn judge(text: &str) -> Verdict {
    if written::is_scientific(text.as_bytes()) {
        return because(SCIENTIFIC_NOTATION);
    }
    let bare = written::bare(text);
    let bytes = bare.as_bytes();
    if let Some(usual) = usual(&bare) {
        return match usual.ends_with("0000") {
            true => because(NUMBER_ZERO),
            false => rather(WRITTEN_OTHERWISE, usual),
        };
    }
    if is_good(bytes) {
        return rather(WRITTEN_OTHERWISE, bare);
    }
    if bytes.len() == 13
        && let Some(whole) = written::with_lost_zeros(&bare, 14, is_good)
    {
        return rather(LOST_ZERO, whole);
    }
    let parts = text.split([',', ';', '/', '|', '+', '&', '\n']);
    let parts = parts.flat_map(|part| part.split(" et ")).take(3);
    let is_parcel = |part: &str| {
        let part = written::bare(part);
        is_good(part.as_bytes()) || usual(&part).is_some()
    };
    if parts.filter(|part| is_parcel(part)).count() > 1 {
        because(SEVERAL)
    } else if has_long_shape(bytes) {
        match bare.ends_with("0000") {
            true => because(NUMBER_ZERO),
            false => because(COMMUNE),
        }
    } else {
        because(SHAPE)
    }
}

/// Section and number as they are written: `AB 0012` for `AB12`, `0A 0012` for `A12`. A section of digits cannot be
/// told from the number that follows.
fn usual(bare: &str) -> Option<String> {
    let bare = match bare.strip_prefix('0') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => rest,
        _ => bare,
    };
    let letters = bare.bytes().take_while(u8::is_ascii_uppercase).count();
    let (section, number) = bare.split_at_checked(letters)?;
    let is_number = (1..=4).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
    (is_number && (1..=2).contains(&letters)).then(|| format!("{section:0>2} {number:0>4}"))
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_misspell_a_parcel_has_its_reason() {
        let texts = [
            "92012000AB0123",
            "AB 0123",
            "AB0123",
            "0A 0123",
            "07 0123",
            "2A0040000B0012",
            "5,7E+13",
            "AB 12",
            "a-12",
            "92012 000 ab 0123",
            "1004000AB0123",
            "AB 12, AC 13",
            "99012000AB0123",
            "AB 0000",
            "92012000AB0000",
            "section AB",
            "0",
            "é",
            "",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (6, "scientific-notation"),
                (7, "written-otherwise"),
                (8, "written-otherwise"),
                (9, "written-otherwise"),
                (10, "lost-zero"),
                (11, "several"),
                (12, "commune"),
                (13, "number-zero"),
                (14, "number-zero"),
                (15, "shape"),
                (16, "shape"),
                (17, "shape")
            ]
        );
        for (text, usual) in [
            ("AB 12", "AB 0012"),
            ("a-12", "0A 0012"),
            ("0A12", "0A 0012"),
        ] {
            assert_eq!(suggestion(&JUDGED, text).as_deref(), Some(usual));
        }
    }
}
