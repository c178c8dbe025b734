use dqcheck_reference::{LATEST, VINTAGES, communes, former};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::checks::testing::{Stub, failures, on_column, request};
use crate::message::{Arg, Lang};

fn of(vintage: u16) -> Box<dyn ColumnCheck> {
    let params = json!({"column": "insee", "cog": vintage});
    let (request, schema) = request(&[("insee", "string")], params);
    on_column(bind(&request, &schema).expect("a good request"))
}

/// The reason for which a code is refused, and what it should be.
fn refused(text: &str, vintage: u16) -> Option<(&'static str, String)> {
    let check = CodeCommuneInsee { vintage };
    let (reason, args) = check.judge(text.as_bytes())?;
    let suggestion = match args.get("suggestion") {
        Some(Arg::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Some((CHECK.reasons[reason].id, suggestion))
}

#[test]
fn each_way_to_spoil_a_code_has_its_reason() {
    for (text, reason, suggestion) in [
        ("9,2012E+04", "scientific-notation", ""),
        ("92012,00", "decimals", "92012"),
        ("1053", "lost-zero", "01053"),
        ("1053.0", "lost-zero", "01053"),
        (" 92012", "written-otherwise", "92012"),
        ("2a004", "written-otherwise", "2A004"),
        ("92\u{a0}012", "written-otherwise", "92012"),
        ("16226", "merged", "16393"),
        ("01340", "former", "01015"),
        ("1340", "former", "01015"),
        ("75012", "former", "92012"),
        ("20004", "corsica", "2A004"),
        ("20000", "postal-code", ""),
        ("92100", "postal-code", ""),
        ("Sèvres", "name", ""),
        ("96001", "department", ""),
        ("20999", "department", ""),
        ("92999", "unknown", ""),
        ("9é012", "shape", ""),
        ("9999", "shape", ""),
        ("920123", "shape", ""),
        ("-", "shape", ""),
        ("ABCDE", "shape", ""),
    ] {
        let due = Some((reason, suggestion.to_owned()));
        assert_eq!(refused(text, LATEST), due, "{text}");
    }
    assert_eq!(refused("85165", 2023), Some(("later", String::new())));
    assert_eq!(refused("85165", LATEST), None);
}

#[test]
fn every_code_of_every_year_passes_in_its_year() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        let codes: Vec<&str> = communes(vintage).map(|commune| commune.code).collect();
        assert!(codes.len() > 34_000);
        assert_eq!(failures(&CHECK, &*of(vintage), Stub::Text, &codes), []);
    }
}

#[test]
fn every_code_that_is_gone_fails_and_its_successor_is_named() {
    let mut told = 0;
    let departments = (0..100).map(|number| format!("{number:02}"));
    for department in departments.chain(["2A".to_owned(), "2B".to_owned()]) {
        for number in 0..1000 {
            let code = format!("{department}{number:03}");
            let Some(former) = former(&code) else {
                continue;
            };
            let successor = former.successor();
            let (reason, suggestion) = refused(&code, LATEST).expect(&code);
            // A postal code of Corsica is what people write today.
            if reason == "postal-code" && code.starts_with("20") {
                continue;
            }
            told += 1;
            assert!(["merged", "former", "corsica"].contains(&reason), "{code}");
            assert_eq!(suggestion, successor.code, "{code}");
        }
    }
    assert!(told > 4_000, "{told}");
}

#[test]
fn a_merged_commune_is_named_with_the_years_in_which_it_was_one() {
    let check = of(LATEST);
    let args = check.constants().and(&check.details(MERGED, b"16226"));
    let args = args.with("value", "16226");
    assert_eq!(
        CHECK.reasons[MERGED].message.fill(&args, Lang::En),
        "16226 was the code of Montignac-Charente until 2024: in the list of 2026, this commune has become La Boixe, \
         code 16393."
    );
    let args = check.details(POSTAL_CODE, b"92100").with("value", "92100");
    assert_eq!(
        CHECK.reasons[POSTAL_CODE].message.fill(&args, Lang::Fr),
        "92100 est le code postal de Boulogne-Billancourt (92012). On attend le code INSEE, indiqué entre parenthèses."
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,12}", digits in "[0-9ABab .,]{0,8}", vintage in 2023..=2026_u16) {
        let check = of(vintage);
        for text in [text.as_bytes(), digits.as_bytes(), &[0xff, b'2']] {
            let failed = failures(&CHECK, &*check, Stub::Text, &[text]);
            prop_assert_eq!(failed.is_empty(), text.is_empty() || codes(vintage).contain(text));
            check.details(0, text);
        }
    }
}
