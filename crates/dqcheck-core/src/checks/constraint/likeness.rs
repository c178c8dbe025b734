//! Which of the allowed values a wrong one was probably meant to be.

use std::sync::OnceLock;

use crate::message::fold;

/// Texts of this many bytes and more, and lists of this many members and more, are not compared letter by letter.
const LONGEST: usize = 100;
const MOST: usize = 200;

/// The allowed values, folded once the first wrong value asks for them.
pub(super) struct Likeness {
    members: Vec<String>,
    folded: OnceLock<Vec<String>>,
}

/// How a wrong value resembles the member with this index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Like {
    /// But for capitals, accents, blanks and hyphens they are the same.
    Folded(usize),
    /// A few letters differ.
    Near(usize),
}

impl Likeness {
    pub(super) fn new(members: Vec<String>) -> Likeness {
        Likeness {
            members,
            folded: OnceLock::new(),
        }
    }

    pub(super) fn members(&self) -> &[String] {
        &self.members
    }

    pub(super) fn find(&self, text: &[u8]) -> Option<Like> {
        if text.len() >= LONGEST {
            return None;
        }
        let text = fold(&String::from_utf8_lossy(text));
        let members = self
            .folded
            .get_or_init(|| self.members.iter().map(|member| fold(member)).collect());
        if text.is_empty() {
            return None;
        }
        if let Some(same) = members.iter().position(|member| *member == text) {
            return Some(Like::Folded(same));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn like(text: &str) -> Option<Like> {
        let members = ["Démolition", "Extension", "Surélévation", "A", "2024"];
        Likeness::new(members.map(str::to_owned).to_vec()).find(text.as_bytes())
    }

    #[test]
    fn capitals_accents_blanks_and_hyphens_do_not_count() {
        assert_eq!(like("DEMOLITION"), Some(Like::Folded(0)));
        assert_eq!(like(" de\u{301}molition "), Some(Like::Folded(0)));
        assert_eq!(like("Sur - élévation"), Some(Like::Folded(2)));
        assert_eq!(like("a"), Some(Like::Folded(3)));
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
        assert_eq!(like("—"), None);
    }
}
