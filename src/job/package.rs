//! The tables of a Data Package, one after the other, and the keys by which they refer to each other.

mod table;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dqcheck_core::plan::{KeySet, References, Unavailable};
use dqcheck_core::schema::Schema;
use dqcheck_core::source::Descriptor as Dialect;

use super::Job;
use crate::error::Problem;
use crate::input::Data;
use crate::package::{self, Descriptor, Kind, Resource, Table, words};
use crate::report::{Report, TableReport};
use table::Tabular;

impl Job {
    /// Judges every table of a package, and gives back the files of which one is made.
    pub(super) fn judge_package(
        &self,
        path: &Path,
        for_folder: bool,
        report: &mut Report,
    ) -> Vec<Data> {
        let tables = report.tables.len();
        if let Err(problem) = self.try_package(path, for_folder, report) {
            report.push(TableReport::new(path.to_string_lossy(), None, Err(problem)));
        }
        let judged = report.tables[tables..].iter();
        judged.map(|table| data(&table.file)).collect()
    }

    fn try_package(
        &self,
        path: &Path,
        for_folder: bool,
        report: &mut Report,
    ) -> Result<(), Problem> {
        let about = |words| Problem::new(words).with("path", path.to_string_lossy().into_owned());
        if let Some(option) = self.unfit_option() {
            return Err(about(&words::OPTION).with("option", option));
        }
        let descriptor = Descriptor::load(path)?;
        let tree = descriptor.tree()?;
        let package = package::read(&descriptor, &tree)?;
        if for_folder {
            report.notes.push(about(&words::FOLDER));
        }
        report.notes.extend(package.notes);
        let tables = Tables {
            job: self,
            descriptor: &descriptor,
            resources: &package.resources,
            keys: RefCell::default(),
        };
        let mut without_schema = Vec::new();
        for resource in tables.resources {
            let judged = match &resource.kind {
                Kind::Other => continue,
                Kind::Faulty(problem) => TableReport::new(
                    format!("{}:{}", descriptor.name(), resource.name),
                    None,
                    Err(problem.clone()),
                ),
                Kind::Table(table) => tables.table(resource, table).judge(&mut report.notes),
            };
            if judged.schema.is_none() && judged.result.is_ok() {
                without_schema.push(resource.name.clone());
            }
            report.push(judged);
        }
        if !without_schema.is_empty() {
            let note = about(&words::NO_SCHEMA);
            report.notes.push(note.with("resources", without_schema));
        }
        Ok(())
    }

    /// An option that says of all files what a package says of each of its own.
    fn unfit_option(&self) -> Option<&'static str> {
        let given = [
            ("--schema", self.finder.given.is_some()),
            ("--dialect", self.told.dialect != Dialect::default()),
            ("--encoding", self.told.encoding.is_some()),
        ];
        let found = given.into_iter().find(|(_, given)| *given);
        found.map(|(option, _)| option)
    }
}

/// What a table holds in some of its fields, or why nobody knows.
type Keys = Result<Arc<KeySet>, Unavailable>;

/// The tables of a package, and the keys for which one refers to another.
struct Tables<'a> {
    job: &'a Job,
    descriptor: &'a Descriptor,
    resources: &'a [Resource<'a>],
    /// By the place of the resource and the fields: each is collected once.
    keys: RefCell<HashMap<(usize, Vec<String>), Keys>>,
}

impl<'a> Tables<'a> {
    fn table(&'a self, resource: &'a Resource<'a>, table: &'a Table<'a>) -> Tabular<'a> {
        Tabular {
            tables: self,
            name: &resource.name,
            table,
        }
    }

    /// The keys of other tables that a schema refers to.
    fn references(&self, schema: &Schema) -> References {
        let mut references = References::default();
        let mut wanted: BTreeMap<usize, BTreeSet<&Vec<String>>> = BTreeMap::new();
        let others = schema.foreign_keys.iter().filter_map(|key| {
            let name = key.resource.as_deref()?;
            let mut resources = self.resources.iter();
            let at = resources.position(|resource| resource.name == name);
            Some((name, at, &key.reference))
        });
        for (_, at, fields) in others.clone() {
            let Some(at) = at else { continue };
            if !self.keys.borrow().contains_key(&(at, fields.clone())) {
                wanted.entry(at).or_default().insert(fields);
            }
        }
        for (at, fields) in wanted {
            self.collect(at, fields.into_iter().cloned().collect());
        }
        let keys = self.keys.borrow();
        for (name, at, fields) in others {
            let found = at.and_then(|at| keys.get(&(at, fields.clone())).cloned());
            let found = found.unwrap_or(Err(Unavailable::UnknownResource));
            references.insert(Some(name), fields, found);
        }
        references
    }

    fn collect(&self, at: usize, fields: Vec<Vec<String>>) {
        let resource = &self.resources[at];
        let found = match &resource.kind {
            Kind::Table(table) => self.table(resource, table).keys(&fields).ok(),
            Kind::Other | Kind::Faulty(_) => None,
        };
        let found: Vec<_> = match found {
            Some(sets) => {
                let sets = sets.into_iter();
                sets.map(|set| set.map(Arc::new).ok_or(Unavailable::UnknownColumn))
                    .collect()
            }
            None => vec![Err(Unavailable::Unreadable); fields.len()],
        };
        let fields = fields.into_iter().map(|fields| (at, fields));
        self.keys.borrow_mut().extend(fields.zip(found));
    }
}

/// A file as the configuration knows it.
fn data(file: &str) -> Data {
    Data {
        name: file.to_owned(),
        path: Some(PathBuf::from(file)),
    }
}
