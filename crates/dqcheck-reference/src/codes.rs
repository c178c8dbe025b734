//! Whether a text is the code of a commune, for those who ask it of every row: no search, no text decoded.

use std::sync::OnceLock;

use crate::contours::Reader;
use crate::slots::{PLACES, place};
use crate::{LATEST, VINTAGES, communes, decompressed, updated};

/// The codes of the communes of a year, municipal arrondissements among them. To be asked for once, not for each code.
pub fn codes(vintage: u16) -> &'static Codes {
    const YEARS: usize = (VINTAGES.last - VINTAGES.first + 1) as usize;
    /// One for each year, and one for all that are not known.
    static OF: [OnceLock<Codes>; YEARS + 1] = [const { OnceLock::new() }; YEARS + 1];
    let year = usize::from(vintage.wrapping_sub(VINTAGES.first)).min(YEARS);
    OF[year].get_or_init(|| Codes::of(vintage))
}

pub(crate) const PACKED: &[u8] = include_bytes!("../data/codes.zst");

const READABLE: &str = "the codes are part of the program, and tests read them";

/// A set of codes INSEE.
#[derive(Debug)]
pub struct Codes(Box<[u64]>);

impl Codes {
    /// Those of the program stand in a file of their own, so that whoever wants nothing else decodes nothing else.
    fn of(vintage: u16) -> Codes {
        let mut words = vec![0; PLACES.div_ceil(64)].into_boxed_slice();
        let mut add = |place: usize| words[place / 64] |= 1 << (place % 64);
        if vintage == LATEST && updated().is_some() {
            communes(vintage)
                .filter_map(|commune| place(commune.code.as_bytes()))
                .for_each(add);
        } else if VINTAGES.contain(vintage) {
            let bytes = decompressed(PACKED, READABLE);
            let mut reader = Reader { bytes: &bytes };
            let mut place = 0;
            while !reader.bytes.is_empty() {
                place += reader.unsigned() as usize;
                if reader.unsigned() >> (vintage - VINTAGES.first) & 1 == 1 {
                    add(place);
                }
            }
        }
        Codes(words)
    }

    /// Whether these bytes are one of the codes, as it is written.
    #[inline]
    pub fn contain(&self, code: &[u8]) -> bool {
        place(code).is_some_and(|place| self.0[place / 64] >> (place % 64) & 1 == 1)
    }
}
