//! Looks up what somebody typed: a code INSEE, a postal code, a SIREN, a name or a position.

use std::fmt::Write as _;

use dqcheck_core::message::{Args, Lang, Text, closest};
use dqcheck_reference::{
    Commune, Epci, EpciKind, Former, LATEST, commune, commune_at, communes, communes_named, epci,
    epcis, fold, former, formers, history, with_postal_code,
};
use serde_json::{Value, json};

use crate::error::{Problem, Words};

/// Most that is shown of a list.
const SHOWN: usize = 50;

/// Bytes of a question, beyond which no similar name is sought.
const LONGEST: usize = 200;

/// How many letters at one end of a name are those of a similar one.
const SAME: usize = 3;

/// So many communes at most are described; of more, only code and name are shown.
const DESCRIBED: usize = 5;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    asked: String,
    /// How the question was understood, where that is not plain.
    read_as: Option<ReadAs>,
    /// Of the last year.
    communes: Vec<&'static Commune>,
    former: Vec<&'static Former>,
    /// Codes that were a commune's once, and nobody says what became of them.
    lost: Vec<&'static Commune>,
    epcis: Vec<&'static Epci>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum ReadAs {
    PostalCode,
    /// How names begin, since no commune has this one.
    Beginning,
    /// A code of four digits, whose zero a spreadsheet ate.
    LostZero,
    Position {
        lon: f64,
        lat: f64,
        lat_first: bool,
    },
}

/// Finds what `asked` means.
pub fn find(asked: &str) -> Result<Found, Problem> {
    let asked = asked.trim();
    let mut found = match position(asked) {
        Some((first, second)) => at(first, second).ok_or(&NOWHERE),
        None => named(asked).ok_or(&UNKNOWN),
    }
    .map_err(|words| unknown(words, asked))?;
    found.asked = asked.to_owned();
    Ok(found)
}

fn unknown(words: &'static Words, asked: &str) -> Problem {
    let close = (words == &UNKNOWN && asked.len() <= LONGEST)
        .then(|| similar(asked))
        .flatten();
    match close {
        Some(close) => Problem::new(&UNKNOWN_CLOSE).with("close", close),
        None => Problem::new(words),
    }
    .with("asked", asked)
}

/// The name that was probably meant, among those of about the same length that begin or end alike.
fn similar(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let ends = |name: &str| -> (Vec<char>, Vec<char>) {
        let backwards = name.chars().rev().take(SAME).collect();
        (name.chars().take(SAME).collect(), backwards)
    };
    let (begin, end) = ends(&folded);
    let alike = |commune: &&Commune| {
        let other = fold(commune.name);
        other.len().abs_diff(folded.len()) <= SAME && {
            let (other_begin, other_end) = ends(&other);
            other_begin == begin || other_end == end
        }
    };
    let names = communes(LATEST).filter(alike);
    closest(name, names.map(|commune| commune.name))
}

/// Two numbers, with points or with commas: `48.8352, 2.2399`, `48,8352 2,2399`, `2.2399;48.8352`.
fn position(asked: &str) -> Option<(f64, f64)> {
    let pair = |parts: Vec<&str>| {
        let [first, second] = parts[..] else {
            return None;
        };
        // Two whole numbers are a code with a blank in it, sooner than a place.
        let number = |text: &str| {
            let plain = text.trim().replace(',', ".");
            let number = plain.parse().ok().filter(|number: &f64| number.is_finite());
            number.map(|number| (number, plain.contains('.')))
        };
        let ((first, exact), (second, exact_too)) = (number(first)?, number(second)?);
        (exact || exact_too).then_some((first, second))
    };
    let blanks = asked
        .split([';', ' ', '\u{a0}', '\u{202f}'])
        .filter(|part| !part.is_empty())
        .map(|part| part.strip_suffix(',').unwrap_or(part));
    pair(blanks.collect()).or_else(|| pair(asked.split(',').collect()))
}

/// The commune at a position, in whichever order its numbers stand: no place of France is in France the other way round.
fn at(first: f64, second: f64) -> Option<Found> {
    let orders = [(first, second, false), (second, first, true)];
    orders.into_iter().find_map(|(lon, lat, lat_first)| {
        Some(Found {
            communes: vec![commune_at(lon, lat)?],
            read_as: Some(ReadAs::Position {
                lon,
                lat,
                lat_first,
            }),
            ..Found::default()
        })
    })
}

