//! The report shape of frictionless-py 5, so that whoever reads those can switch. Times and hashes are left out.

use std::io::{self, Write};
use std::path::Path;

use dqcheck_core::check::Severity;
use dqcheck_core::diagnostic::{Cause, Findings, Place};
use dqcheck_core::message::{Args, Lang, Text};
use serde::Serialize;

use super::escape::write_json;
use super::{Report, TableReport};
use crate::checklist::tags;
use crate::error::Problem;

pub fn write(report: &Report, lang: Lang, out: impl Write) -> io::Result<()> {
    let tasks: Vec<Task<'_>> = report
        .tables
        .iter()
        .map(|table| Task::new(table, lang))
        .collect();
    let total = |of: fn(&Stats) -> u64| tasks.iter().map(|task| of(&task.stats)).sum();
    let whole = Whole {
        valid: tasks.iter().all(|task| task.valid),
        stats: Totals {
            tasks: tasks.len(),
            errors: total(|stats| stats.errors),
            warnings: total(|stats| stats.warnings),
        },
        warnings: report.notes.iter().map(|note| note.message(lang)).collect(),
        errors: [],
        tasks,
    };
    write_json(&whole, out)
}

#[derive(Serialize)]
struct Whole<'a> {
    valid: bool,
    stats: Totals,
    warnings: Vec<String>,
    errors: [Error; 0],
    tasks: Vec<Task<'a>>,
}

#[derive(Serialize)]
struct Totals {
    tasks: usize,
    errors: u64,
    warnings: u64,
}

