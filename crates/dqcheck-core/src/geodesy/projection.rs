//! The map projections that French data come in, and the way back to degrees. Pure arithmetic, in closed form or by
//! a series: only where two projections would do are the communes asked.
//!
//! Those on the legal systems (RGF93, RGAF09, RGFG95, RGR92, RGM04 ...) are exact to far less than a millimetre
//! within the territory that they are made for, WGS 84 being the same thing for whoever draws a map. Lambert II étendu
//! stands on the system before them, and the shift by three numbers that is used here is good to about five metres.
//!
//! Sources: IGN, NT/G 71 (Lambert's conformal conic) and NT/G 80 (change of system); Krüger's series as in Karney,
//! "Transverse Mercator with an accuracy of a few nanometers" (2011); the EPSG register for the parameters.

use std::f64::consts::FRAC_PI_2;
use std::sync::LazyLock;

use dqcheck_reference::commune_at;

use super::{CHARTED, FRANCE, Point};

/// The point in degrees, if two numbers are metres of a projection in either order and it is where it may be, and the
/// name of the projection. Of several it is the most usual that leads to a commune, and none if none does: metres of Web
/// Mercator in the north of France could be metres of Lambert-93 off the coasts of the south.
pub(crate) fn unproject(
    Point { lon, lat }: Point,
    may_be: impl Fn(Point) -> bool,
) -> Option<(Point, &'static str)> {
    let orders = [Plane { x: lon, y: lat }, Plane { x: lat, y: lon }];
    let ways = orders.into_iter().flat_map(|plane| {
        let points = ALL
            .iter()
            .filter_map(move |projection| Some((projection.unproject(plane)?, &*projection.name)));
        points.filter(|(point, _)| may_be(*point))
    });
    let found: Vec<_> = ways.collect();
    match found[..] {
        [only] => Some(only),
        _ => found.into_iter().find(|(point, _)| is_on_land(*point)),
    }
}

/// Degrees, some 250 m: what the known borders of communes may be off.
const OFF: f64 = 0.0025;

/// Whether a point lies in or beside a commune, or where no commune has a known contour.
fn is_on_land(point: Point) -> bool {
    let uncharted = &FRANCE[CHARTED..];
    let around = [(0.0, 0.0), (OFF, 0.0), (-OFF, 0.0), (0.0, OFF), (0.0, -OFF)];
    let mut around = around.iter();
    around.any(|(east, north)| commune_at(point.lon + east, point.lat + north).is_some())
        || uncharted.iter().any(|part| part.area.contains(point))
}

