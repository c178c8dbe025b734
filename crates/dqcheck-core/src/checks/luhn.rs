//! The key of SIREN and SIRET numbers (Luhn, ISO/IEC 7812-1), eight digits at a time.

/// The one SIREN whose establishments do not all follow Luhn: La Poste.
const LA_POSTE: &[u8; 9] = b"356000000";

const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// Whether nine digits are a SIREN. Nine zeros pass Luhn, but are nobody.
#[inline]
pub(super) fn is_siren(text: &[u8; 9]) -> bool {
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

    /// Head offices, as anyone can look them up: La Poste, INSEE, DINUM, the towns of Boulogne-Billancourt and Paris,
    /// EDF.
    #[test]
    fn known_numbers_are_told_from_wrong_ones() {
        for siret in [
            b"35600000000048",
            b"12002701600563",
            b"13002526500013",
            b"21920012800011",
            b"21750001600019",
            b"55208131766522",
            b"73282932000074",
        ] {
            assert!(is_siret(siret), "{siret:?}");
            let siren = siret.first_chunk().expect("nine digits");
            assert!(is_siren(siren), "{siren:?}");
        }
        // A right key over all fourteen digits, but not over the nine of the SIREN; then the other way round.
        assert!(reference(b"21920012700013") && !is_siret(b"21920012700013"));
        assert!(is_siren(b"219200128") && !is_siret(b"21920012800012"));
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

    /// What the sum of digits lets pass there, to the last: five more or less in one place, or the same digits in
    /// another order.
    #[test]
    fn of_one_changed_digit_in_an_establishment_of_la_poste_only_five_more_or_less_passes() {
        let mut text = *b"35600000000000";
        for nic in 0..100_000_usize {
            for (at, power) in (9..14).zip([10_000, 1_000, 100, 10, 1]) {
                text[at] = b'0' + (nic / power % 10) as u8;
            }
            let digits: u32 = text.iter().map(|digit| u32::from(digit - b'0')).sum();
            if !digits.is_multiple_of(5) {
                assert_eq!(is_siret(&text), reference(&text), "{text:?}");
                continue;
            }
            assert!(is_siret(&text), "{text:?}");
            for at in 9..14 {
                for by in 1..10 {
                    let changed = changed(text, at, by);
                    let passes = by == 5 || reference(&changed);
                    assert_eq!(is_siret(&changed), passes, "{text:?} {changed:?}");
                }
                assert!(at == 13 || is_siret(&swapped(text, at)), "{text:?}");
            }
        }
        for (at, by) in (0..9).flat_map(|at| (1..10).map(move |by| (at, by))) {
            assert!(!is_siret(&changed(*b"35600000000048", at, by)));
        }
    }

    /// The digit at a place, so many more: another digit.
    fn changed<const N: usize>(mut text: [u8; N], at: usize, by: u8) -> [u8; N] {
        text[at] = b'0' + (text[at] - b'0' + by) % 10;
        text
    }

    /// The digit at a place and the next one in each other's place.
    fn swapped<const N: usize>(mut text: [u8; N], at: usize) -> [u8; N] {
        text.swap(at, at + 1);
        text
    }

    /// Luhn is blind to `09` and `90` in each other's place, and to no other two neighbours.
    fn is_seen<const N: usize>(text: [u8; N], at: usize) -> bool {
        // 9 apart: that are 0 and 9.
        !text[at].abs_diff(text[at + 1]).is_multiple_of(9)
    }

    /// These digits and the one that makes them right.
    fn with_key<const N: usize>(digits: &str) -> [u8; N] {
        let text = (b'0'..=b'9').map(|key| [digits.as_bytes(), &[key]].concat());
        let text = text.into_iter().find(|text| reference(text));
        *text
            .expect("one of ten")
            .first_chunk()
            .expect("as many digits")
    }

    proptest! {
        #[test]
        fn one_changed_digit_of_a_siren_is_found(
            digits in "[1-9][0-9]{7}|0[0-9]{6}[1-9]",
            at in 0..9_usize,
            by in 1..10_u8,
        ) {
            let siren: [u8; 9] = with_key(&digits);
            prop_assert!(is_siren(&siren));
            prop_assert!(!is_siren(&changed(siren, at, by)));
        }

        #[test]
        fn one_changed_digit_of_a_siret_is_found(
            digits in "[1-9][0-9]{7}|0[0-9]{6}[1-9]",
            nic in "[0-9]{4}",
            at in 0..14_usize,
            by in 1..10_u8,
        ) {
            let siren: [u8; 9] = with_key(&digits);
            prop_assume!(&siren != LA_POSTE);
            let siren = std::str::from_utf8(&siren).expect("digits");
            let siret: [u8; 14] = with_key(&format!("{siren}{nic}"));
            prop_assert!(is_siret(&siret));
            prop_assert!(!is_siret(&changed(siret, at, by)));
        }

        #[test]
        fn two_neighbours_in_each_others_place_are_found_but_for_0_and_9(
            digits in "[1-9][0-9]{7}",
            nic in "[0-9]{4}",
            at in 0..13_usize,
        ) {
            let siren: [u8; 9] = with_key(&digits);
            prop_assume!(&siren != LA_POSTE);
            let text = std::str::from_utf8(&siren).expect("digits");
            let siret: [u8; 14] = with_key(&format!("{text}{nic}"));
            if at < 8 {
                prop_assert_eq!(!is_siren(&swapped(siren, at)), is_seen(siren, at));
            }
            // The last digit of the SIREN and the first of the rest: the SIREN is another one, and wrong.
            let found = is_seen(siret, at) || at == 8 && siret[8] != siret[9];
            prop_assert_eq!(!is_siret(&swapped(siret, at)), found);
        }

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
