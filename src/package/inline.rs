//! Rows that stand in the descriptor: they become a text in CSV for the same engine, and the places in that text
//! become places in the descriptor.

use std::collections::HashMap;
use std::io::{self, Read};
use std::ops::Range;

use dqcheck_core::diagnostic::{Findings, Place};
use dqcheck_core::schema::{Field, Schema};
use dqcheck_core::source::{Descriptor as Dialect, Input, Quote};
use jsonc_parser::ast::Value;

use super::read::{Rows, bytes, get};
use super::{Descriptor, words};
use crate::error::Problem;

/// More cells are not written out: a descriptor of some megabytes can name a million columns for a million rows.
const CELLS: usize = 10_000_000;

/// The dialect in which rows are written here; `told` says which of them are headers or comments.
pub(crate) fn dialect(told: Dialect) -> Dialect {
    Dialect {
        delimiter: Some(",".to_owned()),
        quote: Some(Quote::Char('"')),
        double_quote: Some(true),
        escape: None,
        line_terminator: None,
        null_sequence: None,
        skip_initial_space: Some(false),
        ..told
    }
}

/// Rows of a descriptor as CSV.
pub(crate) struct Inline<'a> {
    descriptor: &'a Descriptor,
    rows: &'a Rows<'a>,
    /// Those of the objects; empty for all else.
    labels: Vec<String>,
    pub csv: Csv,
}

/// A text in memory that is read as a file is.
pub(crate) struct Csv(Vec<u8>);

impl Input for Csv {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..));
        Ok(Box::new(rest.unwrap_or_default()))
    }

    fn size_hint(&self) -> Option<u64> {
        Some(self.0.len() as u64)
    }
}

