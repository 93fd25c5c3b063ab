//! One way to fold names, for storing and for asking: accents off, case off; and one canonical form for sign-in names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

/// Folds text for search and sorting: NFKD, marks off, lower case, blanks collapsed. `fold(fold(x)) == fold(x)`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Most names are plain, and Unicode's tables have nothing to add to those.
    let (plain, rest) = if text.is_ascii() { (text, "") } else { ("", text) };
    for c in plain.chars() {
        if c.is_whitespace() { push_blank(&mut folded) } else { folded.push(c.to_ascii_lowercase()) }
    }
    for c in rest.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' => folded.push('i'),
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' => folded.push('d'),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            c if c.is_whitespace() => push_blank(&mut folded),
            c => folded.extend(c.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// One blank between words, none before the first.
fn push_blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// The canonical form of a name that signs in: blanks at the ends off, NFKC, lower case (security 4.5). Accents stay: two
/// people may differ by one.
pub fn canonical(name: &str) -> String {
    let trimmed = name.trim_matches(' ');
    let lower: String = trimmed.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    lower
}

/// What makes two texts the same to whoever compares them by ear: NFKC, case off (ß and ss are one), blanks collapsed and at the ends off.
/// Accents stay.
pub fn alike(text: &str) -> Zeroizing<String> {
    let folded: Zeroizing<String> =
        Zeroizing::new(text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc().collect());
    let mut alike = Zeroizing::new(String::with_capacity(folded.len()));
    for word in folded.split_whitespace() {
        if !alike.is_empty() {
            alike.push(' ');
        }
        alike.push_str(word);
    }
    alike
}

/// What makes two answers the same: [`alike`], and neither blanks, nor what can not be seen, nor the marks that telephones make of plain ones.
pub fn answered(text: &str) -> Zeroizing<String> {
    let plain: Zeroizing<String> = Zeroizing::new(
        text.chars()
            .filter(|symbol| !is_unseen(*symbol))
            .map(|symbol| match symbol {
                '‘' | '’' | '‛' | '`' | '´' => '\'',
                '“' | '”' | '„' => '"',
                '‐'..='―' | '−' => '-',
                other => other,
            })
            .collect(),
    );
    let folded = alike(&plain);
    let mut answered = Zeroizing::new(String::with_capacity(folded.len()));
    answered.extend(folded.chars().filter(|symbol| !symbol.is_whitespace()));
    answered
}

/// What joins, parts or turns letters and can not be seen itself.
pub const fn is_unseen(symbol: char) -> bool {
    matches!(symbol, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_blind_to_accents_and_case() {
        for (typed, folded) in [
            ("Chloé LAMBERT", "chloe lambert"),
            ("Elif Yıldırım", "elif yildirim"),
            ("Łukasz  Ößler ", "lukasz ossler"),
            (" O'Neil\t \nVan-DAM  ", "o'neil van-dam"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded);
            assert_eq!(fold(folded), folded);
        }
    }

    #[test]
    fn all_spellings_of_a_sign_in_name_are_one() {
        for typed in
            [" Bram@Noordzee.Example", "bram@noordzee.example ", "ｂｒａｍ@noordzee.example", "BRAM@NOORDZEE.EXAMPLE"]
        {
            assert_eq!(canonical(typed), "bram@noordzee.example");
            assert_eq!(canonical(&canonical(typed)), canonical(typed));
        }
    }
}
