//! Why a cell cannot be read: what several types recognise in a text that they refuse. Never on the fast path.

use crate::check::{CheckDef, Reason};
use crate::message::{Args, Text};

/// The index of the reason `id`, which the source of the check names.
#[cold]
pub(super) fn index(check: &CheckDef, id: &str) -> usize {
    check
        .reason(id)
        .expect("a type only names reasons of its own check, and a test meets each of them")
}

pub(super) const SPREADSHEET_ERROR: Reason = Reason {
    id: "spreadsheet-error",
    message: Text {
        en: "“{value}” is an error message of a spreadsheet, not a value.",
        fr: "« {value} » est un message d'erreur de tableur, pas une valeur.",
    },
    help: Text {
        en: "Open the file from which this one was exported, mend the formula (for ####, widen the column), and \
             export again. If the value is unknown, leave the cell empty.",
        fr: "Ouvrez le fichier d'origine de l'export, corrigez la formule (pour ####, élargissez la colonne), puis \
             exportez de nouveau. Si la valeur est inconnue, laissez la cellule vide.",
    },
};

pub(super) const BLANKS_AROUND: Reason = Reason {
    id: "blanks-around",
    message: Text {
        en: "“{value}” would be right without the spaces before or after it.",
        fr: "« {value} » serait correct sans les espaces placés avant ou après.",
    },
    help: Text {
        en: "Remove the spaces: in a spreadsheet, the function TRIM does it for a whole column.",
        fr: "Supprimez ces espaces : dans un tableur, la fonction SUPPRESPACE le fait pour toute une colonne.",
    },
};

/// Whether the text is what a spreadsheet shows in place of a value: `#N/A`, `#REF!`, `#VALEUR!`, `Err:502`, `####`.
pub(super) fn is_spreadsheet_error(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"#") else {
        return text
            .strip_prefix(b"Err:")
            .is_some_and(|code| !code.is_empty() && code.iter().all(u8::is_ascii_digit));
    };
    match rest.split_last() {
        None => false,
        Some((b'#', before)) => before.iter().all(|&byte| byte == b'#'),
        Some((b'!' | b'?', before)) => !before.is_empty() && !before.contains(&b' '),
        Some(_) => matches!(rest, b"N/A" | b"N/D" | b"SPILL" | b"CALC"),
    }
}

/// The text without white space of any kind on either side.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// White space, the zero-width ones that spreadsheets and web pages leave behind included.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Whether `text`, which is refused, is accepted by `read` once its outer blanks are gone.
pub(super) fn has_blanks_around(text: &str, read: impl Fn(&[u8]) -> bool) -> bool {
    let inner = trimmed(text);
    inner.len() < text.len() && read(inner.as_bytes())
}

/// The text without its outer blanks, for a type to say why it refuses it; or the reason, where that is the same for
/// every type. `unknown` is the reason of what is no text at all.
pub(super) fn inner<'a>(
    text: &'a [u8],
    unknown: &'static str,
    read: impl Fn(&[u8]) -> bool,
) -> Result<&'a str, &'static str> {
    let text = std::str::from_utf8(text).map_err(|_| unknown)?;
    if has_blanks_around(text, read) {
        return Err("blanks-around");
    }
    let text = trimmed(text);
    match is_spreadsheet_error(text.as_bytes()) {
        true => Err("spreadsheet-error"),
        false => Ok(text),
    }
}

/// For the message: what was probably meant by a text, of which `meant` sees no outer blanks.
pub(super) fn suggestion(text: &[u8], meant: impl Fn(&str) -> Option<String>) -> Args {
    match meant(trimmed(&String::from_utf8_lossy(text))) {
        Some(meant) => Args::new().with("suggestion", meant),
        None => Args::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_spreadsheets_are_known_in_english_and_french() {
        for text in [
            "#N/A", "#REF!", "#DIV/0!", "#VALEUR!", "#NOM?", "#N/D", "Err:502", "########",
        ] {
            assert!(is_spreadsheet_error(text.as_bytes()), "{text}");
        }
        for text in ["", "#", "#1", "# 12", "#ff0000", "Err:", "#a b!"] {
            assert!(!is_spreadsheet_error(text.as_bytes()), "{text}");
        }
    }
}
