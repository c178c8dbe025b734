//! The checks of positions against contours, and what a schema may declare.

use dqcheck_reference::{Contour, distance_to};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{outside_territory, position_elsewhere};
use super::{Bind, Found, check_of, columns, judge};
use crate::checks::WholeFile;
use crate::checks::testing::{Stub, request};
use crate::message::Arg;

fn declared(params: Value) -> Box<dyn WholeFile> {
    check_of(outside_territory::bind, &FIELDS, params)
}

const FIELDS: [(&str, &str); 4] = [
    ("p", "geopoint"),
    ("x", "number"),
    ("y", "number"),
    ("f", "geojson"),
];

/// What is found of points, and said of the first that fails.
fn points(params: Value, texts: &[&str]) -> (Found, String) {
    let mut params = params;
    params["column"] = json!("p");
    let block = columns(Stub::Point, &[texts]);
    judge(&*declared(params), &outside_territory::CHECK, &[block])
}

#[test]
fn a_point_elsewhere_is_told_with_its_commune_and_its_distance() {
    let (found, said) = points(
        json!({"commune": "92012"}),
        &[
            "2.2399, 48.8352",
            "2.2706, 48.8236",
            "",
            "48.8352, 2.2399",
            "0, 0",
            "9, 9",
        ],
    );
    assert_eq!(
        found,
        [
            (Some(1), "outside", 1),
            (Some(3), "swapped", 1),
            (Some(4), "zero", 1),
            (Some(5), "same-number", 1)
        ]
    );
    assert!(
        said.contains("is in Issy-les-Moulineaux (92040), "),
        "{said}"
    );
    assert!(
        said.ends_with(" km from Boulogne-Billancourt (92012)."),
        "{said}"
    );
    let (_, said) = points(json!({"commune": "92012"}), &["5.3698, 43.2965"]);
    assert!(
        said.contains("in Marseille 2e Arrondissement (13202), 6"),
        "{said}"
    );
    let (_, said) = points(json!({"commune": "92012"}), &["-3, 46"]);
    assert!(
        said.contains("in no commune of France (at sea, or abroad), "),
        "{said}"
    );
}

