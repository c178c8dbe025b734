//! What a schema says, once read.

use serde_json::{Map, Value};

use super::attached::Handed;
use super::read::described;
use crate::check::{CheckDef, Severity};
use crate::message::{Arg, Args};

/// A Table Schema.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    pub name: Option<String>,
    pub title: Option<String>,
    pub fields: Vec<Field>,
    /// Compared with the text of a cell as it stands. The standard's default is the empty text only.
    pub missing_values: Vec<String>,
    /// Names of fields, each of which exists.
    pub primary_key: Vec<String>,
    /// `uniqueKeys`: as the primary key, but a row with a part that has no value is left alone.
    pub unique_keys: Vec<Vec<String>>,
    pub foreign_keys: Vec<ForeignKey>,
    pub fields_match: Option<FieldsMatch>,
    /// Checks that somebody names: `custom_checks`, `customCheck` of a field, `dqcheck.checks`, and those that are asked
    /// for beside the schema.
    pub rules: Vec<RuleRequest>,
}

/// A field of a schema. What no property of the standard's core says is in `properties`.
#[derive(Clone, Debug, Default)]
pub struct Field {
    pub name: String,
    pub title: Option<String>,
    pub description: Option<String>,
    /// `type`, as written. Where the schema has none that the standard knows: `string`, or `any` in version 2.
    pub type_name: String,
    /// `format`, without the `fmt:` of old schemas; `default` where the schema has none.
    pub format: String,
    /// Those that the type has and whose value is of the right kind; the others are faults of the schema.
    pub constraints: Map<String, Value>,
    pub example: Option<Value>,
    /// Of the field itself, in place of those of the schema.
    pub missing_values: Option<Vec<String>>,
    /// Every property of the field as written, with those that the types read (`trueValues`, `decimalChar` ...);
    /// `null` in place of a value of the wrong kind, which is a fault of the schema.
    pub properties: Map<String, Value>,
    /// JSON pointer of the field in the schema: `/fields/3`.
    pub pointer: String,
}

impl Field {
    /// Whether each row must have a value of the field.
    pub fn is_required(&self) -> bool {
        self.constraints.get("required") == Some(&Value::Bool(true))
    }

    /// Of a field of lists in JSON: the field that each item is a cell of (`arrayItem`, which frictionless adds to the
    /// standard). An item whose type is not said is of any.
    pub fn item(&self) -> Option<Field> {
        let item = self.properties.get("arrayItem")?.as_object()?;
        (self.type_name == "array").then(|| {
            let pointer = format!("{}/arrayItem", self.pointer);
            described(self.name.clone(), item.clone(), pointer, "any")
        })
    }

    /// The mark between whole numbers and decimals (`decimalChar`).
    pub fn decimal_mark(&self) -> &str {
        let own = self.properties.get("decimalChar").and_then(Value::as_str);
        own.unwrap_or(".")
    }
}

/// Fields whose values, taken together, must be those of a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignKey {
    /// Names of fields of the schema.
    pub fields: Vec<String>,
    /// The resource that is referred to; `None` for the table itself.
    pub resource: Option<String>,
    /// As many names of fields of that table.
    pub reference: Vec<String>,
    /// The table itself is meant, and has no such fields: no row can refer to anything.
    pub in_vain: bool,
    /// JSON pointer of the foreign key in the schema: `/foreignKeys/0`.
    pub pointer: String,
}

/// How the header and the fields must agree (`fieldsMatch` of Table Schema v2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldsMatch {
    /// The labels are the fields, in the same order; columns are taken by position.
    Exact,
    /// The labels are the fields, in any order; here as in what follows columns are found by name.
    Equal,
    /// Every field has a column; there may be more columns.
    Subset,
    /// Every column has a field; there may be more fields.
    Superset,
    /// At least one column has a field.
    Partial,
}

impl FieldsMatch {
    /// As schemas and people write them.
    pub const NAMES: [(&'static str, FieldsMatch); 5] = [
        ("exact", FieldsMatch::Exact),
        ("equal", FieldsMatch::Equal),
        ("subset", FieldsMatch::Subset),
        ("superset", FieldsMatch::Superset),
        ("partial", FieldsMatch::Partial),
    ];

    pub fn named(name: &str) -> Option<FieldsMatch> {
        let found = Self::NAMES.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, mode)| mode)
    }
}

/// A check that somebody asks for by name: the schema, a checklist or the configuration.
#[derive(Clone, Debug, Default)]
pub struct RuleRequest {
    pub name: String,
    pub params: Map<String, Value>,
    /// The field in which it stands, an index into the fields.
    pub field: Option<usize>,
    /// JSON pointer of the request in its text.
    pub pointer: String,
    /// The pointers of the name and the settings of a request that is not written as schemas write one.
    pub places: Vec<(String, String)>,
    /// What the file came to that the request names, once somebody has looked.
    pub file: Option<Handed>,
}

/// Something wrong with a schema, found when it is read or when a field, a type or a check is bound.
#[derive(Clone, Debug)]
pub struct Fault {
    pub check: &'static CheckDef,
    /// Index into the reasons of the check.
    pub reason: usize,
    /// JSON pointer of the place.
    pub pointer: String,
    /// Whether the key at the pointer is meant, not its value.
    pub at_key: bool,
    /// That of the check, but less where nothing that the schema asks of the data goes unchecked. An error fails the
    /// run: a rule that nobody checks must not be taken for one that holds.
    pub severity: Severity,
    pub args: Args,
}

impl Fault {
    /// A fault of the value at `pointer`.
    pub fn new(check: &'static CheckDef, reason: usize, pointer: impl Into<String>) -> Fault {
        Fault {
            check,
            reason,
            pointer: pointer.into(),
            at_key: false,
            severity: check.severity,
            args: Args::new(),
        }
    }

    /// The same fault, of the key in place of the value.
    #[must_use]
    pub fn at_key(self) -> Fault {
        Fault {
            at_key: true,
            ..self
        }
    }

    /// The same fault, less grave than others of its check.
    #[must_use]
    pub fn only(self, severity: Severity) -> Fault {
        Fault { severity, ..self }
    }

    /// The same fault with a value for its message.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Arg>) -> Fault {
        Fault {
            args: self.args.with(name, value),
            ..self
        }
    }
}
