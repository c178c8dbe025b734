//! The descriptor of a dialect: Table Dialect (version 2) and CSV Dialect (version 1), read as it is, with all that is
//! wrong with it. Nothing here knows of rows: [`Grammar`](super::Grammar) is what a reader makes of it.

mod words;

use serde_json::{Map, Value};

use crate::message::{Args, Lang, Text, closest};
use words::Words;

/// What a descriptor says of a file; `None` for what it leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// One character or several, never none.
    pub delimiter: Option<String>,
    /// What ends a record, where that is not one of the usual line ends, each of which always does otherwise.
    pub line_terminator: Option<String>,
    pub quote: Option<Quote>,
    pub double_quote: Option<bool>,
    pub escape: Option<char>,
    pub null_sequence: Option<String>,
    pub skip_initial_space: Option<bool>,
    pub header: Option<bool>,
    /// Numbers of records, from 1, ascending.
    pub header_rows: Option<Vec<u64>>,
    pub header_join: Option<String>,
    /// What a record that is a comment begins with.
    pub comment: Option<String>,
    /// Numbers of records, from 1, ascending.
    pub comment_rows: Vec<u64>,
    /// `caseSensitiveHeader` of version 1, `headerCase` of frictionless.
    pub case_sensitive: Option<bool>,
    pub skip_blank_rows: bool,
}

/// What stands round a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    Char(char),
    /// Quotes are text.
    Never,
}

/// Something wrong with a descriptor.
#[derive(Clone, Debug, PartialEq)]
pub struct DescriptorFault {
    /// JSON pointer of the place.
    pub pointer: String,
    /// Whether the key at the pointer is meant, not its value.
    pub at_key: bool,
    words: &'static Words,
    args: Args,
}

impl DescriptorFault {
    /// Kebab-case, permanent.
    pub fn id(&self) -> &'static str {
        self.words.id
    }

    /// Whether a file cannot be read as the descriptor says; otherwise it is something to know.
    pub fn refuses(&self) -> bool {
        self.words.refuses
    }

    pub fn message(&self, lang: Lang) -> String {
        self.words.message.fill(&self.args, lang)
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> String {
        self.words.help.fill(&self.args, lang)
    }
}

impl Descriptor {
    /// Reads a descriptor, as the text of a file or the `dialect` of a resource has it. `pointer` is where it stands in
    /// the document: the empty text for the whole of it.
    pub fn read(value: &Value, pointer: &str) -> (Descriptor, Vec<DescriptorFault>) {
        let mut reader = Reader::default();
        match value.as_object() {
            Some(object) => reader.object(object, pointer),
            None => reader.fault(pointer, &words::NOT_OBJECT),
        }
        reader.agree(pointer);
        (reader.descriptor, reader.faults)
    }
}

#[derive(Default)]
struct Reader {
    descriptor: Descriptor,
    faults: Vec<DescriptorFault>,
}

/// The properties that are read.
const READ: [&str; 16] = [
    "delimiter",
    "lineTerminator",
    "quoteChar",
    "doubleQuote",
    "escapeChar",
    "nullSequence",
    "skipInitialSpace",
    "header",
    "headerRows",
    "headerJoin",
    "headerCase",
    "caseSensitiveHeader",
    "commentChar",
    "commentRows",
    "skipBlankRows",
    "csv",
];

/// Properties that say something to people or to other programs, and nothing of how a file is read.
const DESCRIBING: [&str; 7] = [
    "$schema",
    "csvddfVersion",
    "dialect",
    "name",
    "type",
    "title",
    "description",
];

/// Properties of tables that are not stored as CSV.
const NOT_CSV: [&str; 6] = [
    "property",
    "itemType",
    "itemKeys",
    "sheetNumber",
    "sheetName",
    "table",
];

impl Reader {
    fn object(&mut self, object: &Map<String, Value>, pointer: &str) {
        for (key, value) in object {
            let at = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            match (key.as_str(), value) {
                // Version 1 wraps a dialect that stands alone, and frictionless what is said of CSV.
                ("dialect" | "csv", Value::Object(inner))
                    if pointer.matches('/').count() < DEPTH =>
                {
                    self.object(inner, &at);
                }
                ("quoteChar", Value::Null) => self.no_quotes(&at),
                (_, Value::Null) => {}
                _ => self.property(key, value, &at),
            }
        }
    }

    fn property(&mut self, key: &str, value: &Value, at: &str) {
        match key {
            "delimiter" => self.descriptor.delimiter = self.sequence(value, at),
            "lineTerminator" => {
                let told = self.sequence(value, at);
                let usual = |told: &String| matches!(told.as_str(), "\n" | "\r\n" | "\r");
                self.descriptor.line_terminator = told.filter(|told| !usual(told));
            }
            "quoteChar" => match value.as_str() {
                Some("") => self.no_quotes(at),
                _ => self.descriptor.quote = self.character(value, at).map(Quote::Char),
            },
            "escapeChar" if value.as_str() == Some("") => {}
            "escapeChar" => self.descriptor.escape = self.character(value, at),
            "commentChar" if value.as_str() == Some("") => {}
            "commentChar" => self.descriptor.comment = self.text(value, at),
            "nullSequence" => self.descriptor.null_sequence = self.text(value, at),
            "headerJoin" => self.descriptor.header_join = self.text(value, at),
            "doubleQuote" => self.descriptor.double_quote = self.flag(value, at),
            "skipInitialSpace" => self.descriptor.skip_initial_space = self.flag(value, at),
            "header" => self.descriptor.header = self.flag(value, at),
            "headerCase" | "caseSensitiveHeader" => {
                self.descriptor.case_sensitive = self.flag(value, at);
            }
            "skipBlankRows" => {
                self.descriptor.skip_blank_rows = self.flag(value, at) == Some(true);
            }
            "headerRows" => self.descriptor.header_rows = self.rows(value, at),
            "commentRows" => {
                self.descriptor.comment_rows = self.rows(value, at).unwrap_or_default();
            }
            _ if DESCRIBING.contains(&key) => {}
            _ if NOT_CSV.contains(&key) => self.key(at, &words::NOT_CSV, key),
            _ => {
                let known = READ.iter().chain(&NOT_CSV).copied();
                match closest(key, known) {
                    Some(close) => {
                        self.key(at, &words::MISSPELT, key);
                        self.with("close", close);
                    }
                    None => self.key(at, &words::UNKNOWN, key),
                }
            }
        }
    }

