//! `broken-formula` (`row-constraint`): a row of which a formula is not true.
//!
//! A cell without a value is None in the formula. Where the formula has no value, as when a number is compared with
//! None or divided by zero, the row fails. One that its type cannot read is None as well, but a row that fails with it
//! does so for that reason, which is told already.

use std::borrow::Cow;
use std::cell::Cell;

use super::exact;
use super::formula::{self, Failed, Node, Unreadable, Value};
use crate::check::{CheckDef, Example, Group, Param, Reason, Severity};
use crate::checks::{Bound, Column, RowCheck, shown};
use crate::message::{Args, Text, closest};
use crate::rows::State;
use crate::schema::{Fault, Field, RuleRequest, Schema};
use crate::types::{Faults, View};

pub(super) static CHECK: CheckDef = CheckDef {
    id: "broken-formula",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Requested,
    title: Text {
        en: "Row that breaks a formula",
        fr: "Ligne qui ne respecte pas une formule",
    },
    why: Text {
        en: "The formula says how the cells of a row belong together: a total and its parts, a beginning and an end. \
             Where it is not true, at least one of the cells is wrong, and every figure made from it.",
        fr: "La formule dit comment les cellules d'une ligne s'accordent : un total et ses parties, un début et une \
             fin. Quand elle n'est pas vraie, au moins l'une des cellules est fausse, et avec elle tout chiffre qui en \
             est tiré.",
    },
    reasons: &[
        Reason {
            id: "untrue",
            message: Text {
                en: "`{formula}` is not true of this row: {cells}.",
                fr: "`{formula}` n'est pas vrai pour cette ligne : {cells}.",
            },
            help: HELP,
        },
        Reason {
            id: "no-value",
            message: Text {
                en: "`{formula}` cannot be reckoned for this row: {cells}.",
                fr: "`{formula}` ne peut pas être calculé pour cette ligne : {cells}.",
            },
            help: Text {
                en: "Fill in the cells that are empty. If a cell may be empty, say so in the formula: `x is None or x > \
                     0`.",
                fr: "Remplissez les cellules vides. Si une cellule peut rester vide, dites-le dans la formule : `x is \
                     None or x > 0`.",
            },
        },
        Reason {
            id: "for-no-row",
            message: Text {
                en: "`{formula}` cannot be reckoned for any row: the formula itself is wrong.",
                fr: "`{formula}` ne peut être calculé pour aucune ligne : c'est la formule qui est fausse.",
            },
            help: Text {
                en: "The data may be right. What is wrong with the formula is told where it is asked for: correct it \
                     there, and check the file again.",
                fr: "Les données sont peut-être justes. Le défaut de la formule est indiqué là où elle est demandée : \
                     corrigez-la à cet endroit, puis contrôlez à nouveau le fichier.",
            },
        },
    ],
    params: &[Param {
        name: "formula",
        required: true,
        about: Text {
            en: "What must be true of each row, as in Python: names of fields, numbers, texts between quotes, \
                 + - * / // % **, == != < <= > >=, in, and, or, not, `a if b else c`, lists [ ], parts of a text \
                 `x[:2]`, `is None`, int(), float(), str(), and the methods lower, upper, strip, startswith, endswith \
                 and replace of a text.",
            fr: "Ce qui doit être vrai pour chaque ligne, comme en Python : noms de champs, nombres, textes entre \
                 guillemets, + - * / // % **, == != < <= > >=, in, and, or, not, `a if b else c`, listes [ ], parties \
                 d'un texte `x[:2]`, `is None`, int(), float(), str(), et les méthodes lower, upper, strip, \
                 startswith, endswith et replace d'un texte.",
        },
    }],
    examples: &[
        Example {
            schema: SCHEMA,
            data: "debut,fin,ht,tva,ttc\n2024-01-01,2024-12-31,10.1,2.02,12.12\n",
            fails: None,
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,ht,tva,ttc\n2024-01-01,2024-12-31,10.1,2.02,12.13\n",
            fails: Some("untrue"),
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,ht,tva,ttc\n2024-01-01,2023-12-31,10.1,2.02,12.12\n",
            fails: Some("untrue"),
        },
        Example {
            schema: SCHEMA,
            data: "debut,fin,ht,tva,ttc\n2024-01-01,2024-12-31,10.1,,10.1\n",
            fails: Some("no-value"),
        },
        Example {
            schema: r#"{"fields": [{"name": "prix", "type": "number"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "prxi > 0"}}]}}"#,
            data: "prix\n1\n",
            fails: Some("for-no-row"),
        },
    ],
    aliases: &["row-constraint"],
    frictionless: "row-constraint",
};

