//! The text of a descriptor, and the places in it.

use std::cell::Cell;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use dqcheck_core::diagnostic::{Excerpt, Location};
use dqcheck_core::message::Arg;
use dqcheck_core::schema::{self, SchemaError};
use jsonc_parser::ast::Value;

use super::words;
use crate::error::{Problem, Words};
use crate::input::not_read;

/// A longer text (16 MiB) is not read: nobody writes it, and its tree takes many times its length.
const LIMIT: u64 = 16 << 20;

/// A descriptor as it lies on the disk.
#[derive(Debug)]
pub(crate) struct Descriptor {
    path: PathBuf,
    /// Without byte order mark.
    text: String,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Where each line of the text begins.
    lines: Vec<usize>,
    /// A place that was asked for, and how many characters stand before it on its line: places are mostly asked for
    /// in their order, and a line may be as long as the text.
    last: Cell<(usize, u64)>,
}

impl Descriptor {
    pub(crate) fn load(path: &Path) -> Result<Descriptor, Problem> {
        let mut text = text(path, &path.to_string_lossy())?;
        let mark = if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8()).count();
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Ok(Descriptor {
            path: path.to_owned(),
            mark,
            lines: line_starts(&text),
            last: Cell::new((0, 0)),
            text,
        })
    }

    /// As reports name it.
    pub(crate) fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// The folder that nothing may leave.
    pub(crate) fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) => folder,
            None => Path::new(""),
        }
    }

    pub(crate) fn tree(&self) -> Result<Value<'_>, Problem> {
        schema::tree(&self.text).map_err(|error| not_usable(&self.name(), &error))
    }

    pub(crate) fn text_of(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    /// Where a part of the text lies.
    pub(crate) fn location(&self, bytes: &Range<usize>) -> Location {
        let line = self.line(bytes.start);
        let start = self.lines[line];
        let (last, before) = self.last.get();
        let (from, passed) = match last {
            last if (start..=bytes.start).contains(&last) => (last, before),
            _ => (start, 0),
        };
        let passed = passed + self.text_of(&(from..bytes.start)).chars().count() as u64;
        self.last.set((bytes.start, passed));
        Location {
            line: line as u64 + 1,
            record: None,
            column: passed + 1,
            bytes: (bytes.start + self.mark) as u64..(bytes.end + self.mark) as u64,
        }
    }

    /// The line on which a part of the text begins.
    pub(crate) fn excerpt(&self, bytes: &Range<usize>) -> Excerpt {
        let line = self.line(bytes.start);
        let start = self.lines[line];
        let end = self.lines.get(line + 1).copied();
        let whole = self.text_of(&(start..end.unwrap_or(self.text.len())));
        let whole = whole.trim_end_matches(['\r', '\n']);
        let within = |at: usize| at.saturating_sub(start).min(whole.len());
        Excerpt::new(whole.as_bytes(), within(bytes.start)..within(bytes.end))
    }

    /// A problem with a part of the text.
    pub(crate) fn problem(&self, words: &'static Words, bytes: &Range<usize>) -> Problem {
        let location = self.location(bytes);
        Problem::new(words)
            .with("path", self.name())
            .with("line", location.line)
            .with("column", location.column)
    }

    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) - 1
    }
}

/// A text that a package is made of; `name` is what the file is called in a problem.
pub(crate) fn text(path: &Path, name: &str) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| not_read(Path::new(name), &error))?;
    if bytes.len() as u64 > LIMIT {
        let problem = Problem::new(&words::TOO_LARGE).with("path", name);
        return Err(problem.with("limit", LIMIT >> 20));
    }
    String::from_utf8(bytes).map_err(|error| {
        // A reader of JSON says where it is no text.
        let error = schema::value(error.as_bytes()).err();
        not_usable(name, &error.unwrap_or(SchemaError::NotObject))
    })
}

/// The problem with a text that is not the JSON that it should be.
pub(crate) fn not_usable(name: &str, error: &SchemaError) -> Problem {
    Problem::new(&words::NOT_USABLE)
        .with("path", name)
        .with("what", Arg::said(|lang| error.message(lang)))
        .with("help", Arg::said(|lang| error.help(lang).to_owned()))
}

/// LF, CRLF and a lone CR each end a line.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len()).filter(|&at| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptor(text: &str) -> Descriptor {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("datapackage.json");
        std::fs::write(&path, text).unwrap();
        Descriptor::load(&path).unwrap()
    }

    #[test]
    fn a_place_is_a_line_and_a_column_in_characters_in_any_order() {
        let descriptor = descriptor("\u{feff}{\"é\":\r\n \"b\",\r\"c\"}\n");
        let place = |at: usize| {
            let location = descriptor.location(&(at..at + 1));
            (location.line, location.column, location.bytes.start)
        };
        let text = &descriptor.text;
        let [b, c] = ["\"b\"", "\"c\""].map(|part| text.find(part).unwrap());
        assert_eq!(place(5), (1, 5, 8));
        assert_eq!(place(c), (3, 1, c as u64 + 3));
        assert_eq!(place(b), (2, 2, b as u64 + 3));
        assert_eq!(place(b + 1), (2, 3, b as u64 + 4));
        assert_eq!(descriptor.excerpt(&(b..b + 3)).text, " \"b\",");
    }
}
