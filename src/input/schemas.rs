//! Which schema judges a file, and why that one. Deciding is pure; [`Finder`] does the reading.

mod matching;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use dqcheck_core::message::{Arg, Args, Text};

use super::SHIPPED;
use super::files::{Data, not_read};
use crate::error::{Problem, Words};
use dqcheck_core::message::closest;

pub use matching::{Candidate, Match, best_match};

/// The schema that was taken for a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// As reports name it: a path, or the name of a shipped schema.
    pub name: String,
    pub text: String,
    /// Where the files lie that its checks name; none for what came with dqcheck or from standard input.
    pub folder: Option<PathBuf>,
    pub why: Why,
}

/// Why a schema was taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// It is looked at for its own sake.
    Itself,
    /// Somebody named it on the command line.
    Given,
    /// It lies beside the file.
    Sidecar,
    /// `dqcheck.toml` names it for this file.
    Config { dataset: String },
    /// The package gives it to the resource.
    Package { resource: String },
    /// Its fields are those of the header.
    Header {
        shared: usize,
        columns: usize,
        fields: usize,
    },
}

impl Why {
    pub fn id(&self) -> &'static str {
        match self {
            Why::Itself => "itself",
            Why::Given => "given",
            Why::Sidecar => "sidecar",
            Why::Config { .. } => "config",
            Why::Package { .. } => "package",
            Why::Header { .. } => "header",
        }
    }

    /// The reason in words, with the values that belong into them.
    pub fn words(&self) -> (Text, Args) {
        let args = Args::new();
        match self {
            Why::Itself => (
                Text {
                    en: "it is what was to be looked at",
                    fr: "c'est lui qu'il fallait examiner",
                },
                args,
            ),
            Why::Given => (
                Text {
                    en: "you asked for it with --schema",
                    fr: "vous l'avez demandé avec --schema",
                },
                args,
            ),
            Why::Sidecar => (
                Text {
                    en: "it lies beside the file",
                    fr: "il se trouve à côté du fichier",
                },
                args,
            ),
            Why::Config { dataset } => (
                Text {
                    en: "dqcheck.toml names it for the dataset “{dataset}”",
                    fr: "dqcheck.toml le désigne pour le jeu de données « {dataset} »",
                },
                args.with("dataset", dataset.as_str()),
            ),
            Why::Package { resource } => (
                Text {
                    en: "the Data Package gives it to the resource “{resource}”",
                    fr: "le Data Package le donne à la ressource « {resource} »",
                },
                args.with("resource", resource.as_str()),
            ),
            Why::Header {
                shared,
                columns,
                fields,
            } => (
                if shared == columns && shared == fields {
                    Text {
                        en: "the {columns} columns of the header are exactly its own",
                        fr: "les {columns} colonnes de l'en-tête sont exactement les siennes",
                    }
                } else {
                    Text {
                        en: "it fits the header best: {shared} of the {columns} columns are among its {fields} fields",
                        fr: "il correspond le mieux à l'en-tête : {shared} des {columns} colonnes font partie de ses {fields} champs",
                    }
                },
                args.with("shared", *shared)
                    .with("columns", *columns)
                    .with("fields", *fields),
            ),
        }
    }
}

/// A schema that the configuration names for a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Configured {
    pub dataset: String,
    /// A path, or the name of a shipped schema.
    pub schema: PathBuf,
}

impl Configured {
    pub(crate) fn take(self) -> Result<Taken, Problem> {
        let dataset = self.dataset;
        named(&self.schema, Why::Config { dataset })
    }
}

/// Finds the schema of each file of a run.
#[derive(Debug, Default)]
pub struct Finder {
    /// The value of `--schema`.
    pub given: Option<PathBuf>,
}

impl Finder {
    /// The schema of `data`. `labels` reads its header, and is asked only if nothing else decides.
    pub fn find(
        &self,
        data: &Data,
        configured: Option<Configured>,
        labels: impl FnOnce() -> Result<Vec<String>, Problem>,
    ) -> Result<Taken, Problem> {
        if let Some(given) = &self.given {
            return named(given, Why::Given);
        }
        if let Some(sidecar) = data.path.as_deref().and_then(sidecar) {
            return read(&sidecar, Why::Sidecar);
        }
        if let Some(configured) = configured {
            return configured.take();
        }
        by_header(&labels()?, Path::new("schemas"))
    }
}

/// A schema that was named for its own sake: a path, the name of a shipped one, or standard input.
pub fn open(schema: &Data) -> Result<Taken, Problem> {
    let Some(path) = &schema.path else {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| not_read(Path::new(&schema.name), &error))?;
        return taken(schema.name.clone(), bytes, None, Why::Itself);
    };
    named(path, Why::Itself)
}

/// Where a schema beside `data` may lie, in the order in which they are asked: `data.csv.schema.json`,
/// `data.schema.json`, `schema.json`.
fn sidecars(data: &Path) -> [PathBuf; 3] {
    let mut whole = data.as_os_str().to_owned();
    whole.push(".schema.json");
    [
        PathBuf::from(whole),
        data.with_extension("schema.json"),
        data.with_file_name("schema.json"),
    ]
}

