//! `jsonSchema`: every object or array follows a JSON Schema (Table Schema v2).
//!
//! Nothing is ever fetched: a `$ref` may only point within the schema itself. It may not lead back to where it stands
//! either, and all of them written out must have a bounded size, so that no schema can keep a cell busy for ever.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::unreadable;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Arg, Args, Text};
use crate::schema::Field;
use crate::types::{Faults, FieldType};

pub static CHECK: CheckDef = CheckDef {
    id: "json-mismatch",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "JSON value that is not as described",
        fr: "Valeur JSON qui n'est pas comme décrite",
    },
    why: Text {
        en: "A program looks up the parts of this value by the names and kinds that the schema announces. It stops, or \
             leaves the row out, where one of them is missing or of another kind.",
        fr: "Un programme cherche les parties de cette valeur sous les noms et les sortes annoncés par le schéma. Il \
             s'arrête, ou écarte la ligne, si l'une d'elles manque ou est d'une autre sorte.",
    },
    reasons: &[
        Reason {
            id: "kind",
            message: Text {
                en: "In {place}, {item} is not {expected}.",
                fr: "Dans {place}, {item} n'est pas {expected}.",
            },
            help: Text {
                en: "Write a value of the expected kind. Numbers, true, false and null stand without quotes, texts in \
                     double quotes.",
                fr: "Écrivez une valeur de la sorte attendue. Les nombres, true, false et null s'écrivent sans \
                     guillemets, les textes entre guillemets doubles.",
            },
        },
        Reason {
            id: "missing-key",
            message: Text {
                en: "In {place}, “{key}” is missing.",
                fr: "Dans {place}, il manque « {key} ».",
            },
            help: Text {
                en: "Add this name with its value, or correct the name under which the value stands: capitals and \
                     accents count.",
                fr: "Ajoutez ce nom avec sa valeur, ou corrigez le nom sous lequel la valeur se trouve : les majuscules \
                     et les accents comptent.",
            },
        },
        Reason {
            id: "unknown-key",
            message: Text {
                en: "In {place}, there are parts that the schema does not allow: {keys}.",
                fr: "Dans {place}, des parties ne sont pas autorisées par le schéma : {keys}.",
            },
            help: Text {
                en: "Remove these parts, or correct their names.",
                fr: "Supprimez ces parties, ou corrigez leurs noms.",
            },
        },
        Reason {
            id: "unlisted",
            message: Text {
                en: "In {place}, {item} is not one of the allowed values: {allowed}.",
                fr: "Dans {place}, {item} ne fait pas partie des valeurs autorisées : {allowed}.",
            },
            help: Text {
                en: "Write one of the allowed values; capitals and accents count.",
                fr: "Écrivez l'une des valeurs autorisées ; les majuscules et les accents comptent.",
            },
        },
        Reason {
            id: "out-of-range",
            message: Text {
                en: "In {place}, {item} breaks the rule `{rule}`: {limit}.",
                fr: "Dans {place}, {item} ne respecte pas la règle `{rule}` : {limit}.",
            },
            help: Text {
                en: "Correct the number. Another unit or a lost decimal point is the usual cause.",
                fr: "Corrigez le nombre. Une autre unité ou un point décimal perdu en est la cause habituelle.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "In {place}, the number of characters, items or parts breaks the rule `{rule}`: {limit}.",
                fr: "Dans {place}, le nombre de caractères, d'éléments ou de parties ne respecte pas la règle `{rule}` : \
                     {limit}.",
            },
            help: Text {
                en: "Add what is missing, or remove what is too many.",
                fr: "Ajoutez ce qui manque, ou supprimez ce qui est en trop.",
            },
        },
        Reason {
            id: "form",
            message: Text {
                en: "In {place}, {item} does not have the form that the schema asks for: {rule}",
                fr: "Dans {place}, {item} n'a pas la forme demandée par le schéma : {rule}",
            },
            help: Text {
                en: "The description of the field in the schema says how to write this part.",
                fr: "La description du champ dans le schéma indique comment écrire cette partie.",
            },
        },
        Reason {
            id: "repeated-item",
            message: Text {
                en: "In {place}, the same item stands twice.",
                fr: "Dans {place}, le même élément figure deux fois.",
            },
            help: Text {
                en: "Remove the repeated items.",
                fr: "Supprimez les éléments répétés.",
            },
        },
        Reason {
            id: "other-rule",
            message: Text {
                en: "In {place}, {item} breaks the rule `{rule}` of the schema.",
                fr: "Dans {place}, {item} ne respecte pas la règle `{rule}` du schéma.",
            },
            help: Text {
                en: "Compare the value with the `jsonSchema` of this field, or ask whoever maintains the schema.",
                fr: "Comparez la valeur avec le `jsonSchema` de ce champ, ou interrogez les responsables du schéma.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 12.5, \"\"unite\"\": \"\"h\"\"}\"\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": \"\"12,50\"\"}\"\n",
            fails: Some("kind"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"unite\"\": \"\"h\"\"}\"\n",
            fails: Some("missing-key"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 1, \"\"Unité\"\": \"\"h\"\"}\"\n",
            fails: Some("unknown-key"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 1, \"\"unite\"\": \"\"heure\"\"}\"\n",
            fails: Some("unlisted"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": -1}\"\n",
            fails: Some("out-of-range"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 1, \"\"codes\"\": []}\"\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 1, \"\"codes\"\": [\"\"a1\"\"]}\"\n",
            fails: Some("form"),
        },
        Example {
            schema: SCHEMA,
            data: "tarif\n\"{\"\"prix\"\": 1, \"\"codes\"\": [\"\"A1\"\", \"\"A1\"\"]}\"\n",
            fails: Some("repeated-item"),
        },
        Example {
            schema: r#"{"fields": [{"name": "jours", "type": "array", "constraints": {"jsonSchema": {"contains": {"const": "lundi"}}}}]}"#,
            data: "jours\n\"[\"\"mardi\"\"]\"\n",
            fails: Some("other-rule"),
        },
    ],
    aliases: &["jsonSchema"],
    frictionless: "constraint-error",
};

const SCHEMA: &str = r#"{"fields": [{"name": "tarif", "type": "object", "constraints": {"jsonSchema": {"required": ["prix"], "additionalProperties": false, "properties": {"prix": {"type": "number", "minimum": 0}, "unite": {"enum": ["h", "min"]}, "codes": {"minItems": 1, "uniqueItems": true, "items": {"pattern": "^[A-Z][0-9]$"}}}}}}]}"#;

const KIND: usize = 0;
const MISSING_KEY: usize = 1;
const UNKNOWN_KEY: usize = 2;
const UNLISTED: usize = 3;
const OUT_OF_RANGE: usize = 4;
const LENGTH: usize = 5;
const FORM: usize = 6;
const REPEATED_ITEM: usize = 7;
const OTHER_RULE: usize = 8;

/// Objects that a schema may have with every `$ref` written out, and how deep they may lie.
const LARGEST: usize = 10_000;
const DEEPEST: usize = 128;

/// As for a `pattern` of Table Schema.
const BACKTRACKS: usize = 50_000;
const PATTERN_SIZE: usize = 1 << 20;

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    let Some(schema @ Value::Object(_)) = field.constraints.get("jsonSchema") else {
        return Ok(None);
    };
    if !["object", "array"].contains(&field.type_name.as_str()) {
        return Ok(None);
    }
    if !is_bounded(schema, schema, DEEPEST, &mut LARGEST.clone()) {
        let place = "constraints/jsonSchema";
        return Err(unreadable(field, "json-schema-reference", place, ""));
    }
    let patterns = PatternOptions::fancy_regex()
        .backtrack_limit(BACKTRACKS)
        .size_limit(PATTERN_SIZE)
        .dfa_size_limit(PATTERN_SIZE);
    let built = jsonschema::options()
        .offline()
        .with_pattern_options(patterns)
        .build(schema);
    match built {
        Ok(validator) => Ok(Some(Box::new(JsonSchema(validator)))),
        Err(error) => {
            let place = format!("constraints/jsonSchema{}", error.instance_path().as_str());
            let found = error.instance().to_string();
            Err(unreadable(field, "json-schema", &place, &found))
        }
    }
}

/// Whether the schema stays small with every reference written out, and none of them leaves it.
fn is_bounded(root: &Value, node: &Value, depth: usize, budget: &mut usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match node {
        Value::Array(items) => items
            .iter()
            .all(|item| is_bounded(root, item, depth, budget)),
        Value::Object(members) => {
            let Some(rest) = budget.checked_sub(1) else {
                return false;
            };
            *budget = rest;
            members
                .iter()
                .all(|(key, value)| match (key.as_str(), value) {
                    ("enum" | "const" | "default" | "examples", _) => true,
                    ("$ref", Value::String(target)) => target
                        .strip_prefix('#')
                        .and_then(|pointer| root.pointer(pointer))
                        .is_some_and(|target| is_bounded(root, target, depth, budget)),
                    ("$dynamicRef" | "$recursiveRef", Value::String(_)) => false,
                    // A part with a name of its own is another root for the references in it.
                    ("$id" | "id", Value::String(_)) => std::ptr::eq(node, root),
                    _ => is_bounded(root, value, depth, budget),
                })
        }
        _ => true,
    }
}

struct JsonSchema(Validator);

impl ColumnCheck for JsonSchema {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            // The type has read it as JSON before.
            if let Ok(value) = serde_json::from_slice(text)
                && !self.0.is_valid(&value)
            {
                let error = self.0.iter_errors(&value).next();
                faults.push(row, error.as_ref().map_or(OTHER_RULE, reason));
            }
        });
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        let value = serde_json::from_slice(text).unwrap_or_default();
        match self.0.iter_errors(&value).next() {
            Some(error) => told(&error),
            None => Args::new(),
        }
    }
}

fn reason(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        Kind::Type { .. } => KIND,
        Kind::Required { .. } => MISSING_KEY,
        Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. } => UNKNOWN_KEY,
        Kind::Enum { .. } | Kind::Constant { .. } => UNLISTED,
        Kind::Minimum { .. }
        | Kind::Maximum { .. }
        | Kind::ExclusiveMinimum { .. }
        | Kind::ExclusiveMaximum { .. }
        | Kind::MultipleOf { .. } => OUT_OF_RANGE,
        Kind::MinLength { .. }
        | Kind::MaxLength { .. }
        | Kind::MinItems { .. }
        | Kind::MaxItems { .. }
        | Kind::MinProperties { .. }
        | Kind::MaxProperties { .. } => LENGTH,
        Kind::Pattern { .. } | Kind::Format { .. } => FORM,
        Kind::UniqueItems => REPEATED_ITEM,
        _ => OTHER_RULE,
    }
}

