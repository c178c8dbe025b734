//! What is known of France from elsewhere, against the table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dqcheck_reference::{
    Commune, EpciKind, LATEST, SIGNATURE, Update, VINTAGES, city_of, codes, commune, communes,
    communes_beginning, communes_named, department, epci, epcis, epcis_named, former, former_named,
    history, successor, with_postal_code,
};

fn latest(code: &str) -> &'static Commune {
    commune(code, LATEST).unwrap_or_else(|| panic!("{code} is a commune"))
}

fn codes_of(communes: impl Iterator<Item = &'static Commune>) -> Vec<&'static str> {
    communes.map(|commune| commune.code).collect()
}

#[test]
fn boulogne_billancourt_is_itself() {
    let boulogne = latest("92012");
    assert_eq!(boulogne.name, "Boulogne-Billancourt");
    assert_eq!(boulogne.postal_codes().collect::<Vec<_>>(), ["92100"]);
    assert_eq!(
        (boulogne.epci, boulogne.ept),
        (Some("200054781"), Some("200057974"))
    );
    assert_eq!(boulogne.department().name, "Hauts-de-Seine");
    assert_eq!(boulogne.region().name, "Île-de-France");
    assert_eq!(boulogne.vintages, VINTAGES);
    assert_eq!(history("92012").len(), 1);
}

#[test]
fn an_ept_and_an_epci_have_their_communes() {
    let gpso = epci("200057974", LATEST).expect("an EPT");
    assert_eq!(
        (gpso.name, gpso.kind),
        (
            "Grand Paris Seine Ouest",
            EpciKind::EtablissementPublicTerritorial
        )
    );
    let communes = codes_of(gpso.communes(LATEST));
    assert_eq!(
        communes,
        [
            "92012", "92022", "92040", "92047", "92048", "92072", "92075", "92077"
        ]
    );

    let paris = epci("200054781", LATEST).expect("an EPCI");
    assert_eq!(
        (paris.name, paris.kind),
        ("Métropole du Grand Paris", EpciKind::Metropole)
    );
    assert_eq!(paris.communes(LATEST).count(), 130);
    assert_eq!(epci("217500016", LATEST), None, "the SIREN of a commune");
}

#[test]
fn corsica_and_overseas_are_in_it() {
    let ajaccio = latest("2A004");
    assert_eq!(
        (ajaccio.name, ajaccio.department().name),
        ("Ajaccio", "Corse-du-Sud")
    );
    assert!(ajaccio.postal_codes().all(|code| code.starts_with("20")));
    assert_eq!(latest("2B033").name, "Bastia");
    assert_eq!(
        successor("20004").map(|commune| commune.code),
        Some("2A004")
    );
    assert_eq!(commune("20004", VINTAGES.first), None);

    let basse_terre = latest("97105");
    assert_eq!(
        (basse_terre.name, basse_terre.department().code),
        ("Basse-Terre", "971")
    );
    assert_eq!(latest("97411").region().name, "La Réunion");
    assert_eq!(latest("97611").name, "Mamoudzou");
    assert_eq!(latest("98818").department().name, "Nouvelle-Calédonie");
    assert_eq!(
        department("2A").map(|department| department.name),
        Some("Corse-du-Sud")
    );
    assert_eq!(department("20"), None);
}

#[test]
fn the_three_cities_have_arrondissements() {
    for (city, first, count) in [
        ("75056", "75101", 20),
        ("69123", "69381", 9),
        ("13055", "13201", 16),
    ] {
        let parts: Vec<_> = communes(LATEST)
            .filter(|commune| commune.parent == Some(city))
            .collect();
        assert_eq!((parts[0].code, parts.len()), (first, count));
        assert_eq!(latest(city).parent, None);
        assert!(parts.iter().all(|part| part.epci == latest(city).epci));
    }
    assert_eq!(latest("69381").name, "Lyon 1er Arrondissement");
}

#[test]
fn a_merged_commune_has_a_successor_from_then_on() {
    assert_eq!(
        commune("16226", 2024).map(|commune| commune.code),
        Some("16226")
    );
    assert_eq!(commune("16226", 2025), None);
    assert_eq!(
        successor("16226").map(|commune| (commune.code, commune.name)),
        Some(("16393", "La Boixe"))
    );
    let names: Vec<_> = history("16393")
        .iter()
        .map(|commune| (commune.name, commune.vintages.last))
        .collect();
    assert_eq!(names, [("Vars", 2024), ("La Boixe", 2026)]);

    let saint_bois = former("01340").expect("merged in 2016");
    assert_eq!(
        (saint_bois.name, saint_bois.successor().name),
        (Some("Saint-Bois"), "Arboys en Bugey")
    );
    assert_eq!(
        successor("75012").map(|commune| commune.code),
        Some("92012"),
        "of the department of the Seine"
    );
    assert_eq!(former("92012"), None);
}

#[test]
fn a_commune_that_came_back_is_one_from_then_on() {
    assert_eq!(commune("85165", 2023), None);
    assert_eq!(latest("85165").name, "L'Oie");
    assert_eq!(former("85165"), None);
}

#[test]
fn names_are_found_however_they_are_spelt() {
    assert_eq!(
        codes_of(communes_named("BOULOGNE BILLANCOURT", LATEST)),
        ["92012"]
    );
    assert_eq!(codes_of(communes_named("st etienne", LATEST)), ["42218"]);
    assert_eq!(
        codes_of(communes_named("L’Hay-les-roses", LATEST)),
        ["94038"]
    );
    assert_eq!(
        codes_of(communes_named("Saint-Denis", LATEST)),
        ["11339", "30247", "93066", "97411"]
    );
    assert_eq!(
        codes_of(communes_named("Vars", 2024)),
        ["05177", "16393", "70523"]
    );
    assert_eq!(codes_of(communes_named("Vars", 2025)), ["05177", "70523"]);
    assert_eq!(codes_of(communes_named("", LATEST)), [""; 0]);
}

#[test]
fn postal_codes_lead_to_communes() {
    assert_eq!(codes_of(with_postal_code("92100", LATEST)), ["92012"]);
    assert_eq!(
        codes_of(with_postal_code("69001", LATEST)),
        ["69123", "69381"]
    );
    assert!(
        codes_of(with_postal_code("01300", LATEST)).contains(&"01034"),
        "Belley"
    );
    assert_eq!(
        codes_of(with_postal_code("92109", LATEST)),
        [""; 0],
        "a CEDEX"
    );
}

#[test]
fn the_codes_of_a_year_are_those_of_its_communes() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        let departments = (0..100).map(|number| format!("{number:02}"));
        let departments = departments.chain(["2A".to_owned(), "2B".to_owned()]);
        for department in departments {
            for number in 0..1000 {
                let code = format!("{department}{number:03}");
                assert_eq!(
                    codes(vintage).contain(code.as_bytes()),
                    commune(&code, vintage).is_some(),
                    "{code} in {vintage}"
                );
            }
        }
    }
    for vintage in [0, VINTAGES.first - 1, VINTAGES.last + 1, u16::MAX] {
        assert!(!codes(vintage).contain(b"92012"), "{vintage}");
    }
    assert!(!codes(LATEST).contain(b"9201") && !codes(LATEST).contain("9é12".as_bytes()));
}

