//! What holds for every type, and helpers for the tests of each.

use serde_json::Value;

use super::*;
use crate::check::{CheckDef, Example};
use crate::diagnostic::is_throughout;
use crate::message::Lang;
use crate::rows::{Span, State};

/// A field, from what a schema says of it.
pub(super) fn field(json: &str) -> Field {
    let Ok(Value::Object(properties)) = serde_json::from_str(json) else {
        panic!("not an object: {json}");
    };
    let text = |key: &str, default: &str| match properties.get(key) {
        Some(Value::String(text)) => text.clone(),
        _ => default.to_owned(),
    };
    Field {
        name: text("name", "field"),
        type_name: text("type", "string"),
        format: text("format", "default")
            .trim_start_matches("fmt:")
            .to_owned(),
        pointer: "/fields/0".to_owned(),
        properties,
        ..Field::default()
    }
}

pub(super) fn bound(json: &str) -> Box<dyn FieldType> {
    let field = field(json);
    let known = find(&field.type_name).expect("a type of the standard");
    (known.bind)(&field).unwrap_or_else(|fault| panic!("{json}: {fault:?}"))
}

/// Why the type refuses a text.
pub(super) fn reason(field_type: &dyn FieldType, text: &str) -> &'static str {
    match field_type.scalar(text.as_bytes()) {
        Ok(scalar) => panic!("{text:?} is read as {scalar:?}"),
        Err(reason) => field_type.def().reasons[reason].id,
    }
}

/// Reads a column, and says which rows fail.
pub(super) fn read(field_type: &dyn FieldType, texts: &[&str]) -> (View, Vec<usize>) {
    let (view, faults) = read_faults(field_type, texts);
    (
        view,
        faults.0.iter().map(|fault| fault.row as usize).collect(),
    )
}

fn read_faults(field_type: &dyn FieldType, texts: &[&str]) -> (View, Faults) {
    let mut spans = Vec::new();
    let mut text = String::new();
    for cell in texts {
        let start = text.len() as u32;
        text.push_str(cell);
        spans.push(Span {
            start,
            end: text.len() as u32,
        });
        text.push(',');
    }
    let mut states = vec![State::Present; texts.len()];
    let mut cells = Cells {
        text: text.as_bytes(),
        spans: &spans,
        states: &mut states,
    };
    let (mut view, mut faults) = (View::default(), Faults::default());
    field_type.read(&mut cells, &mut view, &mut faults);
    for (row, state) in states.iter().enumerate() {
        let failed = faults.0.iter().any(|fault| fault.row as usize == row);
        assert_eq!(*state == State::Bad, failed, "row {row} of {texts:?}");
    }
    (view, faults)
}

/// The field of an example, and its cells.
fn column(example: &Example) -> (Field, Vec<String>) {
    let schema: Value = serde_json::from_str(example.schema).expect(example.schema);
    let mut rows = csv::Reader::from_reader(example.data.as_bytes());
    let cells = rows
        .records()
        .map(|row| row.expect(example.data)[0].to_owned());
    (field(&schema["fields"][0].to_string()), cells.collect())
}

fn examples() -> impl Iterator<Item = (&'static CheckDef, &'static Example)> {
    checks().flat_map(|check| check.examples.iter().map(move |example| (check, example)))
}

#[test]
fn every_example_passes_or_fails_as_it_says() {
    for (check, example) in examples() {
        let (field, cells) = column(example);
        let bound = (find(&field.type_name).expect("a type").bind)(&field).expect(example.schema);
        assert!(
            bound.def() == check,
            "{} is not the check of {}",
            check.id,
            example.schema
        );
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (_, faults) = read_faults(&*bound, &texts);
        let expected = example.fails.map(|id| check.reason(id).expect(id));
        let found: Vec<Option<usize>> = match told(&*bound, &faults, texts.len()) {
            reasons if reasons.is_empty() => vec![None],
            reasons => reasons.into_iter().map(Some).collect(),
        };
        assert!(
            found.iter().all(|found| *found == expected),
            "{example:?}: {found:?}"
        );
    }
}

/// The reasons of the faults in a column of so many cells, or the one of the column.
fn told(field_type: &dyn FieldType, faults: &Faults, cells: usize) -> Vec<usize> {
    let index = |id| field_type.def().reason(id).expect(id);
    let reasons = || faults.0.iter().map(|fault| usize::from(fault.reason));
    let wrong = faults.0.len();
    let whole = field_type.throughout().iter().find(|(of, _)| {
        let count = reasons().filter(|reason| *reason == index(of)).count();
        is_throughout(count as u64, wrong as u64, wrong < cells)
    });
    match whole {
        Some((_, whole)) => vec![index(whole)],
        None => reasons().collect(),
    }
}

#[test]
fn every_reason_has_an_example_and_no_example_is_without_its_reason() {
    for check in checks().filter(|check| !check.examples.is_empty()) {
        assert!(
            check.examples.iter().any(|example| example.fails.is_none()),
            "{}",
            check.id
        );
        for reason in check.reasons {
            let shown = check
                .examples
                .iter()
                .any(|example| example.fails == Some(reason.id));
            assert!(shown, "{} has no example of {}", check.id, reason.id);
        }
    }
}

