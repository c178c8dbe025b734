//! The careful reader: one byte after another, for blocks that are not regular. It says what is irregular and goes on.
//!
//! Where it can it reads what the `csv` crate reads. An unclosed quote is where it does not: one whose cell would end
//! lines later with text behind the quote, or never, or after [`CELL_LIMIT`] bytes, is taken as a slip, and the line is
//! read as if the quote were not there, so that one slip does not swallow the rows that follow.
//!
//! It takes linear time whatever the text: a cell that is given up was scanned up to a quote followed by text, and no
//! two cells can be given up at the same quote without the later one having opened behind the earlier one's line.

use std::ops::Range;

use super::{Enough, Span};
use crate::diagnostic::LineEndings;
use crate::source::Dialect;

/// A quoted cell longer than this (16 MiB) counts as unclosed.
pub const CELL_LIMIT: usize = 16 << 20;

/// What is irregular at a byte of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    pub kind: IssueKind,
    /// The byte in the text.
    pub at: u32,
    /// The record, from 0, and the cell in it.
    pub row: u32,
    pub column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueKind {
    /// A quote inside a cell that does not begin with one.
    StrayQuote,
    /// A quoted cell goes on after its closing quote.
    TextAfterQuote,
    /// A cell begins with a quote that nothing closes.
    UnclosedQuote,
    /// A NUL byte.
    Nul,
}

/// A cell as it stands in the text, and its value: a part of the text, or a copy behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub raw: Span,
    pub value: Span,
    /// It is what the dialect says stands for no value.
    pub null: bool,
}

/// The records of an irregular block.
#[derive(Debug, Default)]
pub(super) struct Careful {
    pub cells: Vec<Cell>,
    /// For each record the index behind its last cell.
    pub ends: Vec<u32>,
    /// Which record each row is, where some are passed over.
    pub numbers: Vec<u32>,
    /// How many records were read, those that were passed over too.
    pub passed: u32,
    pub endings: LineEndings,
}

