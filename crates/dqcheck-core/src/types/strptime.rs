//! Formats of dates and times in the way of strptime, compiled once: `%d/%m/%Y`.
//!
//! As Python reads them: leading zeros are optional, white space stands for one or more blanks, letters match in
//! either case, names are English. The longest reading of each part is tried first, then shorter ones.

use super::calendar::{
    self, HOUR, MINUTE, MONTHS, Moment, SECOND, WEEKDAYS, days, fraction, number, time_of_day,
};

/// A compiled format.
#[derive(Debug)]
pub(super) struct Pattern {
    items: Vec<Item>,
}

/// Why a format is not one.
#[derive(Debug, PartialEq)]
pub(super) enum Unusable {
    Unknown(String),
    Repeated(String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Item {
    /// In lower case.
    Literal(char),
    Blanks,
    Directive(char),
}

impl Pattern {
    pub(super) fn compile(format: &str) -> Result<Pattern, Unusable> {
        let mut items = Vec::new();
        compile_into(&mut items, format)?;
        Ok(Pattern { items })
    }

    /// Whether the format asks for nothing, as `AAAA-MM-JJ` does: only its very text would match.
    pub(super) fn is_literal(&self) -> bool {
        !self
            .items
            .iter()
            .any(|item| matches!(item, Item::Directive(_)))
    }

    pub(super) fn read(&self, text: &[u8]) -> Option<Moment> {
        let text = std::str::from_utf8(text).ok()?;
        let mut parts = Parts::default();
        let mut steps = STEPS;
        parts.read(&self.items, text, &mut steps)?;
        parts.moment()
    }

    /// How 12 March 2021, 14:05:09 UTC would be written.
    pub(super) fn example(&self) -> String {
        self.items
            .iter()
            .map(|item| match item {
                Item::Literal(literal) => literal.to_string(),
                Item::Blanks => " ".to_owned(),
                Item::Directive(directive) => example(*directive).to_owned(),
            })
            .collect()
    }
}

/// How many parts may be tried on one cell: far more than any sound format needs, far fewer than a bad one could.
const STEPS: u32 = 2_000;

fn compile_into(items: &mut Vec<Item>, format: &str) -> Result<(), Unusable> {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            if items.last() != Some(&Item::Blanks) {
                items.push(Item::Blanks);
            }
            continue;
        }
        if c != '%' {
            items.extend(c.to_lowercase().map(Item::Literal));
            continue;
        }
        let directive = chars.next();
        match directive {
            Some('%') => items.push(Item::Literal('%')),
            Some('c') => compile_into(items, "%a %b %d %H:%M:%S %Y")?,
            Some('x') => compile_into(items, "%m/%d/%y")?,
            Some('X') => compile_into(items, "%H:%M:%S")?,
            Some(directive) if "YymdHIMSfpjUWwuGVaAbBzZ".contains(directive) => {
                let item = Item::Directive(directive);
                if items.contains(&item) {
                    return Err(Unusable::Repeated(format!("%{directive}")));
                }
                items.push(item);
            }
            // The whole of `%-d`, not only `%-`.
            Some(flag @ ('-' | '_' | '^' | '#' | '0')) => {
                let letter = chars.next().map(String::from).unwrap_or_default();
                return Err(Unusable::Unknown(format!("%{flag}{letter}")));
            }
            Some(directive) => return Err(Unusable::Unknown(format!("%{directive}"))),
            None => return Err(Unusable::Unknown("%".to_owned())),
        }
    }
    Ok(())
}

fn example(directive: char) -> &'static str {
    match directive {
        'Y' | 'G' => "2021",
        'y' => "21",
        'm' => "03",
        'd' => "12",
        'H' => "14",
        'I' => "02",
        'M' => "05",
        'S' => "09",
        'f' => "000000",
        'p' => "PM",
        'j' => "071",
        'U' | 'W' | 'V' => "10",
        'w' | 'u' => "5",
        'a' => "Fri",
        'A' => "Friday",
        'b' => "Mar",
        'B' => "March",
        'z' => "+0000",
        _ => "UTC",
    }
}

