//! The feed: hands out blocks of text that begin and end at a record, in the order of the file.
//!
//! Where a record ends is told by counting quotes, which is right until a block turns out to have a quote where none
//! should be. A block that then ends inside a record is handed out again: it is read record by record, by the feed
//! itself, and what was handed out after it becomes stale. A dialect that is not simple is read so from the beginning.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::EngineError;
use super::head::Head;
use crate::rows::{Enough, Origin, Rows, column_behind, last_record_end};
use crate::source::{Decoder, Encoding, Input, Known};

/// A record longer than this (64 MiB) is an error: the file is no table, and memory has an end.
const RECORD_LIMIT: usize = 64 << 20;

/// What it takes to read a block once more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub origin: Origin,
    /// The number of its first record in the file, from 1; only told where records are read one by one from the beginning.
    record: u64,
    /// It begins between the two halves of a line end.
    pub in_line_end: bool,
    /// Length of its text.
    pub length: usize,
    pub careful: bool,
    pub last: bool,
}

/// A piece of the file that one thread checks.
pub(super) struct Block {
    pub sequence: u64,
    pub text: Vec<u8>,
    /// The records, where the feed had to read them to find where the block ends.
    pub rows: Option<Rows>,
    pub extent: Extent,
    /// The text is known to be UTF-8.
    pub utf8: bool,
    /// What was known of the encoding before the block was read, and how many of its bytes that takes in already.
    known: Known,
    seen: usize,
    stale: Arc<AtomicBool>,
}

impl Block {
    /// Whether an earlier block turned out to end elsewhere, so that this one is worth nothing.
    pub(super) fn is_stale(&self) -> bool {
        self.stale.load(Ordering::Relaxed)
    }
}

