//! The engine as a whole: the same findings whatever the blocks and however many threads.

mod keys;
mod rates;
mod reading;
mod territory;
mod throughout;

use std::thread;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::diagnostic::{Cause, Findings, Reading};
use crate::schema::{Field, FieldsMatch, Schema};
use crate::source::{Descriptor, Memory};

fn field(name: &str) -> Field {
    Field {
        name: name.to_owned(),
        type_name: "string".to_owned(),
        format: "default".to_owned(),
        ..Field::default()
    }
}

/// Two fields, of which the first is the key.
fn schema() -> Schema {
    Schema {
        fields: vec![field("id"), field("nom")],
        missing_values: vec![String::new()],
        primary_key: vec!["id".to_owned()],
        ..Schema::default()
    }
}

/// Every check that somebody can ask for of the file as a whole, or of its rows, and some that look at cells.
fn requests() -> Schema {
    let text = r#"{
        "fields": [{"name": "id", "type": "integer"}, {"name": "nom"}],
        "dqcheck": {"checks": [
            {"name": "duplicate-row"},
            {"name": "table-dimensions", "params": {"minRows": 10, "maxRows": 20}},
            {"name": "deviated-value", "params": {"column": "id", "interval": 0.5, "average": "median"}},
            {"name": "deviated-cell", "params": {"interval": 0.1}},
            {"name": "truncated-value"},
            {"name": "ascii-value"},
            {"name": "sequential-value", "params": {"column": "id"}},
            {"name": "forbidden-value", "params": {"column": "nom", "values": ["a", "é", "x"]}},
            {"name": "required-value", "params": {"column": "id", "values": [3, 4, 777]}},
            {"name": "row-constraint", "params": {"formula": "id % 2 == 0 or nom[:1] in ['a', 'z']"}},
            {"name": "outside-bounding-box", "params": {"longitude": "id", "latitude": "id", "box": [1, 1, 9, 9]}},
            {"name": "outside-territory", "params": {"longitude": "id", "latitude": "id", "commune": "92012"}},
            {"name": "outside-territory", "params": {"longitude": "id", "latitude": "id", "polygon": {
                "type": "Polygon", "coordinates": [[[1, 1], [20, 1], [20, 20]]]}}},
            {"name": "position-elsewhere", "params": {"longitude": "id", "latitude": "id", "commune": "nom"}},
            {"name": "imprecise-position", "params": {"longitude": "id", "latitude": "id"}},
            {"name": "points-disagree", "params": {
                "longitude": "id", "latitude": "id", "column2": "nom", "order2": "lat,lon"}},
            {"name": "cohesive-columns-value", "params": {"column": "id", "othercolumns": ["nom"]}},
            {"name": "one-of-required", "params": {"column1": "nom", "column2": "id"}},
            {"name": "compare-columns-value", "params": {"column": "nom", "op": "<", "column2": "id"}},
            {"name": "compare-columns-value", "params": {"column": "id", "op": "<", "column2": "id"}},
            {"name": "sum-columns-value", "params": {"column": "id", "columns": ["id", "id"]}},
            {"name": "conditional-value", "params": {"when": "nom", "is": ["a", "é"], "column": "id", "be": [3, 4], "required": true}},
            {"name": "region", "params": {"column": "nom", "departement": "id"}},
            {"name": "code-pays-iso2", "params": {"column": "nom"}},
            {"name": "placeholder-value", "params": {"values": [3, "x"]}},
            {"name": "constant-column", "params": {"rows": 2}},
            {"name": "suspect-unit", "params": {"column": "id", "unit": "m", "usual": [1, 5]}},
            {"name": "suspect-unit", "params": {"column": "id"}},
            {"name": "near-duplicate-row", "params": {"columns": ["nom"]}},
            {"name": "match-rate", "params": {"column": "nom", "file": "codes.csv", "minimum": 100}},
            {"name": "match-rate", "params": {"columns": ["id", "nom"], "file": "codes.csv"}}
        ]}
    }"#;
    let mut read = crate::schema::read(text.as_bytes()).expect("a schema");
    crate::checks::attach(&mut read.schema.rules, |_| {
        Ok(attach("id;nom\n01;A\n2;x\n3;É\n4;n17\n".into()))
    });
    let (_, faults) = Plan::bind(&read.schema, &[], &Binding::default());
    assert!(faults.is_empty(), "{faults:?}");
    read.schema
}

