//! A checklist: `{"checks": [{"type": ...}], "pickErrors": [...], "skipErrors": [...]}`.

use std::fs;
use std::path::Path;

use dqcheck_core::message::{Text, closest};
use dqcheck_core::schema::{self, RuleRequest};
use serde_json::{Map, Value};

use super::picks::{self, Picks};
use super::{Checklist, own_name, words};
use crate::error::{PlacedProblem, Problem, Refused};
use crate::input::not_read;

/// Reads the checklist at `path`. Which fields its checks name is looked at when the schema is known.
pub(crate) fn load(path: &Path) -> Result<(Checklist, Picks), Refused> {
    let text = fs::read_to_string(path).map_err(|error| Refused::File(not_read(path, &error)))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut checklist, picks, problems) = read(text);
    checklist.found_in(path, text);
    match problems.is_empty() {
        true => Ok((checklist, picks)),
        false => Err(Refused::Text(path.to_owned(), problems)),
    }
}

fn read(text: &str) -> (Checklist, Picks, Vec<PlacedProblem>) {
    let mut checklist = Checklist::default();
    let mut reader = Reader {
        text,
        problems: Vec::new(),
    };
    let mut picks = Picks::default();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(list)) => {
            checklist.requests = reader.checks(&list);
            picks.pick = reader.types(&list, "pickErrors");
            picks.skip = reader.types(&list, "skipErrors");
            reader.known(&list);
        }
        Ok(_) => reader.wrong_kind("", words::AN_OBJECT),
        Err(error) => {
            let lines = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1));
            let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
            let placed = PlacedProblem::new(Problem::new(&words::NOT_JSON), text, at..at + 1);
            reader.problems.push(placed);
        }
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|placed| (placed.line, placed.column));
    (checklist, picks, problems)
}

struct Reader<'a> {
    text: &'a str,
    problems: Vec<PlacedProblem>,
}

/// What may stand in a checklist; the last ones say nothing of the data.
const KEYS: [&str; 6] = [
    "checks",
    "pickErrors",
    "skipErrors",
    "name",
    "title",
    "description",
];

/// What any check may say without being asked.
const OF_EVERY_CHECK: [&str; 4] = ["type", "name", "title", "description"];

impl Reader<'_> {
    fn checks(&mut self, list: &Map<String, Value>) -> Vec<RuleRequest> {
        let Some(checks) = list.get("checks") else {
            return Vec::new();
        };
        let Some(checks) = checks.as_array() else {
            self.wrong_kind("/checks", words::A_LIST);
            return Vec::new();
        };
        let mut requests = Vec::new();
        for (at, check) in checks.iter().enumerate() {
            let pointer = format!("/checks/{at}");
            let Some(check) = check.as_object() else {
                self.wrong_kind(&pointer, words::AN_OBJECT);
                continue;
            };
            match check.get("type") {
                Some(Value::String(name)) => requests.push(request(name, check, pointer)),
                Some(_) => self.wrong_kind(&format!("{pointer}/type"), words::A_TEXT),
                None => self.problem(Problem::new(&words::NO_TYPE), &pointer, false),
            }
        }
        requests
    }

    /// Types of errors, or tags.
    fn types(&mut self, list: &Map<String, Value>, key: &str) -> Vec<String> {
        let Some(types) = list.get(key) else {
            return Vec::new();
        };
        let Some(types) = types.as_array() else {
            self.wrong_kind(&format!("/{key}"), words::A_LIST);
            return Vec::new();
        };
        let mut read = Vec::new();
        for (at, name) in types.iter().enumerate() {
            let pointer = format!("/{key}/{at}");
            match name.as_str() {
                Some(name) if picks::known().any(|known| known == name) => {
                    read.push(name.to_owned());
                }
                Some(name) => {
                    let problem = match closest(name, picks::known()) {
                        Some(close) => Problem::new(&words::NO_ERROR_CLOSE).with("close", close),
                        None => Problem::new(&words::NO_ERROR),
                    };
                    self.problem(problem.with("name", name), &pointer, false);
                }
                None => self.wrong_kind(&pointer, words::A_TEXT),
            }
        }
        read
    }

    fn known(&mut self, list: &Map<String, Value>) {
        for key in list.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let problem = match closest(key, KEYS.into_iter()) {
                Some(close) => Problem::new(&words::NO_KEY_CLOSE).with("close", close),
                None => Problem::new(&words::NO_KEY),
            };
            let pointer = format!("/{}", schema::escape(key));
            self.problem(problem.with("key", key.as_str()), &pointer, true);
        }
    }

    fn wrong_kind(&mut self, pointer: &str, wanted: Text) {
        let problem = Problem::new(&words::WRONG_KIND).with("wanted", wanted);
        self.problem(problem, pointer, false);
    }

    fn problem(&mut self, problem: Problem, pointer: &str, at_key: bool) {
        let place = schema::place(self.text, pointer, at_key);
        let bytes = place.map_or(0..0, |place| place.bytes);
        self.problems
            .push(PlacedProblem::new(problem, self.text, bytes));
    }
}

fn request(name: &str, check: &Map<String, Value>, pointer: String) -> RuleRequest {
    let mut places = vec![("name".to_owned(), format!("{pointer}/type"))];
    let mut params = Map::new();
    for (key, value) in check {
        if !OF_EVERY_CHECK.contains(&key.as_str()) {
            let own = own_name(key);
            places.push((own.to_owned(), format!("{pointer}/{}", schema::escape(key))));
            params.insert(own.to_owned(), value.clone());
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(&'static str, u64, u64)> {
        let (_, _, problems) = read(text);
        let told = problems.iter();
        told.map(|placed| (placed.problem.words.id, placed.line, placed.column))
            .collect()
    }

    #[test]
    fn a_checklist_says_what_it_says() {
        let text = r##"{"title": "x", "checks": [{"type": "forbidden-value", "fieldName": "a", "values": [1]}],
            "pickErrors": ["#row"], "skipErrors": ["blank-row"]}"##;
        let (checklist, picks, problems) = read(text);
        assert_eq!(problems, []);
        let [request] = &checklist.requests[..] else {
            panic!("one check")
        };
        assert_eq!(request.name, "forbidden-value");
        assert_eq!(request.params["column"], "a");
        assert_eq!(request.pointer_of("column"), "/checks/0/fieldName");
        assert_eq!(
            (picks.pick, picks.skip),
            (vec!["#row".to_owned()], vec!["blank-row".to_owned()])
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_and_in_order() {
        let text = "{\"cheks\": 1,\n \"checks\": [{}, 3, {\"type\": 4}],\n \"pickErrors\": [\"#rwo\", 5],\n \
                    \"skipErrors\": {}}";
        assert_eq!(
            problems(text),
            [
                ("checklist-unknown-key", 1, 2),
                ("checklist-no-type", 2, 13),
                ("checklist-kind", 2, 17),
                ("checklist-kind", 2, 29),
                ("checklist-unknown-error", 3, 17),
                ("checklist-kind", 3, 25),
                ("checklist-kind", 4, 16),
            ]
        );
    }

    #[test]
    fn a_text_that_is_no_checklist_is_told_where_it_goes_wrong() {
        assert_eq!(problems("{\n \"checks\": [}"), [("checklist-json", 2, 13)]);
        assert_eq!(problems("[]"), [("checklist-kind", 1, 1)]);
        assert_eq!(problems("").len(), 1);
    }
}
