//! Findings: what was found where, as ids and typed values. No prose, no language.

mod throughout;

use std::ops::Range;

use crate::check::{CheckDef, Reason, Severity};
use crate::message::{Arg, Args, Lang, fill};

pub(crate) use throughout::{examples, is_throughout, mended};

/// A field of the schema or a column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    pub name: String,
    /// 1-based position in the file, or in the schema where the file has no such column.
    pub number: usize,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Physical line, from 1; LF, CRLF and a lone CR each end one, in quoted cells too.
    pub line: u64,
    /// Record number, from 1; the header is record 1, blank lines count. `None` for a place in a schema.
    pub record: Option<u64>,
    /// First character of the cell within its line, from 1, the quote included.
    pub column: u64,
    /// The bytes of the cell in the file as it is stored, quotes included.
    pub bytes: Range<u64>,
}

/// The line around a place, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The physical line on which the cell begins, cut round the cell where it is long.
    pub text: String,
    /// The bytes of `text` that are the cell, or its part on this line.
    pub highlight: Range<usize>,
    /// Whether `text` leaves out the beginning or the end of the line.
    pub cut: (bool, bool),
}

impl Excerpt {
    /// Longest excerpt, in characters.
    pub const WIDTH: usize = 160;

    /// A line, cut round the bytes of it that are meant. Bytes that are not UTF-8 become U+FFFD.
    pub fn new(line: &[u8], highlight: Range<usize>) -> Excerpt {
        // No more of a huge line is looked at than can be shown.
        let reach = Self::WIDTH * 4;
        let from = highlight.start.saturating_sub(reach);
        let to = line.len().min(highlight.end + reach);
        let before = String::from_utf8_lossy(&line[from..highlight.start]);
        let cell_end = highlight.end.min(highlight.start + reach);
        let cell = String::from_utf8_lossy(&line[highlight.start..cell_end]);
        let after = String::from_utf8_lossy(&line[highlight.end..to]);

        let cell_shown = first_characters(&cell, Self::WIDTH / 2);
        let whole_cell = cell_shown.len() == cell.len() && cell_end == highlight.end;
        let free = Self::WIDTH - cell_shown.chars().count();
        let ahead = before.chars().count();
        let behind = if whole_cell { after.chars().count() } else { 0 };
        let ahead_shown = ahead.min((free / 2).max(free.saturating_sub(behind)));
        let skip = first_characters(&before, ahead - ahead_shown).len();
        let after_shown = if whole_cell {
            first_characters(&after, free - ahead_shown)
        } else {
            ""
        };

        let start = before.len() - skip;
        Excerpt {
            text: format!("{}{cell_shown}{after_shown}", &before[skip..]),
            highlight: start..start + cell_shown.len(),
            cut: (
                skip > 0 || from > 0,
                !whole_cell || after_shown.len() < after.len() || to < line.len(),
            ),
        }
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or(text, |(at, _)| &text[..at])
}

/// One failing cell, row or label of a cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub location: Location,
    /// The field of this place, where the cause is not of one field only.
    pub field: Option<FieldRef>,
    /// The text of the cell, cut where it is long.
    pub value: Option<String>,
    /// Values for the message that differ from place to place.
    pub args: Args,
    /// Only for the first places of a cause.
    pub excerpt: Option<Excerpt>,
}

/// All findings of one reason in one field: what is shown together, since one act mends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    pub check: &'static CheckDef,
    /// Index into the reasons of the check.
    pub reason: usize,
    pub severity: Severity,
    /// `None` for what concerns a row, the header or the whole file.
    pub field: Option<FieldRef>,
    /// Values for the message that all places share, such as the bound of a constraint.
    pub args: Args,
    /// How often it was found; always exact.
    pub count: u64,
    /// The places that were kept, in file order; fewer than `count` where there are many, none where the
    /// cause has no place in the file.
    pub places: Vec<Place>,
}

impl Cause {
    pub fn reason(&self) -> &'static Reason {
        &self.check.reasons[self.reason]
    }

    /// What is wrong, said of one place, or of the cause as a whole.
    pub fn message(&self, place: Option<&Place>, lang: Lang) -> String {
        fill(self.reason().message.get(lang), &self.words(place), lang)
    }

    /// What to do about it.
    pub fn help(&self, place: Option<&Place>, lang: Lang) -> String {
        fill(self.reason().help.get(lang), &self.words(place), lang)
    }

    fn words(&self, place: Option<&Place>) -> Args {
        let mut args = self.args.clone();
        let field = place
            .and_then(|place| place.field.as_ref())
            .or(self.field.as_ref());
        if let Some(field) = field {
            args = args.with("field", field.name.as_str());
        }
        if let Some(place) = place {
            if let Some(value) = &place.value {
                args = args.with("value", Arg::Text(value.clone()));
            }
            args = args.and(&place.args);
        }
        args
    }
}

