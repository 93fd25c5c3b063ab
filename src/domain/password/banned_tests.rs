//! The vectors of R-296, the options of R-297, and how long a look takes.
use std::time::{Duration, Instant};

use super::*;

/// As the documents have it: five points, no options.
const AZURE: Strictness = Strictness { points: 5, once: false, more_swaps: false };
const OURS: Strictness = Strictness { points: 5, once: true, more_swaps: true };

fn banned(terms: &[&str], strictness: Strictness) -> Banned {
    let terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
    Banned::new(&terms, strictness)
}

fn refuses(terms: &[&str], strictness: Strictness, password: &str) -> bool {
    banned(terms, strictness).score(password).refused
}

fn points(terms: &[&str], password: &str) -> usize {
    banned(terms, AZURE).score(password).points
}

#[test]
fn v1_to_v4_a_whole_password_near_a_term_is_refused() {
    for (term, password) in [("blank", "Bl@nK"), ("abcdef", "abcdeg"), ("abcdef", "abcdefg"), ("abcdef", "abcde")] {
        let score = banned(&[term], AZURE).score(password);
        assert_eq!((score.near.as_deref(), score.refused), (Some(term), true), "{password}");
    }
    assert_eq!(banned(&["abcdef"], AZURE).score("abcdexyz").near, None);
}

#[test]
fn v5_the_points_alone_would_let_the_name_pass() {
    // The rule of names refuses it: `rules.rs`.
    assert_eq!(points(&["poll"], "p0LL23fb"), 5);
}

#[test]
fn v6_to_v12_every_vector_has_its_points() {
    let (contoso, password) = (&["contoso"][..], &["password"][..]);
    for (terms, typed, expected) in [
        (&["contoso", "blank"][..], "C0ntos0Blank12", 4),
        (password, "PasswordPotato", 7),
        (&["contoso", "blank"][..], "ContoS0Bl@nkf9!", 5),
        (contoso, &"contoso".repeat(6), 6),
        (contoso, &"contoso".repeat(5), 5),
        (contoso, &"contoso".repeat(4), 4),
        (&["july", "2018"][..], "July 4 2018", 5),
        (&["july", "2018"][..], "july2018", 2),
        (&["july", "2018"][..], "July2018!Aa", 5),
        (password, "P@ssw0rd123", 4),
        (password, "P@ssw0rd1234", 5),
        (password, "Password1!", 3),
        (password, "Passwort1!x", 4),
        (password, "Pasword1!xy", 5),
    ] {
        let score = banned(terms, AZURE).score(typed);
        assert_eq!((score.points, score.refused), (expected, expected < 5), "{typed}: {:?}", score.tokens);
    }
}

#[test]
fn the_parts_say_what_was_found_where() {
    let tokens = banned(&["contoso", "blank"], AZURE).score("C0ntos0Blank12").tokens;
    let told: Vec<_> = tokens.iter().map(|token| (token.text.as_str(), token.term.as_deref(), token.points)).collect();
    assert_eq!(told, [("contoso", Some("contoso"), 1), ("blank", Some("blank"), 1), ("l", None, 1), ("2", None, 1)]);
}

#[test]
fn a_term_that_stands_there_again_is_worth_nothing_where_that_is_asked_for() {
    let many = "contoso".repeat(6);
    assert!(!refuses(&["contoso"], AZURE, &many));
    let once = Strictness { once: true, ..AZURE };
    let score = banned(&["contoso"], once).score(&many);
    assert_eq!((score.points, score.refused), (1, true));
    assert!(!refuses(&["contoso"], once, "contoso and four more"));
}

#[test]
fn more_swaps_find_more() {
    for (term, password) in [("winter", "w1nt3rw1nt3rab"), ("secret", "53cr3t!"), ("leeuwarden", "l33uward3n12")] {
        assert!(refuses(&[term], OURS, password), "{password}");
        assert!(!refuses(&[term], AZURE, password) || term == "winter", "{password}");
    }
    // The swaps of R-291 are still found.
    assert!(refuses(&["lelystad"], OURS, "1e1ystad1!"));
}

#[test]
fn accents_and_case_are_no_disguise() {
    assert!(refuses(&["geheim"], AZURE, "GéHÉïm12"));
    assert!(refuses(&["Zürich"], AZURE, "zurich!"));
}

#[test]
fn a_higher_number_of_points_refuses_more() {
    let password = "P@ssw0rd1234";
    for (least, refused) in [(5, false), (6, true), (8, true)] {
        assert_eq!(refuses(&["password"], Strictness { points: least, ..AZURE }, password), refused, "{least}");
    }
}

#[test]
fn without_terms_nothing_is_refused() {
    assert!(!refuses(&[], OURS, "abc"));
    assert!(!refuses(&["abc", "seventeen letters"], OURS, "abc"));
}

#[test]
fn the_quick_search_finds_what_the_slow_one_finds() {
    // Every term against every window, as R-295 says it, over pieces that nearly match.
    let terms = ["contoso", "blank", "july", "2018", "password", "aaaa", "abab", "lelystad"];
    let pieces =
        ["conts", "contosso", "xontoso", "blnk", "ju1y", "july", "a", "abaaab", "le1ystat", "2o18", "passwrd", "!"];
    let banned = banned(&terms, AZURE);
    let reading = &banned.readings[0];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let letters: Vec<char> = reading.swaps.read(&[first, second, third].concat());
                let quick = reading.parts(&letters).len();
                assert_eq!(quick, slow(reading, &letters), "{first}{second}{third}");
            }
        }
    }
}

fn slow(reading: &Reading, letters: &[char]) -> usize {
    let mut cost = vec![0; letters.len() + 1];
    for end in 1..=letters.len() {
        cost[end] = cost[end - 1] + 1;
        for term in &reading.terms {
            for length in [term.len() - 1, term.len()] {
                let Some(start) = end.checked_sub(length) else { continue };
                let window = &letters[start..end];
                if differ_by_one(term, window) || is_without_one(term, window) {
                    cost[end] = cost[end].min(cost[start] + 1);
                }
            }
        }
    }
    cost[letters.len()]
}

#[test]
fn a_thousand_terms_are_looked_for_in_no_time() {
    let terms: Vec<String> = (0..MOST_TERMS).map(|number| format!("term{:x}word", number * 7_919)).collect();
    let banned = Banned::new(&terms, OURS);
    let password = "velvet otter term4d climbs seven word stairs ".repeat(6).chars().take(256).collect::<String>();
    let quickest = (0..20)
        .map(|_| {
            let begun = Instant::now();
            assert!(!banned.score(&password).refused);
            begun.elapsed()
        })
        .min()
        .unwrap();
    // 200 µs as it is handed out; a program built for tests is some thirty times slower.
    let limit = if cfg!(debug_assertions) { Duration::from_millis(6) } else { Duration::from_micros(200) };
    assert!(quickest < limit, "{quickest:?}");
}
