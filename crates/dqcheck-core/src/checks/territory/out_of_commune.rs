//! `out-of-commune`: rows of other communes in the file of one, known by their code INSEE, their postal code, the name of
//! the commune and their position.
//!
//! What tells nothing (a missing cell, a code of no commune, a position in the sea) is no evidence: the checks of codes,
//! names and positions, which are bound to the same columns, look at it. So a column of positions that is swapped or in
//! metres throughout does not make every row one of elsewhere.
//!
//! Costs in memory a count for each commune that is met, and some 50 bytes for each row that is shown: the first
//! [`KEPT`] of a reason.

mod columns;
mod town;
mod words;

use dqcheck_reference::Commune;

use self::columns::{Kind, NAMING};
use self::town::{Said, Town, Value, may_be_of};
use self::words::Counts;
use super::seen::Seen;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::geo::position;
use crate::checks::{Bound, Column, FileCheck, FileFault, shown};
use crate::geodesy::Area;
use crate::message::{Arg, Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema, unusable_commune};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "out-of-commune",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Territory,
    title: Text {
        en: "Row outside the commune",
        fr: "Ligne hors de la commune",
    },
    why: Text {
        en: "Whoever counts or maps the rows takes all of them for the commune's. The export of a whole group of communes \
             looks like that of one of them, and nobody sees it.",
        fr: "Qui compte ou cartographie les lignes les attribue toutes à la commune. L'export d'une intercommunalité entière \
             ressemble à celui d'une de ses communes, et personne ne le voit.",
    },
    reasons: &[
        Reason {
            id: "neighbours",
            message: Text {
                en: "{count} of the {rows} rows are not of {expected} ({expected-code}): {communes}. {question}",
                fr: "{count} lignes sur {rows} ne concernent pas {expected} ({expected-code}) : {communes}. {question}",
            },
            help: Text {
                en: "If so, keep only the rows of {expected}: {remedy} If all rows are meant to be there, the dataset is \
                     not that of one commune: remove the setting `commune`.",
                fr: "Si oui, ne gardez que les lignes de la commune : {remedy} Si toutes les lignes ont leur place ici, le \
                     jeu de données n'est pas celui d'une seule commune : supprimez le réglage `commune`.",
            },
        },
        Reason {
            id: "other-commune",
            message: Text {
                en: "According to {theirs}, this row is of {commune} ({code}), not of {expected}{far}.",
                fr: "D'après {theirs}, cette ligne concerne {commune} ({code}) et non {expected}{far}.",
            },
            help: Text {
                en: "If that is so, take the row out of the file of {expected}. If not, correct {theirs}.",
                fr: "Si c'est exact, retirez la ligne du fichier de la commune. Sinon, corrigez {theirs}.",
            },
        },
        Reason {
            id: "disagreement",
            message: Text {
                en: "The columns of this row disagree: {commune} ({code}) according to {theirs}, {expected} according to \
                     {ours}{far}.",
                fr: "Les colonnes de cette ligne se contredisent : {commune} ({code}) d'après {theirs}, {expected} d'après \
                     {ours}{far}.",
            },
            help: Text {
                en: "See from the address in which of the two it is. Correct {theirs} if it is in {expected}; if not, take \
                     the row out of the file.",
                fr: "Voyez d'après l'adresse de quelle commune il s'agit. Si c'est {expected}, corrigez {theirs} ; sinon, \
                     retirez la ligne du fichier.",
            },
        },
    ],
    params: &[
        Param {
            name: "commune",
            required: true,
            about: Text {
                en: "The code INSEE of the commune that all rows are of: \"92012\". Where it is the only setting, the \
                     columns are found by their usual names (insee, com_cp, commune, geo_point_2d ...); with any of the \
                     others, only the columns that are named are looked at.",
                fr: "Le code INSEE de la commune que concernent toutes les lignes : \"92012\". Si c'est le seul réglage, \
                     les colonnes sont trouvées par leurs noms habituels (insee, com_cp, commune, geo_point_2d...) ; avec \
                     l'un des autres, seules les colonnes nommées sont regardées.",
            },
        },
        Param {
            name: NAMING[0],
            required: false,
            about: Text {
                en: "The field that holds the code INSEE of the commune.",
                fr: "Le champ qui contient le code INSEE de la commune.",
            },
        },
        Param {
            name: NAMING[1],
            required: false,
            about: Text {
                en: "The field that holds the postal code.",
                fr: "Le champ qui contient le code postal.",
            },
        },
        Param {
            name: NAMING[2],
            required: false,
            about: Text {
                en: "The field that holds the name of the commune.",
                fr: "Le champ qui contient le nom de la commune.",
            },
        },
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
    ],
    examples: &[
        Example {
            schema: TOWN,
            data: "insee,commune,geo_point_2d\n92012,BOULOGNE BILLANCOURT,\"48.8352, 2.2410\"\n92012,,\n",
            fails: None,
        },
        Example {
            schema: TOWN,
            data: "insee,commune,geo_point_2d\n92040,ISSY LES MOULINEAUX,\"48.8240, 2.2700\"\n",
            fails: Some("other-commune"),
        },
        Example {
            schema: TOWN,
            data: "insee,commune,geo_point_2d\n92012,Boulogne-Billancourt,\"48.8240, 2.2700\"\n",
            fails: Some("disagreement"),
        },
        Example {
            schema: NAMED,
            data: "lieu,cp_mairie\nIssy,92130\n",
            fails: Some("other-commune"),
        },
    ],
    aliases: &[],
    frictionless: "row-error",
};

