//! Files that checks name, once somebody has read them: tables among them are read as any other table is.

use std::sync::{Arc, OnceLock};

use super::{Head, HeadOptions, Options, scan};
use crate::rows::{Span, State};
use crate::schema::{Attached, SeeRow};
use crate::source::Memory;

/// A file for checks to read, from its bytes.
pub fn attach(bytes: Vec<u8>) -> Arc<dyn Attached> {
    let labels = OnceLock::new();
    Arc::new(InMemory { bytes, labels })
}

#[derive(Debug)]
struct InMemory {
    bytes: Vec<u8>,
    labels: OnceLock<Option<Vec<String>>>,
}

impl Attached for InMemory {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn labels(&self) -> Option<&[String]> {
        let read = || {
            let head = Head::read(&Memory(&self.bytes), &HeadOptions::default()).ok()?;
            (!head.labels.is_empty()).then_some(head.labels)
        };
        self.labels.get_or_init(read).as_deref()
    }

    fn each_row(&self, columns: &[usize], see: &mut SeeRow<'_>) -> bool {
        let Some(&first) = columns.first() else {
            return false;
        };
        let wide_enough =
            |head: &Head| columns.iter().all(|&position| position < head.labels.len());
        let start = |head: &Head| Pass {
            wide_enough: wide_enough(head),
            begun: false,
        };
        let read = scan(
            &Memory(&self.bytes),
            Options::default().block,
            start,
            |pass, mut passage| {
                if !pass.wide_enough {
                    return;
                }
                if !pass.begun {
                    see(None);
                    pass.begun = true;
                }
                let spans: Vec<Vec<Option<Span>>> = columns
                    .iter()
                    .map(|&position| {
                        let cells = passage.cells(position);
                        let each = cells.spans.iter().zip(cells.states.iter());
                        each.map(|(span, state)| (*state == State::Present).then_some(*span))
                            .collect()
                    })
                    .collect();
                let rows = passage.len();
                let text = passage.cells(first).text;
                let mut row_cells: Vec<&[u8]> = Vec::with_capacity(columns.len());
                for row in 0..rows {
                    row_cells.clear();
                    let cells = spans.iter().filter_map(|column| column[row]);
                    row_cells
                        .extend(cells.map(|span| &text[span.start as usize..span.end as usize]));
                    if row_cells.len() == columns.len() {
                        see(Some(&row_cells));
                    }
                }
            },
        );
        read.is_ok_and(|pass| pass.wide_enough)
    }
}

/// One reading of a table.
struct Pass {
    /// Whether it has the columns that are wanted.
    wide_enough: bool,
    begun: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8], columns: &[usize]) -> (bool, Vec<Vec<String>>) {
        let mut seen = Vec::new();
        let whole = attach(bytes.to_vec()).each_row(columns, &mut |row| match row {
            None => seen.clear(),
            Some(cells) => seen.push(
                cells
                    .iter()
                    .map(|cell| String::from_utf8(cell.to_vec()).unwrap())
                    .collect(),
            ),
        });
        (whole, seen)
    }

    #[test]
    fn the_dialect_and_the_encoding_of_a_table_are_found_out() {
        let table = b"code;nom;rue\n1;\"\xc9cole\";a\n2;;b\n;Mairie;c\n4;Caf\xe9;d\n";
        let file = attach(table.to_vec());
        assert_eq!(
            file.labels().unwrap(),
            ["code", "nom", "rue"].map(str::to_owned)
        );
        let (whole, seen) = rows(table, &[1, 0]);
        assert!(whole);
        assert_eq!(seen, [["École", "1"], ["Café", "4"]]);
    }

    #[test]
    fn an_encoding_that_only_the_end_of_the_file_tells_is_that_of_all_rows() {
        let mut table = b"code,nom\n".to_vec();
        for row in 0..60_000 {
            table.extend_from_slice(format!("{row},Mairie\n").as_bytes());
        }
        table.extend_from_slice(b"x,\xc9cole\n");
        let (whole, seen) = rows(&table, &[1]);
        assert!(whole);
        assert_eq!(seen.len(), 60_001);
        assert_eq!(seen.last().unwrap(), &["École"]);
    }

    #[test]
    fn what_is_no_table_has_no_labels_and_no_rows() {
        assert!(attach(Vec::new()).labels().is_none());
        assert_eq!(rows(b"code\n1\n", &[1]), (false, Vec::new()));
        assert_eq!(rows(b"", &[0]), (false, Vec::new()));
    }
}