fn run(data: &[u8], options: Options, threads: usize) -> Findings {
    run_as(data, &HeadOptions::default(), options, threads)
}

/// Reads the file as it was told, and finds columns as its dialect has it.
fn run_as(data: &[u8], told: &HeadOptions<'_>, options: Options, threads: usize) -> Findings {
    let bind = |head: &Head| Binding {
        case_sensitive: head.case_sensitive,
        named: head.named,
        ..Binding::default()
    };
    run_with(&schema(), data, told, options, threads, bind)
}

fn run_bound(
    schema: &Schema,
    data: &[u8],
    options: Options,
    threads: usize,
    binding: &Binding,
) -> Findings {
    let told = HeadOptions::default();
    run_with(schema, data, &told, options, threads, |_| *binding)
}

fn run_with(
    schema: &Schema,
    data: &[u8],
    told: &HeadOptions<'_>,
    options: Options,
    threads: usize,
    binding: impl Fn(&Head) -> Binding,
) -> Findings {
    let input = Memory(data);
    let work = |engine: &Engine<'_>| {
        for phase in [Engine::work, Engine::compare_keys] {
            thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(|| phase(engine));
                }
            });
        }
    };
    let own = schema.own_references();
    let mut references = References::default();
    let mut head = Head::read(&input, told).expect("memory can be read");
    loop {
        let bind = || Plan::bind(schema, &head.labels, &binding(&head)).0;
        let settled =
            match collect(&input, &head, bind, &own, options, work).expect("memory can be read") {
                Collected::Keys(keys) => {
                    references.insert_own(&own, keys);
                    let plan = bind();
                    let engine = Engine::new(&input, &head, &plan, options)
                        .expect("memory can be read")
                        .referring_to(&references);
                    work(&engine);
                    match engine.finish().expect("memory can be read") {
                        Outcome::Found(findings) => return findings,
                        Outcome::ReadAgain(settled) => settled,
                    }
                }
                Collected::ReadAgain(settled) => settled,
            };
        let options = HeadOptions {
            encoding: Some(settled),
            ..*told
        };
        head = Head::read(&input, &options).expect("memory can be read");
    }
}

/// What is found in a file that is written as a descriptor says.
fn run_in(dialect: serde_json::Value, data: &[u8]) -> Findings {
    let dialect = descriptor(dialect);
    let labels = ["id".to_owned(), "nom".to_owned()];
    let told = HeadOptions {
        labels: &labels,
        dialect: Some(&dialect),
        detect: false,
        ..HeadOptions::default()
    };
    run_as(data, &told, Options::default(), 1)
}

fn descriptor(dialect: serde_json::Value) -> Descriptor {
    Descriptor::read(&dialect, "").0
}

fn found<'a>(findings: &'a Findings, check: &str) -> &'a Cause {
    findings
        .causes
        .iter()
        .find(|cause| cause.check.id == check)
        .expect("the check has findings")
}

fn reading(findings: &Findings) -> &Reading {
    findings.reading.as_ref().expect("a table was read")
}

#[test]
fn places_are_right_behind_a_mark_line_breaks_in_cells_and_blank_lines() {
    let text = "\u{feff}id;nom\r\n1;\"é\r\nè\"\r\n\r\n2;à\r\n;x\r\n";
    let findings = run(text.as_bytes(), Options::default(), 1);
    let place = &found(&findings, "missing-key").places[0];
    assert_eq!(
        (
            place.location.line,
            place.location.record,
            place.location.column
        ),
        (6, Some(5), 1)
    );
    assert_eq!(place.location.bytes, 31..31);
    let blank = &found(&findings, "blank-row").places[0];
    assert_eq!((blank.location.line, blank.location.record), (4, Some(3)));
    assert_eq!(reading(&findings).rows, 4);
    assert!(reading(&findings).byte_order_mark);
}

#[test]
fn bytes_are_those_of_the_file_in_other_encodings() {
    let text = "id;nom\n1;é\n;è\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = |data: &[u8]| {
        let findings = run(data, Options::default(), 1);
        found(&findings, "missing-key").places[0]
            .location
            .bytes
            .start
    };
    assert_eq!(at(text.as_bytes()), 12);
    assert_eq!(at(&latin), 11);
    assert_eq!(at(&utf16), 2 + 2 * 11);
}