const SCHEMA: &str = r#"{
  "fields": [
    {"name": "debut", "type": "date"}, {"name": "fin", "type": "date"},
    {"name": "ht", "type": "number"}, {"name": "tva", "type": "number"}, {"name": "ttc", "type": "number"}
  ],
  "dqcheck": {"checks": [
    {"name": "row-constraint", "params": {"formula": "ttc == ht + tva"}},
    {"name": "row-constraint", "params": {"formula": "debut <= fin"}}
  ]}
}"#;

const HELP: Text = Text {
    en: "Compare the row with its source, and correct the cell that is wrong.",
    fr: "Comparez la ligne à sa source, et corrigez la cellule fausse.",
};

const UNTRUE: usize = 0;
const NO_VALUE: usize = 1;
const FOR_NO_ROW: usize = 2;

pub(super) static UNREADABLE: CheckDef = CheckDef {
    id: "unreadable-formula",
    since: "0.1.0",
    severity: Severity::Warning,
    group: Group::Schema,
    title: Text {
        en: "A formula that cannot be used",
        fr: "Une formule inutilisable",
    },
    why: Text {
        en: "Rows are not compared with a formula that cannot be understood: errors may pass unseen.",
        fr: "Les lignes ne sont pas comparées à une formule qui ne peut pas être comprise : des erreurs peuvent passer \
             inaperçues.",
    },
    reasons: &[
        Reason {
            id: "syntax",
            message: Text {
                en: "The formula `{formula}` cannot be understood from character {position} on.",
                fr: "La formule `{formula}` n'est pas compréhensible à partir du caractère {position}.",
            },
            help: KNOWN,
        },
        Reason {
            id: "misspelt",
            message: Text {
                en: "The formula `{formula}` names `{part}`, which is no field: `{suggestion}` was probably meant.",
                fr: "La formule `{formula}` nomme `{part}`, qui n'est pas un champ : il s'agit sans doute de \
                     `{suggestion}`.",
            },
            help: Text {
                en: "Write `{suggestion}` in the formula.",
                fr: "Écrivez `{suggestion}` dans la formule.",
            },
        },
        Reason {
            id: "unknown-name",
            message: Text {
                en: "The formula `{formula}` names `{part}`, which is no field of the schema.",
                fr: "La formule `{formula}` nomme `{part}`, qui n'est pas un champ du schéma.",
            },
            help: Text {
                en: "Write one of the fields: {fields}. A text stands between quotes.",
                fr: "Écrivez l'un des champs : {fields}. Un texte se met entre guillemets.",
            },
        },
        Reason {
            id: "unsupported",
            message: Text {
                en: "The formula `{formula}` uses `{part}`, which formulas do not have in this form.",
                fr: "La formule `{formula}` utilise `{part}`, qui n'existe pas sous cette forme dans les formules.",
            },
            help: KNOWN,
        },
        Reason {
            id: "too-long",
            message: Text {
                en: "The formula `{formula}` is too long, or its parentheses lie too deep in one another.",
                fr: "La formule `{formula}` est trop longue, ou ses parenthèses sont trop imbriquées.",
            },
            help: Text {
                en: "Make several checks of it, each with a formula of its own.",
                fr: "Faites-en plusieurs contrôles, chacun avec sa formule.",
            },
        },
        Reason {
            id: "no-field",
            message: Text {
                en: "The formula `{formula}` names no field: it would be the same for every row.",
                fr: "La formule `{formula}` ne nomme aucun champ : elle donnerait le même résultat à chaque ligne.",
            },
            help: Text {
                en: "Name at least one field: {fields}.",
                fr: "Nommez au moins un champ : {fields}.",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "prix", "type": "number"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "prix > "}}]}}"#,
            data: "prix\n1\n",
            fails: Some("syntax"),
        },
        Example {
            schema: r#"{"fields": [{"name": "surface", "type": "number"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "surfaec > 0"}}]}}"#,
            data: "surface\n1\n",
            fails: Some("misspelt"),
        },
        Example {
            schema: r#"{"fields": [{"name": "prix", "type": "number"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "quantite > 0"}}]}}"#,
            data: "prix\n1\n",
            fails: Some("unknown-name"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "len(nom) > 3"}}]}}"#,
            data: "nom\nParc\n",
            fails: Some("unsupported"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "1 == 1"}}]}}"#,
            data: "nom\nParc\n",
            fails: Some("no-field"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}], "dqcheck": {"checks": [{"name": "row-constraint", "params": {"formula": "nom in ['Parc', 'Square']"}}]}}"#,
            data: "nom\nParc\n",
            fails: None,
        },
    ],
    aliases: &[],
    frictionless: "check-error",
};

