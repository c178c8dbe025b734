//! Where communes lie: their contours, as arcs that neighbours share; `build/contours.py` says how they are written.
//!
//! A contour is the set of the arcs that bound it. A point is inside when a line from it crosses them an odd number of
//! times, which asks for neither their order nor their direction, and treats islands and holes as they should be. As
//! neighbours share their arcs, a point on a border is in exactly one of them.

use std::f64::consts::PI;
use std::sync::LazyLock;

use crate::slots::Slots;
use crate::{Commune, LATEST, decompressed, updated};

/// How far a point may lie outside of the contour of its commune, in metres, without being wrong: the contours are
/// simplified. Of points that are truly inside, 3 in 100,000 lie more than 200 m outside, and none more than 300 m.
pub const TOLERANCE: f64 = 250.0;

/// Mean radius of the Earth, in metres.
const EARTH: f64 = 6_371_008.8;

/// Whether a point (degrees, WGS 84) lies in the commune or arrondissement that has a code. `None` where no contour is
/// known: for a code that is none of [`LATEST`], for the Pacific, for a few communes.
pub fn contains(code: &str, lon: f64, lat: f64) -> Option<bool> {
    Contour::of(code).map(|contour| contour.contains(lon, lat))
}

/// How far a point (degrees, WGS 84) lies from a commune or arrondissement, in metres; 0 inside. `None` where no contour
/// is known, and for what is no point on Earth.
pub fn distance_to(code: &str, lon: f64, lat: f64) -> Option<f64> {
    Contour::of(code)?.distance_to(lon, lat)
}

/// Whether the contour of a commune or arrondissement of [`LATEST`] is known; contours need not be decoded for that,
/// unless the communes are those of an update.
pub fn has_contour(commune: &Commune) -> bool {
    if updated().is_some() {
        return Contour::of(commune.code).is_some();
    }
    // Cantal: they came back in 2025, and are still part of the contour of 15141.
    let is_newer = ["15031", "15035", "15047", "15171"].contains(&commune.code);
    let is_far =
        matches!(&commune.code[..3], "975" | "977" | "978") || commune.code.starts_with("98");
    commune.vintages.contain(LATEST) && !is_newer && !is_far
}

/// The contour of a commune or arrondissement, found once and asked often; after an update, with those of the communes
/// that went into it. What is asked of millions of points is better prepared: [`Zone`](crate::Zone).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contour(u16);

impl Contour {
    /// `None` where no contour is known.
    #[inline]
    pub fn of(code: &str) -> Option<Contour> {
        let number = CONTOURS.slots.get(code)?;
        Some(Contour(
            u16::try_from(number).expect("slots have numbers of 16 bits"),
        ))
    }

    /// Whose it is.
    pub fn code(self) -> &'static str {
        &CONTOURS.shapes[usize::from(self.0)].code
    }

    /// Whether a point (degrees, WGS 84) lies in it.
    #[inline]
    pub fn contains(self, lon: f64, lat: f64) -> bool {
        CONTOURS.contains(self.0.into(), lon, lat)
            || self
                .parts()
                .any(|part| CONTOURS.contains(part.0.into(), lon, lat))
    }

    /// How far a point lies from it, in metres; 0 inside. `None` for what is no point on Earth.
    pub fn distance_to(self, lon: f64, lat: f64) -> Option<f64> {
        if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
            return None;
        }
        if self.contains(lon, lat) {
            return Some(0.0);
        }
        let distance = |contour: Contour| {
            let [nearest_lon, nearest_lat] = CONTOURS.nearest(contour.0.into(), lon, lat);
            great_circle(lon, lat, nearest_lon, nearest_lat)
        };
        self.parts()
            .map(distance)
            .chain([distance(self)])
            .min_by(f64::total_cmp)
    }

    /// Those of the communes that went into it by an update.
    fn parts(self) -> impl Iterator<Item = Contour> {
        let update = updated().into_iter();
        update
            .flat_map(move |update| update.parts(self.code()))
            .filter_map(Contour::of)
    }

    /// West, south, east and north of it, in degrees.
    pub fn bounds(self) -> [f64; 4] {
        CONTOURS.bounds(self.0.into())
    }
}

pub(crate) static CONTOURS: LazyLock<Contours> =
    LazyLock::new(|| Contours::read(&decompressed(PACKED, READABLE)));

pub(crate) const PACKED: &[u8] = include_bytes!("../data/contours.zst");

