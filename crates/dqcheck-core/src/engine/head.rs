//! The head of a file: how it is to be read, and its labels.

use std::io::Read;
use std::ops::Range;

use super::EngineError;
use crate::check::CheckDef;
use crate::checks::structure::{
    empty_file, invalid_encoding, nul_byte, rows_above_header, stray_quote, text_after_quote,
    unclosed_quote,
};
use crate::diagnostic::{Cause, FieldRef, HeaderPlace, Place};
use crate::message::Args;
use crate::rows::{self, Enough, Extent, IssueKind, Origin, Rows};
use crate::source::{
    Decoder, Descriptor, Detected, Dialect, Encoding, Grammar, Guess, Input, Known, Sample, detect,
    guess,
};

/// How many pieces of 32 KiB are looked at from the sample to the end, since a file may begin unlike the rest of it.
const PIECES: u64 = 4;
const PIECE: u64 = 32 << 10;

/// A header that ends later than this (16 MiB) is none.
const HEADER_LIMIT: usize = 16 << 20;

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug)]
pub struct HeadOptions<'a> {
    /// Labels that are expected, to break ties between dialects; may be empty. Those of a file without a header line.
    pub labels: &'a [String],
    /// The encoding, where it need not be guessed.
    pub encoding: Option<Encoding>,
    /// What is known of the dialect.
    pub dialect: Option<&'a Descriptor>,
    /// Whether what is not known is found out from the file; the defaults of the standard otherwise.
    pub detect: bool,
    /// How many bytes of the file are looked at to find out all that, and more where the header is longer.
    pub sample: usize,
}

impl Default for HeadOptions<'_> {
    fn default() -> Self {
        HeadOptions {
            labels: &[],
            encoding: None,
            dialect: None,
            detect: true,
            // Thousands of lines.
            sample: 256 << 10,
        }
    }
}

/// How a file is to be read, and its labels.
#[derive(Debug)]
pub struct Head {
    pub grammar: Grammar,
    /// The grammar, where it is simple.
    pub dialect: Option<Dialect>,
    pub byte_order_mark: bool,
    pub labels: Vec<String>,
    /// Whether the labels stand in the file; otherwise they are those that were expected.
    pub named: bool,
    /// Whether labels that differ in capitals only are different.
    pub case_sensitive: bool,
    /// `None` where the file has no header line, or no record at all.
    pub header: Option<HeaderPlace>,
    /// How the data are to be decoded, and what the bytes before them say of that.
    pub(super) known: Known,
    /// Where the records after the header begin.
    pub(super) data: DataStart,
    /// What is wrong with the beginning of the file.
    pub(super) causes: Vec<Cause>,
    label_places: Vec<Place>,
    header_place: Option<Place>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct DataStart {
    pub bytes: u64,
    /// The line on which it begins, from 1, and how many characters of the line stand before it.
    pub line: u64,
    pub column: u64,
    /// The number of its first record; the header is the record before.
    pub record: u64,
    /// A carriage return stands before it, and may be half a line end: the dialect ends records by something else.
    pub behind_cr: bool,
}

/// Which records are the header.
struct HeaderRows {
    /// Their numbers, from 1, ascending; empty where there is none.
    rows: Vec<u64>,
    /// Nobody said so: it was found out.
    found: bool,
}

impl HeaderRows {
    /// The first row that may be the header: the rows named may be passed over, as comments are.
    fn first(&self, rows: &Rows) -> Option<usize> {
        let first = self.rows.first()?;
        (0..rows.len()).find(|&row| rows.number(row) as u64 + 1 >= *first)
    }

    /// How many records there are to the end of a header whose first row is `row`.
    fn end(&self, rows: &Rows, row: usize) -> usize {
        let last = self.rows.last().map_or(0, |&last| last as usize);
        last.max(rows.number(row) + 1)
    }
}

impl Head {
    /// Reads the beginning of a file.
    pub fn read(input: &dyn Input, options: &HeadOptions<'_>) -> Result<Head, EngineError> {
        let mut size = options.sample.max(1);
        loop {
            match Head::read_within(input, options, size)? {
                Some(head) => return Ok(head),
                None if size >= HEADER_LIMIT => {
                    return Err(EngineError::RecordTooLong {
                        at: 0,
                        limit: size as u64,
                    });
                }
                None => size *= 4,
            }
        }
    }

