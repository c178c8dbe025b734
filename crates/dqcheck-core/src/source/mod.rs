//! Source: from the bytes of a file, however it is stored, to its text and the dialect that the text is written in.
//!
//! The text is UTF-8 wherever the file is valid in its encoding. What is said of a whole file (its encoding) is
//! judged from the whole file: see [`Decoder::settled`].

mod decoder;
mod descriptor;
mod dialect;
mod encoding;
mod evidence;
mod grammar;
mod input;
mod scan;

pub use decoder::{Decoder, Known};
pub use descriptor::{Descriptor, DescriptorFault, Quote};
pub use dialect::{Detected, Dialect, Known as KnownDialect, Sample, detect};
pub use encoding::Encoding;
pub use evidence::{Guess, guess};
pub use grammar::Grammar;
pub use input::{Input, Memory};
