//! Rows: from the text of a file to records, cells and columns, with the place of each.
//!
//! A block of text begins and ends at a record. Most blocks are regular: every record has as many cells as the header
//! and every quote stands where it must; [`tokenizer`] finds their cells 64 bytes at a time. Any other block is read
//! by [`careful`], which also says what is irregular in it. Both give the same [`Rows`], and so does [`unusual`], which
//! reads the dialects that those two do not know.

mod careful;
mod cells;
mod cut;
mod lines;
mod locate;
mod tokenizer;
mod unusual;

pub use careful::{CELL_LIMIT, Issue, IssueKind};
pub use cells::{Cells, ColumnCells, MissingValues, Span, State};
pub use cut::last_record_end;
pub use locate::{Origin, column_behind, excerpt, locate};

#[cfg(test)]
mod tests;

use crate::diagnostic::LineEndings;
use crate::source::{Dialect, Grammar};
use careful::Careful;
use std::ops::Range;
use tokenizer::Ends;

/// The records of one block of text. Its memory is used again for the next block.
#[derive(Debug, Default)]
pub struct Rows {
    /// The block's own text and, behind it, the cells whose doubled quotes were made one.
    text: Vec<u8>,
    own: usize,
    /// How much text was given; what is not read as whole records comes back as [`Rows::rest`].
    given: usize,
    quote: u8,
    shape: Shape,
    records: usize,
    /// Line ends in the text, those in quoted cells too.
    pub lines: u64,
    pub endings: LineEndings,
    /// What the careful reader found irregular, in order.
    pub issues: Vec<Issue>,
    ends: Ends,
}

#[derive(Debug)]
enum Shape {
    /// `ends[0]` is the byte before the text (wrapped round), then one end for each cell, record by record.
    Regular {
        width: usize,
    },
    Irregular(Careful),
}

impl Default for Shape {
    fn default() -> Shape {
        Shape::Regular { width: 0 }
    }
}

/// When the careful reader may stop; it always stops where the text ends.
#[derive(Clone, Copy, Debug)]
pub enum Enough {
    Bytes(usize),
    Records(usize),
}

/// How far a text could be read as whole records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// To its end.
    Whole,
    /// There is a [`Rows::rest`]: enough was read, or more text is needed to tell how a record ends.
    Partial,
}

impl Rows {
    /// Reads a block of whole records of `width` cells each, fast where it is regular. `last`: no text follows.
    pub fn read(&mut self, text: Vec<u8>, dialect: Dialect, width: usize, last: bool) -> Extent {
        self.start(text);
        self.quote = dialect.quote;
        match tokenizer::tokenize(&self.text[..self.own], dialect, width, &mut self.ends) {
            Some(found) => {
                self.records = (self.ends.as_slice().len() - 1) / width;
                self.lines = found.lines;
                self.endings = found.endings;
                self.shape = Shape::Regular { width };
                Extent::Whole
            }
            None => self.careful(dialect, Enough::Bytes(usize::MAX), last),
        }
    }

    /// Reads records one by one with the careful reader, until there are `enough` or the text ends.
    pub fn read_carefully(
        &mut self,
        text: Vec<u8>,
        dialect: Dialect,
        enough: Enough,
        last: bool,
    ) -> Extent {
        self.start(text);
        self.careful(dialect, enough, last)
    }

    /// Reads records one by one in any dialect. `first` is the number of the first one in the file, from 1: a dialect
    /// may pass over records by their numbers.
    pub fn read_unusual(
        &mut self,
        text: Vec<u8>,
        grammar: &Grammar,
        first: u64,
        enough: Enough,
        last: bool,
    ) -> Extent {
        self.start(text);
        let mut shape = self.irregular();
        let read = shape.read_unusual(
            &mut self.text,
            self.given,
            grammar,
            first,
            enough,
            last,
            &mut self.issues,
        );
        self.take(shape, read)
    }

    fn start(&mut self, text: Vec<u8>) {
        self.own = text.len();
        self.given = text.len();
        self.text = text;
        self.issues.clear();
    }

    fn careful(&mut self, dialect: Dialect, enough: Enough, last: bool) -> Extent {
        let mut shape = self.irregular();
        let read = shape.read(
            &mut self.text,
            self.given,
            dialect,
            enough,
            last,
            &mut self.issues,
        );
        self.take(shape, read)
    }

    /// The memory for records that are read one by one.
    fn irregular(&mut self) -> Careful {
        match std::mem::take(&mut self.shape) {
            Shape::Irregular(careful) => careful,
            Shape::Regular { .. } => Careful::default(),
        }
    }

    fn take(&mut self, shape: Careful, read: usize) -> Extent {
        self.records = shape.records();
        self.endings = shape.endings;
        self.lines = lines::count(&self.text[..read]);
        self.shape = Shape::Irregular(shape);
        self.own = read;
        if read == self.given {
            Extent::Whole
        } else {
            Extent::Partial
        }
    }

    /// The text behind the last whole record.
    pub fn rest(&self) -> &[u8] {
        &self.text[self.own..self.given]
    }

    /// The text back as it was given, for its memory or to be read again with more behind it.
    pub fn take_text(&mut self) -> Vec<u8> {
        self.text.truncate(self.given);
        std::mem::take(&mut self.text)
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.records
    }

    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// Number of records that were read, with those that the dialect passes over, which are no rows.
    pub fn passed(&self) -> usize {
        match &self.shape {
            Shape::Regular { .. } => self.records,
            Shape::Irregular(careful) => careful.passed as usize,
        }
    }

