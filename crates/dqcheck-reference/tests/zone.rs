//! Prepared territories against the contours that they are made of, and polygons of one's own.
#![expect(clippy::print_stdout, reason = "the measurement prints what it found")]

use std::hint::black_box;
use std::time::Instant;

use dqcheck_reference::{
    Contour, LATEST, Zone, arrondissement_at, communes, contains, distance_to, epci,
};
use proptest::prelude::*;

#[test]
fn a_commune_or_many_are_a_territory() {
    let boulogne = Zone::of_commune("92012").expect("has a contour");
    assert!(boulogne.contains(2.2399, 48.8352));
    assert!(!boulogne.contains(2.2706, 48.8236), "the town hall of Issy");
    assert_eq!(
        boulogne.distance_to(2.2706, 48.8236),
        distance_to("92012", 2.2706, 48.8236)
    );
    assert!(boulogne.is_near(2.2706, 48.8236, 1500.0) && !boulogne.is_near(2.2706, 48.8236, 500.0));
    let gpso = epci("200057974", LATEST).expect("it exists");
    let gpso =
        Zone::of_communes(gpso.communes(LATEST).map(|commune| commune.code)).expect("has contours");
    assert!(gpso.contains(2.2399, 48.8352) && gpso.contains(2.2706, 48.8236));
    assert!(!gpso.contains(2.3522, 48.8566), "Paris");
    assert!(
        Zone::of_commune("2A004")
            .expect("has a contour")
            .contains(8.7386, 41.9192)
    );
    assert!(
        Zone::of_commune("97411")
            .expect("has a contour")
            .contains(55.4504, -20.8789)
    );
    assert!(Zone::of_commune("98818").is_none() && Zone::of_commune("").is_none());
}

#[test]
fn a_commune_named_twice_or_beside_its_arrondissements_is_still_there() {
    for codes in [
        &["75056", "75056"][..],
        &["75104", "75056"],
        &["75056", "98818", "75101"],
    ] {
        let paris = Zone::of_communes(codes.iter().copied()).expect("has contours");
        assert!(paris.contains(2.3522, 48.8566), "{codes:?}");
    }
    let two = Zone::of_communes(["75104", "75101"]).expect("has contours");
    assert!(two.contains(2.3522, 48.8566) && !two.contains(2.3988, 48.8530));
    let found = arrondissement_at(2.3522, 48.8566).map(|found| found.code);
    assert_eq!(found, Some("75104"));
    assert_eq!(arrondissement_at(2.2399, 48.8352), None);
}

const SQUARE: [[f64; 2]; 5] = [
    [2.0, 48.0],
    [3.0, 48.0],
    [3.0, 49.0],
    [2.0, 49.0],
    [2.0, 48.0],
];

#[test]
fn polygons_have_holes_and_may_overlap() {
    let hole = vec![[2.4, 48.4], [2.6, 48.4], [2.6, 48.6], [2.4, 48.6]];
    let holed = Zone::of_polygons([[SQUARE.to_vec(), hole.clone()]]).expect("edges");
    assert!(holed.contains(2.2, 48.5) && !holed.contains(2.5, 48.5));
    let distance = holed.distance_to(2.5, 48.5).expect("on Earth");
    assert!((7_000.0..7_600.0).contains(&distance), "{distance}");
    let both = Zone::of_polygons([[SQUARE.to_vec()], [hole]]).expect("edges");
    assert!(both.contains(2.5, 48.5), "in both");
    assert!(both.is_near(3.0, 49.0, 0.01), "a corner");
}

#[test]
fn a_ring_that_is_not_closed_or_not_finite_is_taken_as_far_as_it_goes() {
    let open = Zone::of_polygons([[&SQUARE[..4]]]).expect("edges");
    assert!(open.contains(2.5, 48.5));
    assert!(Zone::of_polygons([[&SQUARE[..0]]]).is_none());
    let flat = Zone::of_polygons([[&SQUARE[..2]]]).expect("edges");
    assert!(!flat.contains(2.5, 48.0) && flat.is_near(2.5, 48.0, 0.01));
    let point = Zone::of_polygons([[&SQUARE[..1]]]).expect("an edge");
    assert!(point.is_near(2.0, 48.0, 0.01));
    for odd in [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN, 1e300] {
        let ring = [[2.0, 48.0], [odd, 48.0], [3.0, odd], [2.0, 49.0]];
        let zone = Zone::of_polygons([[ring]]).expect("one edge is finite");
        for lat in [48.5, odd, 90.0, -90.0] {
            zone.contains(2.1, lat);
            zone.distance_to(2.1, lat);
        }
    }
}

#[test]
fn a_zigzag_of_long_edges_takes_no_more_room_than_it_should() {
    let zigzag: Vec<[f64; 2]> = (0..20_000)
        .map(|step| [f64::from(step) / 1e4, f64::from(step % 2) * 80.0])
        .collect();
    let zone = Zone::of_polygons([[zigzag]]).expect("edges");
    assert!(
        zone.distance_to(1.0, -10.0)
            .is_some_and(|metres| metres > 1e6)
    );
}

/// Points everywhere, many of them on the heights and widths of corners, where rounding would show.
fn points() -> impl Strategy<Value = (f64, f64)> {
    let units = |least: f64, most: f64| (least * 1e5) as i32..(most * 1e5) as i32;
    prop_oneof![
        (2.15..2.35_f64, 48.76..48.92_f64),
        (units(2.15, 2.35), units(48.76, 48.92))
            .prop_map(|(x, y)| (f64::from(x) / 1e5, f64::from(y) / 1e5)),
        (-5.2..9.6_f64, 41.3..51.1_f64),
        (any::<f64>(), any::<f64>()),
    ]
}

