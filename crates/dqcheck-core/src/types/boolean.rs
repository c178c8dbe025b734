//! `boolean`: one of the words of `trueValues` or `falseValues`, letter by letter (Table Schema, "boolean").

use super::digits::ending_at;
use super::view::read_each_within;
use super::{Faults, FieldType, Scalar, View, cause, options};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::message::{Args, Text};
use crate::rows::Cells;
use crate::schema::{Fault, Field};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "not-a-boolean",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Type,
    title: Text {
        en: "Yes or no expected",
        fr: "Oui ou non attendu",
    },
    why: Text {
        en: "Programs know yes from no only by the exact words of the schema: another word, or another case, is lost.",
        fr: "Les programmes ne distinguent oui et non que par les mots exacts du schéma : un autre mot, ou une autre \
             casse, est perdu.",
    },
    reasons: &[
        Reason {
            id: "other-boolean-word",
            message: Text {
                en: "“{value}” means yes or no, but not in the words of this field: {expected}.",
                fr: "« {value} » veut dire oui ou non, mais pas avec les mots de ce champ : {expected}.",
            },
            help: Text {
                en: "Replace the word in the whole column (Edit, Find and replace; match the entire cell) by {true} \
                     for yes and {false} for no. A spreadsheet writes TRUE and FALSE in its own language: give the \
                     column the format Text first. Or add your words to trueValues and falseValues in the schema.",
                fr: "Remplacez le mot dans toute la colonne (Édition, Rechercher et remplacer ; cellules entières) par \
                     {true} pour oui et {false} pour non. Un tableur traduit TRUE et FALSE en VRAI et FAUX : donnez \
                     d'abord à la colonne le format Texte. Ou ajoutez vos mots à trueValues et falseValues dans le \
                     schéma.",
            },
        },
        Reason {
            id: "other-case",
            message: Text {
                en: "“{value}” differs from an accepted word only by capital letters: {expected}.",
                fr: "« {value} » ne diffère d'un mot accepté que par les majuscules : {expected}.",
            },
            help: Text {
                en: "Write the word with exactly these letters, in the whole column.",
                fr: "Écrivez le mot avec exactement ces lettres, dans toute la colonne.",
            },
        },
        cause::BLANKS_AROUND,
        cause::SPREADSHEET_ERROR,
        Reason {
            id: "not-a-boolean",
            message: Text {
                en: "“{value}” is not one of the words of this field: {expected}.",
                fr: "« {value} » n'est pas un des mots de ce champ : {expected}.",
            },
            help: Text {
                en: "Write {true} for yes and {false} for no, and nothing else. Leave the cell empty where it is \
                     unknown; put remarks in another column.",
                fr: "Écrivez {true} pour oui et {false} pour non, et rien d'autre. Laissez la cellule vide si c'est \
                     inconnu ; mettez les remarques dans une autre colonne.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: DEFAULT,
            data: "gratuit\ntrue\nFalse\n1\n0\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields":[{"name":"gratuit","type":"boolean","trueValues":["oui"],"falseValues":["non"]}]}"#,
            data: "gratuit\noui\nnon\n",
            fails: None,
        },
        Example {
            schema: DEFAULT,
            data: "gratuit\nVRAI\n",
            fails: Some("other-boolean-word"),
        },
        Example {
            schema: r#"{"fields":[{"name":"gratuit","type":"boolean","trueValues":["oui"],"falseValues":["non"]}]}"#,
            data: "gratuit\ntrue\n",
            fails: Some("other-boolean-word"),
        },
        Example {
            schema: DEFAULT,
            data: "gratuit\ntrUE\n",
            fails: Some("other-case"),
        },
        Example {
            schema: DEFAULT,
            data: "gratuit\ntrue \n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: DEFAULT,
            data: "gratuit\n#N/A\n",
            fails: Some("spreadsheet-error"),
        },
        Example {
            schema: DEFAULT,
            data: "gratuit\nle dimanche\n",
            fails: Some("not-a-boolean"),
        },
    ],
    aliases: &[],
    frictionless: "type-error",
};

const DEFAULT: &str = r#"{"fields":[{"name":"gratuit","type":"boolean"}]}"#;

pub(super) fn bind(field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    let yes = options::words(field, "trueValues", &["true", "True", "TRUE", "1"])?;
    let no = options::words(field, "falseValues", &["false", "False", "FALSE", "0"])?;
    Ok(Box::new(Boolean::new(yes, no)))
}

