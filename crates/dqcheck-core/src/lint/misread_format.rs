//! `misread-format`: a format of dates that does not mean what it seems to.

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "misread-format",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "A format of dates that does not mean what it seems to",
        fr: "Un format de date qui ne dit pas ce qu'il semble dire",
    },
    why: Text {
        en: "A format of dates is written with the signs of strptime: %Y for the year, %m for the month. Letters without \
             % stand for themselves, and %M is the minute. Good dates are then refused, or read as other ones.",
        fr: "Un format de date s'écrit avec les signes de strptime : %Y pour l'année, %m pour le mois. Des lettres sans % \
             ne représentent qu'elles-mêmes, et %M est la minute. De bonnes dates sont alors refusées, ou lues comme \
             d'autres.",
    },
    reasons: &[
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” is taken letter by letter: only a cell that holds these very letters would pass.",
                fr: "« {value} » est pris à la lettre : seule une cellule qui contient ces lettres mêmes passerait.",
            },
            help: Text {
                en: "Write \"format\": \"{suggestion}\"",
                fr: "Écrivez \"format\": \"{suggestion}\"",
            },
        },
        Reason {
            id: "words",
            message: Text {
                en: "“{value}” is taken letter by letter: only a cell that holds these very letters would pass.",
                fr: "« {value} » est pris à la lettre : seule une cellule qui contient ces lettres mêmes passerait.",
            },
            help: Text {
                en: "Remove `format` if the column is written as the standard has it (2024-07-14, 08:30:00, \
                     2024-07-14T08:30:00Z). Otherwise write it with %Y (year), %m (month), %d (day), %H, %M and %S \
                     (time).",
                fr: "Supprimez `format` si la colonne est écrite comme le veut la norme (2024-07-14, 08:30:00, \
                     2024-07-14T08:30:00Z). Sinon, écrivez-le avec %Y (année), %m (mois), %d (jour), %H, %M et %S \
                     (heure).",
            },
        },
        Reason {
            id: "minute-for-month",
            message: Text {
                en: "“%M” is the minute: in a date, the month is “%m”.",
                fr: "« %M » est la minute : dans une date, le mois est « %m ».",
            },
            help: Text {
                en: "Write \"format\": \"{suggestion}\"",
                fr: "Écrivez \"format\": \"{suggestion}\"",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "format": "JJ/MM/AAAA"}]}"#,
            data: "",
            fails: Some("letters"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "format": "ISO 8601"}]}"#,
            data: "",
            fails: Some("words"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "format": "%d/%M/%Y"}]}"#,
            data: "",
            fails: Some("minute-for-month"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "format": "%d/%m/%Y"}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const LETTERS: usize = 0;
const WORDS: usize = 1;
const MINUTE_FOR_MONTH: usize = 2;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for field in &subject.schema.fields {
        let type_name = field.type_name.as_str();
        let format = field.format.as_str();
        if !["date", "time", "datetime"].contains(&type_name)
            || ["", "default", "any"].contains(&format)
        {
            continue;
        }
        let fault = |reason| {
            Fault::new(&CHECK, reason, format!("{}/format", field.pointer)).with("value", format)
        };
        if !format.contains('%') {
            faults.push(match translated(format, type_name) {
                Some(suggestion) => fault(LETTERS).with("suggestion", suggestion),
                None => fault(WORDS),
            });
        } else if type_name == "date" && format.contains("%M") && !format.contains("%m") {
            faults.push(fault(MINUTE_FOR_MONTH).with("suggestion", format.replace("%M", "%m")));
        }
    }
}

/// What spreadsheets and other languages write, in the signs of strptime: `JJ/MM/AAAA`, `yyyy-MM-dd HH:mm`.
fn translated(format: &str, type_name: &str) -> Option<String> {
    let chars: Vec<char> = format.chars().take(40).collect();
    let mut out = String::new();
    // The letters M before the hour are months, those after it minutes.
    let mut in_time = type_name == "time";
    let mut directives = 0;
    for run in chars.chunk_by(|a, b| a.eq_ignore_ascii_case(b)) {
        let directive = match (run[0].to_ascii_lowercase(), run.len()) {
            ('y' | 'a', 4) => "%Y",
            ('y' | 'a', 2) => "%y",
            ('m', 2) if in_time => "%M",
            ('m', 2) => "%m",
            ('d' | 'j', 2) => "%d",
            ('h', 2) => {
                in_time = true;
                "%H"
            }
            ('s', 2) => "%S",
            ('t', 1) if directives > 0 => "T",
            ('z', 1) if directives > 0 => "%z",
            (letter, _) if letter.is_alphanumeric() => return None,
            _ => {
                out.extend(run);
                continue;
            }
        };
        directives += 1;
        out.push_str(directive);
    }
    (directives > 1).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_spreadsheets_become_those_of_strptime() {
        let translated = |format, type_name| translated(format, type_name).unwrap_or_default();
        assert_eq!(translated("yyyy-MM-dd", "date"), "%Y-%m-%d");
        assert_eq!(
            translated("JJ/MM/AAAA hh:mm:ss", "datetime"),
            "%d/%m/%Y %H:%M:%S"
        );
        assert_eq!(translated("YYYYMMDD", "date"), "%Y%m%d");
        assert_eq!(
            translated("YYYY-MM-DDTHH:mm:ssZ", "datetime"),
            "%Y-%m-%dT%H:%M:%S%z"
        );
        assert_eq!(translated("HH:MM", "time"), "%H:%M");
        assert_eq!(translated("ISO8601", "date"), "");
        assert_eq!(translated("date", "date"), "");
        assert_eq!(translated("DDDDD", "date"), "");
    }
}
