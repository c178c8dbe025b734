//! Checks that somebody asks for beside the schema: a checklist as frictionless-py writes them, or `checks` of a
//! dataset in `dqcheck.toml`. Both become the requests that a schema makes.

mod json;
mod picks;
mod toml;
mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use dqcheck_core::check::Severity;
use dqcheck_core::diagnostic::Cause;
use dqcheck_core::plan;
use dqcheck_core::schema::{self, Fault, RuleRequest, Schema};

use crate::attached::Files;
pub(crate) use json::load;
pub use picks::Picks;
pub(crate) use picks::tags;
pub(crate) use toml::read as read_toml;
pub(crate) use words::LEFT_OUT;

/// Checks that are asked for.
#[derive(Debug, Default)]
pub struct Checklist {
    /// The file in which they are asked for, as reports name it.
    pub name: String,
    text: String,
    /// Where the files lie that its checks name.
    folder: PathBuf,
    pub requests: Vec<RuleRequest>,
    /// Where the parts of a text that is not JSON lie, by pointer.
    spans: Option<HashMap<String, Span>>,
}

/// A part of a configuration.
#[derive(Clone, Debug)]
struct Span {
    key: Range<usize>,
    value: Range<usize>,
}

impl Checklist {
    /// Adds the checks to those of a schema; what is wrong with them for this schema comes back, at its place.
    pub(crate) fn add_to(&self, schema: &mut Schema, files: &Files) -> Vec<Cause> {
        let mut requests = self.requests.clone();
        files.hand_to(&mut requests, Some(&self.folder));
        let mut faults = plan::faults_of(&requests, schema);
        faults.extend(
            requests
                .into_iter()
                .filter_map(|request| schema.ask(request)),
        );
        let mut causes = match &self.spans {
            None => schema::causes(&self.text, &faults),
            Some(spans) => schema::causes_at(&self.text, &faults, |fault| place(spans, fault)),
        };
        // Somebody wants the check and does not get it: that is no mere remark.
        for cause in &mut causes {
            if cause.severity == Severity::Warning {
                cause.severity = Severity::Error;
            }
        }
        causes
    }

    /// Says in which file the checks stand.
    pub(crate) fn found_in(&mut self, path: &Path, text: &str) {
        self.name = path.to_string_lossy().into_owned();
        self.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.text = text.to_owned();
    }
}

/// The place of a fault, or of the nearest thing round it.
fn place(spans: &HashMap<String, Span>, fault: &Fault) -> Option<Range<usize>> {
    if let Some(span) = spans.get(&fault.pointer) {
        let meant = if fault.at_key { &span.key } else { &span.value };
        return Some(meant.clone());
    }
    let mut pointer = fault.pointer.as_str();
    loop {
        pointer = &pointer[..pointer.rfind('/')?];
        if let Some(span) = spans.get(pointer) {
            return Some(span.value.clone());
        }
    }
}

/// The name that a check has for a setting which frictionless-py calls so.
fn own_name(param: &str) -> &str {
    match param {
        "fieldName" => "column",
        param => param,
    }
}
