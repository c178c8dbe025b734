//! The schema whose fields are most nearly the labels of a header.

use std::collections::HashSet;
use std::path::PathBuf;

use serde::Deserialize;

/// Labels and fields that both sides have, of all that either has: from here on a schema is believed to be meant.
const BELIEVED: f64 = 0.5;
/// What the best must be ahead of the next.
const AHEAD: f64 = 0.1;
/// How many candidates are named where none is taken.
const NAMED: usize = 5;

/// A schema that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub name: String,
    pub text: String,
    /// The folder of its file; none for one that comes with dqcheck.
    pub folder: Option<PathBuf>,
    /// The names of its fields.
    pub fields: Vec<String>,
}

/// How well a candidate fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Index into the candidates.
    pub candidate: usize,
    /// How many labels are fields.
    pub shared: usize,
    /// From 0, nothing shared, to 1, the same names.
    pub score: f64,
}

/// What the header says of the candidates; lists are sorted, best first.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    Taken(Match),
    /// These fit about equally well.
    Ambiguous(Vec<Match>),
    /// None fits; these are the nearest.
    None(Vec<Match>),
}

impl Candidate {
    /// `None` if `text` is no Table Schema: a folder of schemas holds other JSON files too.
    pub fn read(name: impl Into<String>, text: impl Into<String>) -> Option<Candidate> {
        #[derive(Deserialize)]
        struct Outline {
            fields: Vec<Field>,
        }
        #[derive(Deserialize)]
        struct Field {
            name: String,
        }
        let text = text.into();
        let outline: Outline = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
        Some(Candidate {
            name: name.into(),
            text,
            folder: None,
            fields: outline.fields.into_iter().map(|field| field.name).collect(),
        })
    }
}

/// Compares names without regard to case and outer blanks: a slip in the header must be told as such, and not hide
/// the schema that would tell it.
pub fn best_match(labels: &[String], candidates: &[Candidate]) -> Decision {
    let labels = folded(labels);
    let mut matches: Vec<Match> = candidates
        .iter()
        .enumerate()
        .map(|(candidate, schema)| {
            let fields = folded(&schema.fields);
            let shared = labels.intersection(&fields).count();
            let score = shared as f64 / labels.union(&fields).count().max(1) as f64;
            Match {
                candidate,
                shared,
                score,
            }
        })
        .filter(|found| found.shared > 0)
        .collect();
    matches.sort_by(|a, b| b.score.total_cmp(&a.score));
    let Some(best) = matches.first().copied() else {
        return Decision::None(matches);
    };
    if best.score < BELIEVED {
        matches.truncate(NAMED);
        return Decision::None(matches);
    }
    matches.retain(|found| found.score > best.score - AHEAD);
    match matches.len() {
        1 => Decision::Taken(best),
        _ => Decision::Ambiguous(matches),
    }
}

fn folded(names: &[String]) -> HashSet<String> {
    names
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &str) -> Vec<String> {
        of.split_whitespace().map(str::to_owned).collect()
    }

    fn decide(header: &str, schemas: &[&str]) -> Decision {
        let candidates: Vec<Candidate> = schemas
            .iter()
            .map(|fields| Candidate {
                name: String::new(),
                folder: None,
                text: String::new(),
                fields: names(fields),
            })
            .collect();
        best_match(&names(header), &candidates)
    }

    fn taken(header: &str, schemas: &[&str]) -> Option<usize> {
        match decide(header, schemas) {
            Decision::Taken(found) => Some(found.candidate),
            _ => None,
        }
    }

    #[test]
    fn the_schema_with_the_same_names_is_taken_in_any_order_and_case() {
        assert_eq!(taken("c B a", &["x y z", "a b c", "a b"]), Some(1));
    }

    #[test]
    fn a_missing_and_an_extra_column_do_not_hide_the_schema() {
        assert_eq!(taken("a b c d extra", &["a b c d e", "a x y z"]), Some(0));
    }

    #[test]
    fn two_that_fit_alike_are_ambiguous() {
        let Decision::Ambiguous(matches) = decide("a b c", &["a b c", "q r", "c b a"]) else {
            panic!("two schemas have the same names");
        };
        let found: Vec<usize> = matches.iter().map(|found| found.candidate).collect();
        assert_eq!(found, [0, 2]);
    }

    #[test]
    fn one_shared_name_of_many_is_not_enough() {
        assert!(
            matches!(decide("id b c", &["id x y", "p q"]), Decision::None(near) if near.len() == 1)
        );
        assert_eq!(decide("", &["a"]), Decision::None(vec![]));
    }

    #[test]
    fn json_that_is_no_table_schema_is_no_candidate() {
        assert_eq!(Candidate::read("a", r#"{"$schema": "x"}"#), None);
        assert_eq!(Candidate::read("a", "not json"), None);
        assert!(Candidate::read("a", "\u{feff}{\"fields\": [{\"name\": \"a\"}]}").is_some());
    }
}
