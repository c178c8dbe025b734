//! Names of communes: which commune a person means, however the name is spelt or in place of a code, and how messages
//! name communes.

use dqcheck_reference::{
    Commune, Former, LATEST, VINTAGES, commune, communes_beginning, communes_named, fold, former,
    former_named, successor, with_postal_code,
};

use crate::message::{Arg, misspelt};

/// Longest text that can be a name, in bytes; the longest there is has half of that.
const LONGEST: usize = 100;

/// Most names that a misspelt one is compared with.
const COMPARED: usize = 1_000;

/// The communes of a year that a text means: those of that name, else of one that is shortened or completed.
pub(super) fn meant(text: &str, vintage: u16) -> Vec<&'static Commune> {
    spellings(text)
        .map(|name| communes_named(&name, vintage).collect::<Vec<_>>())
        .find(|communes| !communes.is_empty())
        .unwrap_or_default()
}

/// Whether a text is a spelling of the name.
pub(super) fn means(text: &str, name: &str) -> bool {
    text == name || {
        let name = fold(name);
        spellings(text).any(|spelling| fold(&spelling) == name)
    }
}

/// The communes of a year that had another name in a year before, or took in one that had it.
pub(super) fn once_named(text: &str, vintage: u16) -> Vec<&'static Commune> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let renamed = (VINTAGES.first..vintage)
        .flat_map(|year| communes_named(text, year))
        .filter_map(|known| commune(known.code, vintage))
        .filter(|commune| !means(text, commune.name));
    let merged = former_named(text).filter_map(|former| successor(former.code));
    let mut found: Vec<&Commune> = renamed.chain(merged).collect();
    found.sort_unstable_by_key(|commune| commune.code);
    found.dedup_by_key(|commune| commune.code);
    found
}

/// The first year behind this one in which a commune has the name.
pub(super) fn later_named(text: &str, vintage: u16) -> Option<u16> {
    let mut years = (vintage..=VINTAGES.last).skip(1);
    years.find(|year| text.len() <= LONGEST && communes_named(text, *year).next().is_some())
}

/// The commune of a year whose name a text probably is, with a typing error behind its first letters.
pub(super) fn nearest(text: &str, vintage: u16) -> Option<&'static Commune> {
    let folded = fold(text);
    let beginnings = folded.char_indices().skip(1).map(|(at, _)| &folded[..at]);
    // The shortest beginning that leaves few enough to compare.
    let mut few = beginnings
        .map(|beginning| {
            let communes = communes_beginning(beginning, vintage);
            communes.take(COMPARED + 1).collect::<Vec<_>>()
        })
        .filter(|communes| communes.len() <= COMPARED);
    let communes = few.next().filter(|_| text.len() <= LONGEST)?;
    let name = misspelt(text, communes.iter().map(|commune| commune.name))?;
    communes.into_iter().find(|commune| commune.name == name)
}

/// The commune of today that somebody means who wrote a former code, a code without its zero or in small letters, a name
/// or a postal code where its code is wanted; `None` where it may be one of several.
pub(super) fn meant_by_code(text: &str) -> Option<&'static Commune> {
    if text.len() > LONGEST {
        return None;
    }
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let code: String = letters.flat_map(char::to_uppercase).collect();
    // Those of long ago, whose names are forgotten, look like the postal codes of today: 75016.
    let remembered = former(&code).filter(|former| former.name.is_some());
    remembered
        .map(Former::successor)
        .or_else(|| commune(&code, LATEST))
        .or_else(|| commune(&format!("0{code}"), LATEST))
        .or_else(|| the_only(meant(text, LATEST)))
        .or_else(|| the_only(with_postal_code(&code, LATEST).collect()))
        .or_else(|| successor(&code))
}

