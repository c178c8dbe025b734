//! What was found, for people and for programs.

use std::fmt::Write as _;

use dqcheck_core::message::{Args, Lang, Text};
use dqcheck_reference::{Commune, Epci, EpciKind, LATEST, TOLERANCE, commune, epci, history};
use serde_json::{Value, json};

use super::{Found, ReadAs};

/// Most that is shown of a list.
const SHOWN: usize = 50;

/// So many communes at most are described; of more, only code and name are shown.
const DESCRIBED: usize = 5;

impl Found {
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
                    .with("tolerance", TOLERANCE.to_string());
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
