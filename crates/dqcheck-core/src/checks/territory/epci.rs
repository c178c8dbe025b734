//! `epci`: the SIREN, or the name, of an EPCI (group of communes with taxes of its own) or EPT in the list of a year, and
//! the one to which the commune belongs.

#[cfg(test)]
mod tests;

use dqcheck_reference::{Commune, Epci, commune, epci, epcis, epcis_named, fold};

use super::together::{Fields, Judge, Others};
use super::vintage;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::luhn::is_siren;
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words, written};
use crate::message::{Arg, Args, Lang, Text, misspelt};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "epci",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Unknown EPCI, or not that of the commune",
        fr: "EPCI inconnu, ou qui n'est pas celui de la commune",
    },
    why: Text {
        en: "Much of what communes do is done by the EPCI (or, around Paris, the EPT) of which they are members. Under \
             a number that is no EPCI's, or under that of a neighbour, a row is counted nowhere or in the wrong place.",
        fr: "Une grande part de ce que font les communes relève de l'EPCI (ou, autour de Paris, de l'EPT) dont elles \
             sont membres. Sous un numéro qui n'est celui d'aucun EPCI, ou sous celui d'un voisin, une ligne n'est \
             comptée nulle part, ou au mauvais endroit.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "siret",
            message: Text {
                en: "{value} is a SIRET (14 digits, an establishment) of {epci}: the SIREN (9 digits) is expected, \
                     {suggestion}.",
                fr: "{value} est un SIRET (14 chiffres, un établissement) de {epci} : on attend le SIREN (9 chiffres), \
                     {suggestion}.",
            },
            help: Text {
                en: "Keep the first nine digits: {suggestion}",
                fr: "Gardez les neuf premiers chiffres : {suggestion}",
            },
        },
        Reason {
            id: "other-organisation",
            message: Text {
                en: "{value} is a SIREN, but that of no EPCI or EPT in the list of {cog}.",
                fr: "{value} est un SIREN, mais n'est celui d'aucun EPCI ou EPT dans la liste de {cog}.",
            },
            help: Text {
                en: "The SIREN of an EPCI begins with 20 or 24; one that begins with 21 is a commune's, with 22 a \
                     department's, with 25 that of an association of communes for one purpose (syndicat). banatic.interieur.gouv.fr \
                     lists the EPCI.",
                fr: "Le SIREN d'un EPCI commence par 20 ou 24 ; un SIREN en 21 est celui d'une commune, en 22 celui \
                     d'un département, en 25 celui d'un syndicat. banatic.interieur.gouv.fr donne la liste des EPCI.",
            },
        },
        Reason {
            id: "key",
            message: Text {
                en: "{value} is no SIREN: its check digit is wrong.",
                fr: "{value} n'est pas un SIREN : sa clé de contrôle est fausse.",
            },
            help: Text {
                en: "One digit is wrong, or two have changed places. Compare with the list of EPCI on \
                     banatic.interieur.gouv.fr.",
                fr: "L'un des chiffres est faux, ou deux ont été inversés. Comparez avec la liste des EPCI sur \
                     banatic.interieur.gouv.fr.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "{value} does not have the 9 digits of the SIREN of an EPCI: number of digits {length}.",
                fr: "{value} n'a pas les 9 chiffres du SIREN d'un EPCI : nombre de chiffres {length}.",
            },
            help: Text {
                en: "Complete or correct the number. The code INSEE of a commune has five characters and belongs into \
                     another column.",
                fr: "Complétez ou corrigez le numéro. Le code INSEE d'une commune compte cinq caractères et relève \
                     d'une autre colonne.",
            },
        },
        Reason {
            id: "unknown-name",
            message: Text {
                en: "No EPCI or EPT is named “{value}” in the list of {cog}.",
                fr: "Aucun EPCI ou EPT ne s'appelle « {value} » dans la liste de {cog}.",
            },
            help: Text {
                en: "{advice}",
                fr: "{advice}",
            },
        },
        Reason {
            id: "other-epci",
            message: Text {
                en: "{commune} is no member of {epci}: it belongs to {groups}.",
                fr: "{commune} n'est pas membre de {epci} : elle appartient à {groups}.",
            },
            help: Text {
                en: "Correct the EPCI, or the code INSEE of the commune if it is the one that is wrong.",
                fr: "Corrigez l'EPCI, ou le code INSEE de la commune si c'est lui qui est faux.",
            },
        },
        Reason {
            id: "no-epci",
            message: Text {
                en: "{commune} is no member of {epci}: it belongs to no EPCI in the list of {cog}.",
                fr: "{commune} n'est pas membre de {epci} : elle n'appartient à aucun EPCI dans la liste de {cog}.",
            },
            help: Text {
                en: "Leave the cell empty, or correct the code INSEE of the commune if it is the one that is wrong.",
                fr: "Laissez la cellule vide, ou corrigez le code INSEE de la commune si c'est lui qui est faux.",
            },
        },
    ],
    params: &[
        words::COLUMN,
        vintage::COG,
        Param {
            name: "commune",
            required: false,
            about: Text {
                en: "The field with the code INSEE of the commune, which must be a member.",
                fr: "Le champ qui contient le code INSEE de la commune, qui doit en être membre.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200057974,92012\n200054781,92012\nGrand Paris Seine Ouest,92012\nGRAND PARIS SEINE-OUEST,92040\nCommunauté de communes du Pays de Fayence,\n,92012\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n\"2,00E+08\",92012\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200057974.0,92012\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200 057 974,92012\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n20005797400011,92012\n",
            fails: Some("siret"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n219200128,92012\n",
            fails: Some("other-organisation"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200057947,92012\n",
            fails: Some("key"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n92012,92012\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\nGrand Paris Sud Ouest,92012\n",
            fails: Some("unknown-name"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200057974,92050\n",
            fails: Some("other-epci"),
        },
        Example {
            schema: SCHEMA,
            data: "epci,insee\n200057974,98818\n",
            fails: Some("no-epci"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "epci"}, {"name": "insee"}],
  "dqcheck": {"checks": [{"name": "epci", "params": {"column": "epci", "commune": "insee"}}]}
}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const WRITTEN_OTHERWISE: usize = 2;
const SIRET: usize = 3;
const OTHER_ORGANISATION: usize = 4;
const KEY: usize = 5;
const LENGTH: usize = 6;
const UNKNOWN_NAME: usize = 7;
const OTHER_EPCI: usize = 8;
const NO_EPCI: usize = 9;

/// Longest text that can be a name, in bytes.
const LONGEST: usize = 200;

/// By how many characters a misspelt name may be longer or shorter.
const MOST_EDITS: usize = 3;

/// The kinds of EPCI, in full and as the list writes them, folded.
const KINDS: [(&str, &str); 3] = [
    ("communautedecommunes", "cc"),
    ("communautedagglomeration", "ca"),
    ("communauteurbaine", "cu"),
];

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = Fields::of(request, schema, [Some("commune"), None])?;
    let vintage = vintage::bind(request)?;
    Ok(fields.bind(vintage, Groups(vintage)))
}

/// The EPCI and EPT of a year.
struct Groups(u16);

impl Judge for Groups {
    fn judge(&self, text: &str, [code, _]: Others<'_>) -> Verdict {
        let named = self.named(text);
        let Some(named_first) = named.first() else {
            return self.unknown(text);
        };
        let commune = code.and_then(|code| commune(code, self.0))?;
        if named.iter().any(|epci| is_member(commune, epci)) {
            return None;
        }
        let args = Args::new()
            .with("commune", commune.name)
            .with("epci", named_first.name);
        let groups = self.of(commune);
        Some(match groups.is_empty() {
            true => (NO_EPCI, args),
            false => (OTHER_EPCI, args.with("groups", groups)),
        })
    }

    fn details(&self, text: &str, others: Others<'_>) -> Args {
        match self.judge(text, others) {
            Some((UNKNOWN_NAME, _)) => Args::new().with("advice", self.advice(text, others[0])),
            verdict => verdict.map(|(_, args)| args).unwrap_or_default(),
        }
    }
}

impl Groups {
    /// Those that a text is the SIREN or the name of; two have the same name.
    fn named(&self, text: &str) -> Vec<&'static Epci> {
        if let Some(epci) = epci(text, self.0) {
            return vec![epci];
        }
        if text.len() > LONGEST {
            return Vec::new();
        }
        let found: Vec<&Epci> = epcis_named(text, self.0).collect();
        if !found.is_empty() {
            return found;
        }
        let folded = fold(text);
        let mut short = KINDS.iter().filter_map(|(long, short)| {
            let name = folded.strip_prefix(long)?;
            Some(format!("{short}{name}"))
        });
        short
            .next()
            .map(|name| epcis_named(&name, self.0).collect())
            .unwrap_or_default()
    }

    /// What is wrong with a text that is neither a SIREN nor a name of the list.
    fn unknown(&self, text: &str) -> Verdict {
        if written::is_scientific(text.as_bytes()) {
            return because(SCIENTIFIC_NOTATION);
        }
        let whole = written::without_decimals(text.as_bytes());
        let bare = written::bare(whole.as_deref().unwrap_or(text));
        if epci(&bare, self.0).is_some() {
            let reason = match whole {
                Some(_) => DECIMALS,
                None => WRITTEN_OTHERWISE,
            };
            return rather(reason, bare);
        }
        if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return because(UNKNOWN_NAME);
        }
        let siren = bare.get(..9).filter(|_| bare.len() == 14);
        if let Some(epci) = siren.and_then(|siren| epci(siren, self.0)) {
            let args = Args::new().with("epci", epci.name);
            return Some((SIRET, args.with("suggestion", epci.siren)));
        }
        match <&[u8; 9]>::try_from(bare.as_bytes()) {
            Ok(digits) if is_siren(digits) => because(OTHER_ORGANISATION),
            Ok(_) => because(KEY),
            Err(_) => Some((LENGTH, Args::new().with("length", bare.len()))),
        }
    }

    /// `Grand Paris Seine Ouest (200057974)`, for each group of which a commune is a member, the nearest first.
    fn of(&self, commune: &Commune) -> Vec<String> {
        let groups = [commune.ept, commune.epci].into_iter().flatten();
        groups
            .filter_map(|siren| epci(siren, self.0))
            .map(|epci| format!("{} ({})", epci.name, epci.siren))
            .collect()
    }

    /// What to write for a name that is not in the list.
    fn advice(&self, text: &str, code: Option<&str>) -> Arg {
        if let Some(commune) = code.and_then(|code| commune(code, self.0))
            && let Some(group) = self.of(commune).first()
        {
            let name = commune.name;
            return Arg::said(|lang| match lang {
                Lang::En => format!("{name} belongs to {group}: write this name, or the number."),
                Lang::Fr => format!("{name} appartient à {group} : écrivez ce nom, ou le numéro."),
            });
        }
        let length = text.chars().count();
        let near = epcis(self.0)
            .map(|epci| epci.name)
            .filter(|name| name.chars().count().abs_diff(length) <= MOST_EDITS);
        match misspelt(text, near) {
            Some(name) => Arg::said(|lang| match lang {
                Lang::En => format!("{name} was probably meant: write this name."),
                Lang::Fr => format!("Il s'agit sans doute de {name} : écrivez ce nom."),
            }),
            None => Arg::Words(THE_LIST),
        }
    }
}

const THE_LIST: Text = Text {
    en: "Write the SIREN, nine digits, or the name as it stands in the list of EPCI on banatic.interieur.gouv.fr.",
    fr: "Écrivez le SIREN, neuf chiffres, ou le nom tel qu'il figure dans la liste des EPCI sur \
         banatic.interieur.gouv.fr.",
};

fn is_member(commune: &Commune, epci: &Epci) -> bool {
    [commune.epci, commune.ept].contains(&Some(epci.siren))
}
