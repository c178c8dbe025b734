//! `yearmonth`: `YYYY-MM` (Table Schema, "yearmonth"; of XSD gYearMonth the years that people live in). Blanks are
//! not trimmed.

use super::calendar::{iso_date, number};
use super::{Faults, FieldType, Scalar, View, cause, date, freeform, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-yearmonth",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Year and month expected",
        fr: "Année et mois attendus",
    },
    why: Text {
        en: "Months are compared and grouped. A month that is written in another way is left out of charts and totals.",
        fr: "Les mois servent à comparer et à regrouper. Un mois écrit autrement disparaît des graphiques et des totaux.",
    },
    reasons: &[
        Reason {
            id: "missing-zero",
            message: Text {
                en: "“{value}” lacks a zero; write {suggestion}.",
                fr: "Il manque un zéro dans « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write the month with two digits: 2021-03.",
                fr: "Écrivez le mois avec deux chiffres : 2021-03.",
            },
        },
        Reason {
            id: "other-order",
            message: Text {
                en: "“{value}” is a month, but not written as year, hyphen, month; write {suggestion}.",
                fr: "« {value} » est un mois, mais pas écrit sous la forme année, tiret, mois ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write the year with four digits, a hyphen, and the month with two. In a spreadsheet: Format \
                     cells, Custom, YYYY-MM.",
                fr: "Écrivez l'année avec quatre chiffres, un tiret, puis le mois avec deux. Dans un tableur : Format \
                     de cellule, Personnalisé, AAAA-MM.",
            },
        },
        Reason {
            id: "whole-date",
            message: Text {
                en: "“{value}” is a whole date; write {suggestion}.",
                fr: "« {value} » est une date complète ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Keep only the year and the month. In a spreadsheet: Format cells, Custom, YYYY-MM.",
                fr: "Ne gardez que l'année et le mois. Dans un tableur : Format de cellule, Personnalisé, AAAA-MM.",
            },
        },
        Reason {
            id: "impossible-month",
            message: Text {
                en: "“{value}” has a month that does not exist.",
                fr: "« {value} » contient un mois qui n'existe pas.",
            },
            help: Text {
                en: "Months go from 01 to 12. Look for a typing mistake.",
                fr: "Les mois vont de 01 à 12. Cherchez une faute de frappe.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-yearmonth",
            message: Text {
                en: "“{value}” is not a month of a year.",
                fr: "« {value} » n'est pas un mois d'une année.",
            },
            help: Text {
                en: "Write year, hyphen, month, such as 2021-03. Leave the cell empty where it is unknown.",
                fr: "Écrivez année, tiret, mois, par exemple 2021-03. Laissez la cellule vide si c'est inconnu.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "mois\n2021-03\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "mois\n2024-1\n",
            fails: Some("missing-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\njanv-21\n",
            fails: Some("other-order"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\n2021-03-12\n",
            fails: Some("whole-date"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\n2021-13\n",
            fails: Some("impossible-month"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\n2021-03 \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\n#NOM?\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: SCHEMA,
            data: "mois\nmars\n",
            fails: Some("not-a-yearmonth"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"mois","type":"yearmonth"}]}"#;

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(YearMonth))
}

struct YearMonth;

impl FieldType for YearMonth {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.ordinals(), faults, value);
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        value(text).map(Scalar::Ordinal)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        cause::suggestion(text, |text| {
            let meant = meant(text).filter(|(_, month)| (1..=12).contains(month));
            let meant = meant.map(|(year, month)| format!("{year:04}-{month:02}"));
            meant.or_else(|| iso_date(date::meant(text)?).get(..7).map(str::to_owned))
        })
    }
}

fn value(text: &[u8]) -> Result<i64, usize> {
    months(text).ok_or_else(|| cause::index(&CHECK, why(text)))
}

/// Months since the year 0.
fn months(text: &[u8]) -> Option<i64> {
    let (year, rest) = text.split_at_checked(4)?;
    let month = number(rest.strip_prefix(b"-")?)?;
    let valid = text.len() == 7 && (1..=12).contains(&month);
    Some(i64::from(number(year)?) * 12 + i64::from(month) - 1).filter(|_| valid)
}

/// Year and month, in either order, in figures or by name; the month may be impossible.
fn meant(text: &str) -> Option<(u32, u32)> {
    if let Some((month, year)) = freeform::month_and_year(text) {
        return Some((year, month));
    }
    let (a, b) = text.split_once(['-', '/', '.', ' '])?;
    let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
    let both = (number(year.as_bytes())?, number(month.as_bytes())?);
    (year.len() == 4 && month.len() <= 2).then_some(both)
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    let text = match cause::inner(text, "not-a-yearmonth", |text| months(text).is_some()) {
        Ok(text) => text,
        Err(reason) => return reason,
    };
    match meant(text) {
        Some((_, month)) if !(1..=12).contains(&month) => "impossible-month",
        Some(_) if text.len() == 6 && text.as_bytes().get(4) == Some(&b'-') => "missing-zero",
        Some(_) => "other-order",
        None if date::meant(text).is_some() => "whole-date",
        None => "not-a-yearmonth",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    #[test]
    fn a_month_has_its_year_its_hyphen_and_its_zero() {
        let month = bound(r#"{"type":"yearmonth"}"#);
        assert_eq!(month.scalar(b"0001-01"), Ok(Scalar::Ordinal(12)));
        for text in [
            "2024-1",
            "24-01",
            "2024 01",
            "2000-13",
            "2000-00",
            "2000-13-20",
            "2000-",
            "13",
            "2024-+1",
        ] {
            assert!(month.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_month_that_was_meant_is_suggested() {
        let month = bound(r#"{"type":"yearmonth"}"#);
        for (text, expected, meant) in [
            ("03/2021", "other-order", "2021-03"),
            ("mars 2021", "other-order", "2021-03"),
            ("44197", "whole-date", "2021-01"),
            ("12/03/2021", "whole-date", "2021-03"),
        ] {
            assert_eq!(reason(&*month, text), expected, "{text}");
            assert_eq!(
                month.details(0, text.as_bytes()).get("suggestion"),
                Some(&meant.into())
            );
        }
    }
}