fn sidecar(data: &Path) -> Option<PathBuf> {
    sidecars(data).into_iter().find(|path| path.is_file())
}

/// The schema that is meant by a path, or by the name of a shipped one. A file comes first.
fn named(name: &Path, why: Why) -> Result<Taken, Problem> {
    if name.is_file() {
        return read(name, why);
    }
    let wanted = name.to_string_lossy();
    if let Some((name, text)) = SHIPPED.iter().find(|(name, _)| *name == wanted) {
        return Ok(Taken {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            folder: None,
            why,
        });
    }
    let looks_like_a_path = name.extension().is_some() || name.components().count() > 1;
    if looks_like_a_path {
        return read(name, why);
    }
    let shipped = SHIPPED.iter().map(|(name, _)| *name);
    Err(match closest(&wanted, shipped.clone()) {
        Some(close) => Problem::new(&UNKNOWN_NAME_CLOSE).with("close", close),
        None => Problem::new(&UNKNOWN_NAME),
    }
    .with("schema", wanted.as_ref())
    .with("shipped", shipped.map(str::to_owned).collect::<Vec<_>>()))
}

fn read(path: &Path, why: Why) -> Result<Taken, Problem> {
    let bytes = fs::read(path).map_err(|error| not_read(path, &error))?;
    let folder = path.parent().map(Path::to_owned);
    taken(path.to_string_lossy().into_owned(), bytes, folder, why)
}

fn taken(
    name: String,
    bytes: Vec<u8>,
    folder: Option<PathBuf>,
    why: Why,
) -> Result<Taken, Problem> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Taken {
            name,
            text,
            folder,
            why,
        }),
        Err(error) => {
            let readable = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = readable.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(Problem::new(&NOT_UTF8)
                .with("path", name)
                .with("line", line))
        }
    }
}

fn by_header(labels: &[String], folder: &Path) -> Result<Taken, Problem> {
    let candidates = candidates(folder);
    let options = |matches: &[Match]| -> Arg {
        let shown = matches.iter().map(|found| {
            let candidate = &candidates[found.candidate];
            format!(
                "{} ({}/{})",
                candidate.name,
                found.shared,
                candidate.fields.len()
            )
        });
        Arg::List(shown.collect())
    };
    let columns = labels.len();
    match best_match(labels, &candidates) {
        matching::Decision::Taken(found) => {
            let candidate = &candidates[found.candidate];
            Ok(Taken {
                name: candidate.name.clone(),
                text: candidate.text.clone(),
                folder: candidate.folder.clone(),
                why: Why::Header {
                    shared: found.shared,
                    columns,
                    fields: candidate.fields.len(),
                },
            })
        }
        matching::Decision::Ambiguous(matches) => Err(Problem::new(&AMBIGUOUS)
            .with("candidates", options(&matches))
            .with("columns", columns)),
        matching::Decision::None(matches) if matches.is_empty() => {
            let known = candidates.iter().map(|candidate| candidate.name.clone());
            Err(Problem::new(&NO_MATCH).with("schemas", known.collect::<Vec<_>>()))
        }
        matching::Decision::None(matches) => Err(Problem::new(&NO_GOOD_MATCH)
            .with("candidates", options(&matches))
            .with("columns", columns)),
    }
}

/// The schemas of `folder` and the shipped ones. One in the folder stands in for a shipped one of the same name.
fn candidates(folder: &Path) -> Vec<Candidate> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    let local: Vec<Candidate> = paths
        .iter()
        .filter_map(|path| Candidate::read(path.to_string_lossy(), fs::read_to_string(path).ok()?))
        .map(|candidate| Candidate {
            folder: Some(folder.to_owned()),
            ..candidate
        })
        .collect();
    let shipped = SHIPPED.iter().filter(|(name, _)| {
        !paths
            .iter()
            .any(|path| path.file_stem().is_some_and(|stem| stem == *name))
    });
    let shipped = shipped.filter_map(|(name, text)| Candidate::read(*name, *text));
    local.into_iter().chain(shipped).collect()
}

static NOT_UTF8: Words = Words {
    id: "schema-not-utf8",
    message: Text {
        en: "The schema “{path}” is not a UTF-8 text: line {line} cannot be read.",
        fr: "Le schéma « {path} » n'est pas un texte en UTF-8 : la ligne {line} est illisible.",
    },
    help: Text {
        en: "Open it in a text editor and save it again with the encoding UTF-8.",
        fr: "Ouvrez-le dans un éditeur de texte et enregistrez-le à nouveau avec l'encodage UTF-8.",
    },
};

static UNKNOWN_NAME: Words = Words {
    id: "schema-unknown",
    message: Text {
        en: "There is no schema “{schema}”: neither a file nor one that comes with dqcheck.",
        fr: "Le schéma « {schema} » n'existe pas : ce n'est ni un fichier, ni un schéma fourni avec dqcheck.",
    },
    help: Text {
        en: "Name a file, or one of those that come with dqcheck: {shipped}.",
        fr: "Indiquez un fichier, ou l'un des schémas fournis avec dqcheck : {shipped}.",
    },
};

