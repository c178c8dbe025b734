//! The cells of one column in one block of rows.

/// Where the text of a cell lies in the text of its block: quotes removed, doubled quotes made one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// What is known of a cell. Only a [`State::Present`] cell is looked at by types and checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It has a value.
    Present,
    /// Its text is one of the missing values.
    Missing,
    /// The record ends before it, or the whole row is blank: told once for the row, not for each cell.
    Absent,
    /// It has a value that its type cannot read; a finding says so.
    Bad,
}

/// The memory for the cells of one column, used again from block to block.
#[derive(Debug, Default)]
pub struct ColumnCells {
    pub spans: Vec<Span>,
    pub states: Vec<State>,
}

/// The cells of one column in one block, row by row.
#[derive(Debug)]
pub struct Cells<'a> {
    pub text: &'a [u8],
    pub spans: &'a [Span],
    pub states: &'a mut [State],
}

impl<'a> Cells<'a> {
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The text of the cell in `row`, whatever its state.
    #[inline]
    pub fn get(&self, row: usize) -> &'a [u8] {
        let span = self.spans[row];
        &self.text[span.start as usize..span.end as usize]
    }

    /// Calls `see(row, text)` for every cell that has a value.
    #[inline]
    pub fn each_present(&self, mut see: impl FnMut(usize, &'a [u8])) {
        for (row, (span, state)) in self.spans.iter().zip(self.states.iter()).enumerate() {
            if *state == State::Present {
                see(row, &self.text[span.start as usize..span.end as usize]);
            }
        }
    }
}

/// The texts that stand for no value, compared with a cell as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissingValues {
    empty: bool,
    others: Vec<Vec<u8>>,
}

impl MissingValues {
    pub fn new(values: &[String]) -> MissingValues {
        let others = values.iter().filter(|value| !value.is_empty());
        MissingValues {
            empty: values.iter().any(String::is_empty),
            others: others.map(|value| value.as_bytes().to_vec()).collect(),
        }
    }

    #[inline]
    pub(super) fn state(&self, text: &[u8], span: Span) -> State {
        let empty = span.start == span.end;
        let token =
            !self.others.is_empty() && self.is_token(&text[span.start as usize..span.end as usize]);
        if (empty && self.empty) || token {
            State::Missing
        } else {
            State::Present
        }
    }

    /// Whether a text stands for no value.
    pub fn contains(&self, cell: &[u8]) -> bool {
        (cell.is_empty() && self.empty) || self.is_token(cell)
    }

    fn is_token(&self, cell: &[u8]) -> bool {
        self.others.iter().any(|token| token == cell)
    }
}
