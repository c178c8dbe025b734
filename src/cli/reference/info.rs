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
    /// A position may begin with a minus sign.
    #[arg(allow_hyphen_values = true)]
    asked: Option<String>,
    /// A name or a position may be several words. They are apart, so that an option after the first is one.
    #[arg(allow_negative_numbers = true, hide = true)]
    words: Vec<String>,
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
        if let Some(option) = self.asked.as_ref().filter(|word| word.starts_with("--")) {
            return Err(Refused::File(usage::unknown(option)));
        }
        let (config, named) = configured()?;
        let file = named.map(|named| update::target(config.as_deref(), Some(&named)));
        if let Some(file) = &file {
            use_file(file)?;
        }
        let json = self.form == Some(Form::Json);
        let words: Vec<String> = self.asked.into_iter().chain(self.words).collect();
        let text = if words.is_empty() {
            let info = Info::new(file.as_deref());
            match json {
                true => format!("{:#}\n", serde_json::json!(info)),
                false => info.page(lang),
            }
        } else {
            let found = lookup::find(&words.join(" ")).map_err(Refused::File)?;
            match json {
                true => format!("{:#}\n", found.json()),
                false => found.page(lang),
            }
        };
        Ok(print(text.as_bytes()))
    }
}
