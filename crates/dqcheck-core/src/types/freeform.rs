//! Dates and times as people write them: the format `any`, and what was meant by a cell that has another format.
//!
//! Read are, alone or a date and a time together:
//! - dates `2021-03-12`, `2021/3/12`, `2021.03.12`, `20210312`; `12/03/2021`, `12-3-2021`, `12.03.2021` (the day first,
//!   unless only the month can be: `03/25/2021`); `12 March 2021`, `12th of Mar. 2021`, `March 12, 2021`,
//!   `1er février 2021`, with the name of the weekday before them if need be. Years have four digits; months are
//!   English or French, abbreviated or not.
//! - times `14:05`, `14:05:09`, `14:05:09.5`, `14h05`, `14h`, `2 pm`, `2:05 PM`, with `Z`, `UTC`, `+01:00` or `+0100`.
//!
//! Nothing is guessed: a bare number, a weekday alone or a date without its year is no moment.

use std::ops::Range;

use super::calendar::{
    DAY, HOUR, MINUTE, MONTHS, Moment, WEEKDAYS, days, fraction, number, time_of_day,
};

/// The moment that the text says; it has a date, a time or both.
pub(super) fn moment(text: &str) -> Option<Moment> {
    if text.len() > LONGEST {
        return None;
    }
    let text = apart(text);
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|token| !token.is_empty())
        .collect();
    let mut said = Said::default();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        let next = after.first().copied();
        rest = match said.take(token, next)? {
            Taken::One => after,
            Taken::Two => &after[1..],
        };
    }
    said.moment()
}

/// A month and a year alone, as a spreadsheet shows a date: `janv-21`, `mars 2021`.
pub(super) fn month_and_year(text: &str) -> Option<(u32, u32)> {
    let (name, year) = text.trim().split_once(['-', ' ', '/'])?;
    let month = month(&name.to_lowercase())?;
    let year = match year.len() {
        2 => 2000 + number(year.as_bytes())?,
        4 => number(year.as_bytes())?,
        _ => return None,
    };
    Some((month, year))
}

/// A numeric date with its parts in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    pub(super) parts: [u32; 3],
    pub(super) lengths: [usize; 3],
    pub(super) separator: u8,
}

impl Numeric {
    /// `12/03/2021`, `2021-3-12`, `12.03.21`: three numbers and one separator twice.
    pub(super) fn parse(text: &str) -> Option<Numeric> {
        let separator = *text.as_bytes().iter().find(|byte| !byte.is_ascii_digit())?;
        if !matches!(separator, b'-' | b'/' | b'.' | b' ') {
            return None;
        }
        let mut written = text.split(char::from(separator));
        let written = [
            written.next()?,
            written.next()?,
            written.next()?,
            written.next().unwrap_or(""),
        ];
        let [a, b, c, ""] = written else {
            return None;
        };
        let lengths = [a.len(), b.len(), c.len()];
        if lengths.iter().any(|&length| length > 4 || length == 3) || lengths[1] > 2 {
            return None;
        }
        let number = |text: &str| number(text.as_bytes());
        Some(Numeric {
            parts: [number(a)?, number(b)?, number(c)?],
            lengths,
            separator,
        })
    }

    pub(super) fn year_first(&self) -> bool {
        self.lengths[0] == 4 && self.lengths[2] <= 2
    }

    pub(super) fn year_last(&self) -> bool {
        self.lengths[2] == 4 && self.lengths[0] <= 2
    }

    /// Whether the year has two digits, wherever it stands.
    pub(super) fn short_year(&self) -> bool {
        self.lengths[0] <= 2 && self.lengths[2] == 2
    }

    /// The day, where the year has four digits; the day comes before the month unless it cannot.
    pub(super) fn days(&self) -> Option<i64> {
        let [a, b, c] = self.parts;
        if self.year_first() {
            days(a, b, c)
        } else if self.year_last() {
            days(c, b, a).or_else(|| days(c, a, b))
        } else {
            None
        }
    }
}

/// More than the longest weekday, month and zone together.
const LONGEST: usize = 80;

/// In lower case, with a blank between the date and the time of `2021-03-12T14:05`.
fn apart(text: &str) -> String {
    let mut text = text.to_lowercase();
    let between_digits = |&(at, _): &(usize, &str)| {
        let around = (
            at.checked_sub(1)
                .and_then(|before| text.as_bytes().get(before)),
            text.as_bytes().get(at + 1),
        );
        matches!(around, (Some(before), Some(after)) if before.is_ascii_digit() && after.is_ascii_digit())
    };
    if let Some((at, _)) = text.match_indices('t').find(between_digits) {
        text.replace_range(at..=at, " ");
    }
    text
}

