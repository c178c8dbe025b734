//! What the bytes of a file say about its encoding.

use super::Encoding;

/// What the beginning of a file says about its encoding. The whole of the file may say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    pub encoding: Encoding,
    /// Bytes of the byte order mark, 0 where there is none. The text begins after them.
    pub bom_len: usize,
    /// Nothing of the text is beyond ASCII: it reads the same in every encoding but UTF-16.
    pub ascii: bool,
}

/// Guesses from the first bytes of a file: a byte order mark, zero bytes in every other place, or whether what is
/// not ASCII is UTF-8. The sample may end within a character.
///
/// A single-byte encoding is guessed as windows-1252 rather than ISO-8859-1, whose text it reads as well.
pub fn guess(sample: &[u8]) -> Guess {
    let marked = |encoding, bom_len| Guess {
        encoding,
        bom_len,
        ascii: sample[bom_len..].is_ascii(),
    };
    match sample {
        [0xFF, 0xFE, ..] => marked(Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => marked(Encoding::Utf16Be, 2),
        [0xEF, 0xBB, 0xBF, text @ ..] => marked(guess_unmarked(text), 3),
        _ => marked(
            utf16_without_mark(sample).unwrap_or_else(|| guess_unmarked(sample)),
            0,
        ),
    }
}

fn guess_unmarked(sample: &[u8]) -> Encoding {
    let mut evidence = Evidence::default();
    evidence.see(&sample[..sample.len() - incomplete_tail(sample)]);
    evidence.encoding_to_read()
}

/// Western text in UTF-16 has a zero byte in nearly every unit, always on the same side; a file that is spoilt by
/// some zero bytes has them anywhere.
fn utf16_without_mark(sample: &[u8]) -> Option<Encoding> {
    let units = sample.len() / 2;
    let (mut first, mut second) = (0, 0);
    for unit in sample.chunks_exact(2) {
        first += usize::from(unit[0] == 0);
        second += usize::from(unit[1] == 0);
    }
    let mostly =
        |zeros: usize, others: usize| units >= 2 && zeros * 5 > units * 2 && others * 20 < zeros;
    if mostly(second, first) {
        Some(Encoding::Utf16Le)
    } else if mostly(first, second) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Counts over the bytes of a file that is either UTF-8 or in a single-byte encoding.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// Characters of two bytes or more that are valid UTF-8.
    sequences: u64,
    /// More than [`ENOUGH`] sequences came before anything invalid: nothing else counts any more.
    decided: bool,
    /// Bytes that belong to no character of UTF-8.
    invalid: u64,
    /// Bytes 0x80 to 0x9F: signs in windows-1252, mere controls in ISO-8859.
    c1: u64,
    /// Bytes that make sense where they stand in ISO-8859-15 only: €, œ, Š ...
    latin_9: u64,
    /// The reverse: ¼, ½ or ¾ after a digit.
    fractions: u64,
    /// The last byte that was seen.
    last: Option<u8>,
    /// The byte before it, where the last one is to be judged when the next is known.
    pending: Option<u8>,
}

/// After so many valid sequences a file that so far was valid is UTF-8, whatever follows: no other text looks like
/// that, so that counting on would be wasted.
const ENOUGH: u64 = 1_000;

impl Evidence {
    /// Takes note of text that is known to be valid UTF-8, and that is not mere ASCII.
    pub(super) fn see_valid(&mut self, text: &[u8]) {
        self.pass(text);
        if self.decided {
            return;
        }
        self.sequences += text.iter().filter(|&&byte| byte >= 0xC0).count() as u64;
        self.c1 += text.iter().filter(|&&byte| is_c1(byte)).count() as u64;
        self.decide();
    }

    /// Takes note of any bytes. They should begin and end with whole characters, as far as they can.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        let before_all = self.last.unwrap_or(b'\n');
        self.pass(bytes);
        let mut at = 0;
        loop {
            at += encoding_rs::Encoding::ascii_valid_up_to(&bytes[at..]);
            let Some(&byte) = bytes.get(at) else { break };
            self.c1 += u64::from(is_c1(byte));
            match sequence_len(&bytes[at..]) {
                Some(len) => {
                    self.sequences += 1;
                    self.c1 += bytes[at + 1..at + len]
                        .iter()
                        .filter(|&&byte| is_c1(byte))
                        .count() as u64;
                    at += len;
                    self.decide();
                }
                None => {
                    self.invalid += 1;
                    let before = at.checked_sub(1).map_or(before_all, |before| bytes[before]);
                    match bytes.get(at + 1) {
                        Some(&after) => {
                            self.latin_9 += u64::from(tells_latin_9(before, byte, after));
                        }
                        None => self.pending = Some(before),
                    }
                    self.fractions +=
                        u64::from(matches!(byte, 0xBC..=0xBE) && before.is_ascii_digit());
                    at += 1;
                }
            }
        }
    }

    /// To be called before anything invalid that follows is counted, so that the pieces do not matter here either.
    fn decide(&mut self) {
        self.decided |= self.sequences > ENOUGH && self.invalid == 0;
    }

    /// Goes on behind what was seen before, so that it does not matter in which pieces bytes are seen.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else {
            return;
        };
        self.latin_9 += u64::from(self.pending_tells(first));
        self.pending = None;
        self.last = Some(last);
    }

    /// Whether the last byte tells ISO-8859-15, if `after` comes next.
    fn pending_tells(&self, after: u8) -> bool {
        let pending = self.pending.zip(self.last);
        pending.is_some_and(|(before, byte)| tells_latin_9(before, byte, after))
    }

    /// What all that was seen says: UTF-8 unless more bytes are invalid than there are sequences.
    pub(super) fn encoding(&self) -> Encoding {
        let latin_9 = self.latin_9 + u64::from(self.pending_tells(b'\n'));
        if self.decided || self.invalid <= self.sequences {
            Encoding::Utf8
        } else if latin_9 > self.c1 + self.fractions {
            Encoding::Iso8859_15
        } else if self.c1 > 0 {
            Encoding::Windows1252
        } else {
            Encoding::Iso8859_1
        }
    }

    /// The same while there is more to come: what follows may have bytes that ISO-8859-1 lacks.
    pub(super) fn encoding_to_read(&self) -> Encoding {
        match self.encoding() {
            Encoding::Iso8859_1 => Encoding::Windows1252,
            encoding => encoding,
        }
    }

    pub(super) fn invalid(&self) -> u64 {
        self.invalid
    }
}

