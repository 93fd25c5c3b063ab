//! R-352, A45, A47, A51: an authenticator app comes and goes, and recovery codes are shown once.

use jiff::SignedDuration;

use crate::self_service::decide_on;
use crate::support::app::App;
use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::run;

const APP: &str = "/account/security/app";
const REMOVE: &str = "/account/security/app/remove";
const CODES: &str = "/account/security/codes";

#[test]
fn an_app_is_there_when_a_code_of_it_came_back_and_not_before() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut other = portal.signed_in(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(browser.get("/account/security").await.says("Add an app"));
        let page = browser.get(APP).await;
        assert_eq!(page.attributes("svg.qr path", "d").len(), 2, "no square: {}", page.body);
        let app = App::offered(&page);
        // Nothing is kept of what was only looked at.
        assert_eq!(portal.count("SELECT count(*) FROM authenticator_app").await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 0);
        let page = browser.post(APP, &[("code", "000000x")]).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaint("code").contains("not the code that your app shows now"), "{}", page.text());
        assert_eq!(page.one("#spelled"), browser.page().one("#spelled"), "another secret");
        let row = portal.last("User registered security info").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "wrong-code"));
        assert_eq!(row.targets, bram.user_name);
        let old = browser.clone();
        let page = browser.post(APP, &[("code", &app.shows(portal, 0))]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Your app is added"));
        let codes = page.texts("#recovery li");
        assert_eq!(codes.len(), 10);
        assert_eq!(page.header("cache-control"), "no-store");
        // Every session but this one is over, and this one has another cookie.
        assert_eq!(other.get("/account").await.code(), 303);
        assert_eq!(old.peek(reqwest::Method::GET, "/account", &[], "").await.code(), 303);
        let page = browser.get("/account/security").await;
        assert!(page.says("10 recovery codes are left") && page.says("Remove the app"), "{}", page.text());
        let row = portal.last("User registered security info").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", &*bram.user_name));
        assert!(row.details.contains(r#""sessions_ended":"1""#), "{}", row.details);
        let everything = portal.ask("SELECT string_agg(details, ' ') FROM audit_event", &[]).await;
        assert!(!everything.contains(&codes[0]), "a code stands in the log");
        let kept = portal.ask("SELECT encode(sealed, 'escape') FROM authenticator_app", &[]).await;
        assert!(kept.len() > 50);
    });
}

#[test]
fn pressing_twice_adds_one_app_and_shows_no_code_again() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get(APP).await;
        let form = browser.form(APP).with("code", &App::offered(&page).shows(portal, 0));
        let before = browser.clone();
        assert_eq!(browser.submit(APP, &form).await.code(), 200);
        let page = before.press(APP, &form).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"));
        let page = browser.submit(APP, &form).await;
        assert!(page.code() == 403 || page.location() == "/account/security", "{} {}", page.code(), page.text());
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity LIKE 'User registered%'").await, 1);
    });
}

#[test]
fn an_app_that_was_offered_to_another_session_is_not_added() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let (mut his, mut hers) = (portal.signed_in(&bram).await, portal.signed_in(&eva).await);
        let page = his.get(APP).await;
        let (app, offer) = (App::offered(&page), his.form(APP).value("offer").unwrap().to_owned());
        hers.get(APP).await;
        for forged in [offer.as_str(), "", "AQID", "%"] {
            let page = hers.post(APP, &[("code", &app.shows(portal, 0)), ("offer", forged)]).await;
            assert_eq!(page.code(), 422, "{forged}: {}", page.text());
            hers.get(APP).await;
        }
        assert_eq!(portal.count("SELECT count(*) FROM authenticator_app").await, 0);
    });
}

#[test]
fn an_app_can_be_replaced_and_removed_and_the_codes_go_with_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (old, mut browser) = portal.with_app(&bram).await;
        portal.advance(SignedDuration::from_secs(30));
        let new = browser.add_app(portal).await;
        assert_ne!(old.codes, new.codes);
        let mut visitor = portal.signed_in(&bram).await;
        assert_eq!(visitor.prove(&old.next(portal)).await.code(), 422);
        assert_eq!(visitor.prove(&old.codes[0]).await.code(), 422);
        assert_eq!(visitor.prove(&new.next(portal)).await.code(), 303);
        let page = browser.fill(REMOVE, &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"));
        let page = browser.follow().await;
        assert_eq!(page.flash(), "The authenticator app is removed. You are signed out everywhere else.");
        assert_eq!(visitor.get("/account").await.code(), 303, "a session of before lives on");
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 0);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        assert_eq!(portal.last("User deleted security info").await.result, "success");
    });
}

#[test]
fn new_recovery_codes_are_shown_once_and_kill_the_old_ones() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, mut browser) = portal.with_app(&bram).await;
        browser.get("/account/security").await;
        let form = browser.form(CODES);
        let page = browser.submit(CODES, &form).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "New recovery codes"));
        let new = page.texts("#recovery li");
        let page = browser.submit(CODES, &form).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"));
        assert!(browser.follow().await.flash().starts_with("Recovery codes are shown once"));
        let mut visitor = portal.signed_in(&bram).await;
        assert_eq!(visitor.prove(&app.codes[0]).await.code(), 422);
        assert_eq!(visitor.prove(&new[3].to_uppercase()).await.location(), "/account/security");
        assert!(visitor.follow().await.says("9 recovery codes are left"));
        assert_eq!(portal.last("User made recovery codes").await.actor, bram.user_name);
    });
}

