//! `neither-filled` (`one-of-required`): of two cells, one of which must be filled in, both are empty.
//!
//! A cell is filled in whatever it says, 0 too, and so is one that its type cannot read. A column that the file lacks
//! is empty.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, RowCheck};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "neither-filled",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Together,
    title: Text {
        en: "One of two cells must be filled in",
        fr: "L'une de deux cellules doit être remplie",
    },
    why: Text {
        en: "Either of the two would do, to tell what the row is about. Without both, nobody can.",
        fr: "L'une des deux suffirait à savoir de quoi parle la ligne. Sans aucune, personne ne le peut.",
    },
    reasons: &[Reason {
        id: "neither",
        message: Text {
            en: "Neither “{column1}” nor “{column2}” is filled in.",
            fr: "Ni « {column1} » ni « {column2} » n'est rempli.",
        },
        help: Text {
            en: "Fill in “{column1}” or “{column2}”: one of the two is enough.",
            fr: "Remplissez « {column1} » ou « {column2} » : l'un des deux suffit.",
        },
    }],
    params: &[
        Param {
            name: "column1",
            required: true,
            about: Text {
                en: "The name of the first of the two fields.",
                fr: "Le nom du premier des deux champs.",
            },
        },
        Param {
            name: "column2",
            required: true,
            about: Text {
                en: "The name of the second.",
                fr: "Le nom du second.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "association,siret,rna\nChorale,35600000000048,\nTennis,,W922000123\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "association,siret,rna\nChorale,,\n",
            fails: Some("neither"),
        },
    ],
    aliases: &["one-of-required"],
    frictionless: "row-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "association"}, {"name": "siret"}, {"name": "rna"}],
  "custom_checks": [{"name": "one-of-required", "params": {"column1": "siret", "column2": "rna"}}]
}"#;

const NEITHER: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = ["column1", "column2"].map(|param| request.column(schema, param));
    let [first, second] = fields;
    let fields = [first?, second?];
    Ok(Bound::Rows {
        check: Box::new(OneOf(fields.map(|field| schema.fields[field].name.clone()))),
        fields: fields.to_vec(),
    })
}

/// The names of the two.
struct OneOf([String; 2]);

impl RowCheck for OneOf {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        for row in 0..rows {
            let mut states = columns.iter().map(|column| column.cells.states[row]);
            // A row that ends before one of the cells is told as too short only.
            if states.all(|state| state == State::Missing) {
                faults.push(row, NEITHER);
            }
        }
    }

    fn needs_all(&self) -> bool {
        false
    }

    fn constants(&self) -> Args {
        let [first, second] = &self.0;
        Args::new()
            .with("column1", first.as_str())
            .with("column2", second.as_str())
    }
}
