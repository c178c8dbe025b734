//! `list`: items of one type between delimiters, `a,b,c` (Table Schema v2, "list").
//!
//! Items are read as the type reads a cell by default, and as they stand: missing values are a matter of whole cells.

use memchr::memmem::Finder;
use serde_json::Value;

use super::{Faults, FieldType, Scalar, View, cause, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-list",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "List with an unreadable item",
        fr: "Liste dont un élément est illisible",
    },
    why: Text {
        en: "A program cuts this cell at its delimiter and reads the items one by one. One that it cannot read is \
             lost, or the whole list with it.",
        fr: "Un programme coupe cette cellule à son séparateur et lit les éléments un à un. Celui qu'il ne peut pas \
             lire est perdu, ou toute la liste avec lui.",
    },
    reasons: &[
        Reason {
            id: "other-delimiter",
            message: Text {
                en: "The items of “{value}” are not separated by “{delimiter}”; write {suggestion}.",
                fr: "Les éléments de « {value} » ne sont pas séparés par « {delimiter} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Separate the items by “{delimiter}” in the whole column, or change “delimiter” in the schema.",
                fr: "Séparez les éléments par « {delimiter} » dans toute la colonne, ou changez « delimiter » dans le \
                     schéma.",
            },
        },
        Reason {
            id: "empty-item",
            message: Text {
                en: "“{value}” has a delimiter too many: nothing stands between two of them, or at an end.",
                fr: "« {value} » a un séparateur de trop : rien ne se trouve entre deux d'entre eux, ou à une extrémité.",
            },
            help: Text {
                en: "Remove the delimiter too many, or write the item that is missing. Every item must be {expected}.",
                fr: "Supprimez le séparateur en trop, ou écrivez l'élément qui manque. Chaque élément doit être \
                     {expected}.",
            },
        },
        Reason {
            id: "blanks-in-list",
            message: Text {
                en: "“{item}” in “{value}” would be right without the spaces before or after it.",
                fr: "« {item} » dans « {value} » serait correct sans les espaces placés avant ou après.",
            },
            help: Text {
                en: "Write the items and “{delimiter}” without spaces between them.",
                fr: "Écrivez les éléments et « {delimiter} » sans espaces entre eux.",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "bad-item",
            message: Text {
                en: "“{item}” in the list “{value}” is not {expected}.",
                fr: "« {item} », dans la liste « {value} », n'est pas {expected}.",
            },
            help: Text {
                en: "Every item must be {expected}. Correct the item, or remove it together with one delimiter.",
                fr: "Chaque élément doit être {expected}. Corrigez l'élément, ou supprimez-le avec un séparateur.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields":[{"name":"usages","type":"list","delimiter":";"}]}"#,
            data: "usages\npiscine;gymnase\npiscine\n",
            fails: None,
        },
        Example {
            schema: INTEGERS,
            data: "lignes\n\"1,2,175\"\n",
            fails: None,
        },
        Example {
            schema: INTEGERS,
            data: "lignes\n1;2;175\n",
            fails: Some("other-delimiter"),
        },
        Example {
            schema: INTEGERS,
            data: "lignes\n\"1,2,\"\n\"1,,2\"\n",
            fails: Some("empty-item"),
        },
        Example {
            schema: r#"{"fields":[{"name":"jours","type":"list","itemType":"date"}]}"#,
            data: "jours\n\"2021-03-12, 2021-03-13\"\n",
            fails: Some("blanks-in-list"),
        },
        Example {
            schema: INTEGERS,
            data: "lignes\n#REF!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: INTEGERS,
            data: "lignes\n\"1,deux,175\"\n",
            fails: Some("bad-item"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const INTEGERS: &str = r#"{"fields":[{"name":"lignes","type":"list","itemType":"integer"}]}"#;

/// What an item may be, and how that is said.
const ITEMS: &[(&str, Text)] = &[
    (
        "string",
        Text {
            en: "a text",
            fr: "un texte",
        },
    ),
    (
        "integer",
        Text {
            en: "a whole number",
            fr: "un nombre entier",
        },
    ),
    (
        "boolean",
        Text {
            en: "true or false",
            fr: "true ou false",
        },
    ),
    (
        "number",
        Text {
            en: "a number",
            fr: "un nombre",
        },
    ),
    (
        "datetime",
        Text {
            en: "a date with its time, such as 2021-03-12T14:05:09",
            fr: "une date avec son heure, par exemple 2021-03-12T14:05:09",
        },
    ),
    (
        "date",
        Text {
            en: "a date such as 2021-03-12",
            fr: "une date, par exemple 2021-03-12",
        },
    ),
    (
        "time",
        Text {
            en: "a time of day such as 14:05:09",
            fr: "une heure, par exemple 14:05:09",
        },
    ),
];

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    // What is of the wrong kind was told when the schema was read.
    let text = |key: &str| field.properties.get(key).and_then(Value::as_str);
    let (name, expected) = ITEMS
        .iter()
        .find(|(name, _)| Some(*name) == text("itemType"))
        .unwrap_or(&ITEMS[0]);
    let item = Field {
        name: field.name.clone(),
        type_name: (*name).to_owned(),
        format: "default".to_owned(),
        pointer: field.pointer.clone(),
        ..Field::default()
    };
    let item = super::find(name).map_or_else(|| Ok(super::any()), |known| (known.bind)(&item))?;
    let delimiter = text("delimiter").filter(|text| !text.is_empty());
    let delimiter = delimiter.unwrap_or(",");
    Ok(Box::new(List {
        delimiter: delimiter.to_owned(),
        finder: Finder::new(delimiter).into_owned(),
        item,
        expected: *expected,
    }))
}

struct List {
    delimiter: String,
    finder: Finder<'static>,
    item: Box<dyn FieldType>,
    expected: Text,
}

impl FieldType for List {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.lengths(), faults, |text| self.length(text));
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.length(text).map(Scalar::Length)
    }

    /// The keys of the items, each after its length, so that no two lists have the same bytes.
    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        let mut key = Vec::new();
        for item in self.items(text) {
            key.clear();
            self.item.key(item, &mut key);
            out.extend_from_slice(&(key.len() as u64).to_le_bytes());
            out.extend_from_slice(&key);
        }
    }

    fn constants(&self) -> Args {
        Args::new()
            .with("delimiter", self.delimiter.as_str())
            .with("expected", self.expected)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        let item = self
            .items(text)
            .find(|item| self.item.scalar(item).is_err());
        let item = String::from_utf8_lossy(item.unwrap_or_default()).into_owned();
        let args = Args::new().with("item", item);
        match self.with_delimiter(text) {
            Some(suggestion) => args.with("suggestion", suggestion),
            None => args,
        }
    }
}

