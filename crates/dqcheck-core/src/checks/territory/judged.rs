//! A check of one column that asks of each text, once a block, what is wrong with it.

use super::seen::Seen;
use super::vintage;
use crate::checks::verdict::Verdict;
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::Args;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

/// What is wrong with a text in the lists of a year.
pub(super) type Judge = fn(&str, u16) -> Verdict;

pub(super) struct Judged {
    pub(super) vintage: u16,
    pub(super) judge: Judge,
}

impl Judged {
    /// Bound to the field that the request names as its `column`, for the year of its `cog`.
    pub(super) fn bind(
        judge: Judge,
        request: &RuleRequest,
        schema: &Schema,
    ) -> Result<Bound, Fault> {
        let field = request.column(schema, "column")?;
        let vintage = vintage::bind(request)?;
        Ok(Bound::Column {
            field,
            check: Box::new(Judged { vintage, judge }),
        })
    }

    fn verdict(&self, text: &[u8]) -> Verdict {
        (self.judge)(&String::from_utf8_lossy(text), self.vintage)
    }
}

impl ColumnCheck for Judged {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        let mut seen = Seen::default();
        column.cells.each_present(|row, text| {
            let reason = seen.get(text, || self.verdict(text).map(|(reason, _)| reason));
            if let Some(reason) = reason {
                faults.push(row, reason);
            }
        });
    }

    fn constants(&self) -> Args {
        vintage::words(self.vintage)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        self.verdict(text).map(|(_, args)| args).unwrap_or_default()
    }
}