/// What the message of a reason needs.
fn told(error: &ValidationError<'_>) -> Args {
    let args = Args::new()
        .with("place", place(error.instance_path().as_str()))
        .with("item", error.instance().to_string())
        .with("rule", error.kind().keyword());
    match error.kind() {
        Kind::Type { kind } => args.with("expected", expected(kind)),
        Kind::Required { property } => args.with("key", property.as_str().unwrap_or_default()),
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            args.with("keys", unexpected.clone())
        }
        Kind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            args.with(
                "allowed",
                options.iter().map(Value::to_string).collect::<Vec<_>>(),
            )
        }
        Kind::Constant { expected_value } => args.with("allowed", vec![expected_value.to_string()]),
        Kind::Minimum { limit }
        | Kind::Maximum { limit }
        | Kind::ExclusiveMinimum { limit }
        | Kind::ExclusiveMaximum { limit } => args.with("limit", limit.to_string()),
        Kind::MultipleOf { multiple_of } => args.with("limit", multiple_of.to_string()),
        Kind::MinLength { limit }
        | Kind::MaxLength { limit }
        | Kind::MinItems { limit }
        | Kind::MaxItems { limit }
        | Kind::MinProperties { limit }
        | Kind::MaxProperties { limit } => args.with("limit", *limit),
        Kind::Pattern { pattern } => args.with("rule", pattern.as_str()),
        Kind::Format { format } => args.with("rule", format.as_str()),
        _ => args,
    }
}

