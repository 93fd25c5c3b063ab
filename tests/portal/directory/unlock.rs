//! Accounts that wrong guesses have closed there, opened by administrators.

use latchkey::cli::attendant::Attendant;

use super::{before, id, load, on, two};
use crate::support::server::Portal;
use crate::support::slapd::{Manner, PEOPLE, Slapd, THEIRS};
use crate::support::visitor::Visitor;

/// Closes Bram's account there, and lets the portal learn of it.
async fn closed(server: &Slapd, admin: &mut Visitor, attendant: &Attendant) {
    server.modify(&format!(
        "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
    ));
    load(admin, attendant, "whole").await;
    assert!(!server.accepts("bram", THEIRS));
}

async fn paths(portal: &Portal) -> (String, String) {
    let bram = id(portal, "bram").await;
    (format!("/users/{bram}"), format!("/users/{bram}/unlock"))
}

#[test]
fn an_administrator_opens_an_account_there_and_the_password_stays() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        closed(server, &mut gwen, &attendant).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (bram, unlock) = paths(portal).await;
        let page = helen.get(&bram).await;
        assert!(page.says("locked in the directory") && page.says("Unlock in the directory"), "{}", page.main());
        // Guesses here have closed it, too: one press opens both.
        for number in 0..10 {
            portal.visitor().sign_in("bram@noordzee.example", &format!("Guess-Number-{number}")).await;
        }
        let page = helen.fill_at(&bram, &unlock, &[]).await;
        assert_eq!((page.code(), page.location()), (303, bram.as_str()), "{}", page.main());
        let page = helen.follow().await;
        assert!(page.flash().contains("open again, in the directory and here"), "{}", page.main());
        assert!(!page.says("Unlock in the directory"), "{}", page.main());
        assert!(server.accepts("bram", THEIRS));
        portal.signed_in_there("bram").await;
        let row = portal.last("Unlock account in directory").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", "helen.kramer@noordzee.example", "bram@noordzee.example")
        );
        assert_eq!(portal.ask("SELECT operation || ' ' || outcome FROM writeback", &[]).await, "unlock done");
        // Opened there and here by one press, it is one.
        assert_eq!(gwen.get("/reports/usage").await.texts("dd.v")[5], "1", "{}", gwen.page().main());
        // The next walk finds what was written.
        load(&mut gwen, &attendant, "whole").await;
        assert!(!helen.get(&bram).await.says("Unlock in the directory"));
    });
}

#[test]
fn an_account_that_is_open_again_is_not_closed_by_the_next_wrong_guess() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let guesses = || server.told(&format!("uid=bram,{PEOPLE}"), "pwdFailureTime");
        for number in 0..3 {
            assert!(!server.accepts("bram", &format!("Guess-Number-{number}")));
        }
        assert_ne!(guesses(), "", "they are remembered there");
        closed(server, &mut gwen, &attendant).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (bram, unlock) = paths(portal).await;
        assert_eq!(helen.fill_at(&bram, &unlock, &[]).await.code(), 303, "{}", helen.page().main());
        assert_eq!(guesses(), "", "nothing of them is left");
        assert!(server.accepts("bram", THEIRS));
    });
}

#[test]
fn an_account_that_could_not_be_opened_there_is_told_with_the_reason() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        closed(server, &mut gwen, &attendant).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (bram, unlock) = paths(portal).await;
        wire.is(Manner::Gone);
        assert_eq!(helen.fill_at(&bram, &unlock, &[]).await.code(), 303);
        let page = helen.follow().await;
        assert!(page.flash().contains("was not opened in the directory"), "{}", page.main());
        let row = portal.last("Unlock account in directory").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "answer"));
        assert_eq!(portal.count("SELECT count(*) FROM writeback").await, 0, "nothing was begun");
        assert!(!server.accepts("bram", THEIRS));
        // Whoever may not, may not there either.
        let mut rita =
            portal.signed_in(&portal.holder("Rita Lezer", latchkey::domain::role::Role::GlobalReader).await).await;
        assert!(!rita.get(&bram).await.says("Unlock in the directory"), "{}", rita.page().main());
        // And a reset opens it as well.
        wire.is(Manner::Whole);
        let page = helen.fill(&format!("{bram}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()));
        assert!(!helen.get(&bram).await.says("Unlock in the directory"), "{}", helen.page().main());
    });
}

#[test]
fn an_opening_that_nobody_answered_for_is_told_as_unknown() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        closed(server, &mut gwen, &attendant).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (bram, unlock) = paths(portal).await;
        wire.is(Manner::DiesOpening);
        assert_eq!(helen.fill_at(&bram, &unlock, &[]).await.code(), 303);
        let page = helen.follow().await;
        assert!(page.flash().contains("It is not known whether the account was opened"), "{}", page.main());
        assert_eq!(portal.ask("SELECT operation || ' ' || outcome FROM writeback", &[]).await, "unlock unknown");
    });
}