const READABLE: &str = "the contours are part of the program, and tests read them";

pub(crate) struct Contours {
    /// Units in a degree.
    pub(crate) units: f64,
    /// Of all arcs, one arc after the other, in units.
    points: Vec<Point>,
    /// Where each arc begins in `points`, and where the last one ends.
    arcs: Vec<u32>,
    /// The arcs of all contours, one contour after the other.
    uses: Vec<u32>,
    pub(crate) shapes: Vec<Shape>,
    slots: Slots,
}

#[derive(Clone, Copy)]
struct Point {
    x: i32,
    y: i32,
}

pub(crate) struct Shape {
    pub(crate) code: String,
    /// Where its arcs begin and end in `uses`.
    uses: (u32, u32),
    low: Point,
    high: Point,
}

impl Contours {
    /// Whether a point is in the contour that has a number.
    pub(crate) fn contains(&self, contour: usize, lon: f64, lat: f64) -> bool {
        let contour = &self.shapes[contour];
        let (x, y) = (lon * self.units, lat * self.units);
        let (low, high) = (contour.low, contour.high);
        // Written so that what is not a number is outside.
        if !(f64::from(low.x) <= x
            && x <= f64::from(high.x)
            && f64::from(low.y) <= y
            && y <= f64::from(high.y))
        {
            return false;
        }
        let floor = y.floor() as i32;
        let mut inside = false;
        for (a, b) in self.edges(contour) {
            // An edge has its lower end, and not its upper one: so a corner counts once.
            if (a.y > floor) != (b.y > floor) {
                let share = (y - f64::from(a.y)) / f64::from(b.y - a.y);
                inside ^= x < f64::from(a.x) + share * f64::from(b.x - a.x);
            }
        }
        inside
    }

    /// The point of a contour that is nearest to another, in degrees.
    fn nearest(&self, contour: usize, lon: f64, lat: f64) -> [f64; 2] {
        let narrow = lat.to_radians().cos();
        let mut best = (f64::INFINITY, [0.0; 2]);
        for (a, b) in self.edges(&self.shapes[contour]) {
            let edge = Edge::between(a, b).in_degrees(self.units);
            let (square, nearest) = edge.nearest_to(lon, lat, narrow);
            if square < best.0 {
                best = (square, nearest);
            }
        }
        best.1
    }

    /// The edges around all communes together that have these codes, without those between two of them.
    pub(crate) fn outline<'a>(&self, codes: impl Iterator<Item = &'a str>) -> Vec<Edge> {
        let contours = codes.filter_map(|code| Some(&self.shapes[self.slots.get(code)?]));
        let uses = contours.flat_map(|contour| self.uses_of(contour));
        let mut arcs: Vec<u32> = uses.copied().collect();
        arcs.sort_unstable();
        let around = arcs
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() % 2 == 1);
        around
            .flat_map(|same| self.edges_of(same[0]))
            .map(|(a, b)| Edge::between(a, b))
            .collect()
    }

    fn edges<'a>(&'a self, contour: &Shape) -> impl Iterator<Item = (Point, Point)> + use<'a> {
        let uses = self.uses_of(contour);
        uses.iter().flat_map(|arc| self.edges_of(*arc))
    }

    fn uses_of(&self, contour: &Shape) -> &[u32] {
        &self.uses[contour.uses.0 as usize..contour.uses.1 as usize]
    }

    fn edges_of(&self, arc: u32) -> impl Iterator<Item = (Point, Point)> + use<'_> {
        let arc = arc as usize;
        let points = &self.points[self.arcs[arc] as usize..self.arcs[arc + 1] as usize];
        points.windows(2).map(|edge| (edge[0], edge[1]))
    }

    /// West, south, east and north of the contour that has a number, in degrees.
    pub(crate) fn bounds(&self, contour: usize) -> [f64; 4] {
        let Shape { low, high, .. } = self.shapes[contour];
        [low.x, low.y, high.x, high.y].map(|edge| f64::from(edge) / self.units)
    }

    fn read(bytes: &[u8]) -> Self {
        let mut reader = Reader { bytes };
        let units = f64::from(reader.unsigned());
        let count = reader.unsigned();
        let mut arcs = vec![0];
        let mut end = 0;
        for _ in 0..count {
            end += reader.unsigned() + 1;
            arcs.push(end);
        }
        let mut points = vec![Point { x: 0, y: 0 }; end as usize];
        let mut last = 0;
        for point in &mut points {
            last += reader.signed();
            point.x = last;
        }
        last = 0;
        for point in &mut points {
            last += reader.signed();
            point.y = last;
        }

        let (mut uses, mut shapes) = (Vec::new(), Vec::new());
        let mut fresh = 0; // the first arc that no contour had so far
        for _ in 0..reader.unsigned() {
            let code = String::from_utf8(reader.take(5).to_vec()).expect(READABLE);
            let begin = uses.len() as u32;
            let mut low = Point {
                x: i32::MAX,
                y: i32::MAX,
            };
            let mut high = Point {
                x: i32::MIN,
                y: i32::MIN,
            };
            for _ in 0..reader.unsigned() {
                let arc = fresh - reader.unsigned();
                fresh = fresh.max(arc + 1);
                uses.push(arc);
                for point in &points[arcs[arc as usize] as usize..arcs[arc as usize + 1] as usize] {
                    low = Point {
                        x: low.x.min(point.x),
                        y: low.y.min(point.y),
                    };
                    high = Point {
                        x: high.x.max(point.x),
                        y: high.y.max(point.y),
                    };
                }
            }
            shapes.push(Shape {
                code,
                uses: (begin, uses.len() as u32),
                low,
                high,
            });
        }
        let slots = Slots::new(shapes.iter().map(|shape: &Shape| shape.code.as_str()));
        Self {
            units,
            points,
            arcs,
            uses,
            shapes,
            slots,
        }
    }
}

