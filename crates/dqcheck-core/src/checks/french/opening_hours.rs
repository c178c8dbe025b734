//! Opening hours in the notation of OpenStreetMap: `Mo-Fr 09:00-12:00,14:00-18:00; PH off`.
//!
//! The notation is read by `opening-hours-syntax`, which forgives what has one meaning only (`9:00`, `mo-fr`).

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::verdict::{Verdict, rather};
use crate::checks::{Bound, words};
use crate::diagnostic::value_text;
use crate::message::{Args, Text, fold};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "opening-hours",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Opening hours that no program understands",
        fr: "Horaires d'ouverture qu'aucun programme ne comprend",
    },
    why: Text {
        en: "Maps and route planners read opening hours in the notation of OpenStreetMap. In any other they cannot say \
             whether a place is open now.",
        fr: "Les cartes et calculateurs d'itinéraires lisent les horaires dans la notation d'OpenStreetMap. Écrits \
             autrement, ils ne permettent pas de savoir si un lieu est ouvert.",
    },
    reasons: &[
        Reason {
            id: "in-french",
            message: Text {
                en: "“{value}” is written in French: {suggestion} is expected.",
                fr: "« {value} » est écrit en français : on attend {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}, if that is what is meant: days as Mo Tu We Th Fr Sa Su, hours as 09:00, off \
                     for closed, PH for public holidays.",
                fr: "Écrivez {suggestion}, si c'est bien ce que vous voulez dire : les jours Mo Tu We Th Fr Sa Su (de \
                     lundi à dimanche), les heures comme 09:00, off pour fermé, PH pour les jours fériés.",
            },
        },
        Reason {
            id: "syntax",
            message: Text {
                en: "“{part}” cannot be read as opening hours.",
                fr: "« {part} » ne peut être lu comme des horaires d'ouverture.",
            },
            help: Text {
                en: "Write it like Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off, or 24/7. The site \
                     projets.pavie.info/yohours makes the text from a calendar.",
                fr: "Écrivez par exemple Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off, ou 24/7. Le site \
                     projets.pavie.info/yohours produit ce texte à partir d'un calendrier.",
            },
        },
    ],
    params: &[words::COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "lieu,horaires\na,\"Mo-Fr 09:00-12:00,14:00-18:00; PH off\"\nb,24/7\nc,Jul-Aug Sa[1] 10:00+\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "lieu,horaires\na,du lundi au vendredi de 9h à 17h30\n",
            fails: Some("in-french"),
        },
        Example {
            schema: SCHEMA,
            data: "lieu,horaires\na,sur rendez-vous\n",
            fails: Some("syntax"),
        },
    ],
    aliases: &["opening-hours-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "lieu"}, {"name": "horaires", "customCheck": "opening-hours"}]}"#;

const IN_FRENCH: usize = 0;
const SYNTAX: usize = 1;

/// The longest text that is read, in bytes. OpenStreetMap allows 255 characters.
const LONGEST: usize = 2_000;

const JUDGED: Judged = Judged {
    is_good: |text| std::str::from_utf8(text).is_ok_and(is_readable),
    judge,
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    JUDGED.bind(request, schema)
}

fn is_readable(text: &str) -> bool {
    text.len() <= LONGEST && opening_hours_syntax::parse(text).is_ok()
}

fn judge(text: &str) -> Verdict {
    if is_readable(text) {
        return None;
    }
    if text.len() <= LONGEST {
        let translation = translate(text);
        if is_readable(&translation) {
            return rather(IN_FRENCH, translation);
        }
    }
    let part = text
        .split(';')
        .map(str::trim)
        .find(|part| !is_readable(part));
    let part = part.filter(|part| !part.is_empty()).unwrap_or(text);
    Some((
        SYNTAX,
        Args::new().with("part", value_text(part.as_bytes())),
    ))
}

/// The notation that a text in French probably means.
fn translate(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    if [
        "24h/24",
        "24h/24 7j/7",
        "7j/7 24h/24",
        "24h/24, 7j/7",
        "7j/7, 24h/24",
    ]
    .contains(&lower.as_str())
    {
        return "24/7".to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = |is_part: fn(char) -> bool| rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            let (hour, behind) = rest.split_at(end(|c| c.is_ascii_digit()));
            rest = behind;
            let Some(minutes) = behind.trim_start().strip_prefix(['h', 'H']) else {
                out.push_str(hour);
                continue;
            };
            let digits = minutes.bytes().take_while(u8::is_ascii_digit).count();
            let (minutes, behind) = minutes.split_at(digits);
            rest = behind;
            out.push_str(&format!("{hour:0>2}:{minutes:0>2}"));
        } else if first.is_alphabetic() {
            let (word, behind) = rest.split_at(end(char::is_alphabetic));
            rest = behind;
            match notation(&fold(word)) {
                Some(sign) => push(&mut out, sign),
                None => out.push_str(word),
            }
        } else {
            rest = &rest[first.len_utf8()..];
            match first {
                '\u{2010}'..='\u{2015}' | '-' => push(&mut out, "-"),
                ',' if out.ends_with(|c: char| c.is_ascii_digit())
                    && rest.trim_start().starts_with(char::is_alphabetic) =>
                {
                    out.push(';');
                }
                ',' => push(&mut out, ","),
                // After a day, a colon is only there for the eye.
                c if c.is_whitespace()
                    || (c == ':' && !out.ends_with(|c: char| c.is_ascii_digit())) =>
                {
                    if !out.is_empty() && !out.ends_with([' ', '-', ',']) {
                        out.push(' ');
                    }
                }
                c => out.push(c),
            }
        }
    }
    out.trim_end().replace(" ;", ";")
}

