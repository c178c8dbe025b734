//! What a check says of one text: the reason for which it fails, and the values for the words of that reason.

use crate::message::Args;

/// What is wrong with a text: an index into the reasons, and the values for their words. `None` if nothing is.
pub(super) type Verdict = Option<(usize, Args)>;

/// A reason that needs no values.
pub(super) fn because(reason: usize) -> Verdict {
    Some((reason, Args::new()))
}

/// A reason that comes with what the cell should hold.
pub(super) fn rather(reason: usize, suggestion: impl Into<String>) -> Verdict {
    Some((reason, Args::new().with("suggestion", suggestion.into())))
}
