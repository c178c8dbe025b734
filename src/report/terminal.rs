//! The report for people: what was found, grouped by cause, then what was read and the verdict.

mod page;
mod snippet;

use std::io::{self, Write};

use dqcheck_core::check::{CheckDef, Severity};
use dqcheck_core::diagnostic::{Cause, Findings, Place};
use dqcheck_core::message::{Args, Lang, Text, number};

use super::{Report, SchemaUsed, TableReport, Verdict, words};
use crate::error::{PlacedProblem, Problem};
pub use page::Screen;
use page::{Page, Tone};
use snippet::Shown;

/// How many places of a cause are shown with their line.
const SHOWN: usize = 3;
/// How many more are named by their line number only.
const NAMED: usize = 5;

pub fn write(report: &Report, lang: Lang, screen: Screen, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page::new(screen, lang);
    for table in &report.tables {
        page.table(report, table);
    }
    for note in &report.notes {
        page.problem(note, Tone::Warning);
        page.blank();
    }
    if report.tables.len() > 1 {
        page.files(report);
    }
    out.write_all(page.text().as_bytes())
}

/// What is wrong with a text that people write, such as the configuration: each fault with its line.
pub fn write_faults(
    file: &str,
    faults: &[PlacedProblem],
    lang: Lang,
    screen: Screen,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut page = Page::new(screen, lang);
    for fault in faults {
        let shown = Shown {
            excerpt: &fault.excerpt,
            line: fault.line,
            column: fault.column,
            message: String::new(),
        };
        page.snippets(
            file,
            Severity::Error,
            &fault.problem.message(lang),
            &[shown],
        );
        page.hanging(
            2,
            WHAT_TO_DO.get(lang),
            Tone::Strong,
            &fault.problem.help(lang),
        );
        page.blank();
    }
    out.write_all(page.text().as_bytes())
}

/// One problem, on its own.
pub fn write_problem(
    problem: &Problem,
    lang: Lang,
    screen: Screen,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut page = Page::new(screen, lang);
    page.problem(problem, Tone::Error);
    out.write_all(page.text().as_bytes())
}

impl Page {
    fn table(&mut self, report: &Report, table: &TableReport) {
        let verdict = report.verdict_of(table);
        if !self.screen.quiet {
            self.title(&table.file);
            if let Some(schema) = &table.schema {
                for cause in &schema.causes {
                    self.cause(&schema.name, cause);
                }
            }
            if let Ok(findings) = &table.result {
                for cause in &findings.causes {
                    self.cause(&table.file, cause);
                }
                self.summary(table, findings);
            }
        }
        match &table.result {
            Ok(findings) => {
                let sentence = words::verdict(verdict, findings, self.lang);
                let file = if self.screen.quiet { &table.file } else { "" };
                self.verdict(verdict, file, &sentence);
            }
            Err(problem) if self.screen.quiet => {
                self.verdict(verdict, &table.file, &problem.message(self.lang));
            }
            Err(problem) => self.problem(problem, Tone::Error),
        }
        if !self.screen.quiet {
            self.blank();
        }
    }

    fn cause(&mut self, file: &str, cause: &Cause) {
        let lang = self.lang;
        let mut headline = cause.check.title.get(lang).to_owned();
        if let Some(field) = cause.field.as_ref().filter(|field| !field.name.is_empty()) {
            let args = Args::new().with("field", field.name.as_str());
            headline += &COLUMN.fill(&args, lang);
        }
        if cause.count > 1 {
            headline += &TIMES.fill(&Args::new().with("count", cause.count), lang);
        }
        let with_line = |place: &&Place| place.excerpt.is_some();
        let places: Vec<&Place> = cause.places.iter().filter(with_line).take(SHOWN).collect();
        let shown: Vec<Shown<'_>> = places
            .iter()
            .filter_map(|place| {
                Some(Shown {
                    excerpt: place.excerpt.as_ref()?,
                    line: place.location.line,
                    column: place.location.column,
                    message: cause.message(Some(place), lang),
                })
            })
            .collect();
        self.snippets(file, cause.severity, &headline, &shown);
        if shown.is_empty() {
            let message = cause.message(cause.places.first(), lang);
            self.hanging(2, "", Tone::Plain, &message);
        }
        self.others(cause, &places);
        self.hanging(2, WHY.get(lang), Tone::Strong, cause.check.why.get(lang));
        self.hanging(
            2,
            WHAT_TO_DO.get(lang),
            Tone::Strong,
            &cause.help(places.first().copied(), lang),
        );
        self.blank();
    }