/// How many bytes at the end are the beginning of a character that more bytes could complete.
pub(super) fn incomplete_tail(bytes: &[u8]) -> usize {
    let lead = bytes
        .iter()
        .rev()
        .take(3)
        .position(|&byte| byte & 0xC0 != 0x80);
    match lead.map(|back| (back + 1, bytes[bytes.len() - back - 1])) {
        Some((have, lead)) if have < announced_len(lead) => have,
        _ => 0,
    }
}

/// The length of the valid sequence that `bytes` begin with.
fn sequence_len(bytes: &[u8]) -> Option<usize> {
    let len = announced_len(*bytes.first()?);
    let sequence = bytes.get(..len)?;
    std::str::from_utf8(sequence).is_ok().then_some(len)
}

/// The length of the sequence that a byte announces, 1 for a byte that begins none.
fn announced_len(lead: u8) -> usize {
    match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}

fn is_c1(byte: u8) -> bool {
    matches!(byte, 0x80..=0x9F)
}

/// Whether `byte` between its neighbours is a character of ISO-8859-15 that nobody would write in ISO-8859-1 there.
fn tells_latin_9(before: u8, byte: u8, after: u8) -> bool {
    match byte {
        // € for ¤: an amount, a unit, a label. Not in the middle of a word, where nothing makes sense.
        0xA4 => !(is_letter(before) && is_letter(after)),
        // Œ œ for ¼ ½.
        0xBC | 0xBD => is_letter(after) && !before.is_ascii_digit(),
        // Ÿ for ¾, as in L'HAŸ-LES-ROSES.
        0xBE => is_letter(before),
        // Š Ž for ¦ ´ at the beginning of a word; within it, ´ stands for an apostrophe: l´école.
        0xA6 | 0xB4 => !is_letter(before) && is_letter(after),
        // š ž for ¨ ¸ within a word.
        0xA8 | 0xB8 => is_letter(before) && is_letter(after),
        _ => false,
    }
}

