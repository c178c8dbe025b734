//! Which delimiter and quote a file is written with, and where its header line is.

use std::collections::HashSet;

use super::scan::{Scan, scan};
use super::{Descriptor, Quote};

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    pub quote: u8,
}

/// The dialect of a file, and its header line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    pub dialect: Dialect,
    /// Which record is the header, from 0; blank lines are records too.
    pub header_record: usize,
    /// The share of the records of the sample that are as wide as the table, from 0 to 1.
    pub consistency: f64,
    /// Quotes stand behind a space, which is not part of the cell.
    pub skip_initial_space: bool,
}

impl Default for Detected {
    /// The defaults of the standard.
    fn default() -> Detected {
        Detected {
            dialect: Dialect {
                delimiter: b',',
                quote: b'"',
            },
            header_record: 0,
            consistency: 1.0,
            skip_initial_space: false,
        }
    }
}

/// What need not be found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub delimiter: Option<u8>,
    pub quote: Option<u8>,
}

impl From<&Descriptor> for Known {
    /// What a simple dialect can have of it.
    fn from(descriptor: &Descriptor) -> Known {
        let quote = match descriptor.quote {
            Some(Quote::Char(quote)) => u8::try_from(quote).ok().filter(u8::is_ascii),
            // Detection needs one; a byte that no text has will do.
            Some(Quote::Never) => Some(0),
            None => None,
        };
        Known {
            delimiter: match descriptor.delimiter.as_deref().map(str::as_bytes) {
                Some(&[delimiter]) => Some(delimiter),
                _ => None,
            },
            quote,
        }
    }
}

/// What is looked at of a file, as text.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    pub beginning: &'a [u8],
    /// The beginning is the whole file: its last record is not cut.
    pub complete: bool,
    /// Pieces from further on, each of which begins behind a line feed.
    pub further: &'a [Vec<u8>],
}

/// Finds what is not `known` of the dialect from all records of a sample, and the header line.
///
/// `labels` are the names of the fields that are expected, where a schema says them. A file that tells nothing is a
/// comma-separated one whose first record is the header.
pub fn detect(sample: &Sample<'_>, labels: &[String], known: Known) -> Detected {
    let labels: HashSet<String> = labels
        .iter()
        .map(|label| folded(label.as_bytes()))
        .collect();
    let declared = declared_delimiter(sample.beginning);
    let first = usize::from(declared.is_some());
    let delimiters = match known.delimiter.as_ref().or(declared.as_ref()) {
        Some(delimiter) => std::slice::from_ref(delimiter),
        None => &DELIMITERS,
    };
    let candidates = |quote| {
        delimiters
            .iter()
            .map(move |&delimiter| Dialect { delimiter, quote })
            .map(|dialect| Candidate::new(scan(sample, dialect), dialect, &labels, first))
    };
    let mut best = candidates(known.quote.unwrap_or(b'"'))
        .reduce(Candidate::better)
        .expect("there is a delimiter");
    let mut pieces = std::iter::once(sample.beginning).chain(sample.further.iter().map(|p| &p[..]));
    if known.quote.is_none()
        && best.scan.quoted == 0
        && pieces.any(|piece| memchr::memchr(b'\'', piece).is_some())
    {
        best = candidates(b'\'').fold(best, Candidate::unless_quoted);
    }
    Detected {
        dialect: best.dialect,
        header_record: best.header,
        consistency: best.share,
        skip_initial_space: best.scan.skips_spaces(),
    }
}

/// The comma first: it wins where nothing tells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a spreadsheet is told by a first line `sep=;`.
fn declared_delimiter(sample: &[u8]) -> Option<u8> {
    let end = memchr::memchr2(b'\n', b'\r', sample).unwrap_or(sample.len());
    let line = sample[..end].trim_ascii_start();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter, rest @ ..]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep")
                && matches!(rest.trim_ascii(), b"" | b"\"") =>
        {
            (delimiter.is_ascii_punctuation() && *delimiter != b'"' || *delimiter == b'\t')
                .then_some(*delimiter)
        }
        _ => None,
    }
}

/// A dialect, and how well the sample is read in it.
struct Candidate<'a> {
    dialect: Dialect,
    scan: Scan<'a>,
    header: usize,
    /// The share of the records that are as wide as the table.
    share: f64,
    score: f64,
}

