//! Values that a request lists, as the type of a column compares them: in a column of integers `1` is `01`.

use std::collections::HashMap;

use serde_json::Value;

use crate::checks::constraint::{Constraints, cell_text};
use crate::schema::Field;
use crate::types::{self, FieldType};

pub(in crate::checks) struct Listed {
    /// As a cell would write them.
    pub(in crate::checks) texts: Vec<String>,
    /// For each text the first one of the same value; `None` where no cell can have it.
    first: Vec<Option<usize>>,
    known: HashMap<Vec<u8>, usize>,
}

impl Listed {
    /// The values as `field` writes and reads them.
    pub(in crate::checks) fn new(field: &Field, values: &[Value]) -> Listed {
        let field_type = type_of(field);
        let texts: Vec<String> = values
            .iter()
            .filter_map(|value| cell_text(field, value))
            .collect();
        let mut known = HashMap::new();
        let mut first = |(at, text): (usize, &String)| {
            field_type.scalar(text.as_bytes()).ok()?;
            let mut key = Vec::new();
            field_type.key(text.as_bytes(), &mut key);
            Some(*known.entry(key).or_insert(at))
        };
        let first = texts.iter().enumerate().map(&mut first).collect();
        Listed {
            texts,
            first,
            known,
        }
    }

    /// Lets go of the values that a constraint of `field` refuses: it tells them.
    pub(in crate::checks) fn without_refused(mut self, field: &Field) -> Listed {
        let field_type = type_of(field);
        let constraints = Constraints::of(field, field_type.as_ref());
        let refused = constraints.refuse(&self.texts, field_type.as_ref());
        self.known.retain(|_, at| !refused[*at]);
        self
    }

    /// Whether none of the values can ever be in the column.
    pub(in crate::checks) fn is_hopeless(&self) -> bool {
        self.known.is_empty()
    }

    /// The value that a cell has, an index into the texts. `key` is memory to use again.
    pub(in crate::checks) fn find(
        &self,
        field_type: &dyn FieldType,
        text: &[u8],
        key: &mut Vec<u8>,
    ) -> Option<usize> {
        key.clear();
        field_type.key(text, key);
        self.known.get(key.as_slice()).copied()
    }

    /// The values that were not found, each once. `found` may be shorter than the list: the rest was not found.
    pub(in crate::checks) fn missing(&self, found: &[bool]) -> Vec<String> {
        let is_found = |at: usize| found.get(at).copied().unwrap_or_default();
        let is_missing = |at: &usize| match self.first[*at] {
            Some(first) => first == *at && !is_found(first),
            None => true,
        };
        let missing = (0..self.texts.len()).filter(is_missing);
        missing.map(|at| self.texts[at].clone()).collect()
    }
}

fn type_of(field: &Field) -> Box<dyn FieldType> {
    let found = types::find(&field.type_name);
    let field_type = found.and_then(|found| (found.bind)(field).ok());
    field_type.unwrap_or_else(types::any)
}
