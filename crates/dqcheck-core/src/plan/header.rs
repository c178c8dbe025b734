//! The labels of a file against the fields of a schema: which column is which field, and what is wrong with the header.

use std::collections::HashMap;

use super::Binding;
use crate::check::{CheckDef, Severity};
use crate::checks::header::{
    ambiguous_label, blank_label, column_order, duplicate_label, extra_column, incorrect_label,
    missing_column, missing_optional_column, unmatched_header,
};
use crate::diagnostic::FieldRef;
use crate::message::{Args, closest};
use crate::schema::{FieldsMatch, Schema};

/// Something wrong with the header.
#[derive(Clone, Debug)]
pub struct HeaderFinding {
    pub check: &'static CheckDef,
    pub reason: usize,
    pub severity: Severity,
    pub field: Option<FieldRef>,
    /// The label that is meant, by position; `None` for the header line as a whole.
    pub label: Option<usize>,
    pub args: Args,
}

/// A header beside the fields that it should name.
pub(super) struct Header<'a> {
    schema: &'a Schema,
    labels: &'a [String],
    /// `None` where nobody says how strictly the two must agree: by name, and most of what is wrong is a warning.
    mode: Option<FieldsMatch>,
    named: bool,
    /// Labels and names of fields as they are compared.
    keys: Vec<String>,
    names: Vec<String>,
    /// For each label the first field that it names.
    field_of: Vec<Option<usize>>,
    /// For each field of the schema the position of its column.
    pub(super) positions: Vec<Option<usize>>,
}

