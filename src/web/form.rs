//! Fields of a form or of a query, read strictly: one meaning for one name, or a refusal.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use thiserror::Error;
use zeroize::Zeroizing;

use super::decoding::decoded;
use super::error_kind::ErrorKind;
use crate::domain::secret::PlainPassword;

/// More bytes than this is no value of any field; what is allowed in each field is for its own type to say.
pub const MAX_VALUE: usize = 8192;
/// More bytes than this is no query of any page.
pub const MAX_QUERY: usize = 8192;
const MAX_NAME: usize = 64;
const MAX_FIELDS: usize = 128;

/// Why fields were not read. It names no field and no value: both came from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FormError {
    /// One name stands twice.
    #[error("a field is repeated")]
    Repeated,
    /// Bytes that are not UTF-8, or text that lost something on its way (U+FFFD).
    #[error("a field is not text")]
    NotText,
    /// A control character, or a line break or tab where one line is asked for.
    #[error("a field holds a control character")]
    Control,
    /// A name or value, or the whole, is longer than any of ours.
    #[error("a field is too long")]
    Overlong,
    /// More fields than any of our forms has.
    #[error("there are too many fields")]
    TooMany,
    /// A field that the form does not have.
    #[error("a field is unknown")]
    Unknown,
}

impl ResponseError for FormError {
    fn status_code(&self) -> StatusCode {
        ErrorKind::BadForm.status()
    }

    fn error_response(&self) -> HttpResponse {
        ErrorKind::BadForm.response()
    }
}

/// What was sent, by name. Values are wiped when dropped.
pub struct Fields {
    left: Vec<(String, Zeroizing<String>)>,
    fault: Option<FormError>,
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fields(***)")
    }
}

