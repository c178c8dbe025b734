//! Days, times of day and moments as numbers, in the proleptic Gregorian calendar.

/// One day in microseconds.
pub(super) const DAY: i64 = 86_400_000_000;
pub(super) const HOUR: i64 = 3_600_000_000;
pub(super) const MINUTE: i64 = 60_000_000;
pub(super) const SECOND: i64 = 1_000_000;

/// What a text says of a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// Days since 1970-01-01.
    pub(super) date: Option<i64>,
    /// Microseconds since midnight.
    pub(super) time: Option<i64>,
    /// How far the clock is ahead of UTC, in microseconds. Without one, a moment is compared as if it were UTC.
    pub(super) zone: Option<i64>,
}

/// Days since 1970-01-01, if there is such a day; the years are 1 to 9999.
#[inline]
pub(super) fn days(year: u32, month: u32, day: u32) -> Option<i64> {
    // Days before each month of a year that begins in March, so that the leap day is the last.
    const BEFORE: [u16; 16] = [
        0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 0, 0, 0,
    ];
    const LENGTH: [u8; 16] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0];
    let at = (month & 15) as usize;
    let is_common = day.wrapping_sub(1) < u32::from(LENGTH[at]);
    if month > 15 || year.wrapping_sub(1) >= 9999 || !(is_common || is_leap_day(year, month, day)) {
        return None;
    }
    let year = year - u32::from(month < 3);
    let century = year / 100;
    let whole_years = 365 * year + year / 4 - century + century / 4;
    Some(i64::from(whole_years + u32::from(BEFORE[at]) + day) - 719_469)
}

#[cold]
fn is_leap_day(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    month == 2 && day == 29 && is_leap
}

/// Year, month and day of a day since 1970-01-01 in the years 1 to 9999; of the nearest of them otherwise.
pub(crate) fn civil(day: i64) -> (u32, u32, u32) {
    let day = day.clamp(-719_162, 2_932_896);
    // Never more than a year off, since a mean year has 365.2425 days.
    let mut year = 1970 + (day * 400).div_euclid(146_097) as i32;
    let start = |year: i32| days(year as u32, 1, 1);
    while start(year).is_none_or(|start| start > day) {
        year -= 1;
    }
    while start(year + 1).is_some_and(|start| start <= day) {
        year += 1;
    }
    let year = year as u32;
    let first = |month| days(year, month, 1);
    let month = (1..=12)
        .rev()
        .find(|&month| first(month).is_some_and(|first| first <= day));
    let month = month.unwrap_or(1);
    (year, month, (day - first(month).unwrap_or(day) + 1) as u32)
}

/// The day since 1970-01-01 of a text such as `2026-03-31`.
pub(crate) fn day_of(text: &str) -> Option<i64> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    let is_written = [(year, 4), (month, 2), (day, 2)]
        .iter()
        .all(|(part, length): &(&str, usize)| part.len() == *length);
    let part = |part: &str| number(part.as_bytes());
    is_written.then(|| days(part(year)?, part(month)?, part(day)?))?
}

/// A day as the standard writes it.
pub(crate) fn iso_date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A time of day as the standard writes it, to the second.
pub(super) fn iso_time(time: i64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        time / HOUR,
        time / MINUTE % 60,
        time / SECOND % 60
    )
}

/// Writes the day or moment that a text says, so that all texts that say it are the same; otherwise the text.
#[inline]
pub(super) fn key(value: Option<i64>, text: &[u8], out: &mut Vec<u8>) {
    match value {
        Some(value) => out.extend_from_slice(&value.to_le_bytes()),
        None => out.extend_from_slice(text),
    }
}

/// 0 for Monday.
pub(super) fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

/// Microseconds since midnight; `24:00:00` is the end of the day.
pub(super) fn time_of_day(hour: u32, minute: u32, second: u32, micros: u32) -> Option<i64> {
    let end = hour == 24 && minute == 0 && second == 0 && micros == 0;
    let valid = (hour < 24 || end) && minute < 60 && second < 60;
    valid.then(|| {
        i64::from(hour) * HOUR
            + i64::from(minute) * MINUTE
            + i64::from(second) * SECOND
            + i64::from(micros)
    })
}

/// The day that a spreadsheet's serial number stands for, with the time as its fraction, in microseconds since 1970.
///
/// Only numbers that stand for the years 1927 to 2099 are taken for one.
pub(super) fn spreadsheet_serial(text: &[u8]) -> Option<i64> {
    let is_serial = |&byte: &u8| byte.is_ascii_digit() || byte == b'.';
    if text.len() < 5 || text.len() > 20 || !text.iter().all(is_serial) {
        return None;
    }
    let serial: f64 = fast_float2::parse(text).ok()?;
    // Day 1 is 1900-01-01, but the spreadsheets count a 29 February 1900 that never was.
    (10_000.0..73_051.0)
        .contains(&serial)
        .then(|| (serial * 86_400.0).round() as i64 * SECOND - 25_569 * DAY)
}

/// The digits of a fraction of a second as microseconds; finer ones are dropped.
pub(super) fn fraction(digits: &[u8]) -> u32 {
    (0..6).fold(0, |micros, at| {
        micros * 10 + digits.get(at).map_or(0, |digit| u32::from(digit - b'0'))
    })
}

/// The number that ASCII digits are, if they are, and not more than nine.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_is_counted_once_and_found_again() {
        let mut expected = -719_162;
        for year in 1..=9999 {
            for month in 1..=12 {
                for day in 1..=31 {
                    if let Some(found) = days(year, month, day) {
                        assert_eq!(found, expected, "{year}-{month}-{day}");
                        if day == 1 || day > 27 {
                            assert_eq!(civil(found), (year, month, day));
                        }
                        expected += 1;
                    }
                }
            }
        }
        assert_eq!(expected, 2_932_897);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day) in [
            (2021, 2, 29),
            (1900, 2, 29),
            (2021, 4, 31),
            (2021, 13, 1),
            (2021, 0, 1),
            (2021, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
            (0, 3, 1),
        ] {
            assert_eq!(days(year, month, day), None, "{year}-{month}-{day}");
        }
        assert_eq!(days(2000, 2, 29), Some(11_016));
        assert_eq!(weekday(0), 3);
    }

    #[test]
    fn a_serial_number_stands_for_the_day_that_spreadsheets_show() {
        assert_eq!(
            spreadsheet_serial(b"44197")
                .map(|micros| iso_date(micros / DAY))
                .as_deref(),
            Some("2021-01-01")
        );
        let noon = spreadsheet_serial(b"44197.5").expect("a serial");
        assert_eq!(iso_time(noon.rem_euclid(DAY)), "12:00:00");
        assert_eq!(spreadsheet_serial(b"92100"), None);
        assert_eq!(spreadsheet_serial(b"2021"), None);
    }
}
