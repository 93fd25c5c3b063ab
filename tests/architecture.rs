//! The border guard: who may import whom, how long a file may be, what every file must and must not hold.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Shelf → the shelves it may import beside itself. Change it only with a decision record.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &["domain"]),
    ("telemetry", &[]),
    ("failpoint", &[]),
    ("config", &["domain", "telemetry"]),
    ("host", &["domain", "failpoint"]),
    ("store", &["domain", "failpoint"]),
    ("service", &["store", "domain", "host", "failpoint"]),
    ("outbound", &["domain", "i18n"]),
    ("web", &["service", "domain", "i18n"]),
    ("cli", &["web", "outbound", "service", "store", "host", "domain", "i18n", "config", "telemetry"]),
];

/// Features of `service` and `web`: siblings do not import each other. By name: what a password needs of a session, and back.
const FEATURES: &[&str] = &["users", "passwords", "signin", "account", "audit", "roles", "home", "demo", "groups"];
const SIBLINGS_ALLOWED: &[(&str, &str)] = &[
    // A change of password goes on under a new session; signing in verifies a password.
    ("service/passwords", "signin"),
    ("service/signin", "passwords"),
    // Somebody new gets a temporary password.
    ("service/users", "passwords"),
    // Made-up people get sealed passwords.
    ("service/demo", "passwords"),
    // Cards about people show what happened to them; the first page shows both.
    ("service/users", "audit"),
    // So do cards about groups.
    ("service/groups", "audit"),
    ("service/home", "users"),
    ("service/home", "audit"),
];

const LONGEST_FILE: usize = 300;
const LONGEST_TEMPLATE: usize = 150;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = vec![];
    walk(&root().join(folder), &mut found);
    found.sort();
    let texts = found.into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).map(|path| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    let texts: Vec<_> = texts.collect();
    assert!(!texts.is_empty(), "no {ending} in {folder}: the guard looks in the wrong place");
    texts
}

/// The file's address in the crate: `src/store/users/list.rs` → `["store", "users", "list"]`.
fn address(name: &str) -> Vec<&str> {
    let inside = name.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    inside.split('/').filter(|part| *part != "mod").collect()
}

/// Every `crate::a::b` of a file, with its line.
fn imports(text: &str) -> Vec<(usize, Vec<String>)> {
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(number, line)| {
        line.match_indices("crate::").map(move |(at, _)| {
            let path =
                line[at + 7..].split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next().unwrap_or("");
            (number + 1, path.split("::").map(str::to_owned).collect())
        })
    })
    .collect()
}

#[test]
fn imports_run_down() {
    let allowed: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    let mut faults = vec![];
    let mut arrows = 0;
    for (name, text) in files("src", ".rs") {
        let own = address(&name);
        if matches!(own[..], ["lib" | "main"]) {
            continue;
        }
        let Some(may) = allowed.get(own[0]) else {
            faults.push(format!("{name}: the shelf {} is not in the table", own[0]));
            continue;
        };
        for (line, path) in imports(&text) {
            arrows += 1;
            let shelf = path[0].as_str();
            if shelf != own[0] && !may.contains(&shelf) {
                faults.push(format!("{name}:{line}: {} may not import {shelf}", own[0]));
            }
            let sibling = path.get(1).map_or("", String::as_str);
            let feature = own.get(1).copied().unwrap_or("");
            let here = format!("{}/{feature}", own[0]);
            if shelf == own[0]
                && matches!(shelf, "service" | "web")
                && sibling != feature
                && FEATURES.contains(&sibling)
                && FEATURES.contains(&feature)
                && !SIBLINGS_ALLOWED.contains(&(here.as_str(), sibling))
            {
                faults.push(format!("{name}:{line}: {here} may not import its sibling {sibling}"));
            }
        }
    }
    assert!(arrows > 100, "only {arrows} imports seen: the guard is blind");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn files_and_templates_keep_their_length() {
    let long = |folder, ending, most| {
        files(folder, ending).into_iter().filter_map(move |(name, text)| {
            let lines = text.lines().count();
            (lines > most).then(|| format!("{name}: {lines} lines, at most {most}"))
        })
    };
    let faults: Vec<_> = long("src", ".rs", LONGEST_FILE).chain(long("templates", ".html", LONGEST_TEMPLATE)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_module_opens_with_its_promise() {
    let silent: Vec<_> =
        files("src", ".rs").into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "without a //! line: {silent:?}");
}

#[test]
fn nothing_is_left_half_done_or_silenced() {
    let banned = ["TODO", "FIXME", "XXX", "#[allow(", "#[ignore", "todo!(", "unimplemented!("];
    let mut faults = vec![];
    for (name, text) in files("src", ".rs").into_iter().chain(files("templates", ".html")) {
        for (number, line) in text.lines().enumerate() {
            faults.extend(
                banned.iter().filter(|word| line.contains(**word)).map(|word| format!("{name}:{}: {word}", number + 1)),
            );
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn templates_escape_everything_and_hold_no_inline_code() {
    let mut faults = vec![];
    for (name, text) in files("templates", ".html") {
        for (number, line) in text.lines().enumerate() {
            let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            for word in ["|safe", "style=\"", "onclick=", "onload=", "onsubmit=", "javascript:"] {
                if squeezed.contains(word) {
                    faults.push(format!("{name}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn only_the_store_speaks_sql_and_only_the_policy_makes_permits() {
    let mut faults = vec![];
    for (name, text) in files("src", ".rs") {
        let shelf = address(&name)[0].to_owned();
        if shelf != "store" && (text.contains("diesel::") || text.contains("diesel_async")) {
            faults.push(format!("{name}: diesel outside the store"));
        }
        let made_by_hand = text.match_indices("Permit {").chain(text.match_indices("Change {")).any(|(at, _)| {
            // A longer name that ends alike is another thing.
            !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        });
        if name != "src/domain/permit.rs" && made_by_hand && shelf != "service" {
            faults.push(format!("{name}: makes a permit or a change by hand"));
        }
        if !["cli", "main"].contains(&&*shelf) && text.contains("Timestamp::now()") {
            faults.push(format!("{name}: reads the wall clock"));
        }
        if text.contains("connection_info(") {
            faults.push(format!("{name}: believes forwarded headers"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
