//! `position-elsewhere`: a position that is not in the commune whose code stands in the same row.
//!
//! A code that is no commune's is the affair of other checks, and one whose contour is unknown is left alone. That of a
//! former commune is judged by the commune that it is in now; that of an arrondissement by its own contour.
//!
//! Costs in memory what [`Tally`](super::tally::Tally) says, and the contours once they are decoded.

use dqcheck_reference::{Contour, LATEST, TOLERANCE, commune, successor};

use super::place::whereabouts;
use super::position;
use super::within::{self, Territory, Within};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::naming::with_code;
use crate::checks::{Bound, Column};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Point;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "position-elsewhere",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Geo,
    title: Text {
        en: "Position in another commune than the code INSEE says",
        fr: "Position dans une autre commune que celle du code INSEE",
    },
    why: Text {
        en: "One of the two is wrong: on a map the row appears in one commune, in a table of communes it counts for \
             another.",
        fr: "L'un des deux est faux : sur une carte la ligne apparaît dans une commune, et dans un tableau par commune \
             elle compte pour une autre.",
    },
    reasons: &within::reasons(ELSEWHERE, SHAPE_ELSEWHERE),
    params: &[
        Param {
            name: "commune",
            required: true,
            about: Text {
                en: "The field that holds the code INSEE of the commune.",
                fr: "Le champ qui contient le code INSEE de la commune.",
            },
        },
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
        Param {
            name: "tolerance",
            required: false,
            about: Text {
                en: "How many metres outside are accepted: 250 if nothing is said, which is what the known borders of \
                     communes may be off.",
                fr: "De combien de mètres on peut dépasser : 250 par défaut, soit l'imprécision des contours connus des \
                     communes.",
            },
        },
    ],
    examples: &[
        Example {
            schema: POINT,
            data: "insee,position\n92012,\"2.2399, 48.8352\"\n92040,\"2.2706, 48.8236\"\n,\"2.2706, 48.8236\"\n",
            fails: None,
        },
        Example {
            schema: POINT,
            data: "insee,position\n92012,\"2.2706, 48.8236\"\n",
            fails: Some("elsewhere"),
        },
        Example {
            schema: POINT,
            data: "insee,position\n92012,\"48.8352, 2.2399\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: POINT,
            data: "insee,position\n92012,\"0, 0\"\n",
            fails: Some("zero"),
        },
        Example {
            schema: PAIR,
            data: "insee,lat,lon\n92012,6859433.2,644233.5\n",
            fails: Some("projected"),
        },
        Example {
            schema: TEXT,
            data: "insee,geo_point_2d\n92012,\"48,8352, 2,2399\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: TEXT,
            data: "insee,geo_point_2d\n92012,rue de Paris\n",
            fails: Some("unreadable"),
        },
        Example {
            schema: PAIR,
            data: "insee,lat,lon\n92012,4883520,223990\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: POINT,
            data: "insee,position\n92012,\"48.8352, 48.8352\"\n",
            fails: Some("same-number"),
        },
        Example {
            schema: SHAPE,
            data: "insee,forme\n92012,\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[2.24,48.835],[2.34,48.84]]}\"\n",
            fails: Some("shape-elsewhere"),
        },
        Example {
            schema: TEXT,
            data: "insee,geo_point_2d\n92012,\"2.2399, 48.8352\"\n92012,\"2.2412, 48.8377\"\n92040,\"2.2706, 48.8236\"\n",
            fails: Some("swapped-column"),
        },
        Example {
            schema: PAIR,
            data: "insee,lat,lon\n92012,6859433.2,644233.5\n92012,6859729.3,644206.6\n92012,6859190.4,645171.0\n",
            fails: Some("projected-column"),
        },
        Example {
            schema: TEXT,
            data: "insee,geo_point_2d\n92012,\"48,8352, 2,2399\"\n92012,\"48,8377, 2,2412\"\n92012,\"48,8303, 2,2533\"\n",
            fails: Some("decimal-comma-column"),
        },
    ],
    aliases: &[],
    frictionless: "row-error",
};

