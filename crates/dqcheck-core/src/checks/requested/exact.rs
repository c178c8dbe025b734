//! Numbers as on paper: any number of digits, and nothing is lost when they are added or divided.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, Pow, Zero};

/// More digits than this, in a number or in its exponent's power, are no figure that anybody reckons with.
pub(in crate::checks) const DIGITS: usize = 1_000;

/// The number of a text in the standard's own notation. `None` where it is not finite or far too long.
pub(in crate::checks) fn parse(plain: &str) -> Option<BigRational> {
    let (mantissa, exponent) = match plain.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (plain, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let power = exponent.checked_sub(fraction.len() as i64)?;
    if digits.len() > DIGITS || power.unsigned_abs() > DIGITS as u64 {
        return None;
    }
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    let ten = Pow::pow(BigInt::from(10), power.unsigned_abs());
    let digits = BigInt::from_str_radix(digits, 10).ok()?;
    Some(match power {
        0.. => BigRational::from_integer(digits * ten),
        _ => BigRational::new(digits, ten),
    })
}

/// How many decimals a [`fixed`] number has.
pub(in crate::checks) const DECIMALS: usize = 18;

/// The number of a text as so many parts of 10^18, without memory. `None` where it has more than 18 digits or an
/// exponent: then [`parse`] reads it.
pub(in crate::checks) fn fixed(plain: &[u8]) -> Option<i128> {
    let (negative, text) = match plain {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, plain),
    };
    let (mut number, mut digits, mut decimals) = (0_i128, 0, None);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i128::from(byte - b'0');
                digits += 1;
                decimals = decimals.map(|count: u32| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
        if digits > DECIMALS {
            return None;
        }
    }
    let number = number * 10_i128.pow(DECIMALS as u32 - decimals.unwrap_or(0));
    (digits > 0).then_some(if negative { -number } else { number })
}

/// The order of two numbers in the standard's own notation; equal where one of them is not finite.
pub(in crate::checks) fn order(a: &[u8], b: &[u8]) -> Ordering {
    if let (Some(a), Some(b)) = (fixed(a), fixed(b)) {
        return a.cmp(&b);
    }
    let read = |text| parse(std::str::from_utf8(text).ok()?);
    match (read(a), read(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => Ordering::Equal,
    }
}

/// Whether a number has grown beyond what is reckoned with.
pub(in crate::checks) fn is_too_long(number: &BigRational) -> bool {
    let bits = (DIGITS as u64) * 4;
    number.numer().bits() > bits || number.denom().bits() > bits
}

/// A number for people, cut after a few decimals.
pub(in crate::checks) fn shown(number: &BigRational) -> String {
    if number.is_integer() {
        return number.to_integer().to_string();
    }
    let scale = BigInt::from(1_000_000);
    let scaled = (number * BigRational::from_integer(scale.clone()))
        .round()
        .to_integer();
    let sign = if scaled < BigInt::zero() { "-" } else { "" };
    let text = scaled.magnitude().to_string();
    let text = format!("{text:0>7}");
    let (whole, fraction) = text.split_at(text.len() - 6);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_few_digits_needs_no_memory_and_is_the_same() {
        for text in [
            "0",
            "-0.50",
            "+12",
            ".25",
            "7.",
            "999999999999999999",
            "-.000000000000000001",
        ] {
            let ratio = BigRational::new(
                BigInt::from(fixed(text.as_bytes()).expect("few digits")),
                Pow::pow(BigInt::from(10), DECIMALS),
            );
            assert_eq!(Some(ratio), parse(text), "{text}");
        }
        for text in ["", "-", ".", "1e3", "NaN", "1.2.3", "1234567890123456789"] {
            assert_eq!(fixed(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_whatever_their_length() {
        for (text, again) in [
            ("12", "12"),
            ("-0.50", "-0.5"),
            ("+1.5e3", "1500"),
            (".25", "0.25"),
            ("5e-3", "0.005"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
        ] {
            assert_eq!(
                parse(text).map(|number| shown(&number)).as_deref(),
                Some(again)
            );
        }
        for text in ["NaN", "INF", "", "1e99999", "1e9999999999999999999", "."] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
