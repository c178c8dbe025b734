//! `stray-quote`: a quotation mark inside a cell that is not enclosed in any.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const STRAY: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "stray-quote",
    since: "0.1.0",
    // The usual readers agree on such a cell, so that nothing is lost there.
    severity: Severity::Warning,
    group: Group::Structure,
    title: Text {
        en: "Quotation mark in the middle of a cell",
        fr: "Guillemet au milieu d'une cellule",
    },
    why: Text {
        en: "In a CSV file, quotation marks (\") around a cell show where it begins and where it \
             ends. Most programs take one in the middle of a cell as it stands, as dqcheck does, but \
             some remove it, and others shift the rest of the row or swallow the rows that \
             follow.",
        fr: "Dans un fichier CSV, les guillemets (\") placés autour d'une cellule indiquent où \
             elle commence et où elle finit. Au milieu d'une cellule, la plupart des logiciels le \
             lisent tel quel, comme dqcheck, mais certains l'effacent, et d'autres décalent la \
             suite de la ligne ou avalent les lignes suivantes.",
    },
    reasons: &[Reason {
        id: "stray",
        message: Text {
            en: "The cell contains a quotation mark (\") but is not itself enclosed in quotation \
                 marks: {value}",
            fr: "La cellule contient un guillemet (\") sans être elle-même entourée de guillemets \
                 : {value}",
        },
        help: Text {
            en: "Enclose the whole cell in quotation marks and double those that belong to the \
                 text: Salle \"Jean Moulin\" is written \"Salle \"\"Jean Moulin\"\"\". Or export \
                 the file again from the spreadsheet or the software that it comes from, which \
                 does this for you.",
            fr: "Entourez toute la cellule de guillemets et doublez ceux qui font partie du texte \
                 : Salle \"Jean Moulin\" s'écrit \"Salle \"\"Jean Moulin\"\"\". Ou exportez à \
                 nouveau le fichier depuis le tableur ou le logiciel d'origine, qui s'en charge \
                 pour vous.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Salle \"Jean Moulin\"\n2,Mairie\n",
            fails: Some("stray"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,\"Salle \"\"Jean Moulin\"\"\"\n2,Mairie\n",
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
