use dqcheck_reference::{LATEST, VINTAGES, communes};
use proptest::prelude::*;

use super::*;

const ANY: Name = Name {
    vintage: LATEST,
    spelling: Spelling::Any,
};

fn reason(name: &Name, text: &str, code: Option<&str>) -> Option<&'static str> {
    let (reason, _) = name.judge(text, [code, None])?;
    Some(CHECK.reasons[reason].id)
}

/// The message and the remedy in English.
fn told(text: &str, code: Option<&str>) -> (String, String) {
    let (reason, _) = ANY.judge(text, [code, None]).expect("a fault");
    let args = ANY.details(text, [code, None]).with("value", text);
    let args = args.and(&vintage::words(LATEST));
    let words = &CHECK.reasons[reason];
    (
        words.message.fill(&args, Lang::En),
        words.help.fill(&args, Lang::En),
    )
}

#[test]
fn every_name_of_every_year_passes_in_its_year_beside_its_code() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        let name = Name {
            vintage,
            spelling: Spelling::Official,
        };
        for commune in communes(vintage) {
            let code = Some(commune.code);
            assert_eq!(reason(&name, commune.name, code), None, "{}", commune.name);
        }
    }
}

#[test]
fn a_spelling_is_told_only_where_the_official_one_is_asked_for() {
    let official = Name {
        vintage: LATEST,
        spelling: Spelling::Official,
    };
    for (text, code) in [
        ("BOULOGNE BILLANCOURT", Some("92012")),
        ("boulogne-billancourt", None),
        ("St-Denis", Some("93066")),
        ("Ste Mère Eglise", None),
        ("Fontenay s/ Bois", Some("94033")),
        ("Havre (Le)", Some("76351")),
        ("Havre", None),
        ("Paris 15e", Some("75115")),
        ("PARIS", Some("75115")),
        ("Paris 15e arrondissement", Some("75056")),
    ] {
        assert_eq!(reason(&ANY, text, code), None, "{text}");
        assert_eq!(reason(&official, text, code), Some("spelling"), "{text}");
    }
    let args = official.details("st-denis", [Some("93066"), None]);
    assert_eq!(
        args.get("suggestion"),
        Some(&Arg::Text("Saint-Denis".to_owned()))
    );
}

#[test]
fn a_name_may_be_asked_for_in_capitals_with_its_accents() {
    let capitals = Name {
        vintage: LATEST,
        spelling: Spelling::Capitals,
    };
    for (text, expected) in [
        ("BOULOGNE-BILLANCOURT", None),
        ("SÈVRES", None),
        ("L'HAŸ-LES-ROSES", None),
        ("Boulogne-Billancourt", Some("spelling")),
        ("BOULOGNE BILLANCOURT", Some("spelling")),
        ("BOULOGNE-BILLANCOURT ", Some("spelling")),
        ("SEVRES", Some("spelling")),
        ("BOULOGNE-BILANCOURT", Some("unknown")),
    ] {
        assert_eq!(reason(&capitals, text, None), expected, "{text}");
    }
    let args = capitals.details("sevres", [None, None]);
    let suggestion = Arg::Text("SÈVRES".to_owned());
    assert_eq!(args.get("suggestion"), Some(&suggestion));
}

#[test]
fn another_commune_than_that_of_the_code_is_named() {
    let (message, help) = told("ISSY LES MOULINEAUX", Some("92012"));
    assert_eq!(
        message,
        "“ISSY LES MOULINEAUX” is not the commune of this row: its code INSEE, 92012, is that of \
         Boulogne-Billancourt."
    );
    assert!(
        help.ends_with("that of the name is Issy-les-Moulineaux (92040)."),
        "{help}"
    );
    assert_eq!(reason(&ANY, "Saint-Denis", Some("97411")), None);
    assert_eq!(
        reason(&ANY, "Saint-Denis", Some("92012")),
        Some("other-commune")
    );
}

#[test]
fn a_code_that_is_none_leaves_the_name_to_itself() {
    for code in ["", "N/A", "99999", "é"] {
        assert_eq!(reason(&ANY, "Sèvres", Some(code)), None);
        assert_eq!(reason(&ANY, "Sevrres", Some(code)), Some("unknown"));
    }
}

#[test]
fn names_that_are_gone_lead_to_the_commune_of_today() {
    let (message, _) = told("Saint Bois", None);
    assert!(
        message.ends_with("is now Arboys en Bugey (01015)."),
        "{message}"
    );
    assert_eq!(reason(&ANY, "Saint-Bois", Some("01015")), Some("former"));
    // There are other communes of this name, but this code once had it.
    assert_eq!(reason(&ANY, "Vars", Some("16393")), Some("former"));
    assert_eq!(reason(&ANY, "Vars", Some("05177")), None);
    let of_2024 = Name {
        vintage: 2024,
        spelling: Spelling::Any,
    };
    assert_eq!(reason(&of_2024, "Vars", Some("16393")), None);
    assert_eq!(reason(&of_2024, "La Boixe", None), Some("later"));
}

#[test]
fn a_name_that_nobody_has_comes_with_what_was_probably_meant() {
    let (message, help) = told("Boulogne Bilancourt", None);
    assert_eq!(
        message,
        "No commune is named “Boulogne Bilancourt” in the list of 2026."
    );
    assert_eq!(
        help,
        "Boulogne-Billancourt was probably meant: write this name."
    );
    let (_, help) = told("Mairie", Some("92012"));
    assert!(
        help.contains("92012, is that of Boulogne-Billancourt"),
        "{help}"
    );
    let (_, help) = told("Mairie annexe", None);
    assert!(help.starts_with("Compare with the list"), "{help}");
    assert_eq!(reason(&ANY, "92012", None), Some("code"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,120}", code in ".{0,6}") {
        for code in [Some(code.as_str()), Some("92012"), None] {
            ANY.judge(&text, [code, None]);
            ANY.details(&text, [code, None]);
        }
    }
}
