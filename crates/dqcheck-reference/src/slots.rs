//! From a code INSEE to the place where its record stands, without a search.

/// No record.
const NONE: u16 = u16::MAX;

/// One place for each code that could be: 00 to 99, 2A and 2B, times a thousand.
pub(crate) const PLACES: usize = 102 * 1000;

/// For each code INSEE, the number of its record.
pub(crate) struct Slots(Box<[u16]>);

impl Slots {
    /// `codes`: the code of each record. Where several have the same, the first is kept.
    pub(crate) fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let mut slots = vec![NONE; PLACES].into_boxed_slice();
        for (number, code) in codes.enumerate() {
            let place = place(code.as_bytes()).expect("codes of the table have five characters");
            if slots[place] == NONE {
                slots[place] = u16::try_from(number)
                    .ok()
                    .filter(|number| *number != NONE)
                    .expect("fewer than 65,535");
            }
        }
        Self(slots)
    }

    pub(crate) fn get(&self, code: &str) -> Option<usize> {
        let number = self.0[place(code.as_bytes())?];
        (number != NONE).then_some(usize::from(number))
    }
}

/// The place of a code; none for what has not the shape of one.
#[inline]
pub(crate) fn place(code: &[u8]) -> Option<usize> {
    let &[a, b, c, d, e] = code else {
        return None;
    };
    let department = match [a, b] {
        [b'2', b'A'] => 100,
        [b'2', b'B'] => 101,
        digits => number(digits)?,
    };
    Some(department * 1000 + number([c, d, e])?)
}

#[inline]
fn number<const N: usize>(digits: [u8; N]) -> Option<usize> {
    digits.iter().try_fold(0, |value, digit| {
        let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
        Some(value * 10 + usize::from(digit))
    })
}
