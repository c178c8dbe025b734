//! The examples of every check are true, and hostile schemas harm nobody.

use proptest::prelude::*;

use super::*;

/// The reasons for which a schema fails a check, each once.
fn reasons(def: &CheckDef, schema: &str) -> Vec<&'static str> {
    let linted = lint(schema, |_| {}).unwrap_or_else(|error| panic!("{}: {error}", def.id));
    let mut reasons: Vec<_> = linted
        .causes
        .iter()
        .filter(|cause| cause.check == def)
        .map(|cause| cause.reason().id)
        .collect();
    reasons.dedup();
    reasons
}

#[test]
fn every_example_of_every_check_is_true() {
    for def in CHECKS {
        for example in def.examples {
            let due: Vec<&str> = example.fails.into_iter().collect();
            assert_eq!(
                reasons(def, example.schema),
                due,
                "{} {}",
                def.id,
                example.schema
            );
        }
        for reason in def.reasons {
            let shown = def.examples.iter().any(|one| one.fails == Some(reason.id));
            assert!(shown, "{} has no example of {}", def.id, reason.id);
        }
    }
}

#[test]
fn every_check_has_its_words_in_both_languages() {
    for check in CHECKS {
        let reasons = check.reasons.iter().flat_map(|r| [r.message, r.help]);
        for text in [check.title, check.why].into_iter().chain(reasons) {
            assert!(!text.en.is_empty() && !text.fr.is_empty() && text.en != text.fr);
            assert!(
                !text.en.contains("  ") && !text.fr.contains("  "),
                "{}",
                text.en
            );
        }
    }
}

#[test]
fn what_is_only_doubtful_is_not_told_when_data_is_checked() {
    for def in CHECKS {
        for example in def.examples {
            let read = schema::read(example.schema.as_bytes()).expect("a schema");
            let bound = Plan::bind(&read.schema, &[], &Binding::default()).1;
            let told = read.faults.iter().chain(&bound);
            assert!(!told.map(|fault| fault.check).any(|check| check == *def));
        }
    }
}

fn words() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "",
        "NA",
        "a|b",
        "^a$b",
        "5",
        "-1",
        "2024-01-01",
        "DD/MM",
        "%",
        "é\"\n",
        "(",
        "a{999}{999}",
    ]);
    prop_oneof![
        word.prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_field_makes_it_panic(
        type_name in prop::sample::select(vec!["string", "integer", "number", "date", "boolean", "year", "geopoint", "list", "x"]),
        properties in prop::collection::hash_map(prop::sample::select(vec![
            "format", "example", "title", "trueValues", "missingValues", "decimalChar", "customCheck",
        ]), prop_oneof![words(), prop::collection::vec(words(), 0..3).prop_map(Value::from)], 0..4),
        constraints in prop::collection::hash_map(prop::sample::select(vec![
            "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "pattern", "enum", "required",
        ]), prop_oneof![words(), prop::collection::vec(words(), 0..3).prop_map(Value::from)], 0..5),
    ) {
        let mut field = serde_json::json!({"name": "a", "type": type_name, "constraints": constraints});
        for (key, value) in properties {
            field[key] = value;
        }
        let schema = serde_json::json!({"fields": [field, {"name": "latitude", "type": "number"}]});
        let linted = lint(&schema.to_string(), |_| {});
        prop_assert!(linted.is_ok());
        let open = regex::Regex::new(r"\{[a-z]+\}").expect("a pattern");
        for cause in linted.expect("a schema").causes {
            for place in &cause.places {
                for lang in crate::message::Lang::ALL {
                    let (message, help) = (cause.message(Some(place), lang), cause.help(Some(place), lang));
                    prop_assert!(!open.is_match(&message), "{}", message);
                    prop_assert!(!open.is_match(&help), "{}", help);
                }
            }
        }
    }
}
