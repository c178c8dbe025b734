//! What can be wrong with a schema: one file a check, with its definition and, where reading the schema alone
//! shows it, the search for it.

pub(super) mod duplicate_field;
pub(super) mod duplicate_missing_value;
pub(super) mod duplicate_property;
pub(super) mod invalid_param;
pub(super) mod invalid_property;
pub(super) mod misplaced_property;
pub(super) mod missing_param;
pub(super) mod quoted_bound;
pub(super) mod unavailable_check;
pub(crate) mod unchecked_reference;
pub(super) mod uneven_reference;
pub(super) mod unknown_check;
pub(super) mod unknown_constraint;
pub(super) mod unknown_field;
pub(super) mod unknown_param;
pub(super) mod unknown_property;
pub(super) mod unknown_type;
pub(super) mod unread_file;
pub(crate) mod unusable_commune;

use std::iter::successors;

use serde_json::{Map, Value};

use super::place::escape;
use crate::check::CheckDef;

/// Every check about schemas, in the order of the documentation.
pub static CHECKS: &[&CheckDef] = &[
    &unknown_property::CHECK,
    &misplaced_property::CHECK,
    &invalid_property::CHECK,
    &quoted_bound::CHECK,
    &unknown_type::CHECK,
    &unknown_constraint::CHECK,
    &duplicate_property::CHECK,
    &duplicate_field::CHECK,
    &duplicate_missing_value::CHECK,
    &unknown_field::CHECK,
    &uneven_reference::CHECK,
    &unchecked_reference::CHECK,
    &unknown_check::CHECK,
    &unavailable_check::CHECK,
    &missing_param::CHECK,
    &invalid_param::CHECK,
    &unknown_param::CHECK,
    &unusable_commune::CHECK,
    &unread_file::CHECK,
];

/// The fields of a schema that are objects, each with its pointer.
fn fields(schema: &Map<String, Value>) -> impl Iterator<Item = (String, &Map<String, Value>)> {
    schema
        .get("fields")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(at, field)| Some((format!("/fields/{at}"), field.as_object()?)))
}

/// As [`fields`], each followed by what it says of the items of a list, and they of theirs.
fn described(schema: &Map<String, Value>) -> impl Iterator<Item = (String, &Map<String, Value>)> {
    fields(schema).flat_map(|field| {
        successors(Some(field), |(pointer, field)| {
            let item = field.get("arrayItem")?.as_object()?;
            Some((format!("{pointer}/arrayItem"), item))
        })
    })
}

/// The constraints of a field, each with its pointer.
fn constraints<'a>(
    pointer: &str,
    field: &'a Map<String, Value>,
) -> impl Iterator<Item = (String, &'a str)> {
    field
        .get("constraints")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::keys)
        .map(move |key| {
            (
                format!("{pointer}/constraints/{}", escape(key)),
                key.as_str(),
            )
        })
}
