//! Keys of a whole file: which rows have a key that an earlier row has.
//!
//! A row is kept as the hash of its key and its number, 12 bytes; rows with equal hashes are compared by their text
//! afterwards, as far as their places are shown.

/// The rows of one key, in 256 parts so that looking for duplicates stays in the cache of a processor, and may be
/// shared among threads.
pub(super) struct KeyStore {
    parts: Vec<Part>,
    /// Those of the parts that were looked through.
    found: Vec<Duplicate>,
}

/// A part grows by pieces, so that nothing is moved and little is left unused.
#[derive(Clone, Default)]
pub(super) struct Part(Vec<Vec<Entry>>);

#[derive(Clone, Copy)]
struct Entry {
    hash: [u32; 2],
    row: u32,
}

/// A row whose key an earlier row has, as far as hashes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Duplicate {
    pub row: u32,
    pub first: u32,
}

const PARTS: usize = 256;

/// Entries of a piece, 3 KiB.
const PIECE: usize = 256;

impl KeyStore {
    pub(super) fn new() -> KeyStore {
        KeyStore {
            parts: vec![Part::default(); PARTS],
            found: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, hash: u64, row: u32) {
        let Part(pieces) = &mut self.parts[(hash >> 56) as usize];
        let entry = Entry {
            hash: [hash as u32, (hash >> 32) as u32],
            row,
        };
        match pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(entry),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(entry);
                pieces.push(piece);
            }
        }
    }

    /// A part that is to be looked through, once every row was pushed.
    pub(super) fn take_part(&mut self) -> Option<Part> {
        self.parts.pop()
    }

    /// Takes what was found in a part.
    pub(super) fn add(&mut self, found: &[Duplicate]) {
        self.found.extend_from_slice(found);
    }

    /// All duplicates, in the order of the rows; parts that nobody took are looked through now.
    pub(super) fn duplicates(mut self) -> Vec<Duplicate> {
        let mut table = Vec::new();
        while let Some(part) = self.take_part() {
            part.duplicates(&mut table, &mut self.found);
        }
        self.found.sort_unstable();
        self.found
    }
}

impl Part {
    /// Puts the rows into a table by hash; `0` is a free place, any other number a row of the part.
    pub(super) fn duplicates(&self, table: &mut Vec<u32>, found: &mut Vec<Duplicate>) {
        let Part(pieces) = self;
        let rows: usize = pieces.iter().map(Vec::len).sum();
        let size = (rows * 4).next_power_of_two();
        table.clear();
        table.resize(size, 0);
        for (at, entry) in pieces.iter().flatten().enumerate() {
            let mut place = entry.hash[0] as usize & (size - 1);
            while table[place] != 0 {
                let first = table[place] as usize - 1;
                let first = &pieces[first / PIECE][first % PIECE];
                if first.hash == entry.hash {
                    found.push(Duplicate {
                        row: entry.row,
                        first: first.row,
                    });
                    break;
                }
                place = (place + 1) & (size - 1);
            }
            if table[place] == 0 {
                table[place] = at as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_later_row_is_told_with_the_first_that_has_its_key() {
        let mut store = KeyStore::new();
        for (row, hash) in [7, 1 << 60, 7, 8, 1 << 60, 7].into_iter().enumerate() {
            store.push(hash, row as u32);
        }
        let found: Vec<_> = store
            .duplicates()
            .into_iter()
            .map(|found| (found.row, found.first))
            .collect();
        assert_eq!(found, [(2, 0), (4, 1), (5, 0)]);
    }
}
