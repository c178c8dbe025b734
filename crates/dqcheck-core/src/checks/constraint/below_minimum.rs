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
    why: Text {
        en: "A value outside the range that the schema announces is nearly always a typing or conversion error, and it spoils totals, averages and maps.",
        fr: "Une valeur hors de l'intervalle annoncé par le schéma est presque toujours une erreur de saisie ou de conversion, et elle fausse les totaux, les moyennes et les cartes.",
    },
    reasons: &[
        Reason {
            id: "smaller",
            message: Text {
                en: "{value} is smaller than the minimum of “{field}”, which is {minimum}.",
                fr: "{value} est inférieur au minimum de « {field} », qui est {minimum}.",
            },
            help: Text {
                en: "Correct the number. A minus sign too many, another unit or -1 written for “not known” are the usual causes; leave the cell empty where the value is not known.",
                fr: "Corrigez le nombre. Les causes habituelles : un signe moins en trop, une autre unité, ou -1 écrit pour « inconnu » ; laissez la cellule vide si la valeur n'est pas connue.",
            },
        },
        Reason {
            id: "earlier",
            message: Text {
                en: "{value} comes before the earliest value allowed for “{field}”, which is {minimum}.",
                fr: "{value} est antérieur à la première valeur possible pour « {field} », qui est {minimum}.",
            },
            help: Text {
                en: "Correct the value. For a date, check the century, and that day and month have not changed places.",
                fr: "Corrigez la valeur. Pour une date, vérifiez le siècle, et que le jour et le mois n'ont pas été inversés.",
            },
        },
        Reason {
            id: "not-a-number",
            message: Text {
                en: "“{value}” is no quantity, so it cannot respect the minimum of “{field}” ({minimum}).",
                fr: "« {value} » n'est pas une quantité : cette valeur ne peut pas respecter le minimum de « {field} » ({minimum}).",
            },
            help: Text {
                en: "Write the number, or leave the cell empty where it is not known.",
                fr: "Écrivez le nombre, ou laissez la cellule vide s'il n'est pas connu.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "surface", "type": "number", "constraints": {"minimum": 0}}]}"#,
            data: "id,surface\na,0\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "surface", "type": "number", "constraints": {"minimum": 0}}]}"#,
            data: "id,surface\na,-1\n",
            fails: Some("smaller"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"minimum": "2000-01-01"}}]}"#,
            data: "id,date\na,1900-01-01\n",
            fails: Some("earlier"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "surface", "type": "number", "constraints": {"minimum": 0}}]}"#,
            data: "id,surface\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["minimum"],
    frictionless: "constraint-error",
};

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "minimum",
        side: Ordering::Greater,
        inclusive: true,
        arg: "minimum",
    };
    bound::bind(kind, field, field_type)
}
