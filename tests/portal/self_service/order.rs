//! The steps come in their order, each one once (A1…A4, A8, A13, A14, A16, A17, T-93).

use jiff::SignedDuration;

use super::{BEGIN, NEW, OWN, VERIFY, address, at_home, code, open, reachable};
use crate::support::people::PASSWORD;

#[test]
fn no_step_can_be_left_out_and_whoever_tries_is_written_down() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        assert_eq!(browser.get(VERIFY).await.location(), BEGIN, "nothing was begun");
        assert_eq!(browser.get(NEW).await.location(), BEGIN);
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.get(NEW).await.location(), VERIFY, "nothing was proved");
        // The form of the last step, from a reset that got there, sent along with one that did not.
        let eva = reachable(portal, "Eva Smit").await;
        let mut other = browser.clone();
        other.says_who(&eva.user_name).await;
        let hers = code(portal, mailbox, &eva).await;
        other.gives("email", &hers).await;
        other.get(NEW).await;
        let form = other.form(NEW).with("new_password", OWN);
        browser.says_who(&bram.user_name).await;
        let page = browser.submit(NEW, &form).await;
        assert_eq!((page.code(), page.location()), (303, BEGIN), "{}", page.text());
        let row = portal.last("Self-service password reset flow activity progress").await;
        assert_eq!((row.reason.as_str(), &row.targets), ("out-of-order", &bram.user_name));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        // Nor does her code prove him.
        browser.says_who(&bram.user_name).await;
        assert_eq!(browser.gives("email", &hers).await.code(), 422);
    });
}

#[test]
fn a_code_is_good_for_ten_minutes_and_a_reset_for_fifteen() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let first = code(portal, mailbox, &bram).await;
        portal.advance(SignedDuration::from_secs(10 * 60 + 1));
        assert_eq!(browser.gives("email", &first).await.code(), 422);
        assert_eq!(browser.asks_for_another().await.location(), VERIFY);
        assert!(browser.follow().await.flash().contains("another code is on its way"));
        let second = code(portal, mailbox, &bram).await;
        assert_ne!(first, second);
        browser.get(VERIFY).await;
        let form = browser.form(VERIFY).with("code", &second);
        portal.advance(SignedDuration::from_mins(5));
        let page = browser.submit(VERIFY, &form).await;
        assert_eq!(page.location(), BEGIN, "{}", page.text());
        assert!(browser.follow().await.flash().contains("That took too long"));
    });
}

#[test]
fn a_newer_code_kills_the_older_one_and_a_code_is_good_in_its_own_browser_alone() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (mut one, mut other) = (portal.visitor(), portal.visitor());
        one.says_who(&bram.user_name).await;
        let first = code(portal, mailbox, &bram).await;
        one.asks_for_another().await;
        let second = code(portal, mailbox, &bram).await;
        assert_eq!(one.gives("email", &first).await.code(), 422);
        one.get(VERIFY).await;
        let form = one.form(VERIFY).with("code", &second);
        other.says_who(&bram.user_name).await;
        let third = code(portal, mailbox, &bram).await;
        assert_eq!(other.gives("email", &second).await.code(), 422);
        assert_eq!(other.gives("email", &third).await.location(), NEW);
        // Nobody ends somebody else's by saying his name; the first that succeeds ends them all.
        assert_eq!(one.submit(VERIFY, &form).await.location(), NEW);
        other.get(NEW).await;
        assert_eq!(other.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(one.get(VERIFY).await.location(), NEW);
        one.get(NEW).await;
        assert_eq!(one.post(NEW, &[("new_password", "another long one 77")]).await.location(), BEGIN);
    });
}

#[test]
fn pressing_twice_sets_one_password_and_both_presses_end_at_the_sign_in() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        browser.gives("email", &code).await;
        browser.get(NEW).await;
        let form = browser.form(NEW).with("new_password", OWN);
        let both = futures_util::future::join(browser.press(NEW, &form), browser.press(NEW, &form)).await;
        for page in [both.0, both.1, browser.press(NEW, &form).await] {
            assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        }
        let done = "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (self-service)'";
        assert_eq!(portal.count(done).await, 1);
    });
}

#[test]
fn of_two_browsers_with_one_reset_only_the_first_sets_a_password() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut one = portal.visitor();
        one.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        one.gives("email", &code).await;
        one.get(NEW).await;
        let mut other = one.clone();
        other.get(NEW).await;
        let (first, second) =
            (one.form(NEW).with("new_password", OWN), other.form(NEW).with("new_password", "another long one 77"));
        assert_eq!(one.submit(NEW, &first).await.location(), "/sign-in");
        assert_eq!(other.submit(NEW, &second).await.location(), BEGIN);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, OWN).await.location(), "/");
    });
}

