//! Communes, departments, regions, countries: what must be in a list of the Code officiel géographique.
//!
//! The lists are those of `dqcheck_reference`, decoded at the first question. A check asks them for texts that it has not
//! seen in the block before, never for every cell.

mod out_of_commune;
mod vintage;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[Check {
    def: &out_of_commune::CHECK,
    bind: Bind::Named(out_of_commune::bind),
}];
