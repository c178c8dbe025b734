//! What is known of cantons and countries from elsewhere, against the lists.

use std::collections::BTreeSet;

use dqcheck_reference::{
    cantons, cantons_named, countries, country, country_named, departments, fold, regions,
};

#[test]
fn cantons_are_found_by_name_with_their_department() {
    let boulogne: Vec<_> = cantons_named("BOULOGNE BILLANCOURT 1").collect();
    let [canton] = boulogne[..] else {
        panic!("one canton is called so: {boulogne:?}");
    };
    assert_eq!(
        (canton.code, canton.name, canton.department().name),
        ("9204", "Boulogne-Billancourt-1", "Hauts-de-Seine")
    );
    assert!(cantons_named("Le Havre-6").count() > 0);
    assert!(cantons_named("L’Isle d'Abeau").count() > 0);
    let saint_denis: BTreeSet<_> = cantons_named("saint denis")
        .map(|canton| canton.department().code)
        .collect();
    assert_eq!(saint_denis, BTreeSet::from(["93", "974"]));
    assert_eq!(cantons_named("").count(), 0);
    assert_eq!(cantons_named("Boulogne").count(), 0);
}

#[test]
fn every_department_but_a_few_has_cantons() {
    let with: BTreeSet<_> = cantons().map(|canton| canton.department().code).collect();
    let without: Vec<_> = departments()
        .map(|department| department.code)
        .filter(|code| !with.contains(code) && !code.starts_with("98"))
        .collect();
    // Guyane and Martinique have an assembly of another kind.
    assert_eq!(without, ["972", "973", "975", "977", "978"]);
    let codes: BTreeSet<_> = cantons().map(|canton| canton.code).collect();
    assert_eq!(codes.len(), cantons().count());
    assert!(
        cantons().all(|canton| canton.code.starts_with(canton.department().code)
            || canton.department().code.starts_with("97"))
    );
}

#[test]
fn countries_are_found_by_their_codes_and_names() {
    for (iso2, iso3, name) in [
        ("FR", "FRA", "France"),
        ("CG", "COG", "Congo"),
        ("CD", "COD", "République démocratique du Congo"),
        ("CI", "CIV", "Côte d'Ivoire"),
        ("GB", "GBR", "Royaume-Uni"),
        ("NE", "NER", "Niger"),
        ("GI", "GIB", "Gibraltar"),
        ("RE", "REU", "Réunion"),
        ("CH", "CHE", "Suisse"),
    ] {
        let found = country(iso2).expect("a country");
        assert_eq!((found.iso3, found.name), (Some(iso3), name));
        assert_eq!(country(iso3), Some(found));
        assert_eq!(country_named(&name.to_uppercase()), Some(found));
    }
    for other in ["", "fr", "ZZ", "ZZZ", "France", "É"] {
        assert_eq!(country(other), None, "{other}");
    }
    assert_eq!(country_named("Les États-Unis"), None);
    assert_eq!(
        country_named("etats unis d amerique").and_then(|country| country.iso2),
        Some("US")
    );
    assert_eq!(
        country_named("Gibraltar").and_then(|country| country.under),
        Some("Territoires britanniques en Méditerranée")
    );
}

#[test]
fn no_two_countries_share_a_code_or_a_name() {
    let mut taken = BTreeSet::new();
    for country in countries() {
        let names = country.other_names().chain([country.name]).map(fold);
        let codes = [country.iso2, country.iso3].into_iter().flatten();
        for text in names.chain(codes.map(str::to_owned)) {
            assert!(taken.insert(text.clone()), "{text} is said twice");
        }
        if let Some(under) = country.under {
            let above = country_named(under).expect("it is in the list");
            assert_eq!((above.name, above.under), (under, None));
        }
    }
    let listed = countries().filter(|country| country.under.is_none());
    assert_eq!(listed.count(), 228);
    // ISO 3166 assigns 249 codes; Kosovo has one that it only reserves.
    assert_eq!(
        countries().filter(|country| country.iso2.is_some()).count(),
        250
    );
    assert_eq!(
        countries().filter(|country| country.iso3.is_some()).count(),
        249
    );
}

#[test]
fn departments_and_regions_are_all_there() {
    assert_eq!(departments().filter(|one| one.code.len() == 2).count(), 96);
    assert_eq!(regions().filter(|one| one.code.len() == 2).count(), 18);
}
