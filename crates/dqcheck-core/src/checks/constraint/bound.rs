//! What the four bounds share: a value that the type reads, against every value of a column, and the words for it.

use std::cmp::Ordering;

use serde_json::Value;

use super::{cell_text, unreadable};
use crate::check::Reason;
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::Field;
use crate::types::{Faults, FieldType, Scalar, View};

/// Reasons of the four checks, in this order; the last is [`NO_MAXIMUM`] or [`NO_MINIMUM`].
const NUMBER: usize = 0;
const DATE: usize = 1;
const NOT_A_NUMBER: usize = 2;

/// Of all four checks.
pub(super) const WHY: Text = Text {
    en: "A value outside the range that the schema announces is nearly always a typing or conversion error, and it spoils totals, averages and maps.",
    fr: "Une valeur hors de l'intervalle annoncé par le schéma est presque toujours une erreur de saisie ou de conversion, et elle fausse les totaux, les moyennes et les cartes.",
};

pub(super) const TOO_GREAT: Text = Text {
    en: "Correct the number. A decimal mark that was lost, another unit (centimetres for metres) or 9999 written for “not known” are the usual causes; leave the cell empty where the value is not known.",
    fr: "Corrigez le nombre. Les causes habituelles : une virgule décimale perdue, une autre unité (des centimètres pour des mètres), ou 9999 écrit pour « inconnu » ; laissez la cellule vide si la valeur n'est pas connue.",
};

pub(super) const TOO_SMALL: Text = Text {
    en: "Correct the number. A minus sign too many, another unit or -1 written for “not known” are the usual causes; leave the cell empty where the value is not known.",
    fr: "Corrigez le nombre. Les causes habituelles : un signe moins en trop, une autre unité, ou -1 écrit pour « inconnu » ; laissez la cellule vide si la valeur n'est pas connue.",
};

pub(super) const WRONG_DATE: Text = Text {
    en: "Correct the value. For a date, check the century, and that day and month have not changed places. Where it is not known, leave the cell empty: 1900-01-01 is what software writes then.",
    fr: "Corrigez la valeur. Pour une date, vérifiez le siècle, et que le jour et le mois n'ont pas été inversés. Si elle n'est pas connue, laissez la cellule vide : 1900-01-01 est ce qu'un logiciel écrit alors.",
};

pub(super) const NO_MAXIMUM: Reason = Reason {
    id: "not-a-number",
    message: Text {
        en: "“{value}” is no quantity, so it cannot respect the maximum of “{field}” ({maximum}).",
        fr: "« {value} » n'est pas une quantité : cette valeur ne peut pas respecter le maximum de « {field} » ({maximum}).",
    },
    help: Text {
        en: "Write the number, or leave the cell empty where it is not known.",
        fr: "Écrivez le nombre, ou laissez la cellule vide s'il n'est pas connu.",
    },
};

pub(super) const NO_MINIMUM: Reason = Reason {
    id: "not-a-number",
    message: Text {
        en: "“{value}” is no quantity, so it cannot respect the minimum of “{field}” ({minimum}).",
        fr: "« {value} » n'est pas une quantité : cette valeur ne peut pas respecter le minimum de « {field} » ({minimum}).",
    },
    help: Text {
        en: "Write the number, or leave the cell empty where it is not known.",
        fr: "Écrivez le nombre, ou laissez la cellule vide s'il n'est pas connu.",
    },
};

/// A bound as the standard has it.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub constraint: &'static str,
    /// The side on which values must lie.
    pub side: Ordering,
    /// Whether the bound itself is allowed.
    pub inclusive: bool,
    /// Under which name the messages show it.
    pub arg: &'static str,
}

pub(super) fn bind(kind: Kind, field: &Field, field_type: &dyn FieldType) -> Wanted {
    let reason = match field.type_name.as_str() {
        "integer" | "number" | "duration" => NUMBER,
        "date" | "time" | "datetime" | "year" | "yearmonth" => DATE,
        _ => return Ok(None),
    };
    let text = match field.constraints.get(kind.constraint) {
        Some(value @ (Value::String(_) | Value::Number(_))) => cell_text(field, value),
        _ => None,
    };
    let Some(text) = text else {
        return Ok(None);
    };
    match field_type.scalar(text.as_bytes()) {
        Ok(scalar @ Scalar::Ordinal(_)) => Ok(Some(Box::new(Bound {
            kind,
            reason,
            scalar,
            text,
        }))),
        Ok(scalar @ Scalar::Number(number)) if !number.is_nan() => Ok(Some(Box::new(Bound {
            kind,
            reason,
            scalar,
            text,
        }))),
        _ => {
            let place = format!("constraints/{}", kind.constraint);
            Err(unreadable(field, "bound", &place, &text))
        }
    }
}

struct Bound {
    kind: Kind,
    reason: usize,
    scalar: Scalar,
    text: String,
}

impl ColumnCheck for Bound {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        match (column.view, self.scalar) {
            (View::Numbers(values), Scalar::Number(bound)) => {
                self.check_values(column, values, bound, faults);
            }
            (View::Ordinals(values), Scalar::Ordinal(bound)) => {
                self.check_values(column, values, bound, faults);
            }
            _ => {}
        }
    }

    fn constants(&self) -> Args {
        Args::new().with(self.kind.arg, self.text.as_str())
    }
}

impl Bound {
    fn check_values<T: PartialOrd + Copy>(
        &self,
        column: &Column<'_>,
        values: &[T],
        bound: T,
        faults: &mut Faults,
    ) {
        // One loop a side, so that the comparison is one instruction.
        match self.kind.side {
            Ordering::Greater => self.sift(column, values, bound, faults, |value| value > bound),
            _ => self.sift(column, values, bound, faults, |value| value < bound),
        }
    }

