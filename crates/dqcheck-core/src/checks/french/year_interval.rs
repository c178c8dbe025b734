//! Two years with an oblique stroke between them, `2017/2018`, the earlier one first.

use serde_json::Value;

use super::judged::Judged;
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::verdict::{Verdict, because, rather};
use crate::checks::{Bound, words};
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub static CHECK: CheckDef = CheckDef {
    id: "year-interval",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::French,
    title: Text {
        en: "Invalid interval of years",
        fr: "Intervalle d'années invalide",
    },
    why: Text {
        en: "A school year or a budget over several years is written 2017/2018 (ISO 8601). Any other form is not \
             understood by whoever sorts or filters by year.",
        fr: "Une année scolaire ou un budget pluriannuel s'écrit 2017/2018 (ISO 8601). Toute autre forme n'est pas \
             comprise de qui trie ou filtre par année.",
    },
    reasons: &[
        words::WRITTEN_OTHERWISE,
        Reason {
            id: "one-year",
            message: Text {
                en: "“{value}” is a single year; an interval such as 2017/2018 is expected.",
                fr: "« {value} » est une seule année ; on attend un intervalle tel que 2017/2018.",
            },
            help: Text {
                en: "Write both years. If a single one is right too, add \"allow-year-only\": \"yes\" to the check in \
                     the schema.",
                fr: "Écrivez les deux années. Si une seule est également correcte, ajoutez \"allow-year-only\": \"yes\" \
                     au contrôle dans le schéma.",
            },
        },
        Reason {
            id: "order",
            message: Text {
                en: "In “{value}” the first year is not earlier than the second.",
                fr: "Dans « {value} », la première année ne précède pas la seconde.",
            },
            help: Text {
                en: "Write the earlier year first, or correct the wrong one.",
                fr: "Écrivez d'abord l'année la plus ancienne, ou corrigez celle qui est fausse.",
            },
        },
        Reason {
            id: "shape",
            message: Text {
                en: "“{value}” is no interval of years: a form such as 2017/2018 is expected.",
                fr: "« {value} » n'est pas un intervalle d'années : on attend une forme telle que 2017/2018.",
            },
            help: Text {
                en: "Write two years of four digits with an oblique stroke between them, without blanks.",
                fr: "Écrivez deux années de quatre chiffres séparées par une barre oblique, sans espace.",
            },
        },
    ],
    params: &[
        words::COLUMN,
        Param {
            name: "allow-year-only",
            required: false,
            about: Text {
                en: "“yes” if a single year, such as 2017, is right too.",
                fr: "« yes » si une seule année, par exemple 2017, est également correcte.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "budget,annee\na,2017/2018\nsans,\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "budget"}, {"name": "annee"}],
                "custom_checks": [{"name": "year-interval-value", "params": {"column": "annee", "allow-year-only": "yes"}}]}"#,
            data: "budget,annee\na,2017\nb,2017/2018\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "budget,annee\na,2017 - 2018\n",
            fails: Some("written-otherwise"),
        },
        Example {
            schema: SCHEMA,
            data: "budget,annee\na,2017\n",
            fails: Some("one-year"),
        },
        Example {
            schema: SCHEMA,
            data: "budget,annee\na,2018/2017\n",
            fails: Some("order"),
        },
        Example {
            schema: SCHEMA,
            data: "budget,annee\na,pluriannuel\n",
            fails: Some("shape"),
        },
    ],
    aliases: &["year-interval-value"],
    frictionless: "cell-error",
};

const SCHEMA: &str =
    r#"{"fields": [{"name": "budget"}, {"name": "annee", "customCheck": "year-interval"}]}"#;

const WRITTEN_OTHERWISE: usize = 0;
const ONE_YEAR: usize = 1;
const ORDER: usize = 2;
const SHAPE: usize = 3;

const STRICT: Judged = Judged {
    is_good: is_interval,
    judge,
};

const LENIENT: Judged = Judged {
    is_good: |text| is_interval(text) || is_year(text),
    judge: |text| judge(text).filter(|(reason, _)| *reason != ONE_YEAR),
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let yes = match request.params.get("allow-year-only") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(text)) => match text.to_lowercase().as_str() {
            "yes" | "true" | "oui" | "1" => true,
            "no" | "false" | "non" | "0" => false,
            _ => return Err(request.invalid("allow-year-only", YES_OR_NO)),
        },
        Some(_) => return Err(request.invalid("allow-year-only", YES_OR_NO)),
    };
    match yes {
        true => LENIENT.bind(request, schema),
        false => STRICT.bind(request, schema),
    }
}

const YES_OR_NO: Text = Text {
    en: "\"yes\" or \"no\"",
    fr: "\"yes\" (oui) ou \"no\" (non)",
};

fn is_interval(text: &[u8]) -> bool {
    has_shape(text) && text[..4] < text[5..]
}

fn has_shape(text: &[u8]) -> bool {
    text.len() == 9 && text[4] == b'/' && is_year(&text[..4]) && is_year(&text[5..])
}

fn is_year(text: &[u8]) -> bool {
    text.len() == 4 && text.iter().all(u8::is_ascii_digit)
}

fn judge(text: &str) -> Verdict {
    let bytes = text.as_bytes();
    if has_shape(bytes) {
        return because(ORDER);
    }
    if is_year(bytes) {
        return because(ONE_YEAR);
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((first, second)) = compact.split_once(['/', '-', '\u{2013}', '\u{2014}']) else {
        return because(SHAPE);
    };
    // The second year is often written without its century.
    let is_short = second.len() == 2 && second.bytes().all(|c| c.is_ascii_digit());
    let whole = match (is_year(first.as_bytes()), is_short) {
        (true, true) => format!("{first}/{}{second}", &first[..2]),
        _ => format!("{first}/{second}"),
    };
    match whole.as_bytes() {
        whole_bytes if is_interval(whole_bytes) => rather(WRITTEN_OTHERWISE, whole),
        whole_bytes if has_shape(whole_bytes) && !is_short => because(ORDER),
        _ => because(SHAPE),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::judged::{failures, suggestion};
    use super::*;
    use crate::checks::testing::request;

    #[test]
    fn each_way_to_misspell_an_interval_has_its_reason() {
        let texts = [
            "2017/2018",
            "2017",
            "2017 - 2018",
            "2017/18",
            "2018/2017",
            "2018-2017",
            "2017/2017",
            "1999/00",
            "pluriannuel",
            "2017/",
            "éé/18",
            "2017\u{2013}2018",
        ];
        let strict = [
            (1, "one-year"),
            (2, "written-otherwise"),
            (3, "written-otherwise"),
            (4, "order"),
            (5, "order"),
            (6, "order"),
            (7, "shape"),
            (8, "shape"),
            (9, "shape"),
            (10, "shape"),
            (11, "written-otherwise"),
        ];
        assert_eq!(failures(&CHECK, &STRICT, &texts), strict);
        assert_eq!(failures(&CHECK, &LENIENT, &texts), strict[1..]);
        assert_eq!(suggestion(&STRICT, "2017/18").as_deref(), Some("2017/2018"));
    }

    #[test]
    fn a_single_year_is_allowed_by_yes_and_by_nothing_unclear() {
        for (param, is_bound) in [
            (json!("yes"), true),
            (json!("no"), true),
            (json!(true), true),
            (json!("perhaps"), false),
            (json!(3), false),
        ] {
            let params = json!({"column": "a", "allow-year-only": param});
            let (request, schema) = request(&[("a", "string")], params);
            assert_eq!(bind(&request, &schema).is_ok(), is_bound);
        }
    }
}
