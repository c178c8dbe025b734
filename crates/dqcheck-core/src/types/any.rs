//! `any`, and `string` without a format: every text is a value, so that nothing can fail.

use super::{Faults, FieldType, Scalar, View};
use crate::check::{CheckDef, Group, Severity};
use crate::message::Text;
use crate::rows::Cells;
use crate::schema::{Fault, Field};

/// Has no reason to fail: it stands where a type must name its check, and no report or page shows it.
pub(super) static CHECK: CheckDef = CheckDef {
    id: "any-text",
    since: "0.1.0",
    severity: Severity::Info,
    group: Group::Type,
    title: Text {
        en: "Any text",
        fr: "Tout texte",
    },
    why: Text {
        en: "A field of this type takes every text.",
        fr: "Un champ de ce type accepte tout texte.",
    },
    reasons: &[],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "type-error",
};

pub(super) fn bind(_field: &Field) -> Result<Box<dyn FieldType>, Fault> {
    Ok(Box::new(Any))
}

pub(super) struct Any;

impl FieldType for Any {
    fn def(&self) -> &'static CheckDef {
        &CHECK
    }

    fn read(&self, _cells: &mut Cells<'_>, view: &mut View, _faults: &mut Faults) {
        *view = View::Text;
    }

    fn scalar(&self, _text: &[u8]) -> Result<Scalar, usize> {
        Ok(Scalar::Text)
    }
}
