//! `geopoint`: a longitude and a latitude in degrees, as `lon, lat`, a JSON list or a JSON object (Table Schema,
//! "geopoint"). That a point is where it should be, or that a whole column is swapped, is the affair of checks.

pub(crate) mod column;

use serde::Deserialize;

use super::decimal::Decimal;
use super::number::nearest;
use super::view::read_each_within;
use super::{Faults, FieldType, Point, Scalar, View, cause, digits, options, read_each};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::geodesy::{FRANCE, fine, unproject};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-geopoint",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Point on the map expected",
        fr: "Point géographique attendu",
    },
    why: Text {
        en: "Maps draw this field. A point that is not written as expected does not appear, or lands in the sea.",
        fr: "Ce champ est affiché sur des cartes. Un point mal écrit n'y apparaît pas, ou tombe en pleine mer.",
    },
    reasons: &[
        Reason {
            id: "swapped",
            message: Text {
                en: "“{value}” has the latitude first; write {suggestion}.",
                fr: "« {value} » commence par la latitude ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put the longitude (east-west) first, then the latitude (north-south), in the whole column. Many \
                     portals and maps show them the other way round.",
                fr: "Mettez d'abord la longitude (est-ouest), puis la latitude (nord-sud), dans toute la colonne. \
                     Beaucoup de portails et de cartes les affichent dans l'autre sens.",
            },
        },
        Reason {
            id: "projected",
            message: Text {
                en: "“{value}” is in metres of {projection}, not in degrees; write {suggestion}.",
                fr: "« {value} » est en mètres, en {projection}, pas en degrés ; écrivez {suggestion}.",
            },
            help: column::PROJECTED.help,
        },
        Reason {
            id: "unknown-projection",
            message: Text {
                en: "“{value}” is in metres, not in degrees.",
                fr: "« {value} » est en mètres, pas en degrés.",
            },
            help: Text {
                en: "These look like projected coordinates, but in none of the projections that are used in France \
                     do they lie there. Look up which one the data have, and export them again in WGS 84 (EPSG:4326): \
                     in QGIS, Export, Save Features As, CRS.",
                fr: "Ces valeurs ressemblent à des coordonnées projetées, mais dans aucune des projections utilisées \
                     en France elles n'y tombent. Retrouvez celle des données, puis exportez-les de nouveau en WGS 84 \
                     (EPSG:4326) : dans QGIS, Exporter, Sauvegarder les entités sous, SCR.",
            },
        },
        Reason {
            id: "out-of-range",
            message: Text {
                en: "“{value}” is nowhere on Earth.",
                fr: "« {value} » n'est nulle part sur la Terre.",
            },
            help: Text {
                en: "A longitude goes from -180 to 180, a latitude from -90 to 90. Look for a decimal point that is \
                     missing or misplaced.",
                fr: "Une longitude va de -180 à 180, une latitude de -90 à 90. Cherchez un point décimal oublié ou mal \
                     placé.",
            },
        },
        Reason {
            id: "decimal-comma",
            message: Text {
                en: "“{value}” has decimal commas; write {suggestion}.",
                fr: "« {value} » a des virgules décimales ; écrivez {suggestion}.",
            },
            help: column::DECIMAL_COMMA_HELP,
        },
        Reason {
            id: "other-separator",
            message: Text {
                en: "“{value}” lacks the comma between the two numbers; write {suggestion}.",
                fr: "Il manque la virgule entre les deux nombres de « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Separate longitude and latitude by a comma.",
                fr: "Séparez la longitude et la latitude par une virgule.",
            },
        },
        Reason {
            id: "other-notation",
            message: Text {
                en: "“{value}” is a point, but this field writes points as {example}.",
                fr: "« {value} » est un point, mais dans ce champ les points s'écrivent {example}.",
            },
            help: Text {
                en: "Write the whole column like the example, or set “format” in the schema to what the file has: \
                     default, array or object.",
                fr: "Écrivez toute la colonne comme l'exemple, ou mettez dans « format » du schéma ce que contient le \
                     fichier : default, array ou object.",
            },
        },
        Reason {
            id: "degrees-and-minutes",
            message: Text {
                en: "“{value}” is in degrees and minutes; decimal degrees are needed.",
                fr: "« {value} » est en degrés et minutes ; il faut des degrés décimaux.",
            },
            help: Text {
                en: "Convert: degrees + minutes / 60 + seconds / 3600; south and west are negative. Maps on the web \
                     show decimal degrees on a right click.",
                fr: "Convertissez : degrés + minutes / 60 + secondes / 3600 ; le sud et l'ouest sont négatifs. Les \
                     cartes en ligne affichent les degrés décimaux d'un clic droit.",
            },
        },
        Reason {
            id: "one-number",
            message: Text {
                en: "“{value}” is one number; a point has two.",
                fr: "« {value} » est un seul nombre ; un point en a deux.",
            },
            help: Text {
                en: "Write longitude and latitude in the same cell, as in {example}. If the file has a column for \
                     each, their type in the schema should be “number”.",
                fr: "Écrivez la longitude et la latitude dans la même cellule, comme dans {example}. Si le fichier a \
                     une colonne pour chacune, leur type dans le schéma devrait être « number ».",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-geopoint",
            message: Text {
                en: "“{value}” is not a point.",
                fr: "« {value} » n'est pas un point.",
            },
            help: Text {
                en: "Write longitude and latitude in degrees, as in {example}. Leave the cell empty where the place is \
                     unknown.",
                fr: "Écrivez la longitude et la latitude en degrés, comme dans {example}. Laissez la cellule vide si le \
                     lieu est inconnu.",
            },
        },
        column::SWAPPED,
        column::PROJECTED,
        column::DECIMAL_COMMA,
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "lieu\n\"2.2533, 48.8303\"\n\"-180,90\"\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"lieu","type":"geopoint","format":"array"}]}"#,
            data: "lieu\n\"[2.2533, 48.8303]\"\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"lieu","type":"geopoint","format":"object"}]}"#,
            data: "lieu\n\"{\"\"lon\"\": 2.2533, \"\"lat\"\": 48.8303}\"\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"-21.1, 155.5\"\n",
            fails: Some("swapped"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"645120.5, 6859200.1\"\n",
            fails: Some("projected"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"649328, 665262\"\n",
            fails: Some("unknown-projection"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"181,91\"\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"2,2533 ; 48,8303\"\n",
            fails: Some("decimal-comma"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n2.2533 48.8303\n",
            fails: Some("other-separator"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"[2.2533, 48.8303]\"\n",
            fails: Some("other-notation"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n48°50'N 2°15'E\n",
            fails: Some("degrees-and-minutes"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n2.2533\n",
            fails: Some("one-number"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n#N/A\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\nplace du marché\n",
            fails: Some("not-a-geopoint"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"-22.2711, 166.4416\"\n\"-22.1897, 166.4539\"\n\"-20.9086, 167.2437\"\n",
            fails: Some("swapped-column"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"644206.6, 6859729.3\"\n\"645171.0, 6859190.4\"\n\"893000.2, 6246800.9\"\n",
            fails: Some("projected-column"),
        },
        Example {
            schema: DEFAULT,
            data: "lieu\n\"2,2399, 48,8352\"\n\"2,2412, 48,8377\"\n\"5,3698, 43,2965\"\n",
            fails: Some("decimal-comma-column"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"lieu","type":"geopoint"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    let format = match options::format(field, &["default", "array", "object"])? {
        "array" => Format::Array,
        "object" => Format::Object,
        _ => Format::Default,
    };
    Ok(Box::new(GeoPoint(format)))
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Default,
    Array,
    Object,
}

struct GeoPoint(Format);

impl FieldType for GeoPoint {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        let points = view.points();
        match self.0 {
            Format::Default => read_each_within(cells, points, faults, |text, cell| {
                let comma = memchr::memchr(b',', &text[cell.clone()]).map(|at| cell.start + at);
                let point = comma.and_then(|comma| {
                    let blank = usize::from(text.get(comma + 1) == Some(&b' '));
                    let lon = digits::short(text, cell.start..comma, b'.')?;
                    let lat =
                        digits::short(text, (comma + 1 + blank).min(cell.end)..cell.end, b'.')?;
                    on_earth(Point { lon, lat })
                });
                match point {
                    Some(point) => Ok(point),
                    None => self.other(&text[cell]),
                }
            }),
            _ => read_each(cells, points, faults, |text| self.other(text)),
        }
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.other(text).map(Scalar::Point)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        match self.0.point(text) {
            // Adding zero makes one zero of two.
            Some(point) => {
                out.extend_from_slice(&(point.lon + 0.0).to_le_bytes());
                out.extend_from_slice(&(point.lat + 0.0).to_le_bytes());
            }
            None => out.extend_from_slice(text),
        }
    }

    fn constants(&self) -> Args {
        Args::new().with("example", self.0.write(&["2.2533", "48.8303"]))
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        self.why(text).1
    }

    fn throughout(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("swapped", column::SWAPPED.id),
            ("projected", column::PROJECTED.id),
            ("decimal-comma", column::DECIMAL_COMMA.id),
        ]
    }
}

impl GeoPoint {
    #[inline(never)]
    fn other(&self, text: &[u8]) -> Result<Point, usize> {
        match self.0.point(text).and_then(on_earth) {
            Some(point) => Ok(point),
            None => Err(cause::index(&CHECK, self.why(text).0)),
        }
    }

    /// The reason, and what its message tells, such as the point as it was probably meant.
    #[cold]
    fn why(&self, text: &[u8]) -> (&'static str, Args) {
        let meant =
            |lon: &str, lat: &str| Args::new().with("suggestion", self.0.write(&[lon, lat]));
        let Ok(text) = std::str::from_utf8(text) else {
            return ("not-a-geopoint", Args::new());
        };
        let text = cause::trimmed(text);
        if cause::is_spreadsheet_error(text.as_bytes()) {
            return ("spreadsheet-error", Args::new());
        }
        if let Some(point) = self.0.point(text.as_bytes()) {
            let Point { lon, lat } = point;
            let size = lon.abs().max(lat.abs());
            return if on_earth(Point { lon: lat, lat: lon }).is_some() {
                let exchanged = meant(&lat.to_string(), &lon.to_string());
                ("swapped", exchanged.with("within", column::ON_EARTH))
            } else if let Some((point, projection)) = in_france(point) {
                let args = meant(&fine(point.lon), &fine(point.lat))
                    .with("projection", projection)
                    .with("within", column::IN_FRANCE);
                ("projected", args)
            } else if (10_000.0..100_000_000.0).contains(&size) {
                ("unknown-projection", Args::new())
            } else {
                ("out-of-range", Args::new())
            };
        }
        let is_other = |format: &Format| format.point(text.as_bytes()).is_some();
        if [Format::Default, Format::Array, Format::Object]
            .iter()
            .any(is_other)
        {
            return ("other-notation", Args::new());
        }
        if text.contains(['°', 'º']) {
            return ("degrees-and-minutes", Args::new());
        }
        let parts = |separators: &[char]| -> Vec<String> {
            let parts = text.split(separators).map(cause::trimmed);
            parts
                .filter(|part| !part.is_empty())
                .map(|part| part.replace(',', "."))
                .collect()
        };
        let by_commas: Vec<&str> = text.split(',').map(cause::trimmed).collect();
        if let [a, b, c, d] = by_commas[..] {
            let both = [format!("{a}.{b}"), format!("{c}.{d}")];
            if both.iter().all(|number| is_number(number)) {
                return ("decimal-comma", meant(&both[0], &both[1]));
            }
        }
        for separators in [&[';', '|', '/'][..], &[' ', '\u{a0}', '\t', '\u{202f}'][..]] {
            if let [lon, lat] = &parts(separators)[..]
                && is_number(lon)
                && is_number(lat)
            {
                let reason = if text.contains(',') {
                    "decimal-comma"
                } else {
                    "other-separator"
                };
                return (reason, meant(lon, lat));
            }
        }
        match is_number(&text.replace(',', ".")) {
            true => ("one-number", Args::new()),
            false => ("not-a-geopoint", Args::new()),
        }
    }
}

impl Format {
    /// The point, wherever it is.
    fn point(self, text: &[u8]) -> Option<Point> {
        match self {
            Format::Default => {
                let comma = memchr::memchr(b',', text)?;
                Some(Point {
                    lon: degrees(&text[..comma])?,
                    lat: degrees(&text[comma + 1..])?,
                })
            }
            Format::Array => {
                let (lon, lat) = serde_json::from_slice(text).ok()?;
                Some(Point { lon, lat })
            }
            Format::Object => {
                // A struct would be read from a list, too.
                text.trim_ascii_start().starts_with(b"{").then_some(())?;
                let LonLat { lon, lat } = serde_json::from_slice(text).ok()?;
                Some(Point { lon, lat })
            }
        }
    }

    fn write(self, [lon, lat]: &[&str; 2]) -> String {
        match self {
            Format::Default => format!("{lon}, {lat}"),
            Format::Array => format!("[{lon}, {lat}]"),
            Format::Object => format!("{{\"lon\": {lon}, \"lat\": {lat}}}"),
        }
    }
}

/// A JSON object has these keys and no others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LonLat {
    lon: f64,
    lat: f64,
}

fn degrees(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    Decimal::parse(text).map(|_| nearest(text))
}

fn is_number(text: &str) -> bool {
    Decimal::parse(text.as_bytes()).is_some()
}

/// The point in France that two numbers are in metres, and the projection.
fn in_france(metres: Point) -> Option<(Point, &'static str)> {
    unproject(metres, |point| {
        FRANCE.iter().any(|part| part.area.contains(point))
    })
}

#[inline]
fn on_earth(point: Point) -> Option<Point> {
    (point.lon.abs() <= 180.0 && point.lat.abs() <= 90.0).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, read, reason};
    use super::*;

    #[test]
    fn points_are_read_with_or_without_a_blank_after_the_comma() {
        let geopoint = bound(r#"{"type":"geopoint"}"#);
        let (view, bad) = read(
            &*geopoint,
            &[
                "2.25,48.83",
                "2.25, 48.83",
                " 2.25 ,  48.83 ",
                "-1e1,+.5",
                "2.25,",
                ",",
                "NaN,1",
                "1,2,3",
            ],
        );
        let boulogne = Point {
            lon: 2.25,
            lat: 48.83,
        };
        let View::Points(points) = view else {
            panic!("points expected");
        };
        assert_eq!(points[..3], [boulogne; 3]);
        assert_eq!(
            points[3],
            Point {
                lon: -10.0,
                lat: 0.5
            }
        );
        assert_eq!(bad, [4, 5, 6, 7]);
    }

    #[test]
    fn json_points_have_two_numbers_and_nothing_else() {
        let array = bound(r#"{"type":"geopoint","format":"array"}"#);
        assert!(array.scalar(b" [2.25, 48.83] ").is_ok());
        for text in [
            "[2.25]",
            "[2.25, 48.83, 0]",
            r#"["2.25", "48.83"]"#,
            "180,90",
            "[181, 0]",
        ] {
            assert!(array.scalar(text.as_bytes()).is_err(), "{text}");
        }
        let object = bound(r#"{"type":"geopoint","format":"object"}"#);
        assert!(object.scalar(br#"{"lat": -90, "lon": 2}"#).is_ok());
        for text in [
            r#"{"lon": 2}"#,
            r#"{"lon": 2, "lat": 3, "alt": 4}"#,
            "[180, -90]",
        ] {
            assert!(object.scalar(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_point_that_was_meant_is_suggested() {
        let geopoint = bound(r#"{"type":"geopoint"}"#);
        for (text, expected, meant) in [
            ("2,25, 48,83", "decimal-comma", "2.25, 48.83"),
            ("2,25;48,83", "decimal-comma", "2.25, 48.83"),
            ("2.25;48.83", "other-separator", "2.25, 48.83"),
            ("-21.1, 155.5", "swapped", "155.5, -21.1"),
        ] {
            assert_eq!(reason(&*geopoint, text), expected, "{text}");
            assert_eq!(
                geopoint.details(0, text.as_bytes()).get("suggestion"),
                Some(&meant.into())
            );
        }
    }

    #[test]
    fn metres_are_told_with_their_projection_and_the_degrees_that_they_are() {
        for (schema, text, projection, meant) in [
            (
                r#"{"type":"geopoint"}"#,
                "644206.5741,6859729.2767",
                "Lambert-93 (EPSG:2154)",
                "2.2399, 48.8352",
            ),
            // The other way round, too.
            (
                r#"{"type":"geopoint"}"#,
                " 8181375.4947, 1644205.8712",
                "CC49 (EPSG:3949)",
                "2.24, 48.83",
            ),
            (
                r#"{"type":"geopoint","format":"array"}"#,
                "[344197.5754, 7666050.7110]",
                "UTM 40S (EPSG:2975)",
                "[55.5, -21.1]",
            ),
            (
                r#"{"type":"geopoint","format":"object"}"#,
                r#"{"lon": 644268.9910, "lat": 1797064.9739}"#,
                "UTM 20N (EPSG:5490)",
                r#"{"lon": -61.65, "lat": 16.25}"#,
            ),
        ] {
            let geopoint = bound(schema);
            assert_eq!(reason(&*geopoint, text), "projected", "{text}");
            let details = geopoint.details(0, text.as_bytes());
            assert_eq!(details.get("projection"), Some(&projection.into()));
            assert_eq!(details.get("suggestion"), Some(&meant.into()));
        }
    }

    #[test]
    fn metres_of_no_projection_of_france_have_no_degrees() {
        let geopoint = bound(r#"{"type":"geopoint"}"#);
        for text in ["649328, 665262", "644206.6, 0", "0, 10000"] {
            assert_eq!(reason(&*geopoint, text), "unknown-projection", "{text}");
            assert!(
                geopoint
                    .details(0, text.as_bytes())
                    .get("suggestion")
                    .is_none()
            );
        }
        for text in ["9999, 9999", "1e8, 1e8", "1e400, 0"] {
            assert_eq!(reason(&*geopoint, text), "out-of-range", "{text}");
        }
    }
}
