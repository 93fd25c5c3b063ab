//! Mail leaves behind the deeds, whatever the mail server does (F28, A78).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{VERIFY, at_home, code, decide, open, reachable};
use crate::support::mailbox::Manner;
use crate::support::server::run;

const PAGE: &str = "/settings/mail";

#[test]
fn a_server_that_is_away_is_tried_again_later_and_later_until_nobody_wants_the_code() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        for manner in [Manner::Gone, Manner::NotNow] {
            mailbox.is(manner);
            let page = portal.visitor().says_who(&bram.user_name).await;
            assert_eq!((page.code(), page.location()), (303, VERIFY), "{manner:?}");
            assert_eq!(mailbox.collect(portal).await, 1, "{manner:?}");
            assert_eq!(mailbox.collect(portal).await, 0, "at once again: {manner:?}");
            portal.advance(SignedDuration::from_secs(7));
            assert_eq!(mailbox.collect(portal).await, 1, "{manner:?}");
            portal.advance(SignedDuration::from_secs(7));
            assert_eq!(mailbox.collect(portal).await, 0, "the second pause is longer: {manner:?}");
            portal.advance(SignedDuration::from_secs(15));
            mailbox.is(Manner::Kind);
            assert_eq!(mailbox.collect(portal).await, 1);
        }
        assert_eq!(mailbox.arrived().len(), 2);
        mailbox.is(Manner::Gone);
        portal.advance(SignedDuration::from_hours(1));
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        portal.advance(SignedDuration::from_mins(10));
        mailbox.is(Manner::Kind);
        assert_eq!(mailbox.collect(portal).await, 0, "a dead code is sent to nobody");
        let states = "SELECT string_agg(state || '/' || (sealed IS NULL)::text, ' ' ORDER BY id) FROM letter";
        assert_eq!(portal.ask(states, &[]).await, "sent/true sent/true stale/true");
    });
}

#[test]
fn a_letter_that_is_refused_is_not_tried_again() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        mailbox.is(Manner::Refuses);
        portal.visitor().says_who(&bram.user_name).await;
        assert_eq!(mailbox.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(5));
        assert_eq!(mailbox.collect(portal).await, 0);
        assert_eq!(portal.ask("SELECT state || ': ' || said FROM letter", &[]).await, "failed: no such mailbox");
    });
}

#[test]
fn a_server_that_dies_after_taking_a_letter_gets_the_same_one_once_more() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        mailbox.is(Manner::DiesAfterwards);
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        mailbox.is(Manner::Kind);
        portal.advance(SignedDuration::from_secs(10));
        assert_eq!(mailbox.collect(portal).await, 1);
        portal.advance(SignedDuration::from_mins(1));
        assert_eq!(mailbox.collect(portal).await, 0);
        let arrived = mailbox.arrived();
        assert_eq!(arrived.len(), 2);
        assert_eq!((arrived[0].id(), arrived[0].text()), (arrived[1].id(), arrived[1].text()));
    });
}

#[test]
fn a_server_that_dies_in_the_middle_leaves_the_letter_to_another_one() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.visitor().says_who(&bram.user_name).await;
        // As a server leaves it that had just taken it.
        portal.execute("UPDATE letter SET due_at = due_at + interval '120 seconds', tries = 1", &[]).await;
        assert_eq!(mailbox.collect(portal).await, 0);
        portal.advance(SignedDuration::from_secs(121));
        assert_eq!(mailbox.collect(portal).await, 1);
    });
}

