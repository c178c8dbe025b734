//! Checks: one file a check, and one line in the registry of its group.
//!
//! A check says what it is (a [`CheckDef`]) and what it does once it is bound to a table. It sees the cells of a
//! column, or the columns of a row check, one block at a time, and says which rows fail and why; places, words and
//! severities are the affair of others.
//!
//! The files beside the groups hold what checks of several groups need, and ask nothing of any group.

mod code_insee;
pub mod constraint;
mod dated;
pub mod french;
pub mod geo;
pub mod header;
mod luhn;
mod naming;
pub mod requested;
mod shown;
pub mod structure;
pub mod table;
pub mod territory;
#[cfg(test)]
mod testing;
pub mod together;
mod verdict;
mod whole;
mod words;
mod written;

use crate::check::CheckDef;
use crate::message::Args;
use crate::rows::Cells;
use crate::schema::{FILE, Fault as SchemaFault, Field, Handed, RuleRequest, Schema};
use crate::types::{Faults, FieldType, View};
pub use whole::{FileCheck, FileFault, Notes, WholeFile};

/// One column of one block, read by its type.
pub struct Column<'a> {
    pub cells: Cells<'a>,
    pub view: &'a View,
    pub field_type: &'a dyn FieldType,
}

/// A check of one column.
pub trait ColumnCheck: Send + Sync {
    /// Looks at the cells of a block; most checks look at present cells only.
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults);

    /// Values for the messages that all cells share, such as the bound.
    fn constants(&self) -> Args {
        Args::new()
    }

    /// Values for the message of one failing cell. Never on the fast path.
    fn details(&self, _reason: usize, _text: &[u8]) -> Args {
        Args::new()
    }

    /// What is wrong in the schema and did not keep the check from being bound, such as one member of an enum that
    /// cannot be read.
    fn schema_faults(&self) -> Vec<SchemaFault> {
        Vec::new()
    }
}

/// A check of several columns together, row by row.
pub trait RowCheck: Send + Sync {
    /// `columns` are those that the check was bound to, in that order.
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults);

    fn constants(&self) -> Args {
        Args::new()
    }

    /// Whether the check has nothing to say of a file that lacks one of its columns. If not, it sees those that the
    /// file has, of which there is at least one.
    fn needs_all(&self) -> bool {
        true
    }

    /// `texts` are the cells of the failing row.
    fn details(&self, _reason: usize, _texts: &[&[u8]]) -> Args {
        Args::new()
    }

    /// What is wrong with the request and did not keep the check from being bound.
    fn schema_faults(&self) -> Vec<SchemaFault> {
        Vec::new()
    }
}

/// A check that a schema names, bound to its fields (indices into the fields of the schema).
pub enum Bound {
    Column {
        field: usize,
        check: Box<dyn ColumnCheck>,
    },
    /// A failing row is shown at the first of `fields`.
    Rows {
        fields: Vec<usize>,
        check: Box<dyn RowCheck>,
    },
    /// A check of its own for each of several fields.
    Columns(Vec<(usize, Box<dyn ColumnCheck>)>),
    /// Those of `fields` that the file has are seen together, block by block; without fields, rows are counted.
    File {
        fields: Vec<usize>,
        check: Box<dyn WholeFile>,
    },
    /// No two rows have the same values in all fields, no value being one too.
    Unlike,
    /// No two rows differ in these fields only in how texts are written.
    NotAlike { fields: Vec<usize> },
    /// What another check says of the same cells, as it is of another severity.
    With {
        own: Box<Bound>,
        def: &'static CheckDef,
        others: Box<Bound>,
    },
}

/// The check that a constraint of a field wants, if there is one.
pub type Wanted = Result<Option<Box<dyn ColumnCheck>>, SchemaFault>;

/// How a check comes to a table.
pub enum Bind {
    /// The reader, the header, the types or the keys report it, or another check binds it: nothing is bound by itself.
    Reported,
    /// Every field is asked whether its constraints want the check.
    Constraint(fn(&Field, &dyn FieldType) -> Wanted),
    /// A schema names it.
    Named(fn(&RuleRequest, &Schema) -> Result<Bound, SchemaFault>),
}

/// A check of the registry.
pub struct Check {
    pub def: &'static CheckDef,
    pub bind: Bind,
}

/// Every check, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Check> {
    let groups = [
        structure::ALL,
        header::ALL,
        constraint::ALL,
        table::ALL,
        together::ALL,
        french::ALL,
        territory::ALL,
        geo::ALL,
        requested::ALL,
    ];
    groups.into_iter().flatten()
}

/// The checks that somebody can ask for by name.
pub fn requestable() -> impl Iterator<Item = &'static CheckDef> {
    let named = all().filter(|check| matches!(check.bind, Bind::Named(_)));
    named.map(|check| check.def)
}

/// Hands to each request the file that it names, if its check reads one. `open` says what a path comes to.
pub fn attach(requests: &mut [RuleRequest], mut open: impl FnMut(&str) -> Handed) {
    for request in requests {
        let reads = |def: &CheckDef| {
            let mut params = def.params.iter();
            def.is_called(&request.name) && params.any(|param| param.name == FILE)
        };
        let Some(path) = request.params.get(FILE).and_then(|path| path.as_str()) else {
            continue;
        };
        if requestable().any(reads) {
            request.file = Some(open(path));
        }
    }
}
