//! What the label of a column says that its values cannot say.

use crate::message::fold;

/// What a column holds, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Siret,
    Siren,
    Insee,
    PostalCode,
    Year,
    Latitude,
    Longitude,
    /// A point with the latitude first, as portals write it.
    LatLon,
    /// Something by which a row is known.
    Identifier,
}

impl Meaning {
    pub(super) fn of(label: &str) -> Option<Meaning> {
        let words: Vec<String> = label
            .split(|c: char| !c.is_alphanumeric())
            .map(fold)
            .filter(|word| !word.is_empty())
            .collect();
        let whole = words.concat();
        KNOWN
            .iter()
            .find(|known| {
                let word = |known: &&str| words.iter().any(|word| word == known);
                known.words.iter().any(word) || known.parts.iter().any(|part| whole.contains(part))
            })
            .map(|known| known.meaning)
    }
}

struct Known {
    meaning: Meaning,
    /// Whole words of the label, folded.
    words: &'static [&'static str],
    /// Parts of the label, folded and without what stands between its words.
    parts: &'static [&'static str],
}

/// The first that fits counts.
const KNOWN: &[Known] = &[
    Known {
        meaning: Meaning::Siret,
        words: &[],
        parts: &["siret"],
    },
    Known {
        meaning: Meaning::Siren,
        words: &[],
        parts: &["siren"],
    },
    Known {
        meaning: Meaning::PostalCode,
        words: &["cp", "zip"],
        parts: &["codepostal", "codpost", "postcode", "postalcode", "zipcode"],
    },
    Known {
        meaning: Meaning::Insee,
        words: &["depcom", "codgeo", "codecom"],
        parts: &["insee", "codecommune", "communecode"],
    },
    Known {
        meaning: Meaning::LatLon,
        words: &[],
        parts: &["geopoint", "latlon"],
    },
    Known {
        meaning: Meaning::Latitude,
        words: &["lat", "ylat"],
        parts: &["latitude"],
    },
    Known {
        meaning: Meaning::Longitude,
        words: &["lon", "lng", "long", "xlong", "xlon"],
        parts: &["longitude"],
    },
    Known {
        meaning: Meaning::Year,
        words: &["annee", "an", "year", "millesime", "exercice"],
        parts: &[],
    },
    Known {
        meaning: Meaning::Identifier,
        words: &[
            "id",
            "uid",
            "gid",
            "fid",
            "uuid",
            "guid",
            "identifiant",
            "identifier",
            "code",
            "cle",
            "key",
            "num",
            "numero",
            "no",
            "ref",
            "reference",
            "matricule",
            "isbn",
            "ean",
        ],
        parts: &["objectid"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_understood_however_they_are_written() {
        for (label, meaning) in [
            ("num_siret", Some(Meaning::Siret)),
            ("SIRET du demandeur", Some(Meaning::Siret)),
            ("Code Postal", Some(Meaning::PostalCode)),
            ("com_cp", Some(Meaning::PostalCode)),
            ("com_insee", Some(Meaning::Insee)),
            ("Code commune", Some(Meaning::Insee)),
            ("geo_point_2d", Some(Meaning::LatLon)),
            ("long_coor1", Some(Meaning::Longitude)),
            ("ylat", Some(Meaning::Latitude)),
            ("Année", Some(Meaning::Year)),
            ("id_pc", Some(Meaning::Identifier)),
            ("objectid", Some(Meaning::Identifier)),
            ("N° de série", None),
            ("longueur", None),
            ("plateau", None),
            ("", None),
        ] {
            assert_eq!(Meaning::of(label), meaning, "{label}");
        }
    }
}
