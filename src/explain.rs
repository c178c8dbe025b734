//! Explains checks from their definitions: on the terminal, and as the pages of `docs/checks/`.

use std::fmt::Write as _;

use dqcheck_core::check::{CheckDef, Group};
use dqcheck_core::message::{Lang, Text};

use crate::catalogue::all_checks;
use crate::error::{Problem, Words};
use dqcheck_core::message::closest;

/// The check with this name.
pub fn find(name: &str) -> Result<&'static CheckDef, Problem> {
    let all = all_checks();
    if let Some(check) = all.iter().find(|check| check.is_called(name)) {
        return Ok(check);
    }
    let names = all
        .iter()
        .flat_map(|check| check.aliases.iter().copied().chain([check.id]));
    Err(match closest(name, names) {
        Some(close) => Problem::new(&UNKNOWN_CLOSE).with("close", close),
        None => Problem::new(&UNKNOWN),
    }
    .with("check", name))
}

/// All that is to be said of a check, as Markdown.
pub fn page(check: &CheckDef, lang: Lang) -> String {
    let mut page = format!(
        "# {} (`{}`)\n\n{}\n",
        check.title.get(lang),
        check.id,
        check.why.get(lang)
    );
    page.push('\n');
    facts(&mut page, check, lang);
    reasons(&mut page, check, lang);
    params(&mut page, check, lang);
    examples(&mut page, check, lang);
    page
}

/// Every check by group, as Markdown; `link` is what goes round an id.
pub fn list(lang: Lang, link: impl Fn(&str) -> String) -> String {
    let all = all_checks();
    let mut page = String::new();
    for group in Group::ALL {
        let mut of_group = all.iter().filter(|check| check.group == group).peekable();
        if of_group.peek().is_some() {
            let _ = write!(page, "\n## {}\n\n", group.name().get(lang));
        }
        for check in of_group {
            let severity = check.severity.name();
            let (title, severity) = (check.title.get(lang), severity.get(lang));
            let _ = writeln!(
                page,
                "- {}{}{title} ({severity})",
                link(check.id),
                COLON.get(lang)
            );
        }
    }
    page.trim_start().to_owned()
}

fn heading(page: &mut String, title: Text, lang: Lang) {
    let _ = write!(page, "\n## {}\n\n", title.get(lang));
}

fn facts(page: &mut String, check: &CheckDef, lang: Lang) {
    let colon = COLON.get(lang);
    let mut fact = |label: Text, value: &str| {
        let _ = writeln!(page, "- {}{colon}{value}", label.get(lang));
    };
    fact(SEVERITY, check.severity.name().get(lang));
    fact(GROUP, check.group.name().get(lang));
    fact(SINCE, check.since);
    if !check.aliases.is_empty() {
        fact(ALIASES, &check.aliases.join(", "));
    }
    fact(FRICTIONLESS, check.frictionless);
}

fn reasons(page: &mut String, check: &CheckDef, lang: Lang) {
    heading(page, REASONS, lang);
    let _ = writeln!(page, "{}\n", PLACEHOLDERS.get(lang));
    for reason in check.reasons {
        let (id, colon) = (reason.id, COLON.get(lang));
        let _ = writeln!(page, "- `{id}`{colon}{}", reason.message.get(lang));
        let _ = writeln!(
            page,
            "  {}{colon}{}",
            WHAT_TO_DO.get(lang),
            reason.help.get(lang)
        );
    }
}

fn params(page: &mut String, check: &CheckDef, lang: Lang) {
    if check.params.is_empty() {
        return;
    }
    heading(page, PARAMS, lang);
    for param in check.params {
        let required = if param.required { REQUIRED } else { OPTIONAL };
        let (name, colon) = (param.name, COLON.get(lang));
        let _ = writeln!(
            page,
            "- `{name}` ({}){colon}{}",
            required.get(lang),
            param.about.get(lang)
        );
    }
}

fn examples(page: &mut String, check: &CheckDef, lang: Lang) {
    if check.examples.is_empty() {
        return;
    }
    heading(page, EXAMPLES, lang);
    let blocks = check.examples.iter().map(|example| {
        let says = match example.fails {
            Some(reason) => format!("{} `{reason}`", FAILS.get(lang)),
            None => PASSES.get(lang).to_owned(),
        };
        let schema = shown(example.schema);
        // What is said of a schema alone needs no data.
        let (data, files) = example.files();
        let mut data = match shown(data) {
            data if data.is_empty() && check.group == Group::Schema => data,
            data => format!("\n```csv\n{data}\n```\n"),
        };
        for (name, text) in files {
            let colon = COLON.get(lang).trim_end();
            let _ = write!(data, "\n`{name}`{colon}\n\n```\n{}\n```\n", shown(text));
        }
        format!(
            "{says}{}\n\n```json\n{schema}\n```\n{data}",
            COLON.get(lang).trim_end()
        )
    });
    page.push_str(&blocks.collect::<Vec<_>>().join("\n"));
}

