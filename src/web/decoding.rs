//! The escapes of a form's body or a query, undone once and strictly.

use zeroize::{Zeroize, Zeroizing};

use super::form::FormError;

/// Decodes once. A percent sign that escapes nothing stands for itself, as in every browser.
pub(super) fn decoded(raw: &[u8], max: usize) -> Result<Zeroizing<String>, FormError> {
    // Its capacity is never outgrown, so no copy of a password stays behind in freed memory.
    let mut bytes = Zeroizing::new(Vec::with_capacity(raw.len()));
    let mut rest = raw;
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match after {
            [high, low, ..] if first == b'%' => nibble(*high).zip(nibble(*low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            bytes.push(high << 4 | low);
            rest = &after[2..];
        } else {
            bytes.push(if first == b'+' { b' ' } else { first });
            rest = after;
        }
    }
    if bytes.len() > max {
        return Err(FormError::Overlong);
    }
    let text = match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Zeroizing::new(text),
        Err(error) => {
            error.into_bytes().zeroize();
            return Err(FormError::NotText);
        }
    };
    if text.contains('\u{fffd}') {
        return Err(FormError::NotText);
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(FormError::Control);
    }
    Ok(text)
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
