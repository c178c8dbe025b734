//! `canton`: names of cantons.

use std::sync::LazyLock;

use dqcheck_reference::cantons;

use super::judged::Judged;
use super::names::{self, Names};
use super::vintage::COG;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "canton",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Not the name of a canton",
        fr: "Nom de canton inconnu",
    },
    why: Text {
        en: "The names of cantons are those of the Code officiel géographique; under another name a row is missing from every count by canton. The list is that of 2024, whichever year `cog` names: it has the cantons of 2015, and the names of towns that are several of them.",
        fr: "Les noms de cantons sont ceux du Code officiel géographique ; sous un autre nom, une ligne manque à tous les décomptes par canton. La liste est celle de 2024, quelle que soit l'année que `cog` désigne : elle contient les cantons de 2015 et les noms des villes qui en forment plusieurs.",
    },
    reasons: &[
        names::MISSPELT,
        Reason {
            id: "code",
            message: Text {
                en: "“{value}” is the code of a canton; its name is expected: “{suggestion}”.",
                fr: "« {value} » est le code d'un canton ; on attend son nom : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”.",
                fr: "Écrivez « {suggestion} ».",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "“{value}” is not the name of a canton.",
                fr: "« {value} » n'est pas le nom d'un canton.",
            },
            help: Text {
                en: "Cantons were redrawn in 2015: a name from before may be gone. Compare with the list of cantons of the Code officiel géographique (insee.fr); a part of a town has a number, such as Boulogne-Billancourt-1.",
                fr: "Les cantons ont été redécoupés en 2015 : un nom antérieur peut avoir disparu. Comparez avec la liste des cantons du Code officiel géographique (insee.fr) ; une partie de ville porte un numéro, par exemple Boulogne-Billancourt-1.",
            },
        },
    ],
    params: &[words::COLUMN, COG],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,canton\na,Boulogne-Billancourt-1\nb,LE HAVRE 6\nc,L'Isle-d'Abeau\nd,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,canton\na,Boulogne-Bilancourt-1\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,canton\na,9204\n",
            fails: Some("code"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,canton\na,Boulogne-Billancourt-Nord-Est\n",
            fails: Some("unknown"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "nom"}, {"name": "canton", "customCheck": {"name": "canton", "cog": "2024"}}]}"#;

const MISSPELT: usize = 0;
const CODE: usize = 1;
const UNKNOWN: usize = 2;

static CANTONS: LazyLock<Names> = LazyLock::new(|| Names::new(cantons().map(|canton| canton.name)));

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    Judged::bind(judge, request, schema)
}

fn judge(text: &str, _: u16) -> Verdict {
    if CANTONS.find(text).is_some() {
        return None;
    }
    let code = text.trim();
    if let Some(canton) = cantons().find(|canton| canton.code == code) {
        return rather(CODE, canton.name);
    }
    CANTONS
        .misspelt(MISSPELT, text)
        .or_else(|| because(UNKNOWN))
}

#[cfg(test)]
mod tests {
    use super::super::names::spellings;
    use super::*;

    #[test]
    fn every_one_of_the_list_passes_however_it_is_spelt() {
        for name in cantons().map(|canton| canton.name) {
            for text in spellings(name) {
                assert_eq!(judge(&text, 2024), None, "{text}");
            }
        }
    }

    #[test]
    fn each_way_to_write_it_otherwise_has_its_reason_and_its_remedy() {
        for (text, reason, suggestion) in [
            ("Boulogne Bilancourt 2", MISSPELT, "Boulogne-Billancourt-2"),
            ("Canton de Antony", MISSPELT, "Antony"),
            ("2A01", CODE, "Ajaccio-1"),
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
        for text in ["", "Boulogne-Billancourt-3", "92", "é", "Sceaux-Robinson"] {
            assert_eq!(judge(text, 2024), because(UNKNOWN), "{text}");
        }
    }
}
