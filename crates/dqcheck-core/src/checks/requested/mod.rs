//! Checks that nothing in the standard asks for: somebody names them, in a checklist, in the configuration or in the
//! schema. They are those that frictionless-py has built in, under the same names, and some that doubt a value which
//! its type and its constraints let pass.

mod absent_value;
mod broken_formula;
mod broken_sequence;
mod constant_column;
mod deviated_cell;
mod deviated_value;
mod duplicate_row;
pub(super) mod exact;
mod forbidden_value;
mod formula;
mod future_date;
pub(super) mod listed;
mod low_match_rate;
mod near_duplicate_row;
mod non_ascii_value;
mod numbers;
mod placeholder_value;
mod statistics;
mod suspect_unit;
mod truncated_value;
mod wrong_dimensions;

use super::{Bind, Check};
use crate::check::Param;
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static ALL: &[Check] = &[
    Check {
        def: &duplicate_row::CHECK,
        bind: Bind::Named(duplicate_row::bind),
    },
    Check {
        def: &near_duplicate_row::CHECK,
        bind: Bind::Named(near_duplicate_row::bind),
    },
    Check {
        def: &wrong_dimensions::CHECK,
        bind: Bind::Named(wrong_dimensions::bind),
    },
    Check {
        def: &deviated_value::CHECK,
        bind: Bind::Named(deviated_value::bind),
    },
    Check {
        def: &deviated_cell::CHECK,
        bind: Bind::Named(deviated_cell::bind),
    },
    Check {
        def: &truncated_value::CHECK,
        bind: Bind::Named(truncated_value::bind),
    },
    Check {
        def: &non_ascii_value::CHECK,
        bind: Bind::Named(non_ascii_value::bind),
    },
    Check {
        def: &broken_sequence::CHECK,
        bind: Bind::Named(broken_sequence::bind),
    },
    Check {
        def: &future_date::CHECK,
        bind: Bind::Named(future_date::bind),
    },
    Check {
        def: &forbidden_value::CHECK,
        bind: Bind::Named(forbidden_value::bind),
    },
    Check {
        def: &absent_value::CHECK,
        bind: Bind::Named(absent_value::bind),
    },
    Check {
        def: &placeholder_value::CHECK,
        bind: Bind::Named(placeholder_value::bind),
    },
    Check {
        def: &constant_column::CHECK,
        bind: Bind::Named(constant_column::bind),
    },
    Check {
        def: &suspect_unit::CHECK,
        bind: Bind::Named(suspect_unit::bind),
    },
    Check {
        def: &low_match_rate::CHECK,
        bind: Bind::Named(low_match_rate::bind),
    },
    Check {
        def: &broken_formula::CHECK,
        bind: Bind::Named(broken_formula::bind),
    },
    Check {
        def: &broken_formula::UNREADABLE,
        bind: Bind::Reported,
    },
];

/// The setting that names the one field of a check.
const COLUMN: Param = Param {
    name: "column",
    required: true,
    about: Text {
        en: "The name of the field to check (fieldName in a checklist of frictionless).",
        fr: "Le nom du champ à contrôler (fieldName dans une liste de contrôles de frictionless).",
    },
};

/// The setting that keeps a check of all columns to one of them.
const ONE_COLUMN: Param = Param {
    name: "column",
    required: false,
    about: Text {
        en: "The name of the only field to check. Without it, every column of the schema is checked.",
        fr: "Le nom du seul champ à contrôler. Sans ce réglage, toutes les colonnes du schéma sont contrôlées.",
    },
};

/// The fields that a check looks at which may be kept to one: that one, or all of these types.
fn fields(request: &RuleRequest, schema: &Schema, types: &[&str]) -> Result<Vec<usize>, Fault> {
    if request.text("column")?.is_some() {
        return Ok(vec![request.column(schema, "column")?]);
    }
    let of_type = |&at: &usize| types.contains(&schema.fields[at].type_name.as_str());
    Ok((0..schema.fields.len()).filter(of_type).collect())
}

/// How many characters a text has.
fn characters(text: &[u8]) -> usize {
    // Every byte that does not continue a character begins one.
    text.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
