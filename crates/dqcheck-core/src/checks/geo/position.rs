//! Where the positions of a row stand: in a column of points, in a text, in two columns of numbers, or in a column of
//! shapes. The order of a text is declared once for its column, never guessed row by row.

use super::shape;
use crate::check::Param;
use crate::checks::Column;
use crate::geodesy::Area;
use crate::message::Text;
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{Point, View};

pub(in crate::checks) const COLUMN: Param = Param {
    name: "column",
    required: false,
    about: Text {
        en: "The field that holds the position: a geopoint, a text with “order”, or shapes (geojson).",
        fr: "Le champ qui contient la position : un geopoint, un texte avec « order », ou des formes (geojson).",
    },
};
pub(in crate::checks) const ORDER: Param = Param {
    name: "order",
    required: false,
    about: Text {
        en: "For a text: “lat,lon” or “lon,lat”.",
        fr: "Pour un texte : « lat,lon » ou « lon,lat ».",
    },
};
pub(in crate::checks) const LONGITUDE: Param = Param {
    name: "longitude",
    required: false,
    about: Text {
        en: "In place of “column”, with “latitude”: the field of numbers that holds the longitude.",
        fr: "À la place de « column », avec « latitude » : le champ de nombres qui contient la longitude.",
    },
};
pub(in crate::checks) const LATITUDE: Param = Param {
    name: "latitude",
    required: false,
    about: Text {
        en: "In place of “column”, with “longitude”: the field of numbers that holds the latitude.",
        fr: "À la place de « column », avec « longitude » : le champ de nombres qui contient la latitude.",
    },
};

/// How the fields of a position are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::checks) enum Positions {
    /// Of the type geopoint.
    Points,
    Texts(Order),
    /// Longitudes and latitudes, in this order.
    Pair,
    /// Of the type geojson.
    Shapes,
}

/// Which number of a text comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::checks) enum Order {
    LatLon,
    LonLat,
}

impl Order {
    /// As requests have it.
    pub(in crate::checks) fn name(self) -> &'static str {
        match self {
            Order::LatLon => "lat,lon",
            Order::LonLat => "lon,lat",
        }
    }
}

/// The fields that a request names by `column` and `order`, or by `longitude` and `latitude`.
pub(in crate::checks) fn bind(
    request: &RuleRequest,
    schema: &Schema,
) -> Result<(Vec<usize>, Positions), Fault> {
    if request.params.contains_key("longitude") || request.params.contains_key("latitude") {
        let lon = numbers(request, schema, "longitude")?;
        let lat = numbers(request, schema, "latitude")?;
        return Ok((vec![lon, lat], Positions::Pair));
    }
    let (field, positions) = bind_column(request, schema, "column", "order")?;
    Ok((vec![field], positions))
}

/// The field that the setting `column` names, with the order of its texts.
pub(super) fn bind_column(
    request: &RuleRequest,
    schema: &Schema,
    column: &str,
    order: &str,
) -> Result<(usize, Positions), Fault> {
    let field = request.column(schema, column)?;
    let told = match request.text(order)?.map(|order| order.replace(' ', "")) {
        None => None,
        Some(told) => {
            let mut orders = [Order::LatLon, Order::LonLat].into_iter();
            let found = orders.find(|order| order.name() == told);
            Some(found.ok_or_else(|| request.invalid(order, ORDERS))?)
        }
    };
    let of_type = &schema.fields[field];
    let positions = match (of_type.type_name.as_str(), told) {
        ("geopoint", _) => Positions::Points,
        ("geojson", _) if of_type.format != "topojson" => Positions::Shapes,
        ("string", Some(order)) => Positions::Texts(order),
        ("string", None) => return Err(request.invalid(order, ORDERS)),
        _ => return Err(request.invalid(column, POSITIONS)),
    };
    Ok((field, positions))
}

const ORDERS: Text = Text {
    en: "\"lat,lon\" or \"lon,lat\"",
    fr: "\"lat,lon\" ou \"lon,lat\"",
};
const POSITIONS: Text = Text {
    en: "the name of a field of type geopoint, string or geojson",
    fr: "le nom d'un champ de type geopoint, string ou geojson",
};
const NUMBERS: Text = Text {
    en: "the name of a field of type number",
    fr: "le nom d'un champ de type number",
};

fn numbers(request: &RuleRequest, schema: &Schema, param: &str) -> Result<usize, Fault> {
    let field = request.column(schema, param)?;
    match schema.fields[field].type_name.as_str() {
        "number" | "integer" => Ok(field),
        _ => Err(request.invalid(param, NUMBERS)),
    }
}

impl Positions {
    /// How many columns it takes.
    pub(in crate::checks) fn width(self) -> usize {
        match self {
            Positions::Pair => 2,
            _ => 1,
        }
    }

    /// Calls `see(row, point)` for every row that has a position; the text, where no point can be read from it. Shapes
    /// have none.
    #[inline]
    pub(super) fn each_point<'a>(
        self,
        columns: &[&'a Column<'_>],
        mut see: impl FnMut(usize, Result<Point, &'a [u8]>),
    ) {
        match (self, columns) {
            (Positions::Points, [column]) => {
                let View::Points(points) = column.view else {
                    return;
                };
                for (row, (state, point)) in column.cells.states.iter().zip(points).enumerate() {
                    if *state == State::Present {
                        see(row, Ok(*point));
                    }
                }
            }
            (Positions::Texts(order), [column]) => column
                .cells
                .each_present(|row, text| see(row, parse(text, order).ok_or(text))),
            (Positions::Pair, [lon, lat]) => {
                let (View::Numbers(lons), View::Numbers(lats)) = (lon.view, lat.view) else {
                    return;
                };
                let states = lon.cells.states.iter().zip(lat.cells.states.iter());
                for (row, (states, (lon, lat))) in states.zip(lons.iter().zip(lats)).enumerate() {
                    if states == (&State::Present, &State::Present) {
                        let (lon, lat) = (*lon, *lat);
                        see(row, Ok(Point { lon, lat }));
                    }
                }
            }
            _ => {}
        }
    }

    /// What each row covers: a point, or the extent of a shape; `None` where nothing is known. The points are finite.
    pub(in crate::checks) fn extents(
        self,
        columns: &[&Column<'_>],
        rows: usize,
    ) -> Vec<Option<Area>> {
        let mut extents = vec![None; rows];
        match (self, columns) {
            (Positions::Shapes, [column]) => column
                .cells
                .each_present(|row, text| extents[row] = shape::extent(text)),
            _ => self.each_point(columns, |row, point| {
                let point = point.ok().filter(|point| is_finite(*point));
                extents[row] = point.map(Area::at);
            }),
        }
        extents
    }

    /// A position as this column has it.
    pub(super) fn write(self, lon: &str, lat: &str) -> String {
        match self {
            Positions::Texts(Order::LatLon) => format!("{lat}, {lon}"),
            _ => format!("{lon}, {lat}"),
        }
    }
}

pub(super) fn is_finite(point: Point) -> bool {
    point.lon.is_finite() && point.lat.is_finite()
}

pub(super) fn swapped(point: Point) -> Point {
    Point {
        lon: point.lat,
        lat: point.lon,
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

/// A number of degrees to about a metre.
pub(super) fn degrees(number: f64) -> String {
    let text = format!("{number:.5}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// A number as it was written, or nearly so.
pub(super) fn plain(number: f64) -> String {
    match number {
        0.0 => "0".to_owned(),
        number if (1e-6..1e12).contains(&number.abs()) => number.to_string(),
        number => format!("{number:e}"),
    }
}
