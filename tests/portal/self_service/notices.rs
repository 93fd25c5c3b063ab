//! Whoever signs in with it is told when something about that has changed, unless it was decided otherwise (R-251, R-256, T-96).

use jiff::SignedDuration;

use super::{OWN, at_home, decide, open, reachable};
use crate::support::mailbox::Arrived;
use crate::support::people::PASSWORD;

const SILENT: &str =
    r#"{"reach": "everybody", "tell_person": false, "tell_of_administrator": false, "tell_of_proofs": false}"#;

#[test]
fn a_change_a_reset_and_an_app_are_told_to_every_address_of_the_person() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET mail = 'bram@work.example' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        let fields = [("current_password", PASSWORD), ("new_password", OWN)];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let page = helpdesk.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        let temporary = page.secret();
        mailbox.collect(portal).await;
        for address in ["bram@work.example", &at_home(&bram)] {
            let told: Vec<_> = mailbox.of(address).iter().map(Arrived::text).collect();
            let all = told.join("\n");
            for part in ["app was added", "was changed.", "has given bram.vries@noordzee.example a temporary password"]
            {
                assert!(all.contains(part), "{address}: {part}: {all}");
            }
            assert!(!all.contains(&temporary), "a password is in no letter");
            assert_eq!(told.len(), 3, "{address}");
        }
    });
}

#[test]
fn what_was_switched_off_is_told_to_nobody() {
    open(async |portal, mailbox| {
        decide(portal, SILENT).await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        his.fill("/account/password", &[("current_password", PASSWORD), ("new_password", OWN)]).await;
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        helpdesk.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 0);
        // Nor that she reset the own one; the code is asked for, and no notice.
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let right = super::code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &right).await.location(), super::NEW);
        browser.get(super::NEW).await;
        assert_eq!(browser.post(super::NEW, &[("new_password", "Harbour-Crane-2931")]).await.location(), "/sign-in");
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 1);
    });
}

#[test]
fn twenty_wrong_codes_behind_the_right_password_are_told_to_the_person_and_to_the_global_administrators_once() {
    open(async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        portal.with_app(&bram).await;
        mailbox.collect(portal).await;
        let before = mailbox.arrived().len();
        // Five, and from then on one in each quarter of an hour; the same code is another guess every time.
        let mut browser = portal.signed_in(&bram).await;
        for number in 1..=21 {
            let page = browser.prove("000000").await;
            if number < 5 {
                assert_eq!((page.code(), page.location()), (422, ""), "{number}");
                continue;
            }
            assert_eq!(page.location(), "/sign-in", "{number}");
            let row = portal.last("Lock user account").await;
            assert_eq!((row.actor.as_str(), row.targets.as_str()), (&*bram.user_name, &*bram.user_name));
            assert!(row.details.contains(r#""factor":"second-step""#), "{}", row.details);
            if number == 5 {
                assert!(helen.get("/users?view=locked").await.says("Bram de Vries"));
            }
            portal.advance(SignedDuration::from_mins(15));
            browser = portal.signed_in(&bram).await;
            mailbox.collect(portal).await;
            // Among the administrators is the one of the installation.
            let told = if number < 20 { 0 } else { 3 };
            assert_eq!(mailbox.arrived().len() - before, told, "{number}");
        }
        for to in [at_home(&bram), gwen.user_name.clone()] {
            let letter = mailbox.of(&to).pop().unwrap();
            assert!(letter.subject().contains("look at the account of bram.vries"), "{}", letter.subject());
            assert!(letter.text().contains("somebody else knows the password"), "{}", letter.text());
        }
        let mut gwen = portal.signed_in(&gwen).await;
        let page = gwen.get(&format!("/users/{}", bram.id)).await;
        assert!(page.says("at the second step"), "{}", page.text());
    });
}

#[test]
fn a_copied_passkey_is_told_to_the_person_and_to_the_global_administrators() {
    open(async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let bram = reachable(portal, "Bram de Vries").await;
        let (device, _, _) = portal.with_passkey(&bram).await;
        let before = mailbox.collect(portal).await;
        device.counter.set(40);
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.location(), "/");
        device.counter.set(12);
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.code(), 422);
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len() - before, 3);
        for to in [at_home(&bram), gwen.user_name.clone()] {
            assert!(mailbox.of(&to).pop().unwrap().text().contains("a copy of a passkey of bram.vries"), "{to}");
        }
    });
}

#[test]
fn new_recovery_codes_are_told_without_the_codes_and_with_a_way_to_say_that_it_was_somebody_else() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        mailbox.collect(portal).await;
        let before = mailbox.of(&at_home(&bram)).len();
        let page = his.fill_at("/account/security", "/account/security/codes", &[]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let codes = page.texts("#recovery li");
        mailbox.collect(portal).await;
        let told = mailbox.of(&at_home(&bram));
        assert_eq!(told.len(), before + 1);
        let text = told.last().unwrap().text();
        assert!(text.contains("New recovery codes of") && text.contains("/account/activity"), "{text}");
        assert!(!codes.is_empty() && codes.iter().all(|code| !text.contains(code)), "{codes:?} {text}");
    });
}

#[test]
fn other_administrators_hear_of_a_reset_only_where_that_was_decided() {
    open(async |portal, mailbox| {
        let gwen = portal.global("Gwen Bakker").await;
        let otto = portal.holder("Otto Global", latchkey::domain::role::Role::GlobalAdministrator).await;
        super::address(portal, &gwen, &at_home(&gwen)).await;
        let (app, _) = portal.with_app(&gwen).await;
        let mut browser = portal.visitor();
        browser.says_who(&gwen.user_name).await;
        let mailed = super::code(portal, mailbox, &gwen).await;
        browser.gives("email", &mailed).await;
        browser.gives("app", &app.next(portal)).await;
        browser.get(super::NEW).await;
        assert_eq!(browser.post(super::NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&otto.user_name).len(), 0);
        assert!(mailbox.of(&at_home(&gwen)).last().unwrap().text().contains("/account/activity"));
    });
}
