//! A department or a region that must go with what another column of the row says.

use std::sync::LazyLock;

use dqcheck_reference::{Department, department, departments, history, successor};

use super::judged::{Judge, Judged};
use super::names::Names;
use super::seen::Seen;
use super::vintage;
use crate::check::{Param, Reason};
use crate::checks::verdict::Verdict;
use crate::checks::{Bound, Column, RowCheck};
use crate::diagnostic::value_text;
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) const OTHER_PLACE: Reason = Reason {
    id: "other-place",
    message: Text {
        en: "“{value}” does not go with “{other}” in the column {column}: “{suggestion}” is expected.",
        fr: "« {value} » ne correspond pas à « {other} » dans la colonne {column} : on attend « {suggestion} ».",
    },
    help: Text {
        en: "One of the two is wrong. If the column {column} is right, write “{suggestion}”; otherwise correct \
             “{other}”.",
        fr: "L'une des deux valeurs est fausse. Si la colonne {column} est juste, écrivez « {suggestion} » ; sinon, \
             corrigez « {other} ».",
    },
};

pub(super) const COMMUNE: Param = Param {
    name: "commune",
    required: false,
    about: Text {
        en: "The field with the code INSEE of a commune, which must be there.",
        fr: "Le champ qui contient le code INSEE d'une commune, qui doit s'y trouver.",
    },
};

pub(super) const DEPARTEMENT: Param = Param {
    name: "departement",
    required: false,
    about: Text {
        en: "The field with the number or the name of a department, which must be there.",
        fr: "Le champ qui contient le numéro ou le nom d'un département, qui doit s'y trouver.",
    },
};

/// How a column of departments or regions is judged alone, and together with others.
pub(super) struct Agreement {
    pub(super) judge: Judge,
    /// The one that a good text of the column means, as the list writes it.
    pub(super) meant: fn(&str) -> Option<&'static str>,
    /// The settings that name another column.
    pub(super) others: &'static [Param],
    /// How the list writes the one that a department is in, or is.
    pub(super) written: fn(&'static Department) -> &'static str,
    /// The number of [`OTHER_PLACE`] among the reasons.
    pub(super) reason: usize,
}

impl Agreement {
    pub(super) fn bind(
        &'static self,
        request: &RuleRequest,
        schema: &Schema,
    ) -> Result<Bound, Fault> {
        let mut fields = vec![request.column(schema, "column")?];
        for other in self.others {
            if request.text(other.name)?.is_some() {
                fields.push(request.column(schema, other.name)?);
            }
        }
        if fields.len() == 1 {
            return Judged::bind(self.judge, request, schema);
        }
        let names = fields[1..].iter();
        Ok(Bound::Rows {
            check: Box::new(Agreeing {
                agreement: self,
                vintage: vintage::bind(request)?,
                others: names
                    .map(|&field| schema.fields[field].name.clone())
                    .collect(),
            }),
            fields,
        })
    }
}

/// Bound to its column and others.
struct Agreeing {
    agreement: &'static Agreement,
    vintage: u16,
    /// The names of the other columns.
    others: Vec<String>,
}

impl Agreeing {
    fn verdict(&self, text: &[u8]) -> Verdict {
        (self.agreement.judge)(&String::from_utf8_lossy(text), self.vintage)
    }

    /// What the column should hold for this text of another, if it should hold something else. Of a text that is none
    /// of a list, others tell.
    fn expected(&self, text: &[u8], other: &[u8]) -> Option<&'static str> {
        let (text, other) = (
            std::str::from_utf8(text).ok()?,
            std::str::from_utf8(other).ok()?,
        );
        let expected = (self.agreement.written)(department_of(other)?);
        ((self.agreement.meant)(text)? != expected).then_some(expected)
    }
}

