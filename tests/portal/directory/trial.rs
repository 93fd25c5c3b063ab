//! What our account may write is tried before anybody depends on it (peers 95).

use futures_util::future::join;

use super::settled::{SETTLED, both_look};
use super::{PAGE, STATUS, id, on, two};
use crate::self_service::{decide, decided};
use crate::support::people::PASSWORD;
use crate::support::post::Arrived;
use crate::support::server::run;
use crate::support::slapd::{LdapWire, Manner, PEOPLE, Slapd, THEIRS};

const TEST: &str = "/settings/directory/test";

#[test]
fn every_right_is_tried_on_somebody_who_is_made_for_it_and_told() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let (mut gwen, _) = on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        // Without the tick nothing is written.
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram")]).await;
        assert!(page.says("Every part is in order") && !page.says("may set a password"), "{}", page.main());
        assert!(server.accepts("bram", THEIRS));
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram"), ("rights", "yes")]).await;
        for words in [
            "The account may set a password.",
            "Whoever signs in with it is asked for another one.",
            "The account may open somebody whom wrong guesses have closed out.",
        ] {
            assert!(page.code() == 200 && page.says(words), "{words}: {}", page.main());
        }
        assert!(!server.accepts("bram", THEIRS), "she has another password now");
        assert_eq!(bram.get("/account").await.code(), 303, "a session of before lives on");
        let row = portal.last("Try rights in directory").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", "bram@noordzee.example"));
        assert!(row.details.contains(r#""set":"done""#) && row.details.contains("uid=bram"), "{}", row.details);
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Try rights in directory'").await,
            2
        );
    });
}

#[test]
fn a_right_that_is_missing_is_told_with_where_to_get_it() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let (mut gwen, _) = on(portal, server.port).await;
        server.veils("bram", "userPassword");
        let name = format!("uid=bram,{PEOPLE}");
        let before = server.told(&name, "pwdChangedTime");
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram"), ("rights", "yes")]).await;
        assert!(page.says("The account could not set a password. Our account has no right"), "{}", page.main());
        assert!(page.says("The commands that give the right"), "{}", page.main());
        assert!(!page.says("Every part is in order"), "{}", page.main());
        assert_eq!(server.told(&name, "pwdChangedTime"), before);
        let row = portal.last("Try rights in directory").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "no-permission"));
    });
}

#[test]
fn nobody_is_tried_on_whom_the_administrator_may_not_reset_and_nothing_without_a_fresh_proof() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let (mut gwen, _) = on(portal, server.port).await;
        portal.advance(jiff::SignedDuration::from_mins(11));
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram"), ("rights", "yes")]).await;
        assert_eq!(page.heading(), "Confirm that it is you", "{}", page.main());
        assert!(server.accepts("bram", THEIRS));
        let page = gwen.post(TEST, &[("proof", PASSWORD)]).await;
        assert!(page.says("The account may set a password."), "{}", page.main());
        // Whoever is disabled there is left alone.
        let zoe = format!("dn: uid=zoe,{PEOPLE}\nchangetype: modify\n");
        server.modify(&format!("{zoe}replace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"));
        let page = gwen.fill_at(PAGE, TEST, &[("login", "zoe"), ("rights", "yes")]).await;
        assert!(page.says("could not set a password") && page.says("disabled in the directory"), "{}", page.main());
        // A reader of settings sees no such form, and may not send it.
        assert_eq!(id(portal, "zoe").await.len(), 36);
        let reader = portal.holder("Rita Reader", latchkey::domain::role::Role::GlobalReader).await;
        let mut rita = portal.signed_in(&reader).await;
        assert!(rita.get(PAGE).await.form(TEST).is_none());
    });
}

#[test]
fn whoever_was_tried_on_hears_of_it_as_after_a_reset_under_the_name_of_then() {
    decided(r#"{"reach": "everybody"}"#, async |portal, mailbox| {
        let server = Slapd::with(&two());
        let wire = LdapWire::before(&server);
        let (mut gwen, _) = on(portal, wire.port).await;
        let mut form = async |login: &str| {
            let form = gwen.get(PAGE).await.form(TEST).unwrap().with("login", login).with("rights", "yes");
            (gwen.clone(), form)
        };
        let (browser, bram) = form("bram").await;
        wire.is(Manner::HoldsAnswers);
        let meanwhile = async {
            let begun = "SELECT count(*) FROM audit_event WHERE activity = 'Try rights in directory'";
            while portal.count(begun).await == 0 {
                tokio::task::yield_now().await;
            }
            let renamed = "UPDATE users SET user_name = 'bram.boer@noordzee.example' WHERE user_name LIKE 'bram@%'";
            assert_eq!(portal.execute(renamed, &[]).await, 1);
            wire.is(Manner::Whole);
        };
        let (page, ()) = join(browser.press(TEST, &bram), meanwhile).await;
        assert!(page.says("The account may set a password."), "{}", page.main());
        assert!(!server.accepts("bram", THEIRS));
        mailbox.collect(portal).await;
        let told: Vec<_> = mailbox.of("bram@noordzee.example").iter().map(Arrived::text).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("tried on bram.boer@noordzee.example what the portal’s account may write"),
            "{told:?}"
        );
        assert!(told[0].contains("works no more") && !told[0].contains("temporary password"), "{told:?}");
        assert_eq!(portal.last("Try rights in directory").await.targets, "bram.boer@noordzee.example");
        // By the same switch as after every other reset.
        decide(portal, r#"{"reach": "everybody", "tell_of_administrator": false}"#).await;
        let (browser, zoe) = form("zoe").await;
        let page = browser.press(TEST, &zoe).await;
        assert!(page.says("The account may set a password.") && !server.accepts("zoe", THEIRS), "{}", page.main());
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of("zoe@noordzee.example").len(), 0);
    });
}

