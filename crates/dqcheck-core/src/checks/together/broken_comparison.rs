//! `broken-comparison` (`compare-columns-value`): two cells of a row that do not compare as they must.
//!
//! Two numbers are compared exactly, two moments by time (a date and a datetime by day); what else there is, as text,
//! but for two cells that hold plain numbers: published schemas have columns of counts that are texts.

use std::cmp::Ordering;

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::requested::exact;
use crate::checks::{Bound, Column, RowCheck, shown};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{Faults, View};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "broken-comparison",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Together,
    title: Text {
        en: "Two cells that contradict each other",
        fr: "Deux cellules qui se contredisent",
    },
    why: Text {
        en: "An end before its beginning, more votes than voters: at least one of the two cells is wrong, and every \
             figure made from them.",
        fr: "Une fin avant son début, plus de voix que de votants : l'une des deux cellules au moins est fausse, et \
             avec elle tout chiffre qui en est tiré.",
    },
    reasons: &[
        Reason {
            id: "number",
            message: Text {
                en: "“{value}” in “{field}” must be {relation} “{other}” in “{column2}”.",
                fr: "« {value} » dans « {field} » doit être {relation} « {other} » dans « {column2} ».",
            },
            help: HELP,
        },
        Reason {
            id: "date",
            message: Text {
                en: "“{value}” in “{field}” must be {relation} “{other}” in “{column2}”.",
                fr: "« {value} » dans « {field} » doit être {relation} « {other} » dans « {column2} ».",
            },
            help: Text {
                en: "Compare both cells with their source, and correct the one that is wrong. Look whether day and \
                     month, or the two dates, have changed places.",
                fr: "Comparez les deux cellules à leur source, et corrigez celle qui est fausse. Vérifiez que le jour \
                     et le mois, ou les deux dates, n'ont pas été inversés.",
            },
        },
        Reason {
            id: "text",
            message: Text {
                en: "“{value}” in “{field}” must be {relation} “{other}” in “{column2}”, in alphabetical order.",
                fr: "« {value} » dans « {field} » doit être {relation} « {other} » dans « {column2} », dans l'ordre \
                     alphabétique.",
            },
            help: Text {
                en: "Compare both cells with their source. If they hold dates, give both fields that type in the \
                     schema: as texts, 02/01/2025 comes before 31/12/2024.",
                fr: "Comparez les deux cellules à leur source. Si elles contiennent des dates, donnez ce type aux \
                     deux champs dans le schéma : comme textes, 02/01/2025 vient avant 31/12/2024.",
            },
        },
        Reason {
            id: "text-differs",
            message: Text {
                en: "“{value}” in “{field}” must be the same text as “{other}” in “{column2}”.",
                fr: "« {value} » dans « {field} » doit être le même texte que « {other} » dans « {column2} ».",
            },
            help: HELP,
        },
    ],
    params: &[
        super::COLUMN,
        Param {
            name: "op",
            required: true,
            about: Text {
                en: "How it must compare with the other: `>`, `>=`, `==`, `<=` or `<`.",
                fr: "Comment il doit se comparer à l'autre : `>`, `>=`, `==`, `<=` ou `<`.",
            },
        },
        Param {
            name: "column2",
            required: true,
            about: Text {
                en: "The name of the other field.",
                fr: "Le nom de l'autre champ.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "debut,fin,inscrits,votants,de,a\n2024-01-01,2024-01-01,10,9,A,B\n2024-01-01,,,9,B,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,inscrits,votants,de,a\n2024-02-01,2024-01-31,10,9,A,B\n",
            fails: Some("date"),
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,inscrits,votants,de,a\n2024-01-01,2024-01-31,9,10,A,B\n",
            fails: Some("number"),
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,inscrits,votants,de,a\n2024-01-01,2024-01-31,10,9,B,A\n",
            fails: Some("text"),
        },
        Example {
            schema: r#"{
                "fields": [{"name": "code"}, {"name": "code_bis"}],
                "custom_checks": [{"name": "compare-columns-value", "params": {"column": "code", "op": "==", "column2": "code_bis"}}]
            }"#,
            data: "code,code_bis\n01,1\n",
            fails: Some("text-differs"),
        },
    ],
    aliases: &["compare-columns-value"],
    frictionless: "row-error",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "debut", "type": "date"}, {"name": "fin", "type": "date"},
    {"name": "inscrits", "type": "integer"}, {"name": "votants", "type": "number"},
    {"name": "de"}, {"name": "a"}
  ],
  "custom_checks": [
    {"name": "compare-columns-value", "params": {"column": "fin", "op": ">=", "column2": "debut"}},
    {"name": "compare-columns-value", "params": {"column": "votants", "op": "<=", "column2": "inscrits"}},
    {"name": "compare-columns-value", "params": {"column": "de", "op": "<", "column2": "a"}}
  ]
}"#;

