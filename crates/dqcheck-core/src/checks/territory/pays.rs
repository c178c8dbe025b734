//! `pays`: names of countries.

use std::sync::LazyLock;

use dqcheck_reference::{Country, countries, country, country_named};

use super::judged::Judged;
use super::names::{self, Names};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "pays",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the name of a country",
        fr: "Nom de pays inconnu",
    },
    why: Text {
        en: "The names of countries are those that the Code officiel géographique has for them in French; under another one a row is missing from every count by country. The list is that of 2024, whichever year `cog` names.",
        fr: "Les noms de pays sont ceux que le Code officiel géographique leur donne en français ; sous un autre nom, une ligne manque à tous les décomptes par pays. La liste est celle de 2024, quelle que soit l'année que `cog` désigne.",
    },
    reasons: &[
        names::MISSPELT,
        Reason {
            id: "code",
            message: Text {
                en: "“{value}” is the code of a country; its name is expected: “{suggestion}”.",
                fr: "« {value} » est le code d'un pays ; on attend son nom : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. If the column is for codes, its check is `code-pays-iso2` or `code-pays-iso3`.",
                fr: "Écrivez « {suggestion} ». Si la colonne est faite pour les codes, son contrôle est `code-pays-iso2` ou `code-pays-iso3`.",
            },
        },
        Reason {
            id: "other-name",
            message: Text {
                en: "“{value}” stands under another name in the Code officiel géographique: “{suggestion}”.",
                fr: "« {value} » figure sous un autre nom dans le Code officiel géographique : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. A territory stands under its country or its group of territories; a column of codes tells it apart.",
                fr: "Écrivez « {suggestion} ». Un territoire figure sous son pays ou son groupe de territoires ; une colonne de codes permet de le distinguer.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the name of a country.",
                fr: "« {value} » n'est pas le nom d'un pays.",
            },
            help: Text {
                en: "Compare with the list of countries of the Code officiel géographique (insee.fr), which is in French.",
                fr: "Comparez avec la liste des pays du Code officiel géographique (insee.fr), en français.",
            },
        },
    ],
    params: &[words::COLUMN, COG],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,pays\na,France\nb,COTE D'IVOIRE\nc,etats unis\nd,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,pays\na,Belgqiue\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,pays\na,FR\n",
            fails: Some("code"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,pays\na,Grande-Bretagne\n",
            fails: Some("other-name"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,pays\na,Germany\n",
            fails: Some("unknown"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "pays", "customCheck": {"name": "pays", "cog": "2024"}}]}"#;

const MISSPELT: usize = 0;
const CODE: usize = 1;
const OTHER_NAME: usize = 2;
const UNKNOWN: usize = 3;

static COUNTRIES: LazyLock<Names> = LazyLock::new(|| {
    let listed = countries().filter(|country| country.under.is_none());
    Names::new(listed.map(|country| country.name))
});

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    Judged::bind(judge, request, schema)
}

fn judge(text: &str, _: u16) -> Verdict {
    if COUNTRIES.find(text).is_some() {
        return None;
    }
    let listed_as = |country: &'static Country| country.under.unwrap_or(country.name);
    if let Some(country) = country(&written::bare(text)) {
        return rather(CODE, listed_as(country));
    }
    if let Some(country) = country_named(text) {
        return rather(OTHER_NAME, listed_as(country));
    }
    COUNTRIES
        .misspelt(MISSPELT, text)
        .or_else(|| because(UNKNOWN))
}

#[cfg(test)]
mod tests {
    use super::super::names::spellings;
    use super::*;
    use crate::message::Arg;

    #[test]
    fn every_one_of_the_list_passes_however_it_is_spelt() {
        for name in countries()
            .filter(|country| country.under.is_none())
            .map(|country| country.name)
        {
            for text in spellings(name) {
                assert_eq!(judge(&text, 2024), None, "{text}");
            }
        }
    }

    #[test]
    fn every_other_name_and_every_code_leads_to_the_list() {
        for country in countries() {
            for text in country
                .other_names()
                .chain(country.iso2)
                .chain(country.iso3)
            {
                let (reason, args) = judge(text, 2024).expect("it is not in the list");
                assert!([CODE, OTHER_NAME].contains(&reason), "{text}");
                let Some(Arg::Text(name)) = args.get("suggestion") else {
                    panic!("{text} leads nowhere");
                };
                assert_eq!(judge(name, 2024), None, "{text}");
            }
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            ("Allemange", MISSPELT, "Allemagne"),
            ("la France", MISSPELT, "France"),
            ("fr", CODE, "France"),
            (
                "Gibraltar",
                OTHER_NAME,
                "Territoires britanniques en Méditerranée",
            ),
            ("Guadeloupe", OTHER_NAME, "France"),
            ("République tchèque", OTHER_NAME, "Tchéquie"),
        ] {
            let (found, args) = judge(text, 2024).expect("it is not as it should be");
            assert_eq!(
                (found, args.get("suggestion")),
                (reason, Some(&suggestion.into())),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_none_is_unknown() {
        for text in ["", "Germany", "ZZ", "99100", "é"] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
