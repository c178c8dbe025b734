use serde_json::json;

use super::*;
use crate::checks::testing::{Memory, Stub, failures, ids, on_column, request};
use crate::message::Arg;

fn params(others: Value) -> Value {
    let mut params = json!({"box": [2.22, 48.82, 2.27, 48.86]});
    for (name, value) in others.as_object().expect("an object") {
        params[name] = value.clone();
    }
    params
}

fn text_of(args: &Args, name: &str) -> Option<String> {
    match args.get(name) {
        Some(Arg::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

#[test]
fn a_point_is_told_from_one_outside_one_swapped_and_one_nowhere() {
    let (request, schema) = request(&[("p", "geopoint")], params(json!({"column": "p"})));
    let check = on_column(bind(&request, &schema).expect("a good request"));
    let texts = [
        "2.24, 48.83",
        "2.22,48.82",
        "48.83, 2.24",
        "2.35, 48.85",
        "0, 0",
        "",
        "x",
    ];
    assert_eq!(
        failures(&CHECK, &*check, Stub::Point, &texts),
        [(2, "swapped"), (3, "outside"), (4, "zero")]
    );
    let mended = check.details(SWAPPED, b"48.83, 2.24");
    assert_eq!(text_of(&mended, "lon").as_deref(), Some("2.24"));
    assert_eq!(text_of(&mended, "lat").as_deref(), Some("48.83"));
    for text in [
        "2.35, 48.85",
        "[2.35, 48.85]",
        r#"{"lat": "48.85", "lon": 2.35}"#,
    ] {
        let far = check.details(OUTSIDE, text.as_bytes());
        assert_eq!(far.get("distance"), Some(&Arg::Count(6)), "{text}");
    }
}

#[test]
fn a_text_is_read_in_the_order_that_the_schema_says() {
    let asked = params(json!({"column": "p", "order": "lat, lon"}));
    let (request, schema) = request(&[("p", "string")], asked);
    let check = on_column(bind(&request, &schema).expect("a good request"));
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
    assert_eq!(
        failures(&CHECK, &*check, Stub::Text, &texts),
        [
            (1, "swapped"),
            (2, "decimal-comma"),
            (3, "decimal-comma"),
            (4, "projected"),
            (5, "unreadable"),
            (6, "unreadable"),
            (7, "unreadable"),
            (8, "unreadable")
        ]
    );
}

#[test]
fn two_columns_are_read_together_where_both_have_a_value() {
    let asked = params(json!({"longitude": "x", "latitude": "y"}));
    let (request, schema) = request(&[("y", "number"), ("x", "number")], asked);
    let Ok(Bound::Rows { fields, check }) = bind(&request, &schema) else {
        panic!("bound to two columns");
    };
    assert_eq!(fields, [1, 0]);
    let mut lon = Memory::new(&["2.24", "48.83", "2.30", "", "2.30", "NaN"]);
    let mut lat = Memory::new(&["48.83", "2.24", "48.83", "1", "", "48.83"]);
    let mut faults = Faults::default();
    lon.read(&Stub::Number, |lon| {
        lat.read(&Stub::Number, |lat| {
            check.check_rows(&[lon, lat], &mut faults)
        });
    });
    assert_eq!(
        ids(&CHECK, &faults),
        [(1, "swapped"), (2, "outside"), (5, "unreadable")]
    );
    let mended = check.details(SWAPPED, &[b"48,83", b"2,24"]);
    assert_eq!(text_of(&mended, "lon").as_deref(), Some("2.24"));
}

#[test]
fn a_request_that_cannot_be_followed_is_a_fault_of_the_schema() {
    for (wrong, reason) in [
        (json!({"column": "p", "box": [2, 48, 1, 49]}), "invalid"),
        (json!({"column": "p", "box": [2, 48, 3, 4900]}), "invalid"),
        (json!({"column": "p", "box": [2, 48, 3]}), "numbers"),
        (json!({"column": "q"}), "unknown"),
        (json!({"column": "n"}), "invalid"),
        (json!({"column": "t"}), "invalid"),
        (json!({"column": "p", "order": "xy"}), "invalid"),
        (json!({"longitude": "n"}), "missing"),
        (json!({"longitude": "n", "latitude": "t"}), "invalid"),
        (json!({}), "missing"),
    ] {
        let fields = [("p", "geopoint"), ("t", "string"), ("n", "number")];
        let (request, schema) = request(&fields, params(wrong.clone()));
        let fault = bind(&request, &schema).err().expect("a fault");
        assert_eq!(fault.check.reasons[fault.reason].id, reason, "{wrong}");
    }
}
