//! NAF codes: the activity of an organisation, four digits and a letter.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "naf",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid NAF code",
        fr: "Code NAF invalide",
    },
    why: Text {
        en: "The NAF (or APE) code says what an organisation does. One that is cut or misspelt falls out of every \
             statistic by activity.",
        fr: "Le code NAF (ou APE) indique l'activité d'un organisme. Tronqué ou mal écrit, il disparaît de toute \
             statistique par activité.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "three-digits",
            message: Text {
                en: "“{value}” has three digits and a letter; a NAF code has four digits and a letter.",
                fr: "« {value} » compte trois chiffres et une lettre ; un code NAF compte quatre chiffres et une lettre.",
            },
            help: Text {
                en: "Either it is a code of the nomenclature before 2008, to be replaced by the present one, or the \
                     zero at its front is lost. annuaire-entreprises.data.gouv.fr shows the code of an organisation.",
                fr: "Soit c'est un code de la nomenclature d'avant 2008, à remplacer par l'actuel, soit son zéro \
                     initial est perdu. annuaire-entreprises.data.gouv.fr donne le code d'un organisme.",
            },
        },
        Reason {
            id: "missing-letter",
            message: Text {
                en: "“{value}” lacks the letter at its end: it names a class of activities, which may have several NAF \
                     codes.",
                fr: "Il manque à « {value} » sa lettre finale : il désigne une classe d'activités, qui peut avoir \
                     plusieurs codes NAF.",
            },
            help: Text {
                en: "Add the letter; insee.fr lists the codes of each class.",
                fr: "Ajoutez la lettre ; insee.fr donne la liste des codes de chaque classe.",
            },
        },
        Reason {
            id: "division",
            message: Text {
                en: "“{value}” is no NAF code: no division begins with these two digits.",
                fr: "« {value} » n'est pas un code NAF : aucune division ne commence par ces deux chiffres.",
            },
            help: Text {
                en: "Correct the first two digits; annuaire-entreprises.data.gouv.fr shows the code of an organisation.",
                fr: "Corrigez les deux premiers chiffres ; annuaire-entreprises.data.gouv.fr donne le code d'un organisme.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no NAF code: four digits and a letter are expected.",
                fr: "« {value} » n'est pas un code NAF : on attend quatre chiffres et une lettre.",
            },
            help: Text {
                en: "A NAF code looks like 84.11Z or 8411Z. Put the name of the activity into another column.",
                fr: "Un code NAF ressemble à 84.11Z ou 8411Z. Mettez le nom de l'activité dans une autre colonne.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,84.11Z\nferme,0111Z\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,84.11 z\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nferme,1.11Z\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,751A\n",
            fails: Some("three-digits"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,84.11\n",
            fails: Some("missing-letter"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,04.11Z\n",
            fails: Some("division"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,naf\nmairie,administration\n",
            fails: Some("shape"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "naf", "customCheck": "naf"}]}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const THREE_DIGITS: usize = 2;
const MISSING_LETTER: usize = 3;
const DIVISION: usize = 4;
const SHAPE: usize = 5;

/// The numbers that are no division in any NAF since 2008.
const NO_DIVISION: [&[u8]; 12] = [
    b"00", b"04", b"34", b"40", b"44", b"48", b"54", b"57", b"67", b"76", b"83", b"89",
];

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    has_shape(text) && !NO_DIVISION.contains(&&text[..2])
}

fn has_shape(text: &[u8]) -> bool {
    match text {
        [division @ .., b'.', a, b, letter] | [division @ .., a, b, letter] => {
            division.len() == 2
                && division.iter().chain([a, b]).all(u8::is_ascii_digit)
                && letter.is_ascii_uppercase()
        }
        _ => false,
    }
}

fn judge(text: &str) -> Verdict {
    let bare = written::bare(text);
    if is_good(bare.as_bytes()) {
        return rather(WRITTEN_OTHERWISE, bare);
    }
    // With its point a code shows that it is of today, so that a zero alone can be what is lacking.
    let dotted = format!("0{}", text.trim().to_uppercase());
    match bare.as_bytes() {
        [digits @ .., letter] if letter.is_ascii_uppercase() && are_digits(digits, 3) => {
            match is_good(dotted.as_bytes()) && dotted.contains('.') {
                true => rather(LOST_ZERO, dotted),
                false => because(THREE_DIGITS),
            }
        }
        bytes if has_shape(bytes) => because(DIVISION),
        bytes if are_digits(bytes, 4) => because(MISSING_LETTER),
        _ => because(SHAPE),
    }
}

fn are_digits(text: &[u8], count: usize) -> bool {
    text.len() == count && text.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_a_naf_code_has_its_reason() {
        let texts = [
            "84.11Z", "8411Z", "01.11Z", "84-11z", "1.11z", "111Z", "84.11", "04.11Z", "84.1Z.",
            "Z", "mairie", "8411É",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (3, "written-otherwise"),
                (4, "lost-zero"),
                (5, "three-digits"),
                (6, "missing-letter"),
                (7, "division"),
                (8, "three-digits"),
                (9, "shape"),
                (10, "shape"),
                (11, "shape")
            ]
        );
        assert_eq!(suggestion(&JUDGED, "1.11z").as_deref(), Some("01.11Z"));
    }
}
