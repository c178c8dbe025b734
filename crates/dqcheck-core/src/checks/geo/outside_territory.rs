//! `outside-territory`: a position outside of the commune, EPCI, department, region or polygon that the schema declares.
//!
//! Costs in memory what [`Tally`](super::tally::Tally) says, and the contours once they are decoded.

use super::within::{self, Within};
use super::{declared, position};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Bound;
use crate::message::{Arg, Args, Lang, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(in crate::checks) static CHECK: CheckDef = CheckDef {
    id: "outside-territory",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Geo,
    title: Text {
        en: "Position outside the declared territory",
        fr: "Position hors du territoire déclaré",
    },
    why: Text {
        en: "The row is about a place of another commune, or on a map it appears where the place is not. Often a file \
             holds more than its title says, such as the rows of the whole EPCI.",
        fr: "La ligne parle d'un lieu d'une autre commune, ou apparaît sur la carte là où le lieu n'est pas. Souvent, un \
             fichier contient plus que son titre ne le dit, par exemple les lignes de tout l'EPCI.",
    },
    reasons: &within::reasons(OUTSIDE, SHAPE_OUTSIDE),
    params: &[
        declared::COMMUNE,
        declared::EPCI,
        declared::DEPARTMENT,
        declared::REGION,
        declared::POLYGON,
        declared::POLYGON_FILE,
        declared::TOLERANCE_OF_IT,
        declared::ELSEWHERE,
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
            schema: EPT,
            data: "id,lat,lon\na,48.8352,2.2399\nb,48.8236,2.2706\n",
            fails: None,
        },
        Example {
            schema: POINT,
            data: "id,position\na,\"2.2706, 48.8236\"\n",
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
            schema: EPT,
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
            schema: EPT,
            data: "id,lat,lon\na,4883520,223990\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: POINT,
            data: "id,position\na,\"48.8352, 48.8352\"\n",
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
            schema: EPT,
            data: "id,lat,lon\na,6859433.2,644233.5\nb,6859729.3,644206.6\nc,6859190.4,645171.0\n",
            fails: Some("projected-column"),
        },
        Example {
            schema: TEXT,
            data: "id,geo_point_2d\na,\"48,8352, 2,2399\"\nb,\"48,8377, 2,2412\"\nc,\"48,8303, 2,2533\"\n",
            fails: Some("decimal-comma-column"),
        },
    ],
    aliases: &["in-commune"],
    frictionless: "cell-error",
};

const POINT: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "position", "type": "geopoint"}],
  "dqcheck": {"checks": [{"name": "outside-territory", "params": {"column": "position", "commune": "92012"}}]}
}"#;
const TEXT: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "geo_point_2d", "type": "string"}],
  "dqcheck": {"checks": [{"name": "outside-territory", "params": {
    "column": "geo_point_2d", "order": "lat,lon", "department": "92"}}]}
}"#;
const EPT: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}],
  "dqcheck": {"checks": [{"name": "outside-territory", "params": {
    "longitude": "lon", "latitude": "lat", "epci": "200057974"}}]}
}"#;
const SHAPE: &str = r#"{
  "fields": [{"name": "id", "type": "string"}, {"name": "forme", "type": "geojson"}],
  "dqcheck": {"checks": [{"name": "outside-territory", "params": {"column": "forme", "polygon": {
    "type": "Polygon", "coordinates": [[[2.22, 48.82], [2.27, 48.82], [2.27, 48.86], [2.22, 48.86], [2.22, 48.82]]]}}}]}
}"#;

const OUTSIDE: Reason = Reason {
    id: "outside",
    message: Text {
        en: "This position (longitude {lon}, latitude {lat}) is {place}, {distance} from {zone}.",
        fr: "Cette position (longitude {lon}, latitude {lat}) est {place}, à {distance} du territoire déclaré, {zone}.",
    },
    help: Text {
        en: "Look at the position on a map. If the place is not part of this dataset, remove the row; if it is, correct \
             the position.{leeway}",
        fr: "Regardez la position sur une carte. Si le lieu ne relève pas de ce jeu de données, retirez la ligne ; \
             sinon, corrigez la position.{leeway}",
    },
};
const SHAPE_OUTSIDE: Reason = Reason {
    id: "shape-outside",
    message: Text {
        en: "Vertices of this shape outside the declared territory: {outside} of {vertices}. The first (longitude {lon}, \
             latitude {lat}) is {place}, {distance} from {zone}.",
        fr: "Sommets de cette forme hors du territoire déclaré : {outside} sur {vertices}. Le premier (longitude {lon}, \
             latitude {lat}) est {place}, à {distance} de ce territoire, {zone}.",
    },
    help: Text {
        en: "Look at the shape on a map: a vertex may have slipped, or the place is not part of this dataset.{leeway}",
        fr: "Regardez la forme sur une carte : un sommet a pu être déplacé, ou le lieu ne relève pas de ce jeu de \
             données.{leeway}",
    },
};

pub(in crate::checks) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let territory = declared::bind(request)?;
    let (fields, positions) = position::bind(request, schema)?;
    let tolerance = territory.tolerance;
    let leeway = Arg::said(|lang| match lang {
        _ if tolerance == 0.0 => String::new(),
        Lang::En => format!(" Up to {tolerance} m outside are accepted."),
        Lang::Fr => format!(" Un dépassement de {tolerance} m est accepté."),
    });
    let zone = Args::new().with("zone", territory.name.clone());
    let words = Arg::said(|lang| IN_TERRITORY.fill(&zone, lang));
    Ok(Bound::File {
        fields,
        check: Box::new(Within {
            positions,
            territory,
            words,
            constants: zone.with("leeway", leeway),
        }),
    })
}

const IN_TERRITORY: Text = Text {
    en: "in the declared territory, {zone}",
    fr: "dans le territoire déclaré, {zone}",
};
