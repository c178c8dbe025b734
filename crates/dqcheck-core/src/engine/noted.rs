//! Checks of the whole file: their notes come together in the order of the blocks.

use crate::checks::Notes;
use crate::plan::Plan;

/// What each check of the whole file has noted so far.
#[derive(Default)]
pub(super) struct Noted(pub(super) Vec<Option<Notes>>);

impl Noted {
    pub(super) fn new(plan: &Plan) -> Noted {
        Noted(plan.file_checks.iter().map(|_| None).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the notes of the block that comes next.
    pub(super) fn append(&mut self, plan: &Plan, block: Vec<Notes>) {
        for ((planned, file), block) in plan.file_checks.iter().zip(&mut self.0).zip(block) {
            planned.check.append(file, block);
        }
    }
}
