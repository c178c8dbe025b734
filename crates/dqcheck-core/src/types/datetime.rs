//! `datetime`: `YYYY-MM-DDThh:mm:ss` with a fraction and a zone if need be (XSD dateTime), a strptime pattern, or
//! `any` (Table Schema, "datetime"). Blanks are not trimmed.
//!
//! A moment without a zone is compared as if it were UTC, and fractions to the microsecond.

use super::calendar::{self, DAY, Moment, iso_date, iso_time};
use super::format::Format;
use super::{Faults, FieldType, Scalar, View, cause, date, freeform, read_each, time};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-datetime",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Date and time expected",
        fr: "Date et heure attendues",
    },
    why: Text {
        en: "The moments of this field are sorted and compared. One that is written in another way is misread or lost.",
        fr: "Les dates et heures de ce champ sont triées et comparées. Celle qui est écrite autrement est mal lue ou \
             perdue.",
    },
    reasons: &[
        Reason {
            id: "date-only",
            message: Text {
                en: "“{value}” is a date without a time.",
                fr: "« {value} » est une date sans heure.",
            },
            help: Text {
                en: "Add the time, as in {example}. If no time is known in this column, the type in the schema should \
                     be “date”.",
                fr: "Ajoutez l'heure, comme dans {example}. Si aucune heure n'est connue dans cette colonne, le type \
                     dans le schéma devrait être « date ».",
            },
        },
        Reason {
            id: "space-instead-of-t",
            message: Text {
                en: "“{value}” has no T between the date and the time; write {suggestion}.",
                fr: "« {value} » n'a pas de T entre la date et l'heure ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put the letter T between the date and the time. In a spreadsheet: Format cells, Custom, \
                     YYYY-MM-DD\"T\"HH:MM:SS. Or let the schema say \"format\": \"%Y-%m-%d %H:%M:%S\".",
                fr: "Mettez la lettre T entre la date et l'heure. Dans un tableur : Format de cellule, Personnalisé, \
                     AAAA-MM-JJ\"T\"HH:MM:SS. Ou bien faites dire au schéma \"format\": \"%Y-%m-%d %H:%M:%S\".",
            },
        },
        Reason {
            id: "no-seconds",
            message: Text {
                en: "“{value}” lacks the seconds; write {suggestion}.",
                fr: "Il manque les secondes dans « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write the time with hours, minutes and seconds, two digits each.",
                fr: "Écrivez l'heure avec les heures, les minutes et les secondes, sur deux chiffres chacune.",
            },
        },
        Reason {
            id: "zone",
            message: Text {
                en: "The time zone at the end of “{value}” is not written as it should be.",
                fr: "Le fuseau horaire à la fin de « {value} » n'est pas écrit comme il faut.",
            },
            help: Text {
                en: "Write Z for UTC, or the offset with two digits, a colon and two digits: +01:00.",
                fr: "Écrivez Z pour UTC, ou le décalage avec deux chiffres, deux-points et deux chiffres : +01:00.",
            },
        },
        Reason {
            id: "day-first",
            message: Text {
                en: "“{value}” does not begin with the year; write {suggestion}.",
                fr: "« {value} » ne commence pas par l'année ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write year, month and day with hyphens, the letter T, then the time. In a spreadsheet: Format \
                     cells, Custom, YYYY-MM-DD\"T\"HH:MM:SS. Make sure that day and month were not confused.",
                fr: "Écrivez l'année, le mois et le jour avec des tirets, la lettre T, puis l'heure. Dans un tableur : \
                     Format de cellule, Personnalisé, AAAA-MM-JJ\"T\"HH:MM:SS. Assurez-vous que le jour et le mois \
                     n'ont pas été confondus.",
            },
        },
        Reason {
            id: "impossible-datetime",
            message: Text {
                en: "“{value}” is a moment that does not exist.",
                fr: "« {value} » est un moment qui n'existe pas.",
            },
            help: Text {
                en: "Look for a typing mistake: a 30 February, a month 13, an hour 25, a second 60.",
                fr: "Cherchez une faute de frappe : un 30 février, un mois 13, une heure 25, une seconde 60.",
            },
        },
        Reason {
            id: "spreadsheet-serial",
            message: Text {
                en: "“{value}” is the number by which a spreadsheet stores a moment; it stands for {suggestion}.",
                fr: "« {value} » est le numéro sous lequel un tableur range un moment ; il désigne {suggestion}.",
            },
            help: Text {
                en: "In the spreadsheet: select the column, Format cells, Custom, YYYY-MM-DD\"T\"HH:MM:SS, and export \
                     to CSV again.",
                fr: "Dans le tableur : sélectionnez la colonne, Format de cellule, Personnalisé, \
                     AAAA-MM-JJ\"T\"HH:MM:SS, puis exportez de nouveau en CSV.",
            },
        },
        Reason {
            id: "other-format",
            message: Text {
                en: "“{value}” is a date and time, but this field writes them as {example}.",
                fr: "« {value} » est une date avec heure, mais dans ce champ elles s'écrivent {example}.",
            },
            help: Text {
                en: "Write the whole column in the format that the schema asks for ({format}).",
                fr: "Écrivez toute la colonne dans le format demandé par le schéma ({format}).",
            },
        },
        Reason {
            id: "unusable-format",
            message: Text {
                en: "“{value}” cannot be read, since the schema's format “{format}” describes no date.",
                fr: "« {value} » ne peut pas être lu, car le format « {format} » du schéma ne décrit aucune date.",
            },
            help: Text {
                en: "Correct the schema, not the file: write the format with %Y, %m, %d, %H, %M and %S.",
                fr: "Corrigez le schéma, pas le fichier : écrivez le format avec %Y, %m, %d, %H, %M et %S.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-datetime",
            message: Text {
                en: "“{value}” is not a date with a time.",
                fr: "« {value} » n'est pas une date avec une heure.",
            },
            help: Text {
                en: "Write a date and a time such as {example}. Leave the cell empty where they are unknown.",
                fr: "Écrivez une date et une heure, par exemple {example}. Laissez la cellule vide si elles sont \
                     inconnues.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12T14:05:09\n2021-03-12T14:05:09.5+01:00\n2021-03-12T14:05:09+0000\n2021-03-12T14:05:09Z\n",
            fails: None,
        },
        Example {
            schema: PATTERN,
            data: "maj\n12/03/2021 14:05\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12\n",
            fails: Some("date-only"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12 14:05:09\n",
            fails: Some("space-instead-of-t"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12T14:05\n",
            fails: Some("no-seconds"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12T14:05:09+01\n",
            fails: Some("zone"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n12/03/2021 14:05\n",
            fails: Some("day-first"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-02-30T14:05:09\n",
            fails: Some("impossible-datetime"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n44197.5\n",
            fails: Some("spreadsheet-serial"),
        },
        Example {
            schema: PATTERN,
            data: "maj\n2021-03-12T14:05:09\n",
            fails: Some("other-format"),
        },
        Example {
            schema: r#"{"fields":[{"name":"maj","type":"datetime","format":"AAAA-MM-JJ HH:MM"}]}"#,
            data: "maj\n2021-03-12 14:05\n",
            fails: Some("unusable-format"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n2021-03-12T14:05:09 \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\n#REF!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "maj\nhier soir\n",
            fails: Some("not-a-datetime"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"maj","type":"datetime"}]}"#;
const PATTERN: &str = r#"{"fields":[{"name":"maj","type":"datetime","format":"%d/%m/%Y %H:%M"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(DateTime {
        format: Format::of(field)?,
    }))
}

struct DateTime {
    format: Format,
}

impl FieldType for DateTime {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.ordinals(), faults, |text| self.value(text));
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.value(text).map(Scalar::Ordinal)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        calendar::key(self.moment(text), text, out);
    }

    fn constants(&self) -> Args {
        self.format
            .constants("%Y-%m-%dT%H:%M:%S", "2021-03-12T14:05:09")
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        cause::suggestion(text, |text| {
            // The clock as it is written, without its zone.
            let local =
                freeform::moment(text).and_then(|moment| Some(moment.date? * DAY + moment.time?));
            let micros = local.or_else(|| time::meant(text))?;
            let date = iso_date(micros.div_euclid(DAY));
            let time = iso_time(micros.rem_euclid(DAY));
            Some(format!("{date}T{time}"))
        })
    }
}

impl DateTime {
    fn value(&self, text: &[u8]) -> Result<i64, usize> {
        self.moment(text)
            .ok_or_else(|| cause::index(&CHECK, self.why(text)))
    }

    /// Microseconds since 1970.
    fn moment(&self, text: &[u8]) -> Option<i64> {
        let moment = match self.format {
            Format::Default => standard(text)?,
            _ => self.format.moment(text)?,
        };
        let time = match self.format {
            // A date alone is midnight to whoever reads any format.
            Format::Any => moment.time.unwrap_or(0),
            _ => moment.time?,
        };
        Some(moment.date? * DAY + time - moment.zone.unwrap_or(0))
    }

    #[cold]
    fn why(&self, text: &[u8]) -> &'static str {
        let read = |text: &[u8]| self.moment(text).is_some();
        let text = match self.format.inner(text, "not-a-datetime", read) {
            Ok(text) => text,
            Err(reason) => return reason,
        };
        why(text, matches!(self.format, Format::Default))
    }
}

/// `YYYY-MM-DDThh:mm:ss`, a fraction, a zone.
fn standard(text: &[u8]) -> Option<Moment> {
    let (day, rest) = text.split_at_checked(10)?;
    let (time, zone) = time::zoned(rest.strip_prefix(b"T")?)?;
    Some(Moment {
        date: Some(date::iso(day)?),
        time: Some(time),
        zone,
    })
}

fn why(text: &str, default: bool) -> &'static str {
    let day = text.get(..10).unwrap_or(text);
    let after = text.get(11..).unwrap_or("");
    if date::why_not_iso(text) == "spreadsheet-serial" {
        return "spreadsheet-serial";
    }
    let is_impossible = || {
        let clock = after.get(..8).is_some_and(|clock| {
            clock.bytes().enumerate().all(|(at, byte)| match at {
                2 | 5 => byte == b':',
                _ => byte.is_ascii_digit(),
            })
        });
        let whole_day = date::iso(day.as_bytes()).is_some();
        (date::why_not_iso(day) == "impossible-date" && (clock || after.is_empty()))
            || (whole_day && clock && time::zoned(&after.as_bytes()[..8]).is_none())
    };
    match freeform::moment(text) {
        Some(Moment {
            date: Some(_),
            time: None,
            ..
        }) => "date-only",
        Some(Moment {
            date: Some(_),
            time: Some(_),
            ..
        }) if !default => "other-format",
        Some(Moment {
            date: Some(_),
            time: Some(_),
            ..
        }) if date::iso(day.as_bytes()).is_none() => "day-first",
        Some(Moment {
            date: Some(_),
            time: Some(_),
            ..
        }) => why_iso(text, after),
        _ if is_impossible() => "impossible-datetime",
        _ if default
            && time::zoned(after.as_bytes().get(..8).unwrap_or_default()).is_some()
            && date::iso(day.as_bytes()).is_some() =>
        {
            "zone"
        }
        _ => "not-a-datetime",
    }
}

/// Why a moment that begins with a right date is not right: `after` is what follows the T or the blank.
fn why_iso(text: &str, after: &str) -> &'static str {
    if text.as_bytes().get(10) != Some(&b'T') {
        return "space-instead-of-t";
    }
    let has_seconds = after
        .as_bytes()
        .get(..8)
        .is_some_and(|clock| time::zoned(clock).is_some());
    if has_seconds { "zone" } else { "no-seconds" }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    #[test]
    fn a_zone_moves_the_moment() {
        let datetime = bound(r#"{"type":"datetime"}"#);
        assert_eq!(
            datetime.scalar(b"1970-01-01T01:00:00+01:00"),
            Ok(Scalar::Ordinal(0))
        );
        assert_eq!(
            datetime.scalar(b"1969-12-31T24:00:00Z"),
            Ok(Scalar::Ordinal(0))
        );
        assert_eq!(
            datetime.scalar(b"1970-01-01T00:00:00.5"),
            Ok(Scalar::Ordinal(500_000))
        );
        let key = |text: &[u8]| {
            let mut out = Vec::new();
            datetime.key(text, &mut out);
            out
        };
        assert_eq!(
            key(b"2021-03-12T01:00:00+01:00"),
            key(b"2021-03-12T00:00:00Z")
        );
    }

    #[test]
    fn only_the_form_of_the_standard_is_a_default_datetime() {
        let datetime = bound(r#"{"type":"datetime"}"#);
        for (text, expected) in [
            ("2014-01-01 06:00:00", "space-instead-of-t"),
            ("2014-01-01T06:00:00+1:00", "zone"),
            ("2014-01-01T06:00:00+01", "zone"),
            ("2014-01-01T06:00:00,5", "zone"),
            ("2014-01-01t06:00:00", "space-instead-of-t"),
            ("2014-01-01T06:00:60", "impossible-datetime"),
            ("2014-01-01T25:00:00", "impossible-datetime"),
            ("2014-W01-1T06:00:00", "not-a-datetime"),
            ("20131123 08:30:", "not-a-datetime"),
            ("", "not-a-datetime"),
        ] {
            assert_eq!(reason(&*datetime, text), expected, "{text}");
        }
    }

    #[test]
    fn the_moment_that_was_meant_is_suggested() {
        let datetime = bound(r#"{"type":"datetime"}"#);
        for (text, meant) in [
            ("12/03/2021 14h05", "2021-03-12T14:05:00"),
            ("44197.5", "2021-01-01T12:00:00"),
            ("2021-03-12 14:05:09", "2021-03-12T14:05:09"),
        ] {
            assert_eq!(
                datetime.details(0, text.as_bytes()).get("suggestion"),
                Some(&meant.into())
            );
        }
    }
}
