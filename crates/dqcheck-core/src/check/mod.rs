//! What a check is: its name, its words, every way to fail it, its parameters and its examples.
//!
//! Definitions are data. `dqcheck explain`, the pages in `docs/checks/` and the tests are made from them.

use crate::message::Text;

/// How grave a finding is. Ordered: an error is greater than a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    pub fn id(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn name(self) -> Text {
        match self {
            Severity::Info => Text {
                en: "info",
                fr: "information",
            },
            Severity::Warning => Text {
                en: "warning",
                fr: "avertissement",
            },
            Severity::Error => Text {
                en: "error",
                fr: "erreur",
            },
        }
    }
}

/// The part of a dataset that a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The file as bytes and rows: encoding, quotes, row lengths.
    Structure,
    /// The header line against the fields of the schema.
    Header,
    /// A cell against the type of its field.
    Type,
    /// A cell against a constraint of its field.
    Constraint,
    /// Rows against each other: keys.
    Table,
    /// The cells of a row against each other.
    Together,
    /// French identifiers.
    French,
    /// Communes, departments and what else the Code officiel géographique lists.
    Territory,
    /// Coordinates.
    Geo,
    /// What somebody asks for by name.
    Requested,
    /// The schema itself.
    Schema,
}

impl Group {
    pub const ALL: [Group; 11] = [
        Group::Structure,
        Group::Header,
        Group::Type,
        Group::Constraint,
        Group::Table,
        Group::Together,
        Group::French,
        Group::Territory,
        Group::Geo,
        Group::Requested,
        Group::Schema,
    ];

    pub fn name(self) -> Text {
        match self {
            Group::Structure => Text {
                en: "The file",
                fr: "Le fichier",
            },
            Group::Header => Text {
                en: "The header line",
                fr: "La ligne d'en-tête",
            },
            Group::Type => Text {
                en: "Types",
                fr: "Types",
            },
            Group::Constraint => Text {
                en: "Constraints",
                fr: "Contraintes",
            },
            Group::Table => Text {
                en: "Keys",
                fr: "Clés",
            },
            Group::Together => Text {
                en: "Columns together",
                fr: "Colonnes entre elles",
            },
            Group::French => Text {
                en: "French identifiers",
                fr: "Identifiants français",
            },
            Group::Territory => Text {
                en: "Communes and territories",
                fr: "Communes et territoires",
            },
            Group::Geo => Text {
                en: "Coordinates",
                fr: "Coordonnées",
            },
            Group::Requested => Text {
                en: "On request",
                fr: "Sur demande",
            },
            Group::Schema => Text {
                en: "The schema",
                fr: "Le schéma",
            },
        }
    }
}

/// One way to fail a check: what is wrong, and what to do about it.
///
/// `{value}`, `{field}` and the arguments of the check may stand in both texts.
#[derive(Debug)]
pub struct Reason {
    /// Kebab-case, unique within the check, permanent.
    pub id: &'static str,
    pub message: Text,
    pub help: Text,
}

/// A parameter of a check that a schema names.
#[derive(Debug)]
pub struct Param {
    pub name: &'static str,
    pub required: bool,
    pub about: Text,
}

/// A field and a cell that a check must accept, or refuse for a reason. Executed by the tests.
#[derive(Debug)]
pub struct Example {
    /// The schema, as JSON.
    pub schema: &'static str,
    /// The file, header line included; empty where the schema alone is looked at. A file that the schema names follows
    /// behind a line with its name: `-- communes.csv --`.
    pub data: &'static str,
    /// The id of the reason for which the file fails the check; `None` where it passes.
    pub fails: Option<&'static str>,
}

impl Example {
    /// The data, and the files that the schema names, each with its name.
    pub fn files(&self) -> (&'static str, Vec<(&'static str, &'static str)>) {
        let mut parts = self.data.split("\n-- ");
        let data = parts.next().unwrap_or_default();
        let named = parts.map(|part| part.split_once(" --\n").unwrap_or((part, "")));
        (data, named.collect())
    }
}

/// The definition of a check.
#[derive(Debug)]
pub struct CheckDef {
    /// Names the defect, kebab-case, permanent.
    pub id: &'static str,
    /// The version of dqcheck that brought it.
    pub since: &'static str,
    pub severity: Severity,
    pub group: Group,
    /// The defect in a few words, a headline: "Number expected".
    pub title: Text,
    /// Why it matters to whoever uses the data.
    pub why: Text,
    /// Every way to fail; a failure refers to a reason by its index.
    pub reasons: &'static [Reason],
    pub params: &'static [Param],
    pub examples: &'static [Example],
    /// Other names under which schemas ask for it.
    pub aliases: &'static [&'static str],
    /// The error type of frictionless-py that stands for it.
    pub frictionless: &'static str,
}

impl CheckDef {
    /// The id and the other names, under each of which a schema or a person may ask for the check.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.aliases.iter().copied())
    }

    /// Whether a schema or a person means this check by `name`.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// The index of the reason with this id.
    pub fn reason(&self, id: &str) -> Option<usize> {
        self.reasons.iter().position(|reason| reason.id == id)
    }
}

/// Checks are statics: two are the same when they are the same place in memory.
impl PartialEq for CheckDef {
    fn eq(&self, other: &CheckDef) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for CheckDef {}
