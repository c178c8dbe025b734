//! Constraints of a field: each a check of the cells of one column.
//!
//! A constraint that the type of the field does not have, or whose JSON type is wrong, binds nothing: reading the
//! schema has told it. What only the type or a regular expression engine can tell is told here.

mod bound;
mod length;
mod likeness;
mod together;

pub mod above_maximum;
pub mod below_minimum;
pub mod json_mismatch;
pub mod missing_value;
pub mod not_above_minimum;
pub mod not_below_maximum;
pub mod not_in_categories;
pub mod not_in_enum;
pub mod pattern;
pub mod too_long;
pub mod too_short;
pub mod wrong_item;

use super::{Bind, Check};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{Fault, Field};
pub(crate) use crate::types::cell_text;
pub(crate) use together::Constraints;

pub(super) static ALL: &[Check] = &[
    Check {
        def: &missing_value::CHECK,
        bind: Bind::Constraint(missing_value::bind),
    },
    Check {
        def: &too_short::CHECK,
        bind: Bind::Constraint(too_short::bind),
    },
    Check {
        def: &too_long::CHECK,
        bind: Bind::Constraint(too_long::bind),
    },
    Check {
        def: &below_minimum::CHECK,
        bind: Bind::Constraint(below_minimum::bind),
    },
    Check {
        def: &above_maximum::CHECK,
        bind: Bind::Constraint(above_maximum::bind),
    },
    Check {
        def: &not_above_minimum::CHECK,
        bind: Bind::Constraint(not_above_minimum::bind),
    },
    Check {
        def: &not_below_maximum::CHECK,
        bind: Bind::Constraint(not_below_maximum::bind),
    },
    Check {
        def: &pattern::CHECK,
        bind: Bind::Constraint(pattern::bind),
    },
    Check {
        def: &not_in_enum::CHECK,
        bind: Bind::Constraint(not_in_enum::bind),
    },
    Check {
        def: &not_in_categories::CHECK,
        bind: Bind::Constraint(not_in_categories::bind),
    },
    Check {
        def: &json_mismatch::CHECK,
        bind: Bind::Constraint(json_mismatch::bind),
    },
    Check {
        def: &wrong_item::CHECK,
        bind: Bind::Constraint(wrong_item::bind),
    },
    Check {
        def: &UNREADABLE,
        bind: Bind::Reported,
    },
];

