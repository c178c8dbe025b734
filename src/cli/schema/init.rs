//! `dqcheck schema init`.

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use dqcheck_core::message::{Lang, Text};

use crate::cli::refuse;
use crate::error::{Problem, Words};
use crate::input::Data;
use crate::run::Options;
use crate::{init, output};

#[derive(clap::Args)]
pub(super) struct Args {
    table: PathBuf,
    #[arg(long = "output", id = "target")]
    output: Option<PathBuf>,
}

impl Args {
    pub(super) fn run(self, lang: Lang) -> ExitCode {
        output::end_cleanly_when_interrupted();
        match self.write(lang) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => refuse(&problem, lang),
        }
    }

    fn write(&self, lang: Lang) -> Result<(), Problem> {
        let target = self
            .output
            .as_deref()
            .filter(|path| path.as_os_str() != "-");
        // What somebody has gone on writing is not guessed away.
        if let Some(path) =
            target.filter(|path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file()))
        {
            let path = path.to_string_lossy().into_owned();
            return Err(Problem::new(&EXISTS).with("path", path));
        }
        let data = Data::named(&self.table);
        let options = Options {
            header_match: None,
            max_findings: 1,
            threads: thread::available_parallelism().map_or(1, NonZeroUsize::get),
        };
        let inferred = init::init(&data, &options, lang)?;
        let descriptor = init::descriptor(&data, &inferred, lang);
        output::write_to(target, |out| init::write(&descriptor, out))?;
        // If this cannot be written, the schema is there all the same.
        let _ = io::stderr().write_all(init::told(&data, &inferred, lang).as_bytes());
        Ok(())
    }
}

static EXISTS: Words = Words {
    id: "init-exists",
    message: Text {
        en: "There is a file “{path}” already; what somebody wrote in it would be lost.",
        fr: "Il y a déjà un fichier « {path} » ; ce que quelqu'un y a écrit serait perdu.",
    },
    help: Text {
        en: "Choose another name after --output, or delete the file first.",
        fr: "Choisissez un autre nom après --output, ou supprimez d'abord ce fichier.",
    },
};
