//! `incorrect-label`: columns are taken by their position, and one has another label than the field at its position.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const MISPLACED: usize = 0;
pub const RENAMED: usize = 1;
pub const OTHER: usize = 2;

pub static CHECK: CheckDef = CheckDef {
    id: "incorrect-label",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Header,
    title: Text {
        en: "Another name than the schema has at this position",
        fr: "Nom différent de celui que prévoit le schéma à cette position",
    },
    why: Text {
        en: "This schema wants its columns in a fixed order, so each is read by its position. Under \
             another name, its values may be those of another column.",
        fr: "Ce schéma veut ses colonnes dans un ordre fixe : chacune est lue d'après sa position. \
             Sous un autre nom, ses valeurs sont peut-être celles d'une autre colonne.",
    },
    reasons: &[
        Reason {
            id: "misplaced",
            message: Text {
                en: "Column {number} is “{label}”, which should be column {due}; “{field}” should \
                     stand here.",
                fr: "La colonne {number} est « {label} », qui devrait être la colonne {due} ; c'est \
                     « {field} » qui devrait se trouver ici.",
            },
            help: Text {
                en: "Put the columns in the order of the schema. In Excel: select a column, cut \
                     it, right-click the column before which it belongs, then “Insert Cut Cells”. \
                     If only the names were swapped, swap them back on the header line.",
                fr: "Mettez les colonnes dans l'ordre du schéma. Dans Excel : sélectionnez une \
                     colonne, coupez-la, faites un clic droit sur la colonne devant laquelle elle \
                     doit se trouver, puis « Insérer les cellules coupées ». Si seuls les noms \
                     ont été intervertis, remettez-les en place sur la ligne d'en-tête.",
            },
        },
        Reason {
            id: "renamed",
            message: Text {
                en: "Column {number} is named “{label}”; the schema writes “{field}”.",
                fr: "La colonne {number} s'appelle « {label} » ; le schéma écrit « {field} ».",
            },
            help: Text {
                en: "Write “{field}” on the header line: capital letters, accents, spaces and \
                     hyphens count.",
                fr: "Écrivez « {field} » sur la ligne d'en-tête : les majuscules, les accents, les \
                     espaces et les tirets comptent.",
            },
        },
        Reason {
            id: "other",
            message: Text {
                en: "Column {number} is named “{label}”; the schema has “{field}” here.",
                fr: "La colonne {number} s'appelle « {label} » ; le schéma prévoit ici \
                     « {field} ».",
            },
            help: Text {
                en: "If the column holds what the schema calls “{field}”, write that name on the \
                     header line. If not, a column is missing before it, or one is too many: \
                     compare the header line with the fields of the schema, one by one.",
                fr: "Si la colonne contient ce que le schéma appelle « {field} », écrivez ce nom \
                     sur la ligne d'en-tête. Sinon, il manque une colonne avant elle, ou il y en a \
                     une de trop : comparez la ligne d'en-tête et les champs du schéma, un par un.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,id\nMairie,1\n",
            fails: Some("misplaced"),
        },
        Example {
            schema: SCHEMA,
            data: "id,Nom\n1,Mairie\n",
            fails: Some("renamed"),
        },
        Example {
            schema: SCHEMA,
            data: "id,adresse\n1,3 place du Marché\n",
            fails: Some("other"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Mairie\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "incorrect-label",
};

const SCHEMA: &str = r#"{
  "fieldsMatch": "exact",
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"}
  ]
}"#;
