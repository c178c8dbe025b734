//! The words of what happens to every kind of number in the same way.

use crate::check::{Param, Reason};
use crate::message::Text;

pub(super) const COLUMN: Param = Param {
    name: "column",
    required: true,
    about: Text {
        en: "The field to check. Not needed where the check stands in the field itself.",
        fr: "Le champ à contrôler. Inutile si le contrôle est écrit dans le champ lui-même.",
    },
};

pub(super) const SCIENTIFIC_NOTATION: Reason = Reason {
    id: "scientific-notation",
    message: Text {
        en: "A spreadsheet has turned this number into “{value}”: its last digits are lost.",
        fr: "Un tableur a transformé ce numéro en « {value} » : ses derniers chiffres sont perdus.",
    },
    help: Text {
        en: "The digits cannot be recovered from this file. Export it anew from its source and, before opening it in a \
             spreadsheet, import the column as text (Data, From Text/CSV).",
        fr: "Les chiffres ne peuvent pas être retrouvés dans ce fichier. Exportez-le de nouveau depuis sa source et, \
             dans le tableur, importez la colonne au format « Texte » (Données, À partir d'un fichier texte/CSV).",
    },
};

pub(super) const DECIMALS: Reason = Reason {
    id: "decimals",
    message: Text {
        en: "“{value}” was exported as a number with decimals: {suggestion} is expected.",
        fr: "« {value} » a été exporté comme un nombre à virgule : on attend {suggestion}.",
    },
    help: Text {
        en: "Write {suggestion}. In the program that makes the file, declare the column as text.",
        fr: "Écrivez {suggestion}. Dans le logiciel qui produit le fichier, déclarez la colonne comme du texte.",
    },
};

pub(super) const LOST_ZERO: Reason = Reason {
    id: "lost-zero",
    message: Text {
        en: "“{value}” has lost a zero: {suggestion} is expected.",
        fr: "« {value} » a perdu un zéro : on attend {suggestion}.",
    },
    help: Text {
        en: "A spreadsheet takes such a number for a quantity and drops the zeros at its front. Format the column as \
             text and write {suggestion}.",
        fr: "Un tableur prend un tel numéro pour une quantité et supprime les zéros initiaux. Mettez la colonne au \
             format « Texte » et écrivez {suggestion}.",
    },
};

pub(super) const WRITTEN_OTHERWISE: Reason = Reason {
    id: "written-otherwise",
    message: Text {
        en: "“{value}” is not written in the usual form: {suggestion} is expected.",
        fr: "« {value} » n'est pas écrit sous la forme habituelle : on attend {suggestion}.",
    },
    help: Text {
        en: "Write {suggestion}, with the same capitals, blanks and signs: programs compare letter by letter, and find \
             nothing under another spelling.",
        fr: "Écrivez {suggestion}, avec les mêmes majuscules, espaces et signes : les programmes comparent lettre à \
             lettre et ne retrouvent rien sous une autre graphie.",
    },
};
