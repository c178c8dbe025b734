//! The profiles: what the standard asks of the values in a schema, as JSON Schemas that this project publishes.

use jsonschema::{Draft, ValidationError};
use serde_json::{Map, Value};

use super::Fault;
use super::faults::{invalid_property, unknown_type};

/// A version of Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V1,
    V2,
}

impl Version {
    /// The version that the schema says it is of; the first where it does not say.
    pub(super) fn of(schema: &Map<String, Value>) -> Version {
        let profile = schema.get("$schema").and_then(Value::as_str);
        match profile {
            Some(profile) if profile.contains("datapackage.org") && profile.contains("/2.") => {
                Version::V2
            }
            _ => Version::V1,
        }
    }

    /// The type of a field that has none.
    pub(super) fn default_type(self) -> &'static str {
        match self {
            Version::V1 => "string",
            Version::V2 => "any",
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Version::V1 => include_str!("../../../../schemas/profile/table-schema-v1.json"),
            Version::V2 => include_str!("../../../../schemas/profile/table-schema-v2.json"),
        }
    }
}

/// Whether the schema says that it is of version 2.
pub(crate) fn is_version_2(schema: &Map<String, Value>) -> bool {
    Version::of(schema) == Version::V2
}

/// Tells every value that the profile refuses, and puts `null` in its place, so that whoever reads the schema
/// next meets only values of the right kind.
pub(super) fn clean(schema: &mut Value, version: Version, faults: &mut Vec<Fault>) {
    let profile: Value =
        serde_json::from_str(version.profile()).expect("the profile is a file of this project");
    let profile = jsonschema::options()
        .with_draft(Draft::Draft7)
        .build(&profile)
        .expect("the profile is a file of this project");
    let found: Vec<Fault> = profile.iter_errors(schema).filter_map(fault).collect();
    for fault in &found {
        if !invalid_property::is_harmless(fault)
            && let Some(value) = schema.pointer_mut(&fault.pointer)
        {
            *value = Value::Null;
        }
    }
    faults.extend(found.into_iter().map(invalid_property::weighed));
}

fn fault(error: ValidationError<'_>) -> Option<Fault> {
    let pointer = error.instance_path().as_str();
    let is_type = pointer
        .strip_suffix("/type")
        .is_some_and(|field| field.starts_with("/fields/") && field.matches('/').count() == 2);
    if is_type {
        Some(unknown_type::fault(pointer, error.instance()))
    } else {
        invalid_property::fault(&error)
    }
}
