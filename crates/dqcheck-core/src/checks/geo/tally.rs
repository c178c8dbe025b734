//! The rows that a check of positions refuses, reason by reason, and whether all of the file have the same fault.
//!
//! Memory: some 50 bytes for each row that fails, of the first [`KEPT`] of each reason; the others are counted.

use crate::checks::FileFault;
use crate::diagnostic::{examples, is_throughout};
use crate::message::Args;

/// How many rows of one reason can be shown.
const KEPT: usize = 100_000;

/// `T` is what a message about one row needs.
pub(super) struct Tally<T> {
    /// Of the rows that were seen, judged or not.
    rows: u64,
    right: u64,
    wrong: Vec<Wrong<T>>,
}

struct Wrong<T> {
    count: u64,
    first: Vec<(u64, T)>,
}

impl<T> Default for Tally<T> {
    fn default() -> Tally<T> {
        Tally {
            rows: 0,
            right: 0,
            wrong: Vec::new(),
        }
    }
}

impl<T> Tally<T> {
    /// Takes note of the size of a block, and how many of its rows are right.
    pub(super) fn block(&mut self, rows: usize, right: u64) {
        self.rows += rows as u64;
        self.right += right;
    }

    #[cold]
    pub(super) fn wrong(&mut self, row: usize, reason: usize, case: T) {
        let wrong = self.of(reason);
        wrong.count += 1;
        if wrong.first.len() < KEPT {
            wrong.first.push((row as u64, case));
        }
    }

    pub(super) fn append(&mut self, block: Tally<T>) {
        for (reason, added) in block.wrong.into_iter().enumerate() {
            let before = self.rows;
            let wrong = self.of(reason);
            wrong.count += added.count;
            let room = KEPT - wrong.first.len();
            let added = added.first.into_iter().take(room);
            wrong
                .first
                .extend(added.map(|(row, case)| (row + before, case)));
        }
        self.rows += block.rows;
        self.right += block.right;
    }

    /// Tells the rows of each reason. Where (almost) all rows fail for a reason and none is right, the pair
    /// (reason, reason of the whole column) of `throughout` says how to tell it once; `example` writes what one row
    /// has.
    pub(super) fn tell(
        &self,
        throughout: &[(usize, usize)],
        tell: &mut dyn FnMut(FileFault<'_>),
        args: impl Fn(usize, &T) -> Args,
        example: impl Fn(usize, &T) -> String,
    ) {
        for (reason, wrong) in self.wrong.iter().enumerate() {
            let Some(((first_row, first), others)) = wrong.first.split_first() else {
                continue;
            };
            let whole = throughout.iter().find(|(of, _)| *of == reason);
            if let (Some(&(_, whole)), true) = (whole, self.is_throughout(wrong)) {
                let cells = wrong.first.iter();
                let examples = examples(cells.map(|(_, case)| example(reason, case)));
                tell(FileFault {
                    reason: whole,
                    count: 1,
                    cell: Some((*first_row, 0)),
                    args: &|| {
                        args(reason, first)
                            .with("count", wrong.count)
                            .with("examples", examples.clone())
                    },
                });
                continue;
            }
            let uncounted = wrong.count - others.len() as u64;
            let counts = std::iter::once(uncounted).chain(std::iter::repeat(1));
            for ((row, case), count) in wrong.first.iter().zip(counts) {
                tell(FileFault {
                    reason,
                    count,
                    cell: Some((*row, 0)),
                    args: &|| args(reason, case),
                });
            }
        }
    }

    fn is_throughout(&self, wrong: &Wrong<T>) -> bool {
        let all = self.wrong.iter().map(|wrong| wrong.count).sum();
        is_throughout(wrong.count, all, self.right > 0)
    }

    fn of(&mut self, reason: usize) -> &mut Wrong<T> {
        if self.wrong.len() <= reason {
            self.wrong.resize_with(reason + 1, || Wrong {
                count: 0,
                first: Vec::new(),
            });
        }
        &mut self.wrong[reason]
    }
}
