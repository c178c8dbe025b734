//! Words for people: texts that exist in every language, and the values that are set into them.
//!
//! Nothing here knows what is being said; no other room of the core chooses a language.

mod similar;

use std::fmt::Write as _;

pub use similar::{closest, fold, misspelt};

/// A language that dqcheck speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// ISO 639-1 code, also the value of the `--lang` option.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language of a locale such as `fr_FR.UTF-8` or `fr-CA`, if dqcheck speaks it.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        let language = locale.split(['_', '-', '.', '@']).next()?;
        Lang::ALL
            .into_iter()
            .find(|lang| language.eq_ignore_ascii_case(lang.code()))
    }
}

/// A text in every language, so that a missing translation does not compile.
///
/// `{name}` is a placeholder, filled from [`Args`] when the text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    pub en: &'static str,
    pub fr: &'static str,
}

impl Text {
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }

    /// The text with its placeholders filled.
    pub fn fill(&self, args: &Args, lang: Lang) -> String {
        fill(self.get(lang), args, lang)
    }
}

/// A value that is set into a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Verbatim: a cell, a label, a bound as the schema writes it.
    Text(String),
    /// A count, shown with the thousands separator of the language.
    Count(u64),
    /// Alternatives, shown as a list; a long one is cut and says how many are left out.
    List(Vec<String>),
    /// A text of dqcheck's own that has a translation.
    Words(Text),
    /// A sentence of dqcheck's own that is filled already.
    Said { en: String, fr: String },
}

impl Arg {
    /// What `say` says in each language.
    pub fn said(say: impl Fn(Lang) -> String) -> Arg {
        Arg::Said {
            en: say(Lang::En),
            fr: say(Lang::Fr),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}
impl From<u64> for Arg {
    fn from(count: u64) -> Arg {
        Arg::Count(count)
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Arg {
        Arg::Count(count as u64)
    }
}
impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Arg {
        Arg::List(list)
    }
}
impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::Words(text)
    }
}

/// Named values, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args(Vec<(&'static str, Arg)>);

impl Args {
    pub const fn new() -> Args {
        Args(Vec::new())
    }

    /// Adds a value; a later one of the same name is the one that is shown.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Args {
        self.0.push((name, value.into()));
        self
    }

    /// These values and then those of `other`.
    #[must_use]
    pub fn and(mut self, other: &Args) -> Args {
        self.0.extend(other.0.iter().cloned());
        self
    }

    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0
            .iter()
            .rev()
            .find_map(|(key, value)| (*key == name).then_some(value))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Arg)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// Those of which `keep` says so.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&'static str, &Arg) -> bool) -> Args {
        let kept = self.0.iter().filter(|(name, value)| keep(name, value));
        Args(kept.cloned().collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Fills the `{name}` placeholders of `template` in one pass, so that braces in a value stay what they are.
/// A placeholder without a value stays as it is written.
pub fn fill(template: &str, args: &Args, lang: Lang) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let value = after
            .find('}')
            .and_then(|close| Some((close, args.get(&after[1..close])?)));
        match value {
            Some((close, value)) => {
                push(&mut out, value, lang);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// How many alternatives of a list are shown.
const LIST_SHOWN: usize = 12;
/// How many characters of a value are shown: a cell of a megabyte would bury the sentence that it stands in.
const TEXT_SHOWN: usize = 300;

fn push(out: &mut String, value: &Arg, lang: Lang) {
    match value {
        Arg::Text(text) => push_text(out, text),
        Arg::Count(count) => out.push_str(&number(*count, lang)),
        Arg::Words(text) => out.push_str(text.get(lang)),
        Arg::Said { en, fr } => out.push_str(match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }),
        Arg::List(items) => {
            for (at, item) in items.iter().take(LIST_SHOWN).enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                push_text(out, item);
            }
            if items.len() > LIST_SHOWN {
                let more = number((items.len() - LIST_SHOWN) as u64, lang);
                let _ = match lang {
                    Lang::En => write!(out, " … (and {more} more)"),
                    Lang::Fr => write!(out, " … (et {more} autres)"),
                };
            }
        }
    }
}

fn push_text(out: &mut String, text: &str) {
    match text.char_indices().nth(TEXT_SHOWN) {
        Some((end, _)) => {
            out.push_str(&text[..end]);
            out.push('…');
        }
        None => out.push_str(text),
    }
}

/// A count with the thousands separator of the language: `30,000`, or `30 000` with a narrow no-break space.
pub fn number(count: u64, lang: Lang) -> String {
    let separator = match lang {
        Lang::En => ',',
        Lang::Fr => '\u{202f}',
    };
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_braces_is_not_expanded_again() {
        let args = Args::new().with("value", "{count}").with("count", 3_u64);
        assert_eq!(
            fill("{value} of {count}, {unknown}", &args, Lang::En),
            "{count} of 3, {unknown}"
        );
    }

    #[test]
    fn a_value_that_would_bury_its_sentence_is_cut() {
        let long = "é".repeat(100_000);
        let args = Args::new()
            .with("text", long.as_str())
            .with("list", vec![long.clone()]);
        let cut = format!("{}…", "é".repeat(TEXT_SHOWN));
        assert_eq!(
            fill("{text}; {list}.", &args, Lang::En),
            format!("{cut}; {cut}.")
        );
    }

    #[test]
    fn counts_are_grouped_as_each_language_groups_them() {
        assert_eq!(number(1_234_567, Lang::En), "1,234,567");
        assert_eq!(number(30_000, Lang::Fr), "30\u{202f}000");
        assert_eq!(number(999, Lang::Fr), "999");
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::from_locale("fr_FR.UTF-8"), Some(Lang::Fr));
        assert_eq!(Lang::from_locale("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_locale("C"), None);
    }
}