const TOWN: &str = r#"{
  "fields": [{"name": "insee"}, {"name": "commune"}, {"name": "geo_point_2d"}],
  "dqcheck": {"commune": "92012"}
}"#;
const NAMED: &str = r#"{
  "fields": [{"name": "lieu"}, {"name": "cp_mairie"}],
  "dqcheck": {"checks": [{"name": "out-of-commune", "params": {"commune": "92012", "postal": "cp_mairie"}}]}
}"#;

const NEIGHBOURS: usize = 0;
const OTHER_COMMUNE: usize = 1;
const DISAGREEMENT: usize = 2;

/// So many rows of other communes have a cause in common: below that it may be chance.
const MANY: u64 = 3;
/// How many rows of a reason can be shown.
const KEPT: usize = 100_000;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let town = Town::bind(request)?;
    let mut found = columns::bind(request, schema)?;
    found.retain(|witness| !matches!(witness.kind, Kind::Position(_)) || town.has_contour());
    if found.is_empty() {
        let fault = unusable_commune::fault(request, unusable_commune::NO_COLUMN);
        return Err(fault.with("commune", town.commune.code));
    }
    let asked = columns::checks(request, schema, &found)?;
    let fields = found.iter().flat_map(|witness| witness.fields.clone());
    let fields: Vec<usize> = fields.collect();
    let witnesses = found.into_iter().map(|witness| {
        let names = witness
            .fields
            .iter()
            .map(|field| &schema.fields[*field].name);
        Witness {
            kind: witness.kind,
            labels: names.map(|name| shown::cell(name.as_bytes())).collect(),
            at: None,
        }
    });
    let check = OutOfCommune {
        town,
        witnesses: witnesses.collect(),
    };
    let own = Bound::File {
        fields,
        check: Box::new(check),
    };
    Ok(asked
        .into_iter()
        .fold(own, |own, (def, others)| Bound::With {
            own: Box::new(own),
            def,
            others: Box::new(others),
        }))
}

struct OutOfCommune {
    town: Town,
    witnesses: Vec<Witness>,
}

/// One or two columns that together say one thing.
struct Witness {
    kind: Kind,
    /// The names of the columns, as messages show them.
    labels: Vec<String>,
    /// Where the first of them stands among those that the check sees; `None` where the file lacks one.
    at: Option<usize>,
}

/// What is known of the rows so far.
#[derive(Default)]
struct Known {
    rows: u64,
    communes: Counts,
    wrong: [Wrong; 2],
}

#[derive(Default)]
struct Wrong {
    count: u64,
    first: Vec<(u64, Case)>,
}

/// A row that is not of the commune, or not in every respect.
struct Case {
    commune: &'static Commune,
    /// Which witnesses say so, and which say the contrary: bits.
    theirs: u8,
    ours: u8,
    /// How far the position is from the commune, where it is not in it.
    metres: Option<f64>,
}

impl FileCheck for OutOfCommune {
    type Notes = Known;

    fn meet(&mut self, has: &[bool]) {
        let (mut has, mut at) = (has.iter(), 0);
        for witness in &mut self.witnesses {
            let fields = has.by_ref().take(witness.labels.len());
            let present = fields.filter(|present| **present).count();
            witness.at = (present == witness.labels.len()).then_some(at);
            at += present;
        }
    }

