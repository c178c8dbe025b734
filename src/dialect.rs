//! `--dialect FILE`: how the files are written, told once for all of them.

use std::fs;
use std::path::Path;

use dqcheck_core::message::{Arg, Text};
use dqcheck_core::schema;
use dqcheck_core::source::{Descriptor, DescriptorFault};

use crate::error::Refused;
use crate::error::{PlacedProblem, Problem, Words};
use crate::input::not_read;

/// A dialect that can be used, and what its author should know of it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub descriptor: Descriptor,
    pub notes: Vec<Problem>,
}

/// Reads the descriptor at `path`: a Table Dialect or a CSV Dialect, in JSON.
pub(crate) fn load(path: &Path) -> Result<Told, Refused> {
    let text = fs::read_to_string(path).map_err(|error| Refused::File(not_read(path, &error)))?;
    read(&path.to_string_lossy(), &text)
        .map_err(|problems| Refused::Text(path.to_owned(), problems))
}

/// What the text says, or everything that keeps it from being used.
fn read(name: &str, text: &str) -> Result<Told, Vec<PlacedProblem>> {
    let value = schema::value(text.as_bytes()).map_err(|error| {
        let bytes = error.place().map_or(0..0, |place| place.bytes.clone());
        let problem = Problem::new(&NOT_JSON)
            .with("what", Arg::said(|lang| error.message(lang)))
            .with("help", Arg::said(|lang| error.help(lang).to_owned()));
        vec![PlacedProblem::new(problem, text, bytes)]
    })?;
    let (descriptor, faults) = Descriptor::read(&value, "");
    let (refusals, notes): (Vec<_>, Vec<_>) = faults.iter().partition(|fault| fault.refuses());
    let place = |fault: &DescriptorFault| {
        schema::place(text, &fault.pointer, fault.at_key).map_or(0..0, |place| place.bytes)
    };
    let problem = |words, fault: &DescriptorFault| {
        Problem::new(words)
            .with("what", Arg::said(|lang| fault.message(lang)))
            .with("help", Arg::said(|lang| fault.help(lang)))
    };
    if refusals.is_empty() {
        let note = |fault: &DescriptorFault| {
            let problem = problem(&NOTE, fault);
            let line = PlacedProblem::new(problem.clone(), text, place(fault)).line;
            problem.with("name", name).with("line", line)
        };
        return Ok(Told {
            descriptor,
            notes: notes.into_iter().map(note).collect(),
        });
    }
    let placed =
        |fault: &DescriptorFault| PlacedProblem::new(problem(&UNUSABLE, fault), text, place(fault));
    let mut placed: Vec<PlacedProblem> = refusals.into_iter().map(placed).collect();
    placed.sort_by_key(|placed| (placed.line, placed.column));
    Err(placed)
}

static NOT_JSON: Words = Words {
    id: "dialect-syntax",
    message: Text {
        en: "The dialect cannot be used. {what}",
        fr: "Le dialecte est inutilisable. {what}",
    },
    help: Text {
        en: "{help}",
        fr: "{help}",
    },
};

static UNUSABLE: Words = Words {
    id: "dialect-unusable",
    message: Text {
        en: "{what}",
        fr: "{what}",
    },
    help: NOT_JSON.help,
};

static NOTE: Words = Words {
    id: "dialect-note",
    message: Text {
        en: "The dialect “{name}”, line {line}: {what}",
        fr: "Le dialecte « {name} », ligne {line} : {what}",
    },
    help: NOT_JSON.help,
};

#[cfg(test)]
mod tests {
    use dqcheck_core::message::Lang;

    use super::*;

    #[test]
    fn everything_that_keeps_a_dialect_from_being_used_is_told_at_its_place() {
        let problems = read(
            "d.json",
            "{\"delimiter\": 3,\n \"header\": \"non\",\n \"x\": 1}",
        )
        .unwrap_err();
        let places: Vec<_> = problems
            .iter()
            .map(|placed| (placed.problem.words.id, placed.line, placed.column))
            .collect();
        assert_eq!(
            places,
            [("dialect-unusable", 1, 15), ("dialect-unusable", 2, 12)]
        );
    }

    #[test]
    fn what_is_no_json_is_told_where_it_goes_wrong() {
        let problems = read("d.json", "{\"delimiter\": ';'}").unwrap_err();
        assert_eq!(
            (
                problems[0].problem.words.id,
                problems[0].line,
                problems[0].column
            ),
            ("dialect-syntax", 1, 15)
        );
    }

    #[test]
    fn a_word_that_means_nothing_is_told_beside_the_verdict() {
        let told = read("d.json", "{\n\"delimeter\": \";\"}").unwrap();
        let (message, help) = (
            told.notes[0].message(Lang::En),
            told.notes[0].help(Lang::En),
        );
        assert_eq!(
            message,
            "The dialect “d.json”, line 2: “delimeter” is not known in a dialect, and has no effect."
        );
        assert_eq!(help, "Did you mean “delimiter”?");
    }
}
