//! A letter as a text message: one line, and one message.

use unicode_normalization::UnicodeNormalization as _;

use super::letter::{Paper, Part, Values};
use crate::domain::letter::Letter;

/// So many symbols are one text message (GSM 03.38).
const ONE_MESSAGE: usize = 160;

impl Paper<'_> {
    /// A letter in one line: a text message, and not two. A name that is too long for that is cut; what a message has room for in fewer
    /// symbols only loses its marks.
    pub fn line(&self, letter: &Letter) -> String {
        let mut values = self.values(letter);
        values.organisation = values.organisation.nfc().map(plain).collect();
        let line = self.in_line(letter, &values);
        let over = line.chars().count().saturating_sub(ONE_MESSAGE);
        if over == 0 {
            return line;
        }
        let kept = values.organisation.chars().count().saturating_sub(over);
        let cut: String = values.organisation.chars().take(kept).collect();
        cut.trim_end().clone_into(&mut values.organisation);
        self.in_line(letter, &values)
    }

    fn in_line(&self, letter: &Letter, values: &Values) -> String {
        let (_, parts) = self.told(letter.kind(), values);
        let texts = parts.into_iter().map(|part| match part {
            Part::Text(text) | Part::Code(text) | Part::Link { text, .. } => text,
        });
        texts.collect::<Vec<_>>().join(" ")
    }
}

/// A symbol that would make every other one of a message cost two, or costs two itself (3GPP TS 23.038), as one that does not. Letters that
/// are not Latin stay: such a name is worth a second message.
fn plain(symbol: char) -> char {
    const WITH_MARKS: &str = "àÄÅÆäåæÇÉéèìÑñÖØöøòßÜüù";
    match symbol {
        '‘' | '’' | '`' | '´' => return '\'',
        '“' | '”' | '„' => return '"',
        '‐'..='―' | '^' | '~' => return '-',
        '[' | '{' => return '(',
        ']' | '}' => return ')',
        '|' | '\\' => return '/',
        '€' => return 'E',
        'ł' => return 'l',
        'Ł' => return 'L',
        'œ' | 'Œ' => return 'o',
        _ => {}
    }
    let base = symbol.nfd().next().unwrap_or(symbol);
    if base.is_ascii() && !WITH_MARKS.contains(symbol) { base } else { symbol }
}
