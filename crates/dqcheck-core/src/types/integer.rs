//! `integer`: digits of any length with an optional sign (Table Schema, "integer").

use std::borrow::Cow;
use std::cmp::Ordering;

use super::decimal::Decimal;
use super::number::nearest;
use super::numeral::{self, Notation};
use super::{Faults, FieldType, Scalar, View, cause, digits, view::read_each_within};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-an-integer",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Whole number expected",
        fr: "Nombre entier attendu",
    },
    why: Text {
        en: "This field counts or numbers things. A cell that is not a whole number is dropped by the tools that \
             read it, or stops the whole file from loading.",
        fr: "Ce champ compte ou numérote des choses. Une cellule qui n'est pas un nombre entier est ignorée par les \
             outils qui la lisent, ou empêche de charger tout le fichier.",
    },
    reasons: &[
        Reason {
            id: "decimal-part",
            message: Text {
                en: "“{value}” has decimals; the field “{field}” holds whole numbers.",
                fr: "« {value} » a des décimales ; le champ « {field} » contient des nombres entiers.",
            },
            help: Text {
                en: "If the decimals are zeros (12.0), remove them: in a spreadsheet, Format cells, Number, 0 \
                     decimal places. If they count, the schema should say “number”.",
                fr: "Si les décimales sont des zéros (12.0), supprimez-les : dans un tableur, Format de cellule, \
                     Nombre, 0 décimale. Si elles comptent, le schéma devrait dire « number ».",
            },
        },
        Reason {
            id: "scientific-notation",
            message: Text {
                en: "“{value}” was shortened by a spreadsheet: its last digits are gone.",
                fr: "« {value} » a été abrégé par un tableur : ses derniers chiffres sont perdus.",
            },
            help: Text {
                en: "The number cannot be recovered from this file. Go back to the source, give the column the \
                     format Text (or Number with 0 decimal places) before filling it, and export again.",
                fr: "Le nombre ne peut pas être retrouvé à partir de ce fichier. Repartez de la source, donnez à la \
                     colonne le format Texte (ou Nombre avec 0 décimale) avant de la remplir, puis exportez de \
                     nouveau.",
            },
        },
        numeral::THOUSANDS_SEPARATOR,
        numeral::UNIT,
        numeral::DATE_LIKE,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-an-integer",
            message: Text {
                en: "“{value}” is not a whole number.",
                fr: "« {value} » n'est pas un nombre entier.",
            },
            help: Text {
                en: "Write digits only, such as 1234. Leave the cell empty where the value is unknown; put words in \
                     another column.",
                fr: "N'écrivez que des chiffres, par exemple 1234. Laissez la cellule vide si la valeur est \
                     inconnue ; mettez les mots dans une autre colonne.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n12\n-007\n +3 \n123456789012345678901234567890\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer","groupChar":" ","bareNumber":false}]}"#,
            data: "places\n1 234 places\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n12.0\n",
            fails: Some("decimal-part"),
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n\"12,5\"\n",
            fails: Some("decimal-part"),
        },
        Example {
            schema: r#"{"fields":[{"name":"siret","type":"integer"}]}"#,
            data: "siret\n\"2,19200E+13\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: r#"{"fields":[{"name":"habitants","type":"integer"}]}"#,
            data: "habitants\n121 583\n",
            fails: Some("thousands-separator"),
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n12 places\n",
            fails: Some("unit"),
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n2021-03-12\n",
            fails: Some("date-like"),
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\n########\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: r#"{"fields":[{"name":"places","type":"integer"}]}"#,
            data: "places\ndouze\n",
            fails: Some("not-an-integer"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Integer(Notation::of(field, false)?)))
}

struct Integer(Notation);

impl FieldType for Integer {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each_within(
            cells,
            view.numbers(),
            faults,
            |text, cell| match digits::short(text, cell.clone(), digits::NO_POINT) {
                Some(number) => Ok(number),
                None => self.long(&text[cell]),
            },
        );
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.long(text).map(Scalar::Number)
    }

    fn exact(&self, a: &[u8], b: &[u8]) -> Ordering {
        let (a, b) = (self.0.plain(a), self.0.plain(b));
        let decimal = |plain| whole(plain).and_then(Decimal::parse);
        match (
            a.as_deref().and_then(decimal),
            b.as_deref().and_then(decimal),
        ) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        let plain = self.0.plain(text);
        match plain.as_deref().and_then(whole).and_then(Decimal::parse) {
            Some(decimal) => decimal.key(out),
            None => out.extend_from_slice(text),
        }
    }

    fn number<'a>(&self, text: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        self.0.plain(text)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        match numeral::meant(text, NO_DECIMALS).number {
            Some(number) if !number.contains('.') => Args::new().with("suggestion", number),
            _ => Args::new(),
        }
    }
}

impl Integer {
    #[inline(never)]
    fn long(&self, text: &[u8]) -> Result<f64, usize> {
        match self.0.plain(text).as_deref().and_then(whole) {
            Some(plain) => Ok(nearest(plain)),
            None => Err(cause::index(&CHECK, why(text))),
        }
    }
}

/// The text, if it is a sign and digits.
fn whole(plain: &[u8]) -> Option<&[u8]> {
    let digits = match plain {
        [b'-' | b'+', digits @ ..] => digits,
        digits => digits,
    };
    (!digits.is_empty() && digits.iter().all(u8::is_ascii_digit)).then_some(plain)
}

/// Makes a point and a comma alike other notations.
const NO_DECIMALS: &str = "";

fn why(text: &[u8]) -> &'static str {
    let number = match std::str::from_utf8(text) {
        Ok(text) => cause::trimmed(text).replace(',', "."),
        Err(_) => String::new(),
    };
    if Decimal::parse(number.as_bytes()).is_some() {
        return match number.contains(['e', 'E']) {
            true => "scientific-notation",
            false => "decimal-part",
        };
    }
    let meant = numeral::meant(text, NO_DECIMALS);
    match meant.reason {
        _ if meant.number.is_some_and(|number| number.contains('.')) => "decimal-part",
        "not-a-number" => "not-an-integer",
        reason => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::bound;
    use super::*;

    #[test]
    fn integers_of_any_size_are_read_and_told_apart() {
        let integer = bound(r#"{"type":"integer"}"#);
        assert!(integer.scalar(&[b'9'; 400]).is_ok());
        let a = b"100000000000000000000000000000000000001";
        let b = b"100000000000000000000000000000000000002";
        assert_eq!(integer.scalar(a), integer.scalar(b));
        assert_eq!(integer.exact(a, b), Ordering::Less);
    }

    #[test]
    fn decimals_exponents_and_underscores_are_not_integers() {
        let integer = bound(r#"{"type":"integer"}"#);
        for text in ["1.0", "1e3", "1_000", "", "-", "+", "1 2", "١", "NaN"] {
            assert!(integer.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn text_round_the_digits_is_dropped_where_the_field_says_so() {
        let integer = bound(r#"{"type":"integer","bareNumber":false}"#);
        assert_eq!(
            integer.scalar("€ -12 €".as_bytes()),
            Ok(Scalar::Number(-12.0))
        );
        assert!(integer.scalar(b"1.5").is_err());
        assert_eq!(integer.scalar(b"5-"), Ok(Scalar::Number(5.0)));
    }
}
