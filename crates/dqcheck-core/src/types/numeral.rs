//! The notation of numbers in a field (`decimalChar`, `groupChar`, `bareNumber`), and what people write instead.

use std::borrow::Cow;

use super::cause::{self, is_blank};
use super::decimal::{Decimal, digits};
use super::{freeform, options};
use crate::check::Reason;
use crate::message::Text;
use crate::schema::{Fault, Field};

/// How a field writes its numbers.
#[derive(Debug)]
pub(super) struct Notation {
    pub(super) point: String,
    pub(super) group: Option<String>,
    /// Whether a cell holds nothing but its number.
    bare: bool,
}

impl Notation {
    /// `with_point` where the type has decimals.
    pub(super) fn of(field: &Field, with_point: bool) -> Result<Notation, Fault> {
        let point = match with_point {
            true => options::separator(field, "decimalChar")?,
            false => None,
        };
        let notation = Notation {
            point: point.unwrap_or_else(|| ".".to_owned()),
            group: options::separator(field, "groupChar")?,
            bare: options::flag(field, "bareNumber", true)?,
        };
        if with_point && notation.group.as_ref() == Some(&notation.point) {
            let args = crate::message::Args::new();
            return Err(options::fault(field, "groupChar", "same-separators", args));
        }
        Ok(notation)
    }

    /// The number of a cell in the standard's own notation, if it follows this one.
    pub(super) fn plain<'a>(&self, cell: &'a [u8]) -> Option<Cow<'a, [u8]>> {
        let mut text = cell.trim_ascii();
        if !self.bare {
            text = stripped(text);
        }
        if self.group.is_none() && self.point == "." {
            return Some(Cow::Borrowed(text));
        }
        let mut text = Cow::Borrowed(std::str::from_utf8(text).ok()?);
        if let Some(group) = &self.group {
            text = Cow::Owned(text.replace(group.as_str(), ""));
        }
        if self.point != "." {
            if text.contains('.') {
                return None;
            }
            text = Cow::Owned(text.replace(&self.point, "."));
        }
        Some(Cow::Owned(text.into_owned().into_bytes()))
    }

    /// What the short numbers of [`super::digits`] may have for a point: never a digit's place in a longer text.
    pub(super) fn short_point(&self) -> u8 {
        match self.point.as_bytes() {
            [point] => *point,
            _ => super::digits::NO_POINT,
        }
    }

    /// A number of the standard's notation as this field would write it.
    pub(super) fn write(&self, plain: &str) -> String {
        plain.replace('.', &self.point)
    }
}

/// The text from its first digit, or the minus sign before it, to its last digit.
fn stripped(text: &[u8]) -> &[u8] {
    let start = text
        .iter()
        .position(|&byte| byte == b'-' || byte.is_ascii_digit());
    let end = text.iter().rposition(u8::is_ascii_digit);
    match (start, end) {
        (Some(start), Some(end)) if start <= end => &text[start..=end],
        _ => &[],
    }
}

/// What somebody meant by a text that is not a number in the notation of its field.
#[derive(Debug, PartialEq)]
pub(super) struct Meant {
    pub(super) reason: &'static str,
    /// The number in the standard's notation, where it is beyond doubt.
    pub(super) number: Option<String>,
}

/// Finds out why `cell` is not read as a number whose decimals follow `point`.
pub(super) fn meant(cell: &[u8], point: &str) -> Meant {
    let text = String::from_utf8_lossy(cell);
    let text = cause::trimmed(&text);
    let of = |reason, number| Meant { reason, number };
    if cause::is_spreadsheet_error(text.as_bytes()) {
        return of("spreadsheet-error", None);
    }
    if let Some((reason, number)) = other_notation(text, point) {
        return of(reason, Some(number));
    }
    if looks_like_a_date(text) {
        return of("date-like", None);
    }
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let core = text.trim_matches(|c: char| !c.is_ascii_digit() && !"+-.,".contains(c));
    // The point of an abbreviation before it (`env. 12`), or of a sentence after it.
    let core = match core.split_once(is_blank) {
        Some((before, after)) if !has_digit(before) => after,
        _ => core,
    };
    let core = core.trim_end_matches(['.', ',']);
    if core.len() < text.len()
        && has_digit(core)
        && is_unit(text, core)
        && let Some(number) = standard(core, point).or_else(|| Some(other_notation(core, point)?.1))
    {
        return of("unit", Some(number));
    }
    of("not-a-number", None)
}

