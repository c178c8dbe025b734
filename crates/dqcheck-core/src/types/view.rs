//! Typed views of a column, and the faults that reading them finds.

use std::ops::Range;

use crate::geodesy::Point;
use crate::rows::{Cells, State};

/// The values of one column in one block, row by row; the value of a cell that is not present means nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum View {
    /// The text is the value.
    #[default]
    Text,
    /// Numbers and integers, rounded to the nearest `f64`; [`FieldType::exact`](super::FieldType::exact) settles ties.
    Numbers(Vec<f64>),
    /// Values with an order: days, microseconds, years, months, false and true.
    Ordinals(Vec<i64>),
    Points(Vec<Point>),
    /// Number of items of an array, of keys of an object.
    Lengths(Vec<u32>),
}

/// One value of a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    Text,
    Number(f64),
    Ordinal(i64),
    Point(Point),
    Length(u32),
}

/// A cell that fails, and why: an index into the reasons of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub row: u32,
    pub reason: u8,
}

/// The failing cells of one check in one column of one block, in row order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    #[cold]
    pub fn push(&mut self, row: usize, reason: usize) {
        self.0.push(Fault {
            row: row as u32,
            reason: reason as u8,
        });
    }
}

/// Reads each present cell with `read` into `values`, one value a row; a cell that it refuses becomes bad.
#[inline]
pub fn read_each<T: Copy + Default>(
    cells: &mut Cells<'_>,
    values: &mut Vec<T>,
    faults: &mut Faults,
    read: impl Fn(&[u8]) -> Result<T, usize>,
) {
    read_each_within(cells, values, faults, |text, cell| read(&text[cell]));
}

/// As [`read_each`], for a `read` that sees the cell within the text of its block: it may then load whole words
/// that begin before the cell, and mask what is not the cell.
#[inline]
pub(super) fn read_each_within<T: Copy + Default>(
    cells: &mut Cells<'_>,
    values: &mut Vec<T>,
    faults: &mut Faults,
    read: impl Fn(&[u8], Range<usize>) -> Result<T, usize>,
) {
    // What an earlier block left behind is written over, or means nothing.
    values.resize(cells.len(), T::default());
    let text = cells.text;
    let rows = cells
        .spans
        .iter()
        .zip(cells.states.iter_mut())
        .zip(values.iter_mut());
    for (row, ((span, state), value)) in rows.enumerate() {
        if *state != State::Present {
            continue;
        }
        match read(text, span.start as usize..span.end as usize) {
            Ok(read) => *value = read,
            Err(reason) => {
                *state = State::Bad;
                faults.push(row, reason);
            }
        }
    }
}

/// As [`read_each`], for a type whose text is its value.
#[inline]
pub(super) fn accept_each(
    cells: &mut Cells<'_>,
    view: &mut View,
    faults: &mut Faults,
    accept: impl Fn(&[u8]) -> Result<(), usize>,
) {
    *view = View::Text;
    read_each(cells, &mut Vec::new(), faults, accept);
}

impl View {
    /// The numbers of this view, which becomes one of numbers if it was not; its memory is used again.
    pub fn numbers(&mut self) -> &mut Vec<f64> {
        if !matches!(self, View::Numbers(_)) {
            *self = View::Numbers(Vec::new());
        }
        match self {
            View::Numbers(values) => values,
            _ => unreachable!("set above"),
        }
    }

    /// As [`View::numbers`], for ordinals.
    pub fn ordinals(&mut self) -> &mut Vec<i64> {
        if !matches!(self, View::Ordinals(_)) {
            *self = View::Ordinals(Vec::new());
        }
        match self {
            View::Ordinals(values) => values,
            _ => unreachable!("set above"),
        }
    }

    /// As [`View::numbers`], for points.
    pub fn points(&mut self) -> &mut Vec<Point> {
        if !matches!(self, View::Points(_)) {
            *self = View::Points(Vec::new());
        }
        match self {
            View::Points(values) => values,
            _ => unreachable!("set above"),
        }
    }

    /// As [`View::numbers`], for lengths.
    pub fn lengths(&mut self) -> &mut Vec<u32> {
        if !matches!(self, View::Lengths(_)) {
            *self = View::Lengths(Vec::new());
        }
        match self {
            View::Lengths(values) => values,
            _ => unreachable!("set above"),
        }
    }
}
