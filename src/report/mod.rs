//! What a run found, and its forms: one file a form. Facts become words here and nowhere else.

pub mod csv;
mod escape;
pub mod frictionless;
pub mod json;
#[cfg(test)]
pub(crate) mod samples;
pub mod terminal;
mod visible;
mod words;

use dqcheck_core::check::{CheckDef, Severity};
use dqcheck_core::diagnostic::{Cause, Findings};

pub(crate) use escape::write_json;
pub(crate) use visible::visible;

use crate::checklist::{LEFT_OUT, Picks};
use crate::error::Problem;
use crate::input::schemas::Why;

/// All that a run has to say, in the order of its files.
#[derive(Debug, Default)]
pub struct Report {
    pub tables: Vec<TableReport>,
    /// What the user should know beside the verdicts, such as an entry of the configuration that meant no file.
    pub notes: Vec<Problem>,
    rules: Rules,
}

/// How findings are weighed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    pub fail_on: FailOn,
    /// Severities that replace those of the checks.
    pub severities: Vec<(&'static CheckDef, Severity)>,
    /// Which findings are wanted.
    pub picks: Picks,
}

/// The severity from which on data fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Never,
}

/// What is said of one table.
#[derive(Debug)]
pub struct TableReport {
    /// As the user named it.
    pub file: String,
    /// `None` if it could not even be told which schema is meant.
    pub schema: Option<SchemaUsed>,
    /// The checks that somebody asked for beside the schema.
    pub checklists: Vec<ChecklistUsed>,
    /// What was found and is not wanted; see [`Picks`].
    pub left_out: Vec<Cause>,
    /// The findings, or why there are none to be had.
    pub result: Result<Findings, Problem>,
}

/// The schema that judged a table.
#[derive(Debug)]
pub struct SchemaUsed {
    pub name: String,
    pub title: Option<String>,
    pub why: Why,
    /// What is wrong with the schema itself. It is not held against the data, but for errors: they are rules that could
    /// not be checked, so that nobody can say whether the data keep them.
    pub causes: Vec<Cause>,
}

/// A list of checks by which a table was judged.
#[derive(Debug)]
pub struct ChecklistUsed {
    pub name: String,
    /// What is wrong with the list itself. The checks concerned were not made, so that the table is not judged.
    pub causes: Vec<Cause>,
}

impl TableReport {
    /// What is said of `file`, which no list of checks was asked for.
    pub fn new(
        file: impl Into<String>,
        schema: Option<SchemaUsed>,
        result: Result<Findings, Problem>,
    ) -> TableReport {
        TableReport {
            file: file.into(),
            schema,
            checklists: Vec::new(),
            left_out: Vec::new(),
            result,
        }
    }

    /// What is wrong with the schema and the lists of checks, each with the name of its file.
    fn faults(&self) -> impl Iterator<Item = (&str, &[Cause])> {
        let schema = self.schema.iter();
        let schema = schema.map(|used| (used.name.as_str(), used.causes.as_slice()));
        let lists = self.checklists.iter();
        schema.chain(lists.map(|used| (used.name.as_str(), used.causes.as_slice())))
    }

    /// What is wrong with the lists of checks: why some were not made, or a remark on one that was.
    fn of_checklists(&self, severe: bool) -> impl Iterator<Item = &Cause> {
        let causes = self.checklists.iter().flat_map(|used| &used.causes);
        causes.filter(move |cause| (cause.severity == Severity::Error) == severe)
    }

    /// Why checks that were asked for were not made.
    fn not_checked(&self) -> impl Iterator<Item = &Cause> {
        self.of_checklists(true)
    }
}

/// Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Pass,
    Fail,
    NotJudged,
}

impl Report {
    pub fn new(rules: Rules) -> Report {
        Report {
            tables: Vec::new(),
            notes: Vec::new(),
            rules,
        }
    }

    /// Adds a table. The one place where severities are replaced and findings that nobody wants are left out.
    pub fn push(&mut self, mut table: TableReport) {
        let of_schema = table
            .schema
            .iter_mut()
            .flat_map(|schema| &mut schema.causes);
        let of_data = table
            .result
            .iter_mut()
            .flat_map(|findings| &mut findings.causes);
        for cause in of_schema.chain(of_data) {
            let replaced = self.rules.severities.iter();
            if let Some((_, severity)) = replaced.rev().find(|(check, _)| *check == cause.check) {
                cause.severity = *severity;
            }
        }
        self.leave_out(&mut table);
        self.tables.push(table);
    }

    fn leave_out(&mut self, table: &mut TableReport) {
        let Ok(findings) = &mut table.result else {
            return;
        };
        let picks = &self.rules.picks;
        let unwanted = |cause: &mut Cause| !picks.want(cause.check.frictionless);
        table.left_out = findings.causes.extract_if(.., unwanted).collect();
        let count: u64 = table.left_out.iter().map(|cause| cause.count).sum();
        if count > 0 {
            let note = Problem::new(&LEFT_OUT).with("file", table.file.as_str());
            self.notes.push(note.with("count", count));
        }
    }

    pub fn verdict_of(&self, table: &TableReport) -> Verdict {
        match &table.result {
            Err(_) => Verdict::NotJudged,
            Ok(_) if table.not_checked().next().is_some() => Verdict::NotJudged,
            Ok(findings) if self.rules.fail_on.fails(table, findings) => Verdict::Fail,
            Ok(_) => Verdict::Pass,
        }
    }

