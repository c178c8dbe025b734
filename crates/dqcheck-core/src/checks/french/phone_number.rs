//! Phone numbers: French ones, those of the overseas territories, short ones, and numbers of other countries (E.164).

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "phone-number",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid phone number",
        fr: "Numéro de téléphone invalide",
    },
    why: Text {
        en: "Who needs the number, perhaps in an emergency, reaches nobody.",
        fr: "Qui a besoin du numéro, peut-être en urgence, ne joint personne.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        words::LOST_ZERO,
        Reason {
            id: "lost-plus",
            message: Text {
                en: "“{value}” has lost the + at its front: {suggestion} is expected.",
                fr: "« {value} » a perdu son signe + initial : on attend {suggestion}.",
            },
            help: Text {
                en: "A spreadsheet drops the sign. Format the column as text and write {suggestion}.",
                fr: "Un tableur supprime ce signe. Mettez la colonne au format « Texte » et écrivez {suggestion}.",
            },
        },
        Reason {
            id: "kept-zero",
            message: Text {
                en: "“{value}” cannot be dialled: behind the country code the zero is left out. {suggestion} is \
                     expected.",
                fr: "« {value} » ne peut pas être composé : après l'indicatif du pays, le zéro disparaît. On attend \
                     {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}.",
                fr: "Écrivez {suggestion}.",
            },
        },
        Reason {
            id: "several",
            message: Text {
                en: "“{value}” holds several numbers; one is expected in a cell.",
                fr: "« {value} » contient plusieurs numéros ; on en attend un seul par cellule.",
            },
            help: Text {
                en: "Keep the number that the public should call, and put the other into a column of its own.",
                fr: "Gardez le numéro destiné au public et mettez l'autre dans une colonne à part.",
            },
        },
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” contains something other than a phone number.",
                fr: "« {value} » contient autre chose qu'un numéro de téléphone.",
            },
            help: Text {
                en: "Keep the digits, and the + at the front; put remarks (desk, hours) into another column.",
                fr: "Gardez les chiffres, et le + initial ; mettez les remarques (poste, horaires) dans une autre \
                     colonne.",
            },
        },
        Reason {
            id: "all-zeros",
            message: Text {
                en: "Zeros are nobody's phone number.",
                fr: "Des zéros ne sont le numéro de téléphone de personne.",
            },
            help: Text {
                en: "Leave the cell empty where there is no number.",
                fr: "Laissez la cellule vide s'il n'y a pas de numéro.",
            },
        },
        Reason {
            id: "abroad",
            message: Text {
                en: "“{value}” does not have the digits of a number with its country code.",
                fr: "« {value} » n'a pas les chiffres d'un numéro précédé de l'indicatif du pays.",
            },
            help: Text {
                en: "Behind +33 come nine digits, such as +33 1 99 00 12 34; behind the code of an overseas territory a \
                     number of that territory, such as +590 590 12 34 56; behind the code of another country as many \
                     digits as that country has.",
                fr: "Après +33 viennent neuf chiffres, par exemple +33 1 99 00 12 34 ; après l'indicatif d'un \
                     territoire d'outre-mer, un numéro de ce territoire, par exemple +590 590 12 34 56 ; après \
                     l'indicatif d'un autre pays, autant de chiffres que ce pays en prévoit.",
            },
        },
        Reason {
            id: "beginning",
            message: Text {
                en: "“{value}” does not begin as a French number of ten digits does: 01 to 09.",
                fr: "« {value} » ne commence pas comme un numéro français à dix chiffres : de 01 à 09.",
            },
            help: Text {
                en: "Correct the first digits; a number of another country begins with + and its code.",
                fr: "Corrigez les premiers chiffres ; un numéro d'un autre pays commence par + et son indicatif.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "“{value}” is no phone number: number of digits {length}, where a French number has 10.",
                fr: "« {value} » n'est pas un numéro de téléphone : nombre de chiffres {length}, alors qu'un numéro \
                     français en compte 10.",
            },
            help: Text {
                en: "Complete or correct the number. Numbers of four digits begin with 10 or 3; a number of another \
                     country begins with + and its code.",
                fr: "Complétez ou corrigez le numéro. Un numéro à quatre chiffres commence par 10 ou par 3 ; un numéro \
                     d'un autre pays commence par + et son indicatif.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,01 99 00 12 34\nb,+33 1 99 00 12 34\nc,3975\nd,+262 262 12 34 56\ne,+352 27 12 34 56\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,\"1,99E+08\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,199001234.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,199001234\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,33199001234\n",
            fails: Some("lost-plus"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,+33 01 99 00 12 34\n",
            fails: Some("kept-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,01 99 00 12 34 / 01 99 00 12 35\n",
            fails: Some("several"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,01 99 00 12 34 (poste 12)\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,00 00 00 00 00\n",
            fails: Some("all-zeros"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,+33 1 99 00 12\n",
            fails: Some("abroad"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,19 90 01 23 45\n",
            fails: Some("beginning"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,tel\na,01 99 00 12\n",
            fails: Some("length"),
        },
    ],
    aliases: &["phone-number-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "lieu"}, {"name": "tel", "customCheck": "phone-number"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const LOST_ZERO: usize = 2;
const LOST_PLUS: usize = 3;
const KEPT_ZERO: usize = 4;
const SEVERAL: usize = 5;
const LETTERS: usize = 6;
const ALL_ZEROS: usize = 7;
const ABROAD: usize = 8;
const BEGINNING: usize = 9;
const LENGTH: usize = 10;

/// How numbers behind a country code begin, and how many digits they have.
type Plan = &'static [(&'static [&'static str], usize)];

/// The country codes of French numbers. Overseas departments have lines in 02 or 05, mobiles in 06 and 07, and the special
/// numbers in 08 and 09 of all France; the Pacific has plans of its own.
const FRENCH: &[(&str, Plan)] = &[
    ("33", &[(&["1", "2", "3", "4", "5", "6", "7", "8", "9"], 9)]),
    ("262", &[(&["262", "263", "269", "6", "7", "8", "9"], 9)]),
    ("590", &[(&["590", "6", "7", "8", "9"], 9)]),
    ("594", &[(&["594", "6", "7", "8", "9"], 9)]),
    ("596", &[(&["596", "6", "7", "8", "9"], 9)]),
    ("508", &[(&["4", "5"], 6), (&["7", "8"], 9)]),
    ("681", &[(&["4", "7", "8", "9"], 6), (&["8"], 9)]),
    ("687", &[(&["05", "2", "3", "4", "5", "7", "8", "9"], 6)]),
    ("689", &[(&["44"], 6), (&["4", "8"], 8), (&["8"], 9)]),
];

const JUDGED: Judged = Judged { is_good, judge };

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

/// `0199001234` or `+33199001234`; what is written otherwise is for [`judge`].
fn is_good(text: &[u8]) -> bool {
    match text {
        [b'0', b'1'..=b'9', rest @ ..] | [b'+', b'3', b'3', b'1'..=b'9', rest @ ..] => {
            rest.len() == 8 && rest.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn judge(text: &str) -> Verdict {
    let number = compact(text);
    if is_number(&number) {
        return None;
    }
    if written::is_scientific(text.as_bytes()) {
        return because(SCIENTIFIC_NOTATION);
    }
    if let Some(whole) = written::without_decimals(text.as_bytes()) {
        let zero = format!("0{whole}");
        if let Some(number) = [whole, zero].into_iter().find(|number| is_number(number)) {
            return rather(DECIMALS, number);
        }
    }
    if holds_several(text) {
        return because(SEVERAL);
    }
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return because(LETTERS);
    }
    if digits.bytes().all(|digit| digit == b'0') {
        return because(ALL_ZEROS);
    }
    if let Some(abroad) = abroad(&number) {
        return match without_zero(abroad) {
            Some(number) => rather(KEPT_ZERO, number),
            None => because(ABROAD),
        };
    }
    let zero = format!("0{number}");
    if is_good(zero.as_bytes()) {
        return rather(LOST_ZERO, zero);
    }
    // What is too long for a number of ten digits and has a French country code.
    if number.len() > 10 && french(&number).is_some_and(|(national, plan)| fits(national, plan)) {
        return rather(LOST_PLUS, format!("+{number}"));
    }
    match number.len() {
        10 => because(BEGINNING),
        length => Some((LENGTH, Args::new().with("length", length))),
    }
}

/// The number without what people put between its digits, and without the zero of `+33 (0)1`, which nobody dials.
fn compact(text: &str) -> String {
    let text = text.trim();
    let text = match text.starts_with('+') || text.starts_with("00") {
        true => text.replacen("(0)", "", 1),
        false => text.to_owned(),
    };
    let between = |c: &char| {
        c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}')
    };
    text.chars().filter(|c| !between(c)).collect()
}

fn is_number(number: &str) -> bool {
    if !number
        .strip_prefix('+')
        .unwrap_or(number)
        .bytes()
        .all(|c| c.is_ascii_digit())
    {
        return false;
    }
    match abroad(number) {
        Some(abroad) => is_international(abroad),
        None => is_good(number.as_bytes()) || is_short(number),
    }
}

/// What follows the sign of a call to another country. Ten digits that begin with 00 are a French number gone wrong:
/// no country has so short ones.
fn abroad(number: &str) -> Option<&str> {
    let dialled = number.strip_prefix("00").filter(|_| number.len() != 10);
    number.strip_prefix('+').or(dialled)
}

fn is_international(number: &str) -> bool {
    match french(number) {
        Some((national, plan)) => fits(national, plan),
        // A number of E.164 has fifteen digits at most; those of the smallest countries have seven.
        None => (7..=15).contains(&number.len()) && !number.starts_with('0'),
    }
}

/// The digits behind a French country code, and the plan that they belong to.
fn french(number: &str) -> Option<(&str, Plan)> {
    FRENCH
        .iter()
        .find_map(|(code, plan)| Some((number.strip_prefix(code)?, *plan)))
}

fn fits(national: &str, plan: Plan) -> bool {
    plan.iter().any(|(beginnings, length)| {
        let begins = |beginning: &&str| national.starts_with(beginning);
        national.len() == *length && beginnings.iter().any(begins)
    })
}

/// A number with a French country code, without the zero that should not stand behind it.
fn without_zero(number: &str) -> Option<String> {
    let (national, plan) = french(number)?;
    let code = number.strip_suffix(national)?;
    let national = national.strip_prefix('0')?;
    fits(national, plan).then(|| format!("+{code}{national}"))
}

/// The short numbers of the numbering plan: emergencies, services and directories.
fn is_short(number: &str) -> bool {
    const EMERGENCIES: [&str; 11] = [
        "15", "17", "18", "110", "112", "114", "115", "119", "191", "196", "197",
    ];
    EMERGENCIES.contains(&number)
        || matches!(
            number.as_bytes(),
            [b'3', _, _, _] | [b'1', b'0', _, _] | [b'1', b'1', b'6' | b'8', _, _, _]
        )
}

fn holds_several(text: &str) -> bool {
    let parts = text.split(['/', ';', ',', '|', '\n']);
    let parts = parts
        .flat_map(|part| part.split(" ou "))
        .flat_map(|part| part.split(" et "));
    let numbers = parts.take(10).filter(|part| is_number(&compact(part)));
    numbers.count() > 1
}

#[cfg(test)]
mod tests {
    use super::super::judged::{failures, suggestion};
    use super::*;

    #[test]
    fn french_foreign_overseas_and_short_numbers_pass() {
        let texts = [
            "0199001234",
            "01 99 00 12 34",
            "01.99.00.12.34",
            "01-99-00-12-34",
            "01/99/00/12/34",
            "+33199001234",
            "+33 (0)1 99 00 12 34",
            "0033 1 99 00 12 34",
            "+262 262 12 34 56",
            "+590 590 12 34 56",
            "+594 594 12 34 56",
            "+596 596 12 34 56",
            "+508 41 12 34",
            "+681 72 12 34",
            "+687 24 12 34",
            "+689 40 12 34 56",
            "+262 692 12 34 56",
            "+262 639 12 34 56",
            "+590 690 12 34 56",
            "+594 976 12 34 56",
            "+508 708 40 12 34",
            "+687 05 00 12",
            "0262 12 34 56",
            "0690 12 34 56",
            "+352 27 12 34 56",
            "+1 202 555 0123",
            "15",
            "112",
            "3975",
            "1013",
            "116 117",
            "118 218",
            "",
        ];
        assert_eq!(failures(&CHECK, &JUDGED, &texts), []);
    }

    #[test]
    fn each_way_to_spoil_a_number_has_its_reason() {
        let texts = [
            "1,99E+08",
            "199001234,0",
            "199001234",
            "33199001234",
            "262262123456",
            "+33 01 99 00 12 34",
            "0033 01 99 00 12 34",
            "01 99 00 12 34 ou 01 99 00 12 35",
            "mairie",
            "00 00 00 00 00",
            "+33 1 99 00 12",
            "+12",
            "19 90 01 23 45",
            "01 99 00 12",
            "0012345678",
            "-",
            "+",
            "16",
            "+262 1 99 00 12 34",
            "+590 262 12 34 56",
            "+687 67 12 34",
            "75012",
        ];
        assert_eq!(
            failures(&CHECK, &JUDGED, &texts),
            [
                (0, "scientific-notation"),
                (1, "decimals"),
                (2, "lost-zero"),
                (3, "lost-plus"),
                (4, "lost-plus"),
                (5, "kept-zero"),
                (6, "kept-zero"),
                (7, "several"),
                (8, "letters"),
                (9, "all-zeros"),
                (10, "abroad"),
                (11, "abroad"),
                (12, "beginning"),
                (13, "length"),
                (14, "beginning"),
                (15, "letters"),
                (16, "letters"),
                (17, "length"),
                (18, "abroad"),
                (19, "abroad"),
                (20, "abroad"),
                (21, "length")
            ]
        );
        for (text, expected) in [
            ("199001234,0", "0199001234"),
            ("1 99 00 12 34", "0199001234"),
            ("33199001234", "+33199001234"),
            ("+33 01 99 00 12 34", "+33199001234"),
            ("00262 0262 12 34 56", "+262262123456"),
        ] {
            assert_eq!(
                suggestion(&JUDGED, text).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }
}
