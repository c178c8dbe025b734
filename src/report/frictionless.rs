//! The report shape of frictionless-py 5, so that whoever reads those can switch. Times and hashes are left out.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use dqcheck_core::check::{Group, Severity};
use dqcheck_core::checks::constraint::missing_value;
use dqcheck_core::checks::structure::{blank_row, extra_cell, missing_cell};
use dqcheck_core::checks::table::missing_key;
use dqcheck_core::diagnostic::{Cause, ColumnRead, FieldRef, Findings, Place};
use dqcheck_core::message::{Arg, Args, Lang, Text};
use serde::Serialize;

use super::escape::write_json;
use super::{Report, TableReport};
use crate::checklist::{Picks, tags};
use crate::error::Problem;
use crate::input::schemas::Why;

pub fn write(report: &Report, lang: Lang, out: impl Write) -> io::Result<()> {
    let tasks: Vec<Task<'_>> = report
        .tables
        .iter()
        .map(|table| Task::new(table, &report.rules.picks, lang))
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

#[derive(Clone, Serialize)]
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
    fn new(table: &'a TableReport, picks: &Picks, lang: Lang) -> Task<'a> {
        let mut task = Task {
            name: name(table),
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
        let (errors, others): (Vec<_>, Vec<_>) =
            schema.partition(|cause| cause.severity == Severity::Error);
        task.warnings
            .extend(others.into_iter().flat_map(|cause| messages(cause, lang)));
        let errors = errors
            .into_iter()
            .flat_map(|cause| placed(cause).map(move |place| (cause, place)));
        task.errors
            .extend(errors.map(|(cause, place)| Error::of_schema(cause, place, lang)));
        match &table.result {
            Ok(findings) => task.fill(findings, table, picks, lang),
            Err(problem) => task.errors.push(Error::not_judged(problem, lang)),
        }
        for cause in table.not_checked() {
            task.valid = false;
            task.stats.errors += cause.count;
            let errors = placed(cause).map(|place| Error::new(cause, place, lang));
            task.errors.extend(errors);
        }
        let remarks = table.of_checklists(false);
        task.warnings
            .extend(remarks.flat_map(|cause| messages(cause, lang)));
        task.stats.warnings = task.warnings.len() as u64;
        task
    }

    /// As in frictionless-py, which reads no data by a schema in error, the data are not told in detail then.
    fn fill(&mut self, findings: &'a Findings, table: &'a TableReport, picks: &Picks, lang: Lang) {
        let schema_errors = table.schema_errors();
        let reading = findings.reading.as_ref();
        self.labels = reading.map_or(&[], |reading| &reading.labels);
        // Where frictionless-py reads no further, all else that is wrong is a warning beside that error.
        let grave = |cause: &&Cause| cause.severity == Severity::Error;
        let last = |cause: &&Cause| grave(cause) && LAST.contains(&cause.check.frictionless);
        let goes_on = !findings.causes.iter().any(|cause| last(&cause));
        let (errors, others): (Vec<_>, Vec<_>) = findings
            .causes
            .iter()
            .partition(|cause| grave(cause) && (goes_on || last(cause)));
        self.stats = Stats {
            errors: match schema_errors {
                0 => errors.iter().map(|cause| cause.count).sum(),
                errors => errors,
            },
            warnings: 0,
            bytes: reading.map(|reading| reading.bytes),
            fields: reading.map(|reading| reading.labels.len()),
            rows: reading.map(|reading| reading.rows),
        };
        if schema_errors > 0 {
            let found = Severity::ALL.map(|severity| findings.count(severity));
            let args = Args::new().with("count", found.iter().sum::<u64>());
            if found != [0; 3] {
                self.warnings.push(SCHEMA_FIRST.fill(&args, lang));
            }
            return;
        }
        self.warnings
            .extend(others.into_iter().flat_map(|cause| messages(cause, lang)));
        if findings.not_kept() > 0 {
            let args = Args::new().with("count", findings.not_kept());
            self.warnings.push(NOT_LISTED.fill(&args, lang));
        }
        // What is not wanted may be one cause of an error that is: it goes once all are known.
        let wanted: usize = errors.iter().map(|cause| placed(cause).count()).sum();
        let left_out = table.left_out.iter();
        let left_out = left_out.filter(|cause| cause.severity == Severity::Error);
        let mut placed: Vec<Found<'_>> = errors
            .into_iter()
            .chain(left_out)
            .flat_map(|cause| placed(cause).map(move |place| (cause, place)))
            .collect();
        placed.sort_by_key(|(_, place)| {
            place.map(|place| (place.location.record, place.location.bytes.start))
        });
        let columns = told_apart(&findings.columns);
        let record = |found: &Found<'_>| found.1.and_then(|place| place.location.record);
        for row in placed.chunk_by(|a, b| record(a) == record(b)) {
            for (cause, place) in row
                .iter()
                .filter(|found| !is_told_by_the_standard(found, row))
            {
                Error::all(cause, *place, &columns, lang, &mut self.errors);
            }
            self.errors.extend(no_key(row, &findings.columns, lang));
        }
        self.errors.retain(|error| picks.want(error.r#type));
        // A row of which several cells are wrong counts once elsewhere.
        self.stats.errors += self.errors.len() as u64;
        self.stats.errors -= wanted as u64;
        self.valid = self.stats.errors == 0;
    }
}

/// A finding, and its place where it has one.
type Found<'a> = (&'a Cause, Option<&'a Place>);

/// The errors with which frictionless-py stops: bytes that are not in the encoding, and labels of which nobody can say
/// what they name.
const LAST: [&str; 2] = ["encoding-error", "error"];

/// Whether a cell that a check of dqcheck's own refuses (a SIRET that is no SIRET) is refused by a constraint already,
/// which is all that other tools know of it.
fn is_told_by_the_standard(found: &Found<'_>, row: &[Found<'_>]) -> bool {
    let field = |(cause, place): &Found<'_>| {
        let own = place.and_then(|place| place.field.clone());
        own.or_else(|| cause.field.clone())
    };
    let is = |(cause, _): &Found<'_>, kind| cause.check.frictionless == kind;
    is(found, "cell-error")
        && row
            .iter()
            .any(|other| is(other, "constraint-error") && field(other) == field(found))
}

/// Columns of one name are told apart by a number.
fn told_apart(columns: &[ColumnRead]) -> Vec<ColumnRead> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut told = columns.to_vec();
    for (column, told) in columns.iter().zip(&mut told) {
        let count = seen.entry(&column.name).or_default();
        *count += 1;
        if *count > 1 && !column.name.is_empty() {
            told.name = format!("{}{count}", column.name);
        }
    }
    told
}

/// Most errors that one row is taken apart into: a line of a million delimiters is told, but not a million times.
const APART: usize = 1_000;

impl Error {
    /// What a finding is to frictionless-py: a row that is too short or too long is an error of each of its cells, and
    /// one more where a field is required.
    fn all(
        cause: &Cause,
        place: Option<&Place>,
        columns: &[ColumnRead],
        lang: Lang,
        errors: &mut Vec<Error>,
    ) {
        let error = Error::new(cause, place, lang);
        let found = place.and_then(|place| match place.args.get("found") {
            Some(Arg::Count(found)) => usize::try_from(*found).ok(),
            _ => None,
        });
        let (Some(place), Some(found)) = (place, found) else {
            errors.push(error);
            return;
        };
        let start = errors.len();
        if *cause.check == missing_cell::CHECK {
            for (at, column) in columns.iter().enumerate().skip(found).take(APART) {
                let field = FieldRef {
                    name: column.name.clone(),
                    number: at + 1,
                };
                if column.required {
                    let required = Cause {
                        check: &missing_value::CHECK,
                        reason: missing_value::EMPTY,
                        severity: cause.severity,
                        field: Some(field.clone()),
                        args: Args::new(),
                        count: 1,
                        places: Vec::new(),
                    };
                    errors.push(Error::new(&required, Some(place), lang));
                }
                errors.push(error.of_field(field));
            }
        } else if *cause.check == extra_cell::CHECK {
            for number in (columns.len() + 1..=found).take(APART) {
                let cell = error.cell.clone().filter(|_| errors.len() == start);
                errors.push(Error {
                    cell,
                    ..error.of_field(FieldRef {
                        name: String::new(),
                        number,
                    })
                });
            }
        }
        if errors.len() == start {
            errors.push(error);
        }
    }

    fn of_field(&self, field: FieldRef) -> Error {
        Error {
            field_name: Some(field.name),
            field_number: Some(field.number),
            ..self.clone()
        }
    }

    /// A fault of the schema has no row and no cell.
    fn of_schema(cause: &Cause, place: Option<&Place>, lang: Lang) -> Error {
        Error {
            row_number: None,
            field_name: None,
            field_number: None,
            cell: None,
            label: None,
            ..Error::new(cause, place, lang)
        }
    }

    fn new(cause: &Cause, place: Option<&Place>, lang: Lang) -> Error {
        let message = cause.message(place, lang);
        let kind = cause.check.frictionless;
        let field = place
            .and_then(|place| place.field.as_ref())
            .or(cause.field.as_ref());
        let value = place.and_then(|place| place.value.clone());
        let is_label = kind.ends_with("-label");
        let is_header = is_label || kind.ends_with("-header");
        // A label that belongs to no field has a number only.
        let name = field.map(|field| match kind {
            "extra-label" => String::new(),
            _ => field.name.clone(),
        });
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
                .filter(|_| !is_header),
            field_name: name,
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

/// One more error for a row of which no cell of the key has a value, whatever keeps it from having one: elsewhere the
/// same cause is told once.
fn no_key(row: &[Found<'_>], columns: &[ColumnRead], lang: Lang) -> Option<Error> {
    let told = row
        .iter()
        .any(|(cause, _)| *cause.check == missing_key::CHECK);
    let mut key = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.key)
        .peekable();
    let (_, Some(place)) = *row.first()? else {
        return None;
    };
    if told || key.peek().is_none() {
        return None;
    }
    let without_value = |at: usize, name: &str| {
        row.iter().any(|(cause, place)| match &cause.field {
            Some(field) => {
                let fails =
                    cause.check.group == Group::Type || *cause.check == missing_value::CHECK;
                fails && field.name == name
            }
            None if *cause.check == missing_cell::CHECK => place
                .and_then(|place| place.args.get("found"))
                .is_some_and(|found| matches!(found, Arg::Count(found) if at as u64 >= *found)),
            None => *cause.check == blank_row::CHECK,
        })
    };
    key.all(|(at, column)| without_value(at, &column.name))
        .then(|| {
            let cause = Cause {
                check: &missing_key::CHECK,
                reason: missing_value::EMPTY,
                severity: Severity::Error,
                field: None,
                args: Args::new(),
                count: 1,
                places: Vec::new(),
            };
            Error {
                message: NO_KEY.get(lang).to_owned(),
                note: NO_KEY.get(lang).to_owned(),
                field_name: None,
                field_number: None,
                cell: None,
                ..Error::new(&cause, Some(place), lang)
            }
        })
}

/// The name of a resource is that which its package gives it, else that of its file.
fn name(table: &TableReport) -> String {
    match table.schema.as_ref().map(|schema| &schema.why) {
        Some(Why::Package { resource }) => resource.clone(),
        _ => {
            let stem = Path::new(&table.file).file_stem().unwrap_or_default();
            stem.to_string_lossy().to_lowercase()
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

const NO_KEY: Text = Text {
    en: "No cell of the key has a value that can be used",
    fr: "Aucune cellule de la clé n'a de valeur utilisable",
};

const SCHEMA_FIRST: Text = Text {
    en: "The schema is in error: mend it first. Findings in the data that are not listed here: {count}",
    fr: "Le schéma est en erreur : corrigez-le d'abord. Constats sur les données qui ne figurent pas ici : {count}",
};

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
    fn a_row_of_whose_key_nothing_can_be_used_has_one_error_more() {
        let told = |key: &[usize]| {
            let mut table = samples::three();
            let findings = table.result.as_mut().unwrap();
            key.iter().for_each(|&at| findings.columns[at].key = true);
            let json: Value =
                serde_json::from_str(&text(&samples::report([table]), Lang::En)).unwrap();
            let task = &json["tasks"][0];
            let errors = task["errors"].as_array().unwrap();
            assert_eq!(task["stats"]["errors"], errors.len());
            let told = errors.iter().map(|error| {
                let kind = error["type"].as_str().unwrap().to_owned();
                (
                    kind,
                    error["rowNumber"].as_u64(),
                    error["fieldName"].clone(),
                )
            });
            told.filter(|(kind, ..)| kind == "primary-key")
                .map(|(_, row, field)| (row, field))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&[1]), [(Some(2), Value::Null), (Some(3), Value::Null)]);
        assert_eq!(told(&[0, 1]), []);
        assert_eq!(told(&[]), []);
    }

    #[test]
    fn a_ragged_row_is_an_error_of_each_of_its_cells() {
        let report = samples::report([samples::ragged(5)]);
        let json: Value = serde_json::from_str(&text(&report, Lang::En)).unwrap();
        let task = &json["tasks"][0];
        let told: Vec<_> = task["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| {
                let [kind, name, cell] =
                    ["type", "fieldName", "cell"].map(|key| error[key].as_str());
                (kind.unwrap(), error["rowNumber"].as_u64(), name, cell)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("constraint-error", Some(2), Some("surface"), None),
                ("missing-cell", Some(2), Some("surface"), None),
                ("missing-cell", Some(2), Some("Remarques"), None),
                ("extra-cell", Some(3), Some(""), Some("x")),
                ("extra-cell", Some(3), Some(""), None),
            ]
        );
        assert_eq!(task["stats"]["errors"], 5);
        assert_eq!(task["errors"][4]["fieldNumber"], 5);
    }

    #[test]
    fn a_row_of_a_million_cells_is_not_told_a_million_times() {
        let report = samples::report([samples::ragged(1_000_000)]);
        let json: Value = serde_json::from_str(&text(&report, Lang::En)).unwrap();
        let errors = json["tasks"][0]["errors"].as_array().unwrap().len();
        assert_eq!(errors, 3 + APART);
    }

    #[test]
    fn by_a_schema_in_error_no_data_is_told_but_counted() {
        let mut table = samples::three();
        table.schema = samples::faulty_schema().schema;
        let report = samples::report([table]);
        let json: Value = serde_json::from_str(&text(&report, Lang::En)).unwrap();
        let task = &json["tasks"][0];
        assert_eq!(json["valid"], false);
        assert_eq!(task["errors"].as_array().unwrap().len(), 1);
        assert_eq!(task["errors"][0]["rowNumber"], Value::Null);
        let note = task["warnings"].as_array().unwrap().last().unwrap();
        assert!(note.as_str().unwrap().ends_with(": 3"), "{note}");
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
