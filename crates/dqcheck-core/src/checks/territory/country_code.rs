//! Codes of countries, in two letters or in three: both checks are wrong in the same ways.

use dqcheck_reference::{Country, country, country_named};

use super::judged::{Verdict, because, rather};
use crate::checks::french::written;
use crate::message::Args;

pub(super) const WRITTEN_OTHERWISE: usize = 0;
pub(super) const OTHER_LENGTH: usize = 1;
pub(super) const NAME: usize = 2;
pub(super) const UNKNOWN: usize = 3;

/// Judges a text that should be the code of a country that `code` gives.
pub(super) fn judge(text: &str, code: fn(&Country) -> Option<&'static str>) -> Verdict {
    let bare = written::bare(text);
    if let Some(country) = country(&bare)
        && let Some(code) = code(country)
    {
        return match code {
            _ if code == text => None,
            _ if code == bare => rather(WRITTEN_OTHERWISE, code),
            _ => {
                let args = Args::new().with("suggestion", code);
                Some((OTHER_LENGTH, args.with("country", country.name)))
            }
        };
    }
    match country_named(text).and_then(code) {
        Some(code) => rather(NAME, code),
        None => because(UNKNOWN),
    }
}
