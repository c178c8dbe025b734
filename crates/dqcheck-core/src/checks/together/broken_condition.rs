//! `broken-condition` (`conditional-value`, `conditional-required`): what one cell says binds another, which does not
//! follow.
//!
//! Where the other must only have a certain value, it may be empty, as with an enum; `required` says that it may not.

use serde_json::Value;

use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::requested::listed::Listed;
use crate::checks::{Bound, Column, RowCheck, shown};
use crate::message::{Args, Text};
use crate::rows::State;
use crate::schema::{Fault, RuleRequest, Schema};
use crate::types::Faults;

pub(super) static CHECK: CheckDef = CheckDef {
    id: "broken-condition",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Together,
    title: Text {
        en: "Cell that does not fit another one of its row",
        fr: "Cellule qui ne convient pas à une autre de la ligne",
    },
    why: Text {
        en: "What the one cell says decides what may stand in the other. Where they do not fit, one of them is wrong, \
             or what the row needs to be understood is missing.",
        fr: "Ce que dit l'une des cellules décide de ce que peut contenir l'autre. Si elles ne s'accordent pas, l'une \
             est fausse, ou il manque de quoi comprendre la ligne.",
    },
    reasons: &[
        Reason {
            id: "empty",
            message: Text {
                en: "“{when}” is “{other}” in this row, so “{field}” must be filled in: it is empty.",
                fr: "Dans cette ligne, « {when} » vaut « {other} » : « {field} » doit être rempli, or il est vide.",
            },
            help: Text {
                en: "Fill in “{field}”, or correct “{when}” if “{other}” is wrong.",
                fr: "Remplissez « {field} », ou corrigez « {when} » si « {other} » est faux.",
            },
        },
        Reason {
            id: "other-value",
            message: Text {
                en: "“{when}” is “{other}” in this row, so “{field}” cannot be “{value}”. Possible: {be}.",
                fr: "Dans cette ligne, « {when} » vaut « {other} » : « {field} » ne peut pas être « {value} ». \
                     Possible : {be}.",
            },
            help: Text {
                en: "Find out which of the two cells is wrong: write one of the possible values in “{field}”, or \
                     correct “{when}”.",
                fr: "Cherchez laquelle des deux cellules est fausse : écrivez l'une des valeurs possibles dans \
                     « {field} », ou corrigez « {when} ».",
            },
        },
    ],
    params: &[
        Param {
            name: "when",
            required: true,
            about: Text {
                en: "The name of the field that decides.",
                fr: "Le nom du champ qui décide.",
            },
        },
        Param {
            name: "is",
            required: false,
            about: Text {
                en: "The value, or a list of values, for which it decides. Without it: whenever the field is filled in.",
                fr: "La valeur, ou une liste de valeurs, pour laquelle il décide. Sans ce réglage : dès que le champ \
                     est rempli.",
            },
        },
        Param {
            name: "column",
            required: true,
            about: Text {
                en: "The name of the field that has to follow.",
                fr: "Le nom du champ qui doit suivre.",
            },
        },
        Param {
            name: "be",
            required: false,
            about: Text {
                en: "The value, or a list of the values, that it may then have. Without it: any.",
                fr: "La valeur, ou une liste des valeurs, qu'il peut alors prendre. Sans ce réglage : n'importe laquelle.",
            },
        },
        Param {
            name: "required",
            required: false,
            about: Text {
                en: "Whether it must then be filled in. If nothing is said: only where there is no “be”.",
                fr: "S'il doit alors être rempli. Par défaut : seulement en l'absence de « be ».",
            },
        },
    ],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "nom,couleur,type,autre\na,rouge,rotatif,\nb,vert,fixe,\nc,rouge,,\nd,,autre,mobile\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "nom,couleur,type,autre\na,rouge,fixe,\n",
            fails: Some("other-value"),
        },
        Example {
            schema: SCHEMA,
            data: "nom,couleur,type,autre\na,vert,autre,\n",
            fails: Some("empty"),
        },
    ],
    aliases: &["conditional-value", "conditional-required"],
    frictionless: "row-error",
};

const SCHEMA: &str = r#"{
  "fields": [{"name": "nom"}, {"name": "couleur"}, {"name": "type"}, {"name": "autre"}],
  "dqcheck": {"checks": [
    {"name": "conditional-value", "params": {"when": "couleur", "is": "rouge", "column": "type", "be": "rotatif"}},
    {"name": "conditional-required", "params": {"when": "type", "is": ["autre"], "column": "autre"}}
  ]}
}"#;

const EMPTY: usize = 0;
const OTHER_VALUE: usize = 1;

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let when = request.column(schema, "when")?;
    let column = request.column(schema, "column")?;
    let values = |param: &str, field: usize| -> Result<Option<Listed>, Fault> {
        let Some(values) = request.one_or_more(param)? else {
            return Ok(None);
        };
        let listed = Listed::new(&schema.fields[field], values);
        match listed.is_hopeless() {
            true => Err(request.invalid(param, VALUES)),
            false => Ok(Some(listed)),
        }
    };
    let is = values("is", when)?;
    let be = values("be", column)?;
    let required = request.truth("required")?.unwrap_or(be.is_none());
    if be.is_none() && !required {
        return Err(request.invalid("required", SOMETHING));
    }
    let own = &schema.fields[column];
    let members = own.constraints.get("enum").and_then(Value::as_array);
    let listed = members.map(|members| Listed::new(own, members));
    Ok(Bound::Rows {
        check: Box::new(Condition {
            listed,
            when: schema.fields[when].name.clone(),
            is,
            be,
            required,
        }),
        fields: vec![column, when],
    })
}

const VALUES: Text = Text {
    en: "a value that a cell of its column can have, or a list of them",
    fr: "une valeur que peut prendre une cellule de sa colonne, ou une liste de telles valeurs",
};
const SOMETHING: Text = Text {
    en: "true, unless “be” lists values",
    fr: "true, sauf si « be » donne des valeurs",
};

struct Condition {
    when: String,
    is: Option<Listed>,
    be: Option<Listed>,
    /// What the column may have at all. Any other value is told as such: it would be said twice.
    listed: Option<Listed>,
    required: bool,
}

impl RowCheck for Condition {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let [column, when] = columns else { return };
        let mut key = Vec::new();
        let mut has = |listed: &Option<Listed>, column: &Column<'_>, text: &[u8]| match listed {
            Some(listed) => listed.find(column.field_type, text, &mut key).is_some(),
            None => true,
        };
        when.cells.each_present(|row, text| {
            if !has(&self.is, when, text) {
                return;
            }
            match column.cells.states[row] {
                State::Missing if self.required => faults.push(row, EMPTY),
                State::Present => {
                    let text = column.cells.get(row);
                    if !has(&self.be, column, text) && has(&self.listed, column, text) {
                        faults.push(row, OTHER_VALUE);
                    }
                }
                _ => {}
            }
        });
    }

    fn constants(&self) -> Args {
        let args = Args::new().with("when", self.when.as_str());
        match &self.be {
            Some(be) => args.with("be", be.texts.clone()),
            None => args,
        }
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let other = texts.get(1).map(|text| shown::cell(text));
        Args::new().with("other", other.unwrap_or_default())
    }
}
