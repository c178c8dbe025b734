//! A schema that is looked at for its own sake: all that reading and binding it find, and what is doubtful about it.
//!
//! What is only doubtful is told here and nowhere else: whoever checks data did not ask for it. One file a check, with
//! its definition and the search for it.

mod bad_example;
mod byte_order_mark;
mod empty_cell_kept;
mod impossible_rule;
mod language;
mod later_property;
mod misread_format;
mod open_alternation;
mod padded_text;
mod repeated_value;
mod trial;
mod unbounded_coordinate;
mod undescribed;
mod unknown_version;
mod unreachable_value;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::check::CheckDef;
use crate::diagnostic::Cause;
use crate::plan::{Binding, Plan};
use crate::schema::{self, Fault, Schema, SchemaError};

/// Every check that only looks at schemas, in the order of the documentation.
pub static CHECKS: &[&CheckDef] = &[
    &impossible_rule::CHECK,
    &misread_format::CHECK,
    &bad_example::CHECK,
    &unreachable_value::CHECK,
    &open_alternation::CHECK,
    &padded_text::CHECK,
    &empty_cell_kept::CHECK,
    &later_property::CHECK,
    &unknown_version::CHECK,
    &byte_order_mark::CHECK,
    &repeated_value::CHECK,
    &unbounded_coordinate::CHECK,
    &undescribed::CHECK,
];

/// The searches for them.
const SEARCHES: &[fn(&Subject<'_>, &mut Vec<Fault>)] = &[
    impossible_rule::find,
    misread_format::find,
    bad_example::find,
    unreachable_value::find,
    open_alternation::find,
    padded_text::find,
    empty_cell_kept::find,
    later_property::find,
    unknown_version::find,
    byte_order_mark::find,
    repeated_value::find,
    unbounded_coordinate::find,
    undescribed::find,
];

/// A schema, and everything that is wrong or doubtful in it.
#[derive(Clone, Debug)]
pub struct Linted {
    pub schema: Schema,
    /// In the order of the text.
    pub causes: Vec<Cause>,
}

/// What the searches look at.
struct Subject<'a> {
    text: &'a str,
    /// The schema as written.
    json: &'a Map<String, Value>,
    /// The schema as understood.
    schema: &'a Schema,
}

/// Reads a schema and looks at every part of it. `attach` hands in the files that its checks name.
///
/// # Errors
/// Where the text holds no Table Schema.
pub fn lint(text: &str, attach: impl FnOnce(&mut Schema)) -> Result<Linted, SchemaError> {
    let schema::Read {
        mut schema,
        mut faults,
    } = schema::read(text.as_bytes())?;
    attach(&mut schema);
    faults.extend(Plan::bind(&schema, &[], &Binding::default()).1);
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json: Map<String, Value> =
        serde_json::from_str(json).expect("a schema was read from this text");
    let subject = Subject {
        text,
        json: &json,
        schema: &schema,
    };
    for search in SEARCHES {
        search(&subject, &mut faults);
    }
    Ok(Linted {
        causes: schema::causes(text, &faults),
        schema,
    })
}