impl<'a> Header<'a> {
    pub(super) fn new(schema: &'a Schema, labels: &'a [String], binding: &Binding) -> Header<'a> {
        let key = |text: &String| match binding.case_sensitive {
            true => text.clone(),
            false => text.to_lowercase(),
        };
        let keys: Vec<String> = labels.iter().map(key).collect();
        let names: Vec<String> = schema.fields.iter().map(|field| key(&field.name)).collect();
        let mode = schema.fields_match.or(binding.header_match);
        let positions = match mode {
            _ if !binding.named => (0..names.len()).map(Some).collect(),
            Some(FieldsMatch::Exact) => (0..names.len())
                .map(|at| Some(at).filter(|&at| at < keys.len()))
                .collect(),
            // Of several columns with one label the first counts.
            _ => {
                let first = first_of(&keys);
                names.iter().map(|name| first.get(name).copied()).collect()
            }
        };
        let first = first_of(&names);
        let field_of = keys.iter().map(|key| first.get(key).copied()).collect();
        Header {
            schema,
            labels,
            mode,
            named: binding.named,
            field_of,
            keys,
            names,
            positions,
        }
    }

    /// Number of columns of the file.
    pub(super) fn width(&self) -> usize {
        match self.named {
            true => self.labels.len(),
            false => self.names.len(),
        }
    }

    /// What is wrong with the header, column by column and then field by field.
    pub(super) fn findings(&self) -> Vec<HeaderFinding> {
        if !self.named || self.labels.is_empty() {
            return Vec::new(); // Without a header, or an empty file, which is told as such.
        }
        match self.mode {
            None => self.loosely(),
            Some(FieldsMatch::Exact) => self.by_position(),
            Some(mode) => self.by_name(mode),
        }
    }

    fn loosely(&self) -> Vec<HeaderFinding> {
        if self.is_unmatched()
            && !self.names.is_empty()
            && self.labels.iter().any(|label| !label.is_empty())
        {
            return vec![self.unmatched()];
        }
        let missing: Vec<usize> = self.missing().collect();
        let meant = self.meant(&missing);
        let first = first_of(&self.keys);
        let mut found = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            let known = meant[at].is_some() || self.field_of[at].is_some();
            if label.is_empty() {
                found.push(self.blank(at));
            } else if first[&self.keys[at]] < at {
                found.push(self.duplicate(at, first[&self.keys[at]]));
            } else if !known {
                found.push(self.extra(at));
            }
        }
        for field in missing {
            let label = meant.iter().position(|&meant| meant == Some(field));
            found.push(match self.needed(field) {
                true => self.missing_one(
                    &missing_column::CHECK,
                    [missing_column::ABSENT, missing_column::RENAMED],
                    field,
                    label,
                ),
                false => self.missing_one(
                    &missing_optional_column::CHECK,
                    [
                        missing_optional_column::ABSENT,
                        missing_optional_column::RENAMED,
                    ],
                    field,
                    label,
                ),
            });
        }
        found.extend(self.order());
        found
    }

    /// The modes equal, subset, superset and partial.
    fn by_name(&self, mode: FieldsMatch) -> Vec<HeaderFinding> {
        let no_more = matches!(mode, FieldsMatch::Equal | FieldsMatch::Superset);
        let all = matches!(mode, FieldsMatch::Equal | FieldsMatch::Subset);
        let mut found = Vec::new();
        if mode == FieldsMatch::Partial && self.is_unmatched() {
            found.push(self.unmatched());
        }
        let missing: Vec<usize> = self
            .missing()
            .filter(|&field| all || self.needed(field))
            .collect();
        let meant = self.meant(&missing);
        let first = first_of(&self.keys);
        for (at, label) in self.labels.iter().enumerate() {
            if label.is_empty() {
                found.push(self.blank(at));
            } else if first[&self.keys[at]] < at {
                let args = self.of_label(at).with("first", first[&self.keys[at]] + 1);
                found.push(self.at_label(
                    &ambiguous_label::CHECK,
                    ambiguous_label::COLUMNS,
                    at,
                    args,
                ));
            } else if no_more && self.field_of[at].is_none() && meant[at].is_none() {
                found.push(HeaderFinding {
                    severity: Severity::Error,
                    ..self.extra(at)
                });
            }
        }
        found.extend(self.ambiguous_fields());
        for field in missing {
            let label = meant.iter().position(|&meant| meant == Some(field));
            found.push(self.missing_column(field, label));
        }
        found
    }

    /// Labels that name two fields, since capital letters do not count.
    fn ambiguous_fields(&self) -> impl Iterator<Item = HeaderFinding> {
        let positions = self.positions.iter().enumerate();
        positions.filter_map(|(other, position)| {
            let at = (*position)?;
            let name = |field: usize| self.schema.fields[field].name.as_str();
            let one = self.field_of[at].filter(|&one| name(one) != name(other))?;
            let args = self
                .of_label(at)
                .with("one", name(one))
                .with("other", name(other));
            Some(self.at_label(&ambiguous_label::CHECK, ambiguous_label::FIELDS, at, args))
        })
    }

    /// The mode exact.
    fn by_position(&self) -> Vec<HeaderFinding> {
        let first = first_of(&self.keys);
        let mut found = Vec::new();
        for (at, label) in self.labels.iter().enumerate() {
            let Some(field) = self.schema.fields.get(at) else {
                let args = self.of_label(at).with("count", self.names.len());
                found.push(HeaderFinding {
                    severity: Severity::Error,
                    ..self.at_label(&extra_column::CHECK, extra_column::BEYOND, at, args)
                });
                continue;
            };
            let wrong = if label.is_empty() {
                self.blank(at)
            } else if first[&self.keys[at]] < at {
                self.duplicate(at, first[&self.keys[at]])
            } else if self.keys[at] != self.names[at] {
                self.incorrect(at)
            } else {
                continue;
            };
            // It is known which column should stand here.
            found.push(HeaderFinding {
                field: Some(FieldRef {
                    name: field.name.clone(),
                    number: at + 1,
                }),
                ..wrong
            });
        }
        let beyond = self.missing();
        found.extend(beyond.map(|field| self.missing_column(field, None)));
        found
    }

    /// The label of another field, one that is written almost like its field, or any other.
    fn incorrect(&self, at: usize) -> HeaderFinding {
        let args = self.of_label(at);
        let name = self.schema.fields[at].name.as_str();
        let (reason, args) = if let Some(due) = self.field_of[at] {
            (incorrect_label::MISPLACED, args.with("due", due + 1))
        } else if closest(&self.labels[at], std::iter::once(name)).is_some() {
            (incorrect_label::RENAMED, args)
        } else {
            (incorrect_label::OTHER, args)
        };
        self.at_label(&incorrect_label::CHECK, reason, at, args)
    }

    /// The fields without a column.
    fn missing(&self) -> impl Iterator<Item = usize> {
        let positions = self.positions.iter().enumerate();
        positions.filter_map(|(field, position)| position.is_none().then_some(field))
    }

    fn is_unmatched(&self) -> bool {
        self.positions.iter().all(Option::is_none)
    }

    /// Whether a file without the column is refused: the field is required, or part of the key.
    fn needed(&self, field: usize) -> bool {
        let field = &self.schema.fields[field];
        field.is_required() || self.schema.primary_key.contains(&field.name)
    }

    /// For each label that is no field: the missing field that it probably means, none of them twice.
    fn meant(&self, missing: &[usize]) -> Vec<Option<usize>> {
        let mut free = missing.to_vec();
        let mut meant = Vec::with_capacity(self.labels.len());
        let name = |&field: &usize| self.schema.fields[field].name.as_str();
        for (at, label) in self.labels.iter().enumerate() {
            let unknown = !label.is_empty() && self.field_of[at].is_none();
            let close = unknown.then(|| closest(label, free.iter().map(name)));
            let field = close
                .flatten()
                .and_then(|close| free.iter().copied().find(|field| name(field) == close));
            free.retain(|&one| Some(one) != field);
            meant.push(field);
        }
        meant
    }

    fn unmatched(&self) -> HeaderFinding {
        let fields = self.schema.fields.iter();
        let fields: Vec<String> = fields.map(|field| field.name.clone()).collect();
        let args = Args::new()
            .with("labels", self.labels.to_vec())
            .with("fields", fields);
        let check = &unmatched_header::CHECK;
        whole(check, unmatched_header::UNMATCHED, None, args)
    }

    fn blank(&self, at: usize) -> HeaderFinding {
        let args = self.of_label(at);
        self.at_label(&blank_label::CHECK, blank_label::BLANK, at, args)
    }

    fn duplicate(&self, at: usize, first: usize) -> HeaderFinding {
        let args = self.of_label(at).with("first", first + 1);
        self.at_label(
            &duplicate_label::CHECK,
            duplicate_label::DUPLICATE,
            at,
            args,
        )
    }

    fn extra(&self, at: usize) -> HeaderFinding {
        let args = self.of_label(at);
        self.at_label(&extra_column::CHECK, extra_column::EXTRA, at, args)
    }

    /// A column that must be there: since the field is required, or since all fields are.
    fn missing_column(&self, field: usize, label: Option<usize>) -> HeaderFinding {
        let reasons = match self.needed(field) {
            true => [missing_column::ABSENT, missing_column::RENAMED],
            false => [missing_column::EXPECTED, missing_column::EXPECTED_RENAMED],
        };
        self.missing_one(&missing_column::CHECK, reasons, field, label)
    }

    /// `label`: the column that is probably meant. Of the reasons, the second says so.
    fn missing_one(
        &self,
        check: &'static CheckDef,
        [absent, renamed]: [usize; 2],
        field: usize,
        label: Option<usize>,
    ) -> HeaderFinding {
        let named = Some(FieldRef {
            name: self.schema.fields[field].name.clone(),
            number: field + 1,
        });
        match label {
            None => whole(check, absent, named, Args::new()),
            Some(at) => HeaderFinding {
                label,
                ..whole(check, renamed, named, self.of_label(at))
            },
        }
    }

    /// Whether the columns that are there stand in another order than the fields: told at the first that does.
    fn order(&self) -> Option<HeaderFinding> {
        let present = self.schema.fields.iter().zip(&self.positions);
        let expected: Vec<(&str, usize)> = present
            .filter_map(|(field, position)| Some((field.name.as_str(), (*position)?)))
            .collect();
        let mut sorted: Vec<usize> = expected.iter().map(|&(_, position)| position).collect();
        sorted.sort_unstable();
        let first = sorted
            .iter()
            .zip(&expected)
            .find(|(found, (_, due))| *found != due)?
            .0;
        let names: Vec<String> = expected.iter().map(|&(name, _)| name.to_owned()).collect();
        let args = Args::new().with("expected", names);
        Some(HeaderFinding {
            label: Some(*first),
            ..whole(&column_order::CHECK, column_order::ORDER, None, args)
        })
    }

    fn of_label(&self, at: usize) -> Args {
        Args::new()
            .with("label", self.labels[at].as_str())
            .with("number", at + 1)
    }

    fn at_label(
        &self,
        check: &'static CheckDef,
        reason: usize,
        at: usize,
        args: Args,
    ) -> HeaderFinding {
        let field = FieldRef {
            name: self.labels[at].clone(),
            number: at + 1,
        };
        HeaderFinding {
            label: Some(at),
            ..whole(check, reason, Some(field), args)
        }
    }
}

