use crate::check::*;
use crate::message::Text;
pub static CHECK: CheckDef = CheckDef {
    id: "missing-value",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    reasons: &[Reason {
        id: "x",
        message: Text { en: "", fr: "" },
        help: Text { en: "", fr: "" },
    }],
    params: &[],
    examples: &[],
    aliases: &[],
    frictionless: "",
};
struct K;
impl crate::checks::ColumnCheck for K {
    fn check_column(&self, c: &crate::checks::Column<'_>, f: &mut crate::types::Faults) {
        for (r, s) in c.cells.states.iter().enumerate() {
            if *s == crate::rows::State::Missing {
                f.push(r, 0);
            }
        }
    }
}
pub fn of_key() -> Box<dyn crate::checks::ColumnCheck> {
    Box::new(K)
}
