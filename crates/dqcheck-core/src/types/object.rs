//! `object`: an object in JSON (Table Schema, "object").

use std::collections::HashMap;

use serde::de::IgnoredAny;

use super::{Faults, FieldType, Scalar, View, cause, json, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-an-object",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "JSON object expected",
        fr: "Objet JSON attendu",
    },
    why: Text {
        en: "A program looks up the parts of this field by their names. It cannot where they are not written in JSON.",
        fr: "Un programme cherche par leur nom les parties de ce champ. Il ne le peut pas si elles ne sont pas écrites en JSON.",
    },
    reasons: &[
        super::json::SINGLE_QUOTES,
        super::json::BROKEN_JSON,
        Reason {
            id: "other-json",
            message: Text {
                en: "“{value}” is JSON, but not an object.",
                fr: "« {value} » est du JSON, mais pas un objet.",
            },
            help: Text {
                en: "Write names and values in braces: {\"type\": \"Point\"}.",
                fr: "Écrivez des noms et des valeurs entre accolades : {\"type\": \"Point\"}.",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-an-object",
            message: Text {
                en: "“{value}” is not an object written in JSON.",
                fr: "« {value} » n'est pas un objet écrit en JSON.",
            },
            help: Text {
                en: "Write names and values in braces: {\"type\": \"Point\"}.",
                fr: "Écrivez des noms et des valeurs entre accolades : {\"type\": \"Point\"}.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "details\n\"{\"\"a\"\": 1}\"\n{}\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "details\n\"{'id': 1}\"\n",
            fails: Some("single-quotes"),
        },
        Example {
            schema: SCHEMA,
            data: "details\n\"{\"\"a\"\": 1\"\n",
            fails: Some("broken-json"),
        },
        Example {
            schema: SCHEMA,
            data: "details\n[1]\n",
            fails: Some("other-json"),
        },
        Example {
            schema: SCHEMA,
            data: "details\n#N/A\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: SCHEMA,
            data: "details\nécole\n",
            fails: Some("not-an-object"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"details","type":"object"}]}"#;

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Object))
}

struct Object;

impl FieldType for Object {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.lengths(), faults, length);
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        length(text).map(Scalar::Length)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        json::key(text, out);
    }
}

/// The number of keys.
fn length(text: &[u8]) -> Result<u32, usize> {
    match serde_json::from_slice::<HashMap<String, IgnoredAny>>(text) {
        Ok(members) => Ok(members.len() as u32),
        Err(_) => Err(cause::index(&CHECK, why(text))),
    }
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    match json::why(text) {
        None => "other-json",
        Some("not-json") => "not-an-object",
        Some(reason) => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, read};
    use super::*;

    #[test]
    fn the_length_of_an_object_is_its_number_of_different_keys() {
        let object = bound(r#"{"type":"object"}"#);
        assert_eq!(
            read(
                &*object,
                &[
                    "{}",
                    r#"{"a":{"b":1,"c":2},"d":3}"#,
                    r#"{"a":1,"a":2}"#,
                    r#"{"a":NaN}"#
                ]
            ),
            (View::Lengths(vec![0, 2, 1, 0]), vec![3])
        );
    }
}
