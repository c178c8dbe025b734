//! Texts that people and programs write where they have no value.

/// Every token, as it is compared with a cell.
pub(super) static ALL: &[&str] = &[
    " ",
    "-",
    "--",
    "?",
    ".",
    "/",
    "NA",
    "N/A",
    "n/a",
    "na",
    "N.A.",
    "NaN",
    "nan",
    "NULL",
    "Null",
    "null",
    "None",
    "none",
    "nil",
    "NR",
    "nr",
    "N.R.",
    "NC",
    "nc",
    "N.C.",
    "ND",
    "nd",
    "N.D.",
    "SO",
    "s.o.",
    "#N/A",
    "#N/D",
    "#NA",
    "#REF!",
    "#VALUE!",
    "#VALEUR!",
    "#DIV/0!",
    "#NOM?",
    "#NAME?",
    "inconnu",
    "Inconnu",
    "inconnue",
    "non renseigné",
    "Non renseigné",
    "non communiqué",
    "sans objet",
    "unknown",
    "Unknown",
];

/// The token that a cell is.
pub(super) fn find(text: &[u8]) -> Option<&'static str> {
    let longest = "non communiqué".len();
    if text.len() > longest {
        return None;
    }
    ALL.iter().find(|token| token.as_bytes() == text).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_found_and_nothing_else() {
        for token in ALL {
            assert_eq!(find(token.as_bytes()), Some(*token));
        }
        for text in ["", "  ", "N", "NAN", "0", "non communiquée et encore"] {
            assert_eq!(find(text.as_bytes()), None, "{text}");
        }
    }
}
