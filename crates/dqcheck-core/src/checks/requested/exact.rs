//! Numbers as on paper: any number of digits, and nothing is lost when they are added or divided.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, Pow, Zero};

/// More digits than this, in a number or in its exponent's power, are no figure that anybody reckons with.
const DIGITS: usize = 1_000;

/// The number of a text in the standard's own notation. `None` where it is not finite or far too long.
pub(super) fn parse(plain: &str) -> Option<BigRational> {
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

/// Whether a number has grown beyond what is reckoned with.
pub(super) fn is_too_long(number: &BigRational) -> bool {
    let bits = (DIGITS as u64) * 4;
    number.numer().bits() > bits || number.denom().bits() > bits
}

/// A number for people, cut after a few decimals.
pub(super) fn shown(number: &BigRational) -> String {
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
