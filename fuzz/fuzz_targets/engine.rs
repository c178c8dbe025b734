//! Any file is judged, and with the same findings whatever the blocks in which it is read.
//!
//! The first byte of the input says whether the header of the schema comes before the rest, the second the size of
//! the blocks.
#![no_main]

use std::sync::LazyLock;

use dqcheck_core::diagnostic::Findings;
use dqcheck_core::engine::{self, Options};
use dqcheck_core::schema::{self, Schema};
use dqcheck_core::source::Memory;
use libfuzzer_sys::fuzz_target;

/// A field of each kind of constraint, and a type that is read in each way.
const TEXT: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true, "unique": true, "minimum": 1}},
    {"name": "nom", "type": "string", "constraints": {"minLength": 2, "maxLength": 8}},
    {"name": "jour", "type": "date", "constraints": {"maximum": "2030-12-31"}},
    {"name": "prix", "type": "number", "constraints": {"minimum": 0}},
    {"name": "ouvert", "type": "boolean"},
    {"name": "type", "type": "string", "constraints": {"enum": ["PC", "D\u00e9molition"]}},
    {"name": "code", "type": "string", "constraints": {"pattern": "(2[AB]|[0-9]{2})[0-9]{3}"}},
    {"name": "courriel", "type": "string", "format": "email"},
    {"name": "siret", "type": "string"}
  ],
  "primaryKey": "id",
  "missingValues": ["", "NA"],
  "custom_checks": [{"name": "french-siret-value", "params": {"column": "siret"}}]
}"#;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let read = schema::read(TEXT.as_bytes()).expect("the schema can be used");
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    read.schema
});

fuzz_target!(|input: &[u8]| {
    let &[header, block, ref bytes @ ..] = input else {
        return;
    };
    let header: &[u8] = match header % 4 {
        0 => b"",
        _ => b"id,nom,jour,prix,ouvert,type,code,courriel,siret\n",
    };
    let data = [header, bytes].concat();
    let whole = check(&data, 1 << 20);
    for block in [1, usize::from(block), 3 * usize::from(block)] {
        assert_eq!(check(&data, block), whole, "blocks of {block}");
    }
});

fn check(data: &[u8], block: usize) -> Findings {
    let options = Options {
        max_findings: 50,
        block,
    };
    engine::check(&Memory(data), &SCHEMA, options).expect("memory can be read")
}
