//! The communes of a later day than those of the program: a text that takes the place of [`LATEST`], made by
//! `dqcheck reference update` from the official service.
//!
//! It comes from outside, so nothing of it is believed: it is read whole or refused whole, with the line and the reason.
//! A line is a record, as in `build/communes.py`, without the years:
//!
//! ```text
//! dqcheck-reference 1 date source                 the first line: the format's number, YYYY-MM-DD, an address
//! E siren kind name                               then the EPCI and EPT, by SIREN,
//! C code name postal-codes epci ept parent        the communes and arrondissements, by code,
//! F code successor name                           what became of codes that are gone, by code,
//! end lines                                       and how many lines stand above
//! ```
//!
//! Departments, regions, contours and earlier years stay those of the program. Where a commune took in others, its
//! contour is its own and theirs.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::slots;
use crate::table::{self, Commune, Epci, EpciKind, Former, Table};
use crate::{LATEST, Vintages};

/// What the first line begins with.
pub const SIGNATURE: &str = "dqcheck-reference\t1\t";

/// What the codes of the arrondissements of a city begin with, and its own.
const CITIES: [(&str, &str); 3] = [("132", "13055"), ("6938", "69123"), ("751", "75056")];

/// Paris, Lyon or Marseille, for the code of one of its arrondissements.
pub fn city_of(code: &str) -> Option<&'static str> {
    let mut cities = CITIES.iter();
    let found = cities.find(|(begin, _)| code.starts_with(begin));
    found.map(|(_, city)| *city)
}

/// Most characters of a name; the longest one has 45, that of an EPCI 100.
const LONGEST_NAME: usize = 250;

/// Puts the communes of `text` in the place of those of [`LATEST`], for as long as the program runs. To be called
/// before anything is asked.
pub fn replace(text: String) -> Result<(), Unreadable> {
    // A program reads one such text, so the text may stay.
    let update = Update::read(text.leak())?;
    IN_USE.set(Some(update)).map_err(|_| Unreadable {
        line: 1,
        reason: Reason::TooLate,
    })
}

/// The text that is in use, if one is.
pub fn updated() -> Option<&'static Update<'static>> {
    IN_USE.get_or_init(|| None).as_ref()
}

static IN_USE: OnceLock<Option<Update<'static>>> = OnceLock::new();

