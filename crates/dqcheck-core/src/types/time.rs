//! `time`: `hh:mm:ss`, with a fraction and a zone if need be, a strptime pattern, or `any` (Table Schema, "time").
//! Blanks are not trimmed.

use super::calendar::{self, DAY, HOUR, MINUTE, Moment, fraction, iso_time, number, time_of_day};
use super::decimal::digits;
use super::format::Format;
use super::{Faults, FieldType, Scalar, View, cause, freeform, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-time",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Time of day expected",
        fr: "Heure attendue",
    },
    why: Text {
        en: "Opening hours and timetables are compared by programs. A time that is written in another way is lost.",
        fr: "Les horaires sont comparés par des programmes. Une heure écrite autrement est perdue.",
    },
    reasons: &[
        Reason {
            id: "no-seconds",
            message: Text {
                en: "“{value}” lacks the seconds; write {suggestion}.",
                fr: "Il manque les secondes dans « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write hours, minutes and seconds with colons. In a spreadsheet: Format cells, Custom, HH:MM:SS, \
                     and export to CSV again. If nobody needs the seconds, the schema can say \"format\": \"%H:%M\".",
                fr: "Écrivez heures, minutes et secondes, séparées par des deux-points. Dans un tableur : Format de \
                     cellule, Personnalisé, HH:MM:SS, puis exportez de nouveau en CSV. Si les secondes sont inutiles, \
                     le schéma peut dire \"format\": \"%H:%M\".",
            },
        },
        Reason {
            id: "missing-zero",
            message: Text {
                en: "“{value}” lacks a zero; write {suggestion}.",
                fr: "Il manque un zéro dans « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write hours, minutes and seconds with two digits each. In a spreadsheet: Format cells, Custom, \
                     HH:MM:SS.",
                fr: "Écrivez les heures, les minutes et les secondes avec deux chiffres chacune. Dans un tableur : \
                     Format de cellule, Personnalisé, HH:MM:SS.",
            },
        },
        Reason {
            id: "impossible-time",
            message: Text {
                en: "“{value}” is a time that does not exist.",
                fr: "« {value} » est une heure qui n'existe pas.",
            },
            help: Text {
                en: "Hours go from 00 to 23, minutes and seconds from 00 to 59. Look for a typing mistake.",
                fr: "Les heures vont de 00 à 23, les minutes et les secondes de 00 à 59. Cherchez une faute de frappe.",
            },
        },
        Reason {
            id: "has-date",
            message: Text {
                en: "“{value}” has a date; the field “{field}” holds times of day only.",
                fr: "« {value} » contient une date ; le champ « {field} » ne contient que des heures.",
            },
            help: Text {
                en: "Keep only the time. If the date matters, the type in the schema should be “datetime”.",
                fr: "Ne gardez que l'heure. Si la date est utile, le type dans le schéma devrait être « datetime ».",
            },
        },
        Reason {
            id: "other-format",
            message: Text {
                en: "“{value}” is a time, but this field writes times as {example}.",
                fr: "« {value} » est une heure, mais dans ce champ les heures s'écrivent {example}.",
            },
            help: Text {
                en: "Write all times of the column in the format that the schema asks for ({format}).",
                fr: "Écrivez toutes les heures de la colonne dans le format demandé par le schéma ({format}).",
            },
        },
        Reason {
            id: "unusable-format",
            message: Text {
                en: "“{value}” cannot be read, since the schema's format “{format}” describes no time.",
                fr: "« {value} » ne peut pas être lu, car le format « {format} » du schéma ne décrit aucune heure.",
            },
            help: Text {
                en: "Correct the schema, not the file: write the format with %H, %M and %S, such as %H:%M.",
                fr: "Corrigez le schéma, pas le fichier : écrivez le format avec %H, %M et %S, par exemple %H:%M.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-time",
            message: Text {
                en: "“{value}” is not a time of day.",
                fr: "« {value} » n'est pas une heure.",
            },
            help: Text {
                en: "Write a time such as {example}. Leave the cell empty where it is unknown.",
                fr: "Écrivez une heure, par exemple {example}. Laissez la cellule vide si elle est inconnue.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "heure\n08:30:00\n08:30:00.25+01:00\n24:00:00\n",
            fails: None,
        },
        Example {
            schema: SHORT,
            data: "heure\n08:30\n8:30\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "heure\n8h30\n",
            fails: Some("no-seconds"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\n8:30:00\n",
            fails: Some("missing-zero"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\n25:00:00\n",
            fails: Some("impossible-time"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\n2021-03-12 08:30:00\n",
            fails: Some("has-date"),
        },
        Example {
            schema: SHORT,
            data: "heure\n08:30:00\n",
            fails: Some("other-format"),
        },
        Example {
            schema: r#"{"fields":[{"name":"heure","type":"time","format":"HH:MM"}]}"#,
            data: "heure\n08:30\n",
            fails: Some("unusable-format"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\n08:30:00 \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\n#VALEUR!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "heure\nmidi\n",
            fails: Some("not-a-time"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"heure","type":"time"}]}"#;
const SHORT: &str = r#"{"fields":[{"name":"heure","type":"time","format":"%H:%M"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Time {
        format: Format::of(field)?,
    }))
}

struct Time {
    format: Format,
}

impl FieldType for Time {
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
        calendar::key(self.time(text), text, out);
    }

    fn constants(&self) -> Args {
        self.format.constants("%H:%M:%S", "14:05:09")
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        cause::suggestion(text, |text| freeform::moment(text)?.time.map(iso_time))
    }
}

impl Time {
    fn value(&self, text: &[u8]) -> Result<i64, usize> {
        self.time(text)
            .ok_or_else(|| cause::index(&CHECK, self.why(text)))
    }

    /// Microseconds since midnight, in UTC where the text says its zone.
    fn time(&self, text: &[u8]) -> Option<i64> {
        let (time, zone) = match &self.format {
            Format::Default => zoned(text)?,
            format => {
                let moment = format.moment(text)?;
                let alone = moment.date.is_none() || !matches!(format, Format::Any);
                (moment.time.filter(|_| alone)?, moment.zone)
            }
        };
        Some(time % DAY - zone.unwrap_or(0))
    }

    #[cold]
    fn why(&self, text: &[u8]) -> &'static str {
        let read = |text: &[u8]| self.time(text).is_some();
        let text = match self.format.inner(text, "not-a-time", read) {
            Ok(text) => text,
            Err(reason) => return reason,
        };
        let numbers: Vec<&str> = text.split(':').collect();
        let is_numeric = numbers
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && number(part.as_bytes()).is_some());
        match freeform::moment(text) {
            Some(Moment { date: Some(_), .. }) => "has-date",
            Some(_) if !matches!(self.format, Format::Default) => "other-format",
            Some(_) if numbers.len() == 3 && is_numeric => "missing-zero",
            Some(_) => "no-seconds",
            None if numbers.len() > 1 && is_numeric => "impossible-time",
            None => "not-a-time",
        }
    }
}