/// What the parts of a text say.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    day_of_year: Option<u32>,
    /// 0 for Monday.
    weekday: Option<u32>,
    /// With whether the weeks begin on a Monday.
    week: Option<(u32, bool)>,
    iso_year: Option<u32>,
    iso_week: Option<u32>,
    hour: u32,
    hour_of_twelve: Option<u32>,
    afternoon: bool,
    minute: u32,
    second: u32,
    micros: u32,
    zone: Option<i64>,
}

impl Parts {
    /// Reads the whole of `text` by `items`, in the first way that leaves nothing over.
    fn read(&mut self, items: &[Item], text: &str, steps: &mut u32) -> Option<()> {
        let Some((item, items)) = items.split_first() else {
            return text.is_empty().then_some(());
        };
        *steps = steps.checked_sub(1)?;
        match *item {
            Item::Literal(literal) => {
                let c = text.chars().next()?;
                // A letter that becomes several in lower case has several literals, of which this is the first.
                let same = c == literal || c.to_lowercase().eq([literal]);
                same.then(|| self.read(items, &text[c.len_utf8()..], steps))?
            }
            Item::Blanks => {
                let rest = text.trim_start();
                (rest.len() < text.len()).then(|| self.read(items, rest, steps))?
            }
            Item::Directive(directive) => {
                let (least, most) = lengths(directive);
                (least..=most).rev().find_map(|length| {
                    let part = text.get(..length)?;
                    let mut tried = *self;
                    tried.take(directive, part)?;
                    tried.read(items, &text[length..], steps)?;
                    *self = tried;
                    Some(())
                })
            }
        }
    }

    /// Takes in what `part` says, if it says what the directive asks for.
    fn take(&mut self, directive: char, part: &str) -> Option<()> {
        let within =
            |least, most| number(part.as_bytes()).filter(|number| (least..=most).contains(number));
        match directive {
            'Y' => self.year = Some(within(1, 9999)?),
            'y' => {
                let year = within(0, 99)?;
                self.year = Some(if year < 69 { 2000 + year } else { 1900 + year });
            }
            'm' => self.month = Some(within(1, 12)?),
            'd' => self.day = Some(within(1, 31)?),
            'H' => self.hour = within(0, 23)?,
            'I' => self.hour_of_twelve = Some(within(1, 12)?),
            'M' => self.minute = within(0, 59)?,
            'S' => self.second = within(0, 59)?,
            'f' => {
                within(0, 999_999)?;
                self.micros = fraction(part.as_bytes());
            }
            'p' => self.afternoon = one_of(part, &["am", "pm"], 2)? == 1,
            'j' => self.day_of_year = Some(within(1, 366)?),
            'U' => self.week = Some((within(0, 53)?, false)),
            'W' => self.week = Some((within(0, 53)?, true)),
            'w' => self.weekday = Some((within(0, 6)? + 6) % 7),
            'u' => self.weekday = Some(within(1, 7)? - 1),
            'G' => self.iso_year = Some(within(1, 9999)?),
            'V' => self.iso_week = Some(within(1, 53)?),
            'a' => self.weekday = Some(one_of(part, &WEEKDAYS, 3)?),
            'A' => self.weekday = Some(one_of(part, &WEEKDAYS, usize::MAX)?),
            'b' => self.month = Some(one_of(part, &MONTHS, 3)? + 1),
            'B' => self.month = Some(one_of(part, &MONTHS, usize::MAX)? + 1),
            'z' => self.zone = Some(zone(part)?),
            'Z' => {
                one_of(part, &["utc", "gmt"], 3)?;
                self.zone = Some(0);
            }
            _ => return None,
        }
        Some(())
    }

    fn moment(&self) -> Option<Moment> {
        let hour = match self.hour_of_twelve {
            Some(hour) => hour % 12 + if self.afternoon { 12 } else { 0 },
            None => self.hour,
        };
        Some(Moment {
            date: Some(self.date()?),
            time: Some(time_of_day(hour, self.minute, self.second, self.micros)?),
            zone: self.zone,
        })
    }

