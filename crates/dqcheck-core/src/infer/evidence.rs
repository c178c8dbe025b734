//! Evidence: what the values of one column let one believe, gathered in one pass and in bounded memory.

use std::collections::{BTreeMap, HashMap, HashSet};

use rapidhash::v3::{DEFAULT_RAPID_SECRETS, rapidhash_v3_nano_inline};

use super::forms::{FORMS, Form, Kind};
use super::label::Meaning;
use super::limits::{FIRST_STEP, HASHES, HASHES_OF_COLUMN, MEMBERS, STEP, STRAY, STRAYS, WORD};
use super::plausible::coordinates;
use super::tokens;
use crate::checks::{self, Bind, Bound, Column, ColumnCheck};
use crate::diagnostic::value_text;
use crate::engine::Passage;
use crate::rows::{Cells, State};
use crate::schema::{self, RuleRequest, Schema};
use crate::types::{self, Faults, FieldType, View};

/// The readers of all forms, which the columns share.
pub(super) struct Readers(Vec<Reader>);

struct Reader {
    form: &'static Form,
    field_type: Box<dyn FieldType>,
    check: Option<Box<dyn ColumnCheck>>,
}

impl Readers {
    pub(super) fn new() -> Readers {
        let fields: Vec<String> = FORMS
            .iter()
            .map(|form| form.field.replacen('{', "{\"name\": \"form\", ", 1))
            .collect();
        let text = format!("{{\"fields\": [{}]}}", fields.join(", "));
        let schema = schema::read(text.as_bytes())
            .expect("the forms are fields, and a test binds them")
            .schema;
        let readers = FORMS
            .iter()
            .zip(&schema.fields)
            .map(|(form, field)| Reader {
                form,
                field_type: types::find(&field.type_name)
                    .and_then(|known| (known.bind)(field).ok())
                    .expect("the forms are fields, and a test binds them"),
                check: form.check.map(|name| named(name, &schema)),
            });
        Readers(readers.collect())
    }
}

/// The check with this name, for whatever column.
fn named(name: &str, schema: &Schema) -> Box<dyn ColumnCheck> {
    let request = RuleRequest {
        name: name.to_owned(),
        params: serde_json::Map::from_iter([("column".to_owned(), "form".into())]),
        ..RuleRequest::default()
    };
    let known = checks::all().find(|check| check.def.is_called(name));
    match known.map(|check| &check.bind) {
        Some(Bind::Named(bind)) => match bind(&request, schema) {
            Ok(Bound::Column { check, .. }) => check,
            _ => unreachable!("a form names a check of one column, and a test binds it"),
        },
        _ => unreachable!("a form names a check of one column, and a test binds it"),
    }
}

/// How a form fares with the values of a column.
pub(super) struct Trial {
    /// Index into [`FORMS`].
    pub(super) form: usize,
    pub(super) good: u64,
    pub(super) bad: u64,
    /// The first values that have another form.
    pub(super) strays: Vec<Stray>,
    /// Of numbers the least and the greatest; of positions west, south, east and north.
    pub(super) extent: Extent,
    /// The first value.
    pub(super) example: Option<String>,
}

pub(super) struct Stray {
    row: usize,
    pub(super) line: u64,
    pub(super) value: String,
}

/// What was seen in one column.
pub(super) struct Evidence {
    pub(super) label: String,
    pub(super) meaning: Option<Meaning>,
    /// Cells that are there, empty ones too.
    pub(super) cells: u64,
    pub(super) empty: u64,
    /// How often each text that may stand for no value occurs.
    pub(super) tokens: BTreeMap<&'static str, u64>,
    /// The forms that may still be those of the column; `None` before the first value.
    pub(super) trials: Option<Vec<Trial>>,
    pub(super) words: Words,
    pub(super) digits: Digits,
    unique: Unique,
    row: u64,
    states: Vec<State>,
}

impl Evidence {
    /// `columns`: how many there are in all.
    pub(super) fn new(label: &str, columns: usize) -> Evidence {
        Evidence {
            label: label.to_owned(),
            meaning: Meaning::of(label),
            cells: 0,
            empty: 0,
            tokens: BTreeMap::new(),
            trials: None,
            words: Words::default(),
            digits: Digits::default(),
            unique: Unique::new((HASHES / columns).min(HASHES_OF_COLUMN)),
            row: 0,
            states: Vec::new(),
        }
    }

