//! The head of a file: how it is to be read, and its labels.

use std::io::Read;
use std::ops::Range;

use super::EngineError;
use crate::checks::structure::{
    empty_file, nul_byte, rows_above_header, stray_quote, text_after_quote, unclosed_quote,
};
use crate::diagnostic::{Cause, FieldRef, HeaderPlace, Place};
use crate::message::Args;
use crate::rows::{self, Enough, Extent, IssueKind, Origin, Rows};
use crate::source::{Decoder, Descriptor, Dialect, Encoding, Guess, Input, detect, guess};

/// How much of a file is looked at to find its dialect and its header: 256 KiB, thousands of lines.
const SAMPLE: usize = 256 << 10;

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
}

impl Default for HeadOptions<'_> {
    fn default() -> Self {
        HeadOptions {
            labels: &[],
            encoding: None,
            dialect: None,
            detect: true,
        }
    }
}

/// How a file is to be read, and its labels.
#[derive(Debug)]
pub struct Head {
    pub dialect: Dialect,
    pub byte_order_mark: bool,
    pub labels: Vec<String>,
    /// Whether the labels stand in the file; otherwise they are those that were expected.
    pub named: bool,
    /// Whether labels that differ in capitals only are different.
    pub case_sensitive: bool,
    /// `None` where the file has no header line, or no record at all.
    pub header: Option<HeaderPlace>,
    pub(super) guess: Guess,
    pub(super) told: Option<Encoding>,
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
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The number of its first record; the header is the record before.
    pub record: u64,
}

impl Head {
    /// Reads the beginning of a file.
    pub fn read(input: &dyn Input, options: &HeadOptions<'_>) -> Result<Head, EngineError> {
        let mut stored = Vec::new();
        input
            .open_at(0)?
            .take(SAMPLE as u64)
            .read_to_end(&mut stored)?;
        let mut guess = guess(&stored);
        if let Some(encoding) = options.encoding {
            guess.encoding = encoding;
        }
        let complete = stored.len() < SAMPLE;
        let mut sample = Vec::new();
        let mut decoder = Decoder::new(Box::new(&stored[guess.bom_len..]), guess.encoding);
        while decoder.fill(&mut sample, SAMPLE)? > 0 {}

        let detected = detect(&sample, complete, options.labels);
        let mut rows = Rows::default();
        let blank = sample.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        // The header and the record behind it, which tells where the data begin.
        let enough = Enough::Records(detected.header_record + 2);
        let extent = rows.read_carefully(sample, detected.dialect, enough, complete);
        let origin = Origin {
            bytes: guess.bom_len as u64,
            encoding: decoder.encoding(),
        };
        if rows.is_empty() && extent == Extent::Partial {
            return Err(EngineError::RecordTooLong {
                at: origin.bytes,
                limit: SAMPLE as u64,
            });
        }
        let mut head = Head {
            dialect: detected.dialect,
            byte_order_mark: guess.bom_len > 0,
            labels: Vec::new(),
            named: true,
            case_sensitive: true,
            header: None,
            guess,
            told: options.encoding,
            data: DataStart {
                bytes: origin.bytes,
                line: 1,
                record: 1,
            },
            causes: Vec::new(),
            label_places: Vec::new(),
            header_place: None,
        };
        if blank {
            head.causes.push(cause(
                &empty_file::CHECK,
                empty_file::EMPTY,
                Args::new(),
                Vec::new(),
            ));
        } else {
            head.take_header(&rows, origin, detected.header_record.min(rows.len() - 1));
        }
        Ok(head)
    }

    fn take_header(&mut self, rows: &Rows, origin: Origin, row: usize) {
        let mut places = places(rows, origin, row);
        self.header_place = places.pop();
        self.label_places = places;
        let labels = 0..rows.width(row);
        let value = |column| {
            String::from_utf8_lossy(&rows.value(row, column))
                .trim()
                .to_owned()
        };
        self.labels = labels.map(value).collect();

        let last = row + 1 == rows.len();
        let end = if last {
            rows.text().len()
        } else {
            rows.record(row + 1).start
        };
        let next = &rows::locate(rows.text(), origin, std::slice::from_ref(&(end..end)))[0];
        let record = row as u64 + 1;
        let line = self
            .header_place
            .as_ref()
            .map_or(1, |place| place.location.line);
        self.header = Some(HeaderPlace { line, record });
        self.data = DataStart {
            bytes: next.bytes.start,
            line: next.line + 1,
            record: record + 1,
        };
        if row > 0 {
            let args = Args::new().with("count", row);
            let above = self
                .header_place
                .clone()
                .map(|_| first_place(rows, origin))
                .into_iter()
                .collect();
            self.causes.push(Cause {
                count: 1,
                ..cause(
                    &rows_above_header::CHECK,
                    rows_above_header::ABOVE,
                    args,
                    above,
                )
            });
        }
        self.take_issues(rows, row);
    }

    /// Quotes and NUL bytes in the header line itself.
    fn take_issues(&mut self, rows: &Rows, row: usize) {
        for issue in rows.issues.iter().filter(|issue| issue.row as usize == row) {
            let (check, reason) = match issue.kind {
                IssueKind::StrayQuote => (&stray_quote::CHECK, stray_quote::STRAY),
                IssueKind::TextAfterQuote => (&text_after_quote::CHECK, text_after_quote::TEXT),
                IssueKind::UnclosedQuote => (&unclosed_quote::CHECK, unclosed_quote::UNCLOSED),
                IssueKind::Nul => (&nul_byte::CHECK, nul_byte::NUL),
            };
            let place = self.label_places[issue.column as usize].clone();
            self.causes
                .push(cause(check, reason, Args::new(), vec![place]));
        }
    }

    /// The place of a label, or of the header line as a whole.
    pub(super) fn place(&self, label: Option<usize>) -> Option<Place> {
        match label {
            Some(position) => self.label_places.get(position).cloned(),
            None => self.header_place.clone(),
        }
    }
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
            location.record = Some(row as u64 + 1);
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
                excerpt: Some(rows::excerpt(rows.text(), piece)),
            }
        };
    pieces
        .iter()
        .zip(locations)
        .enumerate()
        .map(place)
        .collect()
}

fn first_place(rows: &Rows, origin: Origin) -> Place {
    places(rows, origin, 0)
        .pop()
        .expect("the record as a whole has a place")
}

fn cause(
    check: &'static crate::check::CheckDef,
    reason: usize,
    args: Args,
    places: Vec<Place>,
) -> Cause {
    Cause {
        check,
        reason,
        severity: check.severity,
        field: None,
        args,
        count: 1,
        places,
    }
}