impl RowCheck for Agreeing {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let [own, others @ ..] = columns else {
            return;
        };
        let (mut judged, mut compared) = (Seen::default(), Seen::default());
        own.cells.each_present(|row, text| {
            let reason = judged.get(text, || self.verdict(text).map(|(reason, _)| reason));
            if let Some(reason) = reason {
                return faults.push(row, reason);
            }
            let mut present = others
                .iter()
                .filter(|other| other.cells.states[row] == State::Present);
            let is_elsewhere = present.any(|other| {
                let other = other.cells.get(row);
                compared.get((text, other), || self.expected(text, other).is_some())
            });
            if is_elsewhere {
                faults.push(row, self.agreement.reason);
            }
        });
    }

    fn constants(&self) -> Args {
        vintage::words(self.vintage)
    }

    fn details(&self, reason: usize, texts: &[&[u8]]) -> Args {
        let [own, others @ ..] = texts else {
            return Args::new();
        };
        if reason != self.agreement.reason {
            return self.verdict(own).map(|(_, args)| args).unwrap_or_default();
        }
        let mut others = others.iter().zip(&self.others);
        let found =
            others.find_map(|(other, name)| Some((other, name, self.expected(own, other)?)));
        found.map_or_else(Args::new, |(other, name, expected)| {
            Args::new()
                .with("other", value_text(other))
                .with("column", name.as_str())
                .with("suggestion", expected)
        })
    }
}

/// The department that a text names: by its number, its name or the code INSEE of a commune, an old one too.
fn department_of(text: &str) -> Option<&'static Department> {
    if text.len() == 5 && text.as_bytes()[2..].iter().all(u8::is_ascii_digit) {
        let commune = history(text).last().or_else(|| successor(text));
        return commune.map(|commune| commune.department());
    }
    department(text).or_else(|| department_named(text))
}

/// The department that has a name, however it is spelt.
pub(super) fn department_named(name: &str) -> Option<&'static Department> {
    let name = DEPARTMENTS.find(name)?;
    departments().find(|department| department.name == name)
}

pub(super) static DEPARTMENTS: LazyLock<Names> =
    LazyLock::new(|| Names::new(departments().map(|department| department.name)));

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{code_region, departement, numero_departement, region};
    use super::*;
    use crate::check::CheckDef;
    use crate::checks::testing::{self, Memory, Stub};

    type Bind = fn(&RuleRequest, &Schema) -> Result<Bound, Fault>;

    fn found(
        def: &CheckDef,
        bind: Bind,
        own: &[&str],
        other: &[&str],
        param: &str,
    ) -> Vec<(usize, &'static str)> {
        let params = json!({"column": "a", param: "b"});
        let (request, schema) = testing::request(&[("a", "string"), ("b", "string")], params);
        let Ok(Bound::Rows { fields, check }) = bind(&request, &schema) else {
            panic!("bound to two columns");
        };
        assert_eq!(fields, [0, 1]);
        let mut faults = Faults::default();
        Memory::new(own).read(&Stub::Text, |own| {
            Memory::new(other).read(&Stub::Text, |other| {
                check.check_rows(&[own, other], &mut faults)
            });
        });
        testing::ids(def, &faults)
    }

    #[test]
    fn a_department_goes_with_the_commune() {
        let communes = ["92012", "78646", "", "99999", "16226", "75012", "92012"];
        let numbers = ["92", "92", "78", "01", "16", "92", "1"];
        assert_eq!(
            found(
                &numero_departement::CHECK,
                numero_departement::bind,
                &numbers,
                &communes,
                "commune"
            ),
            [(1, "other-place"), (6, "lost-zero")]
        );
        let names = [
            "HAUTS DE SEINE",
            "Hauts-de-Seine",
            "Var",
            "Ain",
            "Charente",
            "Hauts-de-Seine",
            "",
        ];
        assert_eq!(
            found(
                &departement::CHECK,
                departement::bind,
                &names,
                &communes,
                "commune"
            ),
            [(1, "other-place")]
        );
    }

    #[test]
    fn a_region_goes_with_the_department_by_number_or_by_name() {
        let departments = ["92", "Hauts-de-Seine", "2a", "2A", "", "988"];
        assert_eq!(
            found(
                &region::CHECK,
                region::bind,
                &[
                    "Île-de-France",
                    "Normandie",
                    "Corse",
                    "Bretagne",
                    "Corse",
                    "Corse"
                ],
                &departments,
                "departement"
            ),
            [(1, "other-place"), (3, "other-place"), (5, "other-place")]
        );
        assert_eq!(
            found(
                &code_region::CHECK,
                code_region::bind,
                &["11", "28", "94", "53", "94", "94"],
                &departments,
                "departement"
            ),
            [(1, "other-place"), (3, "other-place"), (5, "other-place")]
        );
    }
}