fn named(asked: &str) -> Option<Found> {
    let code: String = asked.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.to_ascii_uppercase();
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    let mut found = of_code(&code);
    if found.is_none() && digits && code.len() == 4 {
        found = of_code(&format!("0{code}")).map(|found| Found {
            read_as: Some(ReadAs::LostZero),
            ..found
        });
    }
    found.or_else(|| of_name(asked))
}

/// What has a code. A text may be both a code INSEE and a postal code: then it is both.
fn of_code(code: &str) -> Option<Found> {
    let mut found = Found {
        communes: commune(code, LATEST).into_iter().collect(),
        former: former(code).into_iter().collect(),
        epcis: epci(code, LATEST).into_iter().collect(),
        ..Found::default()
    };
    let postal = with_postal_code(code, LATEST).next().is_some();
    // A code of long ago without a name only confuses whoever asks for a postal code.
    found
        .former
        .retain(|former| !postal || former.name.is_some());
    if found.communes.is_empty() && found.former.is_empty() {
        found.lost.extend(history(code).last());
    }
    for commune in with_postal_code(code, LATEST) {
        found.read_as = Some(ReadAs::PostalCode);
        if !found
            .communes
            .iter()
            .any(|other| other.code == commune.code)
        {
            found.communes.push(commune);
        }
    }
    found.is_some().then_some(found)
}

/// What has a name, today or once; where no commune has it today, those whose names begin so.
fn of_name(name: &str) -> Option<Found> {
    let folded = fold(name);
    let same = |other: &str| fold(other) == folded;
    let mut found = Found {
        communes: communes_named(name, LATEST).collect(),
        former: formers()
            .filter(|former| former.name.is_some_and(same))
            .collect(),
        epcis: epcis(LATEST).filter(|epci| same(epci.name)).collect(),
        ..Found::default()
    };
    if found.communes.is_empty() && found.epcis.is_empty() && folded.chars().count() >= SAME {
        let begins = |commune: &&Commune| fold(commune.name).starts_with(&folded);
        found.communes = communes(LATEST).filter(begins).collect();
        found.read_as = (!found.communes.is_empty()).then_some(ReadAs::Beginning);
    }
    (!folded.is_empty() && found.is_some()).then_some(found)
}

impl Found {
    fn is_some(&self) -> bool {
        !(self.communes.is_empty()
            && self.former.is_empty()
            && self.lost.is_empty()
            && self.epcis.is_empty())
    }

    /// As a page of Markdown.
    pub fn page(&self, lang: Lang) -> String {
        let mut page = self.understood(lang);
        let brief = self.communes.len() > DESCRIBED;
        for commune in self.communes.iter().take(SHOWN) {
            if brief {
                let _ = writeln!(page, "- {} {}", commune.code, commune.name);
            } else {
                describe(&mut page, commune, lang);
            }
        }
        more(&mut page, self.communes.len(), lang);
        if brief {
            page.push('\n');
        }
        for former in self.former.iter().take(SHOWN) {
            let successor = former.successor();
            let called = match former.name {
                Some(name) => both(name, former.code),
                None => former.code.to_owned(),
            };
            let args = Args::new()
                .with("called", called)
                .with("new", both(successor.name, successor.code));
            page.push_str(&FORMER.fill(&args, lang));
            if let Some(last) = history(former.code).last() {
                line(&mut page, UNTIL, last.vintages.last.to_string(), lang);
            }
            page.push('\n');
        }
        more(&mut page, self.former.len(), lang);
        for commune in &self.lost {
            let args = Args::new().with("called", both(commune.name, commune.code));
            page.push_str(&LOST.fill(&args, lang));
            line(&mut page, UNTIL, commune.vintages.last.to_string(), lang);
        }
        for epci in self.epcis.iter().take(SHOWN) {
            describe_epci(&mut page, epci, lang);
        }
        format!("{}\n", page.trim())
    }

    fn understood(&self, lang: Lang) -> String {
        let Some(read_as) = self.read_as else {
            return String::new();
        };
        let args = Args::new()
            .with("asked", self.asked.as_str())
            .with("count", self.communes.len());
        let (text, args) = match read_as {
            ReadAs::PostalCode if self.communes.len() == 1 => (ONE_POSTAL, args),
            ReadAs::PostalCode => (POSTAL, args),
            ReadAs::Beginning => (BEGINNING, args),
            ReadAs::LostZero => (LOST_ZERO, args),
            ReadAs::Position {
                lon,
                lat,
                lat_first,
            } => {
                let text = if lat_first { LAT_FIRST } else { LON_FIRST };
                let args = args
                    .with("lon", lon.to_string())
                    .with("lat", lat.to_string())
                    .with("tolerance", dqcheck_reference::TOLERANCE.to_string());
                (text, args)
            }
        };
        format!("{}\n\n", text.fill(&args, lang))
    }

