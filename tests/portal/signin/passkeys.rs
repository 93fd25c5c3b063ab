//! A31, A46, A48, ASVS 6.7.2: a passkey as the second step of a sign-in.

use futures_util::future::join_all;
use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::device::{Device, Lie, STEP};
use crate::support::people::PASSWORD;
use crate::support::server::run_named;

#[test]
fn behind_the_right_password_comes_the_passkey_and_only_then_the_portal() {
    run_named(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let (device, _, codes) = portal.with_passkey(&gwen).await;
        let mut browser = portal.visitor();
        browser.get("/sign-in?next=%2Fusers").await;
        let page = browser.post("/sign-in", &[("username", &gwen.user_name), ("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in/second-step?next=%2Fusers"));
        let page = browser.follow().await;
        // Without script the page says so, and a code works.
        assert!(page.body.contains("<noscript><p class=\"mute sm\">Passkeys need JavaScript"), "{}", page.body);
        assert!(page.says("Or use a code"), "{}", page.text());
        let asked = browser.asked().await;
        assert_eq!((asked["rpId"].as_str(), asked["userVerification"].as_str()), (Some("localhost"), Some("required")));
        assert_eq!(asked["allowCredentials"].as_array().unwrap().len(), 1);
        assert!(asked["challenge"].as_str().unwrap().len() >= 43, "too short a challenge: {asked}");
        let signed = device.signed(&asked, &browser.origin);
        let half = browser.clone();
        let page = browser.post(STEP, &[("passkey", &signed)]).await;
        assert_eq!((page.code(), page.location()), (303, "/users"), "{}", page.text());
        assert_eq!(browser.follow().await.code(), 200);
        assert!(!half.is_in().await);
        assert_eq!(portal.last("Sign in").await.details, r#"{"method":"passkey","session":"full"}"#);
        assert_eq!(portal.count("SELECT count(*) FROM passkey_ceremony").await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM passkey WHERE last_used_at IS NOT NULL").await, 1);
        // The same device again, and a recovery code in its place.
        assert_eq!(portal.signed_in(&gwen).await.touch(&device).await.location(), "/");
        assert_eq!(portal.signed_in(&gwen).await.prove(&codes[0]).await.location(), "/account/security");
    });
}

#[test]
fn an_answer_is_good_once_in_its_own_browser_and_for_five_minutes() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, _, _) = portal.with_passkey(&bram).await;
        let (mut one, mut other) = (portal.signed_in(&bram).await, portal.signed_in(&bram).await);
        one.get(STEP).await;
        other.get(STEP).await;
        let signed = device.signed(&one.asked().await, &one.origin);
        // In another browser, which was asked something else (CVE-2022-42731).
        other.asked().await;
        let page = other.post(STEP, &[("passkey", &signed)]).await;
        assert!(page.code() == 422 && page.complaint("code").contains("not accepted"), "{}", page.text());
        assert_eq!(portal.last("Sign in").await.reason, "wrong-passkey");
        assert_eq!(one.post(STEP, &[("passkey", &signed)]).await.location(), "/");
        // A question that was answered wrongly is answered all the same.
        let again = device.signed(&other.asked().await, &other.origin);
        assert_eq!(other.post(STEP, &[("passkey", "{}")]).await.code(), 422);
        let page = other.post(STEP, &[("passkey", &again)]).await;
        assert!(page.code() == 422 && page.complaint("code").contains("took too long"), "{}", page.text());
        assert_eq!(portal.last("Sign in").await.reason, "passkey-over");
        // Half a sign-in and its question end together.
        let late = device.signed(&other.asked().await, &other.origin);
        portal.advance(SignedDuration::from_mins(5));
        assert!(other.post(STEP, &[("passkey", &late)]).await.location().starts_with("/sign-in"));
    });
}

