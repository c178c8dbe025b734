//! `duplicate-property`: a key that stands twice between the same braces.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;
use crate::schema::place::repeated_keys;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "duplicate-property",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "A word that stands twice",
        fr: "Un mot écrit deux fois",
    },
    why: Text {
        en: "Of a word that stands twice between the same braces, JSON keeps one only. The rule of the other is never \
             applied, and data that breaks it goes through.",
        fr: "D'un mot écrit deux fois entre les mêmes accolades, le JSON n'en garde qu'un. La règle de l'autre n'est \
             jamais appliquée, et des données qui l'enfreignent passent.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "`{property}` stands on line {first} already: what it says there is lost, only this one counts.",
            fr: "`{property}` figure déjà à la ligne {first} : ce qu'il y dit est perdu, seul celui-ci compte.",
        },
        help: Text {
            en: "Keep one of the two. Where both are lists or objects, put what they hold together.",
            fr: "Gardez l'un des deux. Si les deux sont des listes ou des objets, réunissez leur contenu.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "lat", "constraints": {"required": true}, "constraints": {"unique": true}}]}"#,
            data: "lat\n48.8\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: r#"{"fields": [{"name": "lat", "constraints": {"required": true, "unique": true}}]}"#,
            data: "lat\n48.8\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const DUPLICATE: usize = 0;

pub(in crate::schema) fn find(text: &str, faults: &mut Vec<Fault>) {
    faults.extend(repeated_keys(text).into_iter().map(|repeated| {
        Fault::new(&CHECK, DUPLICATE, repeated.pointer)
            .at_key()
            .with("property", repeated.key)
            .with("first", repeated.first_line)
    }));
}