impl<'a> Candidate<'a> {
    fn new(
        scan: Scan<'a>,
        dialect: Dialect,
        labels: &HashSet<String>,
        first: usize,
    ) -> Candidate<'a> {
        let (header, matched) = header_record(&scan, labels, first);
        let header_width = scan.head.get(header).map_or(0, Vec::len);
        // Rows that are all cut short do not make a table of one column.
        let width = match scan.modal_width() {
            0 | 1 => header_width.max(1),
            modal => modal,
        };
        let share = scan.of_width(width) as f64 / scan.records.max(1) as f64;
        let mut candidate = Candidate {
            dialect,
            scan,
            header,
            share,
            score: 0.0,
        };
        candidate.score = candidate.score(width, header_width) + 2.0 * matched;
        candidate
    }

    /// The better of two, the first where they are equal.
    fn better(self, other: Candidate<'a>) -> Candidate<'a> {
        if other.score > self.score {
            other
        } else {
            self
        }
    }

    /// From 0, a table of one column, to nearly 1: many columns, in every record and in the header, and nothing that
    /// speaks against it. The weights were set by hand, on files like those of the tests.
    fn score(&self, width: usize, header_width: usize) -> f64 {
        let Scan {
            delimiters, spaced, ..
        } = self.scan;
        let columns = 1.0 - 1.0 / width as f64;
        let header = match header_width {
            same if same == width => 1.0,
            0 | 1 => 0.3,
            _ => 0.6,
        };
        // A comma is also in decimals and in coordinates, row after row; the others rarely are.
        let rarity = if self.dialect.delimiter == b',' {
            0.75
        } else {
            1.0
        };
        // As a rule a space follows the comma of a sentence, and no delimiter.
        let prose = if spaced * 10 > delimiters * 9 {
            0.8
        } else {
            1.0
        };
        let quotes =
            1.0 - 0.5 * (self.scan.stray as f64 / self.scan.records.max(1) as f64).min(1.0);
        let score = columns * self.share * self.share * header * rarity * prose * quotes;
        // Two columns below a header of one: a text with semicolons, not a table.
        if header_width < 2 && score < 0.2 {
            0.0
        } else {
            score
        }
    }

    /// This dialect, unless the `other` is the same with quotes that are surely quotes, as no apostrophe could be:
    /// cells throughout the file are between them, or they make a better table of it.
    fn unless_quoted(self, other: Candidate<'a>) -> Candidate<'a> {
        let throughout = other.scan.quoted >= other.scan.records && other.score >= self.score;
        let surely = other.scan.stray == 0 && other.scan.quoted >= 2;
        if surely && (throughout || other.score > self.score) {
            other
        } else {
            self
        }
    }
}

/// The record that is the header, none before `first`, and the share of the expected labels that are in it.
fn header_record(scan: &Scan<'_>, labels: &HashSet<String>, first: usize) -> (usize, f64) {
    let records = || scan.head.iter().enumerate().skip(first);
    let matched = |record: &[&[u8]]| {
        let cells: HashSet<String> = record.iter().map(|cell| folded(cell)).collect();
        labels.intersection(&cells).count()
    };
    let most = records()
        .filter(|_| !labels.is_empty())
        .map(|(at, record)| (at, matched(record)))
        .reduce(|most, other| if other.1 > most.1 { other } else { most });
    if let Some((at, matched)) = most
        && matched * 2 >= labels.len()
        // One word alone may well be a value.
        && (matched > 1 || (matched == 1 && at == first))
    {
        return (at, matched as f64 / labels.len() as f64);
    }
    let width = scan.modal_width();
    let header = records()
        .find(|(_, record)| !is_preamble(record, width))
        .filter(|(_, record)| record.len() == width && looks_like_labels(record));
    (header.map_or(first, |(at, _)| at), 0.0)
}

/// Whether a record is blank, or one cell of text above a wider table.
fn is_preamble(record: &[&[u8]], width: usize) -> bool {
    let mut filled = record
        .iter()
        .map(|cell| bare(cell))
        .filter(|cell| !cell.is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => true,
        (Some(title), None) if width > 1 => {
            let is_words = title.iter().any(|byte| byte.is_ascii_alphabetic());
            // What holds another delimiter may be the header, seen in the wrong dialect.
            let is_cells = title.iter().any(|byte| matches!(byte, b';' | b'\t' | b'|'));
            let is_prose = title.contains(&b' ') && record.len() == 1;
            is_words && !is_cells && (width > 2 || is_prose)
        }
        _ => false,
    }
}

/// Whether the cells of a record are all there, differ, and are words more than numbers.
fn looks_like_labels(record: &[&[u8]]) -> bool {
    let cells: HashSet<String> = record.iter().map(|cell| folded(cell)).collect();
    let is_word = |cell: &&String| cell.chars().next().is_some_and(char::is_alphabetic);
    cells.len() == record.len()
        && !cells.contains("")
        && cells.iter().filter(is_word).count() * 2 > cells.len()
}

/// A cell without blanks and quotes around it.
fn bare(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    match cell {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner.trim_ascii(),
        _ => cell,
    }
}

/// A label for comparison: without its blanks, in lower case.
fn folded(label: &[u8]) -> String {
    String::from_utf8_lossy(bare(label))
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests;