    /// `None` where the header ends behind the first `size` bytes.
    fn read_within(
        input: &dyn Input,
        options: &HeadOptions<'_>,
        size: usize,
    ) -> Result<Option<Head>, EngineError> {
        let mut stored = Vec::new();
        input
            .open_at(0)?
            .take(size as u64)
            .read_to_end(&mut stored)?;
        let mut guess = guess(&stored);
        let told = match options.encoding {
            None if !options.detect => Some(Encoding::Utf8),
            told => told,
        };
        if let Some(encoding) = told {
            guess.encoding = told_encoding(encoding, guess);
        }
        let complete = stored.len() < size;
        let mut sample = Vec::new();
        let mut decoder = Decoder::new(Box::new(&stored[guess.bom_len..]), guess.encoding);
        while decoder.fill(&mut sample, size)? > 0 {}

        let nothing_told = Descriptor::default();
        let descriptor = options.dialect.unwrap_or(&nothing_told);
        let further = match options.detect && !complete {
            true => further(input, size as u64, guess.encoding)?,
            false => Vec::new(),
        };
        let looked_at = Sample {
            beginning: &sample,
            complete,
            further: &further,
        };
        let (grammar, header) = settle(&looked_at, descriptor, options);
        let origin = Origin {
            bytes: guess.bom_len as u64,
            encoding: decoder.encoding(),
            column: 0,
        };
        let mut head = Head {
            dialect: grammar.simple(),
            grammar,
            byte_order_mark: guess.bom_len > 0,
            labels: Vec::new(),
            named: !header.rows.is_empty(),
            case_sensitive: descriptor.case_sensitive.unwrap_or(true),
            header: None,
            known: match told {
                Some(_) => Known::told(guess.encoding),
                None => Known::guessed(guess),
            },
            data: DataStart {
                bytes: origin.bytes,
                line: 1,
                column: 0,
                record: 1,
                behind_cr: false,
            },
            causes: Vec::new(),
            label_places: Vec::new(),
            header_place: None,
        };
        if sample.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            head.tell(&empty_file::CHECK, empty_file::EMPTY, Args::new(), None);
        } else if header.rows.is_empty() {
            head.labels = options.labels.to_vec();
        } else if !head.find_header(sample, complete, origin, &header, descriptor) {
            return Ok(None);
        }
        let before = (head.data.bytes as usize).min(stored.len());
        head.known.see(&stored[guess.bom_len..before]);
        Ok(Some(head))
    }

    /// Reads the labels, and finds where the data begin; says whether the header ends within the sample.
    fn find_header(
        &mut self,
        mut sample: Vec<u8>,
        complete: bool,
        origin: Origin,
        header: &HeaderRows,
        descriptor: &Descriptor,
    ) -> bool {
        let last = header.rows.last().copied().unwrap_or_default();
        let mut rows = Rows::default();
        let mut wanted = last as usize;
        loop {
            let enough = Enough::Records(wanted);
            self.read_carefully(&mut rows, sample, 1, enough, complete);
            let ended = rows.passed() < wanted;
            match header.first(&rows) {
                // What follows was read only to find it.
                Some(row) if rows.passed() > header.end(&rows, row) => {
                    wanted = header.end(&rows, row);
                }
                Some(_) if rows.passed() >= last as usize => break,
                // All of that is passed over: the header is what follows.
                None if !ended => wanted *= 2,
                _ if !complete => return false,
                _ => {
                    let args = Args::new().with("row", last).with("count", rows.passed());
                    self.tell(&empty_file::CHECK, empty_file::NO_HEADER, args, None);
                    self.start_behind(&rows, origin);
                    return true;
                }
            }
            sample = rows.take_text();
        }
        self.take_header(&rows, origin, header, descriptor.header_join.as_deref());
        true
    }