const HELP: Text = Text {
    en: "Compare both cells with their source, and correct the one that is wrong.",
    fr: "Comparez les deux cellules à leur source, et corrigez celle qui est fausse.",
};

const NUMBER: usize = 0;
const DATE: usize = 1;
const TEXT: usize = 2;
const TEXT_DIFFERS: usize = 3;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let fields = [
        request.column(schema, "column")?,
        request.column(schema, "column2")?,
    ];
    let name = request.needed_text("op")?;
    let op = OPS.iter().find(|op| op.name == name);
    let op = op.ok_or_else(|| request.invalid("op", OP))?;
    let [first, second] = fields.map(|field| schema.fields[field].type_name.as_str());
    let kind = Kind::of(first, second);
    let reason = match kind {
        Kind::Numbers => NUMBER,
        Kind::Moments(_) => DATE,
        Kind::Texts if op.name == "==" => TEXT_DIFFERS,
        Kind::Texts => TEXT,
    };
    Ok(Bound::Rows {
        check: Box::new(Comparison {
            op,
            kind,
            reason,
            column2: schema.fields[fields[1]].name.clone(),
        }),
        fields: fields.to_vec(),
    })
}

const OP: Text = Text {
    en: "one of \">\", \">=\", \"==\", \"<=\" and \"<\"",
    fr: "\">\", \">=\", \"==\", \"<=\" ou \"<\"",
};

/// How two values must compare.
struct Op {
    name: &'static str,
    holds: fn(Ordering) -> bool,
    of_numbers: Text,
    of_moments: Text,
}

static OPS: [Op; 5] = [
    Op {
        name: ">",
        holds: Ordering::is_gt,
        of_numbers: Text {
            en: "greater than",
            fr: "supérieur à",
        },
        of_moments: Text {
            en: "later than",
            fr: "postérieur à",
        },
    },
    Op {
        name: ">=",
        holds: Ordering::is_ge,
        of_numbers: Text {
            en: "greater than or equal to",
            fr: "supérieur ou égal à",
        },
        of_moments: Text {
            en: "later than or the same as",
            fr: "postérieur ou identique à",
        },
    },
    Op {
        name: "==",
        holds: Ordering::is_eq,
        of_numbers: Text {
            en: "equal to",
            fr: "égal à",
        },
        of_moments: Text {
            en: "the same as",
            fr: "identique à",
        },
    },
    Op {
        name: "<=",
        holds: Ordering::is_le,
        of_numbers: Text {
            en: "less than or equal to",
            fr: "inférieur ou égal à",
        },
        of_moments: Text {
            en: "earlier than or the same as",
            fr: "antérieur ou identique à",
        },
    },
    Op {
        name: "<",
        holds: Ordering::is_lt,
        of_numbers: Text {
            en: "less than",
            fr: "inférieur à",
        },
        of_moments: Text {
            en: "earlier than",
            fr: "antérieur à",
        },
    },
];

/// As what two columns are compared.
#[derive(Clone, Copy)]
enum Kind {
    Numbers,
    /// Values with an order, once each is divided by these: a date is in days and a datetime in microseconds.
    Moments([i64; 2]),
    Texts,
}

