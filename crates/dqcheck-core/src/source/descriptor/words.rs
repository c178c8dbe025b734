//! What is said of a descriptor that is not right, or not for CSV.

use crate::message::Text;

#[derive(Debug, PartialEq)]
pub(super) struct Words {
    /// Kebab-case, permanent.
    pub id: &'static str,
    /// No file can be read with such a descriptor.
    pub refuses: bool,
    pub message: Text,
    pub help: Text,
}

pub(super) const A_TEXT: Text = Text {
    en: "a text between quotes is wanted",
    fr: "il faut un texte entre guillemets",
};
pub(super) const A_FLAG: Text = Text {
    en: "true or false is wanted, without quotes",
    fr: "il faut true ou false, sans guillemets",
};
pub(super) const A_SEQUENCE: Text = Text {
    en: "one or a few characters between quotes are wanted, such as \";\"",
    fr: "il faut un ou quelques caractères entre guillemets, par exemple \";\"",
};
pub(super) const A_CHARACTER: Text = Text {
    en: "a single character between quotes is wanted",
    fr: "il faut un seul caractère entre guillemets",
};
pub(super) const ROWS: Text = Text {
    en: "a list of row numbers is wanted, such as [1, 2]; the first row is 1",
    fr: "il faut une liste de numéros de ligne, par exemple [1, 2] ; la première ligne est 1",
};

pub(super) static NOT_OBJECT: Words = Words {
    id: "dialect-kind",
    refuses: true,
    message: Text {
        en: "The dialect must be an object, between braces { }.",
        fr: "Le dialecte doit être un objet, entre accolades { }.",
    },
    help: Text {
        en: "Write it as in this example: { \"delimiter\": \";\", \"quoteChar\": \"'\" }.",
        fr: "Écrivez-le comme dans cet exemple : { \"delimiter\": \";\", \"quoteChar\": \"'\" }.",
    },
};

pub(super) static WRONG_KIND: Words = Words {
    id: "dialect-value",
    refuses: true,
    message: Text {
        en: "The value of “{key}” cannot be used: {wanted}.",
        fr: "La valeur de « {key} » est inutilisable : {wanted}.",
    },
    help: Text {
        en: "Mend the value, or remove “{key}” from the dialect: dqcheck then finds it out by itself.",
        fr: "Corrigez la valeur, ou retirez « {key} » du dialecte : dqcheck la trouvera alors tout seul.",
    },
};

pub(super) static SAME: Words = Words {
    id: "dialect-ambiguous",
    refuses: true,
    message: Text {
        en: "In this dialect the same character stands for two things: the delimiter, the quote, the escape character and the end of a row must differ.",
        fr: "Dans ce dialecte, un même caractère a deux rôles : le séparateur, le guillemet, le caractère d'échappement et la fin de ligne doivent être différents.",
    },
    help: Text {
        en: "Look at “delimiter”, “quoteChar” (a double quote, where the dialect says nothing), “escapeChar” and “lineTerminator”, and give each its own character.",
        fr: "Regardez « delimiter », « quoteChar » (le guillemet droit, si le dialecte n'en dit rien), « escapeChar » et « lineTerminator », et donnez à chacun son caractère.",
    },
};

pub(super) static NO_QUOTES: Words = Words {
    id: "dialect-no-quotes",
    refuses: false,
    message: Text {
        en: "The dialect has no quote character: quotes are read as part of the cells.",
        fr: "Le dialecte n'a pas de guillemet (quoteChar) : les guillemets sont lus comme une partie des cellules.",
    },
    help: Text {
        en: "If cells of the file stand between quotes after all, write them as “quoteChar”, or remove “quoteChar” for the usual double quote.",
        fr: "Si des cellules du fichier sont tout de même entre guillemets, indiquez ceux-ci dans « quoteChar », ou retirez « quoteChar » pour le guillemet droit habituel.",
    },
};

pub(super) static NOT_CSV: Words = Words {
    id: "dialect-not-csv",
    refuses: false,
    message: Text {
        en: "“{key}” says nothing about a CSV file: it is for spreadsheets, JSON or databases.",
        fr: "« {key} » ne dit rien d'un fichier CSV : il concerne les classeurs, le JSON ou les bases de données.",
    },
    help: Text {
        en: "Remove it, or check that the dialect is the one of this file.",
        fr: "Retirez-le, ou vérifiez que ce dialecte est bien celui de ce fichier.",
    },
};

pub(super) static UNKNOWN: Words = Words {
    id: "dialect-unknown-property",
    refuses: false,
    message: Text {
        en: "“{key}” is not known in a dialect, and has no effect.",
        fr: "« {key} » n'est pas connu dans un dialecte et reste sans effet.",
    },
    help: Text {
        en: "Compare with the properties of the Table Dialect standard: delimiter, quoteChar, headerRows, commentChar …",
        fr: "Comparez avec les propriétés de la norme Table Dialect : delimiter, quoteChar, headerRows, commentChar…",
    },
};

pub(super) static MISSPELT: Words = Words {
    id: "dialect-unknown-property",
    refuses: false,
    message: UNKNOWN.message,
    help: Text {
        en: "Did you mean “{close}”?",
        fr: "Vouliez-vous dire « {close} » ?",
    },
};