    /// Reads records one by one as the dialect wants it. `first` is the number of the first, from 1.
    pub(super) fn read_carefully(
        &self,
        rows: &mut Rows,
        text: Vec<u8>,
        first: u64,
        enough: Enough,
        last: bool,
    ) -> Extent {
        match self.dialect {
            Some(dialect) => rows.read_carefully(text, dialect, enough, last),
            None => rows.read_unusual(text, &self.grammar, first, enough, last),
        }
    }

    /// `rows` end with the header.
    fn take_header(
        &mut self,
        rows: &Rows,
        origin: Origin,
        header: &HeaderRows,
        join: Option<&str>,
    ) {
        let is_header = |&row: &usize| header.rows.contains(&(rows.number(row) as u64 + 1));
        let mut header_rows: Vec<usize> = (0..rows.len()).filter(is_header).collect();
        if header_rows.is_empty() {
            header_rows.extend(header.first(rows));
        }
        let Some(&last) = header_rows.last() else {
            return;
        };
        let mut label_places = places(rows, origin, last);
        self.header_place = label_places.pop();
        self.label_places = label_places;
        let labels = header_rows.iter().map(|&row| labels(rows, row));
        self.labels = join_labels(&labels.collect::<Vec<_>>(), join.unwrap_or(" "));
        self.start_behind(rows, origin);
        let line = self
            .header_place
            .as_ref()
            .map_or(1, |place| place.location.line);
        self.header = Some(HeaderPlace {
            line,
            record: self.data.record - 1,
        });
        if header.found && last > 0 {
            let args = Args::new().with("count", last);
            let above = places(rows, origin, 0).pop();
            self.tell(
                &rows_above_header::CHECK,
                rows_above_header::ABOVE,
                args,
                above,
            );
        }
        for row in header_rows {
            self.take_issues(rows, origin, row);
        }
    }

    /// The data begin where `rows` end.
    fn start_behind(&mut self, rows: &Rows, origin: Origin) {
        let end = rows.text().len();
        let next = &rows::locate(rows.text(), origin, std::slice::from_ref(&(end..end)))[0];
        self.data = DataStart {
            bytes: next.bytes.start,
            line: next.line + 1,
            column: rows::column_behind(rows.text(), origin),
            record: rows.passed() as u64 + 1,
            behind_cr: self.grammar.terminator.is_some() && rows.text().ends_with(b"\r"),
        };
    }

    /// Quotes, NUL bytes and what is no character in the header line itself.
    fn take_issues(&mut self, rows: &Rows, origin: Origin, row: usize) {
        let places = places(rows, origin, row);
        for (column, place) in places.iter().enumerate().take(rows.width(row)) {
            let cell = rows.cell(row, column).unwrap_or_default();
            if std::str::from_utf8(&rows.text()[cell]).is_err() {
                let args = Args::new().with("encoding", origin.encoding.name());
                self.tell(
                    &invalid_encoding::CHECK,
                    invalid_encoding::NOT_UTF8,
                    args,
                    Some(place.clone()),
                );
            }
        }
        for issue in rows.issues.iter().filter(|issue| issue.row as usize == row) {
            let (check, reason) = match issue.kind {
                IssueKind::StrayQuote => (&stray_quote::CHECK, stray_quote::STRAY),
                IssueKind::TextAfterQuote => (&text_after_quote::CHECK, text_after_quote::TEXT),
                IssueKind::UnclosedQuote => (&unclosed_quote::CHECK, unclosed_quote::UNCLOSED),
                IssueKind::Nul => (&nul_byte::CHECK, nul_byte::NUL),
            };
            let place = places[issue.column as usize].clone();
            self.tell(check, reason, Args::new(), Some(place));
        }
    }

    fn tell(&mut self, check: &'static CheckDef, reason: usize, args: Args, place: Option<Place>) {
        self.causes.push(Cause {
            check,
            reason,
            severity: check.severity,
            field: None,
            args,
            count: 1,
            places: place.into_iter().collect(),
        });
    }

    /// The place of a label, or of the header line as a whole.
    pub(super) fn place(&self, label: Option<usize>) -> Option<Place> {
        match label {
            Some(position) => self.label_places.get(position).cloned(),
            None => self.header_place.clone(),
        }
    }
}

