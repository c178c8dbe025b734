//! Keys and references over a whole file, and in other tables.

use std::collections::HashSet;
use std::sync::Arc;

use super::*;
use crate::message::Arg;
use crate::plan::{KeySet, Unavailable};
use crate::schema::read;

fn schema_of(text: &str) -> Schema {
    read(text.as_bytes()).expect("a schema").schema
}

fn run_with(schema: &Schema, data: &[u8], options: Options, threads: usize) -> Findings {
    run_bound(schema, data, options, threads, &Binding::default())
}

/// Every kind of key at once; the second reference has two columns.
fn all_keys() -> Schema {
    schema_of(
        r#"{
        "fields": [{"name": "id", "type": "integer"}, {"name": "nom"}, {"name": "parent", "type": "integer"},
                   {"name": "autre"}],
        "primaryKey": ["id", "nom"], "uniqueKeys": [["id"], ["parent", "autre"]],
        "foreignKeys": [
            {"fields": "parent", "reference": {"resource": "", "fields": "id"}},
            {"fields": ["parent", "autre"], "reference": {"fields": ["id", "nom"]}},
            {"fields": "autre", "reference": {"fields": "nom"}},
            {"fields": "autre", "reference": {"fields": "parent"}}
        ]}"#,
    )
}

fn count(findings: &Findings, check: &str, reasons: &[&str]) -> u64 {
    let causes = findings.causes.iter();
    let causes =
        causes.filter(|cause| cause.check.id == check && reasons.contains(&cause.reason().id));
    causes.map(|cause| cause.count).sum()
}

type Row = (Option<u8>, Option<u8>, Option<u8>, Option<u8>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let cell = || prop::option::weighted(0.8, 0..8_u8);
    prop::collection::vec((cell(), cell(), cell(), cell()), 0..60)
}

/// The first two columns have values that are written in several ways.
fn file(rows: &[Row]) -> Vec<u8> {
    let mut file = b"id,nom,parent,autre\n".to_vec();
    for (at, (id, nom, parent, autre)) in rows.iter().enumerate() {
        let integer = |value: &Option<u8>| match (value, at % 3) {
            (None, _) => String::new(),
            (Some(value), 0) => format!("0{value}"),
            (Some(value), 1) => format!("\"+{value}\""),
            (Some(value), _) => value.to_string(),
        };
        let text = |value: &Option<u8>| {
            value
                .map(|value| format!("\"n{value}\""))
                .unwrap_or_default()
        };
        let cells = [integer(id), text(nom), integer(parent), text(autre)];
        file.extend_from_slice(cells.join(",").as_bytes());
        file.push(b'\n');
    }
    file
}

/// Rows that come again, as a person would count them; those with an empty part are left out.
fn again<T: Copy + Eq + std::hash::Hash>(keys: impl Iterator<Item = Option<T>>) -> u64 {
    let mut seen = HashSet::new();
    keys.flatten().filter(|&key| !seen.insert(key)).count() as u64
}

/// Rows that refer to what is not there.
fn dangling<T: Eq + std::hash::Hash>(
    from: impl Iterator<Item = Option<T>>,
    to: impl Iterator<Item = Option<T>>,
) -> u64 {
    let to: HashSet<T> = to.flatten().collect();
    from.flatten().filter(|key| !to.contains(key)).count() as u64
}

fn both(a: Option<u8>, b: Option<u8>) -> Option<(u8, u8)> {
    a.zip(b)
}

const ODD: [&[u8]; 5] = [
    b"1,\"n1\n",
    b"1\n",
    b"x,n1,y,n2\n",
    b"\n",
    b"1,n\xe9,2,\xe9\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn keys_and_references_are_counted_as_a_person_would(rows in rows(), block in 1..200_usize, max in 0..20_usize) {
        let found = run_with(&all_keys(), &file(&rows), Options { max_findings: max, block }, 2);
        let each = || rows.iter().copied();
        prop_assert_eq!(
            count(&found, "duplicate-key", &["duplicate"]),
            again(each().map(|row| both(row.0, row.1)))
        );
        prop_assert_eq!(
            count(&found, "duplicate-combination", &["value"]),
            again(each().map(|row| row.0))
        );
        prop_assert_eq!(
            count(&found, "duplicate-combination", &["combination"]),
            again(each().map(|row| both(row.2, row.3)))
        );
        let single = dangling(each().map(|row| row.2), each().map(|row| row.0));
        let double = dangling(
            each().map(|row| both(row.2, row.3)),
            each().map(|row| both(row.0, row.1)),
        );
        let text = dangling(each().map(|row| row.3), each().map(|row| row.1));
        prop_assert_eq!(count(&found, "foreign-key", &["not-in-file"]), single + double + text);
        let partly = each().filter(|row| row.2.is_some() != row.3.is_some()).count() as u64;
        prop_assert_eq!(count(&found, "foreign-key", &["partly-empty"]), partly);
        let other = each().filter(|row| row.3.is_some()).count() as u64;
        prop_assert_eq!(count(&found, "foreign-key", &["other-type"]), other);
    }

    #[test]
    fn any_blocks_and_any_threads_give_the_same_findings_about_keys(
        rows in rows(), odd in prop::collection::vec((0..60_usize, 0..5_usize), 0..4),
        block in 1..200_usize, max in 0..20_usize
    ) {
        let mut lines: Vec<Vec<u8>> = file(&rows).split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect();
        for (at, kind) in odd {
            let line = ODD[kind];
            lines.insert(1 + at.min(lines.len() - 1), line.to_vec());
        }
        let data = lines.concat();
        let schema = all_keys();
        let whole = run_with(&schema, &data, Options { max_findings: max, block: 1 << 20 }, 1);
        for threads in [1, 3] {
            let found = run_with(&schema, &data, Options { max_findings: max, block }, threads);
            prop_assert!(found == whole, "{} threads", threads);
        }
    }
}

