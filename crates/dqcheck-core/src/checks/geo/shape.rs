//! The vertices of a GeoJSON object.

use crate::geodesy::{Area, Point};
use serde_json::Value;

/// Calls `see` for every vertex of an object that its type has accepted; of other JSON, for whatever looks like one.
/// How deep it goes is bounded by the reader of JSON.
pub(super) fn each_vertex(text: &[u8], see: &mut dyn FnMut(Point)) {
    if let Ok(object) = serde_json::from_slice(text) {
        within(&object, see);
    }
}

/// The rectangle around all vertices; `None` where there are none.
pub(super) fn extent(text: &[u8]) -> Option<Area> {
    let mut extent: Option<Area> = None;
    each_vertex(text, &mut |point| match &mut extent {
        Some(extent) => extent.take_in(point),
        None => extent = Some(Area::at(point)),
    });
    extent
}

fn within(object: &Value, see: &mut dyn FnMut(Point)) {
    if let Some(coordinates) = object.get("coordinates") {
        positions(coordinates, see);
    }
    if let Some(geometry) = object.get("geometry") {
        within(geometry, see);
    }
    for part in ["geometries", "features"] {
        let members = object.get(part).and_then(Value::as_array);
        members
            .into_iter()
            .flatten()
            .for_each(|member| within(member, see));
    }
}

fn positions(value: &Value, see: &mut dyn FnMut(Point)) {
    let Some(items) = value.as_array() else {
        return;
    };
    match &items[..] {
        [Value::Number(lon), Value::Number(lat), ..] => {
            if let (Some(lon), Some(lat)) = (lon.as_f64(), lat.as_f64()) {
                see(Point { lon, lat });
            }
        }
        items => items.iter().for_each(|item| positions(item, see)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_shape_shows_its_vertices() {
        for (text, expected) in [
            (r#"{"type":"Point","coordinates":[2,48,35]}"#, 1),
            (
                r#"{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,48]],[]]}"#,
                4,
            ),
            (
                r#"{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]},"properties":{"coordinates":[9,9]}}"#,
                2,
            ),
            (r#"{"type":"Feature","geometry":null,"properties":null}"#, 0),
            (
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[2,48]},{"type":"LineString","coordinates":[[2,48],[2,49]]}]}"#,
                3,
            ),
            ("[1, 2]", 0),
            ("{", 0),
        ] {
            let mut seen = 0;
            each_vertex(text.as_bytes(), &mut |_| seen += 1);
            assert_eq!(seen, expected, "{text}");
        }
    }

    #[test]
    fn the_extent_goes_round_all_vertices() {
        let text = br#"{"type":"LineString","coordinates":[[2,48],[3,47],[2.5,49]]}"#;
        assert_eq!(extent(text), Some(Area::new([2.0, 47.0, 3.0, 49.0])));
    }
}
