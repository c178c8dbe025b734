//! What a schema says, once read.

use serde_json::{Map, Value};

use crate::check::CheckDef;
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

/// How the header and the fields must agree (Table Schema v2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldsMatch {
    Exact,
    Equal,
    Subset,
    Superset,
    Partial,
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

    /// The same fault with a value for its message.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Arg>) -> Fault {
        Fault {
            args: self.args.with(name, value),
            ..self
        }
    }
}
