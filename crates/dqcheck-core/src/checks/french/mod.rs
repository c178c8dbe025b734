//! French identifiers: what their own digits tell, without any list.

mod luhn;
mod sirene;
mod written;

pub mod siren;
pub mod siret;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &siret::CHECK,
        bind: Bind::Named(siret::bind),
    },
    Check {
        def: &siren::CHECK,
        bind: Bind::Named(siren::bind),
    },
];
