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
    why: Text {
        en: "A value outside the range that the schema announces is nearly always a typing or conversion error, and it spoils totals, averages and maps.",
        fr: "Une valeur hors de l'intervalle annoncé par le schéma est presque toujours une erreur de saisie ou de conversion, et elle fausse les totaux, les moyennes et les cartes.",
    },
    reasons: &[
        Reason {
            id: "greater",
            message: Text {
                en: "{value} is greater than the maximum of “{field}”, which is {maximum}.",
                fr: "{value} est supérieur au maximum de « {field} », qui est {maximum}.",
            },
            help: Text {
                en: "Correct the number. A decimal mark that was lost, another unit (centimetres for metres) or 9999 written for “not known” are the usual causes; leave the cell empty where the value is not known.",
                fr: "Corrigez le nombre. Les causes habituelles : une virgule décimale perdue, une autre unité (des centimètres pour des mètres), ou 9999 écrit pour « inconnu » ; laissez la cellule vide si la valeur n'est pas connue.",
            },
        },
        Reason {
            id: "later",
            message: Text {
                en: "{value} comes after the latest value allowed for “{field}”, which is {maximum}.",
                fr: "{value} est postérieur à la dernière valeur possible pour « {field} », qui est {maximum}.",
            },
            help: Text {
                en: "Correct the value. For a date, check the century, and that day and month have not changed places.",
                fr: "Corrigez la valeur. Pour une date, vérifiez le siècle, et que le jour et le mois n'ont pas été inversés.",
            },
        },
        Reason {
            id: "not-a-number",
            message: Text {
                en: "“{value}” is no quantity, so it cannot respect the maximum of “{field}” ({maximum}).",
                fr: "« {value} » n'est pas une quantité : cette valeur ne peut pas respecter le maximum de « {field} » ({maximum}).",
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
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "hauteur", "type": "number", "constraints": {"maximum": 350}}]}"#,
            data: "id,hauteur\na,350\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "hauteur", "type": "number", "constraints": {"maximum": 350}}]}"#,
            data: "id,hauteur\na,3500\n",
            fails: Some("greater"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "date", "type": "date", "constraints": {"maximum": "2030-12-31"}}]}"#,
            data: "id,date\na,2202-01-01\n",
            fails: Some("later"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "hauteur", "type": "number", "constraints": {"maximum": 350}}]}"#,
            data: "id,hauteur\na,NaN\n",
            fails: Some("not-a-number"),
        },
    ],
    aliases: &["maximum"],
    frictionless: "constraint-error",
};

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let kind = Kind {
        constraint: "maximum",
        side: Ordering::Less,
        inclusive: true,
        arg: "maximum",
    };
    bound::bind(kind, field, field_type)
}
