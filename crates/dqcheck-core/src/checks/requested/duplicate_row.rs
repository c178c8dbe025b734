//! `duplicate-row`: a row that says in every column what an earlier one says.
//!
//! Rows are compared as keys are: by their values, so that `01` is `1` in a column of numbers. No value is like no
//! value; a cell that cannot be read is like one that is written the same way. A blank row is told as such.
//! It costs 12 bytes a row.

use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::Bound;
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "duplicate-row",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "The same row twice",
        fr: "La même ligne deux fois",
    },
    why: Text {
        en: "A row that stands twice is counted twice: totals, averages and maps made from the file are wrong.",
        fr: "Une ligne présente deux fois est comptée deux fois : les totaux, les moyennes et les cartes tirés du \
             fichier sont faux.",
    },
    reasons: &[Reason {
        id: "duplicate",
        message: Text {
            en: "This row says the same as line {first_line}.",
            fr: "Cette ligne dit la même chose que la ligne {first_line}.",
        },
        help: Text {
            en: "Delete the row if it was entered twice. If both rows are meant, add what tells them apart, such as a \
                 number or a date. In Excel, Data > Remove Duplicates finds rows that are written alike.",
            fr: "Supprimez la ligne si elle a été saisie deux fois. Si les deux lignes sont voulues, ajoutez ce qui \
                 les distingue, par exemple un numéro ou une date. Dans Excel, Données > Supprimer les doublons \
                 trouve les lignes écrites de la même façon.",
        },
    }],
    params: &[],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Piscine\n2,Gymnase\n01,Piscine\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n,Piscine\n2,Gymnase\n,Piscine\n",
            fails: Some("duplicate"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom\n1,Piscine\n2,Piscine\n1,\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "duplicate-row",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string"}],
  "dqcheck": {"checks": [{"name": "duplicate-row"}]}
}"#;

pub(super) fn bind(_request: &RuleRequest, _schema: &Schema) -> Result<Bound, Fault> {
    Ok(Bound::Unlike)
}
