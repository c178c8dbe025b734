//! Communes, departments, regions, countries: what must be in a list of the Code officiel géographique.
//!
//! The lists are those of `dqcheck_reference`, decoded at the first question. A check asks them for texts that it has not
//! seen in the block before, never for every cell.

mod judged;
mod naming;
mod out_of_commune;
mod seen;
mod together;
mod vintage;

pub mod code_commune_insee;
pub mod code_postal;
pub mod commune;
pub mod epci;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &code_commune_insee::CHECK,
        bind: Bind::Named(code_commune_insee::bind),
    },
    Check {
        def: &commune::CHECK,
        bind: Bind::Named(commune::bind),
    },
    Check {
        def: &code_postal::CHECK,
        bind: Bind::Named(code_postal::bind),
    },
    Check {
        def: &code_postal::UNKNOWN,
        bind: Bind::Reported,
    },
    Check {
        def: &epci::CHECK,
        bind: Bind::Named(epci::bind),
    },
    Check {
        def: &out_of_commune::CHECK,
        bind: Bind::Named(out_of_commune::bind),
    },
];
