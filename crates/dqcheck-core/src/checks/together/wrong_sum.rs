//! `wrong-sum` (`sum-columns-value`): a total that is not the sum of its parts, reckoned as on paper.
//!
//! A row with a number that is not finite, or has a thousand digits, has no sum and is left alone.

use num_rational::BigRational;
use num_traits::Zero as _;

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::requested::exact;
use crate::checks::{Bound, Column, RowCheck, shown};
use crate::message::{Args, Text};
use crate::schema::{Fault, Field, RuleRequest, Schema};
use crate::types::{self, Faults, FieldType};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "wrong-sum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Together,
    title: Text {
        en: "Total that is not the sum of its parts",
        fr: "Total différent de la somme de ses parties",
    },
    why: Text {
        en: "A total that does not add up means that a part or the total is wrong, and the reader cannot know which.",
        fr: "Un total qui ne tombe pas juste veut dire qu'une partie ou le total est faux, et le lecteur ne peut pas \
             savoir lequel.",
    },
    reasons: &[Reason {
        id: "differs",
        message: Text {
            en: "“{field}” is {value}, but its parts add up to {sum}: {cells}.",
            fr: "« {field} » vaut {value}, mais la somme de ses parties est {sum} : {cells}.",
        },
        help: Text {
            en: "Compare the total and its parts with their source, and correct the cell that is wrong. A part that is \
                 left out of the file must be added as a column, or taken out of the total.",
            fr: "Comparez le total et ses parties à leur source, et corrigez la cellule fausse. Une partie qui manque \
                 au fichier doit y être ajoutée comme colonne, ou retirée du total.",
        },
    }],
    params: &[
        Param {
            name: "column",
            required: true,
            about: Text {
                en: "The name of the field that holds the total.",
                fr: "Le nom du champ qui contient le total.",
            },
        },
        Param {
            name: "columns",
            required: true,
            about: Text {
                en: "The names of the fields that are its parts: a list.",
                fr: "Les noms des champs qui en sont les parties : une liste.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "ttc,ht,tva\n0.30,0.1,0.2\n12.12,10.1,2.02\n5,,5\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "ttc,ht,tva\n12.13,10.1,2.02\n",
            fails: Some("differs"),
        },
    ],
    aliases: &["sum-columns-value"],
    frictionless: "row-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "ttc", "type": "number"}, {"name": "ht", "type": "number"}, {"name": "tva", "type": "number"}
  ],
  "custom_checks": [{"name": "sum-columns-value", "params": {"column": "ttc", "columns": ["ht", "tva"]}}]
}"#;

const DIFFERS: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let is_number = |field: &usize| {
        let type_name = schema.fields[*field].type_name.as_str();
        ["integer", "number"].contains(&type_name)
    };
    let total = request.column(schema, "column")?;
    if !is_number(&total) {
        return Err(request.invalid("column", NUMBER));
    }
    let parts = request.columns(schema, "columns")?;
    if !parts.iter().all(is_number) {
        return Err(request.invalid("columns", NUMBERS));
    }
    let part = |field: &usize| Part::new(&schema.fields[*field]);
    Ok(Bound::Rows {
        check: Box::new(Sum {
            parts: parts.iter().map(part).collect(),
            mark: schema.fields[total].decimal_mark().to_owned(),
        }),
        fields: std::iter::once(total).chain(parts).collect(),
    })
}

const NUMBER: Text = Text {
    en: "the name of a field of type integer or number",
    fr: "le nom d'un champ de type integer ou number",
};
const NUMBERS: Text = Text {
    en: "a list of names of fields of type integer or number",
    fr: "une liste de noms de champs de type integer ou number",
};

struct Sum {
    parts: Vec<Part>,
    /// The decimal mark of the total.
    mark: String,
}

/// A column of the sum, for the messages.
struct Part {
    name: String,
    field_type: Box<dyn FieldType>,
}

impl Part {
    fn new(field: &Field) -> Part {
        let found = types::find(&field.type_name);
        let field_type = found.and_then(|found| (found.bind)(field).ok());
        Part {
            name: field.name.clone(),
            field_type: field_type.unwrap_or_else(types::any),
        }
    }
}

impl RowCheck for Sum {
    fn check_rows<'a>(&self, columns: &[&Column<'a>], faults: &mut Faults) {
        let [total, parts @ ..] = columns else { return };
        super::each_whole(columns, |row| {
            let number = |column: &Column<'a>| (column.field_type, column.cells.get(row));
            let parts = parts.iter().map(|part| number(part));
            if is_sum(number(total), parts) == Some(false) {
                faults.push(row, DIFFERS);
            }
        });
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let texts = texts.get(1..).unwrap_or_default();
        let parts = self.parts.iter().zip(texts.iter().copied());
        let numbers = parts.clone().map(|(part, text)| (&*part.field_type, text));
        let sum = sum(numbers).map(|sum| exact::shown(&sum).replace('.', &self.mark));
        let cells = parts.map(|(part, text)| (part.name.as_str(), text));
        Args::new()
            .with("sum", sum.unwrap_or_default())
            .with("cells", shown::cells(cells))
    }
}

/// A cell, and the type that reads it.
type Cell<'a> = (&'a dyn FieldType, &'a [u8]);

/// Whether a total is the sum of its parts; `None` where there is no telling.
fn is_sum<'a>(total: Cell<'a>, parts: impl Iterator<Item = Cell<'a>> + Clone) -> Option<bool> {
    let fixed = |(field_type, text): Cell<'a>| exact::fixed(&field_type.number(text)?);
    let short = parts
        .clone()
        .try_fold(0_i128, |sum, part| sum.checked_add(fixed(part)?));
    if let (Some(total), Some(sum)) = (fixed(total), short) {
        return Some(total == sum);
    }
    Some(number(total)? == sum(parts)?)
}

fn sum<'a>(parts: impl Iterator<Item = Cell<'a>>) -> Option<BigRational> {
    let mut sum = BigRational::zero();
    for part in parts {
        sum += number(part)?;
    }
    Some(sum)
}

fn number((field_type, text): Cell<'_>) -> Option<BigRational> {
    exact::parse(std::str::from_utf8(&field_type.number(text)?).ok()?)
}
