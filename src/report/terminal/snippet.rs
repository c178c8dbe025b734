//! The lines of a file around the first places of a cause, drawn by miette.

use std::fmt;

use dqcheck_core::check::Severity;
use dqcheck_core::diagnostic::Excerpt;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::visible;
use super::page::{Page, Tone, wrap};

/// A place and what is said of it.
pub(super) struct Shown<'a> {
    pub(super) excerpt: &'a Excerpt,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) message: String,
}

impl Page {
    /// A headline, and the lines of `file` that it is about.
    pub(super) fn snippets(
        &mut self,
        file: &str,
        severity: Severity,
        headline: &str,
        places: &[Shown<'_>],
    ) {
        self.hanging(0, self.mark(severity), Tone::of(severity), headline);
        if places.is_empty() {
            return;
        }
        let mut drawn = String::new();
        GraphicalReportHandler::new_themed(self.theme(severity))
            .with_width(self.screen.width)
            .with_context_lines(0)
            .with_links(false)
            .without_syntax_highlighting()
            .render_report(&mut drawn, &Snippets(Lines::new(self, file, places)))
            .expect("a string takes all that is written");
        // miette begins with a headline of its own, which is empty here.
        for line in drawn.lines().skip(1) {
            self.push(line);
        }
    }

    fn theme(&self, severity: Severity) -> GraphicalTheme {
        let styles = if self.screen.color {
            ThemeStyles::ansi()
        } else {
            ThemeStyles::none()
        };
        let highlight = match severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Info => styles.advice,
        };
        GraphicalTheme {
            characters: if self.screen.unicode {
                ThemeCharacters::unicode()
            } else {
                ThemeCharacters::ascii()
            },
            styles: ThemeStyles {
                highlights: vec![highlight],
                ..styles
            },
        }
    }
}

/// Lines as miette wants them. What is said stands at the lines, not above them.
#[derive(Debug)]
struct Snippets(Lines);

impl fmt::Display for Snippets {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippets {}

impl Diagnostic for Snippets {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.0)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.0.lines.iter().map(|line| {
            let start = line.offset + line.highlight.0;
            LabeledSpan::new(line.label.clone(), start, line.highlight.1)
        });
        Some(Box::new(labels))
    }
}

/// Single lines of a file, far from each other: for miette they are one text, each with its own line number.
#[derive(Debug)]
struct Lines {
    name: String,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    text: String,
    /// Where the line begins in the one text.
    offset: usize,
    /// Start and length in `text`.
    highlight: (usize, usize),
    label: Option<String>,
    number: u64,
    column: u64,
}

impl Lines {
    fn new(page: &Page, file: &str, places: &[Shown<'_>]) -> Lines {
        let digits = places
            .iter()
            .map(|place| place.line.to_string().len())
            .max();
        // Blank, number, blank, bar, blank.
        let gutter = digits.unwrap_or(1) + 4;
        let room = page.screen.width.saturating_sub(gutter);
        let mut lines: Vec<Line> = Vec::new();
        let mut offset = 0;
        let mut said = "";
        for place in places {
            let (text, highlight) = cut(place.excerpt, room, !page.screen.unicode);
            let (start, length) = highlight;
            let before = text.get(..start).unwrap_or("").width();
            let marked = text.get(start..start + length).unwrap_or("").width();
            // The words stand to the right of the middle of the cell.
            let beside = room.saturating_sub(before + marked / 2 + 4).max(16);
            let label = wrap(&page.visible(&place.message), beside, 0, 0).join("\n");
            offset += lines.last().map_or(0, |line| line.text.len() + 1);
            lines.push(Line {
                offset,
                highlight,
                label: (place.message != said).then_some(label),
                number: place.line,
                column: place.column,
                text,
            });
            said = &place.message;
        }
        let name = page.visible(file);
        // The frame shows the name, the line and the column, which the name leaves room for.
        let place = places
            .iter()
            .map(|place| format!("{}:{}", place.line, place.column).len())
            .max();
        let name_room = page
            .screen
            .width
            .saturating_sub(gutter + 2 + place.unwrap_or(0));
        Lines {
            name: tail(&name, name_room, !page.screen.unicode),
            lines,
        }
    }
}

impl SourceCode for Lines {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        // A span over two lines has no text: they are not neighbours in the file.
        let line = self
            .lines
            .iter()
            .find(|line| line.offset <= span.offset() && end <= line.offset + line.text.len())
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            line.text.as_bytes(),
            (line.offset, line.text.len()).into(),
            usize::try_from(line.number)
                .unwrap_or(usize::MAX)
                .saturating_sub(1),
            usize::try_from(line.column)
                .unwrap_or(usize::MAX)
                .saturating_sub(1),
            1,
        )))
    }
}

/// One character of the file as it is shown.
struct Glyph {
    text: String,
    width: usize,
    marked: bool,
}

/// The line made safe and cut round the cell to `room` columns, and where the cell is in it (start and length).
fn cut(excerpt: &Excerpt, room: usize, ascii: bool) -> (String, (usize, usize)) {
    let dots = dots(ascii);
    let mut glyphs: Vec<Glyph> = Vec::new();
    for (at, character) in excerpt.text.char_indices() {
        let mut text = String::new();
        visible::push(&mut text, character, ascii);
        glyphs.push(Glyph {
            width: text.width(),
            text,
            marked: excerpt.highlight.contains(&at),
        });
    }
    let width = |glyphs: &[Glyph]| -> usize { glyphs.iter().map(|glyph| glyph.width).sum() };
    let first = excerpt
        .text
        .char_indices()
        .take_while(|(at, _)| *at < excerpt.highlight.start)
        .count();
    let mut last = first + glyphs.iter().filter(|glyph| glyph.marked).count();
    let mut start = 0;
    let mut end = glyphs.len();
    let room = room.saturating_sub(2 * dots.width()).max(8);
    let middle = width(&glyphs[..first]) + width(&glyphs[first..last]) / 2;
    // What is said stands to the right of the middle of the cell, and needs room too.
    if width(&glyphs) > room || middle > room / 2 {
        // The cell first, cut at its own end if it must be; then a little of what is before it, then what follows.
        while last > first + 1 && width(&glyphs[first..last]) > room / 2 {
            last -= 1;
        }
        let half = width(&glyphs[first..last]) / 2;
        let before = (room / 3).saturating_sub(half).max(room / 8);
        start = first;
        while start > 0 && width(&glyphs[start - 1..first]) <= before {
            start -= 1;
        }
        end = last;
        while end < glyphs.len() && width(&glyphs[start..=end]) <= room {
            end += 1;
        }
    }
    let mut text = String::new();
    if start > 0 || excerpt.cut.0 {
        text.push_str(dots);
    }
    let mut highlight = (0, 0);
    for (at, glyph) in glyphs.iter().enumerate().take(end).skip(start) {
        if at == first {
            highlight.0 = text.len();
        }
        text.push_str(&glyph.text);
        if glyph.marked {
            highlight.1 = text.len() - highlight.0;
        }
    }
    if first >= end {
        highlight.0 = text.len();
    }
    if end < glyphs.len() || excerpt.cut.1 {
        text.push_str(dots);
    }
    (text, highlight)
}

/// The end of `text`, in at most `room` columns.
fn tail(text: &str, room: usize, ascii: bool) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let dots = dots(ascii);
    let mut width = dots.width();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, character)| {
            width += character.width().unwrap_or(0);
            width <= room
        })
        .last()
        .map_or(text.len(), |(at, _)| at);
    format!("{dots}{}", &text[start..])
}

fn dots(ascii: bool) -> &'static str {
    if ascii { "..." } else { "…" }
}
