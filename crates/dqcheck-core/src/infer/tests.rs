use serde_json::Value;

use super::*;
use crate::plan::Plan;
use crate::source::Memory;

fn schema_of(table: &str) -> Value {
    let inferred = infer(&Memory(table.as_bytes()), |schema| {
        engine::check(
            &Memory(table.as_bytes()),
            schema,
            engine::Options::default(),
        )
    });
    let inferred: Option<Inferred> =
        inferred.unwrap_or_else(|error: EngineError| panic!("{error}"));
    let inferred = inferred.expect("there are labels");
    serde_json::to_value(inferred.descriptor(Lang::En)).unwrap()
}

#[test]
fn every_form_binds() {
    Readers::new();
}
