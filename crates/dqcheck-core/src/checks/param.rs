//! Parameters of a check that a schema names: a column, a list of numbers, and what is wrong with them.

use serde_json::Value;

use super::{Bind, Check};
use crate::check::{CheckDef, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static ALL: &[Check] = &[Check {
    def: &CHECK,
    bind: Bind::Reported,
}];

static CHECK: CheckDef = CheckDef {
    id: "unusable-parameter",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "A check that cannot be run as the schema asks for it",
        fr: "Un contrôle que le schéma demande mal",
    },
    why: Text {
        en: "The schema asks for a check but does not say it in a way that can be followed: the data is not checked on this point.",
        fr: "Le schéma demande un contrôle, mais d'une façon qui ne permet pas de l'appliquer : les données ne sont pas vérifiées sur ce point.",
    },
    reasons: &[
        Reason {
            id: "missing",
            message: Text {
                en: "The check \"{name}\" needs the parameter \"{param}\", which the schema does not give.",
                fr: "Le contrôle « {name} » a besoin du paramètre « {param} », que le schéma ne donne pas.",
            },
            help: Text {
                en: "Add \"{param}\" to the parameters of the check in the schema. `dqcheck explain {name}` lists them.",
                fr: "Ajoutez « {param} » aux paramètres du contrôle dans le schéma. `dqcheck explain {name}` en donne la liste.",
            },
        },
        Reason {
            id: "unknown-field",
            message: Text {
                en: "The check \"{name}\" is asked of the column \"{column}\", which is not a field of the schema.",
                fr: "Le contrôle « {name} » porte sur la colonne « {column} », qui ne fait pas partie des champs du schéma.",
            },
            help: Text {
                en: "Write the name of the field exactly as it stands in the schema, capitals included.",
                fr: "Écrivez le nom du champ exactement comme dans le schéma, majuscules comprises.",
            },
        },
        Reason {
            id: "unusable-value",
            message: Text {
                en: "The parameter \"{param}\" of the check \"{name}\" cannot be used: {expected} is expected.",
                fr: "Le paramètre « {param} » du contrôle « {name} » est inutilisable : il faut {expected}.",
            },
            help: Text {
                en: "Correct this parameter in the schema. `dqcheck explain {name}` shows an example.",
                fr: "Corrigez ce paramètre dans le schéma. `dqcheck explain {name}` en montre un exemple.",
            },
        },
    ],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "check-error",
};

/// The field that `param` names; without it, the field in which the request stands.
pub(super) fn column(
    request: &RuleRequest,
    schema: &Schema,
    param: &'static str,
) -> Result<usize, Fault> {
    let name = match (request.params.get(param), request.field) {
        (Some(Value::String(name)), _) => name,
        (None, Some(field)) => return Ok(field),
        (None, None) => {
            return Err(fault(
                request,
                "missing",
                None,
                Args::new().with("param", param),
            ));
        }
        (Some(_), _) => {
            let expected = Text {
                en: "the name of a field",
                fr: "le nom d'un champ",
            };
            return Err(unusable(request, param, expected));
        }
    };
    schema
        .fields
        .iter()
        .position(|field| field.name == *name)
        .ok_or_else(|| {
            let args = Args::new().with("column", name.as_str());
            fault(request, "unknown-field", Some(param), args)
        })
}

/// A parameter that must be there.
pub(super) fn required<'a>(
    request: &'a RuleRequest,
    param: &'static str,
) -> Result<&'a Value, Fault> {
    request
        .params
        .get(param)
        .ok_or_else(|| fault(request, "missing", None, Args::new().with("param", param)))
}

/// A parameter that is there but is not what is `expected`.
pub(super) fn unusable(request: &RuleRequest, param: &'static str, expected: Text) -> Fault {
    let args = Args::new().with("param", param).with("expected", expected);
    fault(request, "unusable-value", Some(param), args)
}

fn fault(request: &RuleRequest, reason: &str, param: Option<&str>, args: Args) -> Fault {
    // Where the parameters stand below the request depends on how the schema writes it: the request is pointed at.
    let pointer = match param {
        Some(param) if request.field.is_none() => format!("{}/params/{param}", request.pointer),
        _ => request.pointer.clone(),
    };
    Fault {
        check: &CHECK,
        reason: CHECK.reason(reason).expect("a reason of this check"),
        pointer,
        at_key: false,
        args: args.with("name", request.name.as_str()),
    }
}
