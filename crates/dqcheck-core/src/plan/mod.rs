//! The plan: a schema bound to the header of a file, compiled once, and run on one block of rows after another.
//!
//! A plan knows columns, types and checks; it knows nothing of files, blocks that came before, or totals.

mod bind;
mod header;
mod likeness;
mod locate;
mod references;
mod run;
mod throughout;

pub use bind::faults_of;
pub use header::HeaderFinding;
pub(crate) use likeness::Said;
pub use references::{Held, KeySet, Reference, References, Unavailable};
pub use run::{Failure, Scratch};
pub use throughout::Throughout;

use crate::check::{CheckDef, Severity};
use crate::checks::structure::{
    blank_row, extra_cell, invalid_encoding, missing_cell, nul_byte, stray_quote, text_after_quote,
    unclosed_quote,
};
use crate::checks::{ColumnCheck, RowCheck, WholeFile};
use crate::diagnostic::{ColumnRead, FieldRef};
use crate::message::Args;
use crate::rows::MissingValues;
use crate::schema::FieldsMatch;
use crate::types::FieldType;

/// A schema bound to the columns of a file.
pub struct Plan {
    /// Number of columns of the file.
    pub width: usize,
    /// What is wrong with the header.
    pub header: Vec<HeaderFinding>,
    /// Everything that can be found in the rows; a [`Failure`] names one by its index.
    pub causes: Vec<CauseDef>,
    /// The columns of the file that have a field.
    columns: Vec<PlanColumn>,
    row_checks: Vec<PlanRows>,
    /// What is judged when the whole file is known.
    pub file_checks: Vec<PlanFile>,
    /// What must be unique over the whole file.
    pub keys: Vec<Key>,
    /// What must exist in this table or in another one.
    references: Vec<Reference>,
    /// Columns that may have one fault throughout.
    pub throughout: Vec<Throughout>,
    /// In a plan that only collects keys, for others to refer to: the columns of each, if the file has them all.
    wanted: Option<Vec<Option<Vec<usize>>>>,
    /// For the columns of the file, in order: what stands for no value.
    missing: Vec<MissingValues>,
}

/// How the columns of a file are found, where it is not the schema that says so.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// How the labels and the fields must agree; it wins over `fieldsMatch` of the schema.
    pub header_match: Option<FieldsMatch>,
    /// Whether a label and a field that differ in capital letters only are two.
    pub case_sensitive: bool,
    /// Whether the file has a header line. Without one, its columns are the fields, in their order.
    pub named: bool,
    /// What day it is, in days since 1970-01-01, for checks that have a setting `today` and are not told.
    pub today: Option<i64>,
}

impl Default for Binding {
    fn default() -> Binding {
        Binding {
            header_match: None,
            case_sensitive: true,
            named: true,
            today: None,
        }
    }
}

/// One reason of one check in one column: what the findings of the same cause share.
pub struct CauseDef {
    pub check: &'static CheckDef,
    pub reason: usize,
    pub severity: Severity,
    pub field: Option<FieldRef>,
    pub args: Args,
    source: Source,
}

/// Which part of the plan a cause comes from, to ask it for details of a failing cell.
#[derive(Clone, Copy)]
enum Source {
    Structure,
    Type { column: usize },
    Check { column: usize, check: usize },
    Rows { check: usize },
    Key,
    File,
}

struct PlanColumn {
    /// Position in the file, from 0.
    position: usize,
    field: FieldRef,
    required: bool,
    /// Whether it is part of the primary key, which is bound.
    key: bool,
    /// What its values are compared as: those of different kinds are never the same.
    kind: &'static str,
    field_type: Box<dyn FieldType>,
    /// The cause of the type's first reason.
    type_cause: u32,
    checks: Vec<PlanCheck>,
}

struct PlanCheck {
    check: Box<dyn ColumnCheck>,
    /// The cause of the check's first reason.
    cause: u32,
}

struct PlanRows {
    check: Box<dyn RowCheck>,
    /// Indices into the columns of the plan.
    columns: Vec<usize>,
    cause: u32,
}

/// A check of the whole file.
pub struct PlanFile {
    pub check: Box<dyn WholeFile>,
    /// Indices into the columns of the plan.
    columns: Vec<usize>,
    /// The cause of the check's first reason.
    pub cause: u32,
}

/// When two rows have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    /// All values are the same; a row without one of them has no key.
    Values,
    /// The columns are whole rows: no value is a value too, and a duplicate is shown as a row.
    Rows,
    /// As rows, but texts are the same however they are written.
    Likeness,
}

/// Columns whose values together must not come twice.
pub struct Key {
    /// Indices into the columns of the plan.
    columns: Vec<usize>,
    compared: Compared,
    /// What a second occurrence is: a duplicate value, a duplicate key, or both.
    pub causes: Vec<u32>,
}

impl Plan {
    /// As what each column of the file is read, given its labels.
    pub fn columns_read(&self, labels: &[String]) -> Vec<ColumnRead> {
        let unknown = |at: usize| ColumnRead {
            name: labels.get(at).cloned().unwrap_or_default(),
            required: false,
            key: false,
        };
        let mut read: Vec<ColumnRead> = (0..self.width).map(unknown).collect();
        for column in &self.columns {
            read[column.position] = ColumnRead {
                name: column.field.name.clone(),
                required: column.required,
                key: column.key,
            };
        }
        read
    }
}

/// The causes that every plan begins with, in this order; [`structure`] has their indices.
static STRUCTURE: [(&CheckDef, usize); 8] = [
    (&invalid_encoding::CHECK, invalid_encoding::NOT_UTF8),
    (&stray_quote::CHECK, stray_quote::STRAY),
    (&text_after_quote::CHECK, text_after_quote::TEXT),
    (&unclosed_quote::CHECK, unclosed_quote::UNCLOSED),
    (&nul_byte::CHECK, nul_byte::NUL),
    (&blank_row::CHECK, blank_row::BLANK),
    (&missing_cell::CHECK, missing_cell::SHORT),
    (&extra_cell::CHECK, extra_cell::LONG),
];

/// Indices of the causes about the structure of a file.
mod structure {
    pub(super) const INVALID_ENCODING: u32 = 0;
    pub(super) const STRAY_QUOTE: u32 = 1;
    pub(super) const TEXT_AFTER_QUOTE: u32 = 2;
    pub(super) const UNCLOSED_QUOTE: u32 = 3;
    pub(super) const NUL_BYTE: u32 = 4;
    pub(super) const BLANK_ROW: u32 = 5;
    pub(super) const MISSING_CELL: u32 = 6;
    pub(super) const EXTRA_CELL: u32 = 7;
}
