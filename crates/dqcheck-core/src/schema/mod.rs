//! Schemas: a Table Schema descriptor, read as it is, with everything that is wrong with it at its place.
//!
//! A faulty schema is used as far as it can be; only one that is no Table Schema at all is refused.

mod model;

pub use model::{Fault, Field, FieldsMatch, RuleRequest, Schema};

pub fn unknown_check(_r: &RuleRequest, _s: Option<&str>) -> Fault {
    Fault {
        check: &crate::checks::constraint::missing_value::CHECK,
        reason: 0,
        pointer: String::new(),
        at_key: false,
        args: crate::message::Args::new(),
    }
}
pub fn unknown_type(_f: &Field) -> Fault {
    Fault {
        check: &crate::checks::constraint::missing_value::CHECK,
        reason: 0,
        pointer: String::new(),
        at_key: false,
        args: crate::message::Args::new(),
    }
}
