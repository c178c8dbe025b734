//! Checks of the cells of a row against each other. Somebody names them; Validata's names are known too.
//!
//! Unless a check says otherwise, it looks only at rows that have a value in each of its columns: a cell that is
//! missing, or that its type cannot read, is told by others.

mod broken_comparison;
mod broken_condition;
mod neither_filled;
mod partly_filled;
mod wrong_sum;

use super::{Bind, Check, Column};
use crate::check::Param;
use crate::message::Text;
use crate::rows::State;

pub(super) static ALL: &[Check] = &[
    Check {
        def: &partly_filled::CHECK,
        bind: Bind::Named(partly_filled::bind),
    },
    Check {
        def: &neither_filled::CHECK,
        bind: Bind::Named(neither_filled::bind),
    },
    Check {
        def: &broken_comparison::CHECK,
        bind: Bind::Named(broken_comparison::bind),
    },
    Check {
        def: &wrong_sum::CHECK,
        bind: Bind::Named(wrong_sum::bind),
    },
    Check {
        def: &broken_condition::CHECK,
        bind: Bind::Named(broken_condition::bind),
    },
];

/// The setting that names the field at which a failing row is shown.
const COLUMN: Param = Param {
    name: "column",
    required: true,
    about: Text {
        en: "The name of the field at which a row is told that fails.",
        fr: "Le nom du champ auquel une ligne en défaut est signalée.",
    },
};

/// Calls `see` for every row that has a value in each column.
fn each_whole(columns: &[&Column<'_>], mut see: impl FnMut(usize)) {
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let mut states = columns.iter().map(|column| column.cells.states[row]);
        if states.all(|state| state == State::Present) {
            see(row);
        }
    }
}
