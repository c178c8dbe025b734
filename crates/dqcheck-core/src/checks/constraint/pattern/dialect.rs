//! From the regular expressions that schemas hold to those of the `regex` crate, where the same text would mean
//! something else. The standard has those of XML Schema; nearly all publishers write those of Python.
//!
//! - XML Schema alone has `\i` and `\c` (the characters of XML names), blocks (`\p{IsBasicLatin}`) and the class without
//!   another (`[a-z-[aeiou]]`): they are translated.
//! - In a class, `[`, `&&`, `~~` and `--` are characters to both, and operators to the crate; so are `\<` and `\>`.
//! - What means one thing to one engine and another to the next (`\h`, `[[:alpha:]]`) is refused.
//! - `^`, `$`, `\w`, `\s` and look-around are understood as in Python: nobody writes `^` to mean a circumflex.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::CharIndices;

/// The same pattern for the crate; `Err` is the byte from which on it cannot be understood.
pub(super) fn translate(source: &str) -> Result<Cow<'_, str>, usize> {
    if !source.contains(['\\', '[']) {
        return Ok(Cow::Borrowed(source));
    }
    let mut translator = Translator {
        source,
        rest: source.char_indices().peekable(),
        out: String::with_capacity(source.len() + 16),
    };
    while let Some((at, c)) = translator.rest.next() {
        match c {
            '\\' => translator.escape(at)?,
            '[' => translator.class(at, DEEPEST)?,
            c => translator.out.push(c),
        }
    }
    Ok(Cow::Owned(translator.out))
}

/// How many classes may be subtracted from each other.
const DEEPEST: usize = 16;

struct Translator<'a> {
    source: &'a str,
    rest: Peekable<CharIndices<'a>>,
    out: String,
}

impl Translator<'_> {
    /// What follows the backslash at `at`, in a class or outside.
    fn escape(&mut self, at: usize) -> Result<(), usize> {
        let (_, c) = self.rest.next().ok_or(at)?;
        match c {
            'i' => self.put("[", NAME_START, "]"),
            'I' => self.put("[^", NAME_START, "]"),
            'c' => self.put("[", NAME_START, NAME_MORE),
            'C' => self.put("[^", NAME_START, NAME_MORE),
            'Z' => self.out.push_str(r"\z"),
            // Each engine has its own idea of these.
            'h' | 'H' | 'K' | 'G' | 'R' | 'X' | 'O' | 'N' | 'g' => return Err(at),
            'p' | 'P' => match self.block(at + 2) {
                None => self.out.extend(['\\', c]),
                Some(block) => {
                    let (first, last) = block.ok_or(at)?;
                    self.out.push_str(if c == 'p' { "[" } else { "[^" });
                    self.out.push_str(&format!("{first}-{last}]"));
                }
            },
            '<' | '>' => self.out.push(c),
            c if !c.is_ascii() => self.out.push(c),
            c => self.out.extend(['\\', c]),
        }
        Ok(())
    }

    fn put(&mut self, open: &str, characters: &str, close: &str) {
        self.out.extend([open, characters, close]);
    }

    /// The block whose name in braces begins at `at`, which is then passed over; `None` inside for one that is not known.
    fn block(&mut self, at: usize) -> Option<Option<(char, char)>> {
        let name = self.source.get(at..)?.strip_prefix("{Is")?;
        let name = &name[..name.find('}')?];
        let end = at + "{Is".len() + name.len();
        while self.rest.next_if(|(at, _)| *at <= end).is_some() {}
        let known = BLOCKS.iter().find(|(known, _, _)| *known == name);
        Some(known.map(|(_, first, last)| (*first, *last)))
    }

    /// The class that begins with the bracket at `at`.
    fn class(&mut self, at: usize, depth: usize) -> Result<(), usize> {
        let depth = depth.checked_sub(1).ok_or(at)?;
        let start = self.out.len();
        self.out.push('[');
        if self.rest.next_if(|(_, c)| *c == '^').is_some() {
            self.out.push('^');
        }
        let mut is_first = true;
        while let Some((at, c)) = self.rest.next() {
            let next = self.rest.peek().map(|(_, c)| *c);
            match (c, next) {
                (']', _) if !is_first => {
                    self.out.push(']');
                    return Ok(());
                }
                (']', _) => self.out.push_str(r"\]"),
                ('\\', _) => self.escape(at)?,
                ('-', Some('[')) if !is_first && self.subtracts(at + 1) => {
                    self.rest.next();
                    // What is negated is the first class alone.
                    self.out.insert(start, '[');
                    self.out.push_str("]--");
                    self.class(at + 1, depth)?;
                }
                ('[', Some(':')) if self.source[at..].contains(":]") => return Err(at),
                ('[', _) => self.out.push_str(r"\["),
                ('-', Some('-')) if is_first => self.out.push_str(r"\-"),
                ('-', Some('-')) => {
                    self.rest.next();
                    self.out.push_str(r"-\-");
                }
                ('&' | '~', Some(again)) if c == again => {
                    self.out.extend(['\\', c]);
                }
                (c, _) => self.out.push(c),
            }
            is_first = false;
        }
        // Not closed: the crate says where.
        Ok(())
    }

    /// Whether the bracket at `at` begins the class that is taken away from the one round it: both end together.
    fn subtracts(&self, at: usize) -> bool {
        let mut depth = 0;
        let mut escaped = false;
        let mut chars = self.source[at..].chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => depth += 1,
                ']' => {
                    depth -= 1;
                    if depth == 0 {
                        return chars.peek() == Some(&']');
                    }
                }
                _ => {}
            }
        }
        false
    }
}

