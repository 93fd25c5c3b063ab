//! Logs: one subscriber, JSON or text, on standard error.
use std::fmt;
use std::io;
use std::panic;

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::{self, FormatEvent, FormatFields, Writer};
use tracing_subscriber::fmt::{FmtContext, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// There is a subscriber already.
#[derive(Debug, thiserror::Error)]
#[error("The log was started twice: report this as a bug.")]
pub struct AlreadyStarted;

/// Sends every log line of this process to standard error, panics included.
pub fn init(format: Format, level: Level) -> Result<(), AlreadyStarted> {
    match format {
        Format::Text => tracing::subscriber::set_global_default(text(level, io::stderr)),
        Format::Json => tracing::subscriber::set_global_default(json(level, io::stderr)),
    }
    .map_err(|_| AlreadyStarted)?;
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // Only words that stand in the source: a message put together while running could carry anything.
        let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("no fixed message");
        tracing::error!(place, words, "panic");
    }));
    Ok(())
}

/// Lines for people, into `writer`.
pub fn text<W>(level: Level, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(writer);
    tracing_subscriber::registry()
        .with(filter(level))
        .with(lines.event_format(OneLine(format::format().with_ansi(false))))
}

/// Lines for programs, into `writer`.
pub fn json<W>(level: Level, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().json().with_writer(writer);
    let objects = format::format().json().flatten_event(true).with_current_span(false);
    tracing_subscriber::registry().with(filter(level)).with(lines.event_format(OneLine(objects)))
}

/// Ours at the level asked for; what other crates say below a warning could show what they carry.
fn filter(level: Level) -> Targets {
    Targets::new().with_default(level.min(Level::WARN)).with_target("latchkey", level)
}

/// One event is one line, and what it carries cannot move the reader's cursor or look like another line.
struct OneLine<F>(F);

impl<S, N, F> FormatEvent<S, N> for OneLine<F>
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut line = String::with_capacity(512);
        self.0.format_event(context, Writer::new(&mut line), event)?;
        let line = line.trim_end_matches('\n');
        // Nearly every line, and at a glance.
        if line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            writer.write_str(line)?;
            return writer.write_char('\n');
        }
        for letter in line.chars() {
            if is_harmful(letter) {
                // Also right inside a JSON text, and nowhere else does JSON of ours hold such a letter.
                write!(writer, "\\u{:04x}", u32::from(letter))?;
            } else {
                writer.write_char(letter)?;
            }
        }
        writer.write_char('\n')
    }
}

/// Controls, line separators, and what turns the direction of writing.
fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Page {
        fn read(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn page() -> (Page, impl Fn() -> Page) {
        let page = Page::default();
        let writer = page.clone();
        (page, move || writer.clone())
    }

    #[test]
    fn a_json_line_is_an_object_with_the_time_in_utc_and_the_request() {
        let (page, writer) = page();
        tracing::subscriber::with_default(json(Level::INFO, writer), || {
            let _request = tracing::info_span!(target: "latchkey", "request", id = "r-1").entered();
            tracing::info!(target: "latchkey::web", status = 200, "served");
        });
        let line: serde_json::Value = serde_json::from_str(page.read().trim_end()).unwrap();
        assert_eq!(
            (&line["message"], &line["status"], &line["spans"][0]["id"]),
            (&"served".into(), &200.into(), &"r-1".into())
        );
        assert!(line["timestamp"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn what_a_visitor_typed_cannot_forge_a_line_or_colour_the_terminal() {
        let typed = "x\nlatchkey: all is well\r\u{1b}[31m\u{9b}2J\u{202e}";
        for json_lines in [false, true] {
            let (page, writer) = page();
            let say = || tracing::info!(target: "latchkey::web", typed = %typed, "said {typed}");
            if json_lines {
                tracing::subscriber::with_default(json(Level::INFO, writer), say);
                let line: serde_json::Value = serde_json::from_str(page.read().trim_end()).unwrap();
                assert_eq!(line["typed"], typed, "a program still reads what was typed");
            } else {
                tracing::subscriber::with_default(text(Level::INFO, writer), say);
            }
            let line = page.read();
            assert_eq!(line.lines().count(), 1, "{line:?}");
            assert!(!line.trim_end().chars().any(is_harmful), "{line:?}");
        }
    }

    #[test]
    fn other_crates_are_heard_only_when_they_warn() {
        let (page, writer) = page();
        tracing::subscriber::with_default(text(Level::DEBUG, writer), || {
            tracing::debug!(target: "tokio_postgres::prepare", "a query");
            tracing::warn!(target: "tokio_postgres::connection", "a warning");
            tracing::debug!(target: "latchkey::service", "a detail");
        });
        let lines = page.read();
        assert!(!lines.contains("a query") && lines.contains("a warning") && lines.contains("a detail"), "{lines}");
    }
}