#[test]
fn another_page_another_site_a_locked_device_and_a_forged_answer_are_refused_and_counted() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (mut device, _, codes) = portal.with_passkey(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        let evil = Some("https://evil.example".to_owned());
        for lie in [
            Lie { origin: evil.clone(), ..Lie::default() },
            Lie { site: Some("evil.example".to_owned()), ..Lie::default() },
            Lie { unverified: true, ..Lie::default() },
            Lie { forged: true, ..Lie::default() },
        ] {
            device.lie = lie.clone();
            let page = browser.touch(&device).await;
            assert!(page.code() == 422 && page.complaint("code").contains("not accepted"), "{lie:?}: {}", page.text());
            let row = portal.last("Sign in").await;
            assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "wrong-passkey"), "{lie:?}");
        }
        device.lie = Lie { origin: evil, ..Lie::default() };
        // The fifth one ends it, also for codes and for the honest device.
        assert_eq!(browser.touch(&device).await.location(), "/sign-in");
        assert_eq!(portal.last("Sign in").await.reason, "too-many-codes");
        device.lie = Lie::default();
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.location(), "/sign-in");
        assert_eq!(portal.signed_in(&bram).await.prove(&codes[0]).await.location(), "/sign-in");
        portal.advance(SignedDuration::from_mins(15));
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.location(), "/");
    });
}

#[test]
fn somebody_elses_passkey_and_one_that_was_removed_meanwhile_open_nothing() {
    run_named(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let (his, _, _) = portal.with_passkey(&bram).await;
        let (hers, _, _) = portal.with_passkey(&eva).await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.touch(&hers).await;
        assert!(page.code() == 422 && page.complaint("code").contains("not accepted"), "{}", page.text());
        // A row moved into somebody else's account is not that person's passkey.
        portal
            .execute("UPDATE passkey SET user_id = $1::text::uuid WHERE user_id::text = $2", &[&bram.id, &eva.id])
            .await;
        browser.get(STEP).await;
        let asked = browser.asked().await;
        assert_eq!(asked["allowCredentials"].as_array().unwrap().len(), 1, "a moved key is asked for");
        assert_eq!(browser.touch(&hers).await.code(), 422);
        let signed = his.signed(&browser.asked().await, &browser.origin);
        portal.execute("DELETE FROM passkey", &[]).await;
        assert_eq!(browser.post(STEP, &[("passkey", &signed)]).await.code(), 422);
        assert_eq!(portal.last("Sign in").await.reason, "wrong-passkey");
    });
}

#[test]
fn a_device_that_counts_backwards_is_a_copy() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, _, codes) = portal.with_passkey(&bram).await;
        device.counter.set(40);
        assert_eq!(portal.signed_in(&bram).await.touch(&device).await.location(), "/");
        for counter in [40, 12, 0] {
            // The device adds one before it signs, and none where it does not count.
            device.counter.set(counter);
            let mut browser = portal.signed_in(&bram).await;
            let page = browser.touch(&device).await;
            assert!(page.code() == 422 && page.complaint("code").contains("copy"), "{counter}: {}", page.text());
            assert_eq!(portal.last("Sign in").await.reason, "passkey-copied");
        }
        assert_eq!(portal.signed_in(&bram).await.prove(&codes[0]).await.code(), 303);
        // One that never counts is none.
        let eva = portal.plain("Eva Smit").await;
        let mut browser = portal.signed_in(&eva).await;
        let synced = Device::new();
        synced.counter.set(0);
        assert_eq!(browser.add_passkey("Synced", &synced).await.code(), 200);
        for _ in 0..2 {
            assert_eq!(portal.signed_in(&eva).await.touch(&synced).await.location(), "/");
        }
    });
}

#[test]
fn of_two_answers_that_count_alike_one_gets_in() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, _, _) = portal.with_passkey(&bram).await;
        let mut pressed = vec![];
        for _ in 0..3 {
            let mut browser = portal.signed_in(&bram).await;
            browser.get(STEP).await;
            device.counter.set(7);
            let signed = device.signed(&browser.asked().await, &browser.origin);
            let form = browser.form(STEP).with("passkey", &signed);
            pressed.push((browser, form));
        }
        let pages = join_all(pressed.iter().map(async |(browser, form)| browser.press(STEP, form).await)).await;
        assert_eq!(pages.iter().filter(|page| page.location() == "/").count(), 1, "a copy got in");
    });
}

