//! `quoted-bound`: the bound of a number is written as a text. It is used all the same.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "quoted-bound",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Bound between quotes",
        fr: "Borne entre guillemets",
    },
    why: Text {
        en: "JSON tells a number from a text by its quotes. A tool that takes the bound for a text compares letters, or \
             refuses the schema.",
        fr: "En JSON, les guillemets distinguent un texte d'un nombre. Un outil qui prend la borne pour un texte compare \
             des lettres, ou refuse le schéma.",
    },
    reasons: &[Reason {
        id: "quoted",
        message: Text {
            en: "The bound `{property}` is a text: a number is written without quotes.",
            fr: "La borne `{property}` est un texte : un nombre s'écrit sans guillemets.",
        },
        help: Text {
            en: "Remove the quotes round the number. dqcheck applies the bound all the same; other tools may not.",
            fr: "Enlevez les guillemets autour du nombre. dqcheck applique la borne quand même ; d'autres outils \
                     peut-être pas.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "places", "type": "integer", "constraints": {"minimum": "0"}}]}"#,
            data: "places\n12\n",
            fails: Some("quoted"),
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

pub(super) fn fault(pointer: &str, property: &str) -> Fault {
    Fault::new(&CHECK, 0, pointer).with("property", property)
}