#[test]
fn a_vertex_in_another_commune_that_is_not_told_hides_no_other() {
    let shapes = |texts: &[&str]| {
        let params = json!({"commune": "92012", "elsewhere": false, "column": "f"});
        let shape =
            |vertices: &&str| format!(r#"{{"type":"LineString","coordinates":[{vertices}]}}"#);
        let texts = texts.iter().map(shape).collect();
        let block = vec![(Stub::Text, texts)];
        judge(&*declared(params), &outside_territory::CHECK, &[block]).0
    };
    let neighbour = "[2.2706,48.8236],[2.2710,48.8240]";
    assert_eq!(shapes(&[neighbour]), []);
    assert_eq!(
        shapes(&[
            "[2.2706,48.8236],[0,0]",
            "[2.2706,48.8236],[-3,46]",
            neighbour
        ]),
        [(Some(0), "zero", 1), (Some(1), "shape-outside", 1)]
    );
}

#[test]
fn a_territory_is_communes_or_what_they_belong_to() {
    let places = [
        (
            json!({"commune": ["92012", "92040"]}),
            "2.2706, 48.8236",
            "2.2352, 48.8129",
        ),
        (
            json!({"epci": "200057974"}),
            "2.2352, 48.8129",
            "2.3522, 48.8566",
        ),
        (
            json!({"department": "92"}),
            "2.2352, 48.8129",
            "2.3522, 48.8566",
        ),
        (
            json!({"department": "2A"}),
            "8.7386, 41.9192",
            "9.4509, 42.7003",
        ),
        (
            json!({"region": "94"}),
            "9.4509, 42.7003",
            "2.2399, 48.8352",
        ),
        (
            json!({"region": "04"}),
            "55.4504, -20.8789",
            "45.2279, -12.7806",
        ),
        (
            json!({"commune": "97105"}),
            "-61.7292, 15.9969",
            "-61.5346, 16.2411",
        ),
        (
            json!({"commune": "75056"}),
            "2.3522, 48.8566",
            "2.2399, 48.8352",
        ),
        (
            json!({"commune": "75104"}),
            "2.3522, 48.8566",
            "2.3988, 48.8530",
        ),
    ];
    for (params, inside, outside) in places {
        let (found, said) = points(params.clone(), &[inside, outside]);
        assert_eq!(found, [(Some(1), "outside", 1)], "{params} {said}");
    }
}

#[test]
fn what_is_a_little_outside_is_accepted_unless_the_schema_says_otherwise() {
    // From the town hall of Boulogne towards that of Issy, until the border is behind.
    let step = |share: f64| (2.2410 + 0.0296 * share, 48.8352 - 0.0116 * share);
    let (lon, lat) = (0..1_000)
        .map(|at| step(f64::from(at) / 1e3))
        .find(|(lon, lat)| distance_to("92012", *lon, *lat).is_some_and(|metres| metres > 100.0))
        .expect("the border lies between them");
    let point = format!("{lon}, {lat}");
    assert_eq!(points(json!({"commune": "92012"}), &[&point]).0, []);
    for tolerance in [0, 50] {
        let params = json!({"commune": "92012", "tolerance": tolerance});
        let (found, said) = points(params, &[&point]);
        assert_eq!(found, [(Some(0), "outside", 1)]);
        assert!(said.contains(", 10") && said.contains(" m from "), "{said}");
    }
}

#[test]
fn metres_are_told_in_the_degrees_of_the_declared_territory() {
    let of = |territory: Value, x: &[&str], y: &[&str]| {
        let mut params = territory;
        params["longitude"] = json!("x");
        params["latitude"] = json!("y");
        let block = columns(Stub::Number, &[x, y]);
        judge(&*declared(params), &outside_territory::CHECK, &[block])
    };
    let (found, said) = of(json!({"commune": "92012"}), &["644206.6"], &["6859729.3"]);
    assert_eq!(found, [(Some(0), "projected", 1)]);
    assert!(
        said.contains("Lambert-93") && said.contains("longitude 2.2"),
        "{said}"
    );
    let (found, said) = of(json!({"region": "04"}), &["338807.6"], &["7690477.7"]);
    assert_eq!(found, [(Some(0), "projected", 1)]);
    assert!(said.contains("EPSG:2975"), "{said}");
    let all = (
        ["644206.6", "644233.5", "645171.0"],
        ["6859729.3", "6859433.2", "6859190.4"],
    );
    let (found, said) = of(json!({"epci": "200057974"}), &all.0, &all.1);
    assert_eq!(found, [(Some(0), "projected-column", 1)]);
    assert!(said.contains("Grand Paris Seine Ouest"), "{said}");
    // Metres, but of another place.
    let (found, _) = of(json!({"commune": "13055"}), &["644206.6"], &["6859729.3"]);
    assert_eq!(found, [(Some(0), "out-of-range", 1)]);
}

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[2,48],[3,48],[3,49],[2,49],[2,48]],[[2.4,48.4],[2.6,48.4],[2.6,48.6],[2.4,48.6],[2.4,48.4]]]}"#;

#[test]
fn a_polygon_of_the_schema_has_its_border_and_not_its_holes() {
    let object: Value = serde_json::from_str(SQUARE).expect("JSON");
    for polygon in [object, json!(SQUARE)] {
        let texts = ["2.2, 48.2", "2, 48", "3, 48.5", "2.5, 48.5", "3.001, 48.5"];
        let (found, said) = points(json!({ "polygon": polygon }), &texts);
        assert_eq!(found, [(Some(3), "outside", 1), (Some(4), "outside", 1)]);
        assert!(
            said.ends_with("7.4 km from the polygon of the schema."),
            "{said}"
        );
        let params = json!({"polygon": polygon, "tolerance": 100});
        assert_eq!(points(params, &["3.001, 48.5"]).0, []);
    }
}

#[test]
fn every_vertex_of_a_shape_must_be_there() {
    let check = declared(json!({"column": "f", "commune": "92012"}));
    let shapes = [
        r#"{"type":"LineString","coordinates":[[2.2399,48.8352],[2.2410,48.8352]]}"#,
        r#"{"type":"LineString","coordinates":[[2.2399,48.8352],[2.2706,48.8236],[2.2710,48.8236]]}"#,
    ];
    let block = columns(Stub::Text, &[&shapes]);
    let (found, said) = judge(&*check, &outside_territory::CHECK, &[block]);
    assert_eq!(found, [(Some(1), "shape-outside", 1)]);
    assert!(
        said.contains(": 2 of 3.") && said.contains("Issy-les-Moulineaux"),
        "{said}"
    );
}