#[test]
fn a_reference_may_mean_a_row_far_behind_it() {
    let schema = schema_of(
        r#"{"fields": [{"name": "id", "type": "integer"}, {"name": "next", "type": "integer"}],
            "foreignKeys": [{"fields": "next", "reference": {"fields": "id"}}]}"#,
    );
    let mut data = b"id,next\n".to_vec();
    for row in 1..=20_000 {
        data.extend_from_slice(format!("{row},{:06}\n", row + 1).as_bytes());
    }
    let options = Options {
        max_findings: 1,
        block: 1_000,
    };
    let findings = run_with(&schema, &data, options, 2);
    let cause = found(&findings, "foreign-key");
    assert_eq!((cause.count, cause.places[0].location.line), (1, 20_001));
    let args = &cause.places[0].args;
    assert_eq!(args.get("key"), Some(&"020001".into()));
}

#[test]
fn what_differs_by_blanks_capitals_or_zeros_is_told_as_such() {
    let schema = schema_of(
        r#"{"fields": [{"name": "code"}, {"name": "chef_lieu"}],
            "foreignKeys": [{"fields": "chef_lieu", "reference": {"fields": "code"}}]}"#,
    );
    let data = b"code,chef_lieu\n01053,1053\nBR,br\nx ,x\n,2\n,  BR\n";
    let findings = run_with(&schema, data, Options::default(), 1);
    let cause = found(&findings, "foreign-key");
    assert_eq!(cause.reason().id, "not-in-file");
    let cause = findings.causes.last().expect("the other reason");
    let meant = cause
        .places
        .iter()
        .map(|place| place.args.get("suggestion"));
    let meant: Vec<Option<&Arg>> = meant.collect();
    let [zero, capitals, blank] = ["01053", "BR", "x "].map(Arg::from);
    assert_eq!(
        meant,
        [Some(&zero), Some(&capitals), Some(&blank), Some(&capitals)]
    );
}

/// What another table has in some fields.
fn keys_of(schema: &str, data: &[u8], fields: &[&str]) -> Option<KeySet> {
    let (schema, input) = (schema_of(schema), Memory(data));
    let head = Head::read(&input, &HeadOptions::default()).expect("memory can be read");
    let bind = || Plan::bind(&schema, &head.labels, &Binding::default()).0;
    let keys = [fields.iter().map(|&name| name.to_owned()).collect()];
    let work = |engine: &Engine<'_>| engine.work();
    match collect(&input, &head, bind, &keys, Options::default(), work).expect("it can be read") {
        Collected::Keys(mut keys) => keys.pop().expect("one was asked for"),
        Collected::ReadAgain(_) => panic!("it is ASCII"),
    }
}

