mod hostile;
mod places;

use serde_json::json;

use super::faults::unread_file;
use super::*;
use crate::check::Severity;
use crate::message::{Lang, Text};

/// What is wrong with a schema: `check/reason` and the pointer, `#` after it where the key is meant.
fn told(schema: &str) -> Vec<(String, String)> {
    let read = read(schema.as_bytes()).expect("a schema that can be used");
    read.faults.iter().map(name).collect()
}

fn name(fault: &Fault) -> (String, String) {
    let reason = fault.check.reasons[fault.reason].id;
    let at = if fault.at_key { "#" } else { "" };
    (
        format!("{}/{reason}", fault.check.id),
        format!("{}{at}", fault.pointer),
    )
}

fn fault(name: &str, pointer: &str) -> (String, String) {
    (name.to_owned(), pointer.to_owned())
}

fn of(schema: &str) -> Schema {
    read(schema.as_bytes())
        .expect("a schema that can be used")
        .schema
}

fn refused(text: &[u8]) -> SchemaError {
    read(text).expect_err("no schema")
}

#[test]
fn the_examples_of_each_check_are_told_as_they_say() {
    // A check that a schema names is looked up when it is bound, another table when the data is checked.
    let bound = [
        "unknown-check",
        "unavailable-check",
        "missing-param",
        "invalid-param",
        "unknown-param",
        "unchecked-reference",
        "unusable-commune",
        "unread-file",
    ];
    for check in CHECKS.iter().filter(|check| !bound.contains(&check.id)) {
        assert!(check.examples.len() > 1, "{}", check.id);
        for example in check.examples {
            let read = read(example.schema.as_bytes()).expect(example.schema);
            let mut reasons = read.faults.iter().filter(|fault| fault.check == *check);
            let reason = reasons.next().map(|fault| check.reasons[fault.reason].id);
            assert_eq!(reason, example.fails, "{}", example.schema);
        }
    }
}

#[test]
fn a_good_schema_is_read_whole_and_nothing_is_told() {
    let schema = r#"{
        "name": "UPPER Case", "title": "Places", "keywords": [], "path": "x", "countryCode": "FR",
        "missingValues": ["", "NA"], "primaryKey": ["id", "day"], "fieldsMatch": "subset",
        "fields": [
            {"name": "id", "title": "Id", "description": "…", "type": "integer", "example": "not a number",
             "constraints": {"required": true, "minimum": 1}, "title_fr": "Identifiant", "comment": "…"},
            {"name": "day", "type": "date", "format": "fmt:%d/%m/%Y", "missingValues": ["-"],
             "constraints": {"maximum": "31/12/2030"}},
            {"name": "free"}
        ]}"#;
    assert_eq!(told(schema), []);
    let schema = of(schema);
    assert_eq!(schema.title.as_deref(), Some("Places"));
    assert_eq!(schema.missing_values, ["", "NA"]);
    assert_eq!(schema.primary_key, ["id", "day"]);
    assert_eq!(schema.fields_match, Some(FieldsMatch::Subset));
    let [id, day, free] = &schema.fields[..] else {
        panic!("three fields")
    };
    assert_eq!(id.constraints.len(), 2);
    assert_eq!(id.missing_values, None);
    assert_eq!(day.format, "%d/%m/%Y");
    assert_eq!(day.missing_values.as_deref(), Some(&["-".to_owned()][..]));
    assert_eq!((&*free.type_name, &*free.format), ("string", "default"));
    assert_eq!(free.pointer, "/fields/2");
}

