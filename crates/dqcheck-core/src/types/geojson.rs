//! `geojson`: an object of GeoJSON (RFC 7946) or, with the format `topojson`, of TopoJSON (Table Schema, "geojson").
//!
//! What is checked is its form. Where its points lie, and whether its rings are closed, is not.

use serde_json::{Map, Value};

use super::view::accept_each;
use super::{Faults, FieldType, Scalar, View, cause, json, options};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-geojson",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Shape in GeoJSON expected",
        fr: "Forme GeoJSON attendue",
    },
    why: Text {
        en: "Maps draw this field. A shape that is not sound GeoJSON does not appear, or breaks the whole map.",
        fr: "Ce champ est affiché sur des cartes. Une forme qui n'est pas du GeoJSON correct n'y apparaît pas, ou \
             bloque toute la carte.",
    },
    reasons: &[
        json::SINGLE_QUOTES,
        json::BROKEN_JSON,
        Reason {
            id: "well-known-text",
            message: Text {
                en: "“{value}” is a shape in WKT; this field takes {format}.",
                fr: "« {value} » est une forme en WKT ; ce champ attend du {format}.",
            },
            help: Text {
                en: "Export again from the GIS, and choose GeoJSON for the geometry in place of WKT.",
                fr: "Exportez de nouveau depuis le SIG, en choisissant GeoJSON pour la géométrie au lieu de WKT.",
            },
        },
        Reason {
            id: "unknown-type",
            message: Text {
                en: "“{value}” does not say by its “type” what shape it is.",
                fr: "« {value} » n'indique pas par son « type » de quelle forme il s'agit.",
            },
            help: Text {
                en: "{format} needs a “type” such as {example}, with exactly these letters.",
                fr: "Le {format} demande un « type » comme {example}, avec exactement ces lettres.",
            },
        },
        Reason {
            id: "wrong-coordinates",
            message: Text {
                en: "The coordinates in “{value}” do not have the form that their shape needs.",
                fr: "Les coordonnées de « {value} » n'ont pas la forme qu'exige leur type.",
            },
            help: Text {
                en: "A Point is [lon, lat], a LineString a list of at least 2 points, a Polygon a list of rings of at \
                     least 4 points. Count the brackets, and write numbers without quotes.",
                fr: "Un Point est [lon, lat], une LineString une liste d'au moins 2 points, un Polygon une liste \
                     d'anneaux d'au moins 4 points. Comptez les crochets, et écrivez les nombres sans guillemets.",
            },
        },
        Reason {
            id: "missing-part",
            message: Text {
                en: "“{value}” lacks a part that its “type” needs.",
                fr: "Il manque dans « {value} » un élément qu'exige son « type ».",
            },
            help: Text {
                en: "A Feature needs “geometry” and “properties” (null where there is nothing to say), a \
                     FeatureCollection “features”, a GeometryCollection “geometries”, a Topology “objects” and “arcs”.",
                fr: "Une Feature demande « geometry » et « properties » (null s'il n'y a rien à dire), une \
                     FeatureCollection « features », une GeometryCollection « geometries », une Topology « objects » \
                     et « arcs ».",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-geojson",
            message: Text {
                en: "“{value}” is not {format}.",
                fr: "« {value} » n'est pas du {format}.",
            },
            help: Text {
                en: "Export the shapes again from the GIS as {format}. Leave the cell empty where there is no shape.",
                fr: "Exportez de nouveau les formes depuis le SIG en {format}. Laissez la cellule vide s'il n'y a pas \
                     de forme.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "forme\n\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[2.25,48.83]}\"\n\
                   \"{\"\"type\"\":\"\"Feature\"\",\"\"geometry\"\":null,\"\"properties\"\":null}\"\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"forme","type":"geojson","format":"topojson"}]}"#,
            data: "forme\n\"{\"\"type\"\":\"\"LineString\"\",\"\"arcs\"\":[42]}\"\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"{'type': 'Point', 'coordinates': [2.25, 48.83]}\"\n",
            fails: Some("single-quotes"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[2.25,\"\n",
            fails: Some("broken-json"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\nPOINT (2.25 48.83)\n",
            fails: Some("well-known-text"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"{\"\"type\"\":\"\"point\"\",\"\"coordinates\"\":[2.25,48.83]}\"\n",
            fails: Some("unknown-type"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":[[2.25,48.83]]}\"\n",
            fails: Some("wrong-coordinates"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"{\"\"type\"\":\"\"Feature\"\",\"\"properties\"\":{}}\"\n",
            fails: Some("missing-part"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n#REF!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "forme\n\"[2.25, 48.83]\"\n",
            fails: Some("not-geojson"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"forme","type":"geojson"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    let format = options::format(field, &["default", "topojson"])?;
    Ok(Box::new(GeoJson {
        topology: format == "topojson",
    }))
}

struct GeoJson {
    topology: bool,
}

impl FieldType for GeoJson {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        accept_each(cells, view, faults, |text| self.accept(text));
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.accept(text).map(|()| Scalar::Text)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        json::key(text, out);
    }

    fn constants(&self) -> Args {
        let (format, example) = match self.topology {
            true => ("TopoJSON", "Topology"),
            false => ("GeoJSON", "Polygon"),
        };
        Args::new().with("format", format).with("example", example)
    }
}

/// `Err` is the id of a reason.
type Verdict = Result<(), &'static str>;

impl GeoJson {
    fn accept(&self, text: &[u8]) -> Result<(), usize> {
        let verdict = match serde_json::from_slice(text) {
            Ok(Value::Object(object)) if self.topology => topojson(&object),
            Ok(Value::Object(object)) => geojson(&object),
            Ok(_) => Err("not-geojson"),
            Err(_) => Err(why_not_json(text)),
        };
        verdict.map_err(|reason| cause::index(&CHECK, reason))
    }
}

#[cold]
fn why_not_json(text: &[u8]) -> &'static str {
    const WKT: [&[u8]; 7] = [
        b"POINT",
        b"LINESTRING",
        b"POLYGON",
        b"MULTI",
        b"GEOMETRYCOLLECTION",
        b"SRID=",
        b"CURVEPOLYGON",
    ];
    let upper = text.trim_ascii().to_ascii_uppercase();
    if WKT.iter().any(|beginning| upper.starts_with(beginning)) {
        return "well-known-text";
    }
    match json::why(text) {
        Some("not-json") | None => "not-geojson",
        Some(reason) => reason,
    }
}

fn geojson(object: &Map<String, Value>) -> Verdict {
    match kind(object) {
        Some("Feature") => feature(object),
        Some("FeatureCollection") => each(object, "features", |member| match kind(member) {
            Some("Feature") => feature(member),
            _ => Err("unknown-type"),
        }),
        _ => geometry(object),
    }
}

fn feature(object: &Map<String, Value>) -> Verdict {
    if !matches!(
        object.get("properties"),
        Some(Value::Null | Value::Object(_))
    ) {
        return Err("missing-part");
    }
    match object.get("geometry") {
        Some(Value::Null) => Ok(()),
        Some(Value::Object(shape)) => geometry(shape),
        _ => Err("missing-part"),
    }
}

fn geometry(object: &Map<String, Value>) -> Verdict {
    let shape = match kind(object) {
        Some("GeometryCollection") => return each(object, "geometries", geometry),
        Some("Point") => is_position,
        Some("MultiPoint") => |points: &Value| all(points, 0, is_position),
        Some("LineString") => is_line,
        Some("MultiLineString") => |lines: &Value| all(lines, 0, is_line),
        Some("Polygon") => is_polygon,
        Some("MultiPolygon") => |polygons: &Value| all(polygons, 0, is_polygon),
        _ => return Err("unknown-type"),
    };
    match object.get("coordinates") {
        Some(coordinates) if shape(coordinates) => Ok(()),
        _ => Err("wrong-coordinates"),
    }
}

fn topojson(object: &Map<String, Value>) -> Verdict {
    if kind(object) != Some("Topology") {
        return arcs(object);
    }
    let Some(Value::Object(objects)) = object.get("objects") else {
        return Err("missing-part");
    };
    match object.get("arcs") {
        Some(lines) if all(lines, 0, |line| all(line, 2, is_position)) => {}
        Some(_) => return Err("wrong-coordinates"),
        None => return Err("missing-part"),
    }
    objects.values().try_for_each(|member| match member {
        Value::Object(member) => arcs(member),
        _ => Err("missing-part"),
    })
}

/// A geometry of TopoJSON: points have coordinates, everything else the numbers of its arcs.
fn arcs(object: &Map<String, Value>) -> Verdict {
    fn is_arcs(value: &Value) -> bool {
        all(value, 0, Value::is_i64)
    }
    fn is_polygon(value: &Value) -> bool {
        all(value, 0, is_arcs)
    }
    let shape = match kind(object) {
        Some("Point" | "MultiPoint") => return geometry(object),
        Some("GeometryCollection") => return each(object, "geometries", arcs),
        Some("LineString") => is_arcs,
        Some("MultiLineString" | "Polygon") => is_polygon,
        Some("MultiPolygon") => |polygons: &Value| all(polygons, 0, is_polygon),
        _ => return Err("unknown-type"),
    };
    match object.get("arcs") {
        Some(arcs) if shape(arcs) => Ok(()),
        _ => Err("wrong-coordinates"),
    }
}

fn kind(object: &Map<String, Value>) -> Option<&str> {
    object.get("type")?.as_str()
}

fn each(
    object: &Map<String, Value>,
    part: &str,
    accept: fn(&Map<String, Value>) -> Verdict,
) -> Verdict {
    let Some(Value::Array(members)) = object.get(part) else {
        return Err("missing-part");
    };
    members.iter().try_for_each(|member| match member {
        Value::Object(member) => accept(member),
        _ => Err("missing-part"),
    })
}

fn all(value: &Value, least: usize, accept: impl Fn(&Value) -> bool) -> bool {
    matches!(value, Value::Array(items) if items.len() >= least && items.iter().all(accept))
}

fn is_position(value: &Value) -> bool {
    all(value, 2, Value::is_number)
}

fn is_line(value: &Value) -> bool {
    all(value, 2, is_position)
}

fn is_polygon(value: &Value) -> bool {
    all(value, 0, |ring| all(ring, 4, is_position))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, reason};
    use super::*;

    #[test]
    fn every_shape_of_geojson_is_accepted() {
        let field = bound(r#"{"type":"geojson"}"#);
        let ring = "[[0,0],[0,1],[1,1],[0,0]]";
        for text in [
            r#"{"type":"MultiPoint","coordinates":[]}"#.to_owned(),
            r#"{"type":"LineString","coordinates":[[0,0,9],[1,1]]}"#.to_owned(),
            r#"{"type":"MultiLineString","coordinates":[[[0,0],[1,1]]]}"#.to_owned(),
            format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#),
            format!(r#"{{"type":"MultiPolygon","coordinates":[[{ring}]]}}"#),
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]}]}"#.to_owned(),
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}]}"#.to_owned(),
        ] {
            assert_eq!(field.scalar(text.as_bytes()), Ok(Scalar::Text), "{text}");
        }
    }

    #[test]
    fn shapes_that_lack_something_are_refused_for_it() {
        let field = bound(r#"{"type":"geojson"}"#);
        for (text, expected) in [
            ("{}", "unknown-type"),
            (
                r#"{"type":"Point","coordinates":["0","1"]}"#,
                "wrong-coordinates",
            ),
            (
                r#"{"type":"LineString","coordinates":[[0,0]]}"#,
                "wrong-coordinates",
            ),
            (r#"{"type":"FeatureCollection"}"#, "missing-part"),
            ("3.14", "not-geojson"),
            ("string", "not-geojson"),
        ] {
            assert_eq!(reason(&*field, text), expected, "{text}");
        }
    }

    #[test]
    fn a_topology_has_objects_and_arcs() {
        let field = bound(r#"{"type":"geojson","format":"topojson"}"#);
        let topology = r#"{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[0,-1]]}},"arcs":[[[0,0],[1,1]]]}"#;
        assert_eq!(field.scalar(topology.as_bytes()), Ok(Scalar::Text));
        assert_eq!(
            reason(&*field, r#"{"type":"Topology","arcs":[]}"#),
            "missing-part"
        );
        assert_eq!(reason(&*field, r#"{"arcs":[42]}"#), "unknown-type");
        assert_eq!(
            reason(&*field, r#"{"type":"LineString","arcs":[[42]]}"#),
            "wrong-coordinates"
        );
    }
}
