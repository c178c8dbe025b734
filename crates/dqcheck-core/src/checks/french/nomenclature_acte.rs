//! Subjects of deliberations as the national nomenclature ACTES names them: `finances locales/subventions`.

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words};
use crate::diagnostic::value_text;
use crate::message::{Args, Text, fold, misspelt};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "nomenclature-acte",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Subject that is not in the nomenclature ACTES",
        fr: "Matière absente de la nomenclature ACTES",
    },
    why: Text {
        en: "Deliberations of all communes are found by subject only if everybody names the subjects as the national \
             nomenclature ACTES does.",
        fr: "On ne retrouve par matière les délibérations de toutes les communes que si chacune nomme les matières \
             comme la nomenclature nationale ACTES.",
    },
    reasons: &[
        Reason {
            id: "blank",
            message: Text {
                en: "“{value}” has a blank at its front or beside the oblique stroke: “{suggestion}” is expected.",
                fr: "« {value} » contient un espace au début ou à côté de la barre oblique : on attend « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. Find and replace (Ctrl+H) of “ / ” by “/” mends the whole column.",
                fr: "Écrivez « {suggestion} ». Rechercher et remplacer (Ctrl+H) « / » entouré d'espaces par « / » seul \
                     corrige toute la colonne.",
            },
        },
        Reason {
            id: "stroke",
            message: Text {
                en: "“{value}” has no oblique stroke: the subject and the one below it are expected, such as \
                     “finances locales/subventions”.",
                fr: "« {value} » ne contient pas de barre oblique : on attend la matière puis la sous-matière, par \
                     exemple « finances locales/subventions ».",
            },
            help: Text {
                en: "Add the subject of the second level of the nomenclature behind an oblique stroke.",
                fr: "Ajoutez, après une barre oblique, la sous-matière de niveau 2 de la nomenclature.",
            },
        },
        Reason {
            id: "misspelt",
            message: Text {
                en: "“{subject}” is not a subject of the nomenclature: “{suggestion}” is expected.",
                fr: "« {subject} » n'est pas une matière de la nomenclature : on attend « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}” before the oblique stroke.",
                fr: "Écrivez « {suggestion} » avant la barre oblique.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{subject}” is not a subject of the nomenclature. It has these: {subjects}.",
                fr: "« {subject} » n'est pas une matière de la nomenclature. Elle a celles-ci : {subjects}.",
            },
            help: Text {
                en: "Choose the subject that fits, and write it before the oblique stroke.",
                fr: "Choisissez la matière qui convient et écrivez-la avant la barre oblique.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "acte,matiere\na,finances locales/subventions\nb,Libertes publiques et pouvoirs de police/police municipale\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "acte,matiere\na,finances locales / subventions\n",
            fails: Some("blank"),
        },
        Example {
            schema: SCHEMA,
            data: "acte,matiere\na,finances locales\n",
            fails: Some("stroke"),
        },
        Example {
            schema: SCHEMA,
            data: "acte,matiere\na,finance locale/subventions\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: SCHEMA,
            data: "acte,matiere\na,voirie/travaux\n",
            fails: Some("unknown"),
        },
    ],
    aliases: &["nomenclature-actes-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "acte"}, {"name": "matiere", "customCheck": "nomenclature-acte"}]}"#;

const BLANK: usize = 0;
const STROKE: usize = 1;
const MISSPELT: usize = 2;
const UNKNOWN: usize = 3;

/// The first level of the nomenclature, in its order.
const SUBJECTS: [&str; 9] = [
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertés publiques et pouvoirs de police",
    "finances locales",
    "domaines de compétences par thèmes",
    "autres domaines de compétences",
];

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

/// A subject as the nomenclature writes it, but for capitals; other spellings are for [`judge`].
fn is_good(text: &[u8]) -> bool {
    let Some(stroke) = memchr::memchr(b'/', text) else {
        return false;
    };
    let (subject, rest) = (&text[..stroke], &text[stroke + 1..]);
    !rest.first().is_some_and(u8::is_ascii_whitespace)
        && SUBJECTS
            .iter()
            .any(|known| known.as_bytes().eq_ignore_ascii_case(subject))
        && rest.is_ascii()
}

fn judge(text: &str) -> Verdict {
    let Some((subject, rest)) = text.split_once('/') else {
        return because(STROKE);
    };
    let (trimmed, tail) = (subject.trim(), rest.trim_start());
    let folded = words_of(trimmed);
    if !SUBJECTS.iter().any(|known| words_of(known) == folded) {
        let args = Args::new().with("subject", value_text(trimmed.as_bytes()));
        return Some(match misspelt(trimmed, SUBJECTS.into_iter()) {
            Some(meant) => (MISSPELT, args.with("suggestion", meant)),
            None => {
                let subjects: Vec<String> = SUBJECTS.map(str::to_owned).into();
                (UNKNOWN, args.with("subjects", subjects))
            }
        });
    }
    match trimmed == subject && tail == rest {
        true => None,
        false => rather(BLANK, format!("{trimmed}/{tail}")),
    }
}

/// The words of a subject without capitals and accents.
fn words_of(subject: &str) -> Vec<String> {
    subject.split(' ').take(10).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;
    use crate::message::Arg;

    #[test]
    fn a_subject_may_have_any_capitals_and_accents_but_no_blank_beside_the_stroke() {
        let texts = [
            "Finances locales/Divers",
            "LIBERTES PUBLIQUES ET POUVOIRS DE POLICE/police",
            "Autres domaines de compétences/vœux et motions",
            "urbanisme/",
            "finances locales /divers",
            "finances locales/ divers",
            "finances locales",
            "finances  locales/divers",
            "financeslocales/divers",
            "finances local/divers",
            "voirie/divers",
            "/divers",
            "7.5/subventions",
            " finances locales/divers",
            "finances locales/divers / reports",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (4, "blank"),
                (5, "blank"),
                (6, "stroke"),
                (7, "misspelt"),
                (8, "misspelt"),
                (9, "misspelt"),
                (10, "unknown"),
                (11, "unknown"),
                (12, "unknown"),
                (13, "blank")
            ]
        );
        assert_eq!(
            suggestion(&JUDGED, "Finances locales / divers").as_deref(),
            Some("Finances locales/divers")
        );
        assert_eq!(
            suggestion(&JUDGED, "\u{a0}urbanisme/divers").as_deref(),
            Some("urbanisme/divers")
        );
    }

    #[test]
    fn of_a_subject_without_end_only_the_beginning_is_kept() {
        let (reason, args) = judge(&format!("{}/divers", "x".repeat(100_000))).expect("a fault");
        assert_eq!(reason, UNKNOWN);
        let subject = args.get("subject");
        assert!(matches!(subject, Some(Arg::Text(text)) if text.len() < 2_000));
    }
}
