//! `exclusiveMinimum`: every value is greater.

use std::cmp::Ordering;

use super::bound::{self, Kind};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Wanted;
use crate::message::Text;
use crate::schema::Field;
use crate::types::FieldType;

pub static CHECK: CheckDef = CheckDef {
    id: "not-above-minimum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value not above the minimum",
        fr: "Valeur pas assez grande",
    },
    why: bound::WHY,
    reasons: &[
        Reason {
            id: "smaller",
            message: Text {
                en: "{value} is not greater than {minimum}, as every value of “{field}” must be.",
                fr: "{value} n'est pas strictement supérieur à {minimum}, comme doit l'être « {field} ».",
            },
            help: bound::TOO_SMALL,
        },
        Reason {
            id: "earlier",
            message: Text {
                en: "{value} does not come after {minimum}, as every value of “{field}” must.",
                fr: "{value} n'est pas postérieur à {minimum}, comme doit l'être « {field} ».",
            },
            help: bound::WRONG_DATE,
        },
        bound::NO_MINIMUM,
    ],
    params: &[],
    examples: &[
        Example {
            schema: NUMBER,
            data: "id,surface\na,0.5\n",
            fails: None,
        },
        Example {
            schema: NUMBER,
            data: "id,surface\na,0\n",
            fails: Some("smaller"),
        },
        Example {
            schema: DATE,
            data: "id,date\na,2000-01-01\n",
            fails: Some("earlier"),
        },
        Example {
            schema: NUMBER,
            data: "id,surface\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["exclusiveMinimum"],
    frictionless: "constraint-error",
};

const NUMBER: &str = r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "id", "type": "string"}, {"name": "surface", "type": "number", "constraints": {"exclusiveMinimum": 0}}]}"#;
const DATE: &str = r#"{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"exclusiveMinimum": "2000-01-01"}}]}"#;

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "exclusiveMinimum",
        side: Ordering::Greater,
        inclusive: false,
        arg: "minimum",
    };
    bound::bind(kind, field, field_type)
}