    /// Cells that have a value, tokens included.
    pub(super) fn values(&self) -> u64 {
        self.cells - self.empty
    }

    /// Whether no value was seen twice.
    pub(super) fn is_unique(&self) -> bool {
        !self.unique.repeated
    }

    pub(super) fn trial(&self, wanted: impl Fn(&Form) -> bool) -> Option<&Trial> {
        let mut trials = self.trials.iter().flatten();
        trials.find(|trial| wanted(&FORMS[trial.form]))
    }

    /// Takes in the cells of a block, in steps that do not depend on how the file is cut into blocks.
    pub(super) fn take(&mut self, readers: &Readers, passage: &mut Passage<'_>, position: usize) {
        let mut at = 0;
        while at < passage.len() {
            let left = match self.row {
                row if row < FIRST_STEP => FIRST_STEP - row,
                row => STEP - row % STEP,
            };
            let end = passage.len().min(at + left as usize);
            let mut fresh = Vec::new();
            let cells = passage.cells(position);
            let step = Cells {
                text: cells.text,
                spans: &cells.spans[at..end],
                states: &mut cells.states[at..end],
            };
            self.step(readers, &step);
            self.row += (end - at) as u64;
            match self.row {
                FIRST_STEP => self.keep(|trial| trial.good > 0 || trial.bad == 0),
                row if row.is_multiple_of(STEP) => self.finish(),
                _ => {}
            }
            for stray in self
                .trials
                .iter_mut()
                .flatten()
                .flat_map(|trial| &mut trial.strays)
            {
                if stray.line == 0 {
                    fresh.push((stray.row + at, &mut stray.line));
                }
            }
            let rows: Vec<usize> = fresh.iter().map(|(row, _)| *row).collect();
            if !rows.is_empty() {
                let lines = passage.lines(&rows);
                fresh
                    .into_iter()
                    .zip(lines)
                    .for_each(|((_, slot), line)| *slot = line);
            }
            at = end;
        }
    }

    fn step(&mut self, readers: &Readers, cells: &Cells<'_>) {
        self.states.clear();
        self.states.extend_from_slice(cells.states);
        for row in 0..cells.len() {
            match self.states[row] {
                State::Absent | State::Bad => continue,
                State::Missing => self.empty += 1,
                State::Present => {
                    let text = cells.get(row);
                    self.words.see(text);
                    self.unique.see(text);
                    if let Some(token) = tokens::find(text) {
                        *self.tokens.entry(token).or_default() += 1;
                        self.states[row] = State::Missing;
                    } else {
                        self.digits.see(text);
                    }
                }
            }
            self.cells += 1;
        }
        if !self.states.contains(&State::Present) {
            return;
        }
        let meaning = self.meaning;
        let trials = self.trials.get_or_insert_with(|| {
            let believed = |form: &Form| {
                form.labels.is_empty()
                    || meaning.is_some_and(|meaning| form.labels.contains(&meaning))
            };
            let forms = (0..FORMS.len()).filter(|&form| believed(&FORMS[form]));
            forms.map(Trial::new).collect()
        });
        for trial in trials {
            trial.take(&readers.0[trial.form], cells, self.states.clone());
        }
    }

    /// Forgets the forms that too many values do not have.
    pub(super) fn finish(&mut self) {
        self.keep(|trial| trial.bad * STRAY <= trial.good + trial.bad);
    }

    fn keep(&mut self, wanted: impl Fn(&Trial) -> bool) {
        if let Some(trials) = &mut self.trials {
            trials.retain(wanted);
            trials.shrink_to_fit();
        }
    }
}

impl Trial {
    fn new(form: usize) -> Trial {
        Trial {
            form,
            good: 0,
            bad: 0,
            strays: Vec::new(),
            extent: Extent::default(),
            example: None,
        }
    }