    fn note(&self, columns: &[&Column<'_>], rows: usize, known: &mut Known) {
        known.rows = rows as u64;
        let mut elsewhere = vec![false; rows];
        let mut extents = Vec::new();
        for (witness, at) in self.present() {
            match witness.kind {
                Kind::Position(positions) => {
                    let columns = &columns[at..at + positions.width()];
                    extents = positions.extents(columns, rows);
                    for (row, extent) in extents.iter().enumerate() {
                        elsewhere[row] |= extent
                            .as_ref()
                            .is_some_and(|area| self.is_elsewhere(Value::Position(area.middle())));
                    }
                }
                kind => {
                    let mut seen = Seen::default();
                    columns[at].cells.each_present(|row, text| {
                        elsewhere[row] |=
                            seen.get(text, || self.is_elsewhere(Value::Text(kind, text)));
                    });
                }
            }
        }
        let rows = elsewhere.iter().enumerate().filter(|(_, there)| **there);
        for (row, _) in rows {
            if let Some(case) = self.case(columns, &extents, row) {
                known.wrong(row as u64, case);
            }
        }
    }

    fn append(&self, file: &mut Known, block: Known) {
        let before = file.rows;
        file.rows += block.rows;
        for (code, count) in block.communes {
            *file.communes.entry(code).or_default() += count;
        }
        for (file, block) in file.wrong.iter_mut().zip(block.wrong) {
            file.count += block.count;
            let room = KEPT - file.first.len();
            let shown = block.first.into_iter().take(room);
            file.first
                .extend(shown.map(|(row, case)| (row + before, case)));
        }
    }

    fn judge(&self, known: Known, tell: &mut dyn FnMut(FileFault<'_>)) {
        let [others, _] = &known.wrong;
        if others.count >= MANY {
            tell(FileFault {
                reason: NEIGHBOURS,
                count: 1,
                cell: None,
                args: &|| {
                    Args::new()
                        .with("count", others.count)
                        .with("rows", known.rows)
                        .with("communes", words::communes(&known.communes))
                        .with(
                            "question",
                            words::question(self.town.commune, &known.communes),
                        )
                },
            });
        }
        for (reason, wrong) in [OTHER_COMMUNE, DISAGREEMENT].into_iter().zip(&known.wrong) {
            // The first stands for those that are not shown.
            let mut count = wrong.count - (wrong.first.len() as u64).saturating_sub(1);
            for (row, case) in &wrong.first {
                tell(FileFault {
                    reason,
                    count: std::mem::replace(&mut count, 1),
                    cell: Some((*row, self.column(case))),
                    args: &|| self.args(case),
                });
            }
        }
    }

    fn constants(&self) -> Args {
        let Commune { code, name, .. } = *self.town.commune;
        Args::new()
            .with("expected", name)
            .with("expected-code", code)
            .with("remedy", self.remedy())
    }
}

impl OutOfCommune {
    /// The witnesses that the file has, and where their columns stand.
    fn present(&self) -> impl Iterator<Item = (&Witness, usize)> {
        let found = self.witnesses.iter();
        found.filter_map(|witness| Some((witness, witness.at?)))
    }

    #[inline]
    fn is_elsewhere(&self, value: Value<'_>) -> bool {
        !self.town.is_ours(value) && matches!(self.town.said(value), Said::Others(_))
    }

    /// What the values of a row come to, of which one at least is of another commune.
    #[cold]
    fn case(&self, columns: &[&Column<'_>], extents: &[Option<Area>], row: usize) -> Option<Case> {
        let value = |(bit, witness): (usize, &Witness)| {
            let value = match witness.kind {
                Kind::Position(_) => Value::Position(extents.get(row)?.as_ref()?.middle()),
                kind => {
                    let cells = &columns[witness.at?].cells;
                    let text = (cells.states[row] == State::Present).then(|| cells.get(row));
                    Value::Text(kind, text?)
                }
            };
            Some((1 << bit, value, self.town.said(value)))
        };
        let values = self.witnesses.iter().enumerate().filter_map(value);
        let values: Vec<(u8, Value<'_>, Said)> = values.collect();
        let commune = likeliest(&values)?;

        let mut case = Case {
            commune,
            theirs: 0,
            ours: 0,
            metres: None,
        };
        for (bit, value, said) in &values {
            // What two communes have in common, such as a postal code, speaks for neither.
            match (said, names(*value, said, commune)) {
                (Said::Ours, false) => case.ours |= bit,
                (Said::Others(_), true) => case.theirs |= bit,
                _ => continue,
            }
            if let (Value::Position(point), Said::Others(_)) = (value, said) {
                case.metres = self.town.metres(*point);
            }
        }
        Some(case)
    }

    /// The column at which a row is shown.
    fn column(&self, case: &Case) -> usize {
        let witness = &self.witnesses[case.theirs.trailing_zeros() as usize];
        witness.at.expect("what the file lacks says nothing")
    }

    fn args(&self, case: &Case) -> Args {
        let of = |bits: u8| {
            let all = self.witnesses.iter().enumerate();
            let said = all.filter(|(bit, _)| bits & (1 << bit) != 0);
            words::columns(&labels(said.map(|(_, witness)| witness)))
        };
        Args::new()
            .with("commune", case.commune.name)
            .with("code", case.commune.code)
            .with("theirs", of(case.theirs))
            .with("ours", of(case.ours))
            .with("far", words::far(case.metres, self.town.commune.name))
    }

    /// How to take the rows of the commune out of those of many.
    fn remedy(&self) -> Arg {
        let insee = self
            .present()
            .find(|(witness, _)| witness.kind == Kind::Insee);
        let Some((Witness { labels, .. }, _)) = insee else {
            return Arg::Words(FILTER);
        };
        let (column, code) = (&labels[0], self.town.commune.code);
        Arg::Said {
            en: format!(
                "filter the export on “{column}” = {code} (on an Opendatasoft portal, add refine={column}:{code} to the \
                 address of the export, or a filter to the processing of the dataset; in a spreadsheet, Data, Filter)."
            ),
            fr: format!(
                "filtrez l'export sur « {column} » = {code} (sur un portail Opendatasoft, ajoutez refine={column}:{code} \
                 à l'adresse de l'export, ou un filtre dans le traitement du jeu de données ; dans un tableur, Données, \
                 Filtre)."
            ),
        }
    }
}

const FILTER: Text = Text {
    en: "filter the export on the commune where the data come from (in QGIS, Select by Location with the outline of the \
         commune).",
    fr: "filtrez l'export sur la commune, là d'où viennent les données (dans QGIS, Sélection par localisation avec le \
         contour de la commune).",
};

fn labels<'a>(witnesses: impl Iterator<Item = &'a Witness>) -> Vec<&'a str> {
    let labels = witnesses.flat_map(|witness| &witness.labels);
    labels.map(String::as_str).collect()
}

/// The commune that a row is most probably of, if not of the one that it should be of: a code or a position says more
/// than a name, a name more than a postal code, and of what several communes share it is that which more values name.
fn likeliest(values: &[(u8, Value<'_>, Said)]) -> Option<&'static Commune> {
    let others = values.iter().filter_map(|(_, value, said)| match said {
        Said::Others(communes) => Some((value, communes)),
        _ => None,
    });
    let (_, communes) = others.min_by_key(|(value, _)| match value {
        Value::Text(Kind::Insee, _) => 0,
        Value::Position(_) => 1,
        Value::Text(Kind::Name, _) => 2,
        Value::Text(..) => 3,
    })?;
    let often = |commune: &&&Commune| {
        let values = values.iter();
        values
            .filter(|(_, value, said)| names(*value, said, commune))
            .count()
    };
    // Of those that are named as often as each other, the last of these is the first.
    communes.iter().rev().max_by_key(often).copied()
}

/// Whether a value may be of a commune, given what it says.
fn names(value: Value<'_>, said: &Said, commune: &Commune) -> bool {
    let listed = matches!(said, Said::Others(communes) if communes.contains(&commune));
    listed || may_be_of(commune, value)
}

impl Known {
    #[cold]
    fn wrong(&mut self, row: u64, case: Case) {
        let of_another = case.ours == 0;
        if of_another {
            *self.communes.entry(case.commune.code).or_default() += 1;
        }
        let wrong = &mut self.wrong[usize::from(!of_another)];
        wrong.count += 1;
        if wrong.first.len() < KEPT {
            wrong.first.push((row, case));
        }
    }
}
