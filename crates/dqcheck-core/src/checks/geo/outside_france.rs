//! `outside-france` (`french-gps-coordinates` of Validata): a position that is in no part of France.
//!
//! A part is the rectangle around it: what is a little over a land border passes.
//!
//! Costs in memory what [`Tally`](super::tally::Tally) says.

use super::areas::Areas;
use super::position;
use super::within::{self, Within};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Bound;
use crate::geodesy::{Area, FRANCE, Part, Point};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::geopoint_column;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "outside-france",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Geo,
    title: Text {
        en: "Position outside France",
        fr: "Position hors de France",
    },
    why: Text {
        en: "On a map this row appears in another country or in the sea, and nobody will find the place.",
        fr: "Sur une carte, cette ligne apparaît dans un autre pays ou en mer, et personne ne trouvera le lieu.",
    },
    reasons: &within::reasons(OUTSIDE, SHAPE_OUTSIDE),
    params: &[
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
    ],
    examples: &[
        Example {
            schema: VALIDATA,
            data: "lieu\n\"2.2399, 48.8352\"\n\"55.4481, -20.8789\"\n\"-61.5346, 16.2411\"\n",
            fails: None,
        },
        Example {
            schema: VALIDATA,
            data: "lieu\n\"13.4050, 52.5200\"\n",
            fails: Some("outside"),
        },
        Example {
            schema: VALIDATA,
            data: "lieu\n\"48.8352, 2.2399\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: VALIDATA,
            data: "lieu\n\"0, 0\"\n",
            fails: Some("zero"),
        },
        Example {
            schema: PAIR,
            data: "x,y\n345000.0,7690500.0\n",
            fails: Some("projected"),
        },
        Example {
            schema: TEXT,
            data: "geo_point_2d\n\"48,8352, 2,2399\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: TEXT,
            data: "geo_point_2d\nplace du marché\n",
            fails: Some("unreadable"),
        },
        Example {
            schema: PAIR,
            data: "x,y\n22399,4883520\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: VALIDATA,
            data: "lieu\n\"48.8352, 48.8352\"\n",
            fails: Some("same-number"),
        },
        Example {
            schema: SHAPE,
            data: "forme\n\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[13.4050,52.5200]}\"\n",
            fails: Some("shape-outside"),
        },
        Example {
            schema: VALIDATA,
            data: "lieu\n\"48.8352, 2.2399\"\n\"48.8377, 2.2412\"\n\"43.2965, 5.3698\"\n",
            fails: Some("swapped-column"),
        },
        Example {
            schema: PAIR,
            data: "x,y\n644206.6,6859729.3\n645171.0,6859190.4\n893000.2,6246800.9\n",
            fails: Some("projected-column"),
        },
        Example {
            schema: TEXT,
            data: "geo_point_2d\n\"48,8352, 2,2399\"\n\"48,8377, 2,2412\"\n\"43,2965, 5,3698\"\n",
            fails: Some("decimal-comma-column"),
        },
    ],
    // The second is a misspelling that stands in published schemas.
    aliases: &["french-gps-coordinates", "french_gps_coordinates"],
    frictionless: "cell-error",
};

const VALIDATA: &str = r#"{
  "fields": [{"name": "lieu", "type": "geopoint"}],
  "custom_checks": [{"name": "french-gps-coordinates", "params": {"column": "lieu"}}]
}"#;
const PAIR: &str = r#"{
  "fields": [{"name": "x", "type": "number"}, {"name": "y", "type": "number"}],
  "dqcheck": {"checks": [{"name": "outside-france", "params": {"longitude": "x", "latitude": "y"}}]}
}"#;
const TEXT: &str = r#"{
  "fields": [{"name": "geo_point_2d", "type": "string"}],
  "dqcheck": {"checks": [{"name": "outside-france", "params": {"column": "geo_point_2d", "order": "lat,lon"}}]}
}"#;
const SHAPE: &str = r#"{
  "fields": [{"name": "forme", "type": "geojson"}],
  "dqcheck": {"checks": [{"name": "outside-france", "params": {"column": "forme"}}]}
}"#;

const OUTSIDE: Reason = Reason {
    id: "outside",
    message: Text {
        en: "This position (longitude {lon}, latitude {lat}) is not in France; the nearest part of it, {zone}, is at \
             least {distance} away.",
        fr: "Cette position (longitude {lon}, latitude {lat}) n'est pas en France ; le territoire le plus proche, \
             {zone}, est à {distance} au moins.",
    },
    help: HELP,
};
const SHAPE_OUTSIDE: Reason = Reason {
    id: "shape-outside",
    message: Text {
        en: "Vertices of this shape that are not in France: {outside} of {vertices}. The first is at longitude {lon}, \
             latitude {lat}, at least {distance} from the nearest part of it, {zone}.",
        fr: "Sommets de cette forme qui ne sont pas en France : {outside} sur {vertices}. Le premier est à la longitude \
             {lon}, latitude {lat}, à {distance} au moins du territoire le plus proche, {zone}.",
    },
    help: HELP,
};
const HELP: Text = Text {
    en: "Look at the position on a map. A sign that was lost (a longitude of the West Indies is negative) or a digit \
         that was moved is enough to leave the country.",
    fr: "Regardez la position sur une carte. Un signe perdu (une longitude des Antilles est négative) ou un chiffre \
         déplacé suffit à quitter le pays.",
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let (fields, positions) = position::bind(request, schema)?;
    let (first, others) = FRANCE.split_first().expect("France has parts");
    let check = Within {
        positions,
        territory: Areas {
            first: first.area,
            others: others.iter().map(|part| part.area).collect(),
            elsewhere: |point| Args::new().with("zone", nearest(point).name),
        },
        words: geopoint_column::IN_FRANCE.into(),
        constants: Args::new(),
    };
    Ok(Bound::File {
        fields,
        check: Box::new(check),
    })
}

fn nearest(point: Point) -> &'static Part {
    let metres = |part: &&Part| part.area.metres_to(&Area::at(point));
    let nearest = FRANCE.iter().min_by(|a, b| metres(a).total_cmp(&metres(b)));
    nearest.expect("France has parts")
}