/// A page with a real NUL would be no text, and a byte order mark cannot be seen.
fn shown(file: &str) -> String {
    let file = file.trim_end().replace('\0', "␀");
    file.replace('\u{feff}', "<U+FEFF>")
}

const COLON: Text = Text {
    en: ": ",
    fr: "\u{a0}: ",
};
const SEVERITY: Text = Text {
    en: "Severity",
    fr: "Gravité",
};
const GROUP: Text = Text {
    en: "Group",
    fr: "Groupe",
};
const SINCE: Text = Text {
    en: "Since version",
    fr: "Depuis la version",
};
const ALIASES: Text = Text {
    en: "Other names",
    fr: "Autres noms",
};
const FRICTIONLESS: Text = Text {
    en: "In frictionless",
    fr: "Dans frictionless",
};
const REASONS: Text = Text {
    en: "What is told",
    fr: "Ce qui est signalé",
};
const PLACEHOLDERS: Text = Text {
    en: "In these sentences, {value} stands for the content of the cell and {field} for the name of its column. The report puts the real ones in their place, and does so for all that stands in braces.",
    fr: "Dans ces phrases, {value} représente le contenu de la cellule et {field} le nom de sa colonne. Le rapport les remplace par les vrais, comme tout ce qui est entre accolades.",
};
const WHAT_TO_DO: Text = Text {
    en: "What to do",
    fr: "Que faire",
};
const PARAMS: Text = Text {
    en: "Parameters",
    fr: "Paramètres",
};
const REQUIRED: Text = Text {
    en: "required",
    fr: "obligatoire",
};
const OPTIONAL: Text = Text {
    en: "optional",
    fr: "facultatif",
};
const EXAMPLES: Text = Text {
    en: "Examples",
    fr: "Exemples",
};
const FAILS: Text = Text {
    en: "Refused for",
    fr: "Refusé, raison",
};
const PASSES: Text = Text {
    en: "Accepted",
    fr: "Accepté",
};

static UNKNOWN: Words = Words {
    id: "check-unknown",
    message: Text {
        en: "There is no check “{check}”.",
        fr: "Il n'y a pas de contrôle « {check} ».",
    },
    help: Text {
        en: "“dqcheck explain” lists the checks.",
        fr: "« dqcheck explain » donne la liste des contrôles.",
    },
};

static UNKNOWN_CLOSE: Words = Words {
    id: "check-unknown",
    message: UNKNOWN.message,
    help: Text {
        en: "Did you mean “{close}”?",
        fr: "Vouliez-vous dire « {close} » ?",
    },
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    /// Every page of the documentation of the checks: path and text.
    fn docs() -> BTreeMap<String, String> {
        let mut pages = BTreeMap::new();
        for lang in Lang::ALL {
            let folder = match lang {
                Lang::En => "",
                Lang::Fr => "fr/",
            };
            let begin = Text {
                en: "# Checks\n\nAll that dqcheck looks for. `dqcheck explain CHECK` shows the same pages. [En français](fr/README.md)",
                fr: "# Contrôles\n\nTout ce que dqcheck recherche. `dqcheck explain CONTRÔLE` affiche les mêmes pages. [In English](../README.md)",
            };
            let list = list(lang, |id| format!("[`{id}`]({id}.md)"));
            pages.insert(
                format!("{folder}README.md"),
                format!("{}\n\n{list}", begin.get(lang)),
            );
            for check in all_checks() {
                pages.insert(format!("{folder}{}.md", check.id), page(check, lang));
            }
        }
        pages
    }

    #[test]
    fn the_pages_in_docs_are_those_of_the_definitions() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
        let made = docs();
        if env::var_os("UPDATE").is_some() {
            let _ = fs::remove_dir_all(&root);
            fs::create_dir_all(root.join("fr")).unwrap();
            for (path, text) in &made {
                fs::write(root.join(path), text).unwrap();
            }
        }
        let stale = |(path, text): (&String, &String)| {
            let found = fs::read_to_string(root.join(path)).unwrap_or_default();
            (found != *text).then(|| path.clone())
        };
        let stale: Vec<String> = made.iter().filter_map(stale).collect();
        assert!(
            stale.is_empty(),
            "run the tests once with UPDATE=1: {stale:?}"
        );
        let count = |folder: &Path| {
            let files = fs::read_dir(folder).into_iter().flatten().flatten();
            files.filter(|file| file.path().is_file()).count()
        };
        assert_eq!(
            count(&root) + count(&root.join("fr")),
            made.len(),
            "a page has no check"
        );
    }

    #[test]
    fn a_page_tells_every_reason_with_its_help() {
        let check = &crate::report::samples::NUMBER;
        insta::assert_snapshot!("explain_number_fr", page(check, Lang::Fr));
    }
}
