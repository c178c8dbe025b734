//! What was found about a text, kept as long as a block is looked at: most columns say the same again and again.

use std::collections::HashMap;
use std::hash::Hash;

/// A value for each text, or pair of texts, of a block.
pub(super) struct Seen<K, V> {
    /// A town's file has one text from its first row to its last.
    last: Option<(K, V)>,
    all: HashMap<K, V>,
}

impl<K, V> Default for Seen<K, V> {
    fn default() -> Seen<K, V> {
        Seen {
            last: None,
            all: HashMap::new(),
        }
    }
}

impl<K: Copy + Eq + Hash, V: Copy> Seen<K, V> {
    /// The value of the text, which `find` finds if it is new.
    #[inline]
    pub(super) fn get(&mut self, text: K, find: impl FnOnce() -> V) -> V {
        if let Some((last, value)) = self.last
            && last == text
        {
            return value;
        }
        let value = *self.all.entry(text).or_insert_with(find);
        self.last = Some((text, value));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_up_once() {
        let mut seen = Seen::default();
        let mut looked_up = Vec::new();
        let texts = ["a", "a", "b", "a", "b", "b"];
        let lengths: Vec<usize> = texts
            .iter()
            .map(|text| {
                seen.get(*text, || {
                    looked_up.push(*text);
                    text.len() + looked_up.len()
                })
            })
            .collect();
        assert_eq!(lengths, [2, 2, 3, 2, 3, 3]);
        assert_eq!(looked_up, ["a", "b"]);
    }
}