fn place(pointer: &str) -> Arg {
    match pointer {
        "" => Arg::Words(Text {
            en: "the whole value",
            fr: "l'ensemble de la valeur",
        }),
        pointer => Arg::Text(format!("`{pointer}`")),
    }
}

fn expected(kind: &TypeKind) -> Arg {
    let names: Vec<Text> = match kind {
        TypeKind::Single(one) => vec![name(*one)],
        TypeKind::Multiple(several) => several.iter().map(name).collect(),
    };
    Arg::said(|lang| {
        let or = Text {
            en: " or ",
            fr: " ou ",
        };
        let names: Vec<&str> = names.iter().map(|name| name.get(lang)).collect();
        names.join(or.get(lang))
    })
}

fn name(kind: JsonType) -> Text {
    match kind {
        JsonType::Array => Text {
            en: "a list [ ]",
            fr: "une liste [ ]",
        },
        JsonType::Boolean => Text {
            en: "true or false",
            fr: "true ou false",
        },
        JsonType::Integer => Text {
            en: "a whole number",
            fr: "un nombre entier",
        },
        JsonType::Null => Text {
            en: "null",
            fr: "null",
        },
        JsonType::Number => Text {
            en: "a number",
            fr: "un nombre",
        },
        JsonType::Object => Text {
            en: "an object { }",
            fr: "un objet { }",
        },
        JsonType::String => Text {
            en: "a text",
            fr: "un texte",
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, constrained, failures};
    use crate::message::Lang;

    fn bound(schema: Value) -> Wanted {
        bind(
            &constrained("array", json!({ "jsonSchema": schema })),
            &Stub::Array,
        )
    }

    fn refused(schema: Value) -> (&'static str, String) {
        let fault = bound(schema).err().expect("a fault");
        (fault.check.reasons[fault.reason].id, fault.pointer)
    }

    #[test]
    fn each_value_is_held_to_the_schema_and_the_first_breach_is_told() {
        let check = bound(json!({"items": {"$ref": "#/$defs/one"}, "$defs": {"one": {"type": ["integer", "null"]}}}))
            .expect("a good constraint")
            .expect("a check");
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Array,
                &["[1,null]", "[1,\"2\"]", "", "no"]
            ),
            [(1, "kind")]
        );
        let args = check.details(KIND, b"[1,\"2\"]");
        assert_eq!(
            CHECK.reasons[KIND].message.fill(&args, Lang::En),
            "In `/1`, \"2\" is not null or a whole number."
        );
    }

    #[test]
    fn every_message_has_its_values_in_both_languages() {
        for example in CHECK
            .examples
            .iter()
            .filter(|example| example.fails.is_some())
        {
            let schema: Value = serde_json::from_str(example.schema).expect("JSON");
            let constraint = &schema["fields"][0]["constraints"]["jsonSchema"];
            let check = bound(constraint.clone()).expect("good").expect("a check");
            let cell = example.data.lines().nth(1).expect("a cell");
            let cell = cell[1..cell.len() - 1].replace("\"\"", "\"");
            let reason = CHECK
                .reason(example.fails.expect("filtered"))
                .expect("known");
            let args = check.details(reason, cell.as_bytes());
            for lang in Lang::ALL {
                let told = CHECK.reasons[reason].message.fill(&args, lang);
                let open = [
                    "place", "item", "key", "keys", "allowed", "rule", "limit", "expected",
                ];
                assert!(
                    open.iter()
                        .all(|name| !told.contains(&format!("{{{name}}}"))),
                    "{told}"
                );
            }
        }
    }

    #[test]
    fn nothing_is_fetched_and_no_reference_goes_round_in_circles() {
        for schema in [
            json!({"$ref": "https://example.org/schema.json"}),
            json!({"$ref": "file:///etc/hostname"}),
            json!({"$ref": "other.json"}),
            json!({"$ref": "http://json-schema.org/draft-07/schema#"}),
            json!({"$ref": "#"}),
            json!({"allOf": [{"$ref": "#/allOf/0"}]}),
            json!({"items": {"$ref": "#"}}),
            json!({"$ref": "#/nowhere"}),
            json!({"$dynamicRef": "#a"}),
            json!({"items": {"$id": "https://example.org/", "$ref": "#"}}),
        ] {
            let (reason, pointer) = refused(schema.clone());
            assert_eq!(reason, "json-schema-reference", "{schema}");
            assert_eq!(pointer, "/fields/0/constraints/jsonSchema");
        }
    }

    #[test]
    fn references_that_double_at_each_step_are_refused() {
        let mut schema = json!({"$ref": "#/$defs/0", "$defs": {"40": true}});
        for step in 0..40 {
            let next = format!("#/$defs/{}", step + 1);
            schema["$defs"][step.to_string()] = json!({"allOf": [{"$ref": next}, {"$ref": next}]});
        }
        assert_eq!(refused(schema).0, "json-schema-reference");
    }

    #[test]
    fn what_is_no_json_schema_is_told_at_its_place() {
        assert_eq!(
            refused(json!({"items": {"type": "entier"}})),
            (
                "json-schema",
                "/fields/0/constraints/jsonSchema/items/type".to_owned()
            )
        );
        assert_eq!(refused(json!({"pattern": "("})).0, "json-schema");
    }

    #[test]
    fn only_objects_and_arrays_are_held_to_a_json_schema() {
        let field = constrained("string", json!({"jsonSchema": {"type": "string"}}));
        assert!(bind(&field, &Stub::Text).is_ok_and(|check| check.is_none()));
    }
}
