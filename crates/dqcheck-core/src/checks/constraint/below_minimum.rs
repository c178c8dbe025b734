//! `minimum`: no value is smaller.

use std::cmp::Ordering;

use super::bound::{self, Kind};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Wanted;
use crate::message::Text;
use crate::schema::Field;
use crate::types::FieldType;

pub static CHECK: CheckDef = CheckDef {
    id: "below-minimum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value below the minimum",
        fr: "Valeur inférieure au minimum",
    },
    why: bound::WHY,
    reasons: &[
        Reason {
            id: "smaller",
            message: Text {
                en: "{value} is smaller than the minimum of “{field}”, which is {minimum}.",
                fr: "{value} est inférieur au minimum de « {field} », qui est {minimum}.",
            },
            help: bound::TOO_SMALL,
        },
        Reason {
            id: "earlier",
            message: Text {
                en: "{value} comes before the earliest value allowed for “{field}”, which is {minimum}.",
                fr: "{value} est antérieur à la première valeur possible pour « {field} », qui est {minimum}.",
            },
            help: bound::WRONG_DATE,
        },
        bound::NO_MINIMUM,
    ],
    params: &[],
    examples: &[
        Example {
            schema: NUMBER,
            data: "id,surface\na,0\n",
            fails: None,
        },
        Example {
            schema: NUMBER,
            data: "id,surface\na,-1\n",
            fails: Some("smaller"),
        },
        Example {
            schema: DATE,
            data: "id,date\na,1900-01-01\n",
            fails: Some("earlier"),
        },
        Example {
            schema: NUMBER,
            data: "id,surface\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["minimum"],
    frictionless: "constraint-error",
};

const NUMBER: &str = r#"{"fields": [{"name": "id", "type": "string"}, {"name": "surface", "type": "number", "constraints": {"minimum": 0}}]}"#;
const DATE: &str = r#"{"fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"minimum": "2000-01-01"}}]}"#;

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "minimum",
        side: Ordering::Greater,
        inclusive: true,
        arg: "minimum",
    };
    bound::bind(kind, field, field_type)
}
