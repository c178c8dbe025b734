//! Columns that say when: dates, datetimes and years.

use crate::message::Text;
use crate::types::civil;

/// How a day is found in what the type of a column reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Dated {
    Days,
    Microseconds,
    Years,
}

/// What the setting of a request must be that names such a column.
pub(super) const A_DATE: Text = Text {
    en: "the name of a field of the type date, datetime or year",
    fr: "le nom d'un champ de type date, datetime ou year",
};

const DAY: i64 = 86_400_000_000;

impl Dated {
    pub(super) fn of(type_name: &str) -> Option<Dated> {
        match type_name {
            "date" => Some(Dated::Days),
            "datetime" => Some(Dated::Microseconds),
            "year" => Some(Dated::Years),
            _ => None,
        }
    }

    pub(super) fn year(self, value: i64) -> i64 {
        match self {
            Dated::Days => i64::from(civil(value).0),
            Dated::Microseconds => i64::from(civil(value.div_euclid(DAY)).0),
            Dated::Years => value,
        }
    }

    /// The last value that is not later than a day since 1970-01-01.
    pub(super) fn last_of(self, day: i64) -> i64 {
        match self {
            Dated::Days => day,
            Dated::Microseconds => day.saturating_add(1).saturating_mul(DAY) - 1,
            Dated::Years => i64::from(civil(day).0),
        }
    }
}
