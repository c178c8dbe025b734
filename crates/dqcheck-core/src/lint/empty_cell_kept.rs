//! `empty-cell-kept`: `missingValues` without the empty text.

use serde_json::Value;

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "empty-cell-kept",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Empty cells count as values",
        fr: "Les cellules vides comptent comme des valeurs",
    },
    why: Text {
        en: "What stands for no value is what `missingValues` lists, and nothing else. Without the empty text in it, \
             an empty cell is a value: it satisfies `required`, and it is no number and no date.",
        fr: "Seul ce que cite `missingValues` signifie l'absence de valeur. Si le texte vide n'y est pas, une cellule \
             vide est une valeur : elle satisfait `required`, et n'est ni un nombre ni une date.",
    },
    reasons: &[Reason {
        id: "not-listed",
        message: Text {
            en: "`missingValues` leaves out the empty text, so an empty cell is a value.",
            fr: "`missingValues` omet le texte vide : une cellule vide est donc une valeur.",
        },
        help: Text {
            en: "Add \"\" to the list, unless no cell may ever be empty.",
            fr: "Ajoutez \"\" à la liste, sauf si aucune cellule ne doit jamais être vide.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer"}], "missingValues": ["NA"]}"#,
            data: "",
            fails: Some("not-listed"),
        },
        Example {
            schema: r#"{"fields": [{"name": "age", "type": "integer"}], "missingValues": ["", "NA"]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const NOT_LISTED: usize = 0;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let of_fields = subject.schema.fields.iter();
    let lists = of_fields
        .map(|field| {
            (
                field.pointer.as_str(),
                field.properties.get("missingValues"),
            )
        })
        .chain([("", subject.json.get("missingValues"))]);
    for (pointer, list) in lists {
        let Some(items) = list.and_then(Value::as_array) else {
            continue;
        };
        let is_empty = |item: &Value| item.as_str().or(item["value"].as_str()) == Some("");
        if !items.iter().any(is_empty) {
            let pointer = format!("{pointer}/missingValues");
            faults.push(Fault::new(&CHECK, NOT_LISTED, pointer));
        }
    }
}
