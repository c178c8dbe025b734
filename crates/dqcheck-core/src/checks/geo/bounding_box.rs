//! A point lies in a box that the schema declares: one column of points, or a column of longitudes and one of latitudes.

use serde_json::Value;

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, ColumnCheck, RowCheck};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{Faults, Point, View};

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
    reasons: &[
        Reason {
            id: "outside",
            message: Text {
                en: "This position (longitude {lon}, latitude {lat}) lies outside the expected area, by about {distance} km.",
                fr: "Cette position (longitude {lon}, latitude {lat}) est hors de la zone attendue, à environ {distance} km.",
            },
            help: Text {
                en: "Check the position on a map, or remove the row if the place is not part of this dataset. Expected area: longitude {west} to {east}, latitude {south} to {north}.",
                fr: "Vérifiez la position sur une carte, ou retirez la ligne si le lieu ne relève pas de ce jeu de données. Zone attendue : longitude de {west} à {east}, latitude de {south} à {north}.",
            },
        },
        Reason {
            id: "swapped",
            message: Text {
                en: "Longitude and latitude have changed places: longitude {lon}, latitude {lat} lies in the expected area.",
                fr: "La longitude et la latitude sont inversées : longitude {lon}, latitude {lat} est bien dans la zone attendue.",
            },
            help: Text {
                en: "Exchange the two numbers. If the whole column is concerned, correct the export.",
                fr: "Échangez les deux nombres. Si toute la colonne est concernée, corrigez l'export.",
            },
        },
        Reason {
            id: "zero",
            message: Text {
                en: "This position is 0, 0: a point in the Gulf of Guinea, written where the position was not known.",
                fr: "Cette position est 0, 0 : un point du golfe de Guinée, écrit quand la position n'était pas connue.",
            },
            help: Text {
                en: "Look up the position of the address, or leave the cell empty.",
                fr: "Recherchez la position de l'adresse, ou laissez la cellule vide.",
            },
        },
        Reason {
            id: "projected",
            message: Text {
                en: "These coordinates ({lon}, {lat}) are not degrees but probably metres, of Lambert-93 or another projection.",
                fr: "Ces coordonnées ({lon}, {lat}) ne sont pas des degrés, mais sans doute des mètres (Lambert-93 ou une autre projection).",
            },
            help: Text {
                en: "Export the layer again in WGS 84 (EPSG:4326): in QGIS, Export, Save Features As, CRS.",
                fr: "Exportez de nouveau la couche en WGS 84 (EPSG:4326) : dans QGIS, Exporter, Sauvegarder les entités sous, SCR.",
            },
        },
        Reason {
            id: "decimal-comma",
            message: Text {
                en: "“{value}” is written with decimal commas, so that one cannot tell where the first number ends.",
                fr: "« {value} » est écrit avec des virgules décimales : on ne sait pas où finit le premier nombre.",
            },
            help: Text {
                en: "Write the decimals with a point and separate the two numbers by a comma: {format}",
                fr: "Écrivez les décimales avec un point et séparez les deux nombres par une virgule : {format}",
            },
        },
        Reason {
            id: "unreadable",
            message: Text {
                en: "“{value}” is not a position: two numbers separated by a comma are expected.",
                fr: "« {value} » n'est pas une position : on attend deux nombres séparés par une virgule.",
            },
            help: Text {
                en: "Write the position in degrees, in this way: {format}",
                fr: "Écrivez la position en degrés, de cette façon : {format}",
            },
        },
    ],
    params: &[
        Param {
            name: "box",
            required: true,
            about: Text {
                en: "[west, south, east, north] in degrees.",
                fr: "[ouest, sud, est, nord] en degrés.",
            },
        },
        Param {
            name: "column",
            required: false,
            about: Text {
                en: "The field that holds the position: a geopoint, or a text with “order”.",
                fr: "Le champ qui contient la position : un geopoint, ou un texte avec « order ».",
            },
        },
        Param {
            name: "order",
            required: false,
            about: Text {
                en: "For a text: “lat,lon” or “lon,lat”.",
                fr: "Pour un texte : « lat,lon » ou « lon,lat ».",
            },
        },
        Param {
            name: "longitude",
            required: false,
            about: Text {
                en: "In place of “column”, with “latitude”: the field of numbers that holds the longitude.",
                fr: "À la place de « column », avec « latitude » : le champ de nombres qui contient la longitude.",
            },
        },
        Param {
            name: "latitude",
            required: false,
            about: Text {
                en: "In place of “column”, with “longitude”: the field of numbers that holds the latitude.",
                fr: "À la place de « column », avec « longitude » : le champ de nombres qui contient la latitude.",
            },
        },
    ],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "position", "type": "geopoint"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "position", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,position\na,\"2.2399, 48.8352\"\nb,\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "geo_point_2d", "type": "string"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "geo_point_2d", "order": "lat,lon", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,geo_point_2d\na,\"48.8352, 2.2399\"\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"longitude": "lon", "latitude": "lat", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,lat,lon\na,48.8352,2.3399\n",
            fails: Some("outside"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "position", "type": "geopoint"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "position", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,position\na,\"48.8352, 2.2399\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "position", "type": "geopoint"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "position", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,position\na,\"0, 0\"\n",
            fails: Some("zero"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"longitude": "lon", "latitude": "lat", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,lat,lon\na,6859433.2,644233.5\n",
            fails: Some("projected"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "geo_point_2d", "type": "string"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "geo_point_2d", "order": "lat,lon", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,geo_point_2d\na,\"48,8352, 2,2399\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "geo_point_2d", "type": "string"}], "dqcheck": {"checks": [{"name": "outside-bounding-box", "params": {"column": "geo_point_2d", "order": "lat,lon", "box": [2.22, 48.82, 2.27, 48.86]}}]}}"#,
            data: "id,geo_point_2d\na,rue de Paris\n",
            fails: Some("unreadable"),
        },
    ],
    aliases: &["bounding-box"],
    frictionless: "cell-error",
};

