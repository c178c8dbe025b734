//! References: the keys of a table in little memory, and the foreign keys of a block looked up in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapidhash::v3::{DEFAULT_RAPID_SECRETS, RapidSecrets, rapidhash_v3_nano_inline};

use super::run::push_part;
use super::{Failure, Plan, Scratch};
use crate::checks::table::foreign_key::{
    NOT_IN_FILE, NOT_IN_TABLE, OTHER_TYPE, PARTLY_EMPTY, WRITTEN_OTHERWISE,
};
use crate::diagnostic::value_text;
use crate::message::Args;
use crate::rows::{ColumnCells, Rows, State};
use crate::schema::{Fault, ForeignKey, Schema, unchecked_reference};

/// The keys that a table has: what its rows have in some of its columns, as 128-bit hashes of the values that were read.
#[derive(Debug)]
pub struct KeySet {
    /// By the first byte of the hash; sorted, once all are there.
    parts: Vec<Vec<u128>>,
    /// The kind of value of each column.
    kinds: Vec<&'static str>,
}

const PARTS: usize = 256;

impl KeySet {
    fn new(kinds: Vec<&'static str>) -> KeySet {
        KeySet {
            parts: vec![Vec::new(); PARTS],
            kinds,
        }
    }

    /// Adds keys, in any order.
    pub(crate) fn add(&mut self, keys: &[u128]) {
        for &key in keys {
            let part = &mut self.parts[(key >> 120) as usize];
            // A column of few values that come again and again must not grow with the rows.
            if part.len() == part.capacity() {
                part.sort_unstable();
                part.dedup();
                part.reserve_exact(part.len() / 4 + 16);
            }
            part.push(key);
        }
    }

    /// The set, once all keys are there.
    pub(crate) fn settle(mut self) -> KeySet {
        for part in &mut self.parts {
            part.sort_unstable();
            part.dedup();
            part.shrink_to_fit();
        }
        self
    }

    fn contains(&self, key: u128) -> bool {
        self.parts[(key >> 120) as usize]
            .binary_search(&key)
            .is_ok()
    }
}

/// Why there are no keys to look a reference up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The data package has no such resource.
    UnknownResource,
    /// The table could not be read, or judged.
    Unreadable,
    /// The schema or the file of the table does not have all the columns.
    UnknownColumn,
}

/// The keys that a table holds in some of its fields, or why there are none.
pub type Held = Result<Arc<KeySet>, Unavailable>;

/// The keys of tables that foreign keys refer to. Sets are shared, so that this is cheap to clone for each table.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// By resource (`None`: the table itself) and fields.
    sets: BTreeMap<(Option<String>, Vec<String>), Held>,
}

impl References {
    /// Says what the fields of a resource hold, or why nobody knows; `None` is the table itself.
    pub fn insert(&mut self, resource: Option<&str>, fields: &[String], keys: Held) {
        self.sets
            .insert((resource.map(str::to_owned), fields.to_vec()), keys);
    }

    /// What the table holds itself, in the order of [`Schema::own_references`].
    pub fn insert_own(&mut self, fields: &[Vec<String>], keys: Vec<Option<KeySet>>) {
        for (fields, keys) in fields.iter().zip(keys) {
            let keys = keys.map(Arc::new).ok_or(Unavailable::UnknownColumn);
            self.insert(None, fields, keys);
        }
    }

    /// The references of a schema to other tables that are not checked: told at their places in the schema.
    pub fn unchecked(&self, schema: &Schema) -> Vec<Fault> {
        let others = schema.foreign_keys.iter();
        let others = others.filter(|key| key.resource.is_some());
        others
            .filter_map(|key| {
                let reason = match self.find(key) {
                    Some(Ok(_)) => return None,
                    None => unchecked_reference::ALONE,
                    Some(Err(Unavailable::UnknownResource)) => {
                        unchecked_reference::UNKNOWN_RESOURCE
                    }
                    Some(Err(Unavailable::Unreadable)) => unchecked_reference::UNREADABLE,
                    Some(Err(Unavailable::UnknownColumn)) => unchecked_reference::UNKNOWN_COLUMN,
                };
                Some(unchecked_reference::fault(key, reason))
            })
            .collect()
    }

    fn find(&self, key: &ForeignKey) -> Option<&Held> {
        self.sets
            .get(&(key.resource.clone(), key.reference.clone()))
    }
}