#[test]
fn missing_values_may_have_labels_and_fields_of_version_2_are_of_any_type() {
    let schema = |profile: &str| {
        format!(
            r#"{{{profile} "fields": [{{"name": "a"}}], "missingValues": [{{"value": "-9", "label": "unknown"}}, ""]}}"#
        )
    };
    let v2 = schema(r#""$schema": "https://datapackage.org/profiles/2.0/tableschema.json","#);
    for (schema, type_name) in [(v2, "any"), (schema(""), "string")] {
        assert_eq!(told(&schema), []);
        assert_eq!(of(&schema).missing_values, ["-9", ""]);
        assert_eq!(of(&schema).fields[0].type_name, type_name);
    }
}

#[test]
fn without_missing_values_only_an_empty_cell_is_missing_and_an_empty_list_means_none() {
    assert_eq!(of(r#"{"fields": ["a"]}"#).missing_values, [""]);
    let none = of(r#"{"fields": ["a"], "missingValues": []}"#);
    assert!(none.missing_values.is_empty());
}

#[test]
fn a_rule_that_is_told_is_not_applied_and_the_others_are() {
    let schema = r#"{"fields": [{"name": "n", "type": "integer", "enum": [1], "pattern": "[0-9]",
        "constraints": {"required": "yes", "minimum": "1", "maximum": 9, "pattern": "[0-9]", "maxLength": -1,
                        "trueValues": ["x"], "even": true}}]}"#;
    let mut told = told(schema);
    told.sort();
    assert_eq!(
        told,
        [
            fault(
                "invalid-property/too-small",
                "/fields/0/constraints/maxLength"
            ),
            fault("invalid-property/type", "/fields/0/constraints/required"),
            fault("misplaced-property/beside-constraints", "/fields/0/enum#"),
            fault(
                "misplaced-property/beside-constraints",
                "/fields/0/pattern#"
            ),
            fault(
                "misplaced-property/inside-constraints",
                "/fields/0/constraints/trueValues#"
            ),
            fault("quoted-bound/quoted", "/fields/0/constraints/minimum"),
            fault(
                "unknown-constraint/not-for-type",
                "/fields/0/constraints/maxLength#"
            ),
            fault(
                "unknown-constraint/not-for-type",
                "/fields/0/constraints/pattern#"
            ),
            fault("unknown-constraint/unknown", "/fields/0/constraints/even#"),
        ]
    );
    let constraints = json!({"minimum": "1", "maximum": 9});
    assert_eq!(
        of(schema).fields[0].constraints,
        *constraints.as_object().expect("an object")
    );
}

#[test]
fn a_field_without_a_name_is_left_out_and_the_others_keep_their_pointers() {
    let schema =
        r#"{"fields": [{"type": "string"}, {"name": ""}, {"name": 3}, 4, "b", {"name": "c"}]}"#;
    assert_eq!(
        told(schema),
        [
            fault("invalid-property/no-name", "/fields/0"),
            fault("invalid-property/no-name", "/fields/1/name"),
            fault("invalid-property/type", "/fields/2/name"),
            fault("invalid-property/type", "/fields/3"),
            fault("invalid-property/only-name", "/fields/4"),
        ]
    );
    let schema = of(schema);
    let fields = schema
        .fields
        .iter()
        .map(|field| (&*field.name, &*field.pointer));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [("b", "/fields/4"), ("c", "/fields/5")]
    );
}

#[test]
fn an_unknown_type_is_told_once_and_its_field_is_text() {
    let schema = r#"{"fields": [{"name": "n", "type": "Float", "constraints": {"minimum": 1, "required": true}},
                                {"name": "m", "type": ["string", "null"]}]}"#;
    assert_eq!(
        told(schema),
        [
            fault("unknown-type/misspelt", "/fields/0/type"),
            fault("unknown-type/unknown", "/fields/1/type"),
        ]
    );
    let read = read(schema.as_bytes()).expect("a schema");
    assert_eq!(
        read.faults[0].args.get("suggestion"),
        Some(&"number".into())
    );
    let field = &read.schema.fields[0];
    assert_eq!(field.type_name, "string");
    assert!(
        field.constraints.contains_key("required") && !field.constraints.contains_key("minimum")
    );
}

#[test]
fn a_key_with_a_part_that_is_no_field_is_no_key() {
    let schema = r#"{"fields": [{"name": "code_commune"}, {"name": "rue"}], "primaryKey": ["rue", "Code Commune"],
        "foreignKeys": [{"fields": "ville", "reference": {"resource": "", "fields": "rue"}}]}"#;
    assert_eq!(
        told(schema),
        [
            fault("unknown-field/misspelt", "/primaryKey/1"),
            fault("unknown-field/unknown", "/foreignKeys/0/fields"),
        ]
    );
    assert!(of(schema).primary_key.is_empty() && of(schema).foreign_keys.is_empty());
}

