//! The examples of every check and type are true: each file fails for the reason that it names, or passes the check.

use crate::check::CheckDef;
use crate::source::Memory;
use crate::{checks, schema, types};

use super::{Options, check};
use crate::plan::{Binding, Plan, References};

#[test]
fn every_example_of_every_check_is_true() {
    let mut wrong = Vec::new();
    let defs = checks::all()
        .map(|check| check.def)
        .chain(types::checks())
        .chain(schema::CHECKS.iter().copied());
    for def in defs {
        for (number, example) in def.examples.iter().enumerate() {
            let found = reasons(def, example.schema, example.data);
            let as_told = match example.fails {
                Some(reason) => found == [reason],
                None => found.is_empty(),
            };
            if !as_told {
                wrong.push(format!(
                    "{} example {}: {:?}, found {found:?}",
                    def.id,
                    number + 1,
                    example.fails
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The reasons for which a file, or its schema, fails a check.
fn reasons(def: &CheckDef, schema: &str, data: &str) -> Vec<&'static str> {
    let read =
        schema::read(schema.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", def.id));
    let faults = read
        .faults
        .into_iter()
        .chain(Plan::bind(&read.schema, &[], &Binding::default()).1)
        .chain(References::default().unchecked(&read.schema));
    let told = faults
        .filter(|fault| fault.check == def)
        .map(|fault| def.reasons[fault.reason].id);
    let findings = check(&Memory(data.as_bytes()), &read.schema, Options::default())
        .expect("memory can be read");
    let found = findings
        .causes
        .iter()
        .filter(|cause| cause.check == def)
        .map(|cause| cause.reason().id);
    let mut reasons: Vec<&str> = told.chain(found).collect();
    reasons.dedup();
    reasons
}
