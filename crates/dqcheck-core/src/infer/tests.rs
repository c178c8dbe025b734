use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::check::Group;
use crate::plan::{Binding, Plan};
use crate::source::Memory;

fn inferred(table: &[u8]) -> Option<Inferred> {
    let check = |schema: &Schema| engine::check(&Memory(table), schema, engine::Options::default());
    infer::<EngineError>(&Memory(table), check).expect("memory can be read")
}

fn schema_of(table: &str) -> Value {
    let inferred = inferred(table.as_bytes()).expect("there are labels");
    serde_json::to_value(inferred.descriptor(Lang::En)).expect("a schema is JSON")
}

/// A table of one column, and another that keeps its rows from being blank.
fn column(label: &str, values: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let rows = values
        .into_iter()
        .map(|value| format!("{};x\n", value.as_ref()));
    format!("{label};autre\n{}", rows.collect::<String>())
}

/// The first field of the schema of such a table, without its comment.
fn field(label: &str, values: &[&str]) -> Value {
    let mut field = schema_of(&column(label, values))["fields"][0].take();
    let field = field.as_object_mut().expect("a field");
    field.remove("comment");
    field.remove("name");
    field.remove("example");
    Value::Object(field.clone())
}

fn comment(label: &str, values: &[String]) -> String {
    let schema = schema_of(&column(label, values));
    schema["fields"][0]["comment"]
        .as_str()
        .expect("a text")
        .to_owned()
}

#[test]
fn every_form_binds() {
    Readers::new();
}

