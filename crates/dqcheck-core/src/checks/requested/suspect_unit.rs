//! `suspect-unit` (`unit-outlier`): a number that would be usual in another unit, as 1150 where metres lie between 5
//! and 20.
//!
//! All numbers of the column are kept, 8 bytes a row, and once more where nobody says what is usual: then it is what
//! nine tenths of the column say, if they lie close enough together for a unit to show.

use super::numbers;
use super::statistics::shown;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "suspect-unit",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Requested,
    title: Text {
        en: "Number of an unusual size",
        fr: "Nombre d'une grandeur inhabituelle",
    },
    why: Text {
        en: "A bay of 1150 among bays of 5 to 20 metres was measured in centimetres. One such number spoils every sum \
             and every map.",
        fr: "Une place de 1150 parmi des places de 5 à 20 mètres a été mesurée en centimètres. Un seul nombre de ce \
             genre fausse toute somme et toute carte.",
    },
    reasons: &[
        Reason {
            id: "other-unit",
            message: Text {
                en: "“{value}” is far from the usual {lowest} to {highest} {unit}: it is probably in {other}, which \
                     makes {mended} {unit}.",
                fr: "« {value} » est loin des {lowest} à {highest} {unit} habituels : c'est sans doute en {other}, ce \
                     qui fait {mended} {unit}.",
            },
            help: Text {
                en: "If the number is in {other}, write {mended}. If not, compare it with its source.",
                fr: "Si le nombre est en {other}, écrivez {mended}. Sinon, comparez-le à sa source.",
            },
        },
        Reason {
            id: "power-of-ten",
            message: Text {
                en: "“{value}” is far from the usual {lowest} to {highest}, where {mended} would be: another unit, or \
                     a decimal mark in the wrong place?",
                fr: "« {value} » est loin des valeurs habituelles, de {lowest} à {highest}, où se placerait {mended} : \
                     une autre unité, ou une virgule mal placée ?",
            },
            help: Text {
                en: "Look in which unit the number was measured, and write it in the unit of the column: perhaps \
                     {mended}.",
                fr: "Vérifiez dans quelle unité le nombre a été mesuré, et écrivez-le dans l'unité de la colonne : \
                     peut-être {mended}.",
            },
        },
        Reason {
            id: "unusual",
            message: Text {
                en: "“{value}” in “{field}” is not between {lowest} and {highest}, as is usual.",
                fr: "« {value} » dans « {field} » n'est pas entre {lowest} et {highest}, comme c'est l'usage.",
            },
            help: Text {
                en: "Compare the cell with its source. If the number is right, there is nothing to correct; a wider \
                     “usual” lets it pass.",
                fr: "Comparez la cellule à sa source. Si le nombre est juste, il n'y a rien à corriger ; un réglage \
                     « usual » plus large le laissera passer.",
            },
        },
    ],
    params: &[
        super::COLUMN,
        Param {
            name: "unit",
            required: false,
            about: Text {
                en: "The unit of the column, such as m, m², ha, l, kg, min, kWh or €: others of its kind are tried.",
                fr: "L'unité de la colonne, comme m, m², ha, l, kg, min, kWh ou € : les autres du même genre sont \
                     essayées.",
            },
        },
        Param {
            name: "usual",
            required: false,
            about: Text {
                en: "[lowest, highest] of the usual values: what lies outside is told. Without it, the column itself \
                     says what is usual, if it has at least 20 numbers, and only what fits in another unit is told.",
                fr: "[minimum, maximum] des valeurs habituelles : ce qui est en dehors est signalé. Sans ce réglage, \
                     la colonne elle-même dit ce qui est habituel, si elle a au moins 20 nombres, et seul ce qui \
                     convient dans une autre unité est signalé.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "place,longueur\n1,5\n2,11.5\n3,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "place,longueur\n1,1150\n",
            fails: Some("other-unit"),
        },
        Example {
            schema: SCHEMA,
            data: "place,longueur\n1,42\n",
            fails: Some("unusual"),
        },
        Example {
            schema: r#"{"fields": [{"name": "longueur", "type": "number"}], "dqcheck": {"checks": [{"name": "suspect-unit", "params": {"column": "longueur"}}]}}"#,
            data: "longueur\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n6\n7\n8\n9\n10\n11\n12\n1150\n",
            fails: Some("power-of-ten"),
        },
    ],
    aliases: &["unit-outlier"],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "place"}, {"name": "longueur", "type": "number"}],
  "dqcheck": {"checks": [{"name": "suspect-unit", "params": {"column": "longueur", "unit": "m", "usual": [5, 20]}}]}
}"#;

