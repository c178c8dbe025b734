//! The main job: every file that is meant meets its schema.

use std::path::PathBuf;

use dqcheck_core::message::Lang;
use dqcheck_core::plan::References;

use crate::config::Config;
use crate::error::Problem;
use crate::input::schemas::{Finder, Taken};
use crate::input::{self, Data};
use crate::progress::Watched;
use crate::report::{Report, Rules, SchemaUsed, TableReport};
use crate::run::{self, Options, Told};

/// What is to be done.
#[derive(Debug)]
pub struct Job {
    pub data: Vec<PathBuf>,
    pub finder: Finder,
    pub config: Config,
    pub rules: Rules,
    pub options: Options,
    pub told: Told,
    /// What is to be known of what was told.
    pub notes: Vec<Problem>,
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
        report.notes = self.notes.clone();
        report.notes.extend(self.config.unused(&files));
        for entry in &found {
            report.push(match entry {
                Ok(data) => self.judge(data),
                Err(not_found) => TableReport {
                    file: not_found.name.clone(),
                    schema: None,
                    result: Err(not_found.problem.clone()),
                },
            });
        }
        report
    }

    fn judge(&self, data: &Data) -> TableReport {
        let mut schema = None;
        let result = input::open(data).and_then(|input| {
            let watched = Watched::new(&input, self.lang, self.quiet);
            let configured = self.config.schema_of(data);
            let taken = self
                .finder
                .find(data, configured, || run::labels(&watched, &self.told))?;
            let read = use_schema(taken, &mut schema)?;
            let configured = self.config.header_match_of(data);
            let options = Options {
                header_match: self.options.header_match.or(configured),
                ..self.options
            };
            run::check_table(
                &watched,
                &read,
                &References::default(),
                &self.told,
                &options,
            )
        });
        TableReport {
            file: data.name.clone(),
            schema,
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
