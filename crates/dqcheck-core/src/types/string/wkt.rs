//! `wkt`: a geometry as well-known text (OGC Simple Features), `POINT (2.24 48.84)`. Not of the standard: an addition
//! of frictionless that published schemas use.

use super::super::cause;
use super::super::decimal::Decimal;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-wkt",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Geometry in WKT expected",
        fr: "Géométrie en WKT attendue",
    },
    why: Text {
        en: "Mapping tools draw this text. They draw nothing, or refuse the file, where it is not well-formed.",
        fr: "Les outils de cartographie dessinent ce texte. Ils ne dessinent rien, ou refusent le fichier, s'il est mal \
             formé.",
    },
    reasons: &[
        Reason {
            id: "parentheses",
            message: Text {
                en: "“{value}” has a parenthesis too many or too few.",
                fr: "« {value} » a une parenthèse en trop ou en moins.",
            },
            help: Text {
                en: "Look at its end first: a text that was cut lacks its closing parentheses. A polygon has two pairs, \
                     a multipolygon three: POLYGON ((30 10, 40 40, 20 40, 30 10)).",
                fr: "Regardez d'abord la fin : un texte coupé n'a pas ses parenthèses fermantes. Un polygone en a deux \
                     paires, un multipolygone trois : POLYGON ((30 10, 40 40, 20 40, 30 10)).",
            },
        },
        Reason {
            id: "coordinates",
            message: Text {
                en: "“{value}” has a position that is not two to four numbers with blanks between them.",
                fr: "« {value} » a une position qui n'est pas faite de deux à quatre nombres séparés par des espaces.",
            },
            help: Text {
                en: "Write the longitude, a blank and the latitude, with decimal points, and a comma between positions: \
                     LINESTRING (2.24 48.84, 2.25 48.85).",
                fr: "Écrivez la longitude, une espace et la latitude, avec des points décimaux, et une virgule entre les \
                     positions : LINESTRING (2.24 48.84, 2.25 48.85).",
            },
        },
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-wkt",
            message: Text {
                en: "“{value}” is not a geometry in WKT.",
                fr: "« {value} » n'est pas une géométrie en WKT.",
            },
            help: Text {
                en: "Begin with the shape (POINT, LINESTRING, POLYGON, MULTIPOLYGON ...), then the positions in \
                     parentheses: POINT (2.24 48.84).",
                fr: "Commencez par la forme (POINT, LINESTRING, POLYGON, MULTIPOLYGON...), puis les positions entre \
                     parenthèses : POINT (2.24 48.84).",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "geom\nPOINT (2.24 48.84)\n\"LineString Z(0 0 1, 1 1 2)\"\nGEOMETRYCOLLECTION EMPTY\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "geom\n\"POLYGON ((30 10, 40 40, 20 40, 30 10)\"\n",
            fails: Some("parentheses"),
        },
        Example {
            schema: SCHEMA,
            data: "geom\n\"POINT (2,24 48,84)\"\n",
            fails: Some("coordinates"),
        },
        Example {
            schema: SCHEMA,
            data: "geom\n#REF!\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: SCHEMA,
            data: "geom\n\"48.84, 2.24\"\n",
            fails: Some("not-wkt"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"geom","type":"string","format":"wkt"}]}"#;

pub(super) fn accept(text: &[u8]) -> Result<(), usize> {
    let mut reader = Reader { rest: text };
    let whole = reader.geometry(DEEPEST).and_then(|()| reader.end());
    whole.map_err(|wrong| {
        let reason = match wrong {
            _ if cause::is_spreadsheet_error(text) => "spreadsheet-error",
            Wrong::Shape => "not-wkt",
            Wrong::Parentheses => "parentheses",
            Wrong::Coordinates => "coordinates",
        };
        cause::index(&CHECK, reason)
    })
}

/// How deep collections may lie within collections.
const DEEPEST: usize = 32;

enum Wrong {
    Shape,
    Parentheses,
    Coordinates,
}

/// What stands between the parentheses of a shape.
#[derive(Clone, Copy)]
enum Body {
    Position,
    Positions,
    /// Each with parentheses of its own, or without.
    Points,
    Lines,
    Surfaces,
    /// Other shapes by their names.
    Shapes,
    /// Lines, or shapes by their names.
    Curves,
    /// Surfaces, or shapes by their names.
    Areas,
}

