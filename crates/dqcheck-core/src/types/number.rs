//! `number`: a decimal, with an exponent if need be, or `NaN`, `INF`, `-INF` in any case (Table Schema, "number").
//!
//! Blanks round a number are no fault. An integer of Python with underscores, digits of other scripts and `Infinity`
//! are not numbers of the standard.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::decimal::Decimal;
use super::numeral::{self, Notation};
use super::{Faults, FieldType, Scalar, View, cause, digits, view::read_each_within};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-number",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Number expected",
        fr: "Nombre attendu",
    },
    why: Text {
        en: "Tools add, compare and draw the values of this field. A cell that is not a plain number is dropped, \
             or stops the whole file from loading.",
        fr: "Les outils additionnent, comparent et représentent les valeurs de ce champ. Une cellule qui n'est pas \
             un simple nombre est ignorée, ou empêche de charger tout le fichier.",
    },
    reasons: &[
        numeral::DECIMAL_COMMA,
        Reason {
            id: "decimal-point",
            message: Text {
                en: "“{value}” has a decimal point; here it is written {suggestion}.",
                fr: "« {value} » a un point décimal ; ici on écrit {suggestion}.",
            },
            help: Text {
                en: "The schema says that decimals follow “{decimal}”. Write the whole column so, or change \
                     “decimalChar” in the schema.",
                fr: "Le schéma dit que les décimales suivent « {decimal} ». Écrivez ainsi toute la colonne, ou \
                     changez « decimalChar » dans le schéma.",
            },
        },
        numeral::THOUSANDS_SEPARATOR,
        numeral::UNIT,
        numeral::DATE_LIKE,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-number",
            message: Text {
                en: "“{value}” is not a number.",
                fr: "« {value} » n'est pas un nombre.",
            },
            help: Text {
                en: "Write a number such as {example}. Leave the cell empty where the value is unknown; put words in \
                     another column.",
                fr: "Écrivez un nombre, par exemple {example}. Laissez la cellule vide si la valeur est inconnue ; \
                     mettez les mots dans une autre colonne.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields":[{"name":"prix","type":"number"}]}"#,
            data: "prix\n48.85\n-1e3\n 7 \nNaN\n-inf\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"prix","type":"number","decimalChar":",","groupChar":" ","bareNumber":false}]}"#,
            data: "prix\n\"1 234,50 €\"\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"prix","type":"number"}]}"#,
            data: "prix\n\"48,85\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: r#"{"fields":[{"name":"prix","type":"number","decimalChar":","}]}"#,
            data: "prix\n48.85\n",
            fails: Some("decimal-point"),
        },
        Example {
            schema: r#"{"fields":[{"name":"surface","type":"number"}]}"#,
            data: "surface\n1 234\n",
            fails: Some("thousands-separator"),
        },
        Example {
            schema: r#"{"fields":[{"name":"longueur","type":"number"}]}"#,
            data: "longueur\n12 m\n",
            fails: Some("unit"),
        },
        Example {
            schema: r#"{"fields":[{"name":"surface","type":"number"}]}"#,
            data: "surface\n12/03/2021\n",
            fails: Some("date-like"),
        },
        Example {
            schema: r#"{"fields":[{"name":"surface","type":"number"}]}"#,
            data: "surface\n#DIV/0!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: r#"{"fields":[{"name":"surface","type":"number"}]}"#,
            data: "surface\nenviron\n",
            fails: Some("not-a-number"),
        },
        Example {
            schema: r#"{"fields":[{"name":"surface","type":"number"}]}"#,
            data: "surface\n1_000\n",
            fails: Some("thousands-separator"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Number(Notation::of(field, true)?)))
}

struct Number(Notation);

impl FieldType for Number {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        let point = self.0.short_point();
        read_each_within(
            cells,
            view.numbers(),
            faults,
            |text, cell| match digits::short(text, cell.clone(), point) {
                Some(number) => Ok(number),
                None => self.long(&text[cell]),
            },
        );
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.long(text).map(Scalar::Number)
    }

    fn exact(&self, a: &[u8], b: &[u8]) -> Ordering {
        let (Some(a), Some(b)) = (self.0.plain(a), self.0.plain(b)) else {
            return Ordering::Equal;
        };
        match (Value::parse(&a), Value::parse(&b)) {
            (Some(Value::Finite(a)), Some(Value::Finite(b))) => a.cmp(&b),
            (Some(a), Some(b)) => a.rank().cmp(&b.rank()),
            _ => Ordering::Equal,
        }
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        let plain = self.0.plain(text);
        match plain.as_deref().and_then(Value::parse) {
            Some(value) => value.key(out),
            None => out.extend_from_slice(text),
        }
    }

    fn number<'a>(&self, text: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        self.0.plain(text)
    }

    fn constants(&self) -> Args {
        Args::new()
            .with("decimal", self.0.point.as_str())
            .with("example", self.0.write("1234.5"))
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        match numeral::meant(text, &self.0.point).number {
            Some(number) => Args::new().with("suggestion", self.0.write(&number)),
            None => Args::new(),
        }
    }
}

