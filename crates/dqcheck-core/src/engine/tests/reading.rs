//! Headers, line ends, quotes and encodings, as they are or as a dialect says.

use super::*;

#[test]
fn a_file_without_a_header_line_has_the_labels_that_were_expected_and_rows_from_1() {
    let findings = run_in(json!({"header": false}), b"1,a\n,b\n");
    assert_eq!(reading(&findings).labels, ["id", "nom"]);
    assert_eq!(
        (reading(&findings).header, reading(&findings).rows),
        (None, 2)
    );
    let place = &found(&findings, "missing-key").places[0];
    assert_eq!((place.location.line, place.location.record), (2, Some(2)));
}

#[test]
fn a_header_of_several_rows_is_joined() {
    let labels = |dialect, data: &[u8]| reading(&run_in(dialect, data)).labels.clone();
    let data = b"fruit\nid,nom\nx,y\n";
    assert_eq!(
        labels(json!({"headerRows": [1, 2]}), data),
        ["fruit id", "fruit nom"]
    );
    let twice = b"a,b,\na,,d\nc,e,f\n";
    assert_eq!(
        labels(json!({"headerRows": [1, 2, 3], "headerJoin": "/"}), twice),
        ["a/c", "b/e", "d/f"]
    );
    let findings = run_in(json!({"headerRows": [2]}), b"title\nid,nom\n,a\n");
    let place = &found(&findings, "missing-key").places[0];
    assert_eq!((place.location.line, place.location.record), (3, Some(3)));
    assert_eq!(
        findings.causes.len(),
        1,
        "who names the header knows what stands above it"
    );
}

#[test]
fn what_a_dialect_passes_over_counts_in_the_numbers_of_records_only() {
    let dialect = json!({"commentChar": "#", "commentRows": [4], "skipBlankRows": true});
    let findings = run_in(dialect, b"# title\nid,nom\n1,a\nx\n\n,b\n");
    assert_eq!(reading(&findings).labels, ["id", "nom"]);
    assert_eq!(reading(&findings).rows, 2);
    let place = &found(&findings, "missing-key").places[0];
    assert_eq!((place.location.line, place.location.record), (6, Some(6)));
    assert_eq!(findings.causes.len(), 1);
}

#[test]
fn a_line_end_of_which_half_ends_a_record_is_one_line_end_whatever_the_blocks() {
    let dialect = descriptor(json!({"lineTerminator": "|\r", "delimiter": ","}));
    let told = HeadOptions {
        dialect: Some(&dialect),
        ..HeadOptions::default()
    };
    let data = b"id,nom|\r\n1,a|\r\n1,b|\r2|\r\n,c|\r\n3,\"c\r\n\"\"|\r\n,d";
    for block in 1..data.len() {
        let options = Options {
            block,
            ..Options::default()
        };
        let findings = run_as(data, &told, options, 2);
        let lines = |check| {
            let places = &found(&findings, check).places;
            let lines = places.iter().map(|place| place.location.line);
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines("missing-cell"), [4], "blocks of {block}");
        assert_eq!(lines("duplicate-key"), [2, 7], "blocks of {block}");
    }
}

#[test]
fn a_blank_line_is_a_line_although_the_header_ends_with_a_carriage_return() {
    for block in 1..12 {
        let options = Options {
            block,
            ..Options::default()
        };
        let findings = run(b"id,nom\r1,a\n\n,b\n", options, 1);
        let line = |check| found(&findings, check).places[0].location.line;
        let lines = (line("blank-row"), line("missing-key"));
        assert_eq!(lines, (3, 4), "blocks of {block}");
    }
}

#[test]
fn a_header_that_the_file_does_not_reach_is_one_finding() {
    let findings = run_in(json!({"headerRows": [4]}), b"id,nom\n1,a\n");
    let reasons: Vec<&str> = findings
        .causes
        .iter()
        .map(|cause| cause.reason().id)
        .collect();
    assert_eq!(reasons, ["no-header"]);
}

#[test]
fn a_header_far_down_is_read_all_the_same() {
    let data = [
        b"filler,row\n".repeat(40_000),
        b"id,nom\n1,a\n,b\n".to_vec(),
    ]
    .concat();
    let findings = run_in(json!({"headerRows": [40_001]}), &data);
    assert_eq!(
        (reading(&findings).labels.len(), reading(&findings).rows),
        (2, 2)
    );
}

#[test]
fn quotes_behind_spaces_are_understood_where_a_space_follows_every_delimiter() {
    let data = b"id, nom\n1, \"a, b\"\n2, c\n";
    let findings = run(data, Options::default(), 1);
    assert_eq!(findings.causes, []);
    assert!(reading(&findings).skip_initial_space);
    let plain = run(b"id,nom\n1, \"a\"\n2,c\n3,d\n", Options::default(), 1);
    assert!(!reading(&plain).skip_initial_space);
    assert_eq!(found(&plain, "stray-quote").count, 1);
}

#[test]
fn what_is_no_character_of_the_encoding_that_was_told_is_found() {
    let told = |encoding| HeadOptions {
        encoding: Some(encoding),
        ..HeadOptions::default()
    };
    let places = |data: &[u8], encoding| {
        let findings = run_as(data, &told(encoding), Options::default(), 1);
        let cause = found(&findings, "invalid-encoding");
        (
            cause.count,
            cause.places[0].location.bytes.clone(),
            reading(&findings).encoding.clone(),
        )
    };
    let latin = b"id,nom\n1,caf\xe9\n";
    assert_eq!(
        places(latin, Encoding::Utf8),
        (1, 9..13, "mixed".to_owned())
    );
    let greek = Encoding::from_label("windows-1253").unwrap();
    assert_eq!(
        places(b"id,nom\n1,\xe1\xaa\n", greek),
        (1, 9..11, "windows-1253".to_owned())
    );
    let mut utf16: Vec<u8> = "id,nom\n1,a"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    utf16.extend(0xD834_u16.to_le_bytes());
    utf16.extend("b\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(
        places(&utf16, Encoding::Utf16Le),
        (1, 18..24, "UTF-16LE".to_owned())
    );
    let findings = run_as(
        b"id,nom\xff\n1,a\n",
        &told(Encoding::Utf8),
        Options::default(),
        1,
    );
    assert_eq!(
        found(&findings, "invalid-encoding").count,
        1,
        "in the header too"
    );
}

#[test]
fn a_byte_order_mark_says_which_utf16_was_meant() {
    let text: Vec<u8> = "\u{feff}id,nom\n1,é\n"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let told = HeadOptions {
        encoding: Encoding::from_label("utf-16"),
        ..HeadOptions::default()
    };
    let findings = run_as(&text, &told, Options::default(), 1);
    assert_eq!(
        (&findings.causes[..], reading(&findings).encoding.as_str()),
        (&[][..], "UTF-16BE")
    );
}
