//! The rows reader against the `csv` crate, and against itself whatever the blocks.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::source::{Descriptor, DescriptorFault, Detected};

const COMMA: Dialect = Dialect {
    delimiter: b',',
    quote: b'"',
};

fn read(text: &str, width: usize) -> Rows {
    let mut rows = Rows::default();
    assert_eq!(
        rows.read(text.as_bytes().to_vec(), COMMA, width, true),
        Extent::Whole
    );
    rows
}

/// The value of every cell, record by record.
fn values(rows: &mut Rows) -> Vec<Vec<Vec<u8>>> {
    let mut out: Vec<Vec<Vec<u8>>> = vec![Vec::new(); rows.len()];
    let widest = (0..rows.len())
        .map(|row| rows.width(row))
        .max()
        .unwrap_or(0);
    let mut columns = Vec::new();
    columns.resize_with(widest, ColumnCells::default);
    rows.columns(&vec![MissingValues::default(); widest], &mut columns);
    for ColumnCells { spans, states } in &columns {
        for row in 0..rows.len() {
            if states[row] != State::Absent {
                let span = spans[row];
                out[row].push(rows.cell_text()[span.start as usize..span.end as usize].to_vec());
            }
        }
    }
    out
}

/// What the `csv` crate reads; it passes over blank lines.
fn reference(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    reader
        .byte_records()
        .map(|record| {
            record
                .expect("memory can be read")
                .iter()
                .map(<[u8]>::to_vec)
                .collect()
        })
        .collect()
}

fn without_blank_lines(mut records: Vec<Vec<Vec<u8>>>, rows: &Rows) -> Vec<Vec<Vec<u8>>> {
    let mut row = 0;
    records.retain(|_| {
        let keep = !rows.record(row).is_empty();
        row += 1;
        keep
    });
    records
}

#[test]
fn cells_are_found_in_a_regular_block() {
    let mut rows = read("a,\"b \"\"x\"\"\",c\r\n,\"2\n3\",\r\n", 3);
    assert!(rows.is_regular());
    let expected: Vec<Vec<&[u8]>> = vec![vec![b"a", b"b \"x\"", b"c"], vec![b"", b"2\n3", b""]];
    assert_eq!(values(&mut rows), expected);
    assert_eq!(
        rows.endings,
        LineEndings {
            lf: 0,
            crlf: 2,
            cr: 0
        }
    );
    assert_eq!(rows.lines, 3);
    assert_eq!(rows.cell(1, 1), Some(16..21));
    assert_eq!(rows.cell(0, 2), Some(12..13));
}

#[test]
fn a_ragged_block_tells_the_width_of_each_record() {
    let rows = read("1,2\n1\n\n1,2,3\n", 2);
    assert!(!rows.is_regular());
    assert_eq!(
        (0..4).map(|row| rows.width(row)).collect::<Vec<_>>(),
        [2, 1, 1, 3]
    );
}

#[test]
fn lone_carriage_returns_end_records() {
    let mut rows = read("1,2\r3,4\r\"5\r6\",7", 2);
    let expected: Vec<Vec<&[u8]>> = vec![vec![b"1", b"2"], vec![b"3", b"4"], vec![b"5\r6", b"7"]];
    assert_eq!(values(&mut rows), expected);
    assert_eq!((rows.lines, rows.endings.cr), (3, 2));
}

#[test]
fn a_stray_quote_is_told_where_it_stands() {
    let mut rows = read("1,rue \"X\"\n2,y\n", 2);
    assert_eq!(
        rows.issues,
        [Issue {
            kind: IssueKind::StrayQuote,
            at: 6,
            row: 0,
            column: 1
        }]
    );
    assert_eq!(values(&mut rows)[0][1], b"rue \"X\"");
}

#[test]
fn text_after_a_closing_quote_is_kept_and_told() {
    let mut rows = read("\"a\"\"b\" c,2\n", 2);
    assert_eq!(
        rows.issues,
        [Issue {
            kind: IssueKind::TextAfterQuote,
            at: 6,
            row: 0,
            column: 0
        }]
    );
    assert_eq!(values(&mut rows)[0][0], b"a\"b c");
}

