//! R-352, A48, ASVS 6.5.6, 7.4.3: passkeys come, get another name, and go.

use jiff::SignedDuration;
use reqwest::Method;

use crate::support::device::{ADD, Device, Lie, STEP};
use crate::support::people::PASSWORD;
use crate::support::server::{run, run_named};

const SECURITY: &str = "/account/security";
const CODES: &str = "/account/security/codes";
const ADDED: &str = "SELECT count(*) FROM passkey";

#[test]
fn a_passkey_is_there_when_the_device_answered_and_recovery_codes_come_with_the_first() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut other = portal.signed_in(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get(SECURITY).await.says("Add a passkey"));
        let (phone, key) = (Device::new(), Device::new());
        let page = browser.add_passkey("  My   phone ", &phone).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Your passkey is added"), "{}", page.text());
        assert_eq!(page.texts("#recovery li").len(), 10);
        assert_eq!(other.get("/account").await.code(), 303, "a session of before lives on");
        let page = browser.get(SECURITY).await;
        assert!(page.says("My phone") && page.says("not used yet") && page.says("10 recovery codes are left"));
        let row = portal.last("User registered passkey").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", &*bram.user_name));
        assert_eq!(row.details, r#"{"administrator":"false","name":"My phone","sessions_ended":"1"}"#);
        assert!(browser.get("/account/activity").await.says("added the passkey “My phone”"));
        // The second one leaves the codes as they are.
        let page = browser.add_passkey("Key", &key).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        assert!(browser.follow().await.flash().starts_with("The passkey is added"));
        assert_eq!(portal.count(ADDED).await, 2);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 10);
    });
}

#[test]
fn nothing_is_kept_of_an_answer_that_does_not_fit() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let origin = browser.origin.clone();
        let evil = Some("https://evil.example".to_owned());
        for lie in [
            Lie { origin: evil.clone(), ..Lie::default() },
            Lie { origin: Some("http://localhost:1".to_owned()), ..Lie::default() },
            Lie { site: Some("evil.example".to_owned()), ..Lie::default() },
            Lie { unverified: true, ..Lie::default() },
        ] {
            let page = browser.add_passkey("Phone", &Device::lying(lie.clone())).await;
            assert_eq!(page.code(), 422, "{lie:?}");
            assert!(page.complaint("name").is_empty() && page.says("This passkey was not accepted"), "{}", page.text());
            let row = portal.last("User registered passkey").await;
            assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "wrong-passkey"));
        }
        // Nothing was asked; something else was asked; what was asked is over.
        browser.get(ADD).await;
        let device = Device::new();
        let early = device.made(&browser.asked().await, &origin);
        browser.asked().await;
        let page = browser.post(ADD, &[("name", "Phone"), ("passkey", &early)]).await;
        assert!(page.code() == 422 && page.says("not accepted"), "{}", page.text());
        let page = browser.post(ADD, &[("name", "Phone"), ("passkey", &early)]).await;
        assert!(page.code() == 422 && page.says("That took too long"), "{}", page.text());
        let late = device.made(&browser.asked().await, &origin);
        portal.advance(SignedDuration::from_mins(5));
        let page = browser.post(ADD, &[("name", "Phone"), ("passkey", &late)]).await;
        assert!(page.code() == 422 && page.says("That took too long"), "{}", page.text());
        assert_eq!(portal.last("User registered passkey").await.reason, "passkey-over");
        for (name, answer, words) in [
            ("Phone", "", "handed over no passkey"),
            (" ", "{}", "Give the passkey a name"),
            (&*"é".repeat(61), "{}", "60"),
            ("Phone", "{", "took too long"),
        ] {
            browser.get(ADD).await;
            let page = browser.post(ADD, &[("name", name), ("passkey", answer)]).await;
            assert!(page.code() == 422 && page.says(words), "{answer}: {}", page.text());
        }
        assert_eq!(portal.count(ADDED).await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 0);
    });
}

#[test]
fn the_question_of_one_session_is_not_answered_in_another_and_none_twice() {
    run_named(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let (mut his, mut hers) = (portal.signed_in(&bram).await, portal.signed_in(&eva).await);
        let device = Device::new();
        his.get(ADD).await;
        hers.get(ADD).await;
        let made = device.made(&his.asked().await, &his.origin);
        hers.asked().await;
        assert_eq!(hers.post(ADD, &[("name", "x"), ("passkey", &made)]).await.code(), 422);
        assert_eq!(his.post(ADD, &[("name", "x"), ("passkey", &made)]).await.code(), 200);
        // A replayed registration (A48), and one passkey for two people.
        his.get(ADD).await;
        let page = his.post(ADD, &[("name", "x"), ("passkey", &made)]).await;
        assert!(page.code() == 422 && page.says("took too long"), "{}", page.text());
        let page = hers.add_passkey("mine", &device).await;
        assert!(page.code() == 422 && page.says("belongs to an account already"), "{}", page.text());
        assert_eq!(portal.count(ADDED).await, 1);
    });
}

