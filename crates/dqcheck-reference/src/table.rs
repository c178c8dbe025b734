//! The table of communes and of what they belong to; `build/communes.py` says how a line is written.

use std::sync::LazyLock;

use crate::slots::Slots;
use crate::{LATEST, VINTAGES, decompressed, fold, updated};

/// The commune that has a code (of INSEE, five characters) in a year; a municipal arrondissement counts as one.
pub fn commune(code: &str, vintage: u16) -> Option<&'static Commune> {
    history(code)
        .iter()
        .find(|commune| commune.vintages.contain(vintage))
}

/// All that is known of a code in the years of [`VINTAGES`]: a record for each run of years in which nothing changed,
/// in their order. Empty for a code that was no commune's in any of them.
pub fn history(code: &str) -> &'static [Commune] {
    let Some(first) = TABLE.slots.get(code) else {
        return &[];
    };
    let rest = &TABLE.communes[first..];
    &rest[..rest
        .iter()
        .take_while(|commune| commune.code == code)
        .count()]
}

/// All communes of a year, municipal arrondissements among them, in the order of their codes.
pub fn communes(vintage: u16) -> impl Iterator<Item = &'static Commune> {
    TABLE
        .communes
        .iter()
        .filter(move |commune| commune.vintages.contain(vintage))
}

/// The communes that have a name in a year, however it is spelt (see [`fold`]).
pub fn communes_named(name: &str, vintage: u16) -> impl Iterator<Item = &'static Commune> + use<> {
    found(&BY_NAME, &fold(name)).filter(move |commune| commune.vintages.contain(vintage))
}

/// The communes of a year whose names, as [`fold`] gives them, begin with a text, in the order of these names.
pub fn communes_beginning(
    folded: &str,
    vintage: u16,
) -> impl Iterator<Item = &'static Commune> + use<'_> {
    let first = BY_NAME.partition_point(|(other, _)| other.as_str() < folded);
    let same = BY_NAME[first..]
        .iter()
        .take_while(move |(other, _)| other.starts_with(folded));
    let communes = same.map(|(_, number)| &TABLE.communes[*number]);
    communes.filter(move |commune| commune.vintages.contain(vintage))
}

/// The former codes whose communes had a name, however it is spelt, and those of the parts of communes that have it.
pub fn former_named(name: &str) -> impl Iterator<Item = &'static Former> + use<> {
    numbers(&BY_FORMER_NAME, &fold(name)).map(|number| &TABLE.former[number])
}

/// The communes that have a postal code in a year. Those of companies (CEDEX) are in no list.
pub fn with_postal_code(
    postal_code: &str,
    vintage: u16,
) -> impl Iterator<Item = &'static Commune> + use<> {
    found(&BY_POSTAL_CODE, postal_code).filter(move |commune| commune.vintages.contain(vintage))
}

/// All codes that are no commune's in [`LATEST`], in their order.
pub fn formers() -> impl Iterator<Item = &'static Former> {
    TABLE.former.iter()
}

/// A code that is no commune's in [`LATEST`]: what became of it.
pub fn former(code: &str) -> Option<&'static Former> {
    let number = TABLE
        .former
        .binary_search_by(|former| former.code.cmp(code))
        .ok()?;
    Some(&TABLE.former[number])
}

/// The commune of [`LATEST`] in which that of a former code is now.
pub fn successor(code: &str) -> Option<&'static Commune> {
    former(code).map(Former::successor)
}

/// The EPCI (group of communes with taxes of its own) or EPT (part of the Métropole du Grand Paris) that has a SIREN in
/// a year.
pub fn epci(siren: &str, vintage: u16) -> Option<&'static Epci> {
    let first = TABLE.epcis.partition_point(|epci| epci.siren < siren);
    let mut same = TABLE.epcis[first..]
        .iter()
        .take_while(|epci| epci.siren == siren);
    same.find(|epci| epci.vintages.contain(vintage))
}

/// The EPCI and EPT that have a name in a year, however it is spelt.
pub fn epcis_named(name: &str, vintage: u16) -> impl Iterator<Item = &'static Epci> + use<> {
    let epcis = numbers(&BY_EPCI_NAME, &fold(name)).map(|number| &TABLE.epcis[number]);
    epcis.filter(move |epci| epci.vintages.contain(vintage))
}

/// All EPCI and EPT of a year, in the order of their SIREN.
pub fn epcis(vintage: u16) -> impl Iterator<Item = &'static Epci> {
    TABLE
        .epcis
        .iter()
        .filter(move |epci| epci.vintages.contain(vintage))
}

