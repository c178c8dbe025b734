//! `duplicate-label`: two columns have the same label.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const DUPLICATE: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "duplicate-label",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Two columns with the same name",
        fr: "Deux colonnes qui portent le même nom",
    },
    why: Text {
        en: "A name stands for one column. When two have the same one, some programs keep only the \
             first, others only the last, and others reject the file.",
        fr: "Un nom désigne une seule colonne. Quand deux colonnes portent le même, certains \
             logiciels ne gardent que la première, d'autres que la dernière, et d'autres encore \
             refusent le fichier.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "The name “{label}” is already that of column {first}.",
            fr: "Le nom « {label} » est déjà celui de la colonne {first}.",
        },
        help: Text {
            en: "Compare the two columns. If they hold the same data, delete one of them. If not, \
                 give each the name that the schema gives it.",
            fr: "Comparez les deux colonnes. Si elles contiennent les mêmes données, supprimez \
                 l'une d'elles. Sinon, donnez à chacune le nom que prévoit le schéma.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,nom\n1,Mairie,Mairie\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "duplicate-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