/// Degrees to a tenth of a metre.
pub(crate) fn fine(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Metres.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Plane {
    x: f64,
    y: f64,
}

/// A projection, and where its legal territory lies in it.
struct Projection {
    name: String,
    x: [f64; 2],
    y: [f64; 2],
    way: Way,
}

enum Way {
    Conic(Conic),
    /// On the system before RGF93.
    OldConic(Conic),
    Transverse(Transverse),
    WebMercator,
}

impl Projection {
    /// Where a point would lie in the plane.
    #[cfg(test)]
    fn project(&self, point: Point) -> Plane {
        match &self.way {
            Way::Conic(conic) => conic.project(point),
            Way::OldConic(conic) => conic.project(shift(point, &GRS80, &CLARKE, -1.0)),
            Way::Transverse(transverse) => transverse.project(point),
            Way::WebMercator => Plane {
                x: GRS80.a * point.lon.to_radians(),
                y: GRS80.a * ((FRAC_PI_2 + point.lat.to_radians()) / 2.0).tan().ln(),
            },
        }
    }

    /// The degrees of a place in the plane, if it lies where this projection is used.
    fn unproject(&self, plane: Plane) -> Option<Point> {
        let within = |[least, most]: [f64; 2], value: f64| least <= value && value <= most;
        if !(within(self.x, plane.x) && within(self.y, plane.y)) {
            return None;
        }
        let point = match &self.way {
            Way::Conic(conic) => conic.unproject(plane),
            Way::OldConic(conic) => shift(conic.unproject(plane), &CLARKE, &GRS80, 1.0),
            Way::Transverse(transverse) => transverse.unproject(plane),
            Way::WebMercator => Point {
                lon: (plane.x / GRS80.a).to_degrees(),
                lat: (2.0 * (plane.y / GRS80.a).exp().atan() - FRAC_PI_2).to_degrees(),
            },
        };
        (point.lon.is_finite() && point.lat.is_finite()).then_some(point)
    }
}

/// The projections, the most usual first.
static ALL: LazyLock<Vec<Projection>> = LazyLock::new(|| {
    let utm = |name: &str, zone: u8, south: bool, x: [f64; 2], y: [f64; 2]| Projection {
        name: name.to_owned(),
        x,
        y,
        way: Way::Transverse(Transverse::utm(zone, south)),
    };
    let mut all = vec![Projection {
        name: "Lambert-93 (EPSG:2154)".to_owned(),
        x: [50_000.0, 1_300_000.0],
        y: [6_000_000.0, 7_200_000.0],
        way: Way::Conic(Conic::secant([44.0, 49.0], 46.5, 3.0, [7e5, 6.6e6])),
    }];
    for parallel in 42..=50_u32 {
        let north = f64::from(parallel - 41) * 1e6 + 2e5;
        let lat = f64::from(parallel);
        all.push(Projection {
            name: format!("CC{parallel} (EPSG:39{parallel})"),
            x: [1_000_000.0, 2_300_000.0],
            y: [north - 250_000.0, north + 250_000.0],
            way: Way::Conic(Conic::secant(
                [lat - 0.75, lat + 0.75],
                lat,
                3.0,
                [1.7e6, north],
            )),
        });
    }
    all.extend([
        utm(
            "UTM 20N (EPSG:5490)",
            20,
            false,
            [450_000.0, 750_000.0],
            [1_580_000.0, 2_010_000.0],
        ),
        utm(
            "UTM 22N (EPSG:2972)",
            22,
            false,
            [90_000.0, 440_000.0],
            [230_000.0, 640_000.0],
        ),
        utm(
            "UTM 40S (EPSG:2975)",
            40,
            true,
            [310_000.0, 385_000.0],
            [7_630_000.0, 7_695_000.0],
        ),
        utm(
            "UTM 38S (EPSG:4471)",
            38,
            true,
            [500_000.0, 535_000.0],
            [8_560_000.0, 8_605_000.0],
        ),
        utm(
            "UTM 21N (EPSG:4467)",
            21,
            false,
            [530_000.0, 580_000.0],
            [5_170_000.0, 5_230_000.0],
        ),
        Projection {
            name: "Lambert-NC (EPSG:3163)".to_owned(),
            x: [100_000.0, 650_000.0],
            y: [130_000.0, 550_000.0],
            way: Way::Conic(Conic::secant(
                [-(20.0 + 40.0 / 60.0), -(22.0 + 20.0 / 60.0)],
                -21.5,
                166.0,
                [4e5, 3e5],
            )),
        },
        Projection {
            name: "Web Mercator (EPSG:3857)".to_owned(),
            x: [-20_037_509.0, 20_037_509.0],
            y: [-20_037_509.0, 20_037_509.0],
            way: Way::WebMercator,
        },
        Projection {
            name: "Lambert II étendu (EPSG:27572)".to_owned(),
            x: [0.0, 1_250_000.0],
            y: [1_600_000.0, 2_700_000.0],
            way: Way::OldConic(Conic::tangent(
                46.8,
                0.999_877_42,
                2.0 + 20.0 / 60.0 + 14.025 / 3600.0,
                [6e5, 2.2e6],
            )),
        },
    ]);
    all
});

struct Ellipsoid {
    /// Half the long axis, metres.
    a: f64,
    /// Square of the first eccentricity.
    e2: f64,
}

const GRS80: Ellipsoid = Ellipsoid {
    a: 6_378_137.0,
    e2: 0.006_694_380_022_900_788,
};
/// Clarke 1880, as IGN has it.
const CLARKE: Ellipsoid = Ellipsoid {
    a: 6_378_249.2,
    e2: 1.0 - (6_356_515.0 / 6_378_249.2) * (6_356_515.0 / 6_378_249.2),
};

impl Ellipsoid {
    /// Latitude (radians) as it would be on a sphere of the same angles, stretched as Mercator's map is.
    fn isometric(&self, lat: f64) -> f64 {
        let e = self.e2.sqrt();
        lat.sin().atanh() - e * (e * lat.sin()).atanh()
    }

    /// The way back. Each round gains more than two digits; ten are more than a number has.
    fn geodetic(&self, isometric: f64) -> f64 {
        let e = self.e2.sqrt();
        let mut sin = isometric.tanh();
        for _ in 0..10 {
            sin = (isometric + e * (e * sin).atanh()).tanh();
        }
        sin.asin()
    }

    fn parallel_radius(&self, lat: f64) -> f64 {
        self.a * lat.cos() / (1.0 - self.e2 * lat.sin().powi(2)).sqrt()
    }
}

/// Lambert's conformal conic projection.
struct Conic {
    ellipsoid: &'static Ellipsoid,
    n: f64,
    c: f64,
    meridian: f64,
    /// The top of the cone.
    xs: f64,
    ys: f64,
}

impl Conic {
    /// The cone that cuts GRS 80 at two parallels. Degrees; `origin` is what the point (`meridian`, `lat0`) has.
    fn secant([lat1, lat2]: [f64; 2], lat0: f64, meridian: f64, [x0, y0]: [f64; 2]) -> Conic {
        let [lat0, lat1, lat2] = [lat0, lat1, lat2].map(f64::to_radians);
        let radius = |lat: f64| GRS80.parallel_radius(lat);
        let n =
            (radius(lat2) / radius(lat1)).ln() / (GRS80.isometric(lat1) - GRS80.isometric(lat2));
        let c = radius(lat1) / n * (n * GRS80.isometric(lat1)).exp();
        Conic {
            ellipsoid: &GRS80,
            n,
            c,
            meridian: meridian.to_radians(),
            xs: x0,
            ys: y0 + c * (-n * GRS80.isometric(lat0)).exp(),
        }
    }

    /// The cone that touches Clarke's ellipsoid at one parallel, then shrunk.
    fn tangent(lat0: f64, scale: f64, meridian: f64, [x0, y0]: [f64; 2]) -> Conic {
        let lat0 = lat0.to_radians();
        let n = lat0.sin();
        let radius = scale * CLARKE.parallel_radius(lat0) / n;
        Conic {
            ellipsoid: &CLARKE,
            n,
            c: radius * (n * CLARKE.isometric(lat0)).exp(),
            meridian: meridian.to_radians(),
            xs: x0,
            ys: y0 + radius,
        }
    }

    #[cfg(test)]
    fn project(&self, point: Point) -> Plane {
        let radius = self.c * (-self.n * self.ellipsoid.isometric(point.lat.to_radians())).exp();
        let angle = self.n * (point.lon.to_radians() - self.meridian);
        Plane {
            x: self.xs + radius * angle.sin(),
            y: self.ys - radius * angle.cos(),
        }
    }

    fn unproject(&self, Plane { x, y }: Plane) -> Point {
        // South of the equator the cone stands on its head, and so do both signs.
        let sign = self.n.signum();
        let (east, south) = (sign * (x - self.xs), sign * (self.ys - y));
        let angle = east.atan2(south);
        let isometric = -(east.hypot(south) / self.c.abs()).ln() / self.n;
        Point {
            lon: (self.meridian + angle / self.n).to_degrees(),
            lat: self.ellipsoid.geodetic(isometric).to_degrees(),
        }
    }
}

/// The transverse Mercator projection of GRS 80, as UTM has it.
struct Transverse {
    meridian: f64,
    /// The y of the equator.
    y0: f64,
    /// Metres a radian of the rectifying latitude.
    radius: f64,
    #[cfg(test)]
    forth: [f64; 4],
    back: [f64; 4],
}

const UTM_SCALE: f64 = 0.9996;
const UTM_X0: f64 = 500_000.0;

impl Transverse {
    fn utm(zone: u8, south: bool) -> Transverse {
        let b = (1.0 - GRS80.e2).sqrt();
        let n = (1.0 - b) / (1.0 + b);
        let [n2, n3, n4] = [n.powi(2), n.powi(3), n.powi(4)];
        Transverse {
            meridian: (f64::from(zone) * 6.0 - 183.0).to_radians(),
            y0: if south { 1e7 } else { 0.0 },
            radius: UTM_SCALE * GRS80.a / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0),
            #[cfg(test)]
            forth: [
                n / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3 + 41.0 / 180.0 * n4,
                13.0 / 48.0 * n2 - 3.0 / 5.0 * n3 + 557.0 / 1440.0 * n4,
                61.0 / 240.0 * n3 - 103.0 / 140.0 * n4,
                49_561.0 / 161_280.0 * n4,
            ],
            back: [
                n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - 1.0 / 360.0 * n4,
                1.0 / 48.0 * n2 + 1.0 / 15.0 * n3 - 437.0 / 1440.0 * n4,
                17.0 / 480.0 * n3 - 37.0 / 840.0 * n4,
                4397.0 / 161_280.0 * n4,
            ],
        }
    }

    #[cfg(test)]
    fn project(&self, point: Point) -> Plane {
        let lon = point.lon.to_radians() - self.meridian;
        let tan = GRS80.isometric(point.lat.to_radians()).sinh();
        let xi = tan.atan2(lon.cos());
        let eta = (lon.sin() / tan.hypot(lon.cos())).asinh();
        let (mut north, mut east) = (xi, eta);
        for (at, term) in (1..).zip(self.forth) {
            let double = 2.0 * f64::from(at);
            north += term * (double * xi).sin() * (double * eta).cosh();
            east += term * (double * xi).cos() * (double * eta).sinh();
        }
        Plane {
            x: UTM_X0 + self.radius * east,
            y: self.y0 + self.radius * north,
        }
    }

    fn unproject(&self, Plane { x, y }: Plane) -> Point {
        let (xi, eta) = ((y - self.y0) / self.radius, (x - UTM_X0) / self.radius);
        let (mut north, mut east) = (xi, eta);
        for (at, term) in (1..).zip(self.back) {
            let double = 2.0 * f64::from(at);
            north -= term * (double * xi).sin() * (double * eta).cosh();
            east -= term * (double * xi).cos() * (double * eta).sinh();
        }
        let conformal = (north.sin() / east.cosh()).asin();
        Point {
            lon: (self.meridian + east.sinh().atan2(north.cos())).to_degrees(),
            lat: GRS80.geodetic(conformal.sin().atanh()).to_degrees(),
        }
    }
}

