//! Numbers of building permits and of what is asked for like them (Code de l'urbanisme, A423-3): type, department,
//! commune, year and file.

#[cfg(test)]
mod tests;

use dqcheck_reference::{LATEST, successor};

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::code_insee::can_be_code;
use crate::checks::dated::{A_DATE, Dated};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, Column, RowCheck, words, written};
use crate::diagnostic::value_text;
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{Faults, View};

pub static CHECK: CheckDef = CheckDef {
    id: "building-permit",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid number of a building permit",
        fr: "Numéro d'autorisation d'urbanisme invalide",
    },
    why: Text {
        en: "The number says which file is meant, and by itself in which commune and in which year it was handed in. \
             Misspelt, it joins with no other list of permits.",
        fr: "Le numéro désigne un dossier, et indique par lui-même sa commune et l'année de son dépôt. Mal écrit, il \
             ne se rapproche d'aucune autre liste d'autorisations.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        words::LOST_ZERO,
        Reason {
            id: "missing-type",
            message: Text {
                en: "“{value}” lacks the type of the file at its front, such as PC.",
                fr: "Il manque à « {value} » le type de dossier initial, par exemple PC.",
            },
            help: Text {
                en: "Write PC, PA, DP, PD, CU or AT before the number.",
                fr: "Écrivez PC, PA, DP, PD, CU ou AT devant le numéro.",
            },
        },
        Reason {
            id: "unknown-type",
            message: Text {
                en: "“{value}” does not begin with a type of file: PC, PA, DP, PD, CU or AT.",
                fr: "« {value} » ne commence pas par un type de dossier : PC, PA, DP, PD, CU ou AT.",
            },
            help: Text {
                en: "PC is a building permit, PA a permit to develop, PD one to demolish, DP a prior declaration, CU \
                     (CUa, CUb) a certificate, AT an authorisation of works in a building open to the public.",
                fr: "PC est un permis de construire, PA un permis d'aménager, PD un permis de démolir, DP une \
                     déclaration préalable, CU (CUa, CUb) un certificat d'urbanisme, AT une autorisation de travaux \
                     dans un établissement recevant du public.",
            },
        },
        Reason {
            id: "length",
            message: Text {
                en: "“{value}” has {length} characters behind its type; 13 are expected.",
                fr: "« {value} » compte {length} caractères après le type ; on en attend 13.",
            },
            help: Text {
                en: "Behind the type come department (3), commune (3), year (2) and file (5), such as PC 092 012 24 \
                     00001; then M01 for a change or T01 for a transfer.",
                fr: "Après le type viennent le département (3), la commune (3), l'année (2) et le dossier (5), par \
                     exemple PC 092 012 24 00001 ; puis M01 pour un modificatif ou T01 pour un transfert.",
            },
        },
        Reason {
            id: "department",
            message: Text {
                en: "“{value}” names no department: three characters such as 092, 02A or 974 are expected behind the \
                     type.",
                fr: "« {value} » ne désigne pas de département : on attend trois caractères tels que 092, 02A ou 974 \
                     après le type.",
            },
            help: Text {
                en: "Write a zero before the two characters of a department of metropolitan France.",
                fr: "Écrivez un zéro devant les deux caractères d'un département de métropole.",
            },
        },
        Reason {
            id: "letters",
            message: Text {
                en: "“{value}” has a letter where a digit is expected.",
                fr: "« {value} » contient une lettre là où un chiffre est attendu.",
            },
            help: Text {
                en: "Commune and year are digits; of the five characters of the file, the first alone may be a letter.",
                fr: "La commune et l'année sont des chiffres ; des cinq caractères du dossier, seul le premier peut \
                     être une lettre.",
            },
        },
        Reason {
            id: "other-commune",
            message: Text {
                en: "“{value}” is a number of another commune than {commune}: “{expected}” is expected behind the \
                     type.",
                fr: "« {value} » est le numéro d'une autre commune que {commune} : on attend « {expected} » après le \
                     type.",
            },
            help: Text {
                en: "Correct the number or the code INSEE of the row. A number that a commune had before it was merged \
                     into this one is accepted.",
                fr: "Corrigez le numéro ou le code INSEE de la ligne. Le numéro qu'une commune portait avant d'être \
                     fusionnée dans celle-ci est accepté.",
            },
        },
        Reason {
            id: "other-year",
            message: Text {
                en: "“{value}” was handed in in another year than {year}, the year of the date in this row.",
                fr: "« {value} » a été déposé une autre année que {year}, celle de la date de cette ligne.",
            },
            help: Text {
                en: "Correct the date or the number: the two digits behind the commune are the year in which the \
                     file was handed in.",
                fr: "Corrigez la date ou le numéro : les deux chiffres après la commune sont l'année du dépôt du \
                     dossier.",
            },
        },
    ],
    params: &[
        words::COLUMN,
        Param {
            name: "commune",
            required: false,
            about: Text {
                en: "The field with the code INSEE of the commune, which must be the one of the number.",
                fr: "Le champ qui contient le code INSEE de la commune, qui doit être celle du numéro.",
            },
        },
        Param {
            name: "date",
            required: false,
            about: Text {
                en: "The field with the date (or the year) on which the file was handed in; its year must be the one \
                     of the number.",
                fr: "Le champ qui contient la date (ou l'année) de dépôt du dossier ; son année doit être celle du \
                     numéro.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 092 012 24 00001,92012,2024-03-01\nCUb02A00419A0012M01,2A004,2019-01-02\nDP 974 411 20 00007,97411,\n,92012,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\npc 092-012-24-00001,92012,2024-03-01\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 92 012 24 00001,92012,2024-03-01\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\n092 012 24 00001,92012,2024-03-01\n",
            fails: Some("missing-type"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nXY 092 012 24 00001,92012,2024-03-01\n",
            fails: Some("unknown-type"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 092 012 24 001,92012,2024-03-01\n",
            fails: Some("length"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 192 012 24 00001,92012,2024-03-01\n",
            fails: Some("department"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 092 012 24 O00O1,92012,2024-03-01\n",
            fails: Some("letters"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 092 012 24 00001,92040,2024-03-01\n",
            fails: Some("other-commune"),
        },
        Example {
            schema: SCHEMA,
            data: "permis,insee,depot\nPC 092 012 24 00001,92012,2023-03-01\n",
            fails: Some("other-year"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "permis"}, {"name": "insee"}, {"name": "depot", "type": "date"}],
  "dqcheck": {"checks": [{"name": "building-permit", "params": {"column": "permis", "commune": "insee", "date": "depot"}}]}
}"#;

const WRITTEN_OTHERWISE: usize = 0;
const LOST_ZERO: usize = 1;
const MISSING_TYPE: usize = 2;
const UNKNOWN_TYPE: usize = 3;
const LENGTH: usize = 4;
const DEPARTMENT: usize = 5;
const LETTERS: usize = 6;
const OTHER_COMMUNE: usize = 7;
const OTHER_YEAR: usize = 8;

/// Those of the Code de l'urbanisme (PCM for a change), and AT: arrêté of 21 November 2011, which gives works in buildings
/// open to the public numbers of the same form.
const TYPES: [&str; 9] = ["PC", "PA", "DP", "PD", "CU", "CUA", "CUB", "PCM", "AT"];

const JUDGED: Judged = Judged {
    is_good: |text| Permit::read(text).is_some(),
    judge,
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let named = |param| match request.text(param)? {
        Some(_) => request.column(schema, param).map(Some),
        None => Ok(None),
    };
    let permit = request.column(schema, "column")?;
    let (commune, date) = (named("commune")?, named("date")?);
    let dated = date.map(|date| Dated::of(&schema.fields[date].type_name));
    if dated == Some(None) {
        return Err(request.invalid("date", A_DATE));
    }
    if commune.is_none() && date.is_none() {
        return JUDGED.bind(request, schema);
    }
    Ok(Bound::Rows {
        fields: [Some(permit), commune, date]
            .into_iter()
            .flatten()
            .collect(),
        check: Box::new(Agreement {
            with_commune: commune.is_some(),
            dated: dated.flatten(),
        }),
    })
}

/// What of a number other columns know.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Permit {
    /// Department and commune, `092012`.
    place: [u8; 6],
    year: u32,
}

impl Permit {
    /// A number of the usual form, with or without blanks between its parts.
    fn read(text: &[u8]) -> Option<Permit> {
        // Longer than any type and number; what may follow are changes and transfers.
        let mut buffer = [0; 16];
        let mut signs = text.iter().copied().filter(|sign| *sign != b' ');
        let mut length = 0;
        while length < 3
            && let Some(letter) = signs.clone().next().filter(u8::is_ascii_alphabetic)
        {
            buffer[length] = letter;
            length += 1;
            signs.next();
        }
        is_type(&buffer[..length]).then_some(())?;
        let number = &mut buffer[..13];
        for sign in number.iter_mut() {
            *sign = signs.next()?;
        }
        let permit = Permit::of_number(number).ok()?;
        while let Some(sign) = signs.next() {
            let is_number = |sign: Option<u8>| sign.is_some_and(|sign| sign.is_ascii_digit());
            let is_suffix =
                matches!(sign, b'M' | b'T') && is_number(signs.next()) && is_number(signs.next());
            is_suffix.then_some(())?;
        }
        Some(permit)
    }

    /// Reads the thirteen characters behind the type; the reason if they are no number.
    fn of_number(number: &[u8]) -> Result<Permit, usize> {
        let place = *number.first_chunk::<6>().ok_or(LENGTH)?;
        let is_department = match &place[..3] {
            b"02A" | b"02B" => true,
            b"000" | b"020" | b"096" | b"097" | b"098" | b"099" => false,
            [b'0', rest @ ..] | [b'9', b'7' | b'8', rest @ ..] => {
                rest.iter().all(u8::is_ascii_digit)
            }
            _ => false,
        };
        let [a, b, file @ ..] = &number[6..] else {
            return Err(LENGTH);
        };
        let [first, rest @ ..] = file else {
            return Err(LENGTH);
        };
        let mut digits = place[3..].iter().chain([a, b]).chain(rest);
        if !is_department {
            Err(DEPARTMENT)
        } else if !digits.all(u8::is_ascii_digit)
            || !(first.is_ascii_digit() || first.is_ascii_uppercase())
        {
            Err(LETTERS)
        } else {
            let year = u32::from(a - b'0') * 10 + u32::from(b - b'0');
            Ok(Permit { place, year })
        }
    }
}

/// `PC`; the last letter of a certificate may be small: `CUb`.
fn is_type(letters: &[u8]) -> bool {
    let is_written = |known: &&str| match (known.as_bytes(), letters) {
        ([.., last], [head @ .., small]) if known.len() == 3 && known.starts_with("CU") => {
            head == b"CU" && small.eq_ignore_ascii_case(last)
        }
        (known, letters) => known == letters,
    };
    TYPES.iter().any(is_written)
}

fn judge(text: &str) -> Verdict {
    let bare = written::bare(text);
    if Permit::read(bare.as_bytes()).is_some() {
        return match Permit::read(text.as_bytes()) {
            Some(_) => None,
            None => rather(WRITTEN_OTHERWISE, usual(&bare)),
        };
    }
    let letters = bare.bytes().take_while(u8::is_ascii_uppercase).count();
    let Some((kind, number)) = bare.split_at_checked(letters).filter(|_| bare.is_ascii()) else {
        return because(LETTERS);
    };
    if kind.is_empty() {
        let is_permit = number.len() >= 13 && Permit::of_number(&number.as_bytes()[..13]).is_ok();
        return match is_permit {
            true => because(MISSING_TYPE),
            false => because(UNKNOWN_TYPE),
        };
    }
    if !TYPES.contains(&kind) {
        return because(UNKNOWN_TYPE);
    }
    let with_zero = format!("{kind}0{number}");
    if Permit::read(with_zero.as_bytes()).is_some() {
        return rather(LOST_ZERO, usual(&with_zero));
    }
    match number.len() {
        13 => match Permit::of_number(number.as_bytes()) {
            Ok(_) => because(LETTERS),
            Err(reason) => because(reason),
        },
        length => Some((LENGTH, Args::new().with("length", length))),
    }
}

/// A good number of ASCII characters, with blanks between its parts.
fn usual(bare: &str) -> String {
    let letters = bare.bytes().take_while(u8::is_ascii_uppercase).count();
    let mut usual = String::new();
    for (at, sign) in bare.char_indices() {
        if [0, 3, 6, 8, 13].iter().any(|part| letters + part == at) {
            usual.push(' ');
        }
        usual.push(sign);
    }
    usual
}

/// A number that agrees with the code INSEE and the date of its row, where the row has them.
struct Agreement {
    with_commune: bool,
    dated: Option<Dated>,
}

impl RowCheck for Agreement {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let [permits, others @ ..] = columns else {
            return;
        };
        let (communes, dates) = match self.with_commune {
            true => (others.first(), others.get(1)),
            false => (None, others.first()),
        };
        let is_present =
            |column: &Column<'_>, row: usize| column.cells.states[row] == State::Present;
        permits.cells.each_present(|row, text| {
            let Some(permit) = Permit::read(text) else {
                if let Some((reason, _)) = judge(&String::from_utf8_lossy(text)) {
                    faults.push(row, reason);
                }
                return;
            };
            if let Some(communes) = communes
                && is_present(communes, row)
                && !is_of(permit, communes.cells.get(row))
            {
                return faults.push(row, OTHER_COMMUNE);
            }
            if let (Some(dates), Some(dated)) = (dates, self.dated)
                && let View::Ordinals(values) = dates.view
                && is_present(dates, row)
                && dated.year(values[row]).rem_euclid(100) != i64::from(permit.year)
            {
                faults.push(row, OTHER_YEAR);
            }
        });
    }

    fn details(&self, reason: usize, texts: &[&[u8]]) -> Args {
        let text = |at: usize| texts.get(at).copied().unwrap_or_default();
        let date = 1 + usize::from(self.with_commune);
        match reason {
            OTHER_COMMUNE => Args::new()
                .with("commune", value_text(text(1)))
                .with("expected", expected(text(1))),
            OTHER_YEAR => Args::new().with("year", value_text(text(date))),
            _ => judge(&String::from_utf8_lossy(text(0)))
                .map(|(_, args)| args)
                .unwrap_or_default(),
        }
    }
}

/// Whether the number is one of the commune with this code INSEE. What is no code INSEE is for others to tell.
fn is_of(permit: Permit, commune: &[u8]) -> bool {
    let Some(place) = place(commune) else {
        return true;
    };
    // The numbers of Paris, Lyon and Marseille bear the arrondissement.
    let arrondissements = match commune {
        b"75056" => Some((b"07510", b"07512")),
        b"69123" => Some((b"06938", b"06938")),
        b"13055" => Some((b"01320", b"01321")),
        _ => None,
    };
    let is_between = |(first, last): (&[u8; 5], &[u8; 5])| {
        let tens = &permit.place[..5];
        first.as_slice() <= tens && tens <= last.as_slice()
    };
    permit.place == place
        || arrondissements.is_some_and(is_between)
        || may_be_of(permit, commune).unwrap_or(true)
}

/// Whether the number is of a commune that has become this one; nothing of a code that no commune has or had.
#[cold]
fn may_be_of(permit: Permit, commune: &[u8]) -> Option<bool> {
    let of = |code: &str| dqcheck_reference::commune(code, LATEST).or_else(|| successor(code));
    let today = of(std::str::from_utf8(commune).ok()?)?;
    let [a, b, c, d, e, f] = permit.place;
    let old = match permit.place {
        [b'0', ..] => [b, c, d, e, f],
        _ => [a, b, c, e, f],
    };
    let old = std::str::from_utf8(&old).ok().and_then(of);
    Some(old.is_some_and(|old| old.code == today.code))
}

/// How a number writes the department and the commune of a code INSEE: `092012`, and `974411` overseas.
fn place(commune: &[u8]) -> Option<[u8; 6]> {
    let code: &[u8; 5] = commune.try_into().ok()?;
    if !can_be_code(code) {
        return None;
    }
    let [a, b, c, d, e] = *code;
    Some(match code {
        [b'9', b'7' | b'8', ..] => [a, b, c, c, d, e],
        _ => [b'0', a, b, c, d, e],
    })
}

fn expected(commune: &[u8]) -> String {
    let place = place(commune).unwrap_or_default();
    let place = String::from_utf8_lossy(&place);
    format!("{} {}", &place[..3], &place[3..])
}
