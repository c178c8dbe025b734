//! `extra-column`: a column that is no field of the schema, or that comes after the last one. Where a schema says how
//! its fields and the header must agree, and allows no other column, it is an error.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const EXTRA: usize = 0;
pub const BEYOND: usize = 1;

pub static CHECK: CheckDef = CheckDef {
    id: "extra-column",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Header,
    title: Text {
        en: "Column that the schema does not know",
        fr: "Colonne inconnue du schéma",
    },
    why: Text {
        en: "Nothing says what this column means or which values it may hold. Nobody can check it, \
             and programs that follow the schema ignore it or reject the file.",
        fr: "Rien n'indique ce que signifie cette colonne ni quelles valeurs elle peut prendre : \
             personne ne peut la contrôler, et les logiciels qui suivent le schéma l'ignorent ou \
             refusent le fichier.",
    },
    reasons: &[
        Reason {
            id: "extra",
            message: Text {
                en: "The column “{label}” is not in the schema.",
                fr: "La colonne « {label} » ne figure pas dans le schéma.",
            },
            help: Text {
                en: "Check how its name is spelt. If the column is for internal use only, delete it \
                 before you publish; make sure that it holds no personal data. If it is useful to \
                 others, have it added to the schema.",
                fr: "Vérifiez l'orthographe de son nom. Si la colonne ne sert qu'en interne, \
                 supprimez-la avant de publier ; assurez-vous qu'elle ne contient pas de données \
                 personnelles. Si elle est utile à d'autres, faites-la ajouter au schéma.",
            },
        },
        Reason {
            id: "beyond",
            message: Text {
                en: "Column {number} is one too many: the schema has {count} columns, in a fixed \
                     order.",
                fr: "La colonne {number} est en trop : le schéma compte {count} colonnes, dans un \
                     ordre fixe.",
            },
            help: Text {
                en: "Compare the header line with the fields of the schema, one by one, and delete \
                     the columns that are not in it: all columns behind an extra one are read in \
                     the wrong place.",
                fr: "Comparez la ligne d'en-tête et les champs du schéma, un par un, et supprimez \
                     les colonnes qui n'y figurent pas : toutes les colonnes placées après une \
                     colonne en trop sont lues au mauvais endroit.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,remarques\n1,Mairie,à revoir\n",
            fails: Some("extra"),
        },
        Example {
            schema: EXACT,
            data: "id,nom,remarques\n1,Mairie,à revoir\n",
            fails: Some("beyond"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "extra-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;

const EXACT: &str = r#"{
  "fieldsMatch": "exact",
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
