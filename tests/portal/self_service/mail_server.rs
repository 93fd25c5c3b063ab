//! Whatever a mail server does, letters are tried for as long as somebody wants them, and no page shows it (F28).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{NEW, VERIFY, address, at_home, decide, reachable};
use crate::support::page::Page;
use crate::support::post::Arrived;
use crate::support::server::{Portal, run_at};
use crate::support::sink::{Manner, Sink};

/// What became of the newest letter, whether it can still be read, and how often it was tried.
const NEWEST: &str =
    "SELECT state || '/' || (sealed IS NOT NULL)::text || '/' || tries::text FROM letter ORDER BY id DESC LIMIT 1";

/// Runs a test in a portal that sends mail to a process of its own, and in which everybody may reset the own password by one proof.
fn open(test: impl AsyncFnOnce(&Portal, &Sink)) {
    let sink = Sink::open();
    run_at(
        "localhost",
        |house| sink.serves(house),
        async |portal| {
            decide(portal, r#"{"reach": "everybody"}"#).await;
            test(portal, &sink).await;
        },
    );
}

#[test]
fn a_server_that_is_away_or_busy_is_tried_again_later_and_later() {
    open(async |portal, sink| {
        let bram = reachable(portal, "Bram de Vries").await;
        for manner in [Manner::Gone, Manner::NotNow] {
            sink.is(manner);
            let page = portal.visitor().says_who(&bram.user_name).await;
            assert_eq!((page.code(), page.location()), (303, VERIFY), "{manner:?}");
            assert_eq!(sink.collect(portal).await, 1, "{manner:?}");
            assert_eq!(sink.collect(portal).await, 0, "at once again: {manner:?}");
            portal.advance(SignedDuration::from_secs(7));
            assert_eq!(sink.collect(portal).await, 1, "{manner:?}");
            portal.advance(SignedDuration::from_secs(7));
            assert_eq!(sink.collect(portal).await, 0, "the second pause is longer: {manner:?}");
            portal.advance(SignedDuration::from_secs(15));
            sink.is(Manner::Kind);
            assert_eq!(sink.collect(portal).await, 1);
        }
        assert_eq!(sink.arrived().len(), 2);
        let states = "SELECT string_agg(state || '/' || (sealed IS NULL)::text, ' ' ORDER BY id) FROM letter";
        assert_eq!(portal.ask(states, &[]).await, "sent/true sent/true");
    });
}

#[test]
fn whatever_a_server_does_a_code_is_tried_until_it_is_void_and_never_after_that() {
    open(async |portal, sink| {
        // With how many copies come of three tries: by one that ends with the first, and by one that only never says so.
        let faults = [(Manner::Gone, 0), (Manner::NotNow, 0), (Manner::DiesAfterwards, 1), (Manner::Hangs, 3)];
        for (number, (manner, copies)) in faults.into_iter().enumerate() {
            let person = reachable(portal, &format!("Nora{number} Nieuw")).await;
            sink.is(manner);
            portal.visitor().says_who(&person.user_name).await;
            // At once, soon, and shortly before nobody wants it any more.
            for pause in [0, 7, 530] {
                portal.advance(SignedDuration::from_secs(pause));
                assert_eq!(sink.collect(portal).await, 1, "{manner:?}, {pause}");
            }
            assert_eq!(portal.ask(NEWEST, &[]).await, "waiting/true/3", "{manner:?}");
            portal.advance(SignedDuration::from_mins(2));
            sink.is(Manner::Kind);
            assert_eq!(sink.collect(portal).await, 0, "{manner:?}: a dead code is sent to nobody");
            assert_eq!(portal.ask(NEWEST, &[]).await, "stale/false/3", "{manner:?}");
            let arrived = sink.of(&at_home(&person));
            assert_eq!(arrived.len(), copies, "{manner:?}");
            assert!(arrived.iter().all(|letter| letter.id() == arrived[0].id()), "{manner:?}");
        }
    });
}

#[test]
fn a_letter_that_is_refused_is_not_tried_again() {
    open(async |portal, sink| {
        let bram = reachable(portal, "Bram de Vries").await;
        sink.is(Manner::Refuses);
        portal.visitor().says_who(&bram.user_name).await;
        assert_eq!(sink.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(5));
        sink.is(Manner::Kind);
        assert_eq!(sink.collect(portal).await, 0);
        assert_eq!(sink.arrived().len(), 0);
        assert_eq!(portal.ask("SELECT state || ': ' || said FROM letter", &[]).await, "failed: no such mailbox");
    });
}

#[test]
fn a_server_that_dies_after_taking_a_letter_gets_the_same_one_once_more() {
    open(async |portal, sink| {
        let bram = reachable(portal, "Bram de Vries").await;
        sink.is(Manner::DiesAfterwards);
        portal.visitor().says_who(&bram.user_name).await;
        assert_eq!(sink.collect(portal).await, 1);
        assert_eq!(portal.ask("SELECT state || ': ' || trouble FROM letter", &[]).await, "waiting: unreachable");
        sink.is(Manner::Kind);
        portal.advance(SignedDuration::from_secs(10));
        assert_eq!(sink.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(1));
        assert_eq!(sink.collect(portal).await, 0);
        let arrived = sink.arrived();
        assert_eq!(arrived.len(), 2, "one duplicate and no further one");
        assert_eq!((arrived[0].id(), arrived[0].text()), (arrived[1].id(), arrived[1].text()));
    });
}

#[test]
fn a_server_that_takes_a_letter_and_never_says_so_is_left_in_time_and_holds_up_no_page() {
    open(async |portal, sink| {
        let bram = reachable(portal, "Bram de Vries").await;
        sink.is(Manner::Hangs);
        let page = portal.visitor().says_who(&bram.user_name).await;
        assert_eq!((page.code(), page.location()), (303, VERIFY));
        let started = std::time::Instant::now();
        assert_eq!(sink.collect(portal).await, 1);
        assert!(started.elapsed() < std::time::Duration::from_secs(8), "{:?}", started.elapsed());
        assert_eq!(portal.ask("SELECT state || ': ' || trouble FROM letter", &[]).await, "waiting: too-slow");
        sink.is(Manner::Kind);
        portal.advance(SignedDuration::from_secs(10));
        assert_eq!(sink.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(1));
        assert_eq!(sink.collect(portal).await, 0);
        let arrived = sink.of(&at_home(&bram));
        assert_eq!((arrived.len(), arrived[0].id()), (2, arrived[1].id()), "the same one once more");
    });
}

/// What an answer shows.
fn shown(page: &Page) -> (u16, String, String) {
    (page.code(), page.location().to_owned(), page.masked())
}

#[test]
fn whatever_a_server_does_the_pages_are_the_same_to_the_byte_for_everybody() {
    open(async |portal, sink| {
        let mut usual = None;
        for (number, manner) in Manner::ALL.into_iter().enumerate() {
            let person = reachable(portal, &format!("Nora{number} Nieuw")).await;
            for name in [person.user_name, format!("nobody{number}")] {
                sink.is(manner);
                let mut browser = portal.visitor();
                let mut pages = vec![browser.says_who(&name).await];
                pages.push(browser.follow().await);
                // Nor does anything show once it was tried.
                sink.collect(portal).await;
                pages.push(browser.get(VERIFY).await);
                pages.push(browser.asks_for_another().await);
                pages.push(browser.follow().await);
                let pages: Vec<_> = pages.iter().map(shown).collect();
                assert_eq!((pages[0].0, pages[0].1.as_str(), pages[1].0), (303, VERIFY, 200), "{manner:?}, {name}");
                let first = usual.get_or_insert_with(|| pages.clone());
                assert_eq!(pages, *first, "{manner:?}, {name}");
            }
        }
    });
}

#[test]
fn of_codes_that_waited_for_a_server_only_those_leave_that_still_open_something() {
    open(async |portal, sink| {
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        sink.is(Manner::NotNow);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        sink.collect(portal).await;
        browser.asks_for_another().await;
        // A reset of his in another browser has a code of its own.
        let mut other = portal.visitor();
        other.says_who(&bram.user_name).await;
        // And whoever went back wants none.
        let mut hers = portal.visitor();
        hers.says_who(&eva.user_name).await;
        hers.get(VERIFY).await;
        assert_eq!(hers.post("/reset-password/cancel", &[]).await.code(), 303);
        sink.collect(portal).await;
        sink.is(Manner::Kind);
        portal.advance(SignedDuration::from_mins(2));
        sink.collect(portal).await;
        let codes: Vec<_> = sink.of(&at_home(&bram)).iter().map(Arrived::code).collect();
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert_eq!(sink.of(&at_home(&eva)).len(), 0);
        assert_eq!(browser.gives("email", &codes[0]).await.location(), NEW);
        assert_eq!(other.gives("email", &codes[1]).await.location(), NEW);
    });
}

#[test]
fn neither_names_nor_words_of_a_letter_are_markup_or_commands() {
    open(async |portal, sink| {
        let evil = portal.plain("Eva Kwaad").await;
        address(portal, &evil, "evil@home.example").await;
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let branded = paul.fill("/settings/branding", &[("name", "<a href=//evil>x</a>")]).await;
        assert_eq!(branded.code(), 303, "{}", branded.text());
        let text = "Here it is:\n{code}\n.\nMAIL FROM:<evil>\nRCPT TO:<evil>\n.\nQUIT\nThe end.";
        let path = "/settings/letters/reset-code";
        let page = paul.fill(path, &[("subject", "Code"), ("text", text), ("deed", "save")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        portal.visitor().says_who(&evil.user_name).await;
        sink.collect(portal).await;
        let arrived = sink.arrived();
        assert_eq!(arrived.len(), 1, "a dot on a line of its own ends nothing");
        let told = arrived[0].text();
        assert!(told.contains("RCPT TO:<evil>") && told.contains("The end."), "{told}");
        // As plain text it stands as it is, and as a page it is text.
        let html = arrived[0].raw.split("text/html").nth(1).unwrap();
        assert!(html.contains("&#60;a") && !html.contains("<a href=//evil"), "{html}");
        assert!(!html.contains("<a href=3D//evil"), "{html}");
    });
}
