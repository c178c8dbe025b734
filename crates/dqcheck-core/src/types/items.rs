//! Values in JSON as cells: what a schema says of a field, and the items of an `array` that are described by `arrayItem`.

use serde_json::Value;

use super::FieldType;
use crate::check::Reason;
use crate::message::{Arg, Args};
use crate::rows::MissingValues;
use crate::schema::{Fault, Field};

/// A bound, a member of an enum, an example as the cell of the field that it would be: JSON has one decimal mark and one
/// way to say yes, a field may have others. `None` for a null.
pub fn cell_text(field: &Field, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number_text(field, number)),
        Value::Bool(truth) => {
            let property = if *truth { "trueValues" } else { "falseValues" };
            let own = field.properties.get(property).and_then(|list| list.get(0));
            match own {
                Some(Value::String(own)) if field.type_name == "boolean" => Some(own.clone()),
                _ => Some(truth.to_string()),
            }
        }
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

fn number_text(field: &Field, number: &serde_json::Number) -> String {
    let text = match number.as_f64() {
        // Without an exponent: `41.0` and `1e6` are integers to JSON, and must be to an integer field.
        Some(value) if number.is_f64() => value.to_string(),
        _ => number.to_string(),
    };
    match field.properties.get("decimalChar") {
        _ if field.type_name == "year" => format!("{text:0>4}"),
        Some(Value::String(mark)) => text.replace('.', mark),
        _ => text,
    }
}

/// What `arrayItem` says of the items of a list: each is a cell of a field (an addition of frictionless to the standard).
pub struct Items {
    pub field: Field,
    pub field_type: Box<dyn FieldType>,
    missing: MissingValues,
}

impl Items {
    /// `None` where the field says nothing of its items.
    pub fn of(field: &Field) -> Result<Option<Items>, Fault> {
        let Some(field) = field.item() else {
            return Ok(None);
        };
        // A type that is unknown is told when the schema is read.
        let known = super::find(&field.type_name);
        let field_type = known.map_or_else(|| Ok(super::any()), |known| (known.bind)(&field))?;
        let empty = [String::new()];
        let missing = field.missing_values.as_deref().unwrap_or(&empty);
        Ok(Some(Items {
            missing: MissingValues::new(missing),
            field_type,
            field,
        }))
    }

    /// The cell that an item is; `None` where it is missing.
    pub fn text(&self, item: &Value) -> Option<String> {
        let text = cell_text(&self.field, item)?;
        (!self.missing.contains(text.as_bytes())).then_some(text)
    }

    /// What a check of the items says of one whose text is `text`.
    pub fn said(&self, reason: &Reason, args: Args, text: &str) -> Arg {
        let args = args
            .with("field", self.field.name.as_str())
            .with("value", text);
        Arg::said(|lang| reason.message.fill(&args, lang))
    }
}
