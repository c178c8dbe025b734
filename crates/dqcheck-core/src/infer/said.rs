//! What is said of a guess, to the person who reads the schema.

use super::limits::{LIKELY, SURE};
use crate::message::{Arg, Args, Lang, Text};

/// A sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    text: Text,
    args: Args,
}

/// The sentences, one after the other.
pub(super) fn comment(said: &[Said], lang: Lang) -> String {
    let sentences = said.iter().map(|said| said.text.fill(&said.args, lang));
    sentences.collect::<Vec<_>>().join(" ")
}

impl Said {
    fn new(text: Text) -> Said {
        Said {
            text,
            args: Args::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Said {
        self.args = self.args.with(name, value);
        self
    }

    /// What the values are, and how sure that is.
    pub(super) fn form(name: Text, values: u64, doubtful: bool) -> Said {
        let sure = match values {
            _ if doubtful => DOUBTFUL,
            SURE.. => CERTAIN,
            LIKELY.. => PROBABLE,
            _ => DOUBTFUL,
        };
        let text = match values {
            1 => Text {
                en: "{sure}: {name} (from one value).",
                fr: "{sure} : {name} (d'après une seule valeur).",
            },
            _ => Text {
                en: "{sure}: {name} (from {values} values).",
                fr: "{sure} : {name} (d'après {values} valeurs).",
            },
        };
        Said::new(text)
            .with("sure", sure)
            .with("name", name)
            .with("values", values)
    }

    pub(super) fn code(length: usize, values: u64, leading_zero: bool) -> Said {
        let name = match leading_zero {
            true => Text {
                en: "codes of {length} digits, some of which begin with a zero that a number would lose",
                fr: "codes de {length} chiffres, dont certains commencent par un zéro qu'un nombre perdrait",
            },
            false => Text {
                en: "codes of {length} digits, with which nobody calculates",
                fr: "codes de {length} chiffres, avec lesquels personne ne calcule",
            },
        };
        let args = Args::new().with("length", length);
        let mut said = Said::form(name, values, false);
        let name = Arg::said(|lang| name.fill(&args, lang));
        said.args = said.args.with("name", name);
        said
    }

    pub(super) fn rival(name: Text) -> Said {
        Said::new(Text {
            en: "The same values could also be {name}: check which is right.",
            fr: "Les mêmes valeurs pourraient aussi être : {name}. Vérifiez ce qu'il en est.",
        })
        .with("name", name)
    }

    pub(super) fn text(values: u64) -> Said {
        Said::new(Text {
            en: "Text ({values} values): no narrower form fits all.",
            fr: "Texte ({values} valeurs) : aucune forme plus précise ne convient à toutes.",
        })
        .with("values", values)
    }

    pub(super) fn nothing() -> Said {
        Said::new(Text {
            en: "To be verified: the column has no value in this file, so its type cannot be guessed.",
            fr: "À vérifier : la colonne n'a aucune valeur dans ce fichier, son type ne peut donc pas être deviné.",
        })
    }

    pub(super) fn stray(name: Text, good: u64, all: u64, line: u64, value: &str) -> Said {
        Said::new(Text {
            en: "{good} of {all} values are {name}, but line {line} has “{value}”. If that is a mistake, mend it and guess again.",
            fr: "{good} valeurs sur {all} ont la forme « {name} », mais la ligne {line} contient « {value} ». Si c'est une erreur, corrigez-la et relancez la commande.",
        })
        .with("name", name)
        .with("good", good)
        .with("all", all)
        .with("line", Arg::Text(line.to_string()))
        .with("value", short(value))
    }

    pub(super) fn required(rows: u64) -> Said {
        Said::new(Text {
            en: "Required: never empty in {rows} rows.",
            fr: "Obligatoire : jamais vide sur {rows} lignes.",
        })
        .with("rows", rows)
    }

    pub(super) fn members(count: usize) -> Said {
        match count {
            1 => Said::new(Text {
                en: "Always the same value: add others to “enum” if they are allowed.",
                fr: "Toujours la même valeur : ajoutez-en d'autres dans « enum » si elles sont permises.",
            }),
            _ => Said::new(Text {
                en: "A list of {count} values, each of which comes several times: complete “enum” if others are allowed.",
                fr: "Une liste de {count} valeurs, chacune présente plusieurs fois : complétez « enum » si d'autres sont permises.",
            })
            .with("count", count),
        }
    }

    pub(super) fn key() -> Said {
        Said::new(Text {
            en: "Primary key: it identifies the row, since no value comes twice.",
            fr: "Clé primaire : elle désigne la ligne, car aucune valeur ne se répète.",
        })
    }

    pub(super) fn unique() -> Said {
        Said::new(Text {
            en: "Unique: no value comes twice.",
            fr: "Unique : aucune valeur ne se répète.",
        })
    }

    pub(super) fn tokens(found: &[(&str, u64)]) -> Said {
        let list = found
            .iter()
            .map(|(token, count)| format!("“{token}” ({count})"));
        let en = list.collect::<Vec<_>>().join(", ");
        let list = found
            .iter()
            .map(|(token, count)| format!("« {token} » ({count})"));
        let fr = list.collect::<Vec<_>>().join(", ");
        Said::new(Text {
            en: "Taken for cells without a value (“missingValues”): {found}.",
            fr: "Cellules considérées comme vides (« missingValues ») : {found}.",
        })
        .with("found", Arg::Said { en, fr })
    }

    pub(super) fn area() -> Said {
        Said::new(Text {
            en: "The positions must lie in a box drawn widely round those of the file (“box”): put the limits of your territory there.",
            fr: "Les positions doivent se trouver dans un rectangle large autour de celles du fichier (« box ») : mettez-y les limites de votre territoire.",
        })
    }

    pub(super) fn refused() -> Said {
        Said::new(Text {
            en: "To be verified: a narrower guess did not stand the check of the file.",
            fr: "À vérifier : une hypothèse plus précise n'a pas résisté au contrôle du fichier.",
        })
    }
}

/// A value that does not bury its sentence.
fn short(value: &str) -> String {
    const SHOWN: usize = 40;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

const CERTAIN: Text = Text {
    en: "Sure",
    fr: "Sûr",
};
const PROBABLE: Text = Text {
    en: "Likely",
    fr: "Probable",
};
const DOUBTFUL: Text = Text {
    en: "To be verified",
    fr: "À vérifier",
};