/// A part of a border, between two corners (x, y).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: [f64; 2],
    pub(crate) b: [f64; 2],
}

impl Edge {
    fn between(a: Point, b: Point) -> Edge {
        let corner = |point: Point| [f64::from(point.x), f64::from(point.y)];
        Edge {
            a: corner(a),
            b: corner(b),
        }
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.a
            .iter()
            .chain(&self.b)
            .all(|number| number.is_finite())
    }

    /// Whether a line from a point to the east crosses it; exactly as [`Contours::contains`] has it.
    #[inline]
    pub(crate) fn is_east_of(&self, x: f64, y: f64) -> bool {
        let ([ax, ay], [bx, by]) = (self.a, self.b);
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    }

    pub(crate) fn in_degrees(&self, units: f64) -> Edge {
        let degrees = |corner: [f64; 2]| corner.map(|number| number / units);
        Edge {
            a: degrees(self.a),
            b: degrees(self.b),
        }
    }

    /// The point of an edge in degrees that is nearest to another, and before it the square of its distance in degrees of
    /// latitude. It is sought on a plane that is true around the point asked for, where a degree of longitude is `narrow`
    /// times one of latitude: what is far away may be a little farther than need be.
    pub(crate) fn nearest_to(&self, lon: f64, lat: f64, narrow: f64) -> (f64, [f64; 2]) {
        let plane = |[x, y]: [f64; 2]| ((x - lon) * narrow, y - lat);
        let ((ax, ay), (bx, by)) = (plane(self.a), plane(self.b));
        let (dx, dy) = (bx - ax, by - ay);
        let along = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
        let share = if along.is_finite() {
            along.clamp(0.0, 1.0)
        } else {
            0.0
        };
        let (x, y) = (ax + share * dx, ay + share * dy);
        let between = |a: f64, b: f64| a + share * (b - a);
        let nearest = [between(self.a[0], self.b[0]), between(self.a[1], self.b[1])];
        (x * x + y * y, nearest)
    }
}

/// The distance between two points on a sphere, in metres.
pub(crate) fn great_circle(lon: f64, lat: f64, other_lon: f64, other_lat: f64) -> f64 {
    let [lon, lat, other_lon, other_lat] =
        [lon, lat, other_lon, other_lat].map(|degrees| degrees * PI / 180.0);
    let chord = ((other_lat - lat) / 2.0).sin().powi(2)
        + lat.cos() * other_lat.cos() * ((other_lon - lon) / 2.0).sin().powi(2);
    2.0 * EARTH * chord.sqrt().min(1.0).asin()
}

/// Numbers of variable length.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        taken
    }

    fn unsigned(&mut self) -> u32 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let (byte, rest) = self.bytes.split_first().expect(READABLE);
            self.bytes = rest;
            value |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return value;
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> i32 {
        let value = self.unsigned();
        (value >> 1) as i32 ^ -((value & 1) as i32)
    }
}
