//! Looks up what somebody typed: a code INSEE, a postal code, a SIREN, a name or a position.

mod page;

use dqcheck_core::message::{Text, closest};
use dqcheck_reference::{
    Commune, Epci, Former, LATEST, commune, commune_at, communes, communes_beginning,
    communes_named, epci, epcis_named, fold, former, former_named, history, with_postal_code,
};

use crate::error::{Problem, Words};

/// Bytes of a question, beyond which no similar name is sought.
const LONGEST: usize = 200;

/// How many letters at one end of a name are those of a similar one.
const SAME: usize = 3;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    asked: String,
    /// How the question was understood, where that is not plain.
    read_as: Option<ReadAs>,
    /// Of the last year.
    communes: Vec<&'static Commune>,
    former: Vec<&'static Former>,
    /// Codes that were a commune's once, and nobody says what became of them.
    lost: Vec<&'static Commune>,
    epcis: Vec<&'static Epci>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum ReadAs {
    PostalCode,
    /// How names begin, since no commune has this one.
    Beginning,
    /// A code of four digits, whose zero a spreadsheet ate.
    LostZero,
    Position {
        lon: f64,
        lat: f64,
        lat_first: bool,
    },
}

/// Finds what `asked` means.
pub fn find(asked: &str) -> Result<Found, Problem> {
    let asked = asked.trim();
    let mut found = match position(asked) {
        Some((first, second)) => at(first, second).ok_or(&NOWHERE),
        None => named(asked).ok_or(&UNKNOWN),
    }
    .map_err(|words| unknown(words, asked))?;
    found.asked = asked.to_owned();
    Ok(found)
}

fn unknown(words: &'static Words, asked: &str) -> Problem {
    let close = (words == &UNKNOWN && asked.len() <= LONGEST)
        .then(|| similar(asked))
        .flatten();
    match close {
        Some(close) => Problem::new(&UNKNOWN_CLOSE).with("close", close),
        None => Problem::new(words),
    }
    .with("asked", asked)
}

/// The name that was probably meant, among those of about the same length that begin or end alike.
fn similar(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let ends = |name: &str| -> (Vec<char>, Vec<char>) {
        let backwards = name.chars().rev().take(SAME).collect();
        (name.chars().take(SAME).collect(), backwards)
    };
    let (begin, end) = ends(&folded);
    let alike = |commune: &&Commune| {
        let other = fold(commune.name);
        other.len().abs_diff(folded.len()) <= SAME && {
            let (other_begin, other_end) = ends(&other);
            other_begin == begin || other_end == end
        }
    };
    let names = communes(LATEST).filter(alike);
    closest(name, names.map(|commune| commune.name))
}

/// Two numbers, with points or with commas: `48.8352, 2.2399`, `48,8352 2,2399`, `2.2399;48.8352`.
fn position(asked: &str) -> Option<(f64, f64)> {
    let pair = |parts: Vec<&str>| {
        let [first, second] = parts[..] else {
            return None;
        };
        // Two whole numbers are a code with a blank in it, sooner than a place.
        let number = |text: &str| {
            let plain = text.trim().replace(',', ".");
            let number = plain.parse().ok().filter(|number: &f64| number.is_finite());
            number.map(|number| (number, plain.contains('.')))
        };
        let ((first, exact), (second, exact_too)) = (number(first)?, number(second)?);
        (exact || exact_too).then_some((first, second))
    };
    let blanks = asked
        .split([';', ' ', '\u{a0}', '\u{202f}'])
        .filter(|part| !part.is_empty())
        .map(|part| part.strip_suffix(',').unwrap_or(part));
    pair(blanks.collect()).or_else(|| pair(asked.split(',').collect()))
}

/// The commune at a position, in whichever order its numbers stand: no place of France is in France the other way round.
fn at(first: f64, second: f64) -> Option<Found> {
    let orders = [(first, second, false), (second, first, true)];
    orders.into_iter().find_map(|(lon, lat, lat_first)| {
        Some(Found {
            communes: vec![commune_at(lon, lat)?],
            read_as: Some(ReadAs::Position {
                lon,
                lat,
                lat_first,
            }),
            ..Found::default()
        })
    })
}

fn named(asked: &str) -> Option<Found> {
    let code: String = asked.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.to_ascii_uppercase();
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    let mut found = of_code(&code);
    if found.is_none() && digits && code.len() == 4 {
        found = of_code(&format!("0{code}")).map(|found| Found {
            read_as: Some(ReadAs::LostZero),
            ..found
        });
    }
    found.or_else(|| of_name(asked))
}

/// What has a code. A text may be both a code INSEE and a postal code: then it is both.
fn of_code(code: &str) -> Option<Found> {
    let mut found = Found {
        communes: commune(code, LATEST).into_iter().collect(),
        former: former(code).into_iter().collect(),
        epcis: epci(code, LATEST).into_iter().collect(),
        ..Found::default()
    };
    let postal = with_postal_code(code, LATEST).next().is_some();
    // A code of long ago without a name only confuses whoever asks for a postal code.
    found
        .former
        .retain(|former| !postal || former.name.is_some());
    if found.communes.is_empty() && found.former.is_empty() {
        found.lost.extend(history(code).last());
    }
    for commune in with_postal_code(code, LATEST) {
        found.read_as = Some(ReadAs::PostalCode);
        if !found
            .communes
            .iter()
            .any(|other| other.code == commune.code)
        {
            found.communes.push(commune);
        }
    }
    found.is_some().then_some(found)
}

