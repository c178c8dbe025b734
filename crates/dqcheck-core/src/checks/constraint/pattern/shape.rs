//! Patterns that are nothing but a few fixed sequences of ASCII ranges, as postal codes and identifiers are: eight
//! bytes of a cell are compared at a time, without an automaton.

use std::sync::Arc;

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Longest sequence, and most sequences of one length.
const LONGEST: usize = 64;
const MOST: usize = 64;

/// The high bit of every byte of a word.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The ASCII texts that a pattern matches.
pub(super) struct Shapes {
    by_length: Vec<Option<Shape>>,
    /// Whether the pattern matches ASCII texts only.
    ascii_only: bool,
}

impl Shapes {
    /// `None` where the pattern is not of this kind. The whole text must match, whether the pattern says so or not.
    pub(super) fn new(hir: &Hir) -> Option<Shapes> {
        let mut ascii_only = true;
        let sequences = expand(hir, &mut ascii_only)?;
        let longest = sequences.iter().map(|one| one.sets.len()).max()?;
        let mut tables = Vec::new();
        let by_length = (0..=longest)
            .map(|length| {
                let same: Vec<&[u128]> = sequences
                    .iter()
                    .map(|one| one.sets.as_slice())
                    .filter(|sets| sets.len() == length)
                    .collect();
                (!same.is_empty()).then(|| Shape::new(length, &same, &mut tables))
            })
            .collect();
        Some(Shapes {
            by_length,
            ascii_only,
        })
    }

    pub(super) fn ascii_only(&self) -> bool {
        self.ascii_only
    }

    /// Whether an ASCII text matches; a text with other characters never does.
    #[inline]
    pub(super) fn matches(&self, text: &[u8]) -> bool {
        match self.by_length.get(text.len()) {
            Some(Some(shape)) => shape.matches(text),
            _ => false,
        }
    }
}

/// For each ASCII byte, the sequences that have it at some position, one bit each.
type Table = [u64; 128];

/// The sequences of one length.
struct Shape {
    /// Together they cover every position.
    words: Vec<Word>,
    /// The positions of which a range does not say all.
    choices: Vec<(usize, Arc<Table>)>,
}

/// The ranges in which the bytes of eight positions lie, as two addends: the first carries into the high bit of a byte
/// that is not below its range, the second into that of a byte above it.
struct Word {
    /// Where the word begins, in texts of eight bytes and more.
    start: usize,
    from: u64,
    past: u64,
}

impl Shape {
    fn new(length: usize, sequences: &[&[u128]], tables: &mut Vec<Arc<Table>>) -> Shape {
        let column = |position: usize| sequences.iter().map(move |sets| sets[position]);
        let hull = |position: usize| range(column(position).fold(0, |all, set| all | set));
        let words = lanes(length)
            .into_iter()
            .map(|(start, lanes)| {
                let ranges = lanes.map(|lane| lane.map_or((0, 0x7f), hull));
                Word {
                    start,
                    from: u64::from_le_bytes(ranges.map(|(low, _)| 0x80 - low)),
                    past: u64::from_le_bytes(ranges.map(|(_, high)| 0x7f - high)),
                }
            })
            .collect();
        let choices = (0..length)
            .filter(|position| {
                let (low, high) = hull(*position);
                let full = (low..=high).fold(0, |all, byte| all | 1 << byte);
                column(*position).any(|set| set != full)
            })
            .map(|position| {
                let table: Table = std::array::from_fn(|byte| {
                    let with = column(position).enumerate();
                    with.fold(0, |bits, (bit, set)| {
                        bits | ((set >> byte & 1) as u64) << bit
                    })
                });
                (position, shared(tables, table))
            })
            .collect();
        Shape { words, choices }
    }

    #[inline]
    fn matches(&self, text: &[u8]) -> bool {
        let outside = match (text.first_chunk(), &self.words[..]) {
            (None, [word]) => word.outside(short_word(text)),
            (Some(first), [word, others @ ..]) => {
                let first = word.outside(u64::from_le_bytes(*first));
                others.iter().fold(first, |outside, word| {
                    let bytes = text[word.start..].first_chunk();
                    outside | bytes.map_or(HIGH, |bytes| word.outside(u64::from_le_bytes(*bytes)))
                })
            }
            // The empty text.
            _ => 0,
        };
        outside & HIGH == 0 && (self.choices.is_empty() || self.is_sequence(text))
    }

    /// Whether one sequence has the bytes at all positions of which a range does not say all.
    #[inline]
    fn is_sequence(&self, text: &[u8]) -> bool {
        let choices = self.choices.iter();
        let sequences = choices.fold(u64::MAX, |sequences, (position, table)| {
            sequences & table[usize::from(text[*position] & 0x7f)]
        });
        sequences != 0
    }
}

impl Word {
    /// The high bit of each byte that is not in its range; one beyond ASCII carries into its neighbour, but is outside
    /// itself whatever it carried.
    #[inline]
    fn outside(&self, bytes: u64) -> u64 {
        bytes | !bytes.wrapping_add(self.from) | bytes.wrapping_add(self.past)
    }
}

