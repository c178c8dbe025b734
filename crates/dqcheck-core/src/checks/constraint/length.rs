//! What `minLength` and `maxLength` share: how long a cell is, in characters, items or keys.

use serde_json::Value;

use crate::checks::Column;
use crate::message::Args;
use crate::rows::State;
use crate::schema::Field;
use crate::types::{Faults, View};

/// Reasons of both checks, in this order.
const CHARACTERS: usize = 0;
const ITEMS: usize = 1;

/// The bound that `constraint` sets, where the type of the field has lengths.
pub(super) fn bound(field: &Field, constraint: &str) -> Option<usize> {
    if !["string", "array", "object", "list"].contains(&field.type_name.as_str()) {
        return None;
    }
    let bound = field.constraints.get(constraint).and_then(Value::as_u64)?;
    Some(usize::try_from(bound).unwrap_or(usize::MAX))
}

/// Fails the cells whose text or whose number of items does not fit.
#[inline]
pub(super) fn check_column(
    column: &Column<'_>,
    faults: &mut Faults,
    text_fits: impl Fn(&[u8]) -> bool,
    count_fits: impl Fn(usize) -> bool,
) {
    match column.view {
        View::Text => column.cells.each_present(|row, text| {
            if !text_fits(text) {
                faults.push(row, CHARACTERS);
            }
        }),
        View::Lengths(lengths) => {
            for (row, (state, length)) in column.cells.states.iter().zip(lengths).enumerate() {
                if *state == State::Present && !count_fits(*length as usize) {
                    faults.push(row, ITEMS);
                }
            }
        }
        _ => {}
    }
}

/// Number of characters of a text in UTF-8.
pub(super) fn characters(text: &[u8]) -> usize {
    // Every byte but the continuation bytes 10xxxxxx begins a character.
    text.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

pub(super) fn details(reason: usize, text: &[u8]) -> Args {
    match reason {
        CHARACTERS => Args::new().with("length", characters(text)),
        _ => Args::new(),
    }
}
