//! `dqcheck reference update`: from a folder and from a small server on this machine, to the verdict of a run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dqcheck_reference::{LATEST, communes, epcis, formers};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the service would say if it knew what the program does, but for what `change` changes.
struct Service {
    communes: Vec<Value>,
    epcis: Vec<Value>,
    parts: Vec<Value>,
}

impl Service {
    fn today() -> Service {
        let communes = communes(LATEST).map(|commune| {
            let mut record = json!({
                "code": commune.code, "nom": commune.name,
                "codesPostaux": commune.postal_codes().collect::<Vec<_>>(),
            });
            // The service says nothing of the EPCI of an arrondissement, nor where there is none.
            if let (Some(epci), None) = (commune.epci, commune.parent) {
                record["codeEpci"] = epci.into();
            }
            record
        });
        let epcis = epcis(LATEST)
            .filter(|epci| epci.kind.name() != "EPT")
            .map(|epci| json!({ "code": epci.siren, "nom": epci.name, "type": epci.kind.name() }));
        let parts = formers().filter_map(|former| {
            let into = former.successor().code;
            let name = former.name?;
            Some(json!({ "code": former.code, "nom": name, "chefLieu": into }))
        });
        Service {
            communes: communes.collect(),
            epcis: epcis.collect(),
            parts: parts.collect(),
        }
    }

    /// One commune is new, one has another name, one other postal codes, one went into another, and one is gone.
    fn changed() -> Service {
        let mut service = Service::today();
        service
            .communes
            .retain(|commune| commune["code"] != "92022" && commune["code"] != "92047");
        for commune in &mut service.communes {
            if commune["code"] == "92012" {
                commune["nom"] = "Boulogne-sur-Seine".into();
            }
            if commune["code"] == "92072" {
                commune["codesPostaux"] = json!(["92319", "92310"]);
            }
        }
        service.communes.push(json!({
            "code": "92099", "nom": "Nouvelle-Ville", "codesPostaux": ["92999"], "codeEpci": "200054781",
        }));
        service
            .parts
            .push(json!({ "code": "92022", "nom": "Chaville", "chefLieu": "92072" }));
        service
    }

    fn save(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        let documents = [
            ("communes", &self.communes),
            ("epcis", &self.epcis),
            ("communes_associees_deleguees", &self.parts),
        ];
        for (name, records) in documents {
            let text = serde_json::to_string(records).unwrap();
            fs::write(folder.join(format!("{name}.json")), text).unwrap();
        }
    }
}

fn dqcheck(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dqcheck"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What is told in place of a result, without the breaks of lines.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn updated(service: &Service) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    service.save(&folder.path().join("saved"));
    let output = dqcheck(folder.path(), &["reference", "update", "--from", "saved"]);
    (folder, told(&output))
}

#[test]
fn what_has_changed_is_told() {
    let (folder, page) = updated(&Service::changed());
    for line in [
        "- New communes: 1\n  - 92099 Nouvelle-Ville\n",
        "- No longer communes: 2\n  - 92022 Chaville, now in 92072 Sèvres\n  - 92047 Marnes-la-Coquette; the official",
        "- Other names: 1\n  - 92012 Boulogne-sur-Seine, was Boulogne-Billancourt\n",
        "- Other postal codes: 1\n  - 92072 Sèvres: 92310 → 92310 92319\n",
        "reference = \"dqcheck-reference.tsv\"",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    assert!(!page.contains("EPCI: "), "{page}");
    // Without a configuration the file lies here, and has no effect.
    assert!(folder.path().join("dqcheck-reference.tsv").is_file());
    let info = dqcheck(folder.path(), &["reference", "info", "92099"]);
    assert!(refused(&info).contains("92099"));
}

#[test]
fn the_same_communes_are_no_change() {
    let (_folder, page) = updated(&Service::today());
    assert!(page.contains("- Nothing has changed\n"), "{page}");
}

#[test]
fn a_file_that_the_configuration_names_is_what_everybody_is_told_of() {
    let (folder, _) = updated(&Service::changed());
    let folder = folder.path();
    fs::write(
        folder.join("dqcheck.toml"),
        "reference = 'dqcheck-reference.tsv'\n",
    )
    .unwrap();
    fs::create_dir(folder.join("below")).unwrap();
    let below = folder.join("below");
    let ask = |asked: &[&str]| told(&dqcheck(&below, &[&["reference", "info"], asked].concat()));

    let info = ask(&[]);
    assert!(info.contains("dqcheck-reference.tsv"), "{info}");
    assert!(info.contains(", from saved"), "{info}");
    assert!(ask(&["92099"]).contains("# Nouvelle-Ville (92099)"));
    assert!(ask(&["92999"]).contains("Nouvelle-Ville"));
    assert!(ask(&["Chaville"]).contains("Sèvres (92072)"));
    assert!(ask(&["92047"]).contains("the official list does not say"));
    let boulogne = ask(&["48.8352,", "2.2399"]);
    assert!(
        boulogne.contains("# Boulogne-sur-Seine (92012)"),
        "{boulogne}"
    );
    assert!(boulogne.contains("Was called Boulogne-Billancourt until 2025"));
    assert!(
        boulogne.contains("EPT: Grand Paris Seine Ouest"),
        "as the program has it"
    );
    assert!(ask(&["75101"]).contains("EPCI: Métropole du Grand Paris"));
    let json: Value = serde_json::from_str(&ask(&["--format", "json"])).unwrap();
    assert_eq!(
        json["communes"],
        communes(LATEST).filter(|c| c.parent.is_none()).count() - 1
    );
    assert_eq!(json["updated"]["source"], "saved");

    // The next update writes the same file, and is compared with the program again.
    Service::today().save(&folder.join("saved"));
    let page = told(&dqcheck(
        &below,
        &["reference", "update", "--from", "../saved"],
    ));
    assert!(
        page.contains("- Nothing has changed\n") && !page.contains("reference ="),
        "{page}"
    );
    assert!(!below.join("dqcheck-reference.tsv").exists());
}

#[test]
fn a_run_with_a_file_that_cannot_be_used_judges_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.csv"), "a\n1\n").unwrap();
    fs::write(
        folder.join("a.schema.json"),
        "{\"fields\": [{\"name\": \"a\"}]}",
    )
    .unwrap();
    fs::write(folder.join("dqcheck.toml"), "reference = 'r.tsv'\n").unwrap();
    let run = || refused(&dqcheck(folder, &["a.csv", "--schema", "a.schema.json"]));
    assert!(run().contains("does not exist"));
    fs::write(
        folder.join("r.tsv"),
        "dqcheck-reference\t1\t2026-11-24\tx\nC\t92012\n",
    )
    .unwrap();
    let at = run();
    assert!(
        at.contains("r.tsv:2:1: ") && at.contains("dqcheck reference update"),
        "{at}"
    );
    fs::write(folder.join("dqcheck.toml"), "reference = 3\n").unwrap();
    assert!(run().contains("dqcheck.toml:1:13: "));
    // What cannot be used is still written anew.
    Service::today().save(&folder.join("saved"));
    fs::write(folder.join("dqcheck.toml"), "reference = 'r.tsv'\n").unwrap();
    let page = told(&dqcheck(
        folder,
        &["reference", "update", "--from", "saved"],
    ));
    assert!(page.contains("- Nothing has changed\n"), "{page}");
    let run = dqcheck(folder, &["a.csv", "--schema", "a.schema.json"]);
    assert_eq!(run.status.code(), Some(0));
}

