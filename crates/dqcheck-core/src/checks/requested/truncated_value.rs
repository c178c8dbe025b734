//! `truncated-value`: a text or a number of just the size at which software cuts.

use super::characters;
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "truncated-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Value that was probably cut",
        fr: "Valeur sans doute tronquée",
    },
    why: Text {
        en: "Some software cuts a text after 255 characters, or turns a number that is too large into the largest that \
             it knows. What was cut off is lost to everybody who uses the file.",
        fr: "Certains logiciels coupent un texte après 255 caractères, ou remplacent un nombre trop grand par le plus \
             grand qu'ils connaissent. Ce qui a été coupé est perdu pour tous ceux qui utilisent le fichier.",
    },
    reasons: &[
        Reason {
            id: "text",
            message: Text {
                en: "This text has exactly 255 characters: its end was probably cut off.",
                fr: "Ce texte compte exactement 255 caractères : sa fin a sans doute été coupée.",
            },
            help: Text {
                en: "Compare the cell with its source, and export the file again with software that keeps long texts.",
                fr: "Comparez la cellule à sa source, et exportez à nouveau le fichier avec un logiciel qui conserve \
                     les textes longs.",
            },
        },
        Reason {
            id: "number",
            message: Text {
                en: "“{value}” is the largest number that some software knows: the true one was probably larger.",
                fr: "« {value} » est le plus grand nombre que connaissent certains logiciels : le vrai nombre était \
                     sans doute plus grand.",
            },
            help: Text {
                en: "Compare the cell with its source, and write the true number.",
                fr: "Comparez la cellule à sa source, et écrivez le vrai nombre.",
            },
        },
    ],
    params: &[super::ONE_COLUMN],
    examples: &[
        Example {
            schema: SCHEMA,
            data: concat!(
                "note,population\n",
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234",
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234",
                "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234",
                ",121583\n"
            ),
            fails: Some("text"),
        },
        Example {
            schema: SCHEMA,
            data: "note,population\nrecensement,2147483647\n",
            fails: Some("number"),
        },
        Example {
            schema: SCHEMA,
            data: "note,population\nrecensement,121583\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "truncated-value",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "note", "type": "string"}, {"name": "population", "type": "integer"}],
  "dqcheck": {"checks": [{"name": "truncated-value"}]}
}"#;

const TEXT: usize = 0;
const NUMBER: usize = 1;

/// The length at which a text is cut, in characters.
const LENGTH: usize = 255;

/// The largest numbers of 64, 63, 32, 31, 21, 16 and 15 bits, as software keeps them.
const LARGEST: [&[u8]; 7] = [
    b"18446744073709551616",
    b"9223372036854775807",
    b"4294967295",
    b"2147483647",
    b"2097152",
    b"65535",
    b"32767",
];

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = super::fields(request, schema, &["string", "any", "integer"])?;
    let check = |field: usize| -> (usize, Box<dyn ColumnCheck>) {
        match schema.fields[field].type_name.as_str() {
            "integer" => (field, Box::new(LargestNumber)),
            _ => (field, Box::new(CutText)),
        }
    };
    Ok(Bound::Columns(fields.into_iter().map(check).collect()))
}

struct CutText;

impl ColumnCheck for CutText {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            // A character has one to four bytes.
            if (LENGTH..=4 * LENGTH).contains(&text.len()) && characters(text) == LENGTH {
                faults.push(row, TEXT);
            }
        });
    }
}

struct LargestNumber;

impl ColumnCheck for LargestNumber {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column.cells.each_present(|row, text| {
            let long = text.len() >= LARGEST[6].len();
            if long
                && column
                    .field_type
                    .number(text)
                    .is_some_and(|plain| is_largest(&plain))
            {
                faults.push(row, NUMBER);
            }
        });
    }
}

fn is_largest(plain: &[u8]) -> bool {
    let digits = plain.strip_prefix(b"+").unwrap_or(plain);
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    LARGEST.contains(&&digits[zeros..])
}
