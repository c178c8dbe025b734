//! `forbidden-value`: a value that must not be in a column.

use serde_json::Value;

use super::listed::Listed;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "forbidden-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Forbidden value",
        fr: "Valeur interdite",
    },
    why: Text {
        en: "Somebody listed this value as one that must not be published: a placeholder, a test entry, a name that \
             is no longer used.",
        fr: "Quelqu'un a inscrit cette valeur parmi celles qui ne doivent pas être publiées : un texte provisoire, un \
             essai, un nom qui n'a plus cours.",
    },
    reasons: &[Reason {
        id: "forbidden",
        message: Text {
            en: "“{value}” must not be in the column “{field}”.",
            fr: "« {value} » ne doit pas figurer dans la colonne « {field} ».",
        },
        help: Text {
            en: "Write the true value, or empty the cell if there is none. Forbidden here: {values}",
            fr: "Écrivez la vraie valeur, ou videz la cellule s'il n'y en a pas. Sont interdits ici : {values}",
        },
    }],
    params: &[
        super::COLUMN,
        Param {
            name: "values",
            required: true,
            about: Text {
                en: "The forbidden values, a list. They are compared as values of the column: in a column of \
                     integers, 1 is 01.",
                fr: "Les valeurs interdites, une liste. Elles sont comparées comme des valeurs de la colonne : dans \
                     une colonne d'entiers, 1 est 01.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "code,nom\n1,Mairie\n0999,Piscine\n",
            fails: Some("forbidden"),
        },
        Example {
            schema: SCHEMA,
            data: "code,nom\n1,Mairie\n,Piscine\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "forbidden-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "code", "type": "integer"}, {"name": "nom", "type": "string"}],
  "dqcheck": {"checks": [{"name": "forbidden-value", "params": {"column": "code", "values": [999, 9999]}}]}
}"#;

const FORBIDDEN: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let field = request.column(schema, "column")?;
    let values: &[Value] = request.list("values")?;
    let listed = Listed::new(&schema.fields[field], values);
    if listed.is_hopeless() {
        return Err(request.invalid("values", OF_THE_COLUMN));
    }
    Ok(Bound::Column {
        field,
        check: Box::new(Forbidden(listed)),
    })
}

const OF_THE_COLUMN: Text = Text {
    en: "a list of values that a cell of this column can have",
    fr: "une liste de valeurs que peut prendre une cellule de cette colonne",
};

struct Forbidden(Listed);

impl ColumnCheck for Forbidden {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        let mut key = Vec::new();
        column.cells.each_present(|row, text| {
            if self.0.find(column.field_type, text, &mut key).is_some() {
                faults.push(row, FORBIDDEN);
            }
        });
    }

    fn constants(&self) -> Args {
        Args::new().with("values", self.0.texts.clone())
    }
}
