//! A schema that is looked at for its own sake: all that reading and binding it find, and what is doubtful about it.
//!
//! What is only doubtful is told here and nowhere else: whoever checks data did not ask for it.

use crate::diagnostic::Cause;
use crate::plan::Plan;
use crate::schema::{self, Schema, SchemaError};

/// A schema, and everything that is wrong or doubtful in it.
#[derive(Clone, Debug)]
pub struct Linted {
    pub schema: Schema,
    /// In the order of the text.
    pub causes: Vec<Cause>,
}

/// Reads a schema and looks at every part of it.
///
/// # Errors
/// Where the text holds no Table Schema.
pub fn lint(text: &str) -> Result<Linted, SchemaError> {
    let schema::Read { schema, mut faults } = schema::read(text.as_bytes())?;
    faults.extend(Plan::bind(&schema, &[]).1);
    Ok(Linted {
        causes: schema::causes(text, &faults),
        schema,
    })
}
