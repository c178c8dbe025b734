//! `unclosed-quote`: a quotation mark that opens a cell and that none closes; told where it opens.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const UNCLOSED: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "unclosed-quote",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Quotation mark that is never closed",
        fr: "Guillemet jamais refermé",
    },
    why: Text {
        en: "Everything between an opening quotation mark (\") and the closing one is a single \
             cell, line breaks included. When the closing one is missing, most programs swallow \
             the rest of the file into this cell: rows vanish without a warning.",
        fr: "Tout ce qui se trouve entre un guillemet ouvrant (\") et le guillemet fermant forme \
             une seule cellule, retours à la ligne compris. Quand le guillemet fermant manque, la \
             plupart des logiciels avalent la suite du fichier dans cette cellule : des lignes \
             disparaissent sans avertissement.",
    },
    reasons: &[Reason {
        id: "unclosed",
        message: Text {
            en: "A quotation mark (\") opens this cell and none closes it.",
            fr: "Un guillemet (\") ouvre cette cellule et aucun ne la referme.",
        },
        help: Text {
            en: "Add the closing quotation mark at the end of the cell, or remove the opening one \
                 if it is there by mistake. dqcheck has read on as if it were not there, so that \
                 you see what else is wrong in the file.",
            fr: "Ajoutez le guillemet fermant à la fin de la cellule, ou supprimez le guillemet \
                 ouvrant s'il est là par erreur. dqcheck a poursuivi la lecture comme si ce \
                 guillemet n'existait pas, afin de vous montrer les autres défauts du fichier.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,\"Mairie\n2,Médiathèque\n",
            fails: Some("unclosed"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,\"Mairie\nannexe\"\n2,\"Médiathèque\"\n",
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
