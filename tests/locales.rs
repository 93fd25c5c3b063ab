//! The catalogues: every language says everything, and nothing is said that nobody uses.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop where it stands")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// The keys of a language, each with the names of its arguments.
fn catalogue(language: &str) -> Catalogue {
    let path = root().join("locales").join(language).join("latchkey.ftl");
    let text = fs::read_to_string(path).unwrap();
    let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut catalogue = Catalogue::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let mut arguments = BTreeSet::new();
                in_pattern(message.value.as_ref().expect(message.id.name), &mut arguments);
                let twice = catalogue.insert(message.id.name.to_owned(), arguments);
                assert!(twice.is_none(), "{language}: {} stands there twice", message.id.name);
            }
            Entry::Junk { content } => panic!("{language}: {content}"),
            _ => {}
        }
    }
    catalogue
}

fn in_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => in_inline(inline, arguments),
                Expression::Select { selector, variants } => {
                    in_inline(selector, arguments);
                    for variant in variants {
                        in_pattern(&variant.value, arguments);
                    }
                }
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("texts refer to nothing but their arguments: {other:?}"),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else {
            into.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (english, dutch) = (catalogue("en"), catalogue("nl"));
    for (key, arguments) in &english {
        assert_eq!(dutch.get(key), Some(arguments), "{key}");
    }
    assert_eq!(english.len(), dutch.len(), "Dutch has keys that English has not");
}

#[test]
fn every_key_is_used() {
    let mut sources = String::new();
    read_all(&root().join("src"), &mut sources);
    read_all(&root().join("templates"), &mut sources);
    let unused: Vec<String> =
        catalogue("en").into_keys().filter(|key| !sources.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn keys_name_their_area_first() {
    for key in catalogue("en").keys() {
        assert!(
            key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{key}"
        );
    }
}

#[test]
fn texts_are_calm() {
    for language in ["en", "nl"] {
        let path = root().join("locales").join(language).join("latchkey.ftl");
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = line.to_lowercase();
            for never in ["!", "please", "successfully", "alsjeblieft", "succesvol", " uw ", " u "] {
                assert!(!words.contains(never), "{language}: {never} in {line}");
            }
        }
    }
}
