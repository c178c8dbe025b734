//! Coordinates, in degrees of WGS 84.

pub(crate) mod bounding_box;
