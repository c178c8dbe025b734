//! In which commune a point is: a grid over the country says which few communes are worth asking.

use std::sync::LazyLock;

use crate::contours::Contour;
use crate::{Commune, LATEST, commune, communes, successor};

/// Cells in a degree: about 11 km from south to north, a dozen communes.
const CELLS: f64 = 10.0;

/// The commune of [`LATEST`] in which a point (degrees, WGS 84) lies; of Paris, Lyon and Marseille the commune, not the
/// arrondissement. `None` at sea, abroad, and where no contour is known.
pub fn commune_at(lon: f64, lat: f64) -> Option<&'static Commune> {
    let cell = cell(lon, lat)?;
    let first = GRID.partition_point(|(other, _)| *other < cell);
    let candidates = GRID[first..].iter().take_while(|(other, _)| *other == cell);
    let mut contours = candidates.map(|(_, contour)| contour);
    let found = contours.find(|contour| contour.contains_alone(lon, lat))?;
    commune_of(found.code())
}

/// The commune that has a contour: after an update, perhaps the one into which its own went.
fn commune_of(code: &str) -> Option<&'static Commune> {
    commune(code, LATEST).or_else(|| successor(code))
}

/// The municipal arrondissement of Paris, Lyon or Marseille in which a point lies.
pub fn arrondissement_at(lon: f64, lat: f64) -> Option<&'static Commune> {
    let mut all = ARRONDISSEMENTS.iter();
    let (_, found) = all.find(|(contour, _)| contour.contains(lon, lat))?;
    Some(found)
}

static ARRONDISSEMENTS: LazyLock<Vec<(Contour, &Commune)>> = LazyLock::new(|| {
    let parts = communes(LATEST).filter(|commune| commune.parent.is_some());
    parts
        .filter_map(|part| Some((Contour::of(part.code)?, part)))
        .collect()
});

/// Column and row of a cell, from the south-west.
type Cell = (u16, u16);

/// Each cell and a contour whose bounds touch it, in order.
static GRID: LazyLock<Box<[(Cell, Contour)]>> = LazyLock::new(|| {
    let mut grid = Vec::new();
    for contour in Contour::all() {
        if commune_of(contour.code()).is_none_or(|commune| commune.parent.is_some()) {
            continue;
        }
        let [west, south, east, north] = contour.bounds();
        let corners = (cell(west, south), cell(east, north));
        let (Some(low), Some(high)) = corners else {
            unreachable!("contours are on Earth")
        };
        for column in low.0..=high.0 {
            grid.extend((low.1..=high.1).map(|row| ((column, row), contour)));
        }
    }
    grid.sort_unstable_by_key(|(cell, contour): &(Cell, Contour)| (*cell, contour.code()));
    grid.into_boxed_slice()
});

fn cell(lon: f64, lat: f64) -> Option<Cell> {
    // What is not a number is on no side of these.
    if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
        return None;
    }
    let (column, row) = ((lon + 180.0) * CELLS, (lat + 90.0) * CELLS);
    Some((column as u16, row as u16))
}
