//! Smart lockout: T-73…T-76, T-79, A28…A33, A35; the caller never sees a lock, and no guess is free.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Signs in with each of these, and says what came of it.
async fn try_all(portal: &Portal, person: &Person, passwords: &[&str]) -> Vec<u16> {
    let mut codes = vec![];
    for password in passwords {
        codes.push(portal.visitor().sign_in(&person.user_name, password).await.code());
    }
    codes
}

/// So many different wrong passwords.
async fn guess(portal: &Portal, person: &Person, from: u32, number: u32) {
    // Another place each time.
    portal.execute("DELETE FROM throttle_source", &[]).await;
    for wrong in from..from + number {
        let page = portal.visitor().sign_in(&person.user_name, &format!("wrong password {wrong}")).await;
        assert_eq!(page.code(), 422, "{wrong}");
    }
}

async fn gets_in(portal: &Portal, person: &Person) -> bool {
    portal.visitor().sign_in(&person.user_name, PASSWORD).await.code() == 303
}

async fn failures(portal: &Portal) -> i64 {
    portal.count("SELECT coalesce(sum(failures), 0) FROM throttle").await
}

#[test]
fn ten_different_wrong_passwords_close_the_door_for_a_minute_and_nine_do_not() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        guess(portal, &bram, 0, 9).await;
        assert!(gets_in(portal, &bram).await, "nine are forgiven by a right one");
        assert_eq!(failures(portal).await, 0);
        guess(portal, &bram, 0, 10).await;
        let row = portal.last("Lock user account").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", &*bram.user_name));
        assert!(row.details.contains(r#""guesses":"10""#), "{}", row.details);
        assert!(!gets_in(portal, &bram).await, "the right password does not open a closed door");
        assert_eq!(portal.last("Sign in").await.reason, "locked");
        portal.advance(SignedDuration::from_secs(58));
        assert!(!gets_in(portal, &bram).await);
        portal.advance(SignedDuration::from_secs(3));
        assert!(gets_in(portal, &bram).await);
        guess(portal, &bram, 20, 9).await;
        assert!(gets_in(portal, &bram).await, "a success begins anew");
    });
}

#[test]
fn a_repeated_wrong_password_is_counted_once_and_four_in_turns_each_time() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        try_all(portal, &bram, &["once and again"; 50]).await;
        assert_eq!(failures(portal).await, 1);
        let three: Vec<&str> = ["once and again", "one more", "a third"].into_iter().cycle().take(60).collect();
        try_all(portal, &bram, &three).await;
        assert_eq!(failures(portal).await, 3);
        assert!(gets_in(portal, &bram).await);
        let four: Vec<&str> = ["a", "b", "c", "d"].into_iter().cycle().take(10).collect();
        try_all(portal, &bram, &four).await;
        assert_eq!(failures(portal).await, 10);
        assert!(!gets_in(portal, &bram).await);
        let kept = portal.ask("SELECT string_agg(t::text, '') FROM throttle t", &[]).await;
        assert!(!kept.contains("once"), "what was typed is kept nowhere: {kept}");
    });
}

#[test]
fn the_first_wrong_password_after_the_wait_closes_the_door_again_for_longer() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        guess(portal, &bram, 0, 10).await;
        for (round, seconds) in (0..).zip([60, 120, 240, 480, 900, 900]) {
            portal.advance(SignedDuration::from_secs(seconds - 5));
            assert!(!gets_in(portal, &bram).await, "round {round}");
            portal.advance(SignedDuration::from_secs(6));
            guess(portal, &bram, 100 + round, 1).await;
            assert!(!gets_in(portal, &bram).await, "round {round}");
        }
        portal.advance(SignedDuration::from_mins(16));
        assert!(gets_in(portal, &bram).await);
    });
}

