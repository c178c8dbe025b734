//! `region`: names of regions.

use std::sync::LazyLock;

use dqcheck_reference::{Region, region, regions};

use super::agreement::{Agreement, COMMUNE, DEPARTEMENT, OTHER_PLACE};
use super::names::{self, Names, renamed};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "region",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the name of a region",
        fr: "Nom de région inconnu",
    },
    why: Text {
        en: "The names of the 18 regions are those of the Code officiel géographique; under another name a row is missing from every count by region. The list is the same in all years that `cog` may name.",
        fr: "Les noms des 18 régions sont ceux du Code officiel géographique ; sous un autre nom, une ligne manque à tous les décomptes par région. La liste est la même pour toutes les années que `cog` peut désigner.",
    },
    reasons: &[
        names::MISSPELT,
        Reason {
            id: "code",
            message: Text {
                en: "“{value}” has the code of a region; the name alone is expected: “{suggestion}”.",
                fr: "« {value} » contient le code d'une région ; on attend le nom seul : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. If the column is for codes, its check is `code-region`.",
                fr: "Écrivez « {suggestion} ». Si la colonne est faite pour les codes, son contrôle est `code-region`.",
            },
        },
        Reason {
            id: "former",
            message: Text {
                en: "“{value}” is not a region any more: it is in “{suggestion}” now.",
                fr: "« {value} » n'est plus une région : elle fait maintenant partie de « {suggestion} ».",
            },
            help: Text {
                en: "The regions were joined in 2016. Write “{suggestion}”, or keep the old name in a column of its own.",
                fr: "Les régions ont été regroupées en 2016. Écrivez « {suggestion} », ou gardez l'ancien nom dans une colonne à part.",
            },
        },
        Reason {
            id: "short",
            message: Text {
                en: "“{value}” is short for the name of a region: “{suggestion}” is expected.",
                fr: "« {value} » est l'abréviation d'un nom de région : on attend « {suggestion} ».",
            },
            help: Text {
                en: "Write the name in full: “{suggestion}”.",
                fr: "Écrivez le nom en entier : « {suggestion} ».",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the name of a region.",
                fr: "« {value} » n'est pas le nom d'une région.",
            },
            help: Text {
                en: "Compare with the list of regions of the Code officiel géographique (insee.fr). It may be the name of a department.",
                fr: "Comparez avec la liste des régions du Code officiel géographique (insee.fr). Il s'agit peut-être du nom d'un département.",
            },
        },
        OTHER_PLACE,
    ],
    params: &[words::COLUMN, COG, DEPARTEMENT, COMMUNE],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "dep,region\n92,Île-de-France\n2A,CORSE\nHérault,occitanie\n,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n35,Bretange\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n92,11\n",
            fails: Some("code"),
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n67,Alsace\n",
            fails: Some("former"),
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n13,PACA\n",
            fails: Some("short"),
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n92,Hauts-de-Seine\n",
            fails: Some("unknown"),
        },
        Example {
            schema: SCHEMA,
            data: "dep,region\n92,Normandie\n",
            fails: Some("other-place"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "dep"}, {"name": "region"}],
  "custom_checks": [{"name": "region", "params": {"column": "region", "departement": "dep"}}]
}"#;

const MISSPELT: usize = 0;
const CODE: usize = 1;
const FORMER: usize = 2;
const SHORT: usize = 3;
const UNKNOWN: usize = 4;
const ELSEWHERE: usize = 5;

/// The regions until 2015, with their codes, and in which one they are now.
pub(super) const BEFORE_2016: [(&str, &str, &str); 17] = [
    ("Alsace", "42", "44"),
    ("Aquitaine", "72", "75"),
    ("Auvergne", "83", "84"),
    ("Basse-Normandie", "25", "28"),
    ("Bourgogne", "26", "27"),
    ("Centre", "24", "24"),
    ("Champagne-Ardenne", "21", "44"),
    ("Franche-Comté", "43", "27"),
    ("Haute-Normandie", "23", "28"),
    ("Languedoc-Roussillon", "91", "76"),
    ("Limousin", "74", "75"),
    ("Lorraine", "41", "44"),
    ("Midi-Pyrénées", "73", "76"),
    ("Nord-Pas-de-Calais", "31", "32"),
    ("Picardie", "22", "32"),
    ("Poitou-Charentes", "54", "75"),
    ("Rhône-Alpes", "82", "84"),
];

