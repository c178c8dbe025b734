//! `enum`: every value is one of a list.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;

use super::likeness::{Like, Likeness};
use super::{cell_text, unreadable};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, Field};
use crate::types::{Faults, FieldType, Scalar, View};

pub static CHECK: CheckDef = CheckDef {
    id: "not-in-enum",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value not in the list",
        fr: "Valeur hors de la liste",
    },
    why: Text {
        en: "The same thing written in two ways counts as two things: filters, totals and maps that use this column come out wrong.",
        fr: "La même chose écrite de deux façons compte pour deux choses : les filtres, les totaux et les cartes qui utilisent cette colonne deviennent faux.",
    },
    reasons: &[
        OTHER_CASE,
        NEAR,
        UNLISTED,
        Reason {
            id: "empty-list",
            message: Text {
                en: "“{value}” is not allowed: the schema allows no value at all for “{field}”.",
                fr: "« {value} » n'est pas autorisé : le schéma n'autorise aucune valeur pour « {field} ».",
            },
            help: Text {
                en: "Nothing in the column can be right. Ask whoever maintains the schema to fill the list of allowed values (`enum`), or to remove it.",
                fr: "Rien dans la colonne ne peut convenir. Demandez aux responsables du schéma de remplir la liste des valeurs autorisées (`enum`), ou de la supprimer.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "nature", "type": "string", "constraints": {"enum": ["Démolition", "Extension"]}}]}"#,
            data: "id,nature\na,Démolition\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "nature", "type": "string", "constraints": {"enum": ["Démolition", "Extension"]}}]}"#,
            data: "id,nature\na,DEMOLITION\n",
            fails: Some("other-case"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "nature", "type": "string", "constraints": {"enum": ["Démolition", "Extension"]}}]}"#,
            data: "id,nature\na,Extention\n",
            fails: Some("near"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "nature", "type": "string", "constraints": {"enum": ["Démolition", "Extension"]}}]}"#,
            data: "id,nature\na,Lotissement\n",
            fails: Some("unlisted"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "etage", "type": "integer", "constraints": {"enum": [1, 2]}}]}"#,
            data: "id,etage\na,01\nb,2\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "nature", "type": "string", "constraints": {"enum": []}}]}"#,
            data: "id,nature\na,Extension\n",
            fails: Some("empty-list"),
        },
    ],
    aliases: &["enum"],
    frictionless: "constraint-error",
};

pub(super) const OTHER_CASE: Reason = Reason {
    id: "other-case",
    message: Text {
        en: "“{value}” is not written exactly as in the list of “{field}”: “{suggestion}”.",
        fr: "« {value} » n'est pas écrit exactement comme dans la liste de « {field} » : « {suggestion} ».",
    },
    help: Text {
        en: "Replace “{value}” with “{suggestion}” in the whole column (Find and Replace, with “match case”): capitals, accents and spaces count.",
        fr: "Remplacez « {value} » par « {suggestion} » dans toute la colonne (Rechercher et remplacer, en respectant la casse) : les majuscules, les accents et les espaces comptent.",
    },
};

pub(super) const NEAR: Reason = Reason {
    id: "near",
    message: Text {
        en: "“{value}” is not in the list of “{field}”. Did you mean “{suggestion}”?",
        fr: "« {value} » n'est pas dans la liste de « {field} ». Vouliez-vous écrire « {suggestion} » ?",
    },
    help: Text {
        en: "If so, replace “{value}” with “{suggestion}” in the whole column. Allowed values: {allowed}",
        fr: "Si oui, remplacez « {value} » par « {suggestion} » dans toute la colonne. Valeurs autorisées : {allowed}",
    },
};

pub(super) const UNLISTED: Reason = Reason {
    id: "unlisted",
    message: Text {
        en: "“{value}” is not one of the values allowed for “{field}”.",
        fr: "« {value} » ne fait pas partie des valeurs autorisées pour « {field} ».",
    },
    help: Text {
        en: "Choose one of these values: {allowed}. If “{value}” ought to be allowed, ask whoever maintains the schema to add it.",
        fr: "Choisissez l'une de ces valeurs : {allowed}. Si « {value} » devrait être autorisé, demandez aux responsables du schéma de l'ajouter.",
    },
};

pub(super) fn bind(field: &Field, field_type: &dyn FieldType) -> Wanted {
    let Some(Value::Array(members)) = field.constraints.get("enum") else {
        return Ok(None);
    };
    if members.is_empty() {
        return Ok(Some(Box::new(Nothing)));
    }
    let members = members.iter().enumerate();
    let members = members.map(|(at, member)| (format!("constraints/enum/{at}"), member));
    among(field, field_type, members)
}

