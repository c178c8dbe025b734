//! `imprecise-position`: coordinates with few decimals, or the same point in every row.
//!
//! Costs in memory what [`Tally`](super::tally::Tally) says.

use super::position::{self, Positions, plain};
use super::tally::Tally;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, FileCheck, FileFault};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Point;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "imprecise-position",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Geo,
    title: Text {
        en: "Position that is only approximate",
        fr: "Position seulement approximative",
    },
    why: Text {
        en: "The map shows the row near the place, not at it: the next street, or the town hall. Nobody is warned that \
             it is a guess.",
        fr: "La carte montre la ligne près du lieu, et non au bon endroit : une rue voisine, ou la mairie. Rien ne dit \
             que ce n'est qu'une approximation.",
    },
    reasons: &[
        Reason {
            id: "few-decimals",
            message: Text {
                en: "Number of decimals of this position: {found}, where {decimals} are needed. It may be wrong \
                     by about {metres} m.",
                fr: "Nombre de décimales de cette position : {found}, alors qu'il en faut {decimals}. Elle peut \
                     être fausse d'environ {metres} m.",
            },
            help: DECIMALS_HELP,
        },
        Reason {
            id: "few-decimals-column",
            message: Text {
                en: "No position of the {count} rows has {decimals} decimals: {examples}. They may be wrong by about \
                     {metres} m.",
                fr: "Aucune position des {count} lignes n'a {decimals} décimales : {examples}. Elles peuvent être \
                     fausses d'environ {metres} m.",
            },
            help: DECIMALS_HELP,
        },
        Reason {
            id: "same-everywhere",
            message: Text {
                en: "All {count} rows have the same position: longitude {lon}, latitude {lat}.",
                fr: "Les {count} lignes ont toutes la même position : longitude {lon}, latitude {lat}.",
            },
            help: Text {
                en: "That is probably a stand-in, such as the town hall. Give each row its own position, found for \
                     example from its address, or leave the cell empty.",
                fr: "C'est sans doute une valeur de remplacement, comme la mairie. Donnez à chaque ligne sa propre \
                     position, par exemple à partir de son adresse, ou laissez la cellule vide.",
            },
        },
    ],
    params: &[
        position::COLUMN,
        position::ORDER,
        position::LONGITUDE,
        position::LATITUDE,
        Param {
            name: "decimals",
            required: false,
            about: Text {
                en: "How many decimals one of the two numbers must have at least; 4, some ten metres, if nothing is \
                     said.",
                fr: "Le nombre minimal de décimales de l'un des deux nombres ; 4 par défaut, soit une dizaine de \
                     mètres.",
            },
        },
    ],
    examples: &[
        Example {
            schema: POINT,
            data: "lieu\n\"2.2399, 48.8352\"\n\"2.24, 48.8377\"\n\"0, 0\"\n",
            fails: None,
        },
        Example {
            schema: POINT,
            data: "lieu\n\"2.2399, 48.8352\"\n\"2.24, 48.837\"\n",
            fails: Some("few-decimals"),
        },
        Example {
            schema: PAIR,
            data: "lon,lat\n2.24,48.84\n2.25,48.83\n2.23,48.83\n",
            fails: Some("few-decimals-column"),
        },
        Example {
            schema: PAIR,
            data: "lon,lat\n2.2399,48.8352\n2.2399,48.8352\n2.2399,48.8352\n2.2399,48.8352\n2.2399,48.8352\n",
            fails: Some("same-everywhere"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const POINT: &str = r#"{
  "fields": [{"name": "lieu", "type": "geopoint"}],
  "dqcheck": {"checks": [{"name": "imprecise-position", "params": {"column": "lieu"}}]}
}"#;
const PAIR: &str = r#"{
  "fields": [{"name": "lon", "type": "number"}, {"name": "lat", "type": "number"}],
  "dqcheck": {"checks": [{"name": "imprecise-position", "params": {"longitude": "lon", "latitude": "lat"}}]}
}"#;

const DECIMALS_HELP: Text = Text {
    en: "Export the coordinates again with 5 or 6 decimals. A spreadsheet shows fewer than it has: widen the format of \
         the cells before saving as CSV.",
    fr: "Exportez de nouveau les coordonnées avec 5 ou 6 décimales. Un tableur en affiche moins qu'il n'en a : \
         élargissez le format des cellules avant d'enregistrer en CSV.",
};

const FEW: usize = 0;
const FEW_COLUMN: usize = 1;
const SAME: usize = 2;

/// So many rows at one point are no longer several things in one building.
const SAME_ROWS: u64 = 5;
/// Some ten metres.
const USUAL_DECIMALS: usize = 4;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let (fields, positions) = position::bind(request, schema)?;
    if positions == Positions::Shapes {
        return Err(request.invalid("column", POINTS));
    }
    let decimals = request.count("decimals")?;
    Ok(Bound::File {
        fields,
        check: Box::new(Precise {
            positions,
            decimals: decimals.map_or(USUAL_DECIMALS, |decimals| decimals as usize),
        }),
    })
}

