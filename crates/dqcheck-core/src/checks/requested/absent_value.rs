//! `absent-value` (`required-value`): a value that a column must have somewhere, and has not.

use super::listed::Listed;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "absent-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Value that is nowhere in its column",
        fr: "Valeur absente de sa colonne",
    },
    why: Text {
        en: "Somebody knows that each of these values must be in the file at least once. Where one is missing, a part \
             of the data is probably missing too.",
        fr: "Quelqu'un sait que chacune de ces valeurs doit figurer au moins une fois dans le fichier. S'il en manque \
             une, une partie des données manque sans doute aussi.",
    },
    reasons: &[Reason {
        id: "absent",
        message: Text {
            en: "No cell of “{field}” has the value: {values}.",
            fr: "Aucune cellule de « {field} » n'a pour valeur : {values}.",
        },
        help: Text {
            en: "Look for the rows that should have it: they may be missing, or write the value in another way.",
            fr: "Cherchez les lignes qui devraient la contenir : elles manquent peut-être, ou l'écrivent autrement.",
        },
    }],
    params: &[
        super::COLUMN,
        Param {
            name: "values",
            required: true,
            about: Text {
                en: "The values that the column must have, a list. They are compared as values of the column: in a \
                     column of integers, 1 is 01.",
                fr: "Les valeurs que la colonne doit contenir, une liste. Elles sont comparées comme des valeurs de la \
                     colonne : dans une colonne d'entiers, 1 est 01.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "secteur,voies\n1,12\n2,8\n",
            fails: Some("absent"),
        },
        Example {
            schema: SCHEMA,
            data: "secteur,voies\n1,12\n03,9\n2,8\n",
            fails: None,
        },
    ],
    aliases: &["required-value"],
    frictionless: "required-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "secteur", "type": "integer"}, {"name": "voies", "type": "integer"}],
  "dqcheck": {"checks": [{"name": "required-value", "params": {"column": "secteur", "values": [1, 2, 3]}}]}
}"#;

const ABSENT: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let field = request.column(schema, "column")?;
    let values = request.list("values")?;
    Ok(Bound::File {
        fields: vec![field],
        check: Box::new(Required(Listed::new(&schema.fields[field], values))),
    })
}

struct Required(Listed);

impl FileCheck for Required {
    /// For each value of the list, whether it was found.
    type Notes = Vec<bool>;

    fn note(&self, columns: &[&Column<'_>], _rows: usize, found: &mut Vec<bool>) {
        found.resize(self.0.texts.len(), false);
        let mut key = Vec::new();
        for column in columns {
            column.cells.each_present(|_, text| {
                if let Some(at) = self.0.find(column.field_type, text, &mut key) {
                    found[at] = true;
                }
            });
        }
    }

    fn append(&self, file: &mut Vec<bool>, block: Vec<bool>) {
        for (file, block) in file.iter_mut().zip(block) {
            *file |= block;
        }
    }

    fn judge(&self, found: Vec<bool>, tell: &mut dyn FnMut(FileFault<'_>)) {
        let missing = self.0.missing(&found);
        if !missing.is_empty() {
            tell(FileFault {
                reason: ABSENT,
                count: missing.len() as u64,
                cell: None,
                args: &|| Args::new().with("values", missing.clone()),
            });
        }
    }
}
