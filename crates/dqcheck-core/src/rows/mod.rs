//! Rows: from the text of a file to records, cells and columns, with the place of each.

mod cells;

pub use cells::{Cells, Span, State};
