//! `unusable-commune`: a dataset is said to be of a commune, and whether its rows are cannot be looked at. The check
//! that wants to knows why.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unusable-commune",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Commune of a dataset that cannot be used",
        fr: "Commune d'un jeu de données inutilisable",
    },
    why: Text {
        en: "As long as it is not clear of which commune the rows are, nobody sees that the file holds those of others.",
        fr: "Tant qu'on ne sait pas clairement de quelle commune sont les lignes, personne ne voit que le fichier contient \
             celles d'autres communes.",
    },
    reasons: &[
        Reason {
            id: "unknown",
            message: Text {
                en: "“{commune}” is the code INSEE of no commune: nobody looks for rows of other communes.",
                fr: "« {commune} » n'est le code INSEE d'aucune commune : les lignes d'autres communes ne sont pas \
                     recherchées.",
            },
            help: Text {
                en: "Write the code INSEE, five characters between quotes, such as \"92012\". It is not the postal code.",
                fr: "Écrivez le code INSEE, cinq caractères entre guillemets, comme \"92012\". Ce n'est pas le code \
                     postal.",
            },
        },
        Reason {
            id: "close",
            message: Text {
                en: "“{commune}” is the code INSEE of no commune; probably {name} ({code}) is meant. Nobody looks for \
                     rows of other communes.",
                fr: "« {commune} » n'est le code INSEE d'aucune commune ; c'est sans doute {name} ({code}). Les lignes \
                     d'autres communes ne sont pas recherchées.",
            },
            help: Text {
                en: "If you mean {name}, write \"{code}\".",
                fr: "S'il s'agit de la commune {name}, écrivez \"{code}\".",
            },
        },
        Reason {
            id: "former",
            message: Text {
                en: "“{commune}” is a former code INSEE: the commune is now {name} ({code}). Nobody looks for rows of \
                     other communes.",
                fr: "« {commune} » est un ancien code INSEE : la commune est aujourd'hui {name} ({code}). Les lignes \
                     d'autres communes ne sont pas recherchées.",
            },
            help: Text {
                en: "Write \"{code}\". Rows that still have the former code pass all the same.",
                fr: "Écrivez \"{code}\". Les lignes qui portent encore l'ancien code sont acceptées.",
            },
        },
        Reason {
            id: "arrondissement",
            message: Text {
                en: "“{commune}” is the code INSEE of an arrondissement, which is no commune but a part of {name} \
                     ({code}). Nobody looks for rows of other communes.",
                fr: "« {commune} » est le code INSEE d'un arrondissement, qui n'est pas une commune mais une partie de \
                     {name} ({code}). Les lignes d'autres communes ne sont pas recherchées.",
            },
            help: Text {
                en: "Write \"{code}\": rows of any of its arrondissements pass.",
                fr: "Écrivez \"{code}\" : les lignes de tous ses arrondissements sont acceptées.",
            },
        },
        Reason {
            id: "no-column",
            message: Text {
                en: "Nobody can see whether the rows are of the commune {commune}: no field of the schema is known to \
                     hold a code INSEE, a postal code, the name of a commune or a position.",
                fr: "Rien ne permet de voir si les lignes sont de la commune {commune} : aucun champ du schéma n'est connu \
                     pour contenir un code INSEE, un code postal, un nom de commune ou une position.",
            },
            help: Text {
                en: "Name the fields in the check `out-of-commune`: `insee`, `postal`, `name`, `column` (with `order`) or \
                     `longitude` and `latitude`. The command `dqcheck explain out-of-commune` shows how.",
                fr: "Nommez les champs dans le contrôle `out-of-commune` : `insee`, `postal`, `name`, `column` (avec \
                     `order`) ou `longitude` et `latitude`. La commande `dqcheck explain out-of-commune` montre comment.",
            },
        },
        Reason {
            id: "two",
            message: Text {
                en: "Here the dataset is of the commune {commune}, elsewhere it is of {other}: rows are compared with \
                     {commune}.",
                fr: "Ici, le jeu de données est celui de la commune {commune} ; ailleurs, celui de {other} : les lignes \
                     sont comparées à {commune}.",
            },
            help: Text {
                en: "Name the commune once: in the schema, or for the dataset in dqcheck.toml.",
                fr: "Nommez la commune une seule fois : dans le schéma, ou pour le jeu de données dans dqcheck.toml.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "92999"}}"#,
            data: "insee\n92012\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "92100"}}"#,
            data: "insee\n92012\n",
            fails: Some("close"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "16226"}}"#,
            data: "insee\n16226\n",
            fails: Some("former"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "75108"}}"#,
            data: "insee\n75108\n",
            fails: Some("arrondissement"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom"}], "dqcheck": {"commune": "92012"}}"#,
            data: "nom\nMairie\n",
            fails: Some("no-column"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "92012",
                "checks": [{"name": "out-of-commune", "params": {"commune": "92040", "insee": "insee"}}]}}"#,
            data: "insee\n92012\n",
            fails: Some("two"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}], "dqcheck": {"commune": "92012"}}"#,
            data: "insee\n92012\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

/// Why a commune cannot be used: an index into the reasons.
pub(crate) const UNKNOWN: usize = 0;
pub(crate) const CLOSE: usize = 1;
pub(crate) const FORMER: usize = 2;
pub(crate) const ARRONDISSEMENT: usize = 3;
pub(crate) const NO_COLUMN: usize = 4;
pub(crate) const TWO: usize = 5;

/// The `commune` of the request cannot be used.
pub(crate) fn fault(request: &RuleRequest, reason: usize) -> Fault {
    Fault::new(&CHECK, reason, request.pointer_of("commune"))
}
