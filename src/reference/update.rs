//! The communes of today: from what the service says to the file that dqcheck reads, and what has changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dqcheck_core::message::{Args, Lang, Text};
use dqcheck_reference::{
    EpciKind, LATEST, SIGNATURE, Update, city_of, commune, communes, epci, epcis,
};

use super::documents::{self, Documents, SERVICE};
use super::reason;
use crate::error::{Problem, Words};

/// How many of each change are named.
const SHOWN: usize = 10;

/// Share of the known communes, in percent, that a list must have to be believed.
const ENOUGH: usize = 95;

/// The file, and how it differs from what the program holds.
#[derive(Debug)]
pub struct Renewed {
    pub text: String,
    pub changes: Changes,
}

/// What differs; each list by code.
#[derive(Debug, Default)]
pub struct Changes {
    communes: usize,
    epcis: usize,
    new: Vec<String>,
    gone: Vec<(String, Option<String>)>,
    renamed: Vec<(String, String)>,
    postal: Vec<(String, String)>,
    moved: Vec<(String, String)>,
}

/// Asks the service, or reads the folder, that `from` names.
pub fn fetch(from: Option<&str>, today: &str) -> Result<Renewed, Problem> {
    let from = from.unwrap_or(SERVICE);
    let documents = match Path::new(from) {
        folder if folder.is_dir() => documents::from_folder(folder)?,
        _ if from.contains("://") => documents::from_service(from)?,
        path => {
            let path = path.to_string_lossy().into_owned();
            return Err(Problem::new(&NO_FOLDER).with("path", path));
        }
    };
    renew(&documents, from, today)
}

fn renew(documents: &Documents, source: &str, today: &str) -> Result<Renewed, Problem> {
    let held = communes(LATEST).count();
    if documents.communes.len() * 100 < held * ENOUGH {
        let found = documents.communes.len();
        return Err(Problem::new(&TOO_FEW)
            .with("found", found)
            .with("held", held));
    }
    let records = Records::of(documents);
    let text = records.text(source, today);
    Update::read(&text).map_err(|unreadable| {
        let line = text.lines().nth(unreadable.line - 1).unwrap_or_default();
        Problem::new(&NOT_RIGHT)
            .with("line", line.replace('\t', " "))
            .with("reason", reason(unreadable.reason))
    })?;
    let changes = records.changes();
    Ok(Renewed { text, changes })
}

/// The records of the file, by code.
struct Records<'a> {
    epcis: BTreeMap<&'a str, (&'a str, &'a str)>,
    communes: BTreeMap<&'a str, Commune<'a>>,
    former: BTreeMap<&'a str, (&'a str, &'a str)>,
}

struct Commune<'a> {
    name: &'a str,
    postal_codes: BTreeSet<&'a str>,
    epci: &'a str,
    ept: &'a str,
    parent: &'a str,
}

impl<'a> Records<'a> {
    fn of(documents: &'a Documents) -> Records<'a> {
        let kind = |group: &'a documents::Epci| {
            let held = epci(&group.code, LATEST).map(|held| held.kind.name());
            group.kind.as_deref().or(held).unwrap_or_default()
        };
        // The service does not know the EPT: they stay as they are.
        let epts = epcis(LATEST)
            .filter(|group| group.kind == EpciKind::EtablissementPublicTerritorial)
            .map(|ept| (ept.siren, (ept.kind.name(), ept.name)));
        let mut groups: BTreeMap<_, _> = epts.collect();
        let listed = documents.epcis.iter();
        groups.extend(listed.map(|group| (&*group.code, (kind(group), &*group.nom))));

        let listed: HashMap<&str, &documents::Commune> = documents
            .communes
            .iter()
            .map(|commune| (&*commune.code, commune))
            .collect();
        let communes = documents.communes.iter().map(|of_today| {
            let code = &*of_today.code;
            let parent = city_of(code).filter(|city| listed.contains_key(city));
            let whole = parent.map_or(of_today, |city| listed[city]);
            let held = commune(&whole.code, LATEST);
            let record = Commune {
                name: &of_today.nom,
                postal_codes: of_today.codes_postaux.iter().map(String::as_str).collect(),
                epci: whole.code_epci.as_deref().unwrap_or_default(),
                ept: held.and_then(|held| held.ept).unwrap_or_default(),
                parent: parent.unwrap_or_default(),
            };
            (code, record)
        });
        let communes: BTreeMap<_, _> = communes.collect();
        let former = documents.parts.iter().filter_map(|part| {
            let target = part.chef_lieu.as_deref()?;
            let code = &*part.code;
            let moved = !communes.contains_key(code) && communes.contains_key(target);
            moved.then_some((code, (target, &*part.nom)))
        });
        Records {
            epcis: groups,
            former: former.collect(),
            communes,
        }
    }

