//! `code-pays-iso2`: codes of countries in two letters (ISO 3166-1).

use super::country_code;
use super::judged::Judged;
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::Verdict;
use crate::checks::{Bound, words};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "code-pays-iso2",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the code of a country in two letters",
        fr: "Code de pays à deux lettres inconnu",
    },
    why: Text {
        en: "Programs know a country by the two letters that ISO 3166 gives it; another code is no country, or another one. Parts of France overseas have codes of their own, which may be used. The codes are those in force, whichever year `cog` names.",
        fr: "Les logiciels reconnaissent un pays aux deux lettres que la norme ISO 3166 lui donne ; un autre code ne désigne aucun pays, ou en désigne un autre. Les territoires français d'outre-mer ont leurs propres codes, qui sont admis. Les codes sont ceux en vigueur, quelle que soit l'année que `cog` désigne.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "three-letters",
            message: Text {
                en: "“{value}” is the code of {country} in three letters; the one in two is expected: {suggestion}.",
                fr: "« {value} » est le code à trois lettres de ce pays : {country} ; on attend le code à deux lettres : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the column is for codes in three letters, its check is `code-pays-iso3`.",
                fr: "Écrivez {suggestion}. Si la colonne est faite pour les codes à trois lettres, son contrôle est `code-pays-iso3`.",
            },
        },
        Reason {
            id: "name",
            message: Text {
                en: "“{value}” names a country; its code is expected: {suggestion}.",
                fr: "« {value} » désigne un pays par son nom ; on attend son code : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the column is for names, its check is `pays`.",
                fr: "Écrivez {suggestion}. Si la colonne est faite pour les noms, son contrôle est `pays`.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the code of a country in two letters.",
                fr: "« {value} » n'est pas un code de pays à deux lettres.",
            },
            help: Text {
                en: "Compare with the list of ISO 3166-1 (iso.org).",
                fr: "Comparez avec la liste de la norme ISO 3166-1 (iso.org).",
            },
        },
    ],
    params: &[words::COLUMN, COG],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "code\nFR\nCI\nGP\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "code\nfr\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "code\nFRA\n",
            fails: Some("three-letters"),
        },
        Example {
            schema: SCHEMA,
            data: "code\nFrance\n",
            fails: Some("name"),
        },
        Example {
            schema: SCHEMA,
            data: "code\nZZ\n",
            fails: Some("unknown"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "code", "customCheck": {"name": "code-pays-iso2", "cog": "2024"}}]}"#;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    Judged::bind(judge, request, schema)
}

fn judge(text: &str, _: u16) -> Verdict {
    country_code::judge(text, |country| country.iso2)
}
