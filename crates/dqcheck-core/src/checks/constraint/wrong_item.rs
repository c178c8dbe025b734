//! The constraints of `arrayItem`: every item of a list in JSON follows them (an addition of frictionless to the
//! standard). That an item is of its type is a matter of the type `array`.

use std::collections::HashSet;

use serde_json::Value;

use super::together::{Constraints, as_column};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::schema::{Fault, Field};
use crate::types::{Faults, FieldType, Items};

pub static CHECK: CheckDef = CheckDef {
    id: "wrong-item",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Item of a list that breaks a rule",
        fr: "Élément de liste qui enfreint une règle",
    },
    why: Text {
        en: "A program that takes the items of the list one by one relies on each of them, as it relies on the cells of a column.",
        fr: "Un programme qui prend un à un les éléments de la liste compte sur chacun d'eux, comme il compte sur les cellules d'une colonne.",
    },
    reasons: &[
        Reason {
            id: "constraint",
            message: Text {
                en: "The item {item} of the list breaks a rule. {cause}",
                fr: "L'élément {item} de la liste enfreint une règle. {cause}",
            },
            help: Text {
                en: "Correct this item, or remove it together with one comma; leave the rest of the list as it is.",
                fr: "Corrigez cet élément, ou supprimez-le avec une virgule ; laissez tel quel le reste de la liste.",
            },
        },
        Reason {
            id: "repeated",
            message: Text {
                en: "The item {item} stands in the list more than once.",
                fr: "L'élément {item} figure plusieurs fois dans la liste.",
            },
            help: Text {
                en: "Keep it once, and remove the others, each together with one comma.",
                fr: "Gardez-en un seul, et supprimez les autres, chacun avec une virgule.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: LINES,
            data: "arret,lignes\nMairie,\"[9, 10]\"\n",
            fails: None,
        },
        Example {
            schema: LINES,
            data: "arret,lignes\nMairie,\"[9, 15]\"\n",
            fails: Some("constraint"),
        },
        Example {
            schema: LINES,
            data: "arret,lignes\nMairie,\"[9, 10, 9]\"\n",
            fails: Some("repeated"),
        },
    ],
    aliases: &["arrayItem"],
    frictionless: "constraint-error",
};

const LINES: &str = r#"{"fields": [{"name": "arret", "type": "string"}, {"name": "lignes", "type": "array", "arrayItem": {"type": "integer", "constraints": {"enum": [9, 10], "unique": true}}}]}"#;

const CONSTRAINT: usize = 0;
const REPEATED: usize = 1;

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    // That the items cannot be bound is told by the type.
    let Ok(Some(items)) = Items::of(field) else {
        return Ok(None);
    };
    let Constraints {
        checks,
        schema_faults,
    } = Constraints::of(&items.field, items.field_type.as_ref());
    let unique = items.field.constraints.get("unique") == Some(&Value::Bool(true));
    match checks.is_empty() && !unique && schema_faults.is_empty() {
        true => Ok(None),
        false => Ok(Some(Box::new(WrongItem {
            items,
            checks,
            unique,
            schema_faults,
        }))),
    }
}

struct WrongItem {
    items: Items,
    checks: Vec<(&'static CheckDef, Box<dyn ColumnCheck>)>,
    unique: bool,
    schema_faults: Vec<Fault>,
}

impl ColumnCheck for WrongItem {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            if let Some(wrong) = self.first(text) {
                faults.push(row, wrong.reason());
            }
        });
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        let Some(wrong) = self.first(text) else {
            return Args::new();
        };
        let args = Args::new().with("item", wrong.item.to_string());
        let Some((check, reason)) = wrong.breaks else {
            return args;
        };
        let (def, check) = &self.checks[check];
        let text = self.items.text(&wrong.item).unwrap_or_default();
        let own = check.constants();
        let own = own.and(&check.details(reason, text.as_bytes()));
        args.with("cause", self.items.said(&def.reasons[reason], own, &text))
    }

    fn schema_faults(&self) -> Vec<Fault> {
        self.schema_faults.clone()
    }
}

/// An item that is not as it should be.
struct Wrong {
    item: Value,
    /// The check, an index, and its reason; `None` where the item is there twice.
    breaks: Option<(usize, usize)>,
}

