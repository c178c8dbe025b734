//! The report for people: what was found, grouped by cause, then what was read and the verdict.

mod page;
mod snippet;
mod summary;

use std::cmp::Reverse;
use std::io::{self, Write};

use dqcheck_core::check::{Group, Severity};
use dqcheck_core::diagnostic::{Cause, Place};
use dqcheck_core::message::{Args, Lang, Text, number};

use super::{Report, TableReport, Verdict, words};
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
            if !is_clean(table) {
                self.rule();
                self.blank();
            }
            for (name, causes) in table.faults() {
                self.causes(name, causes, 0);
            }
            if let Ok(findings) = &table.result {
                let rows = findings.reading.as_ref().map_or(0, |reading| reading.rows);
                self.causes(&table.file, &findings.causes, rows);
                self.summary(table, findings);
            }
        }
        match &table.result {
            Ok(findings) => {
                let sentence = words::verdict(verdict, table, findings, self.lang);
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

    /// What was found in `file`, which has so many `rows`.
    fn causes(&mut self, file: &str, causes: &[Cause], rows: u64) {
        let mut explained = None;
        for cause in in_order(causes) {
            self.cause(file, cause, rows);
            if explained != Some(cause.check) {
                self.hanging(
                    2,
                    WHY.get(self.lang),
                    Tone::Strong,
                    cause.check.why.get(self.lang),
                );
                explained = Some(cause.check);
            }
            let first = cause.places.first();
            self.hanging(
                2,
                WHAT_TO_DO.get(self.lang),
                Tone::Strong,
                &cause.help(first, self.lang),
            );
            self.blank();
        }
    }

    /// The headline of a cause, and its first places.
    fn cause(&mut self, file: &str, cause: &Cause, rows: u64) {
        let lang = self.lang;
        let mut headline = cause.check.title.get(lang).to_owned();
        if let Some(field) = cause.field.as_ref().filter(|field| !field.name.is_empty()) {
            let named = match cause.check.group {
                Group::Header => NAMED_SO,
                Group::Schema => FIELD,
                _ => COLUMN,
            };
            let args = Args::new().with("field", field.name.as_str());
            headline += &named.fill(&args, lang);
        }
        if cause.count > 1 {
            let everywhere = cause.count == rows && cause.field.is_some();
            let often = if everywhere { EVERY_ROW } else { TIMES };
            headline += &often.fill(&Args::new().with("count", cause.count), lang);
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
                en: "and {left} more like these, on line {lines}{more}",
                fr: "et {left} autres fois de la même façon, en ligne {lines}{more}",
            },
            _ => Text {
                en: "and {left} more like these, on lines {lines}{more}",
                fr: "et {left} autres fois de la même façon, en lignes {lines}{more}",
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
        let same_line = places.iter().all(|place| place.location.line == line);
        if cause.field.is_some() || !same_line || places.len() as u64 != left {
            return None;
        }
        let quoted = |place: &&Place| {
            let field = place.field.as_ref()?;
            let args = Args::new().with("field", field.name.as_str());
            (!field.name.is_empty()).then(|| QUOTED.fill(&args, self.lang))
        };
        places.iter().map(quoted).collect()
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
        if self.screen.quiet {
            // One line a file, whatever its length.
            let line = format!("{} {}", self.paint(mark, tone), self.visible(&sentence));
            self.push(&line);
        } else {
            self.hanging(0, mark, tone, &sentence);
        }
    }
}

/// Whether nothing is shown but the summary, which then follows the name of the file.
fn is_clean(table: &TableReport) -> bool {
    let data = table.result.as_ref();
    data.is_ok_and(|findings| findings.causes.is_empty())
        && table.faults().all(|(_, causes)| causes.is_empty())
}

/// Errors before warnings, what concerns the file and its header before its cells, and all columns of a check together.
fn in_order(causes: &[Cause]) -> Vec<&Cause> {
    let mut sorted: Vec<&Cause> = causes.iter().collect();
    sorted.sort_by_cached_key(|cause| {
        let first = causes.iter().position(|other| other.check == cause.check);
        let of_cells = cause.check.group > Group::Header;
        (Reverse(cause.severity), of_cells, first)
    });
    sorted
}

const COLUMN: Text = Text {
    en: ", column “{field}”",
    fr: ", colonne « {field} »",
};
const FIELD: Text = Text {
    en: ", field “{field}”",
    fr: ", champ « {field} »",
};
const NAMED_SO: Text = Text {
    en: ": “{field}”",
    fr: " : « {field} »",
};
const QUOTED: Text = Text {
    en: "“{field}”",
    fr: "« {field} »",
};
const OTHER_COLUMNS: Text = Text {
    en: "and also: {columns}",
    fr: "et aussi : {columns}",
};
const EVERY_ROW: Text = Text {
    en: ", in every row ({count})",
    fr: ", à chaque ligne ({count})",
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
#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use dqcheck_core::diagnostic::FieldRef;
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
        let lines = told("  and 3 more like these, on lines 2, 3");
        assert_eq!(others(&[1, 2, 2, 3]), lines);
    }

    #[test]
    fn a_schema_in_error_is_no_file_to_publish() {
        let report = samples::report([samples::faulty_schema()]);
        for (lang, sentence) in [
            (Lang::En, "The schema has 1 error to mend"),
            (Lang::Fr, "Le schéma contient 1 erreur à corriger"),
        ] {
            let text = text(&report, lang, PLAIN);
            let sentence = format!("✗ {sentence}");
            assert!(
                text.lines().any(|line| line.starts_with(&sentence)),
                "{text}"
            );
        }
    }

    #[test]
    fn many_causes_are_ordered_and_each_check_explained_once() {
        let text = text(&samples::report([samples::many()]), Lang::En, PLAIN);
        let heads: Vec<&str> = text.lines().filter(|l| l.starts_with(['✗', '!'])).collect();
        assert!(heads[0].contains("“id”"), "{heads:?}");
        assert!(heads[1..13].iter().all(|line| line.starts_with("✗ Number")));
        assert!(heads[13..25].iter().all(|line| line.starts_with('!')));
        assert_eq!(text.matches("Why it matters").count(), 3);
        let summary = text.split("Content").nth(1).unwrap();
        insta::assert_snapshot!("terminal_many_summary_en", summary);
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
    fn the_cell_is_underlined_exactly_whatever_the_width_of_its_characters() {
        for (before, cell) in [
            ("a;", "x1"),
            ("中文字;", "x1"),
            ("e\u{301}\u{301};", "字x"),
            ("\t\t;", "\u{200b}x"),
            ("🇫🇷👩\u{200d}👧;", "日本 é"),
            (&"é;".repeat(60), "x1"),
        ] {
            let report = samples::report([samples::one(before, cell)]);
            let text = text(&report, Lang::En, PLAIN);
            let lines: Vec<&str> = text.lines().collect();
            let under = lines.iter().position(|line| line.contains('┬')).unwrap();
            let (line, under) = (lines[under - 1], lines[under]);
            let shown = super::super::visible::visible(cell, false);
            // Column by column, as a terminal places each character.
            let column_of = |line: &str, at: usize| -> usize {
                line[..at].chars().map(|c| c.width().unwrap_or(0)).sum()
            };
            let at = line.rfind(&shown).unwrap();
            let (from, to) = (column_of(line, at), column_of(line, at + shown.len()));
            let mark = under.find(['─', '┬']).unwrap();
            let marked = column_of(under, mark)..under.width();
            assert_eq!(marked, from..to, "{line}\n{under}");
        }
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
}
