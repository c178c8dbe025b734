//! `byte-order-mark`: a schema that begins with a byte order mark.

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::Fault;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "byte-order-mark",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Invisible mark at the beginning of the schema",
        fr: "Marque invisible au début du schéma",
    },
    why: Text {
        en: "JSON does not begin with a byte order mark. dqcheck passes over it, but many programs refuse the whole \
             file.",
        fr: "Un fichier JSON ne commence pas par une marque d'ordre des octets (BOM). dqcheck l'ignore, mais beaucoup \
             de programmes refusent tout le fichier.",
    },
    reasons: &[Reason {
        id: "mark",
        message: Text {
            en: "The file begins with a byte order mark (BOM), which no editor shows.",
            fr: "Le fichier commence par une marque d'ordre des octets (BOM), qu'aucun éditeur ne montre.",
        },
        help: Text {
            en: "Save the file again with the encoding “UTF-8”, not “UTF-8 with BOM”.",
            fr: "Enregistrez à nouveau le fichier avec l'encodage « UTF-8 », et non « UTF-8 avec BOM ».",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: "\u{feff}{\"fields\": [{\"name\": \"id\"}]}",
            data: "",
            fails: Some("mark"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const MARK: usize = 0;

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    if subject.text.starts_with('\u{feff}') {
        faults.push(Fault::new(&CHECK, MARK, ""));
    }
}
