//! Mail leaves behind the deeds, and administrators see what became of it (F28, A78).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{at_home, code, decide, open, reachable};
use crate::support::mailbox::Manner;
use crate::support::server::run;

const PAGE: &str = "/settings/mail";

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
