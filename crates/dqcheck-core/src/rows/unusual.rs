//! The reader of every dialect that is not simple: delimiters of several characters, escapes, comments and the rest.
//!
//! Where the standard is silent it reads as Python's `csv` module does, which is what frictionless reads with. What is
//! irregular it tells as the [careful](super::careful) reader does, and it goes on after an unclosed quote in the same
//! way and for the same reason.

use std::ops::Range;

use super::careful::{CELL_LIMIT, Careful, Cell};
use super::{Enough, Issue, IssueKind, Span};
use crate::diagnostic::LineEndings;
use crate::source::Grammar;

impl Careful {
    /// As [`Careful::read`], in any dialect. `first` is the number of the first record in the file, from 1.
    #[expect(
        clippy::too_many_arguments,
        reason = "the same as the careful reader, and the number of the first record"
    )]
    pub(super) fn read_unusual(
        &mut self,
        text: &mut Vec<u8>,
        own: usize,
        grammar: &Grammar,
        first: u64,
        enough: Enough,
        last: bool,
        issues: &mut Vec<Issue>,
    ) -> usize {
        self.clear();
        let tokens = Tokens::new(grammar);
        let mut at = 0;
        let more = |passed: u32, at| match enough {
            Enough::Bytes(bytes) => at < bytes,
            Enough::Records(records) => (passed as usize) < records,
        };
        while at < own && more(self.passed, at) {
            if last && tokens.terminator.is_some() && is_line_end(&text[at..own]) {
                return own;
            }
            let (cells, known) = (self.cells.len(), issues.len());
            let read = tokens.record(self, text, own, at, last, issues);
            // Nothing was decided by what could not be seen yet.
            let read = read.filter(|record| last || record.next + tokens.longest <= own);
            let kept = read.as_ref().is_some_and(|record| {
                let number = first + u64::from(self.passed);
                let blank = || {
                    self.cells[cells..]
                        .iter()
                        .all(|cell| cell.value.start == cell.value.end)
                };
                !record.comment
                    && grammar.comment_rows.binary_search(&number).is_err()
                    && !(grammar.skip_blank_rows && blank())
            });
            if kept {
                self.ends.push(self.cells.len() as u32);
                self.numbers.push(self.passed);
            } else {
                self.cells.truncate(cells);
                issues.truncate(known);
            }
            let Some(record) = read else { break };
            self.passed += 1;
            let LineEndings { lf, crlf, cr } = &mut self.endings;
            match record.ending {
                Ending::Lf => *lf += 1,
                Ending::Crlf => *crlf += 1,
                Ending::Cr => *cr += 1,
                Ending::Other => {}
            }
            at = record.next;
        }
        at
    }
}

/// Whether nothing is left but what a text editor puts at the end of a file.
fn is_line_end(rest: &[u8]) -> bool {
    matches!(rest, b"\n" | b"\r\n" | b"\r")
}

/// A record that was read.
struct Record {
    /// Where the next one begins.
    next: usize,
    ending: Ending,
    comment: bool,
}

#[derive(Clone, Copy)]
enum Ending {
    Lf,
    Crlf,
    Cr,
    /// Another line terminator, or the end of the text.
    Other,
}

/// The grammar as bytes; what it does not have is empty.
struct Tokens<'g> {
    delimiter: &'g [u8],
    quote: Vec<u8>,
    double_quote: bool,
    escape: Vec<u8>,
    terminator: Option<&'g [u8]>,
    skip_initial_space: bool,
    null_sequence: Option<&'g [u8]>,
    comment: Option<&'g [u8]>,
    /// The bytes at which a plain cell may end or may not be plain.
    stops: [bool; 256],
    /// How many bytes must be known to tell any token.
    longest: usize,
}

