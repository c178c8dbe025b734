//! What a field says of a text, as if it were a cell of its column: the same plan judges it that judges data.

use crate::check::CheckDef;
use crate::diagnostic::Cause;
use crate::message::Arg;
use crate::plan::{Binding, Plan, Scratch};
use crate::rows::{Origin, Rows};
use crate::schema::{Field, RuleRequest, Schema};
use crate::source::{Dialect, Encoding};

/// A text that its field refuses.
pub(super) struct Refusal {
    /// Index of the text.
    pub(super) text: usize,
    pub(super) check: &'static CheckDef,
    /// What data would be told, as a part of another message.
    pub(super) what: Arg,
}

/// What the field with this index says of the texts. One that stands for no value is never refused.
pub(super) fn refusals(schema: &Schema, field: usize, texts: &[String]) -> Vec<Refusal> {
    let Some(own) = schema.fields.get(field).filter(|_| !texts.is_empty()) else {
        return Vec::new();
    };
    let label = own.name.clone();
    let (plan, _) = Plan::bind(&alone(schema, field, own), &[label], &Binding::default());
    let mut rows = Rows::default();
    let dialect = Dialect {
        delimiter: b',',
        quote: b'"',
    };
    rows.read(column(texts), dialect, plan.width, true);
    let mut scratch = Scratch::default();
    plan.run(&mut rows, true, &mut scratch);
    let mut failures = std::mem::take(&mut scratch.failures);
    // What concerns a whole row is about the file that these texts are not.
    failures.retain(|failure| failure.column == Some(0));
    failures.sort_by_key(|failure| (failure.row, failure.cause));
    let origin = Origin {
        bytes: 0,
        encoding: Encoding::Utf8,
        column: 0,
    };
    let places = plan.places(&rows, origin, &failures, |_| false);
    failures
        .iter()
        .zip(places)
        .map(|(failure, place)| {
            let def = &plan.causes[failure.cause as usize];
            let cause = Cause {
                check: def.check,
                reason: def.reason,
                severity: def.severity,
                field: def.field.clone(),
                args: def.args.clone(),
                count: 1,
                places: Vec::new(),
            };
            Refusal {
                text: failure.row as usize,
                check: def.check,
                what: Arg::said(|lang| cause.message(Some(&place), lang)),
            }
        })
        .collect()
}

/// A schema of this field only, with the checks that are named for it.
fn alone(schema: &Schema, at: usize, field: &Field) -> Schema {
    let is_own = |rule: &&RuleRequest| match rule.field {
        Some(of) => of == at,
        None => rule.params.get("column").and_then(|name| name.as_str()) == Some(&field.name),
    };
    let rules = schema.rules.iter().filter(is_own).map(|rule| RuleRequest {
        field: rule.field.map(|_| 0),
        ..rule.clone()
    });
    Schema {
        fields: vec![field.clone()],
        missing_values: schema.missing_values.clone(),
        rules: rules.collect(),
        ..Schema::default()
    }
}

/// The texts as a file of one column, without a header.
fn column(texts: &[String]) -> Vec<u8> {
    let mut file = String::new();
    for text in texts {
        file.push('"');
        file.push_str(&text.replace('"', "\"\""));
        file.push_str("\"\n");
    }
    file.into_bytes()
}
