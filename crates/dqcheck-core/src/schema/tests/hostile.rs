//! Schemas of any make: nothing panics.

use proptest::prelude::*;
use serde_json::json;

use super::*;

/// JSON made of the words of schemas, so that every reader of a part meets values of every kind.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let words = prop::sample::select(vec![
        "fields",
        "name",
        "type",
        "constraints",
        "enum",
        "minimum",
        "primaryKey",
        "foreignKeys",
        "reference",
        "uniqueKeys",
        "missingValues",
        "value",
        "customCheck",
        "custom_checks",
        "params",
        "dqcheck",
        "checks",
        "fieldsMatch",
        "contraints",
        "integer",
        "number",
        "string",
        "1",
        "a/b~c",
        "é😀",
        "",
    ]);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(Into::into),
        words.clone().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((words.clone(), inner), 0..6).prop_map(|entries| {
                let entries = entries
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value));
                serde_json::Value::Object(entries.collect())
            }),
        ]
    })
}

fn use_all(text: &[u8]) {
    let Ok(Read { schema, faults }) = read(text) else {
        return;
    };
    let text = std::str::from_utf8(text).expect("read above");
    for cause in causes(text, &faults) {
        for place in &cause.places {
            cause.message(Some(place), Lang::Fr);
            let excerpt = place.excerpt.as_ref().expect("a line");
            assert!(excerpt.text.get(excerpt.highlight.clone()).is_some());
        }
        assert_eq!(cause.count, cause.places.len() as u64);
    }
    for rule in &schema.rules {
        let _ = (rule.column(&schema, "column"), rule.numbers("box", 4));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        use_all(&bytes);
    }

    #[test]
    fn no_json_makes_the_reader_panic(fields in any_json(), rest in any_json()) {
        let mut schema = json!({"fields": [{"name": "a", "more": rest.clone()}, fields]});
        if let Some(rest) = rest.as_object() {
            let rest = rest.clone().into_iter().filter(|(key, _)| key != "fields");
            schema.as_object_mut().expect("an object").extend(rest);
        }
        use_all(schema.to_string().as_bytes());
    }

    #[test]
    fn no_damage_to_a_schema_makes_the_reader_panic(at in 0..1000_usize, length in 0..9_usize, put in ".{0,3}") {
        let text = "\u{feff}{\"fields\": [{\"name\": \"é\\u00e9\", \"type\": \"number\", \"exemple\": [1e5, {\"a\": null}],\r\n\
                    \"constraints\": {\"minimum\": \"-0.5\", \"enum\": [1, 2]}}], \"primaryKey\": [\"é\"]}";
        let mut bytes = text.as_bytes().to_vec();
        let start = at % bytes.len();
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put.bytes());
        use_all(&bytes);
    }
}
