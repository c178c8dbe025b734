//! `string`: any text, or one with a form of its own: `email`, `uri`, `binary`, `uuid` (Table Schema, "string"),
//! `wkt` (frictionless). Nothing is trimmed.

mod binary;
mod email;
mod uri;
mod uuid;
mod wkt;

use super::any::Any;
use super::view::accept_each;
use super::{Faults, FieldType, Scalar, View, options};
use crate::check::CheckDef;
use crate::message::Args;
use crate::rows::Cells;
use crate::schema::{Fault, Field};

/// The checks of the formats.
pub(super) static CHECKS: &[&CheckDef] = &[
    &email::CHECK,
    &uri::CHECK,
    &binary::CHECK,
    &uuid::CHECK,
    &wkt::CHECK,
];

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    let format = options::format(field, &["default", "email", "uri", "binary", "uuid", "wkt"])?;
    Ok(match format {
        "email" => Box::new(Formatted {
            check: &email::CHECK,
            accept: email::accept,
            details: email::details,
        }),
        "uri" => Box::new(Formatted {
            check: &uri::CHECK,
            accept: uri::accept,
            details: uri::details,
        }),
        "binary" => Box::new(Formatted {
            check: &binary::CHECK,
            accept: binary::accept,
            details: |_| Args::new(),
        }),
        "uuid" => Box::new(Formatted {
            check: &uuid::CHECK,
            accept: uuid::accept,
            details: uuid::details,
        }),
        "wkt" => Box::new(Formatted {
            check: &wkt::CHECK,
            accept: wkt::accept,
            details: |_| Args::new(),
        }),
        _ => Box::new(Any),
    })
}

/// A text with a form of its own. Each format is a type of its own to the compiler, so that its loop is too.
struct Formatted<Accept> {
    check: &'static CheckDef,
    /// `Err` is the index of a reason.
    accept: Accept,
    details: fn(&str) -> Args,
}

impl<Accept: Fn(&[u8]) -> Result<(), usize> + Send + Sync> FieldType for Formatted<Accept> {
    fn def(&self) -> &'static CheckDef {
        self.check
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        accept_each(cells, view, faults, &self.accept);
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        (self.accept)(text).map(|()| Scalar::Text)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        (self.details)(&String::from_utf8_lossy(text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, field, read};
    use super::*;

    #[test]
    fn plain_strings_take_every_text() {
        let string = bound(r#"{"type":"string"}"#);
        assert_eq!(read(&*string, &["", " a ", "\u{0}"]), (View::Text, vec![]));
        assert!(string.scalar(b"\xff").is_ok());
    }

    #[test]
    fn formatted_strings_keep_their_text_as_their_value() {
        let email = bound(r#"{"type":"string","format":"email"}"#);
        assert_eq!(read(&*email, &["a@b.fr", "a"]), (View::Text, vec![1]));
        assert_eq!(email.scalar(b"a@b.fr"), Ok(Scalar::Text));
    }

    #[test]
    fn a_format_that_strings_do_not_have_is_a_fault_that_lists_those_they_have() {
        let fault = bind(&field(r#"{"type":"string","format":"url"}"#))
            .err()
            .expect("a fault");
        assert_eq!(fault.check.reasons[fault.reason].id, "unknown-format");
        assert_eq!(fault.args.get("value"), Some(&"url".into()));
        assert!(fault.args.get("expected").is_some());
    }
}
