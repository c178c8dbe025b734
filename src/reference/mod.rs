//! The communes of France that dqcheck knows: what is held, what is found in it, and a file that renews it.
//!
//! The data and their look-ups are those of the crate `dqcheck_reference`. A file takes effect only where `dqcheck.toml`
//! names it, so that everybody who judges the same data with the same configuration gets the same verdict.

mod documents;
pub mod info;
pub mod lookup;
pub mod update;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use dqcheck_core::message::Text;
use dqcheck_reference::{Reason, Unreadable};

use crate::error::{PlacedProblem, Problem, Refused, Words};
use crate::input::not_read;

/// What the file of `dqcheck reference update` is called, unless `dqcheck.toml` says otherwise.
pub const FILE_NAME: &str = "dqcheck-reference.tsv";

/// More than a file can have that lists every commune.
const LARGEST: u64 = 64 << 20;

/// Judges by the communes of the file at `path` from now on. To be called before anything is judged.
pub fn use_file(path: &Path) -> Result<(), Refused> {
    let refused = |words| {
        let name = path.to_string_lossy().into_owned();
        Refused::File(Problem::new(words).with("path", name))
    };
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(match error.kind() {
            std::io::ErrorKind::NotFound => refused(&NO_FILE),
            _ => Refused::File(not_read(path, &error)),
        });
    }
    if bytes.len() as u64 > LARGEST {
        return Err(refused(&NOT_READ));
    }
    let text = String::from_utf8(bytes).map_err(|_| refused(&NOT_READ))?;
    // It is kept if it is read, and shown if it is not.
    dqcheck_reference::replace(text.clone()).map_err(|unreadable| {
        let problem = Problem::new(&UNREADABLE).with("reason", reason(unreadable.reason));
        let line = span(&text, unreadable);
        Refused::Text(
            path.to_owned(),
            vec![PlacedProblem::new(problem, &text, line)],
        )
    })
}

/// The bytes of the line that is wrong.
fn span(text: &str, unreadable: Unreadable) -> std::ops::Range<usize> {
    let before = text.split_inclusive('\n').take(unreadable.line - 1);
    let start = before.map(str::len).sum();
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    start..start + length
}

/// What is wrong with a line.
fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Signature => Text {
            en: "it does not begin as such a file of this version does",
            fr: "il ne commence pas comme un tel fichier de cette version",
        },
        Reason::Fields => Text {
            en: "this line has not the fields that it should have",
            fr: "cette ligne n'a pas les champs attendus",
        },
        Reason::Code => Text {
            en: "this line has a code that does not exist",
            fr: "cette ligne contient un code qui n'existe pas",
        },
        Reason::Name => Text {
            en: "this line has a name that is empty, too long or has hidden characters",
            fr: "cette ligne contient un nom vide, trop long ou avec des caractères cachés",
        },
        Reason::Order => Text {
            en: "this line is there twice, or not in its place",
            fr: "cette ligne est en double, ou n'est pas à sa place",
        },
        Reason::Reference => Text {
            en: "this line names a commune or a group of communes that is not in the file",
            fr: "cette ligne désigne une commune ou un groupement qui n'est pas dans le fichier",
        },
        Reason::Gone => Text {
            en: "this line says that a commune no longer exists, but it is in the file, or it is an arrondissement",
            fr: "cette ligne dit qu'une commune n'existe plus, mais elle est dans le fichier, ou c'est un arrondissement",
        },
        Reason::Cut => Text {
            en: "lines are missing at the end",
            fr: "il manque des lignes à la fin",
        },
        Reason::TooLate => Text {
            en: "other communes are in use already",
            fr: "d'autres communes sont déjà utilisées",
        },
    }
}

const WRITE_AGAIN: Text = Text {
    en: "Write it again with “dqcheck reference update”, or remove the line “reference” from dqcheck.toml: the communes that come with dqcheck are used then.",
    fr: "Écrivez-le de nouveau avec « dqcheck reference update », ou supprimez la ligne « reference » de dqcheck.toml : les communes fournies avec dqcheck seront alors utilisées.",
};

static NO_FILE: Words = Words {
    id: "reference-no-file",
    message: Text {
        en: "The file of communes “{path}”, which dqcheck.toml names, does not exist.",
        fr: "Le fichier des communes « {path} », indiqué dans dqcheck.toml, n'existe pas.",
    },
    help: WRITE_AGAIN,
};

static NOT_READ: Words = Words {
    id: "reference-unreadable",
    message: Text {
        en: "“{path}”, which dqcheck.toml names, is no file of communes.",
        fr: "« {path} », indiqué dans dqcheck.toml, n'est pas un fichier des communes.",
    },
    help: WRITE_AGAIN,
};

static UNREADABLE: Words = Words {
    id: "reference-unreadable",
    message: Text {
        en: "This file of communes cannot be used: {reason}.",
        fr: "Ce fichier des communes est inutilisable : {reason}.",
    },
    help: WRITE_AGAIN,
};

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_is_none_is_refused_at_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        let id = |path: &Path| match use_file(path).unwrap_err() {
            Refused::File(problem) => (problem.words.id, 0),
            Refused::Text(_, placed) => (placed[0].problem.words.id, placed[0].line),
        };
        assert_eq!(id(&path), ("reference-no-file", 0));
        for (text, line) in [
            ("", 1),
            ("é\n", 1),
            ("dqcheck-reference\t1\t2026-11-24\tx\nC\t1\n", 2),
            ("dqcheck-reference\t1\t2026-11-24\tx\nend\t2", 2),
        ] {
            fs::write(&path, text).unwrap();
            assert_eq!(id(&path), ("reference-unreadable", line), "{text:?}");
        }
        fs::write(&path, b"\xff").unwrap();
        assert_eq!(id(&path), ("reference-unreadable", 0));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_an_end_is_refused() {
        let refused = use_file(Path::new("/dev/zero")).unwrap_err();
        assert!(matches!(refused, Refused::File(problem) if problem.words == &NOT_READ));
    }
}
