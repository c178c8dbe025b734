//! `unknown-check`: a schema asks for a check by a name that none has.

use super::unavailable_check;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, closest};
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-check",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Check that does not exist",
        fr: "Contrôle qui n'existe pas",
    },
    why: Text {
        en: "The schema, or a list of checks, asks for a check that dqcheck does not have. The rule is not applied, and \
             data that breaks it goes through.",
        fr: "Le schéma, ou une liste de contrôles, demande un contrôle que dqcheck ne possède pas. La règle n'est pas \
             appliquée, et des données qui l'enfreignent passent.",
    },
    reasons: &[
        Reason {
            id: "misspelt",
            message: Text {
                en: "There is no check named `{name}`: `{suggestion}` was probably meant.",
                fr: "Aucun contrôle ne s'appelle `{name}` : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}` in its place.",
                fr: "Écrivez `{suggestion}` à la place.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "There is no check named `{name}`.",
                fr: "Aucun contrôle ne s'appelle `{name}`.",
            },
            help: Text {
                en: "The command `dqcheck explain` lists the checks with their names. Write one of them, or remove this \
                     request.",
                fr: "La commande `dqcheck explain` donne la liste des contrôles avec leurs noms. Écrivez l'un d'eux, ou \
                     supprimez cette demande.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "siret", "customCheck": "french-siret-valeu"}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret", "customCheck": "horoscope"}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret", "customCheck": "siret"}]}"#,
            data: "siret\n35600000000048\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

const MISSPELT: usize = 0;
const UNKNOWN: usize = 1;

pub(in crate::schema) fn fault<'a>(
    pointer: String,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Fault {
    if let Some(fault) = unavailable_check::fault(&pointer, name) {
        return fault;
    }
    let fault = |reason| Fault::new(&CHECK, reason, pointer).with("name", name);
    match closest(name, known) {
        Some(suggestion) => fault(MISSPELT).with("suggestion", suggestion),
        None => fault(UNKNOWN),
    }
}