/// The one of these, or the one of which all are arrondissements if they are not it themselves.
fn the_only(communes: Vec<&'static Commune>) -> Option<&'static Commune> {
    if let [only] = communes[..] {
        return Some(only);
    }
    let first = whole(communes.first()?);
    let are_one = communes.iter().all(|other| whole(other) == first);
    are_one.then_some(first)
}

/// The commune that an arrondissement is part of.
pub(super) fn whole(part: &'static Commune) -> &'static Commune {
    let whole = part.parent.and_then(|code| commune(code, LATEST));
    whole.unwrap_or(part)
}

/// `Boulogne-Billancourt (92012)`
pub(super) fn with_code(commune: &Commune) -> String {
    format!("{} ({})", commune.name, commune.code)
}

/// Communes with their codes, for a message.
pub(super) fn listed<'a>(communes: impl IntoIterator<Item = &'a Commune>) -> Arg {
    Arg::List(communes.into_iter().map(with_code).collect())
}

/// The text as a name, and what else it may be written for: `Fontenay s/ Bois`, `Havre (Le)`, `Mans`, `Sèvres Cedex`.
fn spellings(text: &str) -> impl Iterator<Item = String> {
    let text = if text.len() > LONGEST { "" } else { text };
    let plain = text.to_lowercase();
    let plain = without_cedex(plain.trim());
    let (plain, article) = without_article(plain);
    let whole = if plain.contains("s/") {
        let in_place = |word: &str| plain.replacen("s/", word, 1);
        vec![in_place("sur "), in_place("sous ")]
    } else {
        vec![plain.to_owned()]
    };
    // An arrondissement is often written by its number alone: `Paris 15e`.
    let whole = whole.into_iter().flat_map(move |name| match article {
        Some(article) => vec![format!("{article} {name}")],
        None => {
            let completed = ["le ", "la ", "les ", "l'"].map(|article| format!("{article}{name}"));
            let arrondissement = format!("{name} arrondissement");
            let mut names = vec![name];
            names.extend(completed);
            names.push(arrondissement);
            names
        }
    });
    std::iter::once(text.to_owned()).chain(whole)
}

/// `sèvres cedex 2` without what companies have behind the name.
fn without_cedex(name: &str) -> &str {
    let digits = |c: char| c.is_ascii_digit() || c.is_whitespace();
    match name.trim_end_matches(digits).strip_suffix("cedex") {
        Some(name) => name.trim_end(),
        None => name,
    }
}

/// `havre (le)` and `havre, le`: the name, and the article that stands behind it.
fn without_article(name: &str) -> (&str, Option<&'static str>) {
    let behind = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once('('))
        .or_else(|| name.rsplit_once(','));
    let Some((head, tail)) = behind else {
        return (name, None);
    };
    let article = match tail.trim() {
        "le" => "le",
        "la" => "la",
        "les" => "les",
        "l'" | "l’" => "l'",
        _ => return (name, None),
    };
    (head.trim_end(), Some(article))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(communes: &[&Commune]) -> Vec<&'static str> {
        communes.iter().map(|commune| commune.code).collect()
    }

    #[test]
    fn a_commune_is_meant_however_it_is_spelt() {
        for (text, code) in [
            ("Boulogne-Billancourt", "92012"),
            (" BOULOGNE  BILLANCOURT ", "92012"),
            ("boulogne–billancourt", "92012"),
            ("Sevres Cedex", "92072"),
            ("ISSY LES MOULINEAUX CEDEX 9", "92040"),
            ("Fontenay s/ Bois", "94033"),
            ("Châtillon-s/-Seine", "21154"),
            ("Havre (Le)", "76351"),
            ("MANS, LE", "72181"),
            ("Haÿ-les-Roses (L')", "94038"),
            ("Havre", "76351"),
            ("Hay les Roses", "94038"),
            ("Ste-Mère-Eglise", "50523"),
            ("Paris 15e", "75115"),
            ("LYON 1er", "69381"),
        ] {
            assert_eq!(codes(&meant(text, LATEST)), [code], "{text}");
        }
        for text in ["", "Cedex", "Boulogne Bilancourt", "(Le)", "92100"] {
            assert_eq!(codes(&meant(text, LATEST)), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_full_name_goes_before_one_that_lacks_its_article() {
        assert!(!codes(&meant("Bourg", LATEST)).contains(&"46034"));
        assert_eq!(codes(&meant("Le Bourg", LATEST)), ["46034"]);
    }

    #[test]
    fn names_that_are_gone_lead_to_the_commune_of_today() {
        assert_eq!(codes(&once_named("saint bois", LATEST)), ["01015"]);
        assert!(codes(&once_named("Vars", LATEST)).contains(&"16393"));
        assert_eq!(codes(&once_named("Sèvres", LATEST)), [""; 0]);
    }

    #[test]
    fn a_typing_error_finds_the_name_that_was_meant() {
        let nearest = |text| nearest(text, LATEST).map(|commune| commune.name);
        assert_eq!(nearest("Boulogne Bilancourt"), Some("Boulogne-Billancourt"));
        assert_eq!(
            nearest("Saint-Germain-en-Lay"),
            Some("Saint-Germain-en-Laye")
        );
        assert_eq!(nearest("Issy-les-Moulinaux"), Some("Issy-les-Moulineaux"));
        for text in ["", "B", "Zzz", "Mairie annexe"] {
            assert_eq!(nearest(text), None, "{text}");
        }
    }

    #[test]
    fn what_stands_in_place_of_a_code_means_one_commune_or_none() {
        for (text, code) in [
            ("92100", Some("92012")),
            ("boulogne billancourt", Some("92012")),
            ("1004", Some("01004")),
            ("2a004", Some("2A004")),
            ("16226", Some("16393")),
            ("75 056", Some("75056")),
            ("75116", Some("75116")),
            ("75016", Some("75056")),
            // A postal code and a name that several communes have.
            ("35850", None),
            ("Saint-Denis", None),
            ("99999", None),
            ("", None),
            (&"é".repeat(10_000), None),
        ] {
            let found = meant_by_code(text).map(|commune| commune.code);
            assert_eq!(found, code, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,120}") {
            meant_by_code(&text);
            meant(&text, LATEST);
            means(&text, "Paris");
            once_named(&text, LATEST);
            nearest(&text, LATEST);
        }
    }
}
