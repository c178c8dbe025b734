//! Where in the text of a schema a fault lies: a JSON pointer becomes a line, a column and the line itself.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::errors::ParseError;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Fault, Problem, SchemaError};
use crate::diagnostic::{Cause, Excerpt, FieldRef, Location, Place, value_text};
use crate::message::{Arg, Lang};

/// A place in the text of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// From 1; LF, CRLF and a lone CR each end one.
    pub line: u64,
    /// In characters, from 1; a byte order mark is none.
    pub column: u64,
    /// Of the text; quotes are within.
    pub bytes: Range<usize>,
}

/// The place of the value at `pointer`, or of its key; `None` where the schema has no such value.
pub fn place(text: &str, pointer: &str, at_key: bool) -> Option<SourcePlace> {
    let spans = spans(text, [pointer].into_iter());
    let bytes = spans.get(pointer)?.bytes(at_key).clone();
    Some(Cursor::new(text).place(bytes))
}

/// The faults as findings, in the order of the text. Faults of one reason that are mended in the same way are one
/// cause, whatever else is said of each.
pub fn causes(text: &str, faults: &[Fault]) -> Vec<Cause> {
    let names: Vec<Option<String>> = faults.iter().map(|fault| name_of(&fault.pointer)).collect();
    let wanted = faults.iter().map(|fault| fault.pointer.as_str());
    let spans = spans(
        text,
        wanted.chain(names.iter().flatten().map(String::as_str)),
    );

    let placed = faults.iter().zip(&names).map(|(fault, name)| Placed {
        fault,
        field: name.as_ref().and_then(|name| field(name, &spans)),
        at: nearest(fault, &spans),
    });
    told(text, placed.collect())
}

/// As [`causes`], for a text that is not JSON: `bytes` finds the place of a fault.
pub fn causes_at(
    text: &str,
    faults: &[Fault],
    bytes: impl Fn(&Fault) -> Option<Range<usize>>,
) -> Vec<Cause> {
    let at = |bytes: Range<usize>| {
        let text = text.get(bytes.clone())?.to_owned();
        Some(At { bytes, text })
    };
    let placed = faults.iter().map(|fault| Placed {
        fault,
        field: None,
        at: bytes(fault).and_then(at),
    });
    told(text, placed.collect())
}

fn told(text: &str, mut placed: Vec<Placed<'_>>) -> Vec<Cause> {
    placed.sort_by_key(|placed| placed.at.as_ref().map(|at| at.bytes.start));

    let mut cursor = Cursor::new(text);
    let mut causes: Vec<Cause> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for Placed { fault, field, at } in placed {
        let place = at.map(|at| Place {
            location: location(cursor.place(at.bytes.clone())),
            field: field.clone(),
            value: Some(value_text(at.text.as_bytes())),
            args: fault.args.clone(),
            excerpt: excerpt(text, at.bytes),
        });
        let help = fault.check.reasons[fault.reason].help;
        let help = help.fill(&fault.args, Lang::default());
        let key = format!(
            "{} {} {:?} {help}",
            fault.check.id, fault.reason, fault.severity
        );
        match known.get(&key).and_then(|&index| causes.get_mut(index)) {
            Some(cause) => {
                cause.count += 1;
                cause.field = cause.field.take().filter(|one| Some(one) == field.as_ref());
                cause.places.extend(place);
            }
            None => {
                known.insert(key, causes.len());
                causes.push(Cause {
                    check: fault.check,
                    reason: fault.reason,
                    severity: fault.severity,
                    field,
                    args: fault.args.clone(),
                    count: 1,
                    places: place.into_iter().collect(),
                });
            }
        }
    }
    causes.iter_mut().for_each(share_args);
    causes
}

/// The tree of a JSON text without byte order mark, with the place of each part.
///
/// # Errors
/// Where the text is not JSON.
pub fn tree(json: &str) -> Result<Value<'_>, SchemaError> {
    super::value(json.as_bytes())?;
    let other = || SchemaError::NotJson {
        place: Cursor::new(json).place(0..0),
        problem: Problem::Other,
    };
    parse(json).ok().flatten().ok_or_else(other)
}

/// What is said of all places of a cause is said of the cause.
fn share_args(cause: &mut Cause) {
    let Some((first, others)) = cause.places.split_first() else {
        return;
    };
    let is_shared = |name: &'static str, value: &Arg| {
        others
            .iter()
            .all(|place| place.args.get(name) == Some(value))
    };
    cause.args = first.args.filtered(is_shared);
    for place in &mut cause.places {
        place.args = place
            .args
            .filtered(|name, _| cause.args.get(name).is_none());
    }
}

