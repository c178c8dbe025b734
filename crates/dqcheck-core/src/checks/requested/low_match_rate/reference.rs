//! The keys of the file that is referred to, as hashes: of the values, and of each form in which they are looked for
//! where the value is not there.

use rapidhash::v3::{DEFAULT_RAPID_SECRETS, rapidhash_v3_nano_inline};

use super::spelling::Way;
use crate::checks::shown;
use crate::schema::Attached;
use crate::types::FieldType;

/// How many keys are shown.
pub(super) const SHOWN: usize = 3;

/// A form in which fewer of the keys stay apart than this tells nothing, in hundredths.
const APART: usize = 90;

/// Sorted sets of hashes, 56 bytes for each distinct key at most.
#[derive(Default)]
pub(super) struct Reference {
    keys: Vec<u64>,
    /// In the order of [`Way::ALL`].
    forms: [Vec<u64>; Way::ALL.len()],
    /// Its first keys.
    pub(super) first: Vec<String>,
    /// The table could not be read to its end.
    pub(super) broken: bool,
}

impl Reference {
    pub(super) fn read(
        file: &dyn Attached,
        columns: &[usize],
        types: &[Box<dyn FieldType>],
    ) -> Reference {
        let mut reference = Reference::default();
        let mut buffer = Vec::new();
        let whole = file.each_row(columns, &mut |row| match row {
            None => reference = Reference::default(),
            Some(cells) => reference.add(cells, types, &mut buffer),
        });
        reference.settle();
        reference.broken = !whole;
        reference
    }

    fn add(&mut self, cells: &[&[u8]], types: &[Box<dyn FieldType>], buffer: &mut Vec<u8>) {
        push(&mut self.keys, key_hash(cells, types, buffer));
        for (form, way) in self.forms.iter_mut().zip(Way::ALL) {
            push(form, form_hash(way, cells, buffer));
        }
        if self.first.len() < SHOWN {
            let words = words(cells);
            if !self.first.contains(&words) {
                self.first.push(words);
            }
        }
    }

    fn settle(&mut self) {
        compact(&mut self.keys);
        for form in &mut self.forms {
            compact(form);
            if form.len() * 100 < self.keys.len() * APART {
                form.clear();
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How a key is found: bit 0 as it is, the others in each form.
    pub(super) fn find(&self, key: u64, cells: &[&[u8]], buffer: &mut Vec<u8>) -> u8 {
        if self.keys.binary_search(&key).is_ok() {
            return 1;
        }
        let mut found = 0;
        for (at, (form, way)) in self.forms.iter().zip(Way::ALL).enumerate() {
            let hash = form_hash(way, cells, buffer);
            found |= u8::from(form.binary_search(&hash).is_ok()) << (at + 1);
        }
        found
    }
}

/// Adds a hash; a key that comes again and again does not let the list grow.
fn push(hashes: &mut Vec<u64>, hash: u64) {
    if hashes.len() == hashes.capacity() {
        compact(hashes);
        hashes.reserve_exact(hashes.len() / 2 + 64);
    }
    hashes.push(hash);
}

fn compact(hashes: &mut Vec<u64>) {
    hashes.sort_unstable();
    hashes.dedup();
}

/// What two keys have in common exactly when their values are the same.
pub(super) fn key_hash(cells: &[&[u8]], types: &[Box<dyn FieldType>], buffer: &mut Vec<u8>) -> u64 {
    buffer.clear();
    for (cell, field_type) in cells.iter().zip(types) {
        parted(buffer, |out| match field_type.scalar(cell) {
            Ok(_) => field_type.key(cell, out),
            Err(_) => {
                // No value, so it is like none.
                out.push(0xFF);
                out.extend_from_slice(cell);
            }
        });
    }
    hash(buffer)
}

fn form_hash(way: Way, cells: &[&[u8]], buffer: &mut Vec<u8>) -> u64 {
    buffer.clear();
    for cell in cells {
        let text = std::str::from_utf8(cell).unwrap_or_default();
        parted(buffer, |out| way.push(text, out));
    }
    hash(buffer)
}

/// A part of a key, told apart from what follows by its length.
fn parted(buffer: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = buffer.len();
    buffer.extend_from_slice(&[0; 4]);
    write(buffer);
    let length = (buffer.len() - start - 4) as u32;
    buffer[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

fn hash(bytes: &[u8]) -> u64 {
    rapidhash_v3_nano_inline::<true, false>(bytes, &DEFAULT_RAPID_SECRETS)
}

/// A key as a person reads it.
pub(super) fn words(cells: &[&[u8]]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| shown::cell(cell)).collect();
    cells.join(" / ")
}
