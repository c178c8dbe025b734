//! `points-disagree`: two positions of a row that are not the same place.
//!
//! A shape agrees with a point that lies in the rectangle around it: its centre does, wherever its border runs.
//! Costs in memory what [`Tally`](super::tally::Tally) says.

use dqcheck_reference::commune_at;

use super::position::{self, Positions, degrees, plain, swapped};
use super::tally::Tally;
use super::{bounding_box, outside_france, outside_territory, position_elsewhere};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::geodesy::Area;
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Point;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "points-disagree",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Geo,
    title: Text {
        en: "Two positions of a row that differ",
        fr: "Deux positions différentes sur une même ligne",
    },
    why: Text {
        en: "Whoever reads the one column goes to another place than whoever reads the other. One of them was mended and \
             the other forgotten.",
        fr: "Selon la colonne qu'on lit, on ne va pas au même endroit. L'une a été corrigée et l'autre oubliée.",
    },
    reasons: &[
        Reason {
            id: "apart",
            message: Text {
                en: "The two positions of this row are {distance} metres apart: longitude {lon}, latitude {lat} here, \
                     longitude {lon2}, latitude {lat2} in “{other}”.",
                fr: "Les deux positions de cette ligne sont à {distance} mètres l'une de l'autre : longitude {lon}, \
                     latitude {lat} ici, longitude {lon2}, latitude {lat2} dans « {other} ».",
            },
            help: Text {
                en: "Look at both on a map, and copy the right one into the other column. At most {tolerance} metres \
                     are accepted.",
                fr: "Regardez les deux sur une carte, et recopiez la bonne dans l'autre colonne. L'écart accepté est de \
                     {tolerance} mètres au plus.",
            },
        },
        Reason {
            id: "swapped",
            message: Text {
                en: "Longitude and latitude have changed places in one of the two positions of this row; with longitude \
                     {lat}, latitude {lon} here they would agree.",
                fr: "La longitude et la latitude sont inversées dans l'une des deux positions de cette ligne ; avec \
                     longitude {lat}, latitude {lon} ici, elles concorderaient.",
            },
            help: SWAPPED_HELP,
        },
        Reason {
            id: "outside-shape",
            message: Text {
                en: "The position (longitude {lon}, latitude {lat}) lies {distance} metres outside the shape in \
                     “{shape}”.",
                fr: "La position (longitude {lon}, latitude {lat}) est à {distance} mètres de la forme de « {shape} ».",
            },
            help: Text {
                en: "Look at both on a map: the shape was redrawn and its point was not moved, or the row has the shape \
                     of another place.",
                fr: "Regardez les deux sur une carte : la forme a été redessinée sans déplacer le point, ou la ligne \
                     porte la forme d'un autre lieu.",
            },
        },
        Reason {
            id: "swapped-column",
            message: Text {
                en: "In all {count} rows longitude and latitude have changed places in one of the two positions; they \
                     would agree with: {examples}.",
                fr: "Sur les {count} lignes, la longitude et la latitude sont inversées dans l'une des deux positions ; \
                     elles concorderaient avec : {examples}.",
            },
            help: SWAPPED_HELP,
        },
        Reason {
            id: "not-degrees",
            message: Text {
                en: "One of the two positions of this row is not in degrees: {here} here, {there} in “{other}”.",
                fr: "L'une des deux positions de cette ligne n'est pas en degrés : {here} ici, {there} dans « {other} ».",
            },
            help: Text {
                en: "A longitude goes from -180 to 180, a latitude from -90 to 90. If the greater numbers are metres of \
                     a map projection, export this column again in WGS 84 (EPSG:4326).",
                fr: "Une longitude va de -180 à 180, une latitude de -90 à 90. Si les plus grands nombres sont les mètres \
                     d'une projection cartographique, exportez de nouveau cette colonne en WGS 84 (EPSG:4326).",
            },
        },
    ],
    params: &[
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
        Param {
            name: "column2",
            required: true,
            about: Text {
                en: "The field that holds the other position: a geopoint, a text with “order2”, or shapes (geojson).",
                fr: "Le champ qui contient l'autre position : un geopoint, un texte avec « order2 », ou des formes \
                     (geojson).",
            },
        },
        Param {
            name: "order2",
            required: false,
            about: Text {
                en: "For a text in “column2”: “lat,lon” or “lon,lat”.",
                fr: "Pour un texte dans « column2 » : « lat,lon » ou « lon,lat ».",
            },
        },
        Param {
            name: "tolerance",
            required: false,
            about: Text {
                en: "How many metres the two may be apart; 10 if nothing is said.",
                fr: "L'écart accepté, en mètres ; 10 par défaut.",
            },
        },
    ],
    examples: &[
        Example {
            schema: PAIR,
            data: "xlong,ylat,geo_point_2d\n2.2399,48.8352,\"48.83521, 2.23991\"\n2.2399,48.8352,\n",
            fails: None,
        },
        Example {
            schema: PAIR,
            data: "xlong,ylat,geo_point_2d\n2.2399,48.8352,\"48.8377, 2.2412\"\n",
            fails: Some("apart"),
        },
        Example {
            schema: PAIR,
            data: "xlong,ylat,geo_point_2d\n48.8352,2.2399,\"48.8352, 2.2399\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: SHAPE,
            data: "lieu,forme\n\"2.2399, 48.8352\",\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[2.23,48.83],[2.25,48.84]]}\"\n",
            fails: None,
        },
        Example {
            schema: SHAPE,
            data: "lieu,forme\n\"2.2399, 48.8352\",\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[2.25,48.83],[2.26,48.84]]}\"\n",
            fails: Some("outside-shape"),
        },
        Example {
            schema: PAIR,
            data: "xlong,ylat,geo_point_2d\n48.8352,2.2399,\"48.8352, 2.2399\"\n48.8377,2.2412,\"48.8377, 2.2412\"\n48.8303,2.2533,\"48.8303, 2.2533\"\n",
            fails: Some("swapped-column"),
        },
        Example {
            schema: PAIR,
            data: "xlong,ylat,geo_point_2d\n644472.1,6859579.4,\"48.8352, 2.2399\"\n",
            fails: Some("not-degrees"),
        },
    ],
    aliases: &[],
    frictionless: "row-error",
};

