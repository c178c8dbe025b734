//! `misplaced-property`: a word of Table Schema where it has no effect.

use serde_json::{Map, Value};

use super::{constraints, fields};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;
use crate::schema::place::escape;
use crate::schema::standard::{OF_A_FIELD, OF_A_SCHEMA, OF_BOTH, constraint};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "misplaced-property",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Rule in the wrong place",
        fr: "Règle au mauvais endroit",
    },
    why: Text {
        en: "A rule counts only where Table Schema looks for it. Elsewhere it is passed over without a sound, and data \
             that breaks it goes through.",
        fr: "Une règle ne compte que là où Table Schema la cherche. Ailleurs, elle est ignorée en silence, et des \
             données qui l'enfreignent passent.",
    },
    reasons: &[
        Reason {
            id: "beside-constraints",
            message: Text {
                en: "`{property}` stands beside `constraints`, not inside it: this rule is not applied.",
                fr: "`{property}` se trouve à côté de `constraints` et non à l'intérieur : cette règle n'est pas \
                     appliquée.",
            },
            help: Text {
                en: "Move `{property}` into the `constraints` of the field, between its braces { }.",
                fr: "Déplacez `{property}` dans le `constraints` du champ, entre ses accolades { }.",
            },
        },
        Reason {
            id: "inside-constraints",
            message: Text {
                en: "`{property}` stands inside `constraints`, but it is a property of the field itself: it has no \
                     effect here.",
                fr: "`{property}` se trouve dans `constraints` alors que c'est une propriété du champ lui-même : elle \
                     est ici sans effet.",
            },
            help: Text {
                en: "Move `{property}` out of `constraints`, beside the `name` of the field.",
                fr: "Sortez `{property}` de `constraints` et placez-le à côté du `name` du champ.",
            },
        },
        Reason {
            id: "in-schema",
            message: Text {
                en: "`{property}` stands at the top of the schema, but it is a matter of one field: it has no effect \
                     here.",
                fr: "`{property}` se trouve à la racine du schéma alors qu'il concerne un seul champ : il est ici sans \
                     effet.",
            },
            help: Text {
                en: "Move it into each field of `fields` that it concerns.",
                fr: "Déplacez-le dans chaque champ de `fields` qu'il concerne.",
            },
        },
        Reason {
            id: "in-field",
            message: Text {
                en: "`{property}` stands in a field, but it is a matter of the whole schema: it has no effect here.",
                fr: "`{property}` se trouve dans un champ alors qu'il concerne tout le schéma : il est ici sans effet.",
            },
            help: Text {
                en: "Move it to the top of the schema, beside `fields`.",
                fr: "Déplacez-le à la racine du schéma, à côté de `fields`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "kind", "type": "string", "enum": ["yes", "no"]}]}"#,
            data: "kind\nyes\n",
            fails: Some("beside-constraints"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "constraints": {"format": "%d/%m/%Y"}}]}"#,
            data: "day\n2024-05-01\n",
            fails: Some("inside-constraints"),
        },
        Example {
            schema: r#"{"fields": [{"name": "kind"}], "constraints": {"required": true}}"#,
            data: "kind\nyes\n",
            fails: Some("in-schema"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "primaryKey": true}]}"#,
            data: "id\n1\n",
            fails: Some("in-field"),
        },
        Example {
            schema: r#"{"fields": [{"name": "kind", "type": "string", "constraints": {"enum": ["yes", "no"]}}]}"#,
            data: "kind\nyes\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const BESIDE_CONSTRAINTS: usize = 0;
const INSIDE_CONSTRAINTS: usize = 1;
const IN_SCHEMA: usize = 2;
const IN_FIELD: usize = 3;

/// Words of a field that are also used to describe a whole schema.
const COMMON: &[&str] = &["type", "format", "example", "rdfType", "delimiter"];

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    for (key, value) in schema {
        let is_of_a_field = OF_A_FIELD.contains(&key.as_str()) && !COMMON.contains(&key.as_str());
        // A text is a remark of the publisher, such as the constraints of the dataset in prose.
        if (is_of_a_field || constraint(key).is_some()) && !value.is_string() {
            faults.push(fault(IN_SCHEMA, format!("/{}", escape(key)), key));
        }
    }
    for (pointer, field) in fields(schema) {
        for key in field.keys() {
            let reason = if constraint(key).is_some() {
                BESIDE_CONSTRAINTS
            } else if OF_A_SCHEMA.contains(&key.as_str()) {
                IN_FIELD
            } else {
                continue;
            };
            faults.push(fault(reason, format!("{pointer}/{}", escape(key)), key));
        }
        for (pointer, key) in constraints(&pointer, field) {
            if is_of_a_field(key) {
                faults.push(fault(INSIDE_CONSTRAINTS, pointer, key));
            }
        }
    }
}

/// Whether a key that is no constraint belongs beside `constraints`.
pub(super) fn is_of_a_field(key: &str) -> bool {
    OF_A_FIELD.contains(&key) || OF_BOTH.contains(&key)
}

fn fault(reason: usize, pointer: String, key: &str) -> Fault {
    Fault::new(&CHECK, reason, pointer)
        .at_key()
        .with("property", key)
}