/// The first position of each text.
fn first_of(texts: &[String]) -> HashMap<&String, usize> {
    let mut first = HashMap::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        first.entry(text).or_insert(at);
    }
    first
}

fn whole(
    check: &'static CheckDef,
    reason: usize,
    field: Option<FieldRef>,
    args: Args,
) -> HeaderFinding {
    HeaderFinding {
        check,
        reason,
        severity: check.severity,
        field,
        label: None,
        args,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Field;

    /// Fields, of which one that ends in `!` is required.
    fn schema(fields: &str, mode: Option<FieldsMatch>) -> Schema {
        let field = |name: &str| {
            let (name, required) = match name.strip_suffix('!') {
                Some(name) => (name, true),
                None => (name, false),
            };
            let required = required.then(|| ("required".to_owned(), true.into()));
            Field {
                name: name.to_owned(),
                type_name: "string".to_owned(),
                constraints: required.into_iter().collect(),
                ..Field::default()
            }
        };
        Schema {
            fields: fields.split(',').map(field).collect(),
            fields_match: mode,
            ..Schema::default()
        }
    }

    /// What is found, as `check/reason label-number severity`.
    fn found(fields: &str, labels: &str, mode: Option<FieldsMatch>, binding: &Binding) -> String {
        let schema = schema(fields, mode);
        let labels: Vec<String> = labels.split(',').map(str::to_owned).collect();
        let header = Header::new(&schema, &labels, binding);
        let words = header.findings().into_iter().map(|finding| {
            let reason = finding.check.reasons[finding.reason].id;
            let number = finding.label.map_or(0, |at| at + 1);
            let sign = match finding.severity {
                Severity::Error => '!',
                Severity::Warning | Severity::Info => '?',
            };
            format!("{}/{reason} {number}{sign}", finding.check.id)
        });
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn each_mode_allows_what_the_standard_lets_it_allow() {
        use FieldsMatch::{Equal, Exact, Partial, Subset, Superset};
        let order = "incorrect-label/misplaced 1!, incorrect-label/misplaced 2!";
        let unmatched = "unmatched-header/unmatched 0!";
        let missing = "missing-column/expected 0!";
        for (fields, labels, modes, due) in [
            (
                "id,nom",
                "id,nom",
                &[Exact, Equal, Subset, Superset, Partial][..],
                "",
            ),
            ("id,nom", "nom,id", &[Exact], order),
            ("id,nom", "nom,id", &[Equal, Subset, Superset, Partial], ""),
            ("id", "id,nom", &[Exact], "extra-column/beyond 2!"),
            ("id", "id,nom", &[Equal, Superset], "extra-column/extra 2!"),
            ("id", "id,nom", &[Subset, Partial], ""),
            ("id,nom", "id", &[Exact, Equal, Subset], missing),
            ("id,nom", "id", &[Superset, Partial], ""),
            (
                "id,nom!",
                "id",
                &[Superset, Partial],
                "missing-column/absent 0!",
            ),
            ("id,nom", "x", &[Partial], unmatched),
        ] {
            for &mode in modes {
                let told = found(fields, labels, Some(mode), &Binding::default());
                assert_eq!(told, due, "{mode:?}: {fields} {labels}");
            }
        }
    }

    #[test]
    fn the_schema_goes_before_what_is_said_from_outside() {
        let binding = |mode| Binding {
            header_match: Some(mode),
            ..Binding::default()
        };
        let equal = binding(FieldsMatch::Equal);
        let exact = binding(FieldsMatch::Exact);
        assert_eq!(found("id,nom", "nom,id", None, &equal), "");
        assert_ne!(found("id,nom", "nom,id", None, &exact), "");
        assert_eq!(
            found("id,nom", "nom,id", Some(FieldsMatch::Equal), &exact),
            ""
        );
    }

    #[test]
    fn where_nobody_says_how_strictly_most_is_a_warning() {
        let told = |fields, labels| found(fields, labels, None, &Binding::default());
        assert_eq!(told("id,nom", "nom,id"), "column-order/order 1?");
        assert_eq!(told("id", "id,x"), "extra-column/extra 2?");
        assert_eq!(told("id,nom", "id"), "missing-optional-column/absent 0?");
        assert_eq!(told("id,nom!", "id,Nom"), "missing-column/renamed 2!");
        assert_eq!(told("id,nom", "x,y"), "unmatched-header/unmatched 0!");
    }

    #[test]
    fn a_position_has_one_finding() {
        let told = |labels| {
            found(
                "id,nom,rue",
                labels,
                Some(FieldsMatch::Exact),
                &Binding::default(),
            )
        };
        assert_eq!(told("id,id,rue"), "duplicate-label/duplicate 2!");
        assert_eq!(told("id,,rue"), "blank-label/blank 2!");
        assert_eq!(told("id,Nom,rue"), "incorrect-label/renamed 2!");
        assert_eq!(
            told("id,surface,rue,rue"),
            "incorrect-label/other 2!, extra-column/beyond 4!"
        );
    }

    #[test]
    fn capital_letters_count_or_not() {
        let any_case = Binding {
            case_sensitive: false,
            ..Binding::default()
        };
        let told = |fields, labels, mode| found(fields, labels, mode, &any_case);
        assert_eq!(told("Id,nom", "ID,Nom", None), "");
        assert_eq!(told("Id,nom", "ID,Nom", Some(FieldsMatch::Exact)), "");
        let partial = Some(FieldsMatch::Partial);
        assert_eq!(told("a,A", "A", partial), "ambiguous-label/fields 1!");
        assert_eq!(told("a", "A,a", partial), "ambiguous-label/columns 2!");
    }

    #[test]
    fn without_a_header_columns_are_the_fields() {
        let schema = schema("id,nom", Some(FieldsMatch::Equal));
        let binding = Binding {
            named: false,
            ..Binding::default()
        };
        for labels in [&[][..], &["x".to_owned()]] {
            let header = Header::new(&schema, labels, &binding);
            assert_eq!(header.width(), 2);
            assert_eq!(header.positions, [Some(0), Some(1)]);
            assert!(header.findings().is_empty());
        }
    }
}