/// Whether what stands round the number `core` of `text` reads like a unit or a word or two. A formula, a tag or a whole
/// sentence that holds some digit is no number, and must not be replaced by one.
fn is_unit(text: &str, core: &str) -> bool {
    const LONGEST: usize = 24;
    let unit = |c: char| c.is_alphabetic() || is_blank(c) || ".,%‰€$£°²³/'’\"()~≈".contains(c);
    text.chars().count() <= core.len() + LONGEST && text.replacen(core, "", 1).chars().all(unit)
}

/// A number with other separators than the field has, and how the standard writes it.
fn other_notation(text: &str, point: &str) -> Option<(&'static str, String)> {
    let is_gap = |c: char| is_blank(c) || matches!(c, '\'' | '’' | '_');
    let closed: String = text.chars().filter(|&c| !is_gap(c)).collect();
    let gaps = closed.len() < text.len();
    let (comma, last_point) = (closed.rfind(','), closed.rfind('.'));
    let (commas, points) = (closed.matches(',').count(), closed.matches('.').count());
    // What stands between thousands, and what before the decimals.
    let (group, decimal) = match (commas, points) {
        (0, 0) => (None, None),
        (0, 1) => (None, Some('.')),
        (1, 0) => (None, Some(',')),
        (2.., 0) => (Some(','), None),
        (0, 2..) => (Some('.'), None),
        (_, 1) if comma < last_point => (Some(','), Some('.')),
        (1, _) if comma > last_point => (Some('.'), Some(',')),
        _ => return None,
    };
    if gaps && (group.is_some() || !well_grouped(text, is_gap)) {
        return None;
    }
    if group.is_some_and(|group| !well_grouped(text, |c| c == group)) {
        return None;
    }
    let reason = match decimal {
        Some(',') if point != "," && group.is_none() => "decimal-comma",
        Some('.') if point != "." && group.is_none() => "decimal-point",
        _ if gaps || group.is_some() => "thousands-separator",
        _ => return None,
    };
    let number = match group {
        Some(group) => closed.replace(group, ""),
        None => closed,
    };
    let number = number.replace(',', ".");
    is_number(&number).then_some((reason, number))
}

/// Whether `is_gap` stands only where a thousands separator may: before groups of three digits.
fn well_grouped(text: &str, is_gap: impl Fn(char) -> bool + Copy) -> bool {
    let whole = text.trim_start_matches(['-', '+']);
    let mut groups = whole.split(is_gap);
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((last, middle)) = rest.split_last() else {
        return false;
    };
    let last = digits(last.as_bytes());
    (1..=3).contains(&first.len())
        && all_digits(first)
        && middle
            .iter()
            .all(|group| group.len() == 3 && all_digits(group))
        && last.0.len() == 3
}

/// A number with the field's own point, as the standard writes it.
fn standard(text: &str, point: &str) -> Option<String> {
    let number = match point {
        "," if !text.contains('.') => text.replace(',', "."),
        "," => return None,
        _ => text.to_owned(),
    };
    is_number(&number).then_some(number)
}

fn is_number(text: &str) -> bool {
    Decimal::parse(text.as_bytes()).is_some()
}

/// Only what no number can be: a whole date, or `janv-21`, `1-2-2021`.
fn looks_like_a_date(text: &str) -> bool {
    freeform::moment(text).is_some_and(|moment| moment.date.is_some())
        || freeform::month_and_year(text).is_some()
}

pub(super) const DECIMAL_COMMA: Reason = Reason {
    id: "decimal-comma",
    message: Text {
        en: "“{value}” has a decimal comma; here it is written {suggestion}.",
        fr: "« {value} » a une virgule décimale ; ici on écrit {suggestion}.",
    },
    help: Text {
        en: "Replace the comma by a point in the whole column. In LibreOffice or Excel: select the column, give its \
             cells an English (USA) number format, and export to CSV again.",
        fr: "Remplacez la virgule par un point dans toute la colonne. Dans LibreOffice ou Excel : sélectionnez la \
             colonne, donnez à ses cellules un format de nombre en anglais (États-Unis), puis exportez de nouveau \
             en CSV.",
    },
};

pub(super) const THOUSANDS_SEPARATOR: Reason = Reason {
    id: "thousands-separator",
    message: Text {
        en: "“{value}” has a separator between thousands; here it is written {suggestion}.",
        fr: "« {value} » a un séparateur de milliers ; ici on écrit {suggestion}.",
    },
    help: Text {
        en: "Write the digits without spaces or other signs between them. In a spreadsheet: Format cells, Number, \
             untick the thousands separator, and export to CSV again.",
        fr: "Écrivez les chiffres sans espace ni autre signe entre eux. Dans un tableur : Format de cellule, Nombre, \
             décochez le séparateur de milliers, puis exportez de nouveau en CSV.",
    },
};

