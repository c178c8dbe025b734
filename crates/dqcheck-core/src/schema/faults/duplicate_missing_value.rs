//! `duplicate-missing-value`: what stands for no value is listed, or labelled, twice.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::described;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "duplicate-missing-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "The same missing value twice",
        fr: "Deux fois la même valeur manquante",
    },
    why: Text {
        en: "Labels say why a value is missing. Where one value has two labels, or one label two values, nobody can \
             tell which reason a cell means.",
        fr: "Les libellés disent pourquoi une valeur manque. Si une valeur a deux libellés, ou un libellé deux valeurs, \
             personne ne peut savoir quelle raison une cellule désigne.",
    },
    reasons: &[
        Reason {
            id: "value",
            message: Text {
                en: "The missing value “{text}” is listed with two labels.",
                fr: "La valeur manquante « {text} » figure avec deux libellés.",
            },
            help: Text {
                en: "Keep it once, with one `label`.",
                fr: "Gardez-la une seule fois, avec un seul `label`.",
            },
        },
        Reason {
            id: "label",
            message: Text {
                en: "The label “{text}” belongs to two missing values.",
                fr: "Le libellé « {text} » est celui de deux valeurs manquantes.",
            },
            help: Text {
                en: "Give each missing value a `label` of its own.",
                fr: "Donnez à chaque valeur manquante son propre `label`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer"}], "missingValues": [{"value": "-9", "label": "refused"}, {"value": "-9", "label": "unknown"}]}"#,
            data: "age\n-9\n",
            fails: Some("value"),
        },
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer", "missingValues": [{"value": "-9", "label": "unknown"}, {"value": "", "label": "unknown"}]}]}"#,
            data: "age\n-9\n",
            fails: Some("label"),
        },
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer"}], "missingValues": [{"value": "-9", "label": "refused"}, {"value": "", "label": "unknown"}]}"#,
            data: "age\n-9\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const VALUE: usize = 0;
const LABEL: usize = 1;

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    look("", schema, faults);
    for (pointer, field) in described(schema) {
        look(&pointer, field, faults);
    }
}

/// Plain texts that are repeated say nothing twice.
fn look(pointer: &str, object: &Map<String, Value>, faults: &mut Vec<Fault>) {
    let items = object.get("missingValues").and_then(Value::as_array);
    for (key, reason) in [("value", VALUE), ("label", LABEL)] {
        let mut seen = HashSet::new();
        for (at, item) in items.into_iter().flatten().enumerate() {
            if let Some(text) = item.get(key).and_then(Value::as_str)
                && !seen.insert(text)
            {
                let pointer = format!("{pointer}/missingValues/{at}/{key}");
                faults.push(Fault::new(&CHECK, reason, pointer).with("text", text));
            }
        }
    }
}
