//! What the binders of checks ask of a request: its settings, each as what it must be, or the fault to report.

use std::sync::Arc;

use serde_json::Value;

use super::faults::{
    invalid_param, missing_param, unknown_check, unknown_field, unknown_param, unread_file,
};
use super::place::escape;
use super::{Attached, FILE, Fault, NoFile, RuleRequest, Schema};
use crate::message::Text;

impl RuleRequest {
    /// The field that the setting names, an index into the fields of the schema. The setting must be there.
    pub fn column(&self, schema: &Schema, param: &str) -> Result<usize, Fault> {
        let name = self
            .text(param)?
            .ok_or_else(|| missing_param::fault(self, param))?;
        // Of two fields with one name, a request in a field means its own.
        let own = self.field.filter(|&field| {
            let field = schema.fields.get(field);
            field.is_some_and(|field| field.name == name)
        });
        own.or_else(|| schema.fields.iter().position(|field| field.name == name))
            .ok_or_else(|| {
                let names = schema.fields.iter().map(|field| field.name.as_str());
                unknown_field::fault(self.pointer_of(param), name, names)
            })
    }

    /// The fields that the setting names, a list of at least one.
    pub fn columns(&self, schema: &Schema, param: &str) -> Result<Vec<usize>, Fault> {
        let value = self.value(param);
        let value = value.ok_or_else(|| missing_param::fault(self, param))?;
        let names = value.as_array().filter(|names| !names.is_empty());
        let names = names.ok_or_else(|| self.invalid(param, NAMES))?;
        let index = |(at, name): (usize, &Value)| {
            let name = name.as_str().ok_or_else(|| self.invalid(param, NAMES))?;
            let found = schema.fields.iter().position(|field| field.name == name);
            found.ok_or_else(|| {
                let names = schema.fields.iter().map(|field| field.name.as_str());
                unknown_field::fault(format!("{}/{at}", self.pointer_of(param)), name, names)
            })
        };
        names.iter().enumerate().map(index).collect()
    }

