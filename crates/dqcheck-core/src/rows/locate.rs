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
        Location {
            line,
            record: None,
            column: characters(&text[line_start..piece.start]) + 1,
            bytes: stored..stored + origin.encoding.stored_len(&text[piece.clone()]),
        }
    };
    pieces.iter().zip(located).map(location).collect()
}

/// The line on which a piece of a text begins, for people.
pub fn excerpt(text: &[u8], piece: &Range<usize>) -> Excerpt {
    let line = line_around(text, piece.start);
    let highlight = piece.start - line.start..piece.end.min(line.end).max(piece.start) - line.start;
    Excerpt::new(&text[line], highlight)
}
