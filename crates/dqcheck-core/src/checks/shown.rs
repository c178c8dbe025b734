//! The cells of a row as the messages of its checks show them.

use crate::diagnostic::value_text;
use crate::message::{Arg, Text};

/// How many cells a message shows, and how many bytes of each.
const CELLS_SHOWN: usize = 12;
const CELL_SHOWN: usize = 80;

/// A cell without text.
const EMPTY: Text = Text {
    en: "(empty)",
    fr: "(vide)",
};

/// Names of fields and their cells: `debut = 2024, fin = (empty)`.
pub(super) fn cells<'a>(cells: impl Iterator<Item = (&'a str, &'a [u8])>) -> Arg {
    let cells: Vec<(&str, String)> = cells
        .take(CELLS_SHOWN)
        .map(|(name, text)| (name, cell(text)))
        .collect();
    Arg::said(|lang| {
        let cells = cells.iter().map(|(name, text)| match text.as_str() {
            "" => format!("{name} = {}", EMPTY.get(lang)),
            text => format!("{name} = {text}"),
        });
        cells.collect::<Vec<_>>().join(", ")
    })
}

/// The text of one cell.
pub(super) fn cell(text: &[u8]) -> String {
    value_text(&text[..text.len().min(CELL_SHOWN)])
}
