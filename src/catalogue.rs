//! Every check that dqcheck knows, for those who explain or name checks.

use dqcheck_core::check::CheckDef;
use dqcheck_core::{checks, types};

/// Every check, in the order of the documentation. Several types may share one.
pub fn all_checks() -> Vec<&'static CheckDef> {
    let of_types = types::ALL.iter().map(|kind| kind.check);
    let of_checks = checks::ALL.iter().map(|check| check.def);
    let mut all: Vec<&'static CheckDef> = Vec::new();
    for check in of_types.chain(of_checks) {
        if !all.contains(&check) {
            all.push(check);
        }
    }
    all.sort_by_key(|check| check.group);
    all
}
