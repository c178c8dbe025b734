//! Which findings a checklist wants to see: types of errors of frictionless-py, and the tags that group them.

/// `pickErrors` and `skipErrors`, each a type or a `#tag`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picks {
    /// If there are any, nothing else is wanted.
    pub pick: Vec<String>,
    pub skip: Vec<String>,
}

impl Picks {
    pub fn is_empty(&self) -> bool {
        self.pick.is_empty() && self.skip.is_empty()
    }

    /// Whether an error of this type is wanted.
    pub fn want(&self, kind: &str) -> bool {
        let means = |name: &String| name == kind || tags(kind).contains(&name.as_str());
        (self.pick.is_empty() || self.pick.iter().any(means)) && !self.skip.iter().any(means)
    }
}

/// The tags of an error of this type.
pub(crate) fn tags(kind: &str) -> &'static [&'static str] {
    let found = KINDS.iter().find(|(known, _)| *known == kind);
    found.map(|(_, tags)| *tags).unwrap_or_default()
}

/// All types and tags that a checklist may name.
pub(super) fn known() -> impl Iterator<Item = &'static str> + Clone {
    let tags = ["#table", "#header", "#label", "#row", "#cell", "#file"];
    KINDS.iter().map(|(kind, _)| *kind).chain(tags)
}

const FILE: &[&str] = &["#file"];
const TABLE: &[&str] = &["#table"];
const HEADER: &[&str] = &["#table", "#header"];
const LABEL: &[&str] = &["#table", "#header", "#label"];
const ROW: &[&str] = &["#table", "#row"];
const CELL: &[&str] = &["#table", "#row", "#cell"];
const NONE: &[&str] = &[];

/// The types of errors of frictionless-py 5.
const KINDS: &[(&str, &[&str])] = &[
    ("ascii-value", CELL),
    ("blank-header", HEADER),
    ("blank-label", LABEL),
    ("blank-row", ROW),
    ("byte-count", FILE),
    ("catalog-error", NONE),
    ("cell-error", CELL),
    ("check-error", NONE),
    ("checklist-error", NONE),
    ("compression-error", NONE),
    ("constraint-error", CELL),
    ("control-error", NONE),
    ("data-error", NONE),
    ("dataset-error", NONE),
    ("detector-error", NONE),
    ("deviated-cell", TABLE),
    ("deviated-value", TABLE),
    ("dialect-error", NONE),
    ("duplicate-label", LABEL),
    ("duplicate-row", ROW),
    ("encoding-error", TABLE),
    ("error", NONE),
    ("extra-cell", CELL),
    ("extra-label", LABEL),
    ("field-count", TABLE),
    ("field-error", TABLE),
    ("file-error", FILE),
    ("forbidden-value", CELL),
    ("foreign-key", ROW),
    ("format-error", NONE),
    ("hash-count", FILE),
    ("header-error", HEADER),
    ("incorrect-label", LABEL),
    ("inquiry-error", NONE),
    ("inquiry-task-error", NONE),
    ("label-error", LABEL),
    ("metadata-error", NONE),
    ("missing-cell", CELL),
    ("missing-label", LABEL),
    ("package-error", NONE),
    ("pipeline-error", NONE),
    ("primary-key", ROW),
    ("report-error", NONE),
    ("report-task-error", NONE),
    ("required-value", TABLE),
    ("resource-error", NONE),
    ("row-constraint", ROW),
    ("row-count", TABLE),
    ("row-error", ROW),
    ("schema-error", NONE),
    ("scheme-error", NONE),
    ("sequential-value", CELL),
    ("source-error", TABLE),
    ("stats-error", NONE),
    ("step-error", NONE),
    ("table-dimensions", TABLE),
    ("table-error", TABLE),
    ("truncated-value", CELL),
    ("type-error", CELL),
    ("unique-error", CELL),
    ("unmatched-header", HEADER),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn picks(pick: &[&str], skip: &[&str]) -> Picks {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Picks {
            pick: own(pick),
            skip: own(skip),
        }
    }

    #[test]
    fn what_is_picked_is_wanted_unless_it_is_skipped() {
        assert!(picks(&[], &[]).want("type-error"));
        assert!(picks(&["#cell"], &[]).want("type-error"));
        assert!(!picks(&["#cell"], &[]).want("blank-row"));
        assert!(!picks(&["#row"], &["type-error"]).want("type-error"));
        assert!(picks(&["#row"], &["type-error"]).want("missing-cell"));
        assert!(!picks(&[], &["#header"]).want("duplicate-label"));
    }

    #[test]
    fn every_check_maps_to_a_type_that_is_known() {
        for check in crate::catalogue::all_checks() {
            let kind = check.frictionless;
            assert!(known().any(|known| known == kind), "{}: {kind}", check.id);
        }
    }
}