const POINTS: Text = Text {
    en: "the name of a field of type geopoint or string",
    fr: "le nom d'un champ de type geopoint ou string",
};

struct Precise {
    positions: Positions,
    decimals: usize,
}

#[derive(Default)]
struct Noted {
    few: Tally<(Point, usize)>,
    /// The first position.
    first: Option<Point>,
    same: u64,
    differs: bool,
}

impl Noted {
    fn point(&mut self, point: Point, count: u64) {
        match self.first {
            Some(first) if first != point => self.differs = true,
            Some(_) => self.same += count,
            None => {
                self.first = Some(point);
                self.same = count;
            }
        }
    }
}

impl FileCheck for Precise {
    type Notes = Noted;

    fn note(&self, columns: &[&Column<'_>], rows: usize, noted: &mut Noted) {
        let mut right = 0;
        self.positions.each_point(columns, |row, read| {
            let Ok(point) = read else { return };
            // What is no position is not an imprecise one.
            let nothing = point.lon == 0.0 && point.lat == 0.0;
            if nothing || point.lon.abs() > 180.0 || !position::is_finite(point) {
                return;
            }
            noted.point(point, 1);
            let found = columns
                .iter()
                .map(|column| decimals(column.cells.get(row), self.positions));
            match found.max().unwrap_or(0) {
                found if found < self.decimals => noted.few.wrong(row, FEW, (point, found)),
                _ => right += 1,
            }
        });
        noted.few.block(rows, right);
    }

    fn append(&self, file: &mut Noted, block: Noted) {
        file.few.append(block.few);
        if let Some(first) = block.first {
            file.point(first, block.same);
        }
        file.differs |= block.differs;
    }

    fn judge(&self, noted: Noted, tell: &mut dyn FnMut(FileFault<'_>)) {
        let args = |_: usize, &(_, found): &(Point, usize)| {
            let metres = 100_000_u64 / 10_u64.pow(found.min(5) as u32);
            Args::new().with("found", found).with("metres", metres)
        };
        let example = |_: usize, (point, _): &(Point, usize)| {
            self.positions.write(&plain(point.lon), &plain(point.lat))
        };
        noted.few.tell(&[(FEW, FEW_COLUMN)], tell, args, example);
        if let (Some(point), false) = (noted.first, noted.differs)
            && noted.same >= SAME_ROWS
        {
            tell(FileFault {
                reason: SAME,
                count: 1,
                cell: None,
                args: &|| {
                    Args::new()
                        .with("count", noted.same)
                        .with("lon", plain(point.lon))
                        .with("lat", plain(point.lat))
                },
            });
        }
    }

    fn constants(&self) -> Args {
        Args::new().with("decimals", self.decimals)
    }
}

/// The most digits that follow a decimal mark of the cell. A comma is one where the cell is a single number.
fn decimals(text: &[u8], positions: Positions) -> usize {
    let is_mark = |byte: u8| byte == b'.' || (byte == b',' && positions == Positions::Pair);
    let (mut most, mut run) = (0, None);
    for &byte in text {
        run = match run {
            _ if is_mark(byte) => Some(0),
            Some(digits) if byte.is_ascii_digit() => Some(digits + 1),
            _ => None,
        };
        most = most.max(run.unwrap_or(0));
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_counted_wherever_the_numbers_stand() {
        for (text, positions, expected) in [
            ("2.2399, 48.83", Positions::Points, 4),
            ("2, 48", Positions::Points, 0),
            (r#"{"lon": 2.239, "lat": "48.83"}"#, Positions::Points, 3),
            ("2,23991", Positions::Pair, 5),
            ("-2.", Positions::Pair, 0),
            ("", Positions::Pair, 0),
        ] {
            assert_eq!(decimals(text.as_bytes(), positions), expected, "{text}");
        }
    }
}
