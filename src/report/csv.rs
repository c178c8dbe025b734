//! One line a place, for a producer who opens the report in a spreadsheet.

use std::io::{self, Write};

use dqcheck_core::diagnostic::{Cause, Place};
use dqcheck_core::message::Lang;

use super::Report;
use super::visible::visible;

const HEADER: [&str; 10] = [
    "file", "severity", "check", "reason", "line", "record", "column", "field", "value", "message",
];

pub fn write(report: &Report, lang: Lang, out: impl Write) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(out);
    lines.write_record(HEADER)?;
    for table in &report.tables {
        let file = table.file.as_str();
        for (name, causes) in table.faults() {
            for cause in causes {
                write_cause(&mut lines, name, cause, lang)?;
            }
        }
        match &table.result {
            Ok(findings) => {
                for cause in &findings.causes {
                    write_cause(&mut lines, file, cause, lang)?;
                }
            }
            Err(problem) => {
                let message = format!("{} {}", problem.message(lang), problem.help(lang));
                let cells = [
                    file,
                    "not-judged",
                    problem.words.id,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    &message,
                ];
                lines.write_record(cells.map(harmless))?;
            }
        }
    }
    lines.flush()
}

fn write_cause(
    lines: &mut csv::Writer<impl Write>,
    file: &str,
    cause: &Cause,
    lang: Lang,
) -> io::Result<()> {
    let places = cause.places.iter().map(Some);
    let none = cause.places.is_empty().then_some(None);
    for place in places.chain(none) {
        lines.write_record(cells(file, cause, place, lang))?;
    }
    Ok(())
}

fn cells(file: &str, cause: &Cause, place: Option<&Place>, lang: Lang) -> [String; 10] {
    let location = place.map(|place| &place.location);
    let number = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
    let field = place
        .and_then(|place| place.field.as_ref())
        .or(cause.field.as_ref());
    let value = place.and_then(|place| place.value.as_deref());
    [
        harmless(file),
        cause.severity.id().to_owned(),
        cause.check.id.to_owned(),
        cause.reason().id.to_owned(),
        number(location.map(|location| location.line)),
        number(location.and_then(|location| location.record)),
        number(location.map(|location| location.column)),
        harmless(field.map_or("", |field| &field.name)),
        harmless(value.unwrap_or("")),
        harmless(&cause.message(place, lang)),
    ]
}

/// A text that a spreadsheet takes for text: what it would take for a formula gets an apostrophe in front. Hidden
/// characters are shown, so that a line of the report is one line.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let shown = visible(text, false);
    // Not a formula, but a command to a CI runner that prints the report.
    if formula || text.starts_with("::") {
        format!("'{shown}")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn text(report: &Report, lang: Lang) -> String {
        let mut out = Vec::new();
        write(report, lang, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_place_is_a_line() {
        let report = samples::report([samples::three(), samples::not_judged(), samples::clean()]);
        insta::assert_snapshot!("csv_en", text(&report, Lang::En));
        insta::assert_snapshot!("csv_fr", text(&report, Lang::Fr));
    }

    #[test]
    fn hostile_cells_are_harmless() {
        let report = samples::report([samples::hostile()]);
        let text = text(&report, Lang::En);
        assert_eq!(text.lines().count(), 11);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '＝']) && !cell.starts_with("::"),
                    "{cell}"
                );
                assert!(!cell.contains(super::super::visible::is_hidden), "{cell}");
            }
        }
    }

    #[test]
    fn a_negative_number_is_marked_too_since_it_may_go_on_as_a_formula() {
        assert_eq!(harmless("-1+cmd|' /C calc'!A0"), "'-1+cmd|' /C calc'!A0");
        assert_eq!(harmless("1-2"), "1-2");
    }
}
