//! Any text is a schema or is refused; what is wrong with it has a place, and what is right of it can be used.
#![no_main]

use dqcheck_core::engine::{self, Options};
use dqcheck_core::lint;
use dqcheck_core::message::Lang;
use dqcheck_core::plan::{Binding, Plan};
use dqcheck_core::schema::{self, causes};
use dqcheck_core::source::Memory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let read = match schema::read(text) {
        Ok(read) => read,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let labels: Vec<String> = read
        .schema
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let (_, bound) = Plan::bind(&read.schema, &labels, &Binding::default());
    let text = std::str::from_utf8(text).expect("a schema is UTF-8");
    let faults = [read.faults, bound].concat();
    let causes = causes(text, &faults);
    assert_eq!(
        causes.iter().map(|cause| cause.count).sum::<u64>(),
        faults.len() as u64
    );
    let linted = lint::lint(text, |_| {}).expect("the same text was read");
    for cause in causes.iter().chain(&linted.causes) {
        for lang in [Lang::En, Lang::Fr] {
            assert!(!cause.message(cause.places.first(), lang).is_empty());
        }
    }

    let data = [labels.join(",").as_str(), "1,a,2024-02-30\n\u{e9},,-1.5\n"].join("\n");
    engine::check(&Memory(data.as_bytes()), &read.schema, Options::default())
        .expect("memory can be read");
});
