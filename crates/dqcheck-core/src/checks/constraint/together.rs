//! The constraints of a field together, and texts that they judge as they judge the cells of a column.

use super::ALL;
use crate::check::CheckDef;
use crate::checks::{Bind, Column, ColumnCheck};
use crate::rows::{Cells, Span, State};
use crate::schema::{Fault, Field};
use crate::types::{Faults, FieldType, View};

pub(crate) struct Constraints {
    pub(crate) checks: Vec<(&'static CheckDef, Box<dyn ColumnCheck>)>,
    /// What of them cannot be used.
    pub(crate) schema_faults: Vec<Fault>,
}

impl Constraints {
    pub(crate) fn of(field: &Field, field_type: &dyn FieldType) -> Constraints {
        let mut checks = Vec::new();
        let mut schema_faults = Vec::new();
        for check in ALL {
            let Bind::Constraint(bind) = check.bind else {
                continue;
            };
            match bind(field, field_type) {
                Ok(Some(found)) => {
                    schema_faults.extend(found.schema_faults());
                    checks.push((check.def, found));
                }
                Ok(None) => {}
                Err(fault) => schema_faults.push(fault),
            }
        }
        Constraints {
            checks,
            schema_faults,
        }
    }

    /// For each text, whether one of the constraints refuses it.
    pub(in crate::checks) fn refuse(
        &self,
        texts: &[String],
        field_type: &dyn FieldType,
    ) -> Vec<bool> {
        let cells = texts.iter().map(|text| Some(text.as_str()));
        as_column(cells, field_type, |column| {
            let mut faults = Faults::default();
            for (_, check) in &self.checks {
                check.check_column(column, &mut faults);
            }
            let mut refused = vec![false; texts.len()];
            for fault in faults.0 {
                refused[fault.row as usize] = true;
            }
            refused
        })
    }
}

/// Shows texts as the cells of a column that its type has read; `None` is a cell without a value.
pub(super) fn as_column<T>(
    texts: impl Iterator<Item = Option<impl AsRef<str>>>,
    field_type: &dyn FieldType,
    see: impl FnOnce(&Column<'_>) -> T,
) -> T {
    let mut text = Vec::new();
    let mut spans = Vec::new();
    let mut states = Vec::new();
    for cell in texts {
        let start = text.len() as u32;
        states.push(match cell {
            Some(cell) => {
                text.extend_from_slice(cell.as_ref().as_bytes());
                State::Present
            }
            None => State::Missing,
        });
        let end = text.len() as u32;
        spans.push(Span { start, end });
    }
    let mut cells = Cells {
        text: &text,
        spans: &spans,
        states: &mut states,
    };
    let mut view = View::default();
    field_type.read(&mut cells, &mut view, &mut Faults::default());
    see(&Column {
        cells,
        view: &view,
        field_type,
    })
}
