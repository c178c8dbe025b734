//! Running a plan on the rows of one block: column by column, then the checks that need several columns.

use rapidhash::v3::{DEFAULT_RAPID_SECRETS, rapidhash_v3_nano_inline};

use super::likeness::push_likeness;
use super::{Compared, Key, Plan, PlanColumn, structure};
use crate::checks::{Column, Notes};
use crate::rows::{Cells, ColumnCells, Issue, IssueKind, Rows, State};
use crate::types::{Faults, FieldType, View};

/// A failing cell or row of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Index into the causes of the plan.
    pub cause: u32,
    pub row: u32,
    /// Column of the file; `None` for the whole row.
    pub column: Option<u32>,
    /// The byte in the text that is meant, where it is not the cell as a whole.
    pub at: Option<u32>,
}

/// What a thread needs to run a plan; used again from block to block.
#[derive(Default)]
pub struct Scratch {
    /// The cells and the views of the columns of the file.
    pub(super) columns: Vec<ColumnCells>,
    views: Vec<View>,
    faults: Faults,
    /// The failures of the block, cause by cause in no particular order, rows ascending within a cause.
    pub failures: Vec<Failure>,
    /// What each check of the whole file noted of the block.
    pub notes: Vec<Notes>,
    pub(super) key: Vec<u8>,
}

impl Scratch {
    /// The cells of a column of the file as the last run left them; `text` is that of its rows.
    pub fn cells<'a>(&'a mut self, text: &'a [u8], position: usize) -> Cells<'a> {
        let ColumnCells { spans, states } = &mut self.columns[position];
        Cells {
            text,
            spans,
            states,
        }
    }
}

impl Plan {
    /// Checks the rows of a block. `utf8`: whether its text is known to be UTF-8.
    pub fn run(&self, rows: &mut Rows, utf8: bool, scratch: &mut Scratch) {
        scratch.failures.clear();
        scratch
            .columns
            .resize_with(self.width, ColumnCells::default);
        scratch.views.resize_with(self.width, View::default);
        rows.columns(&self.missing, &mut scratch.columns);
        self.structure(rows, utf8, scratch);

        let text = rows.cell_text();
        for column in &self.columns {
            let Scratch {
                columns,
                views,
                faults,
                failures,
                ..
            } = &mut *scratch;
            let ColumnCells { spans, states } = &mut columns[column.position];
            let view = &mut views[column.position];
            let mut drain = |faults: &mut Faults, cause: u32| {
                let position = Some(column.position as u32);
                failures.extend(faults.0.drain(..).map(|fault| Failure {
                    cause: cause + u32::from(fault.reason),
                    row: fault.row,
                    column: position,
                    at: None,
                }));
            };
            let mut cells = Cells {
                text,
                spans,
                states,
            };
            column.field_type.read(&mut cells, view, faults);
            drain(faults, column.type_cause);
            let cells = Column {
                cells,
                view,
                field_type: column.field_type.as_ref(),
            };
            for planned in &column.checks {
                planned.check.check_column(&cells, faults);
                drain(faults, planned.cause);
            }
        }
        let rows = rows.len();
        self.run_joint_checks(text, rows, scratch);
    }

