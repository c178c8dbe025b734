//! The words of the standard: types, constraints and properties, with those that dqcheck and Validata add.

/// Every type of versions 1 and 2.
pub(super) const TYPES: &[&str] = &[
    "string",
    "number",
    "integer",
    "boolean",
    "object",
    "array",
    "list",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "geojson",
    "any",
];

/// A constraint, and the types that have it.
pub(super) struct Constraint {
    pub(super) name: &'static str,
    types: Option<&'static [&'static str]>,
}

impl Constraint {
    pub(super) fn is_for(&self, type_name: &str) -> bool {
        self.types.is_none_or(|types| types.contains(&type_name))
    }

    pub(super) fn types(&self) -> &'static [&'static str] {
        self.types.unwrap_or(TYPES)
    }
}

const LENGTHS: Option<&[&str]> = Some(&["string", "array", "object", "list"]);
const BOUNDS: Option<&[&str]> = Some(&[
    "number",
    "integer",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
]);

pub(super) const CONSTRAINTS: &[Constraint] = &[
    Constraint {
        name: "required",
        types: None,
    },
    Constraint {
        name: "unique",
        types: None,
    },
    Constraint {
        name: "minLength",
        types: LENGTHS,
    },
    Constraint {
        name: "maxLength",
        types: LENGTHS,
    },
    Constraint {
        name: "minimum",
        types: BOUNDS,
    },
    Constraint {
        name: "maximum",
        types: BOUNDS,
    },
    Constraint {
        name: "exclusiveMinimum",
        types: BOUNDS,
    },
    Constraint {
        name: "exclusiveMaximum",
        types: BOUNDS,
    },
    Constraint {
        name: "pattern",
        types: Some(&["string"]),
    },
    Constraint {
        name: "enum",
        types: None,
    },
    Constraint {
        name: "jsonSchema",
        types: Some(&["object", "array"]),
    },
];

pub(super) fn constraint(name: &str) -> Option<&'static Constraint> {
    CONSTRAINTS
        .iter()
        .find(|constraint| constraint.name == name)
}

/// Rules that stand in the field itself, beside its constraints.
pub(super) const RULES: &[Constraint] = &[
    Constraint {
        name: "categories",
        types: Some(&["string", "integer"]),
    },
    Constraint {
        name: "arrayItem",
        types: Some(&["array"]),
    },
];

/// Properties that describe a field to people; a key of any level may be called so.
pub(super) const DESCRIBING: &[&str] = &["name", "title", "description"];

/// Properties that have a meaning in a field only.
pub(super) const OF_A_FIELD: &[&str] = &[
    "type",
    "format",
    "example",
    "constraints",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "floatNumber",
    "rdfType",
    "categories",
    "categoriesOrdered",
    "delimiter",
    "itemType",
    "arrayItem",
    "customCheck",
];

/// Properties that have a meaning at the top of a schema only.
pub(super) const OF_A_SCHEMA: &[&str] = &[
    "fields",
    "fieldsMatch",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
    "custom_checks",
];

/// Properties that both have.
pub(super) const OF_BOTH: &[&str] = &["missingValues", "dqcheck"];
