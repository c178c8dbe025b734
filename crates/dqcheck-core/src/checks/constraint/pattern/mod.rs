//! `pattern`: every text matches a regular expression, as a whole.

mod dialect;
mod engine;
mod list;
mod shape;

use std::sync::OnceLock;

use serde_json::Value;

use self::engine::{Engine, Refusal, Verdict};
use self::list::List;
use self::shape::Shapes;
use super::{cell_text, unreadable};
use crate::check::{CheckDef, Example, Group, Reason, Severity};
use crate::checks::{Column, ColumnCheck, Wanted};
use crate::message::{Args, Text};
use crate::schema::Field;
use crate::types::{Faults, FieldType, View};

pub static CHECK: CheckDef = CheckDef {
    id: "pattern-mismatch",
    since: "0.1.0",
    severity: Severity::Error,
    group: Group::Constraint,
    title: Text {
        en: "Value not in the expected form",
        fr: "Valeur qui n'a pas la forme attendue",
    },
    why: Text {
        en: "An identifier or a code in another form is not recognised by those who look it up: the row cannot be linked with other data.",
        fr: "Un identifiant ou un code écrit sous une autre forme n'est pas reconnu par ceux qui le recherchent : la ligne ne peut pas être rapprochée d'autres données.",
    },
    reasons: &[
        Reason {
            id: "blanks-around",
            message: Text {
                en: "“{value}” has blanks before or after it; without them it would be right.",
                fr: "« {value} » est précédé ou suivi d'espaces ; sans eux, la valeur serait correcte.",
            },
            help: Text {
                en: "Remove these blanks: “{suggestion}”. In a spreadsheet, the function TRIM does it for a whole column.",
                fr: "Supprimez ces espaces : « {suggestion} ». Dans un tableur, la fonction SUPPRESPACE le fait pour toute une colonne.",
            },
        },
        Reason {
            id: "blanks-inside",
            message: Text {
                en: "“{value}” contains blanks; without them it would be right.",
                fr: "« {value} » contient des espaces ; sans eux, la valeur serait correcte.",
            },
            help: Text {
                en: "Write “{suggestion}”. In a spreadsheet, replace blanks by nothing in this column (Find and Replace).",
                fr: "Écrivez « {suggestion} ». Dans un tableur, remplacez les espaces par rien dans cette colonne (Rechercher et remplacer).",
            },
        },
        Reason {
            id: "other-case",
            message: Text {
                en: "“{value}” would be right with other capitals: “{suggestion}”.",
                fr: "« {value} » serait correct avec d'autres majuscules : « {suggestion} ».",
            },
            help: Text {
                en: "Write “{suggestion}”. In a spreadsheet, the functions UPPER and LOWER change a whole column.",
                fr: "Écrivez « {suggestion} ». Dans un tableur, les fonctions MAJUSCULE et MINUSCULE changent toute une colonne.",
            },
        },
        Reason {
            id: "lost-zero",
            message: Text {
                en: "“{value}” has lost the zero at its front: “{suggestion}” is expected.",
                fr: "« {value} » a perdu son zéro initial : on attend « {suggestion} ».",
            },
            help: Text {
                en: "A spreadsheet took this code for a number. Format the column as text, then write the zero again, or export the file anew from its source.",
                fr: "Un tableur a pris ce code pour un nombre. Mettez la colonne au format « Texte », puis remettez le zéro, ou exportez de nouveau le fichier depuis sa source.",
            },
        },
        Reason {
            id: "list-item",
            message: Text {
                en: "In the list “{value}”, “{item}” is not one of the allowed values.",
                fr: "Dans la liste « {value} », « {item} » ne fait pas partie des valeurs autorisées.",
            },
            help: Text {
                en: "Replace or remove this item; capitals and accents count. Allowed values: {allowed}",
                fr: "Remplacez ou supprimez cet élément ; les majuscules et les accents comptent. Valeurs autorisées : {allowed}",
            },
        },
        Reason {
            id: "unlisted",
            message: Text {
                en: "“{value}” is not one of the allowed values.",
                fr: "« {value} » ne fait pas partie des valeurs autorisées.",
            },
            help: Text {
                en: "Write one of the allowed values, or several of them; capitals and accents count. Allowed values: {allowed}",
                fr: "Écrivez l'une des valeurs autorisées, ou plusieurs ; les majuscules et les accents comptent. Valeurs autorisées : {allowed}",
            },
        },
        Reason {
            id: "unlike-example",
            message: Text {
                en: "“{value}” does not have the form that “{field}” must have. A correct example: {example}",
                fr: "« {value} » n'a pas la forme attendue pour « {field} ». Un exemple correct : {example}",
            },
            help: Text {
                en: "Write the value as in the example. The rule of the schema, for specialists: {pattern}",
                fr: "Écrivez la valeur comme dans l'exemple. La règle du schéma, pour les spécialistes : {pattern}",
            },
        },
        Reason {
            id: "mismatch",
            message: Text {
                en: "“{value}” does not have the form that “{field}” must have.",
                fr: "« {value} » n'a pas la forme attendue pour « {field} ».",
            },
            help: Text {
                en: "The description of the field in the schema says how to write it. The rule, for specialists: {pattern}",
                fr: "La description du champ dans le schéma indique comment l'écrire. La règle, pour les spécialistes : {pattern}",
            },
        },
        Reason {
            id: "too-complex",
            message: Text {
                en: "“{value}” could not be compared with the form of “{field}”: the rule of the schema takes too long on it.",
                fr: "« {value} » n'a pas pu être comparé à la forme attendue pour « {field} » : la règle du schéma demande ici trop de calcul.",
            },
            help: Text {
                en: "Check this value by eye, and ask whoever maintains the schema to simplify its pattern: {pattern}",
                fr: "Vérifiez cette valeur à l'œil, et demandez aux responsables du schéma de simplifier son motif : {pattern}",
            },
        },
    ],
    params: &[],
    examples: &[
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "^(2[AB]|[0-9]{2})[0-9]{3}$"}}]}"#,
            data: "nom,insee\nBoulogne-Billancourt,92012\nAjaccio,2A004\n",
            fails: None,
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "^(2[AB]|[0-9]{2})[0-9]{3}$"}}]}"#,
            data: "nom,insee\nAjaccio, 2A004\n",
            fails: Some("blanks-around"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "^(2[AB]|[0-9]{2})[0-9]{3}$"}}]}"#,
            data: "nom,insee\nBoulogne-Billancourt,92 012\n",
            fails: Some("blanks-inside"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "^(2[AB]|[0-9]{2})[0-9]{3}$"}}]}"#,
            data: "nom,insee\nAjaccio,2a004\n",
            fails: Some("other-case"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "^(2[AB]|[0-9]{2})[0-9]{3}$"}}]}"#,
            data: "nom,insee\nBourg-en-Bresse,1053\n",
            fails: Some("lost-zero"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "jours", "type": "string", "constraints": {"pattern": "(?:(?:^|\\|)(lundi|mardi|mercredi))+$"}}]}"#,
            data: "id,jours\na,lundi|dimanche\n",
            fails: Some("list-item"),
        },
        Example {
            schema: r#"{"fields": [{"name": "id", "type": "string"}, {"name": "jours", "type": "string", "constraints": {"pattern": "(?:(?:^|\\|)(lundi|mardi|mercredi))+$"}}]}"#,
            data: "id,jours\na,dimanche\n",
            fails: Some("unlisted"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "example": "92012", "constraints": {"pattern": "[0-9]{5}"}}]}"#,
            data: "nom,insee\nBoulogne-Billancourt,Hauts-de-Seine\n",
            fails: Some("unlike-example"),
        },
        Example {
            schema: r#"{"fields": [{"name": "nom", "type": "string"}, {"name": "insee", "type": "string", "constraints": {"pattern": "[0-9]{5}"}}]}"#,
            data: "nom,insee\nBoulogne-Billancourt,Hauts-de-Seine\n",
            fails: Some("mismatch"),
        },
    ],
    aliases: &["pattern"],
    frictionless: "constraint-error",
};

