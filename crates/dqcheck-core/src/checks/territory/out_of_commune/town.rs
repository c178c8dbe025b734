//! Whether a value is of a commune, and of which one it is instead.

use std::sync::OnceLock;

use dqcheck_reference::{
    Commune, LATEST, TOLERANCE, Zone, commune, commune_at, communes_named, distance_to, fold,
    has_contour, successor, with_postal_code,
};

use super::columns::Kind;
use crate::checks::naming::{meant_by_code, whole};
use crate::schema::{Fault, RuleRequest, unusable_commune};
use crate::types::Point;

/// The commune that the rows should be of.
pub(super) struct Town {
    pub(super) commune: &'static Commune,
    postal_codes: Vec<&'static str>,
    /// Folded.
    name: String,
    /// Made when the first position is asked for.
    zone: OnceLock<Option<Zone>>,
}

/// What a value says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// Nothing that is known; whether it should be is told by other checks.
    Nothing,
    Ours,
    /// One of these, at least one; the one that is meant is more likely to come first.
    Others(Vec<&'static Commune>),
}

/// A value of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(Kind, &'a [u8]),
    Position(Point),
}

impl Town {
    /// The commune that the request names.
    pub(super) fn bind(request: &RuleRequest) -> Result<Town, Fault> {
        let code = request.needed_text("commune")?;
        let fault = |reason| unusable_commune::fault(request, reason).with("commune", code);
        let of = |reason, other: &Commune| {
            Err(fault(reason)
                .with("code", other.code)
                .with("name", other.name))
        };
        match commune(code, LATEST) {
            Some(found) if found.parent.is_none() => Ok(Town::new(found)),
            Some(part) => of(unusable_commune::ARRONDISSEMENT, whole(part)),
            None => match meant_by_code(code).map(whole) {
                Some(meant) if successor(code) == Some(meant) => {
                    of(unusable_commune::FORMER, meant)
                }
                Some(meant) => of(unusable_commune::CLOSE, meant),
                None => Err(fault(unusable_commune::UNKNOWN)),
            },
        }
    }

    fn new(commune: &'static Commune) -> Town {
        Town {
            commune,
            postal_codes: commune.postal_codes().collect(),
            name: fold(commune.name),
            zone: OnceLock::new(),
        }
    }

    /// Whether one can say of a position that it is in the commune: the contours of a few are not known.
    pub(super) fn has_contour(&self) -> bool {
        has_contour(self.commune)
    }

    /// What most values say, found without a detour.
    #[inline]
    pub(super) fn is_ours(&self, value: Value<'_>) -> bool {
        match value {
            Value::Text(Kind::Insee, text) => text == self.commune.code.as_bytes(),
            Value::Text(Kind::Postal, text) => {
                self.postal_codes.iter().any(|code| code.as_bytes() == text)
            }
            Value::Text(..) => false,
            Value::Position(Point { lon, lat }) => {
                let zone = self
                    .zone
                    .get_or_init(|| Zone::of_commune(self.commune.code));
                zone.as_ref().is_some_and(|zone| zone.contains(lon, lat))
            }
        }
    }

    pub(super) fn said(&self, value: Value<'_>) -> Said {
        let communes: Vec<&'static Commune> = match value {
            value if self.is_ours(value) => return Said::Ours,
            Value::Position(point) if is_near(self.commune, point) => return Said::Ours,
            Value::Position(point) => commune_at(point.lon, point.lat).into_iter().collect(),
            Value::Text(kind, text) => match (kind, text_of(text)) {
                (_, None) => return Said::Nothing,
                (Kind::Insee, Some(code)) => {
                    let found = commune(code, LATEST).map(whole);
                    found.or_else(|| successor(code)).into_iter().collect()
                }
                (Kind::Postal, Some(code)) => with_postal_code(code, LATEST).map(whole).collect(),
                (_, Some(name)) => return self.named(name),
            },
        };
        self.of(communes)
    }

    fn named(&self, name: &str) -> Said {
        let folded = fold(name);
        if folded == self.name {
            return Said::Ours;
        }
        // “Boulogne” may be short for Boulogne-Billancourt: that there is one in another department says nothing.
        let is_short = self.name.starts_with(&folded);
        let is_possible =
            |other: &&Commune| !is_short || other.department() == self.commune.department();
        let others = communes_named(name, LATEST).map(whole);
        self.of(others.filter(is_possible).collect())
    }

    fn of(&self, mut communes: Vec<&'static Commune>) -> Said {
        if communes.contains(&self.commune) {
            return Said::Ours;
        }
        communes.sort_by_key(|other| (self.distance(other), other.code));
        communes.dedup();
        match communes.is_empty() {
            true => Said::Nothing,
            false => Said::Others(communes),
        }
    }

    /// Metres from the commune.
    pub(super) fn metres(&self, point: Point) -> Option<f64> {
        distance_to(self.commune.code, point.lon, point.lat)
    }

    /// How far another commune is, roughly: in the same group of communes, the same department, or elsewhere.
    fn distance(&self, other: &Commune) -> usize {
        let Commune { ept, epci, .. } = self.commune;
        let shared = [
            ept.is_some() && *ept == other.ept,
            epci.is_some() && *epci == other.epci,
            self.commune.department() == other.department(),
        ];
        shared.iter().position(|shared| *shared).unwrap_or(3)
    }
}

