//! Rows that are alike: texts that are the same however they are written, and what then still differs.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::run::hash;
use super::{Compared, Plan, PlanColumn};
use crate::checks::table::duplicate_key;
use crate::diagnostic::value_text;
use crate::message::{Arg, Args, Lang, Text};
use crate::rows::Rows;

/// How many columns are named in which two rows differ.
const NAMED: usize = 5;
/// How many bytes of each cell are shown.
const SHOWN: usize = 80;

/// A cell as it is compared and shown: a hash of it, and its beginning.
pub(crate) type Said = (u64, String);

impl Plan {
    /// The keys whose duplicates are not told as those of this one too: a row that comes twice, or the key of which
    /// does, is told as that.
    pub(crate) fn told_before(&self, key: usize) -> impl Iterator<Item = usize> {
        let asks = self.keys[key].compared == Compared::Likeness;
        let tells = move |at: &usize| {
            let other = &self.keys[*at];
            let mut causes = other.causes.iter();
            let is_primary = causes.any(|&cause| {
                let def = &self.causes[cause as usize];
                *def.check == duplicate_key::CHECK
            });
            asks && (other.compared == Compared::Rows || is_primary)
        };
        (0..self.keys.len()).filter(tells)
    }

    /// What the columns of the file say in a row, if the key is one of likeness.
    pub(crate) fn said(&self, key: usize, rows: &Rows, row: usize) -> Vec<Said> {
        if self.keys[key].compared != Compared::Likeness {
            return Vec::new();
        }
        let said = |column: &PlanColumn| {
            let cell = rows.value(row, column.position);
            (hash(&cell), value_text(&cell[..cell.len().min(SHOWN)]))
        };
        self.columns.iter().map(said).collect()
    }

    /// In which columns two rows differ that are alike.
    pub(crate) fn differences(&self, key: usize, first: &[Said], again: &[Said]) -> Args {
        if self.keys[key].compared != Compared::Likeness {
            return Args::new();
        }
        let columns = self.columns.iter().zip(first.iter().zip(again));
        let differing: Vec<_> = columns
            .filter(|(_, (first, again))| first.0 != again.0)
            .collect();
        let say = |lang: Lang| {
            if differing.is_empty() {
                return NOTHING.get(lang).to_owned();
            }
            let shown = differing.iter().take(NAMED);
            let shown = shown.map(|(column, (first, again))| {
                let cell = |text: &str| match text {
                    "" => EMPTY.get(lang).to_owned(),
                    text => QUOTED.fill(&Args::new().with("text", text), lang),
                };
                format!(
                    "{} ({} / {})",
                    column.field.name,
                    cell(&first.1),
                    cell(&again.1)
                )
            });
            let mut said = shown.collect::<Vec<_>>().join(", ");
            if differing.len() > NAMED {
                let more = Args::new().with("count", differing.len() - NAMED);
                said.push_str(&MORE.fill(&more, lang));
            }
            said
        };
        Args::new().with("differences", Arg::said(say))
    }
}

const NOTHING: Text = Text {
    en: "nothing",
    fr: "rien",
};
const EMPTY: Text = Text {
    en: "(empty)",
    fr: "(vide)",
};
const QUOTED: Text = Text {
    en: "“{text}”",
    fr: "« {text} »",
};
const MORE: Text = Text {
    en: " … (and {count} more)",
    fr: " … (et {count} autres)",
};

/// A text without what people write in different ways, as a part of a key: capital letters, accents, blanks and marks.
/// What stands between two digits tells them apart (`1.5` is not `15`); a text of marks only is itself.
pub(super) fn push_likeness(buffer: &mut Vec<u8>, cell: &[u8]) {
    let start = buffer.len();
    buffer.extend_from_slice(&[0; 4]);
    let text = std::str::from_utf8(cell).unwrap_or_default();
    // Most texts are ASCII, of which nothing is to be taken apart.
    match text.is_ascii() {
        true => push_letters(buffer, text.chars()),
        false => push_letters(
            buffer,
            text.nfd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        ),
    }
    if buffer.len() == start + 4 {
        buffer.extend_from_slice(cell);
    }
    let length = (buffer.len() - start - 4) as u32;
    buffer[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

fn push_letters(buffer: &mut Vec<u8>, text: impl Iterator<Item = char>) {
    let (mut last, mut passed) = (None, false);
    let mut bytes = [0; 4];
    for c in text {
        let c = match c {
            'œ' => {
                buffer.push(b'o');
                'e'
            }
            'æ' => {
                buffer.push(b'a');
                'e'
            }
            c => c.to_ascii_lowercase(),
        };
        if !c.is_alphanumeric() {
            passed = true;
            continue;
        }
        if passed && c.is_numeric() && last.is_some_and(char::is_numeric) {
            buffer.push(b' ');
        }
        buffer.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
        (last, passed) = (Some(c), false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(text: &str) -> Vec<u8> {
        let mut buffer = Vec::new();
        push_likeness(&mut buffer, text.as_bytes());
        buffer
    }

    #[test]
    fn texts_are_alike_whatever_their_capitals_accents_blanks_and_marks() {
        for (a, b) in [
            ("École Jean-Jaurès", "ECOLE JEAN JAURES"),
            ("  Piscine ", "piscine"),
            ("l'Hôtel de Ville", "L’hotel  de ville."),
            ("12 bis", "12bis"),
            ("Sacré-Cœur", "sacre coeur"),
            ("e\u{301}cole", "\u{e9}cole"),
        ] {
            assert_eq!(likeness(a), likeness(b), "{a} / {b}");
        }
    }

    #[test]
    fn what_tells_things_apart_is_kept() {
        for (a, b) in [
            ("1.5", "15"),
            ("1-11", "11-1"),
            ("rue 1", "rue 2"),
            ("?", "!"),
            ("", "-"),
            ("日本", "日本人"),
        ] {
            assert_ne!(likeness(a), likeness(b), "{a} / {b}");
        }
    }
}