impl List {
    fn items<'a>(&self, text: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = Some(text);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = self.finder.find(text);
            rest = end.map(|end| &text[end + self.delimiter.len()..]);
            Some(&text[..end.unwrap_or(text.len())])
        })
    }

    /// The number of items.
    fn length(&self, text: &[u8]) -> Result<u32, usize> {
        let mut count = 0;
        for item in self.items(text) {
            if self.item.scalar(item).is_err() {
                return Err(cause::index(&CHECK, self.why(text, item)));
            }
            count += 1;
        }
        Ok(count)
    }

    /// `item` is the first that cannot be read.
    #[cold]
    fn why(&self, text: &[u8], item: &[u8]) -> &'static str {
        let is_read = |text: &[u8]| self.item.scalar(text).is_ok();
        if cause::is_spreadsheet_error(item) {
            return "spreadsheet-error";
        }
        if self.with_delimiter(text).is_some() {
            return "other-delimiter";
        }
        if item.is_empty() {
            return "empty-item";
        }
        match std::str::from_utf8(item) {
            Ok(item) if cause::has_blanks_around(item, is_read) => "blanks-in-list",
            _ => "bad-item",
        }
    }

    /// The list with the right delimiter, where it was written with another one.
    fn with_delimiter(&self, text: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(text).ok()?;
        if text.contains(&self.delimiter) {
            return None;
        }
        let is_read = |item: &str| self.item.scalar(item.as_bytes()).is_ok();
        [";", ",", "|", "/", " "].into_iter().find_map(|other| {
            let items: Vec<&str> = text.split(other).map(cause::trimmed).collect();
            let right = items.len() > 1 && items.iter().all(|item| is_read(item));
            right.then(|| items.join(&self.delimiter))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, read, reason};
    use super::*;

    #[test]
    fn a_list_is_cut_at_its_delimiter_and_nothing_is_trimmed() {
        let list = bound(r#"{"type":"list","delimiter":"||"}"#);
        assert_eq!(
            read(&*list, &["a||b", "a|b", "", "||", " a || b "]),
            (View::Lengths(vec![2, 1, 1, 2, 2]), vec![])
        );
    }

    #[test]
    fn every_type_of_the_standard_can_be_an_item() {
        for (name, good, bad) in [
            ("string", "a, ,é", None),
            ("integer", "1, 2 ,-3", Some("1,2.5")),
            ("boolean", "true,0", Some("true,oui")),
            ("number", "1.5,2e3", Some("1.5,x")),
            ("datetime", "2021-03-12T14:05:09Z", Some("2021-03-12")),
            (
                "date",
                "2021-03-12,2021-03-13",
                Some("2021-03-12,12/03/2021"),
            ),
            ("time", "14:05:09", Some("14h05")),
        ] {
            let list = bound(&format!(r#"{{"type":"list","itemType":"{name}"}}"#));
            assert!(list.scalar(good.as_bytes()).is_ok(), "{name}");
            assert!(
                bad.is_none_or(|bad| list.scalar(bad.as_bytes()).is_err()),
                "{name}"
            );
        }
    }

    #[test]
    fn the_item_that_cannot_be_read_is_named() {
        let list = bound(r#"{"type":"list","itemType":"integer"}"#);
        assert_eq!(reason(&*list, "1,deux,3"), "bad-item");
        assert_eq!(
            list.details(0, b"1,deux,3").get("item"),
            Some(&"deux".into())
        );
        assert_eq!(
            list.details(0, b"1 | 2").get("suggestion"),
            Some(&"1,2".into())
        );
        assert_eq!(reason(&*list, "1,2\u{a0},3"), "blanks-in-list");
    }

    #[test]
    fn equal_lists_have_equal_items_in_the_same_order() {
        let list = bound(r#"{"type":"list","itemType":"number"}"#);
        let key = |text: &str| {
            let mut out = Vec::new();
            list.key(text.as_bytes(), &mut out);
            out
        };
        assert_eq!(key("1,2.0"), key("01, 2"));
        assert_ne!(key("1,2"), key("2,1"));
        let texts = bound(r#"{"type":"list"}"#);
        let mut keys = [Vec::new(), Vec::new()];
        texts.key(b"a,b", &mut keys[0]);
        texts.key(b"a;b", &mut keys[1]);
        assert_ne!(keys[0], keys[1]);
    }
}
