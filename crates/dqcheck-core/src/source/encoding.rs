//! The encodings that are read, and how much of a file a piece of text took.

/// How the text of a file is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// As IANA has it, with the control characters U+0080 to U+009F, not the WHATWG alias of windows-1252.
    Iso8859_1,
    Iso8859_15,
    /// Another one of the Encoding Standard that stores a character in a byte. It is never guessed, only told.
    SingleByte(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// Those that are guessed.
    pub const ALL: [Encoding; 6] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1252,
        Encoding::Iso8859_1,
        Encoding::Iso8859_15,
    ];

    /// The name in the Encoding Standard (WHATWG), or in the IANA registry for ISO-8859-1.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Iso8859_1 => "ISO-8859-1",
            Encoding::Iso8859_15 => "ISO-8859-15",
            Encoding::SingleByte(other) => other.name(),
        }
    }

    /// The encoding that a person or a descriptor means: `utf8`, `latin1`, `cp1252` ... `None` for one that is not read.
    pub fn from_label(label: &str) -> Option<Encoding> {
        // The WHATWG reads these as windows-1252, which is not what a file that declares them promises.
        const LATIN_1: [&str; 4] = ["iso88591", "latin1", "l1", "isoir100"];
        let bare: String = label
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if LATIN_1.contains(&bare.as_str()) {
            return Some(Encoding::Iso8859_1);
        }
        // As Python calls it, with and without a byte order mark.
        if ["utf8", "utf8sig"].contains(&bare.as_str()) {
            return Some(Encoding::Utf8);
        }
        let whatwg = encoding_rs::Encoding::for_label(label.as_bytes())
            .or_else(|| encoding_rs::Encoding::for_label(label.replace('_', "-").as_bytes()))?;
        let own = Encoding::ALL.into_iter();
        own.chain(SINGLE_BYTE.into_iter().map(Encoding::SingleByte))
            .find(|encoding| encoding.name() == whatwg.name())
    }

    /// How many bytes of the file `text`, a piece of its decoded text, took.
    ///
    /// Too large by one only for the last character of a UTF-16 file that ends in half a unit.
    pub fn stored_len(self, text: &[u8]) -> u64 {
        let count = |is: fn(u8) -> bool| text.iter().filter(|&&byte| is(byte)).count() as u64;
        let characters = || count(|byte| byte & 0xC0 != 0x80);
        match self {
            Encoding::Utf8 => text.len() as u64,
            Encoding::Utf16Le | Encoding::Utf16Be => {
                2 * (characters() + count(|byte| byte >= 0xF0))
            }
            Encoding::Windows1252
            | Encoding::Iso8859_1
            | Encoding::Iso8859_15
            | Encoding::SingleByte(_) => characters(),
        }
    }

    /// Whether a file that has [settled](super::Decoder::settled) as one of the two reads the same as the other:
    /// only a file without a byte from 0x80 to 0x9F, the only ones in which the two differ, settles as ISO-8859-1.
    pub fn same_text_as(self, other: Encoding) -> bool {
        let folded = |encoding| match encoding {
            Encoding::Iso8859_1 => Encoding::Windows1252,
            other => other,
        };
        folded(self) == folded(other)
    }

    /// The decoder for what is not stored as UTF-8; ISO-8859-1 has none in the Encoding Standard.
    pub(super) fn whatwg(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Encoding::Utf8 | Encoding::Iso8859_1 => None,
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252),
            Encoding::Iso8859_15 => Some(encoding_rs::ISO_8859_15),
            Encoding::SingleByte(other) => Some(other),
        }
    }
}

/// The single-byte encodings of the Encoding Standard that have no name of their own above.
static SINGLE_BYTE: [&encoding_rs::Encoding; 24] = [
    encoding_rs::IBM866,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_3,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_5,
    encoding_rs::ISO_8859_6,
    encoding_rs::ISO_8859_7,
    encoding_rs::ISO_8859_8,
    encoding_rs::ISO_8859_10,
    encoding_rs::ISO_8859_13,
    encoding_rs::ISO_8859_14,
    encoding_rs::ISO_8859_16,
    encoding_rs::KOI8_R,
    encoding_rs::KOI8_U,
    encoding_rs::MACINTOSH,
    encoding_rs::WINDOWS_874,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_known_by_its_own_name_and_by_those_that_people_use() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_label(encoding.name()), Some(encoding));
        }
        for other in SINGLE_BYTE {
            let encoding = Encoding::SingleByte(other);
            assert_eq!(Encoding::from_label(encoding.name()), Some(encoding));
        }
        assert_eq!(
            Encoding::from_label("cp1251"),
            Some(Encoding::SingleByte(encoding_rs::WINDOWS_1251))
        );
        assert_eq!(Encoding::from_label("utf_8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::from_label("utf8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::from_label(" UTF-8 "), Some(Encoding::Utf8));
        assert_eq!(Encoding::from_label("utf-16"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::from_label("cp1252"), Some(Encoding::Windows1252));
        assert_eq!(Encoding::from_label("Latin1"), Some(Encoding::Iso8859_1));
        assert_eq!(
            Encoding::from_label("iso_8859-1"),
            Some(Encoding::Iso8859_1)
        );
        assert_eq!(Encoding::from_label("latin-9"), None);
        assert_eq!(Encoding::from_label("l9"), Some(Encoding::Iso8859_15));
        assert_eq!(Encoding::from_label("shift_jis"), None);
        assert_eq!(Encoding::from_label(""), None);
    }

    #[test]
    fn the_stored_length_is_that_of_the_bytes_in_the_file() {
        let text = "né à 3 € 𝄞".as_bytes();
        assert_eq!(Encoding::Utf8.stored_len(text), text.len() as u64);
        assert_eq!(Encoding::Windows1252.stored_len("né à 3 €".as_bytes()), 8);
        assert_eq!(Encoding::Iso8859_1.stored_len("né\u{85}".as_bytes()), 3);
        assert_eq!(Encoding::Utf16Le.stored_len(text), 22);
        assert_eq!(Encoding::Utf16Be.stored_len(b""), 0);
    }
}