impl<'g> Tokens<'g> {
    fn new(grammar: &'g Grammar) -> Tokens<'g> {
        let bytes = |c: Option<char>| c.map(|c| c.to_string().into_bytes()).unwrap_or_default();
        let (quote, escape) = (bytes(grammar.quote), bytes(grammar.escape));
        let delimiter = grammar.delimiter.as_bytes();
        let terminator = grammar.terminator.as_deref().map(str::as_bytes);
        let comment = grammar.comment.as_deref().map(str::as_bytes);
        let mut stops = [false; 256];
        let ends: &[&[u8]] = match &terminator {
            Some(terminator) => &[terminator],
            None => &[b"\n", b"\r"],
        };
        let tokens = [delimiter, &quote, &escape]
            .into_iter()
            .chain(ends.iter().copied());
        for token in tokens.clone() {
            if let Some(&first) = token.first() {
                stops[usize::from(first)] = true;
            }
        }
        let longest = tokens
            .chain(comment)
            .map(<[u8]>::len)
            .max()
            .unwrap_or(0)
            .max(2);
        Tokens {
            delimiter,
            double_quote: grammar.double_quote,
            quote,
            escape,
            terminator,
            skip_initial_space: grammar.skip_initial_space,
            null_sequence: grammar.null_sequence.as_deref().map(str::as_bytes),
            comment,
            stops,
            longest,
        }
    }

    /// Reads the record that begins at `at`; `None` where the text ends before one can tell how it ends.
    fn record(
        &self,
        careful: &mut Careful,
        text: &mut Vec<u8>,
        own: usize,
        mut at: usize,
        last: bool,
        issues: &mut Vec<Issue>,
    ) -> Option<Record> {
        let first = careful.cells.len();
        let row = careful.ends.len() as u32;
        let begin = self.behind_spaces(&text[..own], at);
        if self
            .comment
            .is_some_and(|comment| text[begin..own].starts_with(comment))
        {
            return self.finish(
                &text[..own],
                self.record_end(&text[..own], begin),
                last,
                true,
            );
        }
        loop {
            at = self.behind_spaces(&text[..own], at);
            let column = (careful.cells.len() - first) as u32;
            let cell = self.cell(text, own, at, last, |kind, at| {
                issues.push(Issue {
                    kind,
                    at: at as u32,
                    row,
                    column,
                });
            })?;
            at = cell.raw.end as usize;
            careful.cells.push(cell);
            if self.end(&text[..own], at).is_none() && text[at..own].starts_with(self.delimiter) {
                at += self.delimiter.len();
                continue;
            }
            let value = careful.cells[first].value;
            let value = &text[value.start as usize..value.end as usize];
            let comment = self
                .comment
                .is_some_and(|comment| value.starts_with(comment));
            return self.finish(&text[..own], at, last, comment);
        }
    }

    fn finish(&self, text: &[u8], at: usize, last: bool, comment: bool) -> Option<Record> {
        let (length, ending) = match self.end(text, at) {
            Some(end) => end,
            None if last => (0, Ending::Other),
            None => return None,
        };
        Some(Record {
            next: at + length,
            ending,
            comment,
        })
    }

    fn cell(
        &self,
        text: &mut Vec<u8>,
        own: usize,
        at: usize,
        last: bool,
        mut note: impl FnMut(IssueKind, usize),
    ) -> Option<Cell> {
        let behind = at + self.quote.len();
        let mut null = false;
        let (raw, value) = match self.quoted(&text[..own], at, last) {
            Quoted::No => {
                let plain = self.plain(&text[..own], at);
                if let Some(quote) = plain.quote {
                    note(IssueKind::StrayQuote, quote);
                }
                null = self.null_sequence == Some(&text[at..plain.end]);
                (
                    at..plain.end,
                    self.value(text, at..plain.end, plain.escaped, false),
                )
            }
            Quoted::Closed { close, escaped } => {
                let raw = at..close + self.quote.len();
                (raw, self.value(text, behind..close, escaped, true))
            }
            Quoted::TextAfter { close } => {
                let after = close + self.quote.len();
                note(IssueKind::TextAfterQuote, after);
                let end = self.plain(&text[..own], after).end;
                let value = self.value(text, behind..close, true, true);
                self.value(text, after..end, true, false);
                (at..end, value.start..text.len())
            }
            Quoted::Unclosed => {
                note(IssueKind::UnclosedQuote, at);
                let plain = self.plain(&text[..own], behind);
                (
                    at..plain.end,
                    self.value(text, behind..plain.end, plain.escaped, false),
                )
            }
            Quoted::Undecided => return None,
        };
        if let Some(nul) = memchr::memchr(0, &text[raw.clone()]) {
            note(IssueKind::Nul, raw.start + nul);
        }
        let span = |range: Range<usize>| Span {
            start: range.start as u32,
            end: range.end as u32,
        };
        Some(Cell {
            raw: span(raw),
            value: span(value),
            null,
        })
    }

    /// A part of a cell as it is meant: itself, or a copy behind the text where it is `escaped`.
    fn value(
        &self,
        text: &mut Vec<u8>,
        part: Range<usize>,
        escaped: bool,
        quoted: bool,
    ) -> Range<usize> {
        if !escaped {
            return part;
        }
        let start = text.len();
        let (mut at, mut from) = (part.start, part.start);
        while at < part.end {
            let rest = &text[at..part.end];
            let behind = at + self.escape.len();
            if self.is_escape(rest)
                && let length @ 1.. = self.literal(&text[..part.end], behind)
            {
                text.extend_from_within(from..at);
                from = behind;
                at = behind + length;
            } else if quoted && self.double_quote && self.is_quote(rest) {
                text.extend_from_within(from..at + self.quote.len());
                at = (at + 2 * self.quote.len()).min(part.end);
                from = at;
            } else {
                at += 1;
            }
        }
        text.extend_from_within(from..part.end);
        start..text.len()
    }

    /// From `at` to the end of a cell that is not quoted.
    fn plain(&self, text: &[u8], mut at: usize) -> Plain {
        let mut plain = Plain {
            end: text.len(),
            escaped: false,
            quote: None,
        };
        while let Some(stop) = text[at..]
            .iter()
            .position(|&byte| self.stops[usize::from(byte)])
        {
            at += stop;
            let rest = &text[at..];
            if rest.starts_with(self.delimiter) || self.end(text, at).is_some() {
                plain.end = at;
                break;
            }
            if self.is_escape(rest) {
                plain.escaped = true;
                at += self.escape.len();
                at += self.literal(text, at);
                continue;
            }
            if plain.quote.is_none() && self.is_quote(rest) {
                plain.quote = Some(at);
            }
            at += 1;
        }
        plain
    }

    fn quoted(&self, text: &[u8], open: usize, last: bool) -> Quoted {
        let Some(&first) = self.quote.first() else {
            return Quoted::No;
        };
        if !self.is_quote(&text[open..]) {
            return Quoted::No;
        }
        let limit = text.len().min(open + CELL_LIMIT);
        let escape = self.escape.first().copied().unwrap_or(first);
        let mut escaped = false;
        let mut at = open + self.quote.len();
        while at < limit
            && let Some(found) = memchr::memchr2(first, escape, &text[at..limit])
        {
            at += found;
            if self.is_escape(&text[at..]) {
                escaped = true;
                at += self.escape.len();
                at += self.literal(text, at);
                continue;
            }
            if !self.is_quote(&text[at..]) {
                at += 1;
                continue;
            }
            let (close, after) = (at, at + self.quote.len());
            if !last && after + self.longest > text.len() {
                return Quoted::Undecided;
            }
            if self.double_quote && self.is_quote(&text[after..]) {
                escaped = true;
                at = after + self.quote.len();
                continue;
            }
            let ends = after == text.len() || self.end(text, after).is_some();
            return if ends || text[after..].starts_with(self.delimiter) {
                Quoted::Closed { close, escaped }
            } else if self.record_end(&text[..close], open) == close {
                Quoted::TextAfter { close }
            } else {
                Quoted::Unclosed
            };
        }
        if last || limit == open + CELL_LIMIT {
            Quoted::Unclosed
        } else {
            Quoted::Undecided
        }
    }

    /// The length of the line terminator at `at`, if there is one.
    fn end(&self, text: &[u8], at: usize) -> Option<(usize, Ending)> {
        match self.terminator {
            Some(terminator) => text[at..]
                .starts_with(terminator)
                .then_some((terminator.len(), Ending::Other)),
            None => match text[at..] {
                [b'\n', ..] => Some((1, Ending::Lf)),
                [b'\r', b'\n', ..] => Some((2, Ending::Crlf)),
                [b'\r', ..] => Some((1, Ending::Cr)),
                _ => None,
            },
        }
    }

    /// Where the next line terminator stands, or the end of the text.
    fn record_end(&self, text: &[u8], from: usize) -> usize {
        let rest = &text[from..];
        let found = match self.terminator {
            Some(terminator) => memchr::memmem::find(rest, terminator),
            None => memchr::memchr2(b'\n', b'\r', rest),
        };
        found.map_or(text.len(), |found| from + found)
    }

    /// How many bytes at `at` an escape takes the meaning from: a token as a whole, or a byte.
    fn literal(&self, text: &[u8], at: usize) -> usize {
        let rest = &text[at..];
        match self.end(text, at) {
            Some((length, _)) => length,
            None if rest.starts_with(self.delimiter) => self.delimiter.len(),
            None => rest.len().min(1),
        }
    }

    fn is_quote(&self, rest: &[u8]) -> bool {
        !self.quote.is_empty() && rest.starts_with(&self.quote)
    }

    fn is_escape(&self, rest: &[u8]) -> bool {
        !self.escape.is_empty() && rest.starts_with(&self.escape)
    }

    fn behind_spaces(&self, text: &[u8], at: usize) -> usize {
        let spaces = || text[at..].iter().take_while(|&&byte| byte == b' ').count();
        if self.skip_initial_space {
            at + spaces()
        } else {
            at
        }
    }
}

/// A cell that is not quoted.
struct Plain {
    end: usize,
    /// It has escapes.
    escaped: bool,
    /// Its first quote.
    quote: Option<usize>,
}

enum Quoted {
    /// The cell does not begin with a quote.
    No,
    /// `close` is its closing quote; `escaped`: it has escapes or doubled quotes.
    Closed {
        close: usize,
        escaped: bool,
    },
    /// Text follows its closing quote before the record ends.
    TextAfter {
        close: usize,
    },
    Unclosed,
    /// More text is needed to tell.
    Undecided,
}
