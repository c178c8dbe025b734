//! Checks of rows against each other: what must be there once only. The engine finds it across the blocks of a
//! file; here are the words.

pub mod duplicate_key;
pub mod duplicate_value;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &duplicate_value::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &duplicate_key::CHECK,
        bind: Bind::Reported,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_constant_points_at_the_reason_that_it_names() {
        let constants = [
            (
                &duplicate_value::CHECK,
                duplicate_value::DUPLICATE,
                "duplicate",
            ),
            (&duplicate_key::CHECK, duplicate_key::DUPLICATE, "duplicate"),
        ];
        for (check, constant, id) in constants {
            assert_eq!(check.reason(id), Some(constant), "{}: {id}", check.id);
        }
        let reasons: usize = ALL.iter().map(|check| check.def.reasons.len()).sum();
        assert_eq!(
            constants.len(),
            reasons,
            "a reason has no constant in this test"
        );
    }
}