impl<'a> Inline<'a> {
    /// `has_header`: the first of several lists names the columns; otherwise they are the fields, in their order.
    pub(crate) fn new(
        descriptor: &'a Descriptor,
        rows: &'a Rows<'a>,
        schema: &Schema,
        has_header: bool,
    ) -> Result<Inline<'a>, Problem> {
        let mut inline = Inline {
            descriptor,
            rows,
            labels: Vec::new(),
            csv: Csv(Vec::new()),
        };
        match rows {
            Rows::Files(_) => {}
            Rows::Csv(text) => inline.csv.0 = text.value.as_bytes().to_vec(),
            Rows::Lists(list) => inline.write_lists(items(list), schema, has_header),
            Rows::Objects(list) => {
                let rows = items(list);
                inline.labels = labels(rows, schema);
                if rows.len().saturating_mul(inline.labels.len()) > CELLS {
                    return Err(descriptor.problem(&words::INLINE_TOO_LARGE, &bytes(list)));
                }
                inline.write_objects(rows, schema);
            }
        }
        Ok(inline)
    }

    fn write_lists(&mut self, rows: &[Value<'_>], schema: &Schema, has_header: bool) {
        let mut csv = Vec::new();
        let mut fields: Vec<Option<&Field>> = match has_header {
            true => Vec::new(),
            false => schema.fields.iter().map(Some).collect(),
        };
        for (at, row) in rows.iter().enumerate() {
            let cells = items(row).iter().enumerate().map(|(column, cell)| {
                let field = fields.get(column).copied().flatten();
                self.cell(cell, field, schema)
            });
            let cells: Vec<String> = cells.collect();
            write_record(&mut csv, &cells);
            if at == 0 && has_header {
                fields = cells.iter().map(|label| field(schema, label)).collect();
            }
        }
        self.csv.0 = csv;
    }

    fn write_objects(&mut self, rows: &[Value<'_>], schema: &Schema) {
        let mut csv = Vec::new();
        write_record(&mut csv, &self.labels);
        let fields: Vec<Option<&Field>> = self
            .labels
            .iter()
            .map(|label| field(schema, label))
            .collect();
        let columns: HashMap<&str, usize> = self
            .labels
            .iter()
            .enumerate()
            .map(|(at, label)| (label.as_str(), at))
            .collect();
        let absent: Vec<String> = fields.iter().map(|field| missing(*field, schema)).collect();
        for row in rows {
            let mut cells = absent.clone();
            for property in row.as_object().iter().flat_map(|row| &row.properties) {
                if let Some(&at) = columns.get(property.name.as_str()) {
                    cells[at] = self.cell(&property.value, fields[at], schema);
                }
            }
            write_record(&mut csv, &cells);
        }
        self.csv.0 = csv;
    }

    /// A value as its field would have it in a file.
    fn cell(&self, value: &Value<'_>, field: Option<&Field>, schema: &Schema) -> String {
        let property = |name: &str| field?.properties.get(name);
        match value {
            Value::StringLit(text) => text.value.clone().into_owned(),
            Value::NullKeyword(_) => missing(field, schema),
            Value::NumberLit(number) => {
                match property("decimalChar").and_then(serde_json::Value::as_str) {
                    Some(mark) => number.value.replace('.', mark),
                    None => number.value.to_owned(),
                }
            }
            Value::BooleanLit(boolean) => {
                let (list, default) = match boolean.value {
                    true => ("trueValues", "true"),
                    false => ("falseValues", "false"),
                };
                let first = property(list).and_then(|list| list.get(0)?.as_str());
                first.unwrap_or(default).to_owned()
            }
            Value::Array(_) | Value::Object(_) => self.descriptor.text_of(&bytes(value)).to_owned(),
        }
    }

    /// Says of all places where they are in the descriptor.
    pub(crate) fn place(&self, findings: &mut Findings) {
        let reading = findings.reading.as_ref();
        let labels = reading.map_or_else(Vec::new, |reading| reading.labels.clone());
        for cause in &mut findings.causes {
            let field = cause.field.as_ref().map(|field| field.number);
            for place in &mut cause.places {
                self.move_place(place, field, &labels);
            }
        }
    }

    fn move_place(&self, place: &mut Place, field: Option<usize>, labels: &[String]) {
        let record = place.location.record;
        let field = place.field.as_ref().map(|field| field.number).or(field);
        let column = field.and_then(|number| number.checked_sub(1));
        let at = self.source(record, column, labels);
        place.location = self.descriptor.location(&at);
        place.location.record = record;
        // Of rows in CSV, the row says more than the line of the descriptor, which holds them all.
        if place.excerpt.is_some() && !matches!(self.rows, Rows::Csv(_)) {
            place.excerpt = Some(self.descriptor.excerpt(&at));
        }
    }

    /// What a cell was made of, or its row, or all rows.
    fn source(
        &self,
        record: Option<u64>,
        column: Option<usize>,
        labels: &[String],
    ) -> Range<usize> {
        let record = record.and_then(|record| usize::try_from(record).ok());
        match self.rows {
            Rows::Files(_) => 0..0,
            Rows::Csv(text) => text.range.start..text.range.end,
            Rows::Lists(list) => {
                let row = record.and_then(|record| items(list).get(record.checked_sub(1)?));
                let cell = row.and_then(|row| items(row).get(column?));
                bytes(cell.or(row).unwrap_or(list))
            }
            Rows::Objects(list) => {
                // The header is record 1, and stands nowhere.
                let row = record.and_then(|record| items(list).get(record.checked_sub(2)?));
                let cell = row.and_then(|row| get(row.as_object()?, labels.get(column?)?));
                bytes(cell.or(row).unwrap_or(list))
            }
        }
    }
}

fn items<'v>(list: &'v Value<'v>) -> &'v [Value<'v>] {
    list.as_array().map_or(&[], |list| &list.elements)
}

fn field<'s>(schema: &'s Schema, label: &str) -> Option<&'s Field> {
    schema.fields.iter().find(|field| field.name == label)
}

/// What stands for no value in a column.
fn missing(field: Option<&Field>, schema: &Schema) -> String {
    let own = field.and_then(|field| field.missing_values.as_ref());
    own.unwrap_or(&schema.missing_values)
        .first()
        .cloned()
        .unwrap_or_default()
}

/// The keys of all objects. Those of an object have no order of their own, so that they take that of the fields.
fn labels(rows: &[Value<'_>], schema: &Schema) -> Vec<String> {
    let mut order: HashMap<&str, usize> = HashMap::new();
    let fields = schema.fields.iter().map(|field| field.name.as_str());
    for name in fields {
        let next = order.len();
        order.entry(name).or_insert(next);
    }
    let mut found: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        for property in row.as_object().iter().flat_map(|row| &row.properties) {
            let name = property.name.as_str();
            let next = order.len();
            let place = *order.entry(name).or_insert(next);
            found.insert(name, place);
        }
    }
    let mut found: Vec<(&str, usize)> = found.into_iter().collect();
    found.sort_unstable_by_key(|(_, place)| *place);
    found.into_iter().map(|(name, _)| name.to_owned()).collect()
}

fn write_record(csv: &mut Vec<u8>, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            csv.push(b',');
        }
        // A lone empty cell would be a blank line.
        if cell.contains(['"', ',', '\r', '\n']) || (cell.is_empty() && cells.len() == 1) {
            csv.push(b'"');
            csv.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            csv.push(b'"');
        } else {
            csv.extend_from_slice(cell.as_bytes());
        }
    }
    csv.push(b'\n');
}
