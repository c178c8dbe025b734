//! Checks of the file as bytes and rows. The reader finds what they tell; here are their words.

pub mod blank_row;
pub mod empty_file;
pub mod extra_cell;
pub mod invalid_encoding;
pub mod missing_cell;
pub mod nul_byte;
pub mod rows_above_header;
pub mod stray_quote;
pub mod text_after_quote;
pub mod unclosed_quote;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &stray_quote::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &text_after_quote::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &unclosed_quote::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &nul_byte::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &invalid_encoding::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &missing_cell::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &extra_cell::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &blank_row::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &rows_above_header::CHECK,
        bind: Bind::Reported,
    },
    Check {
        def: &empty_file::CHECK,
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
            (&stray_quote::CHECK, stray_quote::STRAY, "stray"),
            (&text_after_quote::CHECK, text_after_quote::TEXT, "text"),
            (&unclosed_quote::CHECK, unclosed_quote::UNCLOSED, "unclosed"),
            (&nul_byte::CHECK, nul_byte::NUL, "nul"),
            (
                &invalid_encoding::CHECK,
                invalid_encoding::NOT_UTF8,
                "not-utf8",
            ),
            (&missing_cell::CHECK, missing_cell::SHORT, "short"),
            (&extra_cell::CHECK, extra_cell::LONG, "long"),
            (&blank_row::CHECK, blank_row::BLANK, "blank"),
            (&rows_above_header::CHECK, rows_above_header::ABOVE, "above"),
            (&empty_file::CHECK, empty_file::EMPTY, "empty"),
            (&empty_file::CHECK, empty_file::NO_HEADER, "no-header"),
        ];
        assert_names_its_reason(ALL, &constants);
    }
}
