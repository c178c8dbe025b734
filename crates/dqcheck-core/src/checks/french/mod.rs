//! Identifiers and notations in use in France: what their own signs tell, without any list.

mod judged;
mod sirene;

pub mod building_permit;
pub mod code_fantoir;
pub mod code_rna;
pub mod finess;
pub mod iban;
pub mod isbn_13;
pub mod naf;
pub mod nomenclature_acte;
pub mod opening_hours;
pub mod parcel;
pub mod phone_number;
pub mod siren;
pub mod siret;
pub mod uai;
pub mod year_interval;

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
    Check {
        def: &code_rna::CHECK,
        bind: Bind::Named(code_rna::bind),
    },
    Check {
        def: &naf::CHECK,
        bind: Bind::Named(naf::bind),
    },
    Check {
        def: &uai::CHECK,
        bind: Bind::Named(uai::bind),
    },
    Check {
        def: &finess::CHECK,
        bind: Bind::Named(finess::bind),
    },
    Check {
        def: &code_fantoir::CHECK,
        bind: Bind::Named(code_fantoir::bind),
    },
    Check {
        def: &parcel::CHECK,
        bind: Bind::Named(parcel::bind),
    },
    Check {
        def: &building_permit::CHECK,
        bind: Bind::Named(building_permit::bind),
    },
    Check {
        def: &nomenclature_acte::CHECK,
        bind: Bind::Named(nomenclature_acte::bind),
    },
    Check {
        def: &phone_number::CHECK,
        bind: Bind::Named(phone_number::bind),
    },
    Check {
        def: &opening_hours::CHECK,
        bind: Bind::Named(opening_hours::bind),
    },
    Check {
        def: &year_interval::CHECK,
        bind: Bind::Named(year_interval::bind),
    },
    Check {
        def: &isbn_13::CHECK,
        bind: Bind::Named(isbn_13::bind),
    },
    Check {
        def: &iban::CHECK,
        bind: Bind::Named(iban::bind),
    },
];