/// One day in microseconds.
const DAY: i64 = 86_400_000_000;

impl Kind {
    fn of(first: &str, second: &str) -> Kind {
        let both = |types: &[&str]| types.contains(&first) && types.contains(&second);
        match (first, second) {
            ("date", "datetime") => Kind::Moments([1, DAY]),
            ("datetime", "date") => Kind::Moments([DAY, 1]),
            _ if first == second && both(&["date", "datetime", "time", "yearmonth"]) => {
                Kind::Moments([1, 1])
            }
            _ if both(&["integer", "number", "year"]) || both(&["duration"]) => Kind::Numbers,
            _ => Kind::Texts,
        }
    }

    /// Whether a column is read as that: one whose own type cannot be used is not.
    fn suits(self, view: &View) -> bool {
        match self {
            Kind::Numbers => matches!(view, View::Numbers(_) | View::Ordinals(_)),
            Kind::Moments(_) => matches!(view, View::Ordinals(_)),
            Kind::Texts => true,
        }
    }
}

struct Comparison {
    op: &'static Op,
    kind: Kind,
    reason: usize,
    column2: String,
}

impl RowCheck for Comparison {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let [first, second] = columns else { return };
        if !columns.iter().all(|column| self.kind.suits(column.view)) {
            return;
        }
        super::each_whole(columns, |row| {
            let (order, reason) = match self.kind {
                Kind::Numbers => (numbers(first, second, row), self.reason),
                Kind::Moments([a, b]) => {
                    let moment = ordinal(first, row).div_euclid(a);
                    let order = moment.cmp(&ordinal(second, row).div_euclid(b));
                    (Some(order), self.reason)
                }
                Kind::Texts => {
                    let (a, b) = (first.cells.get(row), second.cells.get(row));
                    match (plain_number(a), plain_number(b)) {
                        (Some(a), Some(b)) => (Some(a.cmp(&b)), NUMBER),
                        _ => (Some(a.cmp(b)), self.reason),
                    }
                }
            };
            // What is not a number compares with nothing.
            if !order.is_some_and(self.op.holds) {
                faults.push(row, reason);
            }
        });
    }

    fn constants(&self) -> Args {
        let relation = match self.kind {
            Kind::Moments(_) => self.op.of_moments,
            Kind::Numbers | Kind::Texts => self.op.of_numbers,
        };
        Args::new()
            .with("relation", relation)
            .with("column2", self.column2.as_str())
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let other = texts.get(1).map(|text| shown::cell(text));
        Args::new().with("other", other.unwrap_or_default())
    }
}

/// The number that a text is, unless it begins with a zero that a number would not have: that is a code.
fn plain_number(text: &[u8]) -> Option<i128> {
    match text.strip_prefix(b"-").unwrap_or(text) {
        [b'0', b'0'..=b'9', ..] => None,
        _ => exact::fixed(text),
    }
}

fn numbers(first: &Column<'_>, second: &Column<'_>, row: usize) -> Option<Ordering> {
    let order = float(first, row).partial_cmp(&float(second, row));
    match order {
        Some(Ordering::Equal) => Some(exactly(first, second, row)),
        _ => order,
    }
}

/// Which of two numbers is greater that are the same float.
fn exactly(first: &Column<'_>, second: &Column<'_>, row: usize) -> Ordering {
    let (a, b) = (first.cells.get(row), second.cells.get(row));
    match (first.field_type.number(a), second.field_type.number(b)) {
        (Some(a), Some(b)) => exact::order(&a, &b),
        // Durations are no numbers on paper; both columns have the same type.
        _ => first.field_type.exact(a, b),
    }
}

fn float(column: &Column<'_>, row: usize) -> f64 {
    match column.view {
        View::Numbers(values) => values[row],
        _ => ordinal(column, row) as f64,
    }
}

fn ordinal(column: &Column<'_>, row: usize) -> i64 {
    match column.view {
        View::Ordinals(values) => values[row],
        _ => 0,
    }
}
