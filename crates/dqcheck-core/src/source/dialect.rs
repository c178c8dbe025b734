//! Which delimiter and quote a file is written with, and where its header line is.

use std::collections::HashSet;

use super::scan::{Scan, scan};

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    pub delimiter: u8,
    pub quote: u8,
}

/// The dialect of a file, and its header line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    pub dialect: Dialect,
    /// Which record is the header, from 0; blank lines are records too.
    pub header_record: usize,
    /// The share of the records of the sample that are as wide as the table, from 0 to 1.
    pub consistency: f64,
}

/// Finds the dialect from all records of `sample`, the beginning of a file as text, and the header line.
///
/// `complete` says that the sample is the whole file: its last record is not cut. `labels` are the names of the
/// fields that are expected, where a schema says them. A file that tells nothing is a comma-separated one whose
/// first record is the header.
pub fn detect(sample: &[u8], complete: bool, labels: &[String]) -> Detected {
    let labels: HashSet<String> = labels
        .iter()
        .map(|label| folded(label.as_bytes()))
        .collect();
    let declared = declared_delimiter(sample);
    let first = usize::from(declared.is_some());
    let delimiters = match &declared {
        Some(delimiter) => std::slice::from_ref(delimiter),
        None => &DELIMITERS,
    };
    let candidates = |quote| {
        delimiters
            .iter()
            .map(move |&delimiter| Dialect { delimiter, quote })
            .map(|dialect| Candidate::new(scan(sample, complete, dialect), dialect, &labels, first))
    };
    let mut best = candidates(b'"')
        .reduce(Candidate::better)
        .expect("there is a delimiter");
    if best.scan.quoted == 0 && memchr::memchr(b'\'', sample).is_some() {
        let quoted = candidates(b'\'').filter(Candidate::is_surely_quoted);
        best = quoted.fold(best, |best, other| {
            if other.score >= best.score {
                other
            } else {
                best
            }
        });
    }
    Detected {
        dialect: best.dialect,
        header_record: best.header,
        consistency: best.share,
    }
}

/// The comma first: it wins where nothing tells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a spreadsheet is told by a first line `sep=;`.
fn declared_delimiter(sample: &[u8]) -> Option<u8> {
    let end = memchr::memchr2(b'\n', b'\r', sample).unwrap_or(sample.len());
    let line = sample[..end].trim_ascii_start();
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter, rest @ ..]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep")
                && matches!(rest.trim_ascii(), b"" | b"\"") =>
        {
            (delimiter.is_ascii_punctuation() && *delimiter != b'"' || *delimiter == b'\t')
                .then_some(*delimiter)
        }
        _ => None,
    }
}

/// A dialect, and how well the sample is read in it.
struct Candidate<'a> {
    dialect: Dialect,
    scan: Scan<'a>,
    header: usize,
    /// The share of the records that are as wide as the table.
    share: f64,
    score: f64,
}

impl<'a> Candidate<'a> {
    fn new(
        scan: Scan<'a>,
        dialect: Dialect,
        labels: &HashSet<String>,
        first: usize,
    ) -> Candidate<'a> {
        let (header, matched) = header_record(&scan, labels, first);
        let header_width = scan.head.get(header).map_or(0, Vec::len);
        // Rows that are all cut short do not make a table of one column.
        let width = match scan.modal_width() {
            0 | 1 => header_width.max(1),
            modal => modal,
        };
        let share = scan.of_width(width) as f64 / scan.records.max(1) as f64;
        let mut candidate = Candidate {
            dialect,
            scan,
            header,
            share,
            score: 0.0,
        };
        candidate.score = candidate.score(width, header_width) + 2.0 * matched;
        candidate
    }

    /// The better of two, the first where they are equal.
    fn better(self, other: Candidate<'a>) -> Candidate<'a> {
        if other.score > self.score {
            other
        } else {
            self
        }
    }

    /// From 0, a table of one column, to nearly 1: many columns, in every record and in the header, and nothing that
    /// speaks against it.
    fn score(&self, width: usize, header_width: usize) -> f64 {
        let Scan {
            delimiters, spaced, ..
        } = self.scan;
        let columns = 1.0 - 1.0 / width as f64;
        let header = match header_width {
            same if same == width => 1.0,
            0 | 1 => 0.3,
            _ => 0.6,
        };
        // A comma is also in decimals and in coordinates, row after row; the others rarely are.
        let rarity = if self.dialect.delimiter == b',' {
            0.75
        } else {
            1.0
        };
        let prose = if spaced * 10 > delimiters * 9 {
            0.8
        } else {
            1.0
        };
        let quotes =
            1.0 - 0.5 * (self.scan.stray as f64 / self.scan.records.max(1) as f64).min(1.0);
        let score = columns * self.share * self.share * header * rarity * prose * quotes;
        // Two columns below a header of one: a text with semicolons, not a table.
        if header_width < 2 && score < 0.2 {
            0.0
        } else {
            score
        }
    }

    /// Whether cells are quoted throughout and no quote is anything else, as no apostrophe could be.
    fn is_surely_quoted(&self) -> bool {
        self.scan.stray == 0 && self.scan.quoted >= 2 && self.scan.quoted >= self.scan.records
    }
}

