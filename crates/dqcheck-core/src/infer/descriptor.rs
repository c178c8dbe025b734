//! The schema as it is written: its JSON, in the order in which a person reads it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::draft::{Area, At, Draft, Field};
use super::said;
use crate::message::Lang;

/// A Table Schema, version 1, which every tool reads.
#[derive(Debug, Serialize)]
pub struct Descriptor {
    #[serde(rename = "$schema")]
    profile: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For the person who goes on writing the schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    fields: Vec<FieldDescriptor>,
    #[serde(rename = "primaryKey", skip_serializing_if = "Option::is_none")]
    primary_key: Option<String>,
    #[serde(rename = "missingValues")]
    missing_values: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    custom_checks: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dqcheck: Option<Value>,
}

#[derive(Debug, Serialize)]
struct FieldDescriptor {
    name: String,
    /// Not the last, so that its line can be removed without touching another.
    comment: String,
    #[serde(rename = "type")]
    type_name: Value,
    #[serde(flatten)]
    options: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Debug, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<i32>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    members: Vec<String>,
}

impl Constraints {
    fn is_empty(&self) -> bool {
        !self.required
            && !self.unique
            && self.pattern.is_none()
            && self.minimum.is_none()
            && self.members.is_empty()
    }
}

impl Descriptor {
    pub(super) fn new(draft: &Draft, lang: Lang) -> Descriptor {
        let fields = &draft.fields;
        let checks: Vec<Value> = draft.areas.iter().map(|area| check(area, fields)).collect();
        let named = fields.iter().filter_map(|field| {
            let params = json!({"column": field.name});
            Some(json!({"name": field.check?, "params": params}))
        });
        let mut missing_values = vec![""];
        missing_values.extend(&draft.tokens);
        Descriptor {
            profile: "https://specs.frictionlessdata.io/schemas/table-schema.json",
            name: None,
            comment: None,
            fields: fields.iter().map(|field| descriptor(field, lang)).collect(),
            primary_key: draft.key.map(|at| fields[at].name.clone()),
            missing_values,
            custom_checks: named.collect(),
            dqcheck: (!checks.is_empty()).then(|| json!({"checks": checks})),
        }
    }
}

fn descriptor(field: &Field, lang: Lang) -> FieldDescriptor {
    let mut options = field.form.clone();
    FieldDescriptor {
        name: field.name.clone(),
        comment: said::comment(&field.said, lang),
        type_name: options.remove("type").unwrap_or_else(|| "string".into()),
        options,
        example: field.example.clone(),
        constraints: Constraints {
            required: field.required,
            unique: field.unique,
            pattern: field.pattern.clone(),
            minimum: field.bound.map(|degrees| -degrees),
            maximum: field.bound,
            members: field.members.clone(),
        },
    }
}

/// A check that lies in `dqcheck.checks`, since no other tool has it.
fn check(area: &Area, fields: &[Field]) -> Value {
    let name = |at: usize| fields[at].name.as_str();
    let bounds = area.bounds;
    let params = match area.at {
        At::LatLon(at) => json!({"column": name(at), "order": "lat,lon", "box": bounds}),
        At::Geopoint(at) => json!({"column": name(at), "box": bounds}),
        At::Pair {
            longitude,
            latitude,
        } => json!({"longitude": name(longitude), "latitude": name(latitude), "box": bounds}),
    };
    json!({"name": "bounding-box", "params": params})
}