/// The encoding in which a file is read that somebody said to be in `told`: a byte order mark tells which UTF-16.
fn told_encoding(told: Encoding, guess: Guess) -> Encoding {
    let utf16 = |encoding| matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    if utf16(told) && utf16(guess.encoding) && guess.bom_len > 0 {
        guess.encoding
    } else {
        told
    }
}

/// Pieces of a file behind its first `from` bytes, from there to the end, each without the record that it begins in.
fn further(input: &dyn Input, from: u64, encoding: Encoding) -> Result<Vec<Vec<u8>>, EngineError> {
    let behind = input.size_hint().unwrap_or(0).saturating_sub(from);
    if behind < PIECES * PIECE {
        return Ok(Vec::new());
    }
    let piece = |number| {
        // An even offset: a character of UTF-16 has two bytes.
        let at = (from + (behind - PIECE) / PIECES * number) & !1;
        let mut decoder = Decoder::new(Box::new(input.open_at(at)?.take(PIECE)), encoding);
        let mut text = Vec::new();
        while decoder.fill(&mut text, PIECE as usize)? > 0 {}
        let start = memchr::memchr(b'\n', &text).map_or(text.len(), |at| at + 1);
        text.drain(..start);
        Ok(text)
    };
    (1..=PIECES).map(piece).collect()
}

/// How the records are told apart, and which are the header: as it was told, then as it was found or by default.
fn settle(
    sample: &Sample<'_>,
    descriptor: &Descriptor,
    options: &HeadOptions<'_>,
) -> (Grammar, HeaderRows) {
    let detected = match options.detect {
        true => detect(sample, options.labels, descriptor.into()),
        false => Detected::default(),
    };
    let grammar = Grammar::new(descriptor, &detected);
    // Its records were counted as if no other dialect than a simple one existed.
    let counted = grammar.delimiter.len() == 1
        && grammar.terminator.is_none()
        && grammar.comment.is_none()
        && grammar.comment_rows.is_empty();
    let (rows, found) = match (descriptor.header, &descriptor.header_rows) {
        (Some(false), _) => (Vec::new(), false),
        (_, Some(rows)) => (rows.clone(), false),
        _ if counted => (vec![detected.header_record as u64 + 1], true),
        _ => (vec![1], false),
    };
    (grammar, HeaderRows { rows, found })
}

fn labels(rows: &Rows, row: usize) -> Vec<String> {
    let label = |column| {
        String::from_utf8_lossy(&rows.value(row, column))
            .trim()
            .to_owned()
    };
    (0..rows.width(row)).map(label).collect()
}

/// The labels of a header of several rows: what stands one above the other, joined. The last cell of a row that is
/// shorter than the lowest stands above all that are left; a cell that is blank, or that of the row above it again,
/// adds nothing.
fn join_labels(rows: &[Vec<String>], join: &str) -> Vec<String> {
    let lowest = rows.last().map_or(0, Vec::len);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let label = |column: usize| {
        let mut parts: Vec<&str> = rows
            .iter()
            .filter_map(|row| match row.get(column) {
                None if column < lowest => row.last(),
                cell => cell,
            })
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.dedup();
        parts.join(join)
    };
    (0..widest).map(label).collect()
}

/// The places of the cells of a record, and of the record as a whole.
fn places(rows: &Rows, origin: Origin, row: usize) -> Vec<Place> {
    let mut pieces: Vec<Range<usize>> = (0..rows.width(row))
        .filter_map(|column| rows.cell(row, column))
        .collect();
    pieces.push(rows.record(row));
    let locations = rows::locate(rows.text(), origin, &pieces);
    let place =
        |(number, (piece, mut location)): (usize, (&Range<usize>, crate::diagnostic::Location))| {
            location.line += 1;
            location.record = Some(rows.number(row) as u64 + 1);
            let label = (number < rows.width(row)).then(|| rows.value(row, number));
            let value = label.map(|label| crate::diagnostic::value_text(&label));
            Place {
                location,
                field: value.clone().map(|name| FieldRef {
                    name,
                    number: number + 1,
                }),
                value,
                args: Args::new(),
                excerpt: Some(rows::excerpt(rows.text(), &rows.record(row), piece)),
            }
        };
    pieces
        .iter()
        .zip(locations)
        .enumerate()
        .map(place)
        .collect()
}
