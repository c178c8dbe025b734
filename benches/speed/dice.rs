//! Chance that is the same each time, and numbers with the right keys.

/// Chance that is the same each time: a xorshift generator.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        (self.roll() >> 16) % end
    }

    /// From 0 to 1.
    pub(crate) fn share(&mut self) -> f64 {
        self.below(1 << 32) as f64 / (1_u64 << 32) as f64
    }

    pub(crate) fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len() as u64) as usize]
    }

    /// The value in so many of a hundred cases, else nothing.
    pub(crate) fn mostly(&mut self, percent: u64, value: String) -> String {
        if self.below(100) < percent {
            value
        } else {
            String::new()
        }
    }
}

/// A number that no establishment need have, with the right keys.
pub(crate) fn siret(dice: &mut Dice) -> String {
    let siren = with_key(40_000_000 + dice.below(50_000_000));
    with_key(siren * 10_000 + dice.below(10_000)).to_string()
}

/// As [`siret`], of a company.
pub(crate) fn siren(dice: &mut Dice) -> String {
    with_key(40_000_000 + dice.below(50_000_000)).to_string()
}

/// The number and, behind it, the digit that makes its Luhn sum a multiple of ten.
fn with_key(number: u64) -> u64 {
    let (mut sum, mut rest, mut doubled) = (0, number, true);
    while rest > 0 {
        let digit = rest % 10 * if doubled { 2 } else { 1 };
        sum += digit / 10 + digit % 10;
        (rest, doubled) = (rest / 10, !doubled);
    }
    number * 10 + (10 - sum % 10) % 10
}