/// A department by its code (`01`, `2A`, `974`), or what stands for one overseas (`988`).
pub fn department(code: &str) -> Option<&'static Department> {
    TABLE
        .departments
        .iter()
        .find(|department| department.code == code)
}

/// All departments, and what stands for one overseas.
pub fn departments() -> impl Iterator<Item = &'static Department> {
    TABLE.departments.iter()
}

/// A region by its code (`11`), or what stands for one overseas (`988`).
pub fn region(code: &str) -> Option<&'static Region> {
    TABLE.regions.iter().find(|region| region.code == code)
}

/// All regions, and what stands for one overseas.
pub fn regions() -> impl Iterator<Item = &'static Region> {
    TABLE.regions.iter()
}

/// The years from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vintages {
    pub first: u16,
    pub last: u16,
}

impl Vintages {
    pub fn contain(self, vintage: u16) -> bool {
        (self.first..=self.last).contains(&vintage)
    }
}

/// A commune, or a municipal arrondissement of Paris, Lyon or Marseille, as it was in some years.
#[derive(Debug, PartialEq, Eq)]
pub struct Commune {
    /// The code of INSEE.
    pub code: &'static str,
    pub name: &'static str,
    /// The SIREN of its EPCI; a few islands and the Pacific have none. An arrondissement has that of its commune.
    pub epci: Option<&'static str>,
    /// The SIREN of its EPT, around Paris.
    pub ept: Option<&'static str>,
    /// The code of the commune that an arrondissement is part of.
    pub parent: Option<&'static str>,
    /// The years in which this was so.
    pub vintages: Vintages,
    pub(crate) postal_codes: &'static str,
}

impl Commune {
    /// In their order; none for the five districts of the Terres australes.
    pub fn postal_codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.postal_codes.split_ascii_whitespace()
    }

    pub fn department(&self) -> &'static Department {
        let length = if matches!(&self.code[..2], "97" | "98") {
            3
        } else {
            2
        };
        department(&self.code[..length]).expect("a test asks every commune")
    }

    pub fn region(&self) -> &'static Region {
        self.department().region()
    }
}

/// A code that is no commune's any more, or is that of a part of one.
#[derive(Debug, PartialEq, Eq)]
pub struct Former {
    pub code: &'static str,
    /// The last name, where it is known.
    pub name: Option<&'static str>,
    pub(crate) successor: &'static str,
}

impl Former {
    /// The commune of [`LATEST`].
    pub fn successor(&self) -> &'static Commune {
        commune(self.successor, LATEST).expect("a test asks every former code")
    }
}

/// A group of communes, as it was in some years.
#[derive(Debug, PartialEq, Eq)]
pub struct Epci {
    pub siren: &'static str,
    pub name: &'static str,
    pub kind: EpciKind,
    pub vintages: Vintages,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EpciKind {
    /// CC
    CommunauteDeCommunes,
    /// CA
    CommunauteDAgglomeration,
    /// CU
    CommunauteUrbaine,
    /// METRO; that of Lyon (MET69), which is a collectivity of its own kind, counts as one.
    Metropole,
    /// EPT: a part of the Métropole du Grand Paris, and no EPCI with taxes of its own.
    EtablissementPublicTerritorial,
}

impl EpciKind {
    /// By the name that the official data give it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "CC" => Self::CommunauteDeCommunes,
            "CA" => Self::CommunauteDAgglomeration,
            "CU" => Self::CommunauteUrbaine,
            "METRO" | "MET69" => Self::Metropole,
            "EPT" => Self::EtablissementPublicTerritorial,
            _ => return None,
        })
    }

    /// The usual abbreviation, which [`named`](Self::named) reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommunauteDeCommunes => "CC",
            Self::CommunauteDAgglomeration => "CA",
            Self::CommunauteUrbaine => "CU",
            Self::Metropole => "METRO",
            Self::EtablissementPublicTerritorial => "EPT",
        }
    }
}

impl Epci {
    /// Its communes in a year, in the order of their codes, without arrondissements. Looks at every commune.
    pub fn communes(&self, vintage: u16) -> impl Iterator<Item = &'static Commune> + use<> {
        let siren = self.siren;
        communes(vintage).filter(move |commune| {
            commune.parent.is_none() && [commune.epci, commune.ept].contains(&Some(siren))
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
pub struct Department {
    pub code: &'static str,
    pub name: &'static str,
    region: &'static str,
}

impl Department {
    pub fn region(&self) -> &'static Region {
        region(self.region).expect("a test asks every commune")
    }
}

#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    pub code: &'static str,
    pub name: &'static str,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let text = decompressed(PACKED, READABLE);
    // It is kept as long as the program runs, in a static.
    let mut table = Table::read(String::from_utf8(text).expect(READABLE).leak());
    if let Some(update) = updated() {
        table = update.applied_to(table);
    }
    table.indexed()
});

