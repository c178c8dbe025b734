//! What the core asks of whoever has the bytes: a file, a pipe that was kept, a buffer.

use std::io::{self, Read};

/// Bytes that can be read more than once, by several readers at the same time.
pub trait Input: Sync {
    /// Reads from `offset` on, to the end.
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>>;

    /// How many bytes there are, where that is known.
    fn size_hint(&self) -> Option<u64>;
}
