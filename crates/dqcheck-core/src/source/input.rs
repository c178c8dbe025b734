//! Where bytes come from.

use std::io::{self, Read};

/// Bytes that can be read again from any offset: a file, a spooled pipe, memory.
pub trait Input: Sync {
    /// A reader of everything from `offset` on; of nothing where the bytes end before it.
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>>;

    /// How many bytes there are, where that is known beforehand. Not to be relied upon: a file may grow.
    fn size_hint(&self) -> Option<u64> {
        None
    }
}

/// Bytes in memory.
#[derive(Clone, Copy, Debug)]
pub struct Memory<'a>(pub &'a [u8]);

impl Input for Memory<'_> {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..));
        Ok(Box::new(rest.unwrap_or_default()))
    }

    fn size_hint(&self) -> Option<u64> {
        Some(self.0.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_any_offset_and_past_its_end_there_is_nothing() {
        let read = |offset| io::read_to_string(Memory(b"abc").open_at(offset).unwrap()).unwrap();
        assert_eq!(read(0), "abc");
        assert_eq!(read(2), "c");
        assert_eq!(read(3), "");
        assert_eq!(read(u64::MAX), "");
    }
}
