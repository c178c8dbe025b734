//! Where communes lie: their contours, as arcs that neighbours share; `build/contours.py` says how they are written.
//!
//! The contours of a department are a sheet, which is decoded when one of them is asked for, alone.
//!
//! A contour is the set of the arcs that bound it. A point is inside when a line from it crosses them an odd number of
//! times, which asks for neither their order nor their direction, and treats islands and holes as they should be. As
//! neighbours share their arcs, a point on a border is in exactly one of them.

use std::f64::consts::PI;
use std::sync::{LazyLock, OnceLock};

use crate::slots::{PLACES, place};
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
#[derive(Clone, Copy)]
pub struct Contour {
    sheet: &'static Sheet,
    shape: &'static Shape,
}

impl PartialEq for Contour {
    fn eq(&self, other: &Contour) -> bool {
        std::ptr::eq(self.shape, other.shape)
    }
}
impl Eq for Contour {}

impl std::fmt::Debug for Contour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Contour").field(&self.code()).finish()
    }
}

impl Contour {
    /// `None` where no contour is known.
    #[inline]
    pub fn of(code: &str) -> Option<Contour> {
        Contour::of_bytes(code.as_bytes())
    }

    /// As [`of`](Contour::of), for who has a code that was not looked at whether it is UTF-8.
    #[inline]
    pub fn of_bytes(code: &[u8]) -> Option<Contour> {
        let place = place(code)?;
        let sheet = Sheet::of(place / 1000)?;
        let shape = sheet.shapes.get(usize::from(sheet.numbers[place % 1000]))?;
        Some(Contour { sheet, shape })
    }

    /// All of them: every sheet is decoded.
    pub(crate) fn all() -> impl Iterator<Item = Contour> {
        let sheets = (0..SHEETS.len()).filter_map(Sheet::of);
        sheets.flat_map(|sheet| {
            sheet
                .shapes
                .iter()
                .map(move |shape| Contour { sheet, shape })
        })
    }

    /// Whose it is.
    pub fn code(self) -> &'static str {
        &self.shape.code
    }

    /// Whether a point (degrees, WGS 84) lies in it.
    #[inline]
    pub fn contains(self, lon: f64, lat: f64) -> bool {
        self.contains_alone(lon, lat) || self.parts().any(|part| part.contains_alone(lon, lat))
    }

    /// Whether a point lies in the contour as it was before any update.
    #[inline]
    pub(crate) fn contains_alone(self, lon: f64, lat: f64) -> bool {
        self.sheet.contains(self.shape, lon, lat)
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
            let [nearest_lon, nearest_lat] = contour.sheet.nearest(contour.shape, lon, lat);
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
        let Shape { low, high, .. } = *self.shape;
        let units = self.sheet.units;
        [low.x, low.y, high.x, high.y].map(|edge| f64::from(edge) / units)
    }
}

/// The edges around all communes together that have these codes, without those between two of them, and how many of their
/// units are a degree.
pub(crate) fn outline<'a>(codes: impl Iterator<Item = &'a str>) -> (f64, Vec<Edge>) {
    let mut edges = Vec::new();
    let mut units = 1.0;
    for contour in codes.filter_map(Contour::of) {
        units = contour.sheet.units;
        edges.extend(
            contour
                .sheet
                .edges(contour.shape)
                .map(|(a, b)| (a.min(b), a.max(b))),
        );
    }
    edges.sort_unstable();
    let around = edges
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() % 2 == 1);
    let around = around.map(|same| Edge::between(same[0].0, same[0].1));
    (units, around.collect())
}

pub(crate) const PACKED: &[u8] = include_bytes!("../data/contours.zst");

const READABLE: &str = "the contours are part of the program, and tests read them";

/// For each department (see [`place`]), where its sheet lies in [`PACKED`].
static PACKS: LazyLock<Vec<(usize, &'static [u8])>> = LazyLock::new(|| {
    let mut rest = PACKED;
    let lines = include_str!("../data/contours.tsv").lines();
    let packs = lines.map(|line| {
        let (department, length) = line.split_once('\t').expect(READABLE);
        let first = place(format!("{department}000").as_bytes()).expect(READABLE);
        let (pack, behind) = rest.split_at(length.parse().expect(READABLE));
        rest = behind;
        (first / 1000, pack)
    });
    packs.collect()
});

/// One for each department, and for what could be one.
static SHEETS: [OnceLock<Option<Box<Sheet>>>; PLACES / 1000] =
    [const { OnceLock::new() }; PLACES / 1000];

/// No contour.
const NONE: u16 = u16::MAX;

/// The contours of a department.
struct Sheet {
    /// Units in a degree.
    units: f64,
    /// Of all arcs, one arc after the other, in units.
    points: Vec<Point>,
    /// The arcs of all contours, one contour after the other.
    uses: Vec<Arc>,
    shapes: Vec<Shape>,
    /// For the last three digits of a code, the number of its shape.
    numbers: Box<[u16]>,
}

