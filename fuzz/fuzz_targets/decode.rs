//! Any bytes become text, the same whatever the pieces in which they are read, and a dialect is found in it.
//!
//! The first byte of the input says how much of the rest the encoding is guessed from, the second how much is read at
//! a time.
#![no_main]

use dqcheck_core::source::{Decoder, Encoding, KnownDialect, Sample, detect, guess};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let &[sample, want, ref bytes @ ..] = input else {
        return;
    };
    let guess = guess(&bytes[..bytes.len().min(sample.into())]);
    let stored = &bytes[guess.bom_len..];
    let mut guessed = Decoder::from_guess(Box::new(stored), guess);
    let text = read(&mut guessed, want.into());
    assert_eq!(guessed.bytes_read(), stored.len() as u64);
    assert_eq!(text, told(stored, guessed.encoding(), stored.len()));
    for encoding in Encoding::ALL {
        let text = told(stored, encoding, want.into());
        assert_eq!(text, told(stored, encoding, stored.len()));
        // Half a unit at the end of UTF-16 counts as a whole one.
        let length = encoding.stored_len(&text);
        assert!(length <= stored.len() as u64 + 1, "{encoding:?}");
    }

    for complete in [true, false] {
        let further = [text.clone()];
        let sample = Sample {
            beginning: &text,
            complete,
            further: &further,
        };
        detect(&sample, &[], KnownDialect::default());
        detect(
            &sample,
            &["id".to_owned(), "nom".to_owned()],
            KnownDialect::default(),
        );
    }
});

fn told(stored: &[u8], encoding: Encoding, want: usize) -> Vec<u8> {
    read(&mut Decoder::new(Box::new(stored), encoding), want)
}

fn read(decoder: &mut Decoder<'_>, want: usize) -> Vec<u8> {
    let mut text = Vec::new();
    while decoder.fill(&mut text, want).expect("memory can be read") > 0 {}
    text
}
