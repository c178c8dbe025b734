//! The way into the core: a table and its schema become findings.

use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use dqcheck_core::diagnostic::{Cause, Findings};
use dqcheck_core::engine::{self, Collected, Engine, EngineError, Head, HeadOptions, Outcome};
use dqcheck_core::infer::{self, Inferred};
use dqcheck_core::message::{Arg, Text};
use dqcheck_core::plan::{Binding, KeySet, Plan, References};
use dqcheck_core::schema::{self, FieldsMatch, Schema, SchemaError};
use dqcheck_core::source::{Descriptor, Encoding, Input};

use crate::error::{Problem, Words};

/// How a table is checked.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How the header and a schema that does not say it must agree.
    pub header_match: Option<FieldsMatch>,
    /// How many findings are kept with their place.
    pub max_findings: usize,
    pub threads: usize,
}

/// What is told of how tables are written.
#[derive(Clone, Debug)]
pub struct Told {
    pub dialect: Descriptor,
    pub encoding: Option<Encoding>,
    /// Whether the rest is found out; the defaults of the standard otherwise.
    pub detect: bool,
}

impl Default for Told {
    fn default() -> Told {
        Told {
            dialect: Descriptor::default(),
            encoding: None,
            detect: true,
        }
    }
}

impl Told {
    fn head<'a>(&'a self, labels: &'a [String]) -> HeadOptions<'a> {
        HeadOptions {
            labels,
            encoding: self.encoding,
            dialect: Some(&self.dialect),
            detect: self.detect,
            ..HeadOptions::default()
        }
    }
}

/// A file smaller than this (1 MiB) is checked before a second thread has started.
const SMALL: u64 = 1 << 20;

/// The labels of the header of a table.
pub(crate) fn labels(input: &dyn Input, told: &Told) -> Result<Vec<String>, Problem> {
    let head = Head::read(input, &told.head(&[])).map_err(|error| not_checked(&error))?;
    Ok(head.labels)
}

/// A schema, the keys of other tables that it refers to, and what is wrong with it. Only a text that is no Table Schema
/// at all is an error. `references` finds those of the keys that are at hand.
pub(crate) fn read_schema(
    name: &str,
    text: &str,
    references: impl FnOnce(&Schema) -> References,
) -> Result<(Schema, References, Vec<Cause>), Problem> {
    let schema::Read { schema, mut faults } =
        schema::read(text.as_bytes()).map_err(|error| not_a_schema(name, &error))?;
    // Types, constraints and named checks are looked at when they are bound, to whatever header.
    faults.extend(Plan::bind(&schema, &[], &Binding::default()).1);
    let references = references(&schema);
    faults.extend(references.unchecked(&schema));
    let causes = schema::causes(text, &faults);
    Ok((schema, references, causes))
}

/// All that `schema` finds in a table. `references`: the keys of other tables that it refers to.
pub(crate) fn check_table(
    input: &dyn Input,
    schema: &Schema,
    references: &References,
    told: &Told,
    options: &Options,
) -> Result<Findings, Problem> {
    let own = schema.own_references();
    let mut references = references.clone();
    let judge = |head: &Head| {
        let bind = || Plan::bind(schema, &head.labels, &options.binding(head)).0;
        match collect_keys(input, head, bind, &own, options)? {
            Collected::Keys(keys) => references.insert_own(&own, keys),
            Collected::ReadAgain(settled) => return Ok(Err(settled)),
        }
        let plan = bind();
        let engine = Engine::new(input, head, &plan, options.engine())?.referring_to(&references);
        work(&engine, input, options);
        Ok(match engine.finish()? {
            Outcome::Found(findings) => Ok(findings),
            Outcome::ReadAgain(settled) => Err(settled),
        })
    };
    in_its_encoding(input, schema, told, judge).map_err(|error| not_checked(&error))
}

/// Guesses the schema of a table; `None` where it has no label.
pub(crate) fn infer(input: &dyn Input, options: &Options) -> Result<Option<Inferred>, Problem> {
    infer::infer(input, |schema| {
        check_table(
            input,
            schema,
            &References::default(),
            &Told::default(),
            options,
        )
    })
}

/// What a table holds in some of its fields, for other tables to refer to, in the order of `keys`; `None` where the
/// schema or the file does not have all the fields.
pub(crate) fn table_keys(
    input: &dyn Input,
    schema: &Schema,
    keys: &[Vec<String>],
    told: &Told,
    options: &Options,
) -> Result<Vec<Option<KeySet>>, Problem> {
    let collect = |head: &Head| {
        let bind = || Plan::bind(schema, &head.labels, &options.binding(head)).0;
        Ok(match collect_keys(input, head, bind, keys, options)? {
            Collected::Keys(keys) => Ok(keys),
            Collected::ReadAgain(settled) => Err(settled),
        })
    };
    in_its_encoding(input, schema, told, collect).map_err(|error| not_checked(&error))
}

/// Runs `read` with the head of a table, once more if that finds that the encoding is another one.
fn in_its_encoding<T>(
    input: &dyn Input,
    schema: &Schema,
    told: &Told,
    mut read: impl FnMut(&Head) -> Result<Result<T, Encoding>, EngineError>,
) -> Result<T, EngineError> {
    let labels: Vec<String> = schema
        .fields
        .iter()
        .map(|field| field.name.clone())
        .collect();
    let mut reading = told.head(&labels);
    loop {
        match read(&Head::read(input, &reading)?)? {
            Ok(done) => return Ok(done),
            Err(settled) => reading.encoding = Some(settled),
        }
    }
}

fn collect_keys(
    input: &dyn Input,
    head: &Head,
    bind: impl FnOnce() -> Plan,
    keys: &[Vec<String>],
    options: &Options,
) -> Result<Collected, EngineError> {
    engine::collect(input, head, bind, keys, options.engine(), |engine| {
        work(engine, input, options);
    })
}

fn work(engine: &Engine<'_>, input: &dyn Input, options: &Options) {
    let small = input.size_hint().is_some_and(|size| size < SMALL);
    let threads = if small { 1 } else { options.threads };
    for phase in [Engine::work, Engine::compare_keys] {
        thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| phase(engine));
            }
            phase(engine);
        });
    }
}

impl Options {
    fn engine(&self) -> engine::Options {
        engine::Options {
            max_findings: self.max_findings,
            ..engine::Options::default()
        }
    }

    fn binding(&self, head: &Head) -> Binding {
        Binding {
            header_match: self.header_match,
            case_sensitive: head.case_sensitive,
            named: head.named,
            today: Some(today()),
        }
    }
}

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Problem {
        not_checked(&error)
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

/// The day that it is in Wallis-et-Futuna, since 1970-01-01: what lies behind it is in the future everywhere in France.
fn today() -> i64 {
    const AHEAD: u64 = 12 * 3600;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = now.map_or(0, |now| now.as_secs()) + AHEAD;
    (seconds / 86_400) as i64
}
