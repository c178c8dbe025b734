//! From a code INSEE to the place where its record stands, without a search.

/// No record.
const NONE: u32 = u32::MAX;

/// One place for each code that could be: 00 to 99, 2A and 2B, times a thousand.
pub(crate) const PLACES: usize = 102 * 1000;

/// For each code INSEE, the number of its record.
#[derive(Default)]
pub(crate) struct Slots(Box<[u32]>);

impl Slots {
    /// `codes`: the code of each record. Where several have the same, the first is kept.
    pub(crate) fn new<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        let mut slots = vec![NONE; PLACES].into_boxed_slice();
        for (number, code) in codes.enumerate() {
            let place = place(code.as_bytes()).expect("codes of the table have five characters");
            if slots[place] == NONE {
                slots[place] = u32::try_from(number).expect("fewer than a million");
            }
        }
        Self(slots)
    }

    pub(crate) fn get(&self, code: &str) -> Option<usize> {
        let number = self.0[place(code.as_bytes())?];
        (number != NONE).then_some(number as usize)
    }
}

/// Whether a commune could have this code: that its department exists is all that is asked.
pub(crate) fn is_code(code: &str) -> bool {
    let department = code.get(..2).and_then(|two| match two {
        "97" | "98" => code.get(..3),
        _ => Some(two),
    });
    place(code.as_bytes()).is_some()
        && department.is_some_and(|department| match department {
            "2A" | "2B" => true,
            "20" | "96" => false,
            two if two.len() == 2 => ("01"..="95").contains(&two),
            overseas => OVERSEAS.contains(&overseas),
        })
}

/// What begins the codes of communes overseas.
const OVERSEAS: [&str; 13] = [
    "971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988", "989",
];

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
