//! `deviated-cell`: a text far longer than the other texts of its column.
//!
//! How often each length comes is counted, and only texts beyond the threshold are kept one by one: at most 40 KB a
//! column and 16 bytes for each 5,000 characters of the file.

use super::characters;
use super::deviated_value::{INTERVAL, USUAL_INTERVAL};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "deviated-cell",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Text far longer than all others",
        fr: "Texte bien plus long que les autres",
    },
    why: Text {
        en: "A text of many pages among short ones is often several cells in one: a quote that is never closed \
             swallows the rows behind it, or a whole document was pasted into a cell.",
        fr: "Un texte de plusieurs pages parmi des textes courts réunit souvent plusieurs cellules : un guillemet \
             jamais refermé avale les lignes qui suivent, ou un document entier a été collé dans une cellule.",
    },
    reasons: &[Reason {
        id: "long",
        message: Text {
            en: "This text has {length} characters; texts of “{field}” are not expected to have more than {longest}.",
            fr: "Ce texte compte {length} caractères ; dans « {field} », on n'en attend pas plus de {longest}.",
        },
        help: Text {
            en: "Look at the beginning and the end of the cell. Close the quote that is open, or move the document out \
                 of the table and put a link in its place.",
            fr: "Regardez le début et la fin de la cellule. Refermez le guillemet resté ouvert, ou sortez le document \
                 du tableau et mettez un lien à sa place.",
        },
    }],
    params: &[
        INTERVAL,
        Param {
            name: "ignoreFields",
            required: false,
            about: Text {
                en: "The names of fields whose texts may be long, a list.",
                fr: "Les noms des champs dont les textes peuvent être longs, une liste.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: LONG,
            fails: Some("long"),
        },
        Example {
            schema: SCHEMA,
            data: "nom\nun texte\nun texte un peu plus long que le premier\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "deviated-cell",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "nom", "type": "string"}],
  "dqcheck": {"checks": [{"name": "deviated-cell", "params": {"interval": 1}}]}
}"#;

/// Ten short texts, and one of more than five thousand characters.
const LONG: &str = match std::str::from_utf8(&LONG_BYTES) {
    Ok(text) => text,
    Err(_) => panic!("ASCII"),
};
const LONG_BYTES: [u8; 5_100] = {
    let mut bytes = [b'a'; 5_100];
    let mut at = 0;
    let head = b"nom\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
    while at < head.len() {
        bytes[at] = head[at];
        at += 1;
    }
    bytes[5_099] = b'\n';
    bytes
};

const LONG_TEXT: usize = 0;

/// No text up to this length is too long, in characters.
const NEVER_LONG: usize = 5_000;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let ignored = match request.params.contains_key("ignoreFields") {
        true => request.columns(schema, "ignoreFields")?,
        false => Vec::new(),
    };
    let mut fields = super::fields(request, schema, &["string"])?;
    fields.retain(|field| !ignored.contains(field));
    Ok(Bound::File {
        fields,
        check: Box::new(Deviated {
            interval: request.number("interval")?.unwrap_or(USUAL_INTERVAL),
        }),
    })
}

struct Deviated {
    interval: f64,
}

/// The lengths of the texts of one column; a cell without a value has the length 0.
#[derive(Default)]
struct Lengths {
    rows: u64,
    /// How many texts have the length that is their index.
    counts: Vec<u64>,
    /// The row and the length of each longer one.
    long: Vec<(u64, u64)>,
}

impl FileCheck for Deviated {
    /// For each column.
    type Notes = Vec<Lengths>;

    fn note(&self, columns: &[&Column<'_>], rows: usize, notes: &mut Vec<Lengths>) {
        notes.resize_with(columns.len(), Lengths::default);
        for (column, lengths) in columns.iter().zip(notes) {
            lengths.rows = rows as u64;
            for (row, state) in column.cells.states.iter().enumerate() {
                let length = match state {
                    State::Present => characters(column.cells.get(row)),
                    _ => 0,
                };
                if length > NEVER_LONG {
                    lengths.long.push((row as u64, length as u64));
                    continue;
                }
                if length >= lengths.counts.len() {
                    lengths.counts.resize(length + 1, 0);
                }
                lengths.counts[length] += 1;
            }
        }
    }

    fn append(&self, file: &mut Vec<Lengths>, block: Vec<Lengths>) {
        for (file, block) in file.iter_mut().zip(block) {
            let long = block
                .long
                .iter()
                .map(|(row, length)| (row + file.rows, *length));
            file.long.extend(long);
            file.rows += block.rows;
            if file.counts.len() < block.counts.len() {
                file.counts.resize(block.counts.len(), 0);
            }
            for (count, more) in file.counts.iter_mut().zip(block.counts) {
                *count += more;
            }
        }
    }

    fn judge(&self, columns: Vec<Lengths>, tell: &mut dyn FnMut(FileFault<'_>)) {
        for (column, lengths) in columns.into_iter().enumerate() {
            if lengths.rows < 2 || lengths.long.is_empty() {
                continue;
            }
            let usual = lengths.median() + self.interval * lengths.deviation();
            let longest = usual.max(NEVER_LONG as f64);
            for (row, length) in lengths.long {
                if length as f64 > longest {
                    tell(FileFault {
                        reason: LONG_TEXT,
                        count: 1,
                        cell: Some((row, column)),
                        args: &|| {
                            Args::new()
                                .with("length", length)
                                .with("longest", longest as u64)
                        },
                    });
                }
            }
        }
    }
}

impl Lengths {
    /// The length of the text that would come `nth` if all were sorted.
    fn nth(&self, nth: u64) -> u64 {
        let mut before = 0;
        for (length, count) in (0..).zip(&self.counts) {
            before += count;
            if nth < before {
                return length;
            }
        }
        let mut long: Vec<u64> = self.long.iter().map(|(_, length)| *length).collect();
        long.sort_unstable();
        long.get((nth - before) as usize).copied().unwrap_or(0)
    }

    fn median(&self) -> f64 {
        let (lower, upper) = ((self.rows - 1) / 2, self.rows / 2);
        f64::midpoint(self.nth(lower) as f64, self.nth(upper) as f64)
    }

    /// The standard deviation of a sample, from sums that are exact.
    fn deviation(&self) -> f64 {
        let short = (0..)
            .zip(&self.counts)
            .map(|(length, count)| (length, *count));
        let all = short.chain(self.long.iter().map(|(_, length)| (*length, 1)));
        let (mut sum, mut squares) = (0_u128, 0_u128);
        for (length, count) in all {
            let (length, count) = (u128::from(length), u128::from(count));
            sum += length * count;
            squares += length * length * count;
        }
        let rows = u128::from(self.rows);
        let over = (rows * squares).saturating_sub(sum * sum) as f64;
        (over / (rows as f64 * (rows - 1) as f64)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_lengths_have_the_median_and_the_deviation_of_the_texts() {
        let lengths = Lengths {
            rows: 4,
            counts: vec![0, 2, 0, 1],
            long: vec![(2, 6_000)],
        };
        assert_eq!(lengths.median(), 2.0);
        let deviation = super::super::statistics::deviation(&[1.0, 1.0, 3.0, 6_000.0]);
        assert!((lengths.deviation() - deviation).abs() < 1e-6);
    }
}
