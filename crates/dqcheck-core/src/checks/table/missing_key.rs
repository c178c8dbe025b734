//! `missing-key`: a row without a value in a column of the primary key.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub static CHECK: CheckDef = CheckDef {
    id: "missing-key",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Table,
    title: Text {
        en: "Row whose key is incomplete",
        fr: "Ligne dont la clé est incomplète",
    },
    why: Text {
        en: "The key, made of one column or of several taken together, is what tells each row from all others. A row \
             without it cannot be referred to, updated or corrected by anybody.",
        fr: "La clé, formée d'une colonne ou de plusieurs prises ensemble, est ce qui distingue chaque ligne de toutes \
             les autres. Une ligne qui n'en a pas ne peut être ni citée, ni mise à jour, ni corrigée.",
    },
    // In the order of the reasons of `missing-value`, which finds them.
    reasons: &[
        Reason {
            id: "empty",
            message: Text {
                en: "This cell is empty, but “{field}” is part of the key, which every row must have.",
                fr: "Cette cellule est vide, alors que « {field} » fait partie de la clé, que chaque ligne doit avoir.",
            },
            help: Text {
                en: "Fill in the value. If some rows can have none, this column cannot be in the `primaryKey` of the \
                     schema.",
                fr: "Saisissez la valeur. Si certaines lignes peuvent ne pas en avoir, cette colonne n'a pas sa place \
                     dans la `primaryKey` du schéma.",
            },
        },
        Reason {
            id: "marked-missing",
            message: Text {
                en: "“{value}” means “no value” here, but “{field}” is part of the key, which every row must have.",
                fr: "« {value} » signifie ici « pas de valeur », alors que « {field} » fait partie de la clé, que chaque \
                     ligne doit avoir.",
            },
            help: Text {
                en: "Replace “{value}” with the real value. If some rows can have none, this column cannot be in the \
                     `primaryKey` of the schema.",
                fr: "Remplacez « {value} » par la vraie valeur. Si certaines lignes peuvent ne pas en avoir, cette \
                     colonne n'a pas sa place dans la `primaryKey` du schéma.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "annee,numero,objet\n2024,1,Budget\n2024,,Voirie\n",
            fails: Some("empty"),
        },
        Example {
            schema: SCHEMA,
            data: "annee,numero,objet\n2024,1,Budget\n2024,NC,Voirie\n",
            fails: Some("marked-missing"),
        },
        Example {
            schema: SCHEMA,
            data: "annee,numero,objet\n2024,1,Budget\n2024,2,\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "primary-key",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "annee", "type": "year"},
    {"name": "numero", "type": "integer"},
    {"name": "objet", "type": "string"}
  ],
  "missingValues": ["", "NC"],
  "primaryKey": ["annee", "numero"]
}"#;
