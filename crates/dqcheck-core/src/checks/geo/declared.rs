//! The territory that a schema declares: communes, an EPCI, a department, a region, or a polygon of its own.

use std::sync::OnceLock;

use dqcheck_reference::{
    Commune, LATEST, TOLERANCE, Zone, commune, commune_at, communes, epci, epcis, fold, has_contour,
};
use serde_json::Value;

use super::place::whereabouts;
use super::polygon;
use super::within::Territory;
use crate::check::Param;
use crate::checks::Column;
use crate::checks::naming::{meant_by_code, with_code};
use crate::message::{Arg, Args, Lang, Text, number};
use crate::schema::{FILE, Fault, RuleRequest};
use crate::types::Point;

pub(super) const COMMUNE: Param = Param {
    name: "commune",
    required: false,
    about: Text {
        en: "The code INSEE of the commune, or a list of codes. One of “commune”, “epci”, “department”, “region”, \
             “polygon” and “file” is needed.",
        fr: "Le code INSEE de la commune, ou une liste de codes. Il faut l'un de « commune », « epci », « department », \
             « region », « polygon » et « file ».",
    },
};
pub(super) const EPCI: Param = Param {
    name: "epci",
    required: false,
    about: Text {
        en: "The SIREN of the EPCI or EPT, such as 200057974 for Grand Paris Seine Ouest.",
        fr: "Le SIREN de l'EPCI ou de l'EPT, par exemple 200057974 pour Grand Paris Seine Ouest.",
    },
};
pub(super) const DEPARTMENT: Param = Param {
    name: "department",
    required: false,
    about: Text {
        en: "The code of the department, such as 92 or 2A.",
        fr: "Le code du département, par exemple 92 ou 2A.",
    },
};
pub(super) const REGION: Param = Param {
    name: "region",
    required: false,
    about: Text {
        en: "The code of the region, such as 11.",
        fr: "Le code de la région, par exemple 11.",
    },
};
pub(super) const POLYGON: Param = Param {
    name: "polygon",
    required: false,
    about: Text {
        en: "A GeoJSON geometry, Feature or FeatureCollection of polygons, or a text that holds one.",
        fr: "Une géométrie, une Feature ou une FeatureCollection GeoJSON de polygones, ou un texte qui en contient une.",
    },
};
pub(super) const POLYGON_FILE: Param = Param {
    name: FILE,
    required: false,
    about: Text {
        en: "The path of a GeoJSON file that holds the polygon, relative to the folder of the schema.",
        fr: "Le chemin d'un fichier GeoJSON qui contient le polygone, à partir du dossier du schéma.",
    },
};
pub(super) const TOLERANCE_OF_IT: Param = Param {
    name: "tolerance",
    required: false,
    about: Text {
        en: "How many metres outside are accepted: 250 if nothing is said, which is what the known borders of communes \
             may be off; 0 for a polygon.",
        fr: "De combien de mètres on peut dépasser : 250 par défaut, soit l'imprécision des contours connus des \
             communes ; 0 pour un polygone.",
    },
};

pub(super) const ELSEWHERE: Param = Param {
    name: "elsewhere",
    required: false,
    about: Text {
        en: "Whether a position in another commune is told; true if nothing is said. false where out-of-commune tells \
             it: then only what cannot be a position of France is, and a shape of which a part is elsewhere.",
        fr: "Faut-il signaler une position située dans une autre commune ? true par défaut. false si out-of-commune le \
             fait déjà : sont alors signalés ce qui ne peut pas être une position en France, et une forme dont une \
             partie est ailleurs.",
    },
};

/// A position on a border is within it: numbers of degrees are rounded. Metres.
const ON_THE_BORDER: f64 = 0.01;

/// What a schema declares.
pub(super) struct Declared {
    /// Of communes, made when the first point is asked for: a run without one decodes no contour.
    zone: OnceLock<Zone>,
    /// All have contours; none where the zone is a polygon.
    communes: Vec<&'static str>,
    /// Metres.
    pub(super) tolerance: f64,
    /// As a reader says it: "Boulogne-Billancourt (92012)".
    pub(super) name: Arg,
    /// Whether a point of another commune is told, not only one that is in none.
    all_told: bool,
}

