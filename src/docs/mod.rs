//! A page about a schema, for people: Markdown, in either language.

mod markdown;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dqcheck_core::check::CheckDef;
use dqcheck_core::message::{Arg, Args, Lang, Text, number};
use dqcheck_core::plan::References;
use dqcheck_core::schema::{Field, ForeignKey, RuleRequest, Schema};
use serde_json::Value;

use crate::catalogue::all_checks;
use crate::error::Problem;
use crate::run;
use markdown::{cell_code, code, own_words, paragraph, text};

/// The page of a schema; `name` is what it is called where it has neither title nor name.
pub fn page(name: &str, schema: &str, lang: Lang) -> Result<String, Problem> {
    let (read, _, _) = run::read_schema(name, schema, |_| References::default())?;
    // What only people read is not in what was read.
    let json = schema.strip_prefix('\u{feff}').unwrap_or(schema);
    let whole: Value = serde_json::from_str(json).unwrap_or_default();
    let described = |key: &str| whole.get(key).and_then(Value::as_str);
    let mut page = Page {
        out: String::new(),
        schema: &read,
        lang,
    };
    let title = described("title").or(described("name")).unwrap_or(name);
    let _ = writeln!(page.out, "# {}", text(title));
    if let Some(description) = described("description") {
        page.paragraphs(description);
    }
    page.facts(described("name"), described("version"));
    page.table();
    for field in &read.fields {
        page.field(field);
    }
    page.keys();
    page.missing();
    page.checks();
    Ok(page.out)
}

/// How many members of a list are shown; the schema has the others.
const SHOWN: usize = 50;
/// Longest example in the table, in characters.
const EXAMPLE: usize = 60;

struct Page<'a> {
    out: String,
    schema: &'a Schema,
    lang: Lang,
}

