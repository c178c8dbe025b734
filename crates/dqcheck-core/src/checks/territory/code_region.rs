//! `code-region`: codes of regions.

use dqcheck_reference::region;

use super::agreement::{Agreement, COMMUNE, DEPARTEMENT, OTHER_PLACE};
use super::region::{BEFORE_2016, former, listed, region_named};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "code-region",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the code of a region",
        fr: "Code de région inconnu",
    },
    why: Text {
        en: "The two digits of a region join a file with every other one. They changed in 2016, and are not the numbers of departments: 75 is Nouvelle-Aquitaine. The list is the same in all years that `cog` may name.",
        fr: "Les deux chiffres de la région permettent de rapprocher un fichier de tous les autres. Ils ont changé en 2016 et ne sont pas des numéros de départements : 75 est la Nouvelle-Aquitaine. La liste est la même pour toutes les années que `cog` peut désigner.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        words::DECIMALS,
        Reason {
            id: "former",
            message: Text {
                en: "“{value}” was the code of {former} until 2015, which is in {region} now: {suggestion} is expected.",
                fr: "« {value} » était jusqu'en 2015 le code de la région {former}, qui fait maintenant partie de {region} : on attend {suggestion}.",
            },
            help: Text {
                en: "The regions were joined in 2016. Write {suggestion}, or keep the old code in a column of its own.",
                fr: "Les régions ont été regroupées en 2016. Écrivez {suggestion}, ou gardez l'ancien code dans une colonne à part.",
            },
        },
        Reason {
            id: "name",
            message: Text {
                en: "“{value}” is the name of a region; its code is expected: {suggestion}.",
                fr: "« {value} » est le nom d'une région ; on attend son code : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the column is for names, its check is `region`.",
                fr: "Écrivez {suggestion}. Si la colonne est faite pour les noms, son contrôle est `region`.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the code of a region.",
                fr: "« {value} » n'est pas le code d'une région.",
            },
            help: Text {
                en: "Compare with the list of regions of the Code officiel géographique (insee.fr). It may be the number of a department.",
                fr: "Comparez avec la liste des régions du Code officiel géographique (insee.fr). Il s'agit peut-être du numéro d'un département.",
            },
        },
        OTHER_PLACE,
    ],
    params: &[words::COLUMN, COG, DEPARTEMENT, COMMUNE],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee,region\n92012,11\n2A004,94\n97411,04\n,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n92012, 11\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n97101,1\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n92012,11.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n67482,42\n",
            fails: Some("former"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n92012,Île-de-France\n",
            fails: Some("name"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n92012,92\n",
            fails: Some("unknown"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,region\n75056,75\n",
            fails: Some("other-place"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}, {"name": "region"}],
  "custom_checks": [{"name": "code-region", "params": {"column": "region", "commune": "insee"}}]
}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const DECIMALS: usize = 2;
const FORMER: usize = 3;
const NAME: usize = 4;
const UNKNOWN: usize = 5;
const ELSEWHERE: usize = 6;

static AGREEMENT: Agreement = Agreement {
    judge,
    meant: find,
    others: &[DEPARTEMENT, COMMUNE],
    written: |department| department.region().code,
    reason: ELSEWHERE,
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    AGREEMENT.bind(request, schema)
}

fn find(text: &str) -> Option<&'static str> {
    let mut codes = listed().map(|region| region.code);
    codes.find(|code| *code == text)
}

fn judge(text: &str, _: u16) -> Verdict {
    if find(text).is_some() {
        return None;
    }
    let whole = written::without_decimals(text.as_bytes());
    let bare = written::bare(whole.as_deref().unwrap_or(text));
    let padded = format!("{bare:0>2}");
    let other = match whole {
        Some(_) => DECIMALS,
        None if padded.len() > bare.len() => LOST_ZERO,
        None => WRITTEN_OTHERWISE,
    };
    if let Some(code) = find(&padded) {
        return rather(other, code);
    }
    if let Some((name, _, now)) = BEFORE_2016.iter().find(|(_, code, _)| *code == padded) {
        let args = Args::new().with("former", *name).with("suggestion", *now);
        return Some((
            FORMER,
            args.with("region", region(now).map_or("", |region| region.name)),
        ));
    }
    let now = former(text).and_then(region_named);
    match region_named(text).or(now) {
        Some(region) => rather(NAME, region.code),
        None => because(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_of_the_list_passes() {
        for code in listed().map(|region| region.code) {
            assert_eq!(judge(code, 2024), None, "{code}");
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            (" 11 ", WRITTEN_OTHERWISE, "11"),
            ("4", LOST_ZERO, "04"),
            ("4.0", DECIMALS, "04"),
            ("82", FORMER, "84"),
            ("22", FORMER, "32"),
            ("Grand Est", NAME, "44"),
            ("Picardie", NAME, "32"),
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
        for text in ["", "5", "05", "92", "988", "Paris", "é"] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
