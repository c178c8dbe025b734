//! Polygons that a schema declares, written as GeoJSON (RFC 7946).

use dqcheck_reference::Zone;
use serde_json::Value;

use crate::message::Text;

/// The most vertices: more than the most detailed border of a region has.
const VERTICES: usize = 100_000;

/// The zone that a GeoJSON text covers: a polygon, a multipolygon, or features of these. `Err` says what is expected
/// instead, and completes "must be".
pub(crate) fn from_text(text: &[u8]) -> Result<Zone, Text> {
    let object: Value = serde_json::from_slice(text).map_err(|_| POLYGON)?;
    from_value(&object)
}

/// As [`from_text`], of what is read already. How deep it goes is bounded by the reader of JSON.
pub(super) fn from_value(object: &Value) -> Result<Zone, Text> {
    let mut polygons = Vec::new();
    collect(object, &mut polygons)?;
    let vertices: usize = polygons.iter().flatten().map(Vec::len).sum();
    if vertices > VERTICES {
        return Err(SMALLER);
    }
    Zone::of_polygons(polygons).ok_or(POLYGON)
}

/// A list of rings: the border, then holes.
type Polygon = Vec<Vec<[f64; 2]>>;

fn collect(object: &Value, polygons: &mut Vec<Polygon>) -> Result<(), Text> {
    let members = |part: &str| object.get(part).and_then(Value::as_array).ok_or(POLYGON);
    match object.get("type").and_then(Value::as_str) {
        Some("Polygon") => polygons.push(polygon(object.get("coordinates"))?),
        Some("MultiPolygon") => {
            for coordinates in members("coordinates")? {
                polygons.push(polygon(Some(coordinates))?);
            }
        }
        Some("Feature") => match object.get("geometry") {
            // A feature may have no place.
            Some(Value::Null) => {}
            Some(geometry) => collect(geometry, polygons)?,
            None => return Err(POLYGON),
        },
        Some("FeatureCollection") => {
            for feature in members("features")? {
                collect(feature, polygons)?;
            }
        }
        Some("GeometryCollection") => {
            for geometry in members("geometries")? {
                collect(geometry, polygons)?;
            }
        }
        _ => return Err(POLYGON),
    }
    Ok(())
}

fn polygon(coordinates: Option<&Value>) -> Result<Polygon, Text> {
    let rings = coordinates.and_then(Value::as_array).ok_or(POLYGON)?;
    rings.iter().map(ring).collect()
}

/// Its first position is its last one; a ring that lacks it is closed all the same.
fn ring(ring: &Value) -> Result<Vec<[f64; 2]>, Text> {
    let positions = ring.as_array().ok_or(POLYGON)?;
    let ring: Vec<[f64; 2]> = positions.iter().map(position).collect::<Result<_, _>>()?;
    let mut corners = ring.clone();
    corners.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    corners.dedup();
    if corners.len() < 3 {
        return Err(POLYGON);
    }
    Ok(ring)
}

fn position(position: &Value) -> Result<[f64; 2], Text> {
    let numbers = position.as_array().ok_or(POLYGON)?;
    let [lon, lat, ..] = &numbers[..] else {
        return Err(POLYGON);
    };
    match (lon.as_f64(), lat.as_f64()) {
        (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Ok([lon, lat]),
        (Some(_), Some(_)) => Err(IN_DEGREES),
        _ => Err(POLYGON),
    }
}

const POLYGON: Text = Text {
    en: "a polygon or multipolygon in GeoJSON, or features of these",
    fr: "un polygone ou multipolygone en GeoJSON, ou des entités qui en ont",
};
const IN_DEGREES: Text = Text {
    en: "a polygon in degrees (WGS 84), with the longitude first",
    fr: "un polygone en degrés (WGS 84), la longitude d'abord",
};
const SMALLER: Text = Text {
    en: "a polygon of at most 100,000 vertices (simplify it in a GIS)",
    fr: "un polygone d'au plus 100 000 sommets (simplifiez-le dans un SIG)",
};

#[cfg(test)]
mod tests {
    use super::*;

    const RING: &str = "[[2,48],[3,48],[3,49],[2,49],[2,48]]";

    #[test]
    fn every_way_to_write_polygons_is_read() {
        let polygon = format!(r#"{{"type":"Polygon","coordinates":[{RING}]}}"#);
        let feature = format!(r#"{{"type":"Feature","properties":null,"geometry":{polygon}}}"#);
        for text in [
            polygon.clone(),
            feature.clone(),
            format!(
                r#"{{"type":"MultiPolygon","coordinates":[[{RING}],[[[5,48],[6,48],[6,49]]]]}}"#
            ),
            format!(r#"{{"type":"GeometryCollection","geometries":[{polygon}]}}"#),
            format!(
                r#"{{"type":"FeatureCollection","features":[{feature},{{"type":"Feature","properties":{{}},"geometry":null}}]}}"#
            ),
            r#"{"type":"Polygon","coordinates":[[[2,48,35],[3,48,35],[3,49,35],[2,49,35]]]}"#
                .to_owned(),
        ] {
            let zone = from_text(text.as_bytes()).expect(&text);
            assert!(zone.contains(2.5, 48.5), "{text}");
            assert!(!zone.contains(4.0, 48.5), "{text}");
        }
        let hole = format!(
            r#"{{"type":"Polygon","coordinates":[{RING},[[2.4,48.4],[2.6,48.4],[2.6,48.6],[2.4,48.6],[2.4,48.4]]]}}"#
        );
        let zone = from_text(hole.as_bytes()).expect("a polygon");
        assert!(zone.contains(2.2, 48.5) && !zone.contains(2.5, 48.5));
    }

    #[test]
    fn what_is_no_polygon_is_refused_for_it() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let nested = r#"{"type":"GeometryCollection","geometries":["#.repeat(10_000);
        for text in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"type":"Point","coordinates":[2,48]}"#,
            r#"{"type":"Polygon"}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Polygon","coordinates":[[]]}"#,
            r#"{"type":"Polygon","coordinates":[[[2,48],[3,48],[2,48]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[2],[3,48],[3,49]]]}"#,
            r#"{"type":"Polygon","coordinates":[[["2","48"],[3,48],[3,49]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[NaN,48],[3,48],[3,49]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[1e999,48],[3,48],[3,49]]]}"#,
            r#"{"type":"MultiPolygon","coordinates":[]}"#,
            r#"{"type":"Feature","geometry":null}"#,
            r#"{"type":"FeatureCollection","features":[]}"#,
            &deep,
            &nested,
            &format!(r#"{{"type":"Polygon","coordinates":{deep}}}"#),
        ] {
            assert_eq!(from_text(text.as_bytes()).err(), Some(POLYGON), "{text}");
        }
        let metres = r#"{"type":"Polygon","coordinates":[[[644206,6859729],[645000,6859729],[645000,6859000]]]}"#;
        assert_eq!(from_text(metres.as_bytes()).err(), Some(IN_DEGREES));
        let many = vec!["[2,48],[3,48],[3,49]"; VERTICES / 3 + 1].join(",");
        let many = format!(r#"{{"type":"Polygon","coordinates":[[{many}]]}}"#);
        assert_eq!(from_text(many.as_bytes()).err(), Some(SMALLER));
    }
}