    /// For programs; fields may be added.
    pub fn json(&self) -> Value {
        let position = match self.read_as {
            Some(ReadAs::Position {
                lon,
                lat,
                lat_first,
            }) => {
                let order = ["longitude, latitude", "latitude, longitude"][usize::from(lat_first)];
                json!({ "lon": lon, "lat": lat, "order": order })
            }
            _ => Value::Null,
        };
        let communes: Vec<Value> = self.communes.iter().map(|commune| of(commune)).collect();
        let former = self.former.iter().map(|former| {
            let until = history(former.code).last().map(|last| last.vintages.last);
            json!({
                "code": former.code, "name": former.name, "until": until,
                "successor": of(former.successor()),
            })
        });
        let lost = self.lost.iter().map(|commune| {
            let until = commune.vintages.last;
            json!({ "code": commune.code, "name": commune.name, "until": until, "successor": null })
        });
        let epcis = self.epcis.iter().map(|epci| {
            let communes = epci
                .communes(LATEST)
                .map(|commune| json!({ "code": commune.code, "name": commune.name }));
            json!({
                "siren": epci.siren, "name": epci.name, "kind": epci.kind.name(),
                "communes": communes.collect::<Vec<_>>(),
            })
        });
        json!({
            "asked": self.asked,
            "position": position,
            "communes": communes,
            "former": former.chain(lost).collect::<Vec<_>>(),
            "epcis": epcis.collect::<Vec<_>>(),
        })
    }
}

fn of(commune: &Commune) -> Value {
    let group = |siren: Option<&str>| {
        let siren = siren?;
        let name = epci(siren, LATEST).map(|epci| epci.name);
        Some(json!({ "siren": siren, "name": name }))
    };
    let (department, region) = (commune.department(), commune.region());
    json!({
        "code": commune.code,
        "name": commune.name,
        "postal_codes": commune.postal_codes().collect::<Vec<_>>(),
        "parent": commune.parent,
        "epci": group(commune.epci),
        "ept": group(commune.ept),
        "department": { "code": department.code, "name": department.name },
        "region": { "code": region.code, "name": region.name },
        "since": history(commune.code).first().map(|first| first.vintages.first),
    })
}

fn describe(page: &mut String, commune: &Commune, lang: Lang) {
    let _ = writeln!(page, "# {} ({})\n", commune.name, commune.code);
    line(page, CODE, commune.code, lang);
    let codes: Vec<&str> = commune.postal_codes().collect();
    line(page, POSTAL_CODES, codes.join(", "), lang);
    if let Some(parent) = commune
        .parent
        .and_then(|parent| self::commune(parent, LATEST))
    {
        line(page, PART_OF, both(parent.name, parent.code), lang);
    }
    for (label, siren) in [(EPCI, commune.epci), (EPT, commune.ept)] {
        if let Some(epci) = siren.and_then(|siren| epci(siren, LATEST)) {
            line(page, label, both(epci.name, epci.siren), lang);
        }
    }
    let (department, region) = (commune.department(), commune.region());
    line(
        page,
        DEPARTMENT,
        both(department.name, department.code),
        lang,
    );
    line(page, REGION, both(region.name, region.code), lang);
    years(page, commune.code, lang);
    page.push('\n');
}

/// In which of the known years a code was a commune's, and its earlier names.
fn years(page: &mut String, code: &str, lang: Lang) {
    let records = history(code);
    let runs = records.chunk_by(|one, next| one.vintages.last + 1 == next.vintages.first);
    let runs: Vec<String> = runs
        .map(|run| span(run[0].vintages.first, run[run.len() - 1].vintages.last))
        .collect();
    line(page, YEARS, runs.join(", "), lang);
    for pair in records
        .windows(2)
        .filter(|pair| pair[0].name != pair[1].name)
    {
        let args = Args::new()
            .with("name", pair[0].name)
            .with("year", pair[0].vintages.last.to_string());
        let _ = writeln!(page, "- {}", NAMED_UNTIL.fill(&args, lang));
    }
}

fn span(first: u16, last: u16) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    }
}