#[derive(Default)]
struct Said {
    /// A whole date in one word.
    date: Option<i64>,
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<i64>,
    zone: Option<i64>,
}

enum Taken {
    One,
    Two,
}

impl Said {
    fn take(&mut self, token: &str, next: Option<&str>) -> Option<Taken> {
        let half = next.and_then(half_day);
        if let (None, Some(half), Some(hour)) = (self.time, half, number(token.as_bytes())) {
            self.time = Some(twelve_hour(hour * 60, half)?);
            return Some(Taken::Two);
        }
        if token.starts_with(['+', '-']) && self.time.is_some() {
            return set(&mut self.zone, zone(token)?);
        }
        if matches!(token, "z" | "utc" | "gmt") && self.time.is_some() {
            return set(&mut self.zone, 0);
        }
        if let Some((time, zone)) = clock(token) {
            if let Some(zone) = zone {
                set(&mut self.zone, zone)?;
            }
            let Some(half) = half else {
                return set(&mut self.time, time);
            };
            let minutes = u32::try_from(time / MINUTE).ok()?;
            set(&mut self.time, twelve_hour(minutes, half)? + time % MINUTE)?;
            return Some(Taken::Two);
        }
        if let Some(month) = month(token) {
            return set(&mut self.month, month);
        }
        if is_weekday(token) || matches!(token, "of" | "le" | "à" | "at") {
            return Some(Taken::One);
        }
        if let Some(day) = Numeric::parse(token).and_then(|numeric| numeric.days()) {
            return set(&mut self.date, day);
        }
        if token.len() == 8 && token.bytes().all(|byte| byte.is_ascii_digit()) {
            let part = |range: Range<usize>| number(token[range].as_bytes());
            return set(&mut self.date, days(part(0..4)?, part(4..6)?, part(6..8)?)?);
        }
        if token.len() == 4
            && let Some(year) = number(token.as_bytes())
        {
            return set(&mut self.year, year);
        }
        let digits = ["st", "nd", "rd", "th", "er"]
            .into_iter()
            .find_map(|suffix| token.strip_suffix(suffix))
            .unwrap_or(token.trim_end_matches('.'));
        match digits.len() {
            1 | 2 => set(&mut self.day, number(digits.as_bytes())?),
            _ => None,
        }
    }

    fn moment(&self) -> Option<Moment> {
        let date = match (self.date, self.year, self.month, self.day) {
            (Some(date), None, None, None) => Some(date),
            (None, Some(year), Some(month), Some(day)) => Some(days(year, month, day)?),
            (None, None, None, None) => None,
            _ => return None,
        };
        (date.is_some() || self.time.is_some()).then_some(Moment {
            date,
            time: self.time,
            zone: self.zone,
        })
    }
}

/// Nothing is said twice.
fn set<T>(slot: &mut Option<T>, value: T) -> Option<Taken> {
    slot.replace(value).is_none().then_some(Taken::One)
}

/// Hours that `am` and `pm` add to a time below twelve.
fn half_day(token: &str) -> Option<u32> {
    match token {
        "am" | "a.m." => Some(0),
        "pm" | "p.m." => Some(12),
        _ => None,
    }
}

fn twelve_hour(minutes: u32, half: u32) -> Option<i64> {
    let (hour, minute) = (minutes / 60, minutes % 60);
    (1..=12).contains(&hour).then_some(())?;
    time_of_day(hour % 12 + half, minute, 0, 0)
}

/// `14:05`, `14:05:09.5+01:00`, `2:05pm`, `14h05`: the time, and the zone where it has one.
fn clock(token: &str) -> Option<(i64, Option<i64>)> {
    for suffix in ["am", "pm"] {
        if let Some(token) = token.strip_suffix(suffix) {
            let minutes = match number(token.as_bytes()) {
                Some(hour) => hour * 60,
                None => u32::try_from(clock(token).filter(|clock| clock.1.is_none())?.0 / MINUTE)
                    .ok()?,
            };
            return Some((twelve_hour(minutes, half_day(suffix)?)?, None));
        }
    }
    let (token, zone) = match (token.strip_suffix('z'), token.rfind(['+', '-'])) {
        (Some(token), _) => (token, Some(0)),
        (None, Some(at)) => (&token[..at], Some(zone(&token[at..])?)),
        (None, None) => (token, None),
    };
    let (hour, rest) = token.split_once([':', 'h'])?;
    let hour = number(hour.as_bytes()).filter(|_| hour.len() <= 2)?;
    let two = |text: &str| number(text.as_bytes()).filter(|_| text.len() == 2);
    let (minute, second, micros) = match rest.split_once(':') {
        Some((minute, rest)) => {
            let (second, digits) = rest.split_once('.').unwrap_or((rest, "0"));
            let digits_only =
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits_only.then_some(())?;
            (two(minute)?, two(second)?, fraction(digits.as_bytes()))
        }
        None if rest.is_empty() && token.ends_with('h') => (0, 0, 0),
        None => (two(rest)?, 0, 0),
    };
    let time = time_of_day(hour, minute, second, micros)?;
    Some((time % DAY, zone))
}

