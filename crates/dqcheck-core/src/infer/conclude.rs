//! From the evidence of all columns to a schema.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::draft::{Area, At, Draft, Field};
use super::evidence::{Evidence, Extent, Trial};
use super::forms::{FORMS, Kind};
use super::label::Meaning;
use super::limits::{
    AREA, CODE_DIGITS, EACH, KEY, LEAST_MARGIN, LIKELY, MARGIN, MEMBERS, SURE, WORD,
};
use super::said::Said;
use crate::message::Text;

/// What the values of a column are.
enum Guess<'a> {
    Form(&'a Trial),
    /// So many digits each.
    Code(usize),
    Text,
    Nothing,
}

impl Guess<'_> {
    fn kind(&self) -> Option<Kind> {
        match self {
            Guess::Form(trial) => Some(FORMS[trial.form].kind),
            Guess::Code(_) => Some(Kind::Code),
            Guess::Text | Guess::Nothing => None,
        }
    }

    /// Whether a token among the values is taken for the absence of one.
    fn excludes_tokens(&self) -> bool {
        matches!(self, Guess::Form(_) | Guess::Code(_))
    }
}

/// The schema of these columns. A column without a label has no field, nor has a second one of the same label.
pub(super) fn draft(columns: &[Evidence], blank: u64) -> Draft {
    let mut names = HashSet::new();
    let columns: Vec<(&Evidence, Guess<'_>)> = columns
        .iter()
        .filter(|column| !column.label.is_empty() && names.insert(&column.label))
        .map(|column| (column, guess(column)))
        .collect();
    let mut tokens: Vec<&'static str> = columns
        .iter()
        .filter(|(_, guess)| guess.excludes_tokens())
        .flat_map(|(column, _)| column.tokens.keys().copied())
        .collect();
    tokens.sort_unstable();
    tokens.dedup();

    let fields = columns
        .iter()
        .map(|(column, guess)| field(column, guess, &tokens));
    let mut draft = Draft {
        fields: fields.collect(),
        key: None,
        areas: areas(&columns),
        tokens,
        blank,
    };
    keys(&mut draft, &columns);
    for area in &draft.areas {
        let at = match area.at {
            At::LatLon(at) | At::Geopoint(at) | At::Pair { longitude: at, .. } => at,
        };
        draft.fields[at].said.push(Said::area());
    }
    draft
}

fn guess(column: &Evidence) -> Guess<'_> {
    let of_label = |trial: &&Trial| !FORMS[trial.form].labels.is_empty();
    let fits = |trial: &&Trial| trial.bad == 0 && trial.good >= FORMS[trial.form].least;
    let trials = column.trials.as_deref().unwrap_or_default();
    if trials.is_empty() && column.trials.is_none() {
        return Guess::Nothing;
    }
    let named = |trial: &&Trial| of_label(trial) || FORMS[trial.form].check.is_some();
    let known = trials.iter().filter(named).find(fits);
    if let Some(trial) = known {
        return Guess::Form(trial);
    }
    if let Some(length) = column.digits.length()
        && length > 1
        && (column.digits.leading_zero || length >= CODE_DIGITS)
    {
        return Guess::Code(length);
    }
    trials.iter().find(fits).map_or(Guess::Text, Guess::Form)
}