#[test]
fn questions_are_put_to_those_alone_who_may_answer_them() {
    run_named(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        portal.with_passkey(&bram).await;
        let (_, browser) = portal.with_app(&eva).await;
        let mut half = portal.signed_in(&bram).await;
        let page = half.get(STEP).await;
        // No token, another form's token, another page's address.
        let token = |name: &str| page.attributes("[data-passkey]", name).remove(0);
        let form = crate::support::form::Form::default().with("form_key", &token("data-key"));
        assert_eq!(half.press("/sign-in/second-step/passkey", &form).await.code(), 403);
        let other = form.clone().with("csrf_token", half.form(STEP).value("csrf_token").unwrap());
        assert_eq!(half.press("/sign-in/second-step/passkey", &other).await.code(), 403);
        let form = form.with("csrf_token", &token("data-token"));
        assert_eq!(half.press("/account/proof/passkey", &form).await.code(), 303);
        assert_eq!(half.press("/sign-in/second-step/passkey", &form.clone().with("x", "y")).await.code(), 422);
        assert_eq!(half.press("/sign-in/second-step/passkey", &form).await.code(), 200);
        // Whoever has no passkey is asked for none.
        let mut hers = browser;
        portal.advance(SignedDuration::from_mins(11));
        let page = hers.get("/account/security/app").await;
        assert!(page.attributes("[data-passkey]", "data-token").is_empty(), "{}", page.text());
        assert!(!half.is_in().await, "half a sign-in opens the account");
        assert_eq!(portal.count("SELECT count(*) FROM passkey_ceremony").await, 1);
    });
}

#[test]
fn a_passkey_alone_is_a_second_step_for_the_wall_the_administrator_and_the_command() {
    run_named(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        portal.execute("DELETE FROM second_step_grace", &[]).await;
        portal.signed_in(&helen).await;
        portal.advance(SignedDuration::from_hours(8 * 24));
        let mut desk = portal.signed_in(&helen).await;
        assert_eq!(desk.get("/users").await.location(), "/account/security", "no wall");
        let device = Device::new();
        assert_eq!(desk.add_passkey("Phone", &device).await.code(), 200);
        assert_eq!(desk.get("/users").await.code(), 200);
        let mut again = portal.signed_in(&helen).await;
        assert_eq!(again.touch(&device).await.location(), "/");
        assert_eq!(again.get("/users").await.code(), 200);
        // An administrator sees it, and takes it away: at the next sign-in there is no second grace.
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get(&format!("/users/{}", helen.id)).await;
        assert_eq!(page.fact("Second step"), "1 passkey", "{}", page.text());
        let path = format!("/users/{}/second-step/remove", helen.id);
        assert_eq!(gwen.fill(&path, &[("reason", "SD-4711")]).await.code(), 303);
        assert!(gwen.follow().await.flash().starts_with("The second step is taken away"));
        assert!(!again.is_in().await, "a session outlived it");
        for left in ["passkey", "recovery_code"] {
            assert_eq!(portal.count(&format!("SELECT count(*) FROM {left}")).await, 0, "{left}");
        }
        let mut desk = portal.signed_in(&helen).await;
        assert_eq!(desk.get("/users").await.location(), "/account/security");
        // Where there is nothing to take away there is no such command.
        assert!(gwen.get(&format!("/users/{}", helen.id)).await.link("Take second step away").is_none());
    });
}

#[test]
fn closing_an_account_leaves_the_passkey_and_break_glass_does_not() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, _, codes) = portal.with_passkey(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        assert_eq!(una.fill(&format!("/users/{}/contain", bram.id), &[("reason", "SD-9")]).await.code(), 303);
        una.follow().await;
        assert_eq!(una.post(&format!("/users/{}/unblock", bram.id), &[]).await.code(), 303);
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&codes[0]).await.code(), 422);
        assert_eq!(browser.touch(&device).await.location(), "/");
        let operator = portal.house.operator("admin recover").unwrap();
        let service = portal.service();
        latchkey::service::admins::recover(&service, &operator, &bram.user_name).await.unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM passkey").await, 0);
    });
}
