//! Coordinates, in degrees of WGS 84. What a check needs to know of places stands beside it, projections in
//! [`geodesy`](crate::geodesy), the names of communes in `naming`. [`territory`](super::territory) asks this group, which
//! asks nothing of it.

mod areas;
pub mod bounding_box;
mod declared;
mod imprecise_position;
mod outside_france;
pub(in crate::checks) mod outside_territory;
pub(in crate::checks) mod place;
mod points_disagree;
mod polygon;
pub(in crate::checks) mod position;
mod position_elsewhere;
mod shape;
mod tally;
#[cfg(test)]
mod tests;
mod within;

use super::{Bind, Check};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &bounding_box::CHECK,
        bind: Bind::Named(bounding_box::bind),
    },
    Check {
        def: &outside_territory::CHECK,
        bind: Bind::Named(outside_territory::bind),
    },
    Check {
        def: &position_elsewhere::CHECK,
        bind: Bind::Named(position_elsewhere::bind),
    },
    Check {
        def: &outside_france::CHECK,
        bind: Bind::Named(outside_france::bind),
    },
    Check {
        def: &imprecise_position::CHECK,
        bind: Bind::Named(imprecise_position::bind),
    },
    Check {
        def: &points_disagree::CHECK,
        bind: Bind::Named(points_disagree::bind),
    },
];
