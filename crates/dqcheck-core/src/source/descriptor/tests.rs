use serde_json::json;

use super::*;

fn read(value: Value) -> (Descriptor, Vec<(&'static str, String)>) {
    let (descriptor, faults) = Descriptor::read(&value, "");
    let faults = faults.into_iter().map(|fault| (fault.id(), fault.pointer));
    (descriptor, faults.collect())
}

#[test]
fn every_property_of_both_versions_is_read() {
    let (descriptor, faults) = read(json!({
        "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "csvddfVersion": 1.2, "title": "x",
        "delimiter": "||", "lineTerminator": ";\n", "quoteChar": "'", "doubleQuote": false, "escapeChar": "\\",
        "nullSequence": "\\N", "skipInitialSpace": true, "header": true, "headerRows": [2, 1], "headerJoin": "-",
        "commentChar": "//", "commentRows": [4], "caseSensitiveHeader": true, "skipBlankRows": true
    }));
    assert_eq!(faults, []);
    let expected = Descriptor {
        delimiter: Some("||".to_owned()),
        line_terminator: Some(";\n".to_owned()),
        quote: Some(Quote::Char('\'')),
        double_quote: Some(false),
        escape: Some('\\'),
        null_sequence: Some("\\N".to_owned()),
        skip_initial_space: Some(true),
        header: Some(true),
        header_rows: Some(vec![1, 2]),
        header_join: Some("-".to_owned()),
        comment: Some("//".to_owned()),
        comment_rows: vec![4],
        case_sensitive: Some(true),
        skip_blank_rows: true,
    };
    assert_eq!(descriptor, expected);
}

#[test]
fn a_dialect_may_be_wrapped_as_version_1_and_frictionless_do() {
    let semicolon = Descriptor {
        delimiter: Some(";".to_owned()),
        ..Descriptor::default()
    };
    for value in [
        json!({"delimiter": ";"}),
        json!({"csvddfVersion": 1.2, "dialect": {"csvddfVersion": 1.2, "delimiter": ";"}}),
        json!({"csv": {"delimiter": ";"}}),
    ] {
        assert_eq!(read(value), (semicolon.clone(), vec![]));
    }
}

#[test]
fn the_usual_line_ends_need_no_care() {
    for usual in ["\n", "\r\n", "\r"] {
        assert_eq!(
            read(json!({"lineTerminator": usual})).0,
            Descriptor::default()
        );
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_its_place() {
    let (_, faults) = read(json!({
        "csv": {"delimiter": ""}, "header": "no", "headerRows": [0], "quoteChar": "''", "sheetName": "x",
        "delimeter": ";", "zzz": 1
    }));
    let mut told: Vec<(&str, &str)> = faults.iter().map(|(id, at)| (*id, at.as_str())).collect();
    told.sort_unstable_by_key(|&(_, at)| at);
    assert_eq!(
        told,
        [
            ("dialect-value", "/csv/delimiter"),
            ("dialect-unknown-property", "/delimeter"),
            ("dialect-value", "/header"),
            ("dialect-value", "/headerRows"),
            ("dialect-value", "/quoteChar"),
            ("dialect-not-csv", "/sheetName"),
            ("dialect-unknown-property", "/zzz"),
        ]
    );
    assert_eq!(read(json!([])).1, [("dialect-kind", String::new())]);
}

#[test]
fn a_slip_of_the_keyboard_is_understood() {
    let (_, faults) = Descriptor::read(&json!({"delimeter": ";"}), "");
    assert_eq!(faults[0].help(Lang::En), "Did you mean “delimiter”?");
    assert!(!faults[0].refuses());
}

#[test]
fn a_character_cannot_stand_for_two_things() {
    for value in [
        json!({"delimiter": "\""}),
        json!({"delimiter": ";", "quoteChar": ";"}),
        json!({"delimiter": "\\", "escapeChar": "\\"}),
        json!({"delimiter": ";", "lineTerminator": ";"}),
        json!({"delimiter": "\n"}),
    ] {
        let (_, faults) = Descriptor::read(&value, "");
        assert!(faults.iter().any(DescriptorFault::refuses), "{value}");
    }
    let (_, faults) = read(json!({"delimiter": "\n", "lineTerminator": ";"}));
    assert_eq!(faults, []);
}

#[test]
fn an_escape_that_is_the_quote_means_doubled_quotes() {
    let (descriptor, faults) = read(json!({"escapeChar": "\"", "doubleQuote": false}));
    assert_eq!(
        (descriptor.escape, descriptor.double_quote, faults),
        (None, Some(true), vec![])
    );
}

#[test]
fn without_a_quote_character_quotes_are_text_which_is_told() {
    for value in [json!({"quoteChar": ""}), json!({"quoteChar": null})] {
        let (descriptor, faults) = read(value);
        assert_eq!(descriptor.quote, Some(Quote::Never));
        assert_eq!(faults, [("dialect-no-quotes", "/quoteChar".to_owned())]);
    }
}
