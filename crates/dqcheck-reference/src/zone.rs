//! Territories that many points are asked of: contours, cut into strips once, so that a point is compared with the few
//! edges at its height and not with all.

use crate::contours::{Edge, great_circle, outline};
use crate::{city_of, updated};

/// A territory, prepared for as many questions as a file has rows. A point on its border may be in it or not: where that
/// matters, ask [`is_near`](Zone::is_near).
#[derive(Debug)]
pub struct Zone {
    parts: Vec<Part>,
}

impl Zone {
    /// The commune or arrondissement that has a code. `None` where no contour is known, as for
    /// [`contains`](crate::contains).
    pub fn of_commune(code: &str) -> Option<Zone> {
        Zone::of_communes([code])
    }

    /// All communes and arrondissements that have these codes, as one territory: the borders between them are left out.
    /// Those without a contour are passed over; `None` where no contour is known of any.
    pub fn of_communes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Option<Zone> {
        let mut codes: Vec<&str> = codes.into_iter().collect();
        if let Some(update) = updated() {
            for code in codes.clone() {
                update.parts(code).for_each(|part| codes.push(part));
            }
        }
        codes.sort_unstable();
        codes.dedup();
        let is_within_another = |code: &str| {
            // By the code alone: contours stay what they are, whatever an update says.
            city_of(code).is_some_and(|city| codes.binary_search(&city).is_ok())
        };
        let whole = codes.iter().filter(|code| !is_within_another(code));
        let (units, edges) = outline(whole.copied());
        (!edges.is_empty()).then(|| Zone {
            parts: vec![Part::new(units, edges)],
        })
    }

    /// Polygons of one's own: each a list of rings of positions (longitude, latitude, in degrees), of which each counts as
    /// closed. What an even number of the rings of a polygon goes round is a hole; polygons may overlap. Edges that are
    /// not finite are passed over; `None` where nothing is left.
    pub fn of_polygons<P, R>(polygons: impl IntoIterator<Item = P>) -> Option<Zone>
    where
        P: IntoIterator<Item = R>,
        R: AsRef<[[f64; 2]]>,
    {
        let parts = polygons.into_iter().filter_map(|rings| {
            let mut edges = Vec::new();
            for ring in rings {
                let ring = ring.as_ref();
                let next = ring.iter().cycle().skip(1);
                let around = ring.iter().zip(next).map(|(a, b)| Edge { a: *a, b: *b });
                edges.extend(around.filter(|edge| edge.is_finite()));
            }
            (!edges.is_empty()).then(|| Part::new(1.0, edges))
        });
        let parts: Vec<Part> = parts.collect();
        (!parts.is_empty()).then_some(Zone { parts })
    }

    /// Whether a point (degrees, WGS 84) lies in the territory.
    #[inline]
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        self.parts.iter().any(|part| part.contains(lon, lat))
    }

    /// Whether a point lies in the territory, or no farther than so many metres from it.
    pub fn is_near(&self, lon: f64, lat: f64, metres: f64) -> bool {
        // A degree of latitude is longer, so that nothing near is overlooked.
        let limit = metres / 110_000.0;
        self.contains(lon, lat)
            || is_on_earth(lon, lat)
                && self.parts.iter().any(|part| {
                    let found = part.nearest(lon, lat, limit);
                    found.is_some_and(|(_, [x, y])| great_circle(lon, lat, x, y) <= metres)
                })
    }

    /// How far a point lies from the territory, in metres; 0 inside. `None` for what is no point on Earth.
    pub fn distance_to(&self, lon: f64, lat: f64) -> Option<f64> {
        if !is_on_earth(lon, lat) {
            return None;
        }
        if self.contains(lon, lat) {
            return Some(0.0);
        }
        let parts = self.parts.iter();
        let nearest = parts.filter_map(|part| part.nearest(lon, lat, f64::INFINITY));
        let (_, [x, y]) = nearest.min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(great_circle(lon, lat, x, y))
    }
}

fn is_on_earth(lon: f64, lat: f64) -> bool {
    lon.abs() <= 180.0 && lat.abs() <= 90.0
}

/// The most strips that a territory is cut into.
const STRIPS: usize = 2048;
/// An edge stands in every strip that it touches. Strips become fewer until there are at most so many for each edge.
const COPIES: usize = 8;

/// Edges of which an odd number lies east of each point within.
#[derive(Debug)]
struct Part {
    /// Units in a degree; everything else is in units.
    units: f64,
    low: [f64; 2],
    high: [f64; 2],
    strips: Strips,
    /// Where the edges of each strip begin in `edges`, and where the last ones end.
    starts: Box<[u32]>,
    edges: Box<[Edge]>,
}