/// The check that every value is one of `members`, each with its place below the field. Its reasons are the three of
/// this file.
pub(super) fn among<'a>(
    field: &Field,
    field_type: &dyn FieldType,
    members: impl Iterator<Item = (String, &'a Value)>,
) -> Wanted {
    let mut listed = Vec::new();
    let mut read = Vec::new();
    let mut schema_faults = Vec::new();
    for (place, member) in members {
        let Some(text) = cell_text(field, member) else {
            continue;
        };
        match field_type.scalar(text.as_bytes()) {
            Ok(Scalar::Text) => {}
            Ok(scalar) => read.push((order_of(scalar), listed.len())),
            Err(_) => {
                schema_faults.push(unreadable(field, "member", &place, &text));
                continue;
            }
        }
        listed.push(text);
    }
    read.sort_unstable();
    if listed.is_empty() {
        // Nothing could ever be allowed: the schema is at fault, not every cell.
        return match schema_faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(None),
        };
    }
    Ok(Some(Box::new(Enum {
        texts: Texts::new(&listed),
        likeness: Likeness::new(listed),
        read,
        schema_faults,
    })))
}

const EMPTY_LIST: usize = 3;

/// What no value passes.
struct Nothing;

impl ColumnCheck for Nothing {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        column
            .cells
            .each_present(|row, _| faults.push(row, EMPTY_LIST));
    }
}

struct Enum {
    texts: Texts,
    likeness: Likeness,
    /// For types that are more than their text: what to compare first and the index of the member, sorted.
    read: Vec<(u128, usize)>,
    schema_faults: Vec<Fault>,
}

impl ColumnCheck for Enum {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        // Wrong values repeat: each is compared with the list once a block.
        let mut known = HashMap::new();
        let mut refuse = |row, text| {
            let reason = *known.entry(text).or_insert_with(|| self.reason(text));
            faults.push(row, reason);
        };
        match column.view {
            View::Text => column.cells.each_present(|row, text| {
                if !self.texts.contains(text) {
                    refuse(row, text);
                }
            }),
            View::Numbers(values) => self.check_values(column, values, Scalar::Number, refuse),
            View::Ordinals(values) => self.check_values(column, values, Scalar::Ordinal, refuse),
            View::Points(values) => self.check_values(column, values, Scalar::Point, refuse),
            View::Lengths(values) => self.check_values(column, values, Scalar::Length, refuse),
        }
    }

    fn constants(&self) -> Args {
        Args::new().with("allowed", self.likeness.members().to_vec())
    }

    fn details(&self, _reason: usize, text: &[u8]) -> Args {
        match self.likeness.find(text) {
            Some(Like::Folded(member) | Like::Near(member)) => {
                Args::new().with("suggestion", self.likeness.members()[member].as_str())
            }
            None => Args::new(),
        }
    }

    fn schema_faults(&self) -> Vec<Fault> {
        self.schema_faults.clone()
    }
}

impl Enum {
    /// An index into the reasons, which stand in this order.
    fn reason(&self, text: &[u8]) -> usize {
        match self.likeness.find(text) {
            Some(Like::Folded(_)) => 0,
            Some(Like::Near(_)) => 1,
            None => 2,
        }
    }

    fn check_values<'a, T: Copy>(
        &self,
        column: &Column<'a>,
        values: &[T],
        scalar: impl Fn(T) -> Scalar,
        mut refuse: impl FnMut(usize, &'a [u8]),
    ) {
        for (row, (state, value)) in column.cells.states.iter().zip(values).enumerate() {
            let text = column.cells.get(row);
            if *state == State::Present && !self.allows(column.field_type, scalar(*value), text) {
                refuse(row, text);
            }
        }
    }

    fn allows(&self, field_type: &dyn FieldType, scalar: Scalar, text: &[u8]) -> bool {
        let order = order_of(scalar);
        let first = self.read.partition_point(|(other, _)| *other < order);
        self.read[first..]
            .iter()
            .take_while(|(other, _)| *other == order)
            .any(|(_, member)| {
                let member = self.likeness.members()[*member].as_bytes();
                text == member || same(field_type, scalar, text, member)
            })
    }
}

/// Whether two texts whose scalars are equal are the same value.
fn same(field_type: &dyn FieldType, scalar: Scalar, a: &[u8], b: &[u8]) -> bool {
    match scalar {
        Scalar::Number(_) | Scalar::Ordinal(_) => field_type.exact(a, b) == Ordering::Equal,
        // Two lists of the same length need not be the same list.
        _ => {
            let (mut key_a, mut key_b) = (Vec::new(), Vec::new());
            field_type.key(a, &mut key_a);
            field_type.key(b, &mut key_b);
            key_a == key_b
        }
    }
}

/// Equal for equal scalars of one type.
fn order_of(scalar: Scalar) -> u128 {
    // Adding zero makes the negative zero a positive one.
    let bits = |number: f64| u128::from((number + 0.0).to_bits());
    match scalar {
        Scalar::Text => 0,
        Scalar::Number(number) => bits(number),
        Scalar::Ordinal(ordinal) => u128::from(ordinal as u64),
        Scalar::Point(point) => bits(point.lon) << 64 | bits(point.lat),
        Scalar::Length(length) => u128::from(length),
    }
}

