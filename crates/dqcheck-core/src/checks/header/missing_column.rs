//! `missing-column`: a field has no column in the file, and must have one: it is required, it is part of a key, or the
//! header must have every field.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const ABSENT: usize = 0;
pub const RENAMED: usize = 1;
pub const EXPECTED: usize = 2;
pub const EXPECTED_RENAMED: usize = 3;

pub static CHECK: CheckDef = CheckDef {
    id: "missing-column",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Required column missing",
        fr: "Colonne obligatoire absente",
    },
    why: Text {
        en: "The schema requires this column. Without it, the data cannot be used as intended, nor \
             combined with those of other publishers.",
        fr: "Le schéma exige cette colonne. Sans elle, les données ne peuvent être ni exploitées \
             comme prévu, ni réunies avec celles d'autres producteurs.",
    },
    reasons: &[
        Reason {
            id: "absent",
            message: Text {
                en: "The required column “{field}” is not in the file.",
                fr: "La colonne obligatoire « {field} » ne figure pas dans le fichier.",
            },
            help: Text {
                en: "Add a column with exactly this name on the header line, and fill it in on \
                     every row.",
                fr: "Ajoutez une colonne portant exactement ce nom sur la ligne d'en-tête, et \
                     remplissez-la à chaque ligne.",
            },
        },
        Reason {
            id: "renamed",
            message: Text {
                en: "The required column “{field}” is not in the file; the column “{label}” is \
                     probably meant.",
                fr: "La colonne obligatoire « {field} » ne figure pas dans le fichier ; il s'agit \
                     sans doute de la colonne « {label} ».",
            },
            help: Text {
                en: "If it is the same column, write “{field}” in place of “{label}” on the \
                     header line: capital letters, accents, spaces and hyphens count. If it is \
                     not, add the column “{field}”.",
                fr: "S'il s'agit de la même colonne, écrivez « {field} » à la place de « {label} » \
                     sur la ligne d'en-tête : les majuscules, les accents, les espaces et les \
                     tirets comptent. Sinon, ajoutez la colonne « {field} ».",
            },
        },
        Reason {
            id: "expected",
            message: Text {
                en: "The column “{field}” is not in the file, which must have every column of the \
                     schema.",
                fr: "La colonne « {field} » ne figure pas dans le fichier, qui doit avoir toutes \
                     les colonnes du schéma.",
            },
            help: Text {
                en: "Add a column with exactly this name on the header line. If you do not have \
                     these data, leave the column empty.",
                fr: "Ajoutez une colonne portant exactement ce nom sur la ligne d'en-tête. Si vous \
                     n'avez pas ces données, laissez la colonne vide.",
            },
        },
        Reason {
            id: "expected-renamed",
            message: Text {
                en: "The column “{field}” is not in the file, which must have every column of the \
                     schema; the column “{label}” is probably meant.",
                fr: "La colonne « {field} » ne figure pas dans le fichier, qui doit avoir toutes \
                     les colonnes du schéma ; il s'agit sans doute de la colonne « {label} ».",
            },
            help: Text {
                en: "If it is the same column, write “{field}” in place of “{label}” on the \
                     header line: capital letters, accents, spaces and hyphens count. If it is \
                     not, add the column “{field}”, even an empty one.",
                fr: "S'il s'agit de la même colonne, écrivez « {field} » à la place de « {label} » \
                     sur la ligne d'en-tête : les majuscules, les accents, les espaces et les \
                     tirets comptent. Sinon, ajoutez la colonne « {field} », même vide.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,adresse\n1,3 place du Marché\n",
            fails: Some("absent"),
        },
        Example {
            schema: SCHEMA,
            data: "id,Nom\n1,Mairie\n",
            fails: Some("renamed"),
        },
        Example {
            schema: SUBSET,
            data: "id,adresse\n1,3 place du Marché\n",
            fails: Some("expected"),
        },
        Example {
            schema: SUBSET,
            data: "id,Nom\n1,Mairie\n",
            fails: Some("expected-renamed"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "missing-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true}},
    {"name": "nom", "type": "string", "constraints": {"required": true}}
  ]
}"#;

const SUBSET: &str = r#"{
  "fieldsMatch": "subset",
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
