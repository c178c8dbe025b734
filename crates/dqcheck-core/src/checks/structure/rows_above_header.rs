//! `rows-above-header`: lines before the header line, which dqcheck has found and skipped.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const ABOVE: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "rows-above-header",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Structure,
    title: Text {
        en: "Lines above the header",
        fr: "Lignes au-dessus de l'en-tête",
    },
    why: Text {
        en: "Programs look for the names of the columns on the first line. With a title, a date or \
             a blank line above them, they take the wrong line for the header and no longer \
             recognise any column.",
        fr: "Les logiciels cherchent les noms des colonnes sur la première ligne. Si un titre, une \
             date ou une ligne vide les précède, ils prennent la mauvaise ligne pour l'en-tête et \
             ne reconnaissent plus aucune colonne.",
    },
    reasons: &[Reason {
        id: "above",
        message: Text {
            en: "The header is not on the first line (lines above it: {count}).",
            fr: "L'en-tête n'est pas sur la première ligne (lignes au-dessus : {count}).",
        },
        help: Text {
            en: "Delete these lines, so that the file begins with the names of the columns. A \
                 title, a date or a note belongs in the description of the dataset. dqcheck has \
                 skipped these lines and checked the rest.",
            fr: "Supprimez ces lignes pour que le fichier commence par les noms des colonnes. Le \
                 titre, la date et les remarques ont leur place dans la description du jeu de \
                 données. dqcheck a sauté ces lignes et contrôlé le reste.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "Équipements municipaux\n\nid,nom\n1,Mairie\n2,Médiathèque\n",
            fails: Some("above"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "header-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
