//! Schemas: a Table Schema descriptor, read as it is, with everything that is wrong with it at its place.
//!
//! A faulty schema is used as far as it can be; only one that is no Table Schema at all is refused.

mod model;

pub use model::{Fault, Field, FieldsMatch, RuleRequest, Schema};