/// What has a name, today or once; where no commune has it today, those whose names begin so.
fn of_name(name: &str) -> Option<Found> {
    let folded = fold(name);
    let mut found = Found {
        communes: communes_named(name, LATEST).collect(),
        former: former_named(name).collect(),
        epcis: epcis_named(name, LATEST).collect(),
        ..Found::default()
    };
    if found.communes.is_empty() && found.epcis.is_empty() && folded.chars().count() >= SAME {
        found.communes = communes_beginning(&folded, LATEST).collect();
        found.communes.sort_unstable_by_key(|commune| commune.code);
        found.read_as = (!found.communes.is_empty()).then_some(ReadAs::Beginning);
    }
    (!folded.is_empty() && found.is_some()).then_some(found)
}

impl Found {
    fn is_some(&self) -> bool {
        !(self.communes.is_empty()
            && self.former.is_empty()
            && self.lost.is_empty()
            && self.epcis.is_empty())
    }
}

static UNKNOWN: Words = Words {
    id: "reference-unknown",
    message: Text {
        en: "“{asked}” is no code, postal code, SIREN or name of a commune or an EPCI.",
        fr: "« {asked} » n'est ni un code, ni un code postal, ni un SIREN, ni le nom d'une commune ou d'un EPCI.",
    },
    help: Text {
        en: "Check the spelling, or give a position such as “48.8352, 2.2399”. Postal codes of companies (CEDEX) are in no list.",
        fr: "Vérifiez l'orthographe, ou donnez une position comme « 48.8352, 2.2399 ». Les codes postaux d'entreprises (CEDEX) ne figurent dans aucune liste.",
    },
};

static UNKNOWN_CLOSE: Words = Words {
    id: "reference-unknown",
    message: UNKNOWN.message,
    help: Text {
        en: "Did you mean “{close}”?",
        fr: "Vouliez-vous dire « {close} » ?",
    },
};

static NOWHERE: Words = Words {
    id: "reference-nowhere",
    message: Text {
        en: "The position “{asked}” is in no commune, in whichever order it is read.",
        fr: "La position « {asked} » n'est dans aucune commune, quel que soit l'ordre de lecture.",
    },
    help: Text {
        en: "It is at sea, abroad or not in degrees. Right at a shore, the simplified contours may be a little short.",
        fr: "Elle est en mer, à l'étranger ou n'est pas en degrés. Au bord de l'eau, les contours simplifiés peuvent être un peu courts.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(asked: &str) -> Vec<&'static str> {
        let found = find(asked).unwrap_or_else(|problem| panic!("{problem}"));
        found.communes.iter().map(|commune| commune.code).collect()
    }

    #[test]
    fn a_position_is_understood_however_it_is_written() {
        for asked in [
            "48.8352, 2.2399",
            "2.2399,48.8352",
            "48.8352,2.2399",
            "48,8352 2,2399",
            "48,8352, 2,2399",
            "2,2399 ; 48,8352",
        ] {
            assert_eq!(codes(asked), ["92012"], "{asked}");
        }
        assert_eq!(codes("-21.1, 55.5").len(), 1);
        let order = |asked| find(asked).unwrap().json()["position"]["order"].clone();
        assert_eq!(order("48.8352, 2.2399"), "latitude, longitude");
        assert_eq!(order("2.2399, 48.8352"), "longitude, latitude");
    }

    #[test]
    fn a_code_a_postal_code_a_name_lead_to_communes() {
        assert_eq!(codes("92012"), ["92012"]);
        assert_eq!(codes("92 100"), ["92012"]);
        assert_eq!(codes("boulogne billancourt"), ["92012"]);
        assert_eq!(codes("1001"), ["01001"]);
        assert!(codes("Saint-Denis").len() > 1);
        assert!(codes("Boulogne").contains(&"92012"), "as names begin");
        assert_eq!(codes("2a004"), ["2A004"]);
    }

    #[test]
    fn what_is_no_commune_any_more_leads_to_its_successor() {
        let found = find("16226").unwrap();
        assert_eq!(found.former[0].successor().name, "La Boixe");
        let name = found.former[0].name.unwrap();
        assert!(
            find(name)
                .unwrap()
                .former
                .iter()
                .any(|former| former.code == "16226")
        );
    }

    #[test]
    fn an_epci_has_its_communes() {
        let found = find("200057974").unwrap();
        assert_eq!(
            found.json()["epcis"][0]["communes"]
                .as_array()
                .unwrap()
                .len(),
            8
        );
        assert_eq!(find("grand paris seine ouest").unwrap().epcis.len(), 1);
    }

    #[test]
    fn what_is_unknown_is_refused_whatever_it_is() {
        let id = |asked: &str| find(asked).unwrap_err().words.id;
        for asked in [
            "",
            " ",
            "99999",
            "1",
            "--",
            "1e999, 1.0",
            "NaN, 1.0",
            "\u{1b}[31m",
            "🙂",
        ] {
            assert_eq!(id(asked), "reference-unknown", "{asked:?}");
        }
        assert_eq!(id("0.0, 0.0"), "reference-nowhere");
        assert_eq!(id("1e300, 1.0"), "reference-nowhere");
        let close = find("Boulogne-Bilancourt").unwrap_err();
        assert_eq!(
            close.args.get("close"),
            Some(&"Boulogne-Billancourt".into())
        );
        assert_eq!(id(&"a".repeat(100_000)), "reference-unknown");
    }
}
