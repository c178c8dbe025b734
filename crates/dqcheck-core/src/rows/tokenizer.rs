//! The fast reader of regular blocks: 64 bytes at a time as bit masks of quotes, delimiters and line ends.

use wide::u8x16;

use crate::diagnostic::LineEndings;
use crate::source::Dialect;

/// What a regular block holds, besides the ends of its cells.
pub(super) struct Found {
    pub lines: u64,
    pub endings: LineEndings,
}

/// Where cells end; the memory for them is neither given back nor cleared from block to block.
#[derive(Debug, Default)]
pub(super) struct Ends {
    slots: Vec<u32>,
    len: usize,
    /// The cells that begin with a quote, by their number in the block.
    quoted: Vec<u32>,
}

impl Ends {
    pub(super) fn as_slice(&self) -> &[u32] {
        &self.slots[..self.len]
    }

    pub(super) fn quoted(&self) -> &[u32] {
        &self.quoted
    }

    fn begin(&mut self) {
        self.len = 0;
        self.quoted.clear();
        self.reserve(1);
        self.push(u32::MAX);
    }

    fn reserve(&mut self, ends: usize) {
        // Room for a chunk more, since it is written to before it is counted.
        let needed = self.len + ends + 64;
        if self.slots.len() < needed {
            self.slots.resize(needed, 0);
        }
    }

    fn push(&mut self, end: u32) {
        self.slots[self.len] = end;
        self.len += 1;
    }

    /// Takes the bits of a chunk that are ends; `base` is the offset of its first byte.
    #[inline(always)]
    fn extend(&mut self, base: u32, mut found: u64) {
        let count = found.count_ones() as usize;
        let out = &mut self.slots[self.len..self.len + 64];
        let (eights, _) = out.as_chunks_mut::<8>();
        // Eight at a time without asking how many there are: what is written too much is written over.
        for slots in eights {
            for slot in slots {
                // The highest bit spares the question whether there is one.
                *slot = base + (found | 1 << 63).trailing_zeros();
                found &= found.wrapping_sub(1);
            }
            if found == 0 {
                break;
            }
        }
        self.len += count;
    }

    /// Takes note of the cells that begin with a quote, at the bits `first` of a chunk with the ends `found`.
    fn note_quoted(&mut self, mut first: u64, found: u64) {
        while first != 0 {
            let before = found & (first & first.wrapping_neg()).wrapping_sub(1);
            self.quoted.push(self.len as u32 - 1 + before.count_ones());
            first &= first - 1;
        }
    }
}

/// Finds the end of every cell of a block, behind a first entry that stands for the byte before the text.
///
/// `None` when the block is not regular: a record of another width, a stray quote, text after a closing quote, an
/// unclosed quote, a carriage return that ends a line alone, a NUL byte. What `ends` holds then means nothing.
pub(super) fn tokenize(
    text: &[u8],
    dialect: Dialect,
    width: usize,
    ends: &mut Ends,
) -> Option<Found> {
    let returns = memchr::memchr2(b'\r', 0, text).is_some();
    if returns && (memchr::memchr(0, text).is_some() || text.ends_with(b"\r")) {
        return None;
    }
    let Feeds { all: feeds, quoted } = if returns {
        separators::<true>(text, dialect, ends)?
    } else {
        separators::<false>(text, dialect, ends)?
    };
    let open_end = text.last().is_some_and(|&byte| byte != b'\n');
    if open_end {
        ends.push(text.len() as u32);
    }
    let ends = ends.as_slice();
    let ended = records(text, width, ends)? - u64::from(open_end);
    if feeds - quoted != ended {
        return None;
    }
    let (lines, crlf) = match returns {
        false => (feeds, 0),
        true => (super::lines::count(text), crlf_records(text, width, ends)),
    };
    Some(Found {
        lines,
        endings: LineEndings {
            lf: ended - crlf,
            crlf,
            cr: 0,
        },
    })
}

/// The number of records, when each `width`th cell ends a line.
fn records(text: &[u8], width: usize, ends: &[u32]) -> Option<u64> {
    let cells = ends.len() - 1;
    if width == 0 || !cells.is_multiple_of(width) {
        return None;
    }
    let all_end_lines =
        record_ends(width, ends).all(|end| text.get(end).is_none_or(|&byte| byte == b'\n'));
    all_end_lines.then_some((cells / width) as u64)
}

/// How many records end with CRLF.
fn crlf_records(text: &[u8], width: usize, ends: &[u32]) -> u64 {
    record_ends(width, ends)
        .filter(|&end| end < text.len() && text[..end].ends_with(b"\r"))
        .count() as u64
}

fn record_ends(width: usize, ends: &[u32]) -> impl Iterator<Item = usize> {
    ends[1..]
        .iter()
        .skip(width - 1)
        .step_by(width)
        .map(|&end| end as usize)
}

/// The line feeds of a block, and those of them inside quotes.
struct Feeds {
    all: u64,
    quoted: u64,
}

