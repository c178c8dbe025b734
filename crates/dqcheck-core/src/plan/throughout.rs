//! Columns whose type has faults that are told once where all cells have them.

use std::ops::Range;

use super::{Plan, PlanColumn, Scratch};
use crate::rows::State;

/// What can be told of such a column as a whole.
pub struct Throughout {
    /// Position in the file.
    position: usize,
    /// What its type can find in it.
    pub causes: Range<usize>,
    /// Causes of single cells, each with the one that says it of the column.
    pub pairs: Vec<(usize, usize)>,
}

impl Throughout {
    /// `None` for a type that has no such faults.
    pub(super) fn of(column: &PlanColumn) -> Option<Throughout> {
        let (known, first) = (column.field_type.def(), column.type_cause as usize);
        let cause = |id| {
            let reason = known.reason(id);
            first + reason.expect("a type names reasons of its own check, and a test meets them")
        };
        let pairs = column.field_type.throughout().iter();
        let pairs: Vec<_> = pairs.map(|(of, whole)| (cause(of), cause(whole))).collect();
        (!pairs.is_empty()).then(|| Throughout {
            position: column.position,
            causes: first..first + known.reasons.len(),
            pairs,
        })
    }
}

impl Plan {
    /// For each such column, whether its type could read any cell of the block that was run last.
    pub fn readable(&self, scratch: &Scratch) -> Vec<bool> {
        let is_readable = |column: &Throughout| {
            let states = &scratch.columns[column.position].states;
            states.contains(&State::Present)
        };
        self.throughout.iter().map(is_readable).collect()
    }
}
