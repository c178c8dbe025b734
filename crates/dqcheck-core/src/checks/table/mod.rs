//! Checks of rows against each other: what must be there once only, and what must be there somewhere. The engine finds
//! it across the blocks of a file; here are the words.

pub mod duplicate_combination;
pub mod duplicate_key;
pub mod duplicate_value;
pub mod foreign_key;
pub mod missing_key;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &duplicate_value::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &missing_key::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &duplicate_key::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &duplicate_combination::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &foreign_key::CHECK,
        bind: Bind::Reported,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::constraint::missing_value;
    use crate::checks::testing::assert_names_its_reason;

    #[test]
    fn each_constant_points_at_the_reason_that_it_names() {
        let constants = [
            (
                &duplicate_value::CHECK,
                duplicate_value::DUPLICATE,
                "duplicate",
            ),
            (&duplicate_key::CHECK, duplicate_key::DUPLICATE, "duplicate"),
            (
                &duplicate_combination::CHECK,
                duplicate_combination::VALUE,
                "value",
            ),
            (
                &duplicate_combination::CHECK,
                duplicate_combination::COMBINATION,
                "combination",
            ),
            (&foreign_key::CHECK, foreign_key::NOT_IN_FILE, "not-in-file"),
            (
                &foreign_key::CHECK,
                foreign_key::NOT_IN_TABLE,
                "not-in-table",
            ),
            (
                &foreign_key::CHECK,
                foreign_key::PARTLY_EMPTY,
                "partly-empty",
            ),
            (&foreign_key::CHECK, foreign_key::OTHER_TYPE, "other-type"),
            (
                &foreign_key::CHECK,
                foreign_key::WRITTEN_OTHERWISE,
                "written-otherwise",
            ),
            (&missing_key::CHECK, missing_value::EMPTY, "empty"),
            (
                &missing_key::CHECK,
                missing_value::MARKED_MISSING,
                "marked-missing",
            ),
        ];
        assert_names_its_reason(ALL, &constants);
    }
}
