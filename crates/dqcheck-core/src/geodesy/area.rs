//! Rectangles in degrees, and the parts of France as such.

use super::Point;
use crate::message::Text;

/// Degrees of WGS 84; the border belongs to it. A point is one without a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

impl Area {
    pub(crate) const fn new([west, south, east, north]: [f64; 4]) -> Area {
        Area {
            west,
            south,
            east,
            north,
        }
    }

    pub(crate) fn at(Point { lon, lat }: Point) -> Area {
        Area::new([lon, lat, lon, lat])
    }

    #[inline]
    pub(crate) fn contains(&self, point: Point) -> bool {
        self.west <= point.lon
            && point.lon <= self.east
            && self.south <= point.lat
            && point.lat <= self.north
    }

    /// Makes it large enough for the point.
    pub(crate) fn take_in(&mut self, Point { lon, lat }: Point) {
        self.west = self.west.min(lon);
        self.south = self.south.min(lat);
        self.east = self.east.max(lon);
        self.north = self.north.max(lat);
    }

    /// Whether there are such longitudes and latitudes.
    pub(crate) fn is_on_earth(&self) -> bool {
        self.west >= -180.0 && self.east <= 180.0 && self.south >= -90.0 && self.north <= 90.0
    }

    pub(crate) fn middle(&self) -> Point {
        Point {
            lon: f64::midpoint(self.west, self.east),
            lat: f64::midpoint(self.south, self.north),
        }
    }

    /// Metres between the two where they are nearest to each other, on a sphere; 0 where they touch.
    pub(crate) fn metres_to(&self, other: &Area) -> f64 {
        const METRES_A_DEGREE: f64 = 111_195.0;
        let gap = |least: f64, most: f64, other_least: f64, other_most: f64| {
            (other_least - most).max(least - other_most).max(0.0)
        };
        let lat = gap(self.south, self.north, other.south, other.north);
        let lon = gap(self.west, self.east, other.west, other.east);
        // The other way round the earth may be shorter.
        let lon = lon.min(360.0 - self.east.max(other.east) + self.west.min(other.west));
        // The parallels of the points that are nearest to each other.
        let a = other.middle().lat.clamp(self.south, self.north);
        let b = self.middle().lat.clamp(other.south, other.north);
        // A chord of the sphere, so that far is right, too.
        let (half_lat, half_lon) = (lat.to_radians() / 2.0, lon.to_radians() / 2.0);
        let narrowing = (a.to_radians().cos() * b.to_radians().cos())
            .max(0.0)
            .sqrt();
        let chord = half_lat.sin().hypot(narrowing * half_lon.sin());
        2.0 * chord.min(1.0).asin().to_degrees() * METRES_A_DEGREE
    }
}

/// A part of France.
pub(crate) struct Part {
    pub(crate) name: Text,
    pub(crate) area: Area,
}

const fn part(name: &'static str, area: [f64; 4]) -> Part {
    part_of(Text { en: name, fr: name }, area)
}

const fn part_of(name: Text, area: [f64; 4]) -> Part {
    Part {
        name,
        area: Area::new(area),
    }
}

/// Land and coastal waters. Exchanging longitude and latitude leads from none of them into another one, so that a
/// swap is beyond doubt. Communes have known contours in the first [`CHARTED`] of them.
pub(crate) const FRANCE: &[Part] = &[
    part_of(
        Text {
            en: "metropolitan France",
            fr: "France métropolitaine",
        },
        [-5.1413, 41.3342, 9.5598, 51.0890],
    ),
    part("Guadeloupe", [-61.8098, 15.8320, -61.0020, 16.5111]),
    part("Martinique", [-61.2290, 14.3949, -60.8105, 14.8784]),
    part_of(
        Text {
            en: "French Guiana",
            fr: "Guyane",
        },
        [-54.6023, 2.1113, -51.6191, 5.7485],
    ),
    part("La Réunion", [55.2165, -21.3890, 55.8367, -20.8718]),
    part("Mayotte", [45.0185, -13.0001, 45.2980, -12.6366]),
    part(
        "Saint-Pierre-et-Miquelon",
        [-56.5200, 46.7400, -56.0800, 47.1600],
    ),
    part("Saint-Barthélemy", [-62.9600, 17.8600, -62.7800, 17.9800]),
    part("Saint-Martin", [-63.1600, 18.0400, -62.9600, 18.1400]),
    part_of(
        Text {
            en: "New Caledonia",
            fr: "Nouvelle-Calédonie",
        },
        [158.1000, -22.9000, 172.2000, -19.0000],
    ),
    part_of(
        Text {
            en: "French Polynesia",
            fr: "Polynésie française",
        },
        [-154.8000, -27.8000, -134.3000, -7.8000],
    ),
    part_of(
        Text {
            en: "Wallis and Futuna",
            fr: "Wallis-et-Futuna",
        },
        [-178.2500, -14.4500, -176.1000, -13.1500],
    ),
];

pub(crate) const CHARTED: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_leads_from_no_part_of_france_into_another() {
        for a in FRANCE {
            let swapped = Area::new([a.area.south, a.area.west, a.area.north, a.area.east]);
            for b in FRANCE {
                assert!(
                    swapped.metres_to(&b.area) > 1000.0,
                    "{} {}",
                    a.name.en,
                    b.name.en
                );
            }
        }
    }

    #[test]
    fn distances_are_those_of_the_sphere() {
        let at = |lon, lat| Area::at(Point { lon, lat });
        let near = |metres: f64, expected: f64| (metres / expected - 1.0).abs() < 0.005;
        let paris = at(2.3522, 48.8566);
        assert!(near(paris.metres_to(&at(4.8357, 45.7640)), 391_500.0));
        assert!(near(paris.metres_to(&at(2.2399, 48.8352)), 8_560.0));
        assert!(near(at(-179.9, 0.0).metres_to(&at(179.9, 0.0)), 22_239.0));
        let town = Area::new([2.22, 48.82, 2.27, 48.86]);
        assert_eq!(town.metres_to(&at(2.25, 48.83)), 0.0);
        assert!(near(town.metres_to(&paris), 6_020.0));
    }
}
