//! Which of the allowed values a wrong one was probably meant to be.

use std::sync::OnceLock;

/// Texts of this many bytes and more, and lists of this many members and more, are not compared letter by letter.
const LONGEST: usize = 200;
const MOST: usize = 1_000;

/// The allowed values, and their plain forms once the first wrong value asks for them.
pub(super) struct Likeness {
    members: Vec<String>,
    plain: OnceLock<Vec<String>>,
}

/// How a wrong value resembles the member with this index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Like {
    /// But for capitals, accents, blanks and punctuation they are the same.
    Plain(usize),
    /// A few letters differ.
    Near(usize),
}

impl Likeness {
    pub(super) fn new(members: Vec<String>) -> Likeness {
        Likeness {
            members,
            plain: OnceLock::new(),
        }
    }

    pub(super) fn members(&self) -> &[String] {
        &self.members
    }

    pub(super) fn find(&self, text: &[u8]) -> Option<Like> {
        if text.len() >= LONGEST {
            return None;
        }
        let text = plain(&String::from_utf8_lossy(text));
        let members = self
            .plain
            .get_or_init(|| self.members.iter().map(|member| plain(member)).collect());
        if text.is_empty() {
            return None;
        }
        if let Some(same) = members.iter().position(|member| *member == text) {
            return Some(Like::Plain(same));
        }
        // Two codes or two years that differ by a digit are different things, not a slip of the hand.
        if members.len() >= MOST || text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let length = text.chars().count();
        let allowed = match length {
            0..=3 => return None,
            4..=7 => 1,
            8..=15 => 2,
            _ => 3,
        };
        members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.chars().count().abs_diff(length) <= allowed)
            .map(|(at, member)| (strsim::osa_distance(&text, member), at))
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, at)| Like::Near(at))
    }
}

/// Letters and digits only, lower case, without accents.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            letter if letter.is_alphanumeric() => out.push(letter),
            // Blanks, punctuation, and the accents of decomposed letters.
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(text: &str) -> Option<Like> {
        let members = ["Démolition", "Extension", "Surélévation", "A", "2024"];
        Likeness::new(members.map(str::to_owned).to_vec()).find(text.as_bytes())
    }

    #[test]
    fn capitals_accents_blanks_and_punctuation_do_not_count() {
        assert_eq!(like("DEMOLITION"), Some(Like::Plain(0)));
        assert_eq!(like(" de\u{301}molition "), Some(Like::Plain(0)));
        assert_eq!(like("« Sur-élévation »"), Some(Like::Plain(2)));
        assert_eq!(like("a"), Some(Like::Plain(3)));
    }

    #[test]
    fn a_few_wrong_letters_are_near() {
        assert_eq!(like("Extention"), Some(Like::Near(1)));
        assert_eq!(like("Demoliton"), Some(Like::Near(0)));
    }

    #[test]
    fn another_word_or_another_code_is_not_near() {
        assert_eq!(like("Lotissement"), None);
        assert_eq!(like("B"), None);
        assert_eq!(like("2023"), None);
        assert_eq!(like("--"), None);
    }
}
