//! The table: what was measured, its value, its limit.

use std::io::Write as _;

/// The table so far.
#[derive(Default)]
pub(crate) struct Report {
    missed: usize,
}

/// What a value must keep to.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    AtLeast(f64),
    AtMost(f64),
    /// Worth knowing; nothing was promised.
    Nothing,
}

impl Report {
    /// A line above a group of measures.
    pub(crate) fn title(text: &str) {
        say(&format!("\n{text}"));
    }

    /// A measure with its limit. `from` says what it was made of.
    pub(crate) fn measure(&mut self, what: &str, value: f64, unit: &str, limit: Limit, from: &str) {
        let (kept, limit) = match limit {
            Limit::AtLeast(least) => (value >= least, format!(">= {least}")),
            Limit::AtMost(most) => (value <= most, format!("<= {most}")),
            Limit::Nothing => (true, String::new()),
        };
        if !kept {
            self.missed += 1;
        }
        let verdict = match (kept, limit.is_empty()) {
            (_, true) => "",
            (true, false) => "ok",
            (false, false) => "MISSED",
        };
        say(&format!("  {what:<46} {value:>8.2} {unit:<3} {limit:>8}  {verdict:<7} {from}"));
    }

    /// How many measures missed their limit.
    pub(crate) fn missed(&self) -> usize {
        self.missed
    }
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Who reads along sees each line at once.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody reads any more: the exit status still tells.
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}
