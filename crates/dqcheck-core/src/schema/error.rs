//! Why a text is no Table Schema at all, or no JSON.

use std::fmt;
use std::str::Utf8Error;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

use super::place::{Cursor, SourcePlace, mark, parse};
use crate::message::{Args, Lang, Text};

/// A text that cannot be used as a schema. It says so in every language; `Display` speaks English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaError {
    /// It is not UTF-8.
    NotText { place: SourcePlace },
    /// It is not JSON.
    NotJson {
        place: SourcePlace,
        problem: Problem,
    },
    /// It is JSON, but no object.
    NotObject,
    /// It has no list of fields.
    NoFields,
    /// It is a JSON Schema.
    JsonSchema,
    /// None of its fields has a name.
    NoUsableField,
}

/// What is not JSON about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    Empty,
    Comment,
    TrailingComma,
    MissingComma,
    SingleQuotes,
    MissingQuotes,
    MissingColon,
    MissingValue,
    Unclosed,
    UnclosedText,
    Escape,
    Number,
    More,
    TooDeep,
    Other,
}

impl std::error::Error for SchemaError {}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl SchemaError {
    pub fn place(&self) -> Option<&SourcePlace> {
        match self {
            SchemaError::NotText { place } | SchemaError::NotJson { place, .. } => Some(place),
            _ => None,
        }
    }

    /// What is wrong, with the line and the column where there are any.
    pub fn message(&self, lang: Lang) -> String {
        let args = match self.place() {
            Some(place) => Args::new()
                .with("line", place.line)
                .with("column", place.column),
            None => Args::new(),
        };
        let args = match self {
            SchemaError::NotJson { problem, .. } => args.with("problem", problem.words().0),
            _ => args,
        };
        self.words().0.fill(&args, lang)
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> &'static str {
        self.words().1.get(lang)
    }

    fn words(&self) -> (Text, Text) {
        match self {
            SchemaError::NotText { .. } => (
                Text {
                    en: "It is not a UTF-8 text: line {line}, column {column} is not readable.",
                    fr: "Ce n'est pas un texte UTF-8 : la ligne {line}, colonne {column}, est illisible.",
                },
                Text {
                    en: "Open it in a text editor and save it with the encoding UTF-8.",
                    fr: "Ouvrez-le dans un éditeur de texte et enregistrez-le avec l'encodage UTF-8.",
                },
            ),
            SchemaError::NotJson { problem, .. } => (
                Text {
                    en: "It is not valid JSON, line {line}, column {column}: {problem}.",
                    fr: "Ce n'est pas du JSON valide, ligne {line}, colonne {column} : {problem}.",
                },
                problem.words().1,
            ),
            SchemaError::NotObject => (
                Text {
                    en: "The schema is not a Table Schema: it must be an object, between braces { }.",
                    fr: "Le schéma n'est pas un Table Schema : ce doit être un objet, entre accolades { }.",
                },
                Text {
                    en: "Check that this is the right file. A Table Schema begins with { and has a list called \
                         \"fields\".",
                    fr: "Vérifiez qu'il s'agit du bon fichier. Un Table Schema commence par { et contient une liste \
                         nommée \"fields\".",
                },
            ),
            SchemaError::NoFields => (
                Text {
                    en: "The schema is not a Table Schema: it has no list called \"fields\".",
                    fr: "Le schéma n'est pas un Table Schema : il ne contient pas de liste nommée \"fields\".",
                },
                Text {
                    en: "Check that this is the right file. In a Table Schema, \"fields\" lists the columns between \
                         brackets [ ].",
                    fr: "Vérifiez qu'il s'agit du bon fichier. Dans un Table Schema, \"fields\" énumère les colonnes \
                         entre crochets [ ].",
                },
            ),
            SchemaError::JsonSchema => (
                Text {
                    en: "The schema is a JSON Schema, not a Table Schema: it has \"properties\" and no \"fields\".",
                    fr: "Le schéma est un JSON Schema et non un Table Schema : il contient \"properties\" mais pas \
                         \"fields\".",
                },
                Text {
                    en: "Describe the columns in the words of Table Schema: { \"fields\": [ { \"name\": \"siret\", \
                         \"type\": \"string\", \"constraints\": { \"required\": true } } ] }.",
                    fr: "Décrivez les colonnes avec les mots de Table Schema : { \"fields\": [ { \"name\": \"siret\", \
                         \"type\": \"string\", \"constraints\": { \"required\": true } } ] }.",
                },
            ),
            SchemaError::NoUsableField => (
                Text {
                    en: "The schema describes no column: none of its \"fields\" has a name.",
                    fr: "Le schéma ne décrit aucune colonne : aucun élément de \"fields\" ne porte de nom.",
                },
                Text {
                    en: "Add at least one field, such as { \"name\": \"siret\", \"type\": \"string\" }.",
                    fr: "Ajoutez au moins un champ, par exemple { \"name\": \"siret\", \"type\": \"string\" }.",
                },
            ),
        }
    }

