//! Bringing the blocks together in the order of the file: totals, kept findings, keys.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use super::feed::{Block, Extent, Feed};
use super::head::{DataStart, Head};
use super::keys::{Duplicate, KeyStore, Part};
use super::noted::Noted;
use super::{EngineError, Options};
use crate::checks::Notes;
use crate::diagnostic::{Cause, Findings, LineEndings, Place, Reading};
use crate::message::Args;
use crate::plan::{Failure, HeaderFinding, KeySet, Plan, Said, Scratch};
use crate::rows::{Origin, Rows};
use crate::source::Encoding;

/// How many places of a cause have the line shown.
const EXCERPTS: usize = 5;

/// What was found in one block. Lines and records are counted from its beginning.
pub(super) struct Partial {
    rows: u64,
    /// All records, rows or not: what their numbers count.
    records: u64,
    lines: u64,
    endings: LineEndings,
    found: Vec<Found>,
    /// For each key of the plan: the rows that have it, and its hash.
    keys: Vec<Vec<(u32, u64)>>,
    /// What each check of the whole file noted.
    notes: Vec<Notes>,
    /// For each set of keys that is collected: those of the block.
    sets: Vec<Vec<u128>>,
    /// For each column that may have one fault throughout: whether a cell of it could be read.
    readable: Vec<bool>,
}

struct Found {
    cause: u32,
    count: u64,
    places: Vec<Place>,
}

impl Partial {
    pub(super) fn new(
        plan: &Plan,
        rows: &Rows,
        scratch: &mut Scratch,
        origin: Origin,
        full: &[AtomicBool],
        references: &[Option<&KeySet>],
        options: Options,
    ) -> Partial {
        let sets = plan.collect(rows, scratch);
        plan.look_up(rows, references, scratch);
        let keys = (0..plan.keys.len())
            .map(|key| {
                let mut hashes = Vec::with_capacity(rows.len());
                plan.hash_key(key, rows, scratch, |row, hash| hashes.push((row, hash)));
                hashes
            })
            .collect();
        scratch
            .failures
            .sort_by_key(|failure| (failure.cause, failure.row, failure.column));
        let found = scratch
            .failures
            .chunk_by(|a, b| a.cause == b.cause)
            .map(|failures| {
                let cause = failures[0].cause;
                let wanted = if full[cause as usize].load(Ordering::Relaxed) {
                    0
                } else {
                    options.max_findings
                };
                let kept = &failures[..failures.len().min(wanted)];
                let mut places = plan.places(rows, origin, kept, |at| at < EXCERPTS);
                for (place, failure) in places.iter_mut().zip(kept) {
                    if let Some(args) = plan.reference_words(failure, rows, references) {
                        place.args = args;
                    }
                }
                Found {
                    cause,
                    count: failures.len() as u64,
                    places,
                }
            })
            .collect();
        Partial {
            rows: rows.len() as u64,
            records: rows.passed() as u64,
            lines: rows.lines,
            endings: rows.endings,
            found,
            keys,
            notes: std::mem::take(&mut scratch.notes),
            sets,
            readable: plan.readable(scratch),
        }
    }
}

pub(super) struct Merge {
    /// The sequence number of the block that comes next.
    next: u64,
    waiting: BTreeMap<u64, (Extent, Partial)>,
    start: DataStart,
    rows: u64,
    records: u64,
    /// The line on which the next block begins, from 1.
    line: u64,
    endings: LineEndings,
    pub(super) kept: Kept,
    keys: Vec<KeyStore>,
    sets: Vec<Option<KeySet>>,
    noted: Noted,
    /// For each column that may have one fault throughout: whether a cell of it could be read.
    pub(super) readable: Vec<bool>,
    /// Where each block was, to find rows again.
    pub(super) blocks: Vec<Seen>,
}

pub(super) struct Seen {
    pub(super) extent: Extent,
    pub(super) first_row: u64,
    pub(super) first_record: u64,
    pub(super) first_line: u64,
}

impl Merge {
    pub(super) fn new(head: &Head, plan: &Plan, options: Options) -> Merge {
        Merge {
            next: 0,
            waiting: BTreeMap::new(),
            start: head.data,
            rows: 0,
            records: 0,
            line: head.data.line,
            endings: LineEndings::default(),
            kept: Kept::new(plan.causes.len(), options.max_findings),
            keys: plan.keys.iter().map(|_| KeyStore::new()).collect(),
            noted: Noted::new(plan),
            readable: vec![false; plan.throughout.len()],
            sets: plan.empty_sets(),
            blocks: Vec::new(),
        }
    }

