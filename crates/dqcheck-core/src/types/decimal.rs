//! Numbers as they are written, of any length: their exact order and what equal ones have in common.

use std::cmp::Ordering;

/// A decimal number in the standard's own notation: `-12.50`, `.5`, `3e-4`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal<'a> {
    negative: bool,
    /// The digits before and after the point, without the zeros that lead or trail the number as a whole.
    whole: &'a [u8],
    fraction: &'a [u8],
    /// The power of ten of the first digit, plus one; of no meaning for zero.
    order: i64,
}

impl<'a> Decimal<'a> {
    pub(super) fn parse(text: &'a [u8]) -> Option<Decimal<'a>> {
        let (negative, text) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        let (whole, rest) = digits(text);
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => digits(rest),
            _ => (&rest[..0], rest),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => exponent(rest)?,
            _ => return None,
        };
        Some(Decimal::new(negative, whole, fraction, exponent))
    }

    fn new(negative: bool, whole: &'a [u8], fraction: &'a [u8], exponent: i64) -> Decimal<'a> {
        let whole = without_leading_zeros(whole);
        let fraction = without_trailing_zeros(fraction);
        let (whole, fraction, place) = match (whole, fraction) {
            ([], _) => {
                let significant = without_leading_zeros(fraction);
                (
                    whole,
                    significant,
                    -((fraction.len() - significant.len()) as i64),
                )
            }
            (_, []) => (without_trailing_zeros(whole), fraction, whole.len() as i64),
            _ => (whole, fraction, whole.len() as i64),
        };
        Decimal {
            negative,
            whole,
            fraction,
            order: place.saturating_add(exponent),
        }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// The same bytes for equal numbers, and only for them.
    pub(super) fn key(&self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(b'0');
            return;
        }
        if self.negative {
            out.push(b'-');
        }
        out.extend(self.digits());
        out.push(b'e');
        out.extend_from_slice(&self.order.to_le_bytes());
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |decimal: &Self| match (decimal.is_zero(), decimal.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let size = || {
            self.order
                .cmp(&other.order)
                .then_with(|| self.digits().cmp(other.digits()))
        };
        sign(self).cmp(&sign(other)).then_with(|| match sign(self) {
            0 => Ordering::Equal,
            1 => size(),
            _ => size().reverse(),
        })
    }
}
impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Decimal<'_> {}

/// The digits at the beginning of `text`, and what follows them.
pub(super) fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

/// The power of ten, which stops at the ends of `i64`: no number of use is beyond.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (digits, []) = digits(text) else {
        return None;
    };
    if digits.is_empty() {
        return None;
    }
    let size = digits.iter().fold(0_i64, |size, digit| {
        size.saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'))
    });
    Some(if negative { -size } else { size })
}

fn without_leading_zeros(digits: &[u8]) -> &[u8] {
    let start = digits.iter().position(|&digit| digit != b'0');
    &digits[start.unwrap_or(digits.len())..]
}

fn without_trailing_zeros(digits: &[u8]) -> &[u8] {
    let end = digits.iter().rposition(|&digit| digit != b'0');
    &digits[..end.map_or(0, |last| last + 1)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Decimal<'_> {
        Decimal::parse(text.as_bytes()).expect(text)
    }

    #[test]
    fn only_the_notation_of_the_standard_is_a_number() {
        for text in [
            "0",
            "-0",
            "+1",
            "007",
            "1.",
            ".5",
            "1e3",
            "1.5E-07",
            "12345678901234567890.5",
        ] {
            assert!(Decimal::parse(text.as_bytes()).is_some(), "{text}");
        }
        for text in [
            "", "-", ".", "e1", "1e", "1e+", "1_000", "1,5", " 1", "1 ", "--1", "1.2.3", "0x1", "١",
        ] {
            assert!(Decimal::parse(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn equal_numbers_have_one_key_however_they_are_written() {
        let key = |text: &str| {
            let mut out = Vec::new();
            parse(text).key(&mut out);
            out
        };
        for text in ["1", "01", "1.0", "1e0", "0.1e1", "+1.", "10e-1"] {
            assert_eq!(key(text), key("1"), "{text}");
        }
        assert_eq!(key("-0.00"), key("0e9"));
        assert_ne!(key("1"), key("10"));
        assert_ne!(key("1"), key("-1"));
    }

    #[test]
    fn numbers_that_a_float_cannot_tell_apart_are_in_order() {
        assert!(parse("9007199254740993") > parse("9007199254740992"));
        assert!(parse("-0.10000000000000000001") < parse("-0.1"));
        assert!(parse("1e99999999999999999999") > parse("1e400"));
        assert!(parse("-1e-400") < parse("0"));
    }

    proptest! {
        /// Against numbers written out in full: sign, 40 digits before the point, 40 after it.
        #[test]
        fn the_order_is_that_of_the_written_out_numbers(
            a in (any::<bool>(), 0_u64..1_000_000, 0_usize..9, -20_i64..20),
            b in (any::<bool>(), 0_u64..1_000_000, 0_usize..9, -20_i64..20),
        ) {
            let written = |(negative, mantissa, point, exponent): (bool, u64, usize, i64)| {
                let digits = format!("{mantissa:09}");
                let sign = if negative { "-" } else { "" };
                format!("{sign}{}.{}e{exponent}", &digits[..point], &digits[point..])
            };
            let in_full = |(negative, mantissa, point, exponent): (bool, u64, usize, i64)| {
                let power = 40 + exponent - (9 - point as i64);
                let size = num(mantissa, power as usize);
                (negative && mantissa > 0, size)
            };
            let (x, y) = (in_full(a), in_full(b));
            let expected = match (x.0, y.0) {
                (false, false) => x.1.cmp(&y.1),
                (true, true) => y.1.cmp(&x.1),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
            };
            prop_assert_eq!(parse(&written(a)).cmp(&parse(&written(b))), expected);
        }
    }

    /// `mantissa` times ten to the `power`, as 90 digits.
    fn num(mantissa: u64, power: usize) -> String {
        format!("{:0>90}", format!("{mantissa}{}", "0".repeat(power)))
    }
}
