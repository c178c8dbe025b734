//! `binary`: base64 by RFC 4648, padded.

use super::super::cause;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-base64",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Base64 expected",
        fr: "Base64 attendu",
    },
    why: Text {
        en: "This field holds files or images written as base64. One wrong character and they cannot be opened.",
        fr: "Ce champ contient des fichiers ou des images écrits en base64. Un caractère faux, et ils ne s'ouvrent plus.",
    },
    reasons: &[
        Reason {
            id: "url-alphabet",
            message: Text {
                en: "“{value}” has - or _, which belong to another kind of base64.",
                fr: "« {value} » contient - ou _, qui appartiennent à une autre variante de base64.",
            },
            help: Text {
                en: "Encode with the standard alphabet: + in place of -, / in place of _.",
                fr: "Encodez avec l'alphabet standard : + à la place de -, / à la place de _.",
            },
        },
        Reason {
            id: "incomplete",
            message: Text {
                en: "The length of “{value}” is not a multiple of four: its end is missing.",
                fr: "La longueur de « {value} » n'est pas un multiple de quatre : il manque la fin.",
            },
            help: Text {
                en: "Check that the text was not cut (a cell of a spreadsheet keeps 32,767 characters), and that its \
                     final = signs are there.",
                fr: "Vérifiez que le texte n'a pas été coupé (une cellule de tableur garde 32 767 caractères) et que \
                     ses signes = de la fin sont présents.",
            },
        },
        Reason {
            id: "not-base64",
            message: Text {
                en: "“{value}” is not base64.",
                fr: "« {value} » n'est pas du base64.",
            },
            help: Text {
                en: "Base64 has only letters without accents, digits, + and /, and one or two = at the end. Remove \
                     spaces, line breaks and a beginning such as “data:image/png;base64,”.",
                fr: "Le base64 n'a que des lettres sans accent, des chiffres, + et /, et un ou deux = à la fin. \
                     Supprimez les espaces, les retours à la ligne et un début comme « data:image/png;base64, ».",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "photo\ndGVzdA==\nYXN1cmUu\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "photo\n_-8=\n",
            fails: Some("url-alphabet"),
        },
        Example {
            schema: SCHEMA,
            data: "photo\ndGVzdA\n",
            fails: Some("incomplete"),
        },
        Example {
            schema: SCHEMA,
            data: "photo\nphoto 1.png\n",
            fails: Some("not-base64"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"photo","type":"string","format":"binary"}]}"#;

pub(super) fn accept(text: &[u8]) -> Result<(), usize> {
    let body = without_padding(text);
    match text.len().is_multiple_of(4) && body.iter().all(|&byte| is_base64(byte)) {
        true => Ok(()),
        false => Err(cause::index(&CHECK, why(text, body))),
    }
}

fn without_padding(text: &[u8]) -> &[u8] {
    let body = text.strip_suffix(b"=").unwrap_or(text);
    body.strip_suffix(b"=").unwrap_or(body)
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

#[cold]
fn why(text: &[u8], body: &[u8]) -> &'static str {
    if body.iter().all(|&byte| is_base64(byte)) {
        return "incomplete";
    }
    let url = |&byte: &u8| is_base64(byte) || byte == b'-' || byte == b'_';
    match body.iter().all(url) && text.len().is_multiple_of(4) {
        true => "url-alphabet",
        false => "not-base64",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_stands_at_the_end_only() {
        for text in ["", "AAAA", "AAA=", "AA=="] {
            assert!(accept(text.as_bytes()).is_ok(), "{text}");
        }
        for text in [
            "A===", "====", "AA=A", "A", "AA AA===", "dGVz dA=", "AAAA\n",
        ] {
            assert!(accept(text.as_bytes()).is_err(), "{text}");
        }
    }
}
