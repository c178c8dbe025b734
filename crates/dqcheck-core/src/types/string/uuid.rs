//! `uuid`: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562), in either case.

use super::super::cause;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-uuid",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "UUID expected",
        fr: "UUID attendu",
    },
    why: Text {
        en: "A UUID links this row to others. With one character wrong, the link is broken.",
        fr: "Un UUID relie cette ligne à d'autres. Avec un seul caractère faux, le lien est rompu.",
    },
    reasons: &[
        Reason {
            id: "other-notation",
            message: Text {
                en: "“{value}” is a UUID in another notation; write {suggestion}.",
                fr: "« {value} » est un UUID écrit autrement ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Write 8, 4, 4, 4 and 12 characters with hyphens between them, without braces or “urn:uuid:”.",
                fr: "Écrivez 8, 4, 4, 4 et 12 caractères séparés par des tirets, sans accolades ni « urn:uuid: ».",
            },
        },
        cause::BLANKS_AROUND,
        Reason {
            id: "not-a-uuid",
            message: Text {
                en: "“{value}” is not a UUID.",
                fr: "« {value} » n'est pas un UUID.",
            },
            help: Text {
                en: "A UUID has 32 characters (0-9 and a-f) in groups of 8, 4, 4, 4 and 12. Copy it whole from the \
                     program that gave it.",
                fr: "Un UUID a 32 caractères (0-9 et a-f) en groupes de 8, 4, 4, 4 et 12. Recopiez-le en entier depuis \
                     le logiciel qui l'a attribué.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id\n95ecc380-afe9-11e4-9b6c-751b66dd541e\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "id\n{95ecc380-afe9-11e4-9b6c-751b66dd541e}\n95ecc380afe911e49b6c751b66dd541e\n",
            fails: Some("other-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "id\n95ecc380-afe9-11e4-9b6c-751b66dd541e \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "id\n95ecc380-afe9-11e4-9b6c\n",
            fails: Some("not-a-uuid"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"id","type":"string","format":"uuid"}]}"#;

pub(super) fn accept(text: &[u8]) -> Result<(), usize> {
    match is_uuid(text) {
        true => Ok(()),
        false => Err(cause::index(&CHECK, why(text))),
    }
}

pub(super) fn details(text: &str) -> Args {
    match meant(text) {
        Some(uuid) => Args::new().with("suggestion", uuid),
        None => Args::new(),
    }
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The UUID behind braces, `urn:uuid:`, or hyphens that are missing or elsewhere.
fn meant(text: &str) -> Option<String> {
    let text = cause::trimmed(text);
    let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let bare = bare.trim_start_matches('{').trim_end_matches('}');
    let digits: String = bare.chars().filter(|&c| c != '-').collect();
    let is_hex = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| {
        let groups = [
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        ];
        groups.join("-")
    })
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    match std::str::from_utf8(text) {
        Ok(text) if cause::has_blanks_around(text, is_uuid) => "blanks-around",
        Ok(text) if meant(text).is_some() => "other-notation",
        _ => "not-a-uuid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_notation_of_the_same_uuid_is_suggested() {
        for text in [
            "urn:uuid:95ECC380-afe9-11e4-9b6c-751b66dd541e",
            "95ECC380afe911e49b6c751b66dd541e",
        ] {
            let expected = "95ECC380-afe9-11e4-9b6c-751b66dd541e";
            assert_eq!(details(text).get("suggestion"), Some(&expected.into()));
        }
    }

    #[test]
    fn hyphens_stand_in_their_places_and_digits_are_hexadecimal() {
        assert!(accept(b"95ECC380-AFE9-11E4-9B6C-751B66DD541E").is_ok());
        assert!(accept(b"95ecc3-80afe9-11e4-9b6c-751b66dd541e").is_err());
        assert!(accept(b"95ecc380-afe9-11e4-9b6c-751b66dd541g").is_err());
    }
}
