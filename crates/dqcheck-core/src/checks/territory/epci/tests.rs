use dqcheck_reference::{LATEST, VINTAGES, communes};
use proptest::prelude::*;

use super::*;

fn reason(text: &str, code: Option<&str>) -> Option<&'static str> {
    let (reason, _) = Groups(LATEST).judge(text, [code, None])?;
    Some(CHECK.reasons[reason].id)
}

fn told(text: &str, code: Option<&str>) -> (String, String) {
    let (reason, _) = Groups(LATEST).judge(text, [code, None]).expect("a fault");
    let args = Groups(LATEST)
        .details(text, [code, None])
        .with("value", text);
    let args = args.and(&vintage::words(LATEST));
    let words = &CHECK.reasons[reason];
    (
        words.message.fill(&args, Lang::En),
        words.help.fill(&args, Lang::En),
    )
}

#[test]
fn every_epci_of_every_year_passes_by_number_and_name_for_its_communes() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        for epci in epcis(vintage) {
            let digits = epci.siren.as_bytes().try_into().expect("nine digits");
            assert!(is_siren(digits), "{}", epci.siren);
            assert!(
                Groups(vintage).judge(epci.name, [None, None]).is_none(),
                "{}",
                epci.name
            );
        }
        for commune in communes(vintage) {
            for siren in [commune.epci, commune.ept].into_iter().flatten() {
                assert!(
                    Groups(vintage)
                        .judge(siren, [Some(commune.code), None])
                        .is_none()
                );
            }
        }
    }
}

#[test]
fn each_way_to_spoil_an_epci_has_its_reason() {
    for (text, due) in [
        ("200057974", None),
        ("CC du pays de Fayence", None),
        ("Communauté de Communes du Pays de Fayence", None),
        ("COMMUNAUTE D'AGGLOMERATION DU GRAND DOLE", None),
        ("2,00E+08", Some("scientific-notation")),
        ("200057974,00", Some("decimals")),
        ("200.057.974", Some("written-otherwise")),
        ("200 057 974 00011", Some("siret")),
        ("219200128", Some("other-organisation")),
        ("200057947", Some("key")),
        ("92012", Some("length")),
        ("2000579740", Some("length")),
        ("-", Some("unknown-name")),
        ("Grand Paris", Some("unknown-name")),
    ] {
        assert_eq!(reason(text, None), due, "{text}");
    }
}

#[test]
fn a_commune_that_is_no_member_comes_with_the_groups_to_which_it_belongs() {
    let (message, _) = told("Grand Paris Seine Ouest", Some("92050"));
    assert_eq!(
        message,
        "Nanterre is no member of Grand Paris Seine Ouest: it belongs to Paris Ouest La Défense (200057982), \
         Métropole du Grand Paris (200054781)."
    );
    assert_eq!(reason("200057974", Some("98818")), Some("no-epci"));
    assert_eq!(reason("200057974", Some("99999")), None);
    // An arrondissement has the EPCI of its city.
    assert_eq!(reason("200054781", Some("75115")), None);
}

#[test]
fn a_name_that_is_in_no_list_comes_with_one_that_is() {
    let (_, help) = told("GPSO", Some("92012"));
    assert!(
        help.starts_with("Boulogne-Billancourt belongs to Grand Paris Seine Ouest (200057974)"),
        "{help}"
    );
    let (_, help) = told("Grand Paris Seine West", None);
    assert_eq!(
        help,
        "Grand Paris Seine Ouest was probably meant: write this name."
    );
    let (_, help) = told("GPSO", None);
    assert!(help.starts_with("Write the SIREN"), "{help}");
}

#[test]
fn two_groups_of_one_name_are_told_apart_by_the_commune() {
    let name = "CC des Quatre Rivières";
    let groups = Groups(LATEST).named(name);
    assert_eq!(groups.len(), 2);
    for group in groups {
        let commune = group.communes(LATEST).next().expect("a member");
        assert_eq!(reason(name, Some(commune.code)), None);
    }
    assert_eq!(reason(name, Some("92012")), Some("other-epci"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,210}", digits in "[0-9 ]{0,16}", code in ".{0,6}") {
        for text in [text, digits] {
            for code in [Some(code.as_str()), Some("92012"), None] {
                Groups(LATEST).judge(&text, [code, None]);
                Groups(LATEST).details(&text, [code, None]);
            }
        }
    }
}
