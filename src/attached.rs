//! The files that checks name: looked for in the folder of the text that names them and nowhere else, and read once in
//! a run, however many datasets use them.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use dqcheck_core::checks;
use dqcheck_core::engine;
use dqcheck_core::schema::{Handed, NoFile, RuleRequest};

use crate::package::{Unfit, within};

/// How large a file may be, and all files of a run together.
const LIMIT: u64 = 256 << 20;
/// How large JSON may be: shapes take several times as much once they are read.
const JSON_LIMIT: u64 = 64 << 20;

/// The files that were read so far.
#[derive(Debug, Default)]
pub struct Files {
    read: RefCell<HashMap<PathBuf, Handed>>,
    bytes: Cell<u64>,
}

impl Files {
    /// Hands to each request the file that it names. `folder` is that of the text in which the requests stand.
    pub(crate) fn hand_to(&self, requests: &mut [RuleRequest], folder: Option<&Path>) {
        checks::attach(requests, |written| {
            let folder = folder.ok_or(NoFile::NoFolder)?;
            let path = within(folder, written, Path::new(written)).map_err(|unfit| why(&unfit))?;
            if let Some(known) = self.read.borrow().get(&path) {
                return known.clone();
            }
            let handed = self.open(&path);
            self.read.borrow_mut().insert(path, handed.clone());
            handed
        });
    }

    fn open(&self, path: &Path) -> Handed {
        let json = path.extension().is_some_and(|extension| {
            ["json", "geojson"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
        let own = if json { JSON_LIMIT } else { LIMIT };
        let limit = own.min(LIMIT.saturating_sub(self.bytes.get()));
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
            .map_err(|_| NoFile::Unreadable)?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(if limit < own {
                NoFile::TooLargeTogether(LIMIT >> 20)
            } else {
                NoFile::TooLarge(own >> 20)
            });
        }
        self.bytes.set(self.bytes.get() + size);
        Ok(engine::attach(bytes))
    }
}

fn why(unfit: &Unfit) -> NoFile {
    match unfit {
        Unfit::Missing(problem) if problem.words.id == "file-not-found" => NoFile::Missing,
        Unfit::Missing(_) => NoFile::Unreadable,
        Unfit::Forbidden(words) => match words.id {
            "package-path-url" => NoFile::Address,
            "package-path-empty" => NoFile::Missing,
            "package-not-a-file" => NoFile::Unreadable,
            _ => NoFile::Outside,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::fs;
    use std::sync::Arc;

    /// What a path in a folder comes to, as its bytes.
    fn handed(files: &Files, folder: Option<&Path>, written: &str) -> Result<Vec<u8>, NoFile> {
        let mut request = request(written);
        files.hand_to(std::slice::from_mut(&mut request), folder);
        let handed = request.file.expect("the check reads a file");
        handed.map(|file| file.bytes().to_vec())
    }

    fn request(written: &str) -> RuleRequest {
        let serde_json::Value::Object(params) = json!({"column": "a", "file": written}) else {
            unreachable!("it is an object")
        };
        RuleRequest {
            name: "match-rate".to_owned(),
            params,
            ..RuleRequest::default()
        }
    }

    #[test]
    fn only_a_file_in_the_folder_is_handed_over() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("schemas");
        fs::create_dir_all(folder.join("codes")).unwrap();
        fs::write(folder.join("codes/a.csv"), "a").unwrap();
        fs::write(folder.join(".hidden.csv"), "hidden").unwrap();
        fs::write(outer.path().join("secret.csv"), "secret").unwrap();
        let files = Files::default();
        let handed = |written: &str| handed(&files, Some(&folder), written);
        assert_eq!(handed("codes/a.csv"), Ok(b"a".to_vec()));
        assert_eq!(handed("b.csv"), Err(NoFile::Missing));
        assert_eq!(handed(""), Err(NoFile::Missing));
        assert_eq!(handed("codes"), Err(NoFile::Unreadable));
        assert_eq!(handed("https://example.org/a.csv"), Err(NoFile::Address));
        let absolute = outer.path().join("secret.csv");
        for out in [
            "../secret.csv",
            "/etc/passwd",
            ".hidden.csv",
            absolute.to_str().unwrap(),
        ] {
            assert_eq!(handed(out), Err(NoFile::Outside), "{out}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("schemas");
        fs::create_dir_all(&folder).unwrap();
        fs::write(outer.path().join("secret.csv"), "secret").unwrap();
        std::os::unix::fs::symlink("../secret.csv", folder.join("a.csv")).unwrap();
        let files = Files::default();
        assert_eq!(handed(&files, Some(&folder), "a.csv"), Err(NoFile::Outside));
    }

    #[test]
    fn a_text_without_a_folder_names_no_file() {
        assert_eq!(
            handed(&Files::default(), None, "a.csv"),
            Err(NoFile::NoFolder)
        );
    }

    #[test]
    fn a_file_is_read_once_whoever_names_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "a\n1\n").unwrap();
        let files = Files::default();
        let mut requests = [request("a.csv"), request("./a.csv")];
        files.hand_to(&mut requests, Some(folder.path()));
        let [first, second] = requests.map(|request| request.file.unwrap().unwrap());
        assert!(Arc::ptr_eq(&first, &second));
        assert_eq!(files.bytes.get(), 4);
    }

    #[test]
    fn a_file_that_is_too_large_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let sparse = |name: &str, size: u64| {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_len(size).unwrap();
        };
        sparse("a.geojson", JSON_LIMIT + 1);
        let files = Files::default();
        let found = handed(&files, Some(folder.path()), "a.geojson");
        assert_eq!(found, Err(NoFile::TooLarge(64)));
        // What others have taken is no longer there.
        files.bytes.set(LIMIT - 10);
        sparse("b.csv", 11);
        let found = handed(&files, Some(folder.path()), "b.csv");
        assert_eq!(found, Err(NoFile::TooLargeTogether(256)));
    }

    #[test]
    fn a_setting_of_a_check_that_reads_no_file_opens_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "a").unwrap();
        let mut request = RuleRequest {
            name: "siret".to_owned(),
            ..request("a.csv")
        };
        Files::default().hand_to(std::slice::from_mut(&mut request), Some(folder.path()));
        assert!(request.file.is_none());
    }
}
