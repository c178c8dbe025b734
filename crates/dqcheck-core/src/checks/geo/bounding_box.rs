//! `outside-bounding-box`: a position outside of a box that the schema declares.
//!
//! Costs in memory what [`Tally`](super::tally::Tally) says.

use super::areas::Areas;
use super::position;
use super::within::{self, Within};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::Bound;
use crate::geodesy::{Area, Point};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "outside-bounding-box",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Geo,
    title: Text {
        en: "Position outside the expected area",
        fr: "Position hors de la zone attendue",
    },
    why: Text {
        en: "On a map this row appears elsewhere, in another town or in the sea, and nobody will find the place.",
        fr: "Sur une carte, cette ligne apparaît ailleurs, dans une autre ville ou en mer, et personne ne trouvera le lieu.",
    },
    reasons: &within::reasons(OUTSIDE, SHAPE_OUTSIDE),
    params: &[
        Param {
            name: "box",
            required: true,
            about: Text {
                en: "[west, south, east, north] in degrees.",
                fr: "[ouest, sud, est, nord] en degrés.",
            },
        },
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
    ],
    examples: &[
        Example {
            schema: POINT,
            data: "id,position\na,\"2.2399, 48.8352\"\nb,\n",
            fails: None,
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,\"48.8352, 2.2399\"\n",
            fails: None,
        },
        Example {
            schema: PAIR,
            data: "id,lat,lon\na,48.8352,2.3399\n",
            fails: Some("outside"),
        },
        Example {
            schema: POINT,
            data: "id,position\na,\"48.8352, 2.2399\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: POINT,
            data: "id,position\na,\"0, 0\"\n",
            fails: Some("zero"),
        },
        Example {
            schema: PAIR,
            data: "id,lat,lon\na,6859433.2,644233.5\n",
            fails: Some("projected"),
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,\"48,8352, 2,2399\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,rue de Paris\n",
            fails: Some("unreadable"),
        },
        Example {
            schema: SHAPE,
            data: "id,forme\na,\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[2.23,48.83],[2.24,48.84]]}\"\n",
            fails: None,
        },
        Example {
            schema: PAIR,
            data: "id,lat,lon\na,4883520,223990\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: PAIR,
            data: "id,lat,lon\na,48.8352,48.8352\n",
            fails: Some("same-number"),
        },
        Example {
            schema: SHAPE,
            data: "id,forme\na,\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[2.23,48.83],[2.34,48.84]]}\"\n",
            fails: Some("shape-outside"),
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,\"2.2399, 48.8352\"\nb,\"2.2412, 48.8377\"\nc,\"2.2533, 48.8303\"\n",
            fails: Some("swapped-column"),
        },
        Example {
            schema: PAIR,
            data: "id,lat,lon\na,6859433.2,644233.5\nb,6859729.3,644206.6\nc,6859190.4,645171.0\n",
            fails: Some("projected-column"),
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,\"48,8352, 2,2399\"\nb,\"48,8377, 2,2412\"\nc,\"48,8303, 2,2533\"\n",
            fails: Some("decimal-comma-column"),
        },
    ],
    aliases: &["bounding-box"],
    frictionless: "cell-error",
};

const POINT: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "position", "type": "geopoint"}],
  "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {
    "column": "position", "box": [2.22, 48.82, 2.27, 48.86]}}]}
}"#;
const TEXT: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "geo_point_2d", "type": "string"}],
  "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {
    "column": "geo_point_2d", "order": "lat,lon", "box": [2.22, 48.82, 2.27, 48.86]}}]}
}"#;
const PAIR: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}],
  "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {
    "longitude": "lon", "latitude": "lat", "box": [2.22, 48.82, 2.27, 48.86]}}]}
}"#;
const SHAPE: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "forme", "type": "geojson"}],
  "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {
    "column": "forme", "box": [2.22, 48.82, 2.27, 48.86]}}]}
}"#;

const OUTSIDE: Reason = Reason {
    id: "outside",
    message: Text {
        en: "This position (longitude {lon}, latitude {lat}) lies outside the expected area, by about {distance}.",
        fr: "Cette position (longitude {lon}, latitude {lat}) est hors de la zone attendue, à environ {distance}.",
    },
    help: Text {
        en: "Check the position on a map, or remove the row if the place is not part of this dataset. Expected area: longitude {west} to {east}, latitude {south} to {north}.",
        fr: "Vérifiez la position sur une carte, ou retirez la ligne si le lieu ne relève pas de ce jeu de données. Zone attendue : longitude de {west} à {east}, latitude de {south} à {north}.",
    },
};

const SHAPE_OUTSIDE: Reason = Reason {
    id: "shape-outside",
    message: Text {
        en: "Vertices of this shape outside the expected area: {outside} of {vertices}. The first is at longitude \
             {lon}, latitude {lat}, about {distance} away.",
        fr: "Sommets de cette forme hors de la zone attendue : {outside} sur {vertices}. Le premier est à la longitude \
             {lon}, latitude {lat}, à environ {distance}.",
    },
    help: Text {
        en: "Look at the shape on a map: a vertex may have slipped, or the place is not part of this dataset. Expected \
             area: longitude {west} to {east}, latitude {south} to {north}.",
        fr: "Regardez la forme sur une carte : un sommet a pu être déplacé, ou le lieu ne relève pas de ce jeu de \
             données. Zone attendue : longitude de {west} à {east}, latitude de {south} à {north}.",
    },
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let area = area(request)?;
    let (fields, positions) = position::bind(request, schema)?;
    let constants = Args::new()
        .with("west", position::degrees(area.west))
        .with("south", position::degrees(area.south))
        .with("east", position::degrees(area.east))
        .with("north", position::degrees(area.north));
    let check = Within {
        positions,
        territory: Areas {
            first: area,
            others: Vec::new(),
            elsewhere: |_: Point| Args::new(),
        },
        words: IN_AREA.into(),
        constants,
    };
    Ok(Bound::File {
        fields,
        check: Box::new(check),
    })
}

const IN_AREA: Text = Text {
    en: "in the expected area",
    fr: "dans la zone attendue",
};
const BOX: Text = Text {
    en: "[west, south, east, north] in degrees, with west < east and south < north",
    fr: "[ouest, sud, est, nord] en degrés, avec ouest < est et sud < nord",
};

fn area(request: &RuleRequest) -> Result<Area, Fault> {
    match request.numbers("box", 4)?[..] {
        [west, south, east, north]
            if -180.0 <= west
                && west < east
                && east <= 180.0
                && -90.0 <= south
                && south < north
                && north <= 90.0 =>
        {
            Ok(Area::new([west, south, east, north]))
        }
        _ => Err(request.invalid("box", BOX)),
    }
}