#[test]
fn a_reference_to_another_table_is_looked_up_in_its_keys_by_value() {
    const TOWNS: &str = r#"{"fields": [{"name": "x"}, {"name": "n", "type": "number"}, {"name": "day", "type": "date",
        "format": "%d/%m/%Y"}]}"#;
    let towns = keys_of(
        TOWNS,
        b"x,n,day\na,1.0,31/12/2024\nb,bad,01/01/2025\nc,2,01/01/2025\n",
        &["n", "day"],
    );
    let schema = schema_of(
        r#"{"fields": [{"name": "town", "type": "integer"}, {"name": "day", "type": "date"}],
            "foreignKeys": [{"fields": ["town", "day"], "reference": {"resource": "towns", "fields": ["n", "day"]}}]}"#,
    );
    let key = &schema.foreign_keys[0];
    let mut references = References::default();
    let unchecked = |references: &References| -> Vec<usize> {
        let faults = references.unchecked(&schema).into_iter();
        faults.map(|fault| fault.reason).collect()
    };
    assert_eq!(unchecked(&references), [0]);
    for (reason, why) in [
        (1, Unavailable::UnknownResource),
        (2, Unavailable::Unreadable),
        (3, Unavailable::UnknownColumn),
    ] {
        references.insert(Some("towns"), &key.reference, Err(why));
        assert_eq!(unchecked(&references), [reason]);
    }
    references.insert(
        Some("towns"),
        &key.reference,
        Ok(Arc::new(towns.expect("all columns are there"))),
    );
    assert!(unchecked(&references).is_empty());

    let input =
        Memory(b"town,day\n01,2024-12-31\n2,2024-12-31\n2,2025-01-01\n,\n1,\nx,2024-12-31\n");
    let head = Head::read(&input, &HeadOptions::default()).expect("memory can be read");
    let plan = Plan::bind(&schema, &head.labels, &Binding::default()).0;
    let engine = Engine::new(&input, &head, &plan, Options::default())
        .expect("memory can be read")
        .referring_to(&references);
    engine.work();
    let Ok(Outcome::Found(findings)) = engine.finish() else {
        panic!("it can be read");
    };
    let told: Vec<(&str, u64, u64)> = findings
        .causes
        .iter()
        .map(|cause| {
            (
                cause.reason().id,
                cause.count,
                cause.places[0].location.line,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("blank", 1, 5),
            ("not-an-integer", 1, 7),
            ("not-in-table", 1, 3),
            ("partly-empty", 1, 6)
        ]
    );
}

#[test]
fn a_table_without_the_column_has_no_keys() {
    const TABLE: &str = r#"{"fields": [{"name": "a"}, {"name": "b"}]}"#;
    assert!(keys_of(TABLE, b"a\n1\n", &["b"]).is_none());
    assert!(keys_of(TABLE, b"a\n1\n", &["c"]).is_none());
    assert!(keys_of(TABLE, b"a\n1\n", &["a"]).is_some());
}

#[test]
fn a_value_that_is_unique_and_the_key_is_told_under_each_name() {
    let schema = schema_of(
        r#"{"fields": [{"name": "id", "constraints": {"unique": true}}], "primaryKey": "id", "uniqueKeys": [["id"]]}"#,
    );
    let findings = run_with(&schema, b"id\na\nb\na\n", Options::default(), 1);
    let told: Vec<(&str, Option<&str>)> = findings
        .causes
        .iter()
        .map(|cause| {
            (
                cause.check.id,
                cause.field.as_ref().map(|field| field.name.as_str()),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("duplicate-value", Some("id")),
            ("duplicate-key", Some("id")),
            ("duplicate-combination", None)
        ]
    );
}

#[test]
fn a_check_of_the_whole_file_does_not_disturb_the_collecting_of_keys() {
    let schema = r#"{
        "fields": [{"name": "a"}, {"name": "b"}, {"name": "parent"}, {"name": "id"}],
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}],
        "dqcheck": {"checks": [{"name": "constant-column", "params": {"rows": 2}}]}
    }"#;
    let schema = crate::schema::read(schema.as_bytes())
        .expect("a schema")
        .schema;
    let data = b"a,b,parent,id\n1,x,,p\n1,y,p,q\n1,z,r,s\n";
    let findings = check(&Memory(data), &schema, Options::default()).expect("memory can be read");
    assert_eq!(found(&findings, "constant-column").count, 1);
    assert_eq!(found(&findings, "foreign-key").count, 1);
}

#[test]
fn a_row_that_is_like_an_earlier_one_is_told_with_what_differs() {
    let schema = r#"{
        "fields": [{"name": "id", "type": "integer"}, {"name": "nom"}, {"name": "rue"}],
        "primaryKey": "id",
        "dqcheck": {"checks": [{"name": "near-duplicate-row"}, {"name": "duplicate-row"}]}
    }"#;
    let schema = crate::schema::read(schema.as_bytes())
        .expect("a schema")
        .schema;
    // The last two are told as duplicates already: of the row, and of the key.
    let data = "id,nom,rue\n1,\u{c9}cole,Est\n2,Gymnase,Est\n3, ecole,EST\n1,\u{c9}cole,Est\n2,GYMNASE,Est\n";
    for block in [8, 1 << 20] {
        let options = Options {
            block,
            ..Options::default()
        };
        let findings =
            check(&Memory(data.as_bytes()), &schema, options).expect("memory can be read");
        let alike = found(&findings, "near-duplicate-row");
        assert_eq!(alike.count, 1);
        let place = &alike.places[0];
        assert_eq!(place.location.line, 4);
        let told = alike.message(Some(place), crate::message::Lang::En);
        assert_eq!(
            told,
            "This row is like line 2. What differs: id (\u{201c}1\u{201d} / \u{201c}3\u{201d}), nom \
             (\u{201c}\u{c9}cole\u{201d} / \u{201c} ecole\u{201d}), rue (\u{201c}Est\u{201d} / \u{201c}EST\u{201d})."
        );
        assert_eq!(found(&findings, "duplicate-row").count, 1);
        assert_eq!(found(&findings, "duplicate-key").count, 2);
    }
}
