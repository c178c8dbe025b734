//! One table of a package: read as the package says, and judged by its own schema.

use std::ops::Range;
use std::path::{Path, PathBuf};

use dqcheck_core::diagnostic::{Cause, Findings};
use dqcheck_core::message::{Arg, Args};
use dqcheck_core::plan::{KeySet, References};
use dqcheck_core::schema::{self, Field, Schema};
use dqcheck_core::source::{Descriptor as Dialect, Encoding, Input};

use super::{Tables, data};
use crate::error::{Problem, Words};
use crate::input::schemas::{Taken, Why};
use crate::input::{self, Data, FileInput};
use crate::package::inline::{self, Inline};
use crate::package::{self, Joined, Local, Reference, Rows, Table, Unfit, within, words};
use crate::progress::Watched;
use crate::report::{ChecklistUsed, SchemaUsed, TableReport};
use crate::run::{self, Options, Told};

/// A tabular resource on its way to be judged.
pub(super) struct Tabular<'a> {
    pub tables: &'a Tables<'a>,
    pub name: &'a str,
    pub table: &'a Table<'a>,
}

impl<'a> Tabular<'a> {
    pub(super) fn judge(&self, notes: &mut Vec<Problem>) -> TableReport {
        let mut used = None;
        let mut checklists = Vec::new();
        let result = self.find(&mut used, &mut checklists, notes);
        TableReport {
            checklists,
            ..TableReport::new(self.file(), used, result)
        }
    }

    fn find(
        &self,
        used: &mut Option<SchemaUsed>,
        checklists: &mut Vec<ChecklistUsed>,
        notes: &mut Vec<Problem>,
    ) -> Result<Findings, Problem> {
        let read = self.schema(used, |schema| self.tables.references(schema))?;
        let (schema, references) = match read {
            Some((schema, references)) => (Some(schema), references),
            None => (None, References::default()),
        };
        let Opened {
            mut schema,
            told,
            source,
        } = self.open(schema, notes)?;
        *checklists = self.tables.job.ask(&data(&self.file()), &mut schema);
        let watched = Watched::new(source.input(), self.tables.job.lang, self.tables.job.quiet);
        let options = self.options();
        let mut findings = run::check_table(&watched, &schema, &references, &told, &options)?;
        self.say_where(&source, &mut findings, notes);
        Ok(findings)
    }

    /// What the table holds in some of its fields, for other tables to refer to.
    pub(super) fn keys(&self, fields: &[Vec<String>]) -> Result<Vec<Option<KeySet>>, Problem> {
        // What is wrong with schema and dialect is told when the table is judged itself.
        let read = self.schema(&mut None, |_| References::default())?;
        let opened = self.open(read.map(|(schema, _)| schema), &mut Vec::new())?;
        let Opened {
            schema,
            told,
            source,
        } = &opened;
        let watched = Watched::new(source.input(), self.tables.job.lang, self.tables.job.quiet);
        run::table_keys(&watched, schema, fields, told, &self.options())
    }

    fn options(&self) -> Options {
        let configured = self.tables.job.config.header_match_of(&data(&self.file()));
        Options {
            header_match: self.tables.job.options.header_match.or(configured),
            ..self.tables.job.options
        }
    }

    /// As reports name it: its file, or the descriptor where it has none, or several.
    fn file(&self) -> String {
        match &self.table.rows {
            Rows::Files(files) if files.len() == 1 => self.shown(&files[0]),
            _ => format!("{}:{}", self.tables.descriptor.name(), self.name),
        }
    }

    fn shown(&self, local: &Local<'_>) -> String {
        let path = local.path.trim_start_matches("./");
        let shown = self.tables.descriptor.folder().join(path);
        shown.to_string_lossy().into_owned()
    }

    /// Where a path of the resource leads.
    fn path(&self, local: &Local<'_>) -> Result<PathBuf, Problem> {
        let shown = self.shown(local);
        let found = within(
            self.tables.descriptor.folder(),
            local.path,
            Path::new(&shown),
        );
        found.map_err(|unfit| match unfit {
            Unfit::Missing(problem) => problem,
            Unfit::Forbidden(words) => self.problem(words, &local.bytes).with("value", local.path),
        })
    }