#[test]
fn a_code_that_is_in_no_list_is_told_at_its_place_with_what_was_meant() {
    let cases = [
        (
            json!({"commune": "16226"}),
            "misspelt-code",
            "/commune",
            "16393",
        ),
        (
            json!({"commune": "1004"}),
            "misspelt-code",
            "/commune",
            "01004",
        ),
        (
            json!({"commune": "2a004"}),
            "misspelt-code",
            "/commune",
            "2A004",
        ),
        (
            json!({"commune": "boulogne billancourt"}),
            "misspelt-code",
            "/commune",
            "92012",
        ),
        (
            json!({"commune": "92100"}),
            "misspelt-code",
            "/commune",
            "92012",
        ),
        (
            json!({"commune": ["92012", "99999"]}),
            "unknown-code",
            "/commune/1",
            "",
        ),
        (json!({"commune": "98818"}), "unknown-code", "/commune", ""),
        (
            json!({"commune": "x".repeat(100_000)}),
            "unknown-code",
            "/commune",
            "",
        ),
        (json!({"commune": 92012}), "invalid", "/commune", ""),
        (json!({"commune": []}), "invalid", "/commune", ""),
        (
            json!({"epci": "200 057 974"}),
            "misspelt-code",
            "/epci",
            "200057974",
        ),
        (json!({"epci": "123"}), "unknown-code", "/epci", ""),
        (
            json!({"department": "1"}),
            "misspelt-code",
            "/department",
            "01",
        ),
        (
            json!({"department": "2b"}),
            "misspelt-code",
            "/department",
            "2B",
        ),
        (
            json!({"department": "hauts de seine"}),
            "misspelt-code",
            "/department",
            "92",
        ),
        (json!({"department": "988"}), "invalid", "/department", ""),
        (
            json!({"region": "Île-de-France"}),
            "misspelt-code",
            "/region",
            "11",
        ),
        (json!({"region": "99"}), "unknown-code", "/region", ""),
        (
            json!({"region": "11", "epci": "200057974"}),
            "invalid",
            "/region",
            "",
        ),
        (
            json!({"commune": "92012", "tolerance": -1}),
            "invalid",
            "/tolerance",
            "",
        ),
        (
            json!({"polygon": {"type": "Point", "coordinates": [2, 48]}}),
            "invalid",
            "/polygon",
            "",
        ),
        (json!({"polygon": "rue"}), "invalid", "/polygon", ""),
        (json!({}), "missing", "", ""),
    ];
    for (mut params, reason, place, suggestion) in cases {
        params["column"] = json!("p");
        let (request, schema) = request(&FIELDS, params.clone());
        let fault = outside_territory::bind(&request, &schema)
            .err()
            .expect("a fault");
        let told = params.to_string().chars().take(100).collect::<String>();
        assert_eq!(fault.check.reasons[fault.reason].id, reason, "{told}");
        assert!(
            fault.pointer.ends_with(place),
            "{told} at {}",
            fault.pointer
        );
        match fault.args.get("suggestion") {
            Some(Arg::Text(meant)) => assert_eq!(meant, suggestion, "{told}"),
            _ => assert_eq!(suggestion, "", "{told}"),
        }
    }
}

fn by_code(codes: &[&str], points: &[&str]) -> (Found, String) {
    let fields = [("p", "geopoint"), ("code", "string")];
    let params = json!({"column": "p", "commune": "code"});
    let check = check_of(position_elsewhere::bind, &fields, params);
    let mut block = columns(Stub::Point, &[points]);
    block.extend(columns(Stub::Text, &[codes]));
    judge(&*check, &position_elsewhere::CHECK, &[block])
}

#[test]
fn a_point_is_held_against_the_code_of_its_row() {
    let (found, said) = by_code(
        &[
            "92012", "92012", "92040", "92040", "97411", "2A004", "", "92012", "92048",
        ],
        &[
            "2.2399, 48.8352",
            "2.2706, 48.8236",
            "2.2706, 48.8236",
            "48.8236, 2.2706",
            "55.4504, -20.8789",
            "8.7386, 41.9192",
            "2.2706, 48.8236",
            "",
            "2.2352, 48.8129",
        ],
    );
    assert_eq!(found, [(Some(1), "elsewhere", 1), (Some(3), "swapped", 1)]);
    assert!(
        said.contains("is in Issy-les-Moulineaux (92040), "),
        "{said}"
    );
    assert!(
        said.ends_with("the commune in “code”, Boulogne-Billancourt (92012)."),
        "{said}"
    );
}