    /// Names some of the places that are not shown.
    fn others(&mut self, cause: &Cause, shown: &[&Place]) {
        let left = cause.count.saturating_sub(shown.len() as u64);
        let unseen = |place: &&Place| !shown.iter().any(|seen| std::ptr::eq(*seen, *place));
        let places: Vec<&Place> = cause.places.iter().filter(unseen).collect();
        if left == 0 || places.is_empty() {
            return;
        }
        if let Some(columns) = self.columns(cause, &places, left) {
            let args = Args::new().with("columns", columns);
            self.hanging(2, "", Tone::Dim, &OTHER_COLUMNS.fill(&args, self.lang));
            return;
        }
        let mut lines: Vec<u64> = places.iter().map(|place| place.location.line).collect();
        lines.dedup();
        let all = lines.len() <= NAMED && left == places.len() as u64;
        let more = if all { "" } else { " …" };
        let lines: Vec<String> = lines
            .iter()
            .take(NAMED)
            .map(|line| number(*line, self.lang))
            .collect();
        let text = match (shown.is_empty(), lines.len()) {
            (true, 1) => Text {
                en: "On line {lines}.",
                fr: "En ligne {lines}.",
            },
            (true, _) => Text {
                en: "On lines {lines}{more}",
                fr: "En lignes {lines}{more}",
            },
            (false, 1) if left == 1 => Text {
                en: "and once more, on line {lines}",
                fr: "et une autre fois, en ligne {lines}",
            },
            (false, 1) => Text {
                en: "and {left} more, on line {lines}{more}",
                fr: "et {left} autres fois, en ligne {lines}{more}",
            },
            _ => Text {
                en: "and {left} more, on lines {lines}{more}",
                fr: "et {left} autres fois, en lignes {lines}{more}",
            },
        };
        let args = Args::new()
            .with("left", left)
            .with("lines", lines.join(", "))
            .with("more", more);
        self.hanging(2, "", Tone::Dim, &text.fill(&args, self.lang));
    }

    /// The names of the columns at these places, where it is names that tell them apart: they are all on one line.
    fn columns(&self, cause: &Cause, places: &[&Place], left: u64) -> Option<Vec<String>> {
        let line = places.first()?.location.line;
        let quoted = |place: &&Place| {
            let field = place
                .field
                .as_ref()
                .filter(|field| !field.name.is_empty())?;
            let args = Args::new().with("field", field.name.as_str());
            Some(QUOTED.fill(&args, self.lang))
        };
        let same_line = places.iter().all(|place| place.location.line == line);
        let whole = cause.field.is_none() && places.len() as u64 == left && same_line;
        whole.then(|| places.iter().map(quoted).collect()).flatten()
    }

    /// The table at the end of a file: what was read, what was found.
    fn summary(&mut self, table: &TableReport, findings: &Findings) {
        let lang = self.lang;
        let reading = &findings.reading;
        let size = format!(
            "{}, {}",
            words::rows(reading.rows, lang),
            words::columns(reading.labels.len() as u64, lang)
        );
        let mut lines = vec![
            (FILE, table.file.clone()),
            (CONTENT, size),
            (READ_AS, words::reading(reading, lang)),
        ];
        if let Some(schema) = &table.schema {
            lines.push((SCHEMA, schema_line(schema, lang)));
        }
        let found = by_check(findings);
        if found.is_empty() {
            lines.push((FOUND, NOTHING.get(lang).to_owned()));
        }
        for (at, (check, severity, count)) in found.into_iter().enumerate() {
            let label = if at == 0 {
                FOUND
            } else {
                Text { en: "", fr: "" }
            };
            let count = words::findings(count, severity, lang);
            lines.push((
                label,
                format!(
                    "{count}{}{} ({})",
                    COLON.get(lang),
                    check.title.get(lang),
                    check.id
                ),
            ));
        }
        if findings.not_kept() > 0 {
            let args = Args::new().with("count", findings.not_kept());
            lines.push((Text { en: "", fr: "" }, NOT_LISTED.fill(&args, lang)));
        }
        let lines: Vec<(&str, String)> = lines
            .iter()
            .map(|(label, text)| (label.get(lang), text.clone()))
            .collect();
        self.two_columns(&lines);
        self.blank();
    }

    fn problem(&mut self, problem: &Problem, tone: Tone) {
        let mark = self.mark(match tone {
            Tone::Warning => Severity::Warning,
            _ => Severity::Error,
        });
        self.hanging(0, mark, tone, &problem.message(self.lang));
        self.hanging(
            2,
            WHAT_TO_DO.get(self.lang),
            Tone::Strong,
            &problem.help(self.lang),
        );
    }

