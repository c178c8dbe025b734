//! `undescribed`: a schema or a field without a title or a description.

use serde_json::Value;

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "undescribed",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Schema,
    title: Text {
        en: "Not described",
        fr: "Sans description",
    },
    why: Text {
        en: "Whoever fills in or uses the data sees the schema first. A title and a sentence for each column spare \
             them guesses, and you questions.",
        fr: "Qui remplit ou utilise les données voit d'abord le schéma. Un titre, et une phrase par colonne, lui \
             évitent de deviner, et vous évitent des questions.",
    },
    reasons: &[
        Reason {
            id: "schema-title",
            message: Text {
                en: "The schema has no title.",
                fr: "Le schéma n'a pas de titre.",
            },
            help: Text {
                en: "Add \"title\" beside \"fields\": what the file is about, in a few words.",
                fr: "Ajoutez \"title\" à côté de \"fields\" : le sujet du fichier, en quelques mots.",
            },
        },
        Reason {
            id: "schema-description",
            message: Text {
                en: "The schema has no description.",
                fr: "Le schéma n'a pas de description.",
            },
            help: Text {
                en: "Add \"description\" beside \"fields\": what a row is, and who publishes it for what.",
                fr: "Ajoutez \"description\" à côté de \"fields\" : ce qu'est une ligne, qui publie ces données et \
                     pour quoi faire.",
            },
        },
        Reason {
            id: "field",
            message: Text {
                en: "This field has neither title nor description.",
                fr: "Ce champ n'a ni titre ni description.",
            },
            help: Text {
                en: "Add \"description\" to the field: what stands in the column, in which unit, from which list.",
                fr: "Ajoutez \"description\" au champ : ce que contient la colonne, dans quelle unité, d'après quelle \
                     liste.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"description": "Trees in streets", "fields": [{"name": "id", "title": "Number"}]}"#,
            data: "",
            fails: Some("schema-title"),
        },
        Example {
            schema: r#"{"title": "Trees", "fields": [{"name": "id", "title": "Number"}]}"#,
            data: "",
            fails: Some("schema-description"),
        },
        Example {
            schema: r#"{"title": "Trees", "description": "Trees in streets", "fields": [{"name": "id"}]}"#,
            data: "",
            fails: Some("field"),
        },
        Example {
            schema: r#"{"title": "Trees", "description": "Trees in streets", "fields": [{"name": "id", "description": "Number on the label"}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const SCHEMA_TITLE: usize = 0;
const SCHEMA_DESCRIPTION: usize = 1;
const FIELD: usize = 2;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (key, reason) in [("title", SCHEMA_TITLE), ("description", SCHEMA_DESCRIPTION)] {
        if !says_something(subject.json.get(key)) {
            faults.push(Fault::new(&CHECK, reason, ""));
        }
    }
    for field in &subject.schema.fields {
        let described = ["title", "description"]
            .iter()
            .any(|key| says_something(field.properties.get(*key)));
        if !described {
            faults.push(Fault::new(&CHECK, FIELD, format!("{}/name", field.pointer)));
        }
    }
}

/// A text, or one for each language.
fn says_something(value: Option<&Value>) -> bool {
    match value {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Object(texts)) => !texts.is_empty(),
        _ => false,
    }
}