/// Of one height, from the south.
#[derive(Debug, Clone, Copy)]
struct Strips {
    south: f64,
    /// In a unit.
    density: f64,
    count: usize,
}

impl Strips {
    /// The strip of a height. What is higher is in no lower strip, however numbers are rounded.
    #[inline]
    fn at(self, y: f64) -> usize {
        (((y - self.south) * self.density) as usize).min(self.count - 1)
    }

    fn of(self, edge: &Edge) -> std::ops::RangeInclusive<usize> {
        let (a, b) = (self.at(edge.a[1]), self.at(edge.b[1]));
        a.min(b)..=a.max(b)
    }
}

impl Part {
    /// `edges`: at least one, finite.
    fn new(units: f64, edges: Vec<Edge>) -> Part {
        let corners = || edges.iter().flat_map(|edge| [edge.a, edge.b]);
        let fold = |of: fn(f64, f64) -> f64, start: f64| {
            corners().fold([start; 2], |[x, y], corner| {
                [of(x, corner[0]), of(y, corner[1])]
            })
        };
        let (low, high) = (
            fold(f64::min, f64::INFINITY),
            fold(f64::max, f64::NEG_INFINITY),
        );
        let height = high[1] - low[1];
        let cut = |count: usize| Strips {
            south: low[1],
            // Of what has no height, every point is in the first strip.
            density: if height > 0.0 {
                count as f64 / height
            } else {
                0.0
            },
            count,
        };
        let copies =
            |strips: Strips| -> usize { edges.iter().map(|edge| strips.of(edge).count()).sum() };
        let mut strips = cut(edges.len().min(STRIPS));
        while strips.count > 1 && copies(strips) > COPIES * edges.len() {
            strips = cut(strips.count / 2);
        }

        let mut starts = vec![0; strips.count + 1];
        for strip in edges.iter().flat_map(|edge| strips.of(edge)) {
            starts[strip + 1] += 1;
        }
        for strip in 0..strips.count {
            starts[strip + 1] += starts[strip];
        }
        let mut ends = starts.clone();
        let mut sorted = vec![edges[0]; starts[strips.count] as usize];
        for edge in &edges {
            for strip in strips.of(edge) {
                sorted[ends[strip] as usize] = *edge;
                ends[strip] += 1;
            }
        }
        Part {
            units,
            low,
            high,
            strips,
            starts: starts.into_boxed_slice(),
            edges: sorted.into_boxed_slice(),
        }
    }

    #[inline]
    fn contains(&self, lon: f64, lat: f64) -> bool {
        let (x, y) = (lon * self.units, lat * self.units);
        // Written so that what is not a number is outside.
        if !(self.low[0] <= x && x <= self.high[0] && self.low[1] <= y && y <= self.high[1]) {
            return false;
        }
        let edges = self.edges_at(self.strips.at(y));
        edges
            .iter()
            .fold(false, |inside, edge| inside ^ edge.is_east_of(x, y))
    }

    /// The nearest point of the border in degrees, and before it the square of its distance in degrees of latitude; `None`
    /// where that is no less than `limit`. It is sought from the height of the point upwards and downwards, as far as
    /// something nearer may come.
    fn nearest(&self, lon: f64, lat: f64, limit: f64) -> Option<(f64, [f64; 2])> {
        let narrow = lat.to_radians().cos();
        let mut best = (limit * limit, None);
        let here = self.strips.at(lat * self.units);
        let border = |strip: usize| match self.strips.density {
            0.0 => lat,
            density => (self.low[1] + strip as f64 / density) / self.units,
        };
        let upwards = (here..self.strips.count).map(|strip| (strip, border(strip) - lat));
        let downwards = (0..here)
            .rev()
            .map(|strip| (strip, lat - border(strip + 1)));
        let mut look = |strips: &mut dyn Iterator<Item = (usize, f64)>| {
            for (strip, gap) in strips {
                if gap > 0.0 && gap * gap > best.0 {
                    break;
                }
                for edge in self.edges_at(strip) {
                    let edge = edge.in_degrees(self.units);
                    let (square, nearest) = edge.nearest_to(lon, lat, narrow);
                    if square < best.0 {
                        best = (square, Some(nearest));
                    }
                }
            }
        };
        look(&mut { upwards });
        look(&mut { downwards });
        let (square, nearest) = best;
        Some((square, nearest?))
    }

    #[inline]
    fn edges_at(&self, strip: usize) -> &[Edge] {
        &self.edges[self.starts[strip] as usize..self.starts[strip + 1] as usize]
    }
}
