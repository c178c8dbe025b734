//! Communes, departments, regions, countries: what must be in a list of the Code officiel géographique.
//!
//! The lists are those of `dqcheck_reference`, decoded at the first question. A check asks them for texts that it has not
//! seen in the block before, never for every cell. Where a row lies they ask [`geo`](super::geo).

mod agreement;
mod country_code;
mod judged;
mod names;
mod out_of_commune;
mod seen;
mod together;
mod vintage;

pub mod canton;
pub mod code_commune_insee;
pub mod code_pays_iso2;
pub mod code_pays_iso3;
pub mod code_postal;
pub mod code_region;
pub mod commune;
pub mod departement;
pub mod epci;
pub mod numero_departement;
pub mod pays;
pub mod region;

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
    Check {
        def: &departement::CHECK,
        bind: Bind::Named(departement::bind),
    },
    Check {
        def: &numero_departement::CHECK,
        bind: Bind::Named(numero_departement::bind),
    },
    Check {
        def: &region::CHECK,
        bind: Bind::Named(region::bind),
    },
    Check {
        def: &code_region::CHECK,
        bind: Bind::Named(code_region::bind),
    },
    Check {
        def: &canton::CHECK,
        bind: Bind::Named(canton::bind),
    },
    Check {
        def: &pays::CHECK,
        bind: Bind::Named(pays::bind),
    },
    Check {
        def: &code_pays_iso2::CHECK,
        bind: Bind::Named(code_pays_iso2::bind),
    },
    Check {
        def: &code_pays_iso3::CHECK,
        bind: Bind::Named(code_pays_iso3::bind),
    },
];