    /// Takes what was found in a block, and merges whatever is now in order.
    pub(super) fn add(
        &mut self,
        block: Block,
        partial: Partial,
        plan: &Plan,
        full: &[AtomicBool],
    ) -> Result<(), EngineError> {
        self.waiting.insert(block.sequence, (block.extent, partial));
        while let Some((extent, partial)) = self.waiting.remove(&self.next) {
            self.merge(extent, partial, plan, full)?;
            self.next += 1;
        }
        Ok(())
    }

    /// Forgets what was found behind a block that ends elsewhere than was thought.
    pub(super) fn forget_after(&mut self, sequence: u64) {
        self.waiting.split_off(&sequence);
    }

    fn merge(
        &mut self,
        extent: Extent,
        partial: Partial,
        plan: &Plan,
        full: &[AtomicBool],
    ) -> Result<(), EngineError> {
        if self.rows + partial.rows > u64::from(u32::MAX) {
            return Err(EngineError::TooManyRows);
        }
        // Both blocks counted it.
        self.line -= u64::from(extent.in_line_end);
        if !self.keys.is_empty() || !self.noted.is_empty() {
            self.blocks.push(Seen {
                extent,
                first_row: self.rows,
                first_record: self.records,
                first_line: self.line,
            });
        }
        for (store, rows) in self.keys.iter_mut().zip(partial.keys) {
            for (row, hash) in rows {
                store.push(hash, row + self.rows as u32);
            }
        }
        self.noted.append(plan, partial.notes);
        for (file, block) in self.readable.iter_mut().zip(partial.readable) {
            *file |= block;
        }
        for (set, keys) in self.sets.iter_mut().zip(&partial.sets) {
            if let Some(set) = set {
                set.add(keys);
            }
        }
        for Found {
            cause,
            count,
            mut places,
        } in partial.found
        {
            self.shift(&mut places, self.records, self.line);
            self.kept.add(cause as usize, count, places);
            if self.kept.is_full(cause as usize) {
                full[cause as usize].store(true, Ordering::Relaxed);
            }
        }
        self.kept.level();
        self.rows += partial.rows;
        self.records += partial.records;
        self.line += partial.lines;
        self.endings.lf += partial.endings.lf;
        self.endings.crlf += partial.endings.crlf;
        self.endings.cr += partial.endings.cr;
        Ok(())
    }

    /// From lines and records of a block to those of the file.
    pub(super) fn shift(&self, places: &mut [Place], records: u64, line: u64) {
        for place in places {
            place.location.line += line;
            place.location.record = place
                .location
                .record
                .map(|record| record + self.start.record + records);
        }
    }

    /// Rows whose keys are still to be compared, and the key that they are of.
    pub(super) fn take_part(&mut self) -> Option<(usize, Part)> {
        let mut stores = self.keys.iter_mut().enumerate();
        stores.find_map(|(key, store)| Some((key, store.take_part()?)))
    }

    /// Takes the duplicates among the rows that [`Merge::take_part`] gave.
    pub(super) fn add_duplicates(&mut self, key: usize, found: &[Duplicate]) {
        self.keys[key].add(found);
    }

    /// The keys that were collected.
    pub(super) fn keys(self) -> Vec<Option<KeySet>> {
        let sets = self.sets.into_iter();
        sets.map(|set| set.map(KeySet::settle)).collect()
    }

    pub(super) fn finish(
        mut self,
        head: &Head,
        plan: &Plan,
        feed: &Feed<'_>,
    ) -> Result<Findings, EngineError> {
        let stores = std::mem::take(&mut self.keys);
        let mut duplicates: Vec<Vec<Duplicate>> =
            stores.into_iter().map(KeyStore::duplicates).collect();
        for key in 0..duplicates.len() {
            let mut own = std::mem::take(&mut duplicates[key]);
            for other in plan.told_before(key) {
                leave_out(&mut own, &duplicates[other]);
            }
            self.tell_duplicates(plan, key, &own, feed)?;
            duplicates[key] = own;
        }
        let noted = std::mem::take(&mut self.noted);
        self.judge_whole(plan, noted, feed)?;
        self.kept.level();
        self.tell_columns(plan);
        let mut causes = Vec::new();
        let about_header = plan.header.iter();
        let about_header = about_header.map(|finding| header_cause(head, finding));
        for cause in head.causes.iter().cloned().chain(about_header) {
            put_together(&mut causes, cause);
        }
        let kept = std::mem::take(&mut self.kept.causes);
        for (def, kept) in plan
            .causes
            .iter()
            .zip(kept)
            .filter(|(_, kept)| kept.count > 0)
        {
            let cause = Cause {
                check: def.check,
                reason: def.reason,
                severity: def.severity,
                field: def.field.clone(),
                args: def.args.clone().and(&kept.args),
                count: kept.count,
                places: kept.places,
            };
            match cause.field {
                Some(_) => causes.push(cause),
                // A stray quote in the header is one more of those in the rows.
                None => put_together(&mut causes, cause),
            }
        }
        Ok(Findings {
            reading: Some(self.reading(head, feed)),
            columns: plan.columns_read(&head.labels),
            causes,
        })
    }

