//! `unknown-constraint`: a constraint that does not exist, or not for the type of its field; other rules of a field too.

use serde_json::{Map, Value};

use super::misplaced_property::is_of_a_field;
use super::{constraints, described};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, misspelt};
use crate::schema::Fault;
use crate::schema::standard::{CONSTRAINTS, Constraint, RULES, TYPES, constraint};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-constraint",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "Constraint that does not exist",
        fr: "Contrainte qui n'existe pas",
    },
    why: Text {
        en: "A constraint that does not exist for a column cannot be applied, so data that breaks it goes through. \
             Some tools refuse the whole schema.",
        fr: "Une contrainte qui n'existe pas pour une colonne ne peut pas être appliquée : des données qui l'enfreignent \
             passent. Certains outils refusent tout le schéma.",
    },
    reasons: &[
        Reason {
            id: "not-for-type",
            message: Text {
                en: "A field of type `{type}` has no constraint `{property}`: it is not applied.",
                fr: "Un champ de type `{type}` n'a pas de contrainte `{property}` : elle n'est pas appliquée.",
            },
            help: Text {
                en: "Remove it, or give the field a type that has it: {types}.",
                fr: "Supprimez-la, ou donnez au champ un type qui la possède : {types}.",
            },
        },
        Reason {
            id: "rule-not-for-type",
            message: Text {
                en: "A field of type `{type}` has no `{property}`: this rule is not applied.",
                fr: "Un champ de type `{type}` n'a pas de `{property}` : cette règle n'est pas appliquée.",
            },
            help: Text {
                en: "Remove it, or give the field a type that has it: {types}. Any type can have a list of values as \
                     `enum` in `constraints`.",
                fr: "Supprimez-la, ou donnez au champ un type qui la possède : {types}. Tous les types peuvent avoir \
                     une liste de valeurs, `enum`, dans `constraints`.",
            },
        },
        Reason {
            id: "misspelt",
            message: Text {
                en: "There is no constraint `{property}`: `{suggestion}` was probably meant.",
                fr: "La contrainte `{property}` n'existe pas : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}`. Until then, the rule is not applied.",
                fr: "Écrivez `{suggestion}`. D'ici là, la règle n'est pas appliquée.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "There is no constraint `{property}`: it is not applied.",
                fr: "La contrainte `{property}` n'existe pas : elle n'est pas appliquée.",
            },
            help: Text {
                en: "Remove it, or write one of the constraints of Table Schema: {known}.",
                fr: "Supprimez-la, ou écrivez l'une des contraintes de Table Schema : {known}.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "open", "type": "boolean", "constraints": {"pattern": "true"}}]}"#,
            data: "open\ntrue\n",
            fails: Some("not-for-type"),
        },
        Example {
            schema: r#"{"fields": [{"name": "slope", "type": "number", "categories": [2.5, 5]}]}"#,
            data: "slope\n7.5\n",
            fails: Some("rule-not-for-type"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer", "constraints": {"min": 0}}]}"#,
            data: "places\n12\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer", "constraints": {"even": true}}]}"#,
            data: "places\n12\n",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer", "constraints": {"minimum": 0}}]}"#,
            data: "places\n12\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const NOT_FOR_TYPE: usize = 0;
const RULE_NOT_FOR_TYPE: usize = 1;
const MISSPELT: usize = 2;
const UNKNOWN: usize = 3;

/// The names that other tools have for the constraints.
const ELSEWHERE: &[(&str, &str)] = &[
    ("max", "maximum"),
    ("maxItems", "maxLength"),
    ("maxProperties", "maxLength"),
    ("min", "minimum"),
    ("minItems", "minLength"),
    ("minProperties", "minLength"),
    ("mandatory", "required"),
    ("regex", "pattern"),
    ("regexp", "pattern"),
    ("uniqueness", "unique"),
    ("values", "enum"),
];

pub(in crate::schema) fn find(
    schema: &Map<String, Value>,
    default_type: &str,
    faults: &mut Vec<Fault>,
) {
    for (pointer, field) in described(schema) {
        // A type that is unknown is told already; what its constraints may be is anyone's guess.
        let type_name = match field.get("type") {
            // As of the items of a list whose type is not said.
            None if pointer.ends_with("/arrayItem") => "any",
            None => default_type,
            Some(value) => match value.as_str() {
                Some(name) if TYPES.contains(&name) => name,
                _ => continue,
            },
        };
        for rule in RULES {
            if field.get(rule.name).is_some_and(says_something) && !rule.is_for(type_name) {
                let pointer = format!("{pointer}/{}", rule.name);
                // A property of another meaning may have that name: it is told, and refuses nothing.
                let fault = not_for_type(RULE_NOT_FOR_TYPE, pointer, rule, type_name);
                faults.push(fault.only(Severity::Warning));
            }
        }
        for (pointer, key) in constraints(&pointer, field) {
            if !is_of_a_field(key) {
                faults.extend(fault(pointer, key, type_name));
            }
        }
    }
}

fn fault(pointer: String, key: &str, type_name: &str) -> Option<Fault> {
    if let Some(constraint) = constraint(key) {
        return (!constraint.is_for(type_name))
            .then(|| not_for_type(NOT_FOR_TYPE, pointer, constraint, type_name));
    }
    let fault = |reason| {
        Fault::new(&CHECK, reason, pointer)
            .at_key()
            .with("property", key)
    };
    let known = || CONSTRAINTS.iter().map(|constraint| constraint.name);
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == key);
    let meant = elsewhere
        .map(|(_, own)| *own)
        .or_else(|| misspelt(key, known()));
    Some(match meant {
        Some(suggestion) => fault(MISSPELT).with("suggestion", suggestion),
        None => fault(UNKNOWN).with("known", known().map(str::to_owned).collect::<Vec<_>>()),
    })
}

fn not_for_type(reason: usize, pointer: String, rule: &Constraint, type_name: &str) -> Fault {
    let types: Vec<String> = rule.types().iter().map(|&name| name.to_owned()).collect();
    Fault::new(&CHECK, reason, pointer)
        .at_key()
        .with("property", rule.name)
        .with("type", type_name)
        .with("types", types)
}

/// Many schemas carry empty lists that ask for nothing.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(keys) => !keys.is_empty(),
        _ => false,
    }
}
