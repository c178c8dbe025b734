//! From the text of a schema to the [`Schema`], with everything that is wrong with it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::faults::{
    duplicate_field, duplicate_missing_value, duplicate_property, misplaced_property,
    uneven_reference, unknown_constraint, unknown_field, unknown_property,
};
use super::profile::{self, Version};
use super::standard;
use super::{Fault, Field, FieldsMatch, ForeignKey, RuleRequest, Schema, SchemaError};

/// A schema that was read, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Read {
    pub schema: Schema,
    /// Each of them concerns a part that is left out, or says how it was understood.
    pub faults: Vec<Fault>,
}

/// Reads a Table Schema, UTF-8 JSON.
///
/// # Errors
/// Where the text holds no Table Schema: it is no UTF-8 JSON object, or it has no field that can be used.
pub fn read(text: &[u8]) -> Result<Read, SchemaError> {
    let text = utf8(text)?;
    let mut value = json(text)?;
    let Some(object) = value.as_object() else {
        return Err(SchemaError::NotObject);
    };
    if !object.get("fields").is_some_and(Value::is_array) {
        return Err(match object.get("properties") {
            Some(Value::Object(_)) => SchemaError::JsonSchema,
            _ => SchemaError::NoFields,
        });
    }

    let version = Version::of(object);
    let mut faults = Vec::new();
    duplicate_property::find(text, &mut faults);
    profile::clean(&mut value, version, &mut faults);
    let Some(object) = value.as_object() else {
        return Err(SchemaError::NotObject);
    };
    unknown_property::find(object, &mut faults);
    misplaced_property::find(object, &mut faults);
    unknown_constraint::find(object, version.default_type(), &mut faults);
    duplicate_field::find(object, &mut faults);
    duplicate_missing_value::find(object, &mut faults);
    unknown_field::find(object, &mut faults);
    uneven_reference::find(object, &mut faults);

    let mut schema = schema(object, version);
    schema.ask_for_commune(object, &mut faults);
    let fields = object.get("fields").and_then(Value::as_array);
    if schema.fields.is_empty() && fields.is_some_and(|fields| !fields.is_empty()) {
        return Err(SchemaError::NoUsableField);
    }
    Ok(Read { schema, faults })
}

/// The UTF-8 JSON that `text` is.
pub fn value(text: &[u8]) -> Result<Value, SchemaError> {
    json(utf8(text)?)
}

fn utf8(text: &[u8]) -> Result<&str, SchemaError> {
    std::str::from_utf8(text).map_err(|error| SchemaError::not_text(text, error))
}

fn json(text: &str) -> Result<Value, SchemaError> {
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(json).map_err(|error| SchemaError::not_json(text, &error))
}

fn schema(object: &Map<String, Value>, version: Version) -> Schema {
    let items = object.get("fields").and_then(Value::as_array);
    let items = items.map(Vec::as_slice).unwrap_or_default();
    let fields: Vec<Field> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| field(item, format!("/fields/{at}"), version))
        .collect();
    let known: HashSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    Schema {
        name: text(object, "name"),
        title: text(object, "title"),
        missing_values: missing_values(object).unwrap_or_else(|| vec![String::new()]),
        primary_key: key(object.get("primaryKey"), &known).unwrap_or_default(),
        unique_keys: unique_keys(object, &known),
        foreign_keys: foreign_keys(object, &known),
        fields_match: object
            .get("fieldsMatch")
            .and_then(Value::as_str)
            .and_then(FieldsMatch::named),
        rules: rules(object, &fields),
        fields,
    }
}

/// `None` for what has no name.
fn field(item: &Value, pointer: String, version: Version) -> Option<Field> {
    let properties = match item {
        Value::String(name) => Map::from_iter([("name".to_owned(), Value::from(name.as_str()))]),
        Value::Object(properties) => properties.clone(),
        _ => return None,
    };
    let name = text(&properties, "name").filter(|name| !name.is_empty())?;
    Some(described(name, properties, pointer, version.default_type()))
}