pub static UNREADABLE: CheckDef = CheckDef {
    id: "unreadable-constraint",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "A constraint that cannot be used",
        fr: "Une contrainte inutilisable",
    },
    why: Text {
        en: "The schema states a rule that cannot be understood, so the data is not checked against it: errors may pass unseen.",
        fr: "Le schéma énonce une règle qui ne peut pas être comprise : les données ne sont pas vérifiées sur ce point, et des erreurs peuvent passer inaperçues.",
    },
    reasons: &[
        Reason {
            id: "bound",
            message: Text {
                en: "The {constraint} of “{field}” is “{limit}”, which is not a valid value for a field of type {type}.",
                fr: "La contrainte {constraint} de « {field} » vaut « {limit} », qui n'est pas une valeur possible pour un champ de type {type}.",
            },
            help: Text {
                en: "In the schema, write the bound as a cell of this column would be written.",
                fr: "Dans le schéma, écrivez cette borne comme s'écrirait une cellule de la colonne.",
            },
        },
        Reason {
            id: "member",
            message: Text {
                en: "The list of allowed values of “{field}” contains “{limit}”, which is not a valid value for a field of type {type}: no cell can ever equal it.",
                fr: "La liste des valeurs autorisées de « {field} » contient « {limit} », qui n'est pas une valeur possible pour un champ de type {type} : aucune cellule ne pourra lui être égale.",
            },
            help: Text {
                en: "In the schema, write this value as a cell of the column would be written, or change the type of the field.",
                fr: "Dans le schéma, écrivez cette valeur comme s'écrirait une cellule de la colonne, ou changez le type du champ.",
            },
        },
        Reason {
            id: "pattern",
            message: Text {
                en: "The pattern of “{field}” is not a valid regular expression; the error is at character {position} of {limit}",
                fr: "Le motif de « {field} » n'est pas une expression régulière valide ; l'erreur est au caractère {position} de {limit}",
            },
            help: Text {
                en: "Correct the pattern in the schema. An unclosed bracket or parenthesis, or a backslash that is not doubled in JSON, is the usual cause.",
                fr: "Corrigez le motif dans le schéma. La cause habituelle est un crochet ou une parenthèse qui n'est pas fermé, ou une barre oblique inverse qui n'est pas doublée dans le JSON.",
            },
        },
        Reason {
            id: "large-pattern",
            message: Text {
                en: "The pattern of “{field}” is too large to be used: {limit}",
                fr: "Le motif de « {field} » est trop volumineux pour être utilisé : {limit}",
            },
            help: Text {
                en: "Simplify the pattern in the schema: very large repetition counts are the usual cause. For a length, use maxLength.",
                fr: "Simplifiez le motif dans le schéma : la cause habituelle est une répétition au très grand nombre de fois. Pour limiter une longueur, utilisez maxLength.",
            },
        },
        Reason {
            id: "json-schema",
            message: Text {
                en: "The jsonSchema of “{field}” is not a valid JSON Schema; the error is at {limit}",
                fr: "Le jsonSchema de « {field} » n'est pas un JSON Schema valide ; l'erreur est à {limit}",
            },
            help: Text {
                en: "Correct this part of the schema. The kinds are string, number, integer, boolean, object, array and null.",
                fr: "Corrigez cette partie du schéma. Les sortes sont string, number, integer, boolean, object, array et null.",
            },
        },
        Reason {
            id: "json-schema-reference",
            message: Text {
                en: "The jsonSchema of “{field}” has a reference that leaves the schema, leads nowhere or goes round in a circle, or is too large.",
                fr: "Le jsonSchema de « {field} » contient une référence qui sort du schéma, ne mène nulle part ou tourne en rond, ou bien il est trop volumineux.",
            },
            help: Text {
                en: "dqcheck follows $ref within the same jsonSchema only, such as #/$defs/price. Copy what is referred to into it, and let no part contain itself.",
                fr: "dqcheck ne suit $ref qu'à l'intérieur du même jsonSchema, par exemple #/$defs/prix. Recopiez-y ce qui est visé, et qu'aucune partie ne se contienne elle-même.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "ouverture", "type": "date", "constraints": {"minimum": "01/01/2000"}}]}"#,
            data: "nom,ouverture\nParking A,2012-05-14\n",
            fails: Some("bound"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "code", "type": "string", "constraints": {"pattern": "([0-9]{5}"}}]}"#,
            data: "nom,code\nBoulogne-Billancourt,92012\n",
            fails: Some("pattern"),
        },
        Example {
            schema: r#"{"fields": [{"name": "tarif", "type": "object", "constraints": {"jsonSchema": {"type": "objet"}}}]}"#,
            data: "tarif\n{}\n",
            fails: Some("json-schema"),
        },
        Example {
            schema: r#"{"fields": [{"name": "tarif", "type": "object", "constraints": {"jsonSchema": {"$ref": "https://example.org/tarif.json"}}}]}"#,
            data: "tarif\n{}\n",
            fails: Some("json-schema-reference"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "ouverture", "type": "date", "constraints": {"minimum": "2000-01-01"}}]}"#,
            data: "nom,ouverture\nParking A,2012-05-14\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

/// That `value`, which stands at `place` below the field (`constraints/enum/2`), cannot be used.
fn unreadable(field: &Field, reason: &str, place: &str, value: &str) -> Fault {
    let rule = place.strip_prefix("constraints/").unwrap_or(place);
    let rule = rule.split('/').next().unwrap_or(rule);
    let reason = UNREADABLE.reason(reason).expect("a reason of this check");
    let fault = Fault::new(&UNREADABLE, reason, format!("{}/{place}", field.pointer));
    // The other members of an enum are checked as ever.
    let fault = match UNREADABLE.reasons[reason].id {
        "member" => fault.only(Severity::Warning),
        _ => fault,
    };
    fault
        .with("field", field.name.as_str())
        .with("constraint", rule)
        .with("limit", value)
        .with("type", field.type_name.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::field;

    #[test]
    fn a_json_number_is_written_as_the_field_writes_numbers() {
        let french = field("number", json!({"decimalChar": ",", "groupChar": "."}));
        assert_eq!(cell_text(&french, &json!(1.5)).as_deref(), Some("1,5"));
        let year = field("year", json!({}));
        assert_eq!(cell_text(&year, &json!(4)).as_deref(), Some("0004"));
        let whole = field("integer", json!({}));
        for (number, text) in [
            (json!(41.0), "41"),
            (json!(1e6), "1000000"),
            (json!(1e20), "100000000000000000000"),
            (json!(-0.5), "-0.5"),
        ] {
            assert_eq!(cell_text(&whole, &number).as_deref(), Some(text));
        }
        assert_eq!(
            cell_text(&whole, &json!(9_007_199_254_740_993_i64)).as_deref(),
            Some("9007199254740993")
        );
    }

    #[test]
    fn a_json_truth_is_written_as_the_field_writes_it() {
        let french = field("boolean", json!({"trueValues": ["oui", "1"]}));
        assert_eq!(cell_text(&french, &json!(true)).as_deref(), Some("oui"));
        assert_eq!(cell_text(&french, &json!(false)).as_deref(), Some("false"));
        assert_eq!(cell_text(&french, &json!(null)), None);
    }
}
