//! `partly-filled` (`cohesive-columns-value`): of several cells that go together, some are filled in and others not.
//!
//! A cell that its type cannot read is filled in. A row that ends before one of the cells is told as too short only.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, RowCheck, shown};
use crate::message::{Args, Text};
use crate::rows::{MissingValues, State};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "partly-filled",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Together,
    title: Text {
        en: "Cells that go together, not all filled in",
        fr: "Cellules qui vont ensemble, remplies en partie",
    },
    why: Text {
        en: "These columns make sense together only: an amount without its year, or a vote without its result, is of \
             no use to anybody.",
        fr: "Ces colonnes n'ont de sens qu'ensemble : un montant sans son année, ou un vote sans son résultat, ne sert \
             à personne.",
    },
    reasons: &[Reason {
        id: "partly",
        message: Text {
            en: "These cells must be filled in together or left empty together. Filled in: {filled}. Empty: {empty}.",
            fr: "Ces cellules doivent être toutes remplies ou toutes vides. Remplies : {filled}. Vides : {empty}.",
        },
        help: Text {
            en: "Fill in {empty}. If the row has no such value, empty the others.",
            fr: "Remplissez {empty}. Si cette ligne n'a pas de telle valeur, videz les autres.",
        },
    }],
    params: &[
        super::COLUMN,
        Param {
            name: "othercolumns",
            required: true,
            about: Text {
                en: "The names of the fields that are filled in when it is, and empty when it is: a list.",
                fr: "Les noms des champs remplis quand il l'est, et vides quand il l'est : une liste.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "acte,budget,annee\n1,Principal,2024\n2,,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "acte,budget,annee\n1,Principal,\n",
            fails: Some("partly"),
        },
        Example {
            schema: SCHEMA,
            data: "acte,budget,annee\n1,,2024\n",
            fails: Some("partly"),
        },
    ],
    aliases: &["cohesive-columns-value"],
    frictionless: "row-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "acte"}, {"name": "budget"}, {"name": "annee", "type": "year"}],
  "custom_checks": [{"name": "cohesive-columns-value", "params": {"column": "budget", "othercolumns": ["annee"]}}]
}"#;

const PARTLY: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let mut fields = vec![request.column(schema, "column")?];
    fields.extend(request.columns(schema, "othercolumns")?);
    let columns = fields.iter().map(|&field| {
        let field = &schema.fields[field];
        let missing = field.missing_values.as_ref();
        let missing = missing.unwrap_or(&schema.missing_values);
        (field.name.clone(), MissingValues::new(missing))
    });
    Ok(Bound::Rows {
        check: Box::new(Together(columns.collect())),
        fields,
    })
}

/// The columns, and the texts that stand for no value in each.
struct Together(Vec<(String, MissingValues)>);

impl RowCheck for Together {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        for row in 0..rows {
            let (mut filled, mut empty, mut absent) = (false, false, false);
            for column in columns {
                match column.cells.states[row] {
                    State::Present | State::Bad => filled = true,
                    State::Missing => empty = true,
                    State::Absent => absent = true,
                }
            }
            if filled && empty && !absent {
                faults.push(row, PARTLY);
            }
        }
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let cells = self.0.iter().zip(texts.iter().copied());
        let (empty, filled): (Vec<_>, Vec<_>) =
            cells.partition(|((_, missing), text)| missing.contains(text));
        let filled = filled
            .iter()
            .map(|((name, _), text)| (name.as_str(), *text));
        let empty: Vec<String> = empty.iter().map(|((name, _), _)| name.clone()).collect();
        Args::new()
            .with("filled", shown::cells(filled))
            .with("empty", empty)
    }
}