#[test]
fn no_lock_is_seen_from_outside() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.plain("Hans Smit").await;
        guess(portal, &bram, 0, 10).await;
        let mut answers = BTreeSet::new();
        for (name, password) in [
            (bram.user_name.as_str(), PASSWORD),
            (bram.user_name.as_str(), "wrong"),
            ("hans.smit@noordzee.example", "wrong"),
            ("nobody.here@noordzee.example", "wrong"),
        ] {
            let mut browser = portal.visitor();
            let page = browser.sign_in(name, password).await;
            let form = page.form("/sign-in").unwrap();
            let mut body = page.body.replace(name, "NAME").replace(page.request(), "CODE");
            for token in ["csrf_token", "form_key"] {
                for value in page.attributes(&format!("input[name={token}]"), "value") {
                    body = body.replace(&value, "TOKEN");
                }
            }
            assert!(form.value("username").is_some());
            let names: BTreeSet<String> = page.headers.keys().map(ToString::to_string).collect();
            answers.insert((page.code(), body, names));
        }
        assert_eq!(answers.len(), 1, "{answers:?}");
    });
}

#[test]
fn two_hundred_at_once_get_no_more_than_ten_guesses() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.get("/sign-in").await;
        let form = browser.form("/sign-in").with("username", &bram.user_name);
        let pressed = (0..200).map(|wrong| {
            let form = form.clone().with("password", &format!("wrong password {wrong}"));
            let browser = browser.clone();
            async move { browser.press("/sign-in", &form).await.code() }
        });
        let codes: BTreeSet<u16> = join_all(pressed).await.into_iter().collect();
        assert!(codes.iter().all(|code| [422, 429, 503].contains(code)), "{codes:?}");
        assert!(failures(portal).await <= 10);
        let judged = "SELECT count(*) FROM audit_event WHERE activity = 'Sign in' AND reason = 'wrong-password'";
        assert!(portal.count(judged).await <= 10);
        let locks = "SELECT count(*) FROM audit_event WHERE activity = 'Lock user account'";
        assert!(portal.count(locks).await <= 1);
    });
}

#[test]
fn many_windows_with_the_right_password_at_once_lock_nobody() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.get("/sign-in").await;
        let form = browser.form("/sign-in").with("username", &bram.user_name).with("password", PASSWORD);
        for _ in 0..3 {
            let pressed = (0..16).map(|_| {
                let (browser, form) = (browser.clone(), form.clone());
                async move { browser.press("/sign-in", &form).await.code() }
            });
            for code in join_all(pressed).await {
                assert_eq!(code, 303);
            }
        }
        assert!(gets_in(portal, &bram).await);
    });
}

#[test]
fn every_spelling_of_a_name_fills_one_bucket() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let names = ["bram.vries", "BRAM.VRIES@noordzee.example", " bram.vries@noordzee.example ", "ｂｒａｍ.vries"];
        for (wrong, name) in (0..10).zip(names.iter().cycle()) {
            portal.visitor().sign_in(name, &format!("wrong {wrong}")).await;
        }
        assert!(!gets_in(portal, &bram).await);
    });
}

#[test]
fn a_hundred_in_a_row_turn_the_password_off_until_it_is_replaced() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        guess(portal, &bram, 0, 9).await;
        portal.execute("UPDATE throttle SET in_a_row = 99", &[]).await;
        guess(portal, &bram, 10, 1).await;
        portal.advance(SignedDuration::from_hours(24 * 365));
        assert!(!gets_in(portal, &bram).await);
        assert_eq!(portal.last("Sign in").await.reason, "password-off");
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let page = helen.fill(&path, &[("verified_by", "saw-id"), ("expires", "never")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert_eq!(
            portal.count("SELECT count(*) FROM throttle WHERE in_a_row > 0").await,
            0,
            "a reset leaves nobody locked"
        );
    });
}

#[test]
fn guesses_at_the_current_password_are_counted_for_themselves() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = portal.signed_in(&bram).await;
        let try_it = async |desk: &mut Visitor, current: &str| {
            let fields = [("current_password", current), ("new_password", BETTER)];
            desk.fill("/account/password", &fields).await.code()
        };
        for wrong in 0..10 {
            assert_eq!(try_it(&mut desk, &format!("wrong {wrong}")).await, 422);
        }
        assert!(portal.last("Lock user account").await.details.contains("current-password"));
        assert_eq!(try_it(&mut desk, PASSWORD).await, 422);
        assert_eq!(portal.last("Change password (self-service)").await.reason, "locked");
        assert!(gets_in(portal, &bram).await, "the sign-in page has a door of its own");
        portal.advance(SignedDuration::from_secs(61));
        assert_eq!(try_it(&mut desk, PASSWORD).await, 303);
        assert_eq!(portal.count("SELECT count(*) FROM throttle").await, 0);
    });
}
