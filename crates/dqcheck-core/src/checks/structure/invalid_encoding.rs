//! `invalid-encoding`: a cell with bytes that mean nothing in the encoding of the file.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const NOT_UTF8: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "invalid-encoding",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Characters in another encoding",
        fr: "Caractères dans un autre encodage",
    },
    why: Text {
        en: "A file has one encoding for all of its text. A cell in another one shows broken \
             letters (S�vres for Sèvres): searches and joins no longer find it, and some programs \
             reject the whole file.",
        fr: "Un fichier a un seul encodage pour tout son texte. Une cellule écrite dans un autre \
             affiche des lettres abîmées (S�vres pour Sèvres) : les recherches et les \
             rapprochements ne la retrouvent plus, et certains logiciels refusent tout le fichier.",
    },
    reasons: &[Reason {
        id: "not-utf8",
        message: Text {
            en: "The cell contains characters that are not written in {encoding} (shown as �): {value}",
            fr: "La cellule contient des caractères qui ne sont pas écrits en {encoding} (affichés �) : \
                 {value}",
        },
        help: Text {
            en: "These rows were probably copied from a file in another encoding. Retype the \
                 accented letters, then save the whole file in UTF-8. In Excel: File > Save As > \
                 “CSV UTF-8 (Comma delimited)”. In LibreOffice: File > Save As > Text CSV, tick \
                 “Edit filter settings”, then choose Unicode (UTF-8). If all accented letters of the \
                 file are concerned, it is in another encoding than the one that was named for it.",
            fr: "Ces lignes ont sans doute été copiées depuis un fichier dans un autre encodage. \
                 Ressaisissez les lettres accentuées, puis enregistrez tout le fichier en UTF-8. \
                 Dans Excel : Fichier > Enregistrer sous > « CSV UTF-8 (délimité par des virgules) \
                 ». Dans LibreOffice : Fichier > Enregistrer sous > Texte CSV, cochez « Éditer les \
                 paramètres du filtre », puis choisissez Unicode (UTF-8). Si toutes les lettres \
                 accentuées du fichier sont concernées, son encodage n'est pas celui qui a été indiqué.",
        },
    }],
    params: &[],
    examples: &[Example {
        schema: SCHEMA,
        data: "id,nom\n1,Mairie\n2,Médiathèque\n",
        fails: None,
    }],
    aliases: &[],
    frictionless: "encoding-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