#[test]
fn a_key_that_comes_again_is_told_with_the_line_of_the_first() {
    let findings = run(b"id,nom\n1,a\n2,b\n1,c\n", Options::default(), 1);
    let cause = found(&findings, "duplicate-key");
    assert_eq!(cause.count, 1);
    assert_eq!(cause.places[0].location.line, 4);
    assert_eq!(
        cause.places[0].args.get("first_line"),
        Some(&crate::message::Arg::Count(2))
    );
}

#[test]
fn what_is_wrong_with_the_header_many_times_is_one_cause() {
    let findings = run(b"id,nom,x,y\"y,z\n1,a,b,c\"c,d\n", Options::default(), 1);
    let extra = found(&findings, "extra-column");
    let names: Vec<&str> = extra
        .places
        .iter()
        .filter_map(|place| place.field.as_ref())
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!((extra.count, names), (3, vec!["x", "y\"y", "z"]));
    let quotes = found(&findings, "stray-quote");
    let lines: Vec<u64> = quotes
        .places
        .iter()
        .map(|place| place.location.line)
        .collect();
    assert_eq!((quotes.count, lines), (2, vec![1, 2]));
    assert_eq!(findings.causes.len(), 2);
}

#[test]
fn the_header_line_is_shown_once_for_all_columns_that_are_missing() {
    let mut wanted = schema();
    wanted.fields.extend([field("a"), field("b")]);
    let findings = check(&Memory(b"id,nom\n1,x\n"), &wanted, Options::default()).unwrap();
    let missing = found(&findings, "missing-optional-column");
    let shown = missing.places.iter().map(|place| place.excerpt.is_some());
    assert_eq!(shown.collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_column_that_was_renamed_is_a_cause_of_its_own() {
    let mut wanted = schema();
    wanted.fields.extend([field("adresse"), field("commune")]);
    let data = Memory(b"id,nom,Adresse,Commune\n1,x,a,c\n");
    let findings = check(&data, &wanted, Options::default()).unwrap();
    assert_eq!(findings.causes.len(), 2);
}

#[test]
fn an_empty_file_and_one_of_blank_lines_have_one_finding() {
    for data in [&b""[..], b"\n\n\r\n", b"\xEF\xBB\xBF"] {
        let findings = run(data, Options::default(), 1);
        let ids: Vec<&str> = findings.causes.iter().map(|cause| cause.check.id).collect();
        assert_eq!(ids, ["empty-file"]);
    }
}

#[test]
fn a_header_without_rows_has_no_finding() {
    assert_eq!(run(b"id,nom\n", Options::default(), 1).causes, []);
    assert_eq!(run(b"id,nom", Options::default(), 1).causes, []);
}

#[test]
fn a_byte_that_is_not_utf8_late_in_a_file_does_not_change_how_the_rest_is_read() {
    let mut data = b"id,nom\n".to_vec();
    for row in 0..5_000 {
        data.extend_from_slice(format!("{row},caf\u{e9}\n").as_bytes());
    }
    data.extend_from_slice(b"5000,caf\xe9\n");
    let findings = run(
        &data,
        Options {
            block: 4_096,
            ..Options::default()
        },
        2,
    );
    let cause = found(&findings, "invalid-encoding");
    assert_eq!((cause.count, cause.places[0].location.line), (1, 5_002));
    assert_eq!(reading(&findings).encoding, "mixed");
}

#[test]
fn a_file_whose_only_accent_comes_last_is_read_in_its_encoding() {
    let mut data = b"id,nom\n".to_vec();
    for row in 0..200_000 {
        data.extend_from_slice(format!("{row},cafe\n").as_bytes());
    }
    data.extend_from_slice(b"200000,caf\xe9\n");
    let findings = run(&data, Options::default(), 2);
    assert_eq!(findings.causes, []);
    assert_eq!(reading(&findings).encoding, "ISO-8859-1");
}

#[test]
fn the_labels_tell_the_encoding_of_a_file_as_much_as_the_rows_do() {
    let data = ["id,nom d'été\n1,caf".as_bytes(), b"\xE9\n"].concat();
    for block in [1, 1 << 20] {
        let options = Options {
            block,
            ..Options::default()
        };
        let findings = run(&data, options, 1);
        assert_eq!(reading(&findings).encoding, "mixed", "blocks of {block}");
        assert_eq!(reading(&findings).labels, ["id", "nom d'été"]);
        assert_eq!(found(&findings, "invalid-encoding").count, 1);
    }
}

#[test]
fn labels_are_read_in_the_encoding_of_the_whole_file_whatever_the_blocks() {
    let data = b"id,nom,\xC3\xA9\n1,caf\xE9\n2,\xE9t\xE9\n";
    for sample in [1, 12, 1 << 20] {
        for block in [1, 20, 1 << 20] {
            let told = HeadOptions {
                sample,
                ..HeadOptions::default()
            };
            let options = Options {
                block,
                ..Options::default()
            };
            let findings = run_as(data, &told, options, 1);
            let Reading {
                encoding, labels, ..
            } = reading(&findings);
            assert_eq!(
                (encoding.as_str(), labels[2].as_str()),
                ("ISO-8859-1", "Ã©"),
                "a sample of {sample}, blocks of {block}"
            );
        }
    }
}

#[test]
fn a_place_has_only_what_its_message_says() {
    let findings = run(
        b"id,nom\n1,5\" tube\n2\n3,\xE9\n4,\xC3\xA9\n",
        Options::default(),
        1,
    );
    let names = |check| {
        let args = &found(&findings, check).places[0].args;
        args.iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(names("stray-quote"), [""; 0]);
    assert_eq!(names("missing-cell"), ["found", "expected"]);
    assert_eq!(names("invalid-encoding"), ["encoding"]);
}

#[test]
fn what_tells_an_encoding_may_be_cut_anywhere() {
    let data = b"id,nom\n1,c\xbdur\n2,\xbduvre\n";
    for block in 1..20 {
        let options = Options {
            block,
            ..Options::default()
        };
        let findings = run(data, options, 1);
        assert_eq!(
            reading(&findings).encoding.clone(),
            "ISO-8859-15",
            "blocks of {block}"
        );
        assert_eq!(findings.causes, []);
    }
}

#[test]
fn places_of_a_cause_in_many_columns_are_in_the_order_of_the_file() {
    let data = "id,nom\né,ééé\n1,caf#\n#,b\n".as_bytes().to_vec();
    let data: Vec<u8> = data
        .iter()
        .map(|&byte| if byte == b'#' { 0xe9 } else { byte })
        .collect();
    let findings = run(&data, Options::default(), 1);
    let lines: Vec<u64> = found(&findings, "invalid-encoding")
        .places
        .iter()
        .map(|place| place.location.line)
        .collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn no_cause_hides_another_when_findings_are_cut() {
    let mut data = b"id,nom\n".to_vec();
    for row in 0..1_000 {
        data.extend_from_slice(format!("{row}\n").as_bytes());
    }
    data.extend_from_slice(b"\n,x\n");
    let findings = run(
        &data,
        Options {
            max_findings: 10,
            block: 100,
        },
        2,
    );
    let kept: Vec<(&str, u64, usize)> = findings
        .causes
        .iter()
        .map(|cause| (cause.check.id, cause.count, cause.places.len()))
        .collect();
    assert_eq!(
        kept,
        [
            ("blank-row", 1, 1),
            ("missing-cell", 1_000, 8),
            ("missing-key", 1, 1)
        ]
    );
}

#[test]
fn checks_of_the_whole_file_find_their_rows_in_any_block() {
    let mut data = b"id,nom\n".to_vec();
    for row in 0..300 {
        data.extend_from_slice(format!("{row},n{row}\n").as_bytes());
    }
    data.extend_from_slice(b"9000,z\n17,n17\n");
    let options = Options {
        block: 64,
        ..Options::default()
    };
    let findings = run_bound(&requests(), &data, options, 2, &Binding::default());
    let first = |check| {
        let cause = found(&findings, check);
        (
            cause.count,
            cause.places.first().map(|place| place.location.line),
        )
    };
    assert_eq!(first("broken-sequence"), (1, Some(302)));
    assert_eq!(first("duplicate-row"), (1, Some(303)));
    assert_eq!(first("wrong-dimensions"), (1, None));
    let far = found(&findings, "deviated-value");
    assert_eq!(
        far.places.last().map(|place| place.location.line),
        Some(302)
    );
    assert_eq!(first("absent-value"), (1, None));
    let absent = found(&findings, "absent-value");
    assert_eq!(
        absent.args.get("values"),
        Some(&vec!["777".to_owned()].into())
    );
}

/// A file of several communes, of which the schema wants one; some rows say nothing, and some contradict themselves.
fn files_of_communes() -> impl Strategy<Value = Vec<u8>> {
    let insee = prop::sample::select(vec![
        "92012", "92012", "92040", "92048", "75108", "", "9212",
    ]);
    let postal = prop::sample::select(vec!["92100", "92130", "92190", "", "92109"]);
    let name = prop::sample::select(vec!["Boulogne-Billancourt", "MEUDON", "", "Ville"]);
    let position = prop::sample::select(vec![
        "\"48.8352, 2.2410\"",
        "\"48.8240, 2.2700\"",
        "\"2.2410, 48.8352\"",
        "",
        "place",
    ]);
    let rows = prop::collection::vec((insee, postal, name, position), 0..60);
    rows.prop_map(|rows| {
        let mut text = "insee,cp,commune,geo_point_2d\n".to_owned();
        for (insee, postal, name, position) in rows {
            text += &format!("{insee},{postal},{name},{position}\n");
        }
        text.into_bytes()
    })
}

fn schema_of_a_commune() -> Schema {
    let text = r#"{
        "fields": [{"name": "insee"}, {"name": "cp"}, {"name": "commune"}, {"name": "geo_point_2d"}],
        "dqcheck": {"commune": "92012"}
    }"#;
    crate::schema::read(text.as_bytes())
        .expect("a schema")
        .schema
}

#[test]
fn a_column_that_is_swapped_throughout_is_one_finding_in_any_blocks() {
    let schema = r#"{
        "fields": [{"name": "lieu", "type": "geopoint"}],
        "dqcheck": {"checks": [{"name": "french-gps-coordinates", "params": {"column": "lieu"}}]}
    }"#;
    let schema = crate::schema::read(schema.as_bytes())
        .expect("a schema")
        .schema;
    let mut data = b"lieu\n".to_vec();
    for row in 0..300 {
        data.extend_from_slice(format!("\"48.8{row:03}, 2.2{row:03}\"\n").as_bytes());
    }
    let options = Options {
        block: 64,
        ..Options::default()
    };
    let findings = run_bound(&schema, &data, options, 2, &Binding::default());
    let cause = found(&findings, "outside-france");
    assert_eq!(cause.reason().id, "swapped-column");
    assert_eq!((cause.count, cause.places.len()), (1, 1));
    assert_eq!(cause.places[0].location.line, 2);
    assert_eq!(cause.places[0].args.get("count"), Some(&300_u64.into()));

    data.extend_from_slice(b"\"2.2399, 48.8352\"\n");
    let findings = run_bound(&schema, &data, options, 2, &Binding::default());
    let cause = found(&findings, "outside-france");
    assert_eq!((cause.reason().id, cause.count), ("swapped", 300));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn positions_are_held_against_communes_in_any_blocks(
        rows in prop::collection::vec(
            "(92012|92040|16226|75104|x|),\"(2.2399, 48.8352|2.2706, 48.8236|48.8352, 2.2399|0, 0|181, 0|-3, 46)\"\n", 1..40),
        block in 1..200_usize, max in 1..40_usize,
    ) {
        let schema = br#"{
            "fields": [{"name": "insee"}, {"name": "lieu", "type": "geopoint"}],
            "dqcheck": {"checks": [
                {"name": "in-commune", "params": {"column": "lieu", "commune": ["92012", "92048"]}},
                {"name": "position-elsewhere", "params": {"column": "lieu", "commune": "insee"}}
            ]}
        }"#;
        let schema = crate::schema::read(schema).expect("a schema").schema;
        let data = ["insee,lieu\n", &rows.concat()].concat();
        let run = |block, threads| {
            let options = Options { max_findings: max, block };
            run_bound(&schema, data.as_bytes(), options, threads, &Binding::default())
        };
        let whole = run(1 << 20, 1);
        for threads in [1, 3] {
            prop_assert!(run(block, threads) == whole, "{} threads", threads);
        }
    }
}

#[test]
fn every_cause_keeps_a_place_however_few_are_wanted() {
    let options = Options {
        max_findings: 0,
        block: 5,
    };
    let findings = run(b"id,nom\n1\n2\n\n,x\n,y\n1,z\n", options, 2);
    let kept: Vec<(u64, usize)> = findings
        .causes
        .iter()
        .map(|cause| (cause.count, cause.places.len()))
        .collect();
    assert_eq!(kept, [(1, 1), (2, 1), (2, 1), (1, 1)]);
}

/// Dialects that are not simple, of every kind.
fn dialects() -> impl Strategy<Value = serde_json::Value> {
    prop::sample::select(vec![
        json!({"delimiter": ",,"}),
        json!({"delimiter": "é"}),
        json!({"quoteChar": null}),
        json!({"quoteChar": "é"}),
        json!({"doubleQuote": false}),
        json!({"escapeChar": "x"}),
        json!({"lineTerminator": "x"}),
        json!({"lineTerminator": ",\n"}),
        json!({"skipInitialSpace": true, "nullSequence": "a"}),
        json!({"commentChar": "2"}),
        json!({"commentRows": [1, 3, 4, 8, 9, 30], "skipBlankRows": true}),
        json!({"header": false, "commentChar": "\"never"}),
        json!({"headerRows": [2, 4], "escapeChar": "\\", "delimiter": ";"}),
    ])
}

/// Rows with everything that can be irregular, and keys that come again.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let row = prop_oneof![
        8 => (0..30_u8, "[a-zé,]{0,3}").prop_map(|(id, name)| format!("{id},\"{name}\"\n").into_bytes()),
        2 => Just(b"1,\"a\"\"b\nc\"\r\n".to_vec()), 1 => Just(b"\n".to_vec()), 1 => Just(b"2\n".to_vec()),
        1 => Just(b"3,x,y\n".to_vec()), 1 => Just(b"4,x \"y\" z\n".to_vec()), 1 => Just(b"5,\"x\" y\n".to_vec()),
        1 => Just(b"6,\"never closed\n".to_vec()), 1 => Just(b"7,5\" tube\n".to_vec()), 1 => Just(b"8,\0\n".to_vec()),
        1 => Just(b"9,caf\xe9\n".to_vec()),
        1 => Just(b"\xbd,\xbduvre\n".to_vec()), 1 => Just(b"10,a\r".to_vec()), 1 => Just(b",\n".to_vec()),
        1 => Just("11,\"\u{e9}\n\n\u{e9}\"\n".as_bytes().to_vec()),
    ];
    prop::collection::vec(row, 0..60)
        .prop_map(|rows| [b"id,nom\n".to_vec(), rows.concat()].concat())
}

