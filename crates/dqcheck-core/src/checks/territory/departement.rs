//! `departement`: names of departments.

use dqcheck_reference::department;

use super::agreement::{Agreement, COMMUNE, DEPARTMENTS, OTHER_PLACE, department_named};
use super::names::{self, renamed};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "departement",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the name of a department",
        fr: "Nom de département inconnu",
    },
    why: Text {
        en: "The names of departments are those of the Code officiel géographique; under another name a row is missing \
             from every count by department. What stands for a department overseas counts as one. The list is the same \
             in all years that `cog` may name.",
        fr: "Les noms de départements sont ceux du Code officiel géographique ; sous un autre nom, une ligne manque à \
             tous les décomptes par département. Les collectivités d'outre-mer comptent comme des départements. La \
             liste est la même pour toutes les années que `cog` peut désigner.",
    },
    reasons: &[
        names::MISSPELT,
        Reason {
            id: "number",
            message: Text {
                en: "“{value}” has the number of a department; the name alone is expected: “{suggestion}”.",
                fr: "« {value} » contient le numéro d'un département ; on attend le nom seul : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. If the column is for numbers, its check is `numero-departement`.",
                fr: "Écrivez « {suggestion} ». Si la colonne est faite pour les numéros, son contrôle est \
                     `numero-departement`.",
            },
        },
        Reason {
            id: "former",
            message: Text {
                en: "“{value}” is the name that a department once had: it is called “{suggestion}” now.",
                fr: "« {value} » est l'ancien nom d'un département : il s'appelle maintenant « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”.",
                fr: "Écrivez « {suggestion} ».",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the name of a department.",
                fr: "« {value} » n'est pas le nom d'un département.",
            },
            help: Text {
                en: "Compare with the list of departments of the Code officiel géographique (insee.fr). It may be the \
                     name of a region or of a commune.",
                fr: "Comparez avec la liste des départements du Code officiel géographique (insee.fr). Il s'agit \
                     peut-être du nom d'une région ou d'une commune.",
            },
        },
        OTHER_PLACE,
    ],
    params: &[words::COLUMN, COG, COMMUNE],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee,departement\n92012,Hauts-de-Seine\n2A004,CORSE DU SUD\n97411,La Réunion\n,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "insee,departement\n92012,Haut-de-Seine\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,departement\n92012,92\n",
            fails: Some("number"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,departement\n44109,Loire-Inférieure\n",
            fails: Some("former"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,departement\n92012,Île-de-France\n",
            fails: Some("unknown"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,departement\n92012,Yvelines\n",
            fails: Some("other-place"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}, {"name": "departement"}],
  "custom_checks": [{"name": "departement", "params": {"column": "departement", "commune": "insee", "cog": "2024"}}]
}"#;

const MISSPELT: usize = 0;
const NUMBER: usize = 1;
const FORMER: usize = 2;
const UNKNOWN: usize = 3;
const ELSEWHERE: usize = 4;

/// Names that were changed, and what they are now.
const CHANGED: [(&str, &str); 6] = [
    ("Basses-Alpes", "Alpes-de-Haute-Provence"),
    ("Basses-Pyrénées", "Pyrénées-Atlantiques"),
    ("Charente-Inférieure", "Charente-Maritime"),
    ("Côtes-du-Nord", "Côtes-d'Armor"),
    ("Loire-Inférieure", "Loire-Atlantique"),
    ("Seine-Inférieure", "Seine-Maritime"),
];

static AGREEMENT: Agreement = Agreement {
    judge,
    meant: |text| department_named(text).map(|department| department.name),
    others: &[COMMUNE],
    written: |department| department.name,
    reason: ELSEWHERE,
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    AGREEMENT.bind(request, schema)
}

fn judge(text: &str, _: u16) -> Verdict {
    if DEPARTMENTS.find(text).is_some() {
        return None;
    }
    let number = department(text.trim()).map(|department| department.name);
    if let Some(name) = number.or_else(|| DEPARTMENTS.find_beside_number(text)) {
        return rather(NUMBER, name);
    }
    if let Some(name) = renamed(&CHANGED, text) {
        return rather(FORMER, name);
    }
    DEPARTMENTS
        .misspelt(MISSPELT, text)
        .or_else(|| because(UNKNOWN))
}

#[cfg(test)]
mod tests {
    use dqcheck_reference::departments;

    use super::super::names::spellings;
    use super::*;

    #[test]
    fn every_one_of_the_list_passes_however_it_is_spelt() {
        for name in departments().map(|department| department.name) {
            for text in spellings(name) {
                assert_eq!(judge(&text, 2024), None, "{text}");
            }
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            ("Hauts de Sein", MISSPELT, "Hauts-de-Seine"),
            ("le Var", MISSPELT, "Var"),
            ("Département du Rhône", MISSPELT, "Rhône"),
            ("Réunion", MISSPELT, "La Réunion"),
            ("2A", NUMBER, "Corse-du-Sud"),
            ("Paris (75)", NUMBER, "Paris"),
            ("Côtes du Nord", FORMER, "Côtes-d'Armor"),
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
        for text in [
            "",
            "Bretagne",
            "Corse",
            "Boulogne-Billancourt",
            "99",
            "é",
            "\u{0}",
        ] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
