//! `blank-label`: a column without a label.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const BLANK: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "blank-label",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Column without a name",
        fr: "Colonne sans nom",
    },
    why: Text {
        en: "Without a name, nobody knows what the column contains, and many programs refuse to \
             read the file or invent a name.",
        fr: "Sans nom, personne ne sait ce que contient la colonne, et beaucoup de logiciels \
             refusent le fichier ou inventent un nom.",
    },
    reasons: &[Reason {
        id: "blank",
        message: Text {
            en: "Column {number} has no name on the header line.",
            fr: "La colonne {number} n'a pas de nom sur la ligne d'en-tête.",
        },
        help: Text {
            en: "Write the name of the column on the header line. If the column is empty, delete \
                 it in your spreadsheet (right-click its letter, then Delete) and export the file \
                 again; a delimiter at the end of each line also makes such a column.",
            fr: "Écrivez le nom de la colonne sur la ligne d'en-tête. Si la colonne est vide, \
                 supprimez-la dans votre tableur (clic droit sur sa lettre, puis Supprimer) et \
                 exportez à nouveau le fichier ; un séparateur à la fin de chaque ligne produit \
                 aussi une telle colonne.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,\n1,Mairie,\n2,Médiathèque,\n",
            fails: Some("blank"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "blank-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
