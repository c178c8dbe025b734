//! `exclusiveMaximum`: every value is smaller.

use std::cmp::Ordering;

use super::bound::{self, Kind};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Wanted;
use crate::message::Text;
use crate::schema::Field;
use crate::types::FieldType;

pub static CHECK: CheckDef = CheckDef {
    id: "not-below-maximum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value not below the maximum",
        fr: "Valeur trop grande",
    },
    why: bound::WHY,
    reasons: &[
        Reason {
            id: "greater",
            message: Text {
                en: "{value} is not smaller than {maximum}, as every value of “{field}” must be.",
                fr: "{value} n'est pas strictement inférieur à {maximum}, comme doit l'être « {field} ».",
            },
            help: bound::TOO_GREAT,
        },
        Reason {
            id: "later",
            message: Text {
                en: "{value} does not come before {maximum}, as every value of “{field}” must.",
                fr: "{value} n'est pas antérieur à {maximum}, comme doit l'être « {field} ».",
            },
            help: bound::WRONG_DATE,
        },
        bound::NO_MAXIMUM,
    ],
    params: &[],
    examples: &[
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,349.9\n",
            fails: None,
        },
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,350\n",
            fails: Some("greater"),
        },
        Example {
            schema: DATE,
            data: "id,date\na,2030-12-31\n",
            fails: Some("later"),
        },
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["exclusiveMaximum"],
    frictionless: "constraint-error",
};

const NUMBER: &str = r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "id", "type": "string"}, {"name": "hauteur", "type": "number", "constraints": {"exclusiveMaximum": 350}}]}"#;
const DATE: &str = r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"exclusiveMaximum": "2030-12-31"}}]}"#;

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "exclusiveMaximum",
        side: Ordering::Less,
        inclusive: false,
        arg: "maximum",
    };
    bound::bind(kind, field, field_type)
}
