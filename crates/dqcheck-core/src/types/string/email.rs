//! `email`: one address, as it is used on the internet: `name@domain.fr`. Names and domains may have letters of any
//! language; quoted names, comments and numeric hosts, which the standards allow and nobody has, are refused.

use wide::u8x16;

use super::super::cause;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-an-email",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "E-mail address expected",
        fr: "Adresse électronique attendue",
    },
    why: Text {
        en: "A message to a wrong address never arrives, and whoever wrote it rarely learns why.",
        fr: "Un message envoyé à une adresse erronée n'arrive jamais, et son auteur apprend rarement pourquoi.",
    },
    reasons: &[
        Reason {
            id: "several-addresses",
            message: Text {
                en: "“{value}” holds several addresses; this field takes one.",
                fr: "« {value} » contient plusieurs adresses ; ce champ en accepte une seule.",
            },
            help: Text {
                en: "Keep the address that answers the public, or use a second column for the others.",
                fr: "Gardez l'adresse qui répond au public, ou utilisez une seconde colonne pour les autres.",
            },
        },
        Reason {
            id: "no-at-sign",
            message: Text {
                en: "“{value}” has no @.",
                fr: "« {value} » ne contient pas de @.",
            },
            help: Text {
                en: "Write name@domain, such as mairie@example.fr. A page of the web is not an e-mail address.",
                fr: "Écrivez nom@domaine, par exemple mairie@example.fr. L'adresse d'une page web n'est pas une \
                     adresse électronique.",
            },
        },
        Reason {
            id: "mailto",
            message: Text {
                en: "“{value}” has more than the address; write {suggestion}.",
                fr: "« {value} » contient plus que l'adresse ; écrivez {suggestion}.",
            },
            help: Text {
                en: "Remove “mailto:”, the name and the angle brackets.",
                fr: "Supprimez « mailto: », le nom et les chevrons.",
            },
        },
        Reason {
            id: "blank-inside",
            message: Text {
                en: "“{value}” has a space inside.",
                fr: "« {value} » contient une espace.",
            },
            help: Text {
                en: "Remove the space, or put the missing dot or hyphen in its place.",
                fr: "Supprimez l'espace, ou remplacez-la par le point ou le tiret qui manque.",
            },
        },
        Reason {
            id: "wrong-domain",
            message: Text {
                en: "What follows the @ in “{value}” is not a domain such as example.fr.",
                fr: "Ce qui suit le @ dans « {value} » n'est pas un domaine comme example.fr.",
            },
            help: Text {
                en: "Look for a forgotten ending (.fr), two dots in a row, or a comma in place of a dot.",
                fr: "Cherchez une terminaison oubliée (.fr), deux points de suite, ou une virgule à la place d'un point.",
            },
        },
        cause::BLANKS_AROUND,
        Reason {
            id: "not-an-email",
            message: Text {
                en: "“{value}” is not an e-mail address.",
                fr: "« {value} » n'est pas une adresse électronique.",
            },
            help: Text {
                en: "Write name@domain, such as mairie@example.fr. Leave the cell empty where there is none.",
                fr: "Écrivez nom@domaine, par exemple mairie@example.fr. Laissez la cellule vide s'il n'y en a pas.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "contact\nmairie@example.fr\naccueil.sport+dae@ville.example.org\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "contact\na@example.fr; b@example.fr\n",
            fails: Some("several-addresses"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\nwww.example.fr\n",
            fails: Some("no-at-sign"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\nMairie <mairie@example.fr>\n",
            fails: Some("mailto"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\nmairie @example.fr\n",
            fails: Some("blank-inside"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\nmairie@example\n",
            fails: Some("wrong-domain"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\nmairie@example.fr \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: SCHEMA,
            data: "contact\n.mairie@example.fr\n",
            fails: Some("not-an-email"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const SCHEMA: &str = r#"{"fields":[{"name":"contact","type":"string","format":"email"}]}"#;

pub(super) fn accept(text: &[u8]) -> Result<(), usize> {
    match is_email(text) {
        true => Ok(()),
        false => Err(cause::index(&CHECK, why(text))),
    }
}

pub(super) fn details(text: &str) -> Args {
    match without_wrapping(text) {
        Some(address) => Args::new().with("suggestion", address),
        None => Args::new(),
    }
}

fn is_email(text: &[u8]) -> bool {
    is_plain(text) || is_careful(text)
}

/// Quickly whether a text is an address of letters, digits, single dots and hyphens inside labels, as most are: all
/// its bytes at once, as bit masks, since which bytes come cannot be foreseen.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let Some((first, last)) = text.first_chunk().zip(text.last_chunk()) else {
        return false;
    };
    if text.len() > 48 {
        return false;
    }
    let mut kinds = Kinds::of(first, 0).and(Kinds::of(last, text.len() - 16));
    if text.len() > 32 {
        kinds = kinds.and(Kinds::of(text[16..].first_chunk().unwrap_or(first), 16));
    }
    let Kinds {
        alphabetic,
        alphanumeric,
        hyphen,
        dot,
        at,
    } = kinds;
    let ends = 1 | 1 << (text.len() - 1);
    let separator = dot | at;
    let beside_separator = separator << 1 | separator >> 1 | ends;
    let known = alphanumeric | hyphen | separator;
    // The last label has two letters or three, behind a dot.
    let Some(last) = dot.checked_ilog2() else {
        return false;
    };
    let letters = text.len() as u32 - 1 - last;
    known == !0 >> (64 - text.len())
        && (hyphen | separator) & beside_separator == 0
        && at.is_power_of_two()
        && at < dot
        && matches!(letters, 2 | 3)
        && alphabetic >> last == (1 << (letters + 1)) - 2
}

/// What the bytes of a text are: bit `i` stands for byte `i`.
struct Kinds {
    alphabetic: u64,
    alphanumeric: u64,
    hyphen: u64,
    dot: u64,
    at: u64,
}

impl Kinds {
    /// The kinds of sixteen bytes, of which the first is number `shift` of the text.
    #[inline(always)]
    fn of(bytes: &[u8; 16], shift: usize) -> Kinds {
        let bytes = u8x16::new(*bytes);
        let equal = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
        let within = |bytes: u8x16, first: u8, count: u8| {
            let from_first = bytes - u8x16::splat(first);
            from_first.min(u8x16::splat(count - 1)).simd_eq(from_first)
        };
        let alphabetic = within(bytes | u8x16::splat(0x20), b'a', 26);
        let bits = |lanes: u8x16| u64::from(lanes.to_bitmask()) << shift;
        Kinds {
            alphabetic: bits(alphabetic),
            alphanumeric: bits(alphabetic | within(bytes, b'0', 10)),
            hyphen: bits(equal(b'-')),
            dot: bits(equal(b'.')),
            at: bits(equal(b'@')),
        }
    }

    #[inline(always)]
    fn and(self, other: Kinds) -> Kinds {
        Kinds {
            alphabetic: self.alphabetic | other.alphabetic,
            alphanumeric: self.alphanumeric | other.alphanumeric,
            hyphen: self.hyphen | other.hyphen,
            dot: self.dot | other.dot,
            at: self.at | other.at,
        }
    }
}

fn is_careful(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|&byte| byte == b'@') else {
        return false;
    };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    // RFC 5321 allows 64 bytes before the @.
    local.len() <= 64 && is_dotted(local, &LOCAL) && is_dotted(domain, &DOMAIN) && is_domain(domain)
}

/// At least two labels, none too long, of which the last is not a number.
fn is_domain(domain: &[u8]) -> bool {
    let Some(dot) = domain.iter().rposition(|&byte| byte == b'.') else {
        return false;
    };
    let last = &domain[dot + 1..];
    let short = domain.len() <= 63
        || (domain.len() <= 253
            && domain
                .split(|&byte| byte == b'.')
                .all(|label| label.len() <= 63));
    short && last.len() >= 2 && !last.iter().all(u8::is_ascii_digit)
}

/// Whether every byte may stand where it does: a dot at neither end nor beside another, and beside no byte that may
/// be neither first nor last.
fn is_dotted(text: &[u8], kinds: &[u8; 256]) -> bool {
    let (mut wrong, mut before) = (0, DOT);
    for &byte in text {
        let kind = kinds[byte as usize];
        wrong |= kind & (before >> 4 | REFUSED);
        before = kind;
    }
    wrong | (DOT & before >> 4) == 0
}

/// The low bits of a kind meet the high bits of the kind before it: what they share may not be neighbours.
const DOT: u8 = 0b0011_0011;
/// May not stand beside a dot or at an end, but beside its like.
const INNER: u8 = 0b0001_0010;
const REFUSED: u8 = 0b1000_0000;
/// Letters, digits and hyphens, letters of any language among them.
const DOMAIN: [u8; 256] = kinds(b"-", INNER);

/// What may stand before the @ (RFC 5322 `atext`, RFC 6532 for letters beyond ASCII).
const LOCAL: [u8; 256] = kinds(b"!#$%&'*+-/=?^_`{|}~", 0);

const fn kinds(others: &[u8], others_are: u8) -> [u8; 256] {
    let mut kinds = [REFUSED; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 0x80 || (byte as u8).is_ascii_alphanumeric() {
            kinds[byte] = 0;
        }
        byte += 1;
    }
    let mut at = 0;
    while at < others.len() {
        kinds[others[at] as usize] = others_are;
        at += 1;
    }
    kinds[b'.' as usize] = DOT;
    kinds
}

/// The address in `mailto:a@b.fr`, `Name <a@b.fr>` or `<a@b.fr>`.
fn without_wrapping(text: &str) -> Option<&str> {
    let text = cause::trimmed(text);
    let inner = match text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    {
        Some((_, inner)) => inner,
        None => text,
    };
    let address = inner.strip_prefix("mailto:").unwrap_or(inner);
    (address.len() < text.len() && is_email(address.as_bytes())).then_some(address)
}

#[cold]
fn why(text: &[u8]) -> &'static str {
    let Ok(text) = std::str::from_utf8(text) else {
        return "not-an-email";
    };
    if cause::has_blanks_around(text, is_email) {
        return "blanks-around";
    }
    let text = cause::trimmed(text);
    if without_wrapping(text).is_some() {
        return "mailto";
    }
    let is_separator = |c: char| cause::is_blank(c) || matches!(c, ',' | ';' | '/' | '|');
    let mut parts = text.split(is_separator).filter(|part| !part.is_empty());
    if parts
        .by_ref()
        .filter(|part| is_email(part.as_bytes()))
        .count()
        > 1
    {
        return "several-addresses";
    }
    match text.rsplit_once('@') {
        None => "no-at-sign",
        Some(_) if text.contains(cause::is_blank) => "blank-inside",
        Some((local, _)) if is_email(format!("{local}@example.fr").as_bytes()) => "wrong-domain",
        Some(_) => "not-an-email",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_use_are_accepted() {
        for text in [
            "a@b.fr",
            "o'neil@example.com",
            "élu@mairie-évry.fr",
            "x_y-z@a.b.c.example",
            "a@xn--vry-9la.fr",
        ] {
            assert!(is_email(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn an_address_of_any_length_is_judged() {
        for length in 1..300 {
            let address = format!("{}@example.org", "a".repeat(length));
            assert_eq!(is_email(address.as_bytes()), length <= 64, "{length}");
        }
    }

    #[test]
    fn what_no_mail_reaches_is_refused() {
        for text in [
            "",
            "@",
            "a@",
            "@b.fr",
            "a@localhost",
            "a@b..fr",
            "a..b@c.fr",
            "a.@c.fr",
            "a@-b.fr",
            "a@b-.fr",
            "a@1.2.3.4",
            "a@[1.2.3.4]",
            "\"a b\"@c.fr",
            "a@b.f",
            "a b@c.fr",
            "a@b,fr",
            "a@b@c.fr",
        ] {
            assert!(!is_email(text.as_bytes()), "{text}");
        }
        assert!(!is_email(format!("{}@b.fr", "a".repeat(65)).as_bytes()));
    }

    #[test]
    fn the_address_within_is_suggested() {
        let args = details("mailto:mairie@example.fr");
        assert_eq!(args.get("suggestion"), Some(&"mairie@example.fr".into()));
    }

    proptest::proptest! {
        #[test]
        fn the_quick_look_accepts_nothing_that_the_careful_one_refuses(text in "[a-c1.@é-]{0,50}(\\.fr|\\.com|\\.12|@)?") {
            if is_plain(text.as_bytes()) {
                proptest::prop_assert!(is_careful(text.as_bytes()), "{text}");
            }
        }

        #[test]
        fn the_quick_look_accepts_what_is_plain(name in "[a-z0-9]{4,15}([.-][A-Z]{1,4})?", host in "[a-z]{8,15}(-[0-9])?\\.(fr|com)") {
            let text = format!("{name}@{host}");
            proptest::prop_assert!(is_plain(text.as_bytes()), "{text}");
        }
    }
}
