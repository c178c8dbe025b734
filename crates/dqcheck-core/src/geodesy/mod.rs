//! Points on the Earth and in the plane of a map, and where France lies. Knows no files, columns or findings.

mod area;
mod projection;

pub(crate) use area::{Area, CHARTED, FRANCE, Part};
pub(crate) use projection::{fine, unproject};

/// WGS 84, degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub lon: f64,
    pub lat: f64,
}