/// Writes where the delimiters and line feeds outside quotes are. `CR`: whether the text has carriage returns.
fn separators<const CR: bool>(text: &[u8], dialect: Dialect, ends: &mut Ends) -> Option<Feeds> {
    ends.begin();
    let mut scan = Scan::new(dialect);
    let (chunks, rest) = text.as_chunks::<64>();
    let mut feeds = 0;
    for group in chunks.chunks(GROUP) {
        ends.reserve(GROUP * 64);
        let mut lanes = u8x16::ZERO;
        for chunk in group {
            scan.chunk::<CR>(chunk, !0, ends, &mut lanes);
        }
        feeds += sum(lanes);
    }
    // Behind the end of the text the last chunk is filled with line feeds: they end the last cell and count for nothing.
    let mut last = [b'\n'; 64];
    last[..rest.len()].copy_from_slice(rest);
    ends.reserve(64);
    let mut lanes = u8x16::ZERO;
    scan.chunk::<CR>(&last, (1 << rest.len()) - 1, ends, &mut lanes);
    feeds += sum(lanes) - (64 - rest.len()) as u64;
    (scan.irregular == 0 && scan.inside == 0).then_some(Feeds {
        all: feeds,
        quoted: scan.quoted_feeds,
    })
}

/// Chunks whose line feeds are counted by lane: four vectors each, at most 252 in a lane.
const GROUP: usize = 63;

/// What the last byte of a chunk tells the first of the next (0 or 1, or all ones for `inside`), and what was found.
struct Scan {
    dialect: Dialect,
    base: u32,
    inside: u64,
    separated: u64,
    closed: u64,
    returned: u64,
    irregular: u64,
    quoted_feeds: u64,
}

impl Scan {
    fn new(dialect: Dialect) -> Scan {
        Scan {
            dialect,
            base: 0,
            inside: 0,
            separated: 1,
            closed: 0,
            returned: 0,
            irregular: 0,
            quoted_feeds: 0,
        }
    }

    /// `real`: the bytes of the chunk that are text.
    #[inline(always)]
    fn chunk<const CR: bool>(
        &mut self,
        chunk: &[u8; 64],
        real: u64,
        ends: &mut Ends,
        feeds: &mut u8x16,
    ) {
        let masks = masks::<CR>(chunk, self.dialect, feeds);
        let mut in_quotes = self.inside;
        let found;
        if masks.quote | self.closed == 0 {
            found = masks.separator & !in_quotes;
        } else {
            in_quotes ^= prefix_xor(masks.quote);
            found = masks.separator & !in_quotes;
            self.inside = ((in_quotes as i64) >> 63) as u64;
            let opens = masks.quote & in_quotes;
            let closes = masks.quote & !in_quotes;
            let after_separator = (found << 1) | self.separated;
            let after_close = (closes << 1) | self.closed;
            // A quote opens a cell, or follows a closing one and so stands for a quote.
            self.irregular |= opens & !(after_separator | after_close);
            self.irregular |= after_close & !(masks.separator | masks.quote | masks.carriage);
            ends.note_quoted(opens & after_separator, found);
            self.closed = closes >> 63;
        }
        self.separated = found >> 63;
        if CR {
            let bare = masks.carriage & !in_quotes;
            self.irregular |= ((bare << 1) | self.returned) & !masks.feed;
            self.returned = bare >> 63;
        }
        let quoted = masks.separator & in_quotes & real;
        if quoted != 0 {
            self.quoted_feeds += u64::from((quoted & feeds_of(chunk)).count_ones());
        }
        ends.extend(self.base, found & real);
        self.base += 64;
    }
}

fn sum(lanes: u8x16) -> u64 {
    lanes.to_array().iter().map(|&lane| u64::from(lane)).sum()
}

/// Bit `i` stands for byte `i` of the chunk.
struct Masks {
    quote: u64,
    /// Delimiters and line feeds.
    separator: u64,
    /// Only asked for in a text with carriage returns.
    feed: u64,
    carriage: u64,
}

#[inline(always)]
fn masks<const CR: bool>(chunk: &[u8; 64], dialect: Dialect, feeds: &mut u8x16) -> Masks {
    let mut masks = Masks {
        quote: 0,
        separator: 0,
        feed: 0,
        carriage: 0,
    };
    let (parts, _) = chunk.as_chunks::<16>();
    for (part, shift) in parts.iter().zip([0, 16, 32, 48]) {
        let bytes = u8x16::new(*part);
        let equal = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
        let bits = |equal: u8x16| u64::from(equal.to_bitmask()) << shift;
        let feed = equal(b'\n');
        // An equal lane is all ones: one less than zero.
        *feeds -= feed;
        masks.quote |= bits(equal(dialect.quote));
        masks.separator |= bits(equal(dialect.delimiter) | feed);
        if CR {
            masks.feed |= bits(feed);
            masks.carriage |= bits(equal(b'\r'));
        }
    }
    masks
}

/// The line feeds of a chunk, for the few chunks that need to tell them from delimiters.
#[cold]
fn feeds_of(chunk: &[u8; 64]) -> u64 {
    let (parts, _) = chunk.as_chunks::<16>();
    parts.iter().rev().fold(0, |bits, part| {
        let feed = u8x16::new(*part).simd_eq(u8x16::splat(b'\n'));
        bits << 16 | u64::from(feed.to_bitmask())
    })
}

/// Bit `i` of the result is the parity of the bits up to and including `i`: inside quotes or not.
#[inline(always)]
fn prefix_xor(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}
