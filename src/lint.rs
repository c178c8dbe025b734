//! Schemas that are looked at for their own sake.

use std::path::PathBuf;

use dqcheck_core::diagnostic::Findings;
use dqcheck_core::lint;

use crate::input::{self, schemas};
use crate::report::{Report, Rules, SchemaUsed, TableReport};
use crate::run::not_a_schema;

/// Judges every schema that is meant; one that cannot be read does not keep the others from it.
pub fn run(arguments: &[PathBuf], rules: Rules) -> Report {
    let mut report = Report::new(rules);
    for entry in input::find_schemas(arguments) {
        report.push(match entry {
            Ok(data) => judge(&data),
            Err(not_found) => TableReport {
                file: not_found.name,
                schema: None,
                result: Err(not_found.problem),
            },
        });
    }
    report
}

fn judge(data: &input::Data) -> TableReport {
    let mut schema = None;
    let result = schemas::open(data).and_then(|taken| {
        let read = lint::lint(&taken.text).map_err(|error| not_a_schema(&taken.name, &error))?;
        schema = Some(SchemaUsed {
            name: taken.name,
            title: read.schema.title,
            why: taken.why,
            causes: Vec::new(),
        });
        Ok(Findings {
            reading: None,
            causes: read.causes,
        })
    });
    TableReport {
        file: data.name.clone(),
        schema,
        result,
    }
}
