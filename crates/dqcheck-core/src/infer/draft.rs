//! A schema that is being guessed: what it says so far, and why.

use serde_json::{Map, Value};

use super::said::Said;
use crate::check::Group;
use crate::checks::structure::blank_row;
use crate::checks::table::{duplicate_key, duplicate_value};
use crate::diagnostic::{Cause, Findings};

/// A schema that is being guessed.
pub(super) struct Draft {
    pub(super) fields: Vec<Field>,
    /// Beside the empty text.
    pub(super) tokens: Vec<&'static str>,
    /// An index into the fields.
    pub(super) key: Option<usize>,
    pub(super) areas: Vec<Area>,
    /// Blank rows of the file, which no schema can mend.
    pub(super) blank: u64,
}

pub(super) struct Field {
    pub(super) name: String,
    /// `type`, `format` and what else tells how values are written; a pattern among its constraints.
    pub(super) form: Map<String, Value>,
    pub(super) pattern: Option<String>,
    pub(super) check: Option<&'static str>,
    pub(super) required: bool,
    pub(super) unique: bool,
    pub(super) members: Vec<String>,
    /// Law, not guess: a latitude has 90 degrees at most.
    pub(super) bound: Option<i32>,
    pub(super) example: Option<String>,
    /// Some of its cells are tokens, and its form stands only without them.
    pub(super) has_tokens: bool,
    pub(super) said: Vec<Said>,
}

/// An area in which positions lie: west, south, east, north.
pub(super) struct Area {
    pub(super) at: At,
    pub(super) bounds: [f64; 4],
}

/// The fields of a position.
pub(super) enum At {
    LatLon(usize),
    Geopoint(usize),
    Pair { longitude: usize, latitude: usize },
}

impl At {
    fn is_of(&self, field: usize) -> bool {
        match *self {
            At::LatLon(at) | At::Geopoint(at) => at == field,
            At::Pair {
                longitude,
                latitude,
            } => longitude == field || latitude == field,
        }
    }
}

impl Draft {
    /// Takes back what the check of the file itself refuses. `false` where all that is left is of the file, whatever
    /// the schema.
    pub(super) fn loosen(&mut self, findings: &Findings) -> bool {
        let mut changed = false;
        for cause in &findings.causes {
            changed |= self.take_back(cause);
        }
        changed
    }

    fn take_back(&mut self, cause: &Cause) -> bool {
        if cause.check == &blank_row::CHECK {
            // A row of tokens is blank once they stand for no value.
            return cause.count > self.blank && self.drop_tokens();
        }
        if matches!(cause.check.group, Group::Structure | Group::Header) {
            return false;
        }
        let named = cause.field.as_ref().map(|field| &field.name);
        let Some(at) = self
            .fields
            .iter()
            .position(|field| Some(&field.name) == named)
        else {
            return false;
        };
        if cause.check == &duplicate_value::CHECK && self.fields[at].unique {
            self.fields[at].unique = false;
            return true;
        }
        let is_key = self.key == Some(at);
        if is_key {
            self.key = None;
            if cause.check == &duplicate_key::CHECK {
                return true;
            }
        }
        self.areas.retain(|area| !area.at.is_of(at));
        self.fields[at].loosen() || is_key
    }

    fn drop_tokens(&mut self) -> bool {
        let had = !self.tokens.is_empty();
        self.tokens.clear();
        let read = self.fields.iter_mut().filter(|field| field.has_tokens);
        read.for_each(Field::become_text);
        had
    }
}

impl Field {
    /// Says less: first without constraints, then as a text.
    fn loosen(&mut self) -> bool {
        let tight = self.required
            || self.unique
            || self.pattern.is_some()
            || self.check.is_some()
            || self.bound.is_some()
            || !self.members.is_empty();
        if tight {
            self.drop_constraints();
            return true;
        }
        let was_text = self.form.len() == 1 && self.form.get("type") == Some(&"string".into());
        self.become_text();
        !was_text
    }

    fn drop_constraints(&mut self) {
        self.required = false;
        self.unique = false;
        self.pattern = None;
        self.check = None;
        self.bound = None;
        self.members.clear();
        self.said = vec![Said::refused()];
    }

    fn become_text(&mut self) {
        self.drop_constraints();
        self.form = Map::from_iter([("type".to_owned(), "string".into())]);
        self.example = None;
    }
}
