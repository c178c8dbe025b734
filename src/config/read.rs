//! Reads the text of a configuration by hand, so that all that is wrong with it is told at once and at its place.

use std::ops::Range;

use dqcheck_core::check::Severity;
use dqcheck_core::message::{Lang, Text};
use dqcheck_core::schema::FieldsMatch;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::words;
use super::{Config, Dataset};
use crate::catalogue::all_checks;
use crate::checklist;
use crate::error::{PlacedProblem, Problem, Words};
use crate::report::FailOn;
use dqcheck_core::message::closest;

/// What the text says, and everything that is wrong with it. `is_schema` tells whether a schema exists.
pub(super) fn read(text: &str, is_schema: &dyn Fn(&str) -> bool) -> (Config, Vec<PlacedProblem>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        text,
        problems: Vec::new(),
        is_schema,
    };
    for error in errors {
        let problem = Problem::new(&words::SYNTAX).with("detail", error.message());
        reader.problem(problem, error.span().unwrap_or(0..0));
    }
    // After a slip of syntax, the rest may mean something else than its author thinks.
    let config = if reader.problems.is_empty() {
        reader.config(document.get_ref())
    } else {
        Config::default()
    };
    let mut problems = reader.problems;
    problems.sort_by_key(|placed| (placed.line, placed.column));
    (config, problems)
}

/// The file of communes that the text names.
pub(super) fn reference(text: &str) -> Option<String> {
    let (document, _) = DeTable::parse_recoverable(text);
    let value = document.get_ref().get(REFERENCE)?;
    value.get_ref().as_str().map(str::to_owned)
}

const REFERENCE: &str = "reference";

