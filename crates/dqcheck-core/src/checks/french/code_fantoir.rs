//! FANTOIR codes of streets: a letter or a digit, three digits and a key letter; after ZA and ZB, two digits.
//!
//! The key is reckoned from the commune and the direction of the tax office as well, which are not in the cell: only
//! its letter is looked at, one of the 23 that a remainder by 23 can give.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "code-fantoir",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid FANTOIR code of a street",
        fr: "Code FANTOIR de voie invalide",
    },
    why: Text {
        en: "The FANTOIR code (once RIVOLI) says which street or place of a commune is meant, however its name is \
             spelt.",
        fr: "Le code FANTOIR (autrefois RIVOLI) désigne une voie ou un lieu-dit d'une commune, quelle que soit la \
             graphie de son nom.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "with-commune",
            message: Text {
                en: "“{value}” begins with the commune; only the code of the street is expected: {suggestion}.",
                fr: "« {value} » commence par la commune ; on attend seulement le code de la voie : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}, and the code INSEE of the commune in a column of its own.",
                fr: "Écrivez {suggestion}, et le code INSEE de la commune dans une colonne à part.",
            },
        },
        Reason {
            id: "missing-key",
            message: Text {
                en: "“{value}” lacks the letter at its end, the key.",
                fr: "Il manque à « {value} » sa lettre finale, la clé.",
            },
            help: Text {
                en: "Take the whole code, of five characters, from the TOPO file of the tax office (DGFiP).",
                fr: "Reprenez le code complet, de cinq caractères, dans le fichier TOPO de la DGFiP.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no FANTOIR code: a letter or a digit, three digits and a letter are expected.",
                fr: "« {value} » n'est pas un code FANTOIR : on attend une lettre ou un chiffre, trois chiffres, puis \
                     une lettre.",
            },
            help: Text {
                en: "A FANTOIR code looks like 0123A or B045C; I, O and Q are no keys. The TOPO file of the tax \
                     office (DGFiP) lists those of each commune.",
                fr: "Un code FANTOIR ressemble à 0123A ou B045C ; I, O et Q ne sont pas des clés. Le fichier TOPO de la \
                     DGFiP donne ceux de chaque commune.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,0123A\nlieu-dit,B045C\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,0123-a\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,123A\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,920120123A\n",
            fails: Some("with-commune"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,0123\n",
            fails: Some("missing-key"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,voie\nrue,rue de la Paix\n",
            fails: Some("shape"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "nom"}, {"name": "voie", "customCheck": "code-fantoir"}]}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const WITH_COMMUNE: usize = 2;
const MISSING_KEY: usize = 3;
const SHAPE: usize = 4;

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_good(text: &[u8]) -> bool {
    match text {
        [street @ .., key] => {
            is_street(street) && key.is_ascii_uppercase() && !matches!(key, b'I' | b'O' | b'Q')
        }
        [] => false,
    }
}

fn is_street(text: &[u8]) -> bool {
    match text {
        [b'Z', b'A' | b'B', number @ ..] if number.len() == 2 => {
            number.iter().all(u8::is_ascii_digit)
        }
        [b'0'..=b'9' | b'A'..=b'Z', number @ ..] => {
            number.len() == 3 && number.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn judge(text: &str) -> Verdict {
    let bare = written::bare(text);
    if is_good(bare.as_bytes()) {
        return rather(WRITTEN_OTHERWISE, bare);
    }
    if let Some(whole) = written::with_lost_zeros(&bare, 5, is_good) {
        return rather(LOST_ZERO, whole);
    }
    // Before it stand the code INSEE, or the department, the direction of the tax office and the commune.
    if let Some((commune, code)) = bare.split_at_checked(bare.len().saturating_sub(5))
        && matches!(commune.len(), 5 | 6)
        && is_good(code.as_bytes())
    {
        return rather(WITH_COMMUNE, code);
    }
    match is_street(bare.as_bytes()) {
        true => because(MISSING_KEY),
        false => because(SHAPE),
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn each_way_to_spoil_a_fantoir_code_has_its_reason() {
        let texts = [
            "0123A",
            "B045C",
            "0123a",
            "123A",
            "920120123A",
            "92 012_0123A",
            "0123",
            "123",
            "0123O",
            "rue",
            "ééééé",
            "é",
            "ZA58X",
            "ZB16",
            "ZC16X",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (2, "written-otherwise"),
                (3, "lost-zero"),
                (4, "with-commune"),
                (5, "with-commune"),
                (6, "missing-key"),
                (7, "shape"),
                (8, "shape"),
                (9, "shape"),
                (10, "shape"),
                (11, "shape"),
                (13, "missing-key"),
                (14, "shape")
            ]
        );
        assert_eq!(suggestion(&JUDGED, "920120123A").as_deref(), Some("0123A"));
        assert_eq!(suggestion(&JUDGED, "23A").as_deref(), Some("0023A"));
    }
}
