//! `later-property`: a word of version 2 in a schema that does not say that it is of version 2.

use serde_json::Map;

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{self, Fault};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "later-property",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Word of version 2 in a schema of version 1",
        fr: "Mot de la version 2 dans un schéma de version 1",
    },
    why: Text {
        en: "A schema that does not say its version is of version 1. dqcheck applies the rule all the same; tools that \
             keep to version 1 pass over it, or refuse the schema.",
        fr: "Un schéma qui ne dit pas sa version est de version 1. dqcheck applique la règle quand même ; les outils \
             qui s'en tiennent à la version 1 l'ignorent, ou refusent le schéma.",
    },
    reasons: &[Reason {
        id: "property",
        message: Text {
            en: "`{property}` came with version 2 of Table Schema.",
            fr: "`{property}` est apparu avec la version 2 de Table Schema.",
        },
        help: Text {
            en: "At the top of the schema, write \"$schema\": \
                 \"https://datapackage.org/profiles/2.0/tableschema.json\". In version 2, the default type is `any`: \
                 give each field its type.",
            fr: "En tête du schéma, écrivez \"$schema\": \"https://datapackage.org/profiles/2.0/tableschema.json\". En \
                 version 2, le type par défaut est `any` : donnez à chaque champ son type.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer", "constraints": {"exclusiveMinimum": 0}}]}"#,
            data: "",
            fails: Some("property"),
        },
        Example {
            schema: r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "age", "type": "integer", "constraints": {"exclusiveMinimum": 0}}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const PROPERTY: usize = 0;

/// What version 2 added, where it stands. A list with objects in it is told otherwise.
const OF_SCHEMAS: &[&str] = &["fieldsMatch", "uniqueKeys"];
const OF_FIELDS: &[&str] = &["missingValues", "categories", "categoriesOrdered"];
const CONSTRAINTS: &[&str] = &["exclusiveMinimum", "exclusiveMaximum", "jsonSchema"];

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    if schema::is_version_2(subject.json) {
        return;
    }
    look("", subject.json, OF_SCHEMAS, faults);
    for field in &subject.schema.fields {
        look(&field.pointer, &field.properties, OF_FIELDS, faults);
        let pointer = format!("{}/constraints", field.pointer);
        look(&pointer, &field.constraints, CONSTRAINTS, faults);
        if field.type_name == "list" {
            let pointer = format!("{}/type", field.pointer);
            faults.push(Fault::new(&CHECK, PROPERTY, pointer).with("property", "list"));
        }
    }
}

fn look(
    pointer: &str,
    object: &Map<String, serde_json::Value>,
    later: &[&'static str],
    faults: &mut Vec<Fault>,
) {
    for &key in later {
        if object.get(key).is_some_and(|value| !value.is_null()) {
            faults.push(
                Fault::new(&CHECK, PROPERTY, format!("{pointer}/{key}"))
                    .at_key()
                    .with("property", key),
            );
        }
    }
}
