//! Schemas: a Table Schema descriptor, read as it is, with everything that is wrong with it at its place.
//!
//! A faulty schema is used as far as it can be; only one that is no Table Schema at all is refused.

mod attached;
mod commune;
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

pub use attached::{Attached, FILE, Handed, NoFile, SeeRow};
pub use error::{Problem, SchemaError};
pub use faults::CHECKS;
pub(crate) use faults::{unchecked_reference, unusable_commune};
pub use model::{Fault, Field, FieldsMatch, ForeignKey, RuleRequest, Schema};
pub use place::{SourcePlace, causes, causes_at, escape, place, tree};
pub(crate) use profile::is_version_2;
pub use read::{Read, read, value};