    /// The setting, a text; `None` where it is not there.
    pub fn text(&self, param: &str) -> Result<Option<&str>, Fault> {
        match self.value(param) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.invalid(param, TEXT)),
        }
    }

    /// The setting, a text that must be there.
    pub fn needed_text(&self, param: &str) -> Result<&str, Fault> {
        let text = self.text(param)?;
        text.ok_or_else(|| missing_param::fault(self, param))
    }

    /// The setting, a list of `n` finite numbers, which must be there.
    pub fn numbers(&self, param: &str, n: usize) -> Result<Vec<f64>, Fault> {
        let value = self.value(param);
        let value = value.ok_or_else(|| missing_param::fault(self, param))?;
        value
            .as_array()
            .filter(|items| items.len() == n)
            .and_then(|items| items.iter().map(finite).collect())
            .ok_or_else(|| invalid_param::numbers(self, param, n))
    }

    /// The setting, a number that is not negative; `None` where it is not there.
    pub fn number(&self, param: &str) -> Result<Option<f64>, Fault> {
        let Some(value) = self.value(param) else {
            return Ok(None);
        };
        let number = finite(value).filter(|number| *number >= 0.0);
        number.map(Some).ok_or_else(|| self.invalid(param, NUMBER))
    }

    /// The setting, a whole number; `None` where it is not there.
    pub fn count(&self, param: &str) -> Result<Option<u64>, Fault> {
        let Some(value) = self.value(param) else {
            return Ok(None);
        };
        let count = value.as_u64();
        count.map(Some).ok_or_else(|| self.invalid(param, COUNT))
    }

    /// The setting, a list of at least one text, number or truth, which must be there.
    pub fn list(&self, param: &str) -> Result<&[Value], Fault> {
        let value = self.value(param);
        let value = value.ok_or_else(|| missing_param::fault(self, param))?;
        value
            .as_array()
            .filter(|values| !values.is_empty() && values.iter().all(is_plain))
            .map(Vec::as_slice)
            .ok_or_else(|| self.invalid(param, LIST))
    }

    /// The setting, one text, number or truth, or a list of at least one; `None` where it is not there.
    pub fn one_or_more(&self, param: &str) -> Result<Option<&[Value]>, Fault> {
        match self.value(param) {
            None => Ok(None),
            Some(value) if is_plain(value) => Ok(Some(std::slice::from_ref(value))),
            Some(_) => self.list(param).map(Some),
        }
    }

    /// The setting, true or false; `None` where it is not there.
    pub fn truth(&self, param: &str) -> Result<Option<bool>, Fault> {
        let Some(value) = self.value(param) else {
            return Ok(None);
        };
        let truth = value.as_bool();
        truth.map(Some).ok_or_else(|| self.invalid(param, TRUTH))
    }

    /// The file that the setting [`FILE`] names, which must be there.
    pub fn file(&self) -> Result<Arc<dyn Attached>, Fault> {
        let path = self.needed_text(FILE)?;
        match &self.file {
            Some(Ok(file)) => Ok(Arc::clone(file)),
            Some(Err(why)) => Err(unread_file::fault(self, path, *why)),
            None => Err(unread_file::fault(self, path, NoFile::NoFolder)),
        }
    }

    /// The positions in the file of the columns that the setting names, one text or a list of them; those of the same
    /// names as `own` where it is not there.
    pub fn columns_of(
        &self,
        file: &dyn Attached,
        param: &str,
        own: &[&str],
    ) -> Result<Vec<usize>, Fault> {
        let path = self.needed_text(FILE)?;
        let labels = file
            .labels()
            .ok_or_else(|| unread_file::no_table(self, path))?;
        let find = |pointer: String, name: &str| {
            let found = labels.iter().position(|label| label == name);
            found.ok_or_else(|| unread_file::no_column(self, path, pointer, name, labels))
        };
        match self.value(param) {
            None => {
                let own = own.iter();
                own.map(|name| find(self.pointer_of(FILE), name)).collect()
            }
            Some(Value::String(name)) => Ok(vec![find(self.pointer_of(param), name)?]),
            Some(Value::Array(names)) if !names.is_empty() => {
                let names = names.iter().enumerate();
                names
                    .map(|(at, name)| {
                        let name = name.as_str().ok_or_else(|| self.invalid(param, LABELS))?;
                        find(format!("{}/{at}", self.pointer_of(param)), name)
                    })
                    .collect()
            }
            Some(_) => Err(self.invalid(param, LABELS)),
        }
    }

    /// The fault of a setting whose value is of the wrong kind; `expected` completes "must be".
    pub fn invalid(&self, param: &str, expected: Text) -> Fault {
        invalid_param::fault(self, param, expected)
    }

    /// The fault of a setting whose code, or the one at this place of its list, is in no list of codes; `expected`
    /// completes "is not", `suggestion` is what was probably meant.
    pub fn unknown_code(
        &self,
        param: &str,
        at: Option<usize>,
        value: &str,
        expected: Text,
        suggestion: Option<&str>,
    ) -> Fault {
        invalid_param::code(self, param, at, value, expected, suggestion)
    }

    /// The fault of a setting that must be there and is not.
    pub fn missing(&self, param: &str) -> Fault {
        missing_param::fault(self, param)
    }

    /// The fault of a request whose name is none of the `known` ones.
    pub fn unknown<'a>(&self, known: impl Iterator<Item = &'a str>) -> Fault {
        let name = self.place("name");
        let pointer = name.unwrap_or_else(|| format!("{}/name", self.pointer));
        unknown_check::fault(pointer, &self.name, known)
    }

    /// A fault for each setting that is none of the `known` ones.
    pub fn unknown_params<'a>(
        &'a self,
        known: impl Iterator<Item = &'a str> + Clone + 'a,
    ) -> impl Iterator<Item = Fault> + 'a {
        // The column of a request in a field is the field.
        let own = self.field.map(|_| "column");
        let is_known = known.clone();
        let unknown = move |param: &&String| {
            let mut known = is_known.clone().chain(own);
            !known.any(|known| known == param.as_str())
        };
        let params = self.params.keys().filter(unknown);
        params.map(move |param| unknown_param::fault(self, param, known.clone()))
    }

    /// The place of a setting: in a field it stands beside the name of the check, elsewhere under `params`.
    pub fn pointer_of(&self, param: &str) -> String {
        if let Some(place) = self.place(param) {
            return place;
        }
        let under = if self.field.is_some() { "" } else { "/params" };
        format!("{}{under}/{}", self.pointer, escape(param))
    }

    /// The setting as its author writes it.
    pub(super) fn written<'a>(&'a self, param: &'a str) -> &'a str {
        let place = self.places.iter().find(|(known, _)| known == param);
        let key = place.and_then(|(_, pointer)| pointer.rsplit('/').next());
        key.unwrap_or(param)
    }

    fn place(&self, key: &str) -> Option<String> {
        let found = self.places.iter().find(|(known, _)| known == key);
        found.map(|(_, pointer)| pointer.clone())
    }

    fn value(&self, param: &str) -> Option<&Value> {
        self.params.get(param).filter(|value| !value.is_null())
    }
}

const TEXT: Text = Text {
    en: "a text, between quotes",
    fr: "un texte, entre guillemets",
};

const NUMBER: Text = Text {
    en: "a number greater than zero, or zero",
    fr: "un nombre positif ou nul",
};

const COUNT: Text = Text {
    en: "a whole number such as 10, without quotes",
    fr: "un nombre entier tel que 10, sans guillemets",
};

const LIST: Text = Text {
    en: "a list of values, between brackets [ ]",
    fr: "une liste de valeurs, entre crochets [ ]",
};

const TRUTH: Text = Text {
    en: "true or false, without quotes",
    fr: "true ou false, sans guillemets",
};

const NAMES: Text = Text {
    en: "a list of names of fields, between brackets [ ]",
    fr: "une liste de noms de champs, entre crochets [ ]",
};

const LABELS: Text = Text {
    en: "the name of a column of the file, or a list of them between brackets [ ]",
    fr: "le nom d'une colonne du fichier, ou une liste de noms entre crochets [ ]",
};

fn is_plain(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

fn finite(value: &Value) -> Option<f64> {
    value.as_f64().filter(|number| number.is_finite())
}
