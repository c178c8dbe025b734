//! Inference: a schema guessed from a table, with how sure each guess is.
//!
//! Every column is read in every form that values may have ([`forms`]), by the types themselves. The first form that
//! all values have is taken, with what the label says ([`label`]) and as far as there is enough to go by ([`limits`]).
//! What comes of it is checked on the file, and whatever fails is taken back: the file passes its own schema.

mod conclude;
mod descriptor;
mod draft;
mod evidence;
mod forms;
mod label;
mod limits;
mod plausible;
mod said;
#[cfg(test)]
mod tests;
mod tokens;

pub use descriptor::Descriptor;

use crate::diagnostic::Findings;
use crate::engine::{self, EngineError};
use crate::message::Lang;
use crate::schema::{self, Schema};
use crate::source::Input;
use draft::Draft;
use evidence::{Evidence, Readers};

/// A guessed schema.
pub struct Inferred {
    draft: Draft,
    /// What is wrong with the file whatever the schema, and how it was read.
    pub findings: Findings,
}

impl Inferred {
    /// The schema as it is written, with comments in this language.
    pub fn descriptor(&self, lang: Lang) -> Descriptor {
        Descriptor::new(&self.draft, lang)
    }
}

/// Guesses the schema of a table; `check` checks the whole of it with a schema. `None` where the table has no label.
pub fn infer<E: From<EngineError>>(
    input: &dyn Input,
    check: impl Fn(&Schema) -> Result<Findings, E>,
) -> Result<Option<Inferred>, E> {
    let mut draft = guess(input, engine::Options::default().block)?;
    if draft.fields.is_empty() {
        return Ok(None);
    }
    loop {
        let text = serde_json::to_vec(&Descriptor::new(&draft, Lang::En))
            .expect("texts and numbers can be written as JSON");
        let schema = schema::read(&text)
            .expect("a draft is a schema with at least one field")
            .schema;
        let findings = check(&schema)?;
        // It ends, since each time something is taken back and nothing is ever added.
        if !draft.loosen(&findings) {
            return Ok(Some(Inferred { draft, findings }));
        }
    }
}

fn guess(input: &dyn Input, block: usize) -> Result<Draft, EngineError> {
    let readers = Readers::new();
    let start = |head: &engine::Head| {
        let columns = head.labels.iter();
        let columns = columns.map(|label| Evidence::new(label, head.labels.len()));
        (columns.collect::<Vec<_>>(), 0)
    };
    let (mut columns, blank) =
        engine::scan(input, block, start, |(columns, blank), mut passage| {
            *blank += passage.blank();
            for (position, column) in columns.iter_mut().enumerate() {
                column.take(&readers, &mut passage, position);
            }
        })?;
    columns.iter_mut().for_each(Evidence::finish);
    Ok(conclude::draft(&columns, blank))
}
