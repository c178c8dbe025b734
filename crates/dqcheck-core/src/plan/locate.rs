//! The places of failures, with the words of the checks: made only for those that are kept.

use std::ops::Range;

use super::{CauseDef, Failure, Plan, Source, structure};
use crate::diagnostic::{FieldRef, Place, value_text};
use crate::message::Args;
use crate::rows::{self, Origin, Rows};

impl Plan {
    /// The places of failures, in their order. Lines and records are counted from the beginning of the block, from 0;
    /// records that are no rows count too.
    /// `shown(i)`: whether the line of failure `i` is wanted too.
    pub fn places(
        &self,
        rows: &Rows,
        origin: Origin,
        failures: &[Failure],
        shown: impl Fn(usize) -> bool,
    ) -> Vec<Place> {
        let pieces: Vec<Range<usize>> = failures
            .iter()
            .map(|failure| piece(rows, failure))
            .collect();
        let locations = rows::locate(rows.text(), origin, &pieces);
        let places = failures.iter().zip(&pieces).zip(locations).enumerate();
        places
            .map(|(at, ((failure, piece), mut location))| {
                let row = failure.row as usize;
                location.record = Some(rows.number(row) as u64);
                let (value, args) = self.words(rows, origin, failure);
                let excerpt =
                    shown(at).then(|| rows::excerpt(rows.text(), &rows.record(row), piece));
                Place {
                    location,
                    field: self.field_of(failure),
                    value,
                    args,
                    excerpt,
                }
            })
            .collect()
    }

    /// The text of a failing cell, and the values for its message.
    fn words(&self, rows: &Rows, origin: Origin, failure: &Failure) -> (Option<String>, Args) {
        let CauseDef { reason, source, .. } = &self.causes[failure.cause as usize];
        let row = failure.row as usize;
        let own = failure
            .column
            .map(|column| rows.value(row, column as usize));
        let args = match *source {
            Source::Structure => match failure.cause {
                structure::INVALID_ENCODING => Args::new().with("encoding", origin.encoding.name()),
                structure::MISSING_CELL | structure::EXTRA_CELL => Args::new()
                    .with("found", rows.width(row))
                    .with("expected", self.width),
                _ => Args::new(),
            },
            Source::Type { column } => {
                let column = &self.columns[column];
                column
                    .field_type
                    .details(*reason, &rows.value(row, column.position))
            }
            Source::Check { column, check } => {
                let column = &self.columns[column];
                column.checks[check]
                    .check
                    .details(*reason, &rows.value(row, column.position))
            }
            Source::Rows { check } => {
                let planned = &self.row_checks[check];
                let positions = planned.columns.iter().map(|&at| self.columns[at].position);
                let texts: Vec<Vec<u8>> = positions
                    .map(|position| rows.value(row, position))
                    .collect();
                let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
                planned.check.details(*reason, &texts)
            }
            Source::Key | Source::File => Args::new(),
        };
        (own.map(|cell| value_text(&cell)), args)
    }

    /// The field of a failure whose cause is not about one field.
    fn field_of(&self, failure: &Failure) -> Option<FieldRef> {
        if self.causes[failure.cause as usize].field.is_some() {
            return None;
        }
        let position = failure.column? as usize;
        self.columns
            .iter()
            .find(|column| column.position == position)
            .map(|column| column.field.clone())
    }
}

/// The bytes of the text that a failure is about.
fn piece(rows: &Rows, failure: &Failure) -> Range<usize> {
    let row = failure.row as usize;
    let cell = failure
        .column
        .and_then(|column| rows.cell(row, column as usize));
    let cell = cell.unwrap_or_else(|| rows.record(row));
    match failure.at {
        Some(at) => at as usize..cell.end.max(at as usize),
        None => cell,
    }
}
