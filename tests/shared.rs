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

/// A published schema that asks for checks of Validata: a row that it finds nothing in, where the examples of its fields
/// are not one, and for each of its checks, in order, what to change in the row so that only this check fails.
struct Asking {
    schema: &'static str,
    row: &'static [(&'static str, &'static str)],
    planted: &'static [(&'static [(&'static str, &'static str)], &'static str)],
}

const ASKING: [Asking; 7] = [
    Asking {
        schema: "atlasante__schema-dae",
        row: &[("fab_siren", "732829320"), ("mnt_siren", "732829320")],
        planted: &[
            (&[("expt_siren", "732829321")], "siren/checksum expt_siren"),
            (
                &[("expt_siret", "73282932000075")],
                "siret/checksum expt_siret",
            ),
            (&[("mnt_siren", "000000000")], "siren/all-zeros mnt_siren"),
            (&[("fab_siren", "732829321")], "siren/checksum fab_siren"),
        ],
    },
    Asking {
        schema: "etalab__schema-hautes-remunerations",
        row: &[("siren", "732829320")],
        planted: &[(&[("siren", "732829321")], "siren/checksum siren")],
    },
    Asking {
        schema: "etalab__schema-stationnement",
        row: &[("num_siret", "73282932000074")],
        planted: &[(
            &[("num_siret", "73282932100073")],
            "siret/siren-checksum num_siret",
        )],
    },
    Asking {
        schema: "openmaraude__schema-stationstaxi",
        row: &[],
        planted: &[(
            &[("no_appel", "199001234")],
            "phone-number/lost-zero no_appel",
        )],
    },
    Asking {
        schema: "scdl__deliberations",
        row: &[
            ("DELIB_MATIERE_NOM", "finances locales/subventions"),
            ("PREF_DATE", "2017-10-20"),
        ],
        planted: &[
            (
                &[("COLL_SIRET", "73282932000075")],
                "siret/checksum COLL_SIRET",
            ),
            (
                &[("BUDGET_ANNEE", "2018/2017")],
                "year-interval/order BUDGET_ANNEE",
            ),
            (&[("BUDGET_NOM", "")], "partly-filled/partly BUDGET_ANNEE"),
            (
                &[("VOTE_ABSTENTION", "")],
                "partly-filled/partly VOTE_EFFECTIF",
            ),
            (
                &[("PREF_DATE", "2017-10-14")],
                "broken-comparison/date PREF_DATE",
            ),
            (
                &[("VOTE_EFFECTIF", "39")],
                "broken-comparison/number VOTE_EFFECTIF",
            ),
            // The sum is kept, so that it is not broken too.
            (
                &[("VOTE_POUR", "41"), ("VOTE_CONTRE", "-6")],
                "broken-comparison/number VOTE_REEL",
            ),
            (
                &[("VOTE_CONTRE", "41"), ("VOTE_POUR", "-6")],
                "broken-comparison/number VOTE_REEL",
            ),
            (
                &[("VOTE_ABSTENTION", "41"), ("VOTE_POUR", "-11")],
                "broken-comparison/number VOTE_REEL",
            ),
            (&[("VOTE_POUR", "26")], "wrong-sum/differs VOTE_REEL"),
            (
                &[("DELIB_MATIERE_NOM", "finances locales / subventions")],
                "nomenclature-acte/blank DELIB_MATIERE_NOM",
            ),
        ],
    },
    Asking {
        schema: "scdl__plats-menus-collectifs",
        row: &[
            ("platCollNom", "Ville"),
            ("platCollSiret", "73282932000074"),
            ("platEtablissementNom", "École"),
            ("platCode", "P1"),
            ("platNom", "Soupe"),
            ("platProduitNom", "Poireau"),
            ("platPublicationDate", "2024-05-17T00:00:00Z"),
            ("platModificationDate", "2024-05-17T00:00:00Z"),
        ],
        planted: &[(
            &[("platProduitFournisseurSiret", "73282932000075")],
            "siret/checksum platProduitFournisseurSiret",
        )],
    },
    Asking {
        schema: "scdl__subventions",
        row: &[],
        planted: &[
            (
                &[("idAttribuant", "73282932000075")],
                "siret/checksum idAttribuant",
            ),
            (
                &[("idBeneficiaire", "73282932000075")],
                "siret/checksum idBeneficiaire",
            ),
            (
                &[("idBeneficiaire", ""), ("rnaBeneficiaire", "")],
                "neither-filled/neither idBeneficiaire",
            ),
        ],
    },
];