struct Boolean {
    /// The words that [`packed`] can hold, with their values; the others are looked for in the lists.
    short: Vec<(u64, i64)>,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Boolean {
    fn new(yes: Vec<String>, no: Vec<String>) -> Boolean {
        let of = |words: &[String], value| -> Vec<(u64, i64)> {
            let packed = words.iter().filter_map(|word| packed(word.as_bytes()));
            packed.map(|word| (word, value)).collect()
        };
        // A word of both lists is false, as in other readers of the standard: what is found first counts.
        let mut short = of(&no, 0);
        short.extend(of(&yes, 1));
        Boolean { short, yes, no }
    }

    #[inline(never)]
    fn any(&self, text: &[u8]) -> Result<i64, usize> {
        self.value(text)
            .ok_or_else(|| cause::index(&CHECK, self.why(text)))
    }

    fn value(&self, text: &[u8]) -> Option<i64> {
        let among = |words: &[String]| words.iter().any(|word| word.as_bytes() == text);
        if among(&self.no) {
            Some(0)
        } else if among(&self.yes) {
            Some(1)
        } else {
            None
        }
    }

    #[cold]
    fn why(&self, text: &[u8]) -> &'static str {
        let Ok(text) = std::str::from_utf8(text) else {
            return "not-a-boolean";
        };
        if cause::has_blanks_around(text, |text| self.value(text).is_some()) {
            return "blanks-around";
        }
        if cause::is_spreadsheet_error(text.as_bytes()) {
            return "spreadsheet-error";
        }
        let text = cause::trimmed(text).to_lowercase();
        if self
            .yes
            .iter()
            .chain(&self.no)
            .any(|word| word.to_lowercase() == text)
        {
            return "other-case";
        }
        const WORDS: [&str; 19] = [
            "true", "false", "vrai", "faux", "oui", "non", "yes", "no", "o", "n", "y", "t", "f",
            "v", "x", "0", "1", "-1", "ok",
        ];
        match WORDS.contains(&text.as_str()) {
            true => "other-boolean-word",
            false => "not-a-boolean",
        }
    }
}

impl FieldType for Boolean {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, cells: &mut Cells<'_>, view: &mut View, faults: &mut Faults) {
        read_each_within(cells, view.ordinals(), faults, |text, cell| {
            let length = cell.len();
            if let (1..=7, Some(word)) = (length, ending_at(text, cell.end)) {
                let word = tagged(word >> (64 - 8 * length), length);
                // All words are compared: which of them a cell is cannot be foreseen, and a wrong guess costs more.
                let (mut found, mut value) = (0, 0);
                for (known, means) in &self.short {
                    let same = i64::from(word == *known);
                    found |= same;
                    value |= same * means;
                }
                if found != 0 {
                    return Ok(value);
                }
            }
            self.any(&text[cell])
        });
    }

    fn scalar(&self, text: &[u8]) -> Result<Scalar, usize> {
        self.any(text).map(Scalar::Ordinal)
    }

    fn key(&self, text: &[u8], out: &mut Vec<u8>) {
        match self.value(text) {
            Some(value) => out.push(value as u8),
            None => out.extend_from_slice(text),
        }
    }

    fn constants(&self) -> Args {
        let all: Vec<String> = self.yes.iter().chain(&self.no).cloned().collect();
        let first = |words: &[String]| words.first().cloned().unwrap_or_default();
        Args::new()
            .with("expected", all)
            .with("true", first(&self.yes))
            .with("false", first(&self.no))
    }
}

/// A word of one to seven bytes with its length, as one number.
fn packed(word: &[u8]) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes
        .get_mut(..word.len())
        .filter(|room| (1..8).contains(&room.len()))?
        .copy_from_slice(word);
    Some(tagged(u64::from_le_bytes(bytes), word.len()))
}

#[inline]
fn tagged(bytes: u64, length: usize) -> u64 {
    bytes | (length as u64) << 56
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bound, read, reason};
    use super::*;

    #[test]
    fn the_words_of_a_column_are_read_whatever_their_length() {
        let boolean = bound(
            r#"{"type":"boolean","trueValues":["o","affirmatif","vrai"],"falseValues":["négatif","non"]}"#,
        );
        assert_eq!(
            read(
                &*boolean,
                &["affirmatif", "o", "non", "négatif", "vrai", "oo", "vrais"]
            ),
            (View::Ordinals(vec![1, 1, 0, 0, 1, 0, 0]), vec![5, 6])
        );
    }

    #[test]
    fn each_list_replaces_its_own_side_only_and_a_word_of_both_is_false() {
        let boolean = bound(r#"{"type":"boolean","trueValues":["yes","0"]}"#);
        assert_eq!(boolean.scalar(b"0"), Ok(Scalar::Ordinal(0)));
        assert_eq!(boolean.scalar(b"yes"), Ok(Scalar::Ordinal(1)));
        assert_eq!(boolean.scalar(b"FALSE"), Ok(Scalar::Ordinal(0)));
        assert_eq!(reason(&*boolean, "true"), "other-boolean-word");
        assert_eq!(read(&*boolean, &["x", "0"]).0, View::Ordinals(vec![0, 0]));
    }

    #[test]
    fn a_list_that_is_no_list_of_texts_is_a_fault_of_the_schema() {
        use super::super::tests::field;
        for value in [r#""oui""#, "[1]"] {
            let fault = bind(&field(&format!(
                r#"{{"type":"boolean","trueValues":{value}}}"#
            )))
            .err()
            .expect("a fault");
            assert_eq!(fault.check.reasons[fault.reason].id, "not-a-list-of-words");
            assert_eq!(fault.pointer, "/fields/0/trueValues");
        }
        assert!(bind(&field(r#"{"type":"boolean","trueValues":[]}"#)).is_ok());
    }
}
