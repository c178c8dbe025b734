//! Schemas that are guessed: each example passes its own, with nothing to tell, and the schema is a sound one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn dqcheck(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn valid_examples() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = std::fs::read_dir(examples).expect("the examples are part of the project");
    let files = entries.map(|entry| entry.expect("readable").path().join("valid.csv"));
    files.filter(|file| file.is_file()).collect()
}

#[test]
fn every_valid_example_passes_the_schema_that_is_guessed_from_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let examples = valid_examples();
    assert!(examples.len() >= 8);
    for (number, data) in examples.iter().enumerate() {
        let schema = folder.path().join(format!("{number}.json"));
        let [init, output] = ["init", "--output"].map(Path::new);
        let done = dqcheck(&[Path::new("schema"), init, data, output, &schema]);
        assert!(done.status.success(), "{}", data.display());
        assert!(done.stdout.is_empty());

        let fail_on = ["--fail-on", "warning", "--format", "csv"].map(Path::new);
        let mut check = vec![data.as_path(), Path::new("--schema"), &schema];
        check.extend(fail_on);
        let checked = dqcheck(&check);
        let told = String::from_utf8_lossy(&checked.stdout);
        assert!(checked.status.success(), "{}: {told}", data.display());
        assert_eq!(told.lines().count(), 1, "{}: {told}", data.display());

        let mut lint = vec![Path::new("schema"), Path::new("lint"), &schema];
        lint.extend(fail_on);
        let linted = dqcheck(&lint);
        let told = String::from_utf8_lossy(&linted.stdout);
        assert!(linted.status.success(), "{}: {told}", data.display());
    }
}

#[test]
fn a_schema_that_exists_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let schema = folder.path().join("schema.json");
    std::fs::write(&schema, "mine").expect("written");
    let data = &valid_examples()[0];
    let arguments = ["schema", "init", "--output"].map(Path::new);
    let [command, init, output] = arguments;
    let done = dqcheck(&[command, init, data, output, &schema]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&schema).expect("there"), "mine");
}