    /// The checks that see several columns together, by row or as a whole.
    fn run_joint_checks<'a>(&'a self, text: &'a [u8], rows: usize, scratch: &'a mut Scratch) {
        scratch.notes.clear();
        if self.row_checks.is_empty() && self.file_checks.is_empty() {
            return;
        }
        let Scratch {
            columns,
            views,
            faults,
            failures,
            notes,
            ..
        } = scratch;
        let mut free: Vec<Option<&mut ColumnCells>> = columns.iter_mut().map(Some).collect();
        let mut take = |column: &'a PlanColumn| {
            let ColumnCells { spans, states } = free[column.position].take()?;
            Some(Column {
                cells: Cells {
                    text,
                    spans,
                    states,
                },
                view: &views[column.position],
                field_type: column.field_type.as_ref(),
            })
        };
        let views: Vec<Option<Column<'_>>> = self.columns.iter().map(&mut take).collect();
        // That a row is blank says it all.
        let blank = failures
            .iter()
            .filter(|told| told.cause == structure::BLANK_ROW);
        let blank: Vec<u32> = blank.map(|told| told.row).collect();
        for planned in &self.row_checks {
            let needed: Vec<&Column<'_>> = planned
                .columns
                .iter()
                .filter_map(|&at| views[at].as_ref())
                .collect();
            planned.check.check_rows(&needed, faults);
            let column = Some(self.columns[planned.columns[0]].position as u32);
            let told = faults.0.drain(..);
            let told = told.filter(|fault| blank.binary_search(&fault.row).is_err());
            failures.extend(told.map(|fault| Failure {
                cause: planned.cause + u32::from(fault.reason),
                row: fault.row,
                column,
                at: None,
            }));
        }
        for planned in &self.file_checks {
            let needed: Vec<&Column<'_>> = planned
                .columns
                .iter()
                .filter_map(|&at| views[at].as_ref())
                .collect();
            notes.push(planned.check.note(&needed, rows));
        }
    }

    /// What is wrong with the block whatever its types; the cells concerned are not looked at any further.
    fn structure(&self, rows: &Rows, utf8: bool, scratch: &mut Scratch) {
        let Scratch {
            columns, failures, ..
        } = scratch;
        if !utf8 {
            invalid_cells(rows.cell_text(), columns, failures);
        }
        for issue in &rows.issues {
            failures.push(told(issue));
            let column = columns.get_mut(issue.column as usize);
            if let (Some(column), false) = (column, issue.kind == IssueKind::StrayQuote) {
                column.states[issue.row as usize] = State::Bad;
            }
        }
        let whole = |cause, row: usize| Failure {
            cause,
            row: row as u32,
            column: None,
            at: None,
        };
        for row in 0..rows.len() {
            let Some(first) = columns.first() else { break };
            // A row can be blank only where its first cell is empty or missing.
            let span = first.spans[row];
            let candidate = span.start == span.end || first.states[row] == State::Missing;
            if candidate && is_blank(rows, columns, row) {
                failures.push(whole(structure::BLANK_ROW, row));
                columns
                    .iter_mut()
                    .for_each(|column| column.states[row] = State::Absent);
            } else if !rows.is_regular() {
                match rows.width(row) {
                    width if width < self.width => {
                        failures.push(whole(structure::MISSING_CELL, row))
                    }
                    width if width > self.width => failures.push(Failure {
                        column: Some(self.width as u32),
                        ..whole(structure::EXTRA_CELL, row)
                    }),
                    _ => {}
                }
            }
        }
    }

    /// Calls `see(row, hash)` for every row in which all columns of a key have a value, or for every row that is not
    /// blank where the key is the row.
    pub fn hash_key(
        &self,
        key: usize,
        rows: &Rows,
        scratch: &mut Scratch,
        mut see: impl FnMut(u32, u64),
    ) {
        let Scratch {
            columns,
            views,
            key: buffer,
            ..
        } = scratch;
        let text = rows.cell_text();
        let part = |&at: &usize| {
            let PlanColumn {
                position,
                field_type,
                ..
            } = &self.columns[at];
            (&columns[*position], &views[*position], field_type.as_ref())
        };
        let parts: Vec<(&ColumnCells, &View, &dyn FieldType)> =
            self.keys[key].columns.iter().map(part).collect();
        // The usual case: the text of one cell is the key.
        let compared = self.keys[key].compared;
        if let ([(column, View::Text, _)], Compared::Values) = (&parts[..], compared) {
            for (row, (span, state)) in column.spans.iter().zip(&column.states).enumerate() {
                if *state == State::Present {
                    see(
                        row as u32,
                        hash(&text[span.start as usize..span.end as usize]),
                    );
                }
            }
            return;
        }
        let columns = self.keys[key].columns.iter();
        let alike: Vec<bool> = columns
            .map(|&at| self.columns[at].is_alike(compared))
            .collect();
        for row in 0..rows.len() {
            let mut states = parts.iter().map(|(column, ..)| column.states[row]);
            let is_told = match compared {
                Compared::Values => states.all(|state| state == State::Present),
                Compared::Rows | Compared::Likeness => {
                    states.any(|state| matches!(state, State::Present | State::Bad))
                }
            };
            if is_told {
                buffer.clear();
                for ((column, _, field_type), alike) in parts.iter().zip(&alike) {
                    let span = column.spans[row];
                    let cell = &text[span.start as usize..span.end as usize];
                    match column.states[row] {
                        State::Present if *alike => push_likeness(buffer, cell),
                        State::Present => push_part(buffer, *field_type, cell),
                        State::Bad => push_bad(buffer, cell),
                        State::Missing | State::Absent => push_nothing(buffer),
                    }
                }
                see(row as u32, hash(buffer));
            }
        }
    }

    /// What two rows have in common exactly when their keys are the same, and how a person reads the key; `None` where a
    /// cell of the key has no value. For the few rows that are compared after all: the record is read on its own.
    pub fn key_of(&self, key: usize, rows: &Rows, row: usize) -> Option<(Vec<u8>, String)> {
        let (mut bytes, mut words) = (Vec::new(), Vec::new());
        for &at in &self.keys[key].columns {
            let column = &self.columns[at];
            let cell = rows.value(row, column.position);
            let is_missing = rows.cell(row, column.position).is_none()
                || self.missing[column.position].contains(&cell);
            let compared = self.keys[key].compared;
            match (is_missing, compared) {
                (true, Compared::Values) => return None,
                (true, _) => push_nothing(&mut bytes),
                (false, Compared::Values) => {
                    push_part(&mut bytes, column.field_type.as_ref(), &cell);
                }
                (false, _) => match column.field_type.scalar(&cell) {
                    Err(_) => push_bad(&mut bytes, &cell),
                    Ok(_) if column.is_alike(compared) => push_likeness(&mut bytes, &cell),
                    Ok(_) => push_part(&mut bytes, column.field_type.as_ref(), &cell),
                },
            }
            words.push(crate::diagnostic::value_text(&cell));
        }
        Some((bytes, words.join(", ")))
    }

    /// The column of the file where a duplicate of this key is shown; `None` for the row.
    pub fn key_column(&self, key: usize) -> Option<u32> {
        let Key {
            columns, compared, ..
        } = &self.keys[key];
        (*compared == Compared::Values).then(|| self.columns[columns[0]].position as u32)
    }

    /// The column of the file that a check of the whole file sees as its `nth`.
    pub fn file_column(&self, check: usize, nth: usize) -> u32 {
        let columns = &self.file_checks[check].columns;
        self.columns[columns[nth]].position as u32
    }
}

