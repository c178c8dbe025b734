//! `unchecked-reference`: a foreign key whose other table cannot be looked into. Said, so that nobody takes silence for
//! a pass; whoever hands out the tables knows when.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;
use crate::schema::{Fault, ForeignKey};

pub(in crate::schema) static CHECK: CheckDef = CheckDef {
    id: "unchecked-reference",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Schema,
    title: Text {
        en: "References to another table that could not be checked",
        fr: "Références à un autre tableau qui n'ont pas pu être contrôlées",
    },
    why: Text {
        en: "The schema says that values of this table must exist in another one. Without that other table nobody can \
             tell, so that a reference to nothing goes through.",
        fr: "Le schéma indique que des valeurs de ce tableau doivent exister dans un autre. Sans cet autre tableau, \
             personne ne peut le vérifier : une référence à ce qui n'existe pas passe inaperçue.",
    },
    reasons: &[
        Reason {
            id: "alone",
            message: Text {
                en: "The values of “{fields}” refer to the table “{resource}”, but this file was checked alone.",
                fr: "Les valeurs de « {fields} » renvoient au tableau « {resource} », mais ce fichier a été contrôlé seul.",
            },
            help: Text {
                en: "Describe both files in a `datapackage.json` in which one resource is named `{resource}`, and check \
                     that: `dqcheck datapackage.json`.",
                fr: "Décrivez les deux fichiers dans un `datapackage.json` dont une ressource s'appelle `{resource}`, \
                     puis contrôlez celui-ci : `dqcheck datapackage.json`.",
            },
        },
        Reason {
            id: "unknown-resource",
            message: Text {
                en: "The values of “{fields}” refer to the table “{resource}”, which the data package does not have.",
                fr: "Les valeurs de « {fields} » renvoient au tableau « {resource} », que le paquet de données ne contient \
                     pas.",
            },
            help: Text {
                en: "Write here the `name` of a resource of `datapackage.json`, or add the one that is missing.",
                fr: "Écrivez ici le `name` d'une ressource de `datapackage.json`, ou ajoutez celle qui manque.",
            },
        },
        Reason {
            id: "unreadable",
            message: Text {
                en: "The values of “{fields}” refer to the table “{resource}”, which could not be read.",
                fr: "Les valeurs de « {fields} » renvoient au tableau « {resource} », qui n'a pas pu être lu.",
            },
            help: Text {
                en: "Look at what is said of “{resource}”, put it right, then check again.",
                fr: "Voyez ce qui est dit de « {resource} », corrigez-le, puis recommencez le contrôle.",
            },
        },
        Reason {
            id: "unknown-column",
            message: Text {
                en: "The values of “{fields}” refer to columns of the table “{resource}”, which does not have all of \
                     them: “{reference}”.",
                fr: "Les valeurs de « {fields} » renvoient à des colonnes du tableau « {resource} » qui n'y sont pas \
                     toutes : « {reference} ».",
            },
            help: Text {
                en: "Write in `reference.fields` the names of columns of “{resource}”, exactly as in its schema and in \
                     its header.",
                fr: "Écrivez dans `reference.fields` des noms de colonnes de « {resource} », exactement comme dans son \
                     schéma et dans son en-tête.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "street"}],
                "foreignKeys": [{"fields": "street", "reference": {"resource": "streets", "fields": "code"}}]}"#,
            data: "id,street\n1,0420\n",
            fails: Some("alone"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id"}, {"name": "parent"}],
                "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}]}"#,
            data: "id,parent\n1,\n2,1\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "resource-error",
};

/// Why a reference cannot be checked: an index into the reasons.
pub(crate) const ALONE: usize = 0;
pub(crate) const UNKNOWN_RESOURCE: usize = 1;
pub(crate) const UNREADABLE: usize = 2;
pub(crate) const UNKNOWN_COLUMN: usize = 3;

/// The references of `key` to another table cannot be checked.
pub(crate) fn fault(key: &ForeignKey, reason: usize) -> Fault {
    let pointer = match reason {
        UNKNOWN_COLUMN => format!("{}/reference/fields", key.pointer),
        _ => format!("{}/reference/resource", key.pointer),
    };
    Fault::new(&CHECK, reason, pointer)
        .with("fields", key.fields.clone())
        .with("resource", key.resource.as_deref().unwrap_or_default())
        .with("reference", key.reference.clone())
}