const OUTSIDE: usize = 0;
const SWAPPED: usize = 1;
const ZERO: usize = 2;
const PROJECTED: usize = 3;
const DECIMAL_COMMA: usize = 4;
const UNREADABLE: usize = 5;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let area = area(request)?;
    if request.params.contains_key("longitude") || request.params.contains_key("latitude") {
        let lon = numbers(request, schema, "longitude")?;
        let lat = numbers(request, schema, "latitude")?;
        return Ok(Bound::Rows {
            fields: vec![lon, lat],
            check: Box::new(PairInBox(area)),
        });
    }
    let field = request.column(schema, "column")?;
    let order = match request.text("order")?.map(|order| order.replace(' ', "")) {
        None => None,
        Some(order) if order == "lat,lon" => Some(Order::LatLon),
        Some(order) if order == "lon,lat" => Some(Order::LonLat),
        Some(_) => return Err(request.invalid("order", ORDER)),
    };
    let text = match (schema.fields[field].type_name.as_str(), order) {
        ("geopoint", _) => None,
        ("string", Some(order)) => Some(order),
        ("string", None) => return Err(request.invalid("order", ORDER)),
        _ => return Err(request.invalid("column", POSITIONS)),
    };
    Ok(Bound::Column {
        field,
        check: Box::new(PointInBox { area, text }),
    })
}

const BOX: Text = Text {
    en: "[west, south, east, north] in degrees, with west < east and south < north",
    fr: "[ouest, sud, est, nord] en degrés, avec ouest < est et sud < nord",
};
const ORDER: Text = Text {
    en: "\"lat,lon\" or \"lon,lat\"",
    fr: "\"lat,lon\" ou \"lon,lat\"",
};
const POSITIONS: Text = Text {
    en: "the name of a field of type geopoint or string",
    fr: "le nom d'un champ de type geopoint ou string",
};
const NUMBERS: Text = Text {
    en: "the name of a field of type number",
    fr: "le nom d'un champ de type number",
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
            Ok(Area {
                west,
                south,
                east,
                north,
            })
        }
        _ => Err(request.invalid("box", BOX)),
    }
}

fn numbers(request: &RuleRequest, schema: &Schema, param: &str) -> Result<usize, Fault> {
    let field = request.column(schema, param)?;
    match schema.fields[field].type_name.as_str() {
        "number" | "integer" => Ok(field),
        _ => Err(request.invalid(param, NUMBERS)),
    }
}

/// Degrees; the border belongs to it.
#[derive(Clone, Copy)]
struct Area {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Area {
    #[inline]
    fn contains(&self, point: Point) -> bool {
        self.west <= point.lon
            && point.lon <= self.east
            && self.south <= point.lat
            && point.lat <= self.north
    }

    /// Why a point is not in the area. One that is no number is nowhere.
    #[cold]
    fn reason(&self, Point { lon, lat }: Point) -> usize {
        if !(lon.is_finite() && lat.is_finite()) {
            UNREADABLE
        } else if lon == 0.0 && lat == 0.0 {
            ZERO
        } else if lon.abs() > 180.0 || lat.abs() > 180.0 {
            PROJECTED
        } else if self.contains(Point { lon: lat, lat: lon }) {
            SWAPPED
        } else {
            OUTSIDE
        }
    }

    fn constants(&self) -> Args {
        Args::new()
            .with("west", degrees(self.west))
            .with("south", degrees(self.south))
            .with("east", degrees(self.east))
            .with("north", degrees(self.north))
    }

    fn details(&self, reason: usize, point: Point) -> Args {
        let Point { lon, lat } = match reason {
            SWAPPED => Point {
                lon: point.lat,
                lat: point.lon,
            },
            _ => point,
        };
        let args = Args::new()
            .with("lon", degrees(lon))
            .with("lat", degrees(lat));
        match reason {
            OUTSIDE => args.with("distance", self.kilometres(point)),
            _ => args,
        }
    }

