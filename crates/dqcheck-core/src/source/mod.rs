//! Bytes of a table, wherever they come from.

mod input;

pub use input::Input;
