//! The end of the page of a file: what was read, what was found, where to learn more. And the end of all files.

use dqcheck_core::check::{CheckDef, Severity};
use dqcheck_core::diagnostic::{Cause, Findings};
use dqcheck_core::message::{Args, Lang, Text, number};
use unicode_width::UnicodeWidthStr;

use super::super::{Report, SchemaUsed, TableReport, Verdict, words};
use super::page::{Page, Tone};
use super::{COLON, SHOWN, in_order};

/// How many columns of a check are named.
const COLUMNS: usize = 8;

impl Page {
    /// The table at the end of a file. A file without findings has been named just above.
    pub(super) fn summary(&mut self, table: &TableReport, findings: &Findings) {
        let lang = self.lang;
        let mut lines = Vec::new();
        if let Some(reading) = &findings.reading {
            let size = format!(
                "{}, {}",
                words::rows(reading.rows, lang),
                words::columns(reading.labels.len() as u64, lang)
            );
            lines.extend([(CONTENT, size), (READ_AS, words::reading(reading, lang))]);
            lines.extend(
                table
                    .schema
                    .iter()
                    .flat_map(|schema| schema_lines(schema, lang)),
            );
        } else if let Some(title) = table
            .schema
            .as_ref()
            .and_then(|schema| schema.title.clone())
        {
            lines.push((TITLE, title));
        }
        if !findings.causes.is_empty() {
            lines.insert(0, (FILE, table.file.clone()));
        }
        let lines: Vec<(String, Tone, String)> = lines
            .into_iter()
            .map(|(label, text)| (label.get(lang).to_owned(), Tone::Dim, text))
            .collect();
        self.two_columns(&lines);
        self.blank();
        if !findings.causes.is_empty() {
            self.found(findings);
            self.blank();
        }
    }

    /// How often each check failed and in which columns, in the order of the page; then where to learn more.
    fn found(&mut self, findings: &Findings) {
        let lang = self.lang;
        let found = by_check(findings);
        let digits = found.iter().map(|found| number(found.count, lang).width());
        let digits = digits.max().unwrap_or(1);
        let lines: Vec<(String, Tone, String)> = found
            .iter()
            .map(|found| {
                let tone = Tone::of(found.severity);
                let count = number(found.count, lang);
                let blanks = " ".repeat(digits - count.width());
                let noun = words::noun(found.count, found.severity, lang);
                let (title, id) = (found.check.title.get(lang), found.check.id);
                let columns = found.columns(lang);
                (
                    format!("{blanks}{count} {noun}"),
                    tone,
                    format!("{title} ({id}){columns}"),
                )
            })
            .collect();
        self.two_columns(&lines);
        self.blank();
        if findings.not_kept() > 0 {
            let args = Args::new().with("count", findings.not_kept());
            self.hanging(2, "", Tone::Dim, &NOT_LISTED.fill(&args, lang));
        }
        if findings
            .causes
            .iter()
            .any(|cause| cause.count > SHOWN as u64)
        {
            self.hanging(2, "", Tone::Dim, LIST.get(lang));
        }
        if let Some(first) = found.first() {
            let args = Args::new().with("check", first.check.id);
            self.hanging(2, "", Tone::Dim, &EXPLAIN.fill(&args, lang));
        }
    }

    /// One line a file, and one for all.
    pub(super) fn files(&mut self, report: &Report) {
        let of = |wanted| {
            let tables = report.tables.iter();
            tables
                .filter(|table| report.verdict_of(table) == wanted)
                .count()
        };
        let args = Args::new()
            .with("all", report.tables.len())
            .with("pass", of(Verdict::Pass))
            .with("fail", of(Verdict::Fail))
            .with("not_judged", of(Verdict::NotJudged));
        if !self.screen.quiet {
            self.rule();
            for table in &report.tables {
                let verdict = report.verdict_of(table);
                let sentence = match &table.result {
                    Ok(findings) => words::verdict(verdict, table, findings, self.lang),
                    Err(problem) => problem.message(self.lang),
                };
                self.verdict(verdict, &table.file, &sentence);
            }
        }
        self.hanging(0, "", Tone::Strong, &ALL_FILES.fill(&args, self.lang));
    }
}

