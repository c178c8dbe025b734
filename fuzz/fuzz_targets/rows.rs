//! A regular text is read as the `csv` crate reads it, an irregular one has an issue, and all readers agree.
//!
//! The first byte of the input is the number of columns that are expected.
#![no_main]

use dqcheck_core::rows::{ColumnCells, Enough, Extent, MissingValues, Rows, State};
use dqcheck_core::source::{Dialect, Grammar};
use libfuzzer_sys::fuzz_target;

const COMMA: Dialect = Dialect {
    delimiter: b',',
    quote: b'"',
};

fuzz_target!(|input: &[u8]| {
    let &[width, ref text @ ..] = input else {
        return;
    };
    let width = usize::from(width % 8) + 1;
    let mut rows = Rows::default();
    let extent = rows.read(text.to_vec(), COMMA, width, true);
    assert_eq!(extent, Extent::Whole);
    assert_eq!(rows.issues.is_empty(), is_regular(text));
    let own = values(&mut rows);
    // The `csv` crate takes a byte order mark away; here it is gone before.
    if rows.issues.is_empty() && !text.starts_with(b"\xEF\xBB\xBF") {
        assert_eq!(own, reference(text));
    }

    let mut careful = Rows::default();
    careful.read_carefully(text.to_vec(), COMMA, Enough::Bytes(usize::MAX), true);
    assert_eq!((rows.lines, rows.endings), (careful.lines, careful.endings));
    assert_eq!(own, values(&mut careful));

    let mut unusual = Rows::default();
    let (text, enough) = (text.to_vec(), Enough::Bytes(usize::MAX));
    unusual.read_unusual(text, &Grammar::from(COMMA), 1, enough, true);
    assert_eq!(rows.issues, unusual.issues);
    assert_eq!((rows.lines, rows.endings), (unusual.lines, unusual.endings));
    assert_eq!(own, values(&mut unusual));
});

/// Whether every quote opens a cell, closes one or is doubled within one, and no byte is NUL: one byte after another,
/// as slowly as the grammar is written.
fn is_regular(text: &[u8]) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Quote,
    }
    let mut at = At::Start;
    for &byte in text {
        at = match (at, byte) {
            (_, 0) => return false,
            (At::Start | At::Quote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) => At::Quoted,
            (_, b',' | b'\n' | b'\r') => At::Start,
            (At::Plain, b'"') | (At::Quote, _) => return false,
            (At::Start | At::Plain, _) => At::Plain,
        };
    }
    at != At::Quoted
}

/// The value of every cell of every record that is not blank.
fn values(rows: &mut Rows) -> Vec<Vec<Vec<u8>>> {
    let mut records = vec![Vec::new(); rows.len()];
    let widest = (0..rows.len())
        .map(|row| rows.width(row))
        .max()
        .unwrap_or(0);
    let mut columns = Vec::new();
    columns.resize_with(widest, ColumnCells::default);
    rows.columns(&vec![MissingValues::default(); widest], &mut columns);
    for (column, ColumnCells { spans, states }) in columns.iter().enumerate() {
        for (row, record) in records.iter_mut().enumerate() {
            let cell = spans[row].start as usize..spans[row].end as usize;
            if states[row] != State::Absent {
                assert_eq!(rows.value(row, column), rows.cell_text()[cell.clone()]);
                record.push(rows.cell_text()[cell].to_vec());
            }
        }
    }
    let mut row = 0..;
    records.retain(|_| row.next().is_some_and(|row| !rows.record(row).is_empty()));
    records
}

fn reference(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true);
    let cells = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
    let records = reader.from_reader(text).into_byte_records();
    records
        .map(|record| record.map_or_else(|error| panic!("{error}"), cells))
        .collect()
}
