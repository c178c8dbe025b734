//! Schemas that are looked at for their own sake.

use std::path::PathBuf;

use dqcheck_core::diagnostic::Findings;
use dqcheck_core::lint;
use dqcheck_core::schema::Schema;

use crate::attached::Files;
use crate::input::{self, schemas};
use crate::report::{Report, Rules, SchemaUsed, TableReport};
use crate::run::not_a_schema;

/// Judges every schema that is meant; one that cannot be read does not keep the others from it.
pub fn run(arguments: &[PathBuf], rules: Rules) -> Report {
    let mut report = Report::new(rules);
    for entry in input::find_schemas(arguments) {
        report.push(match entry {
            Ok(data) => judge(&data),
            Err(not_found) => TableReport::new(not_found.name, None, Err(not_found.problem)),
        });
    }
    report
}

fn judge(data: &input::Data) -> TableReport {
    let mut schema = None;
    let result = schemas::open(data).and_then(|taken| {
        let hand = |schema: &mut Schema| {
            Files::default().hand_to(&mut schema.rules, taken.folder.as_deref());
        };
        let read =
            lint::lint(&taken.text, hand).map_err(|error| not_a_schema(&taken.name, &error))?;
        schema = Some(SchemaUsed {
            name: taken.name,
            title: read.schema.title,
            why: taken.why,
            causes: Vec::new(),
        });
        Ok(Findings {
            reading: None,
            columns: Vec::new(),
            causes: read.causes,
        })
    });
    TableReport::new(data.name.as_str(), schema, result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_or_doubtful_in_the_schemas_that_come_with_dqcheck() {
        for (name, text) in input::SHIPPED {
            let causes = lint::lint(text, |_| {}).expect(name).causes;
            let told: Vec<_> = causes.iter().map(|cause| cause.check.id).collect();
            assert!(told.is_empty(), "{name}: {told:?}");
        }
    }

    #[test]
    fn a_schema_that_cannot_be_read_does_not_keep_the_others_from_being_judged() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("a.json", "{\"fields\": ["),
            ("b.json", r#"{"fields": [{"name": "id", "type": "text"}]}"#),
            ("c.json", r#"{"fields": "none"}"#),
            ("d.json", "{}"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let report = run(&[folder.path().to_owned()], Rules::default());
        let judged: Vec<bool> = report.tables.iter().map(|one| one.result.is_ok()).collect();
        assert_eq!(judged, [false, true, false]);
        assert_eq!(report.verdict().exit_code(), 2);
    }
}
