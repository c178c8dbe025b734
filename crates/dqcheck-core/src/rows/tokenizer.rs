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

    fn push(&mut self, end: u32) {
        self.room()[0] = end;
        self.len += 1;
    }

    /// The next 64 slots, to be written before they are counted.
    #[inline]
    fn room(&mut self) -> &mut [u32] {
        if self.slots.len() < self.len + 64 {
            self.slots
                .resize((self.len + 64).max(self.slots.len() * 2), 0);
        }
        &mut self.slots[self.len..self.len + 64]
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
    ends.len = 0;
    ends.quoted.clear();
    ends.push(u32::MAX);
    // What the last byte of the chunk before tells the first of the next: 0 or 1, or all ones for `inside`.
    let mut inside = 0_u64;
    let mut separated = 1_u64;
    let mut closed = 0_u64;
    let mut returned = 0_u64;
    let mut irregular = 0_u64;
    let mut feeds = Feeds { all: 0, quoted: 0 };
    // Line feeds by lane, less than one overflow would need.
    let mut lanes = u8x16::ZERO;

    let (chunks, rest) = text.as_chunks::<64>();
    let mut tail = [b'\n'; 64];
    tail[..rest.len()].copy_from_slice(rest);
    for (at, chunk) in chunks.iter().chain(std::iter::once(&tail)).enumerate() {
        let masks = masks::<CR>(chunk, dialect, &mut lanes);
        if at % LANES_LAST == LANES_LAST - 1 {
            feeds.all += sum(lanes);
            lanes = u8x16::ZERO;
        }
        let in_quotes = prefix_xor(masks.quote) ^ inside;
        inside = ((in_quotes as i64) >> 63) as u64;
        let mut found = (masks.delimiter | masks.feed) & !in_quotes;
        if masks.quote != 0 || closed != 0 {
            let opens = masks.quote & in_quotes;
            let closes = masks.quote & !in_quotes;
            let after_separator = (found << 1) | separated;
            let after_close = (closes << 1) | closed;
            // A quote opens a cell, or follows a closing one and so stands for a quote.
            irregular |= opens & !(after_separator | after_close);
            let mut first = opens & after_separator;
            while first != 0 {
                let before = found & (first & first.wrapping_neg()).wrapping_sub(1);
                ends.quoted.push(ends.len as u32 - 1 + before.count_ones());
                first &= first - 1;
            }
            irregular |=
                after_close & !(masks.delimiter | masks.feed | masks.quote | masks.carriage);
            closed = closes >> 63;
        }
        separated = found >> 63;
        if CR {
            let bare = masks.carriage & !in_quotes;
            irregular |= ((bare << 1) | returned) & !masks.feed;
            returned = bare >> 63;
        }
        let quoted = masks.feed & in_quotes;
        if at == chunks.len() {
            // Behind the end of the text the tail is filled with line feeds: they end the last cell and count for nothing.
            let real = (1_u64 << rest.len()) - 1;
            found &= real;
            feeds.quoted += u64::from((quoted & real).count_ones());
        } else if quoted != 0 {
            feeds.quoted += u64::from(quoted.count_ones());
        }

        let base = (at * 64) as u32;
        let count = found.count_ones() as usize;
        let out = ends.room();
        // Eight at a time without asking how many there are: what is written too much is written over.
        for slots in out.chunks_exact_mut(8).take(count.div_ceil(8)) {
            for slot in slots {
                // The highest bit spares the question whether there is one.
                *slot = base + (found | 1 << 63).trailing_zeros();
                found &= found.wrapping_sub(1);
            }
        }
        ends.len += count;
    }
    feeds.all += sum(lanes);
    feeds.all -= (64 - rest.len()) as u64;
    (irregular == 0 && inside == 0).then_some(feeds)
}

/// After so many chunks, four vectors each, a lane has at most 252.
const LANES_LAST: usize = 63;

fn sum(lanes: u8x16) -> u64 {
    lanes.to_array().iter().map(|&lane| u64::from(lane)).sum()
}

/// Bit `i` stands for byte `i` of the chunk.
struct Masks {
    quote: u64,
    delimiter: u64,
    feed: u64,
    carriage: u64,
}

#[inline(always)]
fn masks<const CR: bool>(chunk: &[u8; 64], dialect: Dialect, feeds: &mut u8x16) -> Masks {
    let mut masks = Masks {
        quote: 0,
        delimiter: 0,
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
        masks.delimiter |= bits(equal(dialect.delimiter));
        masks.feed |= bits(feed);
        if CR {
            masks.carriage |= bits(equal(b'\r'));
        }
    }
    masks
}

/// Bit `i` of the result is the parity of the bits up to and including `i`: inside quotes or not.
#[inline(always)]
fn prefix_xor(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}