fn schema_lines(schema: &SchemaUsed, lang: Lang) -> Vec<(Text, String)> {
    let (why, args) = schema.why.words();
    let name = match &schema.title {
        Some(title) => {
            let args = Args::new()
                .with("name", schema.name.as_str())
                .with("title", title.as_str());
            TITLED.fill(&args, lang)
        }
        None => schema.name.clone(),
    };
    let mut lines = vec![(SCHEMA, name), (BECAUSE, why.fill(&args, lang))];
    let faulty = |cause: &Cause| cause.severity > Severity::Info;
    if schema.causes.iter().any(faulty) {
        lines.push((Text { en: "", fr: "" }, FAULTY.get(lang).to_owned()));
    }
    lines
}

/// What a check found, of one severity.
struct Found<'a> {
    check: &'static CheckDef,
    severity: Severity,
    count: u64,
    columns: Vec<&'a str>,
}

impl Found<'_> {
    fn columns(&self, lang: Lang) -> String {
        if self.columns.is_empty() {
            return String::new();
        }
        let shown = self.columns.len().min(COLUMNS);
        let more = if shown < self.columns.len() {
            ", …"
        } else {
            ""
        };
        let colon = COLON.get(lang);
        format!("{colon}{}{more}", self.columns[..shown].join(", "))
    }
}

fn by_check(findings: &Findings) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    for cause in in_order(&findings.causes) {
        // All that a check found stands together.
        let same =
            |found: &Found<'_>| found.check == cause.check && found.severity == cause.severity;
        if !found.last().is_some_and(same) {
            found.push(Found {
                check: cause.check,
                severity: cause.severity,
                count: 0,
                columns: Vec::new(),
            });
        }
        let Some(entry) = found.last_mut() else {
            continue;
        };
        entry.count += cause.count;
        if let Some(field) = &cause.field
            && !entry.columns.contains(&field.name.as_str())
        {
            entry.columns.push(&field.name);
        }
    }
    found
}

const FILE: Text = Text {
    en: "File",
    fr: "Fichier",
};
const CONTENT: Text = Text {
    en: "Content",
    fr: "Contenu",
};
const TITLE: Text = Text {
    en: "Title",
    fr: "Titre",
};
const READ_AS: Text = Text {
    en: "Read as",
    fr: "Lu comme",
};
const SCHEMA: Text = Text {
    en: "Schema",
    fr: "Schéma",
};
const BECAUSE: Text = Text {
    en: "because",
    fr: "choisi car",
};
const TITLED: Text = Text {
    en: "“{title}” ({name})",
    fr: "« {title} » ({name})",
};
const NOT_LISTED: Text = Text {
    en: "Everything is counted; findings whose place is not kept: {count} (--max-findings keeps more).",
    fr: "Tout est compté ; constats dont l'emplacement n'est pas conservé : {count} (--max-findings en conserve davantage).",
};
const LIST: Text = Text {
    en: "All places as a table, to open in a spreadsheet: add --format csv --output places.csv",
    fr: "Tous les emplacements dans un tableau, à ouvrir dans un tableur : ajoutez --format csv --output liste.csv",
};
const EXPLAIN: Text = Text {
    en: "More about a check: dqcheck explain {check}",
    fr: "En savoir plus sur un contrôle : dqcheck explain {check}",
};
const FAULTY: Text = Text {
    en: "The schema itself has faults, shown above: what they concern may not be checked.",
    fr: "Le schéma lui-même a des défauts, montrés plus haut : ce qu'ils concernent n'est peut-être pas contrôlé.",
};
const ALL_FILES: Text = Text {
    en: "{all} files. Ready to publish: {pass}. To mend: {fail}. Not judged: {not_judged}.",
    fr: "{all} fichiers. Prêts à publier : {pass}. À corriger : {fail}. Impossibles à contrôler : {not_judged}.",
};
