//! A pass over a whole file without a schema: its cells are shown column by column, for others to draw conclusions.

use super::feed::Feed;
use super::{EngineError, Head, HeadOptions};
use crate::checks::structure::blank_row;
use crate::plan::{Binding, Failure, Plan, Scratch};
use crate::rows::{self, Cells, Extent, Origin, Rows};
use crate::schema::Schema;
use crate::source::Input;

/// The rows of one block. Cells without a value, and those that cannot be read as text, are marked as such.
pub struct Passage<'a> {
    plan: &'a Plan,
    rows: &'a Rows,
    scratch: &'a mut Scratch,
    origin: Origin,
    /// The line on which the block begins.
    line: u64,
}

impl Passage<'_> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of the rows are blank.
    pub fn blank(&self) -> u64 {
        let blank = |failure: &&Failure| {
            self.plan.causes[failure.cause as usize].check == &blank_row::CHECK
        };
        self.scratch.failures.iter().filter(blank).count() as u64
    }

    /// The cells of the column at this position.
    pub fn cells(&mut self, position: usize) -> Cells<'_> {
        self.scratch.cells(self.rows.cell_text(), position)
    }

    /// The line on which each of these rows begins.
    pub fn lines(&self, rows: &[usize]) -> Vec<u64> {
        let records: Vec<_> = rows.iter().map(|&row| self.rows.record(row)).collect();
        let located = rows::locate(self.rows.text(), self.origin, &records);
        let lines = located.iter().map(|location| self.line + location.line);
        lines.collect()
    }
}

/// Shows every block of a file to `see`, in order, and gives back what came of it. Where the encoding turns out to be
/// another one at the end, all is shown again to what `start` makes.
pub fn scan<T>(
    input: &dyn Input,
    block: usize,
    start: impl Fn(&Head) -> T,
    mut see: impl FnMut(&mut T, Passage<'_>),
) -> Result<T, EngineError> {
    let schema = Schema {
        missing_values: vec![String::new()],
        ..Schema::default()
    };
    let mut encoding = None;
    loop {
        let head = Head::read(
            input,
            &HeadOptions {
                encoding,
                ..HeadOptions::default()
            },
        )?;
        let (plan, _) = Plan::bind(&schema, &head.labels, &Binding::default());
        let mut feed = Feed::new(input, &head, block)?;
        let (mut rows, mut scratch) = (Rows::default(), Scratch::default());
        let (mut seen, mut line) = (start(&head), head.data.line);
        while let Some(mut current) = feed.next(rows.take_text())? {
            let whole = match (current.rows.take(), head.dialect) {
                (None, Some(dialect)) => {
                    let text = std::mem::take(&mut current.text);
                    rows.read(text, dialect, plan.width, current.extent.last) == Extent::Whole
                }
                (read, _) => {
                    rows = read.unwrap_or_default();
                    true
                }
            };
            if !whole {
                feed.redo(current)?;
                continue;
            }
            plan.run(&mut rows, current.utf8, &mut scratch);
            let passage = Passage {
                plan: &plan,
                rows: &rows,
                scratch: &mut scratch,
                origin: current.extent.origin,
                line,
            };
            see(&mut seen, passage);
            line += rows.lines;
            feed.finished(&current);
        }
        let settled = feed.settled();
        if settled.same_text_as(feed.encoding()) {
            return Ok(seen);
        }
        encoding = Some(settled);
    }
}