#[test]
fn every_message_of_every_example_has_all_its_values() {
    for (check, example) in examples().filter(|(_, example)| example.fails.is_some()) {
        let (field, cells) = column(example);
        let bound = (find(&field.type_name).expect("a type").bind)(&field).expect(example.schema);
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (_, faults) = read_faults(&*bound, &texts);
        let of_column = Args::new().with("count", 3_u64).with("examples", "e");
        for (cell, told) in cells.iter().zip(told(&*bound, &faults, cells.len())) {
            let reason = bound.scalar(cell.as_bytes()).expect_err(cell);
            let shared = Args::new().with("field", "f").and(&bound.constants());
            let own = Args::new()
                .with("value", "v")
                .and(&bound.details(reason, cell.as_bytes()));
            let own = if told == reason {
                own
            } else {
                own.and(&of_column)
            };
            let reason = &check.reasons[told];
            for lang in Lang::ALL {
                let message = reason.message.fill(&shared.clone().and(&own), lang);
                assert!(!has_placeholder(&message), "{}: {message}", check.id);
                // Said once for all places: it must not need the value of one.
                let help = reason.help.fill(&shared, lang);
                assert!(!has_placeholder(&help), "{}: {help}", check.id);
            }
        }
    }
}

/// Whether a `{name}` was left as it is.
fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|after| {
        let name = after.split('}').next().unwrap_or("");
        name.len() < after.len()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

#[test]
fn ids_are_kebab_case_and_unique() {
    let mut seen = std::collections::HashSet::new();
    for check in checks() {
        assert!(seen.insert(check.id), "{}", check.id);
        let mut reasons = std::collections::HashSet::new();
        for id in check
            .reasons
            .iter()
            .map(|reason| reason.id)
            .chain([check.id])
        {
            assert!(
                id.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{id}"
            );
            if id != check.id {
                assert!(reasons.insert(id), "{} has {id} twice", check.id);
            }
        }
    }
}

#[test]
fn the_types_of_the_standard_are_found_by_name() {
    assert!(find("yearmonth").is_some());
    assert!(find("Integer").is_none());
    assert_eq!(ALL.len(), 16);
}

#[test]
fn nothing_that_a_cell_may_hold_makes_a_type_panic() {
    let hostile: [&[u8]; 22] = [
        b"",
        b"-",
        b"\xff",
        b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7\xf6",
        b"\0",
        b"[",
        b"{\"a\":",
        b"%",
        b"@",
        b"@.@",
        b"e",
        "é".as_bytes(),
        "1é:é".as_bytes(),
        b"99999999999999999999999",
        b"24:00:00.",
        b"2021-03-1\xc3",
        b"+",
        b"0000-00-00T00:00:00Z",
        "\u{130}\u{130}t1".as_bytes(),
        b"T1:1:1",
        b"-T-",
        b"1/1/1/1",
    ];
    for known in ALL {
        for format in [
            "default",
            "any",
            "email",
            "uri",
            "binary",
            "uuid",
            "array",
            "object",
            "topojson",
            "%d/%m/%Y %p %B %z",
        ] {
            let field = field(&format!(
                r#"{{"type":"{}","format":"{format}"}}"#,
                known.name
            ));
            let Ok(bound) = (known.bind)(&field) else {
                continue;
            };
            for text in hostile {
                if let Err(reason) = bound.scalar(text) {
                    assert!(reason < bound.def().reasons.len());
                    let _ = bound.details(reason, text);
                }
                bound.key(text, &mut Vec::new());
                let _ = bound.exact(text, b"1");
                let span = [Span {
                    start: 0,
                    end: text.len() as u32,
                }];
                let mut cells = Cells {
                    text,
                    spans: &span,
                    states: &mut [State::Present],
                };
                bound.read(&mut cells, &mut View::default(), &mut Faults::default());
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn a_column_is_read_as_each_of_its_cells(
        cells in proptest::collection::vec("[-+0-9.,:/TZ a-f]{0,20}|(true|false|2021-0[1-9]-1[0-9]|[0-9]{1,9}[.][0-9]{1,9})", 1..6),
    ) {
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        for known in ALL {
            let bound = bound(&format!(r#"{{"type":"{}"}}"#, known.name));
            let (view, bad) = read(&*bound, &texts);
            for (row, text) in texts.iter().enumerate() {
                let scalar = bound.scalar(text.as_bytes());
                proptest::prop_assert_eq!(scalar.is_err(), bad.contains(&row));
                let Ok(scalar) = scalar else {
                    continue;
                };
                let value = match &view {
                    View::Text => Scalar::Text,
                    View::Numbers(values) => Scalar::Number(values[row]),
                    View::Ordinals(values) => Scalar::Ordinal(values[row]),
                    View::Points(values) => Scalar::Point(values[row]),
                    View::Lengths(values) => Scalar::Length(values[row]),
                };
                proptest::prop_assert_eq!(scalar, value, "{} {}", known.name, text);
            }
        }
    }
}
