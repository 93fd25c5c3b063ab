//! First wall against forged requests: whatever may write must come from our own pages (security 4.2, layer 1).

use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERER, VARY};
use actix_web::middleware::Next;

use super::layer::Answer;
use crate::web::error_kind::ErrorKind;
use crate::web::origin::PublicUrl;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The layer.
pub async fn same_origin(public: Arc<PublicUrl>, request: ServiceRequest, next: Next<BoxBody>) -> Answer {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.call(request).await;
    }
    let mut answer = if comes_from(public.origin(), request.headers()) {
        next.call(request).await?
    } else {
        request.into_response(ErrorKind::CrossSite.response())
    };
    answer.headers_mut().append(VARY, HeaderValue::from_static("Origin, Sec-Fetch-Site"));
    Ok(answer)
}

/// The strongest witness decides alone; without a witness the answer is no.
fn comes_from(origin: &str, headers: &HeaderMap) -> bool {
    if headers.contains_key(SEC_FETCH_SITE) {
        only(headers, &SEC_FETCH_SITE) == Some(b"same-origin")
    } else if headers.contains_key(ORIGIN) {
        only(headers, &ORIGIN) == Some(origin.as_bytes())
    } else {
        let rest = only(headers, &REFERER).and_then(|referer| referer.strip_prefix(origin.as_bytes()));
        // The origin must end where ours ends: neither `.evil.example` nor `@evil.example` may follow.
        rest.is_some_and(|rest| matches!(rest.first(), None | Some(b'/' | b'?' | b'#')))
    }
}

/// For what may be asked for without a form and still leaves something behind: whether another site asks. A typed address, a
/// bookmark and a script bring no witness, or one that says so; cookies that are `Lax` go nowhere else without one.
pub fn is_foreign(origin: &str, headers: &HeaderMap) -> bool {
    if headers.contains_key(SEC_FETCH_SITE) {
        !matches!(only(headers, &SEC_FETCH_SITE), Some(b"same-origin" | b"none"))
    } else {
        (headers.contains_key(ORIGIN) || headers.contains_key(REFERER)) && !comes_from(origin, headers)
    }
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a [u8]> {
    let mut values = headers.get_all(name);
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value.as_bytes()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(lines: &[(&HeaderName, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append((*name).clone(), HeaderValue::from_str(value).unwrap());
        }
        comes_from("https://desk.example", &headers)
    }

    #[test]
    fn the_strongest_witness_decides_alone() {
        let site = |value| passes(&[(&SEC_FETCH_SITE, value), (&ORIGIN, "https://evil.example")]);
        assert!(site("same-origin"));
        for other in ["cross-site", "same-site", "none", "", "Same-Origin", "same-origin, none"] {
            assert!(!passes(&[(&SEC_FETCH_SITE, other), (&ORIGIN, "https://desk.example")]), "{other}");
        }
        let origin = |value| passes(&[(&ORIGIN, value), (&REFERER, "https://desk.example/")]);
        assert!(origin("https://desk.example"));
        for other in [
            "null",
            "",
            "http://desk.example",
            "https://desk.example/",
            "https://DESK.example",
            "https://desk.example:443",
        ] {
            assert!(!origin(other), "{other}");
        }
    }

    #[test]
    fn a_referer_counts_by_its_whole_origin_and_no_witness_is_a_no() {
        for ours in ["https://desk.example", "https://desk.example/a?b", "https://desk.example?b"] {
            assert!(passes(&[(&REFERER, ours)]), "{ours}");
        }
        for other in ["https://desk.example.evil/", "https://desk.example@evil/", "https://desk.example:8/", "", "/"] {
            assert!(!passes(&[(&REFERER, other)]), "{other}");
        }
        assert!(!passes(&[]));
    }

    #[test]
    fn what_is_asked_for_without_a_form_is_foreign_only_where_a_witness_says_so() {
        let foreign = |lines: &[(HeaderName, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(name.clone(), HeaderValue::from_str(value).unwrap());
            }
            is_foreign("https://desk.example", &headers)
        };
        assert!(!foreign(&[]));
        for (value, expected) in [("same-origin", false), ("none", false), ("same-site", true), ("cross-site", true)] {
            assert_eq!(foreign(&[(SEC_FETCH_SITE, value)]), expected, "{value}");
        }
        assert!(foreign(&[(SEC_FETCH_SITE, "none"), (SEC_FETCH_SITE, "none")]));
        assert!(!foreign(&[(REFERER, "https://desk.example/users")]));
        assert!(foreign(&[(REFERER, "https://desk.example.evil/")]) && foreign(&[(ORIGIN, "null")]));
    }

    #[test]
    fn two_witnesses_of_one_kind_are_none() {
        for name in [&SEC_FETCH_SITE, &ORIGIN, &REFERER] {
            let value = if name == SEC_FETCH_SITE { "same-origin" } else { "https://desk.example" };
            assert!(passes(&[(name, value)]));
            assert!(!passes(&[(name, value), (name, value)]), "{name}");
        }
    }
}