fn field(column: &Evidence, guess: &Guess<'_>, tokens: &[&'static str]) -> Field {
    let mut field = Field {
        name: column.label.clone(),
        form: Map::from_iter([("type".to_owned(), "string".into())]),
        pattern: None,
        check: None,
        required: false,
        unique: false,
        members: Vec::new(),
        bound: None,
        example: None,
        has_tokens: guess.excludes_tokens() && !column.tokens.is_empty(),
        said: Vec::new(),
    };
    let missing: u64 = tokens
        .iter()
        .filter_map(|token| column.tokens.get(token))
        .sum();
    match guess {
        Guess::Form(trial) => take_form(&mut field, column, trial),
        Guess::Code(length) => {
            let values = column.values() - missing;
            field.pattern = Some(format!("[0-9]{{{length}}}"));
            field
                .said
                .push(Said::code(*length, values, column.digits.leading_zero));
        }
        Guess::Text => {
            field.members = members(column, tokens);
            match field.members.len() {
                0 => field.said.push(Said::text(column.values() - missing)),
                count => field.said.push(Said::members(count)),
            }
        }
        Guess::Nothing => field.said.push(Said::nothing()),
    }
    if !matches!(guess, Guess::Nothing) {
        field.said.extend(stray(column, guess));
    }
    if field.has_tokens {
        let found: Vec<(&str, u64)> = column
            .tokens
            .iter()
            .map(|(token, count)| (*token, *count))
            .collect();
        field.said.push(Said::tokens(&found));
    }
    if column.empty == 0 && missing == 0 && column.cells >= SURE {
        field.required = true;
        field.said.push(Said::required(column.cells));
    }
    field
}

fn take_form(field: &mut Field, column: &Evidence, trial: &Trial) {
    let form = &FORMS[trial.form];
    let properties: Value =
        serde_json::from_str(form.field).expect("a form is JSON, and a test reads it");
    if let Value::Object(mut properties) = properties {
        if let Some(Value::Object(constraints)) = properties.remove("constraints") {
            let pattern = constraints.get("pattern").and_then(Value::as_str);
            field.pattern = pattern.map(str::to_owned);
        }
        field.form = properties;
    }
    field.check = form.check;
    // An address or a shape is nobody's example: the first is private, the second too long.
    let short = trial
        .example
        .as_ref()
        .filter(|example| example.len() <= WORD);
    field.example = short.filter(|_| !form.field.contains("email")).cloned();
    field.bound = match (column.meaning, form.kind) {
        (Some(Meaning::Latitude), Kind::Number) => bound(90, trial.extent),
        (Some(Meaning::Longitude), Kind::Number) => bound(180, trial.extent),
        _ => None,
    };
    let rival = form.rival.and_then(|name| {
        let is_rival = |form: &super::forms::Form| form.name.en == name;
        column.trial(is_rival).filter(|rival| rival.bad == 0)
    });
    field
        .said
        .push(Said::form(form.name, trial.good, rival.is_some()));
    if let Some(rival) = rival {
        field.said.push(Said::rival(FORMS[rival.form].name));
    }
}

fn bound(degrees: i32, extent: Extent) -> Option<i32> {
    let limit = f64::from(degrees);
    (-limit <= extent.west && extent.east <= limit).then_some(degrees)
}