/// The words of a text of `length` bytes: where each starts, and the position of each of its bytes.
/// The last word overlaps the one before rather than ending early.
fn lanes(length: usize) -> Vec<(usize, [Option<usize>; 8])> {
    let lane = |position: usize| (position < length).then_some(position);
    match length {
        0 => Vec::new(),
        1..=3 => {
            let mut lanes = [None; 8];
            lanes[..3].copy_from_slice(&[lane(0), lane(length / 2), lane(length - 1)]);
            vec![(0, lanes)]
        }
        4..=7 => {
            let position = |at| if at < 4 { at } else { length + at - 8 };
            vec![(0, std::array::from_fn(|at| lane(position(at))))]
        }
        _ => (0..length.div_ceil(8))
            .map(|word| (word * 8).min(length - 8))
            .map(|start| (start, std::array::from_fn(|at| lane(start + at))))
            .collect(),
    }
}

/// The word of a text of less than eight bytes, as [`lanes`] has it.
#[inline]
fn short_word(text: &[u8]) -> u64 {
    match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => match text {
            [] => 0,
            [first, .., last] => {
                u64::from(*first) | u64::from(text[text.len() / 2]) << 8 | u64::from(*last) << 16
            }
            [only] => u64::from(*only) * 0x01_01_01,
        },
    }
}

/// Positions that allow the same have one table, which then stays in the cache of the processor.
fn shared(tables: &mut Vec<Arc<Table>>, table: Table) -> Arc<Table> {
    if let Some(known) = tables.iter().find(|known| ***known == table) {
        return Arc::clone(known);
    }
    let table = Arc::new(table);
    tables.push(Arc::clone(&table));
    table
}

/// The lowest and the highest byte of a set that is not empty.
fn range(set: u128) -> (u8, u8) {
    let low = set.trailing_zeros().min(0x7f);
    let high = 0x7f - set.leading_zeros().min(0x7f);
    (low as u8, high as u8)
}

/// A text of so many bytes, each of one of these sets.
#[derive(Clone, Default, PartialEq)]
struct Sequence {
    sets: Vec<u128>,
    /// Nothing may come before, or after.
    at_start: bool,
    at_end: bool,
}

/// Every sequence that `hir` matches; those that need a character outside ASCII are left out and clear `ascii_only`.
fn expand(hir: &Hir, ascii_only: &mut bool) -> Option<Vec<Sequence>> {
    let one = |sets| Sequence {
        sets,
        ..Sequence::default()
    };
    let sequences = match hir.kind() {
        HirKind::Empty => vec![Sequence::default()],
        HirKind::Literal(literal) if literal.0.is_ascii() => {
            vec![one(literal.0.iter().map(|byte| 1 << byte).collect())]
        }
        HirKind::Literal(_) => {
            *ascii_only = false;
            Vec::new()
        }
        HirKind::Class(class) => {
            let set = ascii_set(class, ascii_only);
            Vec::from_iter((set != 0).then(|| one(vec![set])))
        }
        HirKind::Look(Look::Start) => vec![Sequence {
            at_start: true,
            ..Sequence::default()
        }],
        HirKind::Look(Look::End) => vec![Sequence {
            at_end: true,
            ..Sequence::default()
        }],
        HirKind::Look(_) => return None,
        HirKind::Capture(capture) => expand(&capture.sub, ascii_only)?,
        HirKind::Repetition(repetition) => {
            let most = repetition.max.filter(|max| *max as usize <= LONGEST)?;
            let sub = expand(&repetition.sub, ascii_only)?;
            let mut power = vec![Sequence::default()];
            let mut all = Vec::new();
            for count in 0..=most {
                if count >= repetition.min {
                    all.extend_from_slice(&power);
                }
                if count < most {
                    power = join(&power, &sub)?;
                }
            }
            all
        }
        HirKind::Concat(parts) => {
            let mut all = vec![Sequence::default()];
            for part in parts {
                all = join(&all, &expand(part, ascii_only)?)?;
            }
            all
        }
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.append(&mut expand(part, ascii_only)?);
            }
            all
        }
    };
    distinct(sequences)
}

/// Each of `before` followed by each of `after`.
fn join(before: &[Sequence], after: &[Sequence]) -> Option<Vec<Sequence>> {
    let mut all = Vec::new();
    for a in before {
        for b in after {
            let clash = (a.at_end && !b.sets.is_empty()) || (b.at_start && !a.sets.is_empty());
            if clash {
                continue;
            }
            if a.sets.len() + b.sets.len() > LONGEST {
                return None;
            }
            all.push(Sequence {
                sets: [a.sets.as_slice(), &b.sets].concat(),
                at_start: a.at_start || b.at_start,
                at_end: a.at_end || b.at_end,
            });
        }
    }
    distinct(all)
}

fn distinct(sequences: Vec<Sequence>) -> Option<Vec<Sequence>> {
    let mut all: Vec<Sequence> = Vec::with_capacity(sequences.len());
    for sequence in sequences {
        if !all.contains(&sequence) {
            all.push(sequence);
        }
    }
    (all.len() <= MOST).then_some(all)
}

fn ascii_set(class: &Class, ascii_only: &mut bool) -> u128 {
    let mut set = 0;
    let mut add = |start: u32, end: u32| {
        for byte in start..=end.min(0x7f) {
            set |= 1 << byte;
        }
        *ascii_only &= end <= 0x7f;
    };
    match class {
        Class::Unicode(class) => class
            .iter()
            .for_each(|range| add(range.start().into(), range.end().into())),
        Class::Bytes(class) => class
            .iter()
            .for_each(|range| add(range.start().into(), range.end().into())),
    }
    set
}