    /// Rough distance from the area, at least one.
    fn kilometres(&self, point: Point) -> u64 {
        const KILOMETRES_A_DEGREE: f64 = 111.2;
        let lon = point.lon - point.lon.clamp(self.west, self.east);
        let lat = point.lat - point.lat.clamp(self.south, self.north);
        // The other way round the earth may be shorter.
        let lon = lon.abs().min(360.0 - lon.abs()) * point.lat.to_radians().cos();
        (lon.hypot(lat) * KILOMETRES_A_DEGREE).round().max(1.0) as u64
    }
}

/// Which number of a text comes first.
#[derive(Clone, Copy)]
enum Order {
    LatLon,
    LonLat,
}

/// Points, or texts that hold a point.
struct PointInBox {
    area: Area,
    text: Option<Order>,
}

impl ColumnCheck for PointInBox {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        match (column.view, self.text) {
            (View::Points(points), _) => {
                for (row, (state, point)) in column.cells.states.iter().zip(points).enumerate() {
                    if *state == State::Present && !self.area.contains(*point) {
                        faults.push(row, self.area.reason(*point));
                    }
                }
            }
            (_, Some(order)) => column
                .cells
                .each_present(|row, text| match parse(text, order) {
                    Some(point) if self.area.contains(point) => {}
                    Some(point) => faults.push(row, self.area.reason(point)),
                    None => faults.push(row, unreadable(text)),
                }),
            _ => {}
        }
    }

    fn constants(&self) -> Args {
        let format = match self.text {
            Some(Order::LatLon) => "48.8352, 2.2399",
            _ => "2.2399, 48.8352",
        };
        self.area.constants().with("format", format)
    }

    fn details(&self, reason: usize, text: &[u8]) -> Args {
        let point = match self.text {
            Some(order) => parse(text, order),
            None => geopoint(text),
        };
        match point {
            Some(point) => self.area.details(reason, point),
            None => Args::new(),
        }
    }
}

/// Longitudes and latitudes, in this order.
struct PairInBox(Area);

impl RowCheck for PairInBox {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let [lon, lat] = columns else {
            return;
        };
        let (View::Numbers(lons), View::Numbers(lats)) = (lon.view, lat.view) else {
            return;
        };
        let states = lon.cells.states.iter().zip(lat.cells.states.iter());
        for (row, (states, (lon, lat))) in states.zip(lons.iter().zip(lats)).enumerate() {
            let point = Point {
                lon: *lon,
                lat: *lat,
            };
            if states == (&State::Present, &State::Present) && !self.0.contains(point) {
                faults.push(row, self.0.reason(point));
            }
        }
    }

    fn constants(&self) -> Args {
        self.0.constants().with("format", "2.2399")
    }

    fn details(&self, reason: usize, texts: &[&[u8]]) -> Args {
        let [lon, lat] = texts else {
            return Args::new();
        };
        match (any_number(lon), any_number(lat)) {
            (Some(lon), Some(lat)) => self.0.details(reason, Point { lon, lat }),
            _ => Args::new(),
        }
    }
}

/// Two numbers with a comma between them.
#[inline]
fn parse(text: &[u8], order: Order) -> Option<Point> {
    let comma = memchr::memchr(b',', text)?;
    let (first, second) = (number(&text[..comma])?, number(&text[comma + 1..])?);
    Some(match order {
        Order::LatLon => Point {
            lon: second,
            lat: first,
        },
        Order::LonLat => Point {
            lon: first,
            lat: second,
        },
    })
}

#[inline]
fn number(text: &[u8]) -> Option<f64> {
    let number = fast_float2::parse(text.trim_ascii()).ok();
    number.filter(|number: &f64| number.is_finite())
}

/// A number in whatever way the field writes it, for a message.
fn any_number(text: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(text);
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| if character == ',' { '.' } else { character })
        .collect();
    number(plain.as_bytes())
}

/// A point in any format of the type geopoint, for a message.
fn geopoint(text: &[u8]) -> Option<Point> {
    let coordinate = |value: &Value| match value {
        Value::String(text) => number(text.as_bytes()),
        value => value.as_f64(),
    };
    match serde_json::from_slice(text) {
        Ok(Value::Object(point)) => Some(Point {
            lon: coordinate(point.get("lon")?)?,
            lat: coordinate(point.get("lat")?)?,
        }),
        Ok(Value::Array(point)) => Some(Point {
            lon: coordinate(point.first()?)?,
            lat: coordinate(point.get(1)?)?,
        }),
        _ => parse(text, Order::LonLat),
    }
}

#[cold]
fn unreadable(text: &[u8]) -> usize {
    let digits_around = |window: &[u8]| window[0].is_ascii_digit() && window[2].is_ascii_digit();
    let decimal_commas = text
        .windows(3)
        .filter(|window| window[1] == b',' && digits_around(window))
        .count();
    let only_numbers = text
        .iter()
        .all(|byte| byte.is_ascii_digit() || b",;+-. /".contains(byte));
    if only_numbers && decimal_commas >= 2 {
        DECIMAL_COMMA
    } else {
        UNREADABLE
    }
}

/// A number of degrees to about a metre.
fn degrees(number: f64) -> String {
    let text = format!("{number:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