#[derive(Serialize)]
struct Task<'a> {
    name: String,
    r#type: &'static str,
    valid: bool,
    place: &'a str,
    labels: &'a [String],
    stats: Stats,
    warnings: Vec<String>,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Stats {
    errors: u64,
    warnings: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Error {
    r#type: &'static str,
    title: &'static str,
    description: &'static str,
    message: String,
    tags: &'static [&'static str],
    note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    row_number: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field_number: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

impl<'a> Task<'a> {
    fn new(table: &'a TableReport, lang: Lang) -> Task<'a> {
        let name = Path::new(&table.file).file_stem();
        let mut task = Task {
            name: name.map_or(String::new(), |stem| stem.to_string_lossy().to_lowercase()),
            r#type: "table",
            valid: false,
            place: &table.file,
            labels: &[],
            stats: Stats {
                errors: 1,
                warnings: 0,
                bytes: None,
                fields: None,
                rows: None,
            },
            warnings: Vec::new(),
            errors: Vec::new(),
        };
        let schema = table.schema.iter().flat_map(|schema| &schema.causes);
        task.warnings
            .extend(schema.flat_map(|cause| messages(cause, lang)));
        match &table.result {
            Ok(findings) => task.fill(findings, lang),
            Err(problem) => task.errors.push(Error::not_judged(problem, lang)),
        }
        for cause in table.not_checked() {
            task.valid = false;
            task.stats.errors += cause.count;
            let errors = placed(cause).map(|place| Error::new(cause, place, lang));
            task.errors.extend(errors);
        }
        task.stats.warnings = task.warnings.len() as u64;
        task
    }

    fn fill(&mut self, findings: &'a Findings, lang: Lang) {
        let reading = &findings.reading;
        self.labels = &reading.labels;
        self.stats = Stats {
            errors: findings.count(Severity::Error),
            warnings: 0,
            bytes: Some(reading.bytes),
            fields: Some(reading.labels.len()),
            rows: Some(reading.rows),
        };
        self.valid = self.stats.errors == 0;
        let (errors, others): (Vec<_>, Vec<_>) = findings
            .causes
            .iter()
            .partition(|cause| cause.severity == Severity::Error);
        self.warnings
            .extend(others.into_iter().flat_map(|cause| messages(cause, lang)));
        if findings.not_kept() > 0 {
            let args = Args::new().with("count", findings.not_kept());
            self.warnings.push(NOT_LISTED.fill(&args, lang));
        }
        let mut placed: Vec<(&Cause, Option<&Place>)> = errors
            .into_iter()
            .flat_map(|cause| placed(cause).map(move |place| (cause, place)))
            .collect();
        placed.sort_by_key(|(_, place)| {
            place.map(|place| (place.location.record, place.location.bytes.start))
        });
        self.errors = placed
            .into_iter()
            .map(|(cause, place)| Error::new(cause, place, lang))
            .collect();
    }
}

impl Error {
    fn new(cause: &Cause, place: Option<&Place>, lang: Lang) -> Error {
        let message = cause.message(place, lang);
        let kind = cause.check.frictionless;
        let field = place
            .and_then(|place| place.field.as_ref())
            .or(cause.field.as_ref());
        let value = place.and_then(|place| place.value.clone());
        let is_label = kind.ends_with("-label");
        let (label, cell) = if is_label {
            (value, None)
        } else {
            (None, value)
        };
        Error {
            r#type: kind,
            title: cause.check.title.get(lang),
            description: cause.check.why.get(lang),
            note: message.clone(),
            message,
            tags: tags(kind),
            row_number: place
                .and_then(|place| place.location.record)
                .filter(|_| !is_label),
            field_name: field.map(|field| field.name.clone()),
            field_number: field.map(|field| field.number),
            cell,
            label,
        }
    }

    fn not_judged(problem: &Problem, lang: Lang) -> Error {
        Error {
            r#type: "error",
            title: NOT_JUDGED.get(lang),
            description: NOT_JUDGED.get(lang),
            message: problem.message(lang),
            tags: &[],
            note: problem.help(lang),
            row_number: None,
            field_name: None,
            field_number: None,
            cell: None,
            label: None,
        }
    }
}

/// The kept places of a cause; one without place where there is none.
fn placed(cause: &Cause) -> impl Iterator<Item = Option<&Place>> {
    let none = cause.places.is_empty().then_some(None);
    cause.places.iter().map(Some).chain(none)
}

fn messages(cause: &Cause, lang: Lang) -> impl Iterator<Item = String> {
    placed(cause).map(move |place| cause.message(place, lang))
}

const NOT_LISTED: Text = Text {
    en: "{count} findings are counted but not listed",
    fr: "{count} constats sont comptés mais ne sont pas listés",
};

const NOT_JUDGED: Text = Text {
    en: "The file could not be judged",
    fr: "Le fichier n'a pas pu être contrôlé",
};

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn text(report: &Report, lang: Lang) -> String {
        let mut out = Vec::new();
        write(report, lang, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shape_is_that_of_frictionless() {
        let report = samples::report([samples::three(), samples::not_judged()]);
        insta::assert_snapshot!("frictionless_en", text(&report, Lang::En));
        insta::assert_snapshot!("frictionless_fr", text(&report, Lang::Fr));
    }

    #[test]
    fn only_errors_make_a_task_invalid() {
        let mut table = samples::three();
        table.result.as_mut().unwrap().causes.truncate(1);
        let json: Value = serde_json::from_str(&text(&samples::report([table]), Lang::En)).unwrap();
        assert_eq!(json["valid"], true);
        assert_eq!(json["tasks"][0]["stats"]["warnings"], 1);
        assert_eq!(json["tasks"][0]["errors"], serde_json::json!([]));
    }

    #[test]
    fn errors_stand_in_the_order_of_the_file_and_all_are_counted() {
        let report = samples::report([samples::thirty_thousand(), samples::hostile()]);
        let json: Value = serde_json::from_str(&text(&report, Lang::En)).unwrap();
        let task = &json["tasks"][0];
        assert_eq!(task["stats"]["errors"], 30_001);
        let rows: Vec<_> = task["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["rowNumber"].as_u64())
            .collect();
        assert_eq!(rows.len(), 1_001);
        assert!(rows.is_sorted());
    }
}
