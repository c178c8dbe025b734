//! What a field says about its type beside the name: `format`, separators, the words of a boolean.

use serde_json::Value;

use super::cause;
use crate::check::{CheckDef, Group, Reason, Severity};
use crate::message::{Arg, Args, Text};
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "type-option",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "A setting of the type cannot be used",
        fr: "Un réglage du type est inutilisable",
    },
    why: Text {
        en: "The schema says how the values of a field are written. Where that cannot be understood, its cells \
             cannot be read, and each tool will guess differently.",
        fr: "Le schéma dit comment s'écrivent les valeurs d'un champ. S'il n'est pas compréhensible, les cellules \
             ne peuvent pas être lues, et chaque outil devinera à sa façon.",
    },
    reasons: &[
        Reason {
            id: "unknown-format",
            message: Text {
                en: "The field “{field}” has the format “{value}”, which its type does not have.",
                fr: "Le champ « {field} » a pour format « {value} », qui n'existe pas pour ce type.",
            },
            help: Text {
                en: "In the schema, use one of these formats, or remove “format”: {expected}.",
                fr: "Dans le schéma, utilisez l'un de ces formats, ou supprimez « format » : {expected}.",
            },
        },
        Reason {
            id: "unknown-directive",
            message: Text {
                en: "The format “{value}” of the field “{field}” holds “{directive}”, which the standard does not have.",
                fr: "Le format « {value} » du champ « {field} » contient « {directive} », qui n'existe pas dans la norme.",
            },
            help: Text {
                en: "Write %Y for the year, %m for the month, %d for the day, %H, %M and %S for the time; %d and %m also read one digit.",
                fr: "Écrivez %Y pour l'année, %m pour le mois, %d pour le jour, %H, %M et %S pour l'heure ; %d et %m lisent aussi un seul chiffre.",
            },
        },
        Reason {
            id: "repeated-directive",
            message: Text {
                en: "The format “{value}” of the field “{field}” asks for “{directive}” twice.",
                fr: "Le format « {value} » du champ « {field} » demande deux fois « {directive} ».",
            },
            help: Text {
                en: "Keep one of them. %m is the month and %M the minute; %d is the day and %D does not exist.",
                fr: "N'en gardez qu'un. %m est le mois et %M la minute ; %d est le jour et %D n'existe pas.",
            },
        },
        Reason {
            id: "not-a-list-of-words",
            message: Text {
                en: "“{option}” of the field “{field}” is not a list of texts.",
                fr: "« {option} » du champ « {field} » n'est pas une liste de textes.",
            },
            help: Text {
                en: "Write a list with quotes round each word, such as [\"oui\", \"1\"].",
                fr: "Écrivez une liste avec des guillemets autour de chaque mot, par exemple [\"oui\", \"1\"].",
            },
        },
        Reason {
            id: "not-true-or-false",
            message: Text {
                en: "“{option}” of the field “{field}” is neither true nor false.",
                fr: "« {option} » du champ « {field} » ne vaut ni true ni false.",
            },
            help: Text {
                en: "Write true or false, without quotes.",
                fr: "Écrivez true ou false, sans guillemets.",
            },
        },
        Reason {
            id: "not-a-separator",
            message: Text {
                en: "“{option}” of the field “{field}” cannot stand in a number.",
                fr: "« {option} » du champ « {field} » ne peut pas figurer dans un nombre.",
            },
            help: Text {
                en: "Write a text without digits or signs, such as \",\" or \" \".",
                fr: "Écrivez un texte sans chiffre ni signe, par exemple \",\" ou \" \".",
            },
        },
        Reason {
            id: "same-separators",
            message: Text {
                en: "The field “{field}” uses “{value}” both for decimals and between thousands.",
                fr: "Le champ « {field} » utilise « {value} » à la fois pour les décimales et entre les milliers.",
            },
            help: Text {
                en: "Give “decimalChar” and “groupChar” different characters.",
                fr: "Donnez des caractères différents à « decimalChar » et à « groupChar ».",
            },
        },
    ],
    params: &[],
    // A fault of the schema: its examples would be schemas that fail to bind; the unit tests have them.
    examples: &[],
    aliases: &[],
    frictionless: "field-error",
};

/// A fault at the property `key` of `field`.
pub(super) fn fault(field: &Field, key: &str, reason: &str, args: Args) -> Fault {
    let value = match field.properties.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None if key == "format" => field.format.clone(),
        None => String::new(),
    };
    Fault {
        args: Args::new()
            .with("field", field.name.as_str())
            .with("option", key)
            .with("value", value)
            .and(&args),
        ..Fault::new(
            &CHECK,
            cause::index(&CHECK, reason),
            format!("{}/{key}", field.pointer),
        )
    }
}

/// The format of the field, if it is one of `known`.
pub(super) fn format(field: &Field, known: &[&'static str]) -> Result<&'static str, Fault> {
    if field.format.is_empty() {
        return Ok("default");
    }
    known
        .iter()
        .copied()
        .find(|known| *known == field.format)
        .ok_or_else(|| {
            let expected = known.iter().map(|&known| known.to_owned()).collect();
            let args = Args::new().with("expected", Arg::List(expected));
            fault(field, "format", "unknown-format", args)
        })
}

/// A list of texts.
pub(super) fn words(field: &Field, key: &str, default: &[&str]) -> Result<Vec<String>, Fault> {
    let word = |item: &Value| item.as_str().map(str::to_owned);
    let words = match field.properties.get(key) {
        None => Some(default.iter().map(|&word| word.to_owned()).collect()),
        Some(Value::Array(items)) => items.iter().map(word).collect(),
        Some(_) => None,
    };
    words.ok_or_else(|| fault(field, key, "not-a-list-of-words", Args::new()))
}

pub(super) fn flag(field: &Field, key: &str, default: bool) -> Result<bool, Fault> {
    match field.properties.get(key) {
        None => Ok(default),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(fault(field, key, "not-true-or-false", Args::new())),
    }
}

/// A separator within numbers; an empty text is none.
pub(super) fn separator(field: &Field, key: &str) -> Result<Option<String>, Fault> {
    match field.properties.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text))
            if !text.contains(|c: char| c.is_ascii_digit() || "+-".contains(c)) =>
        {
            Ok(Some(text.clone()))
        }
        Some(_) => Err(fault(field, key, "not-a-separator", Args::new())),
    }
}
