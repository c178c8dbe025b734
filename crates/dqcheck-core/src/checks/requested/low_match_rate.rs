//! `low-match-rate` (`match-rate`): too few of the keys of the file are in a column of another one.
//!
//! Distinct keys are counted, by value, as the columns of the file read them; rows with a missing cell are left out. A
//! file without keys says nothing. It costs up to 40 bytes for each distinct key of the file and 56 for each of the other
//! one, which is kept in memory as it is.

mod reference;
mod spelling;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Arg, Args, Lang, Text};
use crate::rows::State;
use crate::schema::{Attached, FILE, Fault, RuleRequest, Schema};
use crate::types::{self, FieldType};
use reference::{Reference, SHOWN, key_hash, words};
use spelling::Way;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "low-match-rate",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Few keys found in the other file",
        fr: "Peu de clés trouvées dans l'autre fichier",
    },
    why: Text {
        en: "Two files that are joined by keys which do not agree give a table full of holes, and nobody is warned: \
             rows without a partner vanish, or stay without what the other file knows of them.",
        fr: "Deux fichiers rapprochés par des clés qui ne concordent pas donnent un tableau plein de trous, sans que \
             personne n'en soit averti : les lignes sans correspondance disparaissent, ou restent sans ce que l'autre \
             fichier en dit.",
    },
    reasons: &[
        Reason {
            id: "few",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     Not found: {missing}. In “{file}” stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Introuvables : {missing}. Dans « {file} » se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "Look whether both files are of the same place and year, and whether “{columns}” and “{reference}” \
                     are really the columns that say the same.",
                fr: "Vérifiez que les deux fichiers portent sur le même territoire et la même année, et que \
                     « {columns} » et « {reference} » sont bien les colonnes qui disent la même chose.",
            },
        },
        Reason {
            id: "letters",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     With capital letters and accents left aside, {mended} would match. Not found: {missing}. In \
                     “{file}” stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Sans tenir compte des majuscules ni des accents, {mended} concorderaient. \
                     Introuvables : {missing}. Dans « {file} » se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "Write the keys in both files with the same capital letters and accents. In Excel, UPPER and LOWER \
                     change a column.",
                fr: "Écrivez les clés avec les mêmes majuscules et les mêmes accents dans les deux fichiers. Dans \
                     Excel, MAJUSCULE et MINUSCULE transforment une colonne.",
            },
        },
        Reason {
            id: "blanks",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     With blanks taken out, {mended} would match. Not found: {missing}. In “{file}” stand for example: \
                     {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Sans les espaces, {mended} concorderaient. Introuvables : {missing}. Dans « {file} » \
                     se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "Take the blanks out of the keys, in both files: Find and Replace, a blank by nothing, on that \
                     column alone.",
                fr: "Retirez les espaces des clés, dans les deux fichiers : Rechercher et remplacer, un espace par \
                     rien, sur cette seule colonne.",
            },
        },
        Reason {
            id: "zeros",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     With the zeros at the beginning put back, {mended} would match. Not found: {missing}. In “{file}” \
                     stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Une fois remis les zéros du début, {mended} concorderaient. Introuvables : \
                     {missing}. Dans « {file} » se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "A spreadsheet took the zeros off when it opened one of the files. Import that file again, with \
                     this column as text, and export it once more.",
                fr: "Un tableur a retiré les zéros en ouvrant l'un des fichiers. Importez ce fichier à nouveau, avec \
                     cette colonne au format texte, puis exportez-le.",
            },
        },
        Reason {
            id: "marks",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     With hyphens, points and blanks taken out, {mended} would match. Not found: {missing}. In “{file}” \
                     stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Sans les tirets, les points ni les espaces, {mended} concorderaient. Introuvables : \
                     {missing}. Dans « {file} » se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "Write the keys in both files with the same hyphens, points and blanks, best as their owner \
                     publishes them.",
                fr: "Écrivez les clés avec les mêmes tirets, points et espaces dans les deux fichiers, de préférence \
                     comme celui qui les attribue les publie.",
            },
        },
        Reason {
            id: "prefix",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     Without what stands before their last part, {mended} would match. Not found: {missing}. In “{file}” \
                     stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Sans ce qui précède leur dernière partie, {mended} concorderaient. Introuvables : \
                     {missing}. Dans « {file} » se trouvent par exemple : {present}.",
            },
            help: Text {
                en: "One of the files writes something before the key, such as the code of the commune and a hyphen. \
                     Write the keys in full in both files.",
                fr: "L'un des fichiers écrit quelque chose devant la clé, par exemple le code de la commune et un \
                     tiret. Écrivez les clés en entier dans les deux fichiers.",
            },
        },
        Reason {
            id: "several",
            message: Text {
                en: "{matched} of {count} distinct keys ({rate} %) are in “{file}”; at least {minimum} % are expected. \
                     With capital letters, accents, hyphens, blanks and zeros at the beginning left aside, {mended} \
                     would match. Not found: {missing}. In “{file}” stand for example: {present}.",
                fr: "{matched} des {count} clés distinctes ({rate} %) figurent dans « {file} » ; il en faut au moins \
                     {minimum} %. Sans tenir compte des majuscules, des accents, des tirets, des espaces ni des zéros \
                     du début, {mended} concorderaient. Introuvables : {missing}. Dans « {file} » se trouvent par \
                     exemple : {present}.",
            },
            help: Text {
                en: "The two files write the same keys in two ways. Choose one of them, best that of whoever gives out \
                     the keys, and write them so in both files.",
                fr: "Les deux fichiers écrivent les mêmes clés de deux façons. Choisissez-en une, de préférence celle \
                     de l'organisme qui attribue les clés, et appliquez-la aux deux fichiers.",
            },
        },
        Reason {
            id: "no-reference",
            message: Text {
                en: "“{file}” has no key in “{reference}”, or it cannot be read to its end: none of the {count} \
                     distinct keys could be looked up.",
                fr: "« {file} » n'a aucune clé dans « {reference} », ou ne se lit pas jusqu'au bout : aucune des \
                     {count} clés distinctes n'a pu être cherchée.",
            },
            help: Text {
                en: "Open “{file}” in a text editor: it must be the right file, with rows, with cells in “{reference}” \
                     and with no quote that is left open.",
                fr: "Ouvrez « {file} » dans un éditeur de texte : ce doit être le bon fichier, avec des lignes, des \
                     cellules remplies dans « {reference} » et aucun guillemet resté ouvert.",
            },
        },
    ],
    params: &[
        Param {
            name: "column",
            required: false,
            about: Text {
                en: "The name of the field that is the key. One of `column` and `columns` is required.",
                fr: "Le nom du champ qui sert de clé. L'un des réglages `column` et `columns` est obligatoire.",
            },
        },
        Param {
            name: "columns",
            required: false,
            about: Text {
                en: "The names of several fields that are the key together.",
                fr: "Les noms de plusieurs champs qui, ensemble, servent de clé.",
            },
        },
        Param {
            name: FILE,
            required: true,
            about: Text {
                en: "The path of the other file, in CSV, from the folder in which this setting is written, and never \
                     out of it; 256 MiB at most. Its encoding and its delimiter are found out.",
                fr: "Le chemin de l'autre fichier, au format CSV, à partir du dossier où ce réglage est écrit, et sans \
                     jamais en sortir ; 256 Mio au plus. Son encodage et son séparateur sont détectés.",
            },
        },
        Param {
            name: "reference",
            required: false,
            about: Text {
                en: "The name of the column of the other file that holds the key, or a list of as many names as there \
                     are in `columns`. Without it, the names of the fields.",
                fr: "Le nom de la colonne de l'autre fichier qui contient la clé, ou une liste d'autant de noms que \
                     dans `columns`. Sans ce réglage, les noms des champs.",
            },
        },
        Param {
            name: "minimum",
            required: false,
            about: Text {
                en: "How many of a hundred distinct keys must be found, from 1 to 100; 90 if nothing is said.",
                fr: "Combien de clés distinctes sur cent doivent être trouvées, de 1 à 100 ; 90 par défaut.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n92040\n-- communes.csv --\ncode;nom\n92012;Boulogne-Billancourt\n92040;Issy\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n75056\n-- communes.csv --\ncode\n92012\n92040\n",
            fails: Some("few"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n1001\n1002\n-- communes.csv --\ncode\n01001\n01002\n",
            fails: Some("zeros"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n2a004\n2b033\n-- communes.csv --\ncode\n2A004\n2B033\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92 012\n92 040\n-- communes.csv --\ncode\n92012\n92040\n",
            fails: Some("blanks"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92-012\n92.040\n-- communes.csv --\ncode\n92012\n92040\n",
            fails: Some("marks"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012-101\n92012-102\n-- communes.csv --\ncode\n101\n102\n",
            fails: Some("prefix"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n1-a\n2-b\n-- communes.csv --\ncode\n01 A\n02 B\n",
            fails: Some("several"),
        },
        Example {
            schema: SCHEMA,
            data: "insee\n92012\n-- communes.csv --\ncode\n",
            fails: Some("no-reference"),
        },
    ],
    aliases: &["match-rate"],
    frictionless: "table-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}],
  "dqcheck": {"checks": [{"name": "match-rate", "params": {"column": "insee", "file": "communes.csv", "reference": "code"}}]}
}"#;

const FEW: usize = 0;
/// The reason of the first of [`Way::ALL`].
const WRITTEN_OTHERWISE: usize = 1;
const NO_REFERENCE: usize = 7;

/// Of a hundred keys, where nobody says how many.
const MINIMUM: f64 = 90.0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = match request.text("column")? {
        Some(_) => vec![request.column(schema, "column")?],
        None if request.params.contains_key("columns") => request.columns(schema, "columns")?,
        None => vec![request.column(schema, "column")?],
    };
    let minimum = request.number("minimum")?.unwrap_or(MINIMUM);
    if !(1.0..=100.0).contains(&minimum) {
        return Err(request.invalid("minimum", PERCENT));
    }
    let file = request.file()?;
    let names: Vec<&str> = fields
        .iter()
        .map(|&field| schema.fields[field].name.as_str())
        .collect();
    let columns = request.columns_of(file.as_ref(), "reference", &names)?;
    if columns.len() != fields.len() {
        return Err(request.invalid("reference", AS_MANY));
    }
    let labels = file.labels().unwrap_or_default();
    let constants = Args::new()
        .with(FILE, request.needed_text(FILE)?)
        .with("columns", names.join(", "))
        .with(
            "reference",
            columns
                .iter()
                .map(|&at| labels[at].as_str())
                .collect::<Vec<_>>()
                .join(", "),
        )
        .with("minimum", decimal(minimum));
    // A type that cannot be bound is told as such; its cells are texts.
    let of = |&field: &usize| {
        let field = &schema.fields[field];
        let found = types::find(&field.type_name).and_then(|known| (known.bind)(field).ok());
        found.unwrap_or_else(types::any)
    };
    Ok(Bound::File {
        check: Box::new(LowMatchRate {
            types: fields.iter().map(of).collect(),
            file,
            columns,
            reference: OnceLock::new(),
            minimum,
            constants,
        }),
        fields,
    })
}

const PERCENT: Text = Text {
    en: "a percentage from 1 to 100, such as 90, without quotes",
    fr: "un pourcentage de 1 à 100, par exemple 90, sans guillemets",
};
const AS_MANY: Text = Text {
    en: "as many columns of the file as there are fields in the key",
    fr: "autant de colonnes du fichier qu'il y a de champs dans la clé",
};

struct LowMatchRate {
    /// Of the fields of the key.
    types: Vec<Box<dyn FieldType>>,
    file: Arc<dyn Attached>,
    /// The positions of the key in it.
    columns: Vec<usize>,
    /// Read once the first rows ask for it.
    reference: OnceLock<Reference>,
    minimum: f64,
    constants: Args,
}

/// The distinct keys of a part of the file.
#[derive(Default)]
struct Keys {
    /// By hash: how the reference has it.
    found: HashMap<u64, u8>,
    /// The first that it does not have.
    missing: Vec<(u64, String)>,
}

impl FileCheck for LowMatchRate {
    type Notes = Keys;

    fn note(&self, columns: &[&Column<'_>], rows: usize, keys: &mut Keys) {
        // Without one of its columns there is no key: the header says so.
        if columns.len() < self.types.len() {
            return;
        }
        let read = || Reference::read(self.file.as_ref(), &self.columns, &self.types);
        let mut buffer = Vec::new();
        let mut cells: Vec<&[u8]> = Vec::with_capacity(columns.len());
        for row in 0..rows {
            if columns
                .iter()
                .any(|column| column.cells.states[row] != State::Present)
            {
                continue;
            }
            cells.clear();
            cells.extend(columns.iter().map(|column| column.cells.get(row)));
            let key = key_hash(&cells, &self.types, &mut buffer);
            // Spellings of one value may be found in different forms.
            let known = keys.found.get(&key).copied();
            if known.is_some_and(|found| found & 1 == 1) {
                continue;
            }
            let found = self
                .reference
                .get_or_init(read)
                .find(key, &cells, &mut buffer);
            keys.found.insert(key, found | known.unwrap_or_default());
            if known.is_none() && found & 1 == 0 && keys.missing.len() < SHOWN {
                keys.missing.push((key, words(&cells)));
            }
        }
    }

    fn append(&self, file: &mut Keys, block: Keys) {
        for (key, words) in block.missing {
            let known = file.missing.iter().any(|(known, _)| *known == key);
            if !known && file.missing.len() < SHOWN {
                file.missing.push((key, words));
            }
        }
        for (key, found) in block.found {
            *file.found.entry(key).or_default() |= found;
        }
    }

    fn judge(&self, keys: Keys, tell: &mut dyn FnMut(FileFault<'_>)) {
        let Some(reference) = self.reference.get() else {
            return;
        };
        let count = keys.found.len() as u64;
        let with = |bit: usize| {
            let found = keys.found.values();
            found.filter(|found| *found & 1 << bit != 0).count() as u64
        };
        let matched = with(0);
        if matched as f64 * 100.0 >= self.minimum * count as f64 && !reference.broken {
            return;
        }
        let args = Args::new().with("count", count).with("matched", matched);
        let mut tell = |reason, args: Args| {
            tell(FileFault {
                reason,
                count: 1,
                cell: None,
                args: &|| args.clone(),
            });
        };
        if reference.broken || reference.is_empty() {
            tell(NO_REFERENCE, args);
            return;
        }
        let missing = keys.missing.into_iter().map(|(_, words)| words);
        let args = args
            .with("rate", decimal(self.rate(matched, count)))
            .with("missing", missing.collect::<Vec<_>>())
            .with("present", reference.first.clone());
        let mended = (1..=Way::ALL.len()).map(|bit| (matched + with(bit), bit));
        let (mended, bit) = mended
            .rev()
            .max_by_key(|(mended, _)| *mended)
            .unwrap_or_default();
        // Half of what is missing may not be chance.
        match (mended - matched) * 2 >= count - matched {
            true => tell(WRITTEN_OTHERWISE + bit - 1, args.with("mended", mended)),
            false => tell(FEW, args),
        }
    }

    fn constants(&self) -> Args {
        self.constants.clone()
    }
}

impl LowMatchRate {
    /// In hundredths, with one decimal: too few do not become enough by rounding.
    fn rate(&self, matched: u64, count: u64) -> f64 {
        let rounded = ((matched * 1000 + count / 2) / count) as f64 / 10.0;
        match rounded >= self.minimum {
            true => (matched * 1000 / count) as f64 / 10.0,
            false => rounded,
        }
    }
}

/// A number with the decimal mark of each language.
fn decimal(number: f64) -> Arg {
    Arg::said(|lang| match lang {
        Lang::En => number.to_string(),
        Lang::Fr => number.to_string().replace('.', ","),
    })
}
