//! `deviated-value`: a number far from the average of its column.
//!
//! All numbers of the column are kept, 8 bytes a row, and once more while they are judged.

use super::numbers;
use super::statistics::{self, Average, shown};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "deviated-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Number far from all others",
        fr: "Nombre très éloigné des autres",
    },
    why: Text {
        en: "A number far from the rest of its column is often a slip: a lost decimal mark, another unit, a digit too \
             many. A single one spoils sums and averages.",
        fr: "Un nombre très éloigné du reste de sa colonne est souvent une erreur : une virgule perdue, une autre \
             unité, un chiffre de trop. Un seul suffit à fausser les sommes et les moyennes.",
    },
    reasons: &[Reason {
        id: "deviated",
        message: Text {
            en: "“{value}” is far from the other numbers of “{field}”, most of which lie between {lowest} and \
                 {highest}.",
            fr: "« {value} » est très éloigné des autres nombres de « {field} », qui se situent pour la plupart entre \
                 {lowest} et {highest}.",
        },
        help: Text {
            en: "Compare the cell with its source: look at the decimal mark, the unit and the number of digits. If the \
                 number is right, there is nothing to mend; a larger “interval” lets it pass.",
            fr: "Comparez la cellule à sa source : vérifiez la virgule, l'unité et le nombre de chiffres. Si le nombre \
                 est juste, il n'y a rien à corriger ; un « interval » plus grand le laissera passer.",
        },
    }],
    params: &[
        super::COLUMN,
        INTERVAL,
        Param {
            name: "average",
            required: false,
            about: Text {
                en: "What “far” is measured from: “mean” (if nothing is said), “median” or “mode”.",
                fr: "Le point d'où l'on mesure l'éloignement : « mean » (moyenne, par défaut), « median » (médiane) ou \
                     « mode » (valeur la plus fréquente).",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "mois,entrees\n1,101\n2,99\n3,100\n4,102\n5,98\n6,100\n7,101\n8,99\n9,100\n10,100\n11,9900\n",
            fails: Some("deviated"),
        },
        Example {
            schema: SCHEMA,
            data: "mois,entrees\n1,101\n2,99\n3,\n4,104\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "deviated-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "mois", "type": "integer"}, {"name": "entrees", "type": "integer"}],
  "dqcheck": {"checks": [{"name": "deviated-value", "params": {"column": "entrees"}}]}
}"#;

const DEVIATED: usize = 0;

pub(super) const INTERVAL: Param = Param {
    name: "interval",
    required: false,
    about: Text {
        en: "How many standard deviations from the average are too far; 3 if nothing is said.",
        fr: "Le nombre d'écarts types à partir duquel on est trop loin ; 3 par défaut.",
    },
};

/// How far is too far where nobody says so.
pub(super) const USUAL_INTERVAL: f64 = 3.0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let field = numbers::field(request, schema)?;
    let interval = request.number("interval")?.unwrap_or(USUAL_INTERVAL);
    let average = match request.text("average")? {
        None => Average::Mean,
        Some(name) => Average::NAMES
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, average)| average)
            .ok_or_else(|| request.invalid("average", AVERAGE))?,
    };
    Ok(Bound::File {
        fields: vec![field],
        check: Box::new(Deviated { interval, average }),
    })
}

const AVERAGE: Text = Text {
    en: "“mean”, “median” or “mode”",
    fr: "« mean », « median » ou « mode »",
};

struct Deviated {
    interval: f64,
    average: Average,
}

impl FileCheck for Deviated {
    /// The number of each row; `NaN` where there is none.
    type Notes = Vec<f64>;

    fn note(&self, columns: &[&Column<'_>], _rows: usize, numbers: &mut Vec<f64>) {
        numbers::note(columns, numbers);
    }

    fn append(&self, file: &mut Vec<f64>, block: Vec<f64>) {
        file.extend(block);
    }

    fn judge(&self, numbers: Vec<f64>, tell: &mut dyn FnMut(FileFault<'_>)) {
        let finite = |number: &f64| number.is_finite();
        let values: Vec<f64> = numbers.iter().copied().filter(finite).collect();
        if values.len() < 2 {
            return;
        }
        let average = self.average.of(&values);
        let far = self.interval * statistics::deviation(&values);
        let (lowest, highest) = (average - far, average + far);
        for (row, number) in (0..).zip(numbers) {
            if number < lowest || number > highest {
                tell(FileFault {
                    reason: DEVIATED,
                    count: 1,
                    cell: Some((row, 0)),
                    args: &|| {
                        Args::new()
                            .with("lowest", shown(lowest))
                            .with("highest", shown(highest))
                    },
                });
            }
        }
    }
}
