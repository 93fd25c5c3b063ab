//! Whoever signs in with it is told when something about that has changed, unless it was decided otherwise (R-251, R-256, T-96).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{OWN, at_home, decide, open, reachable};
use crate::support::device::Device;
use crate::support::mailbox::Mailbox;
use crate::support::people::{PASSWORD, Sketch};
use crate::support::post::Arrived;

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
        let otto = portal.holder("Otto Global", Role::GlobalAdministrator).await;
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

/// Every letter to somebody, in one text.
fn told(mailbox: &Mailbox, to: &str) -> String {
    mailbox.of(to).iter().map(Arrived::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_added_and_taken_away_is_told_with_a_way_to_say_that_it_was_somebody_else() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET mail = 'bram@work.example' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let mut his = portal.signed_in(&bram).await;
        his.add_app(portal).await;
        assert_eq!(his.fill("/account/security/app/remove", &[]).await.code(), 303);
        assert_eq!(his.add_passkey("My phone", &Device::new()).await.code(), 200);
        let key = portal.ask("SELECT id::text FROM passkey", &[]).await;
        assert_eq!(his.fill(&format!("/account/security/passkeys/{key}/remove"), &[]).await.code(), 303);
        mailbox.collect(portal).await;
        for to in ["bram@work.example", &at_home(&bram)] {
            let letters = mailbox.of(to);
            assert_eq!(letters.len(), 4, "{to}");
            let heads = ["app was added", "authenticator app of", "A passkey was added", "A passkey of"];
            for (letter, part) in letters.iter().zip(heads) {
                let text = letter.text();
                assert!(text.contains(part), "{to}: {part}: {text}");
                assert!(text.contains("https://passwords.example.org/account/activity"), "{text}");
                assert!(text.contains("It was not you?") && text.contains("127.0.0.1"), "{text}");
            }
        }
    });
}

#[test]
fn what_an_administrator_does_to_proofs_is_told_where_they_were_and_where_they_are() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.with_app(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        mailbox.collect(portal).await;
        let before = mailbox.of(&at_home(&bram)).len();
        let fields = [("authentication_email", "elsewhere@home.example"), ("authentication_phone", "+31 612345678")];
        assert_eq!(una.fill(&format!("/users/{}/edit", bram.id), &fields).await.code(), 303);
        let cleared = una.fill(&format!("/users/{}/second-step/remove", bram.id), &[("reason", "SD-4711")]).await;
        assert_eq!(cleared.code(), 303, "{}", cleared.text());
        mailbox.collect(portal).await;
        let former: Vec<_> = mailbox.of(&at_home(&bram)).iter().skip(before).map(Arrived::text).collect();
        assert!(former.len() == 1 && former[0].contains("The recovery address of bram.vries"), "{former:?}");
        let now = told(mailbox, "elsewhere@home.example");
        for part in ["The recovery address of", "phone", "second step"] {
            assert!(now.contains(part), "{part}: {now}");
        }
        assert!(!now.contains("SD-4711") && !now.contains("612345678"), "{now}");
    });
}

#[test]
fn whoever_has_no_address_is_told_at_the_user_name() {
    open(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        his.fill("/account/password", &[("current_password", PASSWORD), ("new_password", OWN)]).await;
        mailbox.collect(portal).await;
        assert!(told(mailbox, &bram.user_name).contains("was changed."), "{:?}", mailbox.arrived());
    });
}