pub(super) fn bind(request: &RuleRequest) -> Result<Declared, Fault> {
    let ways = [COMMUNE, EPCI, DEPARTMENT, REGION, POLYGON, POLYGON_FILE].map(|param| param.name);
    let is_there = |param: &&str| {
        request
            .params
            .get(*param)
            .is_some_and(|value| !value.is_null())
    };
    let mut given = ways.into_iter().filter(is_there);
    let way = given.next().ok_or_else(|| request.missing(COMMUNE.name))?;
    if let Some(other) = given.next() {
        return Err(request.invalid(other, ALONE));
    }
    let tolerance = request.number(TOLERANCE_OF_IT.name)?;
    let all_told = request.truth(ELSEWHERE.name)?.unwrap_or(true);
    if [POLYGON.name, FILE].contains(&way) {
        let zone = match &request.params[way] {
            _ if way == FILE => polygon::from_text(request.file()?.bytes()),
            Value::String(text) => polygon::from_text(text.as_bytes()),
            object => polygon::from_value(object),
        };
        let zone = zone.map_err(|expected| request.invalid(way, expected))?;
        return Ok(Declared {
            zone: OnceLock::from(zone),
            communes: Vec::new(),
            tolerance: tolerance.unwrap_or(0.0),
            name: match way {
                FILE => request.needed_text(FILE)?.into(),
                _ => OF_THE_SCHEMA.into(),
            },
            all_told,
        });
    }
    let (communes, name) = match way {
        "commune" => of_communes(request)?,
        "epci" => of_epci(request)?,
        "department" => of_part(request, way, A_DEPARTMENT, |commune| {
            let department = commune.department();
            (department.code, department.name)
        })?,
        _ => of_part(request, way, A_REGION, |commune| {
            let region = commune.region();
            (region.code, region.name)
        })?,
    };
    let communes: Vec<&str> = communes
        .into_iter()
        .filter(|commune| has_contour(commune))
        .map(|commune| commune.code)
        .collect();
    if communes.is_empty() {
        return Err(request.invalid(way, CHARTED));
    }
    Ok(Declared {
        zone: OnceLock::new(),
        communes,
        tolerance: tolerance.unwrap_or(TOLERANCE),
        name,
        all_told,
    })
}

/// The communes that are meant, and how they are called.
type Communes = (Vec<&'static Commune>, Arg);

fn of_communes(request: &RuleRequest) -> Result<Communes, Fault> {
    let param = COMMUNE.name;
    let values = request.one_or_more(param)?;
    let values = values.ok_or_else(|| request.missing(param))?;
    let is_list = request.params[param].is_array();
    let mut found = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let code = value.as_str();
        let code = code.ok_or_else(|| request.invalid(param, A_COMMUNE))?;
        let at = is_list.then_some(at);
        let commune = commune(code, LATEST).ok_or_else(|| {
            let meant = meant_by_code(code).map(|commune| commune.code);
            request.unknown_code(param, at, code, A_COMMUNE, meant)
        })?;
        if !has_contour(commune) {
            return Err(request.unknown_code(param, at, code, CHARTED, None));
        }
        found.push(commune);
    }
    let first = with_code(found[0]);
    let name = match found.len() {
        1 => first.into(),
        count => Arg::said(|lang| match lang {
            Lang::En => format!(
                "{} communes, the first of which is {first}",
                number(count as u64, lang)
            ),
            Lang::Fr => format!(
                "{} communes, dont la première est {first}",
                number(count as u64, lang)
            ),
        }),
    };
    Ok((found, name))
}

fn of_epci(request: &RuleRequest) -> Result<Communes, Fault> {
    let siren = request.needed_text(EPCI.name)?;
    let Some(epci) = epci(siren, LATEST) else {
        let known = epcis(LATEST).map(|epci| (epci.siren, epci.name));
        let meant = meant(siren, known.collect());
        return Err(request.unknown_code(EPCI.name, None, siren, AN_EPCI, meant));
    };
    let name = format!("{} ({siren})", epci.name);
    Ok((epci.communes(LATEST).collect(), name.into()))
}

