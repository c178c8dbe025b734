//! Lines of a page: wrapped to the width of the screen, coloured if it has colours.

use dqcheck_core::check::Severity;
use dqcheck_core::message::Lang;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::super::visible::visible;

/// What the page is shown on.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// In columns.
    pub width: usize,
    pub color: bool,
    /// Whether frames and marks may be other than ASCII.
    pub unicode: bool,
    /// Only the verdict of each file.
    pub quiet: bool,
}

/// Narrower than this, nothing could be read: lines are then as wide as this.
const NARROWEST: usize = 40;
/// Wider than this, prose is hard to read.
const WIDEST_PROSE: usize = 110;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Dim,
    Good,
    Warning,
    Error,
}

impl Tone {
    pub(super) fn of(severity: Severity) -> Tone {
        match severity {
            Severity::Error => Tone::Error,
            Severity::Warning => Tone::Warning,
            Severity::Info => Tone::Strong,
        }
    }
}

pub(super) struct Page {
    pub(super) screen: Screen,
    pub(super) lang: Lang,
    out: String,
}

impl Page {
    pub(super) fn new(screen: Screen, lang: Lang) -> Page {
        let width = screen.width.max(NARROWEST);
        Page {
            screen: Screen { width, ..screen },
            lang,
            out: String::new(),
        }
    }

    pub(super) fn text(self) -> String {
        self.out
    }

    pub(super) fn push(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.push("");
    }

    pub(super) fn title(&mut self, text: &str) {
        self.hanging(0, "", Tone::Strong, text);
    }

    pub(super) fn rule(&mut self) {
        let stroke = if self.screen.unicode { "─" } else { "-" };
        let line = self.paint(
            &stroke.repeat(self.screen.width.min(WIDEST_PROSE)),
            Tone::Dim,
        );
        self.push(&line);
    }

    /// A paragraph after a label, such as a mark or "What to do:", that goes on under itself.
    pub(super) fn hanging(&mut self, indent: usize, label: &str, tone: Tone, text: &str) {
        let first = if label.is_empty() {
            0
        } else {
            label.width() + 1
        };
        // A long label would leave a narrow strip of text.
        let rest = if first > 4 { 2 } else { first };
        for (at, line) in self
            .wrapped(text, indent + first, indent + rest)
            .iter()
            .enumerate()
        {
            let line = match at {
                0 if label.is_empty() => self.paint(line, tone),
                0 => format!("{} {line}", self.paint(label, tone)),
                _ if label.is_empty() => self.paint(line, tone),
                _ => format!("{}{line}", " ".repeat(rest)),
            };
            let line = format!("{}{line}", " ".repeat(indent));
            self.push(&line);
        }
    }

    /// Labels and what belongs to each, one under the other.
    pub(super) fn two_columns(&mut self, lines: &[(String, Tone, String)]) {
        let labels = lines.iter().map(|(label, ..)| label.width()).max();
        let labels = labels.unwrap_or(0);
        for (label, tone, text) in lines {
            let blanks = " ".repeat(labels - label.width() + 2);
            let mut before = format!("  {}{blanks}", self.paint(label, *tone));
            for line in self.wrapped(text, labels + 4, labels + 4) {
                self.push(&(before + &line));
                before = " ".repeat(labels + 4);
            }
        }
    }

    pub(super) fn mark(&self, severity: Severity) -> &'static str {
        match (severity, self.screen.unicode) {
            (Severity::Error, true) => "✗",
            (Severity::Error, false) => "X",
            (Severity::Warning, _) => "!",
            (Severity::Info, _) => "i",
        }
    }

    /// Words that may hold the text of a cell, made safe. A line that begins with `::` is a command to a CI runner,
    /// and words may be broken into lines anywhere.
    pub(super) fn visible(&self, text: &str) -> String {
        visible(text, !self.screen.unicode).replace("::", ": :")
    }

    pub(super) fn paint(&self, text: &str, tone: Tone) -> String {
        let code = match tone {
            Tone::Plain => return text.to_owned(),
            Tone::Strong => "1",
            Tone::Dim => "2",
            Tone::Good => "1;32",
            Tone::Warning => "1;33",
            Tone::Error => "1;31",
        };
        if self.screen.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Safe lines that fit beside `first`, then `rest` columns.
    fn wrapped(&self, text: &str, first: usize, rest: usize) -> Vec<String> {
        wrap(
            &self.visible(text),
            self.screen.width.min(WIDEST_PROSE),
            first,
            rest,
        )
    }
}

/// Breaks a text into lines of at most `width` columns, of which `first`, then `rest`, are taken.
pub(super) fn wrap(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
    // French sets these marks apart, but never on another line.
    let mut text = text.replace("« ", "«\u{a0}");
    for mark in [" »", " :", " ;", " !", " ?"] {
        text = text.replace(mark, &mark.replace(' ', "\u{a0}"));
    }
    let (first, rest) = (" ".repeat(first), " ".repeat(rest));
    // Names such as `--max-findings` stay whole.
    let options = Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(&first)
        .subsequent_indent(&rest);
    let lines = textwrap::wrap(&text, options);
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let indent = if at == 0 { first.len() } else { rest.len() };
            line.get(indent..).unwrap_or("").to_owned()
        })
        .collect()
}
