//! Where communes lie: their contours, as arcs that neighbours share; `build/contours.py` says how they are written.
//!
//! A contour is the set of the arcs that bound it. A point is inside when a line from it crosses them an odd number of
//! times, which asks for neither their order nor their direction, and treats islands and holes as they should be. As
//! neighbours share their arcs, a point on a border is in exactly one of them.

use std::f64::consts::PI;
use std::sync::LazyLock;

use crate::slots::Slots;
use crate::{decompressed, updated};

/// How far a point may lie outside of the contour of its commune, in metres, without being wrong: the contours are
/// simplified. Of points that are truly inside, 3 in 100,000 lie more than 200 m outside, and none more than 300 m.
pub const TOLERANCE: f64 = 250.0;

/// Mean radius of the Earth, in metres.
const EARTH: f64 = 6_371_008.8;

/// Whether a point (degrees, WGS 84) lies in the commune or arrondissement that has a code. `None` where no contour is
/// known: for a code that is none of [`LATEST`](crate::LATEST), for the Pacific, for a few communes.
pub fn contains(code: &str, lon: f64, lat: f64) -> Option<bool> {
    let mut contours = contours_of(code).peekable();
    contours.peek()?;
    Some(contours.any(|contour| CONTOURS.contains(contour, lon, lat)))
}

/// How far a point (degrees, WGS 84) lies from a commune or arrondissement, in metres; 0 inside. `None` where no contour
/// is known, and for what is no point on Earth.
pub fn distance_to(code: &str, lon: f64, lat: f64) -> Option<f64> {
    if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
        return None;
    }
    let distances = contours_of(code).map(|contour| {
        if CONTOURS.contains(contour, lon, lat) {
            return 0.0;
        }
        let (nearest_lon, nearest_lat) = CONTOURS.nearest(contour, lon, lat);
        great_circle(lon, lat, nearest_lon, nearest_lat)
    });
    distances.min_by(f64::total_cmp)
}

/// The contour that has a code and, after an update, those of the communes that went into it.
fn contours_of(code: &str) -> impl Iterator<Item = usize> + use<'_> {
    let own = CONTOURS.slots.get(code);
    let parts = updated()
        .into_iter()
        .flat_map(|update| update.parts(code))
        .filter_map(|part| CONTOURS.slots.get(part));
    own.into_iter().chain(parts)
}

pub(crate) static CONTOURS: LazyLock<Contours> =
    LazyLock::new(|| Contours::read(&decompressed(PACKED, READABLE)));

pub(crate) const PACKED: &[u8] = include_bytes!("../data/contours.zst");

const READABLE: &str = "the contours are part of the program, and tests read them";

pub(crate) struct Contours {
    /// Units in a degree.
    units: f64,
    /// Of all arcs, one arc after the other, in units.
    points: Vec<Point>,
    /// Where each arc begins in `points`, and where the last one ends.
    arcs: Vec<u32>,
    /// The arcs of all contours, one contour after the other.
    uses: Vec<u32>,
    pub(crate) contours: Vec<Contour>,
    slots: Slots,
}

#[derive(Clone, Copy)]
struct Point {
    x: i32,
    y: i32,
}

pub(crate) struct Contour {
    pub(crate) code: String,
    /// Where its arcs begin and end in `uses`.
    uses: (u32, u32),
    low: Point,
    high: Point,
}

impl Contours {
    /// Whether a point is in the contour that has a number.
    pub(crate) fn contains(&self, contour: usize, lon: f64, lat: f64) -> bool {
        let contour = &self.contours[contour];
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

    /// The point of a contour that is nearest to another, in degrees. It is sought on a plane that is true around the
    /// point asked for: what is far away may be a little farther than need be.
    fn nearest(&self, contour: usize, lon: f64, lat: f64) -> (f64, f64) {
        let narrow = (lat * PI / 180.0).cos();
        let plane = |p: Point| {
            (
                (f64::from(p.x) / self.units - lon) * narrow,
                f64::from(p.y) / self.units - lat,
            )
        };
        let mut best = (f64::INFINITY, 0.0, 0.0);
        for (a, b) in self.edges(&self.contours[contour]) {
            let ((ax, ay), (bx, by)) = (plane(a), plane(b));
            let (dx, dy) = (bx - ax, by - ay);
            let along = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
            let share = if along.is_finite() {
                along.clamp(0.0, 1.0)
            } else {
                0.0
            };
            let (x, y) = (ax + share * dx, ay + share * dy);
            let square = x * x + y * y;
            if square < best.0 {
                let (a, b) = (
                    (f64::from(a.x), f64::from(a.y)),
                    (f64::from(b.x), f64::from(b.y)),
                );
                best = (square, a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1));
            }
        }
        (best.1 / self.units, best.2 / self.units)
    }

    fn edges<'a>(&'a self, contour: &Contour) -> impl Iterator<Item = (Point, Point)> + use<'a> {
        let uses = &self.uses[contour.uses.0 as usize..contour.uses.1 as usize];
        uses.iter().flat_map(|arc| {
            let arc = *arc as usize;
            let points = &self.points[self.arcs[arc] as usize..self.arcs[arc + 1] as usize];
            points.windows(2).map(|edge| (edge[0], edge[1]))
        })
    }

    /// West, south, east and north of the contour that has a number, in degrees.
    pub(crate) fn bounds(&self, contour: usize) -> [f64; 4] {
        let Contour { low, high, .. } = self.contours[contour];
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

        let (mut uses, mut contours) = (Vec::new(), Vec::new());
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
            contours.push(Contour {
                code,
                uses: (begin, uses.len() as u32),
                low,
                high,
            });
        }
        let slots = Slots::new(
            contours
                .iter()
                .map(|contour: &Contour| contour.code.as_str()),
        );
        Self {
            units,
            points,
            arcs,
            uses,
            contours,
            slots,
        }
    }
}

/// The distance between two points on a sphere, in metres.
fn great_circle(lon: f64, lat: f64, other_lon: f64, other_lat: f64) -> f64 {
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
