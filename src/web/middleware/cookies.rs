//! Lets only our own cookies in, one of a name, written as we write them; takes a flash away once it was shown.

use actix_web::body::BoxBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};
use jiff::SignedDuration;

use super::layer::Answer;
use crate::web::cookies::{ALL, FLASH, Kept, SESSION, pairs};
use crate::web::flashes::{Flashes, Shown};

/// The layer. What comes behind it may trust that a cookie is absent or the only one of its name.
pub async fn cookies((): (), mut request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    if request.headers().contains_key(COOKIE) {
        let kept = HeaderValue::from_str(&kept(request.headers()).join("; "));
        request.headers_mut().remove(COOKIE);
        if let Ok(kept) = kept
            && !kept.is_empty()
        {
            request.headers_mut().insert(COOKIE, kept);
        }
    }
    let mut answer = next.call(request).await?;
    if shown(answer.request()) && !sets_flash(&answer) {
        // A failure can only come from a clock beyond the year 9999; then the flash lives its five minutes.
        let _ = answer.response_mut().add_cookie(&Flashes::removal());
    }
    let lasts = answer.request().extensions().get::<Kept>().map(|kept| kept.0);
    if let Some(time) = lasts {
        keep(answer.headers_mut(), time);
    }
    Ok(answer)
}

/// The session's cookie outlives the browser. The middleware that writes it knows one life for all of them.
fn keep(headers: &mut HeaderMap, time: SignedDuration) {
    let start = format!("{SESSION}=");
    let lines: Vec<HeaderValue> = headers.remove(SET_COOKIE).collect();
    for line in lines {
        let written = line.to_str().ok().filter(|text| text.starts_with(&start) && !text.contains("; Max-Age="));
        let longer =
            written.and_then(|text| HeaderValue::from_str(&format!("{text}; Max-Age={}", time.as_secs())).ok());
        headers.append(SET_COOKIE, longer.unwrap_or(line));
    }
}

fn kept(headers: &HeaderMap) -> Vec<String> {
    ALL.into_iter()
        .filter_map(|name| {
            let mut values = pairs(headers).filter(|(known, _)| *known == name).map(|(_, value)| value);
            let pair = format!("{name}={}", values.next()?);
            (values.next().is_none() && is_canonical(&pair)).then_some(pair)
        })
        .collect()
}

/// Percent escapes offer many spellings of one value; only the one that we sent out is ours.
fn is_canonical(pair: &str) -> bool {
    Cookie::parse_encoded(pair).is_ok_and(|cookie| cookie.encoded().stripped().to_string() == pair)
}

fn shown(request: &HttpRequest) -> bool {
    request.extensions().contains::<Shown>()
}

fn sets_flash(answer: &ServiceResponse) -> bool {
    let start = format!("{FLASH}=");
    answer.headers().get_all(SET_COOKIE).any(|line| line.as_bytes().starts_with(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(lines: &[&[u8]]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        kept(&headers).join("; ")
    }

    #[test]
    fn a_session_that_stays_is_kept_and_no_other_cookie_is_touched() {
        let mut headers = HeaderMap::new();
        for line in ["__Host-latchkey=x; Path=/", "__Host-latchkey-pre=y; Path=/", "__Host-latchkey=; Max-Age=0"] {
            headers.append(SET_COOKIE, HeaderValue::from_static(line));
        }
        keep(&mut headers, SignedDuration::from_hours(24));
        let lines: Vec<_> = headers.get_all(SET_COOKIE).map(|line| line.to_str().unwrap()).collect();
        assert_eq!(
            lines,
            [
                "__Host-latchkey=x; Path=/; Max-Age=86400",
                "__Host-latchkey-pre=y; Path=/",
                "__Host-latchkey=; Max-Age=0"
            ]
        );
    }

    #[test]
    fn only_our_own_single_canonical_cookies_come_through() {
        assert_eq!(
            through(&[b"a=1; __Host-latchkey=x%2Fy; b; __Host-latchkey-prefs=en.dark"]),
            "__Host-latchkey=x%2Fy; __Host-latchkey-prefs=en.dark"
        );
        assert_eq!(through(&[b"__Host-latchkey=x", b"__Host-latchkey=x"]), "");
        assert_eq!(through(&[b"__Host-latchkey=x; __Host-latchkey=y; __Host-latchkey-pre=z"]), "__Host-latchkey-pre=z");
        for odd in ["%41", "a%2fb", "a/b", "\"a\"", "a b", "%", "é", "a=b"] {
            assert_eq!(through(&[format!("__Host-latchkey={odd}").as_bytes()]), "", "{odd}");
        }
        assert_eq!(through(&[b"__Host-latchkey=\xff; __Host-latchkey-pre=z"]), "__Host-latchkey-pre=z");
        assert_eq!(through(&[b"__host-latchkey=x; __Host-latchkey =x; =; ;"]), "");
    }
}