impl Fields {
    /// Reads a body of `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// [`FormError`], when any reader could understand it in two ways, or when it is no text.
    pub fn from_body(body: &[u8]) -> Result<Self, FormError> {
        let mut left: Vec<(String, Zeroizing<String>)> = Vec::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &[][..]),
            };
            let name = decoded(name, MAX_NAME)?;
            let value = decoded(value, MAX_VALUE)?;
            if left.len() == MAX_FIELDS {
                return Err(FormError::TooMany);
            }
            if left.iter().any(|(known, _)| *known == *name) {
                return Err(FormError::Repeated);
            }
            left.push((name.to_string(), value));
        }
        Ok(Self { left, fault: None })
    }

    /// Reads the query of an address, by the same rules.
    ///
    /// # Errors
    /// As [`Fields::from_body`].
    pub fn from_query(query: &str) -> Result<Self, FormError> {
        if query.len() > MAX_QUERY { Err(FormError::Overlong) } else { Self::from_body(query.as_bytes()) }
    }

    /// One line. A value of several lines counts as absent, and [`Fields::finish`] will refuse the whole.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.remove_line(name).map(|mut value| std::mem::take(&mut *value))
    }

    /// One line that is a password; it lives nowhere else afterwards.
    pub fn take_password(&mut self, name: &str) -> Option<PlainPassword> {
        self.remove_line(name).map(|mut value| PlainPassword::new(std::mem::take(&mut *value)))
    }

    /// The rest of the names that begin with `prefix` and say `yes`, or `on` as a box without a value does: the ticks of a list.
    pub fn take_ticks(&mut self, prefix: &str) -> Vec<String> {
        let (ticks, left) = std::mem::take(&mut self.left)
            .into_iter()
            .partition(|(name, value)| name.starts_with(prefix) && matches!(value.as_str(), "yes" | "on"));
        self.left = left;
        let ticks: Vec<(String, Zeroizing<String>)> = ticks;
        ticks.into_iter().filter_map(|(name, _)| name.strip_prefix(prefix).map(str::to_owned)).collect()
    }

    /// Text in which tabs and line breaks have their place; line breaks come out as `\n`.
    pub fn take_text(&mut self, name: &str) -> Option<String> {
        self.remove(name).map(|value| value.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// What a field holds that stays for somebody else to take.
    pub fn peek(&self, name: &str) -> Option<&str> {
        self.left.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What nobody has taken yet, to be carried through another page.
    pub fn rest(&self) -> Vec<(String, String)> {
        self.left.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// [`FormError::Unknown`] when something was sent that nobody took, or what [`Fields::take`] found.
    pub fn finish(self) -> Result<(), FormError> {
        match self.fault {
            Some(fault) => Err(fault),
            None if self.left.is_empty() => Ok(()),
            None => Err(FormError::Unknown),
        }
    }

    fn remove(&mut self, name: &str) -> Option<Zeroizing<String>> {
        let at = self.left.iter().position(|(known, _)| known == name)?;
        Some(self.left.swap_remove(at).1)
    }

    fn remove_line(&mut self, name: &str) -> Option<Zeroizing<String>> {
        let value = self.remove(name)?;
        if value.chars().any(char::is_control) {
            self.fault = Some(FormError::Control);
            return None;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &[u8]) -> FormError {
        Fields::from_body(body).unwrap_err()
    }

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let mut fields = Fields::from_body("a=1&b=two+words&c=%C3%A9%26%3D%2B&d=&e&&f=x=y".as_bytes()).unwrap();
        for (name, value) in [("a", "1"), ("b", "two words"), ("c", "é&=+"), ("d", ""), ("e", ""), ("f", "x=y")] {
            assert_eq!(fields.take(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(fields.take("a"), None);
        assert_eq!(fields.take("missing"), None);
        assert_eq!(fields.finish(), Ok(()));
    }

    #[test]
    fn escapes_are_undone_exactly_once_and_a_lone_percent_sign_stands_for_itself() {
        let mut fields = Fields::from_query("a=%2561&b=100%&c=%zz&d=%4&%61b=1").unwrap();
        for (name, value) in [("a", "%61"), ("b", "100%"), ("c", "%zz"), ("d", "%4"), ("ab", "1")] {
            assert_eq!(fields.take(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(fields.finish(), Ok(()));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused_instead_of_replaced() {
        for body in [&b"p=x%ff"[..], b"p=x%fe", b"p=\xff", b"p=%C3", b"%ff=1", b"p=%ed%a0%80", "p=\u{fffd}".as_bytes()]
        {
            assert_eq!(refused(body), FormError::NotText, "{body:?}");
        }
    }

    #[test]
    fn control_characters_are_refused_and_line_breaks_only_pass_as_text() {
        for code in (0..0x20).chain(0x7f..0xa0) {
            let mut body = b"p=a".to_vec();
            let character = char::from_u32(code).unwrap();
            body.extend(character.to_string().bytes());
            if matches!(character, '\t' | '\n' | '\r') {
                let mut fields = Fields::from_body(&body).unwrap();
                assert_eq!(fields.take("p"), None);
                assert_eq!(fields.finish(), Err(FormError::Control));
                let mut fields = Fields::from_body(&body).unwrap();
                assert!(fields.take_password("p").is_none());
                assert_eq!(fields.finish(), Err(FormError::Control));
            } else {
                assert_eq!(refused(&body), FormError::Control, "{code:x}");
            }
        }
        let mut fields = Fields::from_body(b"p=a%0D%0Ab%0Dc%0Ad%09e").unwrap();
        assert_eq!(fields.take_text("p").as_deref(), Some("a\nb\nc\nd\te"));
        assert_eq!(fields.finish(), Ok(()));
    }

    #[test]
    fn repeated_unknown_overlong_and_countless_fields_are_refused() {
        assert_eq!(refused(b"a=1&a=1"), FormError::Repeated);
        assert_eq!(refused(b"a=1&%61=2"), FormError::Repeated);
        assert_eq!(Fields::from_body(b"a=1").unwrap().finish(), Err(FormError::Unknown));
        assert_eq!(Fields::from_body(b"=1").unwrap().finish(), Err(FormError::Unknown));
        assert!(Fields::from_body(format!("a={}", "x".repeat(MAX_VALUE)).as_bytes()).is_ok());
        assert_eq!(refused(format!("a={}", "x".repeat(MAX_VALUE + 1)).as_bytes()), FormError::Overlong);
        assert_eq!(refused(format!("{}=1", "x".repeat(65)).as_bytes()), FormError::Overlong);
        let many: Vec<String> = (0..=MAX_FIELDS).map(|n| format!("f{n}=")).collect();
        assert_eq!(refused(many.join("&").as_bytes()), FormError::TooMany);
        assert!(Fields::from_body(many[..MAX_FIELDS].join("&").as_bytes()).is_ok());
        assert_eq!(Fields::from_query(&"&".repeat(MAX_QUERY + 1)).unwrap_err(), FormError::Overlong);
    }

    #[test]
    fn a_password_arrives_untrimmed_and_shows_in_no_debug_print() {
        let mut fields = Fields::from_body(b"p=+p%C3%A4ss+").unwrap();
        assert_eq!(format!("{fields:?}"), "Fields(***)");
        let password = fields.take_password("p").unwrap();
        assert_eq!(password.expose(), " päss ");
        assert_eq!(fields.finish(), Ok(()));
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_a_panic() {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        for _ in 0..5_000 {
            let body: Vec<u8> = (0..48)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    if state.is_multiple_of(3) {
                        b"%&=+a%0F"[usize::from(state.to_be_bytes()[6]) % 8]
                    } else {
                        state.to_be_bytes()[3]
                    }
                })
                .collect();
            if let Ok(mut fields) = Fields::from_body(&body) {
                let _ = fields.take("a");
                let _ = fields.finish();
            }
        }
    }
}
