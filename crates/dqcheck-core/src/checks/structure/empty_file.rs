//! `empty-file`: a file without a header and without any row.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const EMPTY: usize = 0;
pub const NO_HEADER: usize = 1;

pub static CHECK: CheckDef = CheckDef {
    id: "empty-file",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Empty file",
        fr: "Fichier vide",
    },
    why: Text {
        en: "An empty file has nothing to offer to those who download it. It usually means that an \
             export failed or was interrupted.",
        fr: "Un fichier vide n'apporte rien à ceux qui le téléchargent. C'est en général le signe \
             d'un export qui a échoué ou qui a été interrompu.",
    },
    reasons: &[
        Reason {
            id: "empty",
            message: Text {
                en: "The file is empty: it has neither a header nor any row.",
                fr: "Le fichier est vide : il n'a ni en-tête ni aucune ligne.",
            },
            help: Text {
                en: "Export the table again, wait until the export has ended, and open the file to see \
                 that the rows are there before you publish it.",
                fr: "Exportez à nouveau le tableau, attendez la fin de l'export, puis ouvrez le \
                 fichier pour vérifier que les lignes y sont bien avant de le publier.",
            },
        },
        Reason {
            id: "no-header",
            message: Text {
                en: "The dialect says that the header is row {row}, but the file ends before it (rows: {count}).",
                fr: "Selon le dialecte, l'en-tête est la ligne {row}, mais le fichier s'arrête avant (lignes : {count}).",
            },
            help: Text {
                en: "Check that the file is complete and that the dialect is the one of this file; otherwise mend its \
                     “headerRows”.",
                fr: "Vérifiez que le fichier est complet et que le dialecte est bien le sien ; sinon, corrigez \
                     « headerRows » dans le dialecte.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "",
            fails: Some("empty"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n2,Médiathèque\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "source-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
