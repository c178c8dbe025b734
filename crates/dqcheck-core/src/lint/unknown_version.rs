//! `unknown-version`: a `$schema` that names no version of Table Schema.

use super::Subject;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{self, Fault};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "unknown-version",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "Unknown version of Table Schema",
        fr: "Version inconnue de Table Schema",
    },
    why: Text {
        en: "`$schema` says by which version of the standard the schema is to be read. Where tools do not know it, \
             each reads the schema in its own way.",
        fr: "`$schema` dit selon quelle version de la norme lire le schéma. Si les outils ne la connaissent pas, \
             chacun lit le schéma à sa façon.",
    },
    reasons: &[
        Reason {
            id: "json-schema",
            message: Text {
                en: "This is the address of JSON Schema, another standard: this schema is read as a Table Schema, \
                     version 1.",
                fr: "C'est l'adresse de JSON Schema, une autre norme : ce schéma est lu comme un Table Schema, version \
                     1.",
            },
            help: Text {
                en: "Remove `$schema`, or write the address of version 2: \
                     https://datapackage.org/profiles/2.0/tableschema.json",
                fr: "Supprimez `$schema`, ou écrivez l'adresse de la version 2 : \
                     https://datapackage.org/profiles/2.0/tableschema.json",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "No version of Table Schema has this address: this schema is read as one of version 1.",
                fr: "Aucune version de Table Schema n'a cette adresse : ce schéma est lu comme un schéma de version 1.",
            },
            help: Text {
                en: "Remove `$schema`, or write the address of version 2: \
                     https://datapackage.org/profiles/2.0/tableschema.json",
                fr: "Supprimez `$schema`, ou écrivez l'adresse de la version 2 : \
                     https://datapackage.org/profiles/2.0/tableschema.json",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"$schema": "http://json-schema.org/draft-07/schema#", "fields": [{"name": "id"}]}"#,
            data: "",
            fails: Some("json-schema"),
        },
        Example {
            schema: r#"{"$schema": "https://datapackage.org/profiles/9.0/tableschema.json", "fields": [{"name": "id"}]}"#,
            data: "",
            fails: Some("unknown"),
        },
        Example {
            schema: r#"{"$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json", "fields": [{"name": "id"}]}"#,
            data: "",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "schema-error",
};

const JSON_SCHEMA: usize = 0;
const UNKNOWN: usize = 1;

/// The hosts on which the standard has been published. A profile of somebody's own may have any other address.
const HOSTS: &[&str] = &["datapackage.org/", "frictionlessdata.io/"];

/// The addresses of version 1 under those hosts, as far as they are always the same.
const VERSION_1: &[&str] = &["/schemas/table-schema.json", "/1.0/tableschema.json"];

pub(super) fn find(subject: &Subject<'_>, faults: &mut Vec<Fault>) {
    let Some(address) = subject.json.get("$schema").and_then(|one| one.as_str()) else {
        return;
    };
    let is_of_standard = HOSTS.iter().any(|host| address.contains(host));
    let is_known =
        VERSION_1.iter().any(|end| address.ends_with(end)) || schema::is_version_2(subject.json);
    let reason = if address.contains("json-schema.org/") {
        JSON_SCHEMA
    } else if is_of_standard && !is_known {
        UNKNOWN
    } else {
        return;
    };
    faults.push(Fault::new(&CHECK, reason, "/$schema"));
}
