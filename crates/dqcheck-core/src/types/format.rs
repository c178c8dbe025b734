//! How a field writes its dates and times: as the standard does, by a pattern of strptime, or anyhow.

use super::calendar::Moment;
use super::strptime::{Pattern, Unusable};
use super::{cause, freeform, options};
use crate::message::Args;
use crate::schema::{Fault, Field};

/// How a field writes its dates, times or both.
pub(super) enum Format {
    Default,
    Any,
    /// With the text of the schema.
    Pattern(Pattern, String),
}

impl Format {
    pub(super) fn of(field: &Field) -> Result<Format, Fault> {
        match field.format.as_str() {
            "" | "default" => Ok(Format::Default),
            "any" => Ok(Format::Any),
            format => match Pattern::compile(format) {
                Ok(pattern) => Ok(Format::Pattern(pattern, format.to_owned())),
                Err(unusable) => {
                    let (reason, directive) = match unusable {
                        Unusable::Unknown(directive) => ("unknown-directive", directive),
                        Unusable::Repeated(directive) => ("repeated-directive", directive),
                    };
                    let args = Args::new().with("directive", directive);
                    Err(options::fault(field, "format", reason, args))
                }
            },
        }
    }

    /// As [`cause::inner`], of a field that is written so.
    pub(super) fn inner<'a>(
        &self,
        text: &'a [u8],
        unknown: &'static str,
        read: impl Fn(&[u8]) -> bool,
    ) -> Result<&'a str, &'static str> {
        match self {
            // No cell can have this format.
            Format::Pattern(pattern, _) if pattern.is_literal() => Err("unusable-format"),
            _ => cause::inner(text, unknown, read),
        }
    }

    /// Values for the messages: the format as the schema writes it, and one cell that has it.
    pub(super) fn constants(&self, default: &'static str, example: &'static str) -> Args {
        let (format, example) = match self {
            Format::Default => (default, example.to_owned()),
            Format::Any => ("any", example.to_owned()),
            Format::Pattern(pattern, format) => (format.as_str(), pattern.example()),
        };
        Args::new().with("format", format).with("example", example)
    }

    /// The moment of a cell that has not the default format.
    pub(super) fn moment(&self, text: &[u8]) -> Option<Moment> {
        match self {
            Format::Default => None,
            Format::Any => freeform::moment(std::str::from_utf8(text).ok()?),
            Format::Pattern(pattern, _) => pattern.read(text),
        }
    }
}