    pub(super) fn not_text(bytes: &[u8], error: Utf8Error) -> SchemaError {
        let at = error.valid_up_to();
        let before = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
        let length = error.error_len().unwrap_or(bytes.len() - at);
        SchemaError::NotText {
            place: SourcePlace {
                bytes: at..at + length,
                ..Cursor::new(before).place(at..at)
            },
        }
    }

    /// `error` says that `text` is not JSON; a second reading finds out what about it is not.
    pub(super) fn not_json(text: &str, error: &serde_json::Error) -> SchemaError {
        let base = mark(text);
        let json = &text[base..];
        let refused = offset(json, error.line(), error.column());
        let (bytes, problem) = match parse(json) {
            Err(error) if error.range().start <= refused => {
                let range = error.range();
                (range.start..range.end, Problem::of(error.kind()))
            }
            _ => {
                let byte = json.as_bytes().get(refused);
                let problem = match byte {
                    Some(0..0x20) => Problem::UnclosedText,
                    // It may open here, but serde_json goes no deeper.
                    Some(b'[' | b'{') => Problem::TooDeep,
                    _ if json.trim().is_empty() => Problem::Empty,
                    _ => Problem::Other,
                };
                (refused..refused + 1, problem)
            }
        };
        let inner = |at: &usize| json.is_char_boundary(*at);
        let start = (0..=bytes.start).rev().find(inner).unwrap_or_default();
        let end = (bytes.end..json.len()).find(inner).unwrap_or(json.len());
        // Word processors turn straight quotes into these.
        let curly = json[start..].starts_with(['“', '”', '„', '‘', '’', '«', '»']);
        let problem = match problem {
            Problem::Other if curly => Problem::MissingQuotes,
            problem => problem,
        };
        SchemaError::NotJson {
            place: Cursor::new(text).place(start + base..end + base),
            problem,
        }
    }
}

/// The byte that serde_json was at: it counts lines by LF, from 1, and columns in bytes read.
fn offset(json: &str, line: usize, column: usize) -> usize {
    let mut lines = memchr::memchr_iter(b'\n', json.as_bytes());
    let start = match line.checked_sub(2) {
        Some(before) => lines.nth(before).map_or(json.len(), |at| at + 1),
        None => 0,
    };
    (start + column).saturating_sub(1).min(json.len())
}

impl Problem {
    fn of(kind: &ParseErrorKind) -> Problem {
        use ParseErrorKind as Kind;
        match kind {
            Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => Problem::Comment,
            Kind::TrailingCommasNotAllowed => Problem::TrailingComma,
            Kind::ExpectedComma => Problem::MissingComma,
            Kind::SingleQuotedStringsNotAllowed => Problem::SingleQuotes,
            Kind::ExpectedStringObjectProperty | Kind::UnexpectedWord => Problem::MissingQuotes,
            Kind::ExpectedColonAfterObjectKey => Problem::MissingColon,
            Kind::ExpectedObjectValue => Problem::MissingValue,
            Kind::UnterminatedArray | Kind::UnterminatedObject => Problem::Unclosed,
            Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => Problem::UnclosedText,
            Kind::String(_) => Problem::Escape,
            Kind::MultipleRootJsonValues => Problem::More,
            Kind::NestingDepthExceeded => Problem::TooDeep,
            Kind::BareDecimalPointNumbersNotAllowed
            | Kind::ExpectedDigit
            | Kind::ExpectedDigitFollowingNegativeSign
            | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
            | Kind::HexadecimalNumbersNotAllowed
            | Kind::NonFiniteNumbersNotAllowed
            | Kind::UnaryPlusNumbersNotAllowed => Problem::Number,
            _ => Problem::Other,
        }
    }

