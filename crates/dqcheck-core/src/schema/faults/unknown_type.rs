//! `unknown-type`: a `type` that the standard does not have.

use serde_json::Value;

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, misspelt};
use crate::schema::Fault;
use crate::schema::standard::TYPES;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-type",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Type that does not exist",
        fr: "Type qui n'existe pas",
    },
    why: Text {
        en: "The type says how to read the cells of a column. Without one, the column is taken as plain text, and a \
             date or a number that is wrong goes through.",
        fr: "Le type dit comment lire les cellules d'une colonne. Sans lui, la colonne est prise pour du simple texte, \
             et une date ou un nombre faux passent.",
    },
    reasons: &[
        Reason {
            id: "misspelt",
            message: Text {
                en: "The type {type} does not exist: `{suggestion}` was probably meant.",
                fr: "Le type {type} n'existe pas : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `\"type\": \"{suggestion}\"`. Until then, the column is read as plain text.",
                fr: "Écrivez `\"type\": \"{suggestion}\"`. D'ici là, la colonne est lue comme du simple texte.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "The type {type} does not exist.",
                fr: "Le type {type} n'existe pas.",
            },
            help: Text {
                en: "Write one of these types: {known}. Until then, the column is read as plain text.",
                fr: "Écrivez l'un de ces types : {known}. D'ici là, la colonne est lue comme du simple texte.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "Integer"}]}"#,
            data: "places\n12\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "colour", "type": "colour"}]}"#,
            data: "colour\nred\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer"}]}"#,
            data: "places\n12\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const MISSPELT: usize = 0;
const UNKNOWN: usize = 1;

/// The names that other tools have for the types, in lower case.
const ELSEWHERE: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("decimal", "number"),
    ("double", "number"),
    ("dict", "object"),
    ("float", "number"),
    ("int", "integer"),
    ("json", "object"),
    ("long", "integer"),
    ("numeric", "number"),
    ("point", "geopoint"),
    ("real", "number"),
    ("str", "string"),
    ("text", "string"),
    ("timestamp", "datetime"),
    ("varchar", "string"),
    ("chaîne", "string"),
    ("entier", "integer"),
    ("nombre", "number"),
    ("texte", "string"),
];

/// The `type` at `pointer` is none: a word that is not a type, or no word at all.
pub(in crate::schema) fn fault(pointer: &str, value: &Value) -> Fault {
    let fault = |reason| Fault::new(&CHECK, reason, pointer).with("type", shown(value));
    match value.as_str().and_then(meant) {
        Some(suggestion) => fault(MISSPELT).with("suggestion", suggestion),
        None => {
            let known: Vec<String> = TYPES.iter().map(|&name| name.to_owned()).collect();
            fault(UNKNOWN).with("known", known)
        }
    }
}

fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == lower);
    elsewhere
        .map(|(_, own)| *own)
        .or_else(|| misspelt(name, TYPES.iter().copied()))
}

fn shown(value: &Value) -> String {
    let text = match value.as_str() {
        Some(text) => format!("`{text}`"),
        None => value.to_string(),
    };
    text.chars().take(80).collect()
}