#[test]
fn the_checks_of_published_schemas_are_known_and_each_finds_what_is_planted_for_it_alone() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let asking: Vec<String> = entries(&corpus)
        .into_iter()
        .filter(|folder| folder.is_dir() && requests(&schema(folder)) > 0)
        .map(|folder| text(Path::new(folder.file_name().expect("a name"))))
        .collect();
    assert_eq!(asking, ASKING.map(|asking| asking.schema));
    let mut wrong = Vec::new();
    for Asking {
        schema: name,
        row,
        planted,
    } in ASKING
    {
        let folder = corpus.join(name);
        let published = schema(&folder);
        assert_eq!(requests(&published), planted.len(), "{name}");
        let nothing: (&[_], _) = (&[], None);
        let planted = planted.iter().map(|(changes, due)| (*changes, Some(*due)));
        for (changes, due) in [nothing].into_iter().chain(planted) {
            let found = found(&folder, &published, row, changes);
            if !found.iter().eq(due.iter()) {
                wrong.push(format!("{name}: {changes:?} gives {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn schema(folder: &Path) -> serde_json::Value {
    let bytes = std::fs::read(folder.join("schema.json")).expect("a schema");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// How many checks a schema asks for, in the two ways that Validata has.
fn requests(schema: &serde_json::Value) -> usize {
    let of_schema = schema["custom_checks"].as_array().map_or(0, Vec::len);
    let fields = schema["fields"].as_array().expect("fields");
    let of_fields = fields
        .iter()
        .filter(|field| !field["customCheck"].is_null());
    of_schema + of_fields.count()
}

/// What is found in one row: the check, the reason and the field of each cause, and the faults of the requests.
fn found(
    folder: &Path,
    schema: &serde_json::Value,
    row: &[(&str, &str)],
    changes: &[(&str, &str)],
) -> Vec<String> {
    let (mut labels, mut cells) = (Vec::new(), Vec::new());
    for field in schema["fields"].as_array().expect("fields") {
        let name = field["name"].as_str().expect("a name");
        let mut set = changes.iter().chain(row).filter(|(of, _)| *of == name);
        let cell = match (set.next(), &field["example"]) {
            (Some((_, cell)), _) => (*cell).to_owned(),
            (None, serde_json::Value::String(example)) => example.clone(),
            (None, serde_json::Value::Null) => String::new(),
            (None, example) => example.to_string(),
        };
        labels.push(quoted(name));
        cells.push(quoted(&cell));
    }
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("planted.csv");
    let table = format!("{}\n{}\n", labels.join(","), cells.join(","));
    std::fs::write(&data, table).expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .arg(&data)
        .arg("--schema")
        .arg(folder.join("schema.json"))
        .args(["--format", "json"])
        .output()
        .expect("the program runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let causes = |of: &serde_json::Value| of["causes"].as_array().expect("causes").clone();
    let file = &report["files"][0];
    let requests = causes(&file["schema"]).into_iter().filter(|cause| {
        let check = text(&cause["check"]);
        check.contains("-check") || check.ends_with("-param") || check == "unknown-field"
    });
    causes(file)
        .into_iter()
        .chain(requests)
        .map(|cause| {
            let [check, reason] = ["check", "reason"].map(|key| text(&cause[key]));
            format!("{check}/{reason} {}", text(&cause["field"]["name"]))
        })
        .collect()
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
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