#[test]
fn help_is_asked_of_a_hundred_at_most_and_never_of_who_asks_or_is_blocked() {
    open(async |portal, mailbox| {
        let asked = async || {
            portal.advance(SignedDuration::from_hours(2));
            let before = mailbox.collect(portal).await;
            assert_eq!(before, 0);
            let bram = portal.ask("SELECT user_name FROM users WHERE user_name LIKE 'bram%'", &[]).await;
            let mut browser = portal.visitor();
            browser.says_who(&bram).await;
            browser.get(super::VERIFY).await;
            assert_eq!(browser.post("/reset-password/help", &[]).await.code(), 303);
            mailbox.collect(portal).await;
            portal.last("Self-service password reset flow activity progress").await.details
        };
        let bram = portal.holder("Bram de Vries", Role::PasswordAdministrator).await;
        let blocked = portal.make(Sketch::of("Bea Blok").role(Role::PasswordAdministrator).blocked()).await;
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let details = asked().await;
        assert!(details.contains(r#""told":"1""#), "{details}");
        assert_eq!(mailbox.of(&una.user_name).len(), 1);
        assert_eq!(mailbox.of(&blocked.user_name).len() + mailbox.of(&bram.user_name).len(), 0);
        // Whom none of them may help asks those who may.
        let gwen = portal.global("Gwen Bakker").await;
        let otto = portal.global("Otto Global").await;
        let mut browser = portal.visitor();
        browser.says_who(&gwen.user_name).await;
        browser.get(super::VERIFY).await;
        assert_eq!(browser.post("/reset-password/help", &[]).await.code(), 303);
        mailbox.collect(portal).await;
        assert!(told(mailbox, &otto.user_name).contains("asks for help"));
        assert_eq!(mailbox.of(&una.user_name).len(), 1);
        // Of many, the longest holders.
        for number in 0..101 {
            let sketch = Sketch::of(&format!("Pia{number} Wacht")).role(Role::PasswordAdministrator).password(None);
            portal.make(sketch).await;
        }
        assert!(asked().await.contains(r#""told":"100""#));
        assert_eq!(mailbox.of(&una.user_name).len(), 1, "nobody further up is asked");
        // Where there is nobody, the log says so.
        let alone = "DELETE FROM role_assignment WHERE user_id <> $1::text::uuid";
        portal.execute(alone, &[&bram.id]).await;
        assert!(asked().await.contains(r#""told":"0""#));
    });
}

#[test]
fn a_recovery_code_that_was_used_is_told_at_a_sign_in_and_at_a_reset() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&app.codes[0]).await.code(), 303);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.gives("app", &app.codes[1]).await.location(), super::NEW);
        mailbox.collect(portal).await;
        let all = told(mailbox, &at_home(&bram));
        assert_eq!(all.matches("A recovery code of bram.vries@noordzee.example was used").count(), 2, "{all}");
        assert!(!all.contains(&app.codes[0]), "{all}");
    });
}

#[test]
fn whatever_an_administrator_takes_away_is_told_and_so_is_what_is_done_at_the_server() {
    open(async |portal, mailbox| {
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        let gwen = portal.global("Gwen Bakker").await;
        let mut gwens = portal.signed_in(&gwen).await;
        gwens.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        for (person, deed) in [(&bram, "revoke-password"), (&eva, "contain")] {
            let page = gwens.fill(&format!("/users/{}/{deed}", person.id), &[("reason", "SD-4711")]).await;
            assert_eq!(page.code(), 303, "{deed}: {}", page.text());
        }
        let (service, operator) = (portal.service(), portal.house.operator("test").unwrap());
        let otto = portal.holder("Otto Global", Role::GlobalAdministrator).await;
        let given = latchkey::service::admins::recover(&service, &operator, &otto.user_name).await.unwrap();
        mailbox.collect(portal).await;
        let all = told(mailbox, &at_home(&bram));
        assert!(all.contains("took the temporary password of bram.vries@noordzee.example back"), "{all}");
        let all = told(mailbox, &at_home(&eva));
        assert!(all.contains("closed the account of eva.smit@noordzee.example"), "{all}");
        for to in [&otto.user_name, &gwen.user_name] {
            let all = told(mailbox, to);
            assert!(all.contains("Somebody at the server gave otto.global@noordzee.example"), "{to}: {all}");
            assert!(!all.contains(given.expose()), "a password is in no letter");
        }
    });
}
