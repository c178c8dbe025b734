//! The year of the Code officiel géographique that a request means.

use dqcheck_reference::{LATEST, VINTAGES};
use serde_json::Value;

use crate::check::Param;
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest};

pub(super) const COG: Param = Param {
    name: "cog",
    required: false,
    about: Text {
        en: "The year of the Code officiel géographique, from 2023 to 2026; the latest if nothing is said.",
        fr: "Le millésime du Code officiel géographique, de 2023 à 2026 ; le plus récent par défaut.",
    },
};

/// The year, a number or a text, that the setting names.
pub(super) fn bind(request: &RuleRequest) -> Result<u16, Fault> {
    let year = match request.one_or_more(COG.name)? {
        None => return Ok(LATEST),
        Some([Value::Number(year)]) => year.as_u64().and_then(|year| u16::try_from(year).ok()),
        Some([Value::String(year)]) if year == "latest" => return Ok(LATEST),
        Some([Value::String(year)]) => year.parse().ok(),
        Some(_) => None,
    };
    year.filter(|year| VINTAGES.contain(*year))
        .ok_or_else(|| request.invalid(COG.name, YEAR))
}

/// The year as the messages show it, `{cog}`.
pub(super) fn words(vintage: u16) -> Args {
    Args::new().with(COG.name, vintage.to_string())
}

const YEAR: Text = Text {
    en: "a year from 2023 to 2026, or \"latest\"",
    fr: "une année de 2023 à 2026, ou \"latest\"",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_the_years_that_are_known() {
        for text in [YEAR.en, YEAR.fr, COG.about.en, COG.about.fr] {
            for year in [VINTAGES.first, VINTAGES.last] {
                assert!(text.contains(&year.to_string()), "{text}");
            }
        }
    }
}