/// The communes of a department or region, `of` being what one is in: its code and its name.
fn of_part(
    request: &RuleRequest,
    param: &str,
    expected: Text,
    of: fn(&Commune) -> (&'static str, &'static str),
) -> Result<Communes, Fault> {
    let code = request.needed_text(param)?;
    let whole = communes(LATEST).filter(|commune| commune.parent.is_none());
    let found: Vec<&Commune> = whole.filter(|commune| of(commune).0 == code).collect();
    let Some(first) = found.first() else {
        let mut known: Vec<_> = communes(LATEST).map(of).collect();
        known.sort_unstable();
        known.dedup();
        let meant = meant(code, known);
        return Err(request.unknown_code(param, None, code, expected, meant));
    };
    let name = format!("{} ({code})", of(first).1);
    Ok((found, name.into()))
}

/// Of codes and their names, the code that somebody meant who wrote it in another way, or wrote the name.
fn meant(text: &str, known: Vec<(&'static str, &'static str)>) -> Option<&'static str> {
    let (compact, name) = (compact(text)?, fold(text));
    let find = |is_meant: &dyn Fn(&str, &str) -> bool| {
        let mut found = known.iter().filter(|(code, name)| is_meant(code, name));
        let (code, _) = found.next()?;
        found.next().is_none().then_some(*code)
    };
    find(&|code, _| {
        code == compact || (code.len() == 2 && code.strip_prefix('0') == Some(&compact))
    })
    .or_else(|| find(&|_, other| fold(other) == name))
}

/// Capitals without blanks; `None` of what is too long to be a code or a name.
fn compact(text: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let letters = text.chars().filter(|c| !c.is_whitespace());
    (text.len() <= LONGEST).then(|| letters.flat_map(char::to_uppercase).collect())
}

impl Declared {
    #[inline]
    fn zone(&self) -> &Zone {
        self.zone.get_or_init(|| {
            let zone = Zone::of_communes(self.communes.iter().copied());
            zone.expect("only communes that have contours were taken")
        })
    }

    #[cold]
    fn is_near(&self, Point { lon, lat }: Point) -> bool {
        let metres = self.tolerance.max(ON_THE_BORDER);
        self.zone().is_near(lon, lat, metres)
    }
}

impl Territory for Declared {
    type Place = ();
    const COLUMNS: usize = 0;

    #[inline]
    fn place(&self, _columns: &[&Column<'_>], _row: usize) -> Option<()> {
        Some(())
    }

    #[inline]
    fn contains(&self, (): (), point: Point) -> bool {
        self.zone().contains(point.lon, point.lat) || self.is_near(point)
    }

    fn is_told(&self, (): (), point: Point) -> bool {
        self.all_told || commune_at(point.lon, point.lat).is_none()
    }

    fn metres_to(&self, (): (), point: Point) -> f64 {
        let metres = self.zone().distance_to(point.lon, point.lat);
        metres.unwrap_or(f64::INFINITY)
    }

    fn elsewhere(&self, (): (), point: Point) -> Args {
        Args::new().with("place", whereabouts(point))
    }
}

const ALONE: Text = Text {
    en: "the only one of “commune”, “epci”, “department”, “region”, “polygon” and “file”",
    fr: "le seul de « commune », « epci », « department », « region », « polygon » et « file »",
};
const A_COMMUNE: Text = Text {
    en: "the code INSEE of a commune, such as 92012",
    fr: "le code INSEE d'une commune, tel que 92012",
};
const AN_EPCI: Text = Text {
    en: "the SIREN of an EPCI or EPT, such as 200057974",
    fr: "le SIREN d'un EPCI ou d'un EPT, tel que 200057974",
};
const A_DEPARTMENT: Text = Text {
    en: "the code of a department, such as 92",
    fr: "le code d'un département, tel que 92",
};
const A_REGION: Text = Text {
    en: "the code of a region, such as 11",
    fr: "le code d'une région, tel que 11",
};
const CHARTED: Text = Text {
    en: "the code of a territory whose contours are known (those of the Pacific and of a few islands are not)",
    fr: "le code d'un territoire dont les contours sont connus (ceux du Pacifique et de quelques îles ne le sont pas)",
};
const OF_THE_SCHEMA: Text = Text {
    en: "the polygon of the schema",
    fr: "le polygone du schéma",
};
