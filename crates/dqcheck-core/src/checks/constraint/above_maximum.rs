//! `maximum`: no value is greater.

use std::cmp::Ordering;

use super::bound::{self, Kind};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Wanted;
use crate::message::Text;
use crate::schema::Field;
use crate::types::FieldType;

pub static CHECK: CheckDef = CheckDef {
    id: "above-maximum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value above the maximum",
        fr: "Valeur supérieure au maximum",
    },
    why: bound::WHY,
    reasons: &[
        Reason {
            id: "greater",
            message: Text {
                en: "{value} is greater than the maximum of “{field}”, which is {maximum}.",
                fr: "{value} est supérieur au maximum de « {field} », qui est {maximum}.",
            },
            help: bound::TOO_GREAT,
        },
        Reason {
            id: "later",
            message: Text {
                en: "{value} comes after the latest value allowed for “{field}”, which is {maximum}.",
                fr: "{value} est postérieur à la dernière valeur possible pour « {field} », qui est {maximum}.",
            },
            help: bound::WRONG_DATE,
        },
        bound::NO_MAXIMUM,
    ],
    params: &[],
    examples: &[
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,350\n",
            fails: None,
        },
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,3500\n",
            fails: Some("greater"),
        },
        Example {
            schema: DATE,
            data: "id,date\na,2202-01-01\n",
            fails: Some("later"),
        },
        Example {
            schema: NUMBER,
            data: "id,hauteur\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["maximum"],
    frictionless: "constraint-error",
};

const NUMBER: &str = r#"{"fields": [{"name": "id", "type": "string"}, {"name": "hauteur", "type": "number", "constraints": {"maximum": 350}}]}"#;
const DATE: &str = r#"{"fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"maximum": "2030-12-31"}}]}"#;

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "maximum",
        side: Ordering::Less,
        inclusive: true,
        arg: "maximum",
    };
    bound::bind(kind, field, field_type)
}
