use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::checks::testing::{Stub, constrained, failures, field};
use crate::message::Arg;

fn check(properties: Value) -> Box<dyn ColumnCheck> {
    bind(&field("string", properties), &Stub::Text)
        .expect("a good constraint")
        .expect("a check")
}

fn is_shape(pattern: &str) -> bool {
    Pattern::new(pattern).is_ok_and(|pattern| pattern.shapes.is_some())
}

#[test]
fn a_mismatch_says_what_would_be_right() {
    let check = check(json!({"constraints": {"pattern": r"^(2[AB]|\d{2})\d{3}$"}}));
    let texts = [
        "92012",
        "2A004",
        " 92012",
        "92 012",
        "2a004",
        "1053",
        "",
        "Paris",
        "920123",
        "٩٢٠١٢",
        "٩٢٠١X",
    ];
    assert_eq!(
        failures(&CHECK, &*check, Stub::Text, &texts),
        [
            (2, "blanks-around"),
            (3, "blanks-inside"),
            (4, "other-case"),
            (5, "lost-zero"),
            (7, "mismatch"),
            (8, "mismatch"),
            (10, "mismatch")
        ]
    );
    let suggestion = |text: &str| check.details(0, text.as_bytes()).get("suggestion").cloned();
    assert_eq!(suggestion("1053"), Some(Arg::Text("01053".to_owned())));
    assert_eq!(suggestion("2a004"), Some(Arg::Text("2A004".to_owned())));
}

#[test]
fn an_example_is_shown_only_if_it_is_right() {
    let good = check(json!({"example": 92012, "constraints": {"pattern": "[0-9]{5}"}}));
    assert_eq!(
        failures(&CHECK, &*good, Stub::Text, &["x"]),
        [(0, "unlike-example")]
    );
    assert_eq!(
        good.constants().get("example"),
        Some(&Arg::Text("92012".to_owned()))
    );
    let bad = check(json!({"example": "92 012", "constraints": {"pattern": "[0-9]{5}"}}));
    assert_eq!(
        failures(&CHECK, &*bad, Stub::Text, &["x"]),
        [(0, "mismatch")]
    );
}

#[test]
fn the_bad_item_of_a_list_is_named() {
    let check = check(json!({"constraints": {"pattern": r"(?:(?:^|\|)(lundi|mardi))+$"}}));
    assert_eq!(
        failures(
            &CHECK,
            &*check,
            Stub::Text,
            &["lundi|mardi", "lundi|samedi", "lundi|", "samedi", "samedi|"]
        ),
        [
            (1, "list-item"),
            (2, "mismatch"),
            (3, "unlisted"),
            (4, "list-item")
        ]
    );
    assert!(check.details(UNLISTED, b"samedi").get("allowed").is_some());
    assert_eq!(
        check.details(LIST_ITEM, b"lundi|samedi").get("item"),
        Some(&Arg::Text("samedi".to_owned()))
    );
}

#[test]
fn bytes_that_are_not_utf8_do_not_match() {
    for pattern in [".{3}", "[0-9a]{3}", "(?=.).{3}"] {
        let check = check(json!({"constraints": {"pattern": pattern}}));
        assert_eq!(
            failures(&CHECK, &*check, Stub::Text, &[b"a\xe9a".as_slice()]),
            [(0, "mismatch")],
            "{pattern}"
        );
    }
}

#[test]
fn a_pattern_that_cannot_be_used_is_a_fault_of_the_schema() {
    for (pattern, reason) in [
        ("é(", "pattern"),
        (r"(?=a)[", "pattern"),
        (r"(?:\w{500}){500}", "large-pattern"),
        (r"(?:a{1000}){1000}{1000}", "large-pattern"),
    ] {
        let field = constrained("string", json!({ "pattern": pattern }));
        let fault = bind(&field, &Stub::Text).err().expect(pattern);
        assert_eq!(fault.check.reasons[fault.reason].id, reason, "{pattern}");
        assert_eq!(fault.pointer, "/fields/0/constraints/pattern");
    }
    let field = constrained("string", json!({"pattern": "é("}));
    let fault = bind(&field, &Stub::Text).err().expect("a fault");
    assert_eq!(fault.args.get("position"), Some(&Arg::Count(2)));
}

