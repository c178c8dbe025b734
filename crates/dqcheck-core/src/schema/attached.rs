//! Files that a setting of a check names. The core opens none: whoever may open files reads them before the check is
//! bound, and hands each in with the request that names it.

use std::fmt::Debug;
use std::sync::Arc;

/// The setting of a check that is the path of a file, whatever the check: relative to the folder of the text in which it
/// is written, and never out of that folder.
pub const FILE: &str = "file";

/// A file that was handed in.
pub trait Attached: Debug + Send + Sync {
    /// The file as it is stored.
    fn bytes(&self) -> &[u8];

    /// The labels, if the file is read as a table; `None` where it is none. Its encoding and its dialect are found out.
    fn labels(&self) -> Option<&[String]>;

    /// Shows the cells in some columns (positions from 0), row by row, where all of them have a value. `None` means that
    /// the encoding turned out to be another one: what was shown is to be forgotten, and all is shown again. Says whether
    /// the table could be read to its end.
    fn each_row(&self, columns: &[usize], see: &mut SeeRow<'_>) -> bool;
}

/// Takes the cells of a row, or `None` where all is shown again.
pub type SeeRow<'a> = dyn FnMut(Option<&[&[u8]]>) + 'a;

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// What names it is itself no file in a folder: it came with dqcheck, or from standard input.
    NoFolder,
    /// Its path leads, or could lead, out of the folder, or to a hidden file.
    Outside,
    /// Its path is an address on the network.
    Address,
    Missing,
    Unreadable,
    /// It has more than so many MiB.
    TooLarge(u64),
    /// With the files that were read before it, it has more than so many MiB.
    TooLargeTogether(u64),
}

/// What a path came to.
pub type Handed = Result<Arc<dyn Attached>, NoFile>;