    fn no_quotes(&mut self, at: &str) {
        self.descriptor.quote = Some(Quote::Never);
        self.fault(at, &words::NO_QUOTES);
    }

    /// Tells what cannot be read because one property speaks against another.
    fn agree(&mut self, pointer: &str) {
        let Descriptor {
            delimiter,
            line_terminator,
            quote,
            escape,
            ..
        } = &self.descriptor;
        let (delimiter, terminator) = (delimiter.clone(), line_terminator.clone());
        let quote = match quote {
            Some(Quote::Char(quote)) => Some(*quote),
            Some(Quote::Never) => None,
            None => Some('"'),
        };
        // Many write so that quotes in a cell are doubled.
        if escape.is_some() && *escape == quote {
            self.descriptor.escape = None;
            self.descriptor.double_quote = Some(true);
        }
        let escape = self.descriptor.escape;
        let starts = |text: &Option<String>, with: Option<char>| {
            with.is_some_and(|with| text.as_ref().is_some_and(|text| text.starts_with(with)))
        };
        let line_end = |c: char| terminator.is_none() && matches!(c, '\n' | '\r');
        let same = starts(&delimiter, quote)
            || starts(&delimiter, escape)
            || starts(&terminator, quote)
            || starts(&terminator, escape)
            || delimiter
                .as_ref()
                .is_some_and(|text| text.starts_with(line_end))
            || quote.is_some_and(line_end)
            || escape.is_some_and(line_end)
            || delimiter.as_ref().zip(terminator.as_ref()).is_some_and(
                |(delimiter, terminator)| {
                    delimiter.starts_with(terminator.as_str()) || terminator == delimiter
                },
            );
        if same {
            self.fault(pointer, &words::SAME);
        }
    }

    fn text(&mut self, value: &Value, at: &str) -> Option<String> {
        let text = value.as_str().map(str::to_owned);
        self.wanted(text, at, words::A_TEXT)
    }

    fn flag(&mut self, value: &Value, at: &str) -> Option<bool> {
        self.wanted(value.as_bool(), at, words::A_FLAG)
    }

    /// A text that is not empty.
    fn sequence(&mut self, value: &Value, at: &str) -> Option<String> {
        let text = value
            .as_str()
            .filter(|text| !text.is_empty() && text.len() <= LONGEST);
        self.wanted(text.map(str::to_owned), at, words::A_SEQUENCE)
    }

    fn character(&mut self, value: &Value, at: &str) -> Option<char> {
        let mut chars = value.as_str().unwrap_or_default().chars();
        let one = chars.next().filter(|_| chars.next().is_none());
        self.wanted(one, at, words::A_CHARACTER)
    }

    /// Numbers of records, in order.
    fn rows(&mut self, value: &Value, at: &str) -> Option<Vec<u64>> {
        let number = |item: &Value| item.as_u64().filter(|&number| number > 0);
        let rows: Option<Vec<u64>> = value
            .as_array()
            .and_then(|items| items.iter().map(number).collect());
        let mut rows = self.wanted(rows, at, words::ROWS)?;
        rows.sort_unstable();
        rows.dedup();
        Some(rows)
    }

    fn wanted<T>(&mut self, value: Option<T>, at: &str, wanted: Text) -> Option<T> {
        if value.is_none() {
            let key = at.rsplit('/').next().unwrap_or_default();
            self.fault(at, &words::WRONG_KIND);
            self.with("key", key);
            self.with("wanted", wanted);
        }
        value
    }

    fn key(&mut self, at: &str, words: &'static Words, key: &str) {
        self.fault(at, words);
        self.with("key", key);
        if let Some(fault) = self.faults.last_mut() {
            fault.at_key = true;
        }
    }

    fn fault(&mut self, pointer: &str, words: &'static Words) {
        self.faults.push(DescriptorFault {
            pointer: pointer.to_owned(),
            at_key: false,
            words,
            args: Args::new(),
        });
    }

    /// Adds a value to the words of the last fault.
    fn with(&mut self, name: &'static str, value: impl Into<crate::message::Arg>) {
        if let Some(fault) = self.faults.last_mut() {
            fault.args = std::mem::take(&mut fault.args).with(name, value);
        }
    }
}

/// How deep a dialect may be wrapped: `dialect` and `csv`, behind the pointer of a resource.
const DEPTH: usize = 8;

/// The longest delimiter or line terminator, in bytes.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests;
