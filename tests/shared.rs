//! The published schemas and the conformance cases that lie beside this project on the machines of its developers:
//! they belong to others and are not part of it. Where they are not, these tests pass and say so.
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The examples of the published schemas that do not pass. `docs/compatibility.md` says why.
const REFUSED: [&str; 7] = [
    "atlasante__schema-dae/exemple_invalide.csv",
    "atlasante__schema-dae/exemple_invalide_complet.csv",
    "atlasante__schema-dae/exemple_invalide_structure.csv",
    "atlasante__schema-dae/exemple_valide.csv",
    "cnigfr__secteur/schema__secteur__exemple-valide.csv",
    "etalab__schema-stationnement/exemple-invalide.csv",
    "openmaraude__schema-stationstaxi/exemple-non-valide.csv",
];

#[test]
fn every_published_schema_is_read_and_every_example_gets_its_verdict() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let (mut schemas, mut examples) = (0, 0);
    for folder in entries(&corpus).into_iter().filter(|path| path.is_dir()) {
        schemas += 1;
        let schema = folder.join("schema.json");
        let lint = dqcheck(&["schema", "lint", &text(&schema), "-q"]);
        assert_ne!(lint, 2, "{}", schema.display());
        let is_csv = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "csv");
        for example in entries(&folder).into_iter().filter(is_csv) {
            examples += 1;
            let name = text(
                example
                    .strip_prefix(&corpus)
                    .expect("it lies in the corpus"),
            );
            let code = dqcheck(&[&text(&example), "--schema", &text(&schema), "-q"]);
            assert_eq!(code, i32::from(REFUSED.contains(&&*name)), "{name}");
        }
    }
    assert_eq!((schemas, examples), (24, 26));
}

#[test]
fn the_conformance_cases_are_judged_as_the_standard_says() {
    let Some(cases) = shared("conformance") else {
        return;
    };
    let program = env!("CARGO_BIN_EXE_dqcheck");
    let flags = "--format frictionless --header-match exact --no-detect";
    let results = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance.json");
    let run = Command::new("python3")
        .arg(cases.join("compare.py"))
        .args([
            "--cmd",
            &format!("{program} {{data}} --schema {{schema}} {flags}"),
        ])
        .args(["--package-cmd", &format!("{program} {{package}} {flags}")])
        .args(["--dialect-arg", "--dialect {dialect}"])
        .args(["--checks-arg", "--checklist {checklist}"])
        .args(["--encoding-arg", "--encoding {encoding}"])
        .arg("--out")
        .arg(&results)
        .output();
    let Ok(output) = run else {
        println!("SKIPPED: the conformance cases need python3");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let results = std::fs::read(&results).expect("the runner writes its results");
    let results: serde_json::Value = serde_json::from_slice(&results).expect("JSON");
    let count = |of: &str, what: &str| results[of][what].as_f64().unwrap_or_default();
    assert!(count("totals", "n") > 1_000.0, "{said}");
    assert!(
        count("totals", "c") / count("totals", "n") >= 0.995,
        "{said}"
    );
    // In twelve of the disputed cases the text of the standard is clear.
    assert_eq!(count("disputed", "spec"), 12.0, "{said}");
    assert!(said.contains("tool failures 0"), "{said}");
}

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    let found = path
        .is_dir()
        .then(|| path.canonicalize().expect("it exists"));
    if found.is_none() {
        println!("SKIPPED: {} is not here", path.display());
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    paths
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn dqcheck(arguments: &[&str]) -> i32 {
    let output = Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .args(arguments)
        .output()
        .expect("the program runs");
    output.status.code().expect("it ends by itself")
}