/// Parses JSON with the place of each part, without any of the liberties that are not JSON.
pub(super) fn parse(json: &str) -> Result<Option<Value<'_>>, ParseError> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    Ok(parse_to_ast(json, &CollectOptions::default(), &strict)?.value)
}

/// A key that an object has more than once: the pointer that all of them share, and the line of the first.
pub(super) struct Repeated {
    pub(super) pointer: String,
    pub(super) key: String,
    pub(super) first_line: u64,
}

/// The keys that objects have more than once. What stands under one that does not count is not looked at.
pub(super) fn repeated_keys(text: &str) -> Vec<Repeated> {
    let mut found = Vec::new();
    let json = &text[mark(text)..];
    if let Ok(Some(root)) = parse(json) {
        look_for_repeated(&root, &mut String::new(), &mut found);
    }
    found.sort_by_key(|(first, ..)| *first);
    let mut cursor = Cursor::new(text);
    found
        .into_iter()
        .map(|(first, pointer, key)| {
            let at = first + mark(text);
            Repeated {
                pointer,
                key,
                first_line: cursor.place(at..at).line,
            }
        })
        .collect()
}

/// The parser limits how deep values are nested.
fn look_for_repeated(
    value: &Value<'_>,
    pointer: &mut String,
    found: &mut Vec<(usize, String, String)>,
) {
    let length = pointer.len();
    match value {
        Value::Object(object) => {
            let properties = &object.properties;
            let mut last = HashMap::new();
            let mut first = HashMap::new();
            for (at, property) in properties.iter().enumerate() {
                last.insert(property.name.as_str(), at);
                first.entry(property.name.as_str()).or_insert(at);
            }
            for (at, property) in properties.iter().enumerate() {
                let name = property.name.as_str();
                if last.get(name) != Some(&at) {
                    continue;
                }
                pointer.push('/');
                pointer.push_str(&escape(name));
                if let Some(first) = first.get(name).filter(|first| **first != at) {
                    let first = properties[*first].name.range().start;
                    found.push((first, pointer.clone(), name.to_owned()));
                }
                look_for_repeated(&property.value, pointer, found);
                pointer.truncate(length);
            }
        }
        Value::Array(array) => {
            for (at, item) in array.elements.iter().enumerate() {
                pointer.push('/');
                pointer.push_str(&at.to_string());
                look_for_repeated(item, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Bytes of the byte order mark with which a text may begin.
pub(super) fn mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

struct Placed<'a> {
    fault: &'a Fault,
    field: Option<FieldRef>,
    at: Option<At>,
}

/// A key or a value as it stands in the text.
struct At {
    bytes: Range<usize>,
    /// The content of a key or a text, without quotes; any other value as written.
    text: String,
}

/// A value in the text, with its key if it stands in an object.
struct Span {
    key: Option<At>,
    value: At,
}

impl Span {
    fn at(&self, at_key: bool) -> &At {
        self.key.as_ref().filter(|_| at_key).unwrap_or(&self.value)
    }

    fn bytes(&self, at_key: bool) -> &Range<usize> {
        &self.at(at_key).bytes
    }
}

/// Where the wanted pointers lie, and all that they lie in.
fn spans<'w>(text: &str, wanted: impl Iterator<Item = &'w str>) -> HashMap<String, Span> {
    let mut all: HashSet<&str> = HashSet::new();
    for mut pointer in wanted {
        while all.insert(pointer)
            && let Some(slash) = pointer.rfind('/')
        {
            pointer = &pointer[..slash];
        }
    }
    let base = mark(text);
    let json = &text[base..];
    let mut found = HashMap::new();
    if let Ok(Some(root)) = parse(json) {
        let walk = Walk {
            json,
            base,
            wanted: all,
        };
        walk.value(&root, None, &mut String::new(), &mut found);
    }
    found
}

struct Walk<'a> {
    json: &'a str,
    base: usize,
    wanted: HashSet<&'a str>,
}

impl Walk<'_> {
    /// Of a key that an object has twice the later one counts, as for the reader of the schema.
    fn value(
        &self,
        value: &Value<'_>,
        key: Option<(Range<usize>, &str)>,
        pointer: &mut String,
        found: &mut HashMap<String, Span>,
    ) {
        if !self.wanted.contains(pointer.as_str()) {
            return;
        }
        let range = value.range();
        let span = Span {
            key: key.map(|(bytes, text)| At {
                bytes: self.moved(bytes),
                text: text.to_owned(),
            }),
            value: At {
                bytes: self.moved(range.start..range.end),
                text: self.text(value).to_owned(),
            },
        };
        found.insert(pointer.clone(), span);

        let length = pointer.len();
        match value {
            Value::Object(object) => {
                for property in &object.properties {
                    let name = property.name.as_str();
                    let key = property.name.range();
                    pointer.push('/');
                    pointer.push_str(&escape(name));
                    let key = (key.start..key.end, name);
                    self.value(&property.value, Some(key), pointer, found);
                    pointer.truncate(length);
                }
            }
            Value::Array(array) => {
                for (at, item) in array.elements.iter().enumerate() {
                    pointer.push('/');
                    pointer.push_str(&at.to_string());
                    self.value(item, None, pointer, found);
                    pointer.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn moved(&self, bytes: Range<usize>) -> Range<usize> {
        bytes.start + self.base..bytes.end + self.base
    }

    fn text<'v>(&'v self, value: &'v Value<'_>) -> &'v str {
        let range = value.range();
        match value {
            Value::StringLit(text) => &text.value,
            _ => self.json.get(range.start..range.end).unwrap_or_default(),
        }
    }
}

/// The place of the fault, or of the nearest thing round it: what is missing stands nowhere.
fn nearest(fault: &Fault, spans: &HashMap<String, Span>) -> Option<At> {
    let exact = spans.get(&fault.pointer).map(|span| span.at(fault.at_key));
    let at = exact.or_else(|| {
        let mut pointer = fault.pointer.as_str();
        loop {
            pointer = &pointer[..pointer.rfind('/')?];
            if let Some(span) = spans.get(pointer) {
                return Some(&span.value);
            }
        }
    })?;
    Some(At {
        bytes: at.bytes.clone(),
        text: at.text.clone(),
    })
}

/// The pointer of the name of the field in which `pointer` lies.
fn name_of(pointer: &str) -> Option<String> {
    let number = pointer.strip_prefix("/fields/")?.split('/').next()?;
    Some(format!("/fields/{number}/name"))
}

fn field(name: &str, spans: &HashMap<String, Span>) -> Option<FieldRef> {
    let at: usize = name.split('/').nth(2)?.parse().ok()?;
    Some(FieldRef {
        name: spans.get(name)?.value.text.clone(),
        number: at.checked_add(1)?,
    })
}

fn location(place: SourcePlace) -> Location {
    Location {
        line: place.line,
        record: None,
        column: place.column,
        bytes: place.bytes.start as u64..place.bytes.end as u64,
    }
}

/// Counts lines and columns up to places that come in the order of the text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    column: u64,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor {
            text,
            at: mark(text),
            line: 1,
            column: 1,
        }
    }

    /// `bytes` begins at or after the place that was asked for before.
    pub(super) fn place(&mut self, bytes: Range<usize>) -> SourcePlace {
        let passed = self.text.get(self.at..bytes.start).unwrap_or_default();
        let then = self.text.as_bytes().get(bytes.start).copied();
        let mut chars = passed.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().or(then.map(char::from));
            match c {
                '\r' if next == Some('\n') => {}
                '\n' | '\r' => {
                    self.line += 1;
                    self.column = 1;
                }
                _ => self.column += 1,
            }
        }
        self.at = self.at.max(bytes.start);
        SourcePlace {
            line: self.line,
            column: self.column,
            bytes,
        }
    }
}

