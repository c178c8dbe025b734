//! The examples of every check and type are true: each file fails for the reason that it names, or passes the check.

use crate::check::{CheckDef, Example};
use crate::schema::NoFile;
use crate::source::Memory;
use crate::{checks, schema, types};

use super::{Options, attach, check};
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
            let found = reasons(def, example);
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
fn reasons(def: &CheckDef, example: &Example) -> Vec<&'static str> {
    let mut read = schema::read(example.schema.as_bytes())
        .unwrap_or_else(|error| panic!("{}: {error}", def.id));
    let (data, files) = example.files();
    checks::attach(&mut read.schema.rules, |path| {
        let found = files.iter().find(|(name, _)| *name == path);
        let (_, text) = found.ok_or(NoFile::Missing)?;
        Ok(attach(text.as_bytes().to_vec()))
    });
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
