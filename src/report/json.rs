//! The report as JSON, version 1. Its shape is published in `schemas/report-v1.schema.json`, which is made from
//! these types: a change that a reader would notice is a version 2, in a file of its own.

use std::collections::BTreeMap;
use std::io::{self, Write};

use dqcheck_core::check;
use dqcheck_core::diagnostic as facts;
use dqcheck_core::message::{self, Lang};
use serde::Serialize;

use super::escape::write_json;
use super::{SchemaUsed, TableReport};
use crate::error::Problem;

pub fn write(report: &super::Report, lang: Lang, out: impl Write) -> io::Result<()> {
    write_json(&Report::new(report, lang), out)
}

/// A report of dqcheck, version 1.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "dqcheck-report-v1"))]
struct Report {
    /// Version of this format.
    version: Version,
    /// Version of the program.
    dqcheck: &'static str,
    /// Language of the texts, ISO 639-1.
    lang: &'static str,
    /// The worst verdict of all files.
    verdict: Verdict,
    /// Exit code that goes with the verdict.
    exit_code: u8,
    counts: Counts,
    files: Vec<File>,
    /// Remarks on the run, such as an entry of the configuration that meant no file.
    notes: Vec<Trouble>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum Version {
    #[serde(rename = "report-v1")]
    One,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// The data may be published.
    Pass,
    /// The data failed.
    Fail,
    /// dqcheck could not judge; `error` says why.
    NotJudged,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
    Info,
}

/// Numbers of findings; always exact.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Counts {
    error: u64,
    warning: u64,
    info: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct File {
    /// As the user named it; `-` is standard input.
    file: String,
    verdict: Verdict,
    /// Why the file could not be judged; `null` if it was.
    error: Option<Trouble>,
    /// The schema that was taken; `null` if none could be.
    schema: Option<Schema>,
    /// The checks that were asked for beside the schema; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    checklists: Vec<Checklist>,
    counts: Counts,
    /// Findings that are counted but not listed.
    not_listed: u64,
    /// How the bytes were read; `null` if they could not be, and for a schema.
    reading: Option<Reading>,
    /// In the order of the documentation of the checks, then of the columns.
    causes: Vec<Cause>,
}

/// Something that kept dqcheck from judging, or that the user should know.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Trouble {
    /// Permanent.
    id: &'static str,
    message: String,
    /// What to do about it.
    help: String,
    args: BTreeMap<&'static str, Value>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Schema {
    /// A path, or the name of a schema that comes with dqcheck.
    name: String,
    title: Option<String>,
    /// Why it was taken: given, sidecar, config, package, header; itself where no data is judged.
    taken: &'static str,
    /// The same in words.
    why: String,
    /// What is wrong with the schema itself. Its errors, rules that could not be checked, make the verdict `fail`.
    causes: Vec<Cause>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Checklist {
    name: String,
    /// What is wrong with the list itself; where there is anything, the file is not judged.
    causes: Vec<Cause>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Reading {
    /// WHATWG name, or `mixed`.
    encoding: String,
    byte_order_mark: bool,
    delimiter: String,
    /// `null` where quotes are part of the cells.
    quote: Option<char>,
    /// Spaces behind a delimiter were left out.
    skip_initial_space: bool,
    header: Option<Header>,
    line_endings: LineEndings,
    bytes: u64,
    /// Data rows.
    rows: u64,
    labels: Vec<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Header {
    line: u64,
    record: u64,
}

/// How often each line ending ends a record.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LineEndings {
    lf: u64,
    crlf: u64,
    cr: u64,
}

/// All findings of one reason in one field.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Cause {
    check: &'static str,
    reason: &'static str,
    severity: Severity,
    field: Option<Field>,
    /// The defect in a few words.
    title: &'static str,
    /// Why it matters.
    why: &'static str,
    /// What is wrong.
    message: String,
    /// What to do about it.
    help: String,
    /// Values that all places share.
    args: BTreeMap<&'static str, Value>,
    /// How often it was found; always exact, also where fewer places are listed.
    count: u64,
    places: Vec<Place>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Field {
    name: String,
    /// Position in the file, from 1; in the schema where the file has no such column.
    number: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Place {
    /// Physical line, from 1.
    line: u64,
    /// Record number; the header is record 1. `null` for a place in a schema.
    record: Option<u64>,
    /// First character of the cell in its line, from 1.
    column: u64,
    /// The bytes of the cell in the file, quotes included: first, and one past the last.
    bytes: [u64; 2],
    /// The field, where the cause is not of one field only.
    field: Option<Field>,
    /// The text of the cell, cut where it is long.
    value: Option<String>,
    message: String,
    args: BTreeMap<&'static str, Value>,
    excerpt: Option<Excerpt>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Excerpt {
    /// The line, cut round the cell where it is long.
    text: String,
    /// The bytes of `text` (UTF-8) that are the cell: first, and one past the last.
    highlight: [usize; 2],
    /// Whether the beginning and the end of the line are left out.
    cut: [bool; 2],
}

/// A value in a message.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Value {
    Count(u64),
    Text(String),
    List(Vec<String>),
}

impl Report {
    fn new(report: &super::Report, lang: Lang) -> Report {
        let verdict = report.verdict();
        Report {
            version: Version::One,
            dqcheck: env!("CARGO_PKG_VERSION"),
            lang: lang.code(),
            verdict: verdict.into(),
            exit_code: verdict.exit_code(),
            counts: Counts::new(|severity| report.count(severity)),
            files: report
                .tables
                .iter()
                .map(|table| File::new(table, report.verdict_of(table), lang))
                .collect(),
            notes: report
                .notes
                .iter()
                .map(|note| Trouble::new(note, lang))
                .collect(),
        }
    }
}

impl File {
    fn new(table: &TableReport, verdict: super::Verdict, lang: Lang) -> File {
        let findings = table.result.as_ref().ok();
        File {
            file: table.file.clone(),
            verdict: verdict.into(),
            error: table
                .result
                .as_ref()
                .err()
                .map(|problem| Trouble::new(problem, lang)),
            schema: table
                .schema
                .as_ref()
                .map(|schema| Schema::new(schema, lang)),
            checklists: table
                .checklists
                .iter()
                .map(|list| Checklist {
                    name: list.name.clone(),
                    causes: causes(&list.causes, lang),
                })
                .collect(),
            counts: Counts::new(|severity| findings.map_or(0, |found| found.count(severity))),
            not_listed: findings.map_or(0, facts::Findings::not_kept),
            reading: findings
                .and_then(|found| found.reading.as_ref())
                .map(Reading::from),
            causes: findings.map_or(Vec::new(), |found| causes(&found.causes, lang)),
        }
    }
}

impl Schema {
    fn new(schema: &SchemaUsed, lang: Lang) -> Schema {
        let (why, args) = schema.why.words();
        Schema {
            name: schema.name.clone(),
            title: schema.title.clone(),
            taken: schema.why.id(),
            why: why.fill(&args, lang),
            causes: causes(&schema.causes, lang),
        }
    }
}

impl Trouble {
    fn new(problem: &Problem, lang: Lang) -> Trouble {
        Trouble {
            id: problem.words.id,
            message: problem.message(lang),
            help: problem.help(lang),
            args: args(&problem.args, lang),
        }
    }
}

impl Counts {
    fn new(count: impl Fn(check::Severity) -> u64) -> Counts {
        Counts {
            error: count(check::Severity::Error),
            warning: count(check::Severity::Warning),
            info: count(check::Severity::Info),
        }
    }
}

fn causes(causes: &[facts::Cause], lang: Lang) -> Vec<Cause> {
    causes.iter().map(|cause| Cause::new(cause, lang)).collect()
}

impl Cause {
    fn new(cause: &facts::Cause, lang: Lang) -> Cause {
        let first = cause.places.first();
        Cause {
            check: cause.check.id,
            reason: cause.reason().id,
            severity: cause.severity.into(),
            field: cause.field.as_ref().map(Field::from),
            title: cause.check.title.get(lang),
            why: cause.check.why.get(lang),
            message: cause.message(first, lang),
            help: cause.help(first, lang),
            args: args(&cause.args, lang),
            count: cause.count,
            places: cause
                .places
                .iter()
                .map(|place| Place::new(cause, place, lang))
                .collect(),
        }
    }
}

impl Place {
    fn new(cause: &facts::Cause, place: &facts::Place, lang: Lang) -> Place {
        let location = &place.location;
        Place {
            line: location.line,
            record: location.record,
            column: location.column,
            bytes: [location.bytes.start, location.bytes.end],
            field: place.field.as_ref().map(Field::from),
            value: place.value.clone(),
            message: cause.message(Some(place), lang),
            args: args(&place.args, lang),
            excerpt: place.excerpt.as_ref().map(|excerpt| Excerpt {
                text: excerpt.text.clone(),
                highlight: [excerpt.highlight.start, excerpt.highlight.end],
                cut: [excerpt.cut.0, excerpt.cut.1],
            }),
        }
    }
}

fn args(args: &message::Args, lang: Lang) -> BTreeMap<&'static str, Value> {
    let typed = |value: &message::Arg| match value {
        message::Arg::Text(text) => Value::Text(text.clone()),
        message::Arg::Count(count) => Value::Count(*count),
        message::Arg::List(items) => Value::List(items.clone()),
        message::Arg::Words(text) => Value::Text(text.get(lang).to_owned()),
        message::Arg::Said { en, fr } => Value::Text(match lang {
            Lang::En => en.clone(),
            Lang::Fr => fr.clone(),
        }),
    };
    args.iter()
        .map(|(name, value)| (name, typed(value)))
        .collect()
}

impl From<&facts::FieldRef> for Field {
    fn from(field: &facts::FieldRef) -> Field {
        Field {
            name: field.name.clone(),
            number: field.number,
        }
    }
}

impl From<&facts::Reading> for Reading {
    fn from(reading: &facts::Reading) -> Reading {
        Reading {
            encoding: reading.encoding.clone(),
            byte_order_mark: reading.byte_order_mark,
            delimiter: reading.delimiter.clone(),
            quote: reading.quote,
            skip_initial_space: reading.skip_initial_space,
            header: reading.header.map(|header| Header {
                line: header.line,
                record: header.record,
            }),
            line_endings: LineEndings {
                lf: reading.line_endings.lf,
                crlf: reading.line_endings.crlf,
                cr: reading.line_endings.cr,
            },
            bytes: reading.bytes,
            rows: reading.rows,
            labels: reading.labels.clone(),
        }
    }
}

impl From<super::Verdict> for Verdict {
    fn from(verdict: super::Verdict) -> Verdict {
        match verdict {
            super::Verdict::Pass => Verdict::Pass,
            super::Verdict::Fail => Verdict::Fail,
            super::Verdict::NotJudged => Verdict::NotJudged,
        }
    }
}

impl From<check::Severity> for Severity {
    fn from(severity: check::Severity) -> Severity {
        match severity {
            check::Severity::Error => Severity::Error,
            check::Severity::Warning => Severity::Warning,
            check::Severity::Info => Severity::Info,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use serde_json::Value as Json;

    use super::super::samples;
    use super::*;

    const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/report-v1.schema.json");

    fn text(report: &super::super::Report, lang: Lang) -> String {
        let mut out = Vec::new();
        write(report, lang, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_published_schema_is_the_one_of_the_types() {
        let schema = schemars::schema_for!(Report);
        let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if env::var_os("UPDATE").is_some() {
            fs::write(PUBLISHED, &made).unwrap();
        }
        let published = fs::read_to_string(PUBLISHED).unwrap_or_default();
        assert!(made == published, "run the tests once with UPDATE=1");
    }

    #[test]
    fn every_report_is_valid_by_the_published_schema() {
        let schema: Json = serde_json::from_str(&fs::read_to_string(PUBLISHED).unwrap()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let report = samples::report([
            samples::clean(),
            samples::three(),
            samples::thirty_thousand(),
            samples::hostile(),
            samples::not_judged(),
        ]);
        for lang in Lang::ALL {
            let json: Json = serde_json::from_str(&text(&report, lang)).unwrap();
            let errors: Vec<_> = validator
                .iter_errors(&json)
                .map(|e| e.to_string())
                .collect();
            assert_eq!(errors, Vec::<String>::new());
        }
        assert!(!validator.is_valid(&serde_json::json!({"version": "report-v2"})));
    }

    #[test]
    fn facts_and_words_are_both_told() {
        let report = samples::report([samples::three(), samples::not_judged()]);
        insta::assert_snapshot!("json_en", text(&report, Lang::En));
        insta::assert_snapshot!("json_fr", text(&report, Lang::Fr));
    }

    #[test]
    fn hostile_cells_are_escaped_and_kept() {
        let report = samples::report([samples::hostile()]);
        let text = text(&report, Lang::Fr);
        let hidden = |found: char| found != '\n' && super::super::visible::is_hidden(found);
        assert!(!text.contains(hidden) && !text.contains("##["));
        let json: Json = serde_json::from_str(&text).unwrap();
        let value = &json["files"][0]["causes"][1]["places"][0]["value"];
        assert!(value.as_str().unwrap().starts_with("\u{1b}[2J"));
    }
}