    /// The worst verdict; a run without any table judged nothing.
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.tables.iter().map(|table| self.verdict_of(table));
        verdicts.max().unwrap_or(Verdict::NotJudged)
    }

    /// Findings of all tables with this severity.
    pub fn count(&self, severity: Severity) -> u64 {
        let judged = self
            .tables
            .iter()
            .filter_map(|table| table.result.as_ref().ok());
        judged.map(|findings| findings.count(severity)).sum()
    }
}

impl TableReport {
    /// Errors in the schema itself.
    pub fn schema_errors(&self) -> u64 {
        let causes = self.schema.iter().flat_map(|schema| &schema.causes);
        causes
            .filter(|cause| cause.severity == Severity::Error)
            .map(|cause| cause.count)
            .sum()
    }
}

impl FailOn {
    /// As people write them.
    pub const NAMES: [(&'static str, FailOn); 3] = [
        ("error", FailOn::Error),
        ("warning", FailOn::Warning),
        ("never", FailOn::Never),
    ];

    fn fails(self, table: &TableReport, findings: &Findings) -> bool {
        let errors = findings.count(Severity::Error) + table.schema_errors();
        match self {
            FailOn::Never => false,
            FailOn::Warning => errors + findings.count(Severity::Warning) > 0,
            FailOn::Error => errors > 0,
        }
    }
}

impl Verdict {
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::NotJudged => "not-judged",
        }
    }

    pub fn exit_code(self) -> u8 {
        match self {
            Verdict::Pass => 0,
            Verdict::Fail => 1,
            Verdict::NotJudged => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(fail_on: FailOn, severity: Severity) -> Report {
        let mut report = Report::new(Rules {
            fail_on,
            severities: vec![(&samples::NUMBER, severity)],
            picks: Picks::default(),
        });
        report.push(samples::three());
        report
    }

    #[test]
    fn the_worst_table_decides_the_exit_code() {
        let mut report = Report::default();
        assert_eq!(report.verdict().exit_code(), 2);
        report.push(samples::clean());
        assert_eq!(report.verdict().exit_code(), 0);
        report.push(samples::three());
        assert_eq!(report.verdict().exit_code(), 1);
        report.push(samples::not_judged());
        report.push(samples::clean());
        assert_eq!(report.verdict().exit_code(), 2);
    }

    #[test]
    fn findings_that_nobody_wants_are_left_out_and_the_report_says_so() {
        let mut report = Report::new(Rules {
            picks: Picks {
                pick: Vec::new(),
                skip: vec!["type-error".to_owned()],
            },
            ..Rules::default()
        });
        report.push(samples::three());
        let [table] = &report.tables[..] else {
            panic!("one table")
        };
        let left_out = table.left_out.iter();
        let left_out: u64 = left_out.map(|cause| cause.count).sum();
        assert_eq!((left_out, report.count(Severity::Error)), (2, 0));
        let [note] = &report.notes[..] else {
            panic!("one note")
        };
        assert_eq!(note.words.id, "left-out");
        assert_eq!(note.args.get("count"), Some(&2_u64.into()));
        assert_eq!(report.verdict(), Verdict::Pass);
    }

    #[test]
    fn a_check_that_could_not_be_made_keeps_a_table_from_being_judged() {
        let mut table = samples::clean();
        table.checklists.push(ChecklistUsed {
            name: "checks.json".to_owned(),
            causes: Vec::new(),
        });
        let mut report = Report::default();
        report.push(table);
        assert_eq!(report.verdict(), Verdict::Pass);
        let mut table = samples::clean();
        table.checklists.push(ChecklistUsed {
            name: "checks.json".to_owned(),
            causes: samples::three().result.expect("judged").causes,
        });
        report.push(table);
        assert_eq!(report.verdict(), Verdict::NotJudged);
    }

    #[test]
    fn an_error_in_the_schema_fails_the_run_and_a_warning_does_not() {
        for (severity, fail_on, verdict) in [
            (Severity::Error, FailOn::Error, Verdict::Fail),
            (Severity::Warning, FailOn::Warning, Verdict::Pass),
            (Severity::Error, FailOn::Never, Verdict::Pass),
        ] {
            let mut report = Report::new(Rules {
                fail_on,
                severities: vec![(&samples::NUMBER, severity)],
                picks: Picks::default(),
            });
            report.push(samples::faulty_schema());
            assert_eq!(report.verdict(), verdict, "{severity:?} {fail_on:?}");
        }
    }

    #[test]
    fn a_replaced_severity_counts_in_the_verdict() {
        use Severity::{Error, Info, Warning};
        for (fail_on, severity, verdict) in [
            (FailOn::Error, Error, Verdict::Fail),
            (FailOn::Error, Warning, Verdict::Pass),
            (FailOn::Warning, Warning, Verdict::Fail),
            (FailOn::Never, Error, Verdict::Pass),
        ] {
            assert_eq!(
                report(fail_on, severity).verdict(),
                verdict,
                "{fail_on:?} {severity:?}"
            );
        }
        assert_eq!(report(FailOn::Error, Info).count(Info), 2);
    }
}
