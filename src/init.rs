//! A first schema for a table, and what is to be told beside it.

use std::io::{self, Write};
use std::path::Path;

use dqcheck_core::infer::{Descriptor, Inferred};
use dqcheck_core::message::{Args, Lang, Text, fold};

use crate::error::{Problem, Words};
use crate::input::{self, Data};
use crate::progress::Watched;
use crate::report;
use crate::run::{self, Options};

/// Guesses the schema of a table.
pub fn init(data: &Data, options: &Options, lang: Lang) -> Result<Inferred, Problem> {
    let input = input::open(data)?;
    let watched = Watched::new(&input, lang, false);
    run::infer(&watched, options)?
        .ok_or_else(|| Problem::new(&NO_LABEL).with("path", data.name.as_str()))
}

/// The schema, with a name and a word to the person who goes on writing it.
pub fn descriptor(data: &Data, inferred: &Inferred, lang: Lang) -> Descriptor {
    let file = data.path.as_deref().and_then(Path::file_name);
    let file = file.map(|file| file.to_string_lossy().into_owned());
    let stem = data.path.as_deref().and_then(Path::file_stem);
    let stem = stem.map(|stem| slug(&stem.to_string_lossy()));
    let args = facts(data, inferred).with("file", file.unwrap_or_else(|| data.name.clone()));
    let mut descriptor = inferred.descriptor(lang);
    descriptor.name = stem.filter(|stem| !stem.is_empty());
    descriptor.comment = Some(COMMENT.fill(&args, lang));
    descriptor
}

/// Writes the schema as JSON.
pub fn write(descriptor: &Descriptor, out: impl Write) -> io::Result<()> {
    report::write_json(descriptor, out)
}

/// What was read, and what the schema cannot help, for whoever waits at the terminal.
pub fn told(data: &Data, inferred: &Inferred, lang: Lang) -> String {
    let args = facts(data, inferred);
    let mut lines = vec![READ.fill(&args, lang)];
    let faults: u64 = inferred
        .findings
        .causes
        .iter()
        .map(|cause| cause.count)
        .sum();
    if faults > 0 {
        lines.push(FAULTS.fill(&args.with("faults", faults), lang));
    }
    lines
        .iter()
        .map(|line| report::visible(line, false) + "\n")
        .collect()
}

fn facts(data: &Data, inferred: &Inferred) -> Args {
    let args = Args::new().with("path", data.name.as_str());
    let Some(reading) = &inferred.findings.reading else {
        return args;
    };
    args.with("rows", reading.rows)
        .with("columns", reading.labels.len())
        .with("encoding", reading.encoding.as_str())
        .with("delimiter", reading.delimiter.replace('\t', "⇥"))
}

/// A name as the standard wants it: small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        let folded = fold(character.encode_utf8(&mut [0; 4]));
        let plain = folded.chars().all(|c| c.is_ascii_alphanumeric());
        match plain && !folded.is_empty() {
            true => slug.push_str(&folded),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

const COMMENT: Text = Text {
    en: "Guessed by dqcheck from {file} ({rows} rows). The “comment” of each field says how sure its guess is. Read it, correct the field if need be, and delete the line; comments have no effect. Then write a “title” and a “description” for the schema and for each field.",
    fr: "Hypothèses de dqcheck d'après {file} ({rows} lignes). Le « comment » de chaque champ dit à quel point l'hypothèse est sûre. Lisez-le, corrigez le champ au besoin, puis supprimez la ligne ; les commentaires n'ont aucun effet. Écrivez ensuite un « title » et une « description » pour le schéma et pour chaque champ.",
};
const READ: Text = Text {
    en: "Read: {path}, {rows} rows, {columns} columns, encoding {encoding}, separator “{delimiter}”.",
    fr: "Lu : {path}, {rows} lignes, {columns} colonnes, encodage {encoding}, séparateur « {delimiter} ».",
};
const FAULTS: Text = Text {
    en: "The file itself has faults, whatever its schema ({faults}: blank rows, quotes, labels ...). Once the schema is saved, “dqcheck {path} --schema SCHEMA” shows them.",
    fr: "Le fichier lui-même a des défauts, quel que soit son schéma ({faults} : lignes vides, guillemets, intitulés...). Une fois le schéma enregistré, « dqcheck {path} --schema SCHÉMA » les montre.",
};

static NO_LABEL: Words = Words {
    id: "init-no-label",
    message: Text {
        en: "No schema can be guessed from “{path}”: it has no header line with labels.",
        fr: "Aucun schéma ne peut être deviné d'après « {path} » : il n'a pas de ligne d'en-tête avec des intitulés.",
    },
    help: Text {
        en: "Write the names of the columns in the first line of the file.",
        fr: "Écrivez les noms des colonnes sur la première ligne du fichier.",
    },
};

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn the_name_of_a_schema_is_plain() {
        assert_eq!(slug("Défibrillateurs (2024)"), "defibrillateurs-2024");
        assert_eq!(slug("permis_de__construire"), "permis-de-construire");
        assert_eq!(slug("数据"), "");
    }
}
