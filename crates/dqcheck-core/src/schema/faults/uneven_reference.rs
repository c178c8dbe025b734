//! `uneven-reference`: a foreign key with more columns on one side than on the other.

use serde_json::{Map, Value};

use super::unknown_field::{list, names};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "uneven-reference",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Reference with more columns on one side than on the other",
        fr: "Référence dont un côté compte plus de colonnes que l'autre",
    },
    why: Text {
        en: "A foreign key compares columns of this table with columns of another one, the first with the first, the \
             second with the second. A column without counterpart cannot be compared, so the rule is not applied.",
        fr: "Une clé étrangère compare des colonnes de ce tableau à celles d'un autre, la première avec la première, la \
             deuxième avec la deuxième. Une colonne sans vis-à-vis ne peut pas être comparée : la règle n'est donc pas \
             appliquée.",
    },
    reasons: &[Reason {
        id: "uneven",
        message: Text {
            en: "This foreign key has {fields} columns in `fields`, but {reference} in `reference.fields`.",
            fr: "Cette clé étrangère compte {fields} colonnes dans `fields`, mais {reference} dans `reference.fields`.",
        },
        help: Text {
            en: "Name as many columns on each side, in the same order.",
            fr: "Indiquez autant de colonnes de chaque côté, dans le même ordre.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "street"}, {"name": "town"}],
                "foreignKeys": [{"fields": ["street", "town"], "reference": {"resource": "", "fields": "id"}}]}"#,
            data: "id,street,town\n1,,\n",
            fails: Some("uneven"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "parent"}],
                "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": ["id"]}}]}"#,
            data: "id,parent\n1,\n2,1\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const UNEVEN: usize = 0;

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    for (at, key) in list(schema, "foreignKeys") {
        // What is missing or of the wrong kind is told as such.
        let (Some(fields), Some(to)) = (key.get("fields"), key.pointer("/reference/fields")) else {
            continue;
        };
        if fields.is_null() || to.is_null() {
            continue;
        }
        let [fields, reference] =
            [fields, to].map(|value| names(Some(value), String::new()).count());
        if fields != reference {
            faults.push(
                Fault::new(
                    &CHECK,
                    UNEVEN,
                    format!("/foreignKeys/{at}/reference/fields"),
                )
                .with("fields", fields)
                .with("reference", reference),
            );
        }
    }
}
