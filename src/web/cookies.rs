//! Our cookies: how they are made, and how they are read without ever failing.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderMap};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;

/// Points at the session.
pub const SESSION: &str = "__Host-latchkey";
/// Binds the forms of somebody who has not signed in to one browser.
pub const PRE: &str = "__Host-latchkey-pre";
/// Language and theme.
pub const PREFS: &str = "__Host-latchkey-prefs";
/// Recognises a device on which somebody has signed in. It opens nothing.
pub const DEVICE: &str = "__Host-latchkey-device";
/// Points at a self-service reset on its way.
pub const RESET: &str = "__Host-latchkey-reset";
/// One sentence for the next page.
pub const FLASH: &str = "__Host-latchkey-flash";
/// All of them.
pub const ALL: [&str; 6] = [SESSION, PRE, PREFS, DEVICE, RESET, FLASH];

/// A cookie as all of ours are: for this host alone, for no script, and not sent along from other sites' forms.
pub fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    // What leads to a new password is sent along from no other place at all.
    let site = if name == RESET { SameSite::Strict } else { SameSite::Lax };
    Cookie::build(name, value).path("/").secure(true).http_only(true).same_site(site).finish()
}

/// The order to forget a cookie.
pub fn removal(name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(name, String::new());
    cookie.make_removal();
    cookie
}

/// The cookie that binds a browser's forms before sign-in. It goes when the browser is closed.
pub fn pre(binding: &[u8; 32]) -> Cookie<'static> {
    cookie(PRE, encode(binding))
}

/// The cookie that recognises a device, for half a year.
pub fn device(note: String) -> Cookie<'static> {
    let mut cookie = cookie(DEVICE, note);
    cookie.set_max_age(Duration::days(180));
    cookie
}

/// The cookie that points at a self-service reset, for as long as one lasts.
pub fn reset(token: &[u8; 32]) -> Cookie<'static> {
    let mut cookie = cookie(RESET, encode(token));
    cookie.set_max_age(Duration::minutes(15));
    cookie
}

/// The mark in a request's extensions: its error page was drawn with this binding, so the answer carries the cookie.
#[derive(Debug, Clone, Copy)]
pub struct FreshPre(pub [u8; 32]);

/// The mark in a request's extensions: the browser keeps the session that this answer opens for so long, and does not end it with itself.
#[derive(Debug, Clone, Copy)]
pub struct Kept(pub SignedDuration);

/// The binding that the browser brought.
pub fn read_pre(request: &HttpRequest) -> Option<[u8; 32]> {
    decode(only(request, PRE)?)
}

/// What a browser remembers of its person's taste. The values are names; whether one is known is for others to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prefs {
    /// The language's name, when one was chosen.
    pub language: Option<String>,
    /// The theme's name, when one was chosen.
    pub theme: Option<String>,
}

/// The cookie that keeps them for a year. A name that is not a few small letters is left out.
pub fn prefs(prefs: &Prefs) -> Cookie<'static> {
    let part = |name: &Option<String>| name.clone().filter(|name| is_name(name)).unwrap_or_default();
    let mut cookie = cookie(PREFS, format!("{}.{}", part(&prefs.language), part(&prefs.theme)));
    cookie.set_max_age(Duration::days(365));
    cookie
}

/// The preferences that the browser brought; none of them when the cookie is not one of ours.
pub fn read_prefs(request: &HttpRequest) -> Prefs {
    let Some(value) = only(request, PREFS) else { return Prefs::default() };
    let part = |name: &str| is_name(name).then(|| name.to_owned());
    match value.split_once('.') {
        Some((language, theme)) => Prefs { language: part(language), theme: part(theme) },
        None => Prefs::default(),
    }
}

fn is_name(name: &str) -> bool {
    (1..=12).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// 32 bytes as the 43 characters that cookies carry.
pub fn encode(bytes: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads [`encode`] back; nothing else has that shape.
pub fn decode(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    (text.len() == 43 && URL_SAFE_NO_PAD.decode_slice(text, &mut bytes) == Ok(32)).then_some(bytes)
}

/// The value of a cookie as it was sent. Malformed means absent, and so does twice: one of the two may be planted.
pub fn read(request: &HttpRequest, name: &str) -> Option<String> {
    only(request, name).map(str::to_owned)
}

fn only<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let mut values = pairs(request.headers()).filter(|(known, _)| *known == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}

/// Every well-formed cookie of a request, in order, undecoded.
pub fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| std::str::from_utf8(pair).ok()?.trim_matches([' ', '\t']).split_once('='))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;

    fn request(lines: &[&[u8]]) -> HttpRequest {
        let mut request = TestRequest::default();
        for line in lines {
            request = request.append_header((header::COOKIE, HeaderValue::from_bytes(line).unwrap()));
        }
        request.to_http_request()
    }

    #[test]
    fn every_cookie_is_for_this_host_alone() {
        let all = [
            pre(&[1; 32]),
            device("1.2.x".into()),
            prefs(&Prefs::default()),
            cookie(FLASH, "x".into()),
            removal(FLASH),
        ];
        for cookie in all {
            let text = cookie.to_string();
            for part in ["__Host-latchkey-", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                assert!(text.contains(part), "{text}");
            }
            assert!(!text.contains("Domain"), "{text}");
        }
        assert!(!pre(&[1; 32]).to_string().contains("Max-Age"));
        assert!(prefs(&Prefs::default()).to_string().contains("Max-Age=31536000"));
        assert!(removal(FLASH).to_string().contains("Max-Age=0"));
    }

    #[test]
    fn a_binding_and_preferences_come_back_as_they_were_set() {
        let sent = pre(&[250; 32]).stripped().to_string();
        assert_eq!(read_pre(&request(&[sent.as_bytes()])), Some([250; 32]));
        for chosen in [
            Prefs { language: Some("nl".into()), theme: Some("dark".into()) },
            Prefs { language: None, theme: Some("auto".into()) },
            Prefs { language: Some("en".into()), theme: None },
            Prefs::default(),
        ] {
            let sent = prefs(&chosen).stripped().to_string();
            assert_eq!(read_prefs(&request(&[sent.as_bytes()])), chosen);
        }
        let odd = Prefs { language: Some("nl; Domain=evil".into()), theme: Some("DARK".into()) };
        assert_eq!(prefs(&odd).value(), ".");
    }

    #[test]
    fn malformed_doubled_and_foreign_cookies_count_as_absent_and_harm_no_neighbour() {
        let good = pre(&[2; 32]).stripped().to_string();
        let beside = [b"=; ;;a; \xff\xfe=\xff; b=\"; ".as_slice(), good.as_bytes(), b"; c==="].concat();
        assert_eq!(read_pre(&request(&[&beside])), Some([2; 32]));
        assert_eq!(read_pre(&request(&[b"x=1", good.as_bytes()])), Some([2; 32]));
        let twice = format!("{good}; {good}");
        assert_eq!(read_pre(&request(&[twice.as_bytes()])), None);
        assert_eq!(read_pre(&request(&[good.as_bytes(), good.as_bytes()])), None);
        for value in ["", "short", &"A".repeat(42), &"A".repeat(44), &"=".repeat(43), &"é".repeat(43), &"B".repeat(43)]
        {
            assert_eq!(read_pre(&request(&[format!("{PRE}={value}").as_bytes()])), None, "{value}");
        }
        for value in ["", "nl", "nl.dark.x", "NL.<b>", "....", "é.ü"] {
            let read = read_prefs(&request(&[format!("{PREFS}={value}").as_bytes()]));
            assert_eq!(read.theme, None, "{value}");
        }
    }
}
