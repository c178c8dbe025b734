//! The key of SIREN and SIRET numbers (Luhn, ISO/IEC 7812-1), eight digits at a time.

/// The one SIREN whose establishments do not all follow Luhn: La Poste.
const LA_POSTE: &[u8; 9] = b"356000000";

const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Whether nine digits are a SIREN. Nine zeros pass Luhn, but are nobody.
#[inline]
pub(in crate::checks) fn is_siren(text: &[u8; 9]) -> bool {
    let [head @ .., last] = text;
    let last = last.wrapping_sub(b'0');
    match digits(u64::from_le_bytes(*head)) {
        Some(head) if last <= 9 => siren(head, last),
        _ => false,
    }
}

/// Whether fourteen digits are a SIRET: the key is right over all of them, and over the nine of the SIREN.
#[inline]
pub(super) fn is_siret(text: &[u8; 14]) -> bool {
    let (Some(head), Some(tail)) = (text.first_chunk(), text.last_chunk()) else {
        return false;
    };
    let (Some(head), Some(tail)) = (
        digits(u64::from_le_bytes(*head)),
        digits(u64::from_le_bytes(*tail)),
    ) else {
        return false;
    };
    // The two words overlap by two digits.
    let tail = tail >> 16;
    if !siren(head, tail as u8) {
        return false;
    }
    let luhn = sum(doubled(head & EVEN))
        + sum(head & !EVEN)
        + sum(doubled(tail & EVEN))
        + sum(tail & !EVEN);
    luhn.is_multiple_of(10)
        || (text.starts_with(LA_POSTE) && (sum(head) + sum(tail)).is_multiple_of(5))
}

#[inline]
fn siren(head: u64, last: u8) -> bool {
    let luhn = sum(head & EVEN) + sum(doubled(head & !EVEN)) + u64::from(last);
    luhn.is_multiple_of(10) && luhn != 0
}

/// Eight characters as eight numbers from 0 to 9, if they are digits.
#[inline]
fn digits(word: u64) -> Option<u64> {
    let digits = word ^ 0x3030_3030_3030_3030;
    let beyond = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;
    (beyond == 0).then_some(digits)
}

/// Each digit doubled, less 9 where that makes two digits.
#[inline]
fn doubled(digits: u64) -> u64 {
    let two = (digits + 0x7b7b_7b7b_7b7b_7b7b) >> 7 & 0x0101_0101_0101_0101;
    digits * 2 - two * 9
}

/// The sum of eight bytes that does not pass 255.
#[inline]
fn sum(bytes: u64) -> u64 {
    bytes.wrapping_mul(0x0101_0101_0101_0101) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reference(digits: &[u8]) -> bool {
        let sum: u32 = digits
            .iter()
            .rev()
            .enumerate()
            .map(|(at, digit)| u32::from(digit - b'0') * (1 + at as u32 % 2))
            .map(|product| product / 10 + product % 10)
            .sum();
        sum.is_multiple_of(10)
    }

    #[test]
    fn known_numbers_are_told_from_wrong_ones() {
        assert!(is_siren(b"219200128") == reference(b"219200128"));
        assert!(is_siren(b"732829320"));
        assert!(!is_siren(b"732829321"));
        assert!(is_siret(b"73282932000074"));
        assert!(!is_siret(b"73282932000075"));
        assert!(!is_siren(b"73282932a"));
        assert!(!is_siret(b"732829320 0074"));
    }

    #[test]
    fn zeros_are_nobody() {
        assert!(!is_siren(b"000000000"));
        assert!(!is_siret(b"00000000000000"));
        assert!(!is_siret(b"00000000000018"));
    }

    #[test]
    fn an_establishment_of_la_poste_follows_luhn_or_has_a_sum_that_five_divides() {
        assert!(is_siret(b"35600000000048"));
        // 3 + 5 + 6 + 1 = 15, and Luhn fails.
        assert!(!reference(b"35600000000001"));
        assert!(is_siret(b"35600000000001"));
        assert!(!is_siret(b"35600000000002"));
    }

    proptest! {
        #[test]
        fn words_agree_with_one_digit_at_a_time(text in "[0-9]{14}", key in 0..10_u8) {
            // Every tenth number or so has a right SIREN, or none would pass.
            let mut text = text.into_bytes();
            text[8] = b'0' + key;
            let siren: &[u8; 9] = text.first_chunk().expect("14 digits");
            let siret: &[u8; 14] = text.first_chunk().expect("14 digits");
            let zeros = siren == b"000000000";
            prop_assert_eq!(is_siren(siren), !zeros && reference(siren));
            if siren != LA_POSTE {
                prop_assert_eq!(is_siret(siret), !zeros && reference(siren) && reference(siret));
            }
        }

        #[test]
        fn nothing_but_digits_passes(text in any::<[u8; 14]>()) {
            prop_assert!(!is_siret(&text) || text.iter().all(u8::is_ascii_digit));
        }
    }
}
