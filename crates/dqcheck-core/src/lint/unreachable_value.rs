//! `unreachable-value`: a value that the schema names and that no cell can have.

use std::collections::HashMap;

use serde_json::Value;

use super::Subject;
use super::trial::refusals;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::constraint::cell_text;
use crate::message::Text;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "unreachable-value",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "A value that no cell can have",
        fr: "Une valeur qu'aucune cellule ne peut prendre",
    },
    why: Text {
        en: "The schema allows the value in one place and takes it away in another, so that data which follows the \
             first is refused, or loses the value.",
        fr: "Le schéma autorise la valeur à un endroit et la retire à un autre : des données qui suivent le premier sont \
             refusées, ou perdent la valeur.",
    },
    reasons: &[
        Reason {
            id: "refused",
            message: Text {
                en: "`enum` allows this value, but another rule of the field refuses it: {what}",
                fr: "`enum` autorise cette valeur, mais une autre règle du champ la refuse : {what}",
            },
            help: Text {
                en: "Remove the value from `enum`, or correct the other rule.",
                fr: "Retirez la valeur de `enum`, ou corrigez l'autre règle.",
            },
        },
        Reason {
            id: "missing",
            message: Text {
                en: "“{value}” stands in `{property}`, but `missingValues` says that it means an empty cell.",
                fr: "« {value} » figure dans `{property}`, mais `missingValues` dit qu'il signifie une cellule vide.",
            },
            help: Text {
                en: "Decide which it is: remove it from `{property}` or from `missingValues`.",
                fr: "Choisissez : retirez-la de `{property}` ou de `missingValues`.",
            },
        },
        Reason {
            id: "true-and-false",
            message: Text {
                en: "“{value}” means both true and false.",
                fr: "« {value} » signifie à la fois vrai et faux.",
            },
            help: Text {
                en: "Keep it in one of `trueValues` and `falseValues` only. A list that is not there is the one of the \
                     standard: true, True, TRUE, 1 or false, False, FALSE, 0.",
                fr: "Ne la gardez que dans l'un des deux, `trueValues` ou `falseValues`. Une liste absente est celle de la \
                     norme : true, True, TRUE, 1 ou false, False, FALSE, 0.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "code", "constraints": {"enum": ["AB", "ABC"], "maxLength": 2}}]}"#,
            data: "",
            fails: Some("refused"),
        },
        Example {
            schema: r#"{"fields": [{"name": "wind", "constraints": {"enum": ["N", "NA"]}}], "missingValues": ["", "NA"]}"#,
            data: "",
            fails: Some("missing"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "type": "boolean", "trueValues": ["1", "0"]}]}"#,
            data: "",
            fails: Some("true-and-false"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const REFUSED: usize = 0;
const MISSING: usize = 1;
const TRUE_AND_FALSE: usize = 2;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (at, field) in subject.schema.fields.iter().enumerate() {
        members(subject, at, field, faults);
        if field.type_name == "boolean" {
            booleans(subject, field, faults);
        }
    }
}

/// The members of an `enum`. That the type cannot read one is told where the constraint is bound.
fn members(subject: &Subject<'_>, at: usize, field: &Field, faults: &mut Vec<Fault>) {
    let members = field.constraints.get("enum").and_then(Value::as_array);
    let texts: Vec<String> = members
        .into_iter()
        .flatten()
        .map(|member| cell_text(field, member).unwrap_or_default())
        .collect();
    let pointer = |member: usize| format!("{}/constraints/enum/{member}", field.pointer);
    for (member, text) in texts.iter().enumerate() {
        faults.extend(missing(subject, field, pointer(member), "enum", text));
    }
    let mut told = None;
    for refusal in refusals(subject.schema, at, &texts) {
        if refusal.check.group != Group::Type && told != Some(refusal.text) {
            told = Some(refusal.text);
            let fault = Fault::new(&CHECK, REFUSED, pointer(refusal.text));
            faults.push(fault.with("what", refusal.what));
        }
    }
}

fn booleans(subject: &Subject<'_>, field: &Field, faults: &mut Vec<Fault>) {
    let lists = [
        ("trueValues", ["true", "True", "TRUE", "1"]),
        ("falseValues", ["false", "False", "FALSE", "0"]),
    ];
    let mut first: HashMap<&str, &str> = HashMap::new();
    for (property, default) in lists {
        let own = field.properties.get(property).and_then(Value::as_array);
        let texts: Vec<&str> = match own {
            Some(own) => own
                .iter()
                .map(|one| one.as_str().unwrap_or_default())
                .collect(),
            None => default.to_vec(),
        };
        for (at, text) in texts.into_iter().enumerate() {
            let pointer = |property: &str| match own {
                Some(_) => format!("{}/{property}/{at}", field.pointer),
                // What is not there is told at the other list, which is.
                None => format!("{}/trueValues", field.pointer),
            };
            if own.is_some() {
                faults.extend(missing(subject, field, pointer(property), property, text));
            }
            match first.get(text) {
                Some(other) if *other != property => {
                    let fault = Fault::new(&CHECK, TRUE_AND_FALSE, pointer(property));
                    faults.push(fault.with("value", text));
                }
                Some(_) => {}
                None => {
                    first.insert(text, property);
                }
            }
        }
    }
}

fn missing(
    subject: &Subject<'_>,
    field: &Field,
    pointer: String,
    property: &str,
    text: &str,
) -> Option<Fault> {
    let missing = field.missing_values.as_ref();
    let missing = missing.unwrap_or(&subject.schema.missing_values);
    // That an empty cell is allowed is often said so, and harms nobody.
    let hidden = !text.is_empty() && missing.iter().any(|one| one == text);
    hidden.then(|| {
        Fault::new(&CHECK, MISSING, pointer)
            .with("property", property)
            .with("value", text)
    })
}