fn near_paris() -> Vec<&'static str> {
    let department = |code: &str| ["75", "92", "94"].contains(&&code[..2]);
    let found =
        communes(LATEST).filter(|commune| commune.parent.is_none() && department(commune.code));
    found.map(|commune| commune.code).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_territory_is_all_its_communes_and_nothing_else(
        codes in prop::collection::vec(prop::sample::select(near_paris()), 1..12), (lon, lat) in points(),
    ) {
        let zone = Zone::of_communes(codes.iter().copied()).expect("has contours");
        let plain = codes.iter().any(|code| contains(code, lon, lat) == Some(true));
        prop_assert_eq!(zone.contains(lon, lat), plain);
        let distances = codes.iter().map(|code| distance_to(code, lon, lat));
        let nearest = distances.min_by(|a, b| a.unwrap_or(0.0).total_cmp(&b.unwrap_or(0.0))).flatten();
        match (zone.distance_to(lon, lat), nearest) {
            // Far away, which border is the nearest is not known to the metre.
            (Some(ours), Some(plain)) if plain < 10_000.0 => prop_assert!((ours - plain).abs() < 0.1, "{} {}", ours, plain),
            (ours, plain) => prop_assert_eq!(ours.is_some(), plain.is_some()),
        }
        for metres in [0.01, 250.0, 5_000.0] {
            let far = zone.distance_to(lon, lat).is_none_or(|distance| distance > metres);
            prop_assert_eq!(zone.is_near(lon, lat, metres), !far, "{} m", metres);
        }
    }

    #[test]
    fn every_commune_is_the_same_prepared(at in any::<prop::sample::Index>(), x in -0.1..1.1_f64, y in -0.1..1.1_f64) {
        let all: Vec<&str> = communes(LATEST).map(|commune| commune.code).collect();
        let code = *at.get(&all);
        let Some(zone) = Zone::of_commune(code) else {
            prop_assert_eq!(contains(code, 2.0, 48.0), None);
            return Ok(());
        };
        let [west, south, east, north] = Contour::of(code).expect("has a contour").bounds();
        let (lon, lat) = (west + x * (east - west), south + y * (north - south));
        prop_assert_eq!(Some(zone.contains(lon, lat)), contains(code, lon, lat));
        for (lon, lat) in [(west, south), (east, north), (lon, north), (west, lat), ((lon * 1e5).round() / 1e5, (lat * 1e5).round() / 1e5)] {
            prop_assert_eq!(Some(zone.contains(lon, lat)), contains(code, lon, lat));
        }
    }

    #[test]
    fn rings_are_judged_as_their_edges_are(
        ring in prop::collection::vec((0..8_i8, 0..8_i8), 0..30), (x, y) in (-1..16_i8, -1..16_i8),
    ) {
        let ring: Vec<[f64; 2]> = ring.iter().map(|(x, y)| [f64::from(*x), f64::from(*y)]).collect();
        let (x, y) = (f64::from(x) / 2.0, f64::from(y) / 2.0);
        let mut plain = false;
        for (at, [ax, ay]) in ring.iter().enumerate() {
            let [bx, by] = ring[(at + 1) % ring.len()];
            plain ^= (*ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax);
        }
        let zone = Zone::of_polygons([[&ring]]);
        prop_assert_eq!(zone.is_some_and(|zone| zone.contains(x, y)), plain);
    }
}

/// `cargo test --release -p dqcheck-reference --test zone -- --ignored --nocapture`
#[test]
#[ignore = "it measures, and says nothing in a build for tests"]
fn how_long_a_question_takes() {
    let random = |seed: &mut u64| {
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut seed = 1;
    let points: Vec<(f64, f64)> = (0..1_000_000)
        .map(|_| {
            (
                2.22 + 0.05 * random(&mut seed),
                48.82 + 0.04 * random(&mut seed),
            )
        })
        .collect();
    let measure = |what: &str, ask: &dyn Fn(f64, f64) -> bool| {
        let start = Instant::now();
        let found = points.iter().filter(|(lon, lat)| ask(*lon, *lat)).count();
        let nanoseconds = start.elapsed().as_nanos() as f64 / points.len() as f64;
        println!("{what}: {nanoseconds:.1} ns a point, {found} found");
    };
    let start = Instant::now();
    black_box(contains("92012", 2.24, 48.83));
    println!("the contours: {:?}", start.elapsed());
    let prepare = |what: &str, codes: &dyn Fn() -> Vec<&'static str>| {
        let start = Instant::now();
        let zone = Zone::of_communes(codes()).expect("has contours");
        println!("{what} prepared: {:?}", start.elapsed());
        measure(what, &|lon, lat| zone.contains(lon, lat));
        measure(&format!("{what}, 250 m"), &|lon, lat| {
            zone.is_near(lon, lat, 250.0)
        });
    };
    measure("by code", &|lon, lat| {
        contains("92012", lon, lat) == Some(true)
    });
    let contour = Contour::of("92012").expect("has a contour");
    measure("contour", &|lon, lat| contour.contains(lon, lat));
    measure("by code, 250 m", &|lon, lat| {
        distance_to("92012", lon, lat).is_some_and(|metres| metres <= 250.0)
    });
    prepare("commune", &|| vec!["92012"]);
    prepare("EPT", &|| {
        epci("200057974", LATEST)
            .expect("it exists")
            .communes(LATEST)
            .map(|commune| commune.code)
            .collect()
    });
    prepare("region", &|| {
        communes(LATEST)
            .filter(|commune| commune.region().code == "11")
            .map(|commune| commune.code)
            .collect()
    });
}
