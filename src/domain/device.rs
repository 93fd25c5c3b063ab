//! What a browser says that it is, in two words: enough to know one's own devices again, too little to follow anybody.

/// What is looked for, and what it is called; of several that are found the first counts.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The browser and the system of a `User-Agent`, as `Firefox · Linux`; nothing when neither is known.
pub fn describe(user_agent: &str) -> Option<String> {
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser} · {system}")),
        (Some(only), None) | (None, Some(only)) => Some(only.to_owned()),
        (None, None) => None,
    }
}

/// Browser and system of such a description, as far as it names them.
pub fn parts(described: &str) -> (Option<&str>, Option<&str>) {
    let is_system = |name: &str| SYSTEMS.iter().any(|(_, known)| *known == name);
    match described.split_once(" · ") {
        Some((browser, system)) => (Some(browser), Some(system)),
        None if is_system(described) => (None, Some(described)),
        None => (Some(described), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_comes_apart_again() {
        assert_eq!(parts("Firefox · Linux"), (Some("Firefox"), Some("Linux")));
        assert_eq!((parts("iPhone"), parts("Opera")), ((None, Some("iPhone")), (Some("Opera"), None)));
    }

    #[test]
    fn browsers_are_told_apart_by_what_they_say() {
        for (said, told) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Some("Firefox · Linux")),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                Some("Edge · Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
                Some("Safari · iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
                Some("Chrome · Android"),
            ),
            ("curl/8.5", None),
            ("", None),
        ] {
            assert_eq!(describe(said).as_deref(), told, "{said}");
        }
    }
}