#[test]
fn keys_are_read_however_they_are_written_and_what_cannot_be_looked_up_is_left_out() {
    let schema = r#"{"fields": [{"name": "a"}, {"name": "b"}], "primaryKey": [],
        "uniqueKeys": [["a"], ["a", "b"], ["b", "c"], [], ["a"], "a"],
        "foreignKeys": [
            {"fields": "a", "reference": {"fields": "b"}},
            {"fields": ["a", "b"], "reference": {"resource": "towns", "fields": ["x", "y"]}},
            {"fields": ["a", "b"], "reference": {"resource": "towns", "fields": "x"}},
            {"fields": "a", "reference": {"resource": "", "fields": "x"}},
            {"fields": [], "reference": {"resource": "towns", "fields": []}},
            {"fields": "a"}
        ]}"#;
    let read = of(schema);
    assert!(read.primary_key.is_empty());
    assert_eq!(read.unique_keys, [vec!["a"], vec!["a", "b"]]);
    let keys = read.foreign_keys.iter();
    let keys: Vec<_> = keys
        .map(|key| {
            (
                key.pointer.as_str(),
                key.resource.as_deref(),
                key.reference.len(),
            )
        })
        .collect();
    assert_eq!(
        keys,
        [
            ("/foreignKeys/0", None, 1),
            ("/foreignKeys/1", Some("towns"), 2),
            ("/foreignKeys/3", None, 1)
        ]
    );
    assert_eq!(
        told(schema),
        [
            fault("invalid-property/incomplete", "/foreignKeys/5"),
            fault("invalid-property/type", "/uniqueKeys/5"),
            fault("unknown-field/unknown", "/uniqueKeys/2/1"),
            fault("unknown-field/unknown", "/foreignKeys/3/reference/fields"),
            fault("uneven-reference/uneven", "/foreignKeys/2/reference/fields"),
        ]
    );
}

#[test]
fn only_the_first_of_many_unknown_names_get_a_suggestion() {
    let key: Vec<String> = (0..1_000).map(|_| "siret".to_owned()).collect();
    let schema = json!({"fields": ["num_siret"], "primaryKey": key}).to_string();
    let suggested = told(&schema)
        .iter()
        .filter(|(reason, _)| reason == "unknown-field/misspelt")
        .count();
    assert_eq!(suggested, 20);
}

#[test]
fn a_remark_at_the_top_of_a_schema_is_no_misplaced_rule() {
    let prose = r#"{"fields": [{"name": "a"}], "constraints": "No two units may overlap.", "unit": "m", "author": 1}"#;
    assert_eq!(told(prose), []);
}

#[test]
fn checks_are_asked_for_in_three_places() {
    let schema = of(
        r#"{"fields": [{"name": "a"}, {"name": "b", "customCheck": "siret"},
                                   {"name": "c", "customCheck": {"name": "code-commune-insee", "cog": "2024"}}],
        "custom_checks": [{"name": "sum", "params": {"column": "a"}}, {"params": {}}],
        "dqcheck": {"checks": [{"name": "box", "params": {"box": [1, 2, 3, 4]}}]}}"#,
    );
    let rules: Vec<_> = schema
        .rules
        .iter()
        .map(|rule| (&*rule.name, rule.field, &*rule.pointer, rule.params.len()))
        .collect();
    assert_eq!(
        rules,
        [
            ("sum", None, "/custom_checks/0", 1),
            ("box", None, "/dqcheck/checks/0", 1),
            ("siret", Some(1), "/fields/1/customCheck", 1),
            ("code-commune-insee", Some(2), "/fields/2/customCheck", 2),
        ]
    );
}

