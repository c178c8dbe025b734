use proptest::prelude::*;

use super::*;

fn detected(sample: &str) -> Detected {
    detect(&whole(sample.as_bytes(), true), &[], Known::default())
}

fn whole(beginning: &[u8], complete: bool) -> Sample<'_> {
    Sample {
        beginning,
        complete,
        further: &[],
    }
}

fn delimiter(sample: &str) -> char {
    detected(sample).dialect.delimiter as char
}

fn header(sample: &str) -> usize {
    detected(sample).header_record
}

fn labels(labels: &[&str]) -> Vec<String> {
    labels.iter().map(|&label| label.to_owned()).collect()
}

#[test]
fn each_delimiter_is_found_in_a_plain_table() {
    for wanted in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let rows = ["id;nom;cp", "1;Boulogne;92100", "2;Sèvres;92310"].join(end);
            assert_eq!(
                delimiter(&rows.replace(';', wanted)).to_string(),
                wanted,
                "{end:?}"
            );
        }
    }
}

#[test]
fn decimal_commas_do_not_make_commas_delimiters() {
    assert_eq!(
        delimiter("id;lat;lon\n1;48,85;2,25\n2;48,84;2,24\n3;48,83;2,23\n"),
        ';'
    );
    assert_eq!(
        delimiter("nom\tlat\tlon\nA\t48,85\t2,25\nB\t48,84\t2,24\n"),
        '\t'
    );
    assert_eq!(delimiter("1,5;2,5;3,5\n4,5;5,5;6,5\n"), ';');
}

#[test]
fn a_point_with_a_comma_in_the_label_and_in_every_cell_stays_one_column() {
    assert_eq!(
        delimiter("nom;point (lat, lon)\nA;48.8, 2.2\nB;48.9, 2.3\n"),
        ';'
    );
}

#[test]
fn geojson_full_of_commas_does_not_make_commas_delimiters() {
    let quoted = "id;geo\n1;\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[2.2,48.8]}\"\n2;\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[2.3,48.9]}\"\n";
    assert_eq!(delimiter(quoted), ';');
    let ring = "[[2.1,48.1],[2.2,48.1],[2.2,48.2],[2.1,48.2],[2.1,48.1]]";
    let bare: String = (0..20)
        .map(|row| format!("{row};{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}\n"))
        .collect();
    assert_eq!(delimiter(&format!("id;geo\n{bare}")), ';');
}

#[test]
fn semicolons_and_bars_in_every_row_of_a_comma_file_are_text() {
    assert_eq!(
        delimiter("id,jours,nom\n1,lundi;mardi,A\n2,mardi;jeudi,B\n3,jeudi;samedi,C\n"),
        ','
    );
    assert_eq!(
        delimiter("id,jours,nom\n1,lundi|mardi,A\n2,mardi|jeudi,B\n3,jeudi|samedi,C\n"),
        ','
    );
    assert_eq!(delimiter("col1,col2\n1;2;3,4;5;6\na;b;c,d;e;f\n"), ',');
}

#[test]
fn a_file_of_one_column_is_a_comma_file() {
    for text in [
        "",
        "\n",
        "nom",
        "nom\nA\nB\n",
        "description\nabc; def\nghi; jkl\nmno; pqr\n",
        "texte\nUn. Deux; trois\nQuatre\nCinq; six; sept\n",
        "prix\n1,5\n2,5\n",
    ] {
        let found = detected(text);
        assert_eq!(
            (found.dialect.delimiter as char, found.header_record),
            (',', 0),
            "{text:?}"
        );
    }
}

#[test]
fn a_header_alone_tells_its_delimiter() {
    assert_eq!(delimiter("id;nom;cp"), ';');
    assert_eq!(delimiter("id|nom\n"), '|');
}

#[test]
fn rows_that_are_all_too_short_do_not_hide_the_delimiter_of_the_header() {
    assert_eq!(delimiter("id;nom\n1\n2\n3\n"), ';');
}

