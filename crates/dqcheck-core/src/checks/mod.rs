//! Checks: one file a check, and one line in [`ALL`].
//!
//! A check says what it is (a [`CheckDef`]) and what it does once it is bound to a table. It sees the cells of a
//! column, or the columns of a row check, one block at a time, and says which rows fail and why; places, words and
//! severities are the affair of others.

pub(crate) mod constraint;
pub(crate) mod french;
pub(crate) mod geo;
pub(crate) mod param;
#[cfg(test)]
mod testing;

use crate::check::CheckDef;
use crate::message::Args;
use crate::rows::Cells;
use crate::schema::{Fault as SchemaFault, Field, RuleRequest, Schema};
use crate::types::{Faults, FieldType, View};

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

    /// `texts` are the cells of the failing row.
    fn details(&self, _reason: usize, _texts: &[&[u8]]) -> Args {
        Args::new()
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
}

/// How a check comes to a table.
pub enum Bind {
    /// The reader, the header, the types or the keys report it; nothing is bound.
    Reported,
    /// Every field is asked whether its constraints want the check.
    Constraint(fn(&Field, &dyn FieldType) -> Result<Option<Box<dyn ColumnCheck>>, SchemaFault>),
    /// A schema names it.
    Named(fn(&RuleRequest, &Schema) -> Result<Bound, SchemaFault>),
}

/// A check of the registry.
pub struct Check {
    pub def: &'static CheckDef,
    pub bind: Bind,
}

/// Every check, in the order of the documentation.
pub static ALL: &[Check] = &[
    Check {
        def: &constraint::missing_value::CHECK,
        bind: Bind::Constraint(constraint::missing_value::bind),
    },
    Check {
        def: &constraint::too_short::CHECK,
        bind: Bind::Constraint(constraint::too_short::bind),
    },
    Check {
        def: &constraint::too_long::CHECK,
        bind: Bind::Constraint(constraint::too_long::bind),
    },
    Check {
        def: &constraint::below_minimum::CHECK,
        bind: Bind::Constraint(constraint::below_minimum::bind),
    },
    Check {
        def: &constraint::above_maximum::CHECK,
        bind: Bind::Constraint(constraint::above_maximum::bind),
    },
    Check {
        def: &constraint::not_above_minimum::CHECK,
        bind: Bind::Constraint(constraint::not_above_minimum::bind),
    },
    Check {
        def: &constraint::not_below_maximum::CHECK,
        bind: Bind::Constraint(constraint::not_below_maximum::bind),
    },
    Check {
        def: &constraint::pattern::CHECK,
        bind: Bind::Constraint(constraint::pattern::bind),
    },
    Check {
        def: &constraint::not_in_enum::CHECK,
        bind: Bind::Constraint(constraint::not_in_enum::bind),
    },
    Check {
        def: &french::siret::CHECK,
        bind: Bind::Named(french::siret::bind),
    },
    Check {
        def: &french::siren::CHECK,
        bind: Bind::Named(french::siren::bind),
    },
    Check {
        def: &geo::bounding_box::CHECK,
        bind: Bind::Named(geo::bounding_box::bind),
    },
    Check {
        def: &constraint::UNREADABLE,
        bind: Bind::Reported,
    },
    Check {
        def: &param::CHECK,
        bind: Bind::Reported,
    },
];
