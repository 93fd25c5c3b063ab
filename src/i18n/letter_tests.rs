//! What letters say, in every kind and both languages.

use jiff::tz::TimeZone;

use super::*;
use crate::domain::organisation::Language;
use crate::domain::password::temporary::TemporaryPassword;
use crate::domain::secret::SentCode;

fn letters() -> Vec<Letter> {
    let code = || SentCode::read("01234567").unwrap();
    let notice = |about| {
        Letter::Notice(Notice {
            about,
            user_name: "<a href=x>bram@example.org".into(),
            at: Timestamp::from_second(1_700_000_000).unwrap(),
            address: (about != About::AppAdded).then(|| "192.0.2.7".into()),
        })
    };
    let plain = [
        Letter::Trial,
        Letter::ResetCode { code: code(), minutes: 10 },
        Letter::AddressCode { code: code(), minutes: 1 },
        Letter::SignInCode {
            code: TemporaryPassword::read("kxwm-4r7p-qz9t-h3cv").unwrap(),
            until: Timestamp::from_second(1_700_000_000).unwrap(),
        },
        Letter::ResetRefused { refusal: "SSPR_0013".into() },
    ];
    plain.into_iter().chain(About::ALL.map(notice)).collect()
}

#[test]
fn every_letter_says_the_same_in_text_and_html_and_neither_holds_markup_of_a_name() {
    let organisation = Organisation {
        name: "Noord & Zee".into(),
        domains: vec!["example.org".into()],
        time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        language: Language::English,
        service_desk: Some("010 555 01 34".into()),
    };
    for language in Language::ALL {
        let words = Words::load(language).unwrap();
        let paper =
            Paper { words: &words, organisation: &organisation, portal: "https://passwords.example.org", help: None };
        for letter in letters() {
            let drawn = paper.draw(&letter, None).unwrap();
            assert!(drawn.subject.contains("Noord & Zee"), "{}", drawn.subject);
            assert!(drawn.text.contains("Noord & Zee") && drawn.text.contains("010 555 01 34"), "{}", drawn.text);
            assert!(drawn.html.contains("Noord &#38; Zee"), "{}", drawn.html);
            assert!(!drawn.html.contains("<a href=x>"), "{}", drawn.html);
            assert!(!drawn.text.contains("mail-") && !drawn.subject.contains("mail-"), "a word is missing");
            if matches!(letter, Letter::SignInCode { .. }) {
                let code = "kxwm-4r7p-qz9t-h3cv";
                assert!(drawn.text.contains(code) && drawn.html.contains(code) && !drawn.subject.contains("kxwm"));
                assert!(!drawn.text.contains("://"), "a letter with a code has no link (security 4.8)");
                assert!(drawn.text.contains("2023, 23:13"), "{}", drawn.text);
            }
            if letter.kind() == Kind::Notice(About::PasswordEnds) {
                let day = if language == Language::English { "on 14 November 2023." } else { "op 14 november 2023." };
                assert!(drawn.text.contains(day) && !drawn.text.contains("23:13"), "{}", drawn.text);
                assert!(drawn.text.contains("https://passwords.example.org/account/password"), "{}", drawn.text);
            }
            if matches!(letter, Letter::ResetCode { .. } | Letter::AddressCode { .. }) {
                assert!(drawn.text.contains("0123 4567") && drawn.html.contains("0123 4567"));
                assert!(!drawn.subject.contains("0123"), "a locked screen shows subjects");
                assert!(!drawn.text.contains("://"), "a letter with a code has no link (security 4.8)");
            }
        }
        let Letter::Notice(notice) = letters().pop().unwrap() else { panic!("the last one is a notice") };
        assert!(paper.moment(notice.at).ends_with("2023, 23:13"), "{}", paper.moment(notice.at));
    }
}