const BLANKS_AROUND: usize = 0;
const BLANKS_INSIDE: usize = 1;
const OTHER_CASE: usize = 2;
const LOST_ZERO: usize = 3;
const LIST_ITEM: usize = 4;
const UNLISTED: usize = 5;
const UNLIKE_EXAMPLE: usize = 6;
const MISMATCH: usize = 7;
const TOO_COMPLEX: usize = 8;

/// Longer texts are not tried in other spellings.
const LONGEST_TRIED: usize = 1_000;

pub(super) fn bind(field: &Field, _: &dyn FieldType) -> Wanted {
    let Some(Value::String(source)) = field.constraints.get("pattern") else {
        return Ok(None);
    };
    if field.type_name != "string" {
        return Ok(None);
    }
    let mut pattern = Pattern::new(source).map_err(|refusal| match refusal {
        Refusal::TooLarge => unreadable(field, "large-pattern", "constraints/pattern", source),
        Refusal::Syntax(place) => {
            let before = source.bytes().take(place);
            let position = before.filter(|byte| (*byte as i8) >= -0x40).count() + 1;
            unreadable(field, "pattern", "constraints/pattern", source).with("position", position)
        }
    })?;
    let example = field.example.as_ref();
    pattern.example = example
        .and_then(|example| cell_text(field, example))
        .filter(|example| pattern.matches(example.as_bytes()) == Verdict::Match);
    Ok(Some(Box::new(pattern)))
}