#[test]
fn a_test_shows_whether_mail_arrives_and_the_page_what_became_of_it() {
    open(async |portal, mailbox| {
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let page = paul.get("/settings").await;
        assert_eq!(page.link("Mail").unwrap(), PAGE);
        let page = paul.fill(PAGE, &[("to", "nonsense")]).await;
        assert_eq!((page.code(), page.value("to")), (422, "nonsense".into()), "{}", page.text());
        mailbox.is(Manner::NotNow);
        let page = paul.fill(PAGE, &[("to", "paul@home.example")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        mailbox.collect(portal).await;
        let page = paul.follow().await;
        assert!(page.flash().contains("The test is on its way"), "{}", page.main());
        let told = page.one("#list tbody tr");
        for part in ["Test", "p•••@home.example", "Waits", "refuses for now", "mailbox busy", "tried once", "next try"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
        mailbox.is(Manner::Kind);
        portal.advance(SignedDuration::from_secs(10));
        mailbox.collect(portal).await;
        assert!(paul.get(PAGE).await.one("#list tbody tr").contains("Sent"));
        assert!(mailbox.of("paul@home.example")[0].raw.contains("Auto-Submitted: auto-generated"));
        assert_eq!(portal.last("Send test mail").await.details, r#"{"to":"p•••@home.example"}"#);
        let mut reader = portal.signed_in(&portal.holder("Rita Reader", Role::GlobalReader).await).await;
        let page = reader.get(PAGE).await;
        assert!(page.code() == 200 && page.form(PAGE).is_none(), "{}", page.main());
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        assert_eq!(helpdesk.get(PAGE).await.code(), 403);
    });
}

#[test]
fn without_a_mail_server_everything_else_works_and_the_page_says_so() {
    run(async |portal| {
        decide(portal, r#"{"reach": "everybody"}"#).await;
        let gwen = portal.global("Gwen Bakker").await;
        let bram = reachable(portal, "Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let page = browser.follow().await;
        assert!(!page.says("Code by mail") && page.says("Authenticator app"), "{}", page.main());
        assert_eq!(browser.gives("app", &app.next(portal)).await.location(), "/reset-password/new");
        assert_eq!(portal.count("SELECT count(*) FROM letter").await, 0);
        let mut gwens = portal.signed_in(&gwen).await;
        let page = gwens.get(PAGE).await;
        assert!(page.says("No mail is sent") && page.form(PAGE).is_none(), "{}", page.main());
        assert_eq!(gwens.get("/account/security/address").await.code(), 404);
    });
}

#[test]
fn neither_names_nor_words_of_a_letter_are_markup_or_commands() {
    open(async |portal, mailbox| {
        let evil = portal.plain("Eva Kwaad").await;
        super::address(portal, &evil, "evil@home.example").await;
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let branded = paul.fill("/settings/branding", &[("name", "<a href=//evil>x</a>")]).await;
        assert_eq!(branded.code(), 303, "{}", branded.text());
        let text = "Here it is:\n{code}\n.\nMAIL FROM:<evil>\nRCPT TO:<evil>\n.\nQUIT\nThe end.";
        let path = "/settings/letters/reset-code";
        let page = paul.fill(path, &[("subject", "Code"), ("text", text), ("deed", "save")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        portal.visitor().says_who(&evil.user_name).await;
        mailbox.collect(portal).await;
        let arrived = mailbox.arrived();
        assert_eq!(arrived.len(), 1, "a dot on a line of its own ends nothing");
        let told = arrived[0].text();
        assert!(told.contains("RCPT TO:<evil>") && told.contains("The end."), "{told}");
        // As plain text it stands as it is, and as a page it is text.
        let html = arrived[0].raw.split("text/html").nth(1).unwrap();
        assert!(html.contains("&#60;a") && !html.contains("<a href=//evil"), "{html}");
        assert!(!html.contains("<a href=3D//evil"), "{html}");
    });
}

#[test]
fn a_letter_speaks_the_language_of_whoever_reads_it() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET preferred_language = 'nl-NL' WHERE id = $1::text::uuid", &[&bram.id]).await;
        portal.visitor().says_who(&bram.user_name).await;
        code(portal, mailbox, &bram).await;
        let letter = mailbox.of(&at_home(&bram))[0].clone();
        assert!(letter.text().contains("Je vroeg om een nieuw wachtwoord"), "{}", letter.text());
    });
}

#[test]
fn a_code_is_not_sent_to_somebody_who_was_blocked_meanwhile() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.visitor().says_who(&bram.user_name).await;
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&bram.id]).await;
        assert_eq!(mailbox.collect(portal).await, 0);
        assert_eq!(mailbox.arrived().len(), 0);
    });
}

#[test]
fn the_letters_are_listed_page_by_page() {
    open(async |portal, _| {
        let letters = "INSERT INTO letter (id, recipient, language, kind, made_at, due_at, stale_at, state, ended_at) \
                       SELECT ('0190000000007000800000000000' || lpad(to_hex(n), 4, '0'))::uuid, 'x' || n || '@home.example', 'en', 'trial', \
                       now(), now(), now(), 'sent', now() FROM generate_series(1, 60) n";
        portal.execute(letters, &[]).await;
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        let page = paul.get("/settings/mail?size=25").await;
        assert_eq!(page.texts("#list tbody tr").len(), 25, "{}", page.main());
        let older = page.link("Older").unwrap();
        let page = paul.get(&older).await;
        assert_eq!(page.texts("#list tbody tr").len(), 25);
        let oldest = page.link("Older").unwrap();
        let newer = page.link("Newer").unwrap();
        let page = paul.get(&oldest).await;
        assert!(page.texts("#list tbody tr").len() == 10 && page.link("Older").is_none(), "{}", page.main());
        assert_eq!(paul.get(&newer).await.texts("#list tbody tr").len(), 25);
        assert_eq!(paul.get("/settings/mail?after=nonsense").await.code(), 422);
    });
}

#[test]
fn a_server_that_takes_a_letter_and_never_says_so_is_left_in_time_and_holds_up_no_page() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        mailbox.is(Manner::Hangs);
        let page = portal.visitor().says_who(&bram.user_name).await;
        assert_eq!((page.code(), page.location()), (303, VERIFY));
        let started = std::time::Instant::now();
        assert_eq!(mailbox.collect(portal).await, 1);
        assert!(started.elapsed() < std::time::Duration::from_secs(8), "{:?}", started.elapsed());
        assert_eq!(portal.ask("SELECT state || ': ' || trouble FROM letter", &[]).await, "waiting: too-slow");
        mailbox.is(Manner::Kind);
        portal.advance(SignedDuration::from_secs(10));
        assert_eq!(mailbox.collect(portal).await, 1);
        let arrived = mailbox.of(&at_home(&bram));
        assert_eq!((arrived.len(), arrived[0].id()), (2, arrived[1].id()), "the same one once more");
    });
}

#[test]
fn of_codes_that_waited_for_a_server_only_those_leave_that_still_open_something() {
    open(async |portal, mailbox| {
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        mailbox.is(Manner::NotNow);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        browser.asks_for_another().await;
        // A reset of his in another browser has a code of its own.
        let mut other = portal.visitor();
        other.says_who(&bram.user_name).await;
        // And whoever went back wants none.
        let mut hers = portal.visitor();
        hers.says_who(&eva.user_name).await;
        hers.get(VERIFY).await;
        assert_eq!(hers.post("/reset-password/cancel", &[]).await.code(), 303);
        mailbox.collect(portal).await;
        mailbox.is(Manner::Kind);
        portal.advance(SignedDuration::from_mins(2));
        mailbox.collect(portal).await;
        let codes: Vec<_> = mailbox.of(&at_home(&bram)).iter().map(crate::support::post::Arrived::code).collect();
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert_eq!(mailbox.of(&at_home(&eva)).len(), 0);
        assert_eq!(browser.gives("email", &codes[0]).await.location(), super::NEW);
        assert_eq!(other.gives("email", &codes[1]).await.location(), super::NEW);
    });
}
