//! From the stored bytes of a file to its text, a piece at a time.

use std::io::{self, Read};

use encoding_rs::DecoderResult;

use super::evidence::{Evidence, incomplete_tail};
use super::{Encoding, Guess};

/// Reads a file as text, and gathers evidence of its encoding on the way.
///
/// Text is UTF-8, with one exception: bytes that are invalid in a UTF-8 file are kept as they are, so that every
/// offset in the text is one in the file. In another encoding, [`NO_CHARACTER`] stands for what is invalid in it.
pub struct Decoder<'a> {
    reader: Box<dyn Read + Send + 'a>,
    ended: bool,
    /// What was read but not given out yet: the beginning of a character.
    held: Vec<u8>,
    bytes_read: u64,
    known: Known,
    /// How many of the next bytes were seen as evidence before.
    seen: usize,
    /// For the encodings that `encoding_rs` decodes.
    transcoder: Option<encoding_rs::Decoder>,
    /// Stored bytes on their way to the transcoder.
    stored: Vec<u8>,
}

/// What is known of the encoding of a file at some point of it, from which reading can be taken up again.
#[derive(Clone, Debug)]
pub struct Known {
    encoding: Encoding,
    /// The encoding was told, not guessed.
    told: bool,
    evidence: Evidence,
    /// Text beyond ASCII was given out as UTF-8, or was in the sample and read so, which cannot be taken back.
    committed: bool,
    /// How often [`NO_CHARACTER`] was given out.
    malformed: u64,
}

impl Known {
    /// Nothing but the encoding, which is not doubted.
    pub fn told(encoding: Encoding) -> Known {
        Known {
            encoding,
            told: true,
            evidence: Evidence::default(),
            committed: false,
            malformed: 0,
        }
    }

    /// What the beginning of the file says, until more of it is seen.
    pub fn guessed(guess: Guess) -> Known {
        Known {
            told: false,
            committed: !guess.ascii,
            ..Known::told(guess.encoding)
        }
    }

    /// Takes note of stored bytes that are not going to be read: those before the place where reading begins.
    pub fn see(&mut self, stored: &[u8]) {
        if !self.told {
            self.evidence.see(stored);
        }
    }
}

/// The byte of the text for what is no character in the encoding of the file. UTF-8 never has it, and it counts as one
/// character of two bytes in UTF-16 and of one elsewhere, as what it stands for did.
const NO_CHARACTER: u8 = 0xC0;