/// Whether a byte is a letter in both ISO-8859-1 and ISO-8859-15.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding_of(bytes: &[u8]) -> Encoding {
        guess(bytes).encoding
    }

    fn settled_of(bytes: &[u8]) -> Encoding {
        let mut evidence = Evidence::default();
        evidence.see(bytes);
        evidence.encoding()
    }

    #[test]
    fn a_byte_order_mark_is_seen_and_measured() {
        let guess_of = |bytes| (encoding_of(bytes), guess(bytes).bom_len);
        assert_eq!(guess_of(b"\xEF\xBB\xBFid"), (Encoding::Utf8, 3));
        assert_eq!(guess_of(b"\xFF\xFEi\0d\0"), (Encoding::Utf16Le, 2));
        assert_eq!(guess_of(b"\xFE\xFF\0i\0d"), (Encoding::Utf16Be, 2));
        assert_eq!(guess_of(b"id"), (Encoding::Utf8, 0));
        assert_eq!(guess_of(b""), (Encoding::Utf8, 0));
    }

    #[test]
    fn a_mark_of_utf8_before_latin_text_does_not_make_it_utf8() {
        let guess = guess(b"\xEF\xBB\xBFnom\nAndr\xE9\n");
        assert_eq!((guess.encoding, guess.bom_len), (Encoding::Windows1252, 3));
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_its_zeros() {
        assert_eq!(encoding_of(b"i\0d\0;\0n\0\n\0"), Encoding::Utf16Le);
        assert_eq!(encoding_of(b"\0i\0d\0;\0n\0\n"), Encoding::Utf16Be);
    }

    #[test]
    fn some_zero_bytes_do_not_make_utf16() {
        assert_eq!(encoding_of(b"id;nom\n1;\0\0\0\0\n2;b\n"), Encoding::Utf8);
        assert_eq!(encoding_of(b"\0\0\0\0\0\0"), Encoding::Utf8);
        assert_eq!(encoding_of(b"a\0"), Encoding::Utf8);
    }

    #[test]
    fn a_sample_that_ends_within_a_character_is_still_utf8() {
        let text = "id;nom\n1;é\n2;€".as_bytes();
        for end in 0..text.len() {
            assert_eq!(encoding_of(&text[..end]), Encoding::Utf8);
        }
    }

    #[test]
    fn one_accented_letter_that_is_not_utf8_makes_a_single_byte_file() {
        assert_eq!(encoding_of(b"id;nom\n1;Andr\xE9\n"), Encoding::Windows1252);
        assert_eq!(settled_of(b"id;nom\n1;Andr\xE9\n"), Encoding::Iso8859_1);
    }

    #[test]
    fn one_spoilt_byte_among_accents_leaves_a_file_utf8() {
        assert_eq!(settled_of(b"1;\xC3\xA9t\xC3\xA9\n2;\xE9\n"), Encoding::Utf8);
    }

    #[test]
    fn signs_of_windows_tell_windows_1252_from_iso_8859_1() {
        assert_eq!(settled_of(b"l\x92\xE9cole"), Encoding::Windows1252);
        assert_eq!(settled_of(b"12 \x80"), Encoding::Windows1252);
    }

    #[test]
    fn euro_and_ligatures_tell_iso_8859_15() {
        for text in [
            &b"12 \xA4"[..],
            b"montant (\xA4)",
            b"c\xBDur de ville",
            b"\xBCuvre",
            b"L'HA\xBE-LES-ROSES",
            b"Da\xB8a",
        ] {
            assert_eq!(settled_of(text), Encoding::Iso8859_15, "{text:?}");
        }
    }

    #[test]
    fn fractions_and_an_acute_for_an_apostrophe_do_not_tell_iso_8859_15() {
        for text in [
            &b"1\xBDh par jour"[..],
            b"l\xB4\xE9cole",
            b"3\xBE",
            b"\xBD journ\xE9e",
        ] {
            assert_eq!(settled_of(text), Encoding::Iso8859_1, "{text:?}");
        }
    }

    #[test]
    fn only_what_could_be_completed_is_an_incomplete_tail() {
        assert_eq!(incomplete_tail(b"a\xC3"), 1);
        assert_eq!(incomplete_tail(b"\xE2\x82"), 2);
        assert_eq!(incomplete_tail(b"\xF0\x9D\x84"), 3);
        assert_eq!(incomplete_tail("é".as_bytes()), 0);
        assert_eq!(incomplete_tail(b"\x82\x82\x82\x82"), 0);
        assert_eq!(incomplete_tail(b"\xFF"), 0);
        assert_eq!(incomplete_tail(b""), 0);
    }
}