#[test]
fn a_binder_gets_the_settings_or_the_fault_to_report() {
    let schema = of(
        r#"{"fields": [{"name": "num_siret"}, {"name": "c", "customCheck": {"name": "x", "cog": 1}}],
        "custom_checks": [{"name": "x", "params": {"column": "siret", "box": [1, 2.5], "columns": ["c", "num_siret"]}},
                          {"name": "x", "params": {"colunm": "c"}}]}"#,
    );
    let [first, second, third] = &schema.rules[..] else {
        panic!("three rules")
    };
    let fails = |fault: Fault| name(&fault);
    assert_eq!(first.columns(&schema, "columns").expect("there"), [1, 0]);
    assert_eq!(first.numbers("box", 2).expect("there"), [1.0, 2.5]);
    assert_eq!(first.text("nothing").expect("absent"), None);
    assert_eq!(
        first.column(&schema, "column").map_err(fails),
        Err(fault(
            "unknown-field/misspelt",
            "/custom_checks/0/params/column"
        ))
    );
    assert_eq!(
        first.numbers("box", 4).map_err(fails),
        Err(fault(
            "invalid-param/numbers",
            "/custom_checks/0/params/box"
        ))
    );
    assert_eq!(
        first.columns(&schema, "column").map_err(fails),
        Err(fault(
            "invalid-param/invalid",
            "/custom_checks/0/params/column"
        ))
    );
    assert_eq!(
        second.column(&schema, "column").map_err(fails),
        Err(fault(
            "missing-param/misspelt",
            "/custom_checks/1/params/colunm#"
        ))
    );
    assert_eq!(
        second.numbers("box", 4).map_err(fails),
        Err(fault("missing-param/missing", "/custom_checks/1"))
    );
    assert_eq!(third.column(&schema, "column").expect("its own"), 1);
    assert_eq!(
        third.text("cog").map_err(fails),
        Err(fault("invalid-param/invalid", "/fields/1/customCheck/cog"))
    );
    let unknown = third.unknown(["french-siret-value", "xx"].into_iter());
    assert_eq!(
        name(&unknown),
        fault("unknown-check/unknown", "/fields/1/customCheck/name")
    );
}

#[test]
fn every_sentence_is_filled_in_both_languages() {
    let text = r#"{"fields": [{"name": "n", "type": "Float", "exemple": 1, "nullable": true, "primaryKey": 1},
        {"name": "n", "type": "list", "enum": [], "constraints": {"min": 1, "even": 1, "format": "", "pattern": "a"}},
        {"name": "k", "type": "colour", "trueValues": 1, "decimalChar": ""}, {}, "x",
        {"name": "b", "name": "b", "type": "number", "constraints": {"minimum": "1", "maximum": false, "minLength": -1},
         "missingValues": [{"value": "-", "label": "none"}, {"value": "-", "label": "none"}]},
        {"name": "a", "type": "number", "categories": [1]}],
        "primaryKey": ["N", "z"], "fieldsMatch": 3, "required": [], "custom_checks":
        [{"name": "c"}, {"name": "id-rnb"}, {"name": "d", "params": {"colunm": 1, "column2": [1]}}], "foreignKeys": [{},
        {"fields": "k", "reference": {"resource": "r", "fields": ["a", "b"]}},
        {"fields": "k", "reference": {"resource": "r", "fields": ["a"]}}]}"#;
    let Read { schema, mut faults } = read(text.as_bytes()).expect("a schema");
    for rule in &schema.rules {
        faults.extend(rule.column(&schema, "column").err());
        faults.extend(rule.column(&schema, "column2").err());
        faults.extend(rule.numbers("column2", 4).err());
        faults.extend(rule.unknown_params(["column"].into_iter()));
        let code = Text { en: "", fr: "" };
        faults.push(rule.unknown_code("column2", None, "9201", code, None));
        faults.push(rule.unknown_code("column2", Some(0), "9201", code, Some("92012")));
        faults.push(rule.unknown(["siret"].into_iter()));
        faults.push(rule.unknown([rule.name.to_uppercase().as_str()].into_iter()));
    }
    for reason in 0..unchecked_reference::CHECK.reasons.len() {
        faults.push(unchecked_reference::fault(&schema.foreign_keys[0], reason));
    }
    for reason in 0..unusable_commune::CHECK.reasons.len() {
        let fault = unusable_commune::fault(&schema.rules[0], reason);
        let values = ["commune", "code", "name", "other"];
        let filled = values
            .into_iter()
            .fold(fault, |fault, name| fault.with(name, "92012"));
        faults.push(filled);
    }
    let request = &schema.rules[0];
    for why in [
        NoFile::NoFolder,
        NoFile::Outside,
        NoFile::Address,
        NoFile::Missing,
        NoFile::Unreadable,
        NoFile::TooLarge(256),
        NoFile::TooLargeTogether(256),
    ] {
        faults.push(unread_file::fault(request, "codes.csv", why));
    }
    faults.push(unread_file::no_table(request, "codes.csv"));
    for name in ["insee", "rue"] {
        let labels = ["code_insee".to_owned()];
        let pointer = request.pointer_of("reference");
        let fault = unread_file::no_column(request, "codes.csv", pointer, name, &labels);
        faults.push(fault);
    }
    let told: std::collections::BTreeSet<_> = faults
        .iter()
        .map(|fault| (fault.check.id, fault.reason))
        .collect();
    let reasons: usize = CHECKS.iter().map(|check| check.reasons.len()).sum();
    // All but `invalid`, which a change of the profile may one day need.
    assert_eq!(told.len(), reasons - 1);
    let open = regex::Regex::new(r"\{[a-z]+\}").expect("a pattern");
    for cause in causes(text, &faults) {
        for lang in Lang::ALL {
            for place in &cause.places {
                for words in [
                    cause.message(Some(place), lang),
                    cause.help(Some(place), lang),
                ] {
                    assert!(!open.is_match(&words), "{}: {words}", cause.check.id);
                }
            }
        }
    }
}

