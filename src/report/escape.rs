//! JSON in which every hidden character is escaped: the same data, but safe to look at in a terminal or a CI log.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::visible::is_hidden;

/// Writes `value` as indented JSON and a line end.
pub(crate) fn write_json(value: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    let formatter = Escaping(PrettyFormatter::new());
    let mut serializer = Serializer::with_formatter(&mut out, formatter);
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// [`PrettyFormatter`] with other fragments of strings.
struct Escaping(PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        // `##[` is where a CI runner looks for a command.
        let acts = |character: char| character == '[' || is_hidden(character);
        while let Some((at, character)) = rest.char_indices().find(|(_, found)| acts(*found)) {
            out.write_all(&rest.as_bytes()[..at])?;
            if character == '[' && !rest[..at].ends_with("##") {
                out.write_all(b"[")?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            rest = &rest[at + character.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_the_data_stays_the_same() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}[x] ##[error] é \"\\";
        let mut out = Vec::new();
        write_json(&[text], &mut out).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.contains("##["));
        assert!(!json.chars().any(|c| c != '\n' && is_hidden(c)), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
