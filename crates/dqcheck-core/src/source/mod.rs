//! stub
use std::io::{self, Read};
pub trait Input: Sync { fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>>; fn size_hint(&self) -> Option<u64>; }
pub struct Memory<'a>(pub &'a [u8]);
impl Input for Memory<'_> {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> { Ok(Box::new(&self.0[(offset as usize).min(self.0.len())..])) }
    fn size_hint(&self) -> Option<u64> { Some(self.0.len() as u64) }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect { pub delimiter: u8, pub quote: u8 }
