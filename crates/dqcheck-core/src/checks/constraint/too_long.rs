//! `maxLength`: characters of a text, items of an array, keys of an object.

use super::length;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::schema::Field;
use crate::types::{Faults, FieldType};

pub static CHECK: CheckDef = CheckDef {
    id: "too-long",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value too long",
        fr: "Valeur trop longue",
    },
    why: Text {
        en: "Software that relies on the schema may cut what is too long, or refuse the whole file.",
        fr: "Un logiciel qui se fie au schéma risque de couper ce qui dépasse, ou de refuser tout le fichier.",
    },
    reasons: &[
        Reason {
            id: "characters",
            message: Text {
                en: "This text is too long for “{field}”: number of characters {length}, maximum {maximum}.",
                fr: "Ce texte est trop long pour « {field} » : nombre de caractères {length}, maximum {maximum}.",
            },
            help: Text {
                en: "Shorten the text. Spaces count; check too that two values have not been pasted into one cell.",
                fr: "Raccourcissez le texte. Les espaces comptent ; vérifiez aussi que deux valeurs n'ont pas été collées dans la même cellule.",
            },
        },
        Reason {
            id: "items",
            message: Text {
                en: "This list has too many items for “{field}” (maximum {maximum}).",
                fr: "Cette liste a trop d'éléments pour « {field} » (maximum {maximum}).",
            },
            help: Text {
                en: "Remove items from the list; repeated ones first.",
                fr: "Retirez des éléments de la liste, en commençant par ceux qui sont répétés.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string", "constraints": {"maxLength": 6}}]}"#,
            data: "id,nom\n1,Sèvres\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string", "constraints": {"maxLength": 6}}]}"#,
            data: "id,nom\n1,Sèvres\n2,Chaville\n",
            fails: Some("characters"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "jours", "type": "array", "constraints": {"maxLength": 1}}]}"#,
            data: "id,jours\n1,\"[\"\"lundi\"\", \"\"mardi\"\"]\"\n",
            fails: Some("items"),
        },
    ],
    aliases: &["maxLength"],
    frictionless: "constraint-error",
};

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    Ok(length::bound(field, "maxLength")
        .map(|bound| -> Box<dyn ColumnCheck> { Box::new(MaxLength(bound)) }))
}

struct MaxLength(usize);

impl ColumnCheck for MaxLength {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        // A text has at most as many characters as bytes: only those that might be too long are counted.
        let fits = |text: &[u8]| text.len() <= self.0 || length::characters(text) <= self.0;
        length::check_column(column, faults, fits, |count| count <= self.0);
    }

    fn constants(&self) -> Args {
        Args::new().with("maximum", self.0)
    }

    fn details(&self, reason: usize, text: &[u8]) -> Args {
        length::details(reason, text)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, constrained, failures};
    use crate::message::Arg;

    fn check(type_name: &str, stub: Stub) -> Box<dyn ColumnCheck> {
        bind(&constrained(type_name, json!({"maxLength": 3})), &stub)
            .expect("a good constraint")
            .expect("a check")
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let check = check("string", Stub::Text);
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Text,
                &["été", "abc", "étés", "", "abcd"]
            ),
            [(2, "characters"), (4, "characters")]
        );
        assert_eq!(
            check.details(0, "étés".as_bytes()).get("length"),
            Some(&Arg::Count(4))
        );
    }

    #[test]
    fn items_of_a_list_are_counted() {
        let check = check("array", Stub::Array);
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Array,
                &["[1,2,3]", "[1,2,3,4]", "", "no"]
            ),
            [(1, "items")]
        );
    }

    #[test]
    fn a_type_without_a_length_has_no_check() {
        let field = constrained("integer", json!({"maxLength": 3}));
        assert!(bind(&field, &Stub::Number).is_ok_and(|check| check.is_none()));
    }
}
