//! Cutting a text where a record ends, without reading its cells.

use crate::source::Dialect;

/// The offset behind the last line feed that is not in quotes, counting quotes only. Right whenever the quotes of the
/// text are where they must be; what follows is the beginning of a record.
pub fn last_record_end(text: &[u8], dialect: Dialect) -> Option<usize> {
    let mut inside = memchr::memchr_iter(dialect.quote, text).count() % 2 == 1;
    let mut end = text.len();
    loop {
        let at = memchr::memrchr2(b'\n', dialect.quote, &text[..end])?;
        if text[at] == dialect.quote {
            inside = !inside;
        } else if !inside {
            return Some(at + 1);
        }
        end = at;
    }
}
