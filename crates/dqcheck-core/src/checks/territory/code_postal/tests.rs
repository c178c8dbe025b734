use dqcheck_reference::{LATEST, VINTAGES, communes};
use proptest::prelude::*;

use super::*;
use crate::message::Lang;

/// `check/reason` of what is found, each check asked by itself.
fn found(text: &str, code: Option<&str>, name: Option<&str>) -> Vec<String> {
    let others = [code, name];
    let wrong = Wrong(LATEST).judge(text, others);
    let wrong = wrong.map(|(reason, _)| format!("error/{}", CHECK.reasons[reason].id));
    let doubtful = Doubtful(LATEST).judge(text, others);
    let doubtful = doubtful.map(|(reason, _)| format!("warning/{}", UNKNOWN.reasons[reason].id));
    wrong.into_iter().chain(doubtful).collect()
}

#[test]
fn every_postal_code_passes_beside_its_commune_in_each_year() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        for commune in communes(vintage) {
            for code in commune.postal_codes() {
                assert!(judge(code, [Some(commune.code), None], vintage).is_none());
            }
        }
        // By the name alone, one commune of that name is enough.
        for commune in communes(vintage).step_by(50) {
            for code in commune.postal_codes() {
                assert!(judge(code, [None, Some(commune.name)], vintage).is_none());
            }
        }
    }
}

#[test]
fn each_way_to_spoil_a_postal_code_has_its_reason() {
    for (text, due) in [
        ("92100", &[][..]),
        ("98000", &["warning/unlisted"]),
        ("92109", &["warning/unlisted"]),
        ("92012", &["warning/code-insee"]),
        ("9,21E+04", &["error/scientific-notation"]),
        ("92100.0", &["error/decimals"]),
        ("1300", &["error/lost-zero"]),
        ("1300,0", &["error/lost-zero"]),
        ("92 100", &["error/written-otherwise"]),
        (" 92100", &["error/written-otherwise"]),
        ("2A004", &["error/code-insee"]),
        ("00100", &["error/shape"]),
        ("96100", &["error/shape"]),
        ("9999", &["error/shape"]),
        ("92100 Boulogne", &["error/shape"]),
        ("é2100", &["error/shape"]),
    ] {
        assert_eq!(found(text, None, None), due, "{text}");
    }
}

#[test]
fn a_postal_code_of_another_commune_is_told_with_those_that_it_has() {
    assert_eq!(found("92130", Some("92012"), None), ["error/other-commune"]);
    assert_eq!(
        found("92130", None, Some("boulogne billancourt")),
        ["error/other-commune"]
    );
    // The code of the row goes before its name.
    assert_eq!(
        found("92130", Some("92040"), Some("Boulogne-Billancourt")),
        [""; 0]
    );
    assert_eq!(found("92130", Some("99999"), Some("Nulle-Part")), [""; 0]);
    // A name that several communes have: any of their postal codes may stand beside it.
    for postal_code in ["93200", "97400"] {
        assert_eq!(found(postal_code, None, Some("Saint-Denis")), [""; 0]);
    }
    let (reason, args) = Wrong(LATEST)
        .judge("92130", [Some("92012"), None])
        .expect("a fault");
    let args = args.with("value", "92130");
    assert_eq!(
        CHECK.reasons[reason].message.fill(&args, Lang::Fr),
        "92130 n'est pas un code postal de Boulogne-Billancourt, la commune de cette ligne. Attendu : 92100."
    );
}

#[test]
fn a_code_of_companies_is_doubtful_only_where_the_commune_may_have_it() {
    assert_eq!(found("92109", Some("92012"), None), ["warning/unlisted"]);
    // The code INSEE of another commune is a code of companies too.
    assert_eq!(found("35042", Some("35238"), None), ["warning/unlisted"]);
    assert_eq!(found("92012", Some("92012"), None), ["error/code-insee"]);
    assert_eq!(found("33099", Some("92012"), None), ["error/other-commune"]);
    assert_eq!(found("20090", Some("2A004"), None), [""; 0]);
    // The commune of the row tells a lost zero from a lost digit.
    assert_eq!(found("9210", None, None), ["error/lost-zero"]);
    assert_eq!(found("9210", Some("92012"), None), ["error/shape"]);
}

#[test]
fn postal_codes_need_not_begin_with_the_department() {
    for (postal_code, code) in [("97133", "97701"), ("97150", "97801"), ("20200", "2B033")] {
        assert_eq!(found(postal_code, Some(code), None), [""; 0]);
    }
    let others: Vec<_> = communes(LATEST)
        .flat_map(|commune| commune.postal_codes().map(move |postal| (postal, commune)))
        .filter(|(postal, commune)| {
            postal[..2] != commune.code[..2] && !commune.code.starts_with('2')
        })
        .collect();
    assert!(others.len() > 10);
    for (postal, commune) in others {
        assert_eq!(found(postal, Some(commune.code), None), [""; 0]);
    }
}

#[test]
fn an_island_without_a_post_office_has_no_postal_code_to_compare_with() {
    assert_eq!(found("97410", Some("98412"), None), [""; 0]);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,8}", digits in "[0-9 ]{0,6}", other in ".{0,8}") {
        for text in [text, digits] {
            for others in [[None, None], [Some("92012"), None], [Some(other.as_str()); 2]] {
                judge(&text, others, LATEST);
            }
        }
    }
}
