//! What the two numbers of the SIRENE register share: how each can be spoilt, and the words for it.

use super::written;
use crate::message::{Args, Text};

/// The first reasons of both checks, in this order; those of a wrong key follow.
const SCIENTIFIC_NOTATION: usize = 0;
pub(super) const LOST_ZERO: usize = 1;
const DECIMALS: usize = 2;
pub(super) const OTHER_NUMBER: usize = 3;
const LETTERS: usize = 4;
const LENGTH: usize = 5;
const ALL_ZEROS: usize = 6;

pub(super) const ROUNDED: Text = Text {
    en: "The digits cannot be recovered from this file. Export it anew from its source and, before opening it in a spreadsheet, import the column as text (Data, From Text/CSV).",
    fr: "Les chiffres ne peuvent pas être retrouvés dans ce fichier. Exportez-le de nouveau depuis sa source et, dans le tableur, importez la colonne au format « Texte » (Données, À partir d'un fichier texte/CSV).",
};

pub(super) const TAKEN_FOR_A_NUMBER: Text = Text {
    en: "A spreadsheet took it for a number. Format the column as text and write {suggestion}.",
    fr: "Un tableur l'a pris pour un nombre. Mettez la colonne au format « Texte » et écrivez {suggestion}.",
};

pub(super) const WITH_DECIMALS: Text = Text {
    en: "Write {suggestion}. In the program that makes the file, declare the column as text.",
    fr: "Écrivez {suggestion}. Dans le logiciel qui produit le fichier, déclarez la colonne comme du texte.",
};

/// A number of the register.
pub(super) struct Number {
    /// How many digits it has.
    pub length: usize,
    /// Whether a text is such digits with a right key.
    pub is_valid: fn(&[u8]) -> bool,
    /// The values for the message, if digits are the other number of the register.
    pub instead: fn(&str) -> Option<Args>,
    /// The reason for which the key of as many digits is wrong.
    pub checksum: fn(&str) -> usize,
}

impl Number {
    /// What is wrong with a text that is not the number as it stands; nothing, if blanks and dots are all.
    #[cold]
    pub(super) fn judge(&self, text: &[u8]) -> Option<(usize, Args)> {
        let is_valid = self.is_valid;
        let digits = written::compact(text);
        if is_valid(digits.as_bytes()) {
            return None;
        }
        let none = Args::new();
        let suggest = |number: String| Args::new().with("suggestion", number);
        let whole = written::without_decimals(text).filter(|whole| is_valid(whole.as_bytes()));
        Some(if written::is_scientific(text) {
            (SCIENTIFIC_NOTATION, none)
        } else if let Some(whole) = whole {
            (DECIMALS, suggest(whole))
        } else if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            (LETTERS, none)
        } else if let Some(whole) = written::with_lost_zeros(&digits, self.length, is_valid) {
            (LOST_ZERO, suggest(whole))
        } else if let Some(args) = (self.instead)(&digits) {
            (OTHER_NUMBER, args)
        } else if digits.len() != self.length {
            (LENGTH, none.with("length", digits.len()))
        } else if digits.starts_with("000000000") {
            (ALL_ZEROS, none)
        } else {
            ((self.checksum)(&digits), none)
        })
    }
}