#[test]
fn an_unclosed_quote_does_not_swallow_the_rows_that_follow() {
    let mut rows = read("1,\"a\n2,\"b\"\n3,c\n", 2);
    assert_eq!(
        rows.issues,
        [Issue {
            kind: IssueKind::UnclosedQuote,
            at: 2,
            row: 0,
            column: 1
        }]
    );
    let expected: Vec<Vec<&[u8]>> = vec![vec![b"1", b"a"], vec![b"2", b"b"], vec![b"3", b"c"]];
    assert_eq!(values(&mut rows), expected);

    let rows = read("1,2\n3,\"never closed\n4,5\n", 2);
    assert_eq!(
        rows.issues,
        [Issue {
            kind: IssueKind::UnclosedQuote,
            at: 6,
            row: 1,
            column: 1
        }]
    );
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_nul_byte_is_told_in_its_cell() {
    let rows = read("1,a\0b\n", 2);
    assert_eq!(
        rows.issues,
        [Issue {
            kind: IssueKind::Nul,
            at: 3,
            row: 0,
            column: 1
        }]
    );
}

#[test]
fn a_block_that_ends_inside_a_record_says_how_far_it_could_be_read() {
    let mut rows = Rows::default();
    assert_eq!(
        rows.read(b"1,2\n3,\"a\n".to_vec(), COMMA, 2, false),
        Extent::Partial
    );
    assert_eq!((rows.len(), rows.rest()), (1, &b"3,\"a\n"[..]));
}

/// Texts in which quotes, delimiters and line ends of every kind meet.
fn texts() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        6 => Just("a".to_owned()), 4 => Just(",".to_owned()), 4 => Just("\n".to_owned()), 3 => Just("\"".to_owned()),
        2 => Just("\"\"".to_owned()), 2 => Just("\r\n".to_owned()), 1 => Just("\r".to_owned()), 1 => Just("é".to_owned()),
        2 => Just("\"x,y\"".to_owned()), 1 => Just("0123456789abcdef0123456789".to_owned()), 1 => Just("\0".to_owned()),
    ];
    prop::collection::vec(token, 0..120).prop_map(|tokens| tokens.concat())
}

/// What a dialect reads of a text: the rows and their numbers, and what is irregular.
type Unusual = (Vec<(usize, Vec<String>)>, Vec<(IssueKind, u32)>);

fn unusual(descriptor: serde_json::Value, text: &str) -> Unusual {
    let (descriptor, faults) = Descriptor::read(&descriptor, "");
    assert!(!faults.iter().any(DescriptorFault::refuses));
    let grammar = Grammar::new(&descriptor, &Detected::default());
    let mut rows = Rows::default();
    let text = text.as_bytes().to_vec();
    let extent = rows.read_unusual(text, &grammar, 1, Enough::Bytes(usize::MAX), true);
    assert_eq!(extent, Extent::Whole);
    let numbers: Vec<usize> = (0..rows.len()).map(|row| rows.number(row)).collect();
    let cells = values(&mut rows).into_iter().map(|row| {
        let texts = row.iter().map(|cell| String::from_utf8_lossy(cell));
        texts.map(std::borrow::Cow::into_owned).collect()
    });
    let issues = rows.issues.iter().map(|issue| (issue.kind, issue.at));
    (numbers.into_iter().zip(cells).collect(), issues.collect())
}

