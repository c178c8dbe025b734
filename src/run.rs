//! The way into the core: a table and its schema become findings.

use dqcheck_core::diagnostic::{Cause, Findings};
use dqcheck_core::message::Text;
use dqcheck_core::schema::Schema;
use dqcheck_core::source::Input;

use crate::error::{Problem, Words};

/// How a table is checked.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many findings are kept with their place.
    pub max_findings: usize,
    pub threads: usize,
}

/// The labels of the header of a table.
pub(crate) fn labels(_input: &dyn Input) -> Result<Vec<String>, Problem> {
    Err(Problem::new(&NOT_YET))
}

/// A schema, and what is wrong with it. Only a text that is no Table Schema at all is an error.
pub(crate) fn read_schema(_name: &str, _text: &str) -> Result<(Schema, Vec<Cause>), Problem> {
    Err(Problem::new(&NOT_YET))
}

/// All that `schema` finds in a table.
pub(crate) fn check_table(
    _input: &dyn Input,
    _schema: &Schema,
    _options: &Options,
) -> Result<Findings, Problem> {
    Err(Problem::new(&NOT_YET))
}

static NOT_YET: Words = Words {
    id: "engine-not-there",
    message: Text {
        en: "The engine is not connected yet.",
        fr: "Le moteur n'est pas encore branché.",
    },
    help: Text {
        en: "Wait for the next version.",
        fr: "Attendez la prochaine version.",
    },
};
