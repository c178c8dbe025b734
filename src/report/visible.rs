//! Text of strangers, made safe to look at: nothing in a cell, a label or a file name may move the cursor, turn the
//! reading direction, hide itself, or speak to the machine that reads our output.

use std::fmt::Write as _;

/// Shows every character that would not be seen, or would act. Controls become their pictures (`␛`), other hidden
/// characters their code (`<U+202E>`); with `ascii`, all become codes.
pub(crate) fn visible(text: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut out, character, ascii);
    }
    // A CI runner looks for commands such as `##[error]` anywhere in a line.
    out.replace("##[", "## [")
}

/// One character, as [`visible`] shows it.
pub(super) fn push(out: &mut String, character: char, ascii: bool) {
    let picture = match character {
        '\t' => Some('→'),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) if !ascii => out.push(picture),
        None if !is_hidden(character) => out.push(character),
        _ => {
            let _ = write!(out, "<U+{:04X}>", u32::from(character));
        }
    }
}

/// Whether a character has no shape of its own: a control, a format character, a separator of lines.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}'
        | '\u{6dd}' | '\u{70f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_acts_or_hides_is_shown() {
        assert_eq!(visible("a\u{1b}[31mb\tc\r\n", false), "a␛[31mb→c␍␊");
        assert_eq!(
            visible("\u{202e}x\u{200b}\u{9b}", false),
            "<U+202E>x<U+200B><U+009B>"
        );
        assert_eq!(visible("\u{1b}é", true), "<U+001B>é");
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        let text = "« Écoles » : 30\u{202f}000 – 12:30::45 中文 🚲";
        assert_eq!(visible(text, false), text);
    }

    #[test]
    fn commands_to_a_ci_runner_are_broken() {
        assert_eq!(visible("a ##[error]x", false), "a ## [error]x");
    }
}