#[test]
fn codes_and_identifiers_are_shapes_and_open_patterns_are_not() {
    for pattern in [
        "(PC|DP|PA|PD|CU) 0[0-9]{5} [0-9]{2} [0-9]{5}",
        r"^\d{14}$",
        r"^([013-9]\d|2[AB1-9])\d{3}-P-\d{3}$",
        r"^[0-9]{4}(/[0-9]{4})?$",
        r"^(\+33|\+590|\+594)(\d){6,9}$",
        "^[a-zA-Z0-9]{9,14}$",
        "|a",
    ] {
        assert!(is_shape(pattern), "{pattern}");
    }
    for pattern in [
        "a+",
        r"\bab\b",
        "[ab]{65}",
        "(?:a|bc){20}",
        "é{2}",
        "(?:é|){9999999}",
        "",
    ] {
        assert_eq!(is_shape(pattern), pattern.is_empty(), "{pattern}");
    }
}

/// Patterns that are mostly shapes.
fn patterns() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(r"\d".to_owned()),
        Just("[0-9]".to_owned()),
        Just("[A-B1]".to_owned()),
        Just("[^A]".to_owned()),
        Just("A".to_owned()),
        Just("é".to_owned()),
        Just("[Aé]".to_owned()),
        Just(" ".to_owned()),
        Just("^".to_owned()),
        Just("$".to_owned()),
        Just(".".to_owned()),
    ];
    piece.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            4 => proptest::collection::vec(inner.clone(), 1..5).prop_map(|parts| parts.concat()),
            2 => proptest::collection::vec(inner.clone(), 2..4)
                .prop_map(|parts| format!("({})", parts.join("|"))),
            2 => (inner, 0_u32..3, 0_u32..4)
                .prop_map(|(part, least, more)| format!("(?:{part}){{{least},{}}}", least + more)),
        ]
    })
}

/// Texts that such patterns often match, and some that are not UTF-8.
fn texts() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop_oneof![Just("0"), Just("9"), Just("A"), Just("B"), Just("1"), Just(" ")]
            .prop_map(|text| text.as_bytes().to_vec()),
        1 => prop_oneof![Just("é"), Just("٣"), Just("\n"), Just("\u{7f}"), Just(":"), Just("/")]
            .prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_shape_matches_exactly_what_the_regular_expression_matches(
        pattern in patterns(),
        texts in proptest::collection::vec(texts(), 1..40),
    ) {
        let reference = regex::bytes::Regex::new(&format!("^(?:{pattern})$")).expect("a pattern");
        let tried = Pattern::new(&pattern).expect("a pattern");
        for text in texts {
            let matched = tried.matches(&text) == Verdict::Match;
            prop_assert_eq!(matched, reference.is_match(&text), "{} {:?}", pattern, text);
        }
    }

    #[test]
    fn a_shape_matches_the_texts_made_from_it(
        text in "(PC|DP|CUa) 0[0-9]{5} [0-9]{2}( [0-9]{5})?",
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let pattern = "(PC|DP|CUa) 0[0-9]{5} [0-9]{2}( [0-9]{5})?";
        let reference = regex::bytes::Regex::new(&format!("^(?:{pattern})$")).expect("a pattern");
        let tried = Pattern::new(pattern).expect("a pattern");
        prop_assert!(tried.shapes.is_some());
        let mut text = text.into_bytes();
        prop_assert_eq!(tried.matches(&text), Verdict::Match);
        let at = at.index(text.len());
        text[at] = byte;
        prop_assert_eq!(tried.matches(&text) == Verdict::Match, reference.is_match(&text));
    }
}
