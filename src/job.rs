//! The main job: every file that is meant meets its schema.

use std::path::PathBuf;

use dqcheck_core::message::Lang;
use dqcheck_core::plan::References;

use crate::checklist::Checklist;
use crate::config::Config;
use crate::error::Problem;
use crate::input::schemas::{Finder, Taken};
use crate::input::{self, Data};
use crate::progress::Watched;
use crate::report::{ChecklistUsed, Report, Rules, SchemaUsed, TableReport};
use crate::run::{self, Options};

/// What is to be done.
#[derive(Debug)]
pub struct Job {
    pub data: Vec<PathBuf>,
    pub finder: Finder,
    pub config: Config,
    /// The checks of `--checklist`.
    pub checklist: Option<Checklist>,
    pub rules: Rules,
    pub options: Options,
    pub lang: Lang,
    /// Without a progress bar.
    pub quiet: bool,
}

impl Job {
    /// Judges every file; one that cannot be judged does not keep the others from it.
    pub fn run(&self) -> Report {
        let mut report = Report::new(self.rules.clone());
        let found = input::find(&self.data);
        let files: Vec<&Data> = found
            .iter()
            .filter_map(|entry| entry.as_ref().ok())
            .collect();
        report.notes = self.config.unused(&files);
        for entry in &found {
            report.push(match entry {
                Ok(data) => self.judge(data),
                Err(not_found) => TableReport {
                    file: not_found.name.clone(),
                    schema: None,
                    checklists: Vec::new(),
                    left_out: Vec::new(),
                    result: Err(not_found.problem.clone()),
                },
            });
        }
        report
    }

    fn judge(&self, data: &Data) -> TableReport {
        let mut schema = None;
        let mut checklists = Vec::new();
        let result = input::open(data).and_then(|input| {
            let watched = Watched::new(&input, self.lang, self.quiet);
            let configured = self.config.schema_of(data);
            let taken = self
                .finder
                .find(data, configured, || run::labels(&watched))?;
            let mut read = use_schema(taken, &mut schema)?;
            let asked = [self.config.checks_of(data), self.checklist.as_ref()];
            checklists.extend(asked.into_iter().flatten().map(|list| ChecklistUsed {
                name: list.name.clone(),
                causes: list.add_to(&mut read),
            }));
            let configured = self.config.header_match_of(data);
            let options = Options {
                header_match: self.options.header_match.or(configured),
                ..self.options
            };
            run::check_table(&watched, &read, &References::default(), &options)
        });
        TableReport {
            file: data.name.clone(),
            schema,
            checklists,
            left_out: Vec::new(),
            result,
        }
    }
}

/// Reads the schema, and notes for the report which was taken, also where it cannot be used.
fn use_schema(
    taken: Taken,
    used: &mut Option<SchemaUsed>,
) -> Result<dqcheck_core::schema::Schema, Problem> {
    let Taken { name, text, why } = taken;
    let read = run::read_schema(&name, &text, &References::default());
    let (title, causes) = match &read {
        Ok((schema, causes)) => (schema.title.clone(), causes.clone()),
        Err(_) => (None, Vec::new()),
    };
    *used = Some(SchemaUsed {
        name,
        title,
        why,
        causes,
    });
    read.map(|(schema, _)| schema)
}
