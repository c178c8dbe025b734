//! `unmatched-header`: no label of the file is a field of the schema.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const UNMATCHED: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "unmatched-header",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Header that has nothing in common with the schema",
        fr: "En-tête sans rapport avec le schéma",
    },
    why: Text {
        en: "When no column is recognised, no value can be checked: it is the wrong file or the \
             wrong schema, or the file was not read as it should be.",
        fr: "Quand aucune colonne n'est reconnue, aucune valeur ne peut être contrôlée : ce n'est \
             pas le bon fichier ou pas le bon schéma, ou bien le fichier a été mal lu.",
    },
    reasons: &[Reason {
        id: "unmatched",
        message: Text {
            en: "None of the columns of the file is in the schema. Columns found: {labels}. \
                 Columns expected: {fields}.",
            fr: "Aucune colonne du fichier ne figure dans le schéma. Colonnes trouvées : {labels}. \
                 Colonnes attendues : {fields}.",
        },
        help: Text {
            en: "Check three things. Is it the right schema for this file? Does the file begin \
                 with the names of the columns, rather than with a first row of data? Are the \
                 names that were found separate? If they are stuck together, the delimiter was not \
                 recognised: save the file with a comma or a semicolon between the cells.",
            fr: "Vérifiez trois choses. Le schéma est-il celui de ce fichier ? Le fichier \
                 commence-t-il par les noms des colonnes, et non par une première ligne de données \
                 ? Les noms trouvés sont-ils bien séparés ? S'ils sont collés, le séparateur n'a \
                 pas été reconnu : enregistrez le fichier avec une virgule ou un point-virgule \
                 entre les cellules.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "ville,population\nSèvres,23000\n",
            fails: Some("unmatched"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "unmatched-header",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
