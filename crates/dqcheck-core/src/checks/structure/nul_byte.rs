//! `nul-byte`: a byte 0 in the text of a cell.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const NUL: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "nul-byte",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Invisible NUL character",
        fr: "Caractère invisible NUL",
    },
    why: Text {
        en: "The NUL character (a byte that is zero) is not text. It cannot be seen, makes some \
             programs cut the cell short, and makes databases refuse the file. It is a sign of a \
             faulty export or a damaged file.",
        fr: "Le caractère NUL (un octet égal à zéro) n'est pas du texte. Il ne se voit pas, \
             conduit certains logiciels à tronquer la cellule et fait refuser le fichier par les \
             bases de données. Il trahit un export défectueux ou un fichier endommagé.",
    },
    reasons: &[Reason {
        id: "nul",
        message: Text {
            en: "The cell contains an invisible NUL character (a byte that is zero).",
            fr: "La cellule contient un caractère invisible NUL (un octet égal à zéro).",
        },
        help: Text {
            en: "Export the file again from the software that it comes from. If the character \
                 comes back, tell the people who look after that software. To mend this file by \
                 hand, a text editor such as Notepad++ finds it as \\0 in the “Extended” search \
                 mode: replace it with nothing.",
            fr: "Exportez à nouveau le fichier depuis le logiciel d'origine. Si le caractère \
                 réapparaît, signalez-le aux personnes chargées de ce logiciel. Pour réparer ce \
                 fichier à la main, un éditeur de texte comme Notepad++ le trouve en cherchant \\0 \
                 en mode étendu : remplacez-le par rien.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mai\0rie\n2,Médiathèque\n",
            fails: Some("nul"),
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
