//! Icons that every row of a list repeats: drawn once on the page, and only referred to in the rows.

use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};

use super::filters::Html;
use super::icons;

/// How every icon of ours begins and ends (`icons`).
const FRAME: (&str, &str) = (r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true">"#, "</svg>");

/// An icon under a name.
#[derive(Debug, Clone, Copy)]
pub struct Symbol {
    id: &'static str,
    /// The whole icon, for where it stands alone.
    pub icon: Html,
    /// Refers to it; the same page holds its [`Symbol::definition`].
    pub used: Html,
}

/// A barred circle.
pub const BARRED: Symbol = Symbol {
    id: "i-barred",
    icon: icons::BARRED,
    used: Html(r##"<svg class="i" aria-hidden="true"><use href="#i-barred"/></svg>"##),
};

/// A dashed circle.
pub const DASHED: Symbol = Symbol {
    id: "i-dashed",
    icon: icons::DASHED,
    used: Html(r##"<svg class="i" aria-hidden="true"><use href="#i-dashed"/></svg>"##),
};

/// A key.
pub const KEY: Symbol = Symbol {
    id: "i-key",
    icon: icons::KEY,
    used: Html(r##"<svg class="i" aria-hidden="true"><use href="#i-key"/></svg>"##),
};

/// A padlock.
pub const LOCK: Symbol = Symbol {
    id: "i-lock",
    icon: icons::LOCK,
    used: Html(r##"<svg class="i" aria-hidden="true"><use href="#i-lock"/></svg>"##),
};

/// A tick in a circle.
pub const TICK_ROUND: Symbol = Symbol {
    id: "i-tick",
    icon: icons::TICK_ROUND,
    used: Html(r##"<svg class="i" aria-hidden="true"><use href="#i-tick"/></svg>"##),
};

/// All that the list of people repeats.
pub const PEOPLE: [Symbol; 5] = [BARRED, DASHED, KEY, LOCK, TICK_ROUND];

impl Symbol {
    /// Draws it, unseen, for the rows that refer to it.
    pub fn definition(&self) -> Definition {
        Definition(*self)
    }
}

/// A symbol's drawing.
#[derive(Debug, Clone, Copy)]
pub struct Definition(Symbol);

impl Definition {
    fn write(&self, f: &mut dyn fmt::Write) -> fmt::Result {
        let Symbol { id, icon, .. } = self.0;
        let drawing = icon.0.strip_prefix(FRAME.0).and_then(|rest| rest.strip_suffix(FRAME.1)).unwrap_or_default();
        f.write_str("<symbol id=\"")?;
        f.write_str(id)?;
        f.write_str("\" viewBox=\"0 0 24 24\">")?;
        f.write_str(drawing)?;
        f.write_str("</symbol>")
    }
}

impl fmt::Display for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Definition {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(dest)?)
    }
}

impl HtmlSafe for Definition {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_is_drawn_under_the_name_that_rows_refer_to() {
        for symbol in PEOPLE {
            let drawn = symbol.definition().to_string();
            assert!(drawn.contains(&format!("id=\"{}\"", symbol.id)) && drawn.contains("<path d="), "{drawn}");
            assert!(symbol.used.0.contains(&format!("href=\"#{}\"", symbol.id)), "{}", symbol.used);
            assert_eq!(drawn.matches("svg").count(), 0, "{drawn}");
        }
    }
}
