//! Data Packages: one descriptor for several tables, each with its schema, dialect and encoding.
//!
//! [`read`] decides what each resource is and opens nothing. What a descriptor names is hostile: it is looked for in
//! the folder of the package only ([`path`]), and never on the network.

mod descriptor;
pub(crate) mod inline;
mod parts;
mod path;
mod read;
pub(crate) mod words;

pub(crate) use descriptor::{Descriptor, not_usable, text};
pub(crate) use parts::Joined;
pub(crate) use path::{Unfit, within};
pub(crate) use read::{Kind, Local, Reference, Resource, Rows, Table, read};

/// What a descriptor is usually called.
pub(crate) const FILE_NAME: &str = "datapackage.json";
