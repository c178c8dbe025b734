//! `padded-text`: a name or an allowed value that begins or ends with blanks.

use serde_json::Value;

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "padded-text",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Blanks around a text",
        fr: "Des espaces autour d'un texte",
    },
    why: Text {
        en: "Blanks at the ends cannot be seen. A column or a cell that looks the same has none, and is not \
             recognised.",
        fr: "Les espaces aux extrémités ne se voient pas. Une colonne ou une cellule d'apparence identique n'en a pas, \
             et n'est pas reconnue.",
    },
    reasons: &[
        Reason {
            id: "name",
            message: Text {
                en: "The name of the field begins or ends with a blank: “{value}”.",
                fr: "Le nom du champ commence ou finit par un espace : « {value} ».",
            },
            help: Text {
                en: "Remove the blanks before and after the name.",
                fr: "Supprimez les espaces avant et après le nom.",
            },
        },
        Reason {
            id: "value",
            message: Text {
                en: "This value of `{property}` begins or ends with a blank: “{value}”. Only cells with the same \
                     blanks have it.",
                fr: "Cette valeur de `{property}` commence ou finit par un espace : « {value} ». Seules les cellules \
                     qui ont les mêmes espaces conviennent.",
            },
            help: Text {
                en: "Remove the blanks before and after the value.",
                fr: "Supprimez les espaces avant et après la valeur.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "nom "}]}"#,
            data: "",
            fails: Some("name"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"enum": ["oui", " non"]}}]}"#,
            data: "",
            fails: Some("value"),
        },
        Example {
            schema: r#"{"fields": [{"name": "open", "constraints": {"enum": ["oui", "non"]}}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const NAME: usize = 0;
const VALUE: usize = 1;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for field in &subject.schema.fields {
        if is_padded(&field.name) {
            let pointer = format!("{}/name", field.pointer);
            faults.push(Fault::new(&CHECK, NAME, pointer).with("value", field.name.as_str()));
        }
        let lists = [
            ("enum", "constraints/enum", field.constraints.get("enum")),
            (
                "trueValues",
                "trueValues",
                field.properties.get("trueValues"),
            ),
            (
                "falseValues",
                "falseValues",
                field.properties.get("falseValues"),
            ),
        ];
        for (property, place, list) in lists {
            let items = list.and_then(Value::as_array).into_iter().flatten();
            for (at, text) in items.enumerate() {
                let Some(text) = text.as_str().filter(|text| is_padded(text)) else {
                    continue;
                };
                let pointer = format!("{}/{place}/{at}", field.pointer);
                faults.push(
                    Fault::new(&CHECK, VALUE, pointer)
                        .with("property", property)
                        .with("value", text),
                );
            }
        }
    }
}

fn is_padded(text: &str) -> bool {
    text.trim() != text
}