/// A text that was read.
#[derive(Debug)]
pub struct Update<'a> {
    /// When it was made: `YYYY-MM-DD`.
    pub date: &'a str,
    /// The address of the service that it comes from.
    pub source: &'a str,
    epcis: Vec<[&'a str; 3]>,
    communes: Vec<[&'a str; 6]>,
    former: Vec<[&'a str; 3]>,
    /// Each commune, and a code that went into it, in order.
    parts: Vec<(&'a str, &'a str)>,
}

/// Why a text is no update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// From 1.
    pub line: usize,
    pub reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The first line is not that of an update, or that of another version.
    Signature,
    /// A line has not the fields of its kind, or a kind that does not stand here.
    Fields,
    /// A code, a SIREN, a postal code or a kind of EPCI that none can be.
    Code,
    /// A name that is empty, too long, or has characters that cannot be shown.
    Name,
    /// A line that should stand before the one above it, or that is the same.
    Order,
    /// A code of something that is not in the text.
    Reference,
    /// What cannot have gone into a commune: it is in the text itself, or it is an arrondissement, which lies in its
    /// city as it is.
    Gone,
    /// The end is missing, or lines are.
    Cut,
    /// Something was asked before.
    TooLate,
}

impl<'a> Update<'a> {
    pub fn read(text: &'a str) -> Result<Self, Unreadable> {
        let mut lines = text.lines().zip(1..);
        let mut update =
            lines
                .next()
                .and_then(|(line, _)| Self::begun(line))
                .ok_or(Unreadable {
                    line: 1,
                    reason: Reason::Signature,
                })?;
        let mut last = (0, "");
        while let Some((line, number)) = lines.next() {
            let refused = |reason| Unreadable {
                line: number,
                reason,
            };
            if let Some(count) = line.strip_prefix("end\t") {
                if count.parse() != Ok(number - 1) || lines.next().is_some() {
                    return Err(refused(Reason::Cut));
                }
                return update.checked();
            }
            let place = update.add(line).map_err(refused)?;
            if place <= last {
                return Err(refused(Reason::Order));
            }
            last = place;
        }
        Err(Unreadable {
            line: text.lines().count(),
            reason: Reason::Cut,
        })
    }

    fn begun(line: &'a str) -> Option<Self> {
        let (date, source) = line.strip_prefix(SIGNATURE)?.split_once('\t')?;
        let day = date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        (date.len() == 10 && day && is_name(source)).then_some(Self {
            date,
            source,
            epcis: Vec::new(),
            communes: Vec::new(),
            former: Vec::new(),
            parts: Vec::new(),
        })
    }

    /// Adds a line, and says what it is sorted by.
    fn add(&mut self, line: &'a str) -> Result<(u8, &'a str), Reason> {
        match line.split_once('\t') {
            Some(("E", rest)) => {
                let epci @ [siren, kind, name] = fields(rest)?;
                let real = siren.len() == 9 && digits(siren) && EpciKind::named(kind).is_some();
                ensure(real, Reason::Code)?;
                ensure(is_name(name), Reason::Name)?;
                self.epcis.push(epci);
                Ok((1, siren))
            }
            Some(("C", rest)) => {
                let commune: [&str; 6] = fields(rest)?;
                let [code, name, postal_codes, ..] = commune;
                let mut postal_codes = postal_codes.split_ascii_whitespace();
                let real = slots::is_code(code)
                    && postal_codes.all(|postal| postal.len() == 5 && digits(postal));
                ensure(real, Reason::Code)?;
                ensure(is_name(name), Reason::Name)?;
                self.communes.push(commune);
                Ok((2, code))
            }
            Some(("F", rest)) => {
                let former @ [code, _, name] = fields(rest)?;
                ensure(slots::is_code(code), Reason::Code)?;
                ensure(name.is_empty() || is_name(name), Reason::Name)?;
                self.former.push(former);
                Ok((3, code))
            }
            _ => Err(Reason::Fields),
        }
    }

    /// Whether all that the lines refer to is there.
    fn checked(mut self) -> Result<Self, Unreadable> {
        let epcis: HashSet<&str> = self.epcis.iter().map(|[siren, ..]| *siren).collect();
        let communes: HashSet<&str> = self.communes.iter().map(|[code, ..]| *code).collect();
        let first = 2 + self.epcis.len();
        for (number, [code, _, _, epci, ept, parent]) in self.communes.iter().enumerate() {
            let groups = [epci, ept].into_iter().filter(|siren| !siren.is_empty());
            let known = groups.into_iter().all(|siren| epcis.contains(siren))
                && (parent.is_empty() || parent != code && communes.contains(parent));
            ensure(known, Reason::Reference).map_err(|reason| Unreadable {
                line: first + number,
                reason,
            })?;
        }
        let first = first + self.communes.len();
        for (number, [code, successor, _]) in self.former.iter().enumerate() {
            let gone = !communes.contains(code) && city_of(code).is_none();
            ensure(gone, Reason::Gone)
                .and(ensure(communes.contains(successor), Reason::Reference))
                .map_err(|reason| Unreadable {
                    line: first + number,
                    reason,
                })?;
            self.parts.push((successor, code));
        }
        self.parts.sort_unstable();
        Ok(self)
    }
}

impl Update<'static> {
    /// The codes that went into a commune.
    pub(crate) fn parts(&self, code: &str) -> impl Iterator<Item = &'static str> {
        let first = self.parts.partition_point(|(whole, _)| *whole < code);
        let same = self.parts[first..]
            .iter()
            .take_while(move |(whole, _)| *whole == code);
        same.map(|(_, part)| *part)
    }

    /// `base` with these communes in its last year.
    pub(crate) fn applied_to(&self, mut base: Table) -> Table {
        let vintages = Vintages {
            first: LATEST,
            last: LATEST,
        };
        let communes =
            self.communes
                .iter()
                .map(|&[code, name, postal_codes, epci, ept, parent]| Commune {
                    code,
                    name,
                    epci: table::filled(epci),
                    ept: table::filled(ept),
                    parent: table::filled(parent),
                    vintages,
                    postal_codes,
                });
        base.communes = renewed(base.communes, communes);
        let epcis = self.epcis.iter().map(|&[siren, kind, name]| Epci {
            siren,
            name,
            kind: EpciKind::named(kind).expect("it was read"),
            vintages,
        });
        base.epcis = renewed(base.epcis, epcis);
        base.former = self.former(base.former);
        base
    }

    /// What is known of codes that are gone: what this text says, and of older ones, where they are now.
    fn former(&self, base: Vec<Former>) -> Vec<Former> {
        let current = |code: &str| {
            let same = |[other, ..]: &[&str; 6]| other.cmp(&code);
            self.communes.binary_search_by(same).is_ok()
        };
        let moved = |code: &str| {
            let same = |[other, ..]: &[&str; 3]| other.cmp(&code);
            let at = self.former.binary_search_by(same).ok()?;
            Some(self.former[at][1])
        };
        let older = base.into_iter().filter_map(|former| {
            if current(former.code) || moved(former.code).is_some() {
                return None;
            }
            let successor = if current(former.successor) {
                former.successor
            } else {
                // It went on into another, or nobody knows where to.
                moved(former.successor)?
            };
            Some(Former {
                successor,
                ..former
            })
        });
        let told = self.former.iter().map(|&[code, successor, name]| Former {
            code,
            name: table::filled(name),
            successor,
        });
        let mut all: Vec<Former> = older.chain(told).collect();
        all.sort_unstable_by_key(|former| former.code);
        all
    }
}

