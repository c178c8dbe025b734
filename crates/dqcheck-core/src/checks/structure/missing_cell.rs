//! `missing-cell`: a row with fewer cells than the header; told once for the row.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const SHORT: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "missing-cell",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Row with missing cells",
        fr: "Cellules manquantes dans la ligne",
    },
    why: Text {
        en: "A value means something because of the column that it stands in. When a row has fewer \
             cells than the header, nobody can tell which ones are missing: values may be read in \
             the wrong column.",
        fr: "Une valeur prend son sens dans la colonne où elle se trouve. Quand une ligne compte \
             moins de cellules que l'en-tête, rien ne dit lesquelles manquent : des valeurs \
             risquent d'être lues dans la mauvaise colonne.",
    },
    reasons: &[Reason {
        id: "short",
        message: Text {
            en: "The row stops after cell {found}, but the header has {expected} columns.",
            fr: "La ligne s'arrête après la cellule {found}, alors que l'en-tête compte {expected} \
                 colonnes.",
        },
        help: Text {
            en: "Compare the row with the header and add what is missing. An empty cell keeps its \
                 delimiter: 12,,Mairie has three cells. If the row was cut in two by a line break, \
                 join the two parts, or enclose the cell with the line break in quotation marks.",
            fr: "Comparez la ligne avec l'en-tête et ajoutez ce qui manque. Une cellule vide garde \
                 son séparateur : 12,,Mairie compte trois cellules. Si un retour à la ligne a \
                 coupé la ligne en deux, réunissez les deux parties, ou entourez de guillemets la \
                 cellule qui contient ce retour à la ligne.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,adresse\n1,Mairie\n2,Médiathèque,3 place du Marché\n",
            fails: Some("short"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,adresse\n1,Mairie,\n2,Médiathèque,3 place du Marché\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "missing-cell",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"},
    {"name": "adresse", "type": "string"}
  ]
}"#;
