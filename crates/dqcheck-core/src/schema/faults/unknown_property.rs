//! `unknown-property`: a key that looks like a word of Table Schema, and is none.

use serde_json::{Map, Value};

use super::fields;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Text, misspelt};
use crate::schema::Fault;
use crate::schema::place::escape;
use crate::schema::standard::{CONSTRAINTS, DESCRIBING, OF_A_FIELD, OF_A_SCHEMA, OF_BOTH};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unknown-property",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Word that Table Schema does not know",
        fr: "Mot inconnu de Table Schema",
    },
    why: Text {
        en: "Tools pass over a word that they do not know without a sound. The rule that it was meant to set is then \
             never applied, and bad data goes through.",
        fr: "Les outils ignorent en silence un mot qu'ils ne connaissent pas. La règle qu'il devait poser n'est alors \
             jamais appliquée, et des données fausses passent.",
    },
    reasons: &[
        Reason {
            id: "misspelt",
            message: Text {
                en: "Table Schema has no `{property}`: `{suggestion}` was probably meant.",
                fr: "Table Schema ne connaît pas `{property}` : il s'agit sans doute de `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}` in the schema. Until then, what stands under `{property}` has no effect.",
                fr: "Écrivez `{suggestion}` dans le schéma. D'ici là, le contenu de `{property}` reste sans effet.",
            },
        },
        Reason {
            id: "json-schema",
            message: Text {
                en: "`{property}` is a word of other standards (JSON Schema, OpenAPI). In a Table Schema it has no \
                     effect.",
                fr: "`{property}` est un mot d'autres normes (JSON Schema, OpenAPI). Dans un Table Schema, il reste sans \
                     effet.",
            },
            help: Text {
                en: "Remove it. {instead}",
                fr: "Supprimez-le. {instead}",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "lat", "type": "number", "contraints": {"minimum": 41}}]}"#,
            data: "lat\n48.8\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "tel", "nullable": true}]}"#,
            data: "tel\n3975\n",
            fails: Some("json-schema"),
        },
        Example {
            schema: r#"{"fields": [{"name": "lat", "type": "number", "comment": "WGS 84"}], "author": "Town"}"#,
            data: "lat\n48.8\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const MISSPELT: usize = 0;
const JSON_SCHEMA: usize = 1;

/// Words of JSON Schema and OpenAPI that publishers take for words of Table Schema, with what to write in their place.
const FOREIGN: &[(&[&str], Text)] = &[
    (
        &["nullable"],
        Text {
            en: "A cell may be empty unless `constraints` has `\"required\": true`.",
            fr: "Une cellule peut être vide sauf si `constraints` contient `\"required\": true`.",
        },
    ),
    (
        &["minItems", "maxItems", "minProperties", "maxProperties"],
        Text {
            en: "To count the items of a list or the keys of an object, write `minLength` and `maxLength` in \
                 `constraints`.",
            fr: "Pour compter les éléments d'une liste ou les clés d'un objet, écrivez `minLength` et `maxLength` \
                 dans `constraints`.",
        },
    ),
    (
        &["examples"],
        Text {
            en: "Write one value, as it would stand in a cell, under `example`.",
            fr: "Écrivez une seule valeur, telle qu'elle figurerait dans une cellule, sous `example`.",
        },
    ),
    (
        &["default"],
        Text {
            en: "An empty cell stays empty: say in `description` what that means.",
            fr: "Une cellule vide reste vide : dites dans `description` ce que cela signifie.",
        },
    ),
    (
        &["const"],
        Text {
            en: "To allow one value only, write an `enum` of one value in `constraints`.",
            fr: "Pour n'autoriser qu'une valeur, écrivez dans `constraints` un `enum` d'une seule valeur.",
        },
    ),
    (
        &[
            "items",
            "prefixItems",
            "uniqueItems",
            "contains",
            "properties",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
        ],
        Text {
            en: "What a list or an object may hold is said by `jsonSchema` in `constraints` (Table Schema, version 2).",
            fr: "Ce que peut contenir une liste ou un objet se dit par `jsonSchema` dans `constraints` (Table Schema, \
                 version 2).",
        },
    ),
    (
        &[
            "anyOf",
            "oneOf",
            "allOf",
            "not",
            "if",
            "then",
            "else",
            "$ref",
            "$defs",
            "multipleOf",
        ],
        Text {
            en: "Table Schema has no such rule; `pattern` or `enum` in `constraints` may do instead.",
            fr: "Table Schema n'a pas de règle de ce genre ; `pattern` ou `enum` dans `constraints` peuvent suffire.",
        },
    ),
];

pub(in crate::schema) fn find(schema: &Map<String, Value>, faults: &mut Vec<Fault>) {
    look("", schema, OF_A_SCHEMA, faults);
    for (pointer, field) in fields(schema) {
        look(&pointer, field, OF_A_FIELD, faults);
    }
}

fn look(pointer: &str, object: &Map<String, Value>, own: &[&'static str], faults: &mut Vec<Fault>) {
    let known = || own.iter().chain(DESCRIBING).chain(OF_BOTH).copied();
    for key in object.keys() {
        if known().any(|word| word == key) || is_of_another_place(key) {
            continue;
        }
        let at = || format!("{pointer}/{}", escape(key));
        if let Some((_, instead)) = FOREIGN
            .iter()
            .find(|(words, _)| words.contains(&key.as_str()))
        {
            faults.push(
                Fault::new(&CHECK, JSON_SCHEMA, at())
                    .at_key()
                    .with("property", key.as_str())
                    .with("instead", *instead),
            );
        } else if let Some(suggestion) = misspelt(key, known()) {
            faults.push(
                Fault::new(&CHECK, MISSPELT, at())
                    .at_key()
                    .with("property", key.as_str())
                    .with("suggestion", suggestion),
            );
        }
    }
}

/// Whether the word is one of Table Schema after all; that it stands in the wrong place is told elsewhere.
fn is_of_another_place(key: &str) -> bool {
    OF_A_FIELD.contains(&key)
        || OF_A_SCHEMA.contains(&key)
        || CONSTRAINTS.iter().any(|constraint| constraint.name == key)
}
