//! From the tree of a descriptor to the package: what each resource is, and what is wrong with it. Opens nothing.

use std::collections::HashMap;
use std::ops::Range;

use dqcheck_core::message::{Arg, Text};
use dqcheck_core::source::Encoding;
use jsonc_parser::ast::{Object, StringLit, Value};
use jsonc_parser::common::Ranged as _;

use super::words;
use super::{Descriptor, path};
use crate::error::{Problem, Words};

/// A package has no more resources, and a resource no more files: more than that is no package but an attack.
const RESOURCES: usize = 1_000;
const FILES: usize = 1_000;

/// A Data Package (version 1 or 2).
pub(crate) struct Package<'a> {
    pub resources: Vec<Resource<'a>>,
    /// What the user should know, although it keeps nothing from being judged.
    pub notes: Vec<Problem>,
}

pub(crate) struct Resource<'a> {
    /// `#3` where the third resource has none.
    pub name: String,
    pub kind: Kind<'a>,
}

pub(crate) enum Kind<'a> {
    Table(Table<'a>),
    /// No table, which the standard allows.
    Other,
    Faulty(Problem),
}

/// A tabular resource.
pub(crate) struct Table<'a> {
    pub rows: Rows<'a>,
    pub schema: Option<Reference<'a>>,
    pub dialect: Option<Reference<'a>>,
    pub encoding: Option<Encoding>,
    /// It is said to be separated by tabs.
    pub tabs: bool,
}

/// Where the rows of a table are.
pub(crate) enum Rows<'a> {
    /// In these files, one after the other; at least one.
    Files(Vec<Local<'a>>),
    /// In the descriptor: a list for each row, the first of which is the header.
    Lists(&'a Value<'a>),
    /// In the descriptor: an object for each row.
    Objects(&'a Value<'a>),
    /// In the descriptor, as CSV.
    Csv(&'a StringLit<'a>),
}

/// A path in the folder of the package, by its words.
pub(crate) struct Local<'a> {
    pub path: &'a str,
    /// Where it stands in the descriptor.
    pub bytes: Range<usize>,
}

/// A descriptor of its own: within this one, or in a file.
pub(crate) enum Reference<'a> {
    Here(Range<usize>),
    File(Local<'a>),
}

/// What a descriptor says.
///
/// # Errors
/// Where it is no Data Package, or none of its resources is a table.
pub(crate) fn read<'a>(
    descriptor: &'a Descriptor,
    tree: &'a Value<'a>,
) -> Result<Package<'a>, Problem> {
    let refused = |words| Problem::new(words).with("path", descriptor.name());
    let package = tree
        .as_object()
        .ok_or_else(|| refused(&words::NO_PACKAGE))?;
    let Some(list) = get(package, "resources").and_then(Value::as_array) else {
        let is_schema = get(package, "fields").is_some();
        let words = if is_schema {
            &words::SCHEMA_AS_DATA
        } else {
            &words::NO_PACKAGE
        };
        return Err(refused(words));
    };
    if list.elements.len() > RESOURCES {
        let limit = refused(&words::TOO_MANY).with("limit", RESOURCES);
        return Err(limit.with("count", list.elements.len()));
    }
    let tabular = get(package, "profile").and_then(text) == Some("tabular-data-package");
    let entries: Vec<Entry<'a>> = list
        .elements
        .iter()
        .enumerate()
        .map(|(at, value)| Entry::new(descriptor, at, value))
        .collect();
    let resources: Vec<Resource<'a>> = entries
        .iter()
        .map(|entry| Resource {
            name: entry.name.clone(),
            kind: entry.kind(tabular),
        })
        .collect();
    if resources
        .iter()
        .all(|resource| matches!(resource.kind, Kind::Other))
    {
        return Err(refused(&words::NO_TABLE));
    }
    let notes = notes(descriptor, &entries, &resources);
    Ok(Package { resources, notes })
}

fn notes(
    descriptor: &Descriptor,
    entries: &[Entry<'_>],
    resources: &[Resource<'_>],
) -> Vec<Problem> {
    let mut notes = Vec::new();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let first = *names.entry(&entry.name).or_insert(at);
        if first != at {
            let first = descriptor.location(&entries[first].bytes).line;
            let twice = entry.problem(&words::SAME_NAME, &entry.bytes);
            notes.push(twice.with("first", first));
        }
    }
    let named = |words, is: &dyn Fn(usize) -> bool| {
        let names = (0..resources.len()).filter(|&at| is(at));
        let names: Vec<String> = names.map(|at| resources[at].name.clone()).collect();
        (!names.is_empty()).then(|| {
            let note = Problem::new(words).with("path", descriptor.name());
            note.with("resources", names)
        })
    };
    let other = |at: usize| matches!(resources[at].kind, Kind::Other);
    notes.extend(named(&words::SKIPPED, &other));
    let sum = |at: usize| {
        matches!(resources[at].kind, Kind::Table(_))
            && ["hash", "bytes"]
                .iter()
                .any(|key| entries[at].get(key).is_some())
    };
    notes.extend(named(&words::SUM, &sum));
    notes
}

/// A resource as it stands in the descriptor.
struct Entry<'a> {
    descriptor: &'a Descriptor,
    name: String,
    object: Option<&'a Object<'a>>,
    bytes: Range<usize>,
}

