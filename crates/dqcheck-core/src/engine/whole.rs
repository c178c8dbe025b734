//! Checks of the whole file: what their notes come to, at the end.

use super::EngineError;
use super::feed::Feed;
use super::merge::Merge;
use super::noted::Noted;
use crate::checks::FileFault;
use crate::diagnostic::Place;
use crate::message::Args;
use crate::plan::{Failure, Plan};

impl Merge {
    /// Lets each check say what it makes of the file, and finds the places of what is kept.
    pub(super) fn judge_whole(
        &mut self,
        plan: &Plan,
        noted: Noted,
        feed: &Feed<'_>,
    ) -> Result<(), EngineError> {
        for (check, (planned, notes)) in plan.file_checks.iter().zip(noted.0).enumerate() {
            let limit = self.kept.level;
            let reasons = plan.causes[planned.cause as usize].check.reasons.len();
            let mut told: Vec<Told> = (0..reasons).map(|_| Told::default()).collect();
            planned.check.judge(notes, &mut |fault: FileFault<'_>| {
                let told = &mut told[fault.reason];
                told.count += fault.count;
                match fault.cell {
                    None => told.of_file = Some((fault.args)()),
                    Some((row, nth)) if told.cells.len() < limit => {
                        let failure = Failure {
                            cause: planned.cause + fault.reason as u32,
                            row: row as u32,
                            column: Some(plan.file_column(check, nth)),
                            at: None,
                        };
                        told.cells.push((failure, (fault.args)()));
                    }
                    Some(_) => {}
                }
            });
            for (cause, told) in (planned.cause as usize..).zip(told) {
                if let Some(args) = told.of_file {
                    self.kept.say(cause, args);
                }
                let places = self.find_again(plan, told.cells, feed)?;
                self.kept.add(cause, told.count, places);
            }
        }
        Ok(())
    }

    /// The places of cells of the file, in their order. Rows are counted from the first of the file.
    fn find_again(
        &self,
        plan: &Plan,
        mut cells: Vec<(Failure, Args)>,
        feed: &Feed<'_>,
    ) -> Result<Vec<Place>, EngineError> {
        cells.sort_by_key(|(failure, _)| (failure.row, failure.column));
        let mut found = Vec::with_capacity(cells.len());
        let same_block = |a: &(Failure, Args), b: &(Failure, Args)| {
            self.block_of(a.0.row) == self.block_of(b.0.row)
        };
        for cells in cells.chunk_by(same_block) {
            let block = &self.blocks[self.block_of(cells[0].0.row)];
            let rows = feed.read_again(&block.extent, plan.width)?;
            let within = |(failure, _): &(Failure, Args)| Failure {
                row: failure.row - block.first_row as u32,
                ..*failure
            };
            let failures: Vec<Failure> = cells.iter().map(within).collect();
            let mut places = plan.places(&rows, block.extent.origin, &failures, |_| true);
            self.shift(&mut places, block.first_record, block.first_line);
            for (place, (_, args)) in places.iter_mut().zip(cells) {
                place.args = args.clone();
            }
            found.append(&mut places);
        }
        Ok(found)
    }
}

/// What a check told for one of its reasons.
#[derive(Default)]
struct Told {
    count: u64,
    of_file: Option<Args>,
    cells: Vec<(Failure, Args)>,
}