#[test]
fn ragged_rows_do_not_hide_the_delimiter() {
    assert_eq!(
        delimiter("id;nom;cp\n1;A\n2;B;92100;x\n3\n4;D;92100\n"),
        ';'
    );
}

#[test]
fn quotes_with_line_breaks_and_delimiters_belong_to_one_cell() {
    let found = detected(
        "id,adresse\n1,\"12 rue A;\nBât. B;\n92100 Boulogne\"\n2,\"3 rue C;\nBât. D;\n92310 Sèvres\"\n",
    );
    assert_eq!(found.dialect.delimiter, b',');
    assert_eq!(found.consistency, 1.0);
}

#[test]
fn an_unclosed_quote_spoils_its_own_line_only() {
    let rows: String = (4..300)
        .map(|row| format!("{row};\"rue {row}, à droite\";92100\n"))
        .collect();
    let found = detected(&format!(
        "id;adresse;cp\n2;rue A;92100\n3;\"rue B;92100\n{rows}"
    ));
    assert_eq!(found.dialect.delimiter, b';');
    assert_eq!(found.consistency, 1.0);
    let rows: String = (4..300)
        .map(|row| format!("{row};rue {row};92100\n"))
        .collect();
    let found = detected(&format!(
        "id;adresse;cp\n2;rue A;92100\n3;\"rue B;92100\n{rows}5;5\"\n"
    ));
    assert!(found.consistency > 0.99, "{found:?}");
}

#[test]
fn a_record_that_the_end_of_the_sample_cuts_does_not_count() {
    let sample = b"a;b\n1;2\n3";
    assert_eq!(
        detect(&whole(sample, false), &[], Known::default()).consistency,
        1.0
    );
    assert!(detect(&whole(sample, true), &[], Known::default()).consistency < 1.0);
}

#[test]
fn apostrophes_are_quotes_only_where_they_are_nothing_else() {
    let quote = |sample| detected(sample).dialect.quote as char;
    assert_eq!(quote("'id';'nom'\n'1';'A; B'\n'2';'C'\n"), '\'');
    assert_eq!(
        quote("id,name\n1,'apple, fruits'\n2,'orange, fruits'\n"),
        '\''
    );
    assert_eq!(quote("id;nom\n1;'t Veld\n2;l'école\n"), '"');
    assert_eq!(quote("id;nom\n1;'A'\n2;B\n3;C\n"), '"');
    assert_eq!(quote("'id';\"nom\"\n'1';\"A\"\n"), '"');
}

#[test]
fn titles_and_blank_lines_above_the_header_are_passed_over() {
    assert_eq!(
        header("Subventions versées en 2024\n\nid;nom;montant\n1;A;10\n2;B;20\n"),
        2
    );
    assert_eq!(
        header("Subventions;;;\n;;;\nid;nom;montant;date\n1;A;10;2024\n2;B;20;2024\n"),
        2
    );
    assert_eq!(header("\n\nid,nom\n1,A\n2,B\n"), 2);
    assert_eq!(
        header("Liste des écoles, par quartier\nnom;quartier;places\nA;1;10\nB;2;20\n"),
        1
    );
}

#[test]
fn in_doubt_the_first_record_is_the_header() {
    for text in [
        "id,nom\n1,A\n",
        "1,apple\n2,orange\n",
        "id\n1,A\n2,B\n",
        "nom\nfoo,bar\nbaz,qux\n",
        "\n1,2\n3,4\n",
        "h\n1\nb,a,d\nb,a,d\n",
        "titre\n1;2;3\n4;5;6\n",
        ",nom,\n1,A,2\n",
    ] {
        assert_eq!(header(text), 0, "{text:?}");
    }
}

#[test]
fn the_expected_labels_find_the_header() {
    let wanted = labels(&["ID", "Nom usuel", "cp"]);
    let sample = "export;2024\nville;92012\n id;\"nom  usuel\";CP;x\n1;A;92100;y\n";
    assert_eq!(
        detect(&whole(sample.as_bytes(), true), &wanted, Known::default()).header_record,
        2
    );
    let unknown = labels(&["a", "b", "c"]);
    assert_eq!(
        detect(&whole(sample.as_bytes(), true), &unknown, Known::default()).header_record,
        0
    );
}

