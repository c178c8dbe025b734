//! `blank-row`: a row without any value.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const BLANK: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "blank-row",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Blank row",
        fr: "Ligne vide",
    },
    why: Text {
        en: "A row without any value describes nothing. It makes counts wrong, and some programs \
             take it for the end of the table.",
        fr: "Une ligne sans aucune valeur ne décrit rien. Elle fausse les décomptes, et certains \
             logiciels la prennent pour la fin du tableau.",
    },
    reasons: &[Reason {
        id: "blank",
        message: Text {
            en: "The row is blank: none of its cells has a value.",
            fr: "La ligne est vide : aucune de ses cellules n'a de valeur.",
        },
        help: Text {
            en: "Delete the row: in a spreadsheet, right-click its number on the left, then \
                 Delete. Emptying its cells is not enough, they would be exported again.",
            fr: "Supprimez la ligne : dans un tableur, clic droit sur son numéro, à gauche, puis \
                 Supprimer. Effacer le contenu de ses cellules ne suffit pas : elles seraient \
                 exportées à nouveau.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n\n2,Médiathèque\n",
            fails: Some("blank"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n,\n2,Médiathèque\n",
            fails: Some("blank"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "blank-row",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
