//! What a suspicious eye asks of a value that a type can read, before it believes that the value was meant so.

/// Whether the text contains the bytes.
pub(super) fn has(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}

/// Digits, with a minus sign and decimals if need be; no plus sign, which begins phone numbers, and no leading zero,
/// which begins codes. An exponent is one where it has a sign or follows decimals: `12E45` is a code.
pub(super) fn is_number(text: &[u8], point: Option<u8>) -> bool {
    let text = text.trim_ascii();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let (whole, rest) = digits(text);
    let Some(point) = point else {
        return is_whole(whole) && rest.is_empty();
    };
    let (decimals, rest) = match rest.strip_prefix(&[point]) {
        Some(rest) => digits(rest),
        None => (&rest[..0], rest),
    };
    let exponent = match rest {
        [] => true,
        [b'e' | b'E', b'-' | b'+', exponent @ ..] => is_digits(exponent),
        [b'e' | b'E', exponent @ ..] => !decimals.is_empty() && is_digits(exponent),
        _ => false,
    };
    exponent && (is_whole(whole) || (whole.is_empty() && !decimals.is_empty()))
}

/// A number whose whole part has a separator before every three digits, or none at all.
pub(super) fn grouped(text: &[u8], separator: &str, point: Option<u8>) -> bool {
    let Ok(text) = std::str::from_utf8(text.trim_ascii()) else {
        return false;
    };
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match point.and_then(|point| text.split_once(char::from(point))) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let mut groups = whole.split(separator).map(str::as_bytes);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&[u8]> = groups.collect();
    is_whole(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest
            .iter()
            .all(|group| group.len() == 3 && is_digits(group))
        && decimals.is_none_or(|decimals| is_digits(decimals.as_bytes()))
}

/// A number beside the sign of a currency, a percentage or a degree.
pub(super) fn amount(text: &[u8], point: u8) -> bool {
    let Ok(text) = std::str::from_utf8(text) else {
        return false;
    };
    let is_unit = |c: char| "€$£%‰°".contains(c) || c.is_whitespace();
    is_number(text.trim_matches(is_unit).as_bytes(), Some(point))
}

/// Eight digits that begin with a year of this time.
pub(super) fn dated_number(text: &[u8]) -> bool {
    text.len() == 8 && is_digits(text) && (text.starts_with(b"19") || text.starts_with(b"20"))
}

/// `([0-9]{2}|2[AB])[0-9]{3}`
pub(super) fn insee(text: &[u8]) -> bool {
    text.len() == 5
        && is_digits(&text[2..])
        && (is_digits(&text[..2]) || text[0] == b'2' && matches!(text[1], b'A' | b'B'))
}

/// `[0-9]{5}`
pub(super) fn postal(text: &[u8]) -> bool {
    text.len() == 5 && is_digits(text)
}

/// The two numbers of a position, where both can be degrees.
pub(super) fn coordinates(text: &[u8]) -> Option<[f64; 2]> {
    let comma = memchr::memchr(b',', text)?;
    let number = |text: &[u8]| {
        let text = text.trim_ascii();
        let is_degrees = is_number(text, Some(b'.'));
        is_degrees.then(|| fast_float2::parse::<f64, _>(text).ok())?
    };
    let both = [number(&text[..comma])?, number(&text[comma + 1..])?];
    let on_earth = both.iter().all(|number| number.abs() <= 180.0)
        && both.iter().any(|number| number.abs() <= 90.0);
    on_earth.then_some(both)
}

/// A position of which the first number can be a latitude.
pub(super) fn lat_lon(text: &[u8]) -> bool {
    coordinates(text).is_some_and(|[lat, _]| lat.abs() <= 90.0)
}

/// A position in mainland France with the latitude first: the other way round it would lie off Somalia.
pub(super) fn french_position(text: &[u8]) -> bool {
    coordinates(text).is_some_and(|[lat, lon]| {
        (41.0..52.0).contains(&lat) && (-6.0..10.0).contains(&lon) && has(text, b".")
    })
}

fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit());
    text.split_at(end.unwrap_or(text.len()))
}

fn is_digits(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// Digits without a leading zero.
fn is_whole(text: &[u8]) -> bool {
    is_digits(text) && (text.len() == 1 || text[0] != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_phone_numbers_are_no_numbers() {
        for text in [
            "0", "-12", " 7 ", "0.5", "-.5", "3.", "1e-5", "1.5E10", "1.5E+10",
        ] {
            assert!(is_number(text.as_bytes(), Some(b'.')), "{text}");
        }
        for text in [
            "",
            "-",
            ".",
            "007",
            "+33155180001",
            "12E45",
            "1,5",
            "NaN",
            "INF",
            "1.2.3",
        ] {
            assert!(!is_number(text.as_bytes(), Some(b'.')), "{text}");
        }
        assert!(is_number(b"12", None) && !is_number(b"12.0", None) && !is_number(b"", None));
    }

    #[test]
    fn thousands_are_grouped_by_three() {
        for text in ["1 234", "12", "1234", "-1 234 567", "1 234,5", "0,25"] {
            assert!(grouped(text.as_bytes(), " ", Some(b',')), "{text}");
        }
        for text in [
            "01 55 18 00 00",
            "1 23",
            "1234 567",
            "1 234,",
            "1  234",
            "",
            " ,5",
        ] {
            assert!(!grouped(text.as_bytes(), " ", Some(b',')), "{text}");
        }
    }

    #[test]
    fn a_unit_stands_beside_a_number() {
        for text in ["12 €", "12,5\u{a0}%", "€12", "3"] {
            assert!(amount(text.as_bytes(), b','), "{text}");
        }
        for text in ["Rue 12", "12 m", "€", ""] {
            assert!(!amount(text.as_bytes(), b','), "{text}");
        }
    }

    #[test]
    fn a_french_position_is_known_by_its_place() {
        assert!(french_position(b"48.83, 2.24"));
        assert!(!french_position(b"2.24, 48.83"));
        assert!(!french_position(b"48, 2"));
        assert_eq!(coordinates(b"48.83,2.24"), Some([48.83, 2.24]));
        for text in ["48.83", "1, 2, 3", "100, 100", "190.5, 2", "48,83, 2,24"] {
            assert_eq!(coordinates(text.as_bytes()), None, "{text}");
        }
    }
}
