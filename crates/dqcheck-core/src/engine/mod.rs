//! The engine: a file goes through a plan, block by block, and all findings come together.
//!
//! The engine has no threads of its own. [`Engine::work`] is called by one thread or by several at once; the result is
//! the same, byte for byte, since blocks are merged in the order of the file.

mod attached;
mod feed;
mod head;
mod keys;
mod merge;
mod noted;
mod scan;
mod throughout;
mod whole;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod tests;

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

pub use attached::attach;
pub use head::{Head, HeadOptions};
pub use scan::{Passage, scan};

use crate::diagnostic::Findings;
use crate::plan::{Binding, KeySet, Plan, References, Scratch};
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
    /// For each reference of the plan: the keys that it is looked up in.
    references: Vec<Option<&'a KeySet>>,
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

/// What collecting the keys of a table came to.
pub enum Collected {
    /// In the order in which they were asked for; `None` where the schema or the file does not have all the fields.
    Keys(Vec<Option<KeySet>>),
    /// As [`Outcome::ReadAgain`].
    ReadAgain(Encoding),
}

/// Collects the keys of a table that foreign keys refer to, those of the table itself or of others, in a pass of its
/// own. `plan` binds the table's own schema to its header; `work` calls [`Engine::work`], on as many threads as there are to
/// be.
pub fn collect(
    input: &dyn Input,
    head: &Head,
    plan: impl FnOnce() -> Plan,
    keys: &[Vec<String>],
    options: Options,
    work: impl FnOnce(&Engine<'_>),
) -> Result<Collected, EngineError> {
    if keys.is_empty() {
        return Ok(Collected::Keys(Vec::new()));
    }
    let plan = plan().collecting(keys);
    let engine = Engine::new(input, head, &plan, options)?;
    work(&engine);
    Ok(match engine.settle()? {
        Ok((_, merge)) => Collected::Keys(merge.keys()),
        Err(settled) => Collected::ReadAgain(settled),
    })
}

impl<'a> Engine<'a> {
    /// Foreign keys are not looked up until [`Engine::referring_to`] says in what.
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
            references: Vec::new(),
            options,
        })
    }

    /// The same run, in which foreign keys are looked up.
    #[must_use]
    pub fn referring_to(mut self, references: &'a References) -> Engine<'a> {
        self.references = self.plan.resolve(references);
        self
    }

    /// Checks blocks until there are none left. To be called by as many threads as there are to be.
    pub fn work(&self) {
        let (mut rows, mut scratch) = (Rows::default(), Scratch::default());
        let mut block = self.next(None, Vec::new());
        while let Some(mut current) = block {
            let whole = match (current.rows.take(), self.head.dialect) {
                (None, Some(dialect)) => {
                    let text = std::mem::take(&mut current.text);
                    rows.read(text, dialect, self.plan.width, current.extent.last) == Extent::Whole
                }
                (read, _) => {
                    rows = read.unwrap_or_default();
                    true
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
                    &self.references,
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

    /// Compares the keys of all rows, once all threads are back from [`Engine::work`]. To be called by as many threads
    /// as there are to be; what is left undone, [`Engine::finish`] does.
    pub fn compare_keys(&self) {
        let state = || self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut table, mut found) = (Vec::new(), Vec::new());
        let mut part = state().merge.take_part();
        while let Some((key, rows)) = part {
            found.clear();
            rows.duplicates(&mut table, &mut found);
            let merge = &mut state().merge;
            merge.add_duplicates(key, &found);
            part = merge.take_part();
        }
    }

    /// Brings everything together, once all threads are back from [`Engine::work`].
    pub fn finish(self) -> Result<Outcome, EngineError> {
        let (head, plan) = (self.head, self.plan);
        match self.settle()? {
            Ok((feed, merge)) => merge.finish(head, plan, &feed).map(Outcome::Found),
            Err(settled) => Ok(Outcome::ReadAgain(settled)),
        }
    }

    /// What was gathered, or the encoding in which the file is to be read again.
    fn settle(self) -> Result<Result<(Feed<'a>, Merge), Encoding>, EngineError> {
        let State { feed, merge, error } = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = error {
            return Err(error);
        }
        let settled = feed.settled();
        Ok(match settled.same_text_as(feed.encoding()) {
            true => Ok((feed, merge)),
            false => Err(settled),
        })
    }
}

/// Checks a whole file with the calling thread only. Foreign keys are looked up in the file itself.
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
    let mut encoding = None;
    loop {
        let head_options = HeadOptions {
            labels: &labels,
            encoding,
            ..HeadOptions::default()
        };
        let head = Head::read(input, &head_options)?;
        let plan = || Plan::bind(schema, &head.labels, &Binding::default()).0;
        let own = schema.own_references();
        let mut references = References::default();
        match collect(input, &head, plan, &own, options, |engine| engine.work())? {
            Collected::Keys(sets) => references.insert_own(&own, sets),
            Collected::ReadAgain(settled) => {
                encoding = Some(settled);
                continue;
            }
        }
        let plan = plan();
        let engine = Engine::new(input, &head, &plan, options)?.referring_to(&references);
        engine.work();
        match engine.finish()? {
            Outcome::Found(findings) => return Ok(findings),
            Outcome::ReadAgain(settled) => encoding = Some(settled),
        }
    }
}
