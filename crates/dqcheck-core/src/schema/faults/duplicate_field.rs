//! `duplicate-field`: two fields of one name.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::fields;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "duplicate-field",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Two fields with the same name",
        fr: "Deux champs de même nom",
    },
    why: Text {
        en: "A column is found by its name. Where two fields have the same one, nobody can tell whose rules hold.",
        fr: "Une colonne se reconnaît à son nom. Si deux champs portent le même, personne ne peut savoir quelles règles \
             s'appliquent.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "The name `{name}` is taken already, by field number {first}.",
            fr: "Le nom `{name}` est déjà celui du champ numéro {first}.",
        },
        help: Text {
            en: "Rename one of the two fields, or remove the one that is too many.",
            fr: "Renommez l'un des deux champs, ou supprimez celui qui est en trop.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "place"}, {"name": "id"}]}"#,
            data: "id,place,id\n1,Town hall,1\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "ID"}]}"#,
            data: "id,ID\n1,1\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const DUPLICATE: usize = 0;

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    let mut firsts: HashMap<&str, String> = HashMap::new();
    for (pointer, field) in fields(schema) {
        let Some(name) = field.get("name").and_then(Value::as_str) else {
            continue;
        };
        if name.is_empty() {
            continue;
        }
        match firsts.get(name) {
            Some(first) => faults.push(
                Fault::new(&CHECK, DUPLICATE, format!("{pointer}/name"))
                    .with("name", name)
                    .with("first", number(first)),
            ),
            None => {
                firsts.insert(name, pointer);
            }
        }
    }
}

/// The number of the field at `/fields/3`, from 1.
fn number(pointer: &str) -> usize {
    let at = pointer.rsplit('/').next().and_then(|at| at.parse().ok());
    at.unwrap_or(0usize) + 1
}
