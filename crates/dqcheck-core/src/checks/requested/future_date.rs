//! `future-date`: a date that has not come yet, of something that has happened.
//!
//! What day it is comes from whoever runs the check: the core has no clock.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::dated::{A_DATE, Dated};
use crate::checks::{Bound, Column, ColumnCheck};
use crate::message::{Args, Text};
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::{Faults, View, day_of};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "future-date",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Date in the future",
        fr: "Date dans le futur",
    },
    why: Text {
        en: "What is said to have been done on a day that has not come was not done on that day. A device passes for \
             serviced that nobody has looked at.",
        fr: "Ce qui est daté d'un jour à venir n'a pas été fait ce jour-là. Un appareil passe pour entretenu alors que \
             personne ne l'a vérifié.",
    },
    reasons: &[Reason {
        id: "future",
        message: Text {
            en: "“{value}” in “{field}” has not come yet: {today} is the last day that can stand here.",
            fr: "« {value} » dans « {field} » n'est pas encore arrivé : {today} est le dernier jour possible ici.",
        },
        help: Text {
            en: "Look whether the year is that of the next time, or whether a day and a month have changed places. What \
                 is only planned belongs in another column.",
            fr: "Vérifiez si l'année est celle de la prochaine échéance, ou si un jour et un mois sont inversés. Ce qui \
                 est seulement prévu a sa place dans une autre colonne.",
        },
    }],
    params: &[
        Param {
            name: "column",
            required: true,
            about: Text {
                en: "The field to check, of the type date, datetime or year.",
                fr: "Le champ à contrôler, de type date, datetime ou year.",
            },
        },
        Param {
            name: "today",
            required: false,
            about: Text {
                en: "The last day that is accepted, such as 2026-03-31; the day of the run if nothing is said. As it is \
                     not the same day everywhere in France, that is the one of Wallis-et-Futuna, where it comes first.",
                fr: "Le dernier jour accepté, par exemple 2026-03-31 ; le jour du contrôle par défaut. Comme il n'est \
                     pas le même partout en France, c'est celui de Wallis-et-Futuna, où il commence le plus tôt.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "appareil,entretien\nA,2026-03-31\nB,2019-12-04\nC,\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "appareil,entretien\nA,2026-04-01\n",
            fails: Some("future"),
        },
    ],
    aliases: &[],
    frictionless: "cell-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "appareil"}, {"name": "entretien", "type": "date"}],
  "dqcheck": {"checks": [{"name": "future-date", "params": {"column": "entretien", "today": "2026-03-31"}}]}
}"#;

const FUTURE: usize = 0;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let field = request.column(schema, "column")?;
    let dated = Dated::of(&schema.fields[field].type_name);
    let dated = dated.ok_or_else(|| request.invalid("column", A_DATE))?;
    let today = match request.text("today")? {
        Some(text) => Some(day_of(text).ok_or_else(|| request.invalid("today", A_DAY))?),
        None => None,
    };
    Ok(Bound::Column {
        field,
        check: Box::new(FutureDate {
            // Nothing is known to be in the future before somebody says what day it is.
            last: today.map_or(i64::MAX, |day| dated.last_of(day)),
            today: request.text("today")?.unwrap_or_default().to_owned(),
        }),
    })
}

const A_DAY: Text = Text {
    en: "a day such as \"2026-03-31\"",
    fr: "un jour tel que \"2026-03-31\"",
};

struct FutureDate {
    /// The last value that is accepted, as the type reads it.
    last: i64,
    today: String,
}

impl ColumnCheck for FutureDate {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        let View::Ordinals(values) = column.view else {
            return;
        };
        column.cells.each_present(|row, _| {
            if values[row] > self.last {
                faults.push(row, FUTURE);
            }
        });
    }

    fn constants(&self) -> Args {
        Args::new().with("today", self.today.as_str())
    }
}
