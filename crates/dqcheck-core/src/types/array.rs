//! `array`: a list in JSON (Table Schema, "array").

use serde::de::IgnoredAny;

use super::{Faults, FieldType, Scalar, View, cause, json, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-an-array",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "JSON list expected",
        fr: "Liste JSON attendue",
    },
    why: Text {
        en: "A program reads the items of this field one by one. Without brackets and quotes it cannot tell them apart.",
        fr: "Un programme lit un à un les éléments de ce champ. Sans crochets ni guillemets, il ne peut pas les distinguer.",
    },
    reasons: &[
        Reason {
            id: "no-brackets",
            message: Text {
                en: "“{value}” is a list, but not written in JSON.",
                fr: "« {value} » est une liste, mais pas écrite en JSON.",
            },
            help: Text {
                en: "Put the list in square brackets and each text in double quotes: [\"piscine\", \"gymnase\"].",
                fr: "Mettez la liste entre crochets et chaque texte entre guillemets doubles : \
                     [\"piscine\", \"gymnase\"].",
            },
        },
        super::json::SINGLE_QUOTES,
        super::json::BROKEN_JSON,
        Reason {
            id: "other-json",
            message: Text {
                en: "“{value}” is JSON, but not a list.",
                fr: "« {value} » est du JSON, mais pas une liste.",
            },
            help: Text {
                en: "Write the items in square brackets, also where there is only one: [\"piscine\"].",
                fr: "Écrivez les éléments entre crochets, même s'il n'y en a qu'un : [\"piscine\"].",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-an-array",
            message: Text {
                en: "“{value}” is not a list written in JSON.",
                fr: "« {value} » n'est pas une liste écrite en JSON.",
            },
            help: Text {
                en: "Write the items in square brackets, also where there is only one: [\"piscine\"].",
                fr: "Écrivez les éléments entre crochets, même s'il n'y en a qu'un : [\"piscine\"].",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "usages\n\"[\"\"piscine\"\", 2]\"\n[]\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "usages\npiscine;gymnase\n",
            fails: Some("no-brackets"),
        },
        Example {
            schema: SCHEMA,
            data: "usages\n\"['a', 'b']\"\n",
            fails: Some("single-quotes"),
        },
        Example {
            schema: SCHEMA,
            data: "usages\n\"[1, 2\"\n",
            fails: Some("broken-json"),
        },
        Example {
            schema: SCHEMA,
            data: "usages\n12\n",
            fails: Some("other-json"),
        },
        Example {
            schema: SCHEMA,
            data: "usages\n#REF!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: SCHEMA,
            data: "usages\npiscine\n",
            fails: Some("not-an-array"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"usages","type":"array"}]}"#;

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Array))
}

struct Array;

impl FieldType for Array {
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

/// The number of items.
fn length(text: &[u8]) -> Result<u32, usize> {
    match serde_json::from_slice::<Vec<IgnoredAny>>(text) {
        Ok(items) => Ok(items.len() as u32),
        Err(_) => Err(cause::index(&CHECK, why(text))),
    }
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    match json::why(text) {
        None => "other-json",
        Some("not-json") if text.iter().any(|byte| b",;|".contains(byte)) => "no-brackets",
        Some("not-json") => "not-an-array",
        Some(reason) => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, read};
    use super::*;

    #[test]
    fn the_length_of_a_list_is_its_number_of_items() {
        let array = bound(r#"{"type":"array"}"#);
        assert_eq!(
            read(&*array, &["[]", r#"[[1,2],{"a":3}]"#, "[NaN]", "[1] 2"]),
            (View::Lengths(vec![0, 2, 0, 0]), vec![2, 3])
        );
    }

    #[test]
    fn a_very_deep_list_is_no_danger() {
        let array = bound(r#"{"type":"array"}"#);
        let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
        let _ = array.scalar(&deep);
        let mut out = Vec::new();
        array.key(&deep, &mut out);
        assert_eq!(out, deep);
    }
}
