//! What the standard says, case by case: `tests/spec/*.md`, which anybody can read and add to.
//!
//! A case is a heading of the second level, the files of the case as fenced blocks (```` ```csv data.csv ````), and a
//! block that begins with `$ dqcheck` and holds what is found: file and line, severity, check and reason, field; then
//! the exit code. In a file marked `escaped`, `\r`, `\n`, `\t`, `\\` and `\xNN` stand for bytes, and only they end lines.
//! `UPDATE=1 cargo test --test spec` writes what is found now.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn every_case_is_judged_as_the_standard_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let entries = fs::read_dir(folder).expect("the cases are part of the project");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("UTF-8");
        let today: String = cases(&text).map(today).collect();
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &today).expect("it can be written");
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for (due, found) in cases(&text).zip(cases(&today)) {
            if due != found {
                wrong.push(format!("{name}: {}\n{}", title(due), answer(found)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these are judged otherwise:\n{}",
        wrong.join("\n")
    );
}

/// A text cut before each of its headings of the second level.
fn cases(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.get(1..)?.find("\n## ").map_or(rest.len(), |at| at + 2);
        let (case, behind) = rest.split_at(end);
        rest = behind;
        Some(case)
    })
}

fn title(case: &str) -> &str {
    case.lines().next().unwrap_or_default()
}

fn answer(case: &str) -> &str {
    case.split_once("$ dqcheck")
        .map_or("no answer", |(_, found)| found)
}

/// The case with what is found now.
fn today(case: &str) -> String {
    if !case.starts_with("## ") {
        return case.to_owned();
    }
    let folder = tempfile::tempdir().expect("a folder for the files of the case");
    let mut today = String::new();
    let mut lines = case.lines();
    let mut asked = false;
    while let Some(line) = lines.next() {
        today.push_str(line);
        today.push('\n');
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let words: Vec<&str> = info.split(' ').collect();
        match (
            &words[..],
            block
                .first()
                .and_then(|first| first.strip_prefix("$ dqcheck ")),
        ) {
            ([_, name, marks @ ..], _) => {
                write(
                    &folder.path().join(name),
                    &block,
                    marks.contains(&"escaped"),
                );
                block.iter().for_each(|line| today.extend([line, "\n"]));
            }
            (_, Some(command)) => {
                asked = true;
                today.push_str(&format!(
                    "$ dqcheck {command}\n{}",
                    found(folder.path(), command)
                ));
            }
            (_, None) => block.iter().for_each(|line| today.extend([line, "\n"])),
        }
        today.push_str("```\n");
    }
    assert!(asked, "{} asks nothing", title(case));
    today
}

fn write(path: &Path, lines: &[&str], escaped: bool) {
    let content = match escaped {
        true => unescape(&lines.concat()),
        false => lines
            .iter()
            .flat_map(|line| [line.as_bytes(), b"\n"].concat())
            .collect(),
    };
    fs::create_dir_all(path.parent().expect("it is in the folder of the case")).expect("a folder");
    fs::write(path, content).expect("it can be written");
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next().expect("a backslash is followed by something") {
                b'r' => b'\r',
                b'n' => b'\n',
                b't' => b'\t',
                b'x' => {
                    let digits: String = rest.by_ref().take(2).map(char::from).collect();
                    u8::from_str_radix(&digits, 16).expect("two hexadecimal digits")
                }
                other => other,
            },
            other => other,
        });
    }
    bytes
}

/// What the program finds, a line each, and its exit code.
fn found(folder: &Path, command: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .current_dir(folder)
        .args(command.split(' '))
        .args(["--format", "csv", "--lang", "en"])
        .output()
        .expect("the program runs");
    let mut told = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut report = csv::Reader::from_reader(&output.stdout[..]);
    for line in report.records() {
        let line = line.expect("well-formed CSV");
        let [file, severity, check, reason, number, field] = [0, 1, 2, 3, 4, 7].map(|at| &line[at]);
        let place = if number.is_empty() {
            String::new()
        } else {
            format!(":{number}")
        };
        let reason = if reason.is_empty() {
            String::new()
        } else {
            format!("/{reason}")
        };
        let found = format!("{file}{place} {severity} {check}{reason} {field}");
        told.push_str(found.trim_end());
        told.push('\n');
    }
    let code = output.status.code().expect("it ends by itself");
    format!("{told}exit {code}\n")
}
