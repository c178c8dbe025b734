//! `duplicate-missing-value`: a missing value, or the label of one, stands twice in a list that labels them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::fields;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "duplicate-missing-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Missing value described twice",
        fr: "Valeur manquante décrite deux fois",
    },
    why: Text {
        en: "A list with labels says why each value is missing. When a value or a label stands twice, nobody can tell \
             which reason is meant, and other tools refuse the schema.",
        fr: "Une liste avec des libellés dit pourquoi chaque valeur manque. Quand une valeur ou un libellé y figure deux \
             fois, rien ne dit de quelle raison il s'agit, et d'autres outils refusent le schéma.",
    },
    reasons: &[
        Reason {
            id: "value",
            message: Text {
                en: "The missing value “{found}” is in the list already.",
                fr: "La valeur manquante « {found} » figure déjà dans la liste.",
            },
            help: Text {
                en: "Keep one of the two, with the label that is right.",
                fr: "Gardez l'une des deux, avec le bon libellé.",
            },
        },
        Reason {
            id: "label",
            message: Text {
                en: "Two missing values have the label “{found}”.",
                fr: "Deux valeurs manquantes ont pour libellé « {found} ».",
            },
            help: Text {
                en: "Give each value a label of its own, or remove one of the two values.",
                fr: "Donnez à chaque valeur son propre libellé, ou supprimez l'une des deux valeurs.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "age", "type": "integer"}],
                       "missingValues": [{"value": "-1", "label": "unknown"}, {"value": "-1", "label": "refused"}]}"#,
            data: "age\n-1\n30\n",
            fails: Some("value"),
        },
        Example {
            schema: r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "age", "type": "integer"}],
                       "missingValues": [{"value": "-1", "label": "unknown"}, {"value": "-2", "label": "unknown"}]}"#,
            data: "age\n-1\n30\n",
            fails: Some("label"),
        },
        Example {
            schema: r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "age", "type": "integer"}],
                       "missingValues": [{"value": "-1", "label": "unknown"}, {"value": "-2", "label": "refused"}]}"#,
            data: "age\n-1\n30\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const VALUE: usize = 0;
const LABEL: usize = 1;

/// In plain lists of texts a repetition means nothing.
pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    look(String::new(), schema, faults);
    for (pointer, field) in fields(schema) {
        look(pointer, field, faults);
    }
}

fn look(pointer: String, object: &Map<String, Value>, faults: &mut Vec<Fault>) {
    let items = object.get("missingValues").and_then(Value::as_array);
    let mut seen = [HashSet::new(), HashSet::new()];
    for (at, item) in items.into_iter().flatten().enumerate() {
        for (reason, key) in [(VALUE, "value"), (LABEL, "label")] {
            if let Some(text) = item.get(key).and_then(Value::as_str)
                && !seen[reason].insert(text)
            {
                let pointer = format!("{pointer}/missingValues/{at}/{key}");
                faults.push(Fault::new(&CHECK, reason, pointer).with("found", text));
            }
        }
    }
}
