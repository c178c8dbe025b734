//! Where reports, schemas and pages go. A file is written beside its target and renamed when it is whole.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dqcheck_core::message::{Lang, Text};

use crate::error::{Problem, Words};
use crate::report::terminal::Screen;
use crate::report::{Report, csv, frictionless, json, terminal};

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Terminal,
    Json,
    Frictionless,
    Csv,
}

/// A form, and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub format: Format,
    /// `None` for standard output.
    pub path: Option<PathBuf>,
}

/// Held while a file is written: whoever wants to end the program waits until the file is whole.
static WRITING: Mutex<()> = Mutex::new(());

/// Ends the program on Ctrl-C, but never in the middle of an output. Exit code 130, as shells expect it.
pub fn end_cleanly_when_interrupted() {
    // Without a handler the system ends the program just as well, a little less tidily.
    let _ = ctrlc::set_handler(|| {
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(130);
    });
}

impl Output {
    pub fn write(&self, report: &Report, lang: Lang, screen: Screen) -> Result<(), Problem> {
        write_to(self.path.as_deref(), |out| {
            let screen = match self.path {
                Some(_) => Screen {
                    color: false,
                    ..screen
                },
                None => screen,
            };
            self.write_report(report, lang, screen, out)
        })
    }

    fn write_report(
        &self,
        report: &Report,
        lang: Lang,
        screen: Screen,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut out = BufWriter::new(out);
        match self.format {
            Format::Terminal => terminal::write(report, lang, screen, &mut out)?,
            Format::Json => json::write(report, lang, &mut out)?,
            Format::Frictionless => frictionless::write(report, lang, &mut out)?,
            Format::Csv => csv::write(report, lang, &mut out)?,
        }
        out.flush()
    }
}

/// Writes to a file, or to standard output. A file is there only once all of it is written.
pub(crate) fn write_to(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Problem> {
    let done = match path {
        None => write(&mut io::stdout().lock()),
        Some(path) => write_file(path, write),
    };
    match done {
        // Whoever reads us has seen enough, such as `head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|error| {
            let path = path.unwrap_or(Path::new("-"));
            let words = match error.kind() {
                io::ErrorKind::NotFound => &NO_FOLDER,
                io::ErrorKind::PermissionDenied => &NOT_ALLOWED,
                _ => &NOT_WRITTEN,
            };
            // Not the error itself, which names the temporary file.
            Problem::new(words)
                .with("path", path.to_string_lossy().into_owned())
                .with("detail", error.kind().to_string())
        }),
    }
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    // The file that a link means, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
        // A device or a pipe cannot be replaced.
        return write(&mut fs::File::options().write(true).open(&path)?);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dqcheck-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    write(beside.as_file_mut())?;
    beside.persist(path)?;
    Ok(())
}

static NO_FOLDER: Words = Words {
    id: "output-no-folder",
    message: Text {
        en: "The folder of the file “{path}” does not exist.",
        fr: "Le dossier du fichier « {path} » n'existe pas.",
    },
    help: Text {
        en: "Create the folder, or check its spelling.",
        fr: "Créez le dossier, ou vérifiez son orthographe.",
    },
};

static NOT_ALLOWED: Words = Words {
    id: "output-not-allowed",
    message: Text {
        en: "You may not write the file “{path}” there.",
        fr: "Vous n'avez pas le droit d'écrire le fichier « {path} » à cet endroit.",
    },
    help: Text {
        en: "Choose a folder of your own, or ask for the right to write in this one.",
        fr: "Choisissez un dossier qui vous appartient, ou demandez le droit d'écrire dans celui-ci.",
    },
};

static NOT_WRITTEN: Words = Words {
    id: "output-not-written",
    message: Text {
        en: "The file “{path}” could not be written: {detail}.",
        fr: "Le fichier « {path} » n'a pas pu être écrit : {detail}.",
    },
    help: Text {
        en: "Check that the disk is not full and that no other program holds the file.",
        fr: "Vérifiez que le disque n'est pas plein et qu'aucun autre logiciel n'occupe le fichier.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_fails_half_way_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "old").unwrap();
        let failed = write_file(&path, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write_file(&path, |file| file.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_file(&link, |out| out.write_all(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_problem() {
        let output = Output {
            format: Format::Json,
            path: Some(PathBuf::from("no/such/folder/report.json")),
        };
        let screen = Screen {
            width: 80,
            color: false,
            unicode: true,
            quiet: false,
        };
        let problem = output
            .write(&Report::default(), Lang::En, screen)
            .unwrap_err();
        assert_eq!(problem.words.id, "output-no-folder");
    }
}
