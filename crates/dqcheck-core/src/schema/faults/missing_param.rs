//! `missing-param`: a schema asks for a check without saying all that the check must know.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, misspelt};
use crate::schema::{Fault, RuleRequest};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "missing-param",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Check without a setting that it needs",
        fr: "Contrôle sans un réglage dont il a besoin",
    },
    why: Text {
        en: "Without this setting the check cannot be applied, and data that breaks it goes through.",
        fr: "Sans ce réglage, le contrôle ne peut pas être appliqué, et des données qui l'enfreignent passent.",
    },
    reasons: &[
        Reason {
            id: "missing",
            message: Text {
                en: "The check `{check}` needs `{param}`, which is not there: the check is not applied.",
                fr: "Le contrôle `{check}` a besoin de `{param}`, qui manque : le contrôle n'est pas appliqué.",
            },
            help: Text {
                en: "Add `{param}` to the settings of the check. The command `dqcheck explain {check}` says what it \
                     means.",
                fr: "Ajoutez `{param}` aux réglages du contrôle. La commande `dqcheck explain {check}` dit à quoi il \
                     sert.",
            },
        },
        Reason {
            id: "misspelt",
            message: Text {
                en: "The check `{check}` needs `{param}`, which is not there: `{found}` is probably a misspelling of it. \
                     The check is not applied.",
                fr: "Le contrôle `{check}` a besoin de `{param}`, qui manque : `{found}` en est sans doute une faute de \
                     frappe. Le contrôle n'est pas appliqué.",
            },
            help: Text {
                en: "Write `{param}` in place of `{found}`.",
                fr: "Écrivez `{param}` à la place de `{found}`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "siret"}], "custom_checks": [{"name": "french-siret-value"}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("missing"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret"}],
                "custom_checks": [{"name": "french-siret-value", "params": {"colunm": "siret"}}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("misspelt"),
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

const MISSING: usize = 0;
const MISSPELT: usize = 1;

pub(in crate::schema) fn fault(request: &RuleRequest, param: &str) -> Fault {
    let found = misspelt(param, request.params.keys().map(String::as_str));
    let fault = match found {
        Some(found) => Fault::new(&CHECK, MISSPELT, request.pointer_of(found))
            .at_key()
            .with("found", found),
        None => Fault::new(&CHECK, MISSING, request.pointer.as_str()),
    };
    fault
        .with("check", request.name.as_str())
        .with("param", param)
}
