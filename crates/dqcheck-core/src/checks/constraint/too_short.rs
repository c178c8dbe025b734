//! `minLength`: characters of a text, items of an array, keys of an object.

use super::length;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::schema::Field;
use crate::types::{Faults, FieldType};

pub static CHECK: CheckDef = CheckDef {
    id: "too-short",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value too short",
        fr: "Valeur trop courte",
    },
    why: Text {
        en: "A value that is shorter than the schema allows is often cut or incomplete: a zero lost at the front, a word left unfinished.",
        fr: "Une valeur plus courte que ne le permet le schéma est souvent tronquée ou incomplète : un zéro perdu au début, un mot inachevé.",
    },
    reasons: &[
        Reason {
            id: "characters",
            message: Text {
                en: "This text is too short for “{field}”: number of characters {length}, minimum {minimum}.",
                fr: "Ce texte est trop court pour « {field} » : nombre de caractères {length}, minimum {minimum}.",
            },
            help: Text {
                en: "Complete the value. If a zero at the front was lost in a spreadsheet, format the column as text before typing it again.",
                fr: "Complétez la valeur. Si un tableur a supprimé un zéro au début, mettez la colonne au format « Texte » avant de la saisir à nouveau.",
            },
        },
        Reason {
            id: "items",
            message: Text {
                en: "This list has too few items for “{field}” (minimum {minimum}).",
                fr: "Cette liste n'a pas assez d'éléments pour « {field} » (minimum {minimum}).",
            },
            help: Text {
                en: "Add the items that are missing.",
                fr: "Ajoutez les éléments qui manquent.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string", "constraints": {"minLength": 3}}]}"#,
            data: "id,nom\n1,Lyon\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string", "constraints": {"minLength": 3}}]}"#,
            data: "id,nom\n1,Aÿ\n",
            fails: Some("characters"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "jours", "type": "array", "constraints": {"minLength": 1}}]}"#,
            data: "id,jours\n1,[]\n",
            fails: Some("items"),
        },
    ],
    aliases: &["minLength"],
    frictionless: "constraint-error",
};

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    Ok(length::bound(field, "minLength")
        .map(|bound| -> Box<dyn ColumnCheck> { Box::new(MinLength(bound)) }))
}

struct MinLength(usize);

impl ColumnCheck for MinLength {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        // A character has at most four bytes: only texts that might be too short are counted.
        let enough = self.0.saturating_mul(4);
        let fits = |text: &[u8]| text.len() >= enough || length::characters(text) >= self.0;
        length::check_column(column, faults, fits, |count| count >= self.0);
    }

    fn constants(&self) -> Args {
        Args::new().with("minimum", self.0)
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

    #[test]
    fn characters_are_counted_not_bytes() {
        let field = constrained("string", json!({"minLength": 3}));
        let check = bind(&field, &Stub::Text)
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Text,
                &["été", "éé", "🌳🌳", "abc", "", "a"]
            ),
            [(1, "characters"), (2, "characters"), (5, "characters")]
        );
    }

    #[test]
    fn items_of_a_list_are_counted() {
        let field = constrained("array", json!({"minLength": 2}));
        let check = bind(&field, &Stub::Array)
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            failures(&CHECK, &*check, Stub::Array, &["[1,2]", "[1]", "no"]),
            [(1, "items")]
        );
    }
}
