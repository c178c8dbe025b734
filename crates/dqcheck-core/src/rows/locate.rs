//! Where a piece of a block stands in the file: line, column and bytes, counted only when somebody asks.

use std::ops::Range;

use super::lines::{Lines, characters, line_around};
use crate::diagnostic::{Excerpt, Location};
use crate::source::Encoding;

/// What a block of text is in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Byte of the file, as it is stored, at which the block begins.
    pub bytes: u64,
    pub encoding: Encoding,
    /// How many characters of the line on which the block begins stand before it: none, unless the dialect ends
    /// records within lines.
    pub column: u64,
}

/// How many characters of its last line stand before the end of a block.
pub fn column_behind(text: &[u8], origin: Origin) -> u64 {
    let start = line_around(text, text.len()).start;
    let before = if start == 0 { origin.column } else { 0 };
    before + characters(&text[start..])
}

/// The locations of pieces of a block, in their order. Lines are counted from the beginning of the block, from 0;
/// records are left open.
pub fn locate(text: &[u8], origin: Origin, pieces: &[Range<usize>]) -> Vec<Location> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&at| pieces[at].start);
    let mut lines = Lines::new(text);
    let (mut stored, mut counted) = (origin.bytes, 0);
    let mut located = vec![(0, 0); pieces.len()];
    for at in order {
        let start = pieces[at].start;
        stored += origin.encoding.stored_len(&text[counted..start]);
        counted = start;
        located[at] = (lines.line_of(start), stored);
    }
    let location = |(piece, (line, stored)): (&Range<usize>, (u64, u64))| {
        let line_start = line_around(text, piece.start).start;
        let before = if line_start == 0 { origin.column } else { 0 };
        Location {
            line,
            record: None,
            column: before + characters(&text[line_start..piece.start]) + 1,
            bytes: stored..stored + origin.encoding.stored_len(&text[piece.clone()]),
        }
    };
    pieces.iter().zip(located).map(location).collect()
}

/// The line on which a piece of a record begins, for people: what of it belongs to the record.
pub fn excerpt(text: &[u8], record: &Range<usize>, piece: &Range<usize>) -> Excerpt {
    let line = line_around(text, piece.start);
    let start = line.start.max(record.start).min(piece.start);
    let line = start..line.end.min(record.end).max(start);
    let highlight = piece.start - line.start..piece.end.min(line.end).max(piece.start) - line.start;
    Excerpt::new(&text[line], highlight)
}