pub(super) struct Feed<'a> {
    input: &'a dyn Input,
    head: &'a Head,
    /// About how much text a block has.
    block: usize,
    decoder: Decoder<'a>,
    ended: bool,
    /// Text behind the last block.
    carry: Vec<u8>,
    /// Byte of the file at which the next block begins, characters of its line before it, its first record, and
    /// whether it may begin within a line end: see [`DataStart`](super::head::DataStart).
    position: u64,
    column: u64,
    record: u64,
    behind_cr: bool,
    sequence: u64,
    /// The next block is to be read record by record.
    careful: bool,
    handed_out: Vec<(u64, Arc<AtomicBool>)>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(
        input: &'a dyn Input,
        head: &'a Head,
        block: usize,
    ) -> Result<Feed<'a>, EngineError> {
        let reader = input.open_at(head.data.bytes)?;
        Ok(Feed {
            input,
            head,
            block: block.max(1),
            decoder: Decoder::resume(reader, head.known.clone(), 0),
            ended: false,
            carry: Vec::new(),
            position: head.data.bytes,
            column: head.data.column,
            record: head.data.record,
            behind_cr: head.data.behind_cr,
            sequence: 0,
            careful: head.dialect.is_none(),
            handed_out: Vec::new(),
        })
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.decoder.encoding()
    }

    pub(super) fn settled(&self) -> Encoding {
        self.decoder.settled()
    }

    /// Whether some bytes belong to no character of the encoding in which the file was read.
    pub(super) fn is_mixed(&self) -> bool {
        self.decoder.invalid_bytes() > 0
    }

    /// The next block; its text is put into `spare`, for its memory.
    pub(super) fn next(&mut self, spare: Vec<u8>) -> Result<Option<Block>, EngineError> {
        let known = self.decoder.known().clone();
        let seen = self.decoder.encoding().stored_len(&self.carry) as usize;
        let mut text = spare;
        text.clear();
        text.append(&mut self.carry);
        self.fill(&mut text, self.block)?;
        if text.is_empty() {
            return Ok(None);
        }
        let end = match self.head.dialect {
            None => None,
            Some(_) if self.careful => None,
            Some(_) if self.ended => Some(text.len()),
            Some(dialect) => last_record_end(&text, dialect),
        };
        let mut rows = None;
        match end {
            Some(end) => {
                self.carry.extend_from_slice(&text[end..]);
                text.truncate(end);
            }
            None => rows = Some(self.read_carefully(std::mem::take(&mut text))?),
        }
        self.careful = self.head.dialect.is_none();
        let read = rows.as_ref().map_or(&text[..], Rows::text);
        let utf8 = !self.is_mixed() || simdutf8::basic::from_utf8(read).is_ok();
        let origin = Origin {
            bytes: self.position,
            encoding: self.decoder.encoding(),
            column: self.column,
        };
        let last = self.ended && self.carry.is_empty();
        let extent = Extent {
            origin,
            record: self.record,
            in_line_end: self.behind_cr && read.first() == Some(&b'\n'),
            length: read.len(),
            careful: rows.is_some(),
            last,
        };
        self.position += origin.encoding.stored_len(read);
        if self.head.grammar.terminator.is_some() {
            self.column = column_behind(read, origin);
            self.behind_cr = read.ends_with(b"\r");
        }
        self.record += rows.as_ref().map_or(0, Rows::passed) as u64;
        let stale = Arc::new(AtomicBool::new(false));
        self.handed_out.push((self.sequence, Arc::clone(&stale)));
        self.sequence += 1;
        Ok(Some(Block {
            sequence: self.sequence - 1,
            text,
            rows,
            extent,
            utf8,
            known,
            seen,
            stale,
        }))
    }

    /// Reads at least a block of whole records; what follows them is carried over.
    fn read_carefully(&mut self, mut text: Vec<u8>) -> Result<Rows, EngineError> {
        let mut rows = Rows::default();
        loop {
            let enough = Enough::Bytes(self.block);
            self.head
                .read_carefully(&mut rows, text, self.record, enough, self.ended);
            if !rows.text().is_empty() {
                self.carry.extend_from_slice(rows.rest());
                return Ok(rows);
            }
            text = rows.take_text();
            if text.len() >= RECORD_LIMIT {
                return Err(EngineError::RecordTooLong {
                    at: self.position,
                    limit: RECORD_LIMIT as u64,
                });
            }
            let more = text.len() * 2;
            self.fill(&mut text, more)?;
        }
    }

    /// Reads on until the text has `length` bytes, or the file ends.
    fn fill(&mut self, text: &mut Vec<u8>, length: usize) -> Result<(), EngineError> {
        while text.len() < length && !self.ended {
            let want = length - text.len();
            self.ended = self.decoder.fill(text, want)? == 0;
        }
        Ok(())
    }

    /// Reads a block once more.
    pub(super) fn read_again(&self, block: &Extent, width: usize) -> Result<Rows, EngineError> {
        let reader = self.input.open_at(block.origin.bytes)?;
        let mut feed = Feed {
            decoder: Decoder::new(reader, block.origin.encoding),
            ended: false,
            carry: Vec::new(),
            handed_out: Vec::new(),
            ..*self
        };
        let (mut rows, mut text) = (Rows::default(), Vec::new());
        feed.fill(&mut text, block.length)?;
        if let (Some(dialect), false) = (self.head.dialect, block.careful) {
            text.truncate(block.length);
            rows.read(text, dialect, width, block.last);
            return Ok(rows);
        }
        loop {
            let enough = Enough::Bytes(block.length);
            self.head
                .read_carefully(&mut rows, text, block.record, enough, feed.ended);
            if rows.text().len() >= block.length || feed.ended {
                return Ok(rows);
            }
            text = rows.take_text();
            let more = text.len() * 2;
            feed.fill(&mut text, more)?;
        }
    }

    /// Takes note that a block was checked.
    pub(super) fn finished(&mut self, block: &Block) {
        self.handed_out
            .retain(|(sequence, _)| *sequence != block.sequence);
    }

    /// Goes back to a block that ends inside a record.
    pub(super) fn redo(&mut self, block: Block) -> std::io::Result<()> {
        for (_, stale) in self
            .handed_out
            .extract_if(.., |(sequence, _)| *sequence >= block.sequence)
        {
            stale.store(true, Ordering::Relaxed);
        }
        self.decoder = Decoder::resume(
            self.input.open_at(block.extent.origin.bytes)?,
            block.known,
            block.seen,
        );
        self.ended = false;
        self.carry.clear();
        self.position = block.extent.origin.bytes;
        self.sequence = block.sequence;
        self.careful = true;
        Ok(())
    }
}
