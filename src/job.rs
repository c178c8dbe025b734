//! The main job: every file that is meant meets its schema.

mod package;

use std::path::PathBuf;

use dqcheck_core::message::Lang;
use dqcheck_core::plan::References;
use dqcheck_core::schema::Schema;

use crate::attached::Files;
use crate::checklist::Checklist;
use crate::config::Config;
use crate::error::Problem;
use crate::input::schemas::{Finder, Taken};
use crate::input::{self, Data, Found};
use crate::progress::Watched;
use crate::report::{ChecklistUsed, Report, Rules, SchemaUsed, TableReport};
use crate::run::{self, Options, Told};

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
    pub told: Told,
    /// What is to be known of what was told.
    pub notes: Vec<Problem>,
    pub lang: Lang,
    /// Without a progress bar.
    pub quiet: bool,
    /// Those that checks name.
    pub files: Files,
}

impl Job {
    /// Judges every file; one that cannot be judged does not keep the others from it.
    pub fn run(&self) -> Report {
        let mut report = Report::new(self.rules.clone());
        report.notes = self.notes.clone();
        let mut files = Vec::new();
        for entry in input::find(&self.data) {
            match entry {
                Ok(Found::Table(data)) => {
                    report.push(self.judge(&data));
                    files.push(data);
                }
                Ok(Found::Package { path, for_folder }) => {
                    files.extend(self.judge_package(&path, for_folder, &mut report));
                }
                Err(not_found) => {
                    report.push(TableReport::new(
                        not_found.name,
                        None,
                        Err(not_found.problem),
                    ));
                }
            }
        }
        report.notes.extend(self.config.unused(&files));
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
                .find(data, configured, || run::labels(&watched, &self.told))?;
            let (mut read, references) =
                self.use_schema(taken, &mut schema, |_| References::default())?;
            checklists = self.ask(data, &mut read);
            let configured = self.config.header_match_of(data);
            let options = Options {
                header_match: self.options.header_match.or(configured),
                ..self.options
            };
            run::check_table(&watched, &read, &references, &self.told, &options)
        });
        TableReport {
            checklists,
            ..TableReport::new(data.name.as_str(), schema, result)
        }
    }

    /// Adds the checks that somebody asks for to those of the schema of a file.
    fn ask(&self, data: &Data, schema: &mut Schema) -> Vec<ChecklistUsed> {
        let asked = [self.config.checks_of(data), self.checklist.as_ref()];
        let asked = asked.into_iter().flatten();
        asked
            .map(|list| ChecklistUsed {
                name: list.name.clone(),
                causes: list.add_to(schema, &self.files),
            })
            .collect()
    }

    /// Reads the schema, and notes for the report which was taken, also where it cannot be used. `references` finds the
    /// keys of other tables that it refers to.
    fn use_schema(
        &self,
        taken: Taken,
        used: &mut Option<SchemaUsed>,
        references: impl FnOnce(&Schema) -> References,
    ) -> Result<(Schema, References), Problem> {
        let Taken {
            name,
            text,
            folder,
            why,
        } = taken;
        let read = run::read_schema(&name, &text, |schema| {
            self.files.hand_to(&mut schema.rules, folder.as_deref());
            references(schema)
        });
        let (title, causes) = match &read {
            Ok((schema, _, causes)) => (schema.title.clone(), causes.clone()),
            Err(_) => (None, Vec::new()),
        };
        *used = Some(SchemaUsed {
            name,
            title,
            why,
            causes,
        });
        read.map(|(schema, references, _)| (schema, references))
    }
}