impl Schema {
    /// The fields of the table itself that its own foreign keys refer to, each list of them once.
    pub fn own_references(&self) -> Vec<Vec<String>> {
        let own = self.foreign_keys.iter();
        let own = own.filter(|key| key.resource.is_none() && !key.in_vain);
        let mut fields: Vec<Vec<String>> = own.map(|key| key.reference.clone()).collect();
        fields.sort_unstable();
        fields.dedup();
        fields
    }
}

/// A foreign key that is bound to the columns of a file.
pub struct Reference {
    key: ForeignKey,
    /// Indices into the columns of the plan.
    columns: Vec<usize>,
    /// The cause of the check's first reason.
    cause: u32,
}

impl Reference {
    pub(super) fn new(key: ForeignKey, columns: Vec<usize>, cause: u32) -> Reference {
        Reference {
            key,
            columns,
            cause,
        }
    }
}

impl Plan {
    /// This plan, made to collect what some fields hold, and to find nothing.
    #[must_use]
    pub(crate) fn collecting(mut self, keys: &[Vec<String>]) -> Plan {
        self.columns
            .retain(|column| keys.iter().flatten().any(|name| *name == column.field.name));
        for column in &mut self.columns {
            column.checks.clear();
        }
        self.row_checks.clear();
        self.file_checks.clear();
        self.keys.clear();
        self.references.clear();
        let index = |name: &String| {
            let mut columns = self.columns.iter();
            columns.position(|column| column.field.name == *name)
        };
        let wanted = keys.iter().map(|key| key.iter().map(index).collect());
        self.wanted = Some(wanted.collect());
        self
    }

    /// For each of the keys that are collected an empty set; `None` where the file does not have its columns.
    pub(crate) fn empty_sets(&self) -> Vec<Option<KeySet>> {
        let wanted = self.wanted.iter().flatten();
        wanted
            .map(|columns| Some(KeySet::new(self.kinds(columns.as_deref()?))))
            .collect()
    }

    /// The keys of a block, for each of those that are collected. What is wrong with it is forgotten.
    pub(crate) fn collect(&self, rows: &Rows, scratch: &mut Scratch) -> Vec<Vec<u128>> {
        let Some(wanted) = &self.wanted else {
            return Vec::new();
        };
        scratch.failures.clear();
        wanted
            .iter()
            .map(|columns| {
                let mut keys = Vec::new();
                if let Some(columns) = columns {
                    self.each_key(columns, rows, scratch, |_, key| {
                        if let Parts::Filled(key) = key {
                            keys.push(hash(key));
                        }
                    });
                }
                keys
            })
            .collect()
    }

