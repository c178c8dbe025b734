//! Which files are meant by DATA. Nothing here reads one further than it takes to know a Data Package.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dqcheck_core::message::Text;

use crate::error::{Problem, Words};
use crate::package;

/// One table to be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// As reports name it.
    pub name: String,
    /// `None` for standard input.
    pub path: Option<PathBuf>,
}

impl Data {
    /// The one file that is meant by a path, or standard input by `-`.
    pub fn named(path: &Path) -> Data {
        if path.as_os_str() == "-" {
            return Data {
                name: "stdin".to_owned(),
                path: None,
            };
        }
        Data::file(path)
    }

    fn file(path: &Path) -> Data {
        Data {
            name: path.to_string_lossy().into_owned(),
            path: Some(path.to_owned()),
        }
    }
}

/// What an argument means.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Table(Data),
    /// The descriptor of a Data Package.
    Package {
        path: PathBuf,
        /// It stands for the folder that was asked for.
        for_folder: bool,
    },
}

impl Found {
    fn package(path: &Path, for_folder: bool) -> Found {
        let path = path.to_owned();
        Found::Package { path, for_folder }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Found::Table(data) => data.path.as_deref(),
            Found::Package { path, .. } => Some(path),
        }
    }
}

/// What could not be found, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct NotFound {
    pub name: String,
    pub problem: Problem,
}

/// What is searched for.
#[derive(Clone, Copy)]
struct Wanted {
    /// Files of a folder.
    is_meant: fn(&Path) -> bool,
    /// Whether a descriptor means the tables of its package.
    packages: bool,
    /// Said of a folder that holds none.
    empty: &'static Words,
}

impl Wanted {
    fn file(self, path: &Path) -> Found {
        match self.packages && is_descriptor(path) {
            true => Found::package(path, false),
            false => Found::Table(Data::file(path)),
        }
    }
}

/// The tables and packages that the arguments mean, in their order; each only once.
pub fn find(arguments: &[PathBuf]) -> Vec<Result<Found, NotFound>> {
    find_all(
        arguments,
        Wanted {
            is_meant: is_data,
            packages: true,
            empty: &EMPTY_DIRECTORY,
        },
    )
}

/// The schemas that the arguments mean, in their order; each only once.
pub fn find_schemas(arguments: &[PathBuf]) -> Vec<Result<Data, NotFound>> {
    let found = find_all(
        arguments,
        Wanted {
            is_meant: is_schema,
            packages: false,
            empty: &NO_SCHEMA,
        },
    );
    let schema = |found: Result<Found, NotFound>| match found {
        Ok(Found::Table(data)) => Some(Ok(data)),
        Ok(Found::Package { .. }) => None,
        Err(not_found) => Some(Err(not_found)),
    };
    found.into_iter().filter_map(schema).collect()
}

fn find_all(arguments: &[PathBuf], wanted: Wanted) -> Vec<Result<Found, NotFound>> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            found.push(Ok(Found::Table(Data::named(argument))));
        } else if argument.is_dir() {
            push_all(
                &mut found,
                argument,
                directory(argument, wanted),
                wanted.empty,
            );
        } else if let Some(pattern) = as_pattern(argument) {
            push_all(
                &mut found,
                argument,
                matches(pattern, wanted),
                &EMPTY_PATTERN,
            );
        } else {
            found.push(Ok(wanted.file(argument)));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|entry| match entry {
        Ok(found) => seen.insert(found.path().map(Path::to_owned)),
        Err(_) => true,
    });
    found
}

fn push_all(
    found: &mut Vec<Result<Found, NotFound>>,
    argument: &Path,
    files: Result<Vec<Found>, Problem>,
    empty: &'static Words,
) {
    let name = argument.to_string_lossy().into_owned();
    let problem = match files {
        Ok(files) if files.is_empty() => Problem::new(empty).with("path", name.as_str()),
        Ok(files) => return found.extend(files.into_iter().map(Ok)),
        Err(problem) => problem,
    };
    found.push(Err(NotFound { name, problem }));
}

/// The argument as a pattern, unless it is the name of a file as it stands: `report[1].csv` exists on many disks.
fn as_pattern(argument: &Path) -> Option<&str> {
    let text = argument.to_str()?;
    (text.contains(['*', '?', '[']) && fs::symlink_metadata(argument).is_err()).then_some(text)
}

fn matches(pattern: &str, wanted: Wanted) -> Result<Vec<Found>, Problem> {
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    let paths = glob::glob_with(pattern, options).map_err(|error| {
        Problem::new(&BAD_PATTERN)
            .with("path", pattern)
            .with("detail", error.msg)
    })?;
    paths
        .filter_map(|path| match path {
            Ok(path) => (!path.is_dir()).then(|| Ok(wanted.file(&path))),
            Err(error) => Some(Err(not_read(error.path(), error.error()))),
        })
        .collect()
}