/// From the centre of the one ellipsoid to that of the other: what NTF needs to become RGF93, forwards (`sign` 1) or
/// back (-1). Heights are taken to be nought, and stay nearly so.
fn shift(point: Point, from: &Ellipsoid, to: &Ellipsoid, sign: f64) -> Point {
    const NTF_TO_RGF93: [f64; 3] = [-168.0, -60.0, 320.0];
    let (lon, lat) = (point.lon.to_radians(), point.lat.to_radians());
    let radius = from.a / (1.0 - from.e2 * lat.sin().powi(2)).sqrt();
    let x = radius * lat.cos() * lon.cos() + sign * NTF_TO_RGF93[0];
    let y = radius * lat.cos() * lon.sin() + sign * NTF_TO_RGF93[1];
    let z = radius * (1.0 - from.e2) * lat.sin() + sign * NTF_TO_RGF93[2];
    let flat = x.hypot(y);
    let mut lat = (z / (flat * (1.0 - to.e2))).atan();
    for _ in 0..5 {
        let radius = to.a / (1.0 - to.e2 * lat.sin().powi(2)).sqrt();
        lat = ((z + to.e2 * radius * lat.sin()) / flat).atan();
    }
    Point {
        lon: y.atan2(x).to_degrees(),
        lat: lat.to_degrees(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(beginning: &str) -> &'static Projection {
        ALL.iter()
            .find(|projection| projection.name.starts_with(beginning))
            .expect("a projection of this name")
    }

    /// Metres between two places of the plane.
    fn apart(a: Plane, b: Plane) -> f64 {
        (a.x - b.x).hypot(a.y - b.y)
    }

    #[test]
    fn lambert_93_has_the_constants_that_ign_publishes() {
        let Way::Conic(conic) = &named("Lambert-93").way else {
            panic!("a cone");
        };
        assert!((conic.n - 0.725_607_765_053_267).abs() < 1e-13);
        assert!((conic.c - 11_754_255.426_096).abs() < 1e-5);
        assert!((conic.ys - 12_655_612.049_876).abs() < 1e-5);
    }

    #[test]
    fn known_points_lie_where_other_programs_put_them() {
        let known = [
            ("Lambert-93", 3.0, 46.5, 700_000.0, 6_600_000.0),
            (
                "Lambert-93",
                2.2399,
                48.8352,
                644_206.574_1,
                6_859_729.276_7,
            ),
            ("CC49", 2.24, 48.83, 1_644_205.871_2, 8_181_375.494_7),
            ("CC42", 9.0, 42.0, 2_196_655.454_9, 1_217_408.248_4),
            ("UTM 20N", -61.5, 16.2, 660_342.312_4, 1_791_644.131_5),
            ("UTM 22N", -52.5, 4.5, 333_579.758_2, 497_566.412_5),
            ("UTM 40S", 55.5, -21.1, 344_197.575_4, 7_666_050.711_0),
            ("UTM 38S", 45.15, -12.8, 516_279.147_9, 8_584_976.634_4),
            ("UTM 21N", -56.2, 46.8, 561_046.921_4, 5_183_249.912_9),
            ("Lambert-NC", 165.5, -21.5, 348_195.432_1, 299_917.153_0),
            ("Web Mercator", 2.24, 48.83, 249_355.659_4, 6_246_065.024_8),
        ];
        for (name, lon, lat, x, y) in known {
            let (point, plane) = (Point { lon, lat }, Plane { x, y });
            let projection = named(name);
            assert!(apart(projection.project(point), plane) < 0.001, "{name}");
            let back = projection.unproject(plane).expect("within its territory");
            assert!((back.lon - lon).abs() < 1e-8, "{name} {back:?}");
            assert!((back.lat - lat).abs() < 1e-8, "{name} {back:?}");
        }
    }

    /// The grid of IGN, which is the legal shift, differs from three numbers by some metres.
    #[test]
    fn lambert_2_is_good_to_five_metres() {
        let known = [
            (2.24, 48.83, 592_910.814, 2_425_740.556),
            (7.24, 43.7, 995_525.770, 1_867_695.090),
            (-4.5, 48.4, 94_277.203, 2_399_912.976),
        ];
        for (lon, lat, x, y) in known {
            let projection = named("Lambert II");
            let place = projection.project(Point { lon, lat });
            assert!(apart(place, Plane { x, y }) < 5.0, "{place:?}");
            let back = projection.unproject(place).expect("within its territory");
            assert!((back.lon - lon).abs() < 1e-6 && (back.lat - lat).abs() < 1e-6);
        }
    }

    /// `tests/oracle/run` writes the points: name of the projection, longitude, latitude, x, y, and how many metres off
    /// the point may come back.
    #[test]
    #[ignore = "needs the points that tests/oracle/run makes"]
    #[expect(clippy::print_stdout, reason = "it says how far off the worst was")]
    fn points_that_another_program_projected_come_back() {
        let folder = std::env::var_os("DQCHECK_ORACLE").expect("DQCHECK_ORACLE names a folder");
        let path = std::path::Path::new(&folder).join("projections.tsv");
        let text = std::fs::read_to_string(path).expect("the points");
        let mut worst = std::collections::BTreeMap::new();
        for line in text.lines() {
            let (name, numbers) = line.split_once('\t').expect("a name");
            let numbers: Vec<f64> = numbers
                .split('\t')
                .map(|number| number.parse().expect("a number"))
                .collect();
            let [lon, lat, x, y, tolerance] = numbers[..] else {
                panic!("five numbers: {line}");
            };
            let back = named(name).unproject(Plane { x, y });
            let back = back.unwrap_or_else(|| panic!("outside of the territory: {line}"));
            // Metres in a degree, at most.
            let (south, east) = (back.lat - lat, (back.lon - lon) * lat.to_radians().cos());
            let off = 111_700.0 * south.hypot(east);
            assert!(off <= tolerance, "{off} m off: {line}");
            let (count, most) = worst
                .entry((name, tolerance.to_bits()))
                .or_insert((0, 0.0_f64));
            *count += 1;
            *most = off.max(*most);
        }
        for ((name, tolerance), (count, most)) in worst {
            let tolerance = f64::from_bits(tolerance);
            println!("  {name}: {count} points, {most:.1e} m off at most (allowed: {tolerance} m)");
        }
    }

    #[test]
    fn of_two_projections_it_is_the_one_that_leads_to_a_commune() {
        let in_france = |point| FRANCE.iter().any(|part| part.area.contains(point));
        let found = |x, y| {
            let found = unproject(Point { lon: x, lat: y }, in_france);
            found.map(|(_, name)| name.split(" (").next().expect("a name"))
        };
        // Paris: in Lambert-93 it would be off the coast of Spain.
        assert_eq!(found(261_845.0, 6_250_566.0), Some("Web Mercator"));
        assert_eq!(found(6_250_566.0, 261_845.0), Some("Web Mercator"));
        // Sèvres.
        assert_eq!(found(641_350.0, 6_858_500.0), Some("Lambert-93"));
        // Reims, or the Landes: the usual projection.
        assert_eq!(found(449_000.0, 6_323_000.0), Some("Lambert-93"));
        // The Black Forest, or the Mediterranean: nobody knows.
        assert_eq!(found(924_000.0, 6_175_000.0), None);
        // The coast of Languedoc, or the sea at Guadeloupe.
        assert_eq!(found(660_342.0, 1_791_644.0), Some("Lambert II étendu"));
        // Nouméa, where no contours are known, or the south of Guyane.
        assert_eq!(found(446_000.0, 214_000.0), Some("Lambert-NC"));
    }

    #[test]
    fn a_place_outside_of_the_territory_of_a_projection_is_not_taken_for_one_in_it() {
        for (x, y) in [
            (0.0, 0.0),
            (2.2, 48.8),
            (f64::NAN, 1e6),
            (f64::INFINITY, 7e6),
            (1e300, 1e300),
        ] {
            assert!(named("Lambert-93").unproject(Plane { x, y }).is_none());
        }
    }
}
