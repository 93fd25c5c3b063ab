//! Distinguished names, so that two spellings of one are found to be the same (RFC 4514).

use sha2::{Digest as _, Sha256};

/// By this a distinguished name is found again, however it was spelled.
pub type NameKey = [u8; 32];

/// The key of a name.
pub fn key(name: &str) -> NameKey {
    Sha256::digest(folded(name)).into()
}

/// Small letters, no blanks that mean nothing, every escape spelled out in one way.
fn folded(name: &str) -> Vec<u8> {
    let mut parts: Vec<Vec<u8>> = vec![vec![]];
    let mut rest = name.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => escaped(&mut rest, parts.last_mut().unwrap_or(&mut vec![])),
            ',' | ';' => parts.push(vec![]),
            '=' | '+' => {
                let part = parts.last_mut();
                if let Some(part) = part {
                    trim(part);
                    part.extend([0, c as u8]);
                }
            }
            // After what begins a value, and twice in a row, a blank means nothing.
            ' ' => {
                let means = |part: &[u8]| !matches!(part, [] | [.., b' '] | [.., 0, b'=' | b'+']);
                if let Some(part) = parts.last_mut().filter(|part| means(part)) {
                    part.push(b' ');
                }
            }
            c => {
                if let Some(part) = parts.last_mut() {
                    part.extend(c.to_lowercase().to_string().into_bytes());
                }
            }
        }
    }
    for part in &mut parts {
        trim(part);
    }
    parts.join(&[0, b','][..])
}

/// What an escape means; small letters where it is text.
fn escaped(rest: &mut std::str::Chars<'_>, part: &mut Vec<u8>) {
    let mut bytes = vec![];
    let mut ahead = rest.clone();
    loop {
        let pair = (ahead.next().and_then(|c| c.to_digit(16)), ahead.next().and_then(|c| c.to_digit(16)));
        let (Some(high), Some(low)) = pair else { break };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
        *rest = ahead.clone();
        if ahead.next() != Some('\\') {
            break;
        }
    }
    if bytes.is_empty() {
        part.extend(rest.next().into_iter().flat_map(char::to_lowercase).collect::<String>().into_bytes());
        return;
    }
    match String::from_utf8(bytes) {
        Ok(text) => part.extend(text.to_lowercase().into_bytes()),
        Err(odd) => part.extend(odd.into_bytes()),
    }
}

fn trim(part: &mut Vec<u8>) {
    while part.ends_with(b" ") {
        part.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_key_however_it_is_spelled() {
        let same = |one: &str, other: &str| assert_eq!(key(one), key(other), "{one} {other}");
        same("uid=bram,ou=People,dc=noordzee,dc=example", "UID=Bram, ou = people ,DC=Noordzee;dc=example");
        same("CN=Zoë  Klaver\\, (Jr.),DC=x", "cn=Zoe\u{308} Klaver\\2c (Jr.),dc=x".replace("e\u{308}", "ë").as_str());
        same("cn=Zo\\c3\\ab,dc=x", "CN=ZOË,dc=x");
        same("cn=a\\,b,dc=x", "cn=a\\2Cb,dc=x");
    }

    #[test]
    fn other_names_have_other_keys() {
        let other = |one: &str, other: &str| assert_ne!(key(one), key(other), "{one} {other}");
        other("cn=a\\,b,dc=x", "cn=a,b,dc=x");
        other("cn=a,cn=b", "cn=b,cn=a");
        other("cn=a\\=b", "cn=a=b");
        other("cn=ab", "cn=a b");
        other("uid=bram,dc=x", "uid=bram,dc=x,dc=y");
        assert_eq!(key(""), key(" "));
        // Whatever a directory likes to send is a name or none, and never trouble.
        for odd in ["\\", "cn=\\", "cn=\\f", "=,=,+", "cn=\\ff\\fe", "\\\\\\"] {
            key(odd);
        }
    }
}
