//! `unknown-field`: a key, or a check, that names a field which the schema does not have.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::fields;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, closest};
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-field",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Field that the schema does not have",
        fr: "Champ absent du schéma",
    },
    why: Text {
        en: "A rule about a field that is not there cannot be applied, so data that breaks it goes through.",
        fr: "Une règle qui porte sur un champ absent ne peut pas être appliquée : des données qui l'enfreignent \
             passent.",
    },
    reasons: &[
        Reason {
            id: "misspelt",
            message: Text {
                en: "The schema has no field `{name}`: `{suggestion}` was probably meant.",
                fr: "Le schéma n'a pas de champ `{name}` : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}` here. Until then, this rule is not applied.",
                fr: "Écrivez ici `{suggestion}`. D'ici là, cette règle n'est pas appliquée.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "The schema has no field `{name}`.",
                fr: "Le schéma n'a pas de champ `{name}`.",
            },
            help: Text {
                en: "Write the name of one of the fields, exactly as it stands in `fields`, or add the field. Until \
                     then, this rule is not applied.",
                fr: "Écrivez le nom d'un des champs, exactement comme il figure dans `fields`, ou ajoutez le champ. \
                     D'ici là, cette règle n'est pas appliquée.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "num_siret"}], "primaryKey": "siret"}"#,
            data: "num_siret\n35600000000048\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "num_siret"}], "primaryKey": ["street"]}"#,
            data: "num_siret\n35600000000048\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "num_siret"}], "primaryKey": ["num_siret"]}"#,
            data: "num_siret\n35600000000048\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const MISSPELT: usize = 0;
const UNKNOWN: usize = 1;

/// How many names get a suggestion, so that keys of ten thousand names do not keep a machine busy.
const SUGGESTED: usize = 20;

/// There is no field `name` among `names`.
pub(in crate::schema) fn fault<'a>(
    pointer: String,
    name: &str,
    names: impl Iterator<Item = &'a str>,
) -> Fault {
    let fault = |reason| Fault::new(&CHECK, reason, pointer).with("name", name);
    match closest(name, names) {
        Some(suggestion) => fault(MISSPELT).with("suggestion", suggestion),
        None => fault(UNKNOWN),
    }
}

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    let names: BTreeSet<&str> = fields(schema)
        .filter_map(|(_, field)| field.get("name")?.as_str())
        .chain(names_only(schema))
        .collect();
    let mut suggestions = SUGGESTED;
    let mut look = |value: Option<&Value>, pointer: String| {
        for (pointer, name) in self::names(value, pointer) {
            if !names.contains(name) {
                let candidates = names.iter().copied().filter(|_| suggestions > 0);
                let fault = fault(pointer, name, candidates);
                // That no row can refer to it is told with the rows.
                faults.push(match fault.pointer.contains("/reference/") {
                    true => fault.only(Severity::Warning),
                    false => fault,
                });
                suggestions = suggestions.saturating_sub(1);
            }
        }
    };

    look(schema.get("primaryKey"), "/primaryKey".to_owned());
    for (at, key) in list(schema, "uniqueKeys") {
        look(Some(key), format!("/uniqueKeys/{at}"));
    }
    for (at, key) in list(schema, "foreignKeys") {
        look(key.get("fields"), format!("/foreignKeys/{at}/fields"));
        let Some(reference) = key.get("reference") else {
            continue;
        };
        let resource = reference.get("resource").and_then(Value::as_str);
        if resource.unwrap_or_default().is_empty() {
            let pointer = format!("/foreignKeys/{at}/reference/fields");
            look(reference.get("fields"), pointer);
        }
    }
}

/// The names that a key consists of, each with its pointer: one text, or a list of them.
pub(in crate::schema) fn names(
    value: Option<&Value>,
    pointer: String,
) -> impl Iterator<Item = (String, &str)> {
    let alone = value
        .and_then(Value::as_str)
        .map(|name| (pointer.clone(), name));
    let many = value.and_then(Value::as_array).into_iter().flatten();
    alone
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .chain(
            many.enumerate()
                .filter_map(move |(at, name)| Some((format!("{pointer}/{at}"), name.as_str()?))),
        )
}

/// The fields that are but a name.
fn names_only(schema: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let fields = schema.get("fields").and_then(Value::as_array);
    fields.into_iter().flatten().filter_map(Value::as_str)
}

pub(super) fn list<'a>(
    schema: &'a Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = (usize, &'a Value)> {
    let list = schema.get(key).and_then(Value::as_array);
    list.into_iter().flatten().enumerate()
}
