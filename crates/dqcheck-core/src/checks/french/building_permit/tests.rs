use serde_json::json;

use super::super::judged::{failures, suggestion};
use super::*;
use crate::checks::testing::{Memory, Stub, ids, request};

#[test]
fn each_way_to_misspell_a_number_has_its_reason() {
    let texts = [
        "PC 092 012 24 00001",
        "PC09201224A0001",
        "CUb 02A 004 19 00012",
        "PA 974 411 20 00001 M01 T02",
        "AT 092 012 24 00001",
        "pc 092 012 24 00001",
        "PC-092-012-24-00001",
        "PC 92 012 24 00001",
        "092 012 24 00001",
        "XY 092 012 24 00001",
        "permis",
        "PC 092 012 24 001",
        "PC 192 012 24 00001",
        "PC 092 012 24 0O001",
        "PC 092 012 24 00001 X",
        "PÇ 092",
        "",
        "PC",
    ];
    assert_eq!(
        failures(&CHECK, &JUDGED, &texts),
        [
            (5, "written-otherwise"),
            (6, "written-otherwise"),
            (7, "lost-zero"),
            (8, "missing-type"),
            (9, "unknown-type"),
            (10, "unknown-type"),
            (11, "length"),
            (12, "department"),
            (13, "letters"),
            (14, "length"),
            (15, "letters"),
            (17, "length")
        ]
    );
    for (text, usual) in [
        ("pc09201224a0001m01", "PC 092 012 24 A0001 M01"),
        ("PC 92 012 24 00001", "PC 092 012 24 00001"),
    ] {
        assert_eq!(suggestion(&JUDGED, text).as_deref(), Some(usual));
    }
}

#[test]
fn a_number_agrees_with_the_commune_of_its_row() {
    let fields = [("permis", "string"), ("insee", "string")];
    let (request, schema) = request(&fields, json!({"column": "permis", "commune": "insee"}));
    let Ok(Bound::Rows { check, .. }) = bind(&request, &schema) else {
        panic!("bound to rows");
    };
    let permits = [
        "PC 092 012 24 00001",
        "PC 092 012 24 00001",
        "PC 974 411 24 00001",
        "PC 075 112 24 00001",
        "PC 075 056 24 00001",
        "PC 069 389 24 00001",
        "PC 013 216 24 00001",
        "PC 075 201 24 00001",
        "PC 092 012 24 00001",
        "PC 02A 004 24 00001",
        "nul",
        "PC 092 012 24 00001",
        // Merged in 2025, and what is no code of a commune.
        "PC 016 226 24 00001",
        "PC 092 012 24 00001",
        "PC 016 226 24 00001",
    ];
    let communes = [
        "92012", "92040", "97411", "75056", "75056", "69123", "13055", "75056", "", "2A004",
        "92012", "Boulogne", "16393", "92100", "16001",
    ];
    let mut faults = Faults::default();
    Memory::new(&permits).read(&Stub::Text, |permits| {
        Memory::new(&communes).read(&Stub::Text, |communes| {
            check.check_rows(&[permits, communes], &mut faults);
        });
    });
    assert_eq!(
        ids(&CHECK, &faults),
        [
            (1, "other-commune"),
            (7, "other-commune"),
            (10, "unknown-type"),
            (14, "other-commune"),
        ]
    );
    let details = check.details(OTHER_COMMUNE, &[b"PC 092 012 24 00001", b"97411"]);
    assert_eq!(details.get("expected"), Some(&"974 411".into()));
}

#[test]
fn the_column_of_the_date_must_be_one_of_dates() {
    for (type_name, is_bound) in [
        ("date", true),
        ("year", true),
        ("datetime", true),
        ("string", false),
    ] {
        let fields = [("permis", "string"), ("depot", type_name)];
        let (request, schema) = request(&fields, json!({"column": "permis", "date": "depot"}));
        assert_eq!(bind(&request, &schema).is_ok(), is_bound, "{type_name}");
    }
}
