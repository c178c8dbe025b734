//! Words that several forms of the report share: plurals, names of delimiters, the sentence of the verdict.

use dqcheck_core::check::Severity;
use dqcheck_core::diagnostic::{Cause, Findings, LineEndings, Reading};
use dqcheck_core::message::{Args, Lang, Text, number};

use super::{TableReport, Verdict};

/// `count` with its noun.
fn counted(count: u64, one: Text, many: Text, lang: Lang) -> String {
    let noun = if is_one(count, lang) { one } else { many };
    format!("{} {}", number(count, lang), noun.get(lang))
}

fn is_one(count: u64, lang: Lang) -> bool {
    match lang {
        Lang::En => count == 1,
        Lang::Fr => count < 2,
    }
}

pub(super) fn rows(count: u64, lang: Lang) -> String {
    let one = Text {
        en: "row",
        fr: "ligne de données",
    };
    let many = Text {
        en: "rows",
        fr: "lignes de données",
    };
    counted(count, one, many, lang)
}

pub(super) fn columns(count: u64, lang: Lang) -> String {
    let one = Text {
        en: "column",
        fr: "colonne",
    };
    let many = Text {
        en: "columns",
        fr: "colonnes",
    };
    counted(count, one, many, lang)
}

pub(super) fn findings(count: u64, severity: Severity, lang: Lang) -> String {
    format!("{} {}", number(count, lang), noun(count, severity, lang))
}

/// What `count` findings are called.
pub(super) fn noun(count: u64, severity: Severity, lang: Lang) -> &'static str {
    let many = match severity {
        Severity::Error => Text {
            en: "errors",
            fr: "erreurs",
        },
        Severity::Warning => Text {
            en: "warnings",
            fr: "avertissements",
        },
        Severity::Info => Text {
            en: "notes",
            fr: "informations",
        },
    };
    let one = match severity {
        Severity::Info => Text {
            en: "note",
            fr: "information",
        },
        other => other.name(),
    };
    let noun = if is_one(count, lang) { one } else { many };
    noun.get(lang)
}

/// How the bytes were read, in one line.
pub(super) fn reading(reading: &Reading, lang: Lang) -> String {
    let delimiter = match reading.delimiter.as_str() {
        "," => Text {
            en: "comma",
            fr: "virgule",
        },
        ";" => Text {
            en: "semicolon",
            fr: "point-virgule",
        },
        "\t" => Text {
            en: "tab",
            fr: "tabulation",
        },
        "|" => Text {
            en: "vertical bar",
            fr: "barre verticale",
        },
        _ => Text {
            en: "{delimiter}",
            fr: "{delimiter}",
        },
    };
    let header = match reading.header {
        Some(_) => Text {
            en: "header on line\u{a0}{line}",
            fr: "en-tête en ligne\u{a0}{line}",
        },
        None => Text {
            en: "no header",
            fr: "sans en-tête",
        },
    };
    let mixed = Text {
        en: "mixed line endings",
        fr: "fins de ligne mélangées",
    };
    let endings = match reading.line_endings {
        ends if ends == LineEndings::default() && reading.rows > 1 => Text {
            en: "rows that end as the dialect says",
            fr: "fins de ligne du dialecte",
        },
        ends if ends.crlf == 0 && ends.cr == 0 => Text {
            en: "Unix line endings (LF)",
            fr: "fins de ligne Unix (LF)",
        },
        ends if ends.lf == 0 && ends.cr == 0 => Text {
            en: "Windows line endings (CRLF)",
            fr: "fins de ligne Windows (CRLF)",
        },
        ends if ends.lf == 0 && ends.crlf == 0 => Text {
            en: "old Mac line endings (CR)",
            fr: "fins de ligne d'ancien Mac (CR)",
        },
        _ => mixed,
    };
    let encoding = match reading.encoding.as_str() {
        "mixed" => Text {
            en: "mixed encodings",
            fr: "encodages mélangés",
        },
        "windows-1252" => Text {
            en: "Windows-1252 (Western European)",
            fr: "Windows-1252 (Europe occidentale)",
        },
        "UTF-8" if reading.byte_order_mark => Text {
            en: "UTF-8 with a byte order mark",
            fr: "UTF-8 avec BOM",
        },
        _ => Text {
            en: "{encoding}",
            fr: "{encoding}",
        },
    };
    let template = if reading.skip_initial_space {
        Text {
            en: "{encoding}, separator: {delimiter} and spaces, {header}, {endings}",
            fr: "{encoding}, séparateur : {delimiter} suivi d'espaces, {header}, {endings}",
        }
    } else {
        Text {
            en: "{encoding}, separator: {delimiter}, {header}, {endings}",
            fr: "{encoding}, séparateur : {delimiter}, {header}, {endings}",
        }
    };
    let args = Args::new()
        .with("encoding", reading.encoding.as_str())
        .with("delimiter", reading.delimiter.as_str())
        .with("line", reading.header.map_or(0, |header| header.line));
    let inner = |text: Text| text.fill(&args, lang);
    let args = Args::new()
        .with("encoding", inner(encoding))
        .with("delimiter", inner(delimiter))
        .with("header", inner(header))
        .with("endings", inner(endings));
    template.fill(&args, lang)
}