impl Page<'_> {
    fn heading(&mut self, title: Text) {
        let _ = write!(self.out, "\n## {}\n\n", title.get(self.lang));
    }

    fn say(&self, text: Text, value: &str) -> String {
        text.fill(&Args::new().with("value", whole(value)), self.lang)
    }

    fn item(&mut self, sentence: &str) {
        let _ = writeln!(self.out, "- {sentence}");
    }

    /// What was written in several paragraphs stays so.
    fn paragraphs(&mut self, text: &str) {
        for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
            let _ = write!(self.out, "\n{}\n", paragraph(part.trim()));
        }
    }

    fn facts(&mut self, name: Option<&str>, version: Option<&str>) {
        self.out.push('\n');
        let facts = [(NAME, name), (VERSION, version)];
        for (label, value) in facts {
            if let Some(value) = value {
                self.item(&self.say(label, &code(value)));
            }
        }
        let fields = number(self.schema.fields.len() as u64, self.lang);
        self.item(&self.say(FIELDS_COUNT, &fields));
    }

    fn table(&mut self) {
        self.heading(FIELDS);
        let columns = [FIELD, TYPE, REQUIRED, EXAMPLE_LABEL].map(|label| label.get(self.lang));
        let _ = writeln!(self.out, "| {} |\n|---|---|---|---|", columns.join(" | "));
        for field in &self.schema.fields {
            let required = if self.is_required(field) { YES } else { NO };
            let example = field.example.as_ref().map(written).unwrap_or_default();
            let example = match example.char_indices().nth(EXAMPLE) {
                Some((end, _)) => format!("{}…", &example[..end]),
                None => example,
            };
            let example = if example.is_empty() {
                example
            } else {
                cell_code(&example)
            };
            let _ = writeln!(
                self.out,
                "| {} | {} | {} | {example} |",
                cell_code(&field.name),
                self.type_of(field),
                required.get(self.lang),
            );
        }
    }

    fn type_of(&self, field: &Field) -> String {
        match words::type_name(&field.type_name) {
            Some(name) => name.get(self.lang).to_owned(),
            None => text(&field.type_name),
        }
    }

    fn is_required(&self, field: &Field) -> bool {
        let asked = field.constraints.get("required") == Some(&Value::Bool(true));
        asked || self.schema.primary_key.contains(&field.name)
    }

    fn field(&mut self, field: &Field) {
        let title = field.title.as_deref().unwrap_or_default();
        let dash = if title.is_empty() { "" } else { " – " };
        let name = code(&field.name);
        let _ = writeln!(self.out, "\n### {name}{dash}{}", text(title));
        if let Some(description) = &field.description {
            self.paragraphs(description);
        }
        self.out.push('\n');
        self.form(field);
        self.constraints(field);
        if let Some(example) = &field.example {
            self.item(&self.say(EXAMPLE_FACT, &code(&written(example))));
        }
    }

    /// How the values are written.
    fn form(&mut self, field: &Field) {
        let name = self.type_of(field);
        let format = match words::format(&field.type_name, &field.format) {
            Some(words) => text(words.get(self.lang)),
            None if matches!(field.format.as_str(), "" | "default") => String::new(),
            None => self.say(FORMAT, &code(&field.format)),
        };
        let comma = if format.is_empty() { "" } else { ", " };
        self.item(&self.say(TYPE_FACT, &format!("{name}{comma}{format}")));
        for (key, sentence) in words::OPTIONS {
            match field.properties.get(*key) {
                // A list has its own separator also where the schema does not say so; a bare number is nothing to tell.
                None | Some(Value::Null | Value::Bool(true)) => {}
                Some(Value::Bool(false)) => self.item(&self.say(*sentence, YES.get(self.lang))),
                Some(value) => {
                    let value = self.values(value);
                    self.item(&self.say(*sentence, &value));
                }
            }
        }
    }

    fn constraints(&mut self, field: &Field) {
        let required = if self.is_required(field) {
            NEVER_EMPTY
        } else {
            MAY_BE_EMPTY
        };
        self.item(required.get(self.lang));
        if field.constraints.get("unique") == Some(&Value::Bool(true)) {
            self.item(UNIQUE.get(self.lang));
        }
        for (key, sentence) in words::CONSTRAINTS {
            if let Some(value) = field.constraints.get(*key) {
                let value = self.values(value);
                let unit = words::unit(&field.type_name);
                let args = Args::new().with("value", whole(&value)).with("unit", unit);
                self.item(&sentence.fill(&args, self.lang));
            }
        }
        if let Some(missing) = &field.missing_values {
            let values = self.list(missing.iter().map(|value| self.missing_value(value)));
            self.item(&self.say(MISSING_HERE, &values));
        }
    }

    /// A value of the schema, or each of a list.
    fn values(&self, value: &Value) -> String {
        match value {
            Value::Array(items) => self.list(items.iter().map(|item| code(&member(item)))),
            value => code(&written(value)),
        }
    }

    fn list(&self, items: impl ExactSizeIterator<Item = String>) -> String {
        let more = items.len().saturating_sub(SHOWN);
        let mut list: Vec<String> = items.take(SHOWN).collect();
        if more > 0 {
            list.push(self.say(MORE, &number(more as u64, self.lang)));
        }
        list.join(", ")
    }

    fn keys(&mut self) {
        let schema = self.schema;
        let none = schema.primary_key.is_empty()
            && schema.unique_keys.is_empty()
            && schema.foreign_keys.is_empty();
        if none {
            return;
        }
        self.heading(KEYS);
        if !schema.primary_key.is_empty() {
            let names = self.names(&schema.primary_key);
            self.item(&self.say(PRIMARY_KEY, &names));
        }
        for key in &schema.unique_keys {
            let names = self.names(key);
            self.item(&self.say(UNIQUE_KEY, &names));
        }
        for key in &schema.foreign_keys {
            self.foreign_key(key);
        }
    }

    fn foreign_key(&mut self, key: &ForeignKey) {
        let resource = key.resource.as_deref().map(code).unwrap_or_default();
        let args = Args::new()
            .with("fields", whole(&self.names(&key.fields)))
            .with("reference", whole(&self.names(&key.reference)))
            .with("resource", whole(&resource));
        let sentence = match key.resource {
            Some(_) => FOREIGN_KEY,
            None => OWN_FOREIGN_KEY,
        };
        self.item(&sentence.fill(&args, self.lang));
    }

    fn names(&self, names: &[String]) -> String {
        self.list(names.iter().map(|name| code(name)))
    }

    fn missing(&mut self) {
        self.heading(MISSING);
        let values = self.schema.missing_values.iter();
        let values = self.list(values.map(|value| self.missing_value(value)));
        let sentence = match values.is_empty() {
            true => NO_MISSING.get(self.lang).to_owned(),
            false => self.say(MISSING_VALUES, &values),
        };
        let _ = writeln!(self.out, "{sentence}");
    }

    fn missing_value(&self, value: &str) -> String {
        match value {
            "" => EMPTY.get(self.lang).to_owned(),
            value => code(value),
        }
    }

    fn checks(&mut self) {
        if self.schema.rules.is_empty() {
            return;
        }
        self.heading(CHECKS);
        let _ = writeln!(self.out, "{}\n", CHECKS_INTRODUCTION.get(self.lang));
        let all = all_checks();
        let mut asked: Vec<(&CheckDef, Vec<&RuleRequest>)> = Vec::new();
        for rule in &self.schema.rules {
            let Some(check) = all.iter().find(|check| check.is_called(&rule.name)) else {
                self.item(&self.say(UNKNOWN_CHECK, &code(&rule.name)));
                continue;
            };
            match asked.iter_mut().find(|(known, _)| known.id == check.id) {
                Some((_, uses)) => uses.push(rule),
                None => asked.push((check, vec![rule])),
            }
        }
        for (check, uses) in asked {
            self.check(check, &uses);
        }
    }

    /// A check, and the settings of each of its uses; what they mean is said once.
    fn check(&mut self, check: &CheckDef, uses: &[&RuleRequest]) {
        let (title, why) = (check.title.get(self.lang), check.why.get(self.lang));
        self.item(&format!("**{title}** ({}). {why}", code(check.id)));
        let about = |name: &str| {
            let known = check.params.iter().find(|param| param.name == name);
            known.map(|param| format!(" – {}", own_words(param.about.get(self.lang))))
        };
        let setting = |(name, value): (&String, &Value)| {
            let colon = COLON.get(self.lang);
            format!("{}{colon}{}", code(name), code(&written(value)))
        };
        if let [only] = uses {
            for (name, value) in &only.params {
                let about = about(name).unwrap_or_default();
                let _ = writeln!(self.out, "  - {}{about}", setting((name, value)));
            }
            return;
        }
        let names: BTreeSet<&String> = uses.iter().flat_map(|rule| rule.params.keys()).collect();
        for name in names {
            if let Some(about) = about(name) {
                let _ = writeln!(self.out, "  - {}{about}", code(name));
            }
        }
        for (rule, nth) in uses.iter().zip(1..) {
            let settings: Vec<String> = rule.params.iter().map(setting).collect();
            let settings = match settings.is_empty() {
                true => NO_SETTING.get(self.lang).to_owned(),
                false => settings.join(", "),
            };
            let _ = writeln!(self.out, "  {nth}. {settings}");
        }
    }
}