/// The record that is the header, none before `first`, and the share of the expected labels that are in it.
fn header_record(scan: &Scan<'_>, labels: &HashSet<String>, first: usize) -> (usize, f64) {
    let records = || scan.head.iter().enumerate().skip(first);
    let matched = |record: &[&[u8]]| {
        let cells: HashSet<String> = record.iter().map(|cell| folded(cell)).collect();
        labels.intersection(&cells).count()
    };
    let most = records()
        .map(|(at, record)| (at, matched(record)))
        .reduce(|most, other| if other.1 > most.1 { other } else { most });
    if let Some((at, matched)) = most
        && matched * 2 >= labels.len()
        // One word alone may well be a value.
        && (matched > 1 || (matched == 1 && at == first))
    {
        return (at, matched as f64 / labels.len() as f64);
    }
    let width = scan.modal_width();
    let header = records()
        .find(|(_, record)| !is_preamble(record, width))
        .filter(|(_, record)| record.len() == width && looks_like_labels(record));
    (header.map_or(first, |(at, _)| at), 0.0)
}

/// Whether a record is blank, or one cell of text above a wider table.
fn is_preamble(record: &[&[u8]], width: usize) -> bool {
    let mut filled = record
        .iter()
        .map(|cell| bare(cell))
        .filter(|cell| !cell.is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => true,
        (Some(title), None) if width > 1 => {
            // What holds another delimiter may be the header, seen in the wrong dialect.
            let is_cells = title.iter().any(|byte| matches!(byte, b';' | b'\t' | b'|'));
            let is_prose = title.contains(&b' ') && record.len() == 1;
            !is_cells && (width > 2 || is_prose)
        }
        _ => false,
    }
}

/// Whether the cells of a record are all there, differ, and are words more than numbers.
fn looks_like_labels(record: &[&[u8]]) -> bool {
    let cells: HashSet<String> = record.iter().map(|cell| folded(cell)).collect();
    let is_word = |cell: &&String| cell.chars().next().is_some_and(char::is_alphabetic);
    cells.len() == record.len()
        && !cells.contains("")
        && cells.iter().filter(is_word).count() * 2 > cells.len()
}

/// A cell without blanks and quotes around it.
fn bare(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    match cell {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner.trim_ascii(),
        _ => cell,
    }
}

/// A label for comparison: without its blanks, in lower case.
fn folded(label: &[u8]) -> String {
    String::from_utf8_lossy(bare(label))
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn detected(sample: &str) -> Detected {
        detect(sample.as_bytes(), true, &[])
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
        assert_eq!(detect(sample, false, &[]).consistency, 1.0);
        assert!(detect(sample, true, &[]).consistency < 1.0);
    }

    #[test]
    fn apostrophes_are_quotes_only_where_they_are_nothing_else() {
        let quote = |sample| detected(sample).dialect.quote as char;
        assert_eq!(quote("'id';'nom'\n'1';'A; B'\n'2';'C'\n"), '\'');
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
        assert_eq!(detect(sample.as_bytes(), true, &wanted).header_record, 2);
        let unknown = labels(&["a", "b", "c"]);
        assert_eq!(detect(sample.as_bytes(), true, &unknown).header_record, 0);
    }

    #[test]
    fn a_value_that_is_named_like_the_only_field_is_not_the_header() {
        assert_eq!(
            detect(b"code\nnom\nA\n", true, &labels(&["nom"])).header_record,
            0
        );
    }

    #[test]
    fn the_expected_labels_settle_a_tie() {
        let sample = b"a,b;c,d\n1,2;3,4\n";
        let delimiter = |wanted: &[&str]| detect(sample, true, &labels(wanted)).dialect.delimiter;
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
            let found = detect(sample.as_bytes(), complete, &labels(&["a"]));
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
            let found = detect(&sample, true, &[]);
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
}