impl<'a> Entry<'a> {
    fn new(descriptor: &'a Descriptor, at: usize, value: &'a Value<'a>) -> Entry<'a> {
        let object = value.as_object();
        let name = object.and_then(|object| text(get(object, "name")?));
        let name = name.filter(|name| !name.is_empty());
        Entry {
            descriptor,
            name: name.map_or_else(|| format!("#{}", at + 1), str::to_owned),
            object,
            bytes: bytes(value),
        }
    }

    fn kind(&self, tabular: bool) -> Kind<'a> {
        if self.object.is_none() {
            return Kind::Faulty(self.problem(&words::NOT_AN_OBJECT, &self.bytes));
        }
        match self.table(tabular) {
            Ok(Some(table)) => Kind::Table(table),
            Ok(None) => Kind::Other,
            Err(problem) => Kind::Faulty(problem),
        }
    }

    /// `None` for what is no table.
    fn table(&self, tabular: bool) -> Result<Option<Table<'a>>, Problem> {
        // `url` is what version 0 called it.
        let path = self.get("path").or_else(|| self.get("url"));
        let declared = tabular || self.is_declared();
        let (rows, format) = match (path, self.get("data")) {
            (None, None) => return Err(self.problem(&words::NO_DATA, &self.bytes)),
            (Some(_), Some(data)) => return Err(self.problem(&words::TWO_DATA, &bytes(data))),
            (Some(path), None) => {
                let format = self.format().or_else(|| extension(path));
                match use_of(format.as_deref(), declared) {
                    Use::Other => return Ok(None),
                    Use::NotRead => {
                        let problem = self.problem(&words::FORMAT, &bytes(path));
                        return Err(problem.with("format", format.unwrap_or_default()));
                    }
                    Use::Table => {}
                }
                (Rows::Files(self.files(path)?), format)
            }
            (None, Some(data)) => match self.inline(data, declared)? {
                Some(rows) => (rows, self.format()),
                None => return Ok(None),
            },
        };
        Ok(Some(Table {
            rows,
            schema: self.reference("schema")?,
            dialect: self.reference("dialect")?,
            encoding: self.encoding()?,
            tabs: format.is_some_and(|format| ["tsv", "tab"].contains(&&*format)),
        }))
    }

    /// Whether the descriptor says itself that this is a table: as version 2 has it, as version 1, or by a schema.
    fn is_declared(&self) -> bool {
        let says = |key: &str| self.get(key).and_then(text);
        says("type") == Some("table")
            || says("profile").is_some_and(|profile| {
                profile == "tabular-data-resource"
                    || profile.ends_with("/tabular-data-resource.json")
            })
            || self.get("schema").is_some()
    }

    /// As the ending of a file would have it: `csv`.
    fn format(&self) -> Option<String> {
        let says = |key: &str| {
            let said = self.get(key).and_then(text)?.trim().to_lowercase();
            (!said.is_empty()).then_some(said)
        };
        let known = says("mediatype").and_then(|mediatype| {
            let kind = mediatype.split(';').next().unwrap_or_default().trim();
            let known = MEDIATYPES.iter().find(|(known, _)| *known == kind);
            known.map(|(_, format)| (*format).to_owned())
        });
        says("format")
            .map(|format| format.trim_start_matches('.').to_owned())
            .or(known)
    }

    fn files(&self, path: &'a Value<'a>) -> Result<Vec<Local<'a>>, Problem> {
        let Value::Array(list) = path else {
            return Ok(vec![self.local(path, A_PATH)?]);
        };
        if list.elements.is_empty() {
            return Err(self.wrong_kind(path, "path", A_PATH));
        }
        if list.elements.len() > FILES {
            let problem = self.problem(&words::TOO_MANY_FILES, &bytes(path));
            return Err(problem.with("limit", FILES));
        }
        list.elements
            .iter()
            .map(|path| self.local(path, A_PATH))
            .collect()
    }

    fn local(&self, value: &'a Value<'a>, wanted: Text) -> Result<Local<'a>, Problem> {
        let path = text(value).ok_or_else(|| self.wrong_kind(value, "path", wanted))?;
        match path::forbidden(path) {
            Some(words) => Err(self.problem(words, &bytes(value)).with("value", path)),
            None => Ok(Local {
                path,
                bytes: bytes(value),
            }),
        }
    }

    fn inline(&self, data: &'a Value<'a>, declared: bool) -> Result<Option<Rows<'a>>, Problem> {
        let wrong = |value| Err(self.problem(&words::INLINE, &bytes(value)));
        match data {
            Value::Array(list) => {
                let lists = list
                    .elements
                    .first()
                    .is_none_or(|row| row.as_array().is_some());
                let is_row = |row: &&Value<'_>| match lists {
                    true => row.as_array().is_some(),
                    false => row.as_object().is_some(),
                };
                match list.elements.iter().find(|row| !is_row(row)) {
                    None if list.elements.is_empty() && !declared => Ok(None),
                    None if lists => Ok(Some(Rows::Lists(data))),
                    None => Ok(Some(Rows::Objects(data))),
                    Some(row) if declared => wrong(row),
                    Some(_) => Ok(None),
                }
            }
            Value::StringLit(csv) => match use_of(self.format().as_deref(), declared) {
                Use::Table if self.format().is_none() => {
                    Err(self.problem(&words::INLINE_FORMAT, &bytes(data)))
                }
                Use::Table => Ok(Some(Rows::Csv(csv))),
                Use::NotRead => wrong(data),
                Use::Other => Ok(None),
            },
            _ if declared => wrong(data),
            _ => Ok(None),
        }
    }

    fn reference(&self, key: &'static str) -> Result<Option<Reference<'a>>, Problem> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        match value {
            Value::Object(object) => match get(object, "$ref") {
                Some(elsewhere) => Err(self
                    .problem(&words::REFERENCE, &bytes(elsewhere))
                    .with("key", key)),
                None => Ok(Some(Reference::Here(bytes(value)))),
            },
            Value::StringLit(_) => Ok(Some(Reference::File(self.local(value, AN_OBJECT)?))),
            _ => Err(self.wrong_kind(value, key, AN_OBJECT)),
        }
    }

    fn encoding(&self) -> Result<Option<Encoding>, Problem> {
        let Some(value) = self.get("encoding") else {
            return Ok(None);
        };
        let name = text(value).ok_or_else(|| self.wrong_kind(value, "encoding", A_TEXT))?;
        let unknown = || {
            let known = Encoding::ALL.map(|encoding| encoding.name().to_owned());
            self.problem(&words::ENCODING, &bytes(value))
                .with("value", name)
                .with("known", known.to_vec())
        };
        Encoding::from_label(name).ok_or_else(unknown).map(Some)
    }

    fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        get(self.object?, key)
    }

    fn wrong_kind(&self, value: &Value<'_>, key: &'static str, wanted: Text) -> Problem {
        self.problem(&words::WRONG_KIND, &bytes(value))
            .with("key", key)
            .with("wanted", wanted)
    }

    fn problem(&self, words: &'static Words, bytes: &Range<usize>) -> Problem {
        let problem = self.descriptor.problem(words, bytes);
        problem.with("resource", Arg::Text(self.name.clone()))
    }
}

