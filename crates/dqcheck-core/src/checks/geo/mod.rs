//! Coordinates, in degrees of WGS 84.

pub mod bounding_box;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[Check {
    def: &bounding_box::CHECK,
    bind: Bind::Named(bounding_box::bind),
}];
