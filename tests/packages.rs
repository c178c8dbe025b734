//! Data Packages that want to do harm, through the whole program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Runs the program on a descriptor, in a folder of its own beside a file that is none of its business.
fn check(descriptor: &str, arrange: impl FnOnce(&Path), options: &[&str]) -> Output {
    let outer = tempfile::tempdir().expect("a folder");
    let folder = outer.path().join("package");
    fs::create_dir(&folder).expect("it can be made");
    fs::write(outer.path().join("secret.csv"), "SECRET\n1,2\n").expect("it can be written");
    fs::write(folder.join("datapackage.json"), descriptor).expect("it can be written");
    arrange(&folder);
    let since = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .current_dir(&folder)
        .args(["datapackage.json", "--lang", "en"])
        .args(options)
        .output()
        .expect("the program runs");
    assert!(
        since.elapsed() < Duration::from_secs(60),
        "it takes for ever"
    );
    output
}

/// What is said of each table that could not be judged: its name and the id of the problem.
fn not_judged(descriptor: &str, arrange: impl FnOnce(&Path)) -> Vec<(String, String)> {
    let output = check(descriptor, arrange, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("SECRET"));
    let report: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let files = report["files"].as_array().expect("a list").iter();
    let told = files.filter(|file| !file["error"].is_null());
    told.map(|file| {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        (text(&file["file"]), text(&file["error"]["id"]))
    })
    .collect()
}

fn told(file: &str, id: &str) -> Vec<(String, String)> {
    vec![(file.to_owned(), id.to_owned())]
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed_for_data_schema_or_dialect() {
    let descriptor = r#"{"resources": [
        {"name": "data", "path": "link.csv"},
        {"name": "folder", "path": "up/secret.csv"},
        {"name": "part", "path": ["a.csv", "link.csv"]},
        {"name": "schema", "path": "a.csv", "schema": "link.csv"},
        {"name": "dialect", "path": "b.csv", "dialect": "link.csv"}
    ]}"#;
    let found = not_judged(descriptor, |folder| {
        use std::os::unix::fs::symlink;
        symlink("../secret.csv", folder.join("link.csv")).expect("a link");
        symlink("..", folder.join("up")).expect("a link");
        for name in ["a.csv", "b.csv"] {
            fs::write(folder.join(name), "n\n1\n").expect("it can be written");
        }
    });
    assert_eq!(found.len(), 5, "{found:?}");
    for (file, id) in found {
        assert_eq!(id, "package-path-link", "{file}");
    }
}

#[test]
fn a_million_resources_are_refused_at_once() {
    let resource = r#"{"path":"a.csv"}"#;
    let descriptor = format!("{{\"resources\": [{resource}{}]}}", ",{}".repeat(1_000_000));
    assert_eq!(
        not_judged(&descriptor, |_| {}),
        told("datapackage.json", "package-too-many-resources")
    );
}

#[test]
fn a_huge_descriptor_is_refused() {
    let descriptor = format!("{{\"resources\": [], \"x\": \"{}\"}}", "x".repeat(17 << 20));
    assert_eq!(
        not_judged(&descriptor, |_| {}),
        told("datapackage.json", "package-too-large")
    );
}

#[test]
fn a_deep_descriptor_is_refused() {
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        format!("{{\"resources\": [{{\"path\": \"a.csv\", \"schema\": {open}1{close}}}]}}")
    };
    for descriptor in [deep("[", "]"), deep("{\"a\":", "}")] {
        assert_eq!(
            not_judged(&descriptor, |_| {}),
            told("datapackage.json", "package-not-usable")
        );
    }
}

#[test]
fn rows_whose_every_key_is_another_do_not_fill_the_memory() {
    let rows: Vec<String> = (0..20_000).map(|at| format!("{{\"k{at}\": 1}}")).collect();
    let rows = rows.join(",");
    let descriptor = format!("{{\"resources\": [{{\"name\": \"a\", \"data\": [{rows}]}}]}}");
    assert_eq!(
        not_judged(&descriptor, |_| {}),
        told("datapackage.json:a", "package-inline-too-large")
    );
}

#[test]
fn many_faults_on_one_long_line_are_placed_in_reasonable_time() {
    let rows = ",[\"x\"]".repeat(200_000);
    let resources = ",{}".repeat(900);
    let descriptor = format!(
        "{{\"resources\": [{{\"name\": \"a\", \"data\": [[\"n\"]{rows}], \"schema\": \
         {{\"fields\": [{{\"name\": \"n\", \"type\": \"integer\"}}]}}}}{resources}]}}"
    );
    let found = not_judged(&descriptor, |_| {});
    assert_eq!(found.len(), 900);
}

#[test]
fn a_name_does_not_speak_for_the_program() {
    let descriptor = r#"{"resources": [
        {"name": "a\u001b[2J\n::error file=x::hacked", "path": "a.csv", "schema": {"fields": [{"name": "n"}]},
         "encoding": "\u001b[31m\n::warning::x"},
        {"name": "\n::notice::x", "path": "a.csv"},
        {"name": "\n::notice::x", "path": "\n::debug::x.png"},
        {"name": "rows\n::notice::x", "data": [["n"], ["1", "2"]]}
    ]}"#;
    for format in ["terminal", "csv", "json", "frictionless"] {
        let output = check(
            descriptor,
            |folder| fs::write(folder.join("a.csv"), "n\n1\n").expect("it can be written"),
            &["--format", format],
        );
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains("hacked"), "{format}: {text}");
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
        for line in text.lines() {
            assert!(!line.trim_start().starts_with("::"), "{format}: {line}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends() {
    let found = not_judged(
        r#"{"resources": [{"name": "a", "path": "a.csv"}]}"#,
        |folder| {
            std::os::unix::fs::symlink("b.csv", folder.join("a.csv")).expect("a link");
            std::os::unix::fs::symlink("a.csv", folder.join("b.csv")).expect("a link");
        },
    );
    assert_eq!(found, told("a.csv", "package-path-link"));
}
