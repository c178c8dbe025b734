//! `foreign-key`: a reference to a row that does not exist, in this table or in another one.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const NOT_IN_FILE: usize = 0;
pub const NOT_IN_TABLE: usize = 1;
pub const PARTLY_EMPTY: usize = 2;
pub const OTHER_TYPE: usize = 3;
pub const WRITTEN_OTHERWISE: usize = 4;

pub static CHECK: CheckDef = CheckDef {
    id: "foreign-key",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Table,
    title: Text {
        en: "Reference to something that does not exist",
        fr: "Renvoi à quelque chose qui n'existe pas",
    },
    why: Text {
        en: "This value says which row of a table is meant: the street of an address, the station of a bus stop. When no \
             row has it, the link is broken, and whoever puts the two together loses this row or gets it wrong.",
        fr: "Cette valeur désigne une ligne d'un tableau : la voie d'une adresse, la station d'un arrêt de bus. Si aucune \
             ligne ne la porte, le lien est rompu, et quiconque rapproche les deux perd cette ligne ou se trompe.",
    },
    reasons: &[
        Reason {
            id: "not-in-file",
            message: Text {
                en: "No row of this file has “{key}” in “{reference}”.",
                fr: "Aucune ligne de ce fichier n'a « {key} » dans « {reference} ».",
            },
            help: Text {
                en: "Correct the value, or add the row that it refers to: what stands in “{fields}” must also stand in \
                     “{reference}”.",
                fr: "Corrigez la valeur, ou ajoutez la ligne qu'elle désigne : ce qui figure dans « {fields} » doit aussi \
                     figurer dans « {reference} ».",
            },
        },
        Reason {
            id: "not-in-table",
            message: Text {
                en: "No row of the table “{resource}” has “{key}” in “{reference}”.",
                fr: "Aucune ligne du tableau « {resource} » n'a « {key} » dans « {reference} ».",
            },
            help: Text {
                en: "Correct the value, or add the row that it refers to: what stands in “{fields}” must also stand in \
                     “{reference}” of “{resource}”.",
                fr: "Corrigez la valeur, ou ajoutez la ligne qu'elle désigne : ce qui figure dans « {fields} » doit aussi \
                     figurer dans « {reference} » de « {resource} ».",
            },
        },
        Reason {
            id: "partly-empty",
            message: Text {
                en: "Of “{fields}” only a part is filled in; it takes them together to refer to a row.",
                fr: "Parmi « {fields} », une partie seulement est remplie ; il les faut toutes pour désigner une ligne.",
            },
            help: Text {
                en: "Fill in all of “{fields}”, or leave all of them empty where nothing is referred to.",
                fr: "Remplissez toutes les cellules de « {fields} », ou laissez-les toutes vides s'il n'y a rien à \
                     désigner.",
            },
        },
        Reason {
            id: "other-type",
            message: Text {
                en: "“{key}” cannot be found in “{reference}”: the types of the columns differ, {kind} here and {other} \
                     there.",
                fr: "« {key} » est introuvable dans « {reference} » : les colonnes n'ont pas le même type, {kind} ici et \
                     {other} là-bas.",
            },
            help: Text {
                en: "In the schemas, give “{fields}” and “{reference}” the same type: a text is never the same as a number.",
                fr: "Dans les schémas, donnez le même type à « {fields} » et à « {reference} » : un texte n'est jamais égal à un \
                     nombre.",
            },
        },
        Reason {
            id: "written-otherwise",
            message: Text {
                en: "“{key}” is not written as in “{reference}”: there it is “{suggestion}”.",
                fr: "« {key} » n'est pas écrit comme dans « {reference} » : on y trouve « {suggestion} ».",
            },
            help: Text {
                en: "Write it alike on both sides. Blanks at the ends, capitals and zeros at the beginning count; a \
                     spreadsheet keeps the zeros of “{fields}” only if the column has the format Text.",
                fr: "Écrivez-le de la même façon des deux côtés. Les espaces aux extrémités, les majuscules et les zéros \
                     en tête comptent ; un tableur ne garde les zéros de « {fields} » que si la colonne est au format Texte.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,parent\n1,Ville,\n2,Mairie,01\n3,École,2\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,parent\n1,Ville,\n2,Mairie,1\n3,École,7\n",
            fails: Some("not-in-file"),
        },
        Example {
            schema: r#"{
  "fields": [{"name": "pays"}, {"name": "ville"}, {"name": "pays_jumeau"}, {"name": "ville_jumelle"}],
  "foreignKeys": [
    {"fields": ["pays_jumeau", "ville_jumelle"], "reference": {"resource": "", "fields": ["pays", "ville"]}}
  ]
}"#,
            data: "pays,ville,pays_jumeau,ville_jumelle\nFR,Neuville,BE,\nBE,Villers,FR,Neuville\n",
            fails: Some("partly-empty"),
        },
        Example {
            schema: r#"{
  "fields": [{"name": "id", "type": "integer"}, {"name": "parent", "type": "string"}],
  "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}]
}"#,
            data: "id,parent\n1,\n2,1\n",
            fails: Some("other-type"),
        },
        Example {
            schema: r#"{
  "fields": [{"name": "code", "type": "string"}, {"name": "chef_lieu", "type": "string"}],
  "foreignKeys": [{"fields": "chef_lieu", "reference": {"resource": "", "fields": "code"}}]
}"#,
            data: "code,chef_lieu\n01053,1053\n01004,01053\n",
            fails: Some("written-otherwise"),
        },
    ],
    aliases: &[],
    frictionless: "foreign-key",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"},
    {"name": "parent", "type": "integer"}
  ],
  "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}]
}"#;