/// The characters with which a name of XML begins (XML 1.0, NameStartChar), within a class.
const NAME_START: &str = ":A-Z_a-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}-\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}";

/// Those that may follow beside them (NameChar), and the end of the class.
const NAME_MORE: &str = "\\-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}]";

/// Blocks of Unicode that a schema of public data may name; others are refused.
const BLOCKS: &[(&str, char, char)] = &[
    ("BasicLatin", '\0', '\u{7f}'),
    ("Latin-1Supplement", '\u{80}', '\u{ff}'),
    ("LatinExtended-A", '\u{100}', '\u{17f}'),
    ("LatinExtended-B", '\u{180}', '\u{24f}'),
    ("LatinExtendedAdditional", '\u{1e00}', '\u{1eff}'),
    ("Greek", '\u{370}', '\u{3ff}'),
    ("GreekandCoptic", '\u{370}', '\u{3ff}'),
    ("Cyrillic", '\u{400}', '\u{4ff}'),
    ("Hebrew", '\u{590}', '\u{5ff}'),
    ("Arabic", '\u{600}', '\u{6ff}'),
    ("GeneralPunctuation", '\u{2000}', '\u{206f}'),
    ("CurrencySymbols", '\u{20a0}', '\u{20cf}'),
];

#[cfg(test)]
mod tests {
    use super::super::engine::Verdict;
    use super::super::{Pattern, Refusal};

    fn matches(pattern: &str, text: &str) -> bool {
        let compiled =
            Pattern::new(pattern).unwrap_or_else(|refusal| panic!("{pattern}: {refusal:?}"));
        compiled.matches(text.as_bytes()) == Verdict::Match
    }

    #[test]
    fn what_only_xml_schema_has_is_translated() {
        for (pattern, good, bad) in [
            (r"\i\c*", "é-1.a", "1a"),
            (r"[\i-[:]][\c-[:]]*", "a-b", "a:b"),
            (r"\I\C", "1/", "a/"),
            ("[a-z-[aeiou]]+", "xyz", "abc"),
            ("[a-z-[b-y-[m]]]+", "amz", "abz"),
            ("[^a-z-[0-9]]+", "ÀÉ", "A1"),
            (r"\p{IsBasicLatin}+", "abc", "é"),
            (r"[\p{IsLatin-1Supplement}a]+", "aé", "b"),
            (r"\P{IsBasicLatin}", "é", "e"),
            (r"\p{L}{2}", "éa", "1a"),
        ] {
            assert!(matches(pattern, good), "{pattern} {good}");
            assert!(!matches(pattern, bad), "{pattern} {bad}");
        }
    }

    #[test]
    fn signs_of_a_class_are_characters_and_no_operators() {
        for (pattern, good, bad) in [
            ("[a&&b]+", "a&b", "c"),
            ("[a~~b]+", "a~b", "c"),
            ("[+--]+", "+,-", "."),
            ("[--/]+", "-./", "+"),
            ("[[]+", "[[", "]"),
            ("[a[b]+", "[ab", "c"),
            ("[]a]+", "]a", "b"),
            ("[^]a]+", "bc", "]"),
            ("[a-z-[]+", "a-[", "]"),
            (r"[\]a-]+", "]a-", "b"),
            (r"\<b\>", "<b>", "b"),
            (r"a\Z", "a", "a\n"),
            (r"(?=a)[[a]+", "a[", "[a"),
        ] {
            assert!(matches(pattern, good), "{pattern} {good}");
            assert!(!matches(pattern, bad), "{pattern} {bad}");
        }
    }

    #[test]
    fn what_engines_do_not_agree_on_is_refused_at_its_place() {
        for (pattern, place) in [
            (r"a\h", 1),
            (r"a\p{IsKlingon}", 1),
            ("a[[:alpha:]]", 2),
            ("a\\", 1),
        ] {
            assert_eq!(
                Pattern::new(pattern).err(),
                Some(Refusal::Syntax(place)),
                "{pattern}"
            );
        }
        let deep = format!("{}a{}", "[b-".repeat(1_000), "]".repeat(1_000));
        assert!(matches!(Pattern::new(&deep), Err(Refusal::Syntax(_))));
    }

    proptest::proptest! {
        #[test]
        fn no_pattern_makes_the_translation_panic(pattern in r"[\[\]\\^a\-:&pi{}Isé|()]{0,20}") {
            let _ = super::translate(&pattern);
        }
    }
}
