//! What was typed, as a part of a filter or of a name in the directory: two grammars, two functions (ASVS 1.2.6, A74).

use std::fmt::Write as _;

/// A value inside a search filter (RFC 4515): it matches itself and nothing else.
pub fn filter_value(value: &str) -> String {
    bytes_in_filter(value.as_bytes(), |byte| matches!(byte, b'\\' | b'*' | b'(' | b')' | 0))
}

/// Bytes inside a search filter, each of them spelled out.
pub fn filter_bytes(value: &[u8]) -> String {
    bytes_in_filter(value, |_| true)
}

fn bytes_in_filter(value: &[u8], special: impl Fn(u8) -> bool) -> String {
    let mut escaped = Vec::with_capacity(value.len() + 12);
    for byte in value {
        if special(*byte) {
            escaped.extend(format!("\\{byte:02x}").bytes());
        } else {
            escaped.push(*byte);
        }
    }
    String::from_utf8_lossy(&escaped).into_owned()
}

/// A value inside a distinguished name (RFC 4514).
pub fn name_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + 12);
    let last = value.chars().count().saturating_sub(1);
    for (at, c) in value.chars().enumerate() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '=' | '>' | '\\' => {
                escaped.push('\\');
                escaped.push(c);
            }
            ' ' if at == 0 || at == last => escaped.push_str("\\ "),
            '#' if at == 0 => escaped.push_str("\\#"),
            c if c.is_ascii_control() => {
                write!(escaped, "\\{:02x}", u32::from(c)).ok();
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_matches_itself_alone() {
        for (typed, escaped) in [
            ("alice", "alice"),
            ("*", "\\2a"),
            ("a*", "a\\2a"),
            ("alice)(uid=*", "alice\\29\\28uid=\\2a"),
            ("\\2a", "\\5c2a"),
            ("a\0b", "a\\00b"),
            ("Zoë", "Zoë"),
        ] {
            assert_eq!(filter_value(typed), escaped, "{typed}");
        }
        assert_eq!(filter_bytes(&[0x4f, 0, 0xff]), "\\4f\\00\\ff");
    }

    #[test]
    fn a_name_keeps_what_means_something_in_names() {
        for (value, escaped) in [
            ("James \"Jim\" Smith, III", "James \\\"Jim\\\" Smith\\, III"),
            ("a+b", "a\\+b"),
            ("#1", "\\#1"),
            ("1#", "1#"),
            (" both ", "\\ both\\ "),
            (" ", "\\ "),
            ("a\\b", "a\\\\b"),
            ("line\nfeed", "line\\0afeed"),
            ("a<b>c;d=e", "a\\<b\\>c\\;d\\=e"),
            ("", ""),
        ] {
            assert_eq!(name_value(value), escaped, "{value}");
        }
    }
}
