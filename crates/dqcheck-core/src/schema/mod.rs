//! Schemas: a Table Schema descriptor, read as it is, with everything that is wrong with it at its place.
//!
//! A faulty schema is used as far as it can be; only one that is no Table Schema at all is refused.

mod error;
mod faults;
mod model;
mod place;
mod profile;
mod read;
mod request;
mod standard;

#[cfg(test)]
mod tests;

pub use error::{Problem, SchemaError};
pub use faults::{CHECKS, escape};
pub use model::{Fault, Field, FieldsMatch, RuleRequest, Schema};
pub use place::{SourcePlace, causes, causes_at, place};
pub use read::{Read, read};
