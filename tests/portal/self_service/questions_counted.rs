//! Answers that are given again and again: each time costs hashes and a letter, and so it is counted.

use futures_util::future::join_all;
use jiff::SignedDuration;

use super::questions::{ANSWERS, PAGE, answered, asking, pairs};

/// How often answers were saved.
const SAVED: &str =
    "SELECT count(*) FROM audit_event WHERE activity = 'User registered security questions' AND result = 'success'";

#[test]
fn answers_are_saved_five_times_a_day_and_then_nothing_is_hashed_any_more() {
    asking(async |portal, mailbox| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = answered(portal, &bram).await;
        for _ in 1..5 {
            assert_eq!(browser.answers(&pairs(&ANSWERS)).await.code(), 303);
        }
        let before = portal.service().hashes.hashes();
        let page = browser.answers(&pairs(&ANSWERS)).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(page.says("These answers were saved too often today. Try again tomorrow"), "{}", page.main());
        assert!(!page.body.contains("Blauwe"), "an answer was written into the page");
        assert_eq!(portal.service().hashes.hashes(), before);
        assert_eq!(portal.count(SAVED).await, 5);
        mailbox.collect(portal).await;
        portal.advance(SignedDuration::from_hours(25));
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.answers(&pairs(&ANSWERS)).await.code(), 303);
        assert_eq!(portal.count(SAVED).await, 6);
    });
}

#[test]
fn of_many_presses_at_once_one_hashes() {
    asking(async |portal, _| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let mut form = browser.form(PAGE);
        for (at, (question, answer)) in pairs(&ANSWERS).iter().enumerate() {
            form.set(&format!("question{}", at + 1), question);
            form.set(&format!("answer{}", at + 1), answer);
        }
        let before = portal.service().hashes.hashes();
        join_all((0..20).map(|_| browser.press(PAGE, &form))).await;
        let hashed = portal.service().hashes.hashes() - before;
        // Whoever looks behind the first one is counted as the next one; five are let through at most.
        assert!((5..=25).contains(&hashed) && hashed % 5 == 0, "{hashed} hashes");
        assert_eq!(portal.count(SAVED).await, 1);
    });
}
