//! Rectangles as what positions must lie in.

use super::within::Territory;
use crate::checks::Column;
use crate::geodesy::{Area, Point};
use crate::message::Args;

/// Positions lie in one of some areas, whichever the row.
pub(super) struct Areas {
    pub(super) first: Area,
    /// More areas, if the first is not all.
    pub(super) others: Vec<Area>,
    pub(super) elsewhere: fn(Point) -> Args,
}

impl Territory for Areas {
    type Place = ();
    const COLUMNS: usize = 0;

    #[inline]
    fn place(&self, _columns: &[&Column<'_>], _row: usize) -> Option<()> {
        Some(())
    }

    #[inline]
    fn contains(&self, (): (), point: Point) -> bool {
        self.first.contains(point) || self.others.iter().any(|area| area.contains(point))
    }

    /// Roughly, from the nearest.
    fn metres_to(&self, (): (), point: Point) -> f64 {
        let areas = std::iter::once(&self.first).chain(&self.others);
        let metres = areas.map(|area| area.metres_to(&Area::at(point)));
        metres.fold(f64::INFINITY, f64::min)
    }

    fn elsewhere(&self, (): (), point: Point) -> Args {
        (self.elsewhere)(point)
    }
}
