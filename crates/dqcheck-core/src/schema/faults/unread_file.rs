//! `unread-file`: a check needs a file that could not be read, or that does not have what the check looks for in it.
//! Whoever opens files says why; a rule that was not checked must not be taken for one that holds.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, closest};
use crate::schema::{FILE, Fault, NoFile, RuleRequest};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unread-file",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "File of a check that could not be read",
        fr: "Fichier d'un contrôle qui n'a pas pu être lu",
    },
    why: Text {
        en: "The rule compares the data with another file. Without that file nobody can tell whether the data follows \
             it.",
        fr: "La règle compare les données à un autre fichier. Sans ce fichier, personne ne peut dire si les données la \
             respectent.",
    },
    reasons: &[
        Reason {
            id: "missing",
            message: Text {
                en: "The check `{check}` needs the file “{file}”, which is not there: the rule was not checked.",
                fr: "Le contrôle `{check}` a besoin du fichier « {file} », qui n'existe pas : la règle n'a pas été \
                     contrôlée.",
            },
            help: Text {
                en: "Put the file into the folder in which this text stands, or mend the path: it starts from that \
                     folder, and capital letters count.",
                fr: "Placez le fichier dans le dossier où se trouve ce texte, ou corrigez le chemin : il part de ce \
                     dossier, et les majuscules comptent.",
            },
        },
        Reason {
            id: "outside",
            message: Text {
                en: "The file “{file}” of the check `{check}` is not, or not surely, in the folder in which this text \
                     stands, or it is hidden: it was not opened, and the rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'est pas, ou pas sûrement, dans le dossier où se \
                     trouve ce texte, ou il est caché : il n'a pas été ouvert, et la règle n'a pas été contrôlée.",
            },
            help: PUT_INSIDE,
        },
        Reason {
            id: "address",
            message: Text {
                en: "“{file}” is an address, and checks are made without the network: the rule of the check `{check}` \
                     was not checked.",
                fr: "« {file} » est une adresse, or les contrôles se font sans le réseau : la règle du contrôle \
                     `{check}` n'a pas été contrôlée.",
            },
            help: Text {
                en: "Download the file into the folder in which this text stands, and write its name here.",
                fr: "Téléchargez le fichier dans le dossier où se trouve ce texte, et écrivez ici son nom.",
            },
        },
        Reason {
            id: "unreadable",
            message: Text {
                en: "The file “{file}” of the check `{check}` could not be read: the rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'a pas pu être lu : la règle n'a pas été contrôlée.",
            },
            help: Text {
                en: "Look whether it is a file, not a folder, and whether you may open it.",
                fr: "Vérifiez que c'est un fichier, et non un dossier, et que vous avez le droit de l'ouvrir.",
            },
        },
        Reason {
            id: "too-large",
            message: Text {
                en: "The file “{file}” of the check `{check}` has more than the {limit} MiB that can be read here: the \
                     rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` dépasse les {limit} Mio qui peuvent être lus ici : la \
                     règle n'a pas été contrôlée.",
            },
            help: KEEP_LITTLE,
        },
        Reason {
            id: "too-large-together",
            message: Text {
                en: "The file “{file}” of the check `{check}` was not read: with it, the files that checks name would \
                     have more than the {limit} MiB that all of them may have together. The rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'a pas été lu : avec lui, les fichiers que les \
                     contrôles désignent dépasseraient les {limit} Mio autorisés pour tous ensemble. La règle n'a pas \
                     été contrôlée.",
            },
            help: KEEP_LITTLE,
        },
        Reason {
            id: "no-folder",
            message: Text {
                en: "The check `{check}` needs the file “{file}”, but this text stands in no folder: the rule was not \
                     checked.",
                fr: "Le contrôle `{check}` a besoin du fichier « {file} », mais ce texte n'est dans aucun dossier : la \
                     règle n'a pas été contrôlée.",
            },
            help: Text {
                en: "Save the schema as a file, put “{file}” beside it, and name the schema with “--schema FILE.json”.",
                fr: "Enregistrez le schéma dans un fichier, placez « {file} » à côté, et indiquez le schéma avec \
                     « --schema FICHIER.json ».",
            },
        },
        Reason {
            id: "no-table",
            message: Text {
                en: "The file “{file}” of the check `{check}` is no table: the rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'est pas un tableau : la règle n'a pas été contrôlée.",
            },
            help: Text {
                en: "Name a file in CSV whose first line names its columns.",
                fr: "Indiquez un fichier au format CSV dont la première ligne nomme les colonnes.",
            },
        },
        Reason {
            id: "no-column",
            message: Text {
                en: "The file “{file}” of the check `{check}` has no column “{name}”: the rule was not checked. Its \
                     columns: {columns}.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'a pas de colonne « {name} » : la règle n'a pas été \
                     contrôlée. Ses colonnes : {columns}.",
            },
            help: Text {
                en: "Write in `reference` the name of a column of “{file}”, exactly as in its first line.",
                fr: "Écrivez dans `reference` le nom d'une colonne de « {file} », exactement comme sur sa première \
                     ligne.",
            },
        },
        Reason {
            id: "misspelt-column",
            message: Text {
                en: "The file “{file}” of the check `{check}` has no column “{name}”: “{suggestion}” was probably \
                     meant. The rule was not checked.",
                fr: "Le fichier « {file} » du contrôle `{check}` n'a pas de colonne « {name} » : il s'agit sans doute \
                     de « {suggestion} ». La règle n'a pas été contrôlée.",
            },
            help: Text {
                en: "Write “{suggestion}” in `reference`.",
                fr: "Écrivez « {suggestion} » dans `reference`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n",
            fails: Some("missing"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n-- communes.csv --\ninsee\n92012\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n-- communes.csv --\ncode_insee,nom\n92012,Boulogne-Billancourt\n",
            fails: Some("misspelt-column"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n-- communes.csv --\nnom\nBoulogne-Billancourt\n",
            fails: Some("no-column"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n-- communes.csv --\n",
            fails: Some("no-table"),
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

const KEEP_LITTLE: Text = Text {
    en: "Keep in each of these files only what the check compares with. All files that checks name may have 256 MiB \
         together, and one in JSON 64 MiB.",
    fr: "Ne gardez dans chacun de ces fichiers que ce à quoi le contrôle compare. Tous les fichiers que les contrôles \
         désignent peuvent avoir 256 Mio ensemble, et un fichier JSON 64 Mio.",
};
const PUT_INSIDE: Text = Text {
    en: "Put the file itself into that folder, or into one within it, and write its path from there with “/”, without \
         “..”: “codes/communes.csv”. A link that leads out of the folder is not followed.",
    fr: "Placez le fichier lui-même dans ce dossier, ou dans un de ses sous-dossiers, et écrivez son chemin à partir de \
         là avec « / », sans « .. » : « codes/communes.csv ». Un lien qui sort du dossier n'est pas suivi.",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}],
  "dqcheck": {"checks": [{"name": "match-rate", "params": {"column": "insee", "file": "communes.csv"}}]}
}"#;

const MISSING: usize = 0;
const OUTSIDE: usize = 1;
const ADDRESS: usize = 2;
const UNREADABLE: usize = 3;
const TOO_LARGE: usize = 4;
const TOO_LARGE_TOGETHER: usize = 5;
const NO_FOLDER: usize = 6;
const NO_TABLE: usize = 7;
const NO_COLUMN: usize = 8;
const MISSPELT_COLUMN: usize = 9;

/// How many columns of a file are named.
const NAMED: usize = 12;

/// The file that the request names was not handed in.
pub(in crate::schema) fn fault(request: &RuleRequest, file: &str, why: NoFile) -> Fault {
    let of = |reason| of(reason, request, file, request.pointer_of(FILE));
    match why {
        NoFile::Missing => of(MISSING),
        NoFile::Outside => of(OUTSIDE),
        NoFile::Address => of(ADDRESS),
        NoFile::Unreadable => of(UNREADABLE),
        NoFile::TooLarge(limit) => of(TOO_LARGE).with("limit", limit),
        NoFile::TooLargeTogether(limit) => of(TOO_LARGE_TOGETHER).with("limit", limit),
        NoFile::NoFolder => of(NO_FOLDER),
    }
}

/// The file is no table.
pub(in crate::schema) fn no_table(request: &RuleRequest, file: &str) -> Fault {
    of(NO_TABLE, request, file, request.pointer_of(FILE))
}

/// The file has no column of this name, which stands at `pointer`.
pub(in crate::schema) fn no_column(
    request: &RuleRequest,
    file: &str,
    pointer: String,
    name: &str,
    labels: &[String],
) -> Fault {
    let fault = |reason| of(reason, request, file, pointer).with("name", name);
    match closest(name, labels.iter().map(String::as_str)) {
        Some(suggestion) => fault(MISSPELT_COLUMN).with("suggestion", suggestion),
        None => {
            let columns: Vec<String> = labels.iter().take(NAMED).cloned().collect();
            fault(NO_COLUMN).with("columns", columns)
        }
    }
}

fn of(reason: usize, request: &RuleRequest, file: &str, pointer: String) -> Fault {
    Fault::new(&CHECK, reason, pointer)
        .with("check", request.name.as_str())
        .with("file", file)
}