impl<'a> Decoder<'a> {
    /// Reads in an encoding that is known. `reader` stands after the byte order mark.
    pub fn new(reader: Box<dyn Read + Send + 'a>, encoding: Encoding) -> Decoder<'a> {
        Decoder::resume(reader, Known::told(encoding), 0)
    }

    /// Reads in an encoding that was guessed. `reader` stands after the byte order mark.
    ///
    /// Where the first text beyond ASCII comes later than the sample and is not UTF-8, the decoder goes over to a
    /// single-byte encoding by itself: nothing that it gave out before, and nothing of the sample, would read
    /// differently.
    pub fn from_guess(reader: Box<dyn Read + Send + 'a>, guess: Guess) -> Decoder<'a> {
        Decoder::resume(reader, Known::guessed(guess), 0)
    }

    /// Takes up reading where `reader` stands, between two characters, with what was known `seen` bytes further on.
    pub fn resume(reader: Box<dyn Read + Send + 'a>, known: Known, seen: usize) -> Decoder<'a> {
        Decoder {
            reader,
            ended: false,
            held: Vec::new(),
            bytes_read: 0,
            transcoder: transcoder(known.encoding),
            known,
            seen,
            stored: Vec::new(),
        }
    }

    /// What is known so far.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Appends about `want` bytes of text, in whole characters, and returns how many; 0 only at the end.
    ///
    /// After an error the decoder must not be used again.
    pub fn fill(&mut self, out: &mut Vec<u8>, want: usize) -> io::Result<usize> {
        let start = out.len();
        while out.len() == start && !self.ended {
            if self.known.encoding == Encoding::Utf8 {
                self.fill_as_is(out, want)?;
            } else {
                self.fill_transcoded(out, want)?;
            }
        }
        Ok(out.len() - start)
    }

    /// The encoding in which everything was read so far.
    pub fn encoding(&self) -> Encoding {
        self.known.encoding
    }

    /// At the end: what the whole file says its encoding is, which is what to report. Where it reads
    /// [differently](Encoding::same_text_as) from [`Decoder::encoding`], the file is to be read again in it.
    pub fn settled(&self) -> Encoding {
        match self.known.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => self.known.encoding,
            _ if self.known.told => self.known.encoding,
            _ => self.known.evidence.encoding(),
        }
    }

    /// How many bytes so far belong to no character, in what was read as UTF-8, or how many characters are none in any
    /// other encoding. A file that settled as UTF-8 and has some is of mixed encodings.
    pub fn invalid_bytes(&self) -> u64 {
        match self.known.encoding {
            Encoding::Utf8 => self.known.evidence.invalid(),
            _ => self.known.malformed,
        }
    }

    /// How many bytes were read, the byte order mark not included.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// The fast path: the bytes go where they are wanted and are validated there, at memory speed.
    fn fill_as_is(&mut self, out: &mut Vec<u8>, want: usize) -> io::Result<()> {
        let start = out.len();
        self.read(out, want)?;
        let text = &out[start..];
        if !self.known.committed && text.is_ascii() {
            let fresh = unseen(&mut self.seen, text.len());
            self.known.evidence.pass(&text[fresh..]);
            return Ok(());
        }
        let fresh = &text[unseen(&mut self.seen, text.len())..];
        if simdutf8::basic::from_utf8(text).is_ok() {
            if !self.known.told {
                self.known.evidence.see_valid(fresh);
            }
        } else {
            self.known.evidence.see(fresh);
            let encoding = self.known.evidence.encoding_to_read();
            if !self.known.told && !self.known.committed && encoding != Encoding::Utf8 {
                self.known.encoding = encoding;
                self.transcoder = transcoder(encoding);
                let stored = out.split_off(start);
                self.transcode(&stored, out);
                return Ok(());
            }
        }
        self.known.committed = true;
        Ok(())
    }

    fn fill_transcoded(&mut self, out: &mut Vec<u8>, want: usize) -> io::Result<()> {
        let mut stored = std::mem::take(&mut self.stored);
        stored.clear();
        self.read(&mut stored, want)?;
        if !self.known.told {
            let fresh = unseen(&mut self.seen, stored.len());
            self.known.evidence.see(&stored[fresh..]);
        }
        self.transcode(&stored, out);
        self.stored = stored;
        Ok(())
    }

    /// Appends `want` bytes as they are stored, fewer only at the end. The beginning of a character at their end is
    /// held back; in a single-byte encoding what looks like one comes later for no harm, and is counted once.
    fn read(&mut self, out: &mut Vec<u8>, want: usize) -> io::Result<()> {
        let start = out.len();
        let want = want.max(1);
        out.append(&mut self.held);
        let read = read_into(&mut self.reader, out, want)?;
        self.bytes_read += read as u64;
        self.ended = read < want;
        if !self.ended {
            let whole = out.len() - incomplete_tail(&out[start..]);
            self.held.extend_from_slice(&out[whole..]);
            out.truncate(whole);
        }
        Ok(())
    }

    fn transcode(&mut self, stored: &[u8], out: &mut Vec<u8>) {
        let start = out.len();
        let written = match &mut self.transcoder {
            Some(transcoder) => {
                let (mut read, mut written) = (0, 0);
                loop {
                    let room = transcoder
                        .max_utf8_buffer_length_without_replacement(stored.len() - read)
                        .expect("three times the length of a buffer in memory is no overflow");
                    // And one for what is no character.
                    out.resize(start + written + room + 1, 0);
                    let (result, taken, given) = transcoder.decode_to_utf8_without_replacement(
                        &stored[read..],
                        &mut out[start + written..],
                        self.ended,
                    );
                    read += taken;
                    written += given;
                    match result {
                        DecoderResult::InputEmpty => break,
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(..) => {
                            out.truncate(start + written);
                            out.push(NO_CHARACTER);
                            written += 1;
                            self.known.malformed += 1;
                        }
                    }
                }
                written
            }
            None => {
                out.resize(start + 2 * stored.len(), 0);
                encoding_rs::mem::convert_latin1_to_utf8(stored, &mut out[start..])
            }
        };
        out.truncate(start + written);
    }
}

/// Appends up to `want` bytes, fewer only at the end, in as few reads as the reader allows: zeroing the room for them
/// first is cheaper than feeling one's way.
fn read_into(reader: &mut impl Read, out: &mut Vec<u8>, want: usize) -> io::Result<usize> {
    let start = out.len();
    out.resize(start + want, 0);
    let mut end = start;
    while end < out.len() {
        match reader.read(&mut out[end..]) {
            Ok(0) => break,
            Ok(read) => end += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    out.truncate(end);
    Ok(end - start)
}

/// Where the bytes begin that were not seen before.
fn unseen(seen: &mut usize, length: usize) -> usize {
    let again = length.min(*seen);
    *seen -= again;
    again
}

fn transcoder(encoding: Encoding) -> Option<encoding_rs::Decoder> {
    encoding
        .whatwg()
        .map(encoding_rs::Encoding::new_decoder_without_bom_handling)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::guess;
    use super::*;

    /// Gives out a few bytes at a time, and is interrupted each time before.
    struct Hesitant<'a> {
        rest: &'a [u8],
        step: usize,
        interrupted: bool,
    }

    impl Read for Hesitant<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let step = self.step.min(buf.len());
            self.rest
                .take(step as u64)
                .read(buf)
                .inspect(|&read| self.rest = &self.rest[read..])
        }
    }

    fn hesitant(bytes: &[u8], step: usize) -> Box<dyn Read + Send + '_> {
        Box::new(Hesitant {
            rest: bytes,
            step,
            interrupted: false,
        })
    }

