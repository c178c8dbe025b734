//! Where a path of a descriptor leads. It stays in the folder of the package: the standard forbids all else, since
//! packages come from strangers.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::words;
use crate::error::{Problem, Words};
use crate::input::not_read;

/// More links than that lead in a circle.
const LINKS: usize = 40;

/// Why there is no file to be read.
pub(crate) enum Unfit {
    /// The path is forbidden, which is to be told of its place in the descriptor.
    Forbidden(&'static Words),
    /// There is no such file, or it may not be read.
    Missing(Problem),
}

/// What forbids a path by its words alone.
pub(super) fn forbidden(written: &str) -> Option<&'static Words> {
    let mut steps = written.split(['/', '\\']);
    if written.is_empty() || written.contains('\0') {
        Some(&words::PATH_EMPTY)
    } else if is_url(written) {
        Some(&words::PATH_URL)
    } else if written.starts_with(['/', '\\', '~']) {
        Some(&words::PATH_ABSOLUTE)
    } else if steps.clone().any(|step| step == "..") {
        Some(&words::PATH_LEAVES)
    } else if steps.any(|step| step.starts_with('.') && step != ".") {
        Some(&words::PATH_HIDDEN)
    } else if written.contains('\\') {
        Some(&words::PATH_BACKSLASH)
    } else {
        None
    }
}

/// Whether a text begins as a URL does. That takes in `C:`, which leaves the folder as well.
fn is_url(written: &str) -> bool {
    let Some((scheme, _)) = written.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The file that `written` means in `folder`. Links are followed by hand, so that one that leads out of the folder is
/// known before anything at its end is touched. `shown` is what the file is called in a problem.
pub(crate) fn within(folder: &Path, written: &str, shown: &Path) -> Result<PathBuf, Unfit> {
    let forbid = |words| Err(Unfit::Forbidden(words));
    let failed = |error: io::Error| Unfit::Missing(not_read(shown, &error));
    if let Some(words) = forbidden(written) {
        return forbid(words);
    }
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let root = fs::canonicalize(folder).map_err(failed)?;
    let mut at = root.clone();
    let mut steps = components(Path::new(written))?;
    let mut links = 0;
    while let Some(step) = steps.pop_front() {
        match step {
            Step::Up if at == root => return forbid(&words::PATH_LINK),
            Step::Up => {
                at.pop();
                continue;
            }
            Step::Down(name) if name.as_encoded_bytes().starts_with(b".") => {
                return forbid(&words::PATH_HIDDEN);
            }
            Step::Down(name) => at.push(name),
        }
        if !fs::symlink_metadata(&at).map_err(failed)?.is_symlink() {
            continue;
        }
        links += 1;
        if links > LINKS {
            return forbid(&words::PATH_LINK);
        }
        let target = fs::read_link(&at).map_err(failed)?;
        at.pop();
        let mut target = target.as_path();
        if let Ok(inside) = target.strip_prefix(&root) {
            at.clone_from(&root);
            target = inside;
        }
        steps = components(target)?.into_iter().chain(steps).collect();
    }
    let kind = fs::symlink_metadata(&at).map_err(failed)?.file_type();
    match (kind.is_file(), kind.is_dir()) {
        (true, _) => Ok(at),
        (_, true) => Err(failed(io::ErrorKind::IsADirectory.into())),
        // A named pipe would be waited for until the end of time.
        _ => forbid(&words::NOT_A_FILE),
    }
}

enum Step {
    Up,
    Down(OsString),
}

fn components(path: &Path) -> Result<VecDeque<Step>, Unfit> {
    let steps = path.components().filter_map(|component| match component {
        Component::CurDir => None,
        Component::ParentDir => Some(Ok(Step::Up)),
        Component::Normal(name) => Some(Ok(Step::Down(name.to_owned()))),
        Component::RootDir | Component::Prefix(_) => Some(Err(Unfit::Forbidden(&words::PATH_LINK))),
    });
    steps.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, written: &str) -> Result<String, &'static str> {
        match within(folder, written, Path::new(written)) {
            Ok(path) => Ok(fs::read_to_string(path).unwrap()),
            Err(Unfit::Forbidden(words)) => Err(words.id),
            Err(Unfit::Missing(problem)) => Err(problem.words.id),
        }
    }

    /// A folder of a package, with something beside it that is not its own.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("package");
        fs::create_dir_all(folder.join("data/.git")).unwrap();
        fs::write(folder.join("data/a.csv"), "a").unwrap();
        fs::write(folder.join("data/.git/config"), "hidden").unwrap();
        fs::write(outer.path().join("secret.csv"), "secret").unwrap();
        (outer, folder)
    }

    #[test]
    fn a_path_in_the_folder_is_found() {
        let (_outer, folder) = folder();
        assert_eq!(found(&folder, "data/a.csv"), Ok("a".to_owned()));
        assert_eq!(found(&folder, "./data//./a.csv"), Ok("a".to_owned()));
        assert_eq!(found(&folder, "data"), Err("file-is-directory"));
        assert_eq!(found(&folder, "data/b.csv"), Err("file-not-found"));
    }

    #[test]
    fn no_path_leaves_the_folder_by_its_words() {
        let (outer, folder) = folder();
        let absolute = outer.path().join("secret.csv");
        for (written, id) in [
            (absolute.to_str().unwrap(), "package-path-absolute"),
            ("/etc/passwd", "package-path-absolute"),
            ("~/a.csv", "package-path-absolute"),
            ("\\\\server\\a.csv", "package-path-absolute"),
            ("../secret.csv", "package-path-leaves"),
            ("data/../../secret.csv", "package-path-leaves"),
            ("data/../data/a.csv", "package-path-leaves"),
            ("..\\secret.csv", "package-path-leaves"),
            ("data\\a.csv", "package-path-backslash"),
            ("C:/a.csv", "package-path-url"),
            ("https://example.org/a.csv", "package-path-url"),
            ("file:a.csv", "package-path-url"),
            ("data/.git/config", "package-path-hidden"),
            ("", "package-path-empty"),
            ("a\0b", "package-path-empty"),
        ] {
            assert_eq!(found(&folder, written), Err(id), "{written}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        use std::os::unix::fs::symlink;
        let (outer, folder) = folder();
        let link = |target: &str, name: &str| symlink(target, folder.join(name)).unwrap();
        let root = fs::canonicalize(&folder).unwrap();
        link("data/a.csv", "inside.csv");
        link(root.join("data/a.csv").to_str().unwrap(), "absolute.csv");
        link("../package/data/a.csv", "out-and-in.csv");
        link("../secret.csv", "out.csv");
        link(outer.path().to_str().unwrap(), "outer");
        link("data", "folder");
        link("data/.git/config", "hidden.csv");
        link("circle.csv", "circle.csv");
        link("/dev/zero", "zero.csv");
        assert_eq!(found(&folder, "inside.csv"), Ok("a".to_owned()));
        assert_eq!(found(&folder, "absolute.csv"), Ok("a".to_owned()));
        assert_eq!(found(&folder, "folder/a.csv"), Ok("a".to_owned()));
        for out in [
            "out.csv",
            "out-and-in.csv",
            "outer/secret.csv",
            "zero.csv",
            "circle.csv",
        ] {
            assert_eq!(found(&folder, out), Err("package-path-link"), "{out}");
        }
        assert_eq!(found(&folder, "hidden.csv"), Err("package-path-hidden"));
        let made = std::process::Command::new("mkfifo")
            .arg(folder.join("pipe.csv"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(found(&folder, "pipe.csv"), Err("package-not-a-file"));
        }
    }
}