    fn problem(&self, words: &'static Words, bytes: &Range<usize>) -> Problem {
        let problem = self.tables.descriptor.problem(words, bytes);
        problem.with("resource", self.name)
    }

    /// `None` where neither the package nor the configuration has one.
    fn schema(
        &self,
        used: &mut Option<SchemaUsed>,
        references: impl FnOnce(&Schema) -> References,
    ) -> Result<Option<(Schema, References)>, Problem> {
        let why = Why::Package {
            resource: self.name.to_owned(),
        };
        let taken = match &self.table.schema {
            Some(Reference::Here(bytes)) => Taken {
                name: self.tables.descriptor.name(),
                text: self.tables.descriptor.text_of(bytes).to_owned(),
                folder: Some(self.tables.descriptor.folder().to_owned()),
                why,
            },
            Some(Reference::File(local)) => {
                let name = self.shown(local);
                let path = self.path(local)?;
                let text = package::text(&path, &name)?;
                let folder = path.parent().map(Path::to_owned);
                Taken {
                    name,
                    text,
                    folder,
                    why,
                }
            }
            None => match self.tables.job.config.schema_of(&data(&self.file())) {
                Some(configured) => configured.take()?,
                None => return Ok(None),
            },
        };
        let schema = self.tables.job.use_schema(taken, used, references);
        if let (Some(Reference::Here(bytes)), Some(used)) = (&self.table.schema, used) {
            self.move_places(bytes, &mut used.causes);
        }
        schema.map(Some)
    }

    /// From places in a part of the descriptor to places in all of it.
    fn move_places(&self, part: &Range<usize>, causes: &mut [Cause]) {
        for place in causes.iter_mut().flat_map(|cause| &mut cause.places) {
            let [start, end] = [place.location.bytes.start, place.location.bytes.end]
                .map(|at| part.start + at as usize);
            place.location = self.tables.descriptor.location(&(start..end));
            place.excerpt = Some(self.tables.descriptor.excerpt(&(start..end)));
        }
    }

    /// How the rows are written: as the package says, unless they are written here.
    fn told(&self, notes: &mut Vec<Problem>) -> Result<Told, Problem> {
        let dialect = self.dialect(notes)?;
        let here = |dialect| Told {
            dialect: inline::dialect(dialect),
            encoding: Some(Encoding::Utf8),
            detect: false,
        };
        let tab = || self.table.tabs.then(|| "\t".to_owned());
        let as_said = |encoding| Told {
            dialect: Dialect {
                delimiter: dialect.delimiter.clone().or_else(tab),
                ..dialect.clone()
            },
            encoding,
            detect: self.tables.job.told.detect,
        };
        Ok(match &self.table.rows {
            Rows::Files(_) => as_said(self.table.encoding),
            Rows::Csv(_) => as_said(Some(Encoding::Utf8)),
            Rows::Lists(_) => here(dialect),
            Rows::Objects(_) => here(Dialect::default()),
        })
    }

    fn dialect(&self, notes: &mut Vec<Problem>) -> Result<Dialect, Problem> {
        let file;
        let (text, part) = match &self.table.dialect {
            None => return Ok(Dialect::default()),
            Some(Reference::Here(bytes)) => (self.tables.descriptor.text_of(bytes), Some(bytes)),
            Some(Reference::File(local)) => {
                file = package::text(&self.path(local)?, &self.shown(local))?;
                (file.as_str(), None)
            }
        };
        let name = match &self.table.dialect {
            Some(Reference::File(local)) => self.shown(local),
            _ => self.tables.descriptor.name(),
        };
        let value = schema::value(text.as_bytes());
        let value = value.map_err(|error| package::not_usable(&name, &error))?;
        let (dialect, faults) = Dialect::read(&value, "");
        for fault in faults {
            let place = schema::place(text, &fault.pointer, fault.at_key);
            let location = match (place, part) {
                (Some(place), Some(part)) => {
                    let at = part.start + place.bytes.start..part.start + place.bytes.end;
                    let location = self.tables.descriptor.location(&at);
                    (location.line, location.column)
                }
                (Some(place), None) => (place.line, place.column),
                (None, _) => (1, 1),
            };
            let problem = Problem::new(&words::DIALECT)
                .with("path", name.as_str())
                .with("line", location.0)
                .with("column", location.1)
                .with("resource", self.name)
                .with("what", Arg::said(|lang| fault.message(lang)))
                .with("help", Arg::said(|lang| fault.help(lang)));
            if fault.refuses() {
                return Err(problem);
            }
            notes.push(problem);
        }
        Ok(dialect)
    }