    /// As `dqcheck_reference` reads it.
    fn text(&self, source: &str, today: &str) -> String {
        let mut text = format!("{SIGNATURE}{today}\t{source}\n");
        for (siren, (kind, name)) in &self.epcis {
            let _ = writeln!(text, "E\t{siren}\t{kind}\t{name}");
        }
        for (code, commune) in &self.communes {
            let Commune {
                name,
                epci,
                ept,
                parent,
                ..
            } = commune;
            let postal_codes = commune.postal_codes();
            let _ = writeln!(
                text,
                "C\t{code}\t{name}\t{postal_codes}\t{epci}\t{ept}\t{parent}"
            );
        }
        for (code, (successor, name)) in &self.former {
            let _ = writeln!(text, "F\t{code}\t{successor}\t{name}");
        }
        // A name with a line end would be a line more than there are records, and is refused.
        let lines = 1 + self.epcis.len() + self.communes.len() + self.former.len();
        let _ = writeln!(text, "end\t{lines}");
        text
    }

    fn changes(&self) -> Changes {
        let mut changes = Changes {
            communes: self
                .communes
                .values()
                .filter(|commune| commune.parent.is_empty())
                .count(),
            epcis: self
                .epcis
                .values()
                .filter(|(kind, _)| *kind != "EPT")
                .count(),
            ..Changes::default()
        };
        let group = |siren: &str| {
            let name = self.epcis.get(siren).map(|(_, name)| *name);
            let held = || epci(siren, LATEST).map(|epci| epci.name);
            name.or_else(held).unwrap_or("-").to_owned()
        };
        for (code, now) in &self.communes {
            let called = format!("{code} {}", now.name);
            let Some(held) = commune(code, LATEST) else {
                changes.new.push(called);
                continue;
            };
            if held.name != now.name {
                changes.renamed.push((called.clone(), held.name.to_owned()));
            }
            let before: Vec<&str> = held.postal_codes().collect();
            if !before.iter().eq(&now.postal_codes) {
                let change = arrow(&before.join(" "), &now.postal_codes());
                changes.postal.push((called.clone(), change));
            }
            let before = held.epci.unwrap_or_default();
            if before != now.epci {
                changes
                    .moved
                    .push((called, arrow(&group(before), &group(now.epci))));
            }
        }
        for held in communes(LATEST).filter(|held| !self.communes.contains_key(held.code)) {
            let successor = self.former.get(held.code).map(|(target, _)| *target);
            let named = successor.map(|code| format!("{code} {}", self.communes[code].name));
            changes
                .gone
                .push((format!("{} {}", held.code, held.name), named));
        }
        changes
    }
}

impl Commune<'_> {
    fn postal_codes(&self) -> String {
        let codes: Vec<&str> = self.postal_codes.iter().copied().collect();
        codes.join(" ")
    }
}

fn arrow(before: &str, now: &str) -> String {
    let shown = |text: &str| if text.is_empty() { "-" } else { text }.to_owned();
    format!("{} → {}", shown(before), shown(now))
}

impl Changes {
    /// What is told once the file is written to `path`; `key` is what `dqcheck.toml` must say, unless it does.
    pub fn page(&self, path: &Path, key: Option<&str>, lang: Lang) -> String {
        let args = Args::new()
            .with(
                "path",
                crate::report::visible(&path.to_string_lossy(), false),
            )
            .with("communes", self.communes)
            .with("epcis", self.epcis)
            .with("year", LATEST.to_string())
            .with("key", key.unwrap_or_default());
        let mut page = WRITTEN.fill(&args, lang);
        let before = page.len();
        let named = |text: Text, name: &str, other: &str| {
            text.fill(&Args::new().with("name", name).with("other", other), lang)
        };
        let pairs = |text: Text, pairs: &[(String, String)]| {
            let lines = pairs.iter().take(SHOWN);
            lines
                .map(|(name, other)| named(text, name, other))
                .collect()
        };
        let gone = self.gone.iter().take(SHOWN).map(|(name, to)| match to {
            Some(to) => named(NOW_IN, name, to),
            None => named(NOBODY_SAYS, name, ""),
        });
        let new = self.new.iter().take(SHOWN).cloned();
        let lists: [(Text, usize, Vec<String>); 5] = [
            (NEW, self.new.len(), new.collect()),
            (GONE, self.gone.len(), gone.collect()),
            (RENAMED, self.renamed.len(), pairs(WAS, &self.renamed)),
            (POSTAL, self.postal.len(), pairs(TO, &self.postal)),
            (MOVED, self.moved.len(), pairs(TO, &self.moved)),
        ];
        for (title, count, lines) in lists {
            if count == 0 {
                continue;
            }
            let args = Args::new()
                .with("count", count)
                .with("more", count - lines.len());
            let _ = writeln!(page, "- {}", title.fill(&args, lang));
            for line in &lines {
                let _ = writeln!(page, "  - {line}");
            }
            if count > lines.len() {
                let _ = writeln!(page, "  - {}", MORE.fill(&args, lang));
            }
        }
        if page.len() == before {
            page.push_str(SAME.get(lang));
        }
        if key.is_some() {
            page.push_str(&USE_IT.fill(&args, lang));
        }
        page
    }
}

