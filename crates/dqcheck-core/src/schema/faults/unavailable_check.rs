//! `unavailable-check`: a schema asks for a check of another tool, which dqcheck does not have.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unavailable-check",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Schema,
    title: Text {
        en: "Check that dqcheck does not have yet",
        fr: "Contrôle que dqcheck ne possède pas encore",
    },
    why: Text {
        en: "The rule is sound, but this version of dqcheck does not check it. That nothing is said about it later does \
             not mean that the data follows it.",
        fr: "La règle est correcte, mais cette version de dqcheck ne la contrôle pas. L'absence d'alerte ne veut donc \
             pas dire que les données la respectent.",
    },
    reasons: &[Reason {
        id: "of-validata",
        message: Text {
            en: "`{name}` is a check of Validata, which this version of dqcheck does not have: it is not applied.",
            fr: "`{name}` est un contrôle de Validata, que cette version de dqcheck ne possède pas : il n'est pas \
                 appliqué.",
        },
        help: Text {
            en: "The schema need not change. Check this rule in another way.",
            fr: "Le schéma n'a pas à changer. Contrôlez cette règle d'une autre manière.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "rnb"}],
                "custom_checks": [{"name": "id-rnb", "params": {"column": "rnb"}}]}"#,
            data: "rnb\nA1B2C3D4E5F6\n",
            fails: Some("of-validata"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret"}],
                "custom_checks": [{"name": "french-siret-value", "params": {"column": "siret"}}]}"#,
            data: "siret\n35600000000048\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

const OF_VALIDATA: usize = 0;

/// The checks of Validata that are not in our registry. One that comes to it is found there first.
const VALIDATA: &[&str] = &["coordonnees-gps-francaises", "id-rnb"];

/// The fault of a name that another tool knows.
pub(in crate::schema) fn fault(pointer: &str, name: &str) -> Option<Fault> {
    VALIDATA
        .contains(&name)
        .then(|| Fault::new(&CHECK, OF_VALIDATA, pointer).with("name", name))
}