const PAIR: &str = r#"{
  "fields": [{"name": "xlong", "type": "number"}, {"name": "ylat", "type": "number"}, {"name": "geo_point_2d"}],
  "dqcheck": {"checks": [{"name": "points-disagree", "params": {
    "longitude": "xlong", "latitude": "ylat", "column2": "geo_point_2d", "order2": "lat,lon"}}]}
}"#;
const SHAPE: &str = r#"{
  "fields": [{"name": "lieu", "type": "geopoint"}, {"name": "forme", "type": "geojson"}],
  "dqcheck": {"checks": [{"name": "points-disagree", "params": {"column": "lieu", "column2": "forme"}}]}
}"#;

const SWAPPED_HELP: Text = Text {
    en: "A text such as geo_point_2d has the latitude first, the type geopoint the longitude. See which of the two \
         columns has the numbers in the wrong order, and exchange them there.",
    fr: "Un texte comme geo_point_2d commence par la latitude, le type geopoint par la longitude. Voyez laquelle des \
         deux colonnes a les nombres dans le mauvais ordre, et échangez-les là.",
};

const APART: usize = 0;
const SWAPPED: usize = 1;
const OUTSIDE_SHAPE: usize = 2;
const SWAPPED_COLUMN: usize = 3;
const NOT_DEGREES: usize = 4;

const USUAL_TOLERANCE: f64 = 10.0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let (mut fields, first) = position::bind(request, schema)?;
    let (field2, second) = position::bind_column(request, schema, "column2", "order2")?;
    let name = |field: usize| schema.fields[field].name.clone();
    let (other, shape) = match first {
        Positions::Shapes => (name(field2), name(fields[0])),
        _ => (name(field2), name(field2)),
    };
    fields.push(field2);
    let is_of_commune = schema
        .rules
        .iter()
        .any(|rule| rule.name == "out-of-commune");
    // The checks that tell a position which is nowhere on Earth.
    let told = schema.rules.iter().filter(|rule| {
        let mut checks = [
            &bounding_box::CHECK,
            &outside_territory::CHECK,
            &position_elsewhere::CHECK,
            &outside_france::CHECK,
        ]
        .into_iter();
        checks.any(|check| check.is_called(&rule.name))
    });
    let told: Vec<usize> = told
        .filter_map(|rule| position::bind(rule, schema).ok())
        .flat_map(|(fields, _)| fields)
        .collect();
    let is_told = |fields: &[usize]| fields.iter().all(|field| told.contains(field));
    let (of_first, of_second) = fields.split_at(first.width());
    let are_told = (is_told(of_first), is_told(of_second));
    Ok(Bound::File {
        fields,
        check: Box::new(Agree {
            first,
            second,
            are_told,
            is_of_commune,
            tolerance: request.number("tolerance")?.unwrap_or(USUAL_TOLERANCE),
            other,
            shape,
        }),
    })
}