    fn reading(&self, head: &Head, feed: &Feed<'_>) -> Reading {
        Reading {
            encoding: if feed.is_mixed() && feed.settled() == Encoding::Utf8 {
                "mixed".to_owned()
            } else {
                feed.settled().name().to_owned()
            },
            byte_order_mark: head.byte_order_mark,
            delimiter: head.grammar.delimiter.clone(),
            quote: head.grammar.quote,
            skip_initial_space: head.grammar.skip_initial_space,
            header: head.header,
            line_endings: self.endings,
            bytes: feed.position(),
            rows: self.rows,
            labels: head.labels.clone(),
        }
    }

    /// Finds the rows of duplicates again, compares their keys in full, and keeps their places.
    fn tell_duplicates(
        &mut self,
        plan: &Plan,
        key: usize,
        duplicates: &[Duplicate],
        feed: &Feed<'_>,
    ) -> Result<(), EngineError> {
        let kept = &duplicates[..duplicates.len().min(self.kept.level)];
        let mut wanted: Vec<u32> = kept
            .iter()
            .flat_map(|found| [found.first, found.row])
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let rows = self.revisit(plan, key, &wanted, feed)?;
        let mut places = Vec::with_capacity(kept.len());
        for found in kept {
            let (Some(first), Some(again)) = (rows.get(&found.first), rows.get(&found.row)) else {
                continue;
            };
            if first.key != again.key {
                continue; // The hashes are equal and the keys are not.
            }
            let mut place = again.place.clone();
            place.field = None;
            place.args = Args::new()
                .with("first_line", first.place.location.line)
                .with("key", again.words.as_str())
                .and(&plan.differences(key, &first.cells, &again.cells));
            if places.len() >= EXCERPTS {
                place.excerpt = None;
            }
            places.push(place);
        }
        let count = (duplicates.len() - (kept.len() - places.len())) as u64;
        for &cause in &plan.keys[key].causes {
            self.kept.add(cause as usize, count, places.clone());
        }
        Ok(())
    }

    /// Reads the blocks of some rows (ascending) once more.
    fn revisit(
        &self,
        plan: &Plan,
        key: usize,
        wanted: &[u32],
        feed: &Feed<'_>,
    ) -> Result<HashMap<u32, Revisited>, EngineError> {
        let mut found = HashMap::with_capacity(wanted.len());
        for wanted in wanted.chunk_by(|&a, &b| self.block_of(a) == self.block_of(b)) {
            let block = &self.blocks[self.block_of(wanted[0])];
            let rows = feed.read_again(&block.extent, plan.width)?;
            let failures: Vec<Failure> = wanted
                .iter()
                .map(|&row| Failure {
                    cause: plan.keys[key].causes[0],
                    row: row - block.first_row as u32,
                    column: plan.key_column(key),
                    at: None,
                })
                .collect();
            let mut places = plan.places(&rows, block.extent.origin, &failures, |_| true);
            self.shift(&mut places, block.first_record, block.first_line);
            for ((&row, failure), place) in wanted.iter().zip(&failures).zip(places) {
                let row_of_block = failure.row as usize;
                let cells = plan.said(key, &rows, row_of_block);
                if let Some((key, words)) = plan.key_of(key, &rows, row_of_block) {
                    let found_again = Revisited {
                        key,
                        words,
                        cells,
                        place,
                    };
                    found.insert(row, found_again);
                }
            }
        }
        Ok(found)
    }

    /// The block in which a row is.
    pub(super) fn block_of(&self, row: u32) -> usize {
        let behind = |block: &Seen| block.first_row <= u64::from(row);
        self.blocks.partition_point(behind) - 1
    }
}

struct Revisited {
    key: Vec<u8>,
    words: String,
    /// What its columns say, where rows that are alike may differ in them.
    cells: Vec<Said>,
    place: Place,
}

/// Leaves out the rows that are duplicates of another kind. Both are in the order of the rows.
fn leave_out(duplicates: &mut Vec<Duplicate>, others: &[Duplicate]) {
    let is_other = |row| others.binary_search_by_key(&row, |other| other.row).is_ok();
    duplicates.retain(|duplicate| !is_other(duplicate.row));
}