fn describe_epci(page: &mut String, epci: &Epci, lang: Lang) {
    let _ = writeln!(page, "# {} ({})\n", epci.name, epci.siren);
    let kind = match epci.kind {
        EpciKind::CommunauteDeCommunes => "communauté de communes",
        EpciKind::CommunauteDAgglomeration => "communauté d'agglomération",
        EpciKind::CommunauteUrbaine => "communauté urbaine",
        EpciKind::Metropole => "métropole",
        EpciKind::EtablissementPublicTerritorial => "établissement public territorial",
    };
    line(page, KIND, kind, lang);
    let communes: Vec<_> = epci.communes(LATEST).collect();
    let count = dqcheck_core::message::number(communes.len() as u64, lang);
    line(page, COMMUNES, count, lang);
    for commune in communes.iter().take(SHOWN) {
        let _ = writeln!(page, "  - {} {}", commune.code, commune.name);
    }
    more(page, communes.len(), lang);
    page.push('\n');
}

fn more(page: &mut String, count: usize, lang: Lang) {
    if count > SHOWN {
        let args = Args::new().with("count", count - SHOWN);
        let _ = writeln!(page, "{}", MORE.fill(&args, lang));
    }
}

fn both(name: &str, code: &str) -> String {
    format!("{name} ({code})")
}

fn line(page: &mut String, label: Text, value: impl AsRef<str>, lang: Lang) {
    let colon = match lang {
        Lang::En => ": ",
        Lang::Fr => "\u{a0}: ",
    };
    let value = value.as_ref();
    let value = if value.is_empty() { "-" } else { value };
    let _ = writeln!(page, "- {}{colon}{value}", label.get(lang));
}

const CODE: Text = Text {
    en: "Code INSEE",
    fr: "Code INSEE",
};
const POSTAL_CODES: Text = Text {
    en: "Postal codes",
    fr: "Codes postaux",
};
const PART_OF: Text = Text {
    en: "Arrondissement of",
    fr: "Arrondissement de",
};
const EPCI: Text = Text {
    en: "EPCI",
    fr: "EPCI",
};
const EPT: Text = Text {
    en: "EPT",
    fr: "EPT",
};
const DEPARTMENT: Text = Text {
    en: "Department",
    fr: "Département",
};
const REGION: Text = Text {
    en: "Region",
    fr: "Région",
};
const YEARS: Text = Text {
    en: "A commune in the vintages",
    fr: "Commune dans les millésimes",
};
const NAMED_UNTIL: Text = Text {
    en: "Was called {name} until {year}",
    fr: "S'appelait {name} jusqu'en {year}",
};
const UNTIL: Text = Text {
    en: "Last vintage in which it was a commune",
    fr: "Dernier millésime où c'était une commune",
};
const KIND: Text = Text {
    en: "Kind",
    fr: "Nature",
};
const COMMUNES: Text = Text {
    en: "Communes",
    fr: "Communes",
};
const MORE: Text = Text {
    en: "… and {count} more",
    fr: "… et {count} de plus",
};
const FORMER: Text = Text {
    en: "# {called}, no longer a commune\n\n- Now in: {new}\n",
    fr: "# {called}, n'est plus une commune\n\n- Aujourd'hui dans\u{a0}: {new}\n",
};
const LOST: Text = Text {
    en: "# {called}, no longer a commune\n\n- Now in: the official list does not say\n",
    fr: "# {called}, n'est plus une commune\n\n- Aujourd'hui dans\u{a0}: la liste officielle ne le dit pas\n",
};
const ONE_POSTAL: Text = Text {
    en: "{asked} is the postal code of one commune.",
    fr: "{asked} est le code postal d'une seule commune.",
};
const POSTAL: Text = Text {
    en: "{asked} is a postal code. {count} communes have it, or have it as their code INSEE:",
    fr: "{asked} est un code postal. {count} communes l'ont, ou l'ont pour code INSEE :",
};
const BEGINNING: Text = Text {
    en: "No commune is called “{asked}” today. Names that begin with it: {count}.",
    fr: "Aucune commune ne s'appelle « {asked} » aujourd'hui. Noms qui commencent ainsi : {count}.",
};
const LOST_ZERO: Text = Text {
    en: "Read as 0{asked}: a spreadsheet has taken the first zero away.",
    fr: "Lu comme 0{asked} : un tableur a supprimé le premier zéro.",
};
const LON_FIRST: Text = Text {
    en: "Read as longitude {lon}, latitude {lat}. Within {tolerance} m of a border, it may also be the commune next to it.",
    fr: "Lu comme longitude {lon}, latitude {lat}. À moins de {tolerance} m d'une limite, ce peut être aussi la commune voisine.",
};
const LAT_FIRST: Text = Text {
    en: "Read as latitude {lat}, longitude {lon}. Within {tolerance} m of a border, it may also be the commune next to it.",
    fr: "Lu comme latitude {lat}, longitude {lon}. À moins de {tolerance} m d'une limite, ce peut être aussi la commune voisine.",
};