/// How much of a file is looked at beforehand: some, or all of it.
fn samples() -> impl Strategy<Value = usize> {
    prop_oneof![1..200_usize, Just(1 << 20)]
}

fn modes() -> impl Strategy<Value = Option<FieldsMatch>> {
    prop::option::of(prop::sample::select(&FieldsMatch::NAMES[..]).prop_map(|(_, mode)| mode))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_blocks_and_any_number_of_threads_give_the_same_findings(data in files(), block in 1..300_usize, max in 0..40_usize, sample in samples()) {
        let told = HeadOptions { sample, ..HeadOptions::default() };
        let whole = run_as(&data, &told, Options { max_findings: max, block: 1 << 20 }, 1);
        for threads in [1, 3] {
            let found = run_as(&data, &told, Options { max_findings: max, block }, threads);
            prop_assert!(found == whole, "{} threads: {:?}, whole: {:?}", threads, found.reading, whole.reading);
        }
    }

    #[test]
    fn checks_that_somebody_asks_for_find_the_same_in_any_blocks(
        data in files(), long in 0..3_usize, block in 1..300_usize, max in 1..40_usize,
    ) {
        let schema = requests();
        let mut data = data;
        for length in [6_000, 255, 7_000].into_iter().take(long) {
            data.extend_from_slice(format!("5,{}\n", "m".repeat(length)).as_bytes());
        }
        let whole = run_bound(&schema, &data, Options { max_findings: max, block: 1 << 20 }, 1, &Binding::default());
        for threads in [1, 3] {
            let found = run_bound(&schema, &data, Options { max_findings: max, block }, threads, &Binding::default());
            prop_assert!(found == whole, "{} threads: {:?}, whole: {:?}", threads, found.causes, whole.causes);
        }
    }

    #[test]
    fn rows_of_other_communes_are_the_same_in_any_blocks(
        data in files_of_communes(), block in 1..300_usize, max in 1..40_usize,
    ) {
        let schema = schema_of_a_commune();
        let whole = run_bound(&schema, &data, Options { max_findings: max, block: 1 << 20 }, 1, &Binding::default());
        for threads in [1, 3] {
            let found = run_bound(&schema, &data, Options { max_findings: max, block }, threads, &Binding::default());
            prop_assert!(found == whole, "{} threads: {:?}, whole: {:?}", threads, found.causes, whole.causes);
        }
    }

    #[test]
    fn in_any_dialect_too(dialect in dialects(), data in files(), block in 1..300_usize, detect: bool, sample in samples()) {
        let dialect = descriptor(dialect);
        let labels = ["id".to_owned(), "nom".to_owned()];
        let told = HeadOptions { labels: &labels, dialect: Some(&dialect), detect, sample, ..HeadOptions::default() };
        let whole = run_as(&data, &told, Options { max_findings: 1_000, block: 1 << 20 }, 1);
        for threads in [1, 3] {
            let found = run_as(&data, &told, Options { max_findings: 1_000, block }, threads);
            prop_assert!(found == whole, "{} threads: {:?}, whole: {:?}", threads, found, whole);
        }
    }

    #[test]
    fn however_columns_are_found_blocks_change_nothing(data in files(), block in 1..300_usize, mode in modes(), named in any::<bool>()) {
        let binding = Binding { header_match: mode, case_sensitive: named, named, ..Binding::default() };
        let whole = run_bound(&schema(), &data, Options { block: 1 << 20, ..Options::default() }, 1, &binding);
        let found = run_bound(&schema(), &data, Options { block, ..Options::default() }, 2, &binding);
        prop_assert!(found == whole, "{:?}: {:?}, whole: {:?}", binding, found.reading, whole.reading);
    }

    #[test]
    fn no_bytes_make_the_engine_panic(data in prop::collection::vec(any::<u8>(), 0..400), block in 1..100_usize) {
        run(&data, Options { max_findings: 10, block }, 2);
        let dialect = descriptor(json!({"escapeChar": "\\", "quoteChar": "'", "commentChar": "#"}));
        let told = HeadOptions { dialect: Some(&dialect), ..HeadOptions::default() };
        run_as(&data, &told, Options { max_findings: 10, block }, 1);
    }
}