    fn take(&mut self, reader: &Reader, cells: &Cells<'_>, mut states: Vec<State>) {
        let mut faults = Faults::default();
        for (row, state) in states.iter_mut().enumerate() {
            if *state == State::Present && !(reader.form.plausible)(cells.get(row)) {
                *state = State::Bad;
                faults.push(row, 0);
            }
        }
        let mut cells = Cells {
            text: cells.text,
            spans: cells.spans,
            states: &mut states,
        };
        let mut view = View::default();
        reader.field_type.read(&mut cells, &mut view, &mut faults);
        let column = Column {
            cells,
            view: &view,
            field_type: reader.field_type.as_ref(),
        };
        if let Some(check) = &reader.check {
            check.check_column(&column, &mut faults);
        }
        let cells = column.cells;
        faults.0.sort_by_key(|fault| fault.row);
        for fault in faults.0.iter().take(STRAYS - self.strays.len().min(STRAYS)) {
            self.strays.push(Stray {
                row: fault.row as usize,
                line: 0,
                value: value_text(cells.get(fault.row as usize)),
            });
        }
        self.bad += faults.0.len() as u64;
        let mut bad = faults.0.iter().map(|fault| fault.row as usize).peekable();
        for row in 0..cells.len() {
            if bad.next_if_eq(&row).is_some() || cells.states[row] != State::Present {
                continue;
            }
            self.good += 1;
            if self.example.is_none() {
                self.example = Some(value_text(cells.get(row)));
            }
            match (&view, reader.form.kind) {
                (View::Numbers(numbers), _) => self.extent.add(numbers[row], numbers[row]),
                (View::Points(points), _) => self.extent.add(points[row].lon, points[row].lat),
                (_, Kind::LatLon) => {
                    if let Some([lat, lon]) = coordinates(cells.get(row)) {
                        self.extent.add(lon, lat);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The least and the greatest of two series of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Default for Extent {
    fn default() -> Extent {
        Extent {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        }
    }
}

impl Extent {
    fn add(&mut self, lon: f64, lat: f64) {
        self.west = self.west.min(lon);
        self.east = self.east.max(lon);
        self.south = self.south.min(lat);
        self.north = self.north.max(lat);
    }
}

/// The different values and how often each occurs, while they are few and short.
#[derive(Default)]
pub(super) struct Words {
    counts: HashMap<Vec<u8>, u64>,
    too_many: bool,
}

impl Words {
    fn see(&mut self, text: &[u8]) {
        if self.too_many {
            return;
        }
        if let Some(count) = self.counts.get_mut(text) {
            *count += 1;
            return;
        }
        // Room for the tokens, which are no members.
        self.too_many = text.len() > WORD || self.counts.len() > MEMBERS + tokens::ALL.len();
        match self.too_many {
            true => self.counts = HashMap::new(),
            false => {
                self.counts.insert(text.to_vec(), 1);
            }
        }
    }

    /// The values with their counts, in the order of the alphabet; `None` where there are too many.
    pub(super) fn all(&self) -> Option<Vec<(String, u64)>> {
        if self.too_many {
            return None;
        }
        let text =
            |(word, count): (&Vec<u8>, &u64)| Some((String::from_utf8(word.clone()).ok()?, *count));
        let mut words: Vec<(String, u64)> = self.counts.iter().map(text).collect::<Option<_>>()?;
        words.sort();
        Some(words)
    }
}

/// Whether all values are digits, and of which lengths.
#[derive(Default)]
pub(super) struct Digits {
    others: bool,
    lengths: Option<(usize, usize)>,
    pub(super) leading_zero: bool,
}

impl Digits {
    fn see(&mut self, text: &[u8]) {
        self.others |= !text.iter().all(u8::is_ascii_digit);
        self.leading_zero |= text.len() > 1 && text[0] == b'0';
        let (least, most) = self.lengths.unwrap_or((text.len(), text.len()));
        self.lengths = Some((least.min(text.len()), most.max(text.len())));
    }

    /// The number of digits that every value has.
    pub(super) fn length(&self) -> Option<usize> {
        let (least, most) = self.lengths.filter(|_| !self.others)?;
        (least == most).then_some(least)
    }
}

/// Whether a value comes twice among the first ones.
struct Unique {
    seen: HashSet<u64>,
    room: usize,
    repeated: bool,
}

impl Unique {
    fn new(room: usize) -> Unique {
        Unique {
            seen: HashSet::new(),
            room,
            repeated: false,
        }
    }

    fn see(&mut self, text: &[u8]) {
        if self.repeated || self.seen.len() >= self.room {
            return;
        }
        let hash = rapidhash_v3_nano_inline::<true, false>(text, &DEFAULT_RAPID_SECRETS);
        self.repeated = !self.seen.insert(hash);
        if self.repeated {
            self.seen = HashSet::new();
        }
    }
}
