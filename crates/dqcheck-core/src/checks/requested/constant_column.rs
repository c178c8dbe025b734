//! `constant-column`: a column of many rows that has the same value in each.
//!
//! Of each column the first value is kept. A column with a cell that is missing, or that its type cannot read, is not
//! constant: in a column of ticks, an empty cell says something too.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "constant-column",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Requested,
    title: Text {
        en: "The same value in every row",
        fr: "La même valeur à toutes les lignes",
    },
    why: Text {
        en: "A column that always says the same tells nothing about a row. Often a default was never replaced, or one \
             cell was drawn down over all others.",
        fr: "Une colonne qui dit toujours la même chose n'apprend rien sur une ligne. Souvent, une valeur par défaut \
             n'a jamais été remplacée, ou une cellule a été recopiée vers le bas sur toutes les autres.",
    },
    reasons: &[Reason {
        id: "constant",
        message: Text {
            en: "All {count} cells of “{field}” say “{value}”.",
            fr: "Les {count} cellules de « {field} » contiennent toutes « {value} ».",
        },
        help: Text {
            en: "Compare a few rows with their source: if the value is not right everywhere, fetch the column again. If \
                 it is, there is nothing to correct.",
            fr: "Comparez quelques lignes à leur source : si la valeur n'est pas juste partout, récupérez à nouveau la \
                 colonne. Si elle l'est, il n'y a rien à corriger.",
        },
    }],
    params: &[
        super::ONE_COLUMN,
        Param {
            name: "rows",
            required: false,
            about: Text {
                en: "How many rows are many; 20 if nothing is said.",
                fr: "Le nombre de lignes à partir duquel il y en a beaucoup ; 20 par défaut.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "arbre,hauteur\n1,10\n2,10.0\n3,10\n",
            fails: Some("constant"),
        },
        Example {
            schema: SCHEMA,
            data: "arbre,hauteur\n1,10\n2,10\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "arbre,hauteur\n1,10\n2,\n3,10\n4,10\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "table-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "arbre"}, {"name": "hauteur", "type": "number"}],
  "dqcheck": {"checks": [{"name": "constant-column", "params": {"rows": 3}}]}
}"#;

const CONSTANT: usize = 0;

/// How many rows are many where nobody says so.
const MANY: u64 = 20;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = match request.text("column")? {
        Some(_) => vec![request.column(schema, "column")?],
        None => (0..schema.fields.len()).collect(),
    };
    Ok(Bound::File {
        fields,
        check: Box::new(Constant {
            // One row alone is always the same.
            many: request.count("rows")?.unwrap_or(MANY).max(2),
        }),
    })
}

struct Constant {
    many: u64,
}

/// What the columns of a part of the file have said.
#[derive(Default)]
struct Part {
    rows: u64,
    columns: Vec<Said>,
}

#[derive(Default)]
struct Said {
    cells: u64,
    first: Option<First>,
    varied: bool,
}

/// The first value of a column.
struct First {
    row: u64,
    /// What all cells of the same value have in common.
    key: Vec<u8>,
}

impl FileCheck for Constant {
    type Notes = Part;

    fn note(&self, columns: &[&Column<'_>], rows: usize, part: &mut Part) {
        part.rows = rows as u64;
        part.columns = columns.iter().map(|column| said(column, rows)).collect();
    }

    fn append(&self, file: &mut Part, block: Part) {
        for (file_column, column) in file.columns.iter_mut().zip(block.columns) {
            file_column.append(column, file.rows);
        }
        file.rows += block.rows;
    }

    fn judge(&self, file: Part, tell: &mut dyn FnMut(FileFault<'_>)) {
        for (nth, column) in file.columns.into_iter().enumerate() {
            let Said { cells, first, .. } = column;
            if let (Some(first), false, true) = (first, column.varied, cells >= self.many) {
                tell(FileFault {
                    reason: CONSTANT,
                    count: 1,
                    cell: Some((first.row, nth)),
                    args: &|| Args::new().with("count", cells),
                });
            }
        }
    }
}

fn said(column: &Column<'_>, rows: usize) -> Said {
    let mut said = Said::default();
    let mut text: &[u8] = &[];
    let mut key = Vec::new();
    for row in 0..rows {
        match column.cells.states[row] {
            State::Absent => continue,
            State::Missing | State::Bad => said.varied = true,
            State::Present => {}
        }
        if said.varied {
            return said;
        }
        said.cells += 1;
        let cell = column.cells.get(row);
        match &said.first {
            // Most often the text is the same already.
            Some(_) if cell == text => {}
            Some(first) => {
                key.clear();
                column.field_type.key(cell, &mut key);
                said.varied = key != first.key;
            }
            None => {
                text = cell;
                let mut key = Vec::new();
                column.field_type.key(cell, &mut key);
                let row = row as u64;
                said.first = Some(First { row, key });
            }
        }
    }
    said
}

impl Said {
    /// Takes in what a later part says, which begins after so many rows.
    fn append(&mut self, later: Said, rows: u64) {
        self.varied |= later.varied;
        self.cells += later.cells;
        match (&self.first, later.first) {
            (Some(first), Some(other)) => self.varied |= first.key != other.key,
            (None, Some(other)) => {
                self.first = Some(First {
                    row: other.row + rows,
                    ..other
                });
            }
            (_, None) => {}
        }
    }
}
