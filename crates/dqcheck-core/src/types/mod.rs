//! Types of Table Schema: each reads the cells of a column, once a block, into a view that all checks share.
//!
//! One file a type; a type is added to [`ALL`] and nowhere else.

mod any;
mod array;
mod boolean;
mod calendar;
mod cause;
mod date;
mod datetime;
mod decimal;
mod digits;
mod duration;
mod format;
mod freeform;
mod geojson;
mod geopoint;
mod integer;
mod items;
mod json;
mod list;
mod number;
mod numeral;
mod object;
mod options;
mod string;
mod strptime;
#[cfg(test)]
mod tests;
mod time;
mod view;
mod year;
mod yearmonth;

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::check::CheckDef;
use crate::message::Args;
use crate::rows::Cells;
use crate::schema::{Fault as SchemaFault, Field};

pub use crate::geodesy::Point;
pub use calendar::iso_date;
pub(crate) use calendar::{civil, day_of};
pub(crate) use geopoint::column as geopoint_column;
pub use items::{Items, cell_text};
pub use view::{Fault, Faults, Scalar, View, read_each};

/// A type that is bound to a field: its format and options are settled.
pub trait FieldType: Send + Sync {
    /// The check whose reasons say why a cell cannot be read.
    fn def(&self) -> &'static CheckDef;

    /// Reads every present cell. One that cannot be read becomes [`State::Bad`](crate::rows::State) and a fault.
    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults);

    /// Reads one text as a cell would be read: a bound, a member of an enum, an example.
    /// `Err` is the index of a reason of [`FieldType::def`].
    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize>;

    /// Settles the order of two readable texts whose scalars are equal, where a scalar is less exact than the text.
    fn exact(&self, _a: &[u8], _b: &[u8]) -> Ordering {
        Ordering::Equal
    }

    /// Writes what two cells have in common exactly when they are the same value (`1`, `01` and `1.0`): the text
    /// itself, unless a type knows better.
    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(text);
    }

    /// The number that a readable text is, in the standard's own notation; `None` for types that have no numbers.
    fn number<'a>(&self, _text: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        None
    }

    /// Values for the messages that all cells of the field share, such as the expected format.
    fn constants(&self) -> Args {
        Args::new()
    }

    /// Reasons that are told once where the whole column has them, each with the reason that says so. Its message has
    /// what `details` say of the first cell, `count` and `examples`: cells, each with its `suggestion` if it has one.
    fn throughout(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Values for the message of one failing cell, such as the date that was probably meant. Never on the fast path.
    fn details(&self, _reason: usize, _text: &[u8]) -> Args {
        Args::new()
    }
}

/// A type of Table Schema by its name.
pub struct TypeDef {
    /// As a schema writes it.
    pub name: &'static str,
    pub check: &'static CheckDef,
    pub bind: fn(&Field) -> Result<Box<dyn FieldType>, SchemaFault>,
}

/// Every type, in the order of the standard.
pub static ALL: &[TypeDef] = &[
    TypeDef {
        name: "string",
        check: &any::CHECK,
        bind: string::bind,
    },
    TypeDef {
        name: "number",
        check: &number::CHECK,
        bind: number::bind,
    },
    TypeDef {
        name: "integer",
        check: &integer::CHECK,
        bind: integer::bind,
    },
    TypeDef {
        name: "boolean",
        check: &boolean::CHECK,
        bind: boolean::bind,
    },
    TypeDef {
        name: "object",
        check: &object::CHECK,
        bind: object::bind,
    },
    TypeDef {
        name: "array",
        check: &array::CHECK,
        bind: array::bind,
    },
    TypeDef {
        name: "list",
        check: &list::CHECK,
        bind: list::bind,
    },
    TypeDef {
        name: "date",
        check: &date::CHECK,
        bind: date::bind,
    },
    TypeDef {
        name: "time",
        check: &time::CHECK,
        bind: time::bind,
    },
    TypeDef {
        name: "datetime",
        check: &datetime::CHECK,
        bind: datetime::bind,
    },
    TypeDef {
        name: "year",
        check: &year::CHECK,
        bind: year::bind,
    },
    TypeDef {
        name: "yearmonth",
        check: &yearmonth::CHECK,
        bind: yearmonth::bind,
    },
    TypeDef {
        name: "duration",
        check: &duration::CHECK,
        bind: duration::bind,
    },
    TypeDef {
        name: "geopoint",
        check: &geopoint::CHECK,
        bind: geopoint::bind,
    },
    TypeDef {
        name: "geojson",
        check: &geojson::CHECK,
        bind: geojson::bind,
    },
    TypeDef {
        name: "any",
        check: &any::CHECK,
        bind: any::bind,
    },
];

/// What a field is read as whose own type cannot be bound: every text is a value.
pub fn any() -> Box<dyn FieldType> {
    Box::new(any::Any)
}

/// The type with this name, as the standard writes it.
pub fn find(name: &str) -> Option<&'static TypeDef> {
    ALL.iter().find(|known| known.name == name)
}

/// What the values of a type are compared as: a text is never the same as a number, whatever it says.
pub fn kind(known: Option<&TypeDef>) -> &'static str {
    match known.map_or("any", |known| known.name) {
        "integer" => "number",
        "any" => "string",
        own => own,
    }
}

/// The checks of every type and of the formats of `string`, and the one of their options, in the order of the
/// documentation. A type that takes every text has none.
pub fn checks() -> impl Iterator<Item = &'static CheckDef> {
    ALL.iter()
        .flat_map(|known| match known.name {
            "string" => string::CHECKS,
            _ => std::slice::from_ref(&known.check),
        })
        .copied()
        .filter(|check| !check.reasons.is_empty())
        .chain([&options::CHECK])
}
