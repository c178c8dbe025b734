//! `duplicate-combination`: two rows with the same values in columns that `uniqueKeys` puts together.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const VALUE: usize = 0;
pub const COMBINATION: usize = 1;

pub static CHECK: CheckDef = CheckDef {
    id: "duplicate-combination",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Table,
    title: Text {
        en: "Values that are already used together",
        fr: "Valeurs déjà utilisées ensemble",
    },
    why: Text {
        en: "The schema says that these values, taken together, appear only once. When they appear again, they no longer \
             tell which row is meant, and the same thing may be counted twice.",
        fr: "Le schéma indique que ces valeurs, prises ensemble, n'apparaissent qu'une fois. Si elles reviennent, on ne \
             sait plus quelle ligne elles désignent, et une même chose risque d'être comptée deux fois.",
    },
    reasons: &[
        Reason {
            id: "value",
            message: Text {
                en: "“{key}” is already on line {first_line}; each value of “{fields}” must appear only once.",
                fr: "« {key} » figure déjà à la ligne {first_line} ; chaque valeur de « {fields} » ne doit apparaître qu'une \
                     fois.",
            },
            help: Text {
                en: "If both rows describe the same thing, delete one of them; if not, correct the value of “{fields}” \
                     that is wrong.",
                fr: "Si les deux lignes décrivent la même chose, supprimez l'une d'elles ; sinon, corrigez la valeur \
                     erronée dans « {fields} ».",
            },
        },
        Reason {
            id: "combination",
            message: Text {
                en: "“{key}” is already on line {first_line}; each combination of “{fields}” must appear only once.",
                fr: "« {key} » figure déjà à la ligne {first_line} ; chaque combinaison de « {fields} » ne doit apparaître \
                     qu'une fois.",
            },
            help: Text {
                en: "If both rows describe the same thing, delete one of them; if not, correct the cell of “{fields}” \
                     that is wrong.",
                fr: "Si les deux lignes décrivent la même chose, supprimez l'une d'elles ; sinon, corrigez la cellule \
                     erronée parmi « {fields} ».",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,rue,numero\nMairie,Hugo,1\nPoste,Hugo,01\n",
            fails: Some("combination"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rue,numero\nMairie,Hugo,1\nMairie,Hugo,2\n",
            fails: Some("value"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,rue,numero\nMairie,Hugo,1\nPoste,Hugo,\nGare,Hugo,\n,Zola,1\n,Zola,2\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "unique-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "nom", "type": "string"},
    {"name": "rue", "type": "string"},
    {"name": "numero", "type": "integer"}
  ],
  "uniqueKeys": [["nom"], ["rue", "numero"]]
}"#;