/// `base` with other records in its last year. What stays as it was stays one record.
fn renewed<T: Record>(base: Vec<T>, fresh: impl Iterator<Item = T>) -> Vec<T> {
    let earlier = base.into_iter().filter_map(|mut record| {
        let Vintages { first, last } = *record.vintages();
        record.vintages().last = last.min(LATEST - 1);
        (first < LATEST).then_some(record)
    });
    let mut all: Vec<T> = earlier.chain(fresh).collect();
    all.sort_by_key(|record| record.key());
    all.dedup_by(|later, earlier| {
        let (own, before) = (*later.vintages(), *earlier.vintages());
        *later.vintages() = before;
        let same = before.last + 1 == own.first && later == earlier;
        *later.vintages() = own;
        if same {
            earlier.vintages().last = own.last;
        }
        same
    });
    all
}

/// What the table holds by year.
trait Record: PartialEq {
    /// Its code and the first of its years.
    fn key(&self) -> (&'static str, u16);
    fn vintages(&mut self) -> &mut Vintages;
}

impl Record for Commune {
    fn key(&self) -> (&'static str, u16) {
        (self.code, self.vintages.first)
    }

    fn vintages(&mut self) -> &mut Vintages {
        &mut self.vintages
    }
}

impl Record for Epci {
    fn key(&self) -> (&'static str, u16) {
        (self.siren, self.vintages.first)
    }

    fn vintages(&mut self) -> &mut Vintages {
        &mut self.vintages
    }
}

fn fields<const N: usize>(text: &str) -> Result<[&str; N], Reason> {
    let mut fields = text.split('\t');
    let found = [(); N].map(|()| fields.next());
    ensure(
        fields.next().is_none() && found.iter().all(Option::is_some),
        Reason::Fields,
    )?;
    Ok(found.map(Option::unwrap_or_default))
}

fn ensure(so: bool, reason: Reason) -> Result<(), Reason> {
    so.then_some(()).ok_or(reason)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What may be shown: no line ends, and nothing that moves a cursor or turns the direction of writing.
fn is_name(text: &str) -> bool {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME && !text.contains(hidden)
}