/// The cells only, of a text in which nothing is irregular.
fn read_in(descriptor: serde_json::Value, text: &str) -> Vec<Vec<String>> {
    let (rows, issues) = unusual(descriptor, text);
    assert_eq!(issues, []);
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn a_delimiter_may_be_of_several_characters_or_beyond_ascii() {
    let due = [["1", "a|b", "c||d"], ["", "é", ""]];
    assert_eq!(
        read_in(json!({"delimiter": "||"}), "1||a|b||\"c||d\"\n||é||\n"),
        due
    );
    let text = "1§a|b§c||d\n§é§";
    assert_eq!(read_in(json!({"delimiter": "§"}), text), due);
}

#[test]
fn a_line_terminator_of_its_own_leaves_line_breaks_to_the_cells() {
    let text = "1,a\nb;2,c\n";
    assert_eq!(
        read_in(json!({"lineTerminator": ";"}), text),
        [["1", "a\nb"], ["2", "c\n"]]
    );
    let text = "1,a;2,b;\n";
    assert_eq!(
        read_in(json!({"lineTerminator": ";"}), text),
        [["1", "a"], ["2", "b"]]
    );
    let text = "1;a;\n2;b;\n";
    assert_eq!(
        read_in(json!({"delimiter": ";", "lineTerminator": ";\n"}), text),
        [["1", "a"], ["2", "b"]]
    );
}

#[test]
fn quotes_may_be_other_characters_or_none() {
    assert_eq!(
        read_in(json!({"quoteChar": "'"}), "1,'a,''b'\n"),
        [["1", "a,'b"]]
    );
    assert_eq!(
        read_in(json!({"quoteChar": "¤"}), "1,¤a,\"b\"¤\n"),
        [["1", "a,\"b\""]]
    );
    assert_eq!(
        read_in(json!({"quoteChar": null}), "\"1,a\"\n"),
        [["\"1", "a\""]]
    );
}

#[test]
fn an_escape_takes_the_meaning_from_what_follows() {
    let escape = || json!({"escapeChar": "\\"});
    assert_eq!(
        read_in(escape(), "1,a\\,b\\\\,\\\"c\n2,\"d\\\"\"\"e\",f\\\r\ng\r\n"),
        [["1", "a,b\\", "\"c"], ["2", "d\"\"e", "f\r\ng"]]
    );
    assert_eq!(read_in(escape(), "1,a\\"), [["1", "a\\"]]);
}

#[test]
fn without_doubled_quotes_a_quoted_cell_ends_at_the_next_quote() {
    let (rows, issues) = unusual(json!({"doubleQuote": false}), "\"a\"\"b\",2\n");
    assert_eq!(rows, [(0, vec!["a\"b\"".to_owned(), "2".to_owned()])]);
    assert_eq!(issues, [(IssueKind::TextAfterQuote, 3)]);
}

#[test]
fn initial_spaces_belong_to_no_cell() {
    assert_eq!(
        read_in(json!({"skipInitialSpace": true}), " 1,  \"a, b\",\tc,   \n"),
        [["1", "a, b", "\tc", ""]]
    );
}

#[test]
fn what_is_passed_over_is_no_row_but_counts() {
    let (rows, issues) = unusual(
        json!({"commentChar": "//", "commentRows": [4], "skipBlankRows": true}),
        "1,a\n// it\"s a \"comment, \"\n\"//x\",y\n2,b\n,\n\n3,c\n",
    );
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!((numbers, issues), (vec![0, 6], vec![]));
}

#[test]
fn the_null_sequence_stands_for_no_value_where_it_is_not_quoted() {
    let (descriptor, _) = Descriptor::read(&json!({"nullSequence": "\\N", "escapeChar": "\\"}), "");
    let grammar = Grammar::new(&descriptor, &Detected::default());
    let mut rows = Rows::default();
    let text = b"\\N,\"\\\\N\",N\n".to_vec();
    rows.read_unusual(text, &grammar, 1, Enough::Bytes(usize::MAX), true);
    let mut columns: Vec<ColumnCells> = Vec::new();
    columns.resize_with(3, ColumnCells::default);
    rows.columns(&vec![MissingValues::default(); 3], &mut columns);
    let states: Vec<State> = columns.iter().map(|column| column.states[0]).collect();
    assert_eq!(states, [State::Missing, State::Present, State::Present]);
}

#[test]
fn an_unclosed_quote_in_an_unusual_dialect_spoils_its_own_record_only() {
    let (rows, issues) = unusual(json!({"delimiter": "::"}), "1::\"a\n2::\"b\"\n3::c\n");
    let texts: Vec<&str> = rows.iter().map(|(_, row)| row[1].as_str()).collect();
    assert_eq!(texts, ["a", "b", "c"]);
    assert_eq!(issues, [(IssueKind::UnclosedQuote, 3)]);
}

#[test]
fn a_place_on_an_endless_line_is_counted_through_the_blocks() {
    let (descriptor, _) = Descriptor::read(&json!({"lineTerminator": ";"}), "");
    let grammar = Grammar::new(&descriptor, &Detected::default());
    let mut rows = Rows::default();
    rows.read_unusual(
        "2,é;3,è;".as_bytes().to_vec(),
        &grammar,
        3,
        Enough::Bytes(9),
        true,
    );
    let origin = Origin {
        bytes: 10,
        encoding: crate::source::Encoding::Utf8,
        column: 9,
    };
    let cell = rows.cell(1, 1).unwrap();
    let location = &locate(rows.text(), origin, std::slice::from_ref(&cell))[0];
    assert_eq!(
        (location.line, location.column, location.bytes.clone()),
        (0, 16, 17..19)
    );
    assert_eq!(excerpt(rows.text(), &rows.record(1), &cell).text, "3,è");
    assert_eq!(column_behind(rows.text(), origin), 17);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_reader_of_unusual_dialects_reads_a_simple_one_as_the_careful_reader_does(text in texts()) {
        let (mut unusual, mut careful) = (Rows::default(), Rows::default());
        let enough = Enough::Bytes(usize::MAX);
        unusual.read_unusual(text.clone().into_bytes(), &Grammar::from(COMMA), 1, enough, true);
        careful.read_carefully(text.into_bytes(), COMMA, enough, true);
        prop_assert_eq!(&unusual.issues, &careful.issues);
        prop_assert_eq!((unusual.lines, unusual.endings), (careful.lines, careful.endings));
        prop_assert_eq!((unusual.len(), unusual.passed()), (careful.len(), careful.len()));
        for row in 0..careful.len() {
            prop_assert_eq!(unusual.record(row), careful.record(row));
        }
        prop_assert_eq!(values(&mut unusual), values(&mut careful));
    }

    #[test]
    fn whatever_has_no_issue_is_read_as_the_csv_crate_reads_it(text in texts(), width in 1..5_usize) {
        let mut rows = read(&text, width);
        if rows.issues.is_empty() {
            let own = values(&mut rows);
            prop_assert_eq!(without_blank_lines(own, &rows), reference(text.as_bytes()));
        }
    }

    #[test]
    fn both_readers_agree_wherever_the_fast_one_reads(text in texts(), width in 1..5_usize) {
        let mut fast = read(&text, width);
        let mut careful = Rows::default();
        careful.read_carefully(text.clone().into_bytes(), COMMA, Enough::Bytes(usize::MAX), true);
        prop_assert_eq!(fast.len(), careful.len());
        prop_assert_eq!((fast.lines, fast.endings), (careful.lines, careful.endings));
        if fast.is_regular() {
            prop_assert!(careful.issues.is_empty());
        }
        for row in 0..fast.len() {
            prop_assert_eq!(fast.record(row), careful.record(row));
            for column in 0..fast.width(row) {
                prop_assert_eq!(fast.cell(row, column), careful.cell(row, column));
            }
        }
        prop_assert_eq!(values(&mut fast), values(&mut careful));
    }

    #[test]
    fn every_byte_belongs_to_a_record_or_ends_one(text in texts()) {
        let mut rows = Rows::default();
        rows.read_carefully(text.clone().into_bytes(), COMMA, Enough::Bytes(usize::MAX), true);
        let mut at = 0;
        for row in 0..rows.len() {
            let record = rows.record(row);
            prop_assert!(text.as_bytes()[at..record.start].iter().all(|byte| matches!(byte, b'\r' | b'\n')));
            at = record.end;
        }
        prop_assert!(text.as_bytes()[at..].iter().all(|byte| matches!(byte, b'\r' | b'\n')));
    }
}