#[test]
fn names_are_found_by_their_beginning() {
    assert_eq!(codes_of(communes_beginning("boulogneb", LATEST)), ["92012"]);
    assert_eq!(
        communes_beginning("", LATEST).count(),
        communes(LATEST).count()
    );
    assert_eq!(communes_beginning("zzz", LATEST).count(), 0);
}

#[test]
fn names_of_old_and_of_groups_are_found_however_they_are_spelt() {
    let of: Vec<_> = former_named("ST BOIS").map(|former| former.code).collect();
    assert_eq!(of, ["01340"]);
    let of: Vec<_> = epcis_named("grand paris seine-ouest", LATEST)
        .map(|epci| epci.siren)
        .collect();
    assert_eq!(of, ["200057974"]);
    assert_eq!(epcis_named("", LATEST).count(), 0);
}

#[test]
fn there_are_as_many_communes_as_insee_counts() {
    let real = |commune: &&Commune| {
        commune.parent.is_none() && !matches!(&commune.code[..3], "975" | "977" | "978")
    };
    let real = |vintage| {
        communes(vintage)
            .filter(real)
            .filter(|commune| &commune.code[..2] != "98")
            .count()
    };
    // Of the departments, on 1 January: https://www.insee.fr/fr/information/2560452
    let counts: Vec<_> = (VINTAGES.first..=VINTAGES.last).map(real).collect();
    assert_eq!(counts, [34_945, 34_935, 34_875, 34_875]);
}