#[test]
fn a_password_that_was_set_meanwhile_wins() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        browser.gives("email", &code).await;
        browser.get(NEW).await;
        let mut his = portal.signed_in(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", "vijf rode stoelen op het dak")];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), BEGIN);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, "vijf rode stoelen op het dak").await.location(), "/");
    });
}

#[test]
fn whoever_is_signed_in_resets_the_person_that_was_proved_and_not_himself() {
    open(async |portal, mailbox| {
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        let mut browser = portal.signed_in(&bram).await;
        browser.says_who(&eva.user_name).await;
        let hers = code(portal, mailbox, &eva).await;
        browser.gives("email", &hers).await;
        browser.get(NEW).await;
        let form = browser.form(NEW).with("new_password", OWN).with("username", &bram.user_name);
        assert_eq!(browser.submit(NEW, &form).await.location(), "/sign-in");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        assert_eq!(portal.visitor().sign_in(&eva.user_name, OWN).await.location(), "/");
    });
}

#[test]
fn empty_odd_and_enormous_codes_prove_nothing() {
    open(async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        for odd in ["", " ", "null", "0", "%00", "１２３４５６７８"] {
            if portal.count("SELECT count(*) FROM reset_flow WHERE ended_at IS NULL").await == 0 {
                portal.execute("DELETE FROM reset_tries", &[]).await;
                browser.says_who(&bram.user_name).await;
            }
            let page = browser.gives("email", odd).await;
            assert_eq!(page.code(), 422, "{odd}: {}", page.text());
        }
        let page = browser.gives("pigeon", "12345678").await;
        assert_eq!(page.code(), 422, "no such proof");
        let page = browser.gives("email", &"9".repeat(1_000_000)).await;
        assert_eq!(page.code(), 413);
        assert_eq!(portal.count("SELECT count(*) FROM reset_flow WHERE proved <> '{}'").await, 0);
    });
}

#[test]
fn two_addresses_in_one_form_are_no_form() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.get(BEGIN).await;
        let form = browser.form(BEGIN).with("username", &bram.user_name);
        for odd in [form.clone().and("username", "evil@evil.example"), form.and("email", "evil@evil.example")] {
            let page = browser.submit(BEGIN, &odd).await;
            assert_eq!(page.code(), 422, "{}", page.text());
        }
        browser.says_who("evil@evil.example, bram.vries").await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 0);
    });
}

#[test]
fn mail_goes_to_the_address_that_is_kept_and_never_to_what_was_typed() {
    open(async |portal, mailbox| {
        let mike = reachable(portal, "Mike Kilo").await;
        address(portal, &mike, "mike@example.org").await;
        for typed in ["mıke.kilo", "ＭIKE.KILO", "mi\u{212a}e.kilo", "mike.kilo@noordzee.example"] {
            portal.visitor().says_who(typed).await;
        }
        mailbox.collect(portal).await;
        let to: Vec<_> = mailbox.arrived().into_iter().flat_map(|letter| letter.to).collect();
        assert!(!to.is_empty() && to.iter().all(|to| to == "mike@example.org"), "{to:?} {}", at_home(&mike));
    });
}

#[test]
fn a_code_that_went_to_the_address_of_before_opens_nothing_any_more() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut thief = portal.visitor();
        thief.says_who(&bram.user_name).await;
        let stolen = code(portal, mailbox, &bram).await;
        let mut his = portal.signed_in(&bram).await;
        his.get("/account/security").await;
        assert_eq!(his.post("/account/security/address/remove", &[]).await.code(), 303);
        thief.get(VERIFY).await;
        assert_eq!(thief.get(VERIFY).await.location(), BEGIN);
        assert_eq!(portal.count("SELECT count(*) FROM reset_flow WHERE ended_at IS NULL").await, 0, "{stolen}");
    });
}

#[test]
fn what_is_decided_meanwhile_holds_for_a_reset_on_its_way() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let right = code(portal, mailbox, &bram).await;
        // One proof more is asked for from now on.
        super::decide(portal, r#"{"reach": "everybody", "proofs": 2}"#).await;
        assert_eq!(browser.gives("email", &right).await.location(), BEGIN);
        super::decide(portal, r#"{"reach": "everybody"}"#).await;
        browser.says_who(&bram.user_name).await;
        let right = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &right).await.location(), NEW);
        browser.get(NEW).await;
        super::decide(portal, r#"{"reach": "nobody"}"#).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), BEGIN);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
    });
}

#[test]
fn a_code_outlives_a_rotation_of_the_keys() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let right = code(portal, mailbox, &bram).await;
        let (service, operator) = (portal.service(), portal.house.operator("test").unwrap());
        latchkey::service::keys::begin(&service, &operator).await.unwrap();
        portal.advance(SignedDuration::from_secs(6));
        latchkey::service::keys::refresh(&service.db, &portal.house.keys).await.unwrap();
        assert_eq!(browser.gives("email", &right).await.location(), NEW);
    });
}
