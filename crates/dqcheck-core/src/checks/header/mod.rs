//! Checks of the header line against the fields of the schema. The plan finds what they tell, when it matches the
//! two; here are their words.

pub mod ambiguous_label;
pub mod blank_label;
pub mod column_order;
pub mod duplicate_label;
pub mod extra_column;
pub mod incorrect_label;
pub mod missing_column;
pub mod missing_optional_column;
pub mod unmatched_header;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &missing_column::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &missing_optional_column::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &extra_column::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &column_order::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &incorrect_label::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &duplicate_label::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &ambiguous_label::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &blank_label::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &unmatched_header::CHECK,
        bind: Bind::Reported,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::assert_names_its_reason;

    #[test]
    fn each_constant_points_at_the_reason_that_it_names() {
        let constants = [
            (&missing_column::CHECK, missing_column::ABSENT, "absent"),
            (&missing_column::CHECK, missing_column::RENAMED, "renamed"),
            (&missing_column::CHECK, missing_column::EXPECTED, "expected"),
            (
                &missing_column::CHECK,
                missing_column::EXPECTED_RENAMED,
                "expected-renamed",
            ),
            (
                &missing_optional_column::CHECK,
                missing_optional_column::ABSENT,
                "absent",
            ),
            (
                &missing_optional_column::CHECK,
                missing_optional_column::RENAMED,
                "renamed",
            ),
            (&extra_column::CHECK, extra_column::EXTRA, "extra"),
            (&extra_column::CHECK, extra_column::BEYOND, "beyond"),
            (&column_order::CHECK, column_order::ORDER, "order"),
            (
                &incorrect_label::CHECK,
                incorrect_label::MISPLACED,
                "misplaced",
            ),
            (&incorrect_label::CHECK, incorrect_label::RENAMED, "renamed"),
            (&incorrect_label::CHECK, incorrect_label::OTHER, "other"),
            (
                &duplicate_label::CHECK,
                duplicate_label::DUPLICATE,
                "duplicate",
            ),
            (&ambiguous_label::CHECK, ambiguous_label::COLUMNS, "columns"),
            (&ambiguous_label::CHECK, ambiguous_label::FIELDS, "fields"),
            (&blank_label::CHECK, blank_label::BLANK, "blank"),
            (
                &unmatched_header::CHECK,
                unmatched_header::UNMATCHED,
                "unmatched",
            ),
        ];
        assert_names_its_reason(ALL, &constants);
    }
}