/// A field, from its properties.
pub(super) fn described(
    name: String,
    properties: Map<String, Value>,
    pointer: String,
    default_type: &str,
) -> Field {
    let type_name = text(&properties, "type").unwrap_or_else(|| default_type.to_owned());
    let format = text(&properties, "format").unwrap_or_else(|| "default".to_owned());
    let format = format.strip_prefix("fmt:").unwrap_or(&format).to_owned();
    let constraints = properties.get("constraints").and_then(Value::as_object);
    let constraints = constraints
        .into_iter()
        .flatten()
        .filter(|(key, value)| {
            let known = standard::constraint(key);
            !value.is_null() && known.is_some_and(|constraint| constraint.is_for(&type_name))
        })
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    Field {
        name,
        title: text(&properties, "title"),
        description: text(&properties, "description"),
        type_name,
        format,
        constraints,
        example: properties
            .get("example")
            .filter(|example| !example.is_null())
            .cloned(),
        missing_values: missing_values(&properties),
        properties,
        pointer,
    }
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// Texts, or the objects of version 2 that label each of them.
fn missing_values(object: &Map<String, Value>) -> Option<Vec<String>> {
    let items = object.get("missingValues")?.as_array()?;
    let value = |item: &Value| match item {
        Value::Object(labelled) => text(labelled, "value"),
        item => item.as_str().map(str::to_owned),
    };
    Some(items.iter().filter_map(value).collect())
}

/// `None` where nothing is named, or a part of the key is no field: what is left of it would call rows the same that
/// are not.
fn key(value: Option<&Value>, fields: &HashSet<&str>) -> Option<Vec<String>> {
    let key = names(value);
    let exists = |name: &String| fields.contains(name.as_str());
    (!key.is_empty() && key.iter().all(exists)).then_some(key)
}

fn names(value: Option<&Value>) -> Vec<String> {
    unknown_field::names(value, String::new())
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// Each of them once.
fn unique_keys(object: &Map<String, Value>, fields: &HashSet<&str>) -> Vec<Vec<String>> {
    let keys = object.get("uniqueKeys").and_then(Value::as_array);
    let mut seen = HashSet::new();
    keys.into_iter()
        .flatten()
        .filter_map(|item| key(Some(item), fields))
        .filter(|key| seen.insert(key.clone()))
        .collect()
}

/// Those that can be looked up; what keeps the others from it is a fault of the schema.
fn foreign_keys(object: &Map<String, Value>, fields: &HashSet<&str>) -> Vec<ForeignKey> {
    let keys = object.get("foreignKeys").and_then(Value::as_array);
    let keys = keys.into_iter().flatten().enumerate();
    keys.filter_map(|(at, item)| {
        let to = item.get("reference")?;
        let resource = to.get("resource").and_then(Value::as_str);
        let resource = resource.filter(|name| !name.is_empty());
        let reference = names(to.get("fields"));
        let unknown = |name: &String| !fields.contains(name.as_str());
        let own = key(item.get("fields"), fields)?;
        (own.len() == reference.len()).then(|| ForeignKey {
            fields: own,
            in_vain: resource.is_none() && reference.iter().any(unknown),
            resource: resource.map(str::to_owned),
            reference,
            pointer: format!("/foreignKeys/{at}"),
        })
    })
    .collect()
}

/// In the order: those of `custom_checks`, of `dqcheck.checks`, of the fields.
fn rules(object: &Map<String, Value>, fields: &[Field]) -> Vec<RuleRequest> {
    let custom = object.get("custom_checks");
    let own = object.get("dqcheck").and_then(|own| own.get("checks"));
    let of_schema = [("/custom_checks", custom), ("/dqcheck/checks", own)]
        .into_iter()
        .filter_map(|(pointer, list)| Some((pointer, list?.as_array()?)))
        .flat_map(|(pointer, list)| {
            let rule = move |(at, item)| rule(item, format!("{pointer}/{at}"));
            list.iter().enumerate().filter_map(rule)
        });
    let of_fields = fields
        .iter()
        .enumerate()
        .filter_map(|(at, field)| field_rule(at, field));
    of_schema.chain(of_fields).collect()
}

fn rule(item: &Value, pointer: String) -> Option<RuleRequest> {
    let item = item.as_object()?;
    let params = item.get("params").and_then(Value::as_object);
    Some(RuleRequest {
        name: text(item, "name").filter(|name| !name.is_empty())?,
        params: params.cloned().unwrap_or_default(),
        pointer,
        ..RuleRequest::default()
    })
}

/// `customCheck`: the name of a check, or an object with its name and its settings.
fn field_rule(at: usize, field: &Field) -> Option<RuleRequest> {
    let (name, mut params) = match field.properties.get("customCheck")? {
        Value::String(name) => (name.clone(), Map::new()),
        Value::Object(item) => {
            let mut params = item.clone();
            params.remove("name");
            (text(item, "name")?, params)
        }
        _ => return None,
    };
    params.insert("column".to_owned(), Value::from(field.name.as_str()));
    Some(RuleRequest {
        name: Some(name).filter(|name| !name.is_empty())?,
        params,
        field: Some(at),
        pointer: format!("{}/customCheck", field.pointer),
        ..RuleRequest::default()
    })
}
