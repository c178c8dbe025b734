//! `column-order`: the columns stand in another order than the fields of the schema.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::Text;

pub const ORDER: usize = 0;

pub static CHECK: CheckDef = CheckDef {
    id: "column-order",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Header,
    title: Text {
        en: "Columns in another order than the schema",
        fr: "Colonnes dans un autre ordre que le schéma",
    },
    why: Text {
        en: "dqcheck recognises columns by their names, but some programs read them by their \
             position: another order makes them take one column for another.",
        fr: "dqcheck reconnaît les colonnes à leur nom, mais certains logiciels les lisent d'après \
             leur position : un autre ordre leur fait prendre une colonne pour une autre.",
    },
    reasons: &[Reason {
        id: "order",
        message: Text {
            en: "The columns are not in the order of the schema, which is: {expected}.",
            fr: "Les colonnes ne sont pas dans l'ordre du schéma, qui est : {expected}.",
        },
        help: Text {
            en: "Put the columns back in this order. In Excel: select a column, cut it, \
                 right-click the column before which it belongs, then “Insert Cut Cells”.",
            fr: "Remettez les colonnes dans cet ordre. Dans Excel : sélectionnez une colonne, \
                 coupez-la, faites un clic droit sur la colonne devant laquelle elle doit se \
                 trouver, puis « Insérer les cellules coupées ».",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,adresse,nom\n1,3 place du Marché,Mairie\n",
            fails: Some("order"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,adresse\n1,Mairie,3 place du Marché\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "incorrect-label",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "id", "type": "integer"},
    {"name": "nom", "type": "string"},
    {"name": "adresse", "type": "string"}
  ]
}"#;
