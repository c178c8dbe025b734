//! A forgiving look at a sample of text as if it were written in a dialect: how wide its records would be.
//!
//! It finds the dialect, nothing else: the rows of a file are read elsewhere, to the letter.

use std::collections::BTreeMap;

use memchr::{memchr, memchr2_iter, memchr3};

use super::{Dialect, Sample};

/// How many records at the beginning are kept whole: the header is looked for among them.
pub(super) const HEAD: usize = 21;

/// A quoted cell of more lines than this was opened by a stray quote.
const LINES_IN_A_CELL: usize = 200;

/// What a sample looks like in a dialect.
#[derive(Debug, Default)]
pub(super) struct Scan<'a> {
    /// The cells of the first records as they stand, blank lines included (one empty cell).
    pub head: Vec<Vec<&'a [u8]>>,
    /// How many records have each width. Blank lines are left out.
    pub widths: BTreeMap<usize, usize>,
    /// How many records there are, blank lines left out.
    pub records: usize,
    /// Delimiters, and those that a space follows, as it follows a comma in a sentence.
    pub delimiters: usize,
    pub spaced: usize,
    /// Cells in quotes, and quotes at the beginning of a cell that nothing closes at the end of it.
    pub quoted: usize,
    /// Those of the quoted cells whose quote stands behind a space and a delimiter.
    pub quoted_behind_space: usize,
    pub stray: usize,
}

impl Scan<'_> {
    /// How many records have this width.
    pub(super) fn of_width(&self, width: usize) -> usize {
        self.widths.get(&width).copied().unwrap_or(0)
    }

    /// Whether a space follows (nearly) every delimiter, and a quote some of these spaces: no cell has them.
    pub(super) fn skips_spaces(&self) -> bool {
        self.quoted_behind_space > 0 && self.spaced * 10 > self.delimiters * 9
    }

    /// The width that most records have; the greatest of several.
    pub(super) fn modal_width(&self) -> usize {
        self.widths
            .iter()
            .max_by_key(|&(width, records)| (records, width))
            .map_or(0, |(&width, _)| width)
    }
}

/// Looks at the whole of a sample, but for last records that are cut.
pub(super) fn scan<'a>(sample: &Sample<'a>, dialect: Dialect) -> Scan<'a> {
    let mut scan = Scan::default();
    scan.look(sample.beginning, sample.complete, dialect, HEAD);
    for piece in sample.further {
        scan.look(piece, false, dialect, 0);
    }
    scan
}

impl<'a> Scan<'a> {
    /// Looks at a piece of the file, of which so many of the first records are kept.
    fn look(&mut self, piece: &'a [u8], complete: bool, dialect: Dialect, keep: usize) {
        let mut cells = Vec::new();
        let mut at = 0;
        while at < piece.len() {
            cells.clear();
            let (mut width, mut start) = (1, at);
            let next = loop {
                let (cell, end) = self.cell(piece, start, dialect);
                if self.head.len() < keep {
                    cells.push(cell);
                }
                match piece.get(end) {
                    Some(&byte) if byte == dialect.delimiter => {
                        width += 1;
                        self.delimiters += 1;
                        self.spaced += usize::from(piece.get(end + 1) == Some(&b' '));
                        start = end + 1;
                    }
                    Some(b'\r') if piece.get(end + 1) == Some(&b'\n') => break Some(end + 2),
                    Some(_) => break Some(end + 1),
                    None => break None,
                }
            };
            if next.is_none() && !complete {
                break;
            }
            let end = next.unwrap_or(piece.len());
            if width > 1 || !piece[at..end].trim_ascii().is_empty() {
                self.records += 1;
                *self.widths.entry(width).or_default() += 1;
            }
            if self.head.len() < keep {
                self.head.push(std::mem::take(&mut cells));
            }
            at = end;
        }
    }

    /// The cell that begins at `start`, and where it ends: at a delimiter, a line end or the end of the sample.
    fn cell(&mut self, sample: &'a [u8], start: usize, dialect: Dialect) -> (&'a [u8], usize) {
        let blanks = |from: usize| {
            let is_blank = |&&byte: &&u8| byte == b' ' && byte != dialect.delimiter;
            from + sample[from..].iter().take_while(is_blank).count()
        };
        let ends_cell = |at: usize| match sample.get(at) {
            Some(&byte) => byte == dialect.delimiter || byte == b'\n' || byte == b'\r',
            None => true,
        };
        let mut from = start;
        let opening = blanks(start);
        if sample.get(opening) == Some(&dialect.quote) {
            match closing_quote(sample, opening + 1, dialect.quote) {
                Some(close)
                    if ends_cell(blanks(close + 1)) && is_one_cell(&sample[opening..close]) =>
                {
                    self.quoted += 1;
                    let behind = start > 0 && sample[start - 1] == dialect.delimiter;
                    self.quoted_behind_space += usize::from(behind && opening > start);
                    from = close + 1;
                }
                // The quote is text; one that is not closed on its line spoils that line only.
                _ => {
                    self.stray += 1;
                    from = opening + 1;
                }
            }
        }
        let rest = &sample[from..];
        let end = from + memchr3(dialect.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        (&sample[start..end], end)
    }
}

/// Where the next quote stands that is not doubled.
fn closing_quote(sample: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr(quote, &sample[at..])?;
        if sample.get(at + 1) != Some(&quote) {
            return Some(at);
        }
        at += 2;
    }
}

fn is_one_cell(quoted: &[u8]) -> bool {
    memchr2_iter(b'\n', b'\r', quoted)
        .nth(LINES_IN_A_CELL)
        .is_none()
}
