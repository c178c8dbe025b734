//! `unknown-param`: a setting that a check does not have.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, misspelt};
use crate::schema::{Fault, RuleRequest};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-param",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Setting that a check does not have",
        fr: "Réglage inconnu d'un contrôle",
    },
    why: Text {
        en: "A setting that the check does not know has no effect: the check looks for something else than its author \
             thinks.",
        fr: "Un réglage que le contrôle ne connaît pas reste sans effet : le contrôle cherche autre chose que ce que \
             croit son auteur.",
    },
    reasons: &[
        Reason {
            id: "misspelt",
            message: Text {
                en: "The check `{check}` has no setting `{param}`: `{suggestion}` was probably meant.",
                fr: "Le contrôle `{check}` n'a pas de réglage `{param}` : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}` in place of `{param}`.",
                fr: "Écrivez `{suggestion}` à la place de `{param}`.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "The check `{check}` has no setting `{param}`.",
                fr: "Le contrôle `{check}` n'a pas de réglage `{param}`.",
            },
            help: Text {
                en: "Remove it. The command `dqcheck explain {check}` tells the settings of the check.",
                fr: "Supprimez-le. La commande `dqcheck explain {check}` indique les réglages du contrôle.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id"}],
                "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"minRow": 1}}]}}"#,
            data: "id\na\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}],
                "dqcheck": {"checks": [{"name": "duplicate-row", "params": {"colour": "red"}}]}}"#,
            data: "id\na\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}],
                "dqcheck": {"checks": [{"name": "table-dimensions", "params": {"minRows": 1}}]}}"#,
            data: "id\na\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

const MISSPELT: usize = 0;
const UNKNOWN: usize = 1;

pub(in crate::schema) fn fault<'a>(
    request: &RuleRequest,
    param: &str,
    known: impl Iterator<Item = &'a str>,
) -> Fault {
    let fault = |reason| {
        Fault::new(&CHECK, reason, request.pointer_of(param))
            .at_key()
            .with("check", request.name.as_str())
            .with("param", request.written(param))
    };
    match misspelt(param, known) {
        Some(suggestion) => fault(MISSPELT).with("suggestion", suggestion),
        None => fault(UNKNOWN),
    }
}