#[test]
fn ten_passkeys_are_the_most() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (_, mut browser, _) = portal.with_passkey(&bram).await;
        for number in 2..=10 {
            assert_eq!(browser.add_passkey(&format!("Key {number}"), &Device::new()).await.code(), 303, "{number}");
        }
        assert!(browser.get(ADD).await.says("You have ten passkeys"));
        let form = browser.get(SECURITY).await;
        assert!(form.link("Add a passkey").is_none(), "a button that does nothing");
        // A second window that was open before.
        let mut window = browser.clone();
        let kept = "DELETE FROM passkey WHERE name = 'Key 10'";
        portal.execute(kept, &[]).await;
        window.get(ADD).await;
        let made = Device::new().made(&window.asked().await, &window.origin);
        let fill = "INSERT INTO passkey SELECT gen_random_uuid(), user_id, '\\x00', 'Key 10', sealed, 0, true, added_at \
                    FROM passkey LIMIT 1";
        portal.execute(fill, &[]).await;
        let page = window.post(ADD, &[("name", "Eleven"), ("passkey", &made)]).await;
        assert!(page.code() == 422 && page.says("You have ten passkeys"), "{}", page.text());
        assert_eq!(portal.count(ADDED).await, 10);
    });
}

#[test]
fn a_passkey_gets_another_name_and_nobody_elses_is_in_sight() {
    run_named(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let (_, mut his, _) = portal.with_passkey(&bram).await;
        let (_, mut hers, _) = portal.with_passkey(&eva).await;
        let own = |id: &str| format!("SELECT id::text FROM passkey WHERE user_id::text = '{id}'");
        let path = format!("{ADD}/{}", portal.ask(&own(&bram.id), &[]).await);
        let foreign = format!("{ADD}/{}", portal.ask(&own(&eva.id), &[]).await);
        let page = his.fill(&path, &[("name", "Work laptop")]).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        assert!(his.follow().await.says("Work laptop"));
        assert_eq!(portal.last("User renamed passkey").await.details, r#"{"from":"My phone","to":"Work laptop"}"#);
        his.get(&path).await;
        let page = his.post(&path, &[("name", "  ")]).await;
        assert!(page.code() == 422 && page.complaint("name").contains("Give the passkey a name"), "{}", page.text());
        for path in [foreign.clone(), format!("{foreign}/remove"), format!("{ADD}/x")] {
            assert_eq!(his.peek(Method::GET, &path, &[], "").await.code(), 404, "{path}");
        }
        let form = his.get(&path).await.form(&path).unwrap().with("name", "Hers");
        assert_eq!(his.press(&foreign, &form).await.code(), 404);
        let remove = format!("{path}/remove");
        let form = his.get(&remove).await.form(&remove).unwrap();
        assert_eq!(his.press(&format!("{foreign}/remove"), &form).await.location(), SECURITY);
        assert_eq!(portal.count(ADDED).await, 2, "somebody else's passkey was removed");
        assert!(hers.get(SECURITY).await.says("My phone"));
    });
}

#[test]
fn the_last_second_step_takes_the_codes_along_and_the_one_before_it_does_not() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, mut browser, codes) = portal.with_passkey(&bram).await;
        // An app beside the passkey leaves the codes as they are.
        let page = browser.get("/account/security/app").await;
        let app = crate::support::app::App::offered(&page);
        let page = browser.post("/account/security/app", &[("code", &app.shows(portal, 0))]).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        assert!(browser.follow().await.flash().starts_with("The authenticator app is added"));
        let mut visitor = portal.signed_in(&bram).await;
        assert_eq!(visitor.prove(&codes[0]).await.location(), SECURITY);
        // The passkey goes; app and codes stay.
        let path = format!("{ADD}/{}/remove", portal.ask("SELECT id::text FROM passkey", &[]).await);
        let page = browser.get(&path).await;
        assert!(!page.says("your only second step"), "{}", page.text());
        let before = browser.clone();
        let form = browser.form(&path);
        let page = browser.submit(&path, &form).await;
        assert_eq!((page.code(), page.location()), (303, SECURITY), "{}", page.text());
        assert_eq!(browser.follow().await.flash(), "The passkey is removed. You are signed out everywhere else.");
        assert_eq!(visitor.get("/account").await.code(), 303);
        assert_eq!(before.press(&path, &form).await.location(), SECURITY, "the second press");
        assert_eq!(portal.last("User deleted passkey").await.details, r#"{"name":"My phone","sessions_ended":"1"}"#);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 9);
        // Back, and then app and passkey go: with the last one the codes.
        assert_eq!(browser.add_passkey("Again", &device).await.code(), 303);
        assert_eq!(browser.fill("/account/security/app/remove", &[]).await.code(), 303);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 9);
        let path = format!("{ADD}/{}/remove", portal.ask("SELECT id::text FROM passkey", &[]).await);
        assert!(browser.get(&path).await.says("your only second step"));
        assert_eq!(browser.post(&path, &[]).await.code(), 303);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 0);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
    });
}