impl PlanColumn {
    /// Whether its texts are the same in such a key however they are written.
    fn is_alike(&self, compared: Compared) -> bool {
        compared == Compared::Likeness && self.kind == "string"
    }
}

/// A part of a key, told apart from what follows by its length.
pub(super) fn push_part(buffer: &mut Vec<u8>, field_type: &dyn FieldType, cell: &[u8]) {
    let start = buffer.len();
    buffer.extend_from_slice(&[0; 4]);
    field_type.key(cell, buffer);
    let length = (buffer.len() - start - 4) as u32;
    buffer[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

/// A cell without a value, as a part of a row; no text is as long.
fn push_nothing(buffer: &mut Vec<u8>) {
    buffer.extend_from_slice(&u32::MAX.to_le_bytes());
}

/// A cell that its type cannot read, as a part of a row: its text, told apart from a value.
fn push_bad(buffer: &mut Vec<u8>, cell: &[u8]) {
    buffer.extend_from_slice(&(u32::MAX - 1).to_le_bytes());
    buffer.extend_from_slice(&(cell.len() as u32).to_le_bytes());
    buffer.extend_from_slice(cell);
}

pub(super) fn hash(key: &[u8]) -> u64 {
    rapidhash_v3_nano_inline::<true, false>(key, &DEFAULT_RAPID_SECRETS)
}

fn told(issue: &Issue) -> Failure {
    let cause = match issue.kind {
        IssueKind::StrayQuote => structure::STRAY_QUOTE,
        IssueKind::TextAfterQuote => structure::TEXT_AFTER_QUOTE,
        IssueKind::UnclosedQuote => structure::UNCLOSED_QUOTE,
        IssueKind::Nul => structure::NUL_BYTE,
    };
    Failure {
        cause,
        row: issue.row,
        column: Some(issue.column),
        at: Some(issue.at),
    }
}

/// Cells with bytes that are not UTF-8.
fn invalid_cells(text: &[u8], columns: &mut [ColumnCells], failures: &mut Vec<Failure>) {
    for (position, column) in columns.iter_mut().enumerate() {
        for (row, (span, state)) in column.spans.iter().zip(&mut column.states).enumerate() {
            let cell = &text[span.start as usize..span.end as usize];
            if *state == State::Present && simdutf8::basic::from_utf8(cell).is_err() {
                *state = State::Bad;
                failures.push(Failure {
                    cause: structure::INVALID_ENCODING,
                    row: row as u32,
                    column: Some(position as u32),
                    at: None,
                });
            }
        }
    }
}

/// Whether a row is a blank line, or no cell of it has a value.
fn is_blank(rows: &Rows, columns: &[ColumnCells], row: usize) -> bool {
    if rows.record(row).is_empty() {
        return true;
    }
    let blank = columns
        .iter()
        .all(|column| matches!(column.states[row], State::Missing | State::Absent));
    let mut extra = columns.len()..rows.width(row);
    blank && extra.all(|column| rows.cell(row, column).is_none_or(|cell| cell.is_empty()))
}