impl Number {
    #[inline(never)]
    fn long(&self, text: &[u8]) -> Result<f64, usize> {
        let plain = self.0.plain(text);
        match plain.as_deref().and_then(Value::parse) {
            Some(Value::NotANumber) => Ok(f64::NAN),
            Some(Value::Infinite { negative: true }) => Ok(f64::NEG_INFINITY),
            Some(Value::Infinite { negative: false }) => Ok(f64::INFINITY),
            Some(Value::Finite(_)) => Ok(nearest(plain.as_deref().unwrap_or_default())),
            None => Err(cause::index(
                &CHECK,
                numeral::meant(text, &self.0.point).reason,
            )),
        }
    }
}

/// The float nearest to a number in the standard's notation.
pub(super) fn nearest(plain: &[u8]) -> f64 {
    let unsigned = plain.strip_prefix(b"+").unwrap_or(plain);
    fast_float2::parse(unsigned).unwrap_or(f64::NAN)
}

/// A number and the values beside them.
enum Value<'a> {
    NotANumber,
    Infinite { negative: bool },
    Finite(Decimal<'a>),
}

impl<'a> Value<'a> {
    fn parse(plain: &'a [u8]) -> Option<Value<'a>> {
        if let Some(decimal) = Decimal::parse(plain) {
            return Some(Value::Finite(decimal));
        }
        let is = |name: &str| plain.eq_ignore_ascii_case(name.as_bytes());
        if is("NaN") {
            Some(Value::NotANumber)
        } else if is("INF") {
            Some(Value::Infinite { negative: false })
        } else if is("-INF") {
            Some(Value::Infinite { negative: true })
        } else {
            None
        }
    }

    fn rank(&self) -> i8 {
        match self {
            Value::Infinite { negative: true } => -1,
            Value::Infinite { negative: false } => 1,
            Value::Finite(_) | Value::NotANumber => 0,
        }
    }

    fn key(&self, out: &mut Vec<u8>) {
        match self {
            Value::NotANumber => out.extend_from_slice(b"NaN"),
            Value::Infinite { negative } => {
                out.extend_from_slice(if *negative { b"-INF" } else { b"INF" });
            }
            Value::Finite(decimal) => decimal.key(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{bound, field};
    use super::*;

    #[test]
    fn special_values_are_read_in_any_case_and_infinity_is_not_one() {
        let number = bound(r#"{"type":"number"}"#);
        let read = |text: &str| number.scalar(text.as_bytes());
        assert!(matches!(read("nan"), Ok(Scalar::Number(value)) if value.is_nan()));
        assert_eq!(read("-Inf"), Ok(Scalar::Number(f64::NEG_INFINITY)));
        for text in ["Infinity", "-NaN", "sNaN", "1_000", "\u{a0}1", "١٢"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_beyond_a_float_are_still_in_order() {
        let number = bound(r#"{"type":"number"}"#);
        assert_eq!(number.exact(b"1e400", b"INF"), Ordering::Less);
        assert_eq!(number.exact(b"1e400", b"1e401"), Ordering::Less);
        assert_eq!(number.exact(b" 1.50", b"15e-1"), Ordering::Equal);
    }

    #[test]
    fn a_bound_is_read_in_the_notation_of_the_field() {
        let number = bound(r#"{"type":"number","decimalChar":",","groupChar":"."}"#);
        assert_eq!(number.scalar(b"1.234,5"), Ok(Scalar::Number(1234.5)));
        let args = number.details(0, "48,5 m".as_bytes());
        assert_eq!(args.get("suggestion"), Some(&"48,5".into()));
    }

    #[test]
    fn settings_that_cannot_be_meant_are_faults_of_the_schema() {
        for (property, reason) in [
            (r#""decimalChar":5"#, "not-a-separator"),
            (r#""groupChar":"0""#, "not-a-separator"),
            (r#""bareNumber":"false""#, "not-true-or-false"),
            (r#""groupChar":".""#, "same-separators"),
        ] {
            let fault = bind(&field(&format!(r#"{{"type":"number",{property}}}"#))).err();
            let fault = fault.expect(property);
            assert_eq!(fault.check.reasons[fault.reason].id, reason);
            assert!(fault.pointer.starts_with("/fields/0/"), "{}", fault.pointer);
        }
    }

    proptest! {
        #[test]
        fn every_number_of_rust_is_read_as_rust_reads_it(value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
            let number = bound(r#"{"type":"number"}"#);
            for text in [format!("{value}"), format!("{value:e}"), format!(" {value:E}")] {
                prop_assert_eq!(number.scalar(text.as_bytes()), Ok(Scalar::Number(value)));
            }
        }
    }
}