#[test]
fn after_ten_minutes_the_passkey_proves_who_it_is_and_what_was_typed_goes_on() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (device, mut browser, codes) = portal.with_passkey(&bram).await;
        browser.get(SECURITY).await;
        let form = browser.form(CODES);
        portal.advance(SignedDuration::from_mins(11));
        let page = browser.submit(CODES, &form).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Confirm that it is you"));
        assert!(page.says("Use a passkey") && page.says("Or use a code"), "{}", page.text());
        let asked = browser.asked().await;
        let old = browser.clone();
        // The password is not enough, nor what was signed for the sign-in.
        assert_eq!(browser.post(CODES, &[("proof", PASSWORD)]).await.code(), 422);
        let signed = device.signed(&asked, &browser.origin);
        let page = browser.post(CODES, &[("proof_passkey", &signed)]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "New recovery codes"), "{}", page.text());
        assert!(!old.is_in().await, "the cookie of before still opens something");
        assert_eq!(portal.last("Prove identity again").await.result, "success");
        // Once: the same answer proves nothing ten minutes later (A48).
        portal.advance(SignedDuration::from_mins(11));
        browser.get(ADD).await;
        let page = browser.post("/account/proof", &[("proof_passkey", &signed)]).await;
        assert!(page.code() == 422 && page.says("That took too long"), "{}", page.text());
        assert_eq!(portal.last("Prove identity again").await.reason, "passkey-over");
        // A recovery code of before is dead, one of now is not.
        assert_eq!(browser.post("/account/proof", &[("proof", &codes[0])]).await.code(), 422);
        let signed = device.signed(&browser.asked().await, &browser.origin);
        assert_eq!(browser.post("/account/proof", &[("proof_passkey", &signed)]).await.location(), ADD);
        assert_eq!(browser.follow().await.heading(), "Add a passkey");
    });
}

#[test]
fn where_the_portal_has_no_name_there_are_no_passkeys_and_no_button_for_them() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(!browser.get(SECURITY).await.says("passkey"));
        assert_eq!(browser.get(ADD).await.code(), 404);
        // Whoever has one from better days is told so, and gets in with a code.
        let (app, mut browser) = portal.with_app(&bram).await;
        let from_before =
            "INSERT INTO passkey SELECT gen_random_uuid(), $1::text::uuid, '\\x00', 'Phone', '\\x00', 0, true, now()";
        portal.execute(from_before, &[&bram.id]).await;
        assert!(browser.get(SECURITY).await.says("Passkeys do not work here"));
        let mut visitor = portal.signed_in(&bram).await;
        let page = visitor.get(STEP).await;
        assert!(page.code() == 200 && !page.says("Use a passkey"), "{}", page.text());
        assert_eq!(visitor.prove(&app.next(portal)).await.code(), 303);
    });
}

#[test]
fn a_second_press_tells_that_it_was_done_and_writes_no_failure_down() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(ADD).await;
        let made = Device::new().made(&browser.asked().await, &browser.origin);
        let form = browser.form(ADD).with("name", "Phone").with("passkey", &made);
        let (one, other) = futures_util::future::join(browser.press(ADD, &form), browser.press(ADD, &form)).await;
        let codes: Vec<_> = [&one, &other].iter().map(|page| page.code()).collect();
        assert!(codes.contains(&200) && codes.contains(&303), "{codes:?} {} {}", one.text(), other.text());
        let failed =
            "SELECT count(*) FROM audit_event WHERE activity = 'User registered passkey' AND result = 'failure'";
        assert_eq!(portal.count(failed).await, 0);
    });
}

#[test]
fn a_name_that_turns_the_text_around_is_refused() {
    run_named(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.add_passkey("x\u{202e}y", &Device::new()).await;
        assert!(page.code() == 422 && page.complaint("name").contains("invisible characters"), "{}", page.text());
        assert_eq!(portal.count(ADDED).await, 0);
    });
}
