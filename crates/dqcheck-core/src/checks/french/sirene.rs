//! What the two numbers of the SIRENE register share: how each can be spoilt, and the words for it.

use crate::checks::verdict::Verdict;
use crate::checks::written;
use crate::message::{Args, Text};

/// The first reasons of both checks, in this order; those of a wrong key follow.
const SCIENTIFIC_NOTATION: usize = 0;
pub(super) const LOST_ZERO: usize = 1;
const DECIMALS: usize = 2;
pub(super) const OTHER_NUMBER: usize = 3;
const MONACO: usize = 4;
const LETTERS: usize = 5;
const LENGTH: usize = 6;
const ALL_ZEROS: usize = 7;

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

pub(super) const OF_MONACO: Text = Text {
    en: "A company of Monaco that is not in the SIRENE register has no such number: leave the cell empty. Its Monegasque number (RCI or NIS) belongs in a column of its own.",
    fr: "Une entreprise de Monaco qui n'est pas inscrite au répertoire SIRENE n'a pas de tel numéro : laissez la cellule vide. Son numéro monégasque (RCI ou NIS) a sa place dans une colonne à part.",
};

/// A number of the register.
pub(super) struct Number {
    /// How many digits it has.
    pub(super) length: usize,
    /// Whether a text is such digits with a right key.
    pub(super) is_valid: fn(&[u8]) -> bool,
    /// The values for the message, if digits are the other number of the register.
    pub(super) instead: fn(&str) -> Option<Args>,
    /// The reason for which the key of as many digits is wrong.
    pub(super) checksum: fn(&str) -> usize,
}

impl Number {
    /// What is wrong with a text that is not the number as it stands; nothing, if blanks and dots are all.
    pub(super) fn judge(&self, text: &str) -> Verdict {
        let is_valid = self.is_valid;
        let digits = written::compact(text);
        if is_valid(digits.as_bytes()) {
            return None;
        }
        let none = Args::new();
        let suggest = |number: String| Args::new().with("suggestion", number);
        let whole =
            written::without_decimals(text.as_bytes()).filter(|whole| is_valid(whole.as_bytes()));
        Some(if written::is_scientific(text.as_bytes()) {
            (SCIENTIFIC_NOTATION, none)
        } else if let Some(whole) = whole {
            (DECIMALS, suggest(whole))
        } else if stands_for_monaco(&digits) {
            (MONACO, none)
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

/// Whether a text is what files have in place of the number of a Monegasque company: `MONACOCONFO001`, cut to
/// `MONACOCON` in place of a SIREN.
fn stands_for_monaco(text: &str) -> bool {
    let head = text.get(..6);
    head.is_some_and(|head| head.eq_ignore_ascii_case("MONACO"))
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