    /// Which of those records a row is, from 0.
    pub fn number(&self, row: usize) -> usize {
        match &self.shape {
            Shape::Irregular(careful) if !careful.numbers.is_empty() => {
                careful.numbers[row] as usize
            }
            _ => row,
        }
    }

    /// The text of the records.
    pub fn text(&self) -> &[u8] {
        &self.text[..self.own]
    }

    /// Whether every record has the expected number of cells and every quote its place.
    pub fn is_regular(&self) -> bool {
        matches!(self.shape, Shape::Regular { .. })
    }

    /// Number of cells of a record.
    pub fn width(&self, row: usize) -> usize {
        match &self.shape {
            Shape::Regular { width } => *width,
            Shape::Irregular(careful) => careful.cells(row).len(),
        }
    }

    /// Where a cell stands in the text of the block, its quotes included.
    pub fn cell(&self, row: usize, column: usize) -> Option<Range<usize>> {
        match &self.shape {
            Shape::Regular { width } if column < *width => {
                let at = row * width + column;
                let ends = self.ends.as_slice();
                let start = ends[at].wrapping_add(1) as usize;
                let end = ends[at + 1] as usize;
                let cr = column + 1 == *width && end > start && self.text[end - 1] == b'\r';
                Some(start..end - usize::from(cr))
            }
            Shape::Regular { .. } => None,
            Shape::Irregular(careful) => careful
                .cells(row)
                .get(column)
                .map(|cell| cell.raw.start as usize..cell.raw.end as usize),
        }
    }

    /// Where a record stands in the text of the block, without its line end.
    pub fn record(&self, row: usize) -> Range<usize> {
        let first = self.cell(row, 0).map_or(0, |cell| cell.start);
        let last = self
            .cell(row, self.width(row).saturating_sub(1))
            .map_or(first, |cell| cell.end);
        first..last
    }

    /// Finds the cells of all columns: what the text of each is, and whether it has a value.
    pub fn columns(&mut self, missing: &[MissingValues], columns: &mut [ColumnCells]) {
        for (position, (column, missing)) in columns.iter_mut().zip(missing).enumerate() {
            column.spans.clear();
            column.states.clear();
            match &self.shape {
                Shape::Regular { width } => column.spans.extend(self.raw_cells(position, *width)),
                Shape::Irregular(careful) => {
                    for row in 0..self.records {
                        let cell = careful.cells(row).get(position);
                        column
                            .spans
                            .push(cell.map(|cell| cell.value).unwrap_or_default());
                        column.states.push(match cell {
                            Some(cell) if cell.null => State::Missing,
                            Some(cell) => missing.state(&self.text, cell.value),
                            None => State::Absent,
                        });
                    }
                }
            }
        }
        let Shape::Regular { width } = self.shape else {
            return;
        };
        for &cell in self.ends.quoted() {
            let (row, position) = (cell as usize / width, cell as usize % width);
            if let Some(column) = columns.get_mut(position) {
                let span = &mut column.spans[row];
                *span = unquote(&mut self.text, *span, self.quote);
            }
        }
        for (column, missing) in columns.iter_mut().zip(missing) {
            let states = column
                .spans
                .iter()
                .map(|span| missing.state(&self.text, *span));
            column.states.extend(states);
        }
    }

    /// The cells of one column of a regular block, quotes included.
    fn raw_cells(&self, position: usize, width: usize) -> impl Iterator<Item = Span> {
        let crlf = position + 1 == width && self.endings.crlf > 0;
        let ends = self.ends.as_slice();
        let before = ends[position..].iter().step_by(width);
        before
            .zip(ends[position + 1..].iter().step_by(width))
            .map(move |(before, &end)| {
                let start = before.wrapping_add(1);
                let cr = crlf && self.text[start as usize..end as usize].ends_with(b"\r");
                Span {
                    start,
                    end: end - u32::from(cr),
                }
            })
    }

    /// The value of one cell, for the few that are shown; empty where the record has no such cell.
    pub fn value(&self, row: usize, column: usize) -> Vec<u8> {
        let Some(raw) = self.cell(row, column) else {
            return Vec::new();
        };
        match &self.shape {
            Shape::Regular { .. } if self.text[raw.clone()].first() == Some(&self.quote) => {
                let mut value = self.text[raw.start + 1..raw.end - 1].to_vec();
                let length = value.len();
                let span = careful::unescape(&mut value, 0..length, self.quote);
                value.drain(..span.start as usize);
                value
            }
            Shape::Regular { .. } => self.text[raw].to_vec(),
            Shape::Irregular(careful) => {
                let value = careful.cells(row)[column].value;
                self.text[value.start as usize..value.end as usize].to_vec()
            }
        }
    }

    /// The text in which the spans of [`Rows::columns`] lie.
    pub fn cell_text(&self) -> &[u8] {
        &self.text
    }
}

/// The text of a well-formed quoted cell: without its quotes and, where it has doubled ones, a copy behind the block.
fn unquote(text: &mut Vec<u8>, raw: Span, quote: u8) -> Span {
    let inner = raw.start as usize + 1..raw.end as usize - 1;
    if memchr::memchr(quote, &text[inner.clone()]).is_none() {
        return Span {
            start: inner.start as u32,
            end: inner.end as u32,
        };
    }
    careful::unescape(text, inner, quote)
}
