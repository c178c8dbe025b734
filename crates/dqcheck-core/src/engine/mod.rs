//! The engine: a file goes through a plan, block by block, and all findings come together.
//!
//! The engine has no threads of its own. [`Engine::work`] is called by one thread or by several at once; the result is
//! the same, byte for byte, since blocks are merged in the order of the file.

mod feed;
mod head;
mod keys;
mod merge;
mod whole;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

pub use head::{Head, HeadOptions};

use crate::diagnostic::Findings;
use crate::plan::{Plan, Scratch};
use crate::rows::{Extent, Rows};
use crate::source::{Encoding, Input};
use feed::{Block, Feed};
use merge::{Merge, Partial};

/// Why a file could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("the file could not be read")]
    Read(#[from] std::io::Error),
    /// A record that has no end within so many bytes: not a table.
    #[error("the record that begins at byte {at} has no end within {limit} bytes")]
    RecordTooLong { at: u64, limit: u64 },
    #[error("the file has too many rows")]
    TooManyRows,
}

/// How a file is checked.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many findings are kept with their places, over all causes, but at least one of each. All are counted.
    pub max_findings: usize,
    /// About how many bytes of text are checked at a time. It changes no finding.
    pub block: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            max_findings: 10_000,
            block: 128 << 10,
        }
    }
}

/// One run of a plan over one file.
pub struct Engine<'a> {
    head: &'a Head,
    plan: &'a Plan,
    state: Mutex<State<'a>>,
    /// For each cause of the plan: no more places are wanted.
    full: Vec<AtomicBool>,
    options: Options,
}

struct State<'a> {
    feed: Feed<'a>,
    merge: Merge,
    error: Option<EngineError>,
}

/// What a run came to.
pub enum Outcome {
    Found(Findings),
    /// The whole file says that its encoding is another one than it was read in: it is to be read again in this one.
    ReadAgain(Encoding),
}

impl<'a> Engine<'a> {
    pub fn new(
        input: &'a dyn Input,
        head: &'a Head,
        plan: &'a Plan,
        options: Options,
    ) -> Result<Engine<'a>, EngineError> {
        let options = Options {
            max_findings: options.max_findings.max(1),
            ..options
        };
        Ok(Engine {
            head,
            plan,
            state: Mutex::new(State {
                feed: Feed::new(input, head, options.block)?,
                merge: Merge::new(head, plan, options),
                error: None,
            }),
            full: plan.causes.iter().map(|_| AtomicBool::new(false)).collect(),
            options,
        })
    }

    /// Checks blocks until there are none left. To be called by as many threads as there are to be.
    pub fn work(&self) {
        let (mut rows, mut scratch) = (Rows::default(), Scratch::default());
        let mut block = self.next(None, Vec::new());
        while let Some(mut current) = block {
            let whole = match current.rows.take() {
                Some(read) => {
                    rows = read;
                    true
                }
                None => {
                    let text = std::mem::take(&mut current.text);
                    rows.read(
                        text,
                        self.head.dialect,
                        self.plan.width,
                        current.extent.last,
                    ) == Extent::Whole
                }
            };
            let result = whole.then(|| {
                self.plan.run(&mut rows, current.utf8, &mut scratch);
                Partial::new(
                    self.plan,
                    &rows,
                    &mut scratch,
                    current.extent.origin,
                    &self.full,
                    self.options,
                )
            });
            block = self.next(Some((current, result)), rows.take_text());
        }
    }

    /// Hands in what became of a block (nothing, where it ends inside a record) and takes the next one.
    fn next(&self, finished: Option<(Block, Option<Partial>)>, spare: Vec<u8>) -> Option<Block> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State { feed, merge, error } = &mut *state;
        if error.is_some() {
            return None;
        }
        let taken = match finished {
            Some((block, _)) if block.is_stale() => Ok(()),
            Some((block, Some(partial))) => {
                feed.finished(&block);
                merge.add(block, partial, self.plan, &self.full)
            }
            Some((block, None)) => {
                merge.forget_after(block.sequence);
                feed.redo(block).map_err(EngineError::Read)
            }
            None => Ok(()),
        };
        let next = taken.and_then(|()| feed.next(spare));
        next.unwrap_or_else(|failed| {
            *error = Some(failed);
            None
        })
    }

    /// Brings everything together, once all threads are back from [`Engine::work`].
    pub fn finish(self) -> Result<Outcome, EngineError> {
        let State { feed, merge, error } = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = error {
            return Err(error);
        }
        let settled = feed.settled();
        if !settled.same_text_as(feed.encoding()) {
            return Ok(Outcome::ReadAgain(settled));
        }
        merge
            .finish(self.head, self.plan, &feed)
            .map(Outcome::Found)
    }
}

/// Checks a whole file with the calling thread only.
pub fn check(
    input: &dyn Input,
    schema: &crate::schema::Schema,
    options: Options,
) -> Result<Findings, EngineError> {
    let labels: Vec<String> = schema
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let mut head = Head::read(
        input,
        &HeadOptions {
            labels: &labels,
            ..HeadOptions::default()
        },
    )?;
    loop {
        let (plan, _) = Plan::bind(schema, &head.labels);
        let engine = Engine::new(input, &head, &plan, options)?;
        engine.work();
        match engine.finish()? {
            Outcome::Found(findings) => return Ok(findings),
            Outcome::ReadAgain(encoding) => {
                head = Head::read(
                    input,
                    &HeadOptions {
                        labels: &labels,
                        encoding: Some(encoding),
                    },
                )?;
            }
        }
    }
}