static UNKNOWN_NAME_CLOSE: Words = Words {
    id: "schema-unknown",
    message: UNKNOWN_NAME.message,
    help: Text {
        en: "Did you mean “{close}”? These come with dqcheck: {shipped}.",
        fr: "Vouliez-vous dire « {close} » ? Sont fournis avec dqcheck : {shipped}.",
    },
};

static AMBIGUOUS: Words = Words {
    id: "schema-ambiguous",
    message: Text {
        en: "Several schemas fit the {columns} columns of the header about equally well: {candidates}.",
        fr: "Plusieurs schémas correspondent à peu près aussi bien aux {columns} colonnes de l'en-tête : {candidates}.",
    },
    help: Text {
        en: "Say which one is right with “--schema NAME”, or for good in dqcheck.toml. The figures are the columns found among the fields of each schema.",
        fr: "Indiquez le bon avec « --schema NOM », ou une fois pour toutes dans dqcheck.toml. Les chiffres sont les colonnes trouvées parmi les champs de chaque schéma.",
    },
};

static NO_GOOD_MATCH: Words = Words {
    id: "schema-not-found",
    message: Text {
        en: "No schema fits the {columns} columns of the header well enough. The nearest: {candidates}.",
        fr: "Aucun schéma ne correspond assez bien aux {columns} colonnes de l'en-tête. Les plus proches : {candidates}.",
    },
    help: Text {
        en: "Check that this is the right file. If one of these schemas is meant, name it with “--schema NAME”; otherwise give the file of a schema: “--schema FILE.json”.",
        fr: "Vérifiez que c'est le bon fichier. Si l'un de ces schémas convient, indiquez-le avec « --schema NOM » ; sinon, donnez le fichier d'un schéma : « --schema FICHIER.json ».",
    },
};

static NO_MATCH: Words = Words {
    id: "schema-not-found",
    message: Text {
        en: "No schema was found for this file, and no known schema shares a column with it.",
        fr: "Aucun schéma n'a été trouvé pour ce fichier, et aucun schéma connu n'a de colonne en commun avec lui.",
    },
    help: Text {
        en: "Give the file of a schema: “--schema FILE.json”. Known schemas: {schemas}.",
        fr: "Donnez le fichier d'un schéma : « --schema FICHIER.json ». Schémas connus : {schemas}.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(of: &str) -> Vec<String> {
        of.split(',').map(str::to_owned).collect()
    }

    fn find(folder: &Path, configured: Option<Configured>) -> Result<Taken, Problem> {
        let data = Data {
            name: "data.csv".to_owned(),
            path: Some(folder.join("data.csv")),
        };
        Finder::default().find(&data, configured, || Ok(labels("rien,de,connu")))
    }

    #[test]
    fn a_schema_beside_the_file_comes_before_the_configuration() {
        let folder = tempfile::tempdir().unwrap();
        let configured = Configured {
            dataset: "zones".to_owned(),
            schema: "zones-de-stationnement".into(),
        };
        let taken = find(folder.path(), Some(configured.clone())).unwrap();
        assert_eq!(taken.name, "zones-de-stationnement");
        assert_eq!(taken.why.id(), "config");
        for sidecar in ["schema.json", "data.schema.json", "data.csv.schema.json"] {
            fs::write(folder.path().join(sidecar), sidecar).unwrap();
            let taken = find(folder.path(), Some(configured.clone())).unwrap();
            assert_eq!((taken.text.as_str(), taken.why), (sidecar, Why::Sidecar));
        }
    }

    #[test]
    fn a_name_that_is_nearly_a_shipped_one_is_suggested() {
        let problem = named(Path::new("zone-de-stationement"), Why::Given).unwrap_err();
        assert_eq!(
            problem.args.get("close"),
            Some(&Arg::from("zones-de-stationnement"))
        );
        let problem = named(Path::new("./missing.json"), Why::Given).unwrap_err();
        assert_eq!(problem.words.id, "file-not-found");
    }

    #[test]
    fn every_shipped_schema_is_found_by_its_own_header() {
        for (name, text) in SHIPPED {
            let fields = Candidate::read(*name, *text).expect(name).fields;
            let taken = by_header(&fields, Path::new("no such folder")).unwrap();
            assert_eq!((&*taken.name, taken.why.id()), (*name, "header"));
        }
    }

    #[test]
    fn a_local_schema_stands_in_for_the_shipped_one_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (name, text) = SHIPPED[0];
        fs::write(folder.path().join(format!("{name}.json")), text).unwrap();
        let fields = Candidate::read(name, text).unwrap().fields;
        let taken = by_header(&fields, folder.path()).unwrap();
        assert_eq!(
            Path::new(&taken.name),
            folder.path().join(format!("{name}.json"))
        );
    }

    #[test]
    fn an_unknown_header_lists_what_is_known() {
        let problem = by_header(&labels("rien,de,connu"), Path::new("no")).unwrap_err();
        assert_eq!(problem.words, &NO_MATCH);
        let problem = by_header(&labels("id_zone,nom_zone,x,y,z"), Path::new("no")).unwrap_err();
        assert_eq!(problem.words, &NO_GOOD_MATCH);
    }
}
