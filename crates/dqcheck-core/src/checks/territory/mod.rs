//! Communes, departments, regions, countries: what must be in a list of the Code officiel géographique.
//!
//! The lists are those of `dqcheck_reference`, decoded at the first question. A check asks them for texts that it has not
//! seen in the block before, never for every cell.

mod judged;
mod seen;
mod vintage;

use super::Check;

pub(super) static ALL: &[Check] = &[];
