//! `repeated-value`: a list that holds a value twice.

use std::collections::HashSet;

use serde_json::Value;

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "repeated-value",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Schema,
    title: Text {
        en: "Value that is listed twice",
        fr: "Valeur citée deux fois",
    },
    why: Text {
        en: "A repeated value does no harm by itself, but it is often a slip: another value was meant.",
        fr: "Une valeur répétée ne gêne pas par elle-même, mais c'est souvent une étourderie : une autre était voulue.",
    },
    reasons: &[Reason {
        id: "repeated",
        message: Text {
            en: "“{value}” stands in `{property}` already.",
            fr: "« {value} » figure déjà dans `{property}`.",
        },
        help: Text {
            en: "Remove it, or write the value that was meant.",
            fr: "Supprimez-la, ou écrivez la valeur voulue.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"enum": ["oui", "non", "oui"]}}]}"#,
            data: "",
            fails: Some("repeated"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open"}], "missingValues": ["", "NA", ""]}"#,
            data: "",
            fails: Some("repeated"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"enum": ["oui", "Oui"]}}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const REPEATED: usize = 0;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    look(
        "",
        "missingValues",
        subject.json.get("missingValues"),
        faults,
    );
    for field in &subject.schema.fields {
        for property in ["missingValues", "trueValues", "falseValues"] {
            let list = field.properties.get(property);
            look(&field.pointer, property, list, faults);
        }
        let pointer = format!("{}/constraints", field.pointer);
        look(&pointer, "enum", field.constraints.get("enum"), faults);
    }
}

fn look(pointer: &str, property: &str, list: Option<&Value>, faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    let items = list.and_then(Value::as_array).into_iter().flatten();
    for (at, item) in items.enumerate() {
        let shown = match item {
            Value::String(text) => text.clone(),
            // A missing value with a label is told whoever asks: version 2 forbids it twice.
            Value::Object(_) => continue,
            other => other.to_string(),
        };
        // A text and a number may look the same.
        if !seen.insert(item.to_string()) {
            faults.push(
                Fault::new(&CHECK, REPEATED, format!("{pointer}/{property}/{at}"))
                    .with("property", property)
                    .with("value", shown),
            );
        }
    }
}