impl Careful {
    pub(super) fn records(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn cells(&self, row: usize) -> &[Cell] {
        let start = if row == 0 {
            0
        } else {
            self.ends[row - 1] as usize
        };
        &self.cells[start..self.ends[row] as usize]
    }

    /// The text is the first `own` bytes; values that are no part of it are put behind everything.
    /// Reads records until there are `enough` or the text ends; says how many bytes were read as whole records.
    /// `last`: nothing follows the text, so that its end ends the last record.
    pub(super) fn read(
        &mut self,
        text: &mut Vec<u8>,
        own: usize,
        dialect: Dialect,
        enough: Enough,
        last: bool,
        issues: &mut Vec<Issue>,
    ) -> usize {
        self.clear();
        let mut at = 0;
        let more = |careful: &Careful, at| match enough {
            Enough::Bytes(bytes) => at < bytes,
            Enough::Records(records) => careful.records() < records,
        };
        while at < own && more(self, at) {
            let (cells, known) = (self.cells.len(), issues.len());
            match self.record(text, own, at, dialect, last, issues) {
                Some(next) => at = next,
                None => {
                    self.cells.truncate(cells);
                    issues.truncate(known);
                    break;
                }
            }
        }
        self.passed = self.ends.len() as u32;
        at
    }

    pub(super) fn clear(&mut self) {
        self.cells.clear();
        self.ends.clear();
        self.numbers.clear();
        self.passed = 0;
        self.endings = LineEndings::default();
    }

    /// Reads the record that begins at `at`; `None` where the text ends before one can tell how it ends.
    fn record(
        &mut self,
        text: &mut Vec<u8>,
        own: usize,
        mut at: usize,
        dialect: Dialect,
        last: bool,
        issues: &mut Vec<Issue>,
    ) -> Option<usize> {
        let first = self.cells.len();
        let row = self.ends.len() as u32;
        loop {
            let column = (self.cells.len() - first) as u32;
            let mut note = |kind, at: usize| {
                issues.push(Issue {
                    kind,
                    at: at as u32,
                    row,
                    column,
                })
            };
            let (raw, value) = match quoted(&text[..own], at, dialect, last) {
                Quoted::No => {
                    let raw = at..plain_end(&text[..own], at, dialect);
                    if let Some(quote) = memchr::memchr(dialect.quote, &text[raw.clone()]) {
                        note(IssueKind::StrayQuote, at + quote);
                    }
                    (raw.clone(), raw)
                }
                Quoted::Closed {
                    close,
                    escaped: false,
                } => (at..close + 1, at + 1..close),
                Quoted::Closed {
                    close,
                    escaped: true,
                } => {
                    let value = unescape(text, at + 1..close, dialect.quote);
                    (at..close + 1, value.start as usize..value.end as usize)
                }
                Quoted::TextAfter { close } => {
                    note(IssueKind::TextAfterQuote, close + 1);
                    let end = plain_end(&text[..own], close + 1, dialect);
                    let value = unescape(text, at + 1..close, dialect.quote);
                    text.extend_from_within(close + 1..end);
                    (at..end, value.start as usize..text.len())
                }
                Quoted::Unclosed => {
                    note(IssueKind::UnclosedQuote, at);
                    let end = plain_end(&text[..own], at + 1, dialect);
                    (at..end, at + 1..end)
                }
                Quoted::Undecided => return None,
            };
            if let Some(nul) = memchr::memchr(0, &text[raw.clone()]) {
                note(IssueKind::Nul, raw.start + nul);
            }
            let span = |range: &Range<usize>| Span {
                start: range.start as u32,
                end: range.end as u32,
            };
            self.cells.push(Cell {
                raw: span(&raw),
                value: span(&value),
                null: false,
            });

            at = raw.end;
            match text[..own].get(at) {
                Some(&byte) if byte == dialect.delimiter => {
                    at += 1;
                    continue;
                }
                Some(b'\n') => {
                    self.endings.lf += 1;
                    at += 1;
                }
                Some(_) if text[..own].get(at + 1) == Some(&b'\n') => {
                    self.endings.crlf += 1;
                    at += 2;
                }
                // A carriage return: whether a line feed follows must be known.
                Some(_) if at + 1 < own || last => {
                    self.endings.cr += 1;
                    at += 1;
                }
                None if last => {}
                Some(_) | None => return None,
            }
            self.ends.push(self.cells.len() as u32);
            return Some(at);
        }
    }
}

/// Where a cell that is not quoted ends: at a delimiter, a line end or the end of the text.
fn plain_end(text: &[u8], at: usize, dialect: Dialect) -> usize {
    memchr::memchr3(dialect.delimiter, b'\n', b'\r', &text[at..])
        .map_or(text.len(), |found| at + found)
}

enum Quoted {
    /// The cell does not begin with a quote.
    No,
    /// `close` is its closing quote.
    Closed {
        close: usize,
        escaped: bool,
    },
    /// Text follows its closing quote on the line on which it opened.
    TextAfter {
        close: usize,
    },
    Unclosed,
    /// More text is needed to tell.
    Undecided,
}

fn quoted(text: &[u8], open: usize, dialect: Dialect, last: bool) -> Quoted {
    if text.get(open) != Some(&dialect.quote) {
        return Quoted::No;
    }
    let limit = text.len().min(open + CELL_LIMIT);
    let mut escaped = false;
    let mut at = open + 1;
    while let Some(found) = memchr::memchr(dialect.quote, &text[at..limit]) {
        let close = at + found;
        match text.get(close + 1) {
            Some(&next) if next == dialect.quote => {
                escaped = true;
                at = close + 2;
                if at > limit {
                    break;
                }
            }
            Some(&next) if next == dialect.delimiter || next == b'\n' || next == b'\r' => {
                return Quoted::Closed { close, escaped };
            }
            None if last => return Quoted::Closed { close, escaped },
            None => return Quoted::Undecided,
            Some(_) => {
                let same_line = memchr::memchr2(b'\n', b'\r', &text[open..close]).is_none();
                return if same_line {
                    Quoted::TextAfter { close }
                } else {
                    Quoted::Unclosed
                };
            }
        }
    }
    if last || limit == open + CELL_LIMIT {
        Quoted::Unclosed
    } else {
        Quoted::Undecided
    }
}

/// Copies a part of the text behind the text, doubled quotes made one.
pub(super) fn unescape(text: &mut Vec<u8>, part: Range<usize>, quote: u8) -> Span {
    let start = text.len();
    let mut at = part.start;
    while let Some(found) = memchr::memchr(quote, &text[at..part.end]) {
        text.extend_from_within(at..=at + found);
        at = (at + found + 2).min(part.end);
    }
    text.extend_from_within(at..part.end);
    Span {
        start: start as u32,
        end: text.len() as u32,
    }
}