    /// Reads to the end, piece by piece, and checks that no piece of a valid text ends within a character.
    fn read_all(decoder: &mut Decoder<'_>, want: usize) -> Vec<u8> {
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        loop {
            let before = text.len();
            let added = decoder.fill(&mut text, want).unwrap();
            assert_eq!(added, text.len() - before);
            if added == 0 {
                break;
            }
            ends.push(text.len());
        }
        if let Ok(text) = std::str::from_utf8(&text) {
            assert!(ends.iter().all(|&end| text.is_char_boundary(end)));
        }
        text
    }

    /// Reads as the engine does: guesses from a sample, then reads everything.
    fn read_guessed(bytes: &[u8], sample: usize, want: usize) -> (Vec<u8>, Decoder<'_>) {
        let guess = guess(&bytes[..sample.min(bytes.len())]);
        let mut decoder = Decoder::from_guess(hesitant(&bytes[guess.bom_len..], 7), guess);
        (read_all(&mut decoder, want), decoder)
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn text_in_every_encoding_reads_the_same() {
        let text = "id;nom\n1;Zoé à l'œuvre\n2;\u{1D11E} 12 €\n";
        let western = "id;nom\n1;Zoé à l'\u{9C}uvre\n";
        let mut marked = b"\xFF\xFE".to_vec();
        marked.extend(utf16(text, u16::to_le_bytes));
        for (bytes, encoding, text) in [
            (text.as_bytes().to_vec(), Encoding::Utf8, text),
            (marked, Encoding::Utf16Le, text),
            (utf16(text, u16::to_le_bytes), Encoding::Utf16Le, text),
            (utf16(text, u16::to_be_bytes), Encoding::Utf16Be, text),
            (
                b"\xEF\xBB\xBFid;nom\n1;Zo\xC3\xA9".to_vec(),
                Encoding::Utf8,
                "id;nom\n1;Zoé",
            ),
            (
                b"1;Zo\xE9 \xE0 l'\x9Cuvre 12 \x80".to_vec(),
                Encoding::Windows1252,
                "1;Zoé à l'œuvre 12 €",
            ),
            (
                b"1;Zo\xE9 \xE0 l'\xBDuvre 12 \xA4".to_vec(),
                Encoding::Iso8859_15,
                "1;Zoé à l'œuvre 12 €",
            ),
            (
                b"1;Zo\xE9 \xE0 la plage".to_vec(),
                Encoding::Iso8859_1,
                "1;Zoé à la plage",
            ),
        ] {
            for want in [1, 2, 5, 1000] {
                let (read, decoder) = read_guessed(&bytes, 1000, want);
                assert_eq!(
                    String::from_utf8(read).unwrap(),
                    text,
                    "{encoding:?} {want}"
                );
                assert_eq!(decoder.settled(), encoding);
                assert!(decoder.settled().same_text_as(decoder.encoding()));
                assert_eq!(decoder.invalid_bytes(), 0);
            }
        }
        let latin: Vec<u8> = western.chars().map(|c| c as u8).collect();
        let mut told = Decoder::new(hesitant(&latin, 3), Encoding::Iso8859_1);
        assert_eq!(read_all(&mut told, 4), western.as_bytes());
        assert_eq!(told.settled(), Encoding::Iso8859_1);
    }

    #[test]
    fn latin_text_after_a_long_stretch_of_ascii_is_read_rightly_the_first_time() {
        let mut bytes = b"id;nom\n".repeat(1000);
        bytes.extend_from_slice(b"1;Andr\xE9\n2;\x80\n3;Zo\xEB\n");
        let (read, decoder) = read_guessed(&bytes, 100, 64);
        assert!(read.ends_with("1;André\n2;€\n3;Zoë\n".as_bytes()));
        assert_eq!(decoder.encoding(), Encoding::Windows1252);
        assert_eq!(decoder.settled(), Encoding::Windows1252);
        assert_eq!(decoder.bytes_read(), bytes.len() as u64);
    }

    #[test]
    fn invalid_bytes_in_utf8_are_kept_and_counted() {
        let bytes = "é".repeat(50).into_bytes();
        let mixed = [&bytes[..], b"\xE9\xFF", &bytes, b"\xC3"].concat();
        for want in [1, 10, 60, 1000] {
            let (read, decoder) = read_guessed(&mixed, 20, want);
            assert_eq!(read, mixed);
            assert_eq!(decoder.settled(), Encoding::Utf8);
            assert_eq!(decoder.invalid_bytes(), 3);
        }
    }

    #[test]
    fn a_file_that_looks_like_utf8_at_first_settles_as_what_most_of_it_is() {
        let bytes = [
            &b"Mairie d'\xC3\x89pinay\n"[..],
            &b"\xE9cole \x96 cr\xE8che\n".repeat(9),
        ]
        .concat();
        let (_, decoder) = read_guessed(&bytes, 15, 16);
        assert_eq!(decoder.encoding(), Encoding::Utf8);
        assert_eq!(decoder.settled(), Encoding::Windows1252);
        assert!(!decoder.settled().same_text_as(decoder.encoding()));
    }

    #[test]
    fn a_file_that_looks_latin_at_first_settles_as_what_most_of_it_is() {
        let bytes = [
            &b"Mairie d'\xC9pinay\n"[..],
            "école – crèche\n".repeat(9).as_bytes(),
        ]
        .concat();
        let (_, decoder) = read_guessed(&bytes, 15, 1000);
        assert_eq!(decoder.encoding(), Encoding::Windows1252);
        assert_eq!(decoder.settled(), Encoding::Utf8);
    }

    #[test]
    fn what_a_sample_beyond_ascii_was_read_in_is_kept_to_the_end() {
        let bytes = b"\xE9 \xC3\xA9 \xE9 \xE9";
        for want in [1, 1000] {
            let (_, decoder) = read_guessed(bytes, 4, want);
            assert_eq!(decoder.encoding(), Encoding::Utf8, "{want}");
            assert_eq!(decoder.settled(), Encoding::Iso8859_1);
        }
    }

    #[test]
    fn a_file_with_enough_valid_text_stays_utf8_whatever_follows() {
        let valid = "é".repeat(1_001).into_bytes();
        let bytes = [&valid[..], &b"\xE9 ".repeat(50_000)].concat();
        for want in [1, 4096, 1 << 20] {
            let (_, decoder) = read_guessed(&bytes, 100, want);
            assert_eq!(decoder.settled(), Encoding::Utf8, "{want}");
            assert_eq!(decoder.invalid_bytes(), 50_000);
        }
    }

    #[test]
    fn an_encoding_that_was_told_is_not_doubted() {
        let mut decoder = Decoder::new(hesitant(b"Andr\xE9", 9), Encoding::Utf8);
        assert_eq!(read_all(&mut decoder, 9), b"Andr\xE9");
        assert_eq!(
            (decoder.settled(), decoder.invalid_bytes()),
            (Encoding::Utf8, 1)
        );
        let mut decoder = Decoder::new(hesitant("André".as_bytes(), 9), Encoding::Windows1252);
        assert_eq!(read_all(&mut decoder, 9), "AndrÃ©".as_bytes());
        assert_eq!(decoder.settled(), Encoding::Windows1252);
    }

    #[test]
    fn an_unpaired_surrogate_takes_the_place_of_one_unit() {
        let bytes = [b"a\0".as_slice(), b"\x1E\xDD", b"b\0", b"\x34\xD8", b"c\0"].concat();
        let mut decoder = Decoder::new(hesitant(&bytes, 1), Encoding::Utf16Le);
        let text = read_all(&mut decoder, 3);
        assert_eq!(text, b"a\xC0b\xC0c");
        assert_eq!(decoder.invalid_bytes(), 2);
        assert_eq!(Encoding::Utf16Le.stored_len(&text), bytes.len() as u64);
    }

    #[test]
    fn an_error_of_the_reader_is_passed_on() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
        let mut decoder = Decoder::new(Box::new(Broken), Encoding::Utf8);
        assert!(decoder.fill(&mut Vec::new(), 10).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_read_the_same_whatever_the_pieces(
            bytes in prop::collection::vec(prop_oneof![Just(b'a'), Just(0xC3), Just(0xA9), any::<u8>()], 0..80),
            want in 1..20_usize,
            step in 1..9_usize,
        ) {
            for encoding in Encoding::ALL {
                let mut decoder = Decoder::new(hesitant(&bytes, step), encoding);
                let text = read_all(&mut decoder, want);
                let whole = match encoding.whatwg() {
                    Some(whatwg) => whatwg.decode_without_bom_handling(&bytes).0.into_owned().into_bytes(),
                    None if encoding == Encoding::Utf8 => bytes.clone(),
                    None => bytes.iter().map(|&byte| char::from(byte)).collect::<String>().into_bytes(),
                };
                let mut shown = Vec::new();
                for &byte in &text {
                    match byte {
                        NO_CHARACTER if encoding != Encoding::Utf8 => shown.extend("\u{FFFD}".as_bytes()),
                        byte => shown.push(byte),
                    }
                }
                prop_assert_eq!(&shown, &whole);
                let odd = u64::from(encoding.name().starts_with("UTF-16")) & bytes.len() as u64;
                prop_assert!(encoding.stored_len(&text) - odd <= bytes.len() as u64);
                prop_assert_eq!(decoder.bytes_read(), bytes.len() as u64);
            }
        }

        #[test]
        fn a_told_utf8_file_counts_the_same_whatever_the_pieces(
            bytes in prop::collection::vec(prop_oneof![Just(b'a'), Just(0xC3), Just(0xE2), Just(0x82), any::<u8>()], 0..80),
            want in 1..20_usize,
        ) {
            let mut decoder = Decoder::new(hesitant(&bytes, 5), Encoding::Utf8);
            read_all(&mut decoder, want);
            let mut whole = Evidence::default();
            whole.see(&bytes);
            prop_assert_eq!(decoder.invalid_bytes(), whole.invalid());
        }
    }
}
