//! Codes of countries, in two letters or in three: both checks are wrong in the same ways.

use dqcheck_reference::{Country, country, country_named};

use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::written;
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

#[cfg(test)]
mod tests {
    use dqcheck_reference::countries;

    use super::*;

    type CodeOf = fn(&Country) -> Option<&'static str>;

    #[test]
    fn every_code_passes_in_its_own_column_and_leads_to_the_other_in_the_other_one() {
        for country in countries() {
            let codes: [(_, CodeOf, _); 2] = [
                (country.iso2, |country| country.iso2, country.iso3),
                (country.iso3, |country| country.iso3, country.iso2),
            ];
            for (own, of, other) in codes {
                let Some(own) = own else { continue };
                assert_eq!(judge(own, of), None);
                assert_eq!(
                    judge(&own.to_lowercase(), of),
                    rather(WRITTEN_OTHERWISE, own)
                );
                assert_eq!(judge(country.name, of), rather(NAME, own));
                if let Some(other) = other {
                    let (reason, args) = judge(other, of).expect("a code of another length");
                    assert_eq!(
                        (reason, args.get("suggestion")),
                        (OTHER_LENGTH, Some(&own.into()))
                    );
                }
            }
        }
    }

    #[test]
    fn codes_that_others_use_are_names() {
        let iso2 = |country: &Country| country.iso2;
        assert_eq!(judge("UK", iso2), rather(NAME, "GB"));
        assert_eq!(judge("EL", iso2), rather(NAME, "GR"));
        assert_eq!(judge("Kosovo", |country| country.iso3), because(UNKNOWN));
        for text in ["", "ZZ", "ZZZ", "99", "é", "France métropolitaine"] {
            assert_eq!(judge(text, iso2), because(UNKNOWN), "{text}");
        }
    }
}
