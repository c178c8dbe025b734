//! For the tests of checks: columns made from a few texts, and types that are just good enough to read them.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::check::{CheckDef, Group, Severity};
use crate::checks::{Bound, Check, Column, ColumnCheck};
use crate::message::Text;
use crate::rows::{Cells, Span, State};
use crate::schema::{Field, RuleRequest, Schema};
use crate::types::{Faults, FieldType, Point, Scalar, View};

static TYPE: CheckDef = CheckDef {
    id: "a-type",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    reasons: &[],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "type-error",
};

/// Types that read as the real ones do, without their finesse.
#[derive(Clone, Copy)]
pub(super) enum Stub {
    Text,
    Number,
    /// `2024-05-17`, as 20240517.
    Date,
    /// `lon, lat`.
    Point,
    /// A JSON array.
    Array,
}

impl Stub {
    fn parse(self, text: &[u8]) -> Option<Scalar> {
        if let Stub::Text = self {
            return Some(Scalar::Text);
        }
        let text = std::str::from_utf8(text).ok()?;
        Some(match self {
            Stub::Text => return None,
            Stub::Number => Scalar::Number(text.replace(',', ".").parse().ok()?),
            Stub::Date => Scalar::Ordinal(text.replace('-', "").parse().ok()?),
            Stub::Point => {
                let (lon, lat) = text.split_once(',')?;
                Scalar::Point(Point {
                    lon: lon.trim().parse().ok()?,
                    lat: lat.trim().parse().ok()?,
                })
            }
            Stub::Array => {
                let items: Vec<Value> = serde_json::from_str(text).ok()?;
                Scalar::Length(items.len() as u32)
            }
        })
    }
}

impl FieldType for Stub {
    fn def(&self) -> &'static CheckDef {
        &TYPE
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, _faults: &mut Faults) {
        match self {
            Stub::Text => *view = View::Text,
            Stub::Number => view.numbers().resize(cells.len(), 0.0),
            Stub::Date => view.ordinals().resize(cells.len(), 0),
            Stub::Point => view.points().resize(cells.len(), Point::default()),
            Stub::Array => view.lengths().resize(cells.len(), 0),
        }
        for row in 0..cells.len() {
            if cells.states[row] != State::Present {
                continue;
            }
            match (self.parse(cells.get(row)), &mut *view) {
                (Some(Scalar::Number(value)), View::Numbers(values)) => values[row] = value,
                (Some(Scalar::Ordinal(value)), View::Ordinals(values)) => values[row] = value,
                (Some(Scalar::Point(value)), View::Points(values)) => values[row] = value,
                (Some(Scalar::Length(value)), View::Lengths(values)) => values[row] = value,
                (Some(_), _) => {}
                (None, _) => cells.states[row] = State::Bad,
            }
        }
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.parse(text).ok_or(0)
    }

    /// Whole numbers are compared as integers.
    fn exact(&self, a: &[u8], b: &[u8]) -> Ordering {
        let whole = |text: &[u8]| std::str::from_utf8(text).ok()?.parse::<i128>().ok();
        match (whole(a), whole(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }
}

/// A column in memory; an empty text is a missing cell.
pub(super) struct Memory {
    text: Vec<u8>,
    spans: Vec<Span>,
    states: Vec<State>,
}

impl Memory {
    pub(super) fn new<T: AsRef<[u8]>>(texts: &[T]) -> Memory {
        let mut memory = Memory {
            text: Vec::new(),
            spans: Vec::new(),
            states: Vec::new(),
        };
        for text in texts.iter().map(AsRef::as_ref) {
            let start = memory.text.len() as u32;
            memory.text.extend_from_slice(text);
            let end = memory.text.len() as u32;
            memory.spans.push(Span { start, end });
            memory.states.push(match text {
                [] => State::Missing,
                _ => State::Present,
            });
        }
        memory
    }

    /// Shows the column, read by its type, to `see`.
    pub(super) fn read<R>(&mut self, stub: &Stub, see: impl FnOnce(&Column<'_>) -> R) -> R {
        let mut cells = Cells {
            text: &self.text,
            spans: &self.spans,
            states: &mut self.states,
        };
        let mut view = View::default();
        stub.read(&mut cells, &mut view, &mut Faults::default());
        see(&Column {
            cells,
            view: &view,
            field_type: stub,
        })
    }
}

/// A field with these properties and constraints.
pub(super) fn field(type_name: &str, properties: Value) -> Field {
    let mut field = Field {
        name: "champ".to_owned(),
        type_name: type_name.to_owned(),
        format: "default".to_owned(),
        pointer: "/fields/0".to_owned(),
        ..Field::default()
    };
    if let Value::Object(properties) = properties {
        if let Some(Value::Object(constraints)) = properties.get("constraints") {
            field.constraints = constraints.clone();
        }
        field.example = properties.get("example").cloned();
        field.properties = properties;
    }
    field
}

/// A field with these constraints.
pub(super) fn constrained(type_name: &str, constraints: Value) -> Field {
    field(type_name, json!({ "constraints": constraints }))
}

/// A request for the check of this name, in a schema of these fields.
pub(super) fn request(fields: &[(&str, &str)], params: Value) -> (RuleRequest, Schema) {
    let Value::Object(params) = params else {
        panic!("parameters are an object");
    };
    let schema = Schema {
        fields: fields
            .iter()
            .map(|(name, type_name)| Field {
                name: (*name).to_owned(),
                type_name: (*type_name).to_owned(),
                format: "default".to_owned(),
                ..Field::default()
            })
            .collect(),
        ..Schema::default()
    };
    let request = RuleRequest {
        name: "a-check".to_owned(),
        params,
        pointer: "/custom_checks/0".to_owned(),
        ..RuleRequest::default()
    };
    (request, schema)
}

/// The rows that fail, and the ids of their reasons.
pub(super) fn failures<T: AsRef<[u8]>>(
    def: &CheckDef,
    check: &dyn ColumnCheck,
    stub: Stub,
    texts: &[T],
) -> Vec<(usize, &'static str)> {
    let mut faults = Faults::default();
    Memory::new(texts).read(&stub, |column| check.check_column(column, &mut faults));
    ids(def, &faults)
}

pub(super) fn ids(def: &CheckDef, faults: &Faults) -> Vec<(usize, &'static str)> {
    faults
        .0
        .iter()
        .map(|fault| (fault.row as usize, def.reasons[fault.reason as usize].id))
        .collect()
}

/// The check of a request that is bound to one column.
pub(super) fn on_column(bound: Bound) -> Box<dyn ColumnCheck> {
    match bound {
        Bound::Column { check, .. } => check,
        _ => panic!("bound to a column"),
    }
}

/// Holds each constant to be the index of the reason that it stands for, and each reason of `checks` to have one.
pub(super) fn assert_names_its_reason(checks: &[Check], constants: &[(&CheckDef, usize, &str)]) {
    for (check, constant, id) in constants {
        assert_eq!(check.reason(id), Some(*constant), "{}: {id}", check.id);
    }
    let reasons: usize = checks.iter().map(|check| check.def.reasons.len()).sum();
    assert_eq!(
        constants.len(),
        reasons,
        "a reason has no constant in this test"
    );
}