/// A set of texts that is asked once a cell: open addressing, at most a quarter full, by the length of a text and its
/// first eight bytes, which nearly always tell the members of a list apart.
struct Texts {
    slots: Box<[Option<Slot>]>,
    members: Box<[Box<[u8]>]>,
}

#[derive(Clone, Copy)]
struct Slot {
    head: u64,
    member: u32,
}

impl Texts {
    fn new(texts: &[String]) -> Texts {
        let members: Box<[Box<[u8]>]> = texts.iter().map(|text| text.as_bytes().into()).collect();
        let size = (members.len() * 4).next_power_of_two();
        let mut slots = vec![None; size].into_boxed_slice();
        for (member, text) in (0..).zip(&members) {
            let head = head(text);
            let mut at = home(head, text.len(), size);
            while slots[at].is_some() {
                at = (at + 1) & (size - 1);
            }
            slots[at] = Some(Slot { head, member });
        }
        Texts { slots, members }
    }

    #[inline]
    fn contains(&self, text: &[u8]) -> bool {
        let size = self.slots.len();
        let head = head(text);
        let mut at = home(head, text.len(), size);
        while let Some(slot) = self.slots[at] {
            if slot.head == head && *self.members[slot.member as usize] == *text {
                return true;
            }
            at = (at + 1) & (size - 1);
        }
        false
    }
}

/// Up to eight bytes of a text as one number.
#[inline]
fn head(text: &[u8]) -> u64 {
    match (text.first_chunk(), text.first_chunk(), text.last_chunk()) {
        (Some(eight), _, _) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => text
            .iter()
            .fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

#[inline]
fn home(head: u64, length: usize, size: usize) -> usize {
    let mixed = (head ^ (length as u64).rotate_right(8)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize & (size - 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::testing::{Stub, constrained, failures};
    use crate::message::Arg;

    fn check(type_name: &str, stub: Stub, members: Value) -> Box<dyn ColumnCheck> {
        bind(&constrained(type_name, json!({ "enum": members })), &stub)
            .expect("a good constraint")
            .expect("a check")
    }

    #[test]
    fn texts_are_compared_byte_by_byte() {
        let check = check("string", Stub::Text, json!(["Oui", "Non renseigné", 3]));
        assert_eq!(
            failures(
                &CHECK,
                &*check,
                Stub::Text,
                &[
                    "Oui",
                    "oui",
                    "3",
                    "",
                    "Non  renseigne",
                    "Nom renseigné",
                    "Peut-être",
                    "03"
                ]
            ),
            [
                (1, "other-case"),
                (4, "other-case"),
                (5, "near"),
                (6, "unlisted"),
                (7, "unlisted")
            ]
        );
        assert_eq!(
            check
                .details(1, "Nom renseigné".as_bytes())
                .get("suggestion"),
            Some(&Arg::Text("Non renseigné".to_owned()))
        );
    }

    #[test]
    fn numbers_and_dates_are_compared_as_values() {
        let numbers = check("integer", Stub::Number, json!([1, "9007199254740993", 0]));
        assert_eq!(
            failures(
                &CHECK,
                &*numbers,
                Stub::Number,
                &["01", "9007199254740993", "9007199254740992", "-0", "2"]
            ),
            [(2, "unlisted"), (4, "unlisted")]
        );
        let dates = check("date", Stub::Date, json!(["2024-01-01"]));
        assert_eq!(
            failures(&CHECK, &*dates, Stub::Date, &["2024-01-01", "2024-01-02"]),
            [(1, "unlisted")]
        );
    }

    #[test]
    fn lists_of_the_same_length_are_not_the_same() {
        let lists = check("array", Stub::Array, json!([[1, 2]]));
        assert_eq!(
            failures(&CHECK, &*lists, Stub::Array, &["[1,2]", "[2,1]"]),
            [(1, "unlisted")]
        );
    }

    #[test]
    fn a_member_that_cannot_be_read_is_told_and_the_others_are_used() {
        let check = check("integer", Stub::Number, json!([1, "beaucoup"]));
        let faults = check.schema_faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].pointer, "/fields/0/constraints/enum/1");
        assert_eq!(
            failures(&CHECK, &*check, Stub::Number, &["1", "2"]),
            [(1, "unlisted")]
        );
    }

    #[test]
    fn a_list_without_any_usable_member_fails_no_cell() {
        for members in [json!(["x"]), json!([null])] {
            let field = constrained("integer", json!({ "enum": members }));
            assert!(!matches!(bind(&field, &Stub::Number), Ok(Some(_))));
        }
    }

    #[test]
    fn a_long_list_finds_each_of_its_members() {
        let members: Vec<String> = (0..5_000).map(|number| format!("{number:05}")).collect();
        let texts = Texts::new(&members);
        assert!(
            members
                .iter()
                .all(|member| texts.contains(member.as_bytes()))
        );
        assert!(!texts.contains(b"05000"));
    }
}