    #[inline]
    fn sift<T: PartialOrd + Copy>(
        &self,
        column: &Column<'_>,
        values: &[T],
        bound: T,
        faults: &mut Faults,
        clear: impl Fn(T) -> bool,
    ) {
        for (row, (state, value)) in column.cells.states.iter().zip(values).enumerate() {
            if !clear(*value)
                && *state == State::Present
                && let Some(reason) = self.judge(column, row, value.partial_cmp(&bound))
            {
                faults.push(row, reason);
            }
        }
    }

    /// Why a value fails that is not clearly on the right side.
    fn judge(&self, column: &Column<'_>, row: usize, order: Option<Ordering>) -> Option<usize> {
        let order = match order {
            None => return Some(NOT_A_NUMBER),
            Some(Ordering::Equal) => {
                let text = column.cells.get(row);
                match text == self.text.as_bytes() {
                    true => Ordering::Equal,
                    false => column.field_type.exact(text, self.text.as_bytes()),
                }
            }
            Some(order) => order,
        };
        let within = order == self.kind.side || (order.is_eq() && self.kind.inclusive);
        (!within).then_some(self.reason)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::CheckDef;
    use crate::checks::constraint::{
        above_maximum, below_minimum, not_above_minimum, not_below_maximum,
    };
    use crate::checks::testing::{Stub, constrained, failures, field};

    type Bind = fn(&Field, &dyn FieldType) -> Wanted;

    fn fails(
        (def, bind): (&CheckDef, Bind),
        (type_name, stub): (&str, Stub),
        constraints: Value,
        texts: &[&str],
    ) -> Vec<(usize, &'static str)> {
        let check = bind(&constrained(type_name, constraints), &stub)
            .expect("a good constraint")
            .expect("a check");
        failures(def, &*check, stub, texts)
    }

    const MINIMUM: (&CheckDef, Bind) = (&below_minimum::CHECK, below_minimum::bind);
    const MAXIMUM: (&CheckDef, Bind) = (&above_maximum::CHECK, above_maximum::bind);
    const ABOVE: (&CheckDef, Bind) = (&not_above_minimum::CHECK, not_above_minimum::bind);
    const BELOW: (&CheckDef, Bind) = (&not_below_maximum::CHECK, not_below_maximum::bind);
    const NUMBER: (&str, Stub) = ("number", Stub::Number);
    const DATE: (&str, Stub) = ("date", Stub::Date);

    #[test]
    fn an_inclusive_bound_is_itself_allowed_and_an_exclusive_one_is_not() {
        let texts = ["-1", "0", "0.0", "1", "", "x"];
        assert_eq!(
            fails(MINIMUM, NUMBER, json!({"minimum": 0}), &texts),
            [(0, "smaller")]
        );
        assert_eq!(
            fails(ABOVE, NUMBER, json!({"exclusiveMinimum": 0}), &texts),
            [(0, "smaller"), (1, "smaller"), (2, "smaller")]
        );
        assert_eq!(
            fails(MAXIMUM, NUMBER, json!({"maximum": 0}), &texts),
            [(3, "greater")]
        );
        assert_eq!(
            fails(BELOW, NUMBER, json!({"exclusiveMaximum": 0}), &texts),
            [(1, "greater"), (2, "greater"), (3, "greater")]
        );
    }

    #[test]
    fn not_a_number_fails_every_bound() {
        for (check, constraint) in [(MINIMUM, "minimum"), (MAXIMUM, "maximum")] {
            let constraints = json!({ constraint: 5 });
            assert_eq!(
                fails(check, NUMBER, constraints, &["NaN", "5"]),
                [(0, "not-a-number")]
            );
        }
    }

    #[test]
    fn numbers_that_are_the_same_float_are_compared_exactly() {
        let constraints = json!({"minimum": "9007199254740993"});
        assert_eq!(
            fails(
                MINIMUM,
                NUMBER,
                constraints,
                &["9007199254740992", "9007199254740993", "9007199254740994"]
            ),
            [(0, "smaller")]
        );
    }

    #[test]
    fn a_date_is_compared_with_a_date() {
        let texts = ["1999-12-31", "2000-01-01", "2031-01-01"];
        assert_eq!(
            fails(MINIMUM, DATE, json!({"minimum": "2000-01-01"}), &texts),
            [(0, "earlier")]
        );
        assert_eq!(
            fails(MAXIMUM, DATE, json!({"maximum": "2030-12-31"}), &texts),
            [(2, "later")]
        );
    }

    #[test]
    fn a_bound_is_read_in_the_format_of_the_field() {
        let field = field(
            "number",
            json!({"decimalChar": ",", "constraints": {"minimum": 1.5}}),
        );
        let check = below_minimum::bind(&field, &Stub::Number)
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            failures(
                &below_minimum::CHECK,
                &*check,
                Stub::Number,
                &["1,4", "1,5"]
            ),
            [(0, "smaller")]
        );
    }

    #[test]
    fn a_bound_that_the_type_cannot_read_is_a_fault_of_the_schema() {
        for bound in [json!("bientôt"), json!("NaN")] {
            let field = constrained("number", json!({ "minimum": bound }));
            let fault = below_minimum::bind(&field, &Stub::Number)
                .err()
                .expect("a fault");
            assert_eq!(fault.pointer, "/fields/0/constraints/minimum");
            assert_eq!(fault.check.reasons[fault.reason].id, "bound");
        }
    }

    #[test]
    fn a_type_without_an_order_has_no_check() {
        let field = constrained("string", json!({"minimum": 1}));
        assert!(below_minimum::bind(&field, &Stub::Text).is_ok_and(|check| check.is_none()));
    }
}