static BY_NAME: LazyLock<Index<String>> = LazyLock::new(|| {
    index(
        TABLE
            .communes
            .iter()
            .map(|commune| fold(commune.name))
            .enumerate(),
    )
});

static BY_FORMER_NAME: LazyLock<Index<String>> = LazyLock::new(|| {
    let former = TABLE.former.iter().enumerate();
    index(former.filter_map(|(number, former)| Some((number, fold(former.name?)))))
});

static BY_EPCI_NAME: LazyLock<Index<String>> = LazyLock::new(|| {
    let epcis = TABLE.epcis.iter().enumerate();
    index(epcis.map(|(number, epci)| (number, fold(epci.name))))
});

static BY_POSTAL_CODE: LazyLock<Index<&'static str>> = LazyLock::new(|| {
    let communes = TABLE.communes.iter().enumerate();
    index(
        communes
            .flat_map(|(number, commune)| commune.postal_codes().map(move |code| (number, code))),
    )
});

pub(crate) const PACKED: &[u8] = include_bytes!("../data/communes.zst");

const READABLE: &str = "the table is part of the program, and tests read it";

/// Keys in their order, each with the number of a record that has it.
type Index<K> = Box<[(K, usize)]>;

fn index<K: Ord>(keys: impl Iterator<Item = (usize, K)>) -> Index<K> {
    let mut index: Vec<(K, usize)> = keys.map(|(number, key)| (key, number)).collect();
    index.sort_unstable();
    index.into_boxed_slice()
}

fn found<K: AsRef<str>>(
    index: &'static Index<K>,
    key: &str,
) -> impl Iterator<Item = &'static Commune> + use<K> {
    numbers(index, key).map(|number| &TABLE.communes[number])
}

fn numbers<K: AsRef<str>>(
    index: &'static Index<K>,
    key: &str,
) -> impl Iterator<Item = usize> + use<K> {
    let first = index.partition_point(|(other, _)| other.as_ref() < key);
    let same = index[first..]
        .iter()
        .take_while(|(other, _)| other.as_ref() == key)
        .count();
    index[first..first + same].iter().map(|(_, number)| *number)
}

pub(crate) struct Table {
    regions: Vec<Region>,
    departments: Vec<Department>,
    /// By SIREN, then by year.
    pub(crate) epcis: Vec<Epci>,
    /// By code, then by year.
    pub(crate) communes: Vec<Commune>,
    slots: Slots,
    /// By code.
    pub(crate) former: Vec<Former>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let (mut regions, mut departments, mut epcis) = (Vec::new(), Vec::new(), Vec::new());
        let (mut communes, mut former) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut fields = line.split('\t');
            let tag = fields.next();
            let mut next = || fields.next().expect(READABLE);
            match tag {
                Some("C") => communes.push(Commune {
                    code: next(),
                    name: next(),
                    postal_codes: next(),
                    epci: filled(next()),
                    ept: filled(next()),
                    parent: filled(next()),
                    vintages: vintages(next()),
                }),
                Some("F") => former.push(Former {
                    code: next(),
                    successor: next(),
                    name: filled(next()),
                }),
                Some("E") => {
                    epcis.push(Epci {
                        siren: next(),
                        kind: EpciKind::named(next()).expect(READABLE),
                        name: next(),
                        vintages: vintages(next()),
                    });
                }
                Some("D") => departments.push(Department {
                    code: next(),
                    name: next(),
                    region: next(),
                }),
                Some("R") => regions.push(Region {
                    code: next(),
                    name: next(),
                }),
                _ => unreachable!("{READABLE}"),
            }
        }
        Self {
            regions,
            departments,
            epcis,
            communes,
            slots: Slots::default(),
            former,
        }
    }

    fn indexed(mut self) -> Self {
        self.slots = Slots::new(self.communes.iter().map(|commune| commune.code));
        self
    }
}

pub(crate) fn filled(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}

/// Two digits: the last one of the first year, and of the last.
fn vintages(field: &str) -> Vintages {
    let &[first, last] = field.as_bytes() else {
        unreachable!("{READABLE}")
    };
    let year = |digit: u8| VINTAGES.first / 10 * 10 + u16::from(digit - b'0');
    Vintages {
        first: year(first),
        last: year(last),
    }
}
