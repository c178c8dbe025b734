//! `numero-departement`: numbers of departments.

use dqcheck_reference::{LATEST, commune, department, successor, with_postal_code};

use super::agreement::{Agreement, COMMUNE, OTHER_PLACE, department_named};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "numero-departement",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the number of a department",
        fr: "Numéro de département inconnu",
    },
    why: Text {
        en: "The number of a department joins a file with every other one. It has two characters, with the zero at its front, or three overseas. The list is the same in all years that `cog` may name.",
        fr: "Le numéro du département permet de rapprocher un fichier de tous les autres. Il a deux caractères, zéro initial compris, ou trois outre-mer. La liste est la même pour toutes les années que `cog` peut désigner.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        words::DECIMALS,
        Reason {
            id: "corsica",
            message: Text {
                en: "“{value}” was the number of Corsica until 1976: 2A or 2B is expected.",
                fr: "« {value} » était le numéro de la Corse jusqu'en 1976 : on attend 2A ou 2B.",
            },
            help: Text {
                en: "Write 2A for Corse-du-Sud (Ajaccio) and 2B for Haute-Corse (Bastia). Postal codes alone still begin with 20.",
                fr: "Écrivez 2A pour la Corse-du-Sud (Ajaccio) et 2B pour la Haute-Corse (Bastia). Seuls les codes postaux commencent encore par 20.",
            },
        },
        Reason {
            id: "of-a-commune",
            message: Text {
                en: "“{value}” is a code of a commune; the number of its department is expected: {suggestion}.",
                fr: "« {value} » est un code de commune ; on attend le numéro de son département : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the column is for communes, its check is `code-commune-insee` or `code-postal`.",
                fr: "Écrivez {suggestion}. Si la colonne est faite pour les communes, son contrôle est `code-commune-insee` ou `code-postal`.",
            },
        },
        Reason {
            id: "name",
            message: Text {
                en: "“{value}” is the name of a department; its number is expected: {suggestion}.",
                fr: "« {value} » est le nom d'un département ; on attend son numéro : {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the column is for names, its check is `departement`.",
                fr: "Écrivez {suggestion}. Si la colonne est faite pour les noms, son contrôle est `departement`.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the number of a department.",
                fr: "« {value} » n'est pas le numéro d'un département.",
            },
            help: Text {
                en: "The numbers are 01 to 95, with 2A and 2B for Corsica, 971 to 978 overseas, and 984 to 989 in the Pacific and the far south.",
                fr: "Les numéros vont de 01 à 95, avec 2A et 2B pour la Corse, de 971 à 978 outre-mer et de 984 à 989 dans le Pacifique et les terres australes.",
            },
        },
        OTHER_PLACE,
    ],
    params: &[words::COLUMN, COG, COMMUNE],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee,dep\n01004,01\n2A004,2A\n97411,974\n,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n2A004,2a\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n01004,1\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n92012,92.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n2A004,20\n",
            fails: Some("corsica"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n92012,92012\n",
            fails: Some("of-a-commune"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n92012,Hauts-de-Seine\n",
            fails: Some("name"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n92012,96\n",
            fails: Some("unknown"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,dep\n92012,78\n",
            fails: Some("other-place"),
        },
    ],
    aliases: &["code-departement"],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}, {"name": "dep"}],
  "custom_checks": [{"name": "numero-departement", "params": {"column": "dep", "commune": "insee"}}]
}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const DECIMALS: usize = 2;
const CORSICA: usize = 3;
const OF_A_COMMUNE: usize = 4;
const NAME: usize = 5;
const UNKNOWN: usize = 6;
const ELSEWHERE: usize = 7;

static AGREEMENT: Agreement = Agreement {
    judge,
    meant: |text| department(text).map(|department| department.code),
    others: &[COMMUNE],
    written: |department| department.code,
    reason: ELSEWHERE,
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    AGREEMENT.bind(request, schema)
}

fn judge(text: &str, _: u16) -> Verdict {
    if department(text).is_some() {
        return None;
    }
    let whole = written::without_decimals(text.as_bytes());
    let bare = written::bare(whole.as_deref().unwrap_or(text));
    let number = match bare.strip_prefix('0') {
        // Building permits and other files write three characters everywhere.
        Some(rest) if rest.len() == 2 => rest,
        _ => &bare,
    };
    let padded = format!("{number:0>2}");
    let other = match whole {
        Some(_) => DECIMALS,
        None if padded.len() > number.len() => LOST_ZERO,
        None => WRITTEN_OTHERWISE,
    };
    if let Some(department) = department(&padded) {
        return rather(other, department.code);
    }
    if matches!(number, "20" | "20A" | "20B") {
        return because(CORSICA);
    }
    let communes = commune(&bare, LATEST).or_else(|| successor(&bare));
    if let Some(commune) = communes.or_else(|| with_postal_code(&bare, LATEST).next()) {
        return rather(OF_A_COMMUNE, commune.department().code);
    }
    match department_named(text) {
        Some(department) => rather(NAME, department.code),
        None => because(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use dqcheck_reference::departments;

    use super::*;

    #[test]
    fn every_one_of_the_list_passes() {
        for code in departments().map(|department| department.code) {
            assert_eq!(judge(code, 2024), None, "{code}");
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            ("2a", WRITTEN_OTHERWISE, "2A"),
            ("092", WRITTEN_OTHERWISE, "92"),
            ("02B", WRITTEN_OTHERWISE, "2B"),
            (" 75", WRITTEN_OTHERWISE, "75"),
            ("1", LOST_ZERO, "01"),
            ("9", LOST_ZERO, "09"),
            ("1.0", DECIMALS, "01"),
            ("75,00", DECIMALS, "75"),
            ("92012", OF_A_COMMUNE, "92"),
            ("97411", OF_A_COMMUNE, "974"),
            ("13090", OF_A_COMMUNE, "13"),
            ("val d oise", NAME, "95"),
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
    fn corsica_is_two() {
        for text in ["20", "020", "20A", "20.0"] {
            assert_eq!(judge(text, 2024), because(CORSICA), "{text}");
        }
    }

    #[test]
    fn what_is_none_is_unknown() {
        for text in ["", "0", "00", "96", "979", "Bretagne", "99999", "é", "２"] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