struct Reader<'a> {
    text: &'a str,
    problems: Vec<PlacedProblem>,
    is_schema: &'a dyn Fn(&str) -> bool,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn config(&mut self, table: &DeTable<'_>) -> Config {
        self.known(
            table,
            &["dataset", "severity", "fail-on", "lang", REFERENCE],
        );
        let mut config = Config::default();
        if let Some(value) = table.get("lang") {
            let languages = Lang::ALL.map(|lang| (lang.code(), lang));
            config.lang = self.one_of(value, &languages);
        }
        // It is in use already: see `reference`.
        if let Some(value) = table.get(REFERENCE) {
            self.string(value);
        }
        if let Some(value) = table.get("fail-on") {
            config.rules.fail_on = self.one_of(value, &FailOn::NAMES).unwrap_or_default();
        }
        if let Some(value) = table.get("severity") {
            config.rules.severities = self.severities(value);
        }
        if let Some(value) = table.get("dataset") {
            config.datasets = self.datasets(value);
        }
        config
    }

    fn severities(
        &mut self,
        value: &Value<'_>,
    ) -> Vec<(&'static dqcheck_core::check::CheckDef, Severity)> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_kind(value, words::A_TABLE);
            return Vec::new();
        };
        let names = Severity::ALL.map(|severity| (severity.id(), severity));
        let mut severities = Vec::new();
        for (key, value) in table {
            let severity = self.one_of(value, &names);
            let check = all_checks()
                .into_iter()
                .find(|check| check.is_called(key.get_ref()));
            match (check, severity) {
                (Some(check), Some(severity)) => severities.push((check, severity)),
                (Some(_), None) => {}
                (None, _) => {
                    let ids = all_checks().into_iter().map(|check| check.id);
                    let problem = match closest(key.get_ref(), ids) {
                        Some(close) => {
                            Problem::new(&words::UNKNOWN_CHECK_CLOSE).with("close", close)
                        }
                        None => Problem::new(&words::UNKNOWN_CHECK),
                    };
                    self.problem(problem.with("key", key.get_ref().as_ref()), key.span());
                }
            }
        }
        severities
    }

    fn datasets(&mut self, value: &Value<'_>) -> Vec<Dataset> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_kind(value, words::DATASETS);
            return Vec::new();
        };
        let mut datasets: Vec<Dataset> = Vec::new();
        for value in array {
            let Some(table) = value.get_ref().as_table() else {
                self.wrong_kind(value, words::A_TABLE);
                continue;
            };
            self.known(
                table,
                &[
                    "name",
                    "path",
                    "schema",
                    "commune",
                    "checks",
                    "header-match",
                ],
            );
            let [name, path, schema] = ["name", "path", "schema"].map(|key| {
                let found = table.get(key);
                if found.is_none() {
                    self.problem(
                        Problem::new(&words::MISSING_KEY).with("key", key),
                        value.span(),
                    );
                }
                found.and_then(|found| Some((self.string(found)?, found.span())))
            });
            let mut checks = table.get("checks").map(|checks| {
                checklist::read_toml(checks, &mut |problem, span| self.problem(problem, span))
            });
            if let Some((key, value)) = table.get_key_value("commune")
                && let Some(code) = self.string(value)
            {
                let checks = checks.get_or_insert_default();
                checks.ask_for_commune(code, key.span(), value.span());
            }
            let header_match = table
                .get("header-match")
                .and_then(|value| self.one_of(value, &FieldsMatch::NAMES));
            let pattern = path.and_then(|(path, span)| self.pattern(path, span));
            if let Some((name, span)) = &name
                && datasets.iter().any(|dataset| dataset.name == *name)
            {
                self.problem(
                    Problem::new(&words::TWICE).with("dataset", *name),
                    span.clone(),
                );
            }
            if let Some((schema, span)) = &schema
                && !(self.is_schema)(schema)
            {
                self.problem(
                    Problem::new(&words::NO_SCHEMA).with("schema", *schema),
                    span.clone(),
                );
            }
            if let (Some((name, _)), Some(pattern), Some((schema, _))) = (name, pattern, schema) {
                datasets.push(Dataset {
                    name: name.to_owned(),
                    pattern,
                    schema: schema.to_owned(),
                    checks,
                    header_match,
                });
            }
        }
        datasets
    }

    fn pattern(&mut self, path: &str, span: Range<usize>) -> Option<glob::Pattern> {
        glob::Pattern::new(path.strip_prefix("./").unwrap_or(path))
            .map_err(|error| {
                self.problem(
                    Problem::new(&words::PATTERN).with("detail", error.msg),
                    span,
                )
            })
            .ok()
    }

    /// Tells every key of `table` that has no meaning.
    fn known(&mut self, table: &DeTable<'_>, keys: &[&'static str]) {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if keys.contains(&name) {
                continue;
            }
            let problem = match closest(name, keys.iter().copied()) {
                Some(close) => Problem::new(&words::UNKNOWN_KEY_CLOSE).with("close", close),
                None => Problem::new(&words::UNKNOWN_KEY),
            };
            let known: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            self.problem(problem.with("key", name).with("keys", known), key.span());
        }
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, names: &[(&'static str, T)]) -> Option<T> {
        let text = self.string(value)?;
        let found = names.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let words = if text == "off" {
                &words::NOT_OFF
            } else {
                &words::NOT_ONE_OF
            };
            let known: Vec<String> = names.iter().map(|(name, _)| (*name).to_owned()).collect();
            let problem = Problem::new(words)
                .with("value", text)
                .with("values", known);
            self.problem(problem, value.span());
        }
        found.map(|(_, meant)| *meant)
    }

    fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_kind(value, words::A_TEXT);
        }
        text
    }

    fn wrong_kind(&mut self, value: &Value<'_>, wanted: Text) {
        let words: &'static Words = &words::WRONG_KIND;
        self.problem(Problem::new(words).with("wanted", wanted), value.span());
    }

    fn problem(&mut self, problem: Problem, span: Range<usize>) {
        self.problems
            .push(PlacedProblem::new(problem, self.text, span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(&'static str, u64, u64)> {
        let (_, problems) = read(text, &|schema| schema == "s.json");
        problems
            .iter()
            .map(|placed| (placed.problem.words.id, placed.line, placed.column))
            .collect()
    }

    #[test]
    fn a_correct_text_says_what_it_says() {
        let text = "lang = 'fr'\nfail-on = 'warning'\n\
                    [[dataset]]\nname = 'a'\npath = './a*.csv'\nschema = 's.json'\nheader-match = 'equal'\n";
        let (config, problems) = read(text, &|_| true);
        assert_eq!(problems, []);
        assert_eq!(config.lang, Some(Lang::Fr));
        assert_eq!(config.rules.fail_on, FailOn::Warning);
        assert_eq!(config.datasets[0].pattern.as_str(), "a*.csv");
        assert_eq!(config.datasets[0].header_match, Some(FieldsMatch::Equal));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_and_in_order() {
        let text = "langue = 'fr'\n\
                    fail-on = 'errors'\n\
                    [severity]\n\
                    no-such-check = 'off'\n\
                    [[dataset]]\n\
                    name = 'a'\n\
                    path = '[a.csv'\n\
                    shema = 's.json'\n\
                    [[dataset]]\n\
                    name = 'b'\n\
                    path = 3\n\
                    schema = 'absent.json'\n";
        assert_eq!(
            problems(text),
            [
                ("config-unknown-key", 1, 1),
                ("config-value", 2, 11),
                ("config-unknown-check", 4, 1),
                ("config-value", 4, 17),
                ("config-missing-key", 5, 1),
                ("config-pattern", 7, 8),
                ("config-unknown-key", 8, 1),
                ("config-kind", 11, 8),
                ("config-schema", 12, 10),
            ]
        );
    }

    #[test]
    fn a_slip_of_the_keyboard_is_understood() {
        let (_, problems) = read("shcema = 1\nsevrity = 2\n", &|_| true);
        let close: Vec<_> = problems
            .iter()
            .map(|placed| placed.problem.args.get("close"))
            .collect();
        assert_eq!(close, [None, Some(&"severity".into())]);
    }

    #[test]
    fn every_slip_of_syntax_is_told() {
        let found = problems("a = \n[[dataset]\nname = 'x\n");
        assert!(
            found.len() >= 2 && found.iter().all(|(id, ..)| *id == "config-syntax"),
            "{found:?}"
        );
        assert_eq!(problems("").len(), 0);
    }
}
