//! `non-ascii-value` (`ascii-value`): a text with a character that is not ASCII.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "non-ascii-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Text with a character beyond ASCII",
        fr: "Texte avec un caractère hors ASCII",
    },
    why: Text {
        en: "Whoever asked for this check feeds the column to software that knows the letters A to Z without accents, \
             digits and common signs only; any other character comes out wrong there.",
        fr: "La personne qui a demandé ce contrôle transmet la colonne à un logiciel qui ne connaît que les lettres de \
             A à Z sans accents, les chiffres et les signes courants ; tout autre caractère y sera mal lu.",
    },
    reasons: &[Reason {
        id: "character",
        message: Text {
            en: "“{value}” contains “{character}” ({code}), which is not an ASCII character.",
            fr: "« {value} » contient « {character} » ({code}), qui n'est pas un caractère ASCII.",
        },
        help: Text {
            en: "Replace the character: a letter without accent, a straight quote, a plain hyphen. If the column may \
                 have accents, remove this check.",
            fr: "Remplacez ce caractère : une lettre sans accent, une apostrophe droite, un trait d'union simple. Si \
                 la colonne peut contenir des accents, supprimez ce contrôle.",
        },
    }],
    params: &[super::ONE_COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "code,surface\nPARC-Nº4,12\n",
            fails: Some("character"),
        },
        Example {
            schema: SCHEMA,
            data: "code,surface\nPARC-4,12\n",
            fails: None,
        },
    ],
    aliases: &["ascii-value"],
    frictionless: "ascii-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "code", "type": "string"}, {"name": "surface", "type": "integer"}],
  "dqcheck": {"checks": [{"name": "ascii-value"}]}
}"#;

const CHARACTER: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = super::fields(request, schema, &["string"])?;
    let check = |field| -> (usize, Box<dyn ColumnCheck>) { (field, Box::new(NonAscii)) };
    Ok(Bound::Columns(fields.into_iter().map(check).collect()))
}

struct NonAscii;

impl ColumnCheck for NonAscii {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            if !text.is_ascii() {
                faults.push(row, CHARACTER);
            }
        });
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        let start = text.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        let rest = &text[start..text.len().min(start + 4)];
        let character = String::from_utf8_lossy(rest).chars().next();
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        Args::new()
            .with("character", character.to_string())
            .with("code", format!("U+{:04X}", u32::from(character)))
    }
}
