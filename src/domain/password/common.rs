//! The list of common passwords that ships with the program: 49,233 entries, searched where they lie.

use unicode_normalization::UnicodeNormalization;

/// Sorted by byte value, one lower-case password a line; `data/README.md` says where it comes from.
const LIST: &str = include_str!("../../../data/common-passwords.txt");

/// Whether a password is on the list: as a whole, letter case aside, and also when it only repeats one that is.
pub fn is_common(password: &str) -> bool {
    let folded: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let trimmed = folded.trim();
    is_listed(trimmed) || is_one_character(trimmed) || repeated_unit(trimmed).is_some_and(is_listed)
}

fn is_one_character(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| chars.all(|c| c == first))
}

/// The shortest part that `text` is a whole-number repetition of, when it repeats at all.
fn repeated_unit(text: &str) -> Option<&str> {
    (1..=text.len() / 2)
        .filter(|length| text.len().is_multiple_of(*length) && text.is_char_boundary(*length))
        .map(|length| &text[..length])
        .find(|unit| unit.repeat(text.len() / unit.len()) == text)
}

fn is_listed(wanted: &str) -> bool {
    let bytes = LIST.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| middle + at);
        match bytes[start..end].cmp(wanted.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_sorted_and_every_entry_is_found() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() >= 20_000);
        assert!(lines.is_sorted());
        assert!(lines.iter().all(|line| is_listed(line)));
    }

    #[test]
    fn common_passwords_are_known_in_any_case_and_repeated() {
        for common in
            ["password", "PassWord", "123456789", "qwertyuiop", "passwordpassword", "aaaaaaaaaaaaaaaa", " dragon "]
        {
            assert!(is_common(common), "{common}");
        }
        for fine in ["correct horse battery staple", "blauwe regen op dinsdag", ""] {
            assert!(!is_common(fine), "{fine}");
        }
    }
}
