//! When many findings are told once: the whole of a column has the same fault.

use crate::message::{Arg, Lang};

/// So many cells with the same fault and none without one have one cause: below that it may be chance.
const THROUGHOUT: u64 = 3;
/// How many examples are named where one finding stands for many cells.
const EXAMPLES: usize = 3;

/// Whether `count` cells have one cause: (almost) all that were judged have this fault, and none is right.
pub(crate) fn is_throughout(count: u64, wrong: u64, any_right: bool) -> bool {
    !any_right && count >= THROUGHOUT && count * 2 > wrong
}

/// What the first cells have, and what they should have.
pub(crate) fn examples(cells: impl Iterator<Item = String>) -> Arg {
    let cells: Vec<String> = cells.take(EXAMPLES).collect();
    Arg::said(|lang| match lang {
        Lang::En => cells.join("; "),
        Lang::Fr => cells.join(" ; "),
    })
}

/// One of the examples.
pub(crate) fn mended(has: &str, meant: &str) -> String {
    format!("{has} → {meant}")
}