const WRITTEN: &str =
    "SELECT coalesce(string_agg(operation || ' ' || outcome, ', ' ORDER BY begun_at), '') FROM writeback";

#[test]
fn a_trial_that_was_not_answered_is_settled_by_a_sign_in_or_told_as_unknown_and_read_back() {
    decided(r#"{"reach": "everybody"}"#, async |portal, mailbox| {
        let server = Slapd::with(&two());
        let wire = LdapWire::before(&server);
        let (mut gwen, _) = on(portal, wire.port).await;
        let elsewhere = portal.signed_in_there("bram").await;
        // Its answer is lost, and a sign-in shows that it is there.
        let form = gwen.get(PAGE).await.form(TEST).unwrap().with("login", "zoe").with("rights", "yes");
        wire.is(Manner::SwallowsWrites);
        let page = gwen.press(TEST, &form).await;
        for words in ["The account may set a password.", "is asked for another one", "The account may open somebody"] {
            assert!(page.code() == 200 && page.says(words), "{words}: {}", page.main());
        }
        assert_eq!(portal.ask(WRITTEN, &[]).await, "trial done");
        // Nobody tells whether it is there.
        wire.is(Manner::Whole);
        let form = gwen.get(PAGE).await.form(TEST).unwrap().with("login", "bram").with("rights", "yes");
        wire.is(Manner::DiesWithWrites);
        let page = gwen.press(TEST, &form).await;
        assert!(page.says("could not set a password") && page.says("did not answer"), "{}", page.main());
        assert_eq!(portal.ask(WRITTEN, &[]).await, "trial done, trial unknown");
        assert!(elsewhere.is_in().await, "nobody knows yet");
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of("bram@noordzee.example").len(), 0);
        wire.is(Manner::Whole);
        both_look(portal).await;
        assert_eq!(
            (portal.count(SETTLED).await, portal.ask(WRITTEN, &[]).await.as_str()),
            (1, "trial done, trial done")
        );
        assert!(!elsewhere.is_in().await, "all that follows from it follows now");
        mailbox.collect(portal).await;
        let told: Vec<_> = mailbox.of("bram@noordzee.example").iter().map(Arrived::text).collect();
        assert!(told.len() == 1 && told[0].contains("what the portal’s account may write"), "{told:?}");
        // It is no reset that somebody gave.
        assert_eq!(portal.count("SELECT count(*) FROM password_reset").await, 0);
        let mut gerda = portal.signed_in(&portal.global("Gerda Groot").await).await;
        assert!(gerda.get(STATUS).await.says("Test of the rights"), "{}", gerda.page().main());
    });
}

#[test]
fn an_account_that_a_trial_could_not_open_is_still_known_as_closed() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let wire = LdapWire::before(&server);
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
        ));
        let (mut gwen, _) = on(portal, wire.port).await;
        let locked =
            "SELECT locked::text FROM directory_person JOIN users ON users.id = user_id WHERE user_name LIKE 'bram@%'";
        assert_eq!(portal.ask(locked, &[]).await, "true");
        let form = gwen.get(PAGE).await.form(TEST).unwrap().with("login", "bram").with("rights", "yes");
        wire.is(Manner::DiesOpening);
        let page = gwen.press(TEST, &form).await;
        let told = page.says("The account may set a password.") && page.says("could not open somebody");
        assert!(page.code() == 200 && told, "{}", page.main());
        wire.is(Manner::Whole);
        assert_eq!(portal.ask(WRITTEN, &[]).await, "trial done-closed");
        assert_eq!(portal.ask(locked, &[]).await, "true", "nobody has opened it");
    });
}

#[test]
fn trials_whose_writes_hang_leave_the_directory_alone_as_resets_do() {
    run(async |portal| {
        let server = Slapd::with(&two());
        let wire = LdapWire::before(&server);
        let (mut gwen, _) = on(portal, wire.port).await;
        for tries in 1..=5 {
            wire.is(Manner::Whole);
            let form = gwen.get(PAGE).await.form(TEST).unwrap().with("login", "bram").with("rights", "yes");
            wire.is(Manner::DiesWithWrites);
            let page = gwen.press(TEST, &form).await;
            assert!(page.says("could not set a password"), "{tries}: {}", page.main());
        }
        wire.is(Manner::Whole);
        let page = gwen.fill_at(PAGE, TEST, &[("login", "bram")]).await;
        assert!(!page.says("Every part is in order"), "it rests after five failures: {}", page.main());
    });
}
