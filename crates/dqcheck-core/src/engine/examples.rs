//! The examples of every check and type are true: each file fails for the reason that it names, or passes the check.

use crate::check::CheckDef;
use crate::source::Memory;
use crate::{checks, schema, types};

use super::{Options, check};

#[test]
fn every_example_of_every_check_is_true() {
    let mut wrong = Vec::new();
    let defs = checks::all().map(|check| check.def).chain(types::ALL.iter().flat_map(|one| one.checks.iter().copied()));
    for def in defs {
        for (number, example) in def.examples.iter().enumerate() {
            let found = reasons(def, example.schema, example.data);
            let as_told = match example.fails {
                Some(reason) => found == [reason],
                None => found.is_empty(),
            };
            if !as_told {
                wrong.push(format!("{} example {}: {:?}, found {found:?}", def.id, number + 1, example.fails));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The reasons for which a file fails a check.
fn reasons(def: &CheckDef, schema: &str, data: &str) -> Vec<&'static str> {
    let read = schema::read(schema.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", def.id));
    let findings = check(&Memory(data.as_bytes()), &read.schema, Options::default()).expect("memory can be read");
    let mut found: Vec<&str> =
        findings.causes.iter().filter(|cause| cause.check == def).map(|cause| cause.reason().id).collect();
    found.dedup();
    found
}