proptest! {
    #[test]
    fn values_of_every_kind_are_judged_the_same_whatever_the_blocks(
        rows in prop::collection::vec("(1,2|1; 2|\"1,2\"|x),(PT60S|PT1M|P1M|1:30|),(a|A|b|),(\"\\{\"\"k\"\":[0-9]\\}\"|\\{\\}|x|),(\"\\[[0-9](,[0-9])?\\]\"|x|)\n", 1..40),
        block in 1..200_usize,
    ) {
        let schema = br#"{"fields": [
            {"name": "l", "type": "list", "itemType": "integer", "constraints": {"unique": true}},
            {"name": "d", "type": "duration", "constraints": {"unique": true, "maximum": "PT1H"}},
            {"name": "c", "categories": ["a", "b"]},
            {"name": "o", "type": "object", "constraints": {"jsonSchema": {"required": ["k"], "properties": {"k": {"maximum": 5}}}}},
            {"name": "a", "type": "array", "arrayItem": {"type": "integer", "constraints": {"maximum": 5, "unique": true}}}
        ]}"#;
        let schema = crate::schema::read(schema).expect("a schema").schema;
        let data = ["l,d,c,o,a\n", &rows.concat()].concat();
        let run = |block| check(&Memory(data.as_bytes()), &schema, Options { block, ..Options::default() }).expect("memory can be read");
        prop_assert!(run(block) == run(1 << 20));
    }
}

#[test]
fn a_file_is_read_as_most_of_it_is_written() {
    let prose = format!("{},{}\n", "x".repeat(98), "y".repeat(98));
    let header = "a;b, c;d;e\n".to_owned();
    let data = [header, prose.repeat(1_500), "1;2;3;4\n".repeat(500_000)].concat();
    let head = Head::read(&Memory(data.as_bytes()), &HeadOptions::default()).expect("memory");
    assert_eq!(head.dialect.map(|dialect| dialect.delimiter), Some(b';'));
}
