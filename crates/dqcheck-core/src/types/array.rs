//! `array`: a list in JSON (Table Schema, "array"), whose items may be described by `arrayItem`.

use serde::de::IgnoredAny;
use serde_json::Value;

use super::{Faults, FieldType, Items, Scalar, View, cause, json, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Arg, Args, Text};
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
        Reason {
            id: "bad-item",
            message: Text {
                en: "The item {item} of the list cannot be read. {cause}",
                fr: "L'élément {item} de la liste ne peut pas être lu. {cause}",
            },
            help: Text {
                en: "Correct this item; leave the other items, the commas and the brackets as they are.",
                fr: "Corrigez cet élément ; laissez tels quels les autres éléments, les virgules et les crochets.",
            },
        },
        Reason {
            id: "unquoted-item",
            message: Text {
                en: "The item {item} of the list is not in double quotes, but the schema expects texts.",
                fr: "L'élément {item} de la liste n'est pas entre guillemets doubles, alors que le schéma attend des \
                     textes.",
            },
            help: Text {
                en: "Put each text in double quotes: [\"12\", \"piscine\"].",
                fr: "Mettez chaque texte entre guillemets doubles : [\"12\", \"piscine\"].",
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
            schema: DATES,
            data: "jours\n\"[\"\"2021-03-12\"\", null]\"\n",
            fails: None,
        },
        Example {
            schema: DATES,
            data: "jours\n\"[\"\"2021-03-12\"\", \"\"13/03/2021\"\"]\"\n",
            fails: Some("bad-item"),
        },
        Example {
            schema: r#"{"fields":[{"name":"lignes","type":"array","arrayItem":{"type":"string"}}]}"#,
            data: "lignes\n\"[\"\"N13\"\", 175]\"\n",
            fails: Some("unquoted-item"),
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
const DATES: &str = r#"{"fields":[{"name":"jours","type":"array","arrayItem":{"type":"date"}}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Array {
        items: Items::of(field)?,
    }))
}

struct Array {
    items: Option<Items>,
}

impl FieldType for Array {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        match &self.items {
            None => read_each(cells, view.lengths(), faults, length),
            Some(items) => read_each(cells, view.lengths(), faults, |text| items.length(text)),
        }
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        let length = match &self.items {
            None => length(text),
            Some(items) => items.length(text),
        };
        length.map(Scalar::Length)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        json::key(text, out);
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        let Some(items) = &self.items else {
            return Args::new();
        };
        let values: Vec<Value> = serde_json::from_slice(text).unwrap_or_default();
        let refused = |item: &Value| Some((item.to_string(), items.refuse(item)?));
        match values.iter().find_map(refused) {
            Some((item, Refused::Unquoted)) => Args::new().with("item", item),
            Some((item, Refused::Unreadable(reason, text))) => {
                let cause = items.cause(reason, &text);
                Args::new().with("item", item).with("cause", cause)
            }
            None => Args::new(),
        }
    }
}

/// Why an item is not what `arrayItem` says.
enum Refused {
    /// No text in JSON, where one is expected.
    Unquoted,
    /// The reason of its type, and its text.
    Unreadable(usize, String),
}

impl Items {
    fn length(&self, text: &[u8]) -> Result<u32, usize> {
        let Ok(items) = serde_json::from_slice::<Vec<Value>>(text) else {
            return length(text);
        };
        let reason = match items.iter().find_map(|item| self.refuse(item)) {
            None => return Ok(items.len() as u32),
            Some(Refused::Unquoted) => "unquoted-item",
            Some(Refused::Unreadable(..)) => "bad-item",
        };
        Err(cause::index(&CHECK, reason))
    }

    fn refuse(&self, item: &Value) -> Option<Refused> {
        let text = self.text(item)?;
        if self.field.type_name == "string" && !item.is_string() {
            return Some(Refused::Unquoted);
        }
        let reason = self.field_type.scalar(text.as_bytes()).err()?;
        Some(Refused::Unreadable(reason, text))
    }

    /// What the type of the items says of one.
    fn cause(&self, reason: usize, text: &str) -> Arg {
        let args = self.field_type.constants();
        let args = args.and(&self.field_type.details(reason, text.as_bytes()));
        self.said(&self.field_type.def().reasons[reason], args, text)
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
    use super::super::tests::{bound, read, reason};
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
    fn items_are_read_as_cells_of_the_field_that_describes_them() {
        let array = bound(
            r#"{"type":"array","arrayItem":{"type":"number","decimalChar":",","missingValues":["-"]}}"#,
        );
        assert_eq!(
            read(
                &*array,
                &[
                    r#"[1.5,"1,5","-",null]"#,
                    "[]",
                    r#"["1.5"]"#,
                    r#"[""]"#,
                    "1"
                ]
            ),
            (View::Lengths(vec![4, 0, 0, 0, 0]), vec![2, 3, 4])
        );
        let lists = bound(
            r#"{"type":"array","arrayItem":{"type":"array","arrayItem":{"type":"integer"}}}"#,
        );
        assert!(lists.scalar(b"[[1,2],[]]").is_ok());
        assert_eq!(reason(&*lists, r#"[[1],["deux"]]"#), "bad-item");
        assert_eq!(reason(&*lists, "[1]"), "bad-item");
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
