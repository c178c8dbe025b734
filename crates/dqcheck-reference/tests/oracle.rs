//! The look-ups against what other programs and the sources say, which `tests/oracle/run` writes into the folder
//! `DQCHECK_ORACLE`: lines of fields, between which stand tabs.
#![expect(clippy::print_stdout, reason = "it says what was compared")]

use std::path::Path;

use dqcheck_reference::{VINTAGES, commune, commune_at, communes, contains, distance_to};

/// `communes.tsv`: year, code, name, postal codes in their order.
#[test]
#[ignore = "needs the lists that tests/oracle/run makes"]
fn communes_are_those_of_the_lists() {
    let mut listed = 0;
    for [year, code, name, postal_codes] in lines("communes.tsv") {
        let year = year.parse().expect("a year");
        let found = commune(&code, year).unwrap_or_else(|| panic!("{code} is not known in {year}"));
        assert_eq!(found.name, name, "{code} in {year}");
        let found: Vec<_> = found.postal_codes().collect();
        assert_eq!(found.join(" "), postal_codes, "{code} in {year}");
        listed += 1;
    }
    let known = (VINTAGES.first..=VINTAGES.last).map(|year| communes(year).count());
    assert_eq!(known.sum::<usize>(), listed, "there are no others");
    println!(
        "  {listed} codes with their names and postal codes are the same, and no others are known"
    );
}

/// `places.tsv`: longitude, latitude, the commune there (or `-`), a code, whether the point is in it (or `-` where no
/// contour is known), how many metres from it (or `-` where that was not asked), and how many metres more or less may be
/// found.
#[test]
#[ignore = "needs the places that tests/oracle/run makes"]
fn places_lie_where_another_program_finds_them() {
    let (mut places, mut somewhere, mut inside, mut measured) = (0, 0, 0, 0);
    let mut worst: f64 = 0.0;
    for [lon, lat, there, asked, within, metres, tolerance] in lines("places.tsv") {
        let (lon, lat) = (number(&lon), number(&lat));
        let found = commune_at(lon, lat).map_or("-", |commune| commune.code);
        assert_eq!(found, there, "{lon} {lat}");
        let found = contains(&asked, lon, lat).map_or("-", |inside| if inside { "1" } else { "0" });
        assert_eq!(found, within, "{asked} {lon} {lat}");
        if metres != "-" {
            let found = distance_to(&asked, lon, lat).expect("has a contour");
            let off = (found - number(&metres)).abs();
            assert!(
                off <= number(&tolerance),
                "{asked} {lon} {lat}: {found} m, not {metres}"
            );
            worst = worst.max(off);
            measured += 1;
        }
        places += 1;
        somewhere += usize::from(there != "-");
        inside += usize::from(within == "1");
    }
    println!("  {places} points are in the same commune, {somewhere} of them in one");
    println!("  {places} are in or outside of the commune asked for, {inside} of them in it");
    println!("  {measured} are as far from it, within {worst:.2} m");
}

fn lines<const N: usize>(name: &str) -> impl Iterator<Item = [String; N]> {
    let folder = std::env::var_os("DQCHECK_ORACLE").expect("DQCHECK_ORACLE names a folder");
    let text = std::fs::read_to_string(Path::new(&folder).join(name)).expect("is written");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    assert!(!lines.is_empty(), "{name} holds nothing");
    lines.into_iter().map(|line| {
        let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        fields.try_into().expect("as many fields")
    })
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}