#[test]
fn a_code_that_has_no_contour_is_left_alone_and_a_former_one_is_where_it_went() {
    let [west, south, east, north] = Contour::of("16393").expect("La Boixe").bounds();
    let boixe = format!(
        "{}, {}",
        f64::midpoint(west, east),
        f64::midpoint(south, north)
    );
    let (found, said) = by_code(
        &["16226", "16226", "99999", "98818", "rue", "9201", "2a004"],
        &[
            &boixe,
            "2.2399, 48.8352",
            "2, 48",
            "2, 48",
            "2, 48",
            "2, 48",
            "2, 48",
        ],
    );
    assert_eq!(found, [(Some(1), "elsewhere", 1)]);
    assert!(said.contains("La Boixe (16393)"), "{said}");
}

#[test]
fn a_commune_has_its_arrondissements_and_they_have_their_own_contours() {
    let (found, said) = by_code(
        &["75056", "75104", "75112", "69123", "13055"],
        &[
            "2.3522, 48.8566",
            "2.3522, 48.8566",
            "2.3522, 48.8566",
            "4.8357, 45.7676",
            "5.3698, 43.2965",
        ],
    );
    assert_eq!(found, [(Some(2), "elsewhere", 1)]);
    assert!(
        said.contains("is in Paris 4e Arrondissement (75104)"),
        "{said}"
    );
}

#[test]
fn a_column_that_is_swapped_throughout_is_one_finding_whatever_the_communes() {
    let (found, said) = by_code(
        &["92012", "92040", "97411", "99999"],
        &[
            "48.8352, 2.2399",
            "48.8236, 2.2706",
            "-20.8789, 55.4504",
            "1, 1",
        ],
    );
    assert_eq!(found, [(Some(0), "swapped-column", 1)]);
    assert!(
        said.contains("3 rows") && said.contains("55.4504, -20.8789"),
        "{said}"
    );
}

#[test]
fn a_column_that_the_file_lacks_leaves_nothing_to_judge() {
    let fields = [("p", "geopoint"), ("code", "string")];
    let check = check_of(
        position_elsewhere::bind,
        &fields,
        json!({"column": "p", "commune": "code"}),
    );
    for (stub, text) in [(Stub::Point, "2.2706, 48.8236"), (Stub::Text, "92012")] {
        let block = columns(stub, &[&[text]]);
        assert_eq!(judge(&*check, &position_elsewhere::CHECK, &[block]).0, []);
    }
}

fn position() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2.2399, 48.8352",
        "48.8352, 2.2399",
        "48.8377, 2.2412",
        "2.2706, 48.8236",
        "0, 0",
        "644206.57, 6859729.28",
        "-3, 46",
        "",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn findings_are_the_same_however_the_file_is_cut(
        kinds in prop::collection::vec((position(), prop::sample::select(vec!["92012", "92040", "16226", "x", ""])), 1..4),
        rows in prop::collection::vec(any::<prop::sample::Index>(), 1..20),
        size in 1..20_usize,
    ) {
        let rows: Vec<_> = rows.iter().map(|at| *at.get(&kinds)).collect();
        let fields = [("p", "geopoint"), ("code", "string")];
        let checks: [(Bind, _, Value, usize); 3] = [
            (outside_territory::bind, &outside_territory::CHECK, json!({"column": "p", "commune": "92012"}), 1),
            (outside_territory::bind, &outside_territory::CHECK, json!({"column": "p", "polygon": SQUARE}), 1),
            (position_elsewhere::bind, &position_elsewhere::CHECK, json!({"column": "p", "commune": "code"}), 2),
        ];
        for (bind, def, params, width) in checks {
            let check = check_of(bind, &fields, params);
            let cut = |size: usize| -> Vec<_> {
                let blocks = rows.chunks(size).map(|rows| {
                    let points: Vec<&str> = rows.iter().map(|(point, _)| *point).collect();
                    let codes: Vec<&str> = rows.iter().map(|(_, code)| *code).collect();
                    let mut block = columns(Stub::Point, &[&points]);
                    block.extend(columns(Stub::Text, &[&codes]));
                    block.truncate(width);
                    block
                });
                blocks.collect()
            };
            let whole = judge(&*check, def, &cut(rows.len()));
            prop_assert_eq!(judge(&*check, def, &cut(size)), whole, "{}", def.id);
        }
    }
}
