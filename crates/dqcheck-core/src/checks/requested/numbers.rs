//! What the checks of all numbers of a column share: of which columns they can be asked, and what they note.

use crate::checks::Column;
use crate::message::Text;
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::View;

/// The field of numbers that the request names as its `column`.
pub(super) fn field(request: &RuleRequest, schema: &Schema) -> Result<usize, Fault> {
    let field = request.column(schema, "column")?;
    match schema.fields[field].type_name.as_str() {
        "integer" | "number" => Ok(field),
        _ => Err(request.invalid("column", NUMBERS)),
    }
}

const NUMBERS: Text = Text {
    en: "the name of a field of type integer or number",
    fr: "le nom d'un champ de type integer ou number",
};

/// Adds the number of each row; `NaN` where there is none.
pub(super) fn note(columns: &[&Column<'_>], numbers: &mut Vec<f64>) {
    for column in columns {
        let View::Numbers(values) = column.view else {
            continue;
        };
        let cells = column.cells.states.iter().zip(values);
        numbers.extend(cells.map(|(state, value)| match state {
            State::Present => *value,
            _ => f64::NAN,
        }));
    }
}
