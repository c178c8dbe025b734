//! `missing-optional-column`: a field that is not required has no column in the file.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const ABSENT: usize = 0;
pub const RENAMED: usize = 1;

pub static CHECK: CheckDef = CheckDef {
    id: "missing-optional-column",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Header,
    title: Text {
        en: "Optional column missing",
        fr: "Colonne facultative absente",
    },
    why: Text {
        en: "The schema describes this column without requiring it. Those who combine the files of \
             several publishers expect every column to be there, even an empty one.",
        fr: "Le schéma décrit cette colonne sans l'exiger. Ceux qui réunissent les fichiers de \
             plusieurs producteurs s'attendent à y trouver toutes les colonnes, même vides.",
    },
    reasons: &[
        Reason {
            id: "absent",
            message: Text {
                en: "The optional column “{field}” is not in the file.",
                fr: "La colonne facultative « {field} » ne figure pas dans le fichier.",
            },
            help: Text {
                en: "Add a column with exactly this name on the header line. If you do not have \
                     these data, you may leave the column empty.",
                fr: "Ajoutez une colonne portant exactement ce nom sur la ligne d'en-tête. Si vous \
                     n'avez pas ces données, vous pouvez laisser la colonne vide.",
            },
        },
        Reason {
            id: "renamed",
            message: Text {
                en: "The optional column “{field}” is not in the file; the column “{label}” is \
                     probably meant.",
                fr: "La colonne facultative « {field} » ne figure pas dans le fichier ; il s'agit \
                     sans doute de la colonne « {label} ».",
            },
            help: Text {
                en: "If it is the same column, write “{field}” in place of “{label}” on the \
                     header line: capital letters, accents, spaces and hyphens count. If it is \
                     not, you may add the column “{field}”.",
                fr: "S'il s'agit de la même colonne, écrivez « {field} » à la place de « {label} » \
                     sur la ligne d'en-tête : les majuscules, les accents, les espaces et les \
                     tirets comptent. Sinon, vous pouvez ajouter la colonne « {field} ».",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n",
            fails: Some("absent"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,Téléphone\n1,Mairie,01 55 18 53 00\n",
            fails: Some("renamed"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,telephone\n1,Mairie,01 55 18 53 00\n2,Médiathèque,\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "missing-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true}},
    {"name": "nom", "type": "string", "constraints": {"required": true}},
    {"name": "telephone", "type": "string"}
  ]
}"#;
