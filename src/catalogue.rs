//! Every check that dqcheck knows, wherever it lives in the core.

use dqcheck_core::check::CheckDef;
use dqcheck_core::{checks, lint, schema, types};

/// All checks, in the order of the documentation.
pub fn all_checks() -> Vec<&'static CheckDef> {
    let of_rows = checks::all().map(|check| check.def);
    let of_schemas = schema::CHECKS.iter().chain(lint::CHECKS).copied();
    let mut all: Vec<_> = of_rows.chain(types::checks()).chain(of_schemas).collect();
    all.sort_by_key(|check| check.group);
    all
}
