//! Text of strangers in Markdown: it stays what it is, and begins no heading, table, link or tag.

use crate::report::visible;

/// A text within a line.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in one_line(text).chars() {
        if "\\`*_[]<>|~&$".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Words of the program, in which code stands between backticks.
pub(super) fn own_words(words: &str) -> String {
    let parts = words.split('`').enumerate();
    let shown = parts.map(|(nth, part)| match nth % 2 {
        0 => text(part),
        _ => code(part),
    });
    shown.collect()
}

/// A text that stands at the beginning of a line.
pub(super) fn paragraph(of: &str) -> String {
    let line = text(of);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        // `1. a` would be a list.
        Some(b'.' | b')') if digits > 0 => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        Some(b'#' | b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        _ => line,
    }
}

/// A value, as it is written in a file.
pub(super) fn code(value: &str) -> String {
    let value = match visible(value, false) {
        // There is no empty code.
        value if value.is_empty() => " ".to_owned(),
        value => value,
    };
    let longest = value.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    // Blanks at both ends would be taken off, and a backtick would be one of the fence.
    let blank = value.trim_matches(' ').is_empty();
    let edge = |c: Option<char>| c.is_some_and(|c| c == '`' || c == ' ' && !blank);
    let pad = match edge(value.chars().next()) || edge(value.chars().next_back()) {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{value}{pad}{fence}")
}

/// A value in a cell of a table, where a bar ends the cell even in code.
pub(super) fn cell_code(value: &str) -> String {
    code(value).replace('|', "\\|")
}

/// A line break would end a heading, an item or a cell.
fn one_line(text: &str) -> String {
    let words = text.split(['\n', '\r', '\u{b}', '\u{c}']);
    let words: Vec<&str> = words.filter(|part| !part.is_empty()).collect();
    visible(&words.join(" "), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_the_words_of_the_program_stays_code() {
        assert_eq!(
            own_words("Such as `<=` or `x[:2]`, [w, s]."),
            "Such as `<=` or `x[:2]`, \\[w, s\\]."
        );
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            text("a|b <b> [x](y) *c* `d`\n# e"),
            "a\\|b \\<b\\> \\[x\\](y) \\*c\\* \\`d\\` # e"
        );
        assert_eq!(paragraph("# title"), "\\# title");
        assert_eq!(paragraph("1. one"), "1\\. one");
        assert_eq!(paragraph("- one"), "\\- one");
        assert_eq!(paragraph("12 rows"), "12 rows");
    }

    #[test]
    fn code_ends_where_it_should() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "` `");
        assert_eq!(code(" a"), "`  a `");
        assert_eq!(code("a\n|b"), "`a␊|b`");
        assert_eq!(cell_code("a|b"), "`a\\|b`");
    }
}