    fn verdict(&mut self, verdict: Verdict, file: &str, sentence: &str) {
        let (mark, tone) = match verdict {
            Verdict::Pass => (if self.screen.unicode { "✓" } else { "OK" }, Tone::Good),
            Verdict::Fail => (self.mark(Severity::Error), Tone::Error),
            Verdict::NotJudged => ("?", Tone::Warning),
        };
        let colon = COLON.get(self.lang);
        let sentence = match file {
            "" => sentence.to_owned(),
            file => format!("{file}{colon}{sentence}"),
        };
        self.hanging(0, mark, tone, &sentence);
    }

    /// One line a file, and one for all.
    fn files(&mut self, report: &Report) {
        let all = report.tables.len() as u64;
        let of = |wanted| {
            let tables = report.tables.iter();
            tables
                .filter(|table| report.verdict_of(table) == wanted)
                .count()
        };
        let args = Args::new()
            .with("all", all)
            .with("pass", of(Verdict::Pass))
            .with("fail", of(Verdict::Fail))
            .with("not_judged", of(Verdict::NotJudged));
        if !self.screen.quiet {
            self.rule();
            for table in &report.tables {
                let verdict = report.verdict_of(table);
                let sentence = match &table.result {
                    Ok(findings) => words::verdict(verdict, findings, self.lang),
                    Err(problem) => problem.message(self.lang),
                };
                self.verdict(verdict, &table.file, &sentence);
            }
        }
        self.hanging(0, "", Tone::Strong, &ALL_FILES.fill(&args, self.lang));
    }
}

fn schema_line(schema: &SchemaUsed, lang: Lang) -> String {
    let (why, args) = schema.why.words();
    let faults: u64 = schema.causes.iter().map(|cause| cause.count).sum();
    let faulty = if faults > 0 { FAULTY.get(lang) } else { "" };
    let title = schema
        .title
        .as_ref()
        .map_or(String::new(), |title| format!(", “{title}”"));
    let title = match lang {
        Lang::En => title,
        Lang::Fr => title.replace('“', "« ").replace('”', " »"),
    };
    format!(
        "{}{title}{}{}{faulty}",
        schema.name,
        COLON.get(lang),
        why.fill(&args, lang)
    )
}