/// Every file that is meant in a directory and those below it, sorted; hidden ones are not meant, nor links to
/// directories. Where one is the folder of a Data Package, that package is meant, which knows its files better.
fn directory(path: &Path, wanted: Wanted) -> Result<Vec<Found>, Problem> {
    let descriptor = path.join(package::FILE_NAME);
    if wanted.packages && descriptor.is_file() {
        return Ok(vec![Found::package(&descriptor, true)]);
    }
    let mut entries: Vec<_> = fs::read_dir(path)
        .and_then(Iterator::collect::<io::Result<_>>)
        .map_err(|error| not_read(path, &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let kind = entry.file_type();
        if hidden {
            continue;
        } else if kind.is_ok_and(|kind| kind.is_dir()) {
            files.extend(directory(&entry.path(), wanted)?);
        } else if !entry.path().is_dir() && (wanted.is_meant)(&entry.path()) {
            files.push(Found::Table(Data::file(&entry.path())));
        }
    }
    Ok(files)
}

/// Whether a file is a table by its name.
pub fn is_data(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| {
            ["csv", "tsv", "txt"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        })
}

/// Whether a file is the descriptor of a Data Package, by its name, or as it is a JSON object: no table begins so.
fn is_descriptor(path: &Path) -> bool {
    if path.file_name() == Some(OsStr::new(package::FILE_NAME)) {
        return true;
    }
    let extension = path.extension().and_then(OsStr::to_str);
    if !extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return false;
    }
    let mut start = Vec::new();
    // What cannot be read is told when it is opened.
    let _ = File::open(path).and_then(|file| file.take(256).read_to_end(&mut start));
    let text = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&start);
    text.trim_ascii_start().starts_with(b"{")
}

/// Whether a file is meant to be a Table Schema: JSON with fields, or with a mistake that hides what it is.
fn is_schema(path: &Path) -> bool {
    let is_json = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    is_json
        && fs::read(path).map_or(true, |bytes| {
            let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            let read: Result<serde_json::Value, _> = serde_json::from_slice(json);
            read.map_or(true, |value| value.get("fields").is_some())
        })
}

/// The problem with a path that the system does not let us read.
pub fn not_read(path: &Path, error: &io::Error) -> Problem {
    let words = match error.kind() {
        io::ErrorKind::NotFound => &NOT_FOUND,
        io::ErrorKind::PermissionDenied => &NOT_ALLOWED,
        io::ErrorKind::IsADirectory => &IS_DIRECTORY,
        _ => &NOT_READABLE,
    };
    Problem::new(words)
        .with("path", path.to_string_lossy().into_owned())
        .with("detail", error.to_string())
}

static NOT_FOUND: Words = Words {
    id: "file-not-found",
    message: Text {
        en: "There is no file “{path}”.",
        fr: "Le fichier « {path} » n'existe pas.",
    },
    help: Text {
        en: "Check the spelling of the name and the folder. A name with spaces must stand between quotes.",
        fr: "Vérifiez l'orthographe du nom et le dossier. Un nom qui contient des espaces s'écrit entre guillemets.",
    },
};

static NOT_ALLOWED: Words = Words {
    id: "file-not-allowed",
    message: Text {
        en: "The file “{path}” may not be read by you.",
        fr: "Vous n'avez pas le droit de lire le fichier « {path} ».",
    },
    help: Text {
        en: "Ask for the right to read it, or copy the file to a folder of your own.",
        fr: "Demandez le droit de le lire, ou copiez le fichier dans un dossier qui vous appartient.",
    },
};

static IS_DIRECTORY: Words = Words {
    id: "file-is-directory",
    message: Text {
        en: "“{path}” is a folder, and a file is needed here.",
        fr: "« {path} » est un dossier, alors qu'il faut ici un fichier.",
    },
    help: Text {
        en: "Name the file inside that folder.",
        fr: "Indiquez le fichier qui se trouve dans ce dossier.",
    },
};

static NOT_READABLE: Words = Words {
    id: "file-not-readable",
    message: Text {
        en: "The file “{path}” cannot be read: {detail}.",
        fr: "Le fichier « {path} » ne peut pas être lu : {detail}.",
    },
    help: Text {
        en: "Check that the file opens in another program, and that its disk or network share is reachable.",
        fr: "Vérifiez que le fichier s'ouvre dans un autre logiciel et que son disque ou son partage réseau répond.",
    },
};

