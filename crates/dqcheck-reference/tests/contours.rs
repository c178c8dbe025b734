//! Points whose commune is known, against the contours; and points that nobody would think of.
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::path::Path;

use dqcheck_reference::{
    LATEST, TOLERANCE, commune, commune_at, communes, contains, distance_to, has_contour,
};
use proptest::prelude::*;

fn at(lon: f64, lat: f64) -> Option<&'static str> {
    commune_at(lon, lat).map(|commune| commune.code)
}

#[test]
fn points_lie_in_their_communes() {
    assert_eq!(
        at(2.2410, 48.8352),
        Some("92012"),
        "the town hall of Boulogne-Billancourt"
    );
    assert_eq!(
        at(2.2706, 48.8236),
        Some("92040"),
        "that of Issy-les-Moulineaux"
    );
    assert_eq!(at(2.3522, 48.8566), Some("75056"), "that of Paris");
    assert_eq!(at(4.8357, 45.7676), Some("69123"), "that of Lyon");
    assert_eq!(at(8.7386, 41.9192), Some("2A004"), "that of Ajaccio");
    assert_eq!(at(-61.7292, 15.9969), Some("97105"), "that of Basse-Terre");
    assert_eq!(
        at(55.4504, -20.8789),
        Some("97411"),
        "that of Saint-Denis de La Réunion"
    );
    assert_eq!(at(45.2279, -12.7806), Some("97611"), "that of Mamoudzou");
    assert_eq!(
        at(2.3980, 44.5996),
        Some("12218"),
        "Conques, whose contour is that of four parts"
    );
    assert_eq!(
        contains("12218", 2.4456, 44.5500),
        Some(true),
        "Saint-Cyprien-sur-Dourdou"
    );
    assert_eq!(at(-3.0, 46.0), None, "at sea");
    assert_eq!(at(4.3517, 50.8467), None, "in Brussels");
    assert_eq!(at(48.8352, 2.2410), None, "swapped");
    assert_eq!(
        contains("75104", 2.3522, 48.8566),
        Some(true),
        "the 4th arrondissement of Paris"
    );
    assert_eq!(contains("75101", 2.3522, 48.8566), Some(false));
    assert_eq!(
        contains("98818", 166.44, -22.27),
        None,
        "no contour is known"
    );
}

#[test]
fn distances_are_in_metres() {
    assert_eq!(distance_to("92012", 2.2410, 48.8352), Some(0.0));
    let distance = |code, lon, lat| distance_to(code, lon, lat).expect("has a contour");
    let near = distance("92012", 2.2706, 48.8236);
    assert!(
        (600.0..1500.0).contains(&near),
        "the town hall of Issy is {near} m from Boulogne"
    );
    let far = distance("92012", 5.3698, 43.2965);
    assert!(
        (650_000.0..665_000.0).contains(&far),
        "Marseille is {far} m from Boulogne"
    );
    let farther = distance("97411", 2.3522, 48.8566);
    assert!(
        (9.3e6..9.45e6).contains(&farther),
        "Paris is {farther} m from La Réunion"
    );
    assert_eq!(distance_to("00000", 2.0, 48.0), None);
}

#[test]
fn every_contour_is_that_of_a_commune_and_almost_every_commune_has_one() {
    for commune in communes(LATEST) {
        let known = contains(commune.code, 0.0, 0.0).is_some();
        assert_eq!(has_contour(commune), known, "{}", commune.code);
    }
    let without = communes(LATEST).filter(|commune| !has_contour(commune));
    assert_eq!(without.filter(|commune| commune.code < "97").count(), 4);
    let former = commune("16226", 2024).expect("it was one");
    assert!(!has_contour(former));
}