/// Where the file goes unless somebody says otherwise: where `dqcheck.toml` has it, or else beside it, or else here.
pub fn target(config: Option<&Path>, named: Option<&str>) -> PathBuf {
    let folder = config.and_then(Path::parent).unwrap_or(Path::new(""));
    folder.join(named.unwrap_or(super::FILE_NAME))
}

/// How `dqcheck.toml` names the file at `path`: from its own folder, or from that of the file where there is none yet.
pub fn key(config: Option<&Path>, path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = config.or(Some(&path)).and_then(Path::parent);
    let within = folder.and_then(|folder| path.strip_prefix(folder).ok());
    // TOML takes a backslash for more than it is.
    within.unwrap_or(&path).to_string_lossy().replace('\\', "/")
}

const WRITTEN: Text = Text {
    en: "The communes of today are in {path}: {communes} communes, {epcis} EPCI.\n\nAgainst those of {year} in dqcheck:\n\n",
    fr: "Les communes d'aujourd'hui sont dans {path} : {communes} communes, {epcis} EPCI.\n\nPar rapport à celles de {year} dans dqcheck :\n\n",
};
const SAME: Text = Text {
    en: "- Nothing has changed\n",
    fr: "- Rien n'a changé\n",
};
const NEW: Text = Text {
    en: "New communes: {count}",
    fr: "Nouvelles communes : {count}",
};
const GONE: Text = Text {
    en: "No longer communes: {count}",
    fr: "Ne sont plus des communes : {count}",
};
const RENAMED: Text = Text {
    en: "Other names: {count}",
    fr: "Noms changés : {count}",
};
const POSTAL: Text = Text {
    en: "Other postal codes: {count}",
    fr: "Codes postaux changés : {count}",
};
const MOVED: Text = Text {
    en: "In another EPCI: {count}",
    fr: "Dans un autre EPCI : {count}",
};
const NOW_IN: Text = Text {
    en: "{name}, now in {other}",
    fr: "{name}, aujourd'hui dans {other}",
};
const NOBODY_SAYS: Text = Text {
    en: "{name}; the official list does not say where it went",
    fr: "{name} ; la liste officielle ne dit pas ce qu'elle est devenue",
};
const WAS: Text = Text {
    en: "{name}, was {other}",
    fr: "{name}, s'appelait {other}",
};
const TO: Text = Text {
    en: "{name}: {other}",
    fr: "{name} : {other}",
};
const MORE: Text = Text {
    en: "… and {more} more",
    fr: "… et {more} de plus",
};
const USE_IT: Text = Text {
    en: "\nThe file has no effect until dqcheck.toml names it, above all [sections]:\n\n    reference = \"{key}\"\n",
    fr: "\nLe fichier est sans effet tant que dqcheck.toml ne le désigne pas, avant toute [section] :\n\n    reference = \"{key}\"\n",
};

static NO_FOLDER: Words = Words {
    id: "reference-no-folder",
    message: Text {
        en: "“{path}” is neither a folder nor an address.",
        fr: "« {path} » n'est ni un dossier ni une adresse.",
    },
    help: Text {
        en: "Give a folder with communes.json, epcis.json and communes_associees_deleguees.json, or an address that begins with https://. Without --from, the official service is asked.",
        fr: "Indiquez un dossier avec communes.json, epcis.json et communes_associees_deleguees.json, ou une adresse qui commence par https://. Sans --from, le service officiel est interrogé.",
    },
};

static TOO_FEW: Words = Words {
    id: "reference-too-few",
    message: Text {
        en: "The list has {found} communes and arrondissements, where dqcheck knows {held}: it cannot be whole.",
        fr: "La liste compte {found} communes et arrondissements alors que dqcheck en connaît {held} : elle ne peut pas être complète.",
    },
    help: Text {
        en: "Try again later; what is in use stays as it is.",
        fr: "Réessayez plus tard ; ce qui est utilisé reste tel quel.",
    },
};

static NOT_RIGHT: Words = Words {
    id: "reference-not-right",
    message: Text {
        en: "The service gives a record that cannot be used (“{line}”): {reason}.",
        fr: "Le service donne un enregistrement inutilisable (« {line} ») : {reason}.",
    },
    help: Text {
        en: "Nothing was written; what is in use stays as it is. Try again later, or look for a newer version of dqcheck.",
        fr: "Rien n'a été écrit ; ce qui est utilisé reste tel quel. Réessayez plus tard, ou cherchez une version plus récente de dqcheck.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_names_a_file_from_its_own_folder() {
        let root = std::env::temp_dir();
        let (config, file) = (root.join("dqcheck.toml"), root.join("data/communes.tsv"));
        assert_eq!(key(Some(&config), &file), "data/communes.tsv");
        assert_eq!(key(None, &file), "communes.tsv");
        let elsewhere = key(Some(&root.join("below/dqcheck.toml")), &file);
        assert!(Path::new(&elsewhere).is_absolute());
        assert_eq!(
            target(Some(&config), None),
            root.join("dqcheck-reference.tsv")
        );
        assert_eq!(target(Some(&config), Some("a/b.tsv")), root.join("a/b.tsv"));
        assert_eq!(target(None, None), Path::new("dqcheck-reference.tsv"));
    }
}
