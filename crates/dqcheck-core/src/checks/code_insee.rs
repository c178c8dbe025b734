//! The signs of a code INSEE: two of a department, and three digits. Whether a commune has the code is for lists to say.

/// Whether a text can be a code INSEE. Overseas, where a third digit belongs to the department, it is not looked at:
/// 97900 can be one, and is unknown.
#[inline]
pub(super) fn can_be_code(text: &[u8]) -> bool {
    let Some((department, commune)) = text.split_at_checked(2) else {
        return false;
    };
    let is_department = match department {
        b"2A" | b"2B" => true,
        b"00" | b"20" | b"96" | b"99" => false,
        _ => department.iter().all(u8::is_ascii_digit),
    };
    is_department && commune.len() == 3 && commune.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use dqcheck_reference::{LATEST, communes};

    use super::*;

    #[test]
    fn every_commune_has_a_code_that_can_be_one() {
        for commune in communes(LATEST) {
            assert!(can_be_code(commune.code.as_bytes()), "{}", commune.code);
        }
    }

    #[test]
    fn other_texts_cannot_be_a_code() {
        for text in [
            "", "9", "92", "9201", "920120", "00001", "20001", "96001", "99101", "2C001", "2a004",
            "A2001", "9201A", "é012", "92 12",
        ] {
            assert!(!can_be_code(text.as_bytes()), "{text}");
        }
    }
}