/// A line that bounds one commune or two.
#[derive(Clone, Copy)]
struct Arc {
    /// Where it begins and ends in `points`.
    begin: u32,
    end: u32,
    /// How far south and north it goes.
    low: i32,
    high: i32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    x: i32,
    y: i32,
}

struct Shape {
    code: String,
    /// Where its arcs begin and end in `uses`.
    uses: (u32, u32),
    low: Point,
    high: Point,
    heart: OnceLock<Heart>,
}

/// A rectangle in the middle of a contour that no border goes through, in units: west, south, east and north. Most points
/// that are asked for lie in it, for that is where people live.
type Heart = [f64; 4];

/// Of a contour whose middle is outside.
const NOWHERE: Heart = [f64::NAN; 4];

impl Sheet {
    #[inline]
    fn of(department: usize) -> Option<&'static Sheet> {
        let sheet = &SHEETS[department];
        match sheet.get() {
            Some(sheet) => sheet.as_deref(),
            None => sheet.get_or_init(|| Sheet::decoded(department)).as_deref(),
        }
    }

    #[cold]
    fn decoded(department: usize) -> Option<Box<Sheet>> {
        let mut packs = PACKS.iter();
        let (_, pack) = packs.find(|(found, _)| *found == department)?;
        Some(Box::new(Sheet::read(&decompressed(pack, READABLE))))
    }

    #[inline]
    fn contains(&self, contour: &Shape, lon: f64, lat: f64) -> bool {
        let (x, y) = (lon * self.units, lat * self.units);
        let (low, high) = (contour.low, contour.high);
        let [west, south, east, north] = *contour.heart.get_or_init(|| self.heart(contour));
        if west < x && x < east && south < y && y < north {
            return true;
        }
        // Written so that what is not a number is outside.
        if !(f64::from(low.x) <= x
            && x <= f64::from(high.x)
            && f64::from(low.y) <= y
            && y <= f64::from(high.y))
        {
            return false;
        }
        self.goes_round(contour, x, y)
    }

    /// Whether a point in units is inside, found from the border alone.
    #[inline]
    fn goes_round(&self, contour: &Shape, x: f64, y: f64) -> bool {
        // `floor` of the standard library is a call where the processor is not known to have an instruction for it.
        let whole = y as i32;
        let floor = whole - i32::from(f64::from(whole) > y);
        let mut inside = false;
        for arc in self.uses_of(contour) {
            // Most arcs lie to the south or to the north.
            if arc.high <= floor || floor < arc.low {
                continue;
            }
            let points = &self.points[arc.begin as usize..arc.end as usize];
            let mut before = points[0];
            for point in points {
                // An edge has its lower end, and not its upper one: so a corner counts once.
                if (before.y > floor) != (point.y > floor) {
                    inside ^= Edge::between(before, *point).is_west_at(x, y);
                }
                before = *point;
            }
        }
        inside
    }

    #[cold]
    fn heart(&self, contour: &Shape) -> Heart {
        let Shape { low, high, .. } = *contour;
        let half = |low: i32, high: i32| (f64::from(high) - f64::from(low)) / 2.0;
        let (width, height) = (half(low.x, high.x), half(low.y, high.y));
        let (x, y) = (f64::from(low.x) + width, f64::from(low.y) + height);
        if !self.goes_round(contour, x, y) {
            return NOWHERE;
        }
        // Seen from the middle, so that the contour fills the square from -1 to 1.
        let seen = |point: Point| {
            (
                (f64::from(point.x) - x) / width,
                (f64::from(point.y) - y) / height,
            )
        };
        let edges = self.edges(contour);
        let nearest = edges.map(|(a, b)| from_the_middle(seen(a), seen(b)));
        // A little less, so that no number that was rounded reaches a border.
        let share = nearest.fold(1.0, f64::min) * (1.0 - 1e-9);
        let (width, height) = (width * share, height * share);
        [x - width, y - height, x + width, y + height]
    }

    /// The point of a contour that is nearest to another, in degrees.
    fn nearest(&self, contour: &Shape, lon: f64, lat: f64) -> [f64; 2] {
        let narrow = lat.to_radians().cos();
        let mut best = (f64::INFINITY, [0.0; 2]);
        for (a, b) in self.edges(contour) {
            let edge = Edge::between(a, b).in_degrees(self.units);
            let (square, nearest) = edge.nearest_to(lon, lat, narrow);
            if square < best.0 {
                best = (square, nearest);
            }
        }
        best.1
    }

    fn edges<'a>(&'a self, contour: &Shape) -> impl Iterator<Item = (Point, Point)> + use<'a> {
        let uses = self.uses_of(contour);
        uses.iter().flat_map(|arc| self.edges_of(*arc))
    }

    fn uses_of(&self, contour: &Shape) -> &[Arc] {
        &self.uses[contour.uses.0 as usize..contour.uses.1 as usize]
    }

    fn edges_of(&self, arc: Arc) -> impl Iterator<Item = (Point, Point)> + use<'_> {
        let points = &self.points[arc.begin as usize..arc.end as usize];
        points.windows(2).map(|edge| (edge[0], edge[1]))
    }

    fn read(bytes: &[u8]) -> Self {
        let mut reader = Reader { bytes };
        let units = f64::from(reader.unsigned());
        let count = reader.unsigned();
        let (mut arcs, mut end) = (Vec::new(), 0);
        for _ in 0..count {
            let begin = end;
            end += reader.unsigned() + 1;
            arcs.push(Arc {
                begin,
                end,
                low: 0,
                high: 0,
            });
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
        for arc in &mut arcs {
            let heights = || {
                points[arc.begin as usize..arc.end as usize]
                    .iter()
                    .map(|point| point.y)
            };
            (arc.low, arc.high) = (
                heights().min().expect(READABLE),
                heights().max().expect(READABLE),
            );
        }

        let (mut uses, mut shapes) = (Vec::new(), Vec::new());
        let mut numbers = vec![NONE; 1000].into_boxed_slice();
        let mut fresh = 0; // the first arc that no contour had so far
        for _ in 0..reader.unsigned() {
            let code = String::from_utf8(reader.take(5).to_vec()).expect(READABLE);
            numbers[place(code.as_bytes()).expect(READABLE) % 1000] = shapes.len() as u16;
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
                uses.push(arcs[arc as usize]);
                let Arc { begin, end, .. } = arcs[arc as usize];
                for point in &points[begin as usize..end as usize] {
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
                heart: OnceLock::new(),
            });
        }
        Self {
            units,
            points,
            uses,
            shapes,
            numbers,
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

    /// Whether a line from a point to the east crosses it.
    #[inline]
    pub(crate) fn is_east_of(&self, x: f64, y: f64) -> bool {
        (self.a[1] > y) != (self.b[1] > y) && self.is_west_at(x, y)
    }

    /// Whether a point, which is no lower and no higher than the edge, is to the west of it. The edge is taken from its
    /// lower end upwards, whoever asks: so both sides of a border agree, however numbers are rounded.
    #[inline]
    fn is_west_at(&self, x: f64, y: f64) -> bool {
        let ([ax, ay], [bx, by]) = match self.a[1] < self.b[1] {
            true => (self.a, self.b),
            false => (self.b, self.a),
        };
        x < ax + (y - ay) / (by - ay) * (bx - ax)
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

/// How large a square round the middle is that touches an edge: half of its side.
fn from_the_middle((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let side = |share: f64| (ax + share * dx).abs().max((ay + share * dy).abs());
    // It touches the edge at an end, where it crosses an axis, or with a corner.
    let crossings = [
        -ax / dx,
        -ay / dy,
        (ay - ax) / (dx - dy),
        -(ax + ay) / (dx + dy),
    ];
    let crossings = crossings
        .into_iter()
        .filter(|share| (0.0..=1.0).contains(share));
    crossings
        .chain([0.0, 1.0])
        .map(side)
        .fold(f64::INFINITY, f64::min)
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
pub(crate) struct Reader<'a> {
    pub(crate) bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        taken
    }

    pub(crate) fn unsigned(&mut self) -> u32 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_round_the_middle_touches_an_edge_at_its_nearest() {
        for (a, b, expected) in [
            ((1.0, -1.0), (1.0, 1.0), 1.0),
            ((-1.0, 0.5), (1.0, 0.5), 0.5),
            ((1.0, 0.0), (0.0, 1.0), 0.5),
            ((0.4, 0.9), (0.8, 0.9), 0.9),
            ((-0.5, -0.5), (0.5, 0.5), 0.0),
            ((0.3, 0.2), (0.3, 0.2), 0.3),
        ] {
            assert!(
                (from_the_middle(a, b) - expected).abs() < 1e-12,
                "{a:?} {b:?}"
            );
        }
    }

    #[test]
    fn no_border_goes_through_the_heart_of_a_contour() {
        let mut hearts = 0;
        for contour in ["92", "2A", "75", "974"].iter().flat_map(|department| {
            let codes = (0..1000).map(move |number| {
                format!("{department}{number:0width$}", width = 5 - department.len())
            });
            codes.filter_map(|code| Contour::of(&code))
        }) {
            let [west, south, east, north] = contour.sheet.heart(contour.shape);
            if west.is_nan() {
                continue;
            }
            hearts += 1;
            assert!(west < east && south < north);
            // Everything at its rim is inside, and no corner of the contour within it.
            for step in 0..=50 {
                let share = f64::from(step) / 50.0;
                let (x, y) = (
                    west + share * (east - west),
                    south + share * (north - south),
                );
                for (x, y) in [(x, south), (x, north), (west, y), (east, y)] {
                    assert!(
                        contour.sheet.goes_round(contour.shape, x, y),
                        "{contour:?} {x} {y}"
                    );
                }
            }
            let is_within = |point: Point| {
                let (x, y) = (f64::from(point.x), f64::from(point.y));
                west < x && x < east && south < y && y < north
            };
            assert!(
                !contour
                    .sheet
                    .edges(contour.shape)
                    .any(|(a, _)| is_within(a)),
                "{contour:?}"
            );
        }
        assert!(hearts > 150, "{hearts}");
    }
}