#[test]
fn values_have_the_narrowest_form_that_fits_them_all() {
    for (values, expected) in [
        (&["1", "-20"][..], json!({"type": "integer"})),
        (&["1", "2.5"], json!({"type": "number"})),
        (&["1", "2,5"], json!({"type": "number", "decimalChar": ","})),
        (
            &["1 234 567", "12"],
            json!({"type": "integer", "groupChar": " "}),
        ),
        (
            &["1\u{202f}234,5", "12"],
            json!({"type": "number", "decimalChar": ",", "groupChar": "\u{202f}"}),
        ),
        (
            &["1.234,5", "12"],
            json!({"type": "number", "decimalChar": ",", "groupChar": "."}),
        ),
        (
            &["12 %", "3,5 %"],
            json!({"type": "number", "decimalChar": ",", "bareNumber": false}),
        ),
        (
            &["oui", "non", "oui"],
            json!({"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}),
        ),
        (&["TRUE", "false"], json!({"type": "boolean"})),
        (&["0", "1"], json!({"type": "integer"})),
        (&["2021-03-12", "2024-02-29"], json!({"type": "date"})),
        (
            &["25/03/2021", "1/4/2021"],
            json!({"type": "date", "format": "%d/%m/%Y"}),
        ),
        (
            &["03/25/2021", "04/01/2021"],
            json!({"type": "date", "format": "%m/%d/%Y"}),
        ),
        (
            &["12 mars 2021", "1er avril 2021"],
            json!({"type": "date", "format": "any"}),
        ),
        (
            &["20210312", "20210401", "19991231"],
            json!({"type": "date", "format": "%Y%m%d"}),
        ),
        (&["2021-03-12T10:00:00+01:00"], json!({"type": "datetime"})),
        (
            &["2021-03-12 10:00:00"],
            json!({"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"}),
        ),
        (
            &["14:05", "9:30"],
            json!({"type": "time", "format": "%H:%M"}),
        ),
        (&["2021-03", "2021-12"], json!({"type": "yearmonth"})),
        (&["48.83, 2.24"], json!({"type": "string"})),
        (&["120.5, 30.25"], json!({"type": "geopoint"})),
        (
            &["[2.24, 48.83]"],
            json!({"type": "geopoint", "format": "array"}),
        ),
        (&["[1, 2, 3]"], json!({"type": "array"})),
        (
            &[r#"{"type": "Point", "coordinates": [1, 2]}"#],
            json!({"type": "geojson"}),
        ),
        (&[r#"{"a": 1}"#], json!({"type": "object"})),
        (
            &["a@example.org"],
            json!({"type": "string", "format": "email"}),
        ),
        (
            &["https://example.org/a"],
            json!({"type": "string", "format": "uri"}),
        ),
        (
            &["123e4567-e89b-12d3-a456-426614174000"],
            json!({"type": "string", "format": "uuid"}),
        ),
        (&["un", "deux"], json!({"type": "string"})),
        (&["", ""], json!({"type": "string"})),
    ] {
        // Quoted, since some of them hold the separator.
        let quoted: Vec<String> = values
            .iter()
            .map(|value| format!("\"{}\"", value.replace('"', "\"\"")))
            .collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        assert_eq!(field("valeur", &quoted), expected, "{values:?}");
    }
}

#[test]
fn codes_stay_texts_and_keep_their_zeros() {
    let five = json!({"type": "string", "constraints": {"pattern": "[0-9]{5}"}});
    assert_eq!(field("code_postal", &["01000", "92100"]), five);
    assert_eq!(field("valeur", &["01000", "92100"]), five);
    assert_eq!(
        field("valeur", &["92100", "75001"]),
        json!({"type": "integer"})
    );
    let insee = json!({"type": "string", "constraints": {"pattern": "([0-9]{2}|2[AB])[0-9]{3}"}});
    assert_eq!(field("Code Insee", &["2A004", "92012"]), insee);
    let isbn = json!({"type": "string", "constraints": {"pattern": "[0-9]{13}"}});
    assert_eq!(field("valeur", &["9782079990017", "9782264990020"]), isbn);
    assert_eq!(
        field("tel", &["+33155180001", "+33155180002"]),
        json!({"type": "string"})
    );
    assert_eq!(
        field("tel", &["01 55 18 00 00", "01 55 18 00 01"]),
        json!({"type": "string"})
    );
    assert_eq!(
        field("parcelle", &["12E45", "12E46"]),
        json!({"type": "string"})
    );
}

#[test]
fn a_label_decides_where_values_do_not() {
    assert_eq!(field("année", &["2019", "2020"]), json!({"type": "year"}));
    assert_eq!(
        field("places", &["2019", "2020"]),
        json!({"type": "integer"})
    );
}

#[test]
fn siret_numbers_are_known_by_their_key() {
    let schema = schema_of(&column("demandeur", ["73282932000074", "21920012800029"]));
    let check = json!([{"name": "french-siret-value", "params": {"column": "demandeur"}}]);
    assert_eq!(schema["custom_checks"], check);
    let schema = schema_of(&column("demandeur", ["73282932000074", "21920012800028"]));
    assert_eq!(schema["custom_checks"], Value::Null);
    assert_eq!(schema["fields"][0]["constraints"]["pattern"], "[0-9]{14}");
}

#[test]
fn tokens_stand_for_no_value_only_where_they_hide_a_type() {
    let schema = schema_of(&column("hauteur", ["190", "N/A", "200", "-"]));
    assert_eq!(schema["fields"][0]["type"], "integer");
    assert_eq!(schema["missingValues"], json!(["", "-", "N/A"]));
    let schema = schema_of(&column("pays", ["NA", "FR", "NA"]));
    assert_eq!(schema["missingValues"], json!([""]));
}

#[test]
fn a_row_of_tokens_is_not_made_a_blank_one() {
    let inferred = inferred("a,b\n1,2\nNA,NA\n3,4\n".as_bytes()).expect("labels");
    assert!(
        inferred.findings.causes.is_empty(),
        "{:?}",
        inferred.findings.causes
    );
    let schema = serde_json::to_value(inferred.descriptor(Lang::En)).expect("JSON");
    assert_eq!(schema["missingValues"], json!([""]));
    assert_eq!(schema["fields"][0]["type"], "string");
}

#[test]
fn a_list_is_closed_where_no_value_comes_only_once() {
    let values = |count: usize| {
        (0..count)
            .map(|at| ["ouvert", "fermé"][at % 2])
            .collect::<Vec<_>>()
    };
    let members = json!({"required": true, "enum": ["fermé", "ouvert"]});
    assert_eq!(field("état", &values(20))["constraints"], members);
    assert_eq!(field("état", &values(18))["constraints"], Value::Null);
    let mut open = values(40);
    open.push("en travaux");
    assert_eq!(
        field("état", &open)["constraints"],
        json!({"required": true})
    );
}

#[test]
fn an_identifier_that_never_repeats_is_the_key() {
    let rows = (0..6)
        .map(|at| format!("{at};L{at}9\n"))
        .collect::<String>();
    let schema = schema_of(&format!("rang;id_lieu\n{rows}"));
    assert_eq!(schema["primaryKey"], "id_lieu");
    assert_eq!(
        schema_of("id_lieu\nA\nB\nC\nD\nA\n")["primaryKey"],
        Value::Null
    );
    // `1` and `01` are the same number, which only the check of the whole finds.
    let rows = ["1", "2", "3", "4", "1.0", "5.5"];
    assert_eq!(schema_of(&column("id", rows))["primaryKey"], Value::Null);
}

#[test]
fn positions_get_room_round_them_and_only_where_they_are_many() {
    let rows = |count: usize| {
        let row = |at: usize| format!("48.8{at};2.2{at}\n");
        format!("lat;lon\n{}", (10..10 + count).map(row).collect::<String>())
    };
    let schema = schema_of(&rows(30));
    let params = &schema["dqcheck"]["checks"][0]["params"];
    assert_eq!(
        (&params["longitude"], &params["latitude"]),
        (&json!("lon"), &json!("lat"))
    );
    assert_eq!(params["box"], json!([2.19, 48.79, 2.26, 48.86]));
    assert_eq!(schema["fields"][0]["constraints"]["maximum"], 90);
    assert_eq!(schema_of(&rows(10))["dqcheck"], Value::Null);
}

#[test]
fn a_value_that_stands_alone_against_a_form_is_told_with_its_line() {
    let mut values: Vec<String> = (0..300).map(|at| at.to_string()).collect();
    values[270] = "douze".to_owned();
    assert_eq!(
        comment("nombre", &values),
        "Text (300 values): no narrower form fits all. 299 of 300 values are whole numbers, but line 272 has “douze”. \
         If that is a mistake, mend it and guess again. Required: never empty in 300 rows."
    );
}

#[test]
fn what_could_be_read_in_two_ways_is_to_be_verified() {
    let days: Vec<String> = (1..30)
        .map(|at| format!("{:02}/05/2021", at % 12 + 1))
        .collect();
    assert!(
        comment("jour", &days)
            .starts_with("To be verified: dates such as 12/03/2021, the day first")
    );
    let days: Vec<String> = (1..30).map(|at| format!("{at:02}/05/2021")).collect();
    assert!(comment("jour", &days).starts_with("Sure: "));
}

#[test]
fn a_table_without_labels_has_no_schema() {
    assert!(inferred(b"").is_none());
    assert!(inferred(b"\n\n").is_none());
}

#[test]
fn labels_that_cannot_be_fields_do_not_keep_the_others_from_it() {
    let inferred = inferred(b"a,,a\n1,2,3\n4,5,6\n").expect("labels");
    let schema = serde_json::to_value(inferred.descriptor(Lang::En)).expect("JSON");
    assert_eq!(schema["fields"].as_array().map(Vec::len), Some(1));
    let groups = inferred
        .findings
        .causes
        .iter()
        .map(|cause| cause.check.group);
    assert!(groups.into_iter().all(|group| group == Group::Header));
}

/// Cells of all kinds, tokens and faults among them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "-?[0-9]{1,5}([.,][0-9]{1,2})?",
        2 => "[0-9]{2}/[0-9]{2}/20[0-9]{2}",
        2 => "20[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9]",
        2 => "(oui|non|NA|N/A|-|null| |)",
        1 => "[0-9]{1,3}( [0-9]{3}){0,2}",
        1 => "4[0-9]\\.[0-9], [0-9]\\.[0-9]",
        1 => "(732829320000)[0-9]{2}",
        1 => "\\PC{0,8}",
        1 => "[a-c]",
        1 => "[ \"';,|\t\n{}\\[\\]]{0,4}",
    ]
}

/// A column has mostly cells that resemble each other.
fn cells(rows: usize) -> impl Strategy<Value = Vec<String>> {
    let few = prop::collection::vec(cell(), 1..4);
    few.prop_flat_map(move |few| prop::collection::vec(prop::sample::select(few), rows))
}

fn table() -> impl Strategy<Value = Vec<u8>> {
    let labels = "(id|lat|lon|siret|code_postal|insee|annee|geo_point_2d|nom|\\PC{0,6})";
    (1..5_usize, 0..60_usize).prop_flat_map(move |(columns, rows)| {
        let columns = prop::collection::vec((labels, cells(rows)), columns);
        let delimiter = prop::sample::select(&[b',', b';', b'\t'][..]);
        (columns, delimiter).prop_map(move |(columns, delimiter)| {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .from_writer(Vec::new());
            writer
                .write_record(columns.iter().map(|(label, _)| label))
                .expect("memory");
            for row in 0..rows {
                let cells = columns.iter().map(|(_, cells)| &cells[row]);
                writer.write_record(cells).expect("memory");
            }
            writer.into_inner().expect("memory")
        })
    })
}

/// What is wrong with a table, whatever its schema, and how often.
fn of_file(findings: &Findings) -> Vec<(&'static str, u64)> {
    let causes = findings.causes.iter();
    causes.map(|cause| (cause.check.id, cause.count)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_table_passes_the_schema_that_was_guessed_from_it(table in table()) {
        let Some(inferred) = inferred(&table) else {
            return Ok(());
        };
        let text = serde_json::to_vec(&inferred.descriptor(Lang::Fr)).expect("JSON");
        let schema::Read { schema, faults } = schema::read(&text).expect("a schema");
        prop_assert!(faults.is_empty(), "{faults:?}");
        let (_, faults) = Plan::bind(&schema, &[], &Binding::default());
        prop_assert!(faults.is_empty(), "{faults:?}");

        let check = |schema: &Schema| {
            engine::check(&Memory(&table), schema, engine::Options::default()).expect("memory")
        };
        let mut anything = schema.clone();
        for field in &mut anything.fields {
            *field = schema::Field {
                name: field.name.clone(),
                type_name: "string".to_owned(),
                format: "default".to_owned(),
                ..schema::Field::default()
            };
        }
        anything.missing_values = vec![String::new()];
        anything.primary_key.clear();
        anything.rules.clear();
        prop_assert_eq!(of_file(&check(&schema)), of_file(&check(&anything)));
    }

    #[test]
    fn the_guess_does_not_depend_on_how_the_file_is_cut(table in table(), block in 1..200_usize) {
        let told = |block| {
            let draft = guess(&Memory(&table), block).expect("memory");
            serde_json::to_string(&Descriptor::new(&draft, Lang::En)).expect("JSON")
        };
        prop_assert_eq!(told(block), told(1 << 20));
    }
}
