//! A bar that shows how far a long run is: on a terminal, and only if it lasts.

use std::io::{self, IsTerminal, Read};
use std::sync::Once;
use std::time::{Duration, Instant};

use dqcheck_core::message::{Lang, Text};
use dqcheck_core::source::Input;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that ends before is not worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// An input whose reading is shown.
pub(crate) struct Watched<'a> {
    input: &'a dyn Input,
    bar: ProgressBar,
    since: Instant,
    shown: Once,
}

impl<'a> Watched<'a> {
    /// Watches `input`; without a terminal, or if `quiet`, nothing is ever shown.
    pub(crate) fn new(input: &'a dyn Input, lang: Lang, quiet: bool) -> Watched<'a> {
        let bar = ProgressBar::with_draw_target(input.size_hint(), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template(TEMPLATE.get(lang)).expect("the template is correct");
        bar.set_style(style.progress_chars("=> "));
        let shown = Once::new();
        if quiet || !io::stderr().is_terminal() {
            shown.call_once(|| {});
        }
        Watched {
            input,
            bar,
            since: Instant::now(),
            shown,
        }
    }

    fn saw(&self, bytes: usize) {
        self.bar.inc(bytes as u64);
        if !self.shown.is_completed() && self.since.elapsed() > PATIENCE {
            self.shown
                .call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Input for Watched<'_> {
    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        // What is read a second time is shown a second time.
        self.bar.set_position(offset);
        Ok(Box::new(Reader {
            inner: self.input.open_at(offset)?,
            watched: self,
        }))
    }

    fn size_hint(&self) -> Option<u64> {
        self.input.size_hint()
    }
}

struct Reader<'a> {
    inner: Box<dyn Read + Send + 'a>,
    watched: &'a Watched<'a>,
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.watched.saw(count);
        Ok(count)
    }
}

const TEMPLATE: Text = Text {
    en: "[{bar:30}] {percent}%  {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
    fr: "[{bar:30}] {percent} %  {bytes} sur {total_bytes}, {bytes_per_sec}, reste {eta}",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_templates_are_correct() {
        for lang in Lang::ALL {
            assert!(ProgressStyle::with_template(TEMPLATE.get(lang)).is_ok());
        }
    }
}