    /// What is wrong, to stand after a colon; and what to do.
    fn words(self) -> (Text, Text) {
        match self {
            Problem::Empty => (
                Text {
                    en: "the file is empty",
                    fr: "le fichier est vide",
                },
                Text {
                    en: "Check that this is the right file, and that it was saved or downloaded to its end.",
                    fr: "Vérifiez qu'il s'agit du bon fichier et qu'il a été enregistré ou téléchargé jusqu'au bout.",
                },
            ),
            Problem::Comment => (
                Text {
                    en: "JSON has no comments",
                    fr: "le JSON n'admet pas de commentaire",
                },
                Text {
                    en: "Remove what begins with // or /* here. A remark may stand under a key of its own, such as \
                         \"comment\".",
                    fr: "Supprimez ce qui commence ici par // ou /*. Une remarque peut figurer sous une clé à elle, \
                         par exemple \"comment\".",
                },
            ),
            Problem::TrailingComma => (
                Text {
                    en: "a comma stands after the last item",
                    fr: "une virgule suit le dernier élément",
                },
                Text {
                    en: "Remove this comma: commas stand between items only.",
                    fr: "Supprimez cette virgule : les virgules ne se placent qu'entre deux éléments.",
                },
            ),
            Problem::MissingComma => (
                Text {
                    en: "a comma is missing between two items",
                    fr: "il manque une virgule entre deux éléments",
                },
                Text {
                    en: "Add a comma here.",
                    fr: "Ajoutez une virgule à cet endroit.",
                },
            ),
            Problem::SingleQuotes => (
                Text {
                    en: "a text stands between single quotes",
                    fr: "un texte est placé entre apostrophes",
                },
                Text {
                    en: "Write it between double quotes: \"like this\".",
                    fr: "Écrivez-le entre guillemets droits : \"comme ceci\".",
                },
            ),
            Problem::MissingQuotes => (
                Text {
                    en: "a word stands without quotes, or with curly ones",
                    fr: "un mot est écrit sans guillemets droits",
                },
                Text {
                    en: "Write it between straight double quotes: \"like this\". Only true, false, null and numbers \
                         stand without.",
                    fr: "Écrivez-le entre guillemets droits : \"comme ceci\". Seuls true, false, null et les nombres \
                         s'en passent.",
                },
            ),
            Problem::MissingColon => (
                Text {
                    en: "a colon is missing after a key",
                    fr: "il manque deux-points après une clé",
                },
                Text {
                    en: "Write a colon between the key and its value: \"name\": \"siret\".",
                    fr: "Écrivez deux-points entre la clé et sa valeur : \"name\": \"siret\".",
                },
            ),
            Problem::MissingValue => (
                Text {
                    en: "a key has no value",
                    fr: "une clé n'a pas de valeur",
                },
                Text {
                    en: "Write a value after the colon, or remove the key.",
                    fr: "Écrivez une valeur après les deux-points, ou supprimez la clé.",
                },
            ),
            Problem::Unclosed => (
                Text {
                    en: "what opens here is never closed",
                    fr: "ce qui s'ouvre ici n'est jamais refermé",
                },
                Text {
                    en: "Add the missing } or ], or check that the file was saved or downloaded to its end.",
                    fr: "Ajoutez le } ou le ] manquant, ou vérifiez que le fichier a été enregistré ou téléchargé \
                         jusqu'au bout.",
                },
            ),
            Problem::UnclosedText => (
                Text {
                    en: "a text is not closed by a quote on its line",
                    fr: "un texte n'est pas refermé par un guillemet sur sa ligne",
                },
                Text {
                    en: "Add the missing double quote. A line break or a tab within a text is written \\n or \\t.",
                    fr: "Ajoutez le guillemet droit manquant. Un saut de ligne ou une tabulation dans un texte \
                         s'écrit \\n ou \\t.",
                },
            ),
            Problem::Escape => (
                Text {
                    en: "a backslash stands before a character that does not go with it",
                    fr: "une barre oblique inverse précède un caractère qui ne va pas avec elle",
                },
                Text {
                    en: "Double each backslash of a text: \\\\d for the pattern \\d.",
                    fr: "Doublez chaque barre oblique inverse d'un texte : \\\\d pour le motif \\d.",
                },
            ),
            Problem::Number => (
                Text {
                    en: "a number is not written as JSON writes numbers",
                    fr: "un nombre n'est pas écrit comme le veut le JSON",
                },
                Text {
                    en: "Write digits with a point, such as 0.5, without a + before them.",
                    fr: "Écrivez des chiffres avec un point, par exemple 0.5, sans + devant.",
                },
            ),
            Problem::More => (
                Text {
                    en: "there is more after its end",
                    fr: "il reste du texte après la fin",
                },
                Text {
                    en: "Remove what follows the last brace, or check that each brace { } is closed only once.",
                    fr: "Supprimez ce qui suit la dernière accolade, ou vérifiez que chaque accolade { } n'est \
                         refermée qu'une fois.",
                },
            ),
            Problem::TooDeep => (
                Text {
                    en: "lists and objects are nested too deeply",
                    fr: "des listes et des objets sont imbriqués trop profondément",
                },
                Text {
                    en: "Check that this is the right file: no descriptor needs as many levels.",
                    fr: "Vérifiez qu'il s'agit du bon fichier : aucun descripteur n'a besoin d'autant de niveaux.",
                },
            ),
            Problem::Other => (
                Text {
                    en: "this is not what JSON expects here",
                    fr: "ce n'est pas ce que le JSON attend à cet endroit",
                },
                Text {
                    en: "Look at this place and at what stands just before it: a quote, a comma or a brace is \
                         probably wrong.",
                    fr: "Regardez cet endroit et ce qui le précède : un guillemet, une virgule ou une accolade est \
                         sans doute en trop ou en moins.",
                },
            ),
        }
    }
}
