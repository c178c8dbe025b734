//! `date`: `YYYY-MM-DD` by default, a strptime pattern, or `any` (Table Schema, "date"). Blanks are not trimmed.

use super::calendar::{self, Moment, days, iso_date};
use super::format::Format;
use super::freeform::{self, Numeric};
use super::{Faults, FieldType, Scalar, View, cause, digits, read_each, view::read_each_within};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-date",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Date expected",
        fr: "Date attendue",
    },
    why: Text {
        en: "Dates are sorted, filtered and drawn on a time line. One that is written in another way is misread \
             (12/03 is 12 March here and 3 December elsewhere) or lost.",
        fr: "Les dates servent à trier, à filtrer et à tracer des chronologies. Une date écrite autrement est mal \
             lue (12/03 est le 12 mars ici, le 3 décembre ailleurs) ou perdue.",
    },
    reasons: &[
        Reason {
            id: "day-first",
            message: Text {
                en: "“{value}” has the day first; write {suggestion}.",
                fr: "« {value} » commence par le jour ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put the year first, then the month, then the day: 2021-03-12. In a spreadsheet: select the \
                     column, Format cells, Custom, YYYY-MM-DD, and export to CSV again. Make sure that 12/03/2021 \
                     really meant 12 March, not 3 December: look at a date whose day is above 12.",
                fr: "Mettez l'année, puis le mois, puis le jour : 2021-03-12. Dans un tableur : sélectionnez la \
                     colonne, Format de cellule, Personnalisé, AAAA-MM-JJ, puis exportez de nouveau en CSV. Assurez-\
                     vous que 12/03/2021 désignait bien le 12 mars, et non le 3 décembre : regardez une date dont le \
                     jour dépasse 12.",
            },
        },
        Reason {
            id: "month-first",
            message: Text {
                en: "“{value}” has the month first, as in the United States; write {suggestion}.",
                fr: "« {value} » commence par le mois, à l'américaine ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put the year first, then the month, then the day. The other dates of the column probably have \
                     the month first too: convert them together, in the program that made them.",
                fr: "Mettez l'année, puis le mois, puis le jour. Les autres dates de la colonne commencent sans doute \
                     aussi par le mois : convertissez-les ensemble, dans le logiciel qui les a produites.",
            },
        },
        Reason {
            id: "two-digit-year",
            message: Text {
                en: "“{value}” has a year of two digits.",
                fr: "« {value} » a une année à deux chiffres.",
            },
            help: Text {
                en: "Write the year with four digits, first: 2021-03-12. In a spreadsheet: Format cells, Custom, \
                     YYYY-MM-DD.",
                fr: "Écrivez l'année en premier, avec quatre chiffres : 2021-03-12. Dans un tableur : Format de \
                     cellule, Personnalisé, AAAA-MM-JJ.",
            },
        },
        Reason {
            id: "missing-zero",
            message: Text {
                en: "“{value}” lacks a zero; write {suggestion}.",
                fr: "Il manque un zéro dans « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write the month and the day with two digits. In a spreadsheet: Format cells, Custom, YYYY-MM-DD.",
                fr: "Écrivez le mois et le jour avec deux chiffres. Dans un tableur : Format de cellule, Personnalisé, \
                     AAAA-MM-JJ.",
            },
        },
        Reason {
            id: "other-separator",
            message: Text {
                en: "“{value}” lacks the hyphens of a date; write {suggestion}.",
                fr: "« {value} » n'a pas les tirets d'une date ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write hyphens between the year, the month and the day. In a spreadsheet: Format cells, Custom, \
                     YYYY-MM-DD.",
                fr: "Mettez des tirets entre l'année, le mois et le jour. Dans un tableur : Format de cellule, \
                     Personnalisé, AAAA-MM-JJ.",
            },
        },
        Reason {
            id: "month-name",
            message: Text {
                en: "“{value}” spells out the month; a date here is written in figures, such as {example}.",
                fr: "« {value} » donne le mois en lettres ; ici une date s'écrit en chiffres, par exemple {example}.",
            },
            help: Text {
                en: "In a spreadsheet: select the column, Format cells, Custom, YYYY-MM-DD, and export to CSV again. \
                     If the day does not appear then, the cell was text: type the date again.",
                fr: "Dans un tableur : sélectionnez la colonne, Format de cellule, Personnalisé, AAAA-MM-JJ, puis \
                     exportez de nouveau en CSV. Si le jour n'apparaît pas alors, la cellule était du texte : \
                     ressaisissez la date.",
            },
        },
        Reason {
            id: "impossible-date",
            message: Text {
                en: "“{value}” is a day that does not exist.",
                fr: "« {value} » est un jour qui n'existe pas.",
            },
            help: Text {
                en: "Look for a typing mistake in the day or the month, or for a day and a month that changed places.",
                fr: "Cherchez une faute de frappe dans le jour ou le mois, ou un jour et un mois intervertis.",
            },
        },
        Reason {
            id: "has-time",
            message: Text {
                en: "“{value}” has a time of day; the field “{field}” holds dates only: write {suggestion}.",
                fr: "« {value} » contient une heure ; le champ « {field} » ne contient que des dates : écrivez \
                     {suggestion}.",
            },
            help: Text {
                en: "Remove the time. If it matters, the type in the schema should be “datetime”.",
                fr: "Supprimez l'heure. Si elle est utile, le type dans le schéma devrait être « datetime ».",
            },
        },
        Reason {
            id: "incomplete-date",
            message: Text {
                en: "“{value}” is not a whole date: the day is missing.",
                fr: "« {value} » n'est pas une date complète : il manque le jour.",
            },
            help: Text {
                en: "Write year, month and day. If only the year or the month is known in this column, the type in \
                     the schema should be “year” or “yearmonth”.",
                fr: "Écrivez l'année, le mois et le jour. Si seuls l'année ou le mois sont connus dans cette colonne, \
                     le type dans le schéma devrait être « year » ou « yearmonth ».",
            },
        },
        Reason {
            id: "spreadsheet-serial",
            message: Text {
                en: "“{value}” is the number by which a spreadsheet stores a date; it stands for {suggestion}.",
                fr: "« {value} » est le numéro sous lequel un tableur range une date ; il désigne le {suggestion}.",
            },
            help: Text {
                en: "In the spreadsheet: select the column, Format cells, Custom, YYYY-MM-DD, and export to CSV again.",
                fr: "Dans le tableur : sélectionnez la colonne, Format de cellule, Personnalisé, AAAA-MM-JJ, puis \
                     exportez de nouveau en CSV.",
            },
        },
        Reason {
            id: "other-format",
            message: Text {
                en: "“{value}” is a date, but this field writes dates as {example}.",
                fr: "« {value} » est une date, mais dans ce champ les dates s'écrivent {example}.",
            },
            help: Text {
                en: "Write all dates of the column in the format that the schema asks for ({format}), or correct \
                     “format” in the schema.",
                fr: "Écrivez toutes les dates de la colonne dans le format demandé par le schéma ({format}), ou \
                     corrigez « format » dans le schéma.",
            },
        },
        Reason {
            id: "unusable-format",
            message: Text {
                en: "“{value}” cannot be read, since the schema's format “{format}” describes no date.",
                fr: "« {value} » ne peut pas être lu, car le format « {format} » du schéma ne décrit aucune date.",
            },
            help: Text {
                en: "Correct the schema, not the file: write the format with %Y, %m and %d, such as %d/%m/%Y, or \
                     remove it to have dates such as 2021-03-12.",
                fr: "Corrigez le schéma, pas le fichier : écrivez le format avec %Y, %m et %d, par exemple %d/%m/%Y, \
                     ou supprimez-le pour des dates comme 2021-03-12.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-date",
            message: Text {
                en: "“{value}” is not a date.",
                fr: "« {value} » n'est pas une date.",
            },
            help: Text {
                en: "Write a date such as {example}. Leave the cell empty where the date is unknown; put words in \
                     another column.",
                fr: "Écrivez une date, par exemple {example}. Laissez la cellule vide si la date est inconnue ; mettez \
                     les mots dans une autre colonne.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "date\n2021-03-12\n2024-02-29\n",
            fails: None,
        },
        Example {
            schema: FRENCH,
            data: "date\n12/03/2021\n1/3/2021\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"date","type":"date","format":"any"}]}"#,
            data: "date\n12 mars 2021\n2021/3/12\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "date\n12/03/2021\n",
            fails: Some("day-first"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n03/25/2021\n",
            fails: Some("month-first"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n12/03/21\n",
            fails: Some("two-digit-year"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n2021-1-5\n",
            fails: Some("missing-zero"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n20210105\n",
            fails: Some("other-separator"),
        },
        Example {
            schema: DEFAULT,
            data: "date\njanv-21\n",
            fails: Some("month-name"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n2021-02-30\n",
            fails: Some("impossible-date"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n2021-03-12T10:00:00\n",
            fails: Some("has-time"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n2021-03\n",
            fails: Some("incomplete-date"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n44197\n",
            fails: Some("spreadsheet-serial"),
        },
        Example {
            schema: FRENCH,
            data: "date\n2021-03-12\n",
            fails: Some("other-format"),
        },
        Example {
            schema: r#"{"fields":[{"name":"date","type":"date","format":"JJ/MM/AAAA"}]}"#,
            data: "date\n12/03/2021\n",
            fails: Some("unusable-format"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n\" 2021-03-12\"\n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: DEFAULT,
            data: "date\n#N/A\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "date\nbientôt\n",
            fails: Some("not-a-date"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"date","type":"date"}]}"#;
const FRENCH: &str = r#"{"fields":[{"name":"date","type":"date","format":"%d/%m/%Y"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    let format = Format::of(field)?;
    let is_iso = matches!(format, Format::Default) || field.format == "%Y-%m-%d";
    Ok(Box::new(Date { format, is_iso }))
}

struct Date {
    format: Format,
    /// Whether `YYYY-MM-DD` is of the format, so that it may be read by words.
    is_iso: bool,
}

impl FieldType for Date {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        let values = view.ordinals();
        if self.is_iso {
            read_each_within(cells, values, faults, |text, cell| {
                match iso_within(text, cell.end).filter(|_| cell.len() == 10) {
                    Some(day) => Ok(day),
                    None => self.other(&text[cell]),
                }
            });
        } else {
            read_each(cells, values, faults, |text| self.other(text));
        }
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.other(text).map(Scalar::Ordinal)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        calendar::key(self.day(text), text, out);
    }

    fn constants(&self) -> Args {
        self.format.constants("%Y-%m-%d", "2021-03-12")
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        cause::suggestion(text, |text| meant(text).map(iso_date))
    }
}

impl Date {
    #[inline(never)]
    fn other(&self, text: &[u8]) -> Result<i64, usize> {
        self.day(text)
            .ok_or_else(|| cause::index(&CHECK, self.why(text)))
    }

    fn day(&self, text: &[u8]) -> Option<i64> {
        match self.format {
            Format::Default => iso(text),
            _ => self.format.moment(text)?.date,
        }
    }

    #[cold]
    fn why(&self, text: &[u8]) -> &'static str {
        let read = |text: &[u8]| self.day(text).is_some();
        let text = match self.format.inner(text, "not-a-date", read) {
            Ok(text) => text,
            Err(reason) => return reason,
        };
        let reason = why_not_iso(text);
        match self.format {
            Format::Default => reason,
            _ if matches!(
                reason,
                "spreadsheet-serial" | "impossible-date" | "incomplete-date"
            ) =>
            {
                reason
            }
            _ if meant(text).is_some() => "other-format",
            _ => "not-a-date",
        }
    }
}

/// The day of exactly `YYYY-MM-DD`.
pub(super) fn iso(text: &[u8]) -> Option<i64> {
    let text: &[u8; 10] = text.try_into().ok()?;
    let number = |range: std::ops::Range<usize>| calendar::number(&text[range]);
    if text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    days(number(0..4)?, number(5..7)?, number(8..10)?)
}

/// As [`iso`], of the ten bytes before `end`, by words.
#[inline]
fn iso_within(text: &[u8], end: usize) -> Option<i64> {
    // `YYYY-MM-`, then `MM-DD` in the last five bytes of the second word.
    let year = digits::ending_at(text, end.checked_sub(2)?)? ^ u64::from_le_bytes(*b"0000-00-");
    let day = (digits::ending_at(text, end)? >> 48) ^ u64::from(u16::from_le_bytes(*b"00"));
    // A digit is at most 9 and a hyphen 0: with this added, what is more reaches the high bit.
    const ROOM: u64 = u64::from_le_bytes([0x76, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f]);
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let over = ((year & !HIGH) + ROOM) | year | ((day & !HIGH) + 0x7676) | day;
    if over & HIGH != 0 {
        return None;
    }
    // Each byte becomes the number of two digits that begins there.
    let two = |digits: u64| digits * 10 + (digits >> 8);
    let (year, day) = (two(year), two(day));
    let byte = |at: u32| (year >> (8 * at)) as u8;
    days(
        u32::from(byte(0)) * 100 + u32::from(byte(2)),
        u32::from(byte(5)),
        u32::from(day as u8),
    )
}

/// The day that somebody meant who did not write `YYYY-MM-DD`.
pub(super) fn meant(text: &str) -> Option<i64> {
    if let Some(micros) = calendar::spreadsheet_serial(text.as_bytes()) {
        return Some(micros.div_euclid(calendar::DAY));
    }
    freeform::moment(text)?.date
}

/// Why a text without outer blanks is not `YYYY-MM-DD`.
pub(super) fn why_not_iso(text: &str) -> &'static str {
    if calendar::spreadsheet_serial(text.as_bytes()).is_some() {
        return "spreadsheet-serial";
    }
    if let Some(numeric) = Numeric::parse(text) {
        return why_numeric(&numeric);
    }
    let compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if compact && freeform::moment(text).is_some() {
        return "other-separator";
    }
    match freeform::moment(text) {
        Some(Moment {
            date: Some(_),
            time: Some(_),
            ..
        }) => return "has-time",
        Some(Moment { date: Some(_), .. }) => return "month-name",
        _ => {}
    }
    if freeform::month_and_year(text).is_some() {
        return "month-name";
    }
    match text.len() == 4 && calendar::number(text.as_bytes()).is_some() || is_month(text) {
        true => "incomplete-date",
        false => "not-a-date",
    }
}

/// `2021-03`, `03/2021`.
fn is_month(text: &str) -> bool {
    text.split_once(['-', '/']).is_some_and(|(a, b)| {
        let are_numbers = [a, b]
            .iter()
            .all(|part| calendar::number(part.as_bytes()).is_some());
        are_numbers && matches!((a.len(), b.len()), (4, 1..=2) | (1..=2, 4))
    })
}

fn why_numeric(numeric: &Numeric) -> &'static str {
    let [first, second, _] = numeric.parts;
    if numeric.short_year() {
        return "two-digit-year";
    }
    if numeric.days().is_none() {
        return match numeric.year_first() || numeric.year_last() {
            true => "impossible-date",
            false => "not-a-date",
        };
    }
    if numeric.year_first() {
        return match numeric.separator {
            b'-' => "missing-zero",
            _ => "other-separator",
        };
    }
    match first <= 12 && second > 12 {
        true => "month-first",
        false => "day-first",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{bound, field, reason};
    use super::*;

    #[test]
    fn a_default_date_has_all_its_zeros_and_no_blanks() {
        let date = bound(r#"{"type":"date"}"#);
        assert_eq!(date.scalar(b"1970-01-02"), Ok(Scalar::Ordinal(1)));
        for text in [
            "2024-1-5",
            "2024-01-05 ",
            "0000-01-01",
            "2023-02-29",
            "+024-01-05",
            "2024\u{2010}1-05",
        ] {
            assert!(date.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_date_that_was_meant_is_suggested() {
        let date = bound(r#"{"type":"date"}"#);
        for (text, expected, meant) in [
            ("12/03/2021", "day-first", Some("2021-03-12")),
            ("1.3.2021", "day-first", Some("2021-03-01")),
            ("44197", "spreadsheet-serial", Some("2021-01-01")),
            ("2021-1-5", "missing-zero", Some("2021-01-05")),
            ("2021/01/05", "other-separator", Some("2021-01-05")),
            ("12 mars 2021", "month-name", Some("2021-03-12")),
            ("12/03/2021 10:00", "has-time", Some("2021-03-12")),
            ("31/02/2021", "impossible-date", None),
            ("2021-13-01", "impossible-date", None),
            ("2021", "incomplete-date", None),
            ("", "not-a-date", None),
            ("1-2-3-4", "not-a-date", None),
        ] {
            assert_eq!(reason(&*date, text), expected, "{text}");
            let suggestion = date.details(0, text.as_bytes());
            assert_eq!(
                suggestion.get("suggestion"),
                meant.map(Into::into).as_ref(),
                "{text}"
            );
        }
    }

    #[test]
    fn messages_show_a_date_in_the_format_of_the_field() {
        let date = bound(r#"{"type":"date","format":"%d/%m/%y"}"#);
        assert_eq!(date.constants().get("example"), Some(&"12/03/21".into()));
    }

    #[test]
    fn a_directive_that_does_not_exist_is_a_fault_of_the_schema() {
        let fault = bind(&field(r#"{"type":"date","format":"%-d/%m/%Y"}"#))
            .err()
            .expect("a fault");
        assert_eq!(fault.check.reasons[fault.reason].id, "unknown-directive");
        assert_eq!(fault.args.get("directive"), Some(&"%-d".into()));
        assert_eq!(fault.pointer, "/fields/0/format");
    }

    proptest! {
        #[test]
        fn words_and_bytes_read_the_same_dates(cell in "[0-9]{4}-[0-9]{2}-[0-9]{2}|20[0-3][0-9]-[01][0-9]-[0-3][0-9]|[-0-9/]{10}|[ -~]{10}") {
            let text = format!("99999999{cell}9");
            prop_assert_eq!(iso_within(text.as_bytes(), 18), iso(cell.as_bytes()));
        }
    }
}