#[test]
fn after_ten_minutes_a_proof_is_asked_for_and_what_was_typed_goes_on() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, mut browser) = portal.with_app(&bram).await;
        browser.get("/account/security").await;
        let form = browser.form(CODES);
        portal.advance(SignedDuration::from_mins(11));
        let page = browser.submit(CODES, &form).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Confirm that it is you"));
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity LIKE 'User made%'").await, 0);
        let old = browser.clone();
        // The password is not enough where there is a second step.
        let page = browser.post(CODES, &[("proof", PASSWORD)]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "{}", page.text());
        let page = browser.post(CODES, &[("proof", &app.next(portal))]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "New recovery codes"), "{}", page.text());
        assert!(browser.is_in().await);
        assert!(!old.clone().is_in().await, "the cookie of before still opens something");
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Prove identity again'").await, 2);
        // The next deed goes without.
        browser.get("/account/security").await;
        assert_eq!(browser.post(CODES, &[]).await.heading(), "New recovery codes");
    });
}

#[test]
fn a_page_asks_for_the_password_first_and_ten_wrong_ones_end_the_session() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(11));
        let page = browser.get(APP).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Confirm that it is you"));
        assert!(page.texts("#spelled").is_empty());
        for number in 1..10 {
            let page = browser.post("/account/proof", &[("proof", &format!("wrong {number}"))]).await;
            assert_eq!(page.code(), 422, "{number}");
            // The same mistake again is none.
            assert_eq!(browser.post("/account/proof", &[("proof", &format!("wrong {number}"))]).await.code(), 422);
        }
        let mut second = browser.clone();
        let page = browser.post("/account/proof", &[("proof", "wrong 10")]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
        assert!(!second.is_in().await);
        let row = portal.last("Prove identity again").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "too-many-codes"));
        assert_eq!(portal.last("Lock user account").await.targets, bram.user_name);
        // Nor does the right one help anywhere where the own password is asked for again, until the minute is over.
        let mut browser = portal.signed_in(&bram).await;
        portal.execute("UPDATE auth_session SET proved_at = now() - interval '11 minutes'", &[]).await;
        browser.get(APP).await;
        assert_eq!(browser.post("/account/proof", &[("proof", PASSWORD)]).await.location(), "/sign-in");
        portal.advance(SignedDuration::from_mins(1));
        second = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(11));
        second.get(APP).await;
        assert_eq!(second.post("/account/proof", &[("proof", PASSWORD)]).await.location(), APP);
        assert_eq!(second.follow().await.heading(), "Add an authenticator app");
    });
}

#[test]
fn another_password_proves_no_second_step_and_not_me_asks_for_one() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, mut browser) = portal.with_app(&bram).await;
        portal.advance(SignedDuration::from_mins(11));
        // Whoever holds the session and the password still has no code.
        let fields = [("current_password", PASSWORD), ("new_password", BETTER)];
        assert_eq!(browser.fill("/account/password", &fields).await.code(), 303);
        browser.get("/account/security").await;
        assert_eq!(browser.post(CODES, &[]).await.heading(), "Confirm that it is you");
        // Nor does whoever only holds the session get to another password.
        browser.get("/account/activity").await;
        let page = browser.post("/account/activity/not-me", &[]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Confirm that it is you"));
        assert!(browser.is_in().await, "nothing was done");
        let page = browser.post("/account/activity/not-me", &[("proof", &app.next(portal))]).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"), "{}", page.text());
        // Without a second step the own password, just given, is the proof.
        let eva = portal.plain("Eva Smit").await;
        let mut hers = portal.signed_in(&eva).await;
        portal.advance(SignedDuration::from_mins(11));
        assert_eq!(hers.fill("/account/password", &fields).await.code(), 303);
        assert_eq!(hers.get(APP).await.heading(), "Add an authenticator app");
    });
}

#[test]
fn the_page_with_the_codes_can_be_left_by_every_one_of_its_forms() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(APP).await;
        let app = App::offered(browser.page());
        let page = browser.post(APP, &[("code", &app.shows(portal, 0))]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        assert!(!browser.is_in().await);
    });
}

#[test]
fn fewer_characters_will_do_for_whoever_has_a_second_step_and_must_have_one() {
    run(async |portal| {
        let (short, long) = ("Qz7!wombat", "velvet otter climbs stairs");
        let bram = portal.plain("Bram de Vries").await;
        let (_, mut his) = portal.with_app(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", short)];
        let page = his.fill("/account/password", &fields).await;
        assert!(page.code() == 422 && page.says("at least 15 characters"), "his is not asked for: {}", page.text());
        let group = portal.group("Ships").await;
        decide_on(portal, "second-step", &format!(r#"{{"groups": ["{group}"]}}"#)).await;
        portal.join(&group, &bram).await;
        let page = his.get("/account/password").await;
        assert!(page.says("8 characters"), "{}", page.main());
        let page = his.post("/account/password", &fields).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.text());
        // She must have one, and has none yet.
        let eva = portal.plain("Eva Smit").await;
        portal.join(&group, &eva).await;
        let mut hers = portal.signed_in(&eva).await;
        let page = hers.fill("/account/password", &fields).await;
        assert!(page.code() == 422 && page.says("at least 15 characters"), "{}", page.text());
        let page = hers.post("/account/password", &[("current_password", PASSWORD), ("new_password", long)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
    });
}