#[test]
fn a_value_that_is_named_like_the_only_field_is_not_the_header() {
    assert_eq!(
        detect(
            &whole(b"code\nnom\nA\n", true),
            &labels(&["nom"]),
            Known::default()
        )
        .header_record,
        0
    );
}

#[test]
fn the_expected_labels_settle_a_tie() {
    let sample = b"a,b;c,d\n1,2;3,4\n";
    let delimiter = |wanted: &[&str]| {
        detect(&whole(sample, true), &labels(wanted), Known::default())
            .dialect
            .delimiter
    };
    assert_eq!(delimiter(&["a,b", "c,d"]), b';');
    assert_eq!(delimiter(&["a", "b;c", "d"]), b',');
}

#[test]
fn a_first_line_for_the_spreadsheet_names_the_delimiter() {
    for first in ["sep=;", "SEP=;", "\"sep=;\"", "sep=;\r"] {
        let found = detected(&format!("{first}\nid,x;nom\n1,2;A\n"));
        assert_eq!(
            (found.dialect.delimiter, found.header_record),
            (b';', 1),
            "{first}"
        );
    }
    assert_eq!(delimiter("sep=^\na^b\n"), '^');
    assert_eq!(delimiter("sep=a;b\n1;2\n"), ';');
}

proptest! {
    #[test]
    fn anything_is_looked_at_without_a_panic(sample in "[a,;|\t\"' \r\n=]{0,60}", complete: bool) {
        let found = detect(&whole(sample.as_bytes(), complete), &labels(&["a"]), Known::default());
        prop_assert!((0.0..=1.0).contains(&found.consistency));
    }

    #[test]
    fn the_delimiter_of_a_table_is_found_again(
        delimiter in prop::sample::select(&DELIMITERS[..]),
        crlf: bool,
        kinds in prop::collection::vec(0..6_usize, 2..12),
        seeds in prop::collection::vec(any::<u32>(), 3..40),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record((0..kinds.len()).map(|column| format!("champ_{column}"))).unwrap();
        for seed in seeds {
            writer.write_record(kinds.iter().enumerate().map(|(column, &kind)| {
                cell(kind, seed.rotate_left(column as u32 * 5))
            })).unwrap();
        }
        let sample = writer.into_inner().unwrap();
        let found = detect(&whole(&sample, true), &[], Known::default());
        prop_assert_eq!(found.dialect, Dialect { delimiter, quote: b'"' });
        prop_assert_eq!(found.header_record, 0);
        prop_assert_eq!(found.consistency, 1.0);
    }
}

/// What towns write in a column of some kind.
fn cell(kind: usize, seed: u32) -> String {
    let pick = |from: &[&str]| from[seed as usize % from.len()].to_owned();
    match kind {
        0 => (seed % 1000).to_string(),
        1 => format!("{},{:02}", seed % 90, seed % 100),
        2 => pick(&[
            "Boulogne-Billancourt",
            "Sèvres",
            "Issy; Vanves",
            "Paris, 16e",
            "Ville d'Avray",
            "",
        ]),
        3 => pick(&["oui", "non", "", "oui"]),
        4 => pick(&[
            "lundi|mardi",
            "7j/7",
            "Il dit \"non\", puis; oui",
            "ligne\nsuivante, fin",
            "a\tb",
        ]),
        _ => format!("48.{}, 2.{}", seed % 9973, seed % 997),
    }
}

#[test]
fn what_comes_further_on_counts_as_much_as_the_beginning() {
    // Twenty rows of prose with commas, then the table that the file is.
    let beginning = "note, sans suite; x\n".repeat(20);
    let further = vec!["1;2;3;4\n".repeat(200).into_bytes()];
    let sample = Sample {
        beginning: beginning.as_bytes(),
        complete: false,
        further: &further,
    };
    assert_eq!(
        detect(&sample, &[], Known::default()).dialect.delimiter,
        b';'
    );
}
