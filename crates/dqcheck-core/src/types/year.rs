//! `year`: four digits (Table Schema, "year"; of XSD gYear the years that people live in). Blanks are not trimmed.

use std::borrow::Cow;

use super::calendar::number;
use super::freeform::{self, Numeric};
use super::{Faults, FieldType, Scalar, View, cause, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-year",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Year expected",
        fr: "Année attendue",
    },
    why: Text {
        en: "Years are compared and grouped. A cell that is not a plain year is left out of every chart and total.",
        fr: "Les années servent à comparer et à regrouper. Une cellule qui n'est pas une simple année disparaît des \
             graphiques et des totaux.",
    },
    reasons: &[
        Reason {
            id: "date-instead-of-year",
            message: Text {
                en: "“{value}” is a date; the field “{field}” holds years only.",
                fr: "« {value} » est une date ; le champ « {field} » ne contient que des années.",
            },
            help: Text {
                en: "Keep only the year. In a spreadsheet, the function YEAR takes it from a date.",
                fr: "Ne gardez que l'année. Dans un tableur, la fonction ANNEE l'extrait d'une date.",
            },
        },
        Reason {
            id: "two-digit-year",
            message: Text {
                en: "“{value}” is a year of two digits.",
                fr: "« {value} » est une année à deux chiffres.",
            },
            help: Text {
                en: "Write the year with four digits: 2021, not 21.",
                fr: "Écrivez l'année avec quatre chiffres : 2021, et non 21.",
            },
        },
        Reason {
            id: "several-years",
            message: Text {
                en: "“{value}” names two years; the field “{field}” holds one year a cell.",
                fr: "« {value} » indique deux années ; le champ « {field} » contient une année par cellule.",
            },
            help: Text {
                en: "Choose one year (that in which the season begins, say), or use two columns: first and last year.",
                fr: "Choisissez une seule année (par exemple celle où commence la saison), ou utilisez deux colonnes : \
                     première et dernière année.",
            },
        },
        Reason {
            id: "decimal-part",
            message: Text {
                en: "“{value}” has decimals; a year has none.",
                fr: "« {value} » a des décimales ; une année n'en a pas.",
            },
            help: Text {
                en: "In a spreadsheet: Format cells, Number, 0 decimal places and no thousands separator.",
                fr: "Dans un tableur : Format de cellule, Nombre, 0 décimale, sans séparateur de milliers.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-year",
            message: Text {
                en: "“{value}” is not a year.",
                fr: "« {value} » n'est pas une année.",
            },
            help: Text {
                en: "Write four digits, such as 2021. Leave the cell empty where the year is unknown.",
                fr: "Écrivez quatre chiffres, par exemple 2021. Laissez la cellule vide si l'année est inconnue.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "annee\n2021\n0800\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "annee\n2021-03-12\n",
            fails: Some("date-instead-of-year"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n21\n",
            fails: Some("two-digit-year"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n2020-2021\n",
            fails: Some("several-years"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n2021.0\n",
            fails: Some("decimal-part"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n\" 202\"\n",
            fails: Some("not-a-year"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n2021 \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "annee\n####\n",
            fails: Some("spreadsheet-error"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"annee","type":"year"}]}"#;

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Year))
}

struct Year;

impl FieldType for Year {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.ordinals(), faults, value);
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        value(text).map(Scalar::Ordinal)
    }

    fn number<'a>(&self, text: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        Some(Cow::Borrowed(text))
    }
}

fn value(text: &[u8]) -> Result<i64, usize> {
    year(text).ok_or_else(|| cause::index(&CHECK, why(text)))
}

fn year(text: &[u8]) -> Option<i64> {
    let year = number(text).filter(|_| text.len() == 4)?;
    Some(i64::from(year))
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    let text = match cause::inner(text, "not-a-year", |text| year(text).is_some()) {
        Ok(text) => text,
        Err(reason) => return reason,
    };
    let parts = |separator: char| text.split_once(separator).unwrap_or((text, ""));
    let is_year = |text: &str| year(text.as_bytes()).is_some();
    let is_date = freeform::moment(text).is_some_and(|moment| moment.date.is_some());
    if is_date || Numeric::parse(text).is_some() || freeform::month_and_year(text).is_some() {
        return "date-instead-of-year";
    }
    let second_year = |text: &str| {
        is_year(text) || (text.len() == 2 && number(text.as_bytes()).is_some_and(|year| year > 12))
    };
    if ['-', '/', '–'].into_iter().any(|separator| {
        is_year(parts(separator).0.trim()) && second_year(parts(separator).1.trim())
    }) {
        return "several-years";
    }
    if ['-', '/'].into_iter().any(|separator| {
        let (a, b) = parts(separator);
        let is_month = |text: &str| {
            number(text.as_bytes())
                .is_some_and(|month| text.len() <= 2 && (1..=12).contains(&month))
        };
        (is_year(a) && is_month(b)) || (is_month(a) && is_year(b))
    }) {
        return "date-instead-of-year";
    }
    if ['.', ',']
        .into_iter()
        .any(|point| is_year(parts(point).0) && number(parts(point).1.as_bytes()).is_some())
    {
        return "decimal-part";
    }
    match text.len() == 2 && number(text.as_bytes()).is_some() {
        true => "two-digit-year",
        false => "not-a-year",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    #[test]
    fn a_year_has_four_ascii_digits() {
        let year = bound(r#"{"type":"year"}"#);
        assert_eq!(year.scalar(b"2021"), Ok(Scalar::Ordinal(2021)));
        for text in [
            "+024", " 202", "2_24", "20211", "-2021", "2021Z", "", "١٩٩٩",
        ] {
            assert!(year.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_with_its_year_is_a_date_and_a_school_year_is_two_years() {
        let year = bound(r#"{"type":"year"}"#);
        for (text, expected) in [
            ("2021-03", "date-instead-of-year"),
            ("03/2021", "date-instead-of-year"),
            ("mars 2021", "date-instead-of-year"),
            ("2020/2021", "several-years"),
            ("2020-21", "several-years"),
            ("2021,0", "decimal-part"),
        ] {
            assert_eq!(reason(&*year, text), expected, "{text}");
        }
    }
}
