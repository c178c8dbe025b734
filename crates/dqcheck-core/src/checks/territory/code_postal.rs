//! `code-postal`: a postal code, and whether it is one of the commune's. `unknown-postal-code` warns of one that is in no
//! list: those of companies (CEDEX) are in none.

#[cfg(test)]
mod tests;

use dqcheck_reference::{Commune, commune, with_postal_code};

use super::together::{Fields, Judge, Others};
use super::vintage;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, naming, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "code-postal",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Invalid postal code",
        fr: "Code postal invalide",
    },
    why: Text {
        en: "A letter with a wrong postal code goes astray, and a postal code of another commune shows that one of the \
             two was mistyped or copied from another row.",
        fr: "Une lettre au code postal faux s'égare, et un code postal d'une autre commune montre que l'un des deux a \
             été mal saisi ou recopié d'une autre ligne.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        words::LOST_ZERO,
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "code-insee",
            message: Text {
                en: "{value} is the code INSEE of {commune}; its postal code is expected: {expected}.",
                fr: "{value} est le code INSEE de {commune} ; on attend son code postal : {expected}.",
            },
            help: Text {
                en: "Write the postal code. The two look alike and are often mistaken for each other.",
                fr: "Écrivez le code postal. Les deux se ressemblent et sont souvent pris l'un pour l'autre.",
            },
        },
        Reason {
            id: "other-commune",
            message: Text {
                en: "{value} is no postal code of {commune}, the commune of this row. Expected: {expected}.",
                fr: "{value} n'est pas un code postal de {commune}, la commune de cette ligne. Attendu : {expected}.",
            },
            help: Text {
                en: "Correct the postal code, or the commune if it is the one that is wrong.",
                fr: "Corrigez le code postal, ou la commune si c'est elle qui est fausse.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no postal code: five digits are expected, the first two of a department.",
                fr: "« {value} » n'est pas un code postal : on attend cinq chiffres, dont les deux premiers sont d'un \
                     département.",
            },
            help: Text {
                en: "A French postal code looks like 92100; it begins with 20 in Corsica, with 97 or 98 overseas. Put \
                     the name of the town into a column of its own.",
                fr: "Un code postal français ressemble à 92100 ; il commence par 20 en Corse, par 97 ou 98 outre-mer. \
                     Mettez le nom de la ville dans une colonne à part.",
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
                en: "The field with the code INSEE of the commune, which must have the postal code.",
                fr: "Le champ qui contient le code INSEE de la commune, qui doit avoir ce code postal.",
            },
        },
        Param {
            name: "name",
            required: false,
            about: Text {
                en: "The field with the name of the commune, which must have the postal code; a code INSEE in the row \
                     goes before it.",
                fr: "Le champ qui contient le nom de la commune, qui doit avoir ce code postal ; un code INSEE sur la \
                     ligne a priorité.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "cp,insee\n92100,92012\n20000,2A004\n01300,01034\n97133,97701\n75015,75056\n92109,92012\n,92012\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n\"9,21E+04\",92012\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n92100.0,92012\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n1300,01034\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n92 100,92012\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n92012,92012\n",
            fails: Some("code-insee"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n92130,92012\n",
            fails: Some("other-commune"),
        },
        Example {
            schema: r#"{
              "fields": [{"name": "cp"}, {"name": "commune"}],
              "dqcheck": {"checks": [{"name": "code-postal", "params": {"column": "cp", "name": "commune"}}]}
            }"#,
            data: "cp,commune\n92100,BOULOGNE BILLANCOURT\n92130,Boulogne-Billancourt\n",
            fails: Some("other-commune"),
        },
        Example {
            schema: SCHEMA,
            data: "cp,insee\n00100,92012\n",
            fails: Some("shape"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "cp"}, {"name": "insee"}],
  "dqcheck": {"checks": [{"name": "code-postal", "params": {"column": "cp", "commune": "insee"}}]}
}"#;