const POINT: &str = r#"{
  "fields": [{"name": "insee", "type": "string"}, {"name": "position", "type": "geopoint"}],
  "dqcheck": {"checks": [{"name": "position-elsewhere", "params": {"column": "position", "commune": "insee"}}]}
}"#;
const TEXT: &str = r#"{
  "fields": [{"name": "insee", "type": "string"}, {"name": "geo_point_2d", "type": "string"}],
  "dqcheck": {"checks": [{"name": "position-elsewhere", "params": {
    "column": "geo_point_2d", "order": "lat,lon", "commune": "insee"}}]}
}"#;
const PAIR: &str = r#"{
  "fields": [{"name": "insee", "type": "string"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}],
  "dqcheck": {"checks": [{"name": "position-elsewhere", "params": {
    "longitude": "lon", "latitude": "lat", "commune": "insee"}}]}
}"#;
const SHAPE: &str = r#"{
  "fields": [{"name": "insee", "type": "string"}, {"name": "forme", "type": "geojson"}],
  "dqcheck": {"checks": [{"name": "position-elsewhere", "params": {"column": "forme", "commune": "insee"}}]}
}"#;

const ELSEWHERE: Reason = Reason {
    id: "elsewhere",
    message: Text {
        en: "This position (longitude {lon}, latitude {lat}) is {place}, {distance} from the commune in “{other}”, \
             {commune}.",
        fr: "Cette position (longitude {lon}, latitude {lat}) est {place}, à {distance} de la commune de « {other} », \
             {commune}.",
    },
    help: Text {
        en: "Look at the position on a map, and compare it with the address of the row: correct the position, or the \
             code.",
        fr: "Regardez la position sur une carte et comparez-la à l'adresse de la ligne : corrigez la position, ou le \
             code.",
    },
};
const SHAPE_ELSEWHERE: Reason = Reason {
    id: "shape-elsewhere",
    message: Text {
        en: "Vertices of this shape outside the commune in “{other}”, {commune}: {outside} of {vertices}. The first \
             (longitude {lon}, latitude {lat}) is {place}, {distance} from the \
             commune of the row.",
        fr: "Sommets de cette forme hors de la commune de « {other} », {commune} : {outside} sur {vertices}. Le premier \
             (longitude {lon}, latitude {lat}) est {place}, à {distance} de la \
             commune de la ligne.",
    },
    help: Text {
        en: "Look at the shape on a map: a vertex may have slipped, or the row has the code of another commune.",
        fr: "Regardez la forme sur une carte : un sommet a pu être déplacé, ou la ligne porte le code d'une autre \
             commune.",
    },
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let commune = request.column(schema, "commune")?;
    let (mut fields, positions) = position::bind(request, schema)?;
    fields.push(commune);
    Ok(Bound::File {
        fields,
        check: Box::new(Within {
            positions,
            territory: Coded {
                tolerance: request.number("tolerance")?.unwrap_or(TOLERANCE),
            },
            words: IN_ITS_COMMUNE.into(),
            constants: Args::new().with("other", schema.fields[commune].name.as_str()),
        }),
    })
}

const IN_ITS_COMMUNE: Text = Text {
    en: "in the commune of the row",
    fr: "dans la commune de la ligne",
};

/// Each row has the code of its commune.
struct Coded {
    /// Metres.
    tolerance: f64,
}

impl Coded {
    #[cold]
    fn is_near(&self, contour: Contour, Point { lon, lat }: Point) -> bool {
        let metres = contour.distance_to(lon, lat);
        metres.is_some_and(|metres| metres <= self.tolerance)
    }
}

impl Territory for Coded {
    type Place = Contour;
    const COLUMNS: usize = 1;

    #[inline]
    fn place(&self, columns: &[&Column<'_>], row: usize) -> Option<Contour> {
        let [codes] = columns else { return None };
        if codes.cells.states[row] != State::Present {
            return None;
        }
        let code = codes.cells.get(row);
        Contour::of_bytes(code).or_else(|| former(code))
    }

    #[inline]
    fn contains(&self, contour: Contour, point: Point) -> bool {
        contour.contains(point.lon, point.lat) || self.is_near(contour, point)
    }

    fn metres_to(&self, contour: Contour, point: Point) -> f64 {
        let metres = contour.distance_to(point.lon, point.lat);
        metres.unwrap_or(f64::INFINITY)
    }

    fn elsewhere(&self, contour: Contour, point: Point) -> Args {
        let commune = commune(contour.code(), LATEST);
        let name = commune.map_or_else(|| contour.code().to_owned(), with_code);
        Args::new()
            .with("place", whereabouts(point))
            .with("commune", name)
    }
}

#[cold]
fn former(code: &[u8]) -> Option<Contour> {
    let code = std::str::from_utf8(code).ok()?;
    Contour::of(successor(code)?.code)
}
