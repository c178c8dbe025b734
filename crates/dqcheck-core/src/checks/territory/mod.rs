//! Communes, departments, regions, countries: what must be in a list of the Code officiel géographique.
//!
//! The lists are those of `dqcheck_reference`, decoded at the first question. A check asks them for texts that it has not
//! seen in the block before, never for every cell.

mod judged;
mod naming;
mod seen;
mod together;
mod vintage;

pub mod code_commune_insee;
pub mod commune;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[Check {
    def: &code_commune_insee::CHECK,
    bind: Bind::Named(code_commune_insee::bind),
}];
