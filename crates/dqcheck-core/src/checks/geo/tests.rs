//! The checks of positions, bound to columns in memory.

mod territory;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{bounding_box, imprecise_position, outside_france, points_disagree};
use crate::check::CheckDef;
use crate::checks::testing::{Memory, Stub, request};
use crate::checks::{Bound, Column, Notes, WholeFile};
use crate::message::Lang;
use crate::schema::{Fault, RuleRequest, Schema};

type Bind = fn(&RuleRequest, &Schema) -> Result<Bound, Fault>;

/// A row (or none), the reason and how many findings it is.
type Found = Vec<(Option<u64>, &'static str, u64)>;

/// What a check says of the columns of some blocks, and its first message in English.
fn judge(
    check: &dyn WholeFile,
    def: &CheckDef,
    blocks: &[Vec<(Stub, Vec<String>)>],
) -> (Found, String) {
    let mut file: Option<Notes> = None;
    for block in blocks {
        let rows = block[0].1.len();
        let mut memories: Vec<(Stub, Memory)> = block
            .iter()
            .map(|(stub, texts)| (*stub, Memory::new(texts)))
            .collect();
        let notes = see(&mut memories, &mut Vec::new(), &mut |columns| {
            check.note(columns, rows)
        });
        check.append(&mut file, notes);
    }
    let (mut found, mut said) = (Found::new(), String::new());
    check.judge(file, &mut |fault| {
        let reason = &def.reasons[fault.reason];
        if said.is_empty() {
            let args = check.constants().and(&(fault.args)());
            said = reason.message.fill(&args, Lang::En);
        }
        found.push((fault.cell.map(|(row, _)| row), reason.id, fault.count));
    });
    found.sort_unstable();
    (found, said)
}

/// Shows columns that are read one within the other.
fn see(
    memories: &mut [(Stub, Memory)],
    columns: &mut Vec<&Column<'_>>,
    then: &mut dyn FnMut(&[&Column<'_>]) -> Notes,
) -> Notes {
    match memories.split_first_mut() {
        None => then(columns),
        Some(((stub, memory), rest)) => memory.read(stub, |column| {
            let mut columns: Vec<&Column<'_>> = columns.iter().copied().chain([column]).collect();
            see(rest, &mut columns, then)
        }),
    }
}

fn check_of(bind: Bind, fields: &[(&str, &str)], params: Value) -> Box<dyn WholeFile> {
    let (request, schema) = request(fields, params);
    match bind(&request, &schema) {
        Ok(Bound::File { check, .. }) => check,
        Ok(_) => panic!("bound to the file"),
        Err(fault) => panic!("{fault:?}"),
    }
}

fn columns(stub: Stub, texts: &[&[&str]]) -> Vec<(Stub, Vec<String>)> {
    let owned = |texts: &&[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    texts.iter().map(|texts| (stub, owned(texts))).collect()
}

fn in_box(fields: &[(&str, &str)], others: Value) -> Box<dyn WholeFile> {
    check_of(bounding_box::bind, fields, params(others))
}

fn params(others: Value) -> Value {
    let mut params = json!({"box": [2.22, 48.82, 2.27, 48.86]});
    for (name, value) in others.as_object().expect("an object") {
        params[name] = value.clone();
    }
    params
}

fn of_box(check: &dyn WholeFile, block: Vec<(Stub, Vec<String>)>) -> (Found, String) {
    judge(check, &bounding_box::CHECK, &[block])
}

#[test]
fn a_point_is_told_from_one_outside_one_swapped_and_one_nowhere() {
    let check = in_box(&[("p", "geopoint")], json!({"column": "p"}));
    let texts = [
        "2.24, 48.83",
        "2.22,48.82",
        "48.83, 2.24",
        "2.35, 48.85",
        "0, 0",
        "",
        "x",
        "9, 9",
    ];
    let (found, said) = of_box(&*check, columns(Stub::Point, &[&texts]));
    assert_eq!(
        found,
        [
            (Some(2), "swapped", 1),
            (Some(3), "outside", 1),
            (Some(4), "zero", 1),
            (Some(7), "same-number", 1)
        ]
    );
    assert!(
        said.contains("2.35") && said.contains("about 5.9 km"),
        "{said}"
    );
}

#[test]
fn what_was_meant_is_said_to_the_last_digit() {
    let check = in_box(&[("p", "geopoint")], json!({"column": "p"}));
    let (_, said) = of_box(&*check, columns(Stub::Point, &[&["48.83127384, 2.2401"]]));
    assert!(
        said.contains("longitude 2.2401, latitude 48.83127384 lies in"),
        "{said}"
    );
}

#[test]
fn metres_are_recognised_in_either_order_and_given_in_degrees() {
    let check = in_box(
        &[("x", "number"), ("y", "number")],
        json!({"longitude": "x", "latitude": "y"}),
    );
    for (x, y, name) in [
        ("644206.57", "6859729.28", "Lambert-93"),
        ("6859729.28", "644206.57", "Lambert-93"),
        ("1644205.87", "8181375.49", "CC49"),
        ("249355.66", "6246065.02", "Web Mercator"),
        ("592910.81", "2425740.56", "Lambert II"),
    ] {
        let (found, said) = of_box(&*check, columns(Stub::Number, &[&[x], &[y]]));
        assert_eq!(found, [(Some(0), "projected", 1)], "{name}");
        assert!(
            said.contains(name) && said.contains("longitude 2.2"),
            "{said}"
        );
    }
    let lost = of_box(&*check, columns(Stub::Number, &[&["22399"], &["4883520"]]));
    assert_eq!(lost.0, [(Some(0), "out-of-range", 1)]);
}

#[test]
fn a_text_is_read_in_the_order_that_the_schema_says() {
    let check = in_box(
        &[("p", "string")],
        json!({"column": "p", "order": "lat, lon"}),
    );
    let texts = [
        "48.83, 2.24",
        "2.24,48.83",
        "48,83, 2,24",
        "48,83;2,24",
        "6859433.2, 644233.5",
        "48.83",
        "nan, 2.24",
        "48.83, 2.24, 12",
        "rue 1,2 et 3,4",
    ];
    let (found, _) = of_box(&*check, columns(Stub::Text, &[&texts]));
    assert_eq!(
        found,
        [
            (Some(1), "swapped", 1),
            (Some(2), "decimal-comma", 1),
            (Some(3), "decimal-comma", 1),
            (Some(4), "projected", 1),
            (Some(5), "unreadable", 1),
            (Some(6), "unreadable", 1),
            (Some(7), "unreadable", 1),
            (Some(8), "unreadable", 1)
        ]
    );
}

#[test]
fn two_columns_are_read_together_where_both_have_a_value() {
    let check = in_box(
        &[("y", "number"), ("x", "number")],
        json!({"longitude": "x", "latitude": "y"}),
    );
    let lon = ["2.24", "48.83", "2.30", "", "2.30", "NaN"];
    let lat = ["48.83", "2.24", "48.83", "1", "", "48.83"];
    let (found, _) = of_box(&*check, columns(Stub::Number, &[&lon, &lat]));
    assert_eq!(
        found,
        [
            (Some(1), "swapped", 1),
            (Some(2), "outside", 1),
            (Some(5), "unreadable", 1)
        ]
    );
    // The header says that the other column is missing.
    let (found, _) = of_box(&*check, columns(Stub::Number, &[&lon]));
    assert_eq!(found, []);
}

#[test]
fn a_column_that_is_swapped_throughout_is_one_finding_and_its_other_faults_stay() {
    let check = in_box(&[("p", "geopoint")], json!({"column": "p"}));
    let texts = [
        "",
        "48.83, 2.24",
        "48.84, 2.25",
        "0, 0",
        "48.85, 2.26",
        "48.83, 2.23",
    ];
    let (found, said) = of_box(&*check, columns(Stub::Point, &[&texts]));
    assert_eq!(
        found,
        [(Some(1), "swapped-column", 1), (Some(3), "zero", 1)]
    );
    assert!(said.contains("4 rows"), "{said}");
    assert!(
        said.contains("48.83, 2.24 → 2.24, 48.83; 48.84, 2.25 → 2.25, 48.84; 48.85, 2.26"),
        "{said}"
    );

    let one_right = ["48.83, 2.24", "48.84, 2.25", "48.85, 2.26", "2.23, 48.83"];
    let (found, _) = of_box(&*check, columns(Stub::Point, &[&one_right]));
    assert_eq!(found.len(), 3);
    let two_rows = ["48.83, 2.24", "48.84, 2.25"];
    let (found, _) = of_box(&*check, columns(Stub::Point, &[&two_rows]));
    assert_eq!(found, [(Some(0), "swapped", 1), (Some(1), "swapped", 1)]);
}

#[test]
fn every_vertex_of_a_shape_is_looked_at() {
    let check = in_box(&[("f", "geojson")], json!({"column": "f"}));
    let shape = |vertices: &str| format!(r#"{{"type":"LineString","coordinates":[{vertices}]}}"#);
    let texts = [
        shape("[2.23,48.83],[2.24,48.84]"),
        shape("[2.23,48.83],[2.34,48.84],[2.35,48.84]"),
        shape("[48.83,2.23],[48.84,2.24]"),
        shape("[644206,6859729],[644210,6859730]"),
        r#"{"type":"Feature","geometry":null,"properties":null}"#.to_owned(),
    ];
    let (found, _) = of_box(&*check, vec![(Stub::Text, texts.to_vec())]);
    assert_eq!(
        found,
        [
            (Some(1), "shape-outside", 1),
            (Some(2), "swapped", 1),
            (Some(3), "projected", 1)
        ]
    );
    let (_, said) = of_box(&*check, vec![(Stub::Text, texts[1..2].to_vec())]);
    assert!(
        said.starts_with("Vertices of this shape outside the expected area: 2 of 3"),
        "{said}"
    );
}

#[test]
fn all_parts_of_france_are_in_france() {
    let check = check_of(
        outside_france::bind,
        &[("p", "geopoint")],
        json!({"column": "p"}),
    );
    let texts = [
        "2.35, 48.86",
        "9.15, 41.93",
        "-61.53, 16.24",
        "-61.07, 14.61",
        "-52.33, 4.94",
        "55.45, -20.88",
        "45.23, -12.78",
        "-56.18, 46.78",
        "-62.85, 17.9",
        "-63.08, 18.07",
        "166.45, -22.27",
        "-149.57, -17.54",
        "-176.18, -13.28",
    ];
    let of = |texts: &[&str]| {
        judge(
            &*check,
            &outside_france::CHECK,
            &[columns(Stub::Point, &[texts])],
        )
    };
    assert_eq!(of(&texts).0, []);
    for text in texts {
        let (lon, lat) = text.split_once(", ").expect("two numbers");
        let swapped = format!("{lat}, {lon}");
        assert_eq!(of(&[&swapped]).0, [(Some(0), "swapped", 1)], "{text}");
    }
    let (found, said) = of(&["61.53, 16.24"]);
    assert_eq!(found, [(Some(0), "outside", 1)]);
    assert!(said.contains("Mayotte"), "{said}");
}

#[test]
fn few_decimals_and_one_point_for_all_are_told() {
    let check = check_of(
        imprecise_position::bind,
        &[("x", "number"), ("y", "number")],
        json!({"longitude": "x", "latitude": "y"}),
    );
    let of = |lon: &[&str], lat: &[&str]| {
        judge(
            &*check,
            &imprecise_position::CHECK,
            &[columns(Stub::Number, &[lon, lat])],
        )
    };
    let (found, said) = of(
        &["2.2399", "2,24", "2.2431"],
        &["48.8", "48,835", "48.8344"],
    );
    assert_eq!(found, [(Some(1), "few-decimals", 1)]);
    assert!(
        said.contains("decimals of this position: 3,") && said.contains("about 100 m."),
        "{said}"
    );
    let (found, _) = of(&["2.24"; 5], &["48.83"; 5]);
    assert_eq!(
        found,
        [
            (None, "same-everywhere", 1),
            (Some(0), "few-decimals-column", 1)
        ]
    );
    let (found, _) = of(&["2.2399"; 4], &["48.8352"; 4]);
    assert_eq!(found, []);
    let (found, _) = of(&["0"; 6], &["0"; 6]);
    assert_eq!(found, []);
}

#[test]
fn two_positions_agree_within_the_tolerance() {
    let fields = [("x", "number"), ("y", "number"), ("p", "string")];
    let mut asked = json!({"longitude": "x", "latitude": "y", "column2": "p", "order2": "lat,lon"});
    let of = |asked: &Value| {
        let check = check_of(points_disagree::bind, &fields, asked.clone());
        let mut block = columns(
            Stub::Number,
            &[
                &["2.24", "2.24", "2.24", "48.83", ""],
                &["48.83", "48.83", "48.83", "2.24", "48"],
            ],
        );
        block.extend(columns(
            Stub::Text,
            &[&[
                "48.83, 2.24",
                "48.8303, 2.24",
                "rue",
                "48.83, 2.24",
                "48.83, 2.24",
            ]],
        ));
        judge(&*check, &points_disagree::CHECK, &[block])
    };
    let (found, said) = of(&asked);
    assert_eq!(found, [(Some(1), "apart", 1), (Some(3), "swapped", 1)]);
    assert!(said.contains("33 metres apart"), "{said}");
    asked["tolerance"] = json!(40);
    assert_eq!(of(&asked).0, [(Some(3), "swapped", 1)]);
}

#[test]
fn a_request_that_cannot_be_followed_is_a_fault_of_the_schema() {
    let fields = [
        ("p", "geopoint"),
        ("t", "string"),
        ("n", "number"),
        ("f", "geojson"),
    ];
    let cases: [(Bind, Value, &str); 15] = [
        (
            bounding_box::bind,
            json!({"column": "p", "box": [2, 48, 1, 49]}),
            "invalid",
        ),
        (
            bounding_box::bind,
            json!({"column": "p", "box": [2, 48, 3, 4900]}),
            "invalid",
        ),
        (
            bounding_box::bind,
            json!({"column": "p", "box": [2, 48, 3]}),
            "numbers",
        ),
        (bounding_box::bind, json!({"column": "q"}), "unknown"),
        (bounding_box::bind, json!({"column": "n"}), "invalid"),
        (bounding_box::bind, json!({"column": "t"}), "invalid"),
        (
            bounding_box::bind,
            json!({"column": "p", "order": "xy"}),
            "invalid",
        ),
        (bounding_box::bind, json!({"longitude": "n"}), "missing"),
        (
            bounding_box::bind,
            json!({"longitude": "n", "latitude": "t"}),
            "invalid",
        ),
        (bounding_box::bind, json!({}), "missing"),
        (outside_france::bind, json!({}), "missing"),
        (imprecise_position::bind, json!({"column": "f"}), "invalid"),
        (points_disagree::bind, json!({"column": "p"}), "missing"),
        (
            points_disagree::bind,
            json!({"column": "p", "column2": "t"}),
            "invalid",
        ),
        (
            points_disagree::bind,
            json!({"column": "p", "column2": "f", "tolerance": -1}),
            "invalid",
        ),
    ];
    for (bind, wrong, reason) in cases {
        let (request, schema) = request(&fields, params(wrong.clone()));
        let fault = bind(&request, &schema).err().expect("a fault");
        assert_eq!(fault.check.reasons[fault.reason].id, reason, "{wrong}");
    }
}

fn position() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "2.24, 48.83",
        "48.83, 2.24",
        "48.84, 2.25",
        "48.85, 2.26",
        "0, 0",
        "2.35, 48.85",
        "",
        "x",
        "644206.57, 6859729.28",
        "7, 7",
        "48.83, 2.24",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    /// Few kinds of rows, so that columns that are wrong throughout come up.
    #[test]
    fn findings_are_the_same_however_the_file_is_cut(
        kinds in prop::collection::vec(position(), 1..4),
        rows in prop::collection::vec(any::<prop::sample::Index>(), 1..20),
        size in 1..20_usize,
    ) {
        let fields = [("p", "geopoint"), ("q", "geopoint")];
        let column = json!({"column": "p", "column2": "q", "box": [2.22, 48.82, 2.27, 48.86]});
        let rows: Vec<String> = rows.iter().map(|at| at.get(&kinds).clone()).collect();
        let block = |first: &[String]| {
            let second = vec!["2.24, 48.83".to_owned(); first.len()];
            vec![(Stub::Point, first.to_vec()), (Stub::Point, second)]
        };
        let checks: [(Bind, &CheckDef, usize); 4] = [
            (bounding_box::bind, &bounding_box::CHECK, 1),
            (outside_france::bind, &outside_france::CHECK, 1),
            (imprecise_position::bind, &imprecise_position::CHECK, 1),
            (points_disagree::bind, &points_disagree::CHECK, 2),
        ];
        for (bind, def, width) in checks {
            let check = check_of(bind, &fields, column.clone());
            let cut = |size: usize| -> Vec<Vec<(Stub, Vec<String>)>> {
                let mut blocks: Vec<_> = rows.chunks(size).map(block).collect();
                blocks.iter_mut().for_each(|block| block.truncate(width));
                blocks
            };
            let whole = judge(&*check, def, &cut(rows.len()));
            prop_assert_eq!(judge(&*check, def, &cut(size)), whole, "{}", def.id);
        }
    }
}
