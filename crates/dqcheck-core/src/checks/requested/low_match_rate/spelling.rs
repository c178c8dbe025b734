//! Ways in which two files write the same key differently. Each is a form that all spellings of a key share, so that
//! keys can be compared in it as hashes.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What is left out of account. Of several that explain as much the first is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Capital letters and accents.
    Letters,
    Blanks,
    /// Zeros at the beginning.
    Zeros,
    /// Blanks, hyphens, points and the like.
    Marks,
    /// What stands before the last hyphen, point, slash, colon, underscore or blank.
    Prefix,
    /// Letters, marks and zeros together.
    Several,
}

impl Way {
    pub(super) const ALL: [Way; 6] = [
        Way::Letters,
        Way::Blanks,
        Way::Zeros,
        Way::Marks,
        Way::Prefix,
        Way::Several,
    ];

    /// Writes the form of one part of a key behind `out`.
    pub(super) fn push(self, text: &str, out: &mut Vec<u8>) {
        match self {
            Way::Letters => push_all(letters(text), out),
            Way::Blanks => push_all(text.chars().filter(|c| !is_blank(*c)), out),
            Way::Zeros => out.extend_from_slice(text.trim_start_matches('0').as_bytes()),
            Way::Marks => push_all(text.chars().filter(|c| c.is_alphanumeric()), out),
            Way::Prefix => out.extend_from_slice(behind_prefix(text).as_bytes()),
            Way::Several => {
                let plain = letters(text).filter(|c| c.is_alphanumeric());
                push_all(plain.skip_while(|c| *c == '0'), out);
            }
        }
    }
}

/// The letters of a text, small and without their accents, and all else as it is.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn behind_prefix(text: &str) -> &str {
    let text = text.trim();
    let last = text.rsplit(['-', '.', '/', ':', '_', ' ']).next();
    last.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

fn push_all(text: impl Iterator<Item = char>, out: &mut Vec<u8>) {
    let mut buffer = [0; 4];
    for c in text {
        out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(way: Way, text: &str) -> String {
        let mut out = Vec::new();
        way.push(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_same_key_has_one_form_however_it_is_written() {
        for (way, a, b) in [
            (Way::Letters, "ÉCOLE", "école"),
            (Way::Blanks, " PC 092\u{a0}012", "PC092012 "),
            (Way::Zeros, "01053", "1053"),
            (Way::Marks, "92012-P-001", "92012 P.001"),
            (Way::Prefix, "92012-001", "001"),
            (Way::Prefix, "92012-001", "insee:001"),
            (Way::Several, "0É-1", "e 1"),
        ] {
            assert_eq!(form(way, a), form(way, b), "{way:?}");
            assert_ne!(a, b);
        }
    }

    #[test]
    fn a_prefix_is_not_all_of_a_key() {
        assert_eq!(form(Way::Prefix, "92012-"), "92012-");
        assert_eq!(form(Way::Prefix, "-"), "-");
    }
}