/// How often each check failed; the grave ones first.
fn by_check(findings: &Findings) -> Vec<(&'static CheckDef, Severity, u64)> {
    let mut found: Vec<(&'static CheckDef, Severity, u64)> = Vec::new();
    for cause in &findings.causes {
        let same = |entry: &&mut (&'static CheckDef, Severity, u64)| {
            entry.0 == cause.check && entry.1 == cause.severity
        };
        match found.iter_mut().find(same) {
            Some(entry) => entry.2 += cause.count,
            None => found.push((cause.check, cause.severity, cause.count)),
        }
    }
    found.sort_by_key(|(_, severity, _)| std::cmp::Reverse(*severity));
    found
}

const COLUMN: Text = Text {
    en: ", column “{field}”",
    fr: ", colonne « {field} »",
};
const QUOTED: Text = Text {
    en: "“{field}”",
    fr: "« {field} »",
};
const OTHER_COLUMNS: Text = Text {
    en: "and also: {columns}",
    fr: "et aussi : {columns}",
};
const TIMES: Text = Text {
    en: ", {count} times",
    fr: ", {count} fois",
};
const COLON: Text = Text {
    en: ": ",
    fr: "\u{a0}: ",
};
const WHY: Text = Text {
    en: "Why it matters:",
    fr: "Pourquoi c'est important\u{a0}:",
};
const WHAT_TO_DO: Text = Text {
    en: "What to do:",
    fr: "Que faire\u{a0}:",
};
const FILE: Text = Text {
    en: "File",
    fr: "Fichier",
};
const CONTENT: Text = Text {
    en: "Content",
    fr: "Contenu",
};
const READ_AS: Text = Text {
    en: "Read as",
    fr: "Lu comme",
};
const SCHEMA: Text = Text {
    en: "Schema",
    fr: "Schéma",
};
const FOUND: Text = Text {
    en: "Found",
    fr: "Constaté",
};
const NOTHING: Text = Text {
    en: "nothing to report",
    fr: "rien à signaler",
};
const NOT_LISTED: Text = Text {
    en: "counted, but not listed one by one: {count} (--max-findings lists more)",
    fr: "comptés, sans être listés un par un : {count} (--max-findings en liste davantage)",
};
const FAULTY: Text = Text {
    en: ". The schema itself has faults, shown above: what they concern may not be checked.",
    fr: ". Le schéma lui-même a des défauts, montrés plus haut : ce qu'ils concernent n'est peut-être pas contrôlé.",
};
const ALL_FILES: Text = Text {
    en: "{all} files: {pass} can be published, {fail} to be mended, {not_judged} that could not be judged.",
    fr: "{all} fichiers. Publiables : {pass} ; à corriger : {fail} ; impossibles à contrôler : {not_judged}.",
};

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use dqcheck_core::diagnostic::FieldRef;
    use unicode_width::UnicodeWidthStr;

    fn text(report: &Report, lang: Lang, screen: Screen) -> String {
        let mut out = Vec::new();
        write(report, lang, screen, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const PLAIN: Screen = Screen {
        width: 80,
        color: false,
        unicode: true,
        quiet: false,
    };

    #[test]
    fn findings_are_grouped_and_explained() {
        for lang in Lang::ALL {
            let report = samples::report([samples::three()]);
            insta::assert_snapshot!(
                format!("terminal_three_{}", lang.code()),
                text(&report, lang, PLAIN)
            );
            let report = samples::report([samples::clean(), samples::not_judged()]);
            insta::assert_snapshot!(
                format!("terminal_files_{}", lang.code()),
                text(&report, lang, PLAIN)
            );
        }
    }

    #[test]
    fn thirty_thousand_findings_are_no_longer_to_read_than_three() {
        let report = samples::report([samples::thirty_thousand()]);
        let text = text(&report, Lang::Fr, PLAIN);
        insta::assert_snapshot!("terminal_thirty_thousand_fr", text);
    }

    #[test]
    fn columns_that_share_a_line_are_told_by_their_names_and_lines_only_once() {
        let others = |lines: &[u64]| {
            let mut table = samples::three();
            let findings = table.result.as_mut().unwrap();
            findings.causes.truncate(1);
            let cause = &mut findings.causes[0];
            let place = cause.places[0].clone();
            cause.field = None;
            cause.places = Vec::from_iter(lines.iter().enumerate().map(|(at, line)| {
                let mut place = place.clone();
                place.location.line = *line;
                place.field = Some(FieldRef {
                    name: format!("c{at}"),
                    number: at,
                });
                place.excerpt = place.excerpt.filter(|_| at == 0);
                place
            }));
            cause.count = lines.len() as u64;
            let text = text(&samples::report([table]), Lang::En, PLAIN);
            let line = text.lines().find(|line| line.starts_with("  and "));
            line.map(str::to_owned)
        };
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(others(&[1]), None);
        assert_eq!(others(&[1, 1]), told("  and also: “c1”"));
        assert_eq!(others(&[1, 1, 1]), told("  and also: “c1”, “c2”"));
        assert_eq!(others(&[1, 2, 2, 3]), told("  and 3 more, on lines 2, 3"));
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        let report = samples::report([
            samples::three(),
            samples::thirty_thousand(),
            samples::hostile(),
            samples::not_judged(),
        ]);
        for lang in Lang::ALL {
            for width in [50, 60, 80, 120] {
                let screen = Screen { width, ..PLAIN };
                for line in text(&report, lang, screen).lines() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn hostile_cells_cannot_act() {
        let report = samples::report([samples::hostile()]);
        for unicode in [true, false] {
            let text = text(&report, Lang::En, Screen { unicode, ..PLAIN });
            for line in text.lines() {
                assert!(!line.contains(super::super::visible::is_hidden), "{line:?}");
                assert!(!line.trim_start().starts_with("::"), "{line}");
                assert!(!line.contains("##["), "{line}");
            }
        }
        insta::assert_snapshot!("terminal_hostile_en", text(&report, Lang::En, PLAIN));
    }

    #[test]
    fn a_fault_in_the_configuration_is_shown_at_its_line() {
        let problem = Problem::new(&crate::report::samples::GONE).with("path", "s\u{1b}.json");
        let fault = PlacedProblem::new(problem, "lang = 'fr'\nschema = 's.json'\n", 21..29);
        let mut out = Vec::new();
        write_faults("dqcheck.toml", &[fault], Lang::En, PLAIN, &mut out).unwrap();
        insta::assert_snapshot!("terminal_fault_en", String::from_utf8(out).unwrap());
    }

    #[test]
    fn quiet_leaves_one_line_a_file() {
        let report = samples::report([samples::three()]);
        let text = text(
            &report,
            Lang::En,
            Screen {
                quiet: true,
                ..PLAIN
            },
        );
        assert_eq!(text.lines().count(), 1, "{text}");
    }

    #[test]
    #[ignore = "prints the samples for the eye: cargo test look -- --ignored --nocapture"]
    #[expect(clippy::print_stdout, reason = "it is there to be looked at")]
    fn look() {
        for lang in Lang::ALL {
            for width in [60, 80, 120] {
                for table in [
                    samples::clean(),
                    samples::three(),
                    samples::thirty_thousand(),
                ] {
                    let screen = Screen {
                        width,
                        color: true,
                        ..PLAIN
                    };
                    println!(
                        "{}\n{}",
                        "#".repeat(width),
                        text(&samples::report([table]), lang, screen)
                    );
                }
            }
        }
    }
}