const SHAPES: &[(&str, Body)] = &[
    ("POINT", Body::Position),
    ("LINESTRING", Body::Positions),
    ("CIRCULARSTRING", Body::Positions),
    ("POLYGON", Body::Lines),
    ("TRIANGLE", Body::Lines),
    ("MULTIPOINT", Body::Points),
    ("MULTILINESTRING", Body::Lines),
    ("MULTIPOLYGON", Body::Surfaces),
    ("POLYHEDRALSURFACE", Body::Surfaces),
    ("TIN", Body::Surfaces),
    ("COMPOUNDCURVE", Body::Curves),
    ("CURVEPOLYGON", Body::Curves),
    ("MULTICURVE", Body::Curves),
    ("MULTISURFACE", Body::Areas),
    ("GEOMETRYCOLLECTION", Body::Shapes),
];

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn geometry(&mut self, depth: usize) -> Result<(), Wrong> {
        let depth = depth.checked_sub(1).ok_or(Wrong::Shape)?;
        let word = self.word();
        let named = |name: &str| word.eq_ignore_ascii_case(name.as_bytes());
        let known = SHAPES.iter().find(|(name, _)| named(name));
        let (_, body) = known.ok_or(Wrong::Shape)?;
        let dimension = self.word();
        let is = |name: &str| dimension.eq_ignore_ascii_case(name.as_bytes());
        let next = match () {
            () if is("Z") || is("M") || is("ZM") => self.word(),
            () => dimension,
        };
        match next {
            next if next.eq_ignore_ascii_case(b"EMPTY") => Ok(()),
            [] => self.body(*body, depth),
            _ => Err(Wrong::Shape),
        }
    }

    fn body(&mut self, body: Body, depth: usize) -> Result<(), Wrong> {
        match body {
            Body::Position => self.one(Reader::position),
            Body::Positions => self.several(Reader::position),
            Body::Points => self.several(|reader| match reader.at(b'(') {
                true => reader.one(Reader::position),
                false => reader.position(),
            }),
            Body::Lines => self.several(Reader::line),
            Body::Surfaces => self.several(Reader::surface),
            Body::Shapes => self.several(|reader| reader.geometry(depth)),
            Body::Curves => self.several(|reader| match reader.at(b'(') {
                true => reader.line(),
                false => reader.geometry(depth),
            }),
            Body::Areas => self.several(|reader| match reader.at(b'(') {
                true => reader.surface(),
                false => reader.geometry(depth),
            }),
        }
    }

    fn line(&mut self) -> Result<(), Wrong> {
        self.several(Reader::position)
    }

    fn surface(&mut self) -> Result<(), Wrong> {
        self.several(Reader::line)
    }

    /// `(item)`
    fn one(&mut self, item: impl Fn(&mut Self) -> Result<(), Wrong>) -> Result<(), Wrong> {
        self.sign(b'(')?;
        item(self)?;
        self.sign(b')')
    }

    /// `(item, item)`
    fn several(&mut self, item: impl Fn(&mut Self) -> Result<(), Wrong>) -> Result<(), Wrong> {
        self.one(|reader| {
            item(reader)?;
            while reader.at(b',') {
                reader.sign(b',')?;
                item(reader)?;
            }
            Ok(())
        })
    }

    /// Two to four numbers.
    fn position(&mut self) -> Result<(), Wrong> {
        if self.at(b'(') {
            return Err(Wrong::Parentheses);
        }
        let mut count = 0;
        while !self.rest.is_empty() && !self.at(b',') && !self.at(b')') && !self.at(b'(') {
            let end = |byte: &u8| byte.is_ascii_whitespace() || b",()".contains(byte);
            let end = self.rest.iter().position(end).unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            Decimal::parse(number).ok_or(Wrong::Coordinates)?;
            self.rest = rest;
            count += 1;
        }
        match count {
            2..=4 => Ok(()),
            _ => Err(Wrong::Coordinates),
        }
    }

    fn word(&mut self) -> &'a [u8] {
        self.rest = self.rest.trim_ascii_start();
        let end = self
            .rest
            .iter()
            .position(|byte| !byte.is_ascii_alphabetic());
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    /// Whether this sign is next.
    fn at(&mut self, sign: u8) -> bool {
        self.rest = self.rest.trim_ascii_start();
        self.rest.first() == Some(&sign)
    }

    fn sign(&mut self, sign: u8) -> Result<(), Wrong> {
        match self.at(sign) {
            true => {
                self.rest = &self.rest[1..];
                Ok(())
            }
            false => Err(Wrong::Parentheses),
        }
    }

    fn end(&self) -> Result<(), Wrong> {
        match self.rest.trim_ascii_start() {
            [] => Ok(()),
            _ => Err(Wrong::Parentheses),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<&'static str> {
        let refused = accept(text.as_bytes()).err()?;
        Some(CHECK.reasons[refused].id)
    }

    #[test]
    fn every_shape_is_read_in_any_case() {
        for text in [
            "POINT(1 2)",
            " point zm ( -1.5 2e3 0 0 ) ",
            "MULTIPOINT (1 2, 3 4)",
            "MULTIPOINT ((1 2), (3 4))",
            "POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))",
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((2 2, 3 2, 3 3, 2 2)))",
            "TIN (((0 0 0, 0 0 1, 0 1 0, 0 0 0)))",
            "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0, 1 1, 2 0), (2 0, 0 0)))",
            "MULTISURFACE (((0 0, 1 0, 1 1, 0 0)), CURVEPOLYGON ((0 0, 1 1, 0 0)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING EMPTY)",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        for (text, expected) in [
            ("POINT (1 2", "parentheses"),
            ("POINT 1 2", "parentheses"),
            ("POLYGON (0 0, 1 1, 0 0)", "parentheses"),
            ("LINESTRING ((0 0, 1 1))", "parentheses"),
            ("POINT (1 2))", "parentheses"),
            ("POINT (1)", "coordinates"),
            ("POINT (1 2 3 4 5)", "coordinates"),
            ("POINT (1 N)", "coordinates"),
            ("LINESTRING (0 0,)", "coordinates"),
            ("POINTE (1 2)", "not-wkt"),
            ("", "not-wkt"),
            ("POINT VIDE", "not-wkt"),
            ("\u{e9}", "not-wkt"),
        ] {
            assert_eq!(reason(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn very_deep_collections_are_no_danger() {
        assert_eq!(
            reason(&"GEOMETRYCOLLECTION(".repeat(100_000)),
            Some("not-wkt")
        );
        assert!(reason(&"(".repeat(100_000)).is_some());
    }
}
