//! `duration`: an XSD duration, `P1Y2M3DT4H5M6.7S` (Table Schema, "duration"). Blanks are not trimmed.
//!
//! Years are twelve months, and days, hours, minutes are so many seconds; months and seconds stay apart, since no
//! number of days is a month. Where they must be compared all the same (`P1M` against a bound of `P30D`), a month has
//! its mean length in the calendar: XSD leaves that order open.

use std::cmp::Ordering;

use super::{Faults, FieldType, Scalar, View, cause, decimal::digits, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-duration",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Duration expected",
        fr: "Durée attendue",
    },
    why: Text {
        en: "Durations are added and compared. Written in another way, 1:30 may be an hour and a half or a minute and \
             a half, and programs leave it out.",
        fr: "Les durées servent à additionner et à comparer. Écrite autrement, 1:30 peut être une heure et demie ou \
             une minute et demie, et les programmes l'ignorent.",
    },
    reasons: &[
        Reason {
            id: "clock",
            message: Text {
                en: "“{value}” is written as a clock shows it; here it is written {suggestion}.",
                fr: "« {value} » est écrit comme sur une horloge ; ici on écrit {suggestion}.",
            },
            help: Text {
                en: "Write P, then T, then the hours, minutes and seconds, each with its letter: PT1H30M. Make sure \
                     that the first number was meant as hours, not as minutes.",
                fr: "Écrivez P, puis T, puis les heures, les minutes et les secondes, chacune avec sa lettre : \
                     PT1H30M. Assurez-vous que le premier nombre désignait bien des heures, et non des minutes.",
            },
        },
        Reason {
            id: "words",
            message: Text {
                en: "“{value}” gives the unit in words; here it is written {suggestion}.",
                fr: "« {value} » donne l'unité en toutes lettres ; ici on écrit {suggestion}.",
            },
            help: Text {
                en: "Write P, the years (Y), months (M) and days (D), then T and the hours (H), minutes (M) and \
                     seconds (S): P2D for two days, PT45M for 45 minutes.",
                fr: "Écrivez P, les années (Y), les mois (M) et les jours (D), puis T et les heures (H), les minutes \
                     (M) et les secondes (S) : P2D pour deux jours, PT45M pour 45 minutes.",
            },
        },
        Reason {
            id: "weeks",
            message: Text {
                en: "“{value}” counts in weeks; the standard has days only: write {suggestion}.",
                fr: "« {value} » compte en semaines ; la norme ne connaît que les jours : écrivez {suggestion}.",
            },
            help: Text {
                en: "Multiply the weeks by seven and write days: P14D for two weeks.",
                fr: "Multipliez les semaines par sept et écrivez des jours : P14D pour deux semaines.",
            },
        },
        Reason {
            id: "no-unit",
            message: Text {
                en: "“{value}” is a number without its unit.",
                fr: "« {value} » est un nombre sans son unité.",
            },
            help: Text {
                en: "Write the unit with the number: PT90M for 90 minutes, PT90S for 90 seconds, P90D for 90 days.",
                fr: "Écrivez l'unité avec le nombre : PT90M pour 90 minutes, PT90S pour 90 secondes, P90D pour 90 \
                     jours.",
            },
        },
        Reason {
            id: "misplaced-t",
            message: Text {
                en: "“{value}” needs a T between the days and the hours; write {suggestion}.",
                fr: "« {value} » doit avoir un T entre les jours et les heures ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put T before the hours, minutes and seconds, and only there: PT2H, P1DT2H, P3D.",
                fr: "Mettez T avant les heures, les minutes et les secondes, et seulement là : PT2H, P1DT2H, P3D.",
            },
        },
        Reason {
            id: "other-case",
            message: Text {
                en: "“{value}” must be in capital letters: {suggestion}.",
                fr: "« {value} » doit être en majuscules : {suggestion}.",
            },
            help: Text {
                en: "Write the letters as capitals. In a spreadsheet, the function UPPER does it for a whole column.",
                fr: "Écrivez les lettres en majuscules. Dans un tableur, la fonction MAJUSCULE le fait pour toute une \
                     colonne.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-duration",
            message: Text {
                en: "“{value}” is not a duration.",
                fr: "« {value} » n'est pas une durée.",
            },
            help: Text {
                en: "Write P, the years (Y), months (M) and days (D) in this order, then T and the hours (H), minutes \
                     (M) and seconds (S); only the seconds may have decimals, after a point. Examples: P1Y6M, P3D, \
                     PT1H30M.",
                fr: "Écrivez P, les années (Y), les mois (M) et les jours (D) dans cet ordre, puis T et les heures (H), \
                     les minutes (M) et les secondes (S) ; seules les secondes peuvent avoir des décimales, après un \
                     point. Exemples : P1Y6M, P3D, PT1H30M.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "delai\nP1Y10M3DT5H11M7.5S\nPT90M\n-P60D\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "delai\n1:30\n",
            fails: Some("clock"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\n45 min\n2 jours\n1h30\n",
            fails: Some("words"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\nP2W\n",
            fails: Some("weeks"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\n90\n",
            fails: Some("no-unit"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\nP2H\nPT3D\n",
            fails: Some("misplaced-t"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\npt1h\n",
            fails: Some("other-case"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\nPT1H \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\n#N/A\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: SCHEMA,
            data: "delai\nlongtemps\nP1M1Y\n",
            fails: Some("not-a-duration"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"delai","type":"duration"}]}"#;

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Duration))
}

struct Duration;

impl FieldType for Duration {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each(cells, view.numbers(), faults, value);
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        value(text).map(Scalar::Number)
    }

    fn exact(&self, a: &[u8], b: &[u8]) -> Ordering {
        match (Span::parse(a), Span::parse(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        match Span::parse(text) {
            Some(span) => {
                out.extend_from_slice(&span.months.to_le_bytes());
                out.extend_from_slice(&span.attos.to_le_bytes());
            }
            None => out.extend_from_slice(text),
        }
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        cause::suggestion(text, |text| meant(text).map(|(_, suggestion)| suggestion))
    }
}

/// Seconds, with months of their mean length.
fn value(text: &[u8]) -> Result<f64, usize> {
    match Span::parse(text) {
        Some(span) => Ok(span.mean() as f64 / SECOND as f64),
        None => Err(cause::index(&CHECK, why(text))),
    }
}

/// A length of time. What is too long to count stays at the ends of the numbers, and what is finer is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    months: i128,
    /// 10⁻¹⁸ seconds.
    attos: i128,
}

const SECOND: i128 = 1_000_000_000_000_000_000;
/// 400 years of the calendar have 146,097 days.
const MEAN_MONTH: i128 = 146_097 * 86_400 / 4_800;

impl Span {
    fn parse(text: &[u8]) -> Option<Span> {
        let (negative, text) = match text {
            [b'-', text @ ..] => (true, text),
            text => (false, text),
        };
        let (date, time) = match text.strip_prefix(b"P")? {
            [] => return None,
            text => match text.iter().position(|&byte| byte == b'T') {
                Some(at) => (&text[..at], Some(&text[at + 1..])),
                None => (text, None),
            },
        };
        let mut span = Span {
            months: 0,
            attos: 0,
        };
        span.take(date, b"YMD", true)?;
        if let Some(time) = time {
            (!time.is_empty()).then_some(())?;
            span.take(time, b"HMS", false)?;
        }
        let sign = if negative { -1 } else { 1 };
        Some(Span {
            months: sign * span.months,
            attos: sign * span.attos,
        })
    }

    /// Adds numbers, each with its unit, in the order of `units` and each at most once.
    fn take(&mut self, mut text: &[u8], mut units: &[u8], is_date: bool) -> Option<()> {
        while !text.is_empty() {
            let (whole, rest) = digits(text);
            let (fraction, rest) = match rest {
                [b'.', rest @ ..] => {
                    let (fraction, rest) = digits(rest);
                    (!fraction.is_empty()).then_some((fraction, rest))?
                }
                _ => (&rest[..0], rest),
            };
            let (unit, rest) = rest.split_first()?;
            let at = units.iter().position(|known| known == unit)?;
            if whole.is_empty() || (!fraction.is_empty() && *unit != b'S') {
                return None;
            }
            let number = number(whole);
            let (count, size) = match (is_date, unit) {
                (true, b'Y') => (&mut self.months, 12),
                (true, b'M') => (&mut self.months, 1),
                (true, _) => (&mut self.attos, 86_400 * SECOND),
                (false, b'H') => (&mut self.attos, 3_600 * SECOND),
                (false, b'M') => (&mut self.attos, 60 * SECOND),
                (false, _) => (&mut self.attos, SECOND),
            };
            *count = count
                .saturating_add(number.saturating_mul(size))
                .saturating_add(attos(fraction));
            units = &units[at + 1..];
            text = rest;
        }
        Some(())
    }

    /// In attoseconds, with months of their mean length.
    fn mean(&self) -> i128 {
        self.months
            .saturating_mul(MEAN_MONTH * SECOND)
            .saturating_add(self.attos)
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean()
            .cmp(&other.mean())
            .then_with(|| self.months.cmp(&other.months))
    }
}
impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn number(digits: &[u8]) -> i128 {
    digits.iter().fold(0_i128, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(i128::from(digit - b'0'))
    })
}

/// The digits of a fraction of a second.
fn attos(fraction: &[u8]) -> i128 {
    (0..18).fold(0, |attos, at| {
        attos * 10 + fraction.get(at).map_or(0, |digit| i128::from(digit - b'0'))
    })
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    let read = |text: &[u8]| Span::parse(text).is_some();
    let text = match cause::inner(text, "not-a-duration", read) {
        Ok(text) => text,
        Err(reason) => return reason,
    };
    match meant(text) {
        Some((reason, _)) => reason,
        None if text.parse::<f64>().is_ok() && text.contains(|c: char| c.is_ascii_digit()) => {
            "no-unit"
        }
        None => "not-a-duration",
    }
}

/// More than any duration that somebody types.
const LONGEST: usize = 60;

/// The duration that somebody meant, and what is wrong with the way in which it is written.
fn meant(text: &str) -> Option<(&'static str, String)> {
    if text.len() > LONGEST {
        return None;
    }
    let right = |reason, meant: String| {
        Span::parse(meant.as_bytes())
            .is_some()
            .then_some((reason, meant))
    };
    let capitals = text.to_uppercase();
    if let Some(parts) = capitals.strip_prefix('P') {
        return right("other-case", capitals.clone())
            .or_else(|| {
                let weeks = parts.strip_suffix('W')?.parse::<u32>().ok()?;
                right("weeks", format!("P{}D", u64::from(weeks) * 7))
            })
            .or_else(|| {
                // Years and days stand before the T, hours and seconds after it; minutes could be months.
                let bare = parts.replace('T', "");
                let (date, time) = bare.split_at(bare.rfind(['Y', 'D']).map_or(0, |last| last + 1));
                let certain = date.ends_with('D') || time.contains(['H', 'S']);
                let t = if time.is_empty() { "" } else { "T" };
                certain.then(|| right("misplaced-t", format!("P{date}{t}{time}")))?
            });
    }
    clock(text)
        .and_then(|clock| right("clock", clock))
        .or_else(|| words(text).and_then(|words| right("words", words)))
}

/// `1:30`, `01:30:00`.
fn clock(text: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
    let (hours, minutes, seconds) = match parts?[..] {
        [hours, minutes] => (hours, minutes, 0),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then_some(())?;
    let part = |number: u32, unit: char| match number {
        0 => String::new(),
        number => format!("{number}{unit}"),
    };
    let told = [part(hours, 'H'), part(minutes, 'M'), part(seconds, 'S')].concat();
    Some(match told.is_empty() {
        true => "PT0S".to_owned(),
        false => format!("PT{told}"),
    })
}

/// `45 min`, `2 jours`, `1 h 30`, `3 ans et 6 mois`.
fn words(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let (mut date, mut time) = (String::new(), String::new());
    let mut rest = text.as_str();
    let mut before = None;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        rest = ["et ", "and "]
            .into_iter()
            .find_map(|and| rest.strip_prefix(and))
            .unwrap_or(rest)
            .trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number: u32 = number.parse().ok()?;
        let after = after.trim_start();
        let end = after
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        let unit = match word {
            // `1h30`: the minutes that follow hours need no word.
            "" if before == Some('h') && after.is_empty() => 'm',
            _ => unit(word)?,
        };
        match unit {
            'a' => date.push_str(&format!("{number}Y")),
            'o' => date.push_str(&format!("{number}M")),
            'w' => date.push_str(&format!("{}D", u64::from(number) * 7)),
            'd' => date.push_str(&format!("{number}D")),
            unit => time.push_str(&format!("{number}{}", unit.to_ascii_uppercase())),
        }
        before = Some(unit);
        rest = after.trim_start_matches('.');
    }
    let t = if time.is_empty() { "" } else { "T" };
    Some(format!("P{date}{t}{time}"))
}

/// Years, months (`o`), weeks, days, hours, minutes, seconds.
fn unit(word: &str) -> Option<char> {
    Some(match word {
        "an" | "ans" | "année" | "années" | "year" | "years" => 'a',
        "mois" | "month" | "months" => 'o',
        "semaine" | "semaines" | "sem" | "week" | "weeks" => 'w',
        "jour" | "jours" | "j" | "day" | "days" | "d" => 'd',
        "heure" | "heures" | "h" | "hour" | "hours" => 'h',
        "minute" | "minutes" | "min" | "mn" => 'm',
        "seconde" | "secondes" | "second" | "seconds" | "sec" | "s" => 's',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    fn span(text: &str) -> Option<Span> {
        Span::parse(text.as_bytes())
    }

    #[test]
    fn only_the_form_of_xsd_is_a_duration() {
        for text in [
            "P1Y", "P0Y20M0D", "PT0S", "-P1DT2H", "PT1.5S", "P12DT3M", "P130M",
        ] {
            assert!(span(text).is_some(), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "P1DT",
            "1D",
            "P1",
            "P1S",
            "P1.5D",
            "PT1.S",
            "PT.5S",
            "PT1,5S",
            "P1D2Y",
            "P1Y1Y",
            "P-1Y",
            "+P1D",
            "--P1D",
            "P1W",
            "p1d",
            "P1D ",
            "PT1H2",
            "P٣D",
            "P0003-06-04T12:30:05",
        ] {
            assert!(span(text).is_none(), "{text}");
        }
    }

    #[test]
    fn equal_durations_have_one_key_however_they_are_written() {
        let duration = bound(r#"{"type":"duration"}"#);
        let key = |text: &str| {
            let mut out = Vec::new();
            duration.key(text.as_bytes(), &mut out);
            out
        };
        assert_eq!(key("PT60S"), key("PT1M"));
        assert_eq!(key("P1D"), key("PT24H"));
        assert_eq!(key("P1Y"), key("P12M"));
        assert_eq!(key("-PT0S"), key("P0Y"));
        assert_ne!(key("P1M"), key("PT2629746S"));
        assert_ne!(key("PT0.1S"), key("PT0.10000000000000001S"));
    }

    #[test]
    fn durations_are_in_order_and_a_month_has_its_mean_length() {
        let duration = bound(r#"{"type":"duration"}"#);
        let order = |a: &str, b: &str| duration.exact(a.as_bytes(), b.as_bytes());
        assert_eq!(order("PT59S", "PT1M"), Ordering::Less);
        assert_eq!(order("P1M", "P30D"), Ordering::Greater);
        assert_eq!(order("P1M", "P31D"), Ordering::Less);
        assert_eq!(order("-P2D", "-P1D"), Ordering::Less);
        assert_eq!(duration.scalar(b"-PT1.5S"), Ok(Scalar::Number(-1.5)));
    }

    #[test]
    fn a_duration_of_any_length_is_read() {
        let duration = bound(r#"{"type":"duration"}"#);
        let long = format!("P{0}Y{0}DT{0}H0.{0}S", "9".repeat(400));
        assert!(duration.scalar(long.as_bytes()).is_ok());
        assert!(duration.scalar(format!("-{long}").as_bytes()).is_ok());
    }

    #[test]
    fn the_duration_that_was_meant_is_suggested() {
        let duration = bound(r#"{"type":"duration"}"#);
        for (text, expected, meant) in [
            ("01:30:00", "clock", "PT1H30M"),
            ("0:00", "clock", "PT0S"),
            ("1h30", "words", "PT1H30M"),
            ("3 ans et 6 mois", "words", "P3Y6M"),
            ("2 weeks", "words", "P14D"),
            ("30 sec.", "words", "PT30S"),
            ("P1D2H", "misplaced-t", "P1DT2H"),
            ("PT3D", "misplaced-t", "P3D"),
            ("p1y", "other-case", "P1Y"),
        ] {
            assert_eq!(reason(&*duration, text), expected, "{text}");
            assert_eq!(
                duration.details(0, text.as_bytes()).get("suggestion"),
                Some(&meant.into()),
                "{text}"
            );
        }
        for text in ["P1M1Y", "P-1Y", "year", "", "P30", "et", "12 chats"] {
            assert_eq!(reason(&*duration, text), "not-a-duration", "{text}");
        }
    }
}
