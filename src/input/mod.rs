//! From what people give to what the core reads: paths, globs, directories, standard input, and schemas.

mod files;
#[cfg(feature = "net")]
pub mod http;
mod kind;
pub mod schemas;
mod shipped;
mod source;

pub use files::{Data, Found, NotFound, find, find_schemas, is_data, not_read};
pub use shipped::SHIPPED;
pub use source::{FileInput, open};