struct Pattern {
    source: String,
    /// Only one that matches.
    example: Option<String>,
    shapes: Option<Shapes>,
    engine: Engine,
    list: OnceLock<Option<List>>,
}

impl ColumnCheck for Pattern {
    fn check_column(&self, column: &Column<'_>, faults: &mut Faults) {
        if !matches!(column.view, View::Text) {
            return;
        }
        let cells = &column.cells;
        match &self.shapes {
            Some(shapes) => cells.each_present(|row, text| {
                if !shapes.matches(text) {
                    self.refuse(row, text, faults);
                }
            }),
            None => {
                self.engine.announce(cells.len());
                cells.each_present(|row, text| {
                    if self.engine.matches(text) != Verdict::Match {
                        self.refuse(row, text, faults);
                    }
                });
            }
        }
    }

    fn constants(&self) -> Args {
        let args = Args::new().with("pattern", self.source.as_str());
        match &self.example {
            Some(example) => args.with("example", example.as_str()),
            None => args,
        }
    }

    fn details(&self, reason: usize, text: &[u8]) -> Args {
        let text = String::from_utf8_lossy(text);
        if [LIST_ITEM, UNLISTED].contains(&reason)
            && let Some(list) = self.list()
            && let Some(item) = list.bad_item(&text)
        {
            return Args::new()
                .with("item", item)
                .with("allowed", list.items.clone());
        }
        match self.mend(&text) {
            Some((_, suggestion)) => Args::new().with("suggestion", suggestion),
            None => Args::new(),
        }
    }
}

impl Pattern {
    fn new(source: &str) -> Result<Pattern, Refusal> {
        let translated = dialect::translate(source).map_err(Refusal::Syntax)?;
        let engine = Engine::new(&translated)?;
        let shapes = match &engine {
            Engine::Linear(linear) => {
                let shapes = Shapes::new(linear.pattern());
                // A shape is small by its nature; anything else must show that it is not too large.
                if shapes.is_none() {
                    linear.compile()?;
                }
                shapes
            }
            Engine::Backtracking(_) => None,
        };
        Ok(Pattern {
            source: source.to_owned(),
            example: None,
            shapes,
            engine,
            list: OnceLock::new(),
        })
    }

    fn matches(&self, text: &[u8]) -> Verdict {
        match &self.shapes {
            Some(shapes) if shapes.matches(text) => Verdict::Match,
            Some(shapes) if shapes.ascii_only() || text.is_ascii() => Verdict::Mismatch,
            _ => self.engine.matches(text),
        }
    }

    /// Fails a cell, unless it was only too much for the shapes.
    #[cold]
    fn refuse(&self, row: usize, text: &[u8], faults: &mut Faults) {
        match self.matches(text) {
            Verdict::Match => {}
            Verdict::Mismatch => faults.push(row, self.reason(text)),
            Verdict::TooComplex => faults.push(row, TOO_COMPLEX),
        }
    }

    fn reason(&self, text: &[u8]) -> usize {
        if let Ok(text) = std::str::from_utf8(text) {
            if let Some((reason, _)) = self.mend(text) {
                return reason;
            }
            match self.list().and_then(|list| list.bad_item(text)) {
                // A list of one reads as a value.
                Some(item) if item == text.trim() => return UNLISTED,
                Some(_) => return LIST_ITEM,
                None => {}
            }
        }
        match self.example {
            Some(_) => UNLIKE_EXAMPLE,
            None => MISMATCH,
        }
    }

    /// The way of writing the text that matches, and what is wrong with the present one.
    fn mend(&self, text: &str) -> Option<(usize, String)> {
        if text.len() > LONGEST_TRIED {
            return None;
        }
        let matches = |text: &str| self.matches(text.as_bytes()) == Verdict::Match;
        let tried = |reason, other: String| {
            (!other.is_empty() && other != text && matches(&other)).then_some((reason, other))
        };
        tried(BLANKS_AROUND, text.trim().to_owned())
            .or_else(|| tried(BLANKS_INSIDE, text.split_whitespace().collect()))
            .or_else(|| tried(OTHER_CASE, text.to_uppercase()))
            .or_else(|| tried(OTHER_CASE, text.to_lowercase()))
            .or_else(|| {
                let number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                number
                    .then(|| tried(LOST_ZERO, format!("0{text}")))
                    .flatten()
            })
    }

    fn list(&self) -> Option<&List> {
        let list = self.list.get_or_init(|| match &self.engine {
            Engine::Linear(linear) => List::new(linear.pattern()),
            Engine::Backtracking(_) => None,
        });
        list.as_ref()
    }
}

#[cfg(test)]
mod tests;
