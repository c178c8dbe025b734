//! What all checks share that want positions to lie somewhere: why one does not, and what was probably meant.

use super::place::distance;
use super::position::{Order, Positions, degrees, is_finite, plain, swapped};
use super::shape;
use super::tally::Tally;
use crate::check::Reason;
use crate::checks::{Column, FileCheck, FileFault};
use crate::diagnostic::mended;
use crate::geodesy::Area;
use crate::geodesy::{Point, fine, unproject};
use crate::message::{Arg, Args, Text};
use crate::types::geopoint_column as column;

/// Where the reasons of such a check stand in its definition. The first is its own.
pub(super) const OUTSIDE: usize = 0;
const SWAPPED: usize = 1;
const ZERO: usize = 2;
const PROJECTED: usize = 3;
const DECIMAL_COMMA: usize = 4;
const UNREADABLE: usize = 5;
const OUT_OF_RANGE: usize = 6;
const SAME_NUMBER: usize = 7;
pub(super) const SHAPE_OUTSIDE: usize = 8;
const SWAPPED_COLUMN: usize = 9;
const PROJECTED_COLUMN: usize = 10;
const DECIMAL_COMMA_COLUMN: usize = 11;

/// What is told once where the whole column has it.
const THROUGHOUT: &[(usize, usize)] = &[
    (SWAPPED, SWAPPED_COLUMN),
    (PROJECTED, PROJECTED_COLUMN),
    (DECIMAL_COMMA, DECIMAL_COMMA_COLUMN),
];

/// The reasons, `outside` and `shape_outside` being in the words of the check.
pub(super) const fn reasons(outside: Reason, shape_outside: Reason) -> [Reason; 12] {
    [
        outside,
        Reason {
            id: "swapped",
            message: Text {
                en: "Longitude and latitude have changed places: longitude {lon}, latitude {lat} lies {within}.",
                fr: "La longitude et la latitude sont inversées : longitude {lon}, latitude {lat} est bien {within}.",
            },
            help: Text {
                en: "Exchange the two numbers. If the whole column is concerned, correct the export.",
                fr: "Échangez les deux nombres. Si toute la colonne est concernée, corrigez l'export.",
            },
        },
        Reason {
            id: "zero",
            message: Text {
                en: "This position is 0, 0: a point in the Gulf of Guinea, written where the position was not known.",
                fr: "Cette position est 0, 0 : un point du golfe de Guinée, écrit quand la position n'était pas connue.",
            },
            help: Text {
                en: "Look up the position of the address, or leave the cell empty.",
                fr: "Recherchez la position de l'adresse, ou laissez la cellule vide.",
            },
        },
        Reason {
            id: "projected",
            message: Text {
                en: "These coordinates ({x}, {y}) are metres of {projection}, not degrees: in degrees they are \
                     longitude {lon}, latitude {lat}, which lies {within}.",
                fr: "Ces coordonnées ({x}, {y}) sont des mètres en {projection}, pas des degrés : en degrés, c'est \
                     longitude {lon}, latitude {lat}, qui est bien {within}.",
            },
            help: column::PROJECTED.help,
        },
        Reason {
            id: "decimal-comma",
            message: Text {
                en: "“{value}” is written with decimal commas, so that one cannot tell where the first number ends.",
                fr: "« {value} » est écrit avec des virgules décimales : on ne sait pas où finit le premier nombre.",
            },
            help: COMMA_HELP,
        },
        Reason {
            id: "unreadable",
            message: Text {
                en: "“{value}” is not a position: two numbers separated by a comma are expected.",
                fr: "« {value} » n'est pas une position : on attend deux nombres séparés par une virgule.",
            },
            help: Text {
                en: "Write the position in degrees, in this way: {format}",
                fr: "Écrivez la position en degrés, de cette façon : {format}",
            },
        },
        Reason {
            id: "out-of-range",
            message: Text {
                en: "Longitude {lon}, latitude {lat} is nowhere on Earth.",
                fr: "Longitude {lon}, latitude {lat} n'est nulle part sur la Terre.",
            },
            help: Text {
                en: "A longitude goes from -180 to 180, a latitude from -90 to 90. Look for a decimal point that was \
                     lost or moved. If these are metres of a map projection, export the layer again in WGS 84 \
                     (EPSG:4326).",
                fr: "Une longitude va de -180 à 180, une latitude de -90 à 90. Cherchez un point décimal perdu ou \
                     déplacé. Si ce sont les mètres d'une projection cartographique, exportez de nouveau la couche en \
                     WGS 84 (EPSG:4326).",
            },
        },
        Reason {
            id: "same-number",
            message: Text {
                en: "Longitude and latitude are the same number, {lon}: one of them was copied into the place of the \
                     other.",
                fr: "La longitude et la latitude sont le même nombre, {lon} : l'une a été recopiée à la place de \
                     l'autre.",
            },
            help: Text {
                en: "Look the position up in the source of the data, and write both numbers again.",
                fr: "Retrouvez la position dans la source des données, et saisissez de nouveau les deux nombres.",
            },
        },
        shape_outside,
        column::SWAPPED,
        column::PROJECTED,
        Reason {
            id: "decimal-comma-column",
            message: Text {
                en: "The whole column, {count} rows, is written with decimal commas, such as “{value}”: one cannot tell \
                     where the first number ends.",
                fr: "Toute la colonne, soit {count} lignes, est écrite avec des virgules décimales, comme « {value} » : \
                     on ne sait pas où finit le premier nombre.",
            },
            help: COMMA_HELP,
        },
    ]
}

