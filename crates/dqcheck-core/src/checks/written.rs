//! How a number of many digits comes out of a spreadsheet or a database.

/// The text without blanks and dots, which people put between groups of digits.
pub(super) fn compact(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace() && *character != '.')
        .collect()
}

/// The letters and digits alone, in capitals: without the blanks, dots, hyphens and such that people put between them.
pub(super) fn bare(text: &str) -> String {
    let between = |c: &char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | '-' | '_' | '/' | '\'' | '\u{2010}'..='\u{2015}' | '’'
            )
    };
    let kept = text.chars().filter(|c| !between(c));
    kept.flat_map(char::to_uppercase).collect()
}

/// `2,19200E+13`: a spreadsheet has rounded the number and only shows its beginning.
pub(super) fn is_scientific(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let (whole, decimals) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() == 1
        && !exponent.is_empty()
        && exponent.len() <= 3
        && [whole, decimals, exponent].into_iter().all(digits)
}

/// `73282932000074.0`: the number that a program has written with decimals, without them.
pub(super) fn without_decimals(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (whole, decimals) = text.split_once(['.', ','])?;
    let zeros = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    zeros.then(|| whole.to_owned())
}

/// Whether a text of digits only has lost one or two zeros at its front, and what it was.
pub(super) fn with_lost_zeros(
    digits: &str,
    length: usize,
    is_valid: impl Fn(&[u8]) -> bool,
) -> Option<String> {
    let lost = length.checked_sub(digits.len())?;
    let whole = format!("{digits:0>length$}");
    ((1..=2).contains(&lost) && is_valid(whole.as_bytes())).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scientific_notation_is_recognised_in_both_languages() {
        for text in ["2,19200E+13", "2.192E+13", "2E13", " 7e+08 "] {
            assert!(is_scientific(text.as_bytes()), "{text}");
        }
        for text in [
            "", "E", "2E", "21E+13", "2,19200", "aE+1", "2,1E+a", "Église",
        ] {
            assert!(!is_scientific(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn blanks_and_dots_are_left_out() {
        assert_eq!(compact("732 829\u{202f}320.00074\u{a0}"), "73282932000074");
    }

    #[test]
    fn decimals_are_left_out_only_if_they_are_zeros() {
        assert_eq!(
            without_decimals(b"732829320.0").as_deref(),
            Some("732829320")
        );
        assert_eq!(
            without_decimals(b"732829320,00").as_deref(),
            Some("732829320")
        );
        assert_eq!(without_decimals(b"732829320.5"), None);
        assert_eq!(without_decimals(b"732829320."), None);
    }
}