/// The contours of a part of the country as GeoJSON, made by other means: the same corners, and the same answer.
#[test]
fn contours_are_those_of_their_source() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/gpso.geojson");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: there is no {}", path.display());
        return;
    };
    let collection: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut seen = 0;
    for feature in collection["features"].as_array().expect("features") {
        let code = feature["properties"]["code"].as_str().expect("a code");
        let polygons: Vec<Vec<Vec<[f64; 2]>>> =
            serde_json::from_value(feature["geometry"]["coordinates"].clone())
                .expect("a multipolygon");
        let rings: Vec<_> = polygons.into_iter().flatten().collect();
        for [lon, lat] in rings.iter().flatten() {
            let distance = distance_to(code, *lon, *lat).expect("has a contour");
            assert!(distance < 1.0, "{code}: a corner is {distance} m away");
        }
        for step in 0..2_500 {
            let (lon, lat) = (
                2.15 + f64::from(step % 50) * 0.0065,
                48.78 + f64::from(step / 50) * 0.0025,
            );
            let ours = contains(code, lon, lat).expect("has a contour");
            assert_eq!(ours, inside(&rings, lon, lat), "{code} at {lon} {lat}");
            seen += usize::from(ours);
        }
    }
    assert!(seen > 1_000, "only {seen} points were in a commune");
}

fn inside(rings: &[Vec<[f64; 2]>], lon: f64, lat: f64) -> bool {
    let edges = rings.iter().flat_map(|ring| ring.windows(2));
    let crossed = edges.filter(|edge| {
        let [[ax, ay], [bx, by]] = [edge[0], edge[1]];
        (ay > lat) != (by > lat) && lon < ax + (lat - ay) / (by - ay) * (bx - ax)
    });
    crossed.count() % 2 == 1
}

#[test]
fn what_is_no_point_is_nowhere() {
    let odd = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        -0.0,
        1e300,
        180.0,
    ];
    for lon in odd {
        for lat in odd {
            assert_eq!(commune_at(lon, lat), None, "{lon} {lat}");
            assert_eq!(contains("92012", lon, lat), Some(false), "{lon} {lat}");
            let metres = distance_to("92012", lon, lat);
            assert!(
                metres.is_none_or(|metres| (0.0..3e7).contains(&metres)),
                "{lon} {lat}: {metres:?}"
            );
        }
    }
}

fn points() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (any::<f64>(), any::<f64>()),
        (-5.2..9.6_f64, 41.3..51.1_f64),
        (-180.0..=180.0_f64, -90.0..=90.0_f64),
    ]
}

proptest! {
    #[test]
    fn a_look_up_answers_for_any_numbers((lon, lat) in points()) {
        if let Some(found) = commune_at(lon, lat) {
            prop_assert_eq!(contains(found.code, lon, lat), Some(true));
            prop_assert_eq!(distance_to(found.code, lon, lat), Some(0.0));
            prop_assert_eq!(Some(found), commune(found.code, LATEST));
        }
        let metres = distance_to("2A004", lon, lat);
        prop_assert!(metres.is_none_or(|metres| metres.is_finite() && metres >= 0.0));
    }

    #[test]
    fn look_ups_answer_for_any_text(text in ".{0,8}|[0-9AB]{0,6}") {
        for vintage in [0, LATEST] {
            let found = commune(&text, vintage);
            prop_assert!(found.is_none_or(|commune| commune.code == text));
        }
        prop_assert!(dqcheck_reference::former(&text).is_none_or(|former| former.code == text));
        contains(&text, 2.0, 48.0);
        dqcheck_reference::communes_named(&text, LATEST).for_each(drop);
        dqcheck_reference::with_postal_code(&text, LATEST).for_each(drop);
    }

    #[test]
    fn a_point_is_in_one_commune_only((lon, lat) in (2.0..2.6_f64, 48.7..49.0_f64)) {
        let around = communes(LATEST).filter(|commune| commune.parent.is_none());
        let around = around.filter(|commune| matches!(&commune.code[..2], "75" | "77" | "78" | "91" | "92" | "93" | "94" | "95"));
        let holding: Vec<_> = around.filter(|commune| contains(commune.code, lon, lat) == Some(true)).collect();
        prop_assert!(holding.len() <= 1, "{holding:?}");
        prop_assert_eq!(holding.first().copied(), commune_at(lon, lat));
    }
}

#[test]
fn the_tolerance_is_wider_than_what_contours_have_lost() {
    assert!((200.0..300.0).contains(&TOLERANCE));
}
