//! Files that are no text at all, known by the bytes that they begin with: a workbook that was merely renamed to
//! `.csv` would otherwise have a thousand findings, none of which says so.

use std::io::Read;

use dqcheck_core::message::Text;
use dqcheck_core::source::Input;

use crate::error::{Problem, Words};

/// The problem with an input that is known to be something else than a table in text.
pub(super) fn not_a_table(name: &str, input: &dyn Input) -> std::io::Result<Option<Problem>> {
    let mut start = Vec::new();
    input.open_at(0)?.take(16).read_to_end(&mut start)?;
    Ok(kind(&start).map(|(kind, words)| Problem::new(words).with("path", name).with("kind", kind)))
}

/// What a file is that begins with these bytes, unless it may be text.
fn kind(start: &[u8]) -> Option<(Text, &'static Words)> {
    let known = KINDS.iter();
    known
        .flat_map(|(kind, words, starts)| starts.iter().map(move |known| (kind, words, known)))
        .find(|(_, _, known)| start.starts_with(known))
        .map(|(kind, words, _)| (*kind, *words))
}

type Kind = (Text, &'static Words, &'static [&'static [u8]]);

/// Each begins with bytes that no table in text begins with.
static KINDS: &[Kind] = &[
    (
        Text {
            en: "a workbook (Excel, LibreOffice) or a ZIP archive",
            fr: "un classeur (Excel, LibreOffice) ou une archive ZIP",
        },
        &WORKBOOK,
        &[b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"],
    ),
    (
        Text {
            en: "a PDF document",
            fr: "un document PDF",
        },
        &OTHER,
        &[b"%PDF-"],
    ),
    (
        Text {
            en: "an image",
            fr: "une image",
        },
        &OTHER,
        &[b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a"],
    ),
    (
        Text {
            en: "a compressed file",
            fr: "un fichier compressé",
        },
        &OTHER,
        &[
            b"\x1F\x8B\x08",
            b"7z\xBC\xAF\x27\x1C",
            b"Rar!\x1A\x07",
            b"\x28\xB5\x2F\xFD",
        ],
    ),
    (
        Text {
            en: "a program",
            fr: "un programme",
        },
        &OTHER,
        &[b"\x7FELF"],
    ),
    (
        Text {
            en: "a database",
            fr: "une base de données",
        },
        &OTHER,
        &[b"SQLite format 3\0"],
    ),
];

static WORKBOOK: Words = Words {
    id: "file-not-csv",
    message: Text {
        en: "“{path}” is no CSV file: by its content it is {kind}.",
        fr: "« {path} » n'est pas un fichier CSV : d'après son contenu, c'est {kind}.",
    },
    help: Text {
        en: "Open it in your spreadsheet and save the sheet under the type “CSV UTF-8”. Changing the ending of the name is not enough. If it is an archive, extract the file from it first.",
        fr: "Ouvrez-le dans votre tableur et enregistrez la feuille sous le type « CSV UTF-8 ». Changer la fin du nom ne suffit pas. Si c'est une archive, extrayez-en d'abord le fichier.",
    },
};

static OTHER: Words = Words {
    id: "file-not-csv",
    message: WORKBOOK.message,
    help: Text {
        en: "Name the CSV file itself. If you have only this one, ask whoever sent it to you for an export to CSV.",
        fr: "Indiquez le fichier CSV lui-même. Si vous n'avez que celui-ci, demandez un export au format CSV à la personne qui vous l'a transmis.",
    },
};

#[cfg(test)]
mod tests {
    use dqcheck_core::message::Lang;
    use dqcheck_core::source::Memory;

    use super::*;

    fn said(bytes: &[u8]) -> Option<String> {
        let problem = not_a_table("a.csv", &Memory(bytes)).unwrap()?;
        Some(problem.message(Lang::En))
    }

    #[test]
    fn a_workbook_that_was_renamed_is_told_as_such() {
        let said = said(b"PK\x03\x04\x14\0\x06\0\x08\0").unwrap();
        assert!(said.contains("workbook"), "{said}");
    }

    #[test]
    fn what_may_be_text_is_read() {
        let texts: [&[u8]; 7] = [
            b"",
            b"P",
            b"PK;nom\n",
            b"\xEF\xBB\xBFid\n",
            b"\xFF\xFEi\0",
            b"GIF;x\n",
            b"MZ;1\n",
        ];
        for text in texts {
            assert_eq!(said(text), None, "{text:?}");
        }
    }
}
