//! A check of a cell that asks other cells of its row what they know of the same place.

use super::seen::Seen;
use super::vintage;
use crate::checks::verdict::Verdict;
use crate::checks::{Bound, Column, RowCheck};
use crate::message::Args;
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

/// Most other cells that a check asks.
const OTHERS: usize = 2;

/// The other cells of a row: those that are asked for, and are there.
pub(super) type Others<'a> = [Option<&'a str>; OTHERS];

pub(super) trait Judge: Send + Sync {
    /// What is wrong with a text, given the others of its row.
    fn judge(&self, text: &str, others: Others<'_>) -> Verdict;

    /// The values for the words of a failing cell. What takes long to find belongs here, not into the verdict.
    fn details(&self, text: &str, others: Others<'_>) -> Args {
        let verdict = self.judge(text, others);
        verdict.map(|(_, args)| args).unwrap_or_default()
    }
}

struct Together<J> {
    vintage: u16,
    /// Which of the columns each other cell is in.
    others: [Option<usize>; OTHERS],
    judge: J,
}

/// The field that the request names as its `column`, and those that it may name as these settings.
pub(super) struct Fields {
    column: usize,
    others: [Option<usize>; OTHERS],
}

impl Fields {
    pub(super) fn of(
        request: &RuleRequest,
        schema: &Schema,
        others: [Option<&str>; OTHERS],
    ) -> Result<Fields, Fault> {
        let column = request.column(schema, "column")?;
        let mut fields = [None; OTHERS];
        for (field, param) in fields.iter_mut().zip(others) {
            if let Some(param) = param
                && request.text(param)?.is_some()
            {
                *field = Some(request.column(schema, param)?);
            }
        }
        Ok(Fields {
            column,
            others: fields,
        })
    }

    pub(super) fn bind(&self, vintage: u16, judge: impl Judge + 'static) -> Bound {
        let mut fields = vec![self.column];
        let others = self.others.map(|other| {
            fields.push(other?);
            Some(fields.len() - 1)
        });
        Bound::Rows {
            fields,
            check: Box::new(Together {
                vintage,
                others,
                judge,
            }),
        }
    }
}

impl<J: Judge> RowCheck for Together<J> {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let Some((own, _)) = columns.split_first() else {
            return;
        };
        let others = self
            .others
            .map(|other| other.and_then(|at| columns.get(at)));
        let mut seen = Seen::default();
        own.cells.each_present(|row, text| {
            let others = others.map(|other| {
                let cells = &other?.cells;
                (cells.states[row] == State::Present).then(|| cells.get(row))
            });
            let reason = seen.get((text, others), || {
                let verdict = read(text, others, |text, others| self.judge.judge(text, others));
                verdict.map(|(reason, _)| reason)
            });
            if let Some(reason) = reason {
                faults.push(row, reason);
            }
        });
    }

    fn constants(&self) -> Args {
        vintage::words(self.vintage)
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let Some((text, _)) = texts.split_first() else {
            return Args::new();
        };
        let others = self.others.map(|other| texts.get(other?).copied());
        read(text, others, |text, others| {
            self.judge.details(text, others)
        })
    }
}

fn read<R>(
    text: &[u8],
    others: [Option<&[u8]>; OTHERS],
    see: impl FnOnce(&str, Others<'_>) -> R,
) -> R {
    let others = others.map(|other| other.map(String::from_utf8_lossy));
    let others = others.each_ref().map(Option::as_deref);
    see(&String::from_utf8_lossy(text), others)
}