fn header_cause(head: &Head, finding: &HeaderFinding) -> Cause {
    let mut place = head.place(finding.label);
    if let Some(place) = &mut place {
        place.field = None;
    }
    Cause {
        check: finding.check,
        reason: finding.reason,
        severity: finding.severity,
        field: finding.field.clone(),
        args: finding.args.clone(),
        count: 1,
        places: place.into_iter().collect(),
    }
}

/// Adds a cause that is not of the cells of one field. Twelve columns that are missing are one cause with twelve
/// places: why it matters and what to do need to be said once, unless what to do names the column.
fn put_together(causes: &mut Vec<Cause>, mut cause: Cause) {
    let one_act = !cause.reason().help.en.contains('{');
    let same = |known: &&mut Cause| {
        one_act && known.check.id == cause.check.id && known.reason == cause.reason
    };
    let Some(known) = causes.iter_mut().find(same) else {
        causes.push(cause);
        return;
    };
    for cause in [&mut *known, &mut cause] {
        let (field, args) = (cause.field.take(), std::mem::take(&mut cause.args));
        for place in &mut cause.places {
            place.field = place.field.take().or_else(|| field.clone());
            place.args = args.clone().and(&place.args);
        }
    }
    known.count += cause.count;
    for mut place in cause.places {
        // What has the header line as its place is shown once.
        let again = known
            .places
            .last()
            .is_some_and(|last| last.location == place.location);
        if again || known.places.len() >= EXCERPTS {
            place.excerpt = None;
        }
        known.places.push(place);
    }
}

/// The findings that are kept. When there are more than the limit, the causes with most places give up their last
/// ones, so that no cause is hidden by another; every count stays exact. The first place of a cause is always kept:
/// without it nobody could say what is meant.
pub(super) struct Kept {
    limit: usize,
    /// How many places each cause may have. It only ever falls, so that cutting early and cutting late come to the same.
    pub(super) level: usize,
    total: usize,
    causes: Vec<KeptCause>,
}

#[derive(Default)]
struct KeptCause {
    count: u64,
    places: Vec<Place>,
    /// What is said of the file as a whole.
    args: Args,
    /// Places were given up: what comes later is counted only.
    cut: bool,
}

impl Kept {
    fn new(causes: usize, limit: usize) -> Kept {
        let mut kept = Kept {
            limit,
            level: limit,
            total: 0,
            causes: Vec::new(),
        };
        kept.causes.resize_with(causes, KeptCause::default);
        kept
    }

    fn is_full(&self, cause: usize) -> bool {
        self.causes[cause].cut
    }

    pub(super) fn add(&mut self, cause: usize, count: u64, mut places: Vec<Place>) {
        let kept = &mut self.causes[cause];
        kept.count += count;
        if kept.cut {
            return;
        }
        for place in places
            .iter_mut()
            .skip(EXCERPTS.saturating_sub(kept.places.len()))
        {
            place.excerpt = None;
        }
        let room = self.level - kept.places.len().min(self.level);
        kept.cut = places.len() > room || (places.len() as u64) < count;
        places.truncate(room);
        self.total += places.len();
        kept.places.append(&mut places);
    }

    /// How often a cause was found.
    pub(super) fn count(&self, cause: usize) -> u64 {
        self.causes[cause].count
    }

    /// Takes back all that was found of a cause.
    pub(super) fn take(&mut self, cause: usize) -> (u64, Vec<Place>) {
        let kept = std::mem::take(&mut self.causes[cause]);
        self.total -= kept.places.len();
        (kept.count, kept.places)
    }

    /// Says something of a cause that has no place.
    pub(super) fn say(&mut self, cause: usize, args: Args) {
        self.causes[cause].args = args;
    }

    /// Cuts the causes with most places down to the same number, so that the total fits.
    fn level(&mut self) {
        if self.total <= self.limit || self.level == 1 {
            return;
        }
        let mut lengths: Vec<usize> = self
            .causes
            .iter()
            .map(|kept| kept.places.len())
            .filter(|&len| len > 0)
            .collect();
        lengths.sort_unstable();
        let mut rest = self.limit;
        for (at, &length) in lengths.iter().enumerate() {
            self.level = (rest / (lengths.len() - at)).max(1);
            if length > self.level {
                break;
            }
            rest = rest.saturating_sub(length);
        }
        for kept in &mut self.causes {
            if kept.places.len() > self.level {
                self.total -= kept.places.len() - self.level;
                kept.places.truncate(self.level);
                kept.cut = true;
            }
        }
    }
}
