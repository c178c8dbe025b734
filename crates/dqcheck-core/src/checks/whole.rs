//! Checks of a file as a whole, which can only be judged once its last row is known.
//!
//! What such a check needs of a block is noted where the block is read, by any thread; the notes are put together in
//! the order of the file, so that blocks and threads change nothing.

use std::any::Any;

use super::Column;
use crate::message::Args;

/// A check of a file as a whole.
pub trait FileCheck: Send + Sync {
    /// What it has to know of the rows. It says in its own file what that costs in memory.
    type Notes: Default + Send + 'static;

    /// Hears which of its fields the file has, before anything else. Most checks need not know.
    fn meet(&mut self, _has: &[bool]) {}

    /// Takes note of one block of so many rows. `columns` are those that the check was bound to and the file has.
    fn note(&self, columns: &[&Column<'_>], rows: usize, notes: &mut Self::Notes);

    /// Puts the notes of the next block behind those of all blocks before it.
    fn append(&self, file: &mut Self::Notes, block: Self::Notes);

    /// Tells what is wrong: row by row, and at most once for each reason without a row.
    fn judge(&self, file: Self::Notes, tell: &mut dyn FnMut(FileFault<'_>));

    /// Values for the messages that all its findings share.
    fn constants(&self) -> Args {
        Args::new()
    }
}

/// Something that is wrong with a file.
pub struct FileFault<'a> {
    /// Index into the reasons of the check.
    pub reason: usize,
    /// How many findings it stands for.
    pub count: u64,
    /// The row and the column, an index into those that the check sees; `None` for the file.
    pub cell: Option<(u64, usize)>,
    /// The values for its message, asked for if it is shown: there may be very many that are only counted.
    pub args: &'a dyn Fn() -> Args,
}

/// The notes of any check.
pub type Notes = Box<dyn Any + Send>;

/// A [`FileCheck`] whose notes the engine keeps without knowing them.
pub trait WholeFile: Send + Sync {
    fn meet(&mut self, has: &[bool]);
    fn note(&self, columns: &[&Column<'_>], rows: usize) -> Notes;
    fn append(&self, file: &mut Option<Notes>, block: Notes);
    fn judge(&self, file: Option<Notes>, tell: &mut dyn FnMut(FileFault<'_>));
    fn constants(&self) -> Args;
}

impl<C: FileCheck> WholeFile for C {
    fn meet(&mut self, has: &[bool]) {
        FileCheck::meet(self, has);
    }

    fn note(&self, columns: &[&Column<'_>], rows: usize) -> Notes {
        let mut notes = C::Notes::default();
        FileCheck::note(self, columns, rows, &mut notes);
        Box::new(notes)
    }

    fn append(&self, file: &mut Option<Notes>, block: Notes) {
        match file {
            Some(file) => FileCheck::append(self, own::<C>(file), *take::<C>(block)),
            None => *file = Some(block),
        }
    }

    fn judge(&self, file: Option<Notes>, tell: &mut dyn FnMut(FileFault<'_>)) {
        let file = file.map_or_else(Default::default, |file| *take::<C>(file));
        FileCheck::judge(self, file, tell);
    }

    fn constants(&self) -> Args {
        FileCheck::constants(self)
    }
}

fn own<C: FileCheck>(notes: &mut Notes) -> &mut C::Notes {
    notes
        .downcast_mut()
        .expect("a check is handed its own notes")
}

fn take<C: FileCheck>(notes: Notes) -> Box<C::Notes> {
    notes.downcast().expect("a check is handed its own notes")
}
