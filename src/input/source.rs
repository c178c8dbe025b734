//! Opens a table for the core, which reads it more than once and from several threads.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use dqcheck_core::source::Input;

use super::files::{Data, not_read};
use super::kind::not_a_table;
use crate::error::Problem;

/// A file that every reader reads from an offset of its own.
#[derive(Debug)]
pub struct FileInput {
    file: File,
    size: u64,
}

/// Opens `data`, unless it is plainly no table. What cannot be read twice, such as a pipe, is first kept in a nameless temporary file.
pub fn open(data: &Data) -> Result<FileInput, Problem> {
    let opened = match &data.path {
        Some(path) => File::open(path),
        None => standard_input(),
    };
    let not_read = |error: io::Error| not_read(Path::new(&data.name), &error);
    let input = opened.and_then(FileInput::new).map_err(not_read)?;
    match not_a_table(&data.name, &input).map_err(not_read)? {
        Some(problem) => Err(problem),
        None => Ok(input),
    }
}

impl FileInput {
    pub(crate) fn new(mut file: File) -> io::Result<FileInput> {
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // Whoever ran before us on the same standard input may have read its beginning.
        if !metadata.is_file() || file.stream_position()? != 0 {
            let mut kept = tempfile::tempfile()?;
            io::copy(&mut file, &mut kept)?;
            file = kept;
        }
        let size = file.metadata()?.len();
        Ok(FileInput { file, size })
    }
}

impl Input for FileInput {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(Reader {
            file: &self.file,
            offset,
        }))
    }

    fn size_hint(&self) -> Option<u64> {
        Some(self.size)
    }
}

struct Reader<'a> {
    file: &'a File,
    offset: u64,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = read_at(self.file, buffer, self.offset)?;
        self.offset += count as u64;
        Ok(count)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_from(input: &FileInput, offset: u64) -> String {
        let mut text = String::new();
        input
            .open_at(offset)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn two_readers_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "abcdef").unwrap();
        let input = FileInput::new(File::open(path).unwrap()).unwrap();
        let mut first = input.open_at(0).unwrap();
        let mut two = [0; 2];
        first.read_exact(&mut two).unwrap();
        assert_eq!(text_from(&input, 4), "ef");
        let mut rest = String::new();
        first.read_to_string(&mut rest).unwrap();
        assert_eq!((&two, rest.as_str()), (b"ab", "cdef"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_can_be_read_again() {
        let (reader, mut writer) = io::pipe().unwrap();
        io::Write::write_all(&mut writer, b"a;b\n1;2\n").unwrap();
        drop(writer);
        let input = FileInput::new(File::from(std::os::fd::OwnedFd::from(reader))).unwrap();
        assert_eq!(text_from(&input, 0), "a;b\n1;2\n");
        assert_eq!(text_from(&input, 4), "1;2\n");
        assert_eq!(input.size_hint(), Some(8));
    }

    #[test]
    fn a_directory_is_no_table() {
        let folder = tempfile::tempdir().unwrap();
        let data = Data {
            name: "folder".to_owned(),
            path: Some(folder.path().to_owned()),
        };
        assert_eq!(open(&data).unwrap_err().words.id, "file-is-directory");
    }
}