/// Markup that is not to be cut, however long it is.
fn whole(markup: &str) -> Arg {
    Arg::said(|_| markup.to_owned())
}

/// A value as a person reads it.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A member of a list, which may be an object with its value and its label.
fn member(item: &Value) -> String {
    let value = item.get("value").unwrap_or(item);
    match item.get("label").and_then(Value::as_str) {
        Some(label) => format!("{} ({label})", written(value)),
        None => written(value),
    }
}

const COLON: Text = Text {
    en: ": ",
    fr: "\u{a0}: ",
};
const NAME: Text = Text {
    en: "Name: {value}",
    fr: "Nom : {value}",
};
const VERSION: Text = Text {
    en: "Version: {value}",
    fr: "Version : {value}",
};
const FIELDS_COUNT: Text = Text {
    en: "Number of fields: {value}",
    fr: "Nombre de champs : {value}",
};
const FIELDS: Text = Text {
    en: "Fields",
    fr: "Champs",
};
const FIELD: Text = Text {
    en: "Field",
    fr: "Champ",
};
const TYPE: Text = Text {
    en: "Type",
    fr: "Type",
};
const REQUIRED: Text = Text {
    en: "Required",
    fr: "Obligatoire",
};
const EXAMPLE_LABEL: Text = Text {
    en: "Example",
    fr: "Exemple",
};
const YES: Text = Text {
    en: "yes",
    fr: "oui",
};
const NO: Text = Text {
    en: "no",
    fr: "non",
};
const TYPE_FACT: Text = Text {
    en: "Type: {value}.",
    fr: "Type : {value}.",
};
const FORMAT: Text = Text {
    en: "written as {value} says",
    fr: "écrit selon {value}",
};
const EXAMPLE_FACT: Text = Text {
    en: "Example: {value}",
    fr: "Exemple : {value}",
};
const NEVER_EMPTY: Text = Text {
    en: "Required: no cell may be empty.",
    fr: "Obligatoire : aucune cellule ne peut être vide.",
};
const MAY_BE_EMPTY: Text = Text {
    en: "Optional: a cell may be empty.",
    fr: "Facultatif : une cellule peut être vide.",
};
const UNIQUE: Text = Text {
    en: "No value may come twice.",
    fr: "Aucune valeur ne peut se répéter.",
};
const MISSING_HERE: Text = Text {
    en: "In this field, counts as no value: {value}.",
    fr: "Dans ce champ, compte comme une absence de valeur : {value}.",
};
const MORE: Text = Text {
    en: "… and {value} more",
    fr: "… et {value} autres",
};
const KEYS: Text = Text {
    en: "Keys",
    fr: "Clés",
};
const PRIMARY_KEY: Text = Text {
    en: "Primary key: {value}. It identifies the row: never empty, and never twice the same.",
    fr: "Clé primaire : {value}. Elle désigne la ligne : jamais vide, et jamais deux fois la même.",
};
const UNIQUE_KEY: Text = Text {
    en: "Taken together, never twice the same: {value}.",
    fr: "Prises ensemble, jamais deux fois les mêmes valeurs : {value}.",
};
const FOREIGN_KEY: Text = Text {
    en: "The values of {fields} must exist in {reference} of the resource {resource}.",
    fr: "Les valeurs de {fields} doivent exister dans {reference} de la ressource {resource}.",
};
const OWN_FOREIGN_KEY: Text = Text {
    en: "The values of {fields} must exist in {reference} of the same file.",
    fr: "Les valeurs de {fields} doivent exister dans {reference} du même fichier.",
};
const MISSING: Text = Text {
    en: "Cells without a value",
    fr: "Cellules sans valeur",
};
const MISSING_VALUES: Text = Text {
    en: "Counts as no value: {value}.",
    fr: "Compte comme une absence de valeur : {value}.",
};
const NO_MISSING: Text = Text {
    en: "Every cell has a value, even an empty one.",
    fr: "Toute cellule a une valeur, même vide.",
};
const EMPTY: Text = Text {
    en: "an empty cell",
    fr: "une cellule vide",
};
const CHECKS: Text = Text {
    en: "Other checks",
    fr: "Autres contrôles",
};
const CHECKS_INTRODUCTION: Text = Text {
    en: "Beyond the standard, the schema has these defects looked for. `dqcheck explain CHECK` says all about one.",
    fr: "Au-delà de la norme, le schéma fait rechercher ces défauts. `dqcheck explain CONTRÔLE` dit tout sur l'un d'eux.",
};
const NO_SETTING: Text = Text {
    en: "Without a setting.",
    fr: "Sans réglage.",
};
const UNKNOWN_CHECK: Text = Text {
    en: "{value}: a check that dqcheck does not have.",
    fr: "{value} : un contrôle que dqcheck n'a pas.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::SHIPPED;

    #[test]
    fn the_page_of_a_shipped_schema_is_plain_in_both_languages() {
        for lang in Lang::ALL {
            let name = "lieux-de-stationnement-parkings-sous-sols";
            let shipped = SHIPPED.iter().find(|(known, _)| *known == name);
            let page = page(name, shipped.unwrap().1, lang).unwrap();
            insta::assert_snapshot!(format!("docs_{}", lang.code()), page);
        }
    }

    #[test]
    fn every_shipped_schema_has_a_page_with_all_its_fields() {
        for (name, schema) in SHIPPED {
            let page = page(name, schema, Lang::Fr).unwrap();
            let (read, _, _) = run::read_schema(name, schema, |_| References::default()).unwrap();
            for field in &read.fields {
                let heading = format!("\n### {}", code(&field.name));
                assert!(page.contains(&heading), "{name}: {}", field.name);
            }
        }
    }

    #[test]
    fn a_check_that_is_used_several_times_is_explained_once() {
        let schema = r#"{
            "fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
            "dqcheck": {"checks": [
                {"name": "placeholder-value", "params": {"column": "a"}},
                {"name": "siret", "params": {"column": "b"}},
                {"name": "placeholder-value"},
                {"name": "placeholder-value", "params": {"column": "c"}}
            ]}
        }"#;
        let page = page("schema.json", schema, Lang::En).unwrap();
        assert_eq!(page.matches("(`placeholder-value`)").count(), 1, "{page}");
        assert_eq!(page.matches("  - `column` – ").count(), 1, "{page}");
        let uses = "  1. `column`: `a`\n  2. Without a setting.\n  3. `column`: `c`\n- **";
        assert!(page.contains(uses), "{page}");
        assert!(page.contains("  - `column`: `b` – "), "{page}");
    }

    #[test]
    fn a_hostile_schema_begins_no_markup_of_its_own() {
        let schema = r###"{
            "title": "<script>x</script>\n# y", "description": "# no heading\n\n1. no | list [a](javascript:b)",
            "fields": [
                {"name": "a|b`c\n## d", "title": "**t**", "type": "date", "format": "%Y`|\n%m",
                 "constraints": {"enum": ["x|y", "`", "<b>", "\u001b[31m\u202e"]}, "example": "e|f\ng"},
                {"name": "n", "type": "<i>"}
            ],
            "primaryKey": ["n"], "missingValues": ["", "|", "\n"],
            "foreignKeys": [{"fields": "n", "reference": {"resource": "<r>|`", "fields": "n"}}],
            "custom_checks": [{"name": "`no`\n# such", "params": {"column": "<u>"}}]
        }"###;
        let page = page("schema.json", schema, Lang::En).unwrap();
        let headings = page.lines().filter(|line| line.starts_with('#')).count();
        // The title, four sections, two fields.
        assert_eq!(headings, 7, "{page}");
        let table: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(table.len(), 4, "{page}");
        for row in table {
            let bars = row.matches('|').count() - row.matches("\\|").count();
            assert_eq!(bars, 5, "{row}");
        }
        assert!(
            !page.contains('\u{1b}') && !page.contains('\u{202e}'),
            "{page}"
        );
        assert!(
            page.contains("\\<script\\>") && !page.contains("[a]("),
            "{page}"
        );
    }
}