const OTHER_UNIT: usize = 0;
const POWER_OF_TEN: usize = 1;
const UNUSUAL: usize = 2;

/// Units of one kind, and how much of the first of them each is.
type Kind = &'static [(&'static str, f64)];

const KINDS: &[Kind] = &[
    &[
        ("mm", 1.0),
        ("cm", 10.0),
        ("dm", 100.0),
        ("m", 1e3),
        ("km", 1e6),
    ],
    &[("cm²", 1.0), ("m²", 1e4), ("ha", 1e8), ("km²", 1e10)],
    &[
        ("ml", 1.0),
        ("cl", 10.0),
        ("l", 1e3),
        ("hl", 1e5),
        ("m³", 1e6),
    ],
    &[("mg", 1.0), ("g", 1e3), ("kg", 1e6), ("t", 1e9)],
    &[("s", 1.0), ("min", 60.0), ("h", 3600.0)],
    &[("W", 1.0), ("kW", 1e3), ("MW", 1e6), ("GW", 1e9)],
    &[("Wh", 1.0), ("kWh", 1e3), ("MWh", 1e6), ("GWh", 1e9)],
    &[("€", 1.0), ("k€", 1e3), ("M€", 1e6)],
];

/// What a number is multiplied by where nobody names a unit.
const POWERS: [f64; 10] = [10.0, 0.1, 100.0, 0.01, 1e3, 1e-3, 1e4, 1e-4, 1e6, 1e-6];

/// From how many numbers on a column says itself what is usual.
const ENOUGH: usize = 20;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let field = numbers::field(request, schema)?;
    let unit = match request.text("unit")? {
        None => None,
        Some(name) => Some(Unit::named(name).ok_or_else(|| request.invalid("unit", UNIT))?),
    };
    let usual = match request
        .params
        .get("usual")
        .is_some_and(|usual| !usual.is_null())
    {
        false => None,
        true => match request.numbers("usual", 2)?[..] {
            [lowest, highest] if lowest <= highest => Some(Usual { lowest, highest }),
            _ => return Err(request.invalid("usual", RANGE)),
        },
    };
    let bound = |name: &str| schema.fields[field].constraints.get(name)?.as_f64();
    Ok(Bound::File {
        fields: vec![field],
        check: Box::new(SuspectUnit {
            unit,
            usual,
            allowed: Usual {
                lowest: bound("minimum").unwrap_or(f64::NEG_INFINITY),
                highest: bound("maximum").unwrap_or(f64::INFINITY),
            },
            mark: schema.fields[field].decimal_mark().to_owned(),
        }),
    })
}

const UNIT: Text = Text {
    en: "a unit such as “m”, “m²”, “ha”, “l”, “kg”, “min”, “kWh” or “€”",
    fr: "une unité comme « m », « m² », « ha », « l », « kg », « min », « kWh » ou « € »",
};
const RANGE: Text = Text {
    en: "[lowest, highest], the lowest first",
    fr: "[minimum, maximum], le minimum d'abord",
};

struct SuspectUnit {
    unit: Option<Unit>,
    usual: Option<Usual>,
    /// The bounds of the column: what is beyond them is told as such.
    allowed: Usual,
    /// The decimal mark of the column.
    mark: String,
}

#[derive(Clone, Copy)]
struct Unit {
    kind: Kind,
    name: &'static str,
    size: f64,
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        let name = name.trim().replace('2', "²").replace('3', "³");
        KINDS.iter().find_map(|kind| {
            let (name, size) = *kind.iter().find(|(known, _)| *known == name)?;
            Some(Unit { kind, name, size })
        })
    }
}