/// `+01:00`, `-0130`, `+01`.
fn zone(token: &str) -> Option<i64> {
    let sign = if token.starts_with('-') { -1 } else { 1 };
    let digits: String = token.get(1..)?.chars().filter(|&c| c != ':').collect();
    let (hour, minute) = match digits.len() {
        2 => (number(digits.as_bytes())?, 0),
        4 => {
            let both = number(digits.as_bytes())?;
            (both / 100, both % 100)
        }
        _ => return None,
    };
    let valid = hour <= 14 && minute < 60;
    valid.then(|| sign * (i64::from(hour) * HOUR + i64::from(minute) * MINUTE))
}

/// The number of a month by its name or a usual abbreviation, in lower case.
fn month(name: &str) -> Option<u32> {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let name = name.strip_suffix('.').unwrap_or(name);
    let letters = name.chars().count();
    let plain = |name: &str| name.replace('é', "e").replace('û', "u");
    let name = plain(name);
    // `jui` and `ju` may be June or July.
    let is = |full: &str| {
        full == name || (letters >= 3 && name != "jui" && full.starts_with(name.as_str()))
    };
    let at = (0..12).find(|&at| is(MONTHS[at]) || is(&plain(FRENCH[at])))?;
    Some(at as u32 + 1)
}

fn is_weekday(token: &str) -> bool {
    const FRENCH: [&str; 7] = [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ];
    let token = token.strip_suffix('.').unwrap_or(token);
    let is = |full: &&str| token.len() >= 3 && full.starts_with(token);
    // `mar.` is a month, and Tuesday to some: it says nothing certain of the weekday.
    token != "mar" && WEEKDAYS.iter().chain(&FRENCH).any(is)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{iso_date, iso_time};
    use super::*;

    fn read(text: &str) -> Option<String> {
        let moment = moment(text)?;
        Some(match (moment.date, moment.time) {
            (Some(date), Some(time)) => format!("{} {}", iso_date(date), iso_time(time)),
            (Some(date), None) => iso_date(date),
            (None, time) => iso_time(time?),
        })
    }

    #[test]
    fn usual_ways_to_write_a_moment_are_read() {
        for (text, expected) in [
            ("2021-03-12", "2021-03-12"),
            ("2013/11/23", "2013-11-23"),
            ("20210312", "2021-03-12"),
            ("12/03/2021", "2021-03-12"),
            ("03/25/2021", "2021-03-25"),
            ("1.3.2021", "2021-03-01"),
            ("10th Jan 1969 9 am", "1969-01-10 09:00:00"),
            ("vendredi 12 mars 2021 à 14h05", "2021-03-12 14:05:00"),
            ("1er févr. 2021", "2021-02-01"),
            ("March 12, 2021 2:05 PM", "2021-03-12 14:05:00"),
            ("15 AOÛT 2021", "2021-08-15"),
            ("2014-01-01T06:00:00Z", "2014-01-01 06:00:00"),
            ("2014-01-01 06:00:00.25+01:00", "2014-01-01 06:00:00"),
            ("3:00 am", "03:00:00"),
            (" 8:30 ", "08:30:00"),
            ("00:01", "00:01:00"),
            ("12am", "00:00:00"),
            ("14h", "14:00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for text in [
            "",
            "12",
            "99",
            "2021",
            "Friday",
            "1/2",
            "12 mars",
            "mars 2021",
            "10th Jan nineteen sixty nine",
            "invalid",
            "some night",
            "20131123 08:30:",
            "2021-02-30",
            "25:00",
            "13 pm",
            "2021-03-12 2021-03-13",
            "12/03/21",
            "z",
            "2021-03-12T",
            "\u{130}t1",
            "1t1",
            "10.5.3.1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_zone_is_read_apart() {
        assert_eq!(
            moment("14:05+01:00").and_then(|moment| moment.zone),
            Some(HOUR)
        );
        assert_eq!(
            moment("14:05:00 -0130").and_then(|moment| moment.zone),
            Some(-HOUR - 30 * MINUTE)
        );
    }

    #[test]
    fn a_month_with_a_year_is_known_in_both_languages() {
        assert_eq!(month_and_year("janv-21"), Some((1, 2021)));
        assert_eq!(month_and_year("août-2019"), Some((8, 2019)));
        assert_eq!(month_and_year("Dec 2020"), Some((12, 2020)));
        assert_eq!(month_and_year("ab-12"), None);
    }
}