#[test]
fn every_check_has_its_words_in_both_languages() {
    for check in CHECKS {
        let reasons = check.reasons.iter().flat_map(|r| [r.message, r.help]);
        for Text { en, fr } in [check.title, check.why].into_iter().chain(reasons) {
            assert!(
                !en.is_empty() && !fr.is_empty() && en != fr,
                "{}: {en}",
                check.id
            );
            assert!(
                !en.contains("  ") && !fr.contains("  "),
                "{}: {en} {fr}",
                check.id
            );
        }
    }
}

#[test]
fn a_text_that_is_not_json_is_refused_with_the_place_and_what_is_wrong() {
    let at = |text: &str| match refused(text.as_bytes()) {
        SchemaError::NotJson { place, problem } => (place.line, place.column, problem),
        other => panic!("{other}"),
    };
    assert_eq!(at(""), (1, 1, Problem::Empty));
    assert_eq!(at("{\n \"é\": 1,\n}"), (2, 8, Problem::TrailingComma));
    assert_eq!(at("{\"a\": 1\n \"b\": 2}"), (1, 8, Problem::MissingComma));
    assert_eq!(at("{\"é\": 'b'}"), (1, 7, Problem::SingleQuotes));
    assert_eq!(at("{\n  \"a\": [1, 2}"), (2, 13, Problem::Other));
    assert_eq!(at("{\n  \"a\": [1, 2"), (2, 8, Problem::Unclosed));
    assert_eq!(at("{ // what\n}"), (1, 3, Problem::Comment));
    assert_eq!(at("{\"a\": “b”}"), (1, 7, Problem::MissingQuotes));
    assert_eq!(at("{\"a\" 1}"), (1, 6, Problem::MissingColon));
    assert_eq!(
        at("{\"a\": \"b,\n \"c\": 1}"),
        (1, 10, Problem::UnclosedText)
    );
    assert_eq!(at("{\"a\": \"\\d\"}"), (1, 8, Problem::Escape));
    assert_eq!(at("{\"a\": +1}"), (1, 7, Problem::Number));
    assert_eq!(at("{} {}"), (1, 4, Problem::More));
    assert_eq!(at(&"[".repeat(100_000)).2, Problem::TooDeep);
    assert_eq!(
        at(&format!("{}{}", "[".repeat(200), "]".repeat(200))).2,
        Problem::TooDeep
    );
}

#[test]
fn a_text_that_is_not_utf_8_is_refused_with_the_place() {
    let SchemaError::NotText { place } = refused(b"{\n\"\xc3\xa9t\xe9\": 1}") else {
        panic!("not UTF-8")
    };
    assert_eq!((place.line, place.column, place.bytes), (2, 4, 6..7));
}