/// `hh:mm:ss`, a fraction, a zone: microseconds since midnight and the offset of the zone. XSD has a colon in the
/// offset; without it (`+0100`) the offset is just as clear, and published data and other readers have it so.
pub(super) fn zoned(text: &[u8]) -> Option<(i64, Option<i64>)> {
    let (clock, rest) = text.split_at_checked(8)?;
    if clock[2] != b':' || clock[5] != b':' {
        return None;
    }
    let (micros, finer, rest) = match rest {
        [b'.', rest @ ..] => {
            let (fraction_digits, rest) = digits(rest);
            if fraction_digits.is_empty() {
                return None;
            }
            let finer = fraction_digits.iter().any(|&digit| digit != b'0');
            (fraction(fraction_digits), finer, rest)
        }
        _ => (0, false, rest),
    };
    let hour = number(&clock[..2])?;
    if hour == 24 && finer {
        return None;
    }
    let time = time_of_day(hour, number(&clock[3..5])?, number(&clock[6..])?, micros)?;
    let zone = match rest {
        [] => None,
        b"Z" => Some(0),
        [sign @ (b'+' | b'-'), a, b, b':', c, d] | [sign @ (b'+' | b'-'), a, b, c, d] => {
            let (hours, minutes) = (number(&[*a, *b])?, number(&[*c, *d])?);
            if hours > 14 || minutes > 59 || (hours == 14 && minutes > 0) {
                return None;
            }
            let offset = i64::from(hours) * HOUR + i64::from(minutes) * MINUTE;
            Some(if *sign == b'-' { -offset } else { offset })
        }
        _ => return None,
    };
    Some((time, zone))
}

/// The time of a moment, and the date with it, where a spreadsheet or a person wrote both.
pub(super) fn meant(text: &str) -> Option<i64> {
    if let Some(micros) = calendar::spreadsheet_serial(text.as_bytes()) {
        return Some(micros);
    }
    let moment = freeform::moment(text)?;
    Some(moment.date? * DAY + moment.time? - moment.zone.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    #[test]
    fn a_default_time_may_have_a_fraction_and_a_zone() {
        let time = bound(r#"{"type":"time"}"#);
        assert_eq!(
            time.scalar(b"06:00:00+01:00"),
            Ok(Scalar::Ordinal(5 * HOUR))
        );
        assert_eq!(time.scalar(b"06:00:00+0100"), Ok(Scalar::Ordinal(5 * HOUR)));
        assert_eq!(time.scalar(b"24:00:00"), Ok(Scalar::Ordinal(0)));
        assert_eq!(
            time.scalar(b"00:00:00.1234567"),
            Ok(Scalar::Ordinal(123_456))
        );
        for text in [
            "06:00:00+1:00",
            "06:00:00+01",
            "09:00",
            "3.00",
            "08:30:60",
            "24:00:01",
            "08:30:00,5",
            "08:30:00.",
        ] {
            assert!(time.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_format_any_reads_a_time_but_not_a_date() {
        let time = bound(r#"{"type":"time","format":"any"}"#);
        assert!(time.scalar(b"3:00 am").is_ok());
        assert_eq!(reason(&*time, "2021-03-12"), "has-date");
    }
}