#[test]
fn everything_that_is_named_exists() {
    for vintage in VINTAGES.first..=VINTAGES.last {
        let mut with_members = BTreeSet::new();
        for commune in communes(vintage) {
            assert_eq!(
                history(commune.code)
                    .iter()
                    .filter(|one| one.vintages.contain(vintage))
                    .count(),
                1
            );
            assert!(!commune.name.is_empty() && !commune.region().name.is_empty());
            for siren in [commune.epci, commune.ept].into_iter().flatten() {
                assert!(epci(siren, vintage).is_some(), "{siren} in {vintage}");
                with_members.insert(siren);
            }
            if let Some(parent) = commune.parent {
                assert!(self::commune(parent, vintage).is_some());
            }
            if vintage < LATEST && self::commune(commune.code, LATEST).is_none() {
                assert_eq!(
                    successor(commune.code).map(|commune| commune.vintages.last),
                    Some(LATEST)
                );
            }
        }
        assert!(epcis(vintage).all(|epci| with_members.contains(epci.siren)));
    }
    for number in 0..100_000 {
        if let Some(former) = former(&format!("{number:05}")) {
            assert_eq!(former.successor().vintages.last, LATEST);
            assert_eq!(commune(former.code, LATEST), None);
        }
    }
}

#[test]
fn codes_that_are_none_are_no_communes() {
    for code in [
        "",
        "9201",
        "920122",
        "00000",
        "99999",
        "2C004",
        "2a004",
        "é2012",
        "92 12",
        "+1001",
        "\u{1F600}1",
    ] {
        assert_eq!(commune(code, LATEST), None, "{code}");
        assert_eq!(former(code), None, "{code}");
    }
    for vintage in [0, 2022, 2027, u16::MAX] {
        assert_eq!(commune("92012", vintage), None);
        assert_eq!(epci("200057974", vintage), None);
    }
}

#[test]
fn the_communes_of_the_program_could_be_an_update() {
    let mut text = format!("{SIGNATURE}2026-01-01\there\n");
    for commune in communes(LATEST) {
        let postal_codes: Vec<&str> = commune.postal_codes().collect();
        let parent = commune.parent.unwrap_or_default();
        let (code, name, postal_codes) = (commune.code, commune.name, postal_codes.join(" "));
        let _ = writeln!(text, "C\t{code}\t{name}\t{postal_codes}\t\t\t{parent}");
    }
    let lines = text.lines().count();
    let _ = writeln!(text, "end\t{lines}");
    assert_eq!(Update::read(&text).err(), None);
    for number in 0..1000 {
        let text = format!("{SIGNATURE}2026-01-01\there\nC\t{number:03}01\tX\t\t\t\t\nend\t2\n");
        if Update::read(&text).is_ok() {
            let code = format!("{number:03}");
            let two = department(&code[..2]);
            assert!(two.or(department(&code)).is_some(), "{code}");
        }
    }
}

#[test]
fn the_code_of_an_arrondissement_tells_its_city() {
    for vintage in VINTAGES.first..=LATEST {
        for commune in communes(vintage) {
            assert_eq!(city_of(commune.code), commune.parent, "{}", commune.code);
        }
    }
}