/// The verdict on a table in one sentence.
pub(super) fn verdict(
    verdict: Verdict,
    table: &TableReport,
    findings: &Findings,
    lang: Lang,
) -> String {
    let in_schema = table.schema_errors();
    let errors = findings.count(Severity::Error);
    let warnings = findings.count(Severity::Warning);
    let grave = |cause: &&Cause| cause.severity == Severity::Error;
    let roots = findings.causes.iter().filter(grave).count() as u64;
    let of_schema = findings.reading.is_none();
    let text = match (verdict, errors, warnings) {
        (Verdict::NotJudged, ..) => Text {
            en: "Not judged: a check that was asked for could not be made.",
            fr: "Non contrôlé : un contrôle demandé n'a pas pu être fait.",
        },
        (Verdict::Pass, 0, 0) if of_schema => Text {
            en: "All is well: the schema says what it is meant to say.",
            fr: "Tout est en ordre : le schéma dit bien ce qu'il veut dire.",
        },
        (Verdict::Pass, 0, _) if of_schema => Text {
            en: "The schema can be used. Please look at the {warnings} first.",
            fr: "Le schéma est utilisable. Regardez d'abord : {warnings}.",
        },
        (Verdict::Pass, ..) if of_schema => Text {
            en: "The schema has {errors}, which you decided to let pass (fail-on: never).",
            fr: "Le schéma contient {errors}, mais vous avez choisi de laisser passer (fail-on : never).",
        },
        (Verdict::Pass, 0, _) if in_schema > 0 => Text {
            en: "The schema has {in_schema}, which you decided to let pass (fail-on: never).",
            fr: "Le schéma contient {in_schema}, mais vous avez choisi de laisser passer (fail-on : never).",
        },
        (Verdict::Fail, 0, _) if in_schema > 0 => Text {
            en: "The schema has {in_schema} to mend: not all of its rules could be checked.",
            fr: "Le schéma contient {in_schema} à corriger : toutes ses règles n'ont pas pu être contrôlées.",
        },
        (Verdict::Pass, 0, 0) => Text {
            en: "All is well: the file can be published.",
            fr: "Tout est en ordre : le fichier peut être publié.",
        },
        (Verdict::Pass, 0, _) => Text {
            en: "The file can be published. Please look at the {warnings} first.",
            fr: "Le fichier peut être publié. Regardez d'abord : {warnings}.",
        },
        (Verdict::Pass, ..) => Text {
            en: "The file has {errors}, which you decided to let pass (fail-on: never).",
            fr: "Le fichier contient {errors}, mais vous avez choisi de laisser passer (fail-on : never).",
        },
        (_, 0, _) => Text {
            en: "Not to be published yet: {warnings} to look at.",
            fr: "À ne pas publier en l'état : {warnings} à examiner.",
        },
        (_, 1, 0) => Text {
            en: "Not to be published yet: {errors} to mend.",
            fr: "À ne pas publier en l'état : {errors} à corriger.",
        },
        (_, 1, _) => Text {
            en: "Not to be published yet: {errors} to mend, and {warnings}.",
            fr: "À ne pas publier en l'état : {errors} à corriger, et {warnings}.",
        },
        (_, _, 0) if roots == 1 => Text {
            en: "Not to be published yet: {errors} to mend, all of one cause.",
            fr: "À ne pas publier en l'état : {errors} à corriger, toutes de même cause.",
        },
        (_, _, 0) => Text {
            en: "Not to be published yet: {errors} to mend, from {causes} causes.",
            fr: "À ne pas publier en l'état : {errors} à corriger, issues de {causes} causes.",
        },
        _ if roots == 1 => Text {
            en: "Not to be published yet: {errors} to mend, all of one cause, and {warnings}.",
            fr: "À ne pas publier en l'état : {errors} à corriger, toutes de même cause, et {warnings}.",
        },
        _ => Text {
            en: "Not to be published yet: {errors} to mend, from {causes} causes, and {warnings}.",
            fr: "À ne pas publier en l'état : {errors} à corriger, issues de {causes} causes, et {warnings}.",
        },
    };
    let args = Args::new()
        .with("errors", self::findings(errors, Severity::Error, lang))
        .with(
            "in_schema",
            self::findings(in_schema, Severity::Error, lang),
        )
        .with(
            "warnings",
            self::findings(warnings, Severity::Warning, lang),
        )
        .with("causes", roots);
    text.fill(&args, lang)
}
