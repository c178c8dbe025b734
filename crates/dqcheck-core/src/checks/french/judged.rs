//! A check of one column that asks of each cell whether it is good, and of one that is not, what is wrong with it.

use crate::checks::verdict::Verdict;
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::Args;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) struct Judged<G = fn(&[u8]) -> bool> {
    /// Whether a cell is good as it stands, which almost every one is. It may say no to a good one.
    pub(super) is_good: G,
    /// Judges the others at leisure.
    pub(super) judge: fn(&str) -> Verdict,
}

impl<G: Fn(&[u8]) -> bool + Send + Sync + 'static> Judged<G> {
    /// Bound to the field that the request names as its `column`.
    pub(super) fn bind(self, request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
        Ok(Bound::Column {
            field: request.column(schema, "column")?,
            check: Box::new(self),
        })
    }
}

impl<G: Fn(&[u8]) -> bool + Send + Sync> ColumnCheck for Judged<G> {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            if !(self.is_good)(text)
                && let Some((reason, _)) = self.verdict(text)
            {
                faults.push(row, reason);
            }
        });
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        self.verdict(text).map(|(_, args)| args).unwrap_or_default()
    }
}

impl<G> Judged<G> {
    #[cold]
    fn verdict(&self, text: &[u8]) -> Verdict {
        (self.judge)(&String::from_utf8_lossy(text))
    }
}

/// The reasons for which these cells fail, by the row.
#[cfg(test)]
pub(super) fn failures(
    def: &'static crate::check::CheckDef,
    judged: &Judged,
    texts: &[&str],
) -> Vec<(usize, &'static str)> {
    use crate::checks::testing::{self, Stub};
    testing::failures(def, judged, Stub::Text, texts)
}

/// What a cell should hold, if that is known.
#[cfg(test)]
pub(super) fn suggestion(judged: &Judged, text: &str) -> Option<String> {
    use crate::message::Arg;
    match judged.verdict(text.as_bytes())?.1.get("suggestion")? {
        Arg::Text(text) => Some(text.clone()),
        _ => None,
    }
}
