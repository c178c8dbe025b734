//! `impossible-rule`: constraints that no value can follow.

use serde_json::Value;

use super::Subject;
use super::language::Language;
use super::trial::refusals;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::constraint::{
    above_maximum, below_minimum, cell_text, not_above_minimum, not_below_maximum,
};
use crate::message::Text;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "impossible-rule",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "A rule that no value can follow",
        fr: "Une règle qu'aucune valeur ne peut respecter",
    },
    why: Text {
        en: "Whatever stands in the column is refused, so nobody can publish data that follows the schema.",
        fr: "Quoi que contienne la colonne, tout est refusé : personne ne peut publier de données conformes au schéma.",
    },
    reasons: &[
        Reason {
            id: "bounds",
            message: Text {
                en: "`{lower}` ({least}) and `{upper}` ({most}) leave nothing between them.",
                fr: "`{lower}` ({least}) et `{upper}` ({most}) ne laissent aucune valeur entre eux.",
            },
            help: Text {
                en: "Correct one of the two. If they were swapped, exchange their values.",
                fr: "Corrigez l'un des deux. S'ils ont été intervertis, échangez leurs valeurs.",
            },
        },
        Reason {
            id: "pattern",
            message: Text {
                en: "No text at all has the form of this pattern.",
                fr: "Aucun texte n'a la forme demandée par ce motif.",
            },
            help: Text {
                en: "Look for a ^ that has something before it, or a $ that has something after it. A sign that is \
                     meant as itself has two backslashes before it: \\\\$ for a dollar.",
                fr: "Cherchez un ^ précédé de quelque chose, ou un $ suivi de quelque chose. Un signe pris pour lui-même \
                     est précédé de deux barres obliques inverses : \\\\$ pour un dollar.",
            },
        },
        Reason {
            id: "pattern-too-long",
            message: Text {
                en: "Every text that has the form of this pattern has at least {shortest} characters, more than \
                     `maxLength` ({limit}) allows.",
                fr: "Tout texte de la forme demandée par ce motif compte au moins {shortest} caractères, plus que n'en \
                     autorise `maxLength` ({limit}).",
            },
            help: Text {
                en: "Correct the pattern or `maxLength`.",
                fr: "Corrigez le motif ou `maxLength`.",
            },
        },
        Reason {
            id: "pattern-too-short",
            message: Text {
                en: "No text that has the form of this pattern has as many characters as `minLength` ({limit}) asks \
                     for.",
                fr: "Aucun texte de la forme demandée par ce motif ne compte autant de caractères que `minLength` \
                     ({limit}) en demande.",
            },
            help: Text {
                en: "Correct the pattern or `minLength`.",
                fr: "Corrigez le motif ou `minLength`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer", "constraints": {"minimum": 100, "maximum": 1}}]}"#,
            data: "",
            fails: Some("bounds"),
        },
        Example {
            schema: r#"{"fields": [{"name": "code", "constraints": {"minLength": 6, "maxLength": 5}}]}"#,
            data: "",
            fails: Some("bounds"),
        },
        Example {
            schema: r#"{"fields": [{"name": "price", "constraints": {"pattern": "^$[0-9]+$"}}]}"#,
            data: "",
            fails: Some("pattern"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret", "constraints": {"pattern": "[0-9]{14}", "maxLength": 9}}]}"#,
            data: "",
            fails: Some("pattern-too-long"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee", "constraints": {"pattern": "[0-9]{5}", "minLength": 9}}]}"#,
            data: "",
            fails: Some("pattern-too-short"),
        },
        Example {
            schema: r#"{"fields": [{"name": "year", "type": "year", "constraints": {"minimum": "2000", "maximum": "2000"}}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const BOUNDS: usize = 0;
const PATTERN: usize = 1;
const PATTERN_TOO_LONG: usize = 2;
const PATTERN_TOO_SHORT: usize = 3;

/// The bounds of a value, each with the check that it is.
const LOWER: [(&str, &CheckDef); 2] = [
    ("minimum", &below_minimum::CHECK),
    ("exclusiveMinimum", &not_above_minimum::CHECK),
];
const UPPER: [(&str, &CheckDef); 2] = [
    ("maximum", &above_maximum::CHECK),
    ("exclusiveMaximum", &not_below_maximum::CHECK),
];

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (at, field) in subject.schema.fields.iter().enumerate() {
        for lower in LOWER {
            for upper in UPPER {
                faults.extend(bounds(subject, at, field, lower, upper));
            }
        }
        faults.extend(lengths(field));
        faults.extend(pattern(field));
    }
}

/// Nothing lies between two bounds if one of them is itself refused by the other.
fn bounds(
    subject: &Subject<'_>,
    at: usize,
    field: &Field,
    lower: (&'static str, &'static CheckDef),
    upper: (&'static str, &'static CheckDef),
) -> Option<Fault> {
    let text = |name| cell_text(field, field.constraints.get(name)?);
    let texts = [text(lower.0)?, text(upper.0)?];
    let refused = refusals(subject.schema, at, &texts);
    let crossed = refused.iter().any(|refusal| {
        let other = if refusal.text == 0 { upper.1 } else { lower.1 };
        refusal.check == other
    });
    let [least, most] = texts;
    crossed.then(|| between(field, (lower.0, least), (upper.0, most)))
}

fn lengths(field: &Field) -> Option<Fault> {
    let (least, most) = (length(field, "minLength")?, length(field, "maxLength")?);
    (least > most).then(|| {
        between(
            field,
            ("minLength", least.to_string()),
            ("maxLength", most.to_string()),
        )
    })
}

fn between(field: &Field, lower: (&str, String), upper: (&str, String)) -> Fault {
    let pointer = format!("{}/constraints/{}", field.pointer, lower.0);
    Fault::new(&CHECK, BOUNDS, pointer)
        .with("lower", lower.0)
        .with("least", lower.1)
        .with("upper", upper.0)
        .with("most", upper.1)
}

fn pattern(field: &Field) -> Option<Fault> {
    let source = field.constraints.get("pattern")?.as_str()?;
    let fault = |reason| {
        let pointer = format!("{}/constraints/pattern", field.pointer);
        Fault::new(&CHECK, reason, pointer)
    };
    let (shortest, longest) = match Language::of(source)? {
        Language::Empty => return Some(fault(PATTERN)),
        Language::Lengths { shortest, longest } => (shortest, longest),
    };
    let most = length(field, "maxLength").filter(|most| shortest > *most);
    let least =
        length(field, "minLength").filter(|least| longest.is_some_and(|most| most < *least));
    match (most, least) {
        (Some(most), _) => Some(
            fault(PATTERN_TOO_LONG)
                .with("shortest", shortest)
                .with("limit", most),
        ),
        (_, Some(least)) => Some(fault(PATTERN_TOO_SHORT).with("limit", least)),
        _ => None,
    }
}

fn length(field: &Field, name: &str) -> Option<usize> {
    let length = field.constraints.get(name).and_then(Value::as_u64)?;
    Some(usize::try_from(length).unwrap_or(usize::MAX))
}
