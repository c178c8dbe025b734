//! RNA numbers of associations: `W`, a digit, a digit or a letter, and seven digits.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::luhn::{is_siren, is_siret};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "code-rna",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid RNA number of an association",
        fr: "Numéro RNA d'association invalide",
    },
    why: Text {
        en: "The RNA number says which association is meant, in the national register that the prefectures keep. With \
             a wrong character nobody is found there, or somebody else.",
        fr: "Le numéro RNA désigne une association dans le répertoire national tenu par les préfectures. Avec un \
             caractère faux, on n'y trouve personne, ou une autre association.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "siren-instead",
            message: Text {
                en: "{value} is a SIREN or a SIRET; the RNA number of the association, which begins with W, is expected.",
                fr: "{value} est un numéro SIREN ou SIRET ; on attend le numéro RNA de l'association, qui commence par W.",
            },
            help: Text {
                en: "The two cannot be told from each other: look the association up at journal-officiel.gouv.fr or \
                     annuaire-entreprises.data.gouv.fr. Leave the cell empty if it has no RNA number.",
                fr: "L'un ne se déduit pas de l'autre : cherchez l'association sur journal-officiel.gouv.fr ou \
                     annuaire-entreprises.data.gouv.fr. Laissez la cellule vide si elle n'a pas de numéro RNA.",
            },
        },
        Reason {
            id: "missing-letter",
            message: Text {
                en: "“{value}” lacks the W at its front: {suggestion} is expected.",
                fr: "Il manque à « {value} » le W initial : on attend {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}.",
                fr: "Écrivez {suggestion}.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no RNA number: W and nine digits are expected.",
                fr: "« {value} » n'est pas un numéro RNA : on attend W puis neuf chiffres.",
            },
            help: Text {
                en: "An RNA number looks like W751234567; in some departments the second sign behind W is a letter. \
                     It stands on the receipt of the prefecture. Associations of Alsace and Moselle may have none: \
                     leave the cell empty then.",
                fr: "Un numéro RNA ressemble à W751234567 ; dans certains départements, le deuxième signe après le W \
                     est une lettre. Il figure sur le récépissé de la préfecture. Une association d'Alsace-Moselle \
                     peut ne pas en avoir : laissez alors la cellule vide.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,W751234567\nb,W9R1234567\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,\"7,51235E+08\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,w75 1234567\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,73282932000074\n",
            fails: Some("siren-instead"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,751234567\n",
            fails: Some("missing-letter"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rna\na,W75123456\n",
            fails: Some("shape"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "rna", "customCheck": "code-rna"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const WRITTEN_OTHERWISE: usize = 1;
const SIREN_INSTEAD: usize = 2;
const MISSING_LETTER: usize = 3;
const SHAPE: usize = 4;

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    matches!(text, [b'W', number @ ..] if is_number(number))
}

fn is_number(text: &[u8]) -> bool {
    match text {
        [b'0'..=b'9', b'0'..=b'9' | b'A'..=b'Z', rest @ ..] => {
            rest.len() == 7 && rest.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn judge(text: &str) -> Verdict {
    if written::is_scientific(text.as_bytes()) {
        return because(SCIENTIFIC_NOTATION);
    }
    let bare = written::bare(text);
    let bytes = bare.as_bytes();
    let is_company = <&[u8; 9]>::try_from(bytes).is_ok_and(is_siren)
        || <&[u8; 14]>::try_from(bytes).is_ok_and(is_siret);
    if is_good(bytes) {
        rather(WRITTEN_OTHERWISE, bare)
    } else if is_company {
        because(SIREN_INSTEAD)
    } else if is_number(bytes) {
        rather(MISSING_LETTER, format!("W{bare}"))
    } else {
        because(SHAPE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_an_rna_number_has_its_reason() {
        let texts = [
            "W751234567",
            "W9R1234567",
            "7.51E+08",
            "w751234567",
            "732829320",
            "732 829 320 00074",
            "751234567",
            "W75123456",
            "W7512345678",
            "WR51234567",
            "W75123456O",
            "néant",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (2, "scientific-notation"),
                (3, "written-otherwise"),
                (4, "siren-instead"),
                (5, "siren-instead"),
                (6, "missing-letter"),
                (7, "shape"),
                (8, "shape"),
                (9, "shape"),
                (10, "shape"),
                (11, "shape")
            ]
        );
        for text in ["w75-123.4567", "751234567"] {
            assert_eq!(suggestion(&JUDGED, text).as_deref(), Some("W751234567"));
        }
    }
}