pub(super) const UNIT: Reason = Reason {
    id: "unit",
    message: Text {
        en: "“{value}” is a number with other text; here it is written {suggestion}.",
        fr: "« {value} » est un nombre accompagné d'un autre texte ; ici on écrit {suggestion}.",
    },
    help: Text {
        en: "Keep the number alone in the cell, in the unit of the column: 2 h in a column of minutes is 120. Say the \
             unit (m, €, %) in the label of the column or in the description of the field; put remarks in a column of \
             their own.",
        fr: "Ne laissez que le nombre dans la cellule, dans l'unité de la colonne : 2 h dans une colonne de minutes, \
             c'est 120. Indiquez l'unité (m, €, %) dans le libellé de la colonne ou dans la description du champ ; \
             mettez les remarques dans une colonne à part.",
    },
};

pub(super) const DATE_LIKE: Reason = Reason {
    id: "date-like",
    message: Text {
        en: "“{value}” looks like a date; the field “{field}” holds numbers.",
        fr: "« {value} » ressemble à une date ; le champ « {field} » contient des nombres.",
    },
    help: Text {
        en: "Check that the columns are in the right place. A spreadsheet also turns what looks like a date into one \
             (1/2 or 3-5): type the value again in a column whose format is Text.",
        fr: "Vérifiez que les colonnes sont à la bonne place. Un tableur transforme aussi en date ce qui y ressemble \
             (1/2 ou 3-5) : ressaisissez la valeur dans une colonne au format Texte.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found_behind_what_was_written() {
        for (cell, point, reason, number) in [
            ("48,85", ".", "decimal-comma", Some("48.85")),
            ("1 234,5", ".", "decimal-comma", Some("1234.5")),
            ("1\u{202f}234", ".", "thousands-separator", Some("1234")),
            (
                "1\u{a0}234\u{a0}567.5",
                ".",
                "thousands-separator",
                Some("1234567.5"),
            ),
            ("1,234.50", ".", "thousands-separator", Some("1234.50")),
            ("1.234,50", ".", "thousands-separator", Some("1234.50")),
            ("1.234.567", ".", "thousands-separator", Some("1234567")),
            ("12'345", ".", "thousands-separator", Some("12345")),
            ("48.85", ",", "decimal-point", Some("48.85")),
            ("1 234,5", ",", "thousands-separator", Some("1234.5")),
            ("12 m", ".", "unit", Some("12")),
            ("3,50 €", ".", "unit", Some("3.50")),
            ("env. 12.5%", ".", "unit", Some("12.5")),
            (".5 m", ".", "unit", Some(".5")),
            ("415 m²", ".", "unit", Some("415")),
            ("12 logements (sociaux)", ".", "unit", Some("12")),
            ("<b>1</b>", ".", "not-a-number", None),
            ("=A1", ".", "not-a-number", None),
            ("@SUM(A1)", ".", "not-a-number", None),
            (
                "voir la délibération du conseil, page 3",
                ".",
                "not-a-number",
                None,
            ),
            ("#REF!", ".", "spreadsheet-error", None),
            ("12/03/2021", ".", "date-like", None),
            ("janv-21", ".", "date-like", None),
            ("beaucoup", ".", "not-a-number", None),
            ("1 2 3", ".", "not-a-number", None),
            ("10-20", ".", "not-a-number", None),
            ("", ".", "not-a-number", None),
            (",", ".", "not-a-number", None),
        ] {
            let meant = meant(cell.as_bytes(), point);
            assert_eq!(
                (meant.reason, meant.number.as_deref()),
                (reason, number),
                "{cell}"
            );
        }
    }

    #[test]
    fn text_round_a_number_is_dropped_only_where_the_field_says_so() {
        let notation = |bare| Notation {
            point: ".".to_owned(),
            group: Some(" ".to_owned()),
            bare,
        };
        assert_eq!(
            notation(false)
                .plain("€ -12 000.5 net".as_bytes())
                .as_deref(),
            Some(&b"-12000.5"[..])
        );
        assert_eq!(notation(true).plain(b"$5").as_deref(), Some(&b"$5"[..]));
        assert_eq!(notation(false).plain(b"abc").as_deref(), Some(&b""[..]));
        assert_eq!(notation(false).plain(b"5-").as_deref(), Some(&b"5"[..]));
    }
}
