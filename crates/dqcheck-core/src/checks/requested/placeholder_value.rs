//! `placeholder-value` (`sentinel-value`): a value that only says that there is none, such as -1 or 1900-01-01.

use serde_json::Value;

use super::listed::Listed;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "placeholder-value",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Requested,
    title: Text {
        en: "Value that stands for no value",
        fr: "Valeur mise à la place d'une absence de valeur",
    },
    why: Text {
        en: "Software writes -1, 99999 or 1900-01-01 where nothing is known. Whoever reads the file takes it for a \
             value: averages are wrong, and things seem to be a century old.",
        fr: "Des logiciels écrivent -1, 99999 ou 1900-01-01 quand rien n'est connu. Qui lit le fichier y voit une \
             vraie valeur : les moyennes sont fausses, et des équipements semblent avoir plus d'un siècle.",
    },
    reasons: &[Reason {
        id: "placeholder",
        message: Text {
            en: "“{value}” in “{field}” is probably no value, but what is written where there is none.",
            fr: "« {value} » dans « {field} » n'est sans doute pas une vraie valeur, mais ce qu'on écrit quand il n'y \
                 en a pas.",
        },
        help: Text {
            en: "Empty the cell, or write the true value. If {value} is the true value here, there is nothing to \
                 correct.",
            fr: "Videz la cellule, ou écrivez la vraie valeur. Si {value} est bien la vraie valeur ici, il n'y a rien \
                 à corriger.",
        },
    }],
    params: &[
        super::ONE_COLUMN,
        Param {
            name: "values",
            required: false,
            about: Text {
                en: "The values that stand for none, a list, in place of the usual ones: -1, -99, -999, -9999, 99999 \
                     and more nines, the first days of calendars (1900-01-01, 1899-12-30, 1970-01-01, 0001-01-01) and \
                     the last (9999-12-31), and texts such as N/A, null or ?.",
                fr: "Les valeurs mises à la place d'une absence, une liste, au lieu des plus courantes : -1, -99, -999, \
                     -9999, 99999 et davantage de neuf, les premiers jours des calendriers (1900-01-01, 1899-12-30, \
                     1970-01-01, 0001-01-01) et le dernier (9999-12-31), et des textes comme N/A, null ou ?.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,hauteur,pose\nBanc,0.45,1998-05-04\nArbre,12,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,hauteur,pose\nBanc,-1,1998-05-04\n",
            fails: Some("placeholder"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,hauteur,pose\nBanc,0.45,1900-01-01\n",
            fails: Some("placeholder"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom"}, {"name": "hauteur", "type": "number"}], "dqcheck": {"checks": [{"name": "placeholder-value", "params": {"column": "hauteur", "values": [0]}}]}}"#,
            data: "nom,hauteur\nBanc,0.00\n",
            fails: Some("placeholder"),
        },
    ],
    aliases: &["sentinel-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "nom"}, {"name": "hauteur", "type": "number"}, {"name": "pose", "type": "date"}],
  "dqcheck": {"checks": [{"name": "placeholder-value"}]}
}"#;

const PLACEHOLDER: usize = 0;

/// What is written in place of nothing. A column takes those that its type can read.
const USUAL: &[&str] = &[
    "-1",
    "-99",
    "-999",
    "-9999",
    "-99999",
    "99999",
    "999999",
    "9999999",
    "99999999",
    "999999999",
    "1900-01-01",
    "01/01/1900",
    "1900-01-01T00:00:00",
    "1900-01-01T00:00:00Z",
    "1899-12-30",
    "30/12/1899",
    "1970-01-01",
    "01/01/1970",
    "1970-01-01T00:00:00",
    "1970-01-01T00:00:00Z",
    "0001-01-01",
    "01/01/0001",
    "9999-12-31",
    "31/12/9999",
    "N/A",
    "n/a",
    "#N/A",
    "NULL",
    "null",
    "NaN",
    "nan",
    "XXX",
    "xxx",
    "?",
    "???",
];

const TYPES: &[&str] = &["string", "any", "integer", "number", "date", "datetime"];

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let usual: Vec<Value> = USUAL.iter().copied().map(Value::from).collect();
    let values = request.one_or_more("values")?.unwrap_or(&usual);
    let fields = super::fields(request, schema, TYPES)?;
    let checks = fields.into_iter().filter_map(|field| {
        let listed = Listed::new(&schema.fields[field], values);
        let of_use = Some(listed).filter(|listed| !listed.is_hopeless())?;
        let untold = of_use.without_refused(&schema.fields[field]);
        let check: Box<dyn ColumnCheck> = Box::new(Placeholder(untold));
        Some((field, check))
    });
    let checks: Vec<_> = checks.collect();
    let asked = request.params.contains_key("column") || request.params.contains_key("values");
    match checks.is_empty() && asked {
        true => Err(request.invalid("values", OF_A_COLUMN)),
        false => Ok(Bound::Columns(checks)),
    }
}

const OF_A_COLUMN: Text = Text {
    en: "a list of values that a cell of the column can have",
    fr: "une liste de valeurs que peut prendre une cellule de la colonne",
};

struct Placeholder(Listed);

impl ColumnCheck for Placeholder {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        let mut key = Vec::new();
        column.cells.each_present(|row, text| {
            if self.0.find(column.field_type, text, &mut key).is_some() {
                faults.push(row, PLACEHOLDER);
            }
        });
    }
}