    /// The day that the parts name; what they leave out is 1900, January, the first.
    fn date(&self) -> Option<i64> {
        let year = self.year.unwrap_or(1900);
        if let Some(day) = self.day_of_year {
            return in_range(days(year, 1, 1)? + i64::from(day) - 1);
        }
        if let (Some(weekday), Some((week, from_monday))) = (self.weekday, self.week) {
            return week_date(year, week, weekday, from_monday);
        }
        if let (Some(weekday), Some(year), Some(week)) =
            (self.weekday, self.iso_year, self.iso_week)
        {
            let fourth = days(year, 1, 4)?;
            let monday = fourth - calendar::weekday(fourth);
            return in_range(monday + i64::from(week - 1) * 7 + i64::from(weekday));
        }
        if self.iso_year.is_some() || self.iso_week.is_some() {
            return None;
        }
        days(year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

/// The shortest and longest text that a directive may read, in bytes.
fn lengths(directive: char) -> (usize, usize) {
    match directive {
        'Y' | 'G' => (4, 4),
        'y' | 'p' => (2, 2),
        'w' | 'u' => (1, 1),
        'j' => (1, 3),
        'f' => (1, 6),
        'a' | 'b' | 'Z' => (3, 3),
        'A' | 'B' => (3, 9),
        'z' => (1, 16),
        _ => (1, 2),
    }
}

/// Which of `names` the part is, cut to `kept` letters.
fn one_of(part: &str, names: &[&str], kept: usize) -> Option<u32> {
    let at = names.iter().position(|name| {
        let name = name.get(..kept).unwrap_or(name);
        name.eq_ignore_ascii_case(part)
    })?;
    Some(at as u32)
}

/// `Z`, `+0100`, `+01:00`, `+01:00:30`, `+010030.5`.
fn zone(part: &str) -> Option<i64> {
    if part == "Z" {
        return Some(0);
    }
    let (sign, rest) = match part.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (rest, micros) = match rest.split_once('.') {
        Some((rest, digits)) => {
            number(digits.as_bytes()).filter(|_| digits.len() <= 6 && rest.len() > 5)?;
            (rest, fraction(digits.as_bytes()))
        }
        None => (rest, 0),
    };
    let fields: Vec<&str> = match rest.contains(':') {
        true => rest.split(':').collect(),
        false => [rest.get(0..2), rest.get(2..4), rest.get(4..)]
            .into_iter()
            .flatten()
            .filter(|field| !field.is_empty())
            .collect(),
    };
    let field = |at: usize| {
        let field = fields.get(at)?;
        number(field.as_bytes()).filter(|_| field.len() == 2)
    };
    let seconds = match fields.len() {
        2 => 0,
        3 => field(2)?,
        _ => return None,
    };
    let (hours, minutes) = (field(0)?, field(1)?);
    let valid = hours < 24 && minutes < 60 && seconds < 60;
    let size = i64::from(hours) * HOUR + i64::from(minutes) * MINUTE + i64::from(seconds) * SECOND;
    valid.then_some(sign * (size + i64::from(micros)))
}

/// The day of a numbered week; week 0 is before the first Monday (or Sunday) of the year.
fn week_date(year: u32, week: u32, weekday: u32, from_monday: bool) -> Option<i64> {
    let shift = i64::from(!from_monday);
    let new_year = days(year, 1, 1)?;
    let first = (calendar::weekday(new_year) + shift) % 7;
    let day = (i64::from(weekday) + shift) % 7;
    let first_of_week_one = new_year + (7 - first) % 7;
    in_range(first_of_week_one + (i64::from(week) - 1) * 7 + day)
}

fn in_range(day: i64) -> Option<i64> {
    (days(1, 1, 1)?..=days(9999, 12, 31)?)
        .contains(&day)
        .then_some(day)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{iso_date, iso_time};
    use super::*;

    fn read(format: &str, text: &str) -> Option<String> {
        let moment = Pattern::compile(format)
            .expect(format)
            .read(text.as_bytes())?;
        Some(format!(
            "{}T{}",
            iso_date(moment.date?),
            iso_time(moment.time?)
        ))
    }

    #[test]
    fn every_directive_reads_what_python_reads() {
        for (format, text, expected) in [
            ("%d/%m/%Y", "12/03/2021", "2021-03-12T00:00:00"),
            ("%d/%m/%Y", "1/3/2021", "2021-03-01T00:00:00"),
            ("%m%d%Y", "1122020", "2020-11-02T00:00:00"),
            ("%d %b %y", "23 nov 13", "2013-11-23T00:00:00"),
            ("%d %b %y", "23   NOV 69", "1969-11-23T00:00:00"),
            (
                "%B (%m), %a %d %Y",
                "November (11), Sat 23 2013",
                "2013-11-23T00:00:00",
            ),
            ("%I%p%M", "8AM30", "1900-01-01T08:30:00"),
            ("%I:%M %p", "12:05 am", "1900-01-01T00:05:00"),
            ("%X", "8:30:00", "1900-01-01T08:30:00"),
            ("%x", "09/25/20", "2020-09-25T00:00:00"),
            ("%c", "Fri Mar 12 14:05:09 2021", "2021-03-12T14:05:09"),
            ("%Y-%j", "2021-366", "2022-01-01T00:00:00"),
            ("%Y %U %w", "2021 10 5", "2021-03-12T00:00:00"),
            ("%Y %W %A", "2021 10 friday", "2021-03-12T00:00:00"),
            ("%G-W%V-%u", "2020-W53-7", "2021-01-03T00:00:00"),
            ("%H:%M:%S.%f%z", "08:30:00.3+0100", "1900-01-01T08:30:00"),
            ("%H:%M%Z", "08:30gmt", "1900-01-01T08:30:00"),
            ("%Y%%", "2021%", "2021-01-01T00:00:00"),
        ] {
            assert_eq!(
                read(format, text).as_deref(),
                Some(expected),
                "{format} {text}"
            );
        }
    }

    #[test]
    fn what_python_refuses_is_refused() {
        for (format, text) in [
            ("%d/%m", "29/02"),
            ("%H:%M:%S", "08:30:60"),
            ("%Y-%m-%d", "2021-02-30"),
            ("%Y-%m-%d", "2021-02-03 "),
            ("%Y-%m-%d", " 2021-02-03"),
            ("%y", "5"),
            ("%Y", "0000"),
            ("%H%z", "08+01"),
            ("%H%z", "08z"),
            ("%H%z", "08+2400"),
            ("%V", "10"),
            ("%d %m", "12\u{e9}03"),
            ("invalid", "2021"),
            ("%B", "mars"),
        ] {
            assert_eq!(read(format, text), None, "{format} {text}");
        }
    }

    #[test]
    fn a_zone_is_an_offset() {
        let zone = |text: &str| {
            Pattern::compile("%z")
                .expect("a format")
                .read(text.as_bytes())?
                .zone
        };
        assert_eq!(zone("+01:00"), Some(HOUR));
        assert_eq!(zone("-0130"), Some(-HOUR - 30 * MINUTE));
        assert_eq!(zone("+01:00:30"), Some(HOUR + 30 * SECOND));
        assert_eq!(zone("Z"), Some(0));
    }

    #[test]
    fn unknown_and_repeated_directives_are_named() {
        let unusable = |format| Pattern::compile(format).err();
        assert_eq!(
            unusable("%-d/%m"),
            Some(Unusable::Unknown("%-d".to_owned()))
        );
        assert_eq!(unusable("%F"), Some(Unusable::Unknown("%F".to_owned())));
        assert_eq!(unusable("%d%"), Some(Unusable::Unknown("%".to_owned())));
        assert_eq!(unusable("%c %Y"), Some(Unusable::Repeated("%Y".to_owned())));
    }

    #[test]
    fn a_format_that_reads_in_many_ways_ends() {
        let pattern = Pattern::compile("%m%d%H%M%S%f%j%U%W%I%y!").expect("a format");
        assert_eq!(pattern.read(&[b'1'; 24]), None);
    }

    #[test]
    fn the_example_of_a_format_is_read_by_it() {
        for format in [
            "%d/%m/%Y",
            "%A %d %B %Y",
            "%c",
            "%x %X",
            "%G %V %u",
            "%Y-%m-%dT%H:%M:%S.%f%z",
            "%I:%M %p %Z",
        ] {
            let pattern = Pattern::compile(format).expect(format);
            assert!(
                pattern.read(pattern.example().as_bytes()).is_some(),
                "{format}"
            );
        }
    }
}
