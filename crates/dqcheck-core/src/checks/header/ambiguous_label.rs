//! `ambiguous-label`: columns are found by their names, and a name does not tell which column or which field is meant.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const COLUMNS: usize = 0;
pub const FIELDS: usize = 1;

pub static CHECK: CheckDef = CheckDef {
    id: "ambiguous-label",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Name that does not say which column is meant",
        fr: "Nom qui ne dit pas de quelle colonne il s'agit",
    },
    why: Text {
        en: "This schema wants its columns found by their names. When a name fits two, values are \
             judged as those of another column, and other programs may choose otherwise.",
        fr: "Ce schéma veut que ses colonnes soient reconnues à leur nom. Quand un nom en désigne \
             deux, des valeurs sont contrôlées comme celles d'une autre colonne, et d'autres \
             logiciels peuvent faire un autre choix.",
    },
    reasons: &[
        Reason {
            id: "columns",
            message: Text {
                en: "Columns {first} and {number} are both named “{label}”: only column {first} was \
                     checked.",
                fr: "Les colonnes {first} et {number} s'appellent toutes deux « {label} » : seule \
                     la colonne {first} a été contrôlée.",
            },
            help: Text {
                en: "Compare the two columns. If they hold the same data, delete one of them. If \
                     not, give each the name that the schema gives it.",
                fr: "Comparez les deux colonnes. Si elles contiennent les mêmes données, supprimez \
                     l'une d'elles. Sinon, donnez à chacune le nom que prévoit le schéma.",
            },
        },
        Reason {
            id: "fields",
            message: Text {
                en: "The column “{label}” could be the field “{one}” or the field “{other}”: \
                     capital letters do not count here.",
                fr: "La colonne « {label} » peut être le champ « {one} » ou le champ « {other} » : \
                     les majuscules ne comptent pas ici.",
            },
            help: Text {
                en: "Rename one of the two fields in the schema, or let capital letters count in \
                     the dialect of the file (`caseSensitiveHeader`).",
                fr: "Renommez l'un des deux champs dans le schéma, ou faites compter les majuscules \
                     dans le dialecte du fichier (`caseSensitiveHeader`).",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,nom\n1,Mairie,Hôtel de ville\n",
            fails: Some("columns"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,id\nMairie,1\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "error",
};

const SCHEMA: &str = r#"{
  "fieldsMatch": "equal",
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
