//! `invalid-param`: a setting of a check whose value is of the wrong kind.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "invalid-param",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Unusable setting of a check",
        fr: "Réglage de contrôle inutilisable",
    },
    why: Text {
        en: "With a setting that cannot be used the check cannot be applied, and data that breaks it goes through.",
        fr: "Avec un réglage inutilisable, le contrôle ne peut pas être appliqué, et des données qui l'enfreignent \
             passent.",
    },
    reasons: &[
        Reason {
            id: "invalid",
            message: Text {
                en: "The setting `{param}` of the check `{check}` must be {expected}: the check is not applied.",
                fr: "Le réglage `{param}` du contrôle `{check}` doit être {expected} : le contrôle n'est pas appliqué.",
            },
            help: Text {
                en: "Write {expected} here.",
                fr: "Écrivez ici {expected}.",
            },
        },
        Reason {
            id: "numbers",
            message: Text {
                en: "The setting `{param}` of the check `{check}` must be a list of {count} numbers: the check is not \
                     applied.",
                fr: "Le réglage `{param}` du contrôle `{check}` doit être une liste de {count} nombres : le contrôle \
                     n'est pas appliqué.",
            },
            help: Text {
                en: "Write {count} numbers here between brackets [ ], with commas between them and without quotes.",
                fr: "Écrivez ici {count} nombres entre crochets [ ], séparés par des virgules et sans guillemets.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "siret"}],
                "custom_checks": [{"name": "french-siret-value", "params": {"column": 1}}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("invalid"),
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

const INVALID: usize = 0;
const NUMBERS: usize = 1;

/// The setting must be `expected`.
pub(in crate::schema) fn fault(request: &RuleRequest, param: &str, expected: Text) -> Fault {
    of(INVALID, request, param).with("expected", expected)
}

/// The setting must be a list of `count` numbers.
pub(in crate::schema) fn numbers(request: &RuleRequest, param: &str, count: usize) -> Fault {
    of(NUMBERS, request, param).with("count", count)
}

fn of(reason: usize, request: &RuleRequest, param: &str) -> Fault {
    Fault::new(&CHECK, reason, request.pointer_of(param))
        .with("check", request.name.as_str())
        .with("param", request.written(param))
}