const A_TEXT: Text = Text {
    en: "a text between quotes",
    fr: "un texte entre guillemets",
};
const A_PATH: Text = Text {
    en: "the path of a file between quotes, or a list of such paths",
    fr: "le chemin d'un fichier entre guillemets, ou une liste de tels chemins",
};
const AN_OBJECT: Text = Text {
    en: "an object between braces { }, or the path of a file between quotes",
    fr: "un objet entre accolades { }, ou le chemin d'un fichier entre guillemets",
};

/// What is to be done with data of a format.
enum Use {
    Table,
    /// A table, but not in text.
    NotRead,
    Other,
}

fn use_of(format: Option<&str>, declared: bool) -> Use {
    match format {
        Some("csv" | "tsv" | "tab") => Use::Table,
        Some(format) if declared && NOT_READ.contains(&format) => Use::NotRead,
        _ if declared => Use::Table,
        _ => Use::Other,
    }
}

/// Formats in which a table may be kept, but which are not read here.
const NOT_READ: &[&str] = &[
    "xlsx", "xls", "xlsm", "ods", "json", "jsonl", "ndjson", "geojson", "parquet", "feather",
    "arrow", "sqlite", "db", "gpkg", "shp", "dbf", "xml", "html", "pdf", "zip", "gz",
];

const MEDIATYPES: &[(&str, &str)] = &[
    ("text/csv", "csv"),
    ("application/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
    ("application/json", "json"),
    ("application/geo+json", "geojson"),
    ("application/vnd.ms-excel", "xls"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
];

/// The ending of a path, or of the first of several.
fn extension(path: &Value<'_>) -> Option<String> {
    let first = match path {
        Value::Array(list) => list.elements.first()?,
        path => path,
    };
    let name = text(first)?.rsplit('/').next()?;
    let (_, extension) = name.rsplit_once('.')?;
    Some(extension.to_lowercase())
}

/// The value of a key. Of one that stands twice the later counts, as everywhere; `null` says nothing.
pub(super) fn get<'v>(object: &'v Object<'_>, key: &str) -> Option<&'v Value<'v>> {
    let mut properties = object.properties.iter().rev();
    let found = properties.find(|property| property.name.as_str() == key)?;
    Some(&found.value).filter(|value| value.as_null_keyword().is_none())
}

pub(super) fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    value.as_string_lit().map(|text| text.value.as_ref())
}

pub(super) fn bytes(value: &Value<'_>) -> Range<usize> {
    let range = value.range();
    range.start..range.end
}