/// What was read: how the bytes of a file became rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Name of the encoding (WHATWG, as in `windows-1252`), or `mixed` where no one encoding fits.
    pub encoding: String,
    pub byte_order_mark: bool,
    pub delimiter: String,
    /// `None` where quotes are text.
    pub quote: Option<char>,
    /// Spaces behind a delimiter are not part of the cell.
    pub skip_initial_space: bool,
    /// The header line: its record number and physical line; `None` where the file has no header.
    pub header: Option<HeaderPlace>,
    pub line_endings: LineEndings,
    pub bytes: u64,
    /// Data rows: all records after the header, blank ones too.
    pub rows: u64,
    /// The labels of the header.
    pub labels: Vec<String>,
}

/// Where the header stands. Anything before it is told as a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderPlace {
    pub line: u64,
    pub record: u64,
}

/// How often each line ending ends a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineEndings {
    pub lf: u64,
    pub crlf: u64,
    pub cr: u64,
}

/// As what a column of the file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRead {
    /// The name of its field; its label, where it has no field.
    pub name: String,
    /// Whether the field must have a value in each row.
    pub required: bool,
    /// Whether it is part of the primary key, all of which the file has.
    pub key: bool,
}

/// All that was found in one table, or in one schema that was looked at for its own sake.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// `None` for a schema: it has no rows.
    pub reading: Option<Reading>,
    /// The columns of the file, in its order; a schema has none.
    pub columns: Vec<ColumnRead>,
    /// In the order of the documentation of the checks, then of the columns.
    pub causes: Vec<Cause>,
}

impl Findings {
    /// How many findings have this severity, kept or not.
    pub fn count(&self, severity: Severity) -> u64 {
        self.causes
            .iter()
            .filter(|cause| cause.severity == severity)
            .map(|cause| cause.count)
            .sum()
    }

    /// How many findings are counted but were not kept with their place.
    pub fn not_kept(&self) -> u64 {
        self.causes
            .iter()
            .map(|cause| {
                cause
                    .count
                    .saturating_sub((cause.places.len() as u64).max(1))
            })
            .sum()
    }
}

/// Longest text of a cell that a place keeps, in characters.
pub const VALUE_KEPT: usize = 1_000;

/// The text of a cell for a report: readable whatever its bytes, and not longer than [`VALUE_KEPT`].
pub fn value_text(cell: &[u8]) -> String {
    let end = cell.len().min(VALUE_KEPT * 4);
    let text = String::from_utf8_lossy(&cell[..end]);
    match text.char_indices().nth(VALUE_KEPT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None if end < cell.len() => format!("{text}…"),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let excerpt = Excerpt::new("a;é;c".as_bytes(), 2..4);
        assert_eq!(
            excerpt,
            Excerpt {
                text: "a;é;c".to_owned(),
                highlight: 2..4,
                cut: (false, false)
            }
        );
    }

    #[test]
    fn a_wide_line_is_cut_round_the_cell() {
        let line = format!("{};here;{}", "é".repeat(500), "b".repeat(500));
        let excerpt = Excerpt::new(line.as_bytes(), 1001..1005);
        assert_eq!(&excerpt.text[excerpt.highlight.clone()], "here");
        assert_eq!(excerpt.text.chars().count(), Excerpt::WIDTH);
        assert_eq!(excerpt.cut, (true, true));
    }

    #[test]
    fn a_huge_cell_is_cut_at_its_end() {
        let line = format!("a;{}", "x".repeat(100_000));
        let excerpt = Excerpt::new(line.as_bytes(), 2..line.len());
        assert!(excerpt.text.starts_with("a;xxx") && excerpt.cut == (false, true));
    }

    #[test]
    fn a_long_value_is_cut_and_says_so() {
        let text = value_text("é".repeat(5_000).as_bytes());
        assert_eq!(text.chars().count(), VALUE_KEPT + 1);
        assert!(text.ends_with('…'));
    }
}