/// Longest excerpt, in characters.
const SHOWN: usize = 160;

/// What is shown before the place where its line is longer than that.
const SHOWN_BEFORE: usize = 40;

/// The line on which `bytes` begin, cut round them where it is long.
fn excerpt(text: &str, bytes: Range<usize>) -> Option<Excerpt> {
    let on_line = |&(_, c): &(usize, char)| c != '\n' && c != '\r';
    let before = text.get(mark(text)..bytes.start)?;
    let after = text.get(bytes.start..)?;
    // One character more than is shown tells whether the line goes on.
    let back: Vec<usize> = before
        .char_indices()
        .rev()
        .take_while(on_line)
        .take(SHOWN + 1)
        .map(|(at, _)| at + mark(text))
        .collect();
    let on: Vec<usize> = after
        .char_indices()
        .take_while(on_line)
        .take(SHOWN + 1)
        .map(|(at, c)| bytes.start + at + c.len_utf8())
        .collect();

    let taken = match back.len() + on.len() {
        whole if whole <= SHOWN => back.len(),
        _ => back
            .len()
            .min(SHOWN_BEFORE.max(SHOWN.saturating_sub(on.len()))),
    };
    let shown = on.len().min(SHOWN - taken);
    let start = taken.checked_sub(1).map_or(bytes.start, |last| back[last]);
    let end = shown.checked_sub(1).map_or(bytes.start, |last| on[last]);
    Some(Excerpt {
        text: text.get(start..end)?.to_owned(),
        highlight: bytes.start - start..bytes.end.min(end) - start,
        cut: (taken < back.len(), shown < on.len()),
    })
}

/// A key as a step of a JSON pointer.
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
