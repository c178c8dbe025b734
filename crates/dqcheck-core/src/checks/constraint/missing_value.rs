//! `required`: every row has a value.

use serde_json::Value;

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::Text;
use crate::rows::State;
use crate::schema::Field;
use crate::types::{Faults, FieldType};

pub static CHECK: CheckDef = CheckDef {
    id: "missing-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Required value missing",
        fr: "Valeur obligatoire absente",
    },
    why: Text {
        en: "Whoever uses this data counts on this column being filled in: a row without it may be unusable or be left out.",
        fr: "Les personnes qui réutilisent ces données comptent sur cette colonne : une ligne où elle manque risque d'être inutilisable ou écartée.",
    },
    reasons: &[
        Reason {
            id: "empty",
            message: Text {
                en: "This cell is empty, but “{field}” must be filled in on every row.",
                fr: "Cette cellule est vide, alors que « {field} » doit être rempli sur toutes les lignes.",
            },
            help: Text {
                en: "Fill in the value. If it does not exist for some rows, the field should not be required in the schema.",
                fr: "Saisissez la valeur. Si elle n'existe pas pour certaines lignes, le champ ne devrait pas être obligatoire dans le schéma.",
            },
        },
        Reason {
            id: "marked-missing",
            message: Text {
                en: "“{value}” means “no value” here, but “{field}” must be filled in on every row.",
                fr: "« {value} » signifie ici « pas de valeur », alors que « {field} » doit être rempli sur toutes les lignes.",
            },
            help: Text {
                en: "Replace “{value}” with the real value. If it does not exist for some rows, the field should not be required in the schema.",
                fr: "Remplacez « {value} » par la vraie valeur. Si elle n'existe pas pour certaines lignes, le champ ne devrait pas être obligatoire dans le schéma.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "commune", "type": "string", "constraints": {"required": true}}]}"#,
            data: "id,commune\n1,Boulogne-Billancourt\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "commune", "type": "string", "constraints": {"required": true}}]}"#,
            data: "id,commune\n1,Boulogne-Billancourt\n2,\n",
            fails: Some("empty"),
        },
        Example {
            schema: r#"{"missingValues": ["", "NC"], "fields": [{"name": "id", "type": "integer"}, {"name": "commune", "type": "string", "constraints": {"required": true}}]}"#,
            data: "id,commune\n1,Boulogne-Billancourt\n2,NC\n",
            fails: Some("marked-missing"),
        },
    ],
    aliases: &["required"],
    frictionless: "constraint-error",
};

/// The cell has no text at all.
pub const EMPTY: usize = 0;
pub const MARKED_MISSING: usize = 1;

/// Rows that are looked at together: most blocks have no missing cell, and the compiler compares many states at once.
const STRIDE: usize = 256;

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    Ok(match field.constraints.get("required") {
        Some(Value::Bool(true)) => Some(Box::new(Required)),
        _ => None,
    })
}

/// For the fields of a primary key, which are required whether their constraints say so or not: then it is a
/// `missing-key`, for the same reasons.
pub fn of_key() -> Box<dyn ColumnCheck> {
    Box::new(Required)
}

struct Required;

impl ColumnCheck for Required {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        for (at, states) in column.cells.states.chunks(STRIDE).enumerate() {
            let missing = states
                .iter()
                .fold(false, |any, state| any | (*state == State::Missing));
            if !missing {
                continue;
            }
            for (row, state) in (at * STRIDE..).zip(states) {
                if *state == State::Missing {
                    let empty = column.cells.get(row).is_empty();
                    faults.push(row, if empty { EMPTY } else { MARKED_MISSING });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, constrained, failures};

    #[test]
    fn a_missing_cell_fails_where_the_field_is_required() {
        let field = constrained("string", json!({"required": true}));
        let check = bind(&field, &Stub::Text)
            .expect("a good constraint")
            .expect("a check");
        let mut texts = vec!["a"; 300];
        texts[299] = "";
        assert_eq!(
            failures(&CHECK, &*check, Stub::Text, &texts),
            [(299, "empty")]
        );
    }

    #[test]
    fn a_field_that_is_not_required_has_no_check() {
        for constraints in [
            json!({}),
            json!({"required": false}),
            json!({"required": "yes"}),
        ] {
            let field = constrained("string", constraints);
            assert!(bind(&field, &Stub::Text).is_ok_and(|check| check.is_none()));
        }
    }
}