const COMMA_HELP: Text = Text {
    en: "Write the decimals with a point and separate the two numbers by a comma: {format}",
    fr: "Écrivez les décimales avec un point et séparez les deux nombres par une virgule : {format}",
};

/// Where positions must lie: one place for all rows, or for each row its own.
pub(super) trait Territory: Send + Sync + 'static {
    /// What tells the place of one row from that of another.
    type Place: Copy + Send + 'static;

    /// How many columns beside those of the position tell the place.
    const COLUMNS: usize;

    /// The place of a row; `None` where it is not known, which leaves the row alone.
    fn place(&self, columns: &[&Column<'_>], row: usize) -> Option<Self::Place>;

    /// Whether a point, which may be no number, is where it must be.
    fn contains(&self, place: Self::Place, point: Point) -> bool;

    /// Whether a point that is elsewhere is told here: another check may be the one to do it.
    fn is_told(&self, _place: Self::Place, _point: Point) -> bool {
        true
    }

    fn metres_to(&self, place: Self::Place, point: Point) -> f64;

    /// What a message says of a point that is elsewhere.
    fn elsewhere(&self, _place: Self::Place, _point: Point) -> Args {
        Args::new()
    }
}

/// Positions lie in a territory.
pub(super) struct Within<T> {
    pub(super) positions: Positions,
    pub(super) territory: T,
    /// As a reader says it: "in the expected area".
    pub(super) words: Arg,
    /// What the messages need beside this.
    pub(super) constants: Args,
}

/// What is known of a row that fails.
pub(super) struct Case<P> {
    place: P,
    point: Point,
    /// Of a shape: how many of its vertices are not in its place.
    outside: u64,
    vertices: u64,
}

impl<T: Territory> FileCheck for Within<T> {
    type Notes = Tally<Case<T::Place>>;

    fn note(&self, columns: &[&Column<'_>], rows: usize, tally: &mut Self::Notes) {
        // A column that the file does not have leaves nothing to judge.
        if columns.len() != self.positions.width() + T::COLUMNS {
            return tally.block(rows, 0);
        }
        let (position, others) = columns.split_at(self.positions.width());
        let place = |row| self.territory.place(others, row);
        let mut right = 0;
        match (self.positions, position) {
            (Positions::Shapes, [column]) => column.cells.each_present(|row, text| {
                let Some(place) = place(row) else { return };
                match self.vertices(place, text) {
                    None => right += 1,
                    Some((reason, case)) => tally.wrong(row, reason, case),
                }
            }),
            _ => self.positions.each_point(position, |row, read| {
                let Some(place) = place(row) else { return };
                match read {
                    Ok(point) if self.territory.contains(place, point) => right += 1,
                    Ok(point) => match self.told(place, point) {
                        Some(reason) => tally.wrong(row, reason, Case::of(place, point)),
                        None => right += 1,
                    },
                    Err(text) => tally.wrong(row, unreadable(text), Case::of(place, NOWHERE)),
                }
            }),
        }
        tally.block(rows, right);
    }

    fn append(&self, file: &mut Self::Notes, block: Self::Notes) {
        file.append(block);
    }

    fn judge(&self, tally: Self::Notes, tell: &mut dyn FnMut(FileFault<'_>)) {
        tally.tell(
            THROUGHOUT,
            tell,
            |reason, case| self.args(reason, case),
            |reason, case| self.example(reason, case),
        );
    }

    fn constants(&self) -> Args {
        let format = match self.positions {
            Positions::Texts(Order::LatLon) => "48.8352, 2.2399",
            _ => "2.2399, 48.8352",
        };
        let constants = Args::new()
            .with("within", self.words.clone())
            .with("format", format);
        constants.and(&self.constants)
    }
}

const NOWHERE: Point = Point {
    lon: f64::NAN,
    lat: f64::NAN,
};

impl<P> Case<P> {
    fn of(place: P, point: Point) -> Case<P> {
        Case {
            place,
            point,
            outside: 0,
            vertices: 0,
        }
    }
}

impl<T: Territory> Within<T> {
    /// What is wrong with a shape; its first vertex that lies elsewhere, and of which that is told here, stands for it.
    fn vertices(&self, place: T::Place, text: &[u8]) -> Option<(usize, Case<T::Place>)> {
        let (mut first, mut astray) = (None, None);
        let (mut outside, mut vertices) = (0, 0);
        shape::each_vertex(text, &mut |point| {
            vertices += 1;
            if !self.territory.contains(place, point) {
                outside += 1;
                if first.is_none() {
                    first = self.told(place, point).map(|reason| (reason, point));
                }
                astray.get_or_insert(point);
            }
        });
        // What lies elsewhere as a whole is for another check, which goes by the middle.
        let is_ours = |extent: Area| self.territory.contains(place, extent.middle());
        let astray = || astray.filter(|_| shape::extent(text).is_some_and(is_ours));
        let (reason, point) = first.or_else(|| astray().map(|point| (OUTSIDE, point)))?;
        let reason = match reason {
            OUTSIDE => SHAPE_OUTSIDE,
            reason => reason,
        };
        let case = Case {
            place,
            point,
            outside,
            vertices,
        };
        Some((reason, case))
    }

    /// Why a point is not in its place, if that is told here.
    #[cold]
    fn told(&self, place: T::Place, point: Point) -> Option<usize> {
        let reason = self.reason(place, point);
        (reason != OUTSIDE || self.territory.is_told(place, point)).then_some(reason)
    }

    /// Why a point is not in its place. One that is no number is nowhere.
    fn reason(&self, place: T::Place, point: Point) -> usize {
        let Point { lon, lat } = point;
        if !is_finite(point) {
            UNREADABLE
        } else if lon == 0.0 && lat == 0.0 {
            ZERO
        } else if self.territory.contains(place, swapped(point)) {
            SWAPPED
        } else if lon == lat {
            SAME_NUMBER
        } else if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
            OUTSIDE
        } else if self.unproject(place, point).is_some() {
            PROJECTED
        } else {
            OUT_OF_RANGE
        }
    }

    /// The point in degrees, if two numbers are metres of a projection in either order, and its name.
    fn unproject(&self, place: T::Place, point: Point) -> Option<(Point, &'static str)> {
        unproject(point, |point| self.territory.contains(place, point))
    }

    fn args(&self, reason: usize, case: &Case<T::Place>) -> Args {
        let Case { place, point, .. } = *case;
        let args = |lon: String, lat: String| Args::new().with("lon", lon).with("lat", lat);
        match reason {
            DECIMAL_COMMA | UNREADABLE | ZERO => Args::new(),
            SWAPPED => args(plain(point.lat), plain(point.lon)),
            PROJECTED => {
                let (degrees, name) = self.unproject(place, point).unwrap_or((NOWHERE, ""));
                args(fine(degrees.lon), fine(degrees.lat))
                    .with("x", plain(point.lon))
                    .with("y", plain(point.lat))
                    .with("projection", name)
            }
            OUT_OF_RANGE | SAME_NUMBER => args(plain(point.lon), plain(point.lat)),
            _ => args(degrees(point.lon), degrees(point.lat))
                .with("distance", distance(self.territory.metres_to(place, point)))
                .with("outside", case.outside)
                .with("vertices", case.vertices)
                .and(&self.territory.elsewhere(place, point)),
        }
    }

    /// What a row of a column that is wrong throughout has, and what it should have.
    fn example(&self, reason: usize, case: &Case<T::Place>) -> String {
        let Case { place, point, .. } = *case;
        let write = |lon: &str, lat: &str| self.positions.write(lon, lat);
        let has = write(&plain(point.lon), &plain(point.lat));
        let meant = match (reason, self.unproject(place, point)) {
            (SWAPPED, _) => write(&plain(point.lat), &plain(point.lon)),
            (PROJECTED, Some((degrees, _))) => write(&fine(degrees.lon), &fine(degrees.lat)),
            _ => return has,
        };
        mended(&has, &meant)
    }
}

#[cold]
fn unreadable(text: &[u8]) -> usize {
    let digits_around = |window: &[u8]| window[0].is_ascii_digit() && window[2].is_ascii_digit();
    let decimal_commas = text
        .windows(3)
        .filter(|window| window[1] == b',' && digits_around(window))
        .count();
    let only_numbers = text
        .iter()
        .all(|byte| byte.is_ascii_digit() || b",;+-. /".contains(byte));
    if only_numbers && decimal_commas >= 2 {
        DECIMAL_COMMA
    } else {
        UNREADABLE
    }
}