    /// For each reference of the plan the keys to look it up in, where there are any.
    pub(crate) fn resolve<'a>(&self, references: &'a References) -> Vec<Option<&'a KeySet>> {
        let found = self.references.iter();
        found
            .map(|reference| references.find(&reference.key)?.as_deref().ok())
            .collect()
    }

    /// Finds the rows of a block that refer to nothing. `sets` are those of [`Plan::resolve`].
    pub(crate) fn look_up(&self, rows: &Rows, sets: &[Option<&KeySet>], scratch: &mut Scratch) {
        for (reference, set) in self.references.iter().zip(sets) {
            if set.is_none() && !reference.key.in_vain {
                continue;
            }
            let missed = match reference.key.resource {
                None => NOT_IN_FILE,
                Some(_) => NOT_IN_TABLE,
            };
            let kinds = self.kinds(&reference.columns);
            let comparable = set.is_none_or(|set| kinds == set.kinds);
            let text = kinds == ["string"];
            let column = Some(self.columns[reference.columns[0]].position as u32);
            let mut failures = std::mem::take(&mut scratch.failures);
            self.each_key(&reference.columns, rows, scratch, |row, key| {
                let reason = match key {
                    Parts::SomeEmpty => PARTLY_EMPTY,
                    Parts::Filled(_) if !comparable => OTHER_TYPE,
                    Parts::Filled(key) if set.is_some_and(|set| set.contains(hash(key))) => return,
                    Parts::Filled(key)
                        if text && set.is_some_and(|set| otherwise(&key[4..], set).is_some()) =>
                    {
                        WRITTEN_OTHERWISE
                    }
                    Parts::Filled(_) => missed,
                };
                failures.push(Failure {
                    cause: reference.cause + reason as u32,
                    row: row as u32,
                    column,
                    at: None,
                });
            });
            scratch.failures = failures;
        }
    }

    /// Values for the message of a reference to nothing; `None` for any other failure.
    pub(crate) fn reference_words(
        &self,
        failure: &Failure,
        rows: &Rows,
        sets: &[Option<&KeySet>],
    ) -> Option<Args> {
        let mut found = self.references.iter().zip(sets);
        let (reference, set) = found.find(|(reference, _)| {
            (reference.cause..=reference.cause + WRITTEN_OTHERWISE as u32).contains(&failure.cause)
        })?;
        let cells = reference.columns.iter().map(|&at| {
            let position = self.columns[at].position;
            rows.value(failure.row as usize, position)
        });
        let cells: Vec<Vec<u8>> = cells.collect();
        let words: Vec<String> = cells.iter().map(|cell| value_text(cell)).collect();
        let mut args = Args::new().with("key", words.join(", "));
        match ((failure.cause - reference.cause) as usize, *set) {
            (WRITTEN_OTHERWISE, Some(set)) => {
                if let Some(suggestion) = otherwise(&cells[0], set) {
                    args = args.with("suggestion", value_text(&suggestion));
                }
            }
            (OTHER_TYPE, Some(set)) => {
                args = args
                    .with("kind", self.kinds(&reference.columns).join(", "))
                    .with("other", set.kinds.join(", "));
            }
            _ => {}
        }
        Some(args)
    }

    /// What the values of columns are compared as: those of different kinds are never the same.
    fn kinds(&self, columns: &[usize]) -> Vec<&'static str> {
        columns.iter().map(|&at| self.columns[at].kind).collect()
    }

    /// Calls `see` for every row whose cells could all be read and of which at least one has a value.
    fn each_key(
        &self,
        columns: &[usize],
        rows: &Rows,
        scratch: &mut Scratch,
        mut see: impl FnMut(usize, Parts<'_>),
    ) {
        let Scratch {
            columns: cells,
            key: buffer,
            ..
        } = scratch;
        let text = rows.cell_text();
        let parts: Vec<(&ColumnCells, _)> = columns
            .iter()
            .map(|&at| {
                let column = &self.columns[at];
                (&cells[column.position], column.field_type.as_ref())
            })
            .collect();
        for row in 0..rows.len() {
            buffer.clear();
            let (mut filled, mut empty) = (0, 0);
            for (column, field_type) in &parts {
                match column.states[row] {
                    State::Present => {
                        let span = column.spans[row];
                        let cell = &text[span.start as usize..span.end as usize];
                        push_part(buffer, *field_type, cell);
                        filled += 1;
                    }
                    State::Missing => empty += 1,
                    // Told already: one cause, one finding.
                    State::Absent | State::Bad => break,
                }
            }
            if filled == parts.len() {
                see(row, Parts::Filled(buffer));
            } else if filled > 0 && filled + empty == parts.len() {
                see(row, Parts::SomeEmpty);
            }
        }
    }
}

/// The parts of a key in one row.
enum Parts<'a> {
    /// What two rows have in common exactly when their keys are the same.
    Filled(&'a [u8]),
    SomeEmpty,
}

static SECOND: RapidSecrets = RapidSecrets::seed(2);

fn hash(key: &[u8]) -> u128 {
    let [first, second] = [&DEFAULT_RAPID_SECRETS, &SECOND]
        .map(|secrets| rapidhash_v3_nano_inline::<true, false>(key, secrets));
    u128::from(first) << 64 | u128::from(second)
}

/// Longest text that is tried in other ways of writing it.
const TRIED: usize = 200;

/// The same text as somebody else may have written it, if `set` has that: without blanks at its ends or with one, in
/// capitals or small letters, with a zero before it or without.
fn otherwise(text: &[u8], set: &KeySet) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    if text.len() > TRIED {
        return None;
    }
    let bare = text.trim();
    let small = bare.to_lowercase();
    let mut letters = small.chars();
    let first = letters.next();
    let tries = [
        bare.to_owned(),
        bare.to_uppercase(),
        first
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect(),
        small.clone(),
        format!("0{bare}"),
        bare.trim_start_matches('0').to_owned(),
        format!("{bare} "),
        format!(" {bare}"),
    ];
    let known = |text: &String| {
        let mut key = (text.len() as u32).to_le_bytes().to_vec();
        key.extend_from_slice(text.as_bytes());
        set.contains(hash(&key))
    };
    tries.into_iter().find(known).map(String::into_bytes)
}
