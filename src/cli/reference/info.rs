//! `dqcheck reference info`.

use std::process::ExitCode;

use clap::ValueEnum;
use dqcheck_core::message::Lang;

use super::configured;
use crate::cli::{print, usage};
use crate::error::Refused;
use crate::reference::info::Info;
use crate::reference::{lookup, update, use_file};

#[derive(clap::Args)]
pub(super) struct Args {
    /// A position may begin with a minus sign, and a name may be several words.
    #[arg(allow_hyphen_values = true)]
    asked: Vec<String>,
    #[arg(long = "format", id = "form", value_enum, hide_possible_values = true)]
    form: Option<Form>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    Terminal,
    Json,
}

impl Args {
    pub(super) fn run(self, lang: Lang) -> Result<ExitCode, Refused> {
        if let Some(option) = self.asked.iter().find(|word| word.starts_with("--")) {
            return Err(Refused::File(usage::unknown(option)));
        }
        let (config, named) = configured()?;
        let file = named.map(|named| update::target(config.as_deref(), Some(&named)));
        if let Some(file) = &file {
            use_file(file)?;
        }
        let json = self.form == Some(Form::Json);
        let text = if self.asked.is_empty() {
            let info = Info::new(file.as_deref());
            if json {
                format!("{:#}\n", serde_json::json!(info))
            } else {
                info.page(lang)
            }
        } else {
            let found = lookup::find(&self.asked.join(" ")).map_err(Refused::File)?;
            if json {
                format!("{:#}\n", found.json())
            } else {
                found.page(lang)
            }
        };
        Ok(print(text.as_bytes()))
    }
}