#[test]
fn an_original_fits_its_kind_and_says_what_is_said_without_it() {
    let organisation = Organisation {
        name: "{code} & <b>Zee".into(),
        domains: vec!["example.org".into()],
        time_zone: TimeZone::get("Europe/Amsterdam").unwrap(),
        language: Language::English,
        service_desk: None,
    };
    for language in Language::ALL {
        let words = Words::load(language).unwrap();
        let paper =
            Paper { words: &words, organisation: &organisation, portal: "https://passwords.example.org", help: None };
        for letter in letters() {
            let kind = letter.kind();
            let original = paper.original(kind);
            assert!(original.fits(kind), "{}: {:?} {:?}", kind.id(), original, original.text_misfit(kind));
            for place in kind.needs() {
                assert!(original.text.contains(&place.written()), "{}: {original:?}", kind.id());
            }
            let (plain, own) = (paper.draw(&letter, None).unwrap(), paper.draw(&letter, Some(&original)).unwrap());
            // Where no address is known, and where it is one minute, our own words have a sentence of their own.
            if !matches!(kind, Kind::AddressCode | Kind::Notice(About::AppAdded)) {
                assert_eq!((&plain.subject, &plain.text), (&own.subject, &own.text), "{}", kind.id());
                assert_eq!(plain.html, own.html, "{}", kind.id());
            }
            let sample = paper.sample(kind, "bram@example.org", Timestamp::UNIX_EPOCH, Some(&original)).unwrap();
            assert!(sample.subject.contains("{code} & <b>Zee"), "what is filled in stays as it is: {}", sample.subject);
            assert!(!sample.html.contains("<b>"), "{}", sample.html);
        }
    }
}

#[test]
fn where_no_help_was_decided_own_words_lead_to_the_service_desk() {
    let organisation = Organisation {
        name: "Noord & Zee".into(),
        domains: vec!["example.org".into()],
        time_zone: TimeZone::UTC,
        language: Language::English,
        service_desk: None,
    };
    let letter = Letter::ResetRefused { refusal: "SSPR_0013".into() };
    let text = "Find help at {link}, and say {reason}.\n\n{link}\n\nUntil then";
    let own = Wording { subject: "Help".into(), text: text.into() };
    assert!(own.fits(Kind::ResetRefused));
    let page = Help::Page("https://help.example.org".into());
    for (language, desk) in [(Language::English, "the service desk"), (Language::Dutch, "de servicedesk")] {
        let words = Words::load(language).unwrap();
        let without = Paper { words: &words, organisation: &organisation, portal: "", help: None };
        let told = without.draw(&letter, Some(&own)).unwrap().text;
        let expected = format!("Find help at {desk}, and say SSPR_0013.\n\nUntil then\n\n-- \nNoord & Zee\n");
        assert_eq!(told, expected);
        let told = Paper { help: Some(&page), ..without }.draw(&letter, Some(&own)).unwrap().text;
        assert!(told.starts_with("Find help at https://help.example.org, and say SSPR_0013."), "{told}");
    }
}

#[test]
fn a_text_message_is_one_short_line_with_its_code_and_no_way_anywhere() {
    let organisation = Organisation {
        name: "Noordzee Havens".into(),
        domains: vec!["example.org".into()],
        time_zone: TimeZone::UTC,
        language: Language::English,
        service_desk: Some("010 555 01 34".into()),
    };
    let code = || SentCode::read("01234567").unwrap();
    let texts = [
        (Letter::TextTrial, ""),
        (Letter::ResetText { code: code(), minutes: 10 }, "0123 4567"),
        (Letter::PhoneText { code: code(), minutes: 10 }, "0123 4567"),
    ];
    for language in Language::ALL {
        let words = Words::load(language).unwrap();
        let paper =
            Paper { words: &words, organisation: &organisation, portal: "https://passwords.example.org", help: None };
        for (letter, holds) in &texts {
            let line = paper.line(letter);
            assert!(line.starts_with("Noordzee Havens: ") && line.contains(holds), "{line}");
            assert!(line.chars().count() <= 160 && !line.contains("://") && !line.contains('\n'), "{line}");
        }
        // However long the name is, and whatever letters it has.
        let long = organisation.called(&"Stichting Zee\u{308}n én Coöperatie – ’t [Anker] ".repeat(5));
        let paper = Paper { words: &words, organisation: &long, portal: "", help: None };
        for (letter, holds) in &texts {
            let line = paper.line(letter);
            assert!(line.starts_with("Stichting Zeen én Coöperatie - 't (Anker)") && line.contains(holds), "{line}");
            assert!((150..=160).contains(&line.chars().count()), "{}: {line}", line.chars().count());
        }
    }
}
