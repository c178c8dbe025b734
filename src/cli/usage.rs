//! Says in both languages what clap does not understand.

use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use dqcheck_core::message::{Lang, Text};

use super::{not_judged, refuse};
use crate::error::{Problem, Words};

/// Shows help or the version if they were asked for, or else what is wrong with the arguments.
pub(super) fn tell(error: &Error, lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            not_judged()
        }
        _ => refuse(&problem(error), lang),
    }
}

/// An option that does not exist, where anything may be written.
pub(super) fn unknown(argument: &str) -> Problem {
    Problem::new(&UNKNOWN).with("argument", argument)
}

fn problem(error: &Error) -> Problem {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let argument = argument.split(" <").next().unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let values = context(ContextKind::ValidValue).unwrap_or_default();
    let close = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedValue))
        .or_else(|| context(ContextKind::SuggestedSubcommand));
    let words = match (error.kind(), &close) {
        (ErrorKind::UnknownArgument, Some(_)) => &UNKNOWN_CLOSE,
        (ErrorKind::UnknownArgument, None) => &UNKNOWN,
        (ErrorKind::InvalidValue, _) if value.is_empty() => &NO_VALUE,
        (ErrorKind::InvalidValue, Some(_)) => &VALUE_CLOSE,
        (ErrorKind::InvalidValue | ErrorKind::ValueValidation, _) if values.is_empty() => {
            &VALUE_REFUSED
        }
        (ErrorKind::InvalidValue, None) => &VALUE,
        (ErrorKind::MissingRequiredArgument, _) => &MISSING,
        (ErrorKind::ArgumentConflict, _) => &TOGETHER,
        _ => &OTHER,
    };
    let detail = error.render().to_string();
    let detail = detail.lines().next().unwrap_or_default();
    Problem::new(words)
        .with("argument", argument)
        .with("value", value)
        .with("values", values)
        .with("close", close.unwrap_or_default())
        .with("detail", detail.trim_start_matches("error: "))
}

const SEE_HELP: Text = Text {
    en: "“dqcheck --help” shows what can be written, with examples.",
    fr: "« dqcheck --help » montre ce qui peut être écrit, avec des exemples.",
};
const DID_YOU_MEAN: Text = Text {
    en: "Did you mean “{close}”? “dqcheck --help” shows what can be written.",
    fr: "Vouliez-vous dire « {close} » ? « dqcheck --help » montre ce qui peut être écrit.",
};

static UNKNOWN: Words = Words {
    id: "usage-unknown",
    message: Text {
        en: "“{argument}” is not known here.",
        fr: "« {argument} » n'est pas connu ici.",
    },
    help: SEE_HELP,
};

static UNKNOWN_CLOSE: Words = Words {
    id: "usage-unknown",
    message: UNKNOWN.message,
    help: DID_YOU_MEAN,
};

static NO_VALUE: Words = Words {
    id: "usage-value",
    message: Text {
        en: "“{argument}” needs a value.",
        fr: "« {argument} » attend une valeur.",
    },
    help: SEE_HELP,
};

static VALUE: Words = Words {
    id: "usage-value",
    message: Text {
        en: "“{value}” is not possible for “{argument}”.",
        fr: "« {value} » n'est pas possible pour « {argument} ».",
    },
    help: Text {
        en: "Possible are: {values}.",
        fr: "Sont possibles : {values}.",
    },
};

static VALUE_CLOSE: Words = Words {
    id: "usage-value",
    message: VALUE.message,
    help: Text {
        en: "Did you mean “{close}”? Possible are: {values}.",
        fr: "Vouliez-vous dire « {close} » ? Sont possibles : {values}.",
    },
};

static VALUE_REFUSED: Words = Words {
    id: "usage-value",
    message: VALUE.message,
    help: SEE_HELP,
};

static MISSING: Words = Words {
    id: "usage-missing",
    message: Text {
        en: "Something is missing: {argument}.",
        fr: "Il manque : {argument}.",
    },
    help: SEE_HELP,
};

static TOGETHER: Words = Words {
    id: "usage-together",
    message: Text {
        en: "“{argument}” cannot be used here, or not twice.",
        fr: "« {argument} » ne peut pas être utilisé ici, ou pas deux fois.",
    },
    help: SEE_HELP,
};

static OTHER: Words = Words {
    id: "usage",
    message: Text {
        en: "The command is not understood: {detail}.",
        fr: "La commande n'est pas comprise : {detail}.",
    },
    help: SEE_HELP,
};
