//! `invalid-property`: a property whose value is not of the kind that the standard asks for. The profile says so.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, JsonTypeSet, ValidationError};
use serde_json::Value;

use super::quoted_bound;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "invalid-property",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Unusable value in the schema",
        fr: "Valeur inutilisable dans le schéma",
    },
    why: Text {
        en: "A value of the wrong kind cannot be used. What it was meant to say is left out, and other tools may refuse \
             the whole schema.",
        fr: "Une valeur de la mauvaise sorte ne peut pas servir. Ce qu'elle devait dire est laissé de côté, et d'autres \
             outils risquent de refuser tout le schéma.",
    },
    reasons: &[
        Reason {
            id: "type",
            message: Text {
                en: "The value of `{property}` must be {expected}.",
                fr: "La valeur de `{property}` doit être {expected}.",
            },
            help: Text {
                en: "Write {expected} here. Until then the schema is read as if this value were not there.",
                fr: "Écrivez ici {expected}. D'ici là, le schéma est lu comme si cette valeur n'y était pas.",
            },
        },
        Reason {
            id: "choice",
            message: Text {
                en: "`{property}` has a value that does not exist. Possible values: {allowed}.",
                fr: "`{property}` a une valeur qui n'existe pas. Valeurs possibles : {allowed}.",
            },
            help: Text {
                en: "Write one of the possible values, in small letters and between quotes.",
                fr: "Écrivez l'une des valeurs possibles, en minuscules et entre guillemets.",
            },
        },
        Reason {
            id: "too-small",
            message: Text {
                en: "`{property}` cannot be less than {limit}.",
                fr: "`{property}` ne peut pas être inférieur à {limit}.",
            },
            help: Text {
                en: "Write a whole number from {limit} up, or remove the rule.",
                fr: "Écrivez un nombre entier supérieur ou égal à {limit}, ou supprimez la règle.",
            },
        },
        Reason {
            id: "empty",
            message: Text {
                en: "`{property}` is empty.",
                fr: "`{property}` est vide.",
            },
            help: Text {
                en: "Give it a value, or remove it.",
                fr: "Donnez-lui une valeur, ou supprimez cette propriété.",
            },
        },
        Reason {
            id: "no-name",
            message: Text {
                en: "This field has no name, so no column can belong to it: it is left out.",
                fr: "Ce champ n'a pas de nom, aucune colonne ne peut donc lui correspondre : il est laissé de côté.",
            },
            help: Text {
                en: "Give the field a `name`: the label of its column, as the first line of the file has it.",
                fr: "Donnez au champ un `name` : le titre de sa colonne, tel qu'il figure sur la première ligne du \
                     fichier.",
            },
        },
        Reason {
            id: "only-name",
            message: Text {
                en: "This field is only a text. It is read as the name of a field that has no rule.",
                fr: "Ce champ n'est qu'un texte. Il est lu comme le nom d'un champ sans aucune règle.",
            },
            help: Text {
                en: "Write the field as an object: {example}",
                fr: "Écrivez le champ sous forme d'objet : {example}",
            },
        },
        Reason {
            id: "incomplete",
            message: Text {
                en: "`{missing}` is missing in `{property}`.",
                fr: "Il manque `{missing}` dans `{property}`.",
            },
            help: Text {
                en: "Add `{missing}` between the braces { }.",
                fr: "Ajoutez `{missing}` entre les accolades { }.",
            },
        },
        Reason {
            id: "invalid",
            message: Text {
                en: "The value of `{property}` is not what Table Schema allows here.",
                fr: "La valeur de `{property}` n'est pas de celles que Table Schema autorise ici.",
            },
            help: Text {
                en: "Look the property up in the text of the standard, and write a value that it allows.",
                fr: "Cherchez cette propriété dans le texte de la norme, et écrivez une valeur qu'elle autorise.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "siret", "constraints": {"required": "yes"}}]}"#,
            data: "siret\n35600000000048\n",
            fails: Some("type"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places"}], "fieldsMatch": "all"}"#,
            data: "places\n12\n",
            fails: Some("choice"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "constraints": {"minLength": -1}}]}"#,
            data: "places\n12\n",
            fails: Some("too-small"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "constraints": {"enum": []}}]}"#,
            data: "places\n12\n",
            fails: Some("empty"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places"}, {"title": "Surface"}]}"#,
            data: "places\n12\n",
            fails: Some("no-name"),
        },
        Example {
            schema: r#"{"fields": ["places"]}"#,
            data: "places\n12\n",
            fails: Some("only-name"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places"}], "custom_checks": [{"params": {"column": "places"}}]}"#,
            data: "places\n12\n",
            fails: Some("incomplete"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}}]}"#,
            data: "day\n2024-05-01\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const TYPE: usize = 0;
const CHOICE: usize = 1;
const TOO_SMALL: usize = 2;
const EMPTY: usize = 3;
const NO_NAME: usize = 4;
const ONLY_NAME: usize = 5;
const INCOMPLETE: usize = 6;
const INVALID: usize = 7;

