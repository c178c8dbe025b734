//! `uri`: an absolute address by RFC 3986: a scheme, a colon, and only the characters that an address may have.
//! An address of the web or of FTP names its host.

use super::super::cause;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-uri",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Web address expected",
        fr: "Adresse web attendue",
    },
    why: Text {
        en: "A link with a wrong address leads nowhere, and a program that follows links stops at it.",
        fr: "Un lien dont l'adresse est fausse ne mène nulle part, et un programme qui suit les liens s'y arrête.",
    },
    reasons: &[
        Reason {
            id: "missing-scheme",
            message: Text {
                en: "“{value}” lacks its beginning; write {suggestion}.",
                fr: "Il manque le début de « {value} » ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Put https:// before the address. Open it once in a browser and copy it from there, to be sure.",
                fr: "Mettez https:// devant l'adresse. Pour être sûr, ouvrez-la dans un navigateur et copiez-la de là.",
            },
        },
        Reason {
            id: "several-addresses",
            message: Text {
                en: "“{value}” holds several addresses; this field takes one.",
                fr: "« {value} » contient plusieurs adresses ; ce champ en accepte une seule.",
            },
            help: Text {
                en: "Keep one address, or use a second column for the others.",
                fr: "Gardez une seule adresse, ou utilisez une seconde colonne pour les autres.",
            },
        },
        Reason {
            id: "blank-inside",
            message: Text {
                en: "“{value}” has a space inside; an address has none.",
                fr: "« {value} » contient une espace ; une adresse n'en contient jamais.",
            },
            help: Text {
                en: "Remove the space if it is a mistake. If it belongs to the name of a file, write %20 in its place.",
                fr: "Supprimez l'espace si c'est une erreur. Si elle fait partie d'un nom de fichier, écrivez %20 à la \
                     place.",
            },
        },
        Reason {
            id: "letter-to-encode",
            message: Text {
                en: "“{value}” has letters or signs that must be encoded; write {suggestion}.",
                fr: "« {value} » contient des lettres ou des signes à encoder ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Accented letters and some signs are written with % in an address. Open it in a browser and copy \
                     it from the address bar: it is encoded then.",
                fr: "Dans une adresse, les lettres accentuées et certains signes s'écrivent avec des %. Ouvrez-la dans \
                     un navigateur et recopiez-la depuis la barre d'adresse : elle y est encodée.",
            },
        },
        Reason {
            id: "missing-host",
            message: Text {
                en: "“{value}” names no site.",
                fr: "« {value} » n'indique aucun site.",
            },
            help: Text {
                en: "Write two slashes and the name of the site after the colon: https://www.example.fr/page.",
                fr: "Écrivez deux barres obliques et le nom du site après les deux-points : \
                     https://www.example.fr/page.",
            },
        },
        cause::BLANKS_AROUND,
        Reason {
            id: "not-a-uri",
            message: Text {
                en: "“{value}” is not a web address.",
                fr: "« {value} » n'est pas une adresse web.",
            },
            help: Text {
                en: "Write a whole address, such as https://www.example.fr/page. Leave the cell empty where there is \
                     none.",
                fr: "Écrivez une adresse complète, par exemple https://www.example.fr/page. Laissez la cellule vide \
                     s'il n'y en a pas.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "lien\nhttps://www.example.fr/page?id=1#haut\nmailto:mairie@example.fr\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "lien\nwww.example.fr\n",
            fails: Some("missing-scheme"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\nhttps://a.example.fr ; https://b.example.fr\n",
            fails: Some("several-addresses"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\nhttps://example.fr/mon fichier.pdf\n",
            fails: Some("blank-inside"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\nhttps://example.fr/école\n",
            fails: Some("letter-to-encode"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\nhttp://\n",
            fails: Some("missing-host"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\n\" https://example.fr\"\n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "lien\nvoir le site\n",
            fails: Some("not-a-uri"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"lien","type":"string","format":"uri"}]}"#;

pub(super) fn accept(text: &[u8]) -> Result<(), usize> {
    match is_uri(text) {
        true => Ok(()),
        false => Err(cause::index(&CHECK, why(text))),
    }
}

pub(super) fn details(text: &str) -> Args {
    let text = cause::trimmed(text);
    let encoded = encoded(text);
    let whole = match scheme(text.as_bytes()) {
        Some(_) => encoded,
        None if looks_like_a_site(text) => {
            format!("https://{}", encoded.trim_start_matches([':', '/']))
        }
        None => return Args::new(),
    };
    match is_uri(whole.as_bytes()) {
        true => Args::new().with("suggestion", whole),
        false => Args::new(),
    }
}

fn is_uri(text: &[u8]) -> bool {
    is_plain_page(text) || is_any_uri(text)
}

/// Whether it is an address of the web without a user, a port, a fragment or encoded characters, as most are.
fn is_plain_page(text: &[u8]) -> bool {
    let page = text
        .strip_prefix(b"https://")
        .or_else(|| text.strip_prefix(b"http://"));
    page.is_some_and(|page| page.first().is_some_and(u8::is_ascii_alphanumeric) && are_plain(page))
}

/// Sixteen at a time, without a branch for each, which the compiler does by vectors.
fn are_plain(bytes: &[u8]) -> bool {
    let is_plain = |byte: u8| {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        // `-./0-9` are neighbours.
        let is_digit = byte.wrapping_sub(b'-') < 13;
        is_letter | is_digit | (byte == b'_') | (byte == b'?') | (byte == b'=') | (byte == b'&')
    };
    match bytes.last_chunk::<16>() {
        Some(last) => {
            let (chunks, _) = bytes.as_chunks::<16>();
            let mut chunks = chunks.iter().chain([last]);
            chunks.all(|chunk| {
                chunk
                    .iter()
                    .fold(true, |plain, &byte| plain & is_plain(byte))
            })
        }
        None => bytes.iter().all(|&byte| is_plain(byte)),
    }
}

fn is_any_uri(text: &[u8]) -> bool {
    let Some((scheme, rest)) = scheme(text) else {
        return false;
    };
    // All classes that the bytes have in common.
    let common = rest
        .iter()
        .fold(!0, |common, &byte| common & CLASS[byte as usize]);
    common & (PLAIN | SPECIAL) != 0
        && (common & PLAIN != 0 || specials_are_sound(rest))
        && (!names_a_host(scheme) || has_host(rest))
}

/// The scheme, and what follows its colon.
fn scheme(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = text.iter().take(32).position(|&byte| byte == b':')?;
    let (scheme, rest) = (&text[..colon], &text[colon + 1..]);
    let (first, others) = scheme.split_first()?;
    let sound = first.is_ascii_alphabetic()
        && others
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    sound.then_some((scheme, rest))
}

fn names_a_host(scheme: &[u8]) -> bool {
    let is = |name: &[u8]| scheme.eq_ignore_ascii_case(name);
    is(b"https") || is(b"http") || is(b"ftp")
}

/// `//host`, after a user and before a port where there are any.
fn has_host(rest: &[u8]) -> bool {
    let Some(rest) = rest.strip_prefix(b"//") else {
        return false;
    };
    let end = rest.iter().position(|byte| b"/?#".contains(byte));
    let authority = &rest[..end.unwrap_or(rest.len())];
    let host = match memchr::memrchr(b'@', authority) {
        Some(at) => &authority[at + 1..],
        None => authority,
    };
    if let Some(rest) = host.strip_prefix(b"[") {
        return rest
            .iter()
            .position(|&byte| byte == b']')
            .is_some_and(|end| end > 1);
    }
    let (name, port) = match host.iter().position(|&byte| byte == b':') {
        Some(colon) => (&host[..colon], &host[colon + 1..]),
        None => (host, &[][..]),
    };
    !name.is_empty() && port.iter().all(u8::is_ascii_digit)
}

/// A percent sign has two hexadecimal digits; one # begins the fragment; brackets are round an address of IPv6.
fn specials_are_sound(rest: &[u8]) -> bool {
    let percents = rest
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'%')
        .all(|(at, _)| {
            rest.get(at + 1..at + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        });
    let hashes = rest.iter().filter(|&&byte| byte == b'#').count();
    let end = rest.iter().skip(2).position(|byte| b"/?#".contains(byte));
    let path = end.map_or(&[][..], |end| &rest[end + 2..]);
    percents && hashes <= 1 && !path.iter().any(|byte| b"[]".contains(byte))
}

/// A byte that is sound wherever it stands.
const PLAIN: u8 = 1;
/// A byte that is sound, but not everywhere, and every plain one.
const SPECIAL: u8 = 2;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = PLAIN | SPECIAL;
        }
        byte += 1;
    }
    let plain = b"-._~:/?@!$&'()*+,;=";
    let mut at = 0;
    while at < plain.len() {
        table[plain[at] as usize] = PLAIN | SPECIAL;
        at += 1;
    }
    table[b'%' as usize] = SPECIAL;
    table[b'#' as usize] = SPECIAL;
    table[b'[' as usize] = SPECIAL;
    table[b']' as usize] = SPECIAL;
    table
};

/// The text with what an address cannot have written with percent signs.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for &byte in text.as_bytes() {
        match CLASS[byte as usize] {
            0 => out.push_str(&format!("%{byte:02X}")),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    let Ok(text) = std::str::from_utf8(text) else {
        return "not-a-uri";
    };
    if cause::has_blanks_around(text, is_uri) {
        return "blanks-around";
    }
    let text = cause::trimmed(text);
    let is_separator = |c: char| cause::is_blank(c) || matches!(c, ',' | ';' | '|');
    let parts = text
        .split(is_separator)
        .filter(|part| is_uri(part.as_bytes()) || part.starts_with("www."));
    if parts.count() > 1 {
        return "several-addresses";
    }
    let encoded = encoded(text);
    match scheme(text.as_bytes()) {
        None if looks_like_a_site(text) => "missing-scheme",
        None => "not-a-uri",
        Some(_) if text.contains(cause::is_blank) => "blank-inside",
        Some((scheme, rest)) if names_a_host(scheme) && !has_host(rest) => "missing-host",
        Some(_) if encoded.len() > text.len() && is_uri(encoded.as_bytes()) => "letter-to-encode",
        Some(_) => "not-a-uri",
    }
}

/// `www.example.fr`, `example.fr/page`, `//example.fr`.
fn looks_like_a_site(text: &str) -> bool {
    let text = text.trim_start_matches([':', '/']);
    let host = text.split(['/', '?', '#']).next().unwrap_or("");
    let last = host.rsplit('.').next().unwrap_or("");
    host.contains('.')
        && !text.contains(cause::is_blank)
        && !host.contains('@')
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_are_accepted() {
        for text in [
            "http://a",
            "https://example.fr:8080/a%20b?c=d#e",
            "ftp://8.8.8.8",
            "urn:isbn:9782724612345",
            "HTTP://[::1]/x",
            "mailto:a@b.fr",
            "tel:+33152273960",
            "https://user@example.fr",
        ] {
            assert!(is_uri(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_the_rfc_does_not_have_is_refused() {
        for text in [
            "",
            ":",
            "http:",
            "http://",
            "https:///a",
            "://a.fr",
            "8.8.8.8",
            "http://a b",
            "http://a/%zz",
            "http://a/é",
            "http://a/%2",
            "1http://a",
            "http://a#b#c",
            "http://a/[x]",
            "http://a\"",
            "http://a:b/",
            "http://:80",
            "http://[]",
        ] {
            assert!(!is_uri(text.as_bytes()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_plain_page_is_an_address_to_the_careful_reader(text in "https?://[ -~é]{0,40}|https?://[a-z0-9./?=&_%#@:-]{1,60}") {
            if is_plain_page(text.as_bytes()) {
                proptest::prop_assert!(is_any_uri(text.as_bytes()));
            }
        }
    }

    #[test]
    fn the_whole_or_encoded_address_is_suggested() {
        for (text, expected) in [
            ("www.example.fr/été", "https://www.example.fr/%C3%A9t%C3%A9"),
            ("https://example.fr/a b", "https://example.fr/a%20b"),
            ("://example.fr", "https://example.fr"),
        ] {
            assert_eq!(
                details(text).get("suggestion"),
                Some(&expected.into()),
                "{text}"
            );
        }
    }
}
