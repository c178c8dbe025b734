//! `checks` of a dataset in `dqcheck.toml`: `checks = [{ type = "table-dimensions", min-rows = 10 }]`.
//!
//! Names are told here, at once with all else that is wrong with the configuration; what takes the schema to tell is
//! told for each file.

use std::collections::HashMap;
use std::ops::Range;

use dqcheck_core::check::CheckDef;
use dqcheck_core::checks;
use dqcheck_core::message::closest;
use dqcheck_core::schema::RuleRequest;
use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Checklist, Span, own_name, words};
use crate::error::Problem;

/// The checks that the value asks for. `tell` takes what is wrong, and where.
pub(crate) fn read(
    value: &Spanned<DeValue<'_>>,
    tell: &mut dyn FnMut(Problem, Range<usize>),
) -> Checklist {
    let mut reader = Reader {
        tell,
        spans: HashMap::new(),
    };
    let requests = reader.requests(value);
    Checklist {
        requests,
        spans: Some(reader.spans),
        ..Checklist::default()
    }
}

impl Checklist {
    /// Adds what `commune` of the dataset asks for.
    pub(crate) fn ask_for_commune(&mut self, code: &str, key: Range<usize>, value: Range<usize>) {
        const POINTER: &str = "/commune";
        self.requests.push(RuleRequest::of_commune(code, POINTER));
        let spans = self.spans.get_or_insert_default();
        spans.insert(POINTER.to_owned(), Span { key, value });
    }
}

struct Reader<'a> {
    tell: &'a mut dyn FnMut(Problem, Range<usize>),
    spans: HashMap<String, Span>,
}

impl Reader<'_> {
    fn requests(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<RuleRequest> {
        let Some(items) = value.get_ref().as_array() else {
            let problem = Problem::new(&words::WRONG_KIND).with("wanted", words::CHECKS);
            (self.tell)(problem, value.span());
            return Vec::new();
        };
        let mut requests = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let pointer = format!("/{at}");
            let span = Span {
                key: item.span(),
                value: item.span(),
            };
            self.spans.insert(pointer.clone(), span);
            let Some(table) = item.get_ref().as_table() else {
                let problem = Problem::new(&words::WRONG_KIND).with("wanted", words::CHECKS);
                (self.tell)(problem, item.span());
                continue;
            };
            let Some(kind) = table.get("type") else {
                (self.tell)(Problem::new(&words::NO_TYPE), item.span());
                continue;
            };
            let Some(name) = kind.get_ref().as_str() else {
                let problem = Problem::new(&words::WRONG_KIND).with("wanted", words::A_TEXT);
                (self.tell)(problem, kind.span());
                continue;
            };
            match checks::requestable().find(|check| check.is_called(name)) {
                Some(check) => requests.push(self.request(check, name, table, pointer)),
                None => {
                    let names = || checks::requestable().flat_map(CheckDef::names);
                    let problem = match closest(name, names()) {
                        Some(close) => Problem::new(&words::NO_CHECK_CLOSE).with("close", close),
                        None => Problem::new(&words::NO_CHECK)
                            .with("checks", names().map(str::to_owned).collect::<Vec<_>>()),
                    };
                    (self.tell)(problem.with("name", name), kind.span());
                }
            }
        }
        requests
    }

    fn request(
        &mut self,
        check: &CheckDef,
        name: &str,
        table: &DeTable<'_>,
        pointer: String,
    ) -> RuleRequest {
        let mut params = Map::new();
        let mut places = Vec::new();
        for (key, value) in table {
            let written = key.get_ref().as_ref();
            if written == "type" {
                continue;
            }
            let camel = camel_case(written);
            let param = own_name(&camel);
            if !check.params.iter().any(|known| known.name == param) {
                let known: Vec<String> = check
                    .params
                    .iter()
                    .map(|param| kebab_case(param.name))
                    .collect();
                let problem = match closest(written, known.iter().map(String::as_str)) {
                    Some(close) => Problem::new(&words::NO_PARAM_CLOSE).with("close", close),
                    None => Problem::new(&words::NO_PARAM).with("params", known.clone()),
                };
                (self.tell)(problem.with("check", name).with("key", written), key.span());
                continue;
            }
            let place = format!("{pointer}/{written}");
            let span = Span {
                key: key.span(),
                value: value.span(),
            };
            self.spans.insert(place.clone(), span);
            places.push((param.to_owned(), place));
            params.insert(param.to_owned(), json(value.get_ref()));
        }
        RuleRequest {
            name: name.to_owned(),
            params,
            field: None,
            pointer,
            places,
            file: None,
        }
    }
}

/// `min-rows` as `minRows`.
fn camel_case(key: &str) -> String {
    let mut parts = key.split('-');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(letters.as_str());
    }
    camel
}

/// `minRows` as `min-rows`.
fn kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

/// The value as JSON would have it; a date is its text. The parser of TOML has bounded how deep it goes.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => number
            .as_str()
            .parse::<i64>()
            .map_or(Value::Null, Value::from),
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or(Value::Null, Value::from),
        DeValue::Boolean(truth) => Value::from(*truth),
        DeValue::Datetime(datetime) => Value::from(datetime.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let pairs = table.iter();
            pairs
                .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_has_one_name_in_each_place() {
        for (toml, json) in [("min-rows", "minRows"), ("column", "column")] {
            assert_eq!(camel_case(toml), json);
            assert_eq!(kebab_case(json), toml);
        }
        assert_eq!(camel_case("-é--x-"), "ÉX");
    }
}
