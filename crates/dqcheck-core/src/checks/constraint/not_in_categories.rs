//! `categories`: every value is one of the categories of the field (Table Schema v2).

use std::borrow::Cow;

use serde_json::Value;

use super::not_in_enum::{self, NEAR, OTHER_CASE, UNLISTED};
use crate::check::{CheckDef, Example, Group, Severity};
use crate::checks::Wanted;
use crate::message::Text;
use crate::schema::Field;
use crate::types::FieldType;

pub static CHECK: CheckDef = CheckDef {
    id: "not-in-categories",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value not among the categories",
        fr: "Valeur hors des catégories",
    },
    why: Text {
        en: "This column sorts the rows into the categories of the schema. A value outside of them makes a category \
             of its own, which no legend explains.",
        fr: "Cette colonne range les lignes dans les catégories du schéma. Une valeur qui n'en est pas crée sa propre \
             catégorie, qu'aucune légende n'explique.",
    },
    reasons: &[OTHER_CASE, NEAR, UNLISTED],
    params: &[],
    examples: &[
        Example {
            schema: LABELLED,
            data: "avis\n1\n02\n",
            fails: None,
        },
        Example {
            schema: WORDS,
            data: "etat\nBON\n",
            fails: Some("other-case"),
        },
        Example {
            schema: WORDS,
            data: "etat\nmauvas\n",
            fails: Some("near"),
        },
        Example {
            schema: LABELLED,
            data: "avis\n3\n",
            fails: Some("unlisted"),
        },
    ],
    aliases: &["categories"],
    frictionless: "constraint-error",
};

const WORDS: &str = r#"{"fields": [{"name": "etat", "type": "string", "categories": ["bon", "moyen", "mauvais"]}]}"#;
const LABELLED: &str = r#"{"fields": [{"name": "avis", "type": "integer", "categories": [{"value": 1, "label": "favorable"}, {"value": 2, "label": "défavorable"}]}]}"#;

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let Some(Value::Array(categories)) = field.properties.get("categories") else {
        return Ok(None);
    };
    if !["string", "integer"].contains(&field.type_name.as_str()) {
        return Ok(None);
    }
    let members = categories.iter().enumerate().map(|(at, category)| {
        let place = Cow::Owned(format!("categories/{at}"));
        match category {
            Value::Object(labelled) => (place + "/value", labelled.get("value")),
            value => (place, Some(value)),
        }
    });
    let members = members.filter_map(|(place, value)| Some((place.into_owned(), value?)));
    not_in_enum::among(field, field_type, members)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, failures, field};

    #[test]
    fn categories_may_have_labels_and_are_compared_as_values() {
        let categories =
            json!({"categories": [{"value": 1, "label": "un"}, 2, {"label": "trois"}]});
        let check = bind(&field("integer", categories), &Stub::Number)
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            failures(&CHECK, &*check, Stub::Number, &["01", "2", "", "3"]),
            [(3, "unlisted")]
        );
    }

    #[test]
    fn a_category_that_no_cell_can_equal_is_told_at_its_place() {
        let categories = json!({"categories": [1, {"value": "beaucoup"}]});
        let check = bind(&field("integer", categories), &Stub::Number)
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            check.schema_faults()[0].pointer,
            "/fields/0/categories/1/value"
        );
    }

    #[test]
    fn only_strings_and_integers_have_categories() {
        let number = field("number", json!({"categories": [1]}));
        assert!(bind(&number, &Stub::Number).is_ok_and(|check| check.is_none()));
    }
}
