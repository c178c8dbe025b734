//! French identifiers: what their own digits tell, without any list.

mod luhn;
mod written;

pub(crate) mod siren;
pub(crate) mod siret;
