//! A posted form with a file in it (`multipart/form-data`, RFC 7578): strictly read, small, and on time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, rt};
use zeroize::Zeroizing;

use super::body::{BodyLimits, whole};
use super::error_kind::ErrorKind;
use super::form::{Fields, FormError};
use crate::domain::picture::{LOGO_BYTES, PHOTO_BYTES};

/// A logo, and as much again: a larger one is told its size, and not broken off.
pub const LOGO: usize = 4 * LOGO_BYTES;
/// The same for a photo.
pub const PHOTO: usize = 2 * PHOTO_BYTES;
/// A photo comes over slow lines, too: five megabytes at a megabit a second.
pub const FOR_A_PHOTO: Duration = Duration::from_mins(1);
/// So many parts at most.
const MOST_PARTS: usize = 8;
/// No name of a field is longer.
const LONGEST_NAME: usize = 64;
/// No field of text beside the file is longer.
const LONGEST_VALUE: usize = 2_048;
/// No boundary is longer (RFC 2046).
const LONGEST_BOUNDARY: usize = 70;

/// The form as it came, of so many bytes at most; an extractor.
pub struct Upload<const MOST: usize> {
    body: Zeroizing<Vec<u8>>,
    boundary: String,
}

impl<const MOST: usize> fmt::Debug for Upload<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upload(***)")
    }
}

impl<const MOST: usize> Upload<MOST> {
    /// Its fields, and the one file; an empty one where nothing was chosen.
    ///
    /// # Errors
    /// [`FormError`] when the form is not one that our pages send.
    pub fn read(&self) -> Result<(Fields, Option<Vec<u8>>), FormError> {
        parts(&self.body, &self.boundary).ok_or(FormError::Unknown)
    }
}

impl<const MOST: usize> FromRequest for Upload<MOST> {
    type Error = ErrorKind;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ErrorKind>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limits = request.app_data::<BodyLimits>().copied().unwrap_or_default();
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move { Self::receive(&request, payload, limits.deadline).await })
    }
}

impl<const MOST: usize> Upload<MOST> {
    /// The form of a request; for whoever looks first at who sends it.
    ///
    /// # Errors
    /// When it is no such form, too large, or not there in time.
    pub async fn receive(request: &HttpRequest, payload: Payload, deadline: Duration) -> Result<Self, ErrorKind> {
        let boundary = admissible(request, MOST)?;
        match rt::time::timeout(deadline, whole(payload, MOST)).await {
            Ok(body) => body.map(|body| Self { body, boundary }),
            Err(_elapsed) => Err(ErrorKind::TooSlow),
        }
    }
}

/// What the headers alone already say: the boundary.
fn admissible(request: &HttpRequest, most: usize) -> Result<String, ErrorKind> {
    let mut types = request.headers().get_all(header::CONTENT_TYPE);
    let boundary = types.next().and_then(|value| value.to_str().ok()).and_then(boundary);
    let (Some(boundary), None) = (boundary, types.next()) else { return Err(ErrorKind::WrongType) };
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(ErrorKind::WrongType);
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: u64| length > most as u64) { Err(ErrorKind::TooLarge) } else { Ok(boundary) }
}

fn boundary(content_type: &str) -> Option<String> {
    let (essence, rest) = content_type.split_once(';')?;
    let value =
        rest.trim().strip_prefix("boundary=").filter(|_| essence.trim().eq_ignore_ascii_case("multipart/form-data"))?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let fits = (1..=LONGEST_BOUNDARY).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte));
    fits.then(|| value.to_owned())
}

/// Part after part: each begins behind the boundary and ends before the next one.
fn parts(body: &[u8], boundary: &str) -> Option<(Fields, Option<Vec<u8>>)> {
    let line = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(line.as_bytes())?;
    let (mut pairs, mut file): (Vec<(String, String)>, _) = (vec![], None);
    for _ in 0..=MOST_PARTS {
        if matches!(rest, b"--" | b"--\r\n") {
            // The same rules as of every other form.
            let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            return Some((Fields::from_body(written.as_bytes()).ok()?, file));
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, between.as_bytes())?;
        let (head, value) = split(&part[..end])?;
        rest = &part[end + between.len()..];
        match disposition(std::str::from_utf8(head).ok()?)? {
            (_, true) if file.is_some() => return None,
            (_, true) => file = Some(value.to_vec()),
            (name, false) => {
                let value = std::str::from_utf8(value).ok().filter(|value| value.len() <= LONGEST_VALUE)?;
                pairs.push((name, value.to_owned()));
            }
        }
    }
    None
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn split(part: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = find(part, b"\r\n\r\n")?;
    Some((&part[..end], &part[end + 4..]))
}

/// The name of a part, and whether it is a file. What the file was called is of no use.
fn disposition(head: &str) -> Option<(String, bool)> {
    let mut found = None;
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-disposition") {
            let rest = value.trim().strip_prefix("form-data;")?.trim_start().strip_prefix("name=\"")?;
            let (name, rest) = rest.split_once('"')?;
            let fits = !name.is_empty() && name.len() <= LONGEST_NAME;
            let is_file = rest.trim_start_matches([';', ' ']).starts_with("filename");
            if !fits || found.replace((name.to_owned(), is_file)).is_some() {
                return None;
            }
        } else if !name.eq_ignore_ascii_case("content-type") {
            return None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n\
                         --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.png\"\r\nContent-Type: image/png\r\n\r\n\r\n-\r\n--B--\r\n";

    #[test]
    fn a_form_with_a_file_is_read_and_a_broken_one_is_not() {
        let (mut fields, file) = parts(WHOLE.as_bytes(), "B").unwrap();
        assert_eq!((fields.take("a").as_deref(), file.as_deref()), (Some("one"), Some(&b"\r\n-"[..])));
        for end in 0..WHOLE.len() - 2 {
            assert!(parts(&WHOLE.as_bytes()[..end], "B").is_none(), "{end}");
        }
        let twice = WHOLE.replacen("name=\"a\"", "name=\"f\"; filename=\"y\"", 1);
        let odd = WHOLE.replacen("Content-Type", "X-Evil", 1);
        let same = WHOLE.replacen("--B--", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntwo\r\n--B--", 1);
        for broken in [twice, odd, same, format!("x{WHOLE}")] {
            assert!(parts(broken.as_bytes(), "B").is_none(), "{broken}");
        }
    }

    #[test]
    fn the_boundary_is_what_browsers_write() {
        assert_eq!(
            boundary("multipart/form-data; boundary=----WebKitFormBoundaryx1").as_deref(),
            Some("----WebKitFormBoundaryx1")
        );
        assert_eq!(boundary("Multipart/Form-Data; boundary=\"a b\""), None);
        for odd in
            ["multipart/form-data", "multipart/mixed; boundary=x", "multipart/form-data; boundary=", "text/plain"]
        {
            assert_eq!(boundary(odd), None, "{odd}");
        }
    }
}