pub static UNKNOWN: CheckDef = CheckDef {
    id: "unknown-postal-code",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Territory,
    title: Text {
        en: "Postal code that is in no list",
        fr: "Code postal absent de la liste",
    },
    why: Text {
        en: "The postal codes of companies (CEDEX) are in no list, so that such a code may be right; most are typing \
             errors all the same. The check `code-postal` looks for them.",
        fr: "Les codes postaux des entreprises (CEDEX) ne figurent dans aucune liste : un tel code peut donc être \
             juste, mais c'est le plus souvent une faute de frappe. C'est le contrôle `code-postal` qui les cherche.",
    },
    reasons: &[
        Reason {
            id: "unlisted",
            message: Text {
                en: "No commune has the postal code {value}.",
                fr: "Aucune commune n'a le code postal {value}.",
            },
            help: Text {
                en: "If it is the CEDEX code of a company or an administration, nothing is to be done. If not, correct \
                     it: laposte.fr finds the postal code of an address.",
                fr: "S'il s'agit du code CEDEX d'une entreprise ou d'une administration, il n'y a rien à faire. Sinon, \
                     corrigez-le : laposte.fr donne le code postal d'une adresse.",
            },
        },
        Reason {
            id: "code-insee",
            message: Text {
                en: "No commune has the postal code {value}, but it is the code INSEE of {commune}, whose postal code \
                     is {expected}.",
                fr: "Aucune commune n'a le code postal {value}, mais c'est le code INSEE de {commune}, dont le code \
                     postal est {expected}.",
            },
            help: Text {
                en: "If the column holds codes INSEE, put the postal codes in their place. Name the field of the \
                     commune in the check, and such a code is told from that of a company (CEDEX).",
                fr: "Si la colonne contient des codes INSEE, remplacez-les par les codes postaux. Indiquez au contrôle \
                     le champ de la commune : il distinguera un tel code de celui d'une entreprise (CEDEX).",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: ALONE,
            data: "cp\n92100\n92012X\n",
            fails: None,
        },
        Example {
            schema: ALONE,
            data: "cp\n92109\n",
            fails: Some("unlisted"),
        },
        Example {
            schema: ALONE,
            data: "cp\n92012\n",
            fails: Some("code-insee"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const ALONE: &str = r#"{"fields": [{"name": "cp", "customCheck": "code-postal"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const LOST_ZERO: usize = 2;
const WRITTEN_OTHERWISE: usize = 3;
const CODE_INSEE: usize = 4;
const OTHER_COMMUNE: usize = 5;
const SHAPE: usize = 6;

const UNLISTED: usize = 0;
const PERHAPS_INSEE: usize = 1;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = Fields::of(request, schema, [Some("commune"), Some("name")])?;
    let vintage = vintage::bind(request)?;
    Ok(Bound::With {
        own: Box::new(fields.bind(vintage, Wrong(vintage))),
        def: &UNKNOWN,
        others: Box::new(fields.bind(vintage, Doubtful(vintage))),
    })
}

/// What `code-postal` says, by the lists of a year.
struct Wrong(u16);

/// What `unknown-postal-code` says, by the lists of a year.
struct Doubtful(u16);

impl Judge for Wrong {
    fn judge(&self, text: &str, others: Others<'_>) -> Verdict {
        match judge(text, others, self.0)? {
            Found::Wrong(verdict) => Some(verdict),
            Found::Doubtful(_) => None,
        }
    }
}

impl Judge for Doubtful {
    fn judge(&self, text: &str, others: Others<'_>) -> Verdict {
        match judge(text, others, self.0)? {
            Found::Wrong(_) => None,
            Found::Doubtful(verdict) => Some(verdict),
        }
    }
}

enum Found {
    Wrong((usize, Args)),
    Doubtful((usize, Args)),
}

fn judge(text: &str, others: Others<'_>, vintage: u16) -> Option<Found> {
    let communes = communes_of(others, vintage);
    if communes.iter().any(|commune| has(commune, text)) {
        return None;
    }
    if !is_shaped(text) {
        return malformed(text, &communes, vintage).map(Found::Wrong);
    }
    let is_listed = with_postal_code(text, vintage).next().is_some();
    let codes = || communes.iter().flat_map(|commune| commune.postal_codes());
    // An island without a post office has no postal code to compare with.
    if codes().next().is_none() {
        return (!is_listed).then(|| Found::Doubtful(unlisted(text, vintage)));
    }
    if let Some(own) = communes.iter().find(|commune| commune.code == text) {
        return Some(Found::Wrong((CODE_INSEE, about(&[own]))));
    }
    let is_near = codes().any(|code| code[..2] == text[..2]);
    Some(match !is_listed && is_near {
        true => Found::Doubtful((UNLISTED, Args::new())),
        false => Found::Wrong((OTHER_COMMUNE, about(&communes))),
    })
}

/// The communes that the row may mean: that of its code, else those of its name; none if neither is known.
fn communes_of([code, name]: Others<'_>, vintage: u16) -> Vec<&'static Commune> {
    let of_code = code.and_then(|code| commune(code, vintage));
    let of_name = || name.map(|name| naming::meant(name, vintage));
    of_code
        .map(|commune| vec![commune])
        .or_else(of_name)
        .unwrap_or_default()
}

fn has(commune: &Commune, postal_code: &str) -> bool {
    commune.postal_codes().any(|code| code == postal_code)
}

/// Five digits, the first two of a department, or of what stands for one.
fn is_shaped(text: &str) -> bool {
    let is_number = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !matches!(&text[..2], "00" | "96" | "99")
}

/// What is wrong with a text that is not five digits.
fn malformed(text: &str, communes: &[&'static Commune], vintage: u16) -> Verdict {
    if written::is_scientific(text.as_bytes()) {
        return because(SCIENTIFIC_NOTATION);
    }
    let is_expected = |code: &str| match communes {
        [] => with_postal_code(code, vintage).next().is_some(),
        communes => communes.iter().any(|commune| has(commune, code)),
    };
    let whole = written::without_decimals(text.as_bytes());
    let bare = written::bare(whole.as_deref().unwrap_or(text));
    let padded = format!("0{bare}");
    if is_shaped(&bare) {
        let reason = match whole {
            Some(_) => DECIMALS,
            None => WRITTEN_OTHERWISE,
        };
        return rather(reason, bare);
    }
    if is_shaped(&padded) && is_expected(&padded) {
        return rather(LOST_ZERO, padded);
    }
    match commune(&bare, vintage) {
        Some(commune) => Some((CODE_INSEE, about(&[commune]))),
        None => because(SHAPE),
    }
}

/// The code may be that of a company, or a code INSEE.
fn unlisted(text: &str, vintage: u16) -> (usize, Args) {
    match commune(text, vintage) {
        Some(commune) => (PERHAPS_INSEE, about(&[commune])),
        None => (UNLISTED, Args::new()),
    }
}

/// The communes of a name, and all postal codes that they have.
fn about(communes: &[&'static Commune]) -> Args {
    let name = communes.first().map(|commune| commune.name);
    let codes = communes.iter().flat_map(|commune| commune.postal_codes());
    let expected: Vec<String> = codes.map(str::to_owned).collect();
    Args::new()
        .with("commune", name.unwrap_or_default())
        .with("expected", expected)
}