/// Whether a value may be of a commune; what is near its border may be.
pub(super) fn may_be_of(of: &Commune, value: Value<'_>) -> bool {
    match value {
        Value::Position(point) => is_near(of, point),
        Value::Text(kind, text) => text_of(text).is_some_and(|text| match kind {
            Kind::Insee => {
                let found = commune(text, LATEST).map(whole).or_else(|| successor(text));
                found.is_some_and(|found| found.code == of.code)
            }
            Kind::Postal => of.postal_codes().any(|code| code == text),
            _ => fold(text) == fold(of.name),
        }),
    }
}

fn is_near(commune: &Commune, Point { lon, lat }: Point) -> bool {
    distance_to(commune.code, lon, lat).is_some_and(|metres| metres <= TOLERANCE)
}

fn text_of(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text.trim_ascii()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(code: &str) -> Town {
        Town::new(commune(code, LATEST).unwrap())
    }

    /// `+` for ours, `?` for nothing, else the code of the commune that comes first.
    fn said(town: &Town, value: Value<'_>) -> &'static str {
        match town.said(value) {
            Said::Nothing => "?",
            Said::Ours => "+",
            Said::Others(communes) => communes[0].code,
        }
    }

    fn texts(town: &Town, kind: Kind, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            let found = said(town, Value::Text(kind, text.as_bytes()));
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn a_code_is_of_the_commune_of_its_successor_or_of_another() {
        let cases = [
            ("92012", "+"),
            (" 92012 ", "+"),
            ("75012", "+"),
            ("92040", "92040"),
            ("75108", "75056"),
            ("9212", "?"),
            ("", "?"),
            ("é\u{0}", "?"),
        ];
        texts(&town("92012"), Kind::Insee, &cases);
        let cases = [("75056", "+"), ("75108", "+"), ("69123", "69123")];
        texts(&town("75056"), Kind::Insee, &cases);
    }

    #[test]
    fn a_postal_code_may_be_of_several_communes_and_a_cedex_is_of_none() {
        let cases = [
            ("92100", "+"),
            ("92130", "92040"),
            ("92109", "?"),
            ("92513", "?"),
        ];
        texts(&town("92012"), Kind::Postal, &cases);
        texts(
            &town("75056"),
            Kind::Postal,
            &[("75116", "+"), ("75008", "+")],
        );
    }

    #[test]
    fn a_name_is_ours_however_it_is_spelt() {
        let cases = [
            ("Boulogne-Billancourt", "+"),
            ("BOULOGNE BILLANCOURT", "+"),
            ("Boulogne", "?"),
            ("boulogne sur mer", "62160"),
            ("SEVRES", "92072"),
            ("Billancourt-les-Bains", "?"),
        ];
        texts(&town("92012"), Kind::Name, &cases);
        texts(
            &town("75056"),
            Kind::Name,
            &[("Paris 8e Arrondissement", "+")],
        );
        // Of two communes of that name, the one in the same department.
        let nearest = |code| {
            said(
                &town(code),
                Value::Text(Kind::Name, "Saint-Denis".as_bytes()),
            )
        };
        assert_eq!((nearest("93008"), nearest("97415")), ("93066", "97411"));
    }

    #[test]
    fn a_position_is_in_the_commune_or_in_another_and_the_sea_is_nowhere() {
        let town = town("92012");
        let at = |lon, lat| said(&town, Value::Position(Point { lon, lat }));
        assert_eq!(at(2.2410, 48.8352), "+");
        assert_eq!(at(2.2700, 48.8240), "92040");
        assert_eq!(at(48.8352, 2.2410), "?");
        assert_eq!(at(0.0, 0.0), "?");
        assert_eq!(at(644_321.7, 6_860_160.2), "?");
        assert_eq!(at(f64::NAN, 48.0), "?");
    }
}