static EMPTY_DIRECTORY: Words = Words {
    id: "folder-without-data",
    message: Text {
        en: "The folder “{path}” holds no data file.",
        fr: "Le dossier « {path} » ne contient aucun fichier de données.",
    },
    help: Text {
        en: "Files that end in .csv, .tsv or .txt are looked for, in its subfolders too. Name a file of another kind directly.",
        fr: "Les fichiers .csv, .tsv et .txt sont cherchés, y compris dans les sous-dossiers. Indiquez directement un fichier qui se termine autrement.",
    },
};

static NO_SCHEMA: Words = Words {
    id: "folder-without-schema",
    message: Text {
        en: "The folder “{path}” holds no Table Schema.",
        fr: "Le dossier « {path} » ne contient aucun Table Schema.",
    },
    help: Text {
        en: "Files that end in .json and have “fields” are looked for, in its subfolders too. Name a file of another kind directly.",
        fr: "Les fichiers .json qui ont des « fields » sont cherchés, y compris dans les sous-dossiers. Indiquez directement un fichier d'une autre sorte.",
    },
};

static EMPTY_PATTERN: Words = Words {
    id: "pattern-without-data",
    message: Text {
        en: "No file matches “{path}”.",
        fr: "Aucun fichier ne correspond à « {path} ».",
    },
    help: Text {
        en: "Check the folder and the ending. “*” stands for any text within a name, “**” for any folders.",
        fr: "Vérifiez le dossier et la fin du nom. « * » remplace n'importe quel texte dans un nom, « ** » n'importe quels dossiers.",
    },
};

static BAD_PATTERN: Words = Words {
    id: "pattern-not-understood",
    message: Text {
        en: "The pattern “{path}” is not understood: {detail}.",
        fr: "Le motif « {path} » n'est pas compris : {detail}.",
    },
    help: Text {
        en: "“*” stands for any text within a name, “?” for one character, “[ab]” for one of those, “**” for any folders.",
        fr: "« * » remplace n'importe quel texte dans un nom, « ? » un caractère, « [ab] » l'un de ceux-là, « ** » n'importe quels dossiers.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.csv",
            "a.CSV",
            "notes.md",
            ".hidden.csv",
            "sub/c.tsv",
            "x[1].csv",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "a\n1\n").unwrap();
        }
        fs::create_dir(folder.path().join("empty")).unwrap();
        folder
    }

    fn names(folder: &Path, argument: &str) -> Vec<String> {
        find(&[folder.join(argument)])
            .into_iter()
            .map(|entry| match entry {
                Ok(found) => {
                    let path = found.path().unwrap().strip_prefix(folder).unwrap();
                    path.to_str().unwrap().to_owned()
                }
                Err(not_found) => not_found.problem.words.id.to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_directory_means_its_visible_data_files_in_order() {
        let folder = folder();
        assert_eq!(
            names(folder.path(), ""),
            ["a.CSV", "b.csv", "sub/c.tsv", "x[1].csv"]
        );
    }

    #[test]
    fn a_pattern_is_expanded_where_the_shell_did_not() {
        let folder = folder();
        assert_eq!(names(folder.path(), "*.csv"), ["b.csv", "x[1].csv"]);
        assert_eq!(names(folder.path(), "**/*.tsv"), ["sub/c.tsv"]);
    }

    #[test]
    fn a_file_whose_name_looks_like_a_pattern_is_that_file() {
        let folder = folder();
        assert_eq!(names(folder.path(), "x[1].csv"), ["x[1].csv"]);
    }

    #[test]
    fn what_holds_no_data_is_a_problem() {
        let folder = folder();
        assert_eq!(names(folder.path(), "empty"), ["folder-without-data"]);
        assert_eq!(names(folder.path(), "*.xlsx"), ["pattern-without-data"]);
        assert_eq!(names(folder.path(), "[b"), ["pattern-not-understood"]);
    }

    #[test]
    fn a_package_is_known_by_its_name_or_its_content_and_stands_for_its_folder() {
        let folder = folder();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("sub/datapackage.json", "");
        write("other.json", "\u{feff} \n{");
        write("list.json", "[1]");
        assert_eq!(
            names(folder.path(), ""),
            ["a.CSV", "b.csv", "sub/datapackage.json", "x[1].csv"]
        );
        let package = |name: &str, for_folder| {
            let path = folder.path().join("sub/datapackage.json");
            assert_eq!(
                find(&[folder.path().join(name)]),
                [Ok(Found::Package { path, for_folder })]
            );
        };
        package("sub", true);
        package("sub/datapackage.json", false);
        let is_package = |name: &str| {
            let found = find(&[folder.path().join(name)]);
            matches!(found[..], [Ok(Found::Package { .. })])
        };
        assert!(is_package("other.json") && !is_package("list.json"));
    }

    #[test]
    fn a_file_that_is_named_twice_is_judged_once() {
        let folder = folder();
        let file = folder.path().join("b.csv");
        assert_eq!(find(&[file.clone(), file]).len(), 1);
    }
}
