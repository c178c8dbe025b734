//! The labels of a file against the fields of a schema, by name.

use crate::check::CheckDef;
use crate::checks::header::{
    blank_label, column_order, duplicate_label, extra_column, missing_column,
    missing_optional_column, unmatched_header,
};
use crate::diagnostic::FieldRef;
use crate::message::{Args, closest};
use crate::schema::{Field, Schema};

/// Something wrong with the header.
#[derive(Clone, Debug)]
pub struct HeaderFinding {
    pub check: &'static CheckDef,
    pub reason: usize,
    pub field: Option<FieldRef>,
    /// The label that is meant, by position; `None` for the header line as a whole.
    pub label: Option<usize>,
    pub args: Args,
}

/// For each field of the schema the position of its column. Of several columns with one label the first counts.
pub(super) fn positions(schema: &Schema, labels: &[String]) -> Vec<Option<usize>> {
    schema
        .fields
        .iter()
        .map(|field| labels.iter().position(|label| *label == field.name))
        .collect()
}

/// What is wrong with the header, column by column and then field by field.
pub(super) fn compare(schema: &Schema, labels: &[String]) -> Vec<HeaderFinding> {
    let positions = positions(schema, labels);
    if labels.is_empty() {
        return Vec::new(); // An empty file: told as such.
    }
    if positions.iter().all(Option::is_none) && labels.iter().any(|label| !label.is_empty()) {
        let fields: Vec<String> = schema
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        let args = Args::new()
            .with("labels", labels.to_vec())
            .with("fields", fields);
        return vec![whole(
            &unmatched_header::CHECK,
            unmatched_header::UNMATCHED,
            None,
            args,
        )];
    }
    let missing: Vec<usize> = (0..positions.len())
        .filter(|&field| positions[field].is_none())
        .collect();
    let meant = meant(schema, labels, &missing);
    let mut found = about_labels(schema, labels, &meant);
    for field in missing {
        found.push(missing_field(
            schema,
            field,
            labels,
            meant.iter().position(|&meant| meant == Some(field)),
        ));
    }
    found.extend(order(schema, &positions));
    found
}

/// For each label that is no field: the missing field that it probably means, none of them twice.
fn meant(schema: &Schema, labels: &[String], missing: &[usize]) -> Vec<Option<usize>> {
    let mut free = missing.to_vec();
    let mut meant = Vec::with_capacity(labels.len());
    for label in labels {
        let known = label.is_empty() || schema.fields.iter().any(|field| field.name == *label);
        let names = free.iter().map(|&field| schema.fields[field].name.as_str());
        let field = match closest(label, names) {
            Some(name) if !known => free
                .iter()
                .copied()
                .find(|&field| schema.fields[field].name == name),
            _ => None,
        };
        free.retain(|&one| Some(one) != field);
        meant.push(field);
    }
    meant
}

fn about_labels(schema: &Schema, labels: &[String], meant: &[Option<usize>]) -> Vec<HeaderFinding> {
    let mut found = Vec::new();
    for (position, label) in labels.iter().enumerate() {
        let at = |check, reason, args| HeaderFinding {
            check,
            reason,
            field: Some(FieldRef {
                name: label.clone(),
                number: position + 1,
            }),
            label: Some(position),
            args,
        };
        let first = labels[..position]
            .iter()
            .position(|earlier| earlier == label);
        if label.is_empty() {
            found.push(at(
                &blank_label::CHECK,
                blank_label::BLANK,
                Args::new().with("number", position + 1),
            ));
        } else if let Some(first) = first {
            let args = Args::new()
                .with("label", label.as_str())
                .with("first", first + 1);
            found.push(at(
                &duplicate_label::CHECK,
                duplicate_label::DUPLICATE,
                args,
            ));
        } else if meant[position].is_none()
            && !schema.fields.iter().any(|field| field.name == *label)
        {
            let args = Args::new().with("label", label.as_str());
            found.push(at(&extra_column::CHECK, extra_column::EXTRA, args));
        }
    }
    found
}

fn missing_field(
    schema: &Schema,
    index: usize,
    labels: &[String],
    label: Option<usize>,
) -> HeaderFinding {
    let field = &schema.fields[index];
    let (check, absent, renamed) = if needed(schema, field) {
        (
            &missing_column::CHECK,
            missing_column::ABSENT,
            missing_column::RENAMED,
        )
    } else {
        (
            &missing_optional_column::CHECK,
            missing_optional_column::ABSENT,
            missing_optional_column::RENAMED,
        )
    };
    let named = Some(FieldRef {
        name: field.name.clone(),
        number: index + 1,
    });
    match label {
        None => whole(check, absent, named, Args::new()),
        Some(position) => HeaderFinding {
            check,
            reason: renamed,
            field: named,
            label: Some(position),
            args: Args::new().with("label", labels[position].as_str()),
        },
    }
}

/// Whether a file without the column is refused: the field is required, or part of the key.
fn needed(schema: &Schema, field: &Field) -> bool {
    let required = field
        .constraints
        .get("required")
        .and_then(serde_json::Value::as_bool)
        == Some(true);
    required || schema.primary_key.contains(&field.name)
}

/// Whether the columns that are there stand in another order than the fields: told at the first that does.
fn order(schema: &Schema, positions: &[Option<usize>]) -> Option<HeaderFinding> {
    let present = schema.fields.iter().zip(positions);
    let expected: Vec<(&str, usize)> = present
        .filter_map(|(field, position)| Some((field.name.as_str(), (*position)?)))
        .collect();
    let mut sorted: Vec<usize> = expected.iter().map(|&(_, position)| position).collect();
    sorted.sort_unstable();
    let first = sorted
        .iter()
        .zip(&expected)
        .find(|(found, (_, due))| *found != due)?
        .0;
    let names: Vec<String> = expected.iter().map(|&(name, _)| name.to_owned()).collect();
    Some(HeaderFinding {
        label: Some(*first),
        ..whole(
            &column_order::CHECK,
            column_order::ORDER,
            None,
            Args::new().with("expected", names),
        )
    })
}

fn whole(
    check: &'static CheckDef,
    reason: usize,
    field: Option<FieldRef>,
    args: Args,
) -> HeaderFinding {
    HeaderFinding {
        check,
        reason,
        field,
        label: None,
        args,
    }
}