const KNOWN: Text = Text {
    en: "A formula has names of fields, numbers, texts between quotes, + - * / // % **, == != < <= > >=, in, and, or, \
         not, `a if b else c`, lists [ ], `x[:2]`, `is None`, int(), float(), str(), and the methods lower, upper, \
         strip, startswith, endswith and replace of a text. Write it with these.",
    fr: "Une formule contient des noms de champs, des nombres, des textes entre guillemets, + - * / // % **, == != < \
         <= > >=, in, and, or, not, `a if b else c`, des listes [ ], `x[:2]`, `is None`, int(), float(), str(), et les \
         méthodes lower, upper, strip, startswith, endswith et replace d'un texte. Écrivez-la avec ces éléments.",
};

pub(super) fn bind(request: &RuleRequest, schema: &Schema) -> Result<Bound, Fault> {
    let text = request.needed_text("formula")?;
    let mut fields: Vec<usize> = Vec::new();
    let mut column = |name: &str| {
        let field = schema.fields.iter().position(|field| field.name == name)?;
        let known = fields.iter().position(|known| *known == field);
        Some(known.unwrap_or_else(|| {
            fields.push(field);
            fields.len() - 1
        }))
    };
    let fault = |reason| unreadable(request, schema, text, reason);
    let node = match formula::read(text, &mut column) {
        Ok(node) => node,
        Err(why) if schema.fields.is_empty() => return Err(fault(Some(why))),
        Err(why) => {
            return Ok(Bound::Rows {
                fields: vec![0],
                check: Box::new(ForNoRow {
                    formula: text.to_owned(),
                    told: fault(Some(why)).only(Severity::Info),
                }),
            });
        }
    };
    if fields.is_empty() {
        return Err(fault(None));
    }
    let named = fields.iter().map(|field| &schema.fields[*field]);
    Ok(Bound::Rows {
        check: Box::new(Formula {
            text: text.to_owned(),
            node,
            names: named.clone().map(|field| field.name.clone()).collect(),
            kinds: named.map(Kind::of).collect(),
        }),
        fields,
    })
}

/// The fault of a formula that cannot be used; `None`: it names no field.
fn unreadable(
    request: &RuleRequest,
    schema: &Schema,
    formula: &str,
    why: Option<Unreadable>,
) -> Fault {
    let names = || schema.fields.iter().map(|field| field.name.as_str());
    let fields: Vec<String> = names().map(str::to_owned).collect();
    let fault = |reason| {
        let reason = UNREADABLE.reason(reason).expect("a reason of this check");
        Fault::new(&UNREADABLE, reason, request.pointer_of("formula")).with("formula", formula)
    };
    match why {
        None => fault("no-field").with("fields", fields),
        Some(Unreadable::Syntax { position }) => fault("syntax").with("position", position),
        Some(Unreadable::Unsupported { part }) => fault("unsupported").with("part", part),
        Some(Unreadable::TooLong) => fault("too-long"),
        Some(Unreadable::Name { name }) => match closest(&name, names()) {
            Some(close) => fault("misspelt").with("suggestion", close),
            None => fault("unknown-name").with("fields", fields),
        }
        .with("part", name),
    }
}

