//! A file that wants to do harm, through the whole program and in every format: its text may be shown, and may not
//! act on a terminal, a CI runner or a spreadsheet.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

#[test]
fn the_terminal_shows_what_hides_and_obeys_nothing() {
    for lang in ["en", "fr"] {
        for quiet in [false, true] {
            let output = run(&fixture("hostile.csv"), "terminal", lang, quiet);
            let text = shown(&output.stdout);
            assert!(quiet || text.contains("␛[2J"), "{text}");
            assert!(quiet || text.contains("<U+202E>"), "{text}");
            assert_obeyed_by_no_runner(&text);
        }
    }
}

#[test]
fn json_is_json_and_holds_the_cells_as_they_are() {
    let output = run(&fixture("hostile.csv"), "json", "en", false);
    let report: Value = serde_json::from_str(&shown(&output.stdout)).expect("it is JSON");
    let text = report.to_string();
    for cell in ["::error file=a.csv,line=1::hacked", "{value} {field} {0}"] {
        assert!(text.contains(cell), "{cell}");
    }
    let values = strings(&report);
    assert!(values.contains(&"abc\u{202e}txt.exe\u{2066}\u{2069}\u{200f}"));
}

#[test]
fn frictionless_is_json_with_an_error_for_each_finding() {
    let output = run(&fixture("hostile.csv"), "frictionless", "fr", false);
    let report: Value = serde_json::from_str(&shown(&output.stdout)).expect("it is JSON");
    let errors = report["tasks"][0]["errors"].as_array().expect("a list");
    assert_eq!(report["valid"], false);
    assert_eq!(report["stats"]["errors"], errors.len());
}

#[test]
fn no_cell_of_the_csv_report_is_a_formula() {
    for lang in ["en", "fr"] {
        let output = run(&fixture("hostile.csv"), "csv", lang, false);
        let text = shown(&output.stdout);
        assert_obeyed_by_no_runner(&text);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut records = 0;
        for record in reader.records() {
            for cell in record.expect("each record is as long as the header").iter() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '＝']),
                    "{cell}"
                );
            }
            records += 1;
        }
        assert!(records > 40, "{records}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_acts_as_little_as_a_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "=a\u{1b}[31m\u{202e}\n::error::b.csv";
    let there = folder.path().join(name);
    std::fs::copy(fixture("hostile.csv"), &there).expect("a copy");
    for path in [there, folder.path().join(format!("{name}.absent"))] {
        for format in ["terminal", "json", "frictionless", "csv"] {
            let output = run(&path, format, "en", false);
            let text = shown(&output.stdout);
            assert!(!text.is_empty());
            if format == "json" || format == "frictionless" {
                serde_json::from_str::<Value>(&text).expect("it is JSON");
            } else {
                assert_obeyed_by_no_runner(&text);
            }
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures").join(name)
}

fn run(data: &Path, format: &str, lang: &str, quiet: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dqcheck"));
    command
        .arg(data)
        .arg("--schema")
        .arg(fixture("hostile.json"))
        .args(["--format", format, "--lang", lang, "--color", "never"])
        .args(quiet.then_some("-q"));
    let output = command.output().expect("the program runs");
    assert_ne!(output.status.code(), Some(0));
    assert_eq!(shown(&output.stderr), "");
    output
}

/// The output as text, which holds no character that acts or hides.
fn shown(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).expect("the output is UTF-8");
    for (at, line) in text.lines().enumerate() {
        assert!(!line.contains(acts_or_hides), "line {}: {line:?}", at + 1);
    }
    text.to_owned()
}

fn acts_or_hides(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(character, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Commands of CI runners begin a line (`::error`) or stand anywhere in it (`##[error]`).
fn assert_obeyed_by_no_runner(text: &str) {
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
        assert!(!line.contains("##["), "{line}");
    }
}

/// All strings in a JSON value.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(members) => members.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