struct Agree {
    first: Positions,
    second: Positions,
    /// Whether another check tells what is no position on Earth, of the first and of the second.
    are_told: (bool, bool),
    /// Whether the dataset is of a commune, which has its positions looked at.
    is_of_commune: bool,
    /// Metres.
    tolerance: f64,
    /// The names of the second field, and of the one that has the shapes.
    other: String,
    shape: String,
}

/// The two positions of a row that fails.
struct Case {
    first: Area,
    second: Area,
}

impl Agree {
    #[inline]
    fn is_near(&self, a: &Area, b: &Area) -> bool {
        a.metres_to(b) <= self.tolerance
    }

    /// Whether a position is nowhere on Earth that another check looks at, or the one that the commune has looked at is
    /// nowhere in France, as one that is 0, 0, swapped or in metres: that is told there, and is why the two disagree.
    #[cold]
    fn is_told_elsewhere(&self, first: &Area, second: &Area) -> bool {
        let are_told = [(self.are_told.0, first), (self.are_told.1, second)];
        if are_told
            .iter()
            .any(|(told, area)| *told && !area.is_on_earth())
        {
            return true;
        }
        // The one of these that out-of-commune takes.
        let rank = |positions: Positions| match positions {
            Positions::Points => 0,
            Positions::Texts(_) => 1,
            Positions::Pair => 2,
            Positions::Shapes => 3,
        };
        let Point { lon, lat } = match rank(self.first) <= rank(self.second) {
            true => first.middle(),
            false => second.middle(),
        };
        self.is_of_commune && commune_at(lon, lat).is_none()
    }

    #[cold]
    fn reason(&self, case: &Case) -> usize {
        let turned = Area::at(swapped(case.first.middle()));
        let is_on_earth = case.first.is_on_earth() && case.second.is_on_earth();
        if self.first != Positions::Shapes
            && turned.is_on_earth()
            && self.is_near(&turned, &case.second)
        {
            SWAPPED
        } else if !is_on_earth {
            NOT_DEGREES
        } else if [self.first, self.second].contains(&Positions::Shapes) {
            OUTSIDE_SHAPE
        } else {
            APART
        }
    }

    fn args(&self, reason: usize, Case { first, second }: &Case) -> Args {
        if reason == NOT_DEGREES {
            let written = |positions: Positions, area: &Area| {
                let Point { lon, lat } = area.middle();
                positions.write(&degrees(lon), &degrees(lat))
            };
            return Args::new()
                .with("here", written(self.first, first))
                .with("there", written(self.second, second));
        }
        // Of a point and a shape, the point is what is told.
        let is_shape = self.first == Positions::Shapes;
        let (point, other) = match is_shape {
            true => (second.middle(), first.middle()),
            false => (first.middle(), second.middle()),
        };
        let show = |number: f64| match reason {
            SWAPPED => plain(number),
            _ => degrees(number),
        };
        Args::new()
            .with("lon", show(point.lon))
            .with("lat", show(point.lat))
            .with("lon2", show(other.lon))
            .with("lat2", show(other.lat))
            .with("distance", first.metres_to(second).round() as u64)
    }
}

impl FileCheck for Agree {
    type Notes = Tally<Case>;

    fn note(&self, columns: &[&Column<'_>], rows: usize, tally: &mut Tally<Case>) {
        let mut right = 0;
        // A column that the file does not have leaves nothing to compare.
        if columns.len() == self.first.width() + self.second.width() {
            let (first, second) = columns.split_at(self.first.width());
            let first = self.first.extents(first, rows);
            let second = self.second.extents(second, rows);
            for (row, pair) in first.into_iter().zip(second).enumerate() {
                let (Some(first), Some(second)) = pair else {
                    continue;
                };
                if self.is_near(&first, &second) {
                    right += 1;
                } else if !self.is_told_elsewhere(&first, &second) {
                    let case = Case { first, second };
                    tally.wrong(row, self.reason(&case), case);
                }
            }
        }
        tally.block(rows, right);
    }

    fn append(&self, file: &mut Tally<Case>, block: Tally<Case>) {
        file.append(block);
    }

    fn judge(&self, tally: Tally<Case>, tell: &mut dyn FnMut(FileFault<'_>)) {
        tally.tell(
            &[(SWAPPED, SWAPPED_COLUMN)],
            tell,
            |reason, case| self.args(reason, case),
            |_, case| {
                let turned = swapped(case.first.middle());
                self.first.write(&plain(turned.lon), &plain(turned.lat))
            },
        );
    }

    fn constants(&self) -> Args {
        Args::new()
            .with("other", self.other.as_str())
            .with("shape", self.shape.as_str())
            .with("tolerance", self.tolerance.to_string())
    }
}
