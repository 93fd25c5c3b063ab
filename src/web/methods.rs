//! Which methods an address knows: what tells an unknown address (404) from a wrong method (405).

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::http::header::HeaderValue;

/// The methods of every route, from the same table that builds the router.
#[derive(Debug, Clone, Default)]
pub struct Methods(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    pattern: ResourceDef,
    methods: Vec<Method>,
}

impl Methods {
    /// From pairs of method and pattern, in the router's order.
    pub fn new<'a>(routes: impl IntoIterator<Item = (Method, &'a str)>) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (method, pattern) in routes {
            match entries.iter_mut().find(|entry| entry.pattern.pattern() == Some(pattern)) {
                Some(entry) => entry.methods.push(method),
                None => entries.push(Entry { pattern: ResourceDef::new(pattern), methods: vec![method] }),
            }
        }
        Self(entries)
    }

    /// The methods of the first route whose pattern fits the path; nothing when none does.
    pub fn of(&self, path: &str) -> Option<&[Method]> {
        self.0.iter().find(|entry| entry.pattern.is_match(path)).map(|entry| &entry.methods[..])
    }
}

/// The `Allow` header for these methods. Who may GET may HEAD.
pub fn allow(methods: &[Method]) -> HeaderValue {
    let mut names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    if methods.contains(&Method::GET) {
        names.push("HEAD");
    }
    names.sort_unstable();
    names.dedup();
    HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static("GET, HEAD, POST"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fitting_pattern_says_which_methods_an_address_knows() {
        let methods = Methods::new([
            (Method::GET, "/"),
            (Method::GET, "/users/new"),
            (Method::GET, "/users/{id}"),
            (Method::POST, "/users/{id}"),
            (Method::POST, "/sign-out"),
        ]);
        let allowed = |path| methods.of(path).map(|methods| allow(methods).to_str().unwrap().to_owned());
        assert_eq!(allowed("/").as_deref(), Some("GET, HEAD"));
        assert_eq!(allowed("/users/new").as_deref(), Some("GET, HEAD"));
        assert_eq!(allowed("/users/7").as_deref(), Some("GET, HEAD, POST"));
        assert_eq!(allowed("/sign-out").as_deref(), Some("POST"));
        for unknown in ["", "*", "/users", "/users/7/x", "/Sign-out", "//"] {
            assert_eq!(allowed(unknown), None, "{unknown}");
        }
    }
}