#[derive(Clone, Copy)]
struct Usual {
    lowest: f64,
    highest: f64,
}

/// What a number becomes in the unit of the column, and the unit that it was probably in.
struct Mended {
    number: f64,
    other: Option<&'static str>,
}

impl FileCheck for SuspectUnit {
    /// The number of each row; `NaN` where there is none.
    type Notes = Vec<f64>;

    fn note(&self, columns: &[&Column<'_>], _rows: usize, numbers: &mut Vec<f64>) {
        numbers::note(columns, numbers);
    }

    fn append(&self, file: &mut Vec<f64>, block: Vec<f64>) {
        file.extend(block);
    }

    fn judge(&self, numbers: Vec<f64>, tell: &mut dyn FnMut(FileFault<'_>)) {
        let Some(usual) = self.usual.or_else(|| Usual::of(&numbers)) else {
            return;
        };
        let Usual { lowest, highest } = usual;
        for (row, number) in (0..).zip(numbers) {
            if !number.is_finite() || usual.contains(number) || !self.allowed.contains(number) {
                continue;
            }
            let mended = self.mend(number, usual);
            let reason = match &mended {
                Some(Mended { other: Some(_), .. }) => OTHER_UNIT,
                Some(_) => POWER_OF_TEN,
                None if self.usual.is_some() => UNUSUAL,
                None => continue,
            };
            let written = |number| shown(number).replace('.', &self.mark);
            let args = || {
                let args = Args::new()
                    .with("lowest", written(lowest))
                    .with("highest", written(highest));
                match mended {
                    Some(Mended { number, other }) => args
                        .with("mended", written(number))
                        .with("other", other.unwrap_or_default())
                        .with("unit", self.unit.map_or("", |unit| unit.name)),
                    None => args,
                }
            };
            tell(FileFault {
                reason,
                count: 1,
                cell: Some((row, 0)),
                args: &args,
            });
        }
    }
}

impl SuspectUnit {
    /// The usual number that was probably meant: of several, the one nearest to the middle of what is usual.
    fn mend(&self, number: f64, usual: Usual) -> Option<Mended> {
        let middle = (usual.lowest * usual.highest).sqrt();
        let far = |mended: &Mended| (mended.number / middle).ln().abs();
        let mended = |(factor, other): (f64, Option<&'static str>)| {
            let number = number * factor;
            // A range that somebody gave is told anyway: the unit is a hint only.
            let shows = usual.lowest > 0.0 && (self.usual.is_some() || usual.shows(factor));
            (shows && usual.contains(number)).then_some(Mended { number, other })
        };
        let nearest = |a: &Mended, b: &Mended| far(a).total_cmp(&far(b));
        match self.unit {
            Some(own) => {
                let others = own.kind.iter().filter(|(name, _)| *name != own.name);
                let factors = others.map(|(name, size)| (size / own.size, Some(*name)));
                factors.filter_map(mended).min_by(nearest)
            }
            None => {
                let factors = POWERS.into_iter().map(|factor| (factor, None));
                factors.filter_map(mended).min_by(nearest)
            }
        }
    }
}

impl Usual {
    /// What nine tenths of many numbers are.
    fn of(numbers: &[f64]) -> Option<Usual> {
        let mut numbers: Vec<f64> = numbers.iter().copied().filter(|n| n.is_finite()).collect();
        if numbers.len() < ENOUGH {
            return None;
        }
        numbers.sort_unstable_by(f64::total_cmp);
        let twentieth = numbers.len().div_ceil(20);
        Some(Usual {
            lowest: numbers[twentieth],
            highest: numbers[numbers.len() - 1 - twentieth],
        })
    }

    fn contains(&self, number: f64) -> bool {
        self.lowest <= number && number <= self.highest
    }

    /// Whether usual values lie closer together than a change of the unit takes them apart: only then does a number
    /// that became usual tell of a unit.
    fn shows(&self, factor: f64) -> bool {
        self.highest / self.lowest <= factor.max(1.0 / factor).sqrt()
    }
}
