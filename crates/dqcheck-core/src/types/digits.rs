//! Short numbers by words: eight digits at a time, without a loop.
//!
//! A word is loaded so that it *ends* where the cell ends; whatever stands before the cell is masked to zeros, which
//! are leading zeros of the number.

use std::ops::Range;

/// For a notation without a decimal point: no cell has it in place of a digit.
pub(super) const NO_POINT: u8 = b'0';

/// The number that the cell is, if it is `-?digits` or `-?digits point digits` in at most 16 characters after the
/// sign; always the nearest `f64`. `None` says nothing: the cell may still be a number.
#[inline]
pub(super) fn short(text: &[u8], cell: Range<usize>, point: u8) -> Option<f64> {
    let negative = *text.get(cell.start)? == b'-';
    let length = cell.len().checked_sub(usize::from(negative))?;
    let size = match length {
        1..=8 => {
            let word = ending_at(text, cell.end)?;
            let digits = (word ^ ZEROS) & (!0 << (64 - 8 * length));
            one_word(digits, length, point)?
        }
        9..=16 => {
            let first = ending_at(text, cell.end - 8)?;
            let last = ending_at(text, cell.end)?;
            let first = (first ^ ZEROS) & (!0 << (128 - 8 * length));
            two_words(first, last ^ ZEROS, point)?
        }
        _ => return None,
    };
    Some(if negative { -size } else { size })
}

/// The eight bytes of `text` before `end`, the last one highest.
#[inline]
pub(super) fn ending_at(text: &[u8], end: usize) -> Option<u64> {
    let bytes = text.get(end.checked_sub(8)?..end)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

const ZEROS: u64 = 0x3030_3030_3030_3030;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Ten to the power of the index.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

#[inline]
fn one_word(digits: u64, length: usize, point: u8) -> Option<f64> {
    let others = not_digits(digits);
    if others == 0 {
        return Some(value(digits) as f64);
    }
    let at = point_at(digits, others, point).filter(|_| length > 1)?;
    let scale = 7 - at / 8;
    Some(value(without(digits, at)) as f64 / POWERS[scale as usize & 15])
}

/// Nine to fifteen digits and a point are below 2^53, and a power of ten up to 22 is exact: the quotient is the
/// nearest `f64`. Sixteen digits without a point are rounded once, by the conversion.
#[inline]
fn two_words(first: u64, last: u64, point: u8) -> Option<f64> {
    let (others, others_last) = (not_digits(first), not_digits(last));
    let (first, last, scale) = match (others, others_last) {
        (0, 0) => (first, last, 0),
        (others, 0) => {
            let at = point_at(first, others, point)?;
            (without(first, at), last, 15 - at / 8)
        }
        (0, others) => {
            let at = point_at(last, others, point)?;
            // The last digit of the first word takes the room that is made.
            (first << 8, without(last, at) | first >> 56, 7 - at / 8)
        }
        _ => return None,
    };
    let mantissa = value(first) * 100_000_000 + value(last);
    Some(mantissa as f64 / POWERS[scale as usize & 15])
}

/// The bit at which the byte of the point begins, if it is the only byte that is not a digit.
#[inline]
fn point_at(digits: u64, others: u64, point: u8) -> Option<u32> {
    let at = others.trailing_zeros() & 56;
    (others & (others - 1) == 0 && (digits >> at) as u8 == point ^ b'0').then_some(at)
}

/// The digits before the byte at `at` move up into its place.
#[inline]
fn without(digits: u64, at: u32) -> u64 {
    let before = digits & ((1 << at) - 1);
    let after = digits & (!0 << at << 8);
    before << 8 | after
}

/// The high bit of each byte that is not 0 to 9.
#[inline]
fn not_digits(bytes: u64) -> u64 {
    (((bytes & !HIGH_BITS) + 0x7676_7676_7676_7676) | bytes) & HIGH_BITS
}

/// The number of eight bytes 0 to 9, the first one lowest.
#[inline]
fn value(digits: u64) -> u64 {
    const PAIR: u64 = 0x0000_00ff_0000_00ff;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let high = (pairs & PAIR).wrapping_mul(100 + (1_000_000 << 32));
    let low = (pairs >> 16 & PAIR).wrapping_mul(1 + (10_000 << 32));
    high.wrapping_add(low) >> 32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads `cell` with digits on either side that must not be seen.
    fn read(cell: &str, point: u8) -> Option<f64> {
        let text = format!("9999999999999999{cell}8.8");
        short(text.as_bytes(), 16..16 + cell.len(), point)
    }

    #[test]
    fn a_cell_at_the_very_beginning_of_the_text_is_left_to_others() {
        assert_eq!(short(b"12", 0..2, b'.'), None);
        assert_eq!(short(b"", 0..0, b'.'), None);
    }

    #[test]
    fn what_is_not_a_short_number_is_left_to_others() {
        for cell in [
            "",
            "-",
            ".",
            "-.",
            "1.2.3",
            "1e5",
            "+1",
            "1,5",
            "1\u{e9}",
            "12345678901234567",
            "--1",
            "1-1",
        ] {
            assert_eq!(read(cell, b'.'), None, "{cell}");
        }
        assert_eq!(read("1.5", b','), None);
        assert_eq!(read("1.5", NO_POINT), None);
        assert_eq!(read("1.5\u{ff}", b'.'), None);
    }

    #[test]
    fn a_point_may_stand_at_either_end() {
        assert_eq!(read(".5", b'.'), Some(0.5));
        assert_eq!(read("-5.", b'.'), Some(-5.0));
        assert_eq!(read(".12345678", b'.'), Some(0.12345678));
        assert_eq!(read("1234567890.", b'.'), Some(1234567890.0));
        assert_eq!(read("12,5", b','), Some(12.5));
    }

    proptest! {
        #[test]
        fn a_short_number_is_the_nearest_float(cell in "-?([0-9]{1,16}|[0-9]{1,8}[.][0-9]{1,7}|[0-9]{1,3}[.][0-9]{1,12})") {
            prop_assert_eq!(read(&cell, b'.'), Some(cell.parse::<f64>().expect("a number")));
        }

        #[test]
        fn what_is_read_is_what_a_number_parser_reads(cell in "[-0-9.e,+ ]{0,17}") {
            if let Some(number) = read(&cell, b'.') {
                prop_assert_eq!(Ok(number), cell.parse::<f64>());
            }
        }
    }
}
