//! Physical lines and columns: LF, CRLF and a lone CR each end a line, wherever they stand.

use std::ops::Range;

use memchr::memchr_iter;

/// Number of line ends in a text. A CR at its very end counts: it is for the caller to know what follows.
pub(super) fn count(text: &[u8]) -> u64 {
    let feeds = memchr_iter(b'\n', text).count();
    let lone = memchr_iter(b'\r', text)
        .filter(|at| text.get(at + 1) != Some(&b'\n'))
        .count();
    (feeds + lone) as u64
}

/// Walks forward through a text and says on which line an offset lies.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a [u8]) -> Lines<'a> {
        Lines {
            text,
            at: 0,
            line: 0,
        }
    }

    /// The line of `offset`, from 0. Offsets may not go back.
    pub(super) fn line_of(&mut self, offset: usize) -> u64 {
        let between = &self.text[self.at..offset];
        let split_crlf = between.last() == Some(&b'\r') && self.text.get(offset) == Some(&b'\n');
        self.line += count(between) - u64::from(split_crlf);
        self.at = offset;
        self.line
    }
}

/// The physical line around an offset, without its end.
pub(super) fn line_around(text: &[u8], offset: usize) -> Range<usize> {
    let start = memchr::memrchr2(b'\n', b'\r', &text[..offset]).map_or(0, |at| at + 1);
    let end = memchr::memchr2(b'\n', b'\r', &text[offset..]).map_or(text.len(), |at| offset + at);
    start..end
}

/// Number of characters of a text; a byte that is no UTF-8 counts as one.
pub(super) fn characters(text: &[u8]) -> u64 {
    match std::str::from_utf8(text) {
        Ok(text) => text.chars().count() as u64,
        Err(_) => text
            .utf8_chunks()
            .map(|chunk| chunk.valid().chars().count() + chunk.invalid().len())
            .sum::<usize>() as u64,
    }
}