    fn open(
        &self,
        schema: Option<Schema>,
        notes: &mut Vec<Problem>,
    ) -> Result<Opened<'a>, Problem> {
        let told = self.told(notes)?;
        let source = self.source(&told, schema.as_ref().unwrap_or(&Schema::default()))?;
        let schema = match schema {
            Some(schema) => schema,
            None => bare(&run::labels(source.input(), &told)?),
        };
        Ok(Opened {
            schema,
            told,
            source,
        })
    }

    fn source(&self, told: &Told, schema: &Schema) -> Result<Source<'a>, Problem> {
        let header = told.dialect.header != Some(false);
        let Rows::Files(files) = &self.table.rows else {
            let inline = Inline::new(self.tables.descriptor, &self.table.rows, schema, header);
            return inline.map(Source::Inline);
        };
        let open = |local| {
            input::open(&Data {
                name: self.shown(local),
                path: Some(self.path(local)?),
            })
        };
        match &files[..] {
            [file] => open(file).map(Source::File),
            files => Joined::new(files.iter().map(open), header, &self.file()).map(Source::Joined),
        }
    }

    /// Gives every finding a place that people can go to.
    fn say_where(&self, source: &Source<'_>, findings: &mut Findings, notes: &mut Vec<Problem>) {
        match (source, &self.table.rows) {
            (Source::Inline(inline), _) => inline.place(findings),
            (Source::Joined(joined), Rows::Files(files)) if !findings.causes.is_empty() => {
                let reading = findings.reading.as_ref();
                let encoding = reading.and_then(|reading| Encoding::from_label(&reading.encoding));
                // Only a disk that fails between two readings leaves them untold.
                let Ok(lines) = joined.lines(encoding.unwrap_or(Encoding::Utf8)) else {
                    return;
                };
                let note = Problem::new(&words::SEVERAL_FILES)
                    .with("path", self.tables.descriptor.name())
                    .with("resource", self.name);
                let said = |lang| {
                    let each = files.iter().zip(&lines).map(|(file, (line, own))| {
                        let args = Args::new()
                            .with("file", self.shown(file))
                            .with("line", *line)
                            .with("own", *own);
                        words::LINE_OF.fill(&args, lang)
                    });
                    each.take(FILES_SHOWN).collect::<Vec<_>>().join(", ")
                };
                notes.push(note.with("files", Arg::said(said)));
            }
            _ => {}
        }
    }
}

/// How many of the files of a table are named with their lines.
const FILES_SHOWN: usize = 50;

/// A table, ready to be read.
struct Opened<'a> {
    schema: Schema,
    told: Told,
    source: Source<'a>,
}

/// Where its rows come from.
enum Source<'a> {
    File(FileInput),
    Joined(Joined),
    Inline(Inline<'a>),
}

impl Source<'_> {
    fn input(&self) -> &dyn Input {
        match self {
            Source::File(input) => input,
            Source::Joined(joined) => &joined.input,
            Source::Inline(inline) => &inline.csv,
        }
    }
}

/// A schema for a table that has none: nothing is asked of its columns.
fn bare(labels: &[String]) -> Schema {
    let field = |label: &String| Field {
        name: label.clone(),
        type_name: "string".to_owned(),
        format: "default".to_owned(),
        ..Field::default()
    };
    Schema {
        fields: labels.iter().map(field).collect(),
        missing_values: vec![String::new()],
        ..Schema::default()
    }
}