/// What the profile found, in words of dqcheck. `None` for the bound of a number that is written as the field writes
/// its numbers (`"1,5"`): whether it is one is for the type to say.
pub(in crate::schema) fn fault(error: &ValidationError<'_>) -> Option<Fault> {
    let pointer = error.instance_path().as_str();
    let value = error.instance();
    let is_field = is_field(pointer);
    let fault = |reason| Fault::new(&CHECK, reason, pointer).with("property", property(pointer));
    Some(match error.kind() {
        Kind::Type { .. } if is_field && value.is_string() => {
            fault(ONLY_NAME).with("example", r#"{"name": "…", "type": "string"}"#)
        }
        kind @ Kind::Type { .. } if has_digits(value) && expected(kind) == Some(NUMBER) => {
            let is_number = value.as_str()?.trim().parse::<f64>().is_ok();
            return is_number.then(|| quoted_bound::fault(pointer, property(pointer)));
        }
        Kind::Type { .. } => wrong_type(fault(TYPE), error.kind()),
        Kind::Required { property } if is_field && property == "name" => fault(NO_NAME),
        Kind::MinLength { .. } if pointer.ends_with("/name") && is_field_name(pointer) => {
            fault(NO_NAME)
        }
        Kind::Required { property } => {
            fault(INCOMPLETE).with("missing", property.as_str().unwrap_or_default())
        }
        Kind::Enum { options } => fault(CHOICE).with("allowed", texts(options)),
        Kind::Minimum { limit } => fault(TOO_SMALL).with("limit", limit.to_string()),
        Kind::MinItems { .. } | Kind::MinLength { .. } => fault(EMPTY),
        _ => fault(INVALID),
    })
}

/// Less than an error, where nothing is lost by which data is judged: the value is used all the same, or it describes.
pub(in crate::schema) fn weighed(fault: Fault) -> Fault {
    if fault.check != &CHECK {
        return fault;
    }
    let is_example = fault.pointer.ends_with("/example");
    match is_example || fault.reason == ONLY_NAME || is_usable_list(&fault) {
        true => fault.only(Severity::Warning),
        false => fault,
    }
}

/// Whether the value at fault is used all the same.
pub(in crate::schema) fn is_harmless(fault: &Fault) -> bool {
    fault.check == &quoted_bound::CHECK
        || (fault.check == &CHECK && matches!(fault.reason, NO_NAME | ONLY_NAME | INCOMPLETE))
        || is_usable_list(fault)
}

/// An empty list of fields describes no column, and an empty list of values allows none: other tools take both at
/// their word.
fn is_usable_list(fault: &Fault) -> bool {
    let is_list = fault.pointer == "/fields" || fault.pointer.ends_with("/constraints/enum");
    fault.check == &CHECK && fault.reason == EMPTY && is_list
}

/// `/fields/3`
fn is_field(pointer: &str) -> bool {
    pointer
        .strip_prefix("/fields/")
        .is_some_and(|rest| !rest.contains('/'))
}

/// `/fields/3/name`
fn is_field_name(pointer: &str) -> bool {
    pointer.strip_suffix("/name").is_some_and(is_field)
}

/// The innermost key of a pointer: an item of a list goes by the name of the list.
fn property(pointer: &str) -> &str {
    pointer
        .rsplit('/')
        .find(|step| !step.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or_default()
}

fn has_digits(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.contains(|c: char| c.is_ascii_digit())
}

fn texts(options: &Value) -> Vec<String> {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    options
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn wrong_type(fault: Fault, kind: &Kind) -> Fault {
    match expected(kind) {
        Some(expected) => fault.with("expected", expected),
        None => Fault {
            reason: INVALID,
            ..fault
        },
    }
}

const NUMBER: Text = Text {
    en: "a number, without quotes",
    fr: "un nombre, sans guillemets",
};

/// What the profile asks for, for each kind and mixture of kinds that stands in it.
fn expected(kind: &Kind) -> Option<Text> {
    let types = match kind {
        Kind::Type {
            kind: TypeKind::Single(single),
        } => JsonTypeSet::from(*single),
        Kind::Type {
            kind: TypeKind::Multiple(types),
        } => *types,
        _ => return None,
    };
    let has = |wanted: &[JsonType]| {
        types.iter().count() == wanted.len() && wanted.iter().all(|one| types.contains(*one))
    };
    let words = [
        (
            &[JsonType::String][..],
            Text {
                en: "a text, between quotes",
                fr: "un texte, entre guillemets",
            },
        ),
        (&[JsonType::Number], NUMBER),
        (
            &[JsonType::Integer],
            Text {
                en: "a whole number, without quotes",
                fr: "un nombre entier, sans guillemets",
            },
        ),
        (
            &[JsonType::Boolean],
            Text {
                en: "`true` or `false`, without quotes",
                fr: "`true` ou `false`, sans guillemets",
            },
        ),
        (
            &[JsonType::Array],
            Text {
                en: "a list, between brackets [ ]",
                fr: "une liste, entre crochets [ ]",
            },
        ),
        (
            &[JsonType::Object],
            Text {
                en: "an object, between braces { }",
                fr: "un objet, entre accolades { }",
            },
        ),
        (
            &[JsonType::String, JsonType::Array],
            Text {
                en: "a text between quotes or a list between brackets [ ]",
                fr: "un texte entre guillemets ou une liste entre crochets [ ]",
            },
        ),
        (
            &[JsonType::String, JsonType::Object],
            Text {
                en: "a text between quotes or an object between braces { }",
                fr: "un texte entre guillemets ou un objet entre accolades { }",
            },
        ),
        (
            &[JsonType::String, JsonType::Integer],
            Text {
                en: "a text between quotes or a whole number",
                fr: "un texte entre guillemets ou un nombre entier",
            },
        ),
        (
            &[JsonType::String, JsonType::Integer, JsonType::Object],
            Text {
                en: "a text between quotes, a whole number or an object with a `value`",
                fr: "un texte entre guillemets, un nombre entier ou un objet avec un `value`",
            },
        ),
        (
            &[JsonType::String, JsonType::Number],
            Text {
                en: "a number, or a text between quotes such as a date",
                fr: "un nombre, ou un texte entre guillemets tel qu'une date",
            },
        ),
    ];
    words
        .into_iter()
        .find_map(|(wanted, text)| has(wanted).then_some(text))
}