/// How the new regions were called in 2016, before they chose their names.
const IN_2016: [(&str, &str); 4] = [
    ("Alsace-Champagne-Ardenne-Lorraine", "Grand Est"),
    ("Aquitaine-Limousin-Poitou-Charentes", "Nouvelle-Aquitaine"),
    ("Languedoc-Roussillon-Midi-Pyrénées", "Occitanie"),
    ("Nord-Pas-de-Calais-Picardie", "Hauts-de-France"),
];

const ABBREVIATIONS: [(&str, &str); 8] = [
    ("ARA", "Auvergne-Rhône-Alpes"),
    ("AURA", "Auvergne-Rhône-Alpes"),
    ("BFC", "Bourgogne-Franche-Comté"),
    ("CVL", "Centre-Val de Loire"),
    ("HDF", "Hauts-de-France"),
    ("IDF", "Île-de-France"),
    ("PACA", "Provence-Alpes-Côte d'Azur"),
    ("PDL", "Pays de la Loire"),
];

static AGREEMENT: Agreement = Agreement {
    judge,
    meant: |text| REGIONS.find(text),
    others: &[DEPARTEMENT, COMMUNE],
    written: |department| department.region().name,
    reason: ELSEWHERE,
};

static REGIONS: LazyLock<Names> = LazyLock::new(|| Names::new(listed().map(|region| region.name)));

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    AGREEMENT.bind(request, schema)
}

/// The regions; what stands for one in the Pacific and elsewhere has a code of three digits, and is none.
pub(super) fn listed() -> impl Iterator<Item = &'static Region> {
    regions().filter(|region| region.code.len() == 2)
}

/// The region that has a name, however it is spelt.
pub(super) fn region_named(name: &str) -> Option<&'static Region> {
    let name = REGIONS.find(name)?;
    listed().find(|region| region.name == name)
}

/// The region of a name that is none any more.
pub(super) fn former(name: &str) -> Option<&'static str> {
    let before = BEFORE_2016.map(|(name, _, code)| (name, code));
    let region = renamed(&before, name).and_then(region);
    region
        .map(|region| region.name)
        .or_else(|| renamed(&IN_2016, name))
}

fn judge(text: &str, _: u16) -> Verdict {
    if REGIONS.find(text).is_some() {
        return None;
    }
    let code = listed().find(|region| region.code == text.trim());
    let code = code.map(|region| region.name);
    if let Some(name) = code.or_else(|| REGIONS.find_beside_number(text)) {
        return rather(CODE, name);
    }
    if let Some(name) = former(text) {
        return rather(FORMER, name);
    }
    if let Some(name) = renamed(&ABBREVIATIONS, text) {
        return rather(SHORT, name);
    }
    REGIONS
        .misspelt(MISSPELT, text)
        .or_else(|| because(UNKNOWN))
}

#[cfg(test)]
mod tests {
    use super::super::names::spellings;
    use super::*;

    #[test]
    fn every_one_of_the_list_passes_however_it_is_spelt() {
        for name in listed().map(|region| region.name) {
            for text in spellings(name) {
                assert_eq!(judge(&text, 2024), None, "{text}");
            }
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            ("Ile de Frence", MISSPELT, "Île-de-France"),
            ("Région Bretagne", MISSPELT, "Bretagne"),
            ("11", CODE, "Île-de-France"),
            ("11 - Île-de-France", CODE, "Île-de-France"),
            ("Centre", FORMER, "Centre-Val de Loire"),
            ("RHONE ALPES", FORMER, "Auvergne-Rhône-Alpes"),
            ("Alsace-Champagne-Ardenne-Lorraine", FORMER, "Grand Est"),
            ("Paca", SHORT, "Provence-Alpes-Côte d'Azur"),
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
    fn every_old_region_is_in_a_new_one() {
        for (name, _, _) in BEFORE_2016 {
            assert!(former(name).is_some(), "{name}");
        }
        for (name, now) in IN_2016.into_iter().chain(ABBREVIATIONS) {
            assert!(region_named(now).is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_none_is_unknown() {
        for text in ["", "Paris", "France", "Nouvelle-Calédonie", "988", "12"] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