/// The values of a closed list; none where more are to be expected.
fn members(column: &Evidence, tokens: &[&'static str]) -> Vec<String> {
    let Some(words) = column.words.all() else {
        return Vec::new();
    };
    let words: Vec<(String, u64)> = words
        .into_iter()
        .filter(|(word, _)| !tokens.contains(&word.as_str()))
        .collect();
    let values: u64 = words.iter().map(|(_, count)| count).sum();
    let few = !words.is_empty() && words.len() <= MEMBERS;
    let often = values >= SURE.max(EACH * words.len() as u64);
    let closed = few && often && words.iter().all(|(_, count)| *count > 1);
    match closed {
        true => words.into_iter().map(|(word, _)| word).collect(),
        false => Vec::new(),
    }
}

/// A narrower form that nearly all values have.
fn stray(column: &Evidence, guess: &Guess<'_>) -> Option<Said> {
    let taken = match guess {
        Guess::Form(trial) => trial.form,
        _ => FORMS.len(),
    };
    let trials = column.trials.iter().flatten();
    let near = trials
        .filter(|trial| trial.form < taken && trial.bad > 0 && trial.good >= LIKELY)
        .reduce(|best, trial| if trial.good > best.good { trial } else { best })?;
    let first = near.strays.first()?;
    let name: Text = FORMS[near.form].name;
    Some(Said::stray(
        name,
        near.good,
        near.good + near.bad,
        first.line,
        &first.value,
    ))
}

/// The primary key, and what else is unique.
fn keys(draft: &mut Draft, columns: &[(&Evidence, Guess<'_>)]) {
    let rank = |at: usize| {
        let (column, guess) = &columns[at];
        let full = column.empty == 0 && column.cells == column.values();
        let complete = full
            && column
                .tokens
                .keys()
                .all(|token| !draft.tokens.contains(token));
        if !complete || !column.is_unique() {
            return None;
        }
        let kind = guess.kind();
        let word = match guess {
            Guess::Text => draft.fields[at].members.is_empty(),
            _ => matches!(kind, Some(Kind::Code | Kind::Integer)),
        };
        match column.meaning {
            Some(Meaning::Identifier) if word && column.cells >= KEY => Some(0),
            // The first column of a table often numbers its rows.
            None if at == 0
                && matches!(kind, Some(Kind::Code | Kind::Integer))
                && column.cells >= SURE =>
            {
                Some(1)
            }
            Some(Meaning::Siret | Meaning::Siren | Meaning::Insee)
                if word && column.cells >= SURE =>
            {
                Some(2)
            }
            _ => None,
        }
    };
    let mut ranked: Vec<(u8, usize)> = (0..columns.len())
        .filter_map(|at| Some((rank(at)?, at)))
        .collect();
    ranked.sort_unstable();
    for (number, (rank, at)) in ranked.into_iter().enumerate() {
        let field = &mut draft.fields[at];
        if number == 0 {
            draft.key = Some(at);
            field.said.push(Said::key());
        } else if rank == 0 {
            field.unique = true;
            field.said.push(Said::unique());
        }
    }
}

/// The areas in which the positions of the table lie.
fn areas(columns: &[(&Evidence, Guess<'_>)]) -> Vec<Area> {
    let mut areas = Vec::new();
    let mut pair: [Vec<(usize, &Trial)>; 2] = [Vec::new(), Vec::new()];
    for (at, (column, guess)) in columns.iter().enumerate() {
        let Guess::Form(trial) = guess else { continue };
        let place = match (FORMS[trial.form].kind, column.meaning) {
            (Kind::LatLon, _) => At::LatLon(at),
            (Kind::Geopoint, _) => At::Geopoint(at),
            (Kind::Number, Some(Meaning::Longitude)) => {
                pair[0].push((at, trial));
                continue;
            }
            (Kind::Number, Some(Meaning::Latitude)) => {
                pair[1].push((at, trial));
                continue;
            }
            _ => continue,
        };
        let bounds = bounds(trial.extent, trial.good);
        // The check is also what says that a text is a position.
        if let Some(bounds) = bounds.or(matches!(place, At::LatLon(_)).then_some(EARTH)) {
            areas.push(Area { at: place, bounds });
        }
    }
    // Two of one kind cannot be told apart.
    if let [longitudes, latitudes] = &pair
        && let ([(longitude, lon)], [(latitude, lat)]) = (&longitudes[..], &latitudes[..])
    {
        let extent = Extent {
            west: lon.extent.west,
            east: lon.extent.east,
            south: lat.extent.west,
            north: lat.extent.east,
        };
        let at = At::Pair {
            longitude: *longitude,
            latitude: *latitude,
        };
        if let Some(bounds) = bounds(extent, lon.good.min(lat.good)) {
            areas.push(Area { at, bounds });
        }
    }
    areas
}

const EARTH: [f64; 4] = [-180.0, -90.0, 180.0, 90.0];

/// Round bounds with room to spare, where the points are many and near each other.
fn bounds(extent: Extent, points: u64) -> Option<[f64; 4]> {
    let Extent {
        west,
        south,
        east,
        north,
    } = extent;
    let size = (east - west).max(north - south);
    let on_earth = west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0;
    if points < SURE || !on_earth || size > AREA {
        return None;
    }
    let margin = (size * MARGIN).max(LEAST_MARGIN);
    let down = |number: f64| ((number - margin) * 100.0).floor() / 100.0;
    let up = |number: f64| ((number + margin) * 100.0).ceil() / 100.0;
    Some([
        down(west).max(-180.0),
        down(south).max(-90.0),
        up(east).min(180.0),
        up(north).min(90.0),
    ])
}
