//! One sentence carried over a redirect: a signed cookie that names the message and its ids, never words, and is read once.

use actix_web::cookie::Cookie;
use actix_web::{HttpMessage, HttpRequest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::cookies::{FLASH, cookie, decode, read, removal};
use super::signature::Signers;

const LIFE: SignedDuration = SignedDuration::from_mins(5);

/// No note is about more: a cookie holds no list of any length.
pub const MOST_IDS: usize = 51;

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The message's key.
    pub key: String,
    /// What it is about.
    pub ids: Vec<String>,
}

/// The mark in a request's extensions: the answer shows the flash, so it also removes the cookie.
#[derive(Debug, Clone, Copy)]
pub struct Shown;

/// Makes and reads flash cookies.
#[derive(Debug, Clone)]
pub struct Flashes(Signers);

impl Flashes {
    /// With the keys that are for this alone.
    pub fn new(signers: impl Into<Signers>) -> Self {
        Self(signers.into())
    }

    /// The cookie for the next page; none when the note is not made of plain keys and ids.
    pub fn issue(&self, note: &Note, now: Timestamp) -> Option<Cookie<'static>> {
        let plain = std::iter::once(&note.key).chain(&note.ids).all(|part| is_plain(part));
        if !plain || note.ids.len() > MOST_IDS {
            return None;
        }
        let mut value = format!("{}.{}", now.as_second(), note.key);
        for id in &note.ids {
            value.push('.');
            value.push_str(id);
        }
        let mac = URL_SAFE_NO_PAD.encode(self.0.sign(&[value.as_bytes()]));
        Some(cookie(FLASH, format!("{value}.{mac}")))
    }

    /// Takes the note that the browser brought. The answer to this request removes the cookie, whatever it held.
    pub fn take(&self, request: &HttpRequest, now: Timestamp) -> Option<Note> {
        let value = read(request, FLASH)?;
        request.extensions_mut().insert(Shown);
        let (signed, mac) = value.rsplit_once('.')?;
        let mac = decode(mac)?;
        if !self.0.accepted().iter().any(|signer| bool::from(mac.ct_eq(&signer.sign(&[signed.as_bytes()])))) {
            return None;
        }
        let mut parts = signed.split('.');
        let issued = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
        let age = now.duration_since(issued);
        if age > LIFE || age < -LIFE {
            return None;
        }
        Some(Note { key: parts.next()?.to_owned(), ids: parts.map(str::to_owned).collect() })
    }

    /// The cookie that removes the flash.
    pub fn removal() -> Cookie<'static> {
        removal(FLASH)
    }
}

fn is_plain(part: &str) -> bool {
    (1..=64).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header;
    use actix_web::test::TestRequest;

    fn noon() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    fn with(value: &str) -> HttpRequest {
        TestRequest::default().insert_header((header::COOKIE, format!("{FLASH}={value}"))).to_http_request()
    }

    fn note() -> Note {
        Note { key: "signed-out-everywhere".into(), ids: vec!["0198-a".into(), "3".into()] }
    }

    #[test]
    fn a_note_comes_back_within_five_minutes_and_asks_to_be_removed() {
        let flashes = Flashes::new([1; 32]);
        let cookie = flashes.issue(&note(), noon()).unwrap();
        let request = with(cookie.value());
        assert_eq!(flashes.take(&request, noon() + SignedDuration::from_mins(5)), Some(note()));
        assert!(request.extensions().contains::<Shown>());
        let late = with(cookie.value());
        assert_eq!(flashes.take(&late, noon() + SignedDuration::from_secs(301)), None);
        assert!(late.extensions().contains::<Shown>());
        let bare = TestRequest::default().to_http_request();
        assert_eq!(flashes.take(&bare, noon()), None);
        assert!(!bare.extensions().contains::<Shown>());
    }

    #[test]
    fn a_note_that_somebody_else_wrote_or_changed_says_nothing() {
        let flashes = Flashes::new([1; 32]);
        let cookie = flashes.issue(&note(), noon()).unwrap();
        let value = cookie.value();
        assert_eq!(Flashes::new([2; 32]).take(&with(value), noon()), None);
        for at in 0..value.len() {
            let mut changed = value.to_owned().into_bytes();
            changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
            assert_eq!(flashes.take(&with(&String::from_utf8(changed).unwrap()), noon()), None, "at {at}");
            assert_eq!(flashes.take(&with(&value[..at]), noon()), None, "to {at}");
        }
        for text in ["", ".", "..", "a.b.c", &"9".repeat(4000)] {
            assert_eq!(flashes.take(&with(text), noon()), None, "{text}");
        }
    }

    #[test]
    fn words_are_no_note() {
        let flashes = Flashes::new([1; 32]);
        for key in ["", "two words", "a.b", "<b>", "é", "a;b", &"a".repeat(65)] {
            assert!(flashes.issue(&Note { key: key.into(), ids: vec![] }, noon()).is_none(), "{key}");
            assert!(flashes.issue(&Note { key: "k".into(), ids: vec![key.into()] }, noon()).is_none(), "{key}");
        }
    }
}