#[test]
fn json_that_is_no_table_schema_is_refused() {
    assert_eq!(refused(b"[]"), SchemaError::NotObject);
    assert_eq!(refused(b"{}"), SchemaError::NoFields);
    assert_eq!(refused(b"{\"fields\": {\"a\": {}}}"), SchemaError::NoFields);
    assert_eq!(
        refused(b"{\"fields\": [{\"title\": \"a\"}, 1]}"),
        SchemaError::NoUsableField
    );
    for lang in Lang::ALL {
        assert!(!refused(b"[]").message(lang).is_empty());
    }
}

#[test]
fn every_published_schema_is_read() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus");
    let Ok(folders) = std::fs::read_dir(corpus) else {
        // Only a checkout that stands beside the published schemas has them; nothing to read elsewhere.
        return;
    };
    let mut count = 0;
    for folder in folders {
        let path = folder.expect("a folder").path().join("schema.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let read = read(text.as_bytes()).expect("a published schema");
        assert!(!read.schema.fields.is_empty(), "{}", path.display());
        for cause in causes(&text, &read.faults) {
            assert_eq!(cause.count, cause.places.len() as u64, "{}", path.display());
        }
        count += 1;
    }
    assert_eq!(count, 24);
}

#[test]
fn what_no_rule_is_lost_by_is_no_error() {
    let severity = |text: &str| read(text.as_bytes()).expect("a schema").faults[0].severity;
    for (text, due) in [
        (r#"{"fields": []}"#, Severity::Warning),
        (
            r#"{"fields": [{"name": "a", "constraints": {"enum": []}}]}"#,
            Severity::Warning,
        ),
        (
            r#"{"fields": [{"name": "a", "title": {"fr": "A"}}]}"#,
            Severity::Error,
        ),
        (r#"{"fields": ["a"]}"#, Severity::Warning),
        (
            r#"{"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": "0"}}]}"#,
            Severity::Warning,
        ),
        (
            r#"{"fields": [{"name": "a", "constraints": {"required": "yes"}}]}"#,
            Severity::Error,
        ),
        (
            r#"{"fields": [{"name": "a"}, {"name": 1}]}"#,
            Severity::Error,
        ),
        (
            r#"{"fields": [{"name": "a", "type": "texte"}]}"#,
            Severity::Error,
        ),
        (
            r#"{"fields": [{"name": "a"}], "fieldsMatch": "all"}"#,
            Severity::Error,
        ),
    ] {
        assert_eq!(severity(text), due, "{text}");
    }
}

#[test]
fn a_dataset_is_of_one_commune() {
    let schema = |checks: &str| {
        format!(
            r#"{{"fields": [{{"name": "insee"}}], "dqcheck": {{"commune": "92012", "checks": [{checks}]}}}}"#
        )
    };
    let rules = |schema: &Schema| -> Vec<String> {
        let rules = schema.rules.iter();
        rules.map(|rule| rule.pointer.clone()).collect()
    };
    let alone = of(&schema(""));
    assert_eq!(rules(&alone), ["/dqcheck/commune"]);

    // The check that also names a column says more; of another commune it is not heard.
    let named = r#"{"name": "out-of-commune", "params": {"commune": "92012", "insee": "insee"}}"#;
    assert_eq!(told(&schema(named)), []);
    assert_eq!(rules(&of(&schema(named))), ["/dqcheck/checks/0"]);
    let other = named.replace("92012", "92040");
    assert_eq!(
        told(&schema(&other)),
        [fault("unusable-commune/two", "/dqcheck/commune")]
    );
    assert_eq!(rules(&of(&schema(&other))), ["/dqcheck/commune"]);

    // What stands beside the schema goes before it.
    let mut asked = of(&schema(named));
    assert!(
        asked
            .ask(RuleRequest::of_commune("92012", "/commune"))
            .is_none()
    );
    assert_eq!(rules(&asked), ["/dqcheck/checks/0"]);
    let two = asked.ask(RuleRequest::of_commune("92040", "/commune"));
    assert_eq!(
        two.as_ref().map(name),
        Some(fault("unusable-commune/two", "/commune"))
    );
    assert_eq!(rules(&asked), ["/commune"]);
}
