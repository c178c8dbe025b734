//! `bad-example`: an example that its own field refuses.

use serde_json::Value;

use super::Subject;
use super::trial::refusals;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::constraint::cell_text;
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "bad-example",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "An example that its own field refuses",
        fr: "Un exemple que son propre champ refuse",
    },
    why: Text {
        en: "People copy examples. Whoever follows this one has data refused; and some tools refuse the schema itself.",
        fr: "On recopie les exemples. Qui suit celui-ci verra ses données refusées ; et certains outils refusent le schéma \
             lui-même.",
    },
    reasons: &[
        Reason {
            id: "refused",
            message: Text {
                en: "The field refuses its own example: {what}",
                fr: "Le champ refuse son propre exemple : {what}",
            },
            help: Text {
                en: "Give an example that can be copied into a cell as it is: one value, without a remark. If this one is \
                 right, correct the type or the rule that refuses it.",
                fr: "Donnez un exemple qui puisse être recopié tel quel dans une cellule : une seule valeur, sans commentaire. \
                 Si celui-ci est bon, corrigez le type ou la règle qui le refuse.",
            },
        },
        Reason {
            id: "several",
            message: Text {
                en: "This example is a list or an object, which no cell of type `{type}` can be.",
                fr: "Cet exemple est une liste ou un objet, ce qu'aucune cellule de type `{type}` ne peut être.",
            },
            help: Text {
                en: "Keep one value, as it would stand in a cell. All values that are allowed belong into `enum`, in \
                     `constraints`.",
                fr: "Gardez une seule valeur, telle qu'elle figurerait dans une cellule. La liste de toutes les valeurs \
                     autorisées se met dans `enum`, dans `constraints`.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "side", "example": ["left", "right"]}]}"#,
            data: "",
            fails: Some("several"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "example": "14/07/2024"}]}"#,
            data: "",
            fails: Some("refused"),
        },
        Example {
            schema: r#"{"fields": [{"name": "siret", "example": "21920012800009", "customCheck": "french-siret-value"}]}"#,
            data: "",
            fails: Some("refused"),
        },
        Example {
            schema: r#"{"fields": [{"name": "day", "type": "date", "example": "2024-07-14"}]}"#,
            data: "",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "price", "type": "number", "decimalChar": ",", "example": 1.5}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "field-error",
};

const REFUSED: usize = 0;
const SEVERAL: usize = 1;

/// The types whose cells hold lists or objects.
const COMPOSED: &[&str] = &["array", "object", "list", "geojson", "geopoint", "any"];

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    for (at, field) in subject.schema.fields.iter().enumerate() {
        let pointer = format!("{}/example", field.pointer);
        let composed = matches!(field.example, Some(Value::Array(_) | Value::Object(_)));
        if composed && !COMPOSED.contains(&field.type_name.as_str()) {
            let fault = Fault::new(&CHECK, SEVERAL, pointer);
            faults.push(fault.with("type", field.type_name.as_str()));
            continue;
        }
        let example = field.example.as_ref().and_then(|one| cell_text(field, one));
        let Some(example) = example.filter(|example| !example.is_empty()) else {
            continue;
        };
        // One act mends it, whatever else it breaks.
        if let Some(refusal) = refusals(subject.schema, at, &[example]).into_iter().next() {
            faults.push(Fault::new(&CHECK, REFUSED, pointer).with("what", refusal.what));
        }
    }
}
