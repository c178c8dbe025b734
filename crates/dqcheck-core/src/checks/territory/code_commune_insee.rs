//! `code-commune-insee`: the code of a commune in the Code officiel géographique of a year.

#[cfg(test)]
mod tests;

use dqcheck_reference::{Commune, codes, commune, former, history, with_postal_code};

use super::seen::Seen;
use super::vintage;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::code_insee::can_be_code;
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, Column, ColumnCheck, naming, words, written};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub static CHECK: CheckDef = CheckDef {
    id: "code-commune-insee",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Unknown code INSEE of a commune",
        fr: "Code INSEE de commune inconnu",
    },
    why: Text {
        en: "The code INSEE says which commune a row is about, when names may be spelt in many ways and postal codes \
             are shared. With a code that is in no list, the row falls out of every map and every count by commune. \
             The codes of communes are expected, or those of the arrondissements of Paris, Lyon and Marseille.",
        fr: "Le code INSEE dit de quelle commune parle une ligne, alors que les noms s'écrivent de plusieurs façons et \
             que les codes postaux se partagent. Avec un code absent de la liste, la ligne disparaît de toute carte et \
             de tout décompte par commune. On attend le code d'une commune, ou d'un arrondissement de Paris, Lyon ou \
             Marseille.",
    },
    reasons: &[
        words::SCIENTIFIC_NOTATION,
        words::DECIMALS,
        words::LOST_ZERO,
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "merged",
            message: Text {
                en: "{value} was the code of {former} until {until}: in the list of {cog}, this commune has become \
                     {commune}, code {suggestion}.",
                fr: "{value} était le code de {former} jusqu'en {until} : dans la liste de {cog}, cette commune est \
                     devenue {commune}, code {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. If the data is of {until} or before, ask for the list of that year in the \
                     schema instead: `\"cog\": \"{until}\"`.",
                fr: "Écrivez {suggestion}. Si les données datent de {until} ou d'avant, demandez plutôt dans le schéma \
                     la liste de cette année-là : `\"cog\": \"{until}\"`.",
            },
        },
        Reason {
            id: "former",
            message: Text {
                en: "{value} is the code of a commune that has merged or has changed its code: it is now {commune}, \
                     code {suggestion}.",
                fr: "{value} est le code d'une commune qui a fusionné ou changé de code : c'est aujourd'hui {commune}, \
                     code {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}.",
                fr: "Écrivez {suggestion}.",
            },
        },
        Reason {
            id: "corsica",
            message: Text {
                en: "{value} is a code of Corsica from before 1976: the code of {commune} is {suggestion}.",
                fr: "{value} est un code de la Corse d'avant 1976 : le code de {commune} est {suggestion}.",
            },
            help: Text {
                en: "Write {suggestion}. The codes INSEE of Corsica begin with 2A or 2B; only its postal codes begin \
                     with 20. A column of numbers cannot hold them: declare it as text.",
                fr: "Écrivez {suggestion}. Les codes INSEE de la Corse commencent par 2A ou 2B ; seuls ses codes \
                     postaux commencent par 20. Une colonne de nombres ne peut pas les contenir : déclarez-la comme \
                     du texte.",
            },
        },
        Reason {
            id: "later",
            message: Text {
                en: "{value} is the code of {commune} from {from} on only: it is not in the list of {cog}.",
                fr: "{value} n'est le code de {commune} que depuis {from} : il n'est pas dans la liste de {cog}.",
            },
            help: Text {
                en: "If the data is of {from} or later, ask for the list of that year in the schema: \
                     `\"cog\": \"{from}\"`. If not, write the code of the commune of which it was a part.",
                fr: "Si les données datent de {from} ou d'après, demandez dans le schéma la liste de cette année-là : \
                     `\"cog\": \"{from}\"`. Sinon, écrivez le code de la commune dont elle faisait partie.",
            },
        },
        Reason {
            id: "postal-code",
            message: Text {
                en: "{value} is the postal code of {communes}. The code INSEE is expected, which stands in brackets.",
                fr: "{value} est le code postal de {communes}. On attend le code INSEE, indiqué entre parenthèses.",
            },
            help: Text {
                en: "Write the code INSEE of the commune. Several communes may share a postal code, so that it does \
                     not tell them apart.",
                fr: "Écrivez le code INSEE de la commune. Plusieurs communes peuvent partager un code postal, qui ne \
                     permet donc pas de les distinguer.",
            },
        },
        Reason {
            id: "name",
            message: Text {
                en: "“{value}” is a name. The code INSEE is expected, which stands in brackets: {communes}.",
                fr: "« {value} » est un nom. On attend le code INSEE, indiqué entre parenthèses : {communes}.",
            },
            help: Text {
                en: "Write the code, and put the name into a column of its own.",
                fr: "Écrivez le code, et mettez le nom dans une colonne à part.",
            },
        },
        Reason {
            id: "department",
            message: Text {
                en: "{value} is no code INSEE of a commune: no department has the code {department}.",
                fr: "{value} n'est pas un code INSEE de commune : aucun département n'a le code {department}.",
            },
            help: Text {
                en: "A code INSEE begins with the department: 01 to 95, 2A and 2B for Corsica, 97 and 98 overseas. \
                     Codes that begin with 99 are those of foreign countries.",
                fr: "Un code INSEE commence par le département : 01 à 95, 2A et 2B pour la Corse, 97 et 98 outre-mer. \
                     Les codes qui commencent par 99 sont ceux de pays étrangers.",
            },
        },
        Reason {
            id: "unknown",
            message: Text {
                en: "No commune has the code {value} in the list of {cog}.",
                fr: "Aucune commune n'a le code {value} dans la liste de {cog}.",
            },
            help: Text {
                en: "Compare with the list of communes on insee.fr (Code officiel géographique): a digit is wrong, or \
                     two have changed places.",
                fr: "Comparez avec la liste des communes sur insee.fr (Code officiel géographique) : un chiffre est \
                     faux, ou deux ont été inversés.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no code INSEE: five characters are expected.",
                fr: "« {value} » n'est pas un code INSEE : on attend cinq caractères.",
            },
            help: Text {
                en: "A code INSEE looks like 92012, or 2A004 in Corsica: the department, then three digits. insee.fr \
                     gives that of each commune.",
                fr: "Un code INSEE ressemble à 92012, ou 2A004 en Corse : le département, puis trois chiffres. insee.fr \
                     donne celui de chaque commune.",
            },
        },
    ],
    params: &[words::COLUMN, vintage::COG],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,92012\nParis 15e,75115\nAjaccio,2A004\nSaint-Denis,97411\nsans,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,\"9,2E+04\"\n",
            fails: Some("scientific-notation"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,92012.0\n",
            fails: Some("decimals"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBourg-en-Bresse,1053\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nAjaccio,2a 004\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nMontignac-Charente,16226\n",
            fails: Some("merged"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom"}, {"name": "insee", "customCheck": {"name": "code-commune-insee", "cog": "2024"}}]}"#,
            data: "nom,insee\nMontignac-Charente,16226\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nSaint-Bois,01340\n",
            fails: Some("former"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nAjaccio,20004\n",
            fails: Some("corsica"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom"}, {"name": "insee", "customCheck": {"name": "code-commune-insee", "cog": 2023}}]}"#,
            data: "nom,insee\nL'Oie,85165\n",
            fails: Some("later"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,92100\n",
            fails: Some("postal-code"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,Boulogne Billancourt\n",
            fails: Some("name"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBruxelles,99131\n",
            fails: Some("department"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,92999\n",
            fails: Some("unknown"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,insee\nBoulogne-Billancourt,920123\n",
            fails: Some("shape"),
        },
    ],
    aliases: &["code-insee", "french-insee-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "nom"}, {"name": "insee", "customCheck": "code-commune-insee"}]}"#;

const SCIENTIFIC_NOTATION: usize = 0;
const DECIMALS: usize = 1;
const LOST_ZERO: usize = 2;
const WRITTEN_OTHERWISE: usize = 3;
const MERGED: usize = 4;
const FORMER: usize = 5;
const CORSICA: usize = 6;
const LATER: usize = 7;
const POSTAL_CODE: usize = 8;
const NAME: usize = 9;
const DEPARTMENT: usize = 10;
const UNKNOWN: usize = 11;
const SHAPE: usize = 12;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    Ok(Bound::Column {
        field: request.column(schema, "column")?,
        check: Box::new(CodeCommuneInsee {
            vintage: vintage::bind(request)?,
        }),
    })
}

struct CodeCommuneInsee {
    vintage: u16,
}

impl ColumnCheck for CodeCommuneInsee {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        let codes = codes(self.vintage);
        let mut seen = Seen::default();
        column.cells.each_present(|row, text| {
            if !codes.contain(text)
                && let Some(reason) = seen.get(text, || self.judge(text).map(|(reason, _)| reason))
            {
                faults.push(row, reason);
            }
        });
    }

    fn constants(&self) -> Args {
        vintage::words(self.vintage)
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        self.judge(text).map(|(_, args)| args).unwrap_or_default()
    }
}

impl CodeCommuneInsee {
    #[cold]
    fn judge(&self, text: &[u8]) -> Verdict {
        let codes = codes(self.vintage);
        let is_code = |text: &str| codes.contain(text.as_bytes());
        if codes.contain(text) {
            return None;
        }
        if written::is_scientific(text) {
            return because(SCIENTIFIC_NOTATION);
        }
        let text = String::from_utf8_lossy(text);
        // A number with decimals may have lost its zero beside.
        let whole = written::without_decimals(text.as_bytes());
        let bare = written::bare(whole.as_deref().unwrap_or(&text));
        let padded = format!("0{bare}");
        if is_code(&bare) {
            let reason = match whole {
                Some(_) => DECIMALS,
                None => WRITTEN_OTHERWISE,
            };
            return rather(reason, bare);
        }
        if is_code(&padded) {
            return rather(LOST_ZERO, padded);
        }
        self.known_elsewhere(&bare)
            .or_else(|| self.known_elsewhere(&padded))
            .or_else(|| self.named(&text))
            .or_else(|| unknown(&bare))
    }

    /// A code of another year, or of another kind.
    fn known_elsewhere(&self, code: &str) -> Verdict {
        let postal = || with_postal_code(code, self.vintage);
        let is_corsican = code.starts_with("20");
        if let Some(later) = history(code)
            .iter()
            .find(|one| one.vintages.first > self.vintage)
        {
            let args = Args::new().with("commune", later.name);
            return Some((LATER, args.with("from", later.vintages.first.to_string())));
        }
        // Nobody has written the codes of Corsica of 1975 for long, everybody writes its postal codes.
        if let Some(former) = former(code).filter(|_| !is_corsican || postal().next().is_none()) {
            let successor = former.successor();
            let successor = commune(successor.code, self.vintage).unwrap_or(successor);
            let args = Args::new()
                .with("commune", successor.name)
                .with("suggestion", successor.code);
            return Some(match history(code).last() {
                Some(last) => {
                    let until = last.vintages.last.to_string();
                    (MERGED, args.with("former", last.name).with("until", until))
                }
                None => (if is_corsican { CORSICA } else { FORMER }, args),
            });
        }
        in_brackets(POSTAL_CODE, postal().collect())
    }

    fn named(&self, text: &str) -> Verdict {
        in_brackets(NAME, naming::meant(text, self.vintage))
    }
}

/// The reason, if there are communes whose codes can be shown.
fn in_brackets(reason: usize, communes: Vec<&Commune>) -> Verdict {
    (!communes.is_empty()).then(|| {
        (
            reason,
            Args::new().with("communes", naming::listed(communes)),
        )
    })
}

/// The reason for a code that no commune ever had: it could be one, could be one but for its department, or cannot.
fn unknown(code: &str) -> Verdict {
    let is_number = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match code.split_at_checked(2) {
        Some((department, commune)) if is_number(commune) => match can_be_code(code.as_bytes()) {
            true => because(UNKNOWN),
            false => Some((DEPARTMENT, Args::new().with("department", department))),
        },
        _ => because(SHAPE),
    }
}
