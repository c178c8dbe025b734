//! The lists of cantons and of countries; `build/lists.py` says how a line is written.
//!
//! They are of one year, that of 2024: no source that may be passed on has them year by year.

use std::sync::LazyLock;

use crate::{Department, decompressed, department, fold};

/// All cantons, and what stands for one in a town that is more than one, in the order of their codes.
pub fn cantons() -> impl Iterator<Item = &'static Canton> {
    LISTS.cantons.iter()
}

/// The cantons that have a name, however it is spelt (see [`fold`]).
pub fn cantons_named(name: &str) -> impl Iterator<Item = &'static Canton> + use<> {
    let cantons = &LISTS.cantons;
    named(&LISTS.canton_names, name).map(|number| &cantons[number])
}

/// All countries, in the order of their names, and then the territories that have a code but no place of their own in
/// the list of the Code officiel géographique.
pub fn countries() -> impl Iterator<Item = &'static Country> {
    LISTS.countries.iter()
}

/// The country or the territory that has a code of ISO 3166: two capitals, or three.
pub fn country(code: &str) -> Option<&'static Country> {
    let mut countries = countries();
    match code.len() {
        2 => countries.find(|country| country.iso2 == Some(code)),
        3 => countries.find(|country| country.iso3 == Some(code)),
        _ => None,
    }
}

/// The country or the territory that is called so, by its official name or another one, however it is spelt.
pub fn country_named(name: &str) -> Option<&'static Country> {
    named(&LISTS.country_names, name)
        .next()
        .map(|number| &LISTS.countries[number])
}

/// A canton, or a town that is several of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Canton {
    /// The department and two digits, `9211`.
    pub code: &'static str,
    /// With its article: `Le Havre-1`.
    pub name: &'static str,
    department: &'static str,
}

impl Canton {
    pub fn department(&self) -> &'static Department {
        department(self.department).expect("a test asks every canton")
    }
}

/// A country, or a territory of one.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// Of ISO 3166, two capitals. A group of territories has none.
    pub iso2: Option<&'static str>,
    /// Three capitals.
    pub iso3: Option<&'static str>,
    /// In French, as the Code officiel géographique has it; that of a territory is from elsewhere.
    pub name: &'static str,
    /// For a territory, the name under which the Code officiel géographique has it.
    pub under: Option<&'static str>,
    other_names: &'static str,
}

impl Country {
    /// What else it is called, in French.
    pub fn other_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.other_names.split('|').filter(|name| !name.is_empty())
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let text = decompressed(PACKED, READABLE);
    // It is kept as long as the program runs, in a static.
    Lists::read(String::from_utf8(text).expect(READABLE).leak())
});

pub(crate) const PACKED: &[u8] = include_bytes!("../data/lists.zst");

const READABLE: &str = "the lists are part of the program, and tests read them";

/// Folded names in their order, each with the number of what has it.
type Names = Vec<(String, usize)>;

fn named(names: &'static Names, name: &str) -> impl Iterator<Item = usize> + use<> {
    let name = fold(name);
    let first = names.partition_point(|(other, _)| *other < name);
    let same = names[first..]
        .iter()
        .take_while(move |(other, _)| *other == name);
    same.map(|(_, number)| *number)
}

struct Lists {
    cantons: Vec<Canton>,
    canton_names: Names,
    countries: Vec<Country>,
    country_names: Names,
}

impl Lists {
    fn read(text: &'static str) -> Self {
        let (mut cantons, mut countries) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut fields = line.split('\t');
            let tag = fields.next();
            let mut next = || fields.next().expect(READABLE);
            match tag {
                Some("K") => cantons.push(Canton {
                    code: next(),
                    name: next(),
                    department: next(),
                }),
                Some("P" | "T") => countries.push(Country {
                    iso2: filled(next()),
                    iso3: filled(next()),
                    name: next(),
                    other_names: next(),
                    under: filled(next()),
                }),
                _ => unreachable!("{READABLE}"),
            }
        }
        let canton_names = cantons.iter().map(|canton| fold(canton.name));
        let mut canton_names: Names = canton_names.zip(0..).collect();
        canton_names.sort_unstable();
        let mut country_names = Names::new();
        for (number, country) in countries.iter().enumerate() {
            let names = country.other_names().chain([country.name]);
            country_names.extend(names.map(|name| (fold(name), number)));
        }
        country_names.sort_unstable();
        Self {
            cantons,
            canton_names,
            countries,
            country_names,
        }
    }
}

fn filled(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}