/// Adds a word or a sign; no blank stands before a hyphen or a comma.
fn push(out: &mut String, sign: &str) {
    if matches!(sign, "-" | ",") {
        out.truncate(out.trim_end().len());
    }
    out.push_str(sign);
}

/// What stands for a French word; nothing, for one that only joins others.
fn notation(word: &str) -> Option<&'static str> {
    Some(match word {
        "lundi" | "lundis" | "lun" | "lu" => "Mo",
        "mardi" | "mardis" | "ma" => "Tu",
        "mercredi" | "mercredis" | "mer" | "me" => "We",
        "jeudi" | "jeudis" | "jeu" | "je" => "Th",
        "vendredi" | "vendredis" | "ven" | "ve" => "Fr",
        "samedi" | "samedis" | "sam" => "Sa",
        "dimanche" | "dimanches" | "dim" | "di" => "Su",
        "feries" | "jf" => "PH",
        "ferme" | "fermee" => "off",
        "au" | "a" => "-",
        "et" => ",",
        "du" | "de" | "le" | "les" | "jours" => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::judged::{failures, suggestion};
    use super::*;
    use crate::message::Arg;

    #[test]
    fn the_notation_of_openstreetmap_passes() {
        let texts = [
            "24/7",
            "Mo-Fr 09:00-12:00,14:00-18:00",
            "Mo-Fr 09:00-12:00; Sa,Su off",
            "PH off",
            "Jan-Mar Mo 10:00-12:00",
            "sunrise-sunset",
            "2024 Dec 25 off \"Noël\"",
            "week 1-53/2 Fr 09:00-12:00",
        ];
        assert_eq!(failures(&CHECK, &JUDGED, &texts), []);
    }

    #[test]
    fn hours_in_french_are_translated() {
        for (text, expected) in [
            ("du lundi au vendredi de 9h à 17h30", "Mo-Fr 09:00-17:30"),
            ("Lu-Ve 9h-12h", "Mo-Fr 09:00-12:00"),
            (
                "lundi : 9h00 – 12h00, mardi : 14h-18h",
                "Mo 09:00-12:00; Tu 14:00-18:00",
            ),
            (
                "lundi et jeudi 9h-12h et 14h-18h",
                "Mo,Th 09:00-12:00,14:00-18:00",
            ),
            ("Dimanche fermé", "Su off"),
            ("7j/7 24h/24", "24/7"),
        ] {
            assert_eq!(
                failures(&CHECK, &JUDGED, &[text]),
                [(0, "in-french")],
                "{text}"
            );
            assert_eq!(
                suggestion(&JUDGED, text).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn the_part_that_cannot_be_read_is_named() {
        for (text, part) in [
            ("Mo 09:00-12:00; sur rendez-vous", "sur rendez-vous"),
            ("Mo-Fr 25:00-26:00", "Mo-Fr 25:00-26:00"),
            (";", ";"),
        ] {
            let (reason, args) = judge(text).expect("a fault");
            assert_eq!(reason, SYNTAX);
            assert_eq!(args.get("part"), Some(&Arg::Text(part.to_owned())));
        }
        let long = "Mo 09:00-12:00;".repeat(1_000);
        assert_eq!(failures(&CHECK, &JUDGED, &[&long]), [(0, "syntax")]);
    }

    proptest! {
        #[test]
        fn no_text_is_a_crash(
            text in "((Mo|Fr|PH|SH|week|off|sunrise|easter|Jan|24:00|48:00|09:00|24/7|lundi|[0-9]{1,5}|\\PC|[-+:;,/\"\\[\\]() ]) ?){0,12}"
        ) {
            judge(&text);
        }
    }

    #[test]
    fn of_a_text_without_end_only_the_beginning_is_kept() {
        let (reason, args) = judge(&"x".repeat(100_000)).expect("a fault");
        assert_eq!(reason, SYNTAX);
        let part = args.get("part");
        assert!(matches!(part, Some(Arg::Text(text)) if text.len() < 2_000));
    }
}
