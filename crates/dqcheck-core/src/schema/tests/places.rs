//! Where a fault stands in the text of a schema, and what is shown of it.

use super::*;

#[test]
fn a_place_counts_lines_of_every_ending_and_characters_not_bytes() {
    let text = "\u{feff}{\r\n \"é\": 1,\r\"ü\": {\"a/b~c\": [10,\n\t\"é😀\", 30]}}";
    let at = |pointer: &str, at_key| {
        let place = place(text, pointer, at_key)?;
        Some((place.line, place.column, &text[place.bytes]))
    };
    assert_eq!(at("/é", true), Some((2, 2, "\"é\"")));
    assert_eq!(at("/é", false), Some((2, 7, "1")));
    assert_eq!(at("/ü/a~1b~0c", true), Some((3, 7, "\"a/b~c\"")));
    assert_eq!(at("/ü/a~1b~0c/1", false), Some((4, 2, "\"é😀\"")));
    assert_eq!(at("/ü/a~1b~0c/2", false), Some((4, 8, "30")));
    assert_eq!(at("/ü/a/b", false), None);
    assert_eq!(
        at("", false).map(|(line, column, _)| (line, column)),
        Some((1, 1))
    );
}

#[test]
fn of_a_key_that_stands_twice_the_place_is_where_its_value_was_read() {
    let text = r#"{"fields": ["a"], "fieldsMatch": "subset", "fieldsMatch": "all"}"#;
    let read = read(text.as_bytes()).expect("a schema");
    let is_wrong = |fault: &&Fault| fault.check.reasons[fault.reason].id == "choice";
    let wrong = read.faults.iter().find(is_wrong).expect("it is told");
    let place = place(text, &wrong.pointer, false).expect("it stands there");
    assert_eq!(&text[place.bytes], "\"all\"");
}

#[test]
fn escaped_characters_in_a_schema_do_not_hide_its_places() {
    let text = r#"{"fields": [{"na\u006de": "\ud83d\ude00 \"a\"", "exempl\u0065": 1}]}"#;
    let read = read(text.as_bytes()).expect("a schema");
    let causes = causes(text, &read.faults);
    let place = &causes[0].places[0];
    assert_eq!(place.value.as_deref(), Some("exemple"));
    assert_eq!(
        place.field.as_ref().map(|field| &*field.name),
        Some("😀 \"a\"")
    );
}

#[test]
fn one_mistake_made_in_many_fields_is_one_cause_in_the_order_of_the_text() {
    let text = "{\"fields\": [\n{\"name\": \"a\", \"contraints\": {}},\n{\"name\": \"b\", \"type\": \"int\"},\n\
                {\"name\": \"c\", \"contraints\": {}}]}";
    let read = read(text.as_bytes()).expect("a schema");
    let causes = causes(text, &read.faults);
    let lines: Vec<Vec<u64>> = causes
        .iter()
        .map(|cause| {
            cause
                .places
                .iter()
                .map(|place| place.location.line)
                .collect()
        })
        .collect();
    assert_eq!(lines, [vec![2, 4], vec![3]]);
    assert_eq!((causes[0].count, causes[0].field.is_none()), (2, true));
    let field = causes[1].field.as_ref().expect("one field only");
    assert_eq!((&*field.name, field.number), ("b", 2));
    let excerpt = causes[1].places[0].excerpt.as_ref().expect("a line");
    assert_eq!(&excerpt.text[excerpt.highlight.clone()], "\"int\"");
}

#[test]
fn a_long_line_is_cut_round_the_place() {
    let pad = "é".repeat(500);
    let text =
        format!(r#"{{"a": "{pad}", "fields": [{{"name": "n", "type": "int"}}], "b": "{pad}"}}"#);
    let read = read(text.as_bytes()).expect("a schema");
    let causes = causes(&text, &read.faults);
    let excerpt = causes[0].places[0].excerpt.as_ref().expect("a line");
    assert_eq!(&excerpt.text[excerpt.highlight.clone()], "\"int\"");
    assert_eq!(
        (excerpt.text.chars().count(), excerpt.cut),
        (160, (true, true))
    );
}

#[test]
fn a_value_that_goes_on_over_lines_is_underlined_to_the_end_of_its_first() {
    let text = "{\"fields\": [{\"name\": \"n\"}], \"primaryKey\": {\n\"a\": 1}}";
    let read = read(text.as_bytes()).expect("a schema");
    let causes = causes(text, &read.faults);
    let excerpt = causes[0].places[0].excerpt.as_ref().expect("a line");
    assert_eq!(&excerpt.text[excerpt.highlight.clone()], "{");
    assert_eq!(excerpt.cut, (false, false));
}

#[test]
fn what_is_missing_is_shown_where_it_should_stand() {
    let text = r#"{"fields": ["a"], "custom_checks": [{"name": "siret"}]}"#;
    let schema = of(text);
    let missing = schema.rules[0]
        .column(&schema, "column")
        .expect_err("missing");
    let unknown = schema.rules[0].unknown(["siren", "sirets"].into_iter());
    let causes = causes(text, &[missing, unknown]);
    let values: Vec<_> = causes
        .iter()
        .map(|cause| cause.places[0].value.as_deref())
        .collect();
    assert_eq!(values, [Some(r#"{"name": "siret"}"#), Some("siret")]);
}
