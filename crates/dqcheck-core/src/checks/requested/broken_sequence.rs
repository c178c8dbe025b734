//! `broken-sequence` (`sequential-value`): numbers that should follow one another without a gap, and do not.
//!
//! The sequence begins with any number; only its first break is told, since all that follows depends on it. As for
//! frictionless-py, a sequence that comes up to zero from below may begin anew there. A cell that its type cannot read
//! is told by the type: it is taken for the number that was due.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::exact;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::View;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "broken-sequence",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Sequence with a gap",
        fr: "Suite interrompue",
    },
    why: Text {
        en: "The column numbers the rows without a gap. Where a number is skipped or comes again, a row was probably \
             lost, moved or entered twice.",
        fr: "La colonne numérote les lignes sans trou. Quand un numéro est sauté ou revient, une ligne a sans doute \
             été perdue, déplacée ou saisie deux fois.",
    },
    reasons: &[
        Reason {
            id: "gap",
            message: Text {
                en: "“{value}” does not follow the number before it: {expected} was expected.",
                fr: "« {value} » ne suit pas le numéro précédent : {expected} était attendu.",
            },
            help: Text {
                en: "Look for the row that is missing, misplaced or there twice, then number the rows again. Only the \
                     first break is told: there may be more behind it.",
                fr: "Cherchez la ligne manquante, déplacée ou en double, puis renumérotez les lignes. Seule la première \
                     rupture est signalée : il peut y en avoir d'autres après elle.",
            },
        },
        Reason {
            id: "no-number",
            message: Text {
                en: "The sequence of “{field}” stops here: this cell holds no number.",
                fr: "La suite de « {field} » s'arrête ici : cette cellule ne contient pas de nombre.",
            },
            help: Text {
                en: "Write the number of the row. If the whole column is text, change its type in the schema to \
                     integer.",
                fr: "Écrivez le numéro de la ligne. Si toute la colonne est du texte, donnez-lui le type integer dans \
                     le schéma.",
            },
        },
    ],
    params: &[super::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "numero,objet\n7,Budget\n8,Voirie\n10,Écoles\n",
            fails: Some("gap"),
        },
        Example {
            schema: SCHEMA,
            data: "numero,objet\n7,Budget\n,Voirie\n9,Écoles\n",
            fails: Some("no-number"),
        },
        Example {
            schema: SCHEMA,
            data: "numero,objet\n7,Budget\n08,Voirie\n9,Écoles\n",
            fails: None,
        },
    ],
    aliases: &["sequential-value"],
    frictionless: "sequential-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "numero", "type": "integer"}, {"name": "objet", "type": "string"}],
  "dqcheck": {"checks": [{"name": "sequential-value", "params": {"column": "numero"}}]}
}"#;

const GAP: usize = 0;
const NO_NUMBER: usize = 1;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    Ok(Bound::File {
        fields: vec![request.column(schema, "column")?],
        check: Box::new(Sequence),
    })
}

struct Sequence;

/// A part of a sequence: what it begins with, and what must follow it.
#[derive(Default)]
struct Part {
    rows: u64,
    /// The first row that is looked at, and its number, if that is one.
    first: Option<(u64, Option<Number>)>,
    /// The cells before it that their type cannot read.
    unread: u64,
    next: Option<Number>,
    broken: Option<Break>,
}

struct Break {
    row: u64,
    /// The number that should be there, where one is there.
    expected: Option<String>,
}

impl FileCheck for Sequence {
    type Notes = Part;

    fn note(&self, columns: &[&Column<'_>], rows: usize, part: &mut Part) {
        part.rows = rows as u64;
        for column in columns {
            for row in 0..rows {
                match column.cells.states[row] {
                    // That a row is blank or cut is told of the row.
                    State::Absent => continue,
                    State::Bad => {
                        part.pass();
                        continue;
                    }
                    _ => {}
                }
                let (at, number) = (row as u64, number(column, row));
                if part.first.is_none() {
                    part.first = Some((at, number.clone()));
                }
                if !part.goes_on(at, number) {
                    return;
                }
            }
        }
    }

    fn append(&self, file: &mut Part, block: Part) {
        let before = file.rows;
        if file.broken.is_none() {
            (0..block.unread).for_each(|_| file.pass());
            if let Some((row, number)) = block.first
                && file.goes_on(before + row, number)
            {
                file.next = block.next;
                file.broken = block.broken.map(|broken| Break {
                    row: broken.row + before,
                    ..broken
                });
            }
        }
        file.rows += block.rows;
    }

    fn judge(&self, file: Part, tell: &mut dyn FnMut(FileFault<'_>)) {
        if let Some(Break { row, expected }) = file.broken {
            let reason = if expected.is_some() { GAP } else { NO_NUMBER };
            let expected = expected.unwrap_or_default();
            tell(FileFault {
                reason,
                count: 1,
                cell: Some((row, 0)),
                args: &|| Args::new().with("expected", expected.as_str()),
            });
        }
    }
}

impl Part {
    /// Passes over a cell whose number cannot be read.
    fn pass(&mut self) {
        if self.first.is_none() {
            self.unread += 1;
        }
        let next = self.next.take().filter(|next| !next.is_zero());
        self.next = next.map(|next| next.successor());
    }

    /// Whether the sequence goes on with the number of this row.
    fn goes_on(&mut self, row: u64, number: Option<Number>) -> bool {
        let Some(number) = number else {
            let expected = None;
            self.broken = Some(Break { row, expected });
            return false;
        };
        match &self.next {
            Some(next) if !next.is_zero() && *next != number => {
                let expected = Some(next.shown());
                self.broken = Some(Break { row, expected });
                false
            }
            _ => {
                self.next = Some(number.successor());
                true
            }
        }
    }
}

/// A number of a sequence; small whole numbers need no memory.
#[derive(Clone, PartialEq)]
enum Number {
    Small(i64),
    /// What is not whole, or not smaller than [`SMALL`].
    Other(BigRational),
}

/// Up to here floats are exact.
const SMALL: i64 = 1 << 53;

fn number(column: &Column<'_>, row: usize) -> Option<Number> {
    if column.cells.states[row] != State::Present {
        return None;
    }
    if let View::Numbers(values) = column.view {
        let value = values[row];
        if value.fract() == 0.0 && value.abs() < SMALL as f64 {
            return Some(Number::Small(value as i64));
        }
    }
    let plain = column.field_type.number(column.cells.get(row))?;
    exact::parse(std::str::from_utf8(&plain).ok()?).map(Number::new)
}

impl Number {
    fn new(number: BigRational) -> Number {
        let small = i64::try_from(number.numer()).ok();
        match small.filter(|small| number.is_integer() && small.unsigned_abs() < SMALL as u64) {
            Some(small) => Number::Small(small),
            None => Number::Other(number),
        }
    }

    fn successor(&self) -> Number {
        match self {
            Number::Small(number) if number + 1 < SMALL => Number::Small(number + 1),
            Number::Small(number) => {
                Number::Other(BigRational::from_integer(BigInt::from(number + 1)))
            }
            Number::Other(number) => Number::new(number + BigRational::one()),
        }
    }

    fn is_zero(&self) -> bool {
        match self {
            Number::Small(number) => *number == 0,
            Number::Other(number) => number.is_zero(),
        }
    }

    fn shown(&self) -> String {
        match self {
            Number::Small(number) => number.to_string(),
            Number::Other(number) => exact::shown(number),
        }
    }
}