#[test]
fn a_list_that_cannot_be_right_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let try_with = |service: &Service| {
        service.save(&folder.join("saved"));
        let told = refused(&dqcheck(
            folder,
            &["reference", "update", "--from", "saved"],
        ));
        assert!(!folder.join("dqcheck-reference.tsv").exists());
        told
    };
    let mut few = Service::today();
    few.communes.truncate(1000);
    assert!(try_with(&few).contains("1,000"));
    let mut named = Service::today();
    named.communes[7]["nom"] = "A\u{1b}[31m".into();
    let told = try_with(&named);
    assert!(
        told.contains("hidden characters") && !told.contains('\u{1b}'),
        "{told}"
    );
    let mut forged = Service::today();
    forged.communes[7]["nom"] = "A\t\t\t\t\nC\t01999\tB".into();
    try_with(&forged);
    let mut lost = Service::today();
    lost.epcis.remove(3);
    assert!(try_with(&lost).contains("is not in the file"));
    let absent = dqcheck(folder, &["reference", "update", "--from", "no-such"]);
    assert!(refused(&absent).contains("neither a folder nor an address"));
}

/// Against a server that answers every address with the document of its name.
#[cfg(feature = "net")]
mod service {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    /// Its address, and how often it was asked; `first` are answers of another kind.
    fn serve(documents: &Path, first: Vec<String>) -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let (documents, count) = (documents.to_owned(), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let at = count.fetch_add(1, Ordering::SeqCst);
                answer(stream, &documents, first.get(at));
            }
        });
        (address, asked)
    }

    fn answer(mut stream: TcpStream, documents: &Path, other: Option<&String>) {
        let mut lines = BufReader::new(stream.try_clone().unwrap())
            .lines()
            .map_while(Result::ok);
        let Some(request) = lines.next() else { return };
        lines.find(String::is_empty);
        let name = request.split(['/', '?', ' ']).nth(2).unwrap().to_owned();
        let body = fs::read_to_string(documents.join(format!("{name}.json"))).unwrap_or_default();
        let status = if body.is_empty() {
            "404 Not Found"
        } else {
            "200 OK"
        };
        let good = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let _ = stream.write_all(other.unwrap_or(&good).as_bytes());
    }

    #[test]
    fn the_service_is_asked_and_asked_again_when_it_is_not_well() {
        let folder = tempfile::tempdir().unwrap();
        Service::changed().save(folder.path());
        let bad = "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned();
        let (address, asked) = serve(folder.path(), vec![bad]);
        let output = dqcheck(folder.path(), &["reference", "update", "--from", &address]);
        assert!(told(&output).contains("92099 Nouvelle-Ville"));
        assert_eq!(asked.load(Ordering::SeqCst), 4);
        let text = fs::read_to_string(folder.path().join("dqcheck-reference.tsv")).unwrap();
        assert!(text.lines().next().unwrap().ends_with(&address));
    }

    #[test]
    fn an_answer_that_is_none_is_told_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let try_with = |answer: &str, status: &str| {
            let length = answer.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{answer}"
            );
            let (address, _) = serve(folder.path(), vec![answer]);
            let output = dqcheck(folder.path(), &["reference", "update", "--from", &address]);
            let told = refused(&output);
            assert!(!folder.path().join("dqcheck-reference.tsv").exists());
            told
        };
        assert!(try_with("<!doctype html><p>Log in", "200 OK").contains("is a web page"));
        assert!(try_with("[{\"code\": \"01", "200 OK").contains("breaks off"));
        assert!(try_with("{\"error\": 1}", "200 OK").contains("not the list"));
        assert!(try_with("", "404 Not Found").contains("There is nothing at"));
        assert!(try_with("", "429 Oh\r\nRetry-After: 9999").contains("asked too often"));
        let output = dqcheck(
            folder.path(),
            &["reference", "update", "--from", "http://example.org"],
        );
        assert!(refused(&output).contains("not encrypted"));
    }
}