static UNKNOWN: Words = Words {
    id: "reference-unknown",
    message: Text {
        en: "“{asked}” is no code, postal code, SIREN or name of a commune or an EPCI.",
        fr: "« {asked} » n'est ni un code, ni un code postal, ni un SIREN, ni le nom d'une commune ou d'un EPCI.",
    },
    help: Text {
        en: "Check the spelling, or give a position such as “48.8352, 2.2399”. Postal codes of companies (CEDEX) are in no list.",
        fr: "Vérifiez l'orthographe, ou donnez une position comme « 48.8352, 2.2399 ». Les codes postaux d'entreprises (CEDEX) ne figurent dans aucune liste.",
    },
};

static UNKNOWN_CLOSE: Words = Words {
    id: "reference-unknown",
    message: UNKNOWN.message,
    help: Text {
        en: "Did you mean “{close}”?",
        fr: "Vouliez-vous dire « {close} » ?",
    },
};

static NOWHERE: Words = Words {
    id: "reference-nowhere",
    message: Text {
        en: "The position “{asked}” is in no commune, in whichever order it is read.",
        fr: "La position « {asked} » n'est dans aucune commune, quel que soit l'ordre de lecture.",
    },
    help: Text {
        en: "It is at sea, abroad or not in degrees. Right at a shore, the simplified contours may be a little short.",
        fr: "Elle est en mer, à l'étranger ou n'est pas en degrés. Au bord de l'eau, les contours simplifiés peuvent être un peu courts.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(asked: &str) -> Vec<&'static str> {
        let found = find(asked).unwrap_or_else(|problem| panic!("{problem}"));
        found.communes.iter().map(|commune| commune.code).collect()
    }

    #[test]
    fn a_position_is_understood_however_it_is_written() {
        for asked in [
            "48.8352, 2.2399",
            "2.2399,48.8352",
            "48.8352,2.2399",
            "48,8352 2,2399",
            "48,8352, 2,2399",
            "2,2399 ; 48,8352",
        ] {
            assert_eq!(codes(asked), ["92012"], "{asked}");
        }
        assert_eq!(codes("-21.1, 55.5").len(), 1);
        let order = |asked| find(asked).unwrap().json()["position"]["order"].clone();
        assert_eq!(order("48.8352, 2.2399"), "latitude, longitude");
        assert_eq!(order("2.2399, 48.8352"), "longitude, latitude");
    }

    #[test]
    fn a_code_a_postal_code_a_name_lead_to_communes() {
        assert_eq!(codes("92012"), ["92012"]);
        assert_eq!(codes("92 100"), ["92012"]);
        assert_eq!(codes("boulogne billancourt"), ["92012"]);
        assert_eq!(codes("1001"), ["01001"]);
        assert!(codes("Saint-Denis").len() > 1);
        assert!(codes("Boulogne").contains(&"92012"), "as names begin");
        assert_eq!(codes("2a004"), ["2A004"]);
    }

    #[test]
    fn what_is_no_commune_any_more_leads_to_its_successor() {
        let found = find("16226").unwrap();
        assert_eq!(found.former[0].successor().name, "La Boixe");
        let name = found.former[0].name.unwrap();
        assert!(
            find(name)
                .unwrap()
                .former
                .iter()
                .any(|former| former.code == "16226")
        );
    }

    #[test]
    fn an_epci_has_its_communes() {
        let found = find("200057974").unwrap();
        assert_eq!(
            found.json()["epcis"][0]["communes"]
                .as_array()
                .unwrap()
                .len(),
            8
        );
        assert_eq!(find("grand paris seine ouest").unwrap().epcis.len(), 1);
    }

    #[test]
    fn what_is_unknown_is_refused_whatever_it_is() {
        let id = |asked: &str| find(asked).unwrap_err().words.id;
        for asked in [
            "",
            " ",
            "99999",
            "1",
            "--",
            "1e999, 1.0",
            "NaN, 1.0",
            "\u{1b}[31m",
            "🙂",
        ] {
            assert_eq!(id(asked), "reference-unknown", "{asked:?}");
        }
        assert_eq!(id("0.0, 0.0"), "reference-nowhere");
        assert_eq!(id("1e300, 1.0"), "reference-nowhere");
        let close = find("Boulogne-Bilancourt").unwrap_err();
        assert_eq!(
            close.args.get("close"),
            Some(&"Boulogne-Billancourt".into())
        );
        assert_eq!(id(&"a".repeat(100_000)), "reference-unknown");
    }
}
