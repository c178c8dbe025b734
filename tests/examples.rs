//! The examples of the eight datasets: every valid file passes, and every invalid one has exactly the findings that
//! its `expected.csv` lists, place by place.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A finding: line, record, column, field, check, reason.
type Finding = [String; 6];

#[test]
fn every_valid_example_passes() {
    for folder in folders() {
        let (code, found) = check(&folder, "valid.csv");
        assert_eq!((code, found), (0, Vec::new()), "{}", folder.display());
    }
}

#[test]
fn every_invalid_example_has_the_findings_that_it_should_have() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let (code, found) = check(&folder, "invalid.csv");
        assert_eq!(code, 1, "{}", folder.display());
        let expected =
            read(&std::fs::read(folder.join("expected.csv")).expect("every example has one"));
        let name = folder
            .file_name()
            .expect("a folder has a name")
            .to_string_lossy();
        wrong.extend(
            expected
                .iter()
                .filter(|one| !found.contains(one))
                .map(|one| format!("{name}: not found {one:?}")),
        );
        wrong.extend(
            found
                .iter()
                .filter(|one| !expected.contains(one))
                .map(|one| format!("{name}: not due {one:?}")),
        );
        if found.len() != expected.len() {
            let counts = (found.len(), expected.len());
            wrong.push(format!("{name}: {counts:?} findings found and due"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dataset_has_an_example() {
    assert_eq!(folders().len(), 8);
}

fn folders() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = std::fs::read_dir(examples).expect("the examples are part of the project");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// The exit code and the findings of a file against the schema that has the name of its folder.
fn check(folder: &Path, file: &str) -> (i32, Vec<Finding>) {
    let output = Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .arg(folder.join(file))
        .arg("--schema")
        .arg(folder.file_name().expect("a folder has a name"))
        .args(["--format", "csv", "--lang", "fr"])
        .output()
        .expect("the program runs");
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (
        output.status.code().expect("it ends by itself"),
        read(&output.stdout),
    )
}

fn read(text: &[u8]) -> Vec<Finding> {
    let mut reader = csv::Reader::from_reader(text);
    let headers = reader.headers().expect("a header").clone();
    let position = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .expect("the column is there")
    };
    let columns = ["line", "record", "column", "field", "check", "reason"].map(position);
    let mut findings: Vec<Finding> = reader
        .records()
        .map(|record| record.expect("well-formed CSV"))
        .map(|record| columns.map(|column| record[column].to_owned()))
        .collect();
    findings.sort();
    findings
}
