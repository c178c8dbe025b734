//! The way into the core: a table and its schema become findings.

use std::thread;

use dqcheck_core::diagnostic::{Cause, Findings};
use dqcheck_core::engine::{self, Collected, Engine, EngineError, Head, HeadOptions, Outcome};
use dqcheck_core::infer::{self, Inferred};
use dqcheck_core::message::{Arg, Text};
use dqcheck_core::plan::{Plan, References};
use dqcheck_core::schema::{self, Schema, SchemaError};
use dqcheck_core::source::Input;

use crate::error::{Problem, Words};

/// How a table is checked.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many findings are kept with their place.
    pub max_findings: usize,
    pub threads: usize,
}

/// A file smaller than this (1 MiB) is checked before a second thread has started.
const SMALL: u64 = 1 << 20;

/// The labels of the header of a table.
pub(crate) fn labels(input: &dyn Input) -> Result<Vec<String>, Problem> {
    let head = Head::read(input, &HeadOptions::default()).map_err(|error| not_checked(&error))?;
    Ok(head.labels)
}

/// A schema, and what is wrong with it. Only a text that is no Table Schema at all is an error.
pub(crate) fn read_schema(name: &str, text: &str) -> Result<(Schema, Vec<Cause>), Problem> {
    let schema::Read { schema, mut faults } =
        schema::read(text.as_bytes()).map_err(|error| not_a_schema(name, &error))?;
    // Types, constraints and named checks are looked at when they are bound, to whatever header.
    faults.extend(Plan::bind(&schema, &[]).1);
    faults.extend(References::default().unchecked(&schema));
    let causes = schema::causes(text, &faults);
    Ok((schema, causes))
}

/// All that `schema` finds in a table.
pub(crate) fn check_table(
    input: &dyn Input,
    schema: &Schema,
    options: &Options,
) -> Result<Findings, Problem> {
    find(input, schema, &References::default(), options).map_err(|error| not_checked(&error))
}

/// Guesses the schema of a table; `None` where it has no label.
pub(crate) fn infer(input: &dyn Input, options: &Options) -> Result<Option<Inferred>, Problem> {
    let check = |schema: &Schema| find(input, schema, &References::default(), options);
    infer::infer(input, check).map_err(|error| not_checked(&error))
}

/// `references`: the keys of other tables.
fn find(
    input: &dyn Input,
    schema: &Schema,
    references: &References,
    options: &Options,
) -> Result<Findings, EngineError> {
    let labels: Vec<String> = schema
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let small = input.size_hint().is_some_and(|size| size < SMALL);
    let threads = if small { 1 } else { options.threads };
    let engine_options = engine::Options {
        max_findings: options.max_findings,
        ..engine::Options::default()
    };
    let work = |engine: &Engine<'_>| {
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| engine.work());
            }
            engine.work();
        });
    };
    let own = schema.own_references();
    let mut references = references.clone();
    let mut encoding = None;
    loop {
        let head = Head::read(
            input,
            &HeadOptions {
                labels: &labels,
                encoding,
            },
        )?;
        let bind = || Plan::bind(schema, &head.labels).0;
        match engine::collect(input, &head, bind, &own, engine_options, work)? {
            Collected::Keys(keys) => references.insert_own(&own, keys),
            Collected::ReadAgain(settled) => {
                encoding = Some(settled);
                continue;
            }
        }
        let plan = bind();
        let engine = Engine::new(input, &head, &plan, engine_options)?.referring_to(&references);
        work(&engine);
        match engine.finish()? {
            Outcome::Found(findings) => return Ok(findings),
            Outcome::ReadAgain(settled) => encoding = Some(settled),
        }
    }
}

fn not_checked(error: &EngineError) -> Problem {
    match error {
        EngineError::Read(error) => Problem::new(&NOT_READ).with("detail", error.to_string()),
        EngineError::RecordTooLong { at, limit } => Problem::new(&RECORD_TOO_LONG)
            .with("at", *at)
            .with("limit", limit >> 20),
        EngineError::TooManyRows => Problem::new(&TOO_MANY_ROWS),
    }
}

pub(crate) fn not_a_schema(name: &str, error: &SchemaError) -> Problem {
    Problem::new(&NOT_A_SCHEMA)
        .with("name", name)
        .with("what", Arg::said(|lang| error.message(lang)))
        .with("help", Arg::said(|lang| error.help(lang).to_owned()))
}

static NOT_A_SCHEMA: Words = Words {
    id: "not-a-schema",
    message: Text {
        en: "The schema “{name}” cannot be used. {what}",
        fr: "Le schéma « {name} » est inutilisable. {what}",
    },
    help: Text {
        en: "{help}",
        fr: "{help}",
    },
};

static NOT_READ: Words = Words {
    id: "not-read",
    message: Text {
        en: "The file could not be read to its end: {detail}.",
        fr: "Le fichier n'a pas pu être lu jusqu'au bout : {detail}.",
    },
    help: Text {
        en: "Check that the file is complete and that its disk or network share is still there, then try again.",
        fr: "Vérifiez que le fichier est complet et que son disque ou son partage réseau est toujours accessible, puis recommencez.",
    },
};

static RECORD_TOO_LONG: Words = Words {
    id: "record-too-long",
    message: Text {
        en: "The row that begins at byte {at} has no end within {limit} MiB: this is probably not a CSV file.",
        fr: "La ligne qui commence à l'octet {at} dépasse {limit} Mio sans se terminer : ce n'est sans doute pas un fichier CSV.",
    },
    help: Text {
        en: "Open the file in a text editor: a table in CSV has one line for each row. Export it again if need be.",
        fr: "Ouvrez le fichier dans un éditeur de texte : un tableau au format CSV a une ligne de texte par ligne du tableau. Au besoin, exportez-le à nouveau.",
    },
};

static TOO_MANY_ROWS: Words = Words {
    id: "too-many-rows",
    message: Text {
        en: "The file has more than four billion rows, which dqcheck cannot count.",
        fr: "Le fichier compte plus de quatre milliards de lignes, ce que dqcheck ne sait pas dénombrer.",
    },
    help: Text {
        en: "Split the file and check each part.",
        fr: "Découpez le fichier et contrôlez chaque partie.",
    },
};
