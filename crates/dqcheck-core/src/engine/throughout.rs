//! Faults of a type that a whole column has: told once, when the file is known.

use super::merge::Merge;
use crate::diagnostic::{Place, examples, is_throughout, mended};
use crate::message::Arg;
use crate::plan::{Plan, Throughout};

impl Merge {
    /// Puts one finding in the place of those of every cell, in each column that has the same fault throughout.
    pub(super) fn tell_columns(&mut self, plan: &Plan) {
        for (column, &is_readable) in plan.throughout.iter().zip(&self.readable) {
            let Throughout { causes, pairs, .. } = column;
            let wrong = causes.clone().map(|cause| self.kept.count(cause)).sum();
            let pair = pairs
                .iter()
                .find(|(cause, _)| is_throughout(self.kept.count(*cause), wrong, is_readable));
            if let Some(&(cause, whole)) = pair {
                let (count, mut places) = self.kept.take(cause);
                let examples = examples(places.iter().map(example));
                places.truncate(1);
                for place in &mut places {
                    let args = std::mem::take(&mut place.args);
                    place.args = args.with("count", count).with("examples", examples.clone());
                }
                self.kept.add(whole, 1, places);
            }
        }
    }
}

/// What a cell has, and what was probably meant.
fn example(place: &Place) -> String {
    let has = place.value.as_deref().unwrap_or_default();
    match place.args.get("suggestion") {
        Some(Arg::Text(meant)) => mended(has, meant),
        _ => has.to_owned(),
    }
}
