//! What every page must be, whoever sees it, in both languages.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod branding;
mod directory;
mod groups;
mod letters;
mod lockout;
mod people;
mod questions;
mod registration;
mod reports;
mod samples;
mod security;
mod self_service;
mod settings;
mod temporary;

use std::collections::HashSet;
use std::time::Instant;

use latchkey::domain::activity;
use latchkey::domain::id::RequestId;
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::Count;
use latchkey::domain::permission::Permission;
use latchkey::domain::permit::{Actor, Origin, Who};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::target::Target;
use latchkey::domain::user::{Source, User};
use latchkey::domain::wording::Place;
use latchkey::web::filters::{Clock, Number};
use latchkey::web::sentences::events;
use latchkey::web::view::View;
use scraper::{ElementRef, Html, Selector};
use uuid::Uuid;

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

/// Runs a check over every sample; the name of the sample is in the message.
fn on_every_page(check: impl Fn(&str, &str, &Html)) {
    for language in Language::ALL {
        for sample in samples::all(language) {
            let name = format!("{} ({})", sample.name, language.tag());
            check(&name, &sample.html, &Html::parse_document(&sample.html));
        }
    }
}

#[test]
fn every_page_says_its_language_and_has_one_heading_and_one_title() {
    on_every_page(|name, _, html| {
        let lang = select(html, "html")[0].attr("lang").unwrap();
        assert!(name.ends_with(&format!("({lang})")), "{name}: {lang}");
        assert_eq!(select(html, "h1").len(), 1, "{name}");
        assert_eq!(select(html, "main#main").len(), 1, "{name}");
        let title: String = select(html, "title")[0].text().collect();
        assert!(title.ends_with(" – Latchkey") && title.len() > 14, "{name}: {title}");
        assert_eq!(select(html, "a.skip")[0].attr("href"), Some("#main"), "{name}");
    });
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_there_once() {
    on_every_page(|name, _, html| {
        let ids: Vec<&str> = select(html, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}: an id twice: {ids:?}");
        for link in select(html, "a, use") {
            let href = link.attr("href").unwrap_or_default();
            assert!(!href.is_empty() && href != "#", "{name}: {}", link.html());
            // The second field for a new password stands inside <noscript>, which the parser reads as text.
            if let Some(id) = href.strip_prefix('#').filter(|id| *id != "confirm_password") {
                assert!(known.contains(id), "{name}: nothing has the id {id}");
            }
        }
        for element in select(html, "[aria-labelledby], [aria-describedby], [aria-controls]") {
            for attribute in ["aria-labelledby", "aria-describedby", "aria-controls"] {
                for id in element.attr(attribute).unwrap_or("").split_whitespace() {
                    assert!(known.contains(id), "{name}: nothing has the id {id}");
                }
            }
        }
    });
}

#[test]
fn every_form_that_posts_carries_token_and_key() {
    on_every_page(|name, text, html| {
        for form in select(html, "form[method=post]") {
            for field in ["csrf_token", "form_key"] {
                let inputs = form.select(&Selector::parse(&format!("input[name={field}]")).unwrap()).count();
                assert_eq!(inputs, 1, "{name}: {field} in {}", form.attr("action").unwrap_or(""));
            }
            assert!(form.attr("action").is_some_and(|action| action.starts_with('/')), "{name}");
        }
        assert!(!text.contains("style=") && !text.contains(" onclick") && !text.contains("javascript:"), "{name}");
    });
}

#[test]
fn every_field_has_a_label_and_every_button_a_name() {
    on_every_page(|name, _, html| {
        for field in select(html, "input:not([type=hidden]), select, textarea") {
            let id = field.attr("id").unwrap_or_default();
            let around = field.ancestors().filter_map(ElementRef::wrap).filter(|outer| outer.value().name() == "label");
            let labels = select(html, &format!("label[for='{id}']")).len() + around.count();
            let spoken = usize::from(field.attr("aria-label").is_some_and(|label| !label.is_empty()));
            assert_eq!(labels + spoken, 1, "{name}: {}", field.html());
        }
        for button in select(html, "button, a, summary") {
            let text: String = button.text().collect();
            let named = !text.trim().is_empty() || button.attr("aria-label").is_some_and(|label| !label.is_empty());
            assert!(named, "{name}: {}", button.html());
        }
    });
}

#[test]
fn a_refused_form_says_so_in_title_and_summary() {
    on_every_page(|name, _, html| {
        let title: String = select(html, "title")[0].text().collect();
        let refused = !select(html, ".summary[role=alert] a").is_empty();
        assert_eq!(title.starts_with("Error: ") || title.starts_with("Fout: "), refused, "{name}: {title}");
        for field in select(html, "[aria-invalid=true]") {
            assert!(field.attr("aria-describedby").is_some_and(|ids| ids.contains("-err")), "{name}");
        }
        // Whatever was typed into a password field is gone.
        for field in select(html, "input[type=password]") {
            assert_eq!(field.attr("value"), None, "{name}");
        }
    });
}

#[test]
fn no_key_is_shown_in_place_of_its_text() {
    let catalogue = include_str!("../../locales/en/latchkey.ftl");
    let keys: Vec<&str> = catalogue.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect();
    on_every_page(|name, _, html| {
        let text: String = said(select(html, "body")[0]).join(" ");
        for word in text.split_whitespace().filter(|word| word.contains('-')) {
            assert!(!keys.contains(&word), "{name}: {word}");
        }
        assert!(!text.contains(['\u{2068}', '\u{2069}']), "{name}: isolation marks");
        // What administrators may write stands there as it is written.
        let text = Place::ALL.iter().fold(text, |text, place| text.replace(&place.written(), ""));
        assert!(!text.contains('{'), "{name}: an argument was not filled in");
    });
}

#[test]
fn pages_in_dutch_speak_no_english() {
    let english: HashSet<String> = visible(Language::English);
    let dutch: HashSet<String> = visible(Language::Dutch);
    let catalogue = include_str!("../../locales/nl/latchkey.ftl");
    let both: Vec<&String> = english.intersection(&dutch).filter(|text| words_in(text) > 3).collect();
    for text in both {
        // The stable names of the log stand beside their translation, marked as English.
        if activity::ALL.contains(&text.as_str()) {
            continue;
        }
        let made_up = text.contains("Operations")
            || people::everybody().iter().any(|user| text.contains(user.display_name.as_str()));
        assert!(made_up || catalogue.contains(text.as_str()), "in both languages: {text}");
    }
}

/// The texts that are said to somebody: what is to be typed into a machine stands in a `pre` that is not to be translated.
fn said(of: ElementRef<'_>) -> Vec<&str> {
    let typed = Selector::parse("pre[translate=no]").unwrap();
    let typed: Vec<&str> = of.select(&typed).flat_map(|element| element.text()).collect();
    of.text().filter(|text| !typed.contains(text)).collect()
}

fn words_in(text: &str) -> usize {
    text.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count()
}

fn visible(language: Language) -> HashSet<String> {
    let pages = samples::all(language);
    let texts = pages.iter().flat_map(|sample| {
        let html = Html::parse_document(&sample.html);
        let texts: Vec<String> =
            said(select(&html, "main")[0]).into_iter().map(|text| text.trim().to_owned()).collect();
        texts
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn names_that_attack_come_out_as_text() {
    let attacker = || {
        let mut user = people::user(1, people::ATTACK, "x");
        user.user_name = latchkey::domain::user::UserName::trusted(people::ATTACK.to_owned());
        user.job_title = Some(people::ATTACK.into());
        user.department = Some(people::ATTACK.into());
        user.given_name = Some(people::ATTACK.into());
        user
    };
    for html in samples::with(Language::English, &attacker, people::ATTACK) {
        assert!(!html.contains("<script>alert"), "{html}");
        let parsed = Html::parse_document(&html);
        assert_eq!(select(&parsed, "script").len(), 1);
        assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"));
    }
}

#[test]
fn the_password_is_on_one_page_only_and_in_no_attribute() {
    let shown = samples::all(Language::English).into_iter().find(|sample| sample.name == "done").unwrap().html;
    let html = Html::parse_document(&shown);
    let password: String = select(&html, "#secret")[0].text().collect();
    assert_eq!(password.len(), 19);
    assert_eq!(shown.matches(&password).count(), 1);
    let spelled: String = select(&html, ".spell b").iter().flat_map(ElementRef::text).collect();
    assert_eq!(spelled, password);
    assert_eq!(select(&html, "body")[0].attr("class"), Some("slip"));
}

#[test]
fn buttons_ask_the_same_policy_as_deeds() {
    let origin = Origin { request: RequestId::from_uuid(Uuid::nil()), address: None, device: None };
    for mine in Role::ALL {
        for theirs in Role::ALL.into_iter().map(Some).chain([None]) {
            for source in [Source::Local, Source::Directory, Source::External] {
                for (number, privileged_group) in [(1, false), (1, true), (99, false)] {
                    let roles: Roles = theirs.into_iter().chain([Role::DirectoryReader]).collect();
                    let user = User { id: people::id(number), source, roles, privileged_group, ..people::bram() };
                    let visitor = people::sanne(&[mine]);
                    let session = latchkey::domain::id::SessionId::from_uuid(Uuid::nil());
                    let who = Who::Person { id: visitor.id, name: String::new(), roles: visitor.roles, session };
                    let actor = Actor { who, origin: origin.clone() };
                    let allowed = actor.check_on(Permission::ResetPassword, &Target::from(&user)).is_ok();
                    assert_eq!(visitor.may_reset(&user), allowed, "{mine} on {theirs:?}, {source:?}");
                }
            }
        }
    }
}

#[test]
fn times_and_numbers_follow_the_language_and_the_zone() {
    let organisation = people::organisation();
    let told = |language: Language, at: &str, long: bool| {
        let words = people::words(language);
        let clock = Clock::new(words.dates(), &organisation, people::now());
        let at = people::at(at);
        if long { clock.long(&at).text() } else { clock.short(&at).text() }
    };
    for (at, english, dutch) in [
        ("2026-11-20T13:07:00Z", "Today 14:07", "Vandaag 14:07"),
        ("2026-11-19T23:00:00Z", "Today 00:00", "Vandaag 00:00"),
        ("2026-11-19T22:59:59Z", "Yesterday 23:59", "Gisteren 23:59"),
        ("2026-03-03T09:20:00Z", "3 Mar 10:20", "3 mrt 10:20"),
        ("2025-12-31T22:59:00Z", "31 Dec 2025 23:59", "31 dec 2025 23:59"),
        ("2026-11-21T13:07:00Z", "21 Nov 14:07", "21 nov 14:07"),
    ] {
        assert_eq!(told(Language::English, at, false), english);
        assert_eq!(told(Language::Dutch, at, false), dutch);
    }
    assert_eq!(told(Language::English, "2026-11-21T13:07:00Z", true), "Saturday 21 November, 14:07");
    assert_eq!(told(Language::Dutch, "2027-08-01T12:07:00Z", true), "zondag 1 augustus 2027, 14:07");

    let words = people::words(Language::English);
    let clock = Clock::new(words.dates(), &organisation, people::now());
    let summer = clock.short(&people::at("2026-07-01T07:05:00Z")).to_string();
    assert_eq!(summer, "<time datetime=\"2026-07-01T09:05+02:00\">1 Jul 09:05</time>");
    assert_eq!(Number::of(words.dates(), 1_284_000).to_string(), "1,284,000");
    assert_eq!(Number::count(people::words(Language::Dutch).dates(), Count::capped(1001)).to_string(), "1.000+");
}

#[test]
fn every_event_has_a_sentence_of_its_own() {
    for language in Language::ALL {
        let words = people::words(language);
        let mut told = HashSet::new();
        for entry in people::events() {
            let sentence = events::sentence(&words, "noordzee.example", &entry);
            assert!(sentence.ends_with('.') && !sentence.contains('@'), "{sentence}");
            assert!(told.insert(sentence.clone()), "twice: {sentence}");
        }
    }
}

#[test]
fn templates_have_at_most_150_lines() {
    fn walk(folder: &std::path::Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(text.lines().count() <= 150, "{}", path.display());
                assert!(!text.contains("|safe") && !text.contains("| safe"), "{}", path.display());
            }
        }
    }
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"));
}

/// Writes every sample to the folder in `LOOK_SAMPLES`, for eyes and axe; and says what the list of people costs.
#[test]
fn samples_can_be_looked_at() {
    let people: Vec<User> = (0..50).map(|number| people::user(number, "Grietje van der Meer", "grietje")).collect();
    let list = samples::users(Language::English, people);
    let html = list.html().unwrap();
    assert!(html.len() <= list.room() && html.len() * 2 > list.room(), "{} of {}", html.len(), list.room());
    let started = Instant::now();
    for _ in 0..200 {
        std::hint::black_box(list.html().unwrap());
    }
    println!("50 people: {} bytes, {:?}", html.len(), started.elapsed() / 200);

    let Some(folder) = std::env::var_os("LOOK_SAMPLES") else { return };
    for language in Language::ALL {
        let folder = std::path::Path::new(&folder).join(language.tag());
        std::fs::create_dir_all(&folder).unwrap();
        for sample in samples::all(language) {
            std::fs::write(folder.join(format!("{}.html", sample.name)), sample.html).unwrap();
        }
    }
}