impl Wrong {
    fn reason(&self) -> usize {
        match self.breaks {
            Some(_) => CONSTRAINT,
            None => REPEATED,
        }
    }
}

impl WrongItem {
    /// The first wrong item of a list: its items are the cells of a column for the checks.
    fn first(&self, list: &[u8]) -> Option<Wrong> {
        let mut items: Vec<Value> = serde_json::from_slice(list).ok()?;
        let texts = items.iter().map(|item| self.items.text(item));
        let first = as_column(texts, self.items.field_type.as_ref(), |column| {
            let broken = self
                .checks
                .iter()
                .enumerate()
                .filter_map(|(at, (_, check))| {
                    let mut faults = Faults::default();
                    check.check_column(column, &mut faults);
                    let fault = faults.0.first()?;
                    Some((fault.row as usize, Some((at, usize::from(fault.reason)))))
                });
            let repeated = self.repeated(column).map(|row| (row, None));
            broken.chain(repeated).min_by_key(|(row, _)| *row)
        });
        let (row, breaks) = first?;
        Some(Wrong {
            item: items.swap_remove(row),
            breaks,
        })
    }

    fn repeated(&self, column: &Column<'_>) -> Option<usize> {
        let mut seen = HashSet::new();
        let mut repeated = None;
        if self.unique {
            column.cells.each_present(|row, text| {
                let mut key = Vec::new();
                column.field_type.key(text, &mut key);
                if !seen.insert(key) {
                    repeated = repeated.or(Some(row));
                }
            });
        }
        repeated
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, failures, field};
    use crate::message::Lang;

    fn of(item: Value) -> Box<dyn ColumnCheck> {
        bind(&field("array", json!({ "arrayItem": item })), &Stub::Array)
            .expect("a good field")
            .expect("a check")
    }

    #[test]
    fn the_first_item_that_breaks_a_rule_is_told_in_the_words_of_the_rule() {
        let check = of(json!({"type": "number", "constraints": {"maximum": 20, "minimum": 5}}));
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Array,
                &["[5,20.0]", "[7,3,30]", "[]", "[null]", "", "[30,3]"]
            ),
            [(1, "constraint"), (5, "constraint")]
        );
        let args = check.details(CONSTRAINT, b"[7,30,3]");
        assert_eq!(
            CHECK.reasons[CONSTRAINT].message.fill(&args, Lang::En),
            "The item 30 of the list breaks a rule. 30 is greater than the maximum of “champ”, which is 20."
        );
    }

    #[test]
    fn items_may_be_required_and_unique_by_value() {
        let required = of(json!({"type": "string", "constraints": {"required": true}}));
        assert_eq!(
            failures(
                &CHECK,
                &*required,
                Stub::Array,
                &[r#"["a",null]"#, r#"[""]"#, "[]"]
            ),
            [(0, "constraint"), (1, "constraint")]
        );
        let unique = of(json!({"type": "integer", "constraints": {"unique": true}}));
        assert_eq!(
            failures(
                &CHECK,
                &*unique,
                Stub::Array,
                &[r#"[1,"01"]"#, "[1,2,null,null]"]
            ),
            [(0, "repeated")]
        );
    }

    #[test]
    fn lists_of_lists_are_followed_to_their_items() {
        let check = of(json!({"type": "array", "arrayItem": {"constraints": {"enum": ["a"]}}}));
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Array,
                &[r#"[["a"],[]]"#, r#"[["a","b"]]"#]
            ),
            [(1, "constraint")]
        );
    }

    #[test]
    fn a_rule_of_the_items_that_cannot_be_bound_is_a_fault_of_the_schema() {
        let check = of(json!({"type": "date", "constraints": {"minimum": "demain"}}));
        assert_eq!(
            check.schema_faults()[0].pointer,
            "/fields/0/arrayItem/constraints/minimum"
        );
        assert_eq!(failures(&CHECK, &*check, Stub::Array, &["[1]"]), []);
    }

    #[test]
    fn a_field_without_rules_for_its_items_has_no_check() {
        for properties in [json!({}), json!({"arrayItem": {"type": "integer"}})] {
            assert!(
                bind(&field("array", properties), &Stub::Array).is_ok_and(|check| check.is_none())
            );
        }
    }
}
