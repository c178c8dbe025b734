//! `commune`: the name of a commune in the Code officiel géographique of a year, and the one that the code INSEE means.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use dqcheck_reference::Commune;

use super::together::{Fields, Judge, Others};
use super::vintage;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, naming, words};
use crate::message::{Arg, Args, Lang, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "commune",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Unknown or misspelt name of a commune",
        fr: "Nom de commune inconnu ou mal écrit",
    },
    why: Text {
        en: "A commune under a name that no list has, or under that of another commune, is not found by who looks for \
             it, and is counted apart.",
        fr: "Une commune désignée par un nom absent de la liste, ou par celui d'une autre, n'est pas trouvée par ceux \
             qui la cherchent et se trouve comptée à part.",
    },
    reasons: &[
        Reason {
            id: "spelling",
            message: Text {
                en: "“{value}” is not the spelling that is asked for: it is {suggestion}.",
                fr: "« {value} » n'est pas la graphie demandée : on attend {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}, with these capitals, accents and hyphens and without a blank before or behind, \
                     so that the rows of a commune have one name.",
                fr: "Écrivez {suggestion}, avec ces majuscules, accents et traits d'union et sans espace avant ni après, \
                     afin que toutes les lignes d'une commune portent le même nom.",
            },
        },
        Reason {
            id: "other-commune",
            message: Text {
                en: "“{value}” is not the commune of this row: its code INSEE, {code}, is that of {commune}.",
                fr: "« {value} » n'est pas la commune de cette ligne : son code INSEE, {code}, est celui de {commune}.",
            },
            help: Text {
                en: "Write {commune}, or correct the code: in brackets, that of the name is {communes}.",
                fr: "Écrivez {commune}, ou corrigez le code : entre parenthèses, celui du nom est {communes}.",
            },
        },
        Reason {
            id: "former",
            message: Text {
                en: "“{value}” is no commune in the list of {cog}: it has merged or changed its name, and is now \
                     {communes}.",
                fr: "« {value} » n'est pas une commune dans la liste de {cog} : elle a fusionné ou changé de nom, et \
                     c'est aujourd'hui {communes}.",
            },
            help: Text {
                en: "Write the name of today. If the data is of an earlier year, ask for the list of that year in the \
                     schema (`cog`).",
                fr: "Écrivez le nom d'aujourd'hui. Si les données sont d'une année antérieure, demandez dans le schéma \
                     la liste de cette année-là (`cog`).",
            },
        },
        Reason {
            id: "later",
            message: Text {
                en: "“{value}” is the name of a commune from {from} on only: it is not in the list of {cog}.",
                fr: "« {value} » n'est le nom d'une commune que depuis {from} : il n'est pas dans la liste de {cog}.",
            },
            help: Text {
                en: "If the data is of {from} or later, ask for the list of that year in the schema: \
                     `\"cog\": \"{from}\"`. If not, write the name of that time.",
                fr: "Si les données datent de {from} ou d'après, demandez dans le schéma la liste de cette année-là : \
                     `\"cog\": \"{from}\"`. Sinon, écrivez le nom de l'époque.",
            },
        },
        Reason {
            id: "code",
            message: Text {
                en: "{value} is the code INSEE of {suggestion}: the name is expected.",
                fr: "{value} est le code INSEE de {suggestion} : on attend le nom.",
            },
            help: Text {
                en: "Write {suggestion}, and put the code into a column of its own.",
                fr: "Écrivez {suggestion}, et mettez le code dans une colonne à part.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "No commune is named “{value}” in the list of {cog}.",
                fr: "Aucune commune ne s'appelle « {value} » dans la liste de {cog}.",
            },
            help: Text {
                en: "{advice}",
                fr: "{advice}",
            },
        },
    ],
    params: &[
        words::COLUMN,
        vintage::COG,
        Param {
            name: "code",
            required: false,
            about: Text {
                en: "The field with the code INSEE of the commune, which must be that of the name.",
                fr: "Le champ qui contient le code INSEE de la commune, qui doit être celui du nom.",
            },
        },
        Param {
            name: "spelling",
            required: false,
            about: Text {
                en: "“official”: only the official spelling passes. “capitals”: only the official spelling in capitals, \
                     with its accents: BOULOGNE-BILLANCOURT, SÈVRES. “any”, if nothing is said: a name passes however \
                     it is spelt (capitals, accents, hyphens, St for Saint, a missing article, Cedex).",
                fr: "« official » : seule la graphie officielle est admise. « capitals » : seule la graphie officielle en \
                     capitales, avec ses accents : BOULOGNE-BILLANCOURT, SÈVRES. « any », par défaut : un nom est admis \
                     quelle que soit sa graphie (majuscules, accents, traits d'union, St pour Saint, article absent, \
                     Cedex).",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "insee,commune\n92012,Boulogne-Billancourt\n92012,BOULOGNE BILLANCOURT\n93066,St Denis\n75115,Paris\n76351,Havre\n92072,Sèvres Cedex\n,\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}, {"name": "commune", "customCheck": {"name": "commune", "spelling": "official"}}]}"#,
            data: "insee,commune\n92012,BOULOGNE BILLANCOURT\n",
            fails: Some("spelling"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}, {"name": "commune", "customCheck": {"name": "commune", "spelling": "capitals"}}]}"#,
            data: "insee,commune\n92012,Boulogne-Billancourt\n",
            fails: Some("spelling"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,commune\n92012,Issy-les-Moulineaux\n",
            fails: Some("other-commune"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,commune\n01015,Saint-Bois\n",
            fails: Some("former"),
        },
        Example {
            schema: r#"{"fields": [{"name": "insee"}, {"name": "commune", "customCheck": {"name": "commune", "cog": "2024"}}]}"#,
            data: "insee,commune\n16393,La Boixe\n",
            fails: Some("later"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,commune\n92012,92012\n",
            fails: Some("code"),
        },
        Example {
            schema: SCHEMA,
            data: "insee,commune\n92012,Boulogne-Bilancourt\n",
            fails: Some("unknown"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "insee"}, {"name": "commune"}],
  "dqcheck": {"checks": [{"name": "commune", "params": {"column": "commune", "code": "insee"}}]}
}"#;

const SPELLING: usize = 0;
const OTHER_COMMUNE: usize = 1;
const FORMER: usize = 2;
const LATER: usize = 3;
const CODE: usize = 4;
const UNKNOWN: usize = 5;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = Fields::of(request, schema, [Some("code"), None])?;
    let vintage = vintage::bind(request)?;
    let spelling = match request.text("spelling")? {
        None | Some("any") => Spelling::Any,
        Some("official") => Spelling::Official,
        Some("capitals") => Spelling::Capitals,
        Some(_) => return Err(request.invalid("spelling", SPELLINGS)),
    };
    Ok(fields.bind(vintage, Name { vintage, spelling }))
}

const SPELLINGS: Text = Text {
    en: "“official”, “capitals” or “any”",
    fr: "« official », « capitals » ou « any »",
};

/// What a name must be.
struct Name {
    vintage: u16,
    spelling: Spelling,
}

/// Which spelling of a name passes.
enum Spelling {
    Any,
    Official,
    Capitals,
}

impl Spelling {
    /// The name of a commune in this spelling.
    fn write(&self, name: &'static str) -> Cow<'static, str> {
        match self {
            Spelling::Capitals => name.to_uppercase().into(),
            _ => name.into(),
        }
    }
}

impl Judge for Name {
    fn judge(&self, text: &str, [code, _]: Others<'_>) -> Verdict {
        let of_code = self.of_code(code);
        if let Some(commune) = of_code
            && let Some(meant) = self.same_place(text, commune)
        {
            return self.spelt(text, &[meant]);
        }
        let meant = naming::meant(text, self.vintage);
        match (of_code, &meant[..]) {
            (_, []) => self.unknown(text, of_code),
            (None, _) => self.spelt(text, &meant),
            (Some(commune), _) if self.was(text, commune) => now(&[commune]),
            (Some(commune), _) => {
                let args = Args::new().with("communes", naming::listed(meant));
                let args = args.with("commune", commune.name);
                Some((OTHER_COMMUNE, args.with("code", commune.code)))
            }
        }
    }

    fn details(&self, text: &str, others: Others<'_>) -> Args {
        match self.judge(text, others) {
            Some((UNKNOWN, _)) => Args::new().with("advice", self.advice(text, others[0])),
            verdict => verdict.map(|(_, args)| args).unwrap_or_default(),
        }
    }
}

impl Name {
    /// The commune of a code. One that is none is for another check to tell: the name is judged by itself then.
    fn of_code(&self, code: Option<&str>) -> Option<&'static Commune> {
        dqcheck_reference::commune(code?, self.vintage)
    }

    /// The commune of the code, or the city of which it is an arrondissement, or an arrondissement of it: if the text
    /// is its name.
    fn same_place(&self, text: &str, commune: &'static Commune) -> Option<&'static Commune> {
        if naming::means(text, commune.name) {
            return Some(commune);
        }
        let parent = commune.parent;
        let city = parent.and_then(|code| dqcheck_reference::commune(code, self.vintage));
        if let Some(city) = city.filter(|city| naming::means(text, city.name)) {
            return Some(city);
        }
        let meant = naming::meant(text, self.vintage);
        meant
            .into_iter()
            .find(|meant| meant.parent == Some(commune.code))
    }

    /// Nothing, where one of these communes is written so, or any spelling does.
    fn spelt(&self, text: &str, communes: &[&'static Commune]) -> Verdict {
        let first = communes.first()?;
        let is_due = |commune: &&Commune| self.spelling.write(commune.name) == text;
        match matches!(self.spelling, Spelling::Any) || communes.iter().any(is_due) {
            true => None,
            false => rather(SPELLING, self.spelling.write(first.name)),
        }
    }

    /// Whether the commune once had this name, or a commune that it took in.
    fn was(&self, text: &str, commune: &Commune) -> bool {
        let once = naming::once_named(text, self.vintage);
        once.iter().any(|once| once.code == commune.code)
    }

    /// What is wrong with a name that no commune has.
    fn unknown(&self, text: &str, of_code: Option<&'static Commune>) -> Verdict {
        if let Some(commune) = of_code.filter(|commune| self.was(text, commune)) {
            return now(&[commune]);
        }
        let once = naming::once_named(text, self.vintage);
        if !once.is_empty() {
            return now(&once);
        }
        if let Some(year) = naming::later_named(text, self.vintage) {
            return Some((LATER, Args::new().with("from", year.to_string())));
        }
        match dqcheck_reference::commune(text.trim(), self.vintage) {
            Some(commune) => rather(CODE, self.spelling.write(commune.name)),
            None => because(UNKNOWN),
        }
    }

    /// What to write for a name that nobody knows.
    fn advice(&self, text: &str, code: Option<&str>) -> Arg {
        if let Some(Commune { name, code, .. }) = self.of_code(code) {
            let name = self.spelling.write(name);
            return Arg::said(|lang| match lang {
                Lang::En => format!(
                    "The code INSEE of this row, {code}, is that of {name}: write this name, or correct the code."
                ),
                Lang::Fr => format!(
                    "Le code INSEE de cette ligne, {code}, est celui de {name} : écrivez ce nom, ou corrigez le code."
                ),
            });
        }
        match naming::nearest(text, self.vintage) {
            Some(Commune { name, .. }) => {
                let name = self.spelling.write(name);
                Arg::said(|lang| match lang {
                    Lang::En => format!("{name} was probably meant: write this name."),
                    Lang::Fr => format!("Il s'agit sans doute de {name} : écrivez ce nom."),
                })
            }
            None => Arg::Words(ONE_NAME),
        }
    }
}

const ONE_NAME: Text = Text {
    en: "Compare with the list of communes on insee.fr (Code officiel géographique), and write one name in a cell, \
         without the department or an address.",
    fr: "Comparez avec la liste des communes sur insee.fr (Code officiel géographique), et n'écrivez qu'un nom par \
         cellule, sans le département ni l'adresse.",
};

fn now(communes: &[&'static Commune]) -> Verdict {
    let communes = naming::listed(communes.iter().copied());
    Some((FORMER, Args::new().with("communes", communes)))
}
