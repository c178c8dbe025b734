//! A table that lies in several files, which are read as one.
//!
//! The standard has them put together "in the simplest way", and in its later text they are all alike, so that each
//! may have the header. Both are read: where a later file begins with the first line of the first one, that is the
//! header once more, and left out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use dqcheck_core::source::{Decoder, Encoding, Input};

use crate::error::Problem;
use crate::input::{FileInput, not_read};

/// Several files as one.
pub(crate) struct Joined {
    pub input: FileInput,
    /// For each the byte at which it begins, and whether its header was left out.
    starts: Vec<(u64, bool)>,
}

/// A line that is longer (1 MiB) is no header.
const HEADER: u64 = 1 << 20;

impl Joined {
    /// Copies the files behind each other, to a nameless temporary file: there may be more of them than may be open.
    /// `name` is what the whole is called in a problem.
    pub(crate) fn new(
        files: impl Iterator<Item = Result<FileInput, Problem>>,
        has_header: bool,
        name: &str,
    ) -> Result<Joined, Problem> {
        let failed = |error: io::Error| not_read(Path::new(name), &error);
        let mut whole = Whole::new().map_err(failed)?;
        for file in files {
            whole.add(&file?, has_header).map_err(failed)?;
        }
        whole.finish().map_err(failed)
    }

    /// For each file the line of the whole with which it begins, and which line of its own that is. The whole was
    /// read in `encoding`.
    pub(crate) fn lines(&self, encoding: Encoding) -> io::Result<Vec<(u64, u64)>> {
        let mut line = 1;
        let mut lines = Vec::new();
        let ends = self.starts.iter().skip(1).map(|(end, _)| Some(*end));
        for (&(start, repeated), end) in self.starts.iter().zip(ends.chain([None])) {
            lines.push((line, 1 + u64::from(repeated)));
            if let Some(end) = end {
                let part = self.input.open_at(start)?.take(end - start);
                line += line_ends(Decoder::new(Box::new(part), encoding))?;
            }
        }
        Ok(lines)
    }
}

/// The files that were put together so far.
struct Whole {
    file: File,
    starts: Vec<(u64, bool)>,
    header: Vec<u8>,
    line_end: &'static [u8],
}

impl Whole {
    fn new() -> io::Result<Whole> {
        Ok(Whole {
            file: tempfile::tempfile()?,
            starts: Vec::new(),
            header: Vec::new(),
            line_end: b"\n",
        })
    }

    fn add(&mut self, file: &FileInput, has_header: bool) -> io::Result<()> {
        let mut file = BufReader::new(file.open_at(0)?);
        let (mark, line_end) = mark(file.fill_buf()?);
        let mut mark = file.by_ref().take(mark);
        let first = self.starts.is_empty();
        if first {
            self.line_end = line_end;
            io::copy(&mut mark, &mut self.file)?;
        } else {
            self.close()?;
            io::copy(&mut mark, &mut io::sink())?;
        }
        let line = first_line(&mut file, self.line_end)?;
        let repeated = !first && has_header && line == self.header;
        let start = if first {
            0
        } else {
            self.file.stream_position()?
        };
        self.starts.push((start, repeated));
        if !repeated {
            self.file.write_all(&line)?;
        }
        if first {
            self.header = line;
        }
        io::copy(&mut file, &mut self.file)?;
        Ok(())
    }

    /// Ends the last line, so that the next file begins on one of its own.
    fn close(&mut self) -> io::Result<()> {
        let mut last = vec![0; self.line_end.len()];
        if self.file.stream_position()? < last.len() as u64 {
            return Ok(());
        }
        self.file.seek(SeekFrom::End(-(last.len() as i64)))?;
        self.file.read_exact(&mut last)?;
        let open = !last.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        if open {
            self.file.write_all(self.line_end)
        } else {
            Ok(())
        }
    }

    fn finish(mut self) -> io::Result<Joined> {
        self.file.rewind()?;
        Ok(Joined {
            input: FileInput::new(self.file)?,
            starts: self.starts,
        })
    }
}

/// How long the byte order mark is with which a file begins, and how its lines end.
fn mark(start: &[u8]) -> (u64, &'static [u8]) {
    const MARKS: [(&[u8], &[u8]); 3] = [
        (b"\xEF\xBB\xBF", b"\n"),
        (b"\xFF\xFE", b"\n\0"),
        (b"\xFE\xFF", b"\0\n"),
    ];
    let known = MARKS.iter().find(|(mark, _)| start.starts_with(mark));
    known.map_or((0, b"\n"), |(mark, ends)| (mark.len() as u64, *ends))
}

/// The first line with its end; only its beginning where it is too long for a header.
fn first_line(file: &mut impl BufRead, line_end: &[u8]) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    let mut file = file.take(HEADER);
    let last = *line_end.last().expect("a line end has a byte");
    while file.read_until(last, &mut line)? > 0 {
        if line.ends_with(line_end) && line.len().is_multiple_of(line_end.len()) {
            break;
        }
    }
    Ok(line)
}

/// How many lines end in a text. LF, CRLF and a lone CR each end one; a text that does not end with one is told from
/// the next by the line end that is put between them.
fn line_ends(mut text: Decoder<'_>) -> io::Result<u64> {
    let mut piece = Vec::new();
    let (mut ends, mut after_cr) = (0, false);
    loop {
        piece.clear();
        if text.fill(&mut piece, 64 << 10)? == 0 {
            return Ok(ends);
        }
        for byte in &piece {
            ends += u64::from(*byte == b'\r' || (*byte == b'\n' && !after_cr));
            after_cr = *byte == b'\r';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(parts: &[&[u8]], has_header: bool) -> (Vec<u8>, Vec<(u64, u64)>) {
        let files = parts.iter().map(|part| {
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(part).unwrap();
            file.rewind().unwrap();
            Ok(FileInput::new(file).unwrap())
        });
        let joined = Joined::new(files, has_header, "all").unwrap();
        let mut text = Vec::new();
        joined
            .input
            .open_at(0)
            .unwrap()
            .read_to_end(&mut text)
            .unwrap();
        (text, joined.lines(Encoding::Utf8).unwrap())
    }

    #[test]
    fn the_rows_of_each_file_follow_those_of_the_one_before() {
        let (text, lines) = joined(&[b"a,b\n1,2\n", b"3,4", b"", b"5,6\r\n"], true);
        assert_eq!(text, b"a,b\n1,2\n3,4\n5,6\r\n");
        assert_eq!(lines, [(1, 1), (3, 1), (4, 1), (4, 1)]);
    }

    #[test]
    fn a_header_that_comes_again_is_left_out() {
        let parts: [&[u8]; 2] = [b"\xEF\xBB\xBFa,b\r\n1,2\r\n", b"\xEF\xBB\xBFa,b\r\n3,4\r\n"];
        let (text, lines) = joined(&parts, true);
        assert_eq!(text, b"\xEF\xBB\xBFa,b\r\n1,2\r\n3,4\r\n");
        assert_eq!(lines, [(1, 1), (3, 2)]);
        let (text, _) = joined(&[b"1,2\n", b"1,2\n"], false);
        assert_eq!(text, b"1,2\n1,2\n");
    }

    #[test]
    fn files_in_utf_16_are_put_together_in_whole_characters() {
        let text = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>()
        };
        let parts = [text("\u{feff}a\u{a0a}\n1"), text("\u{feff}a\u{a0a}\n2\n")];
        let (whole, _) = joined(&[&parts[0], &parts[1]], true);
        assert_eq!(whole, text("\u{feff}a\u{a0a}\n1\n2\n"));
    }
}
