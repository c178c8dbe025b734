//! `near-duplicate-row`: a row that says what an earlier one says, but for the way in which it is written.
//!
//! Texts are compared without capital letters, accents, blanks and marks, other types by their values. A row that comes
//! twice as it is, or the key of which does, is left to `duplicate-row` and `duplicate-key` where those look at it. It
//! costs 12 bytes a row.

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::Bound;
use crate::message::Text;
use crate::schema::{Fault, RuleRequest, Schema};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "near-duplicate-row",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Requested,
    title: Text {
        en: "Almost the same row twice",
        fr: "Presque la même ligne deux fois",
    },
    why: Text {
        en: "A place that was entered by two people, each in their own way, is counted twice, and no check of keys \
             sees it.",
        fr: "Un lieu saisi par deux personnes, chacune à sa façon, est compté deux fois, et aucun contrôle des clés ne \
             le voit.",
    },
    reasons: &[Reason {
        id: "alike",
        message: Text {
            en: "This row is like line {first_line}. What differs: {differences}.",
            fr: "Cette ligne ressemble à la ligne {first_line}. Ce qui diffère : {differences}.",
        },
        help: Text {
            en: "If both rows mean the same thing, delete one of them and keep the better spelling. If not, add what \
                 tells them apart, such as an address, or name in `columns` those that must not agree.",
            fr: "Si les deux lignes désignent la même chose, supprimez-en une et gardez la meilleure graphie. Sinon, \
                 ajoutez ce qui les distingue, par exemple une adresse, ou indiquez dans `columns` les colonnes qui ne \
                 doivent pas concorder.",
        },
    }],
    params: &[
        Param {
            name: "columns",
            required: false,
            about: Text {
                en: "The names of the fields that are compared. Without it, all fields but those to ignore.",
                fr: "Les noms des champs à comparer. Sans ce réglage, tous les champs sauf ceux à ignorer.",
            },
        },
        Param {
            name: "ignore",
            required: false,
            about: Text {
                en: "The names of the fields that are not compared, such as a number. Without it, those of the primary \
                     key, unless `columns` names them.",
                fr: "Les noms des champs à ne pas comparer, par exemple un numéro. Sans ce réglage, ceux de la clé \
                     primaire, sauf si `columns` les nomme.",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "id,nom,rue\n1,École Jaurès,rue de l'Est\n2,Gymnase,rue de l'Est\n3,ECOLE JAURES,Rue de l’Est\n",
            fails: Some("alike"),
        },
        Example {
            schema: SCHEMA,
            data: "id,nom,rue\n1,École Jaurès,rue de l'Est\n2,École Jaurès,rue de l'Ouest\n",
            fails: None,
        },
        Example {
            schema: r#"{
  "fields": [{"name": "id"}, {"name": "nom"}, {"name": "vu", "type": "date"}],
  "dqcheck": {"checks": [{"name": "near-duplicate-row", "params": {"ignore": ["id", "vu"]}}]}
}"#,
            data: "id,nom,vu\n1,Piscine,2024-01-01\n2,piscine,2025-01-01\n",
            fails: Some("alike"),
        },
        Example {
            schema: r#"{
  "fields": [{"name": "id"}, {"name": "nom"}],
  "dqcheck": {"checks": [{"name": "near-duplicate-row"}, {"name": "duplicate-row"}]}
}"#,
            data: "id,nom\n1,Piscine\n1,Piscine\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "duplicate-row",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "id"}, {"name": "nom"}, {"name": "rue"}],
  "primaryKey": "id",
  "dqcheck": {"checks": [{"name": "near-duplicate-row"}]}
}"#;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let is_given = |param: &str| request.params.get(param).is_some_and(|it| !it.is_null());
    let ignored: Vec<usize> = match is_given("ignore") {
        true => request.columns(schema, "ignore")?,
        false => {
            let is_key = |&at: &usize| schema.primary_key.contains(&schema.fields[at].name);
            let all = 0..schema.fields.len();
            all.filter(|at| !is_given("columns") && is_key(at))
                .collect()
        }
    };
    let compared = match is_given("columns") {
        true => request.columns(schema, "columns")?,
        false => (0..schema.fields.len()).collect(),
    };
    let mut fields: Vec<usize> = compared
        .into_iter()
        .filter(|field| !ignored.contains(field))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    if fields.is_empty() {
        let param = if is_given("ignore") {
            "ignore"
        } else {
            "columns"
        };
        return Err(request.invalid(param, SOME));
    }
    Ok(Bound::NotAlike { fields })
}

const SOME: Text = Text {
    en: "a list of names of fields that leaves at least one field to compare",
    fr: "une liste de noms de champs qui laisse au moins un champ à comparer",
};
