//! `unused-property`: a rule of the standard that this version of dqcheck reads but does not check. Said, so that
//! nobody takes silence for a pass.

use serde_json::{Map, Value};

use super::fields;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unused-property",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Schema,
    title: Text {
        en: "Rule that is not checked yet",
        fr: "Règle qui n'est pas encore contrôlée",
    },
    why: Text {
        en: "The rule is sound, but this version of dqcheck does not check it. That nothing is said about it later does \
             not mean that the data follows it.",
        fr: "La règle est correcte, mais cette version de dqcheck ne la contrôle pas. L'absence d'alerte ne veut donc \
             pas dire que les données la respectent.",
    },
    reasons: &[Reason {
        id: "property",
        message: Text {
            en: "This version of dqcheck does not check `{property}`.",
            fr: "Cette version de dqcheck ne contrôle pas `{property}`.",
        },
        help: Text {
            en: "The schema need not change. Check this rule in another way.",
            fr: "Le schéma n'a pas à changer. Contrôlez cette règle d'une autre manière.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "tags", "type": "array", "arrayItem": {"type": "string"}}]}"#,
            data: "tags\n\"[1]\"\n",
            fails: Some("property"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}], "primaryKey": "id"}"#,
            data: "id\n1\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const PROPERTY: usize = 0;

/// What is not checked yet. A later version that checks it removes it from these lists.
const OF_A_FIELD: &[&str] = &["arrayItem"];

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    for (pointer, field) in fields(schema) {
        look(&pointer, field, OF_A_FIELD, faults);
    }
}

fn look(pointer: &str, object: &Map<String, Value>, unused: &[&str], faults: &mut Vec<Fault>) {
    for &key in unused {
        if object.get(key).is_some_and(says_something) {
            faults.push(
                Fault::new(&CHECK, PROPERTY, format!("{pointer}/{key}"))
                    .at_key()
                    .with("property", key),
            );
        }
    }
}

/// Many schemas carry empty lists that ask for nothing.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(keys) => !keys.is_empty(),
        _ => true,
    }
}
