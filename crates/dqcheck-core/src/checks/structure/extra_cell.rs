//! `extra-cell`: a row with more cells than the header; told once for the row.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const LONG: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "extra-cell",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Row with too many cells",
        fr: "Cellules en trop dans la ligne",
    },
    why: Text {
        en: "A value means something because of the column that it stands in. When a row has more \
             cells than the header, its values have often been pushed to the right, and are read \
             in the wrong columns.",
        fr: "Une valeur prend son sens dans la colonne où elle se trouve. Quand une ligne compte \
             plus de cellules que l'en-tête, ses valeurs sont souvent décalées vers la droite et \
             lues dans les mauvaises colonnes.",
    },
    reasons: &[Reason {
        id: "long",
        message: Text {
            en: "The row has {found} cells, more than the header ({expected}).",
            fr: "La ligne compte {found} cellules, soit plus que l'en-tête ({expected}).",
        },
        help: Text {
            en: "Look for a delimiter inside a text, most often the comma of an address, and \
                 enclose that cell in quotation marks: \"3, place du Marché\". If the cells in \
                 excess are empty, delete the empty columns to the right of the table in your \
                 spreadsheet and export the file again.",
            fr: "Cherchez un séparateur à l'intérieur d'un texte, le plus souvent la virgule d'une \
                 adresse, et entourez cette cellule de guillemets : \"3, place du Marché\". Si les \
                 cellules en trop sont vides, supprimez dans votre tableur les colonnes vides à \
                 droite du tableau, puis exportez à nouveau le fichier.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,adresse\n1,Mairie,3, place du Marché\n2,Médiathèque,8 rue Haute\n",
            fails: Some("long"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,adresse\n1,Mairie,\"3, place du Marché\"\n2,Médiathèque,8 rue Haute\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "extra-cell",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"},
    {"name": "adresse", "type": "string"}
  ]
}"#;
