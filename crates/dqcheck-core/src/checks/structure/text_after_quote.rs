//! `text-after-quote`: text between the quotation mark that closes a cell and the end of that cell.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const TEXT: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "text-after-quote",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Structure,
    title: Text {
        en: "Text after the closing quotation mark",
        fr: "Texte après le guillemet fermant",
    },
    why: Text {
        en: "The closing quotation mark (\") ends the cell: only the next delimiter or the end of \
             the line may follow it. Text that comes after it is dropped by some programs, kept by \
             others, and makes others reject the file.",
        fr: "Le guillemet fermant (\") termine la cellule : seul le séparateur suivant ou la fin \
             de la ligne peut venir après lui. Le texte qui le suit est effacé par certains \
             logiciels, conservé par d'autres, et d'autres encore refusent le fichier.",
    },
    reasons: &[Reason {
        id: "text",
        message: Text {
            en: "Text follows the quotation mark (\") that should end the cell: {value}",
            fr: "Du texte suit le guillemet (\") qui devrait terminer la cellule : {value}",
        },
        help: Text {
            en: "If the quotation marks belong to the text, enclose the whole cell and double \
                 them: \"Espace\" Coluche is written \"\"\"Espace\"\" Coluche\". If they only \
                 enclose the cell, move the closing one to the end of it. Then check that the \
                 delimiter after the cell has not been forgotten.",
            fr: "Si les guillemets font partie du texte, entourez toute la cellule et doublez-les \
                 : \"Espace\" Coluche s'écrit \"\"\"Espace\"\" Coluche\". S'ils ne font \
                 qu'entourer la cellule, déplacez le guillemet fermant à la fin de celle-ci. \
                 Vérifiez enfin que le séparateur qui suit la cellule n'a pas été oublié.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,\"Espace\" Coluche\n2,Mairie\n",
            fails: Some("text"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,\"\"\"Espace\"\" Coluche\"\n2,\"Mairie\"\n",
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
