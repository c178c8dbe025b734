//! `dqcheck.toml`: which schema judges which files, and how grave a finding is.

mod read;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use dqcheck_core::message::Lang;
use dqcheck_core::schema::FieldsMatch;

use crate::checklist::Checklist;
use crate::error::{Problem, Refused};
use crate::input::schemas::Configured;
use crate::input::{Data, not_read};
use crate::report::Rules;

pub const FILE_NAME: &str = "dqcheck.toml";

/// What a configuration says.
#[derive(Debug, Default)]
pub struct Config {
    /// The folder that paths are relative to.
    folder: PathBuf,
    pub datasets: Vec<Dataset>,
    pub rules: Rules,
    pub lang: Option<Lang>,
}

/// `[[dataset]]`: the files that a pattern means, and their schema.
#[derive(Debug)]
pub struct Dataset {
    pub name: String,
    pub pattern: glob::Pattern,
    /// A path relative to the folder of the configuration, or the name of a shipped schema.
    pub schema: String,
    /// Those that are asked for beside the schema.
    pub checks: Option<Checklist>,
    /// How the header and a schema that does not say it must agree.
    pub header_match: Option<FieldsMatch>,
}

impl Config {
    /// Reads the configuration at `path`.
    pub fn load(path: &Path) -> Result<Config, Refused> {
        let text =
            fs::read_to_string(path).map_err(|error| Refused::File(not_read(path, &error)))?;
        let folder = absolute(path)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default();
        // Before all else, since what follows may ask for communes.
        if let Some(file) = read::reference(&text) {
            crate::reference::use_file(&folder.join(file))?;
        }
        let (mut config, problems) = read::read(&text, &|schema| is_schema(&folder, schema));
        if !problems.is_empty() {
            return Err(Refused::Text(path.to_owned(), problems));
        }
        config.folder = folder;
        for dataset in &mut config.datasets {
            if let Some(checks) = &mut dataset.checks {
                checks.found_in(path, &text);
            }
        }
        Ok(config)
    }

    /// The schema of `data`: that of the first dataset whose pattern means it.
    pub fn schema_of(&self, data: &Data) -> Option<Configured> {
        let dataset = &self.datasets[self.dataset_of(data)?];
        let file = self.folder.join(&dataset.schema);
        Some(Configured {
            dataset: dataset.name.clone(),
            schema: if file.is_file() {
                file
            } else {
                PathBuf::from(&dataset.schema)
            },
        })
    }

    /// The checks that are asked for `data` beside its schema.
    pub fn checks_of(&self, data: &Data) -> Option<&Checklist> {
        self.datasets[self.dataset_of(data)?].checks.as_ref()
    }

    /// How the header of `data` and its schema must agree, as the same dataset has it.
    pub fn header_match_of(&self, data: &Data) -> Option<FieldsMatch> {
        self.datasets[self.dataset_of(data)?].header_match
    }

    /// A note for each dataset that means none of the files.
    pub fn unused(&self, files: &[Data]) -> Vec<Problem> {
        let used: Vec<usize> = files
            .iter()
            .filter_map(|data| self.dataset_of(data))
            .collect();
        let unused = self
            .datasets
            .iter()
            .enumerate()
            .filter(|(at, _)| !used.contains(at));
        unused
            .map(|(_, dataset)| {
                Problem::new(&words::UNUSED)
                    .with("dataset", dataset.name.as_str())
                    .with("pattern", dataset.pattern.as_str())
            })
            .collect()
    }

    fn dataset_of(&self, data: &Data) -> Option<usize> {
        let path = absolute(data.path.as_deref()?);
        let within = path.strip_prefix(&self.folder).ok()?;
        let options = glob::MatchOptions {
            require_literal_separator: true,
            ..glob::MatchOptions::new()
        };
        let means = |dataset: &Dataset| dataset.pattern.matches_path_with(within, options);
        self.datasets.iter().position(means)
    }
}

/// The configuration nearest to `start`: in this folder or one above it.
pub fn find(start: &Path) -> Option<PathBuf> {
    absolute(start)
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|path| path.is_file())
}

/// The file of communes that the configuration at `path` names, whatever else it says.
pub fn reference(path: &Path) -> Result<Option<String>, Refused> {
    let text = fs::read_to_string(path).map_err(|error| Refused::File(not_read(path, &error)))?;
    Ok(read::reference(&text))
}

/// Links resolved, so that the same file has one name.
fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .unwrap_or_else(|_| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn is_schema(folder: &Path, schema: &str) -> bool {
    folder.join(schema).is_file()
        || crate::input::SHIPPED
            .iter()
            .any(|(name, _)| *name == schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Config) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("data/old")).unwrap();
        for file in [
            "data/a.csv",
            "data/old/a.csv",
            "data/b.csv",
            "data/own.json",
        ] {
            fs::write(folder.path().join(file), "{}").unwrap();
        }
        let text = "[[dataset]]\nname = 'a'\npath = 'data/a*.csv'\nschema = 'zones-de-stationnement'\n\
                    [[dataset]]\nname = 'b'\npath = 'data/b.csv'\nschema = 'data/own.json'\n";
        fs::write(folder.path().join(FILE_NAME), text).unwrap();
        let config = Config::load(&find(&folder.path().join("data/old")).unwrap()).unwrap();
        (folder, config)
    }

    fn data(folder: &tempfile::TempDir, name: &str) -> Data {
        Data {
            name: name.to_owned(),
            path: Some(folder.path().join(name)),
        }
    }

    #[test]
    fn a_pattern_is_relative_to_the_configuration_and_stays_within_a_folder() {
        let (folder, config) = folder();
        let dataset = |name| {
            config
                .schema_of(&data(&folder, name))
                .map(|found| found.dataset)
        };
        assert_eq!(dataset("data/a.csv").as_deref(), Some("a"));
        assert_eq!(dataset("data/../data/b.csv").as_deref(), Some("b"));
        assert_eq!(dataset("data/old/a.csv"), None);
    }

    #[test]
    fn a_schema_is_a_file_beside_the_configuration_or_a_shipped_name() {
        let (folder, config) = folder();
        let schema = |name| config.schema_of(&data(&folder, name)).unwrap().schema;
        assert_eq!(schema("data/a.csv"), Path::new("zones-de-stationnement"));
        assert!(schema("data/b.csv").is_absolute());
    }

    #[test]
    fn a_dataset_that_means_no_file_is_told() {
        let (folder, config) = folder();
        let notes = config.unused(&[data(&folder, "data/b.csv")]);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].args.get("dataset"), Some(&"a".into()));
    }
}