/// A formula that can be reckoned for no row: each of them fails, as it does in other tools, and the request is told.
struct ForNoRow {
    formula: String,
    told: Fault,
}

impl RowCheck for ForNoRow {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        (0..rows).for_each(|row| faults.push(row, FOR_NO_ROW));
    }

    fn constants(&self) -> Args {
        Args::new().with("formula", self.formula.as_str())
    }

    fn schema_faults(&self) -> Vec<Fault> {
        vec![self.told.clone()]
    }
}

struct Formula {
    text: String,
    node: Node,
    names: Vec<String>,
    kinds: Vec<Kind>,
}

/// What the cells of a field are in a formula.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Truth,
    Moment(&'static str),
    Other,
}

impl Kind {
    fn of(field: &Field) -> Kind {
        match field.type_name.as_str() {
            "string" | "any" => Kind::Text,
            "number" | "integer" | "year" => Kind::Number,
            "boolean" => Kind::Truth,
            "date" => Kind::Moment("date"),
            "datetime" => Kind::Moment("datetime"),
            "time" => Kind::Moment("time"),
            "yearmonth" => Kind::Moment("yearmonth"),
            _ => Kind::Other,
        }
    }

    fn value<'a>(self, column: &Column<'a>, row: usize) -> Result<Value<'a>, Failed> {
        if column.cells.states[row] != State::Present {
            return Ok(Value::None);
        }
        let text = column.cells.get(row);
        Ok(match (self, column.view) {
            (Kind::Number, View::Numbers(values)) if !values[row].is_finite() => {
                // A number beyond every float is one all the same.
                exact_number(column, text).map_or(Value::NotFinite(values[row]), Value::Number)
            }
            (Kind::Number, _) => Value::Number(exact_number(column, text).ok_or(Failed)?),
            (Kind::Truth, View::Ordinals(values)) => Value::Bool(values[row] != 0),
            (Kind::Moment(kind), View::Ordinals(values)) => Value::Moment(kind, values[row]),
            (Kind::Text, _) => Value::Text(String::from_utf8_lossy(text)),
            _ => {
                let mut key = Vec::new();
                column.field_type.key(text, &mut key);
                Value::Other(key)
            }
        })
    }
}

fn exact_number(column: &Column<'_>, text: &[u8]) -> Option<num_rational::BigRational> {
    let plain: Cow<'_, [u8]> = column.field_type.number(text)?;
    exact::parse(std::str::from_utf8(&plain).ok()?)
}

impl RowCheck for Formula {
    fn check_rows(&self, columns: &[&Column<'_>], faults: &mut Faults) {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        for row in 0..rows {
            let told = Cell::new(false);
            let cell = |column: usize| {
                let is_bad = columns[column].cells.states[row] == State::Bad;
                told.set(told.get() || is_bad);
                self.kinds[column].value(columns[column], row)
            };
            match self.node.reckon(&cell) {
                Ok(value) if value.is_true() => {}
                _ if told.get() => {}
                Ok(_) => faults.push(row, UNTRUE),
                Err(Failed) => faults.push(row, NO_VALUE),
            }
        }
    }

    fn constants(&self) -> Args {
        Args::new().with("formula", self.text.as_str())
    }

    fn details(&self, _reason: usize, texts: &[&[u8]]) -> Args {
        let cells = self.names.iter().map(String::as_str);
        Args::new().with("cells", shown::cells(cells.zip(texts.iter().copied())))
    }
}
