//! R-352, A45, A47, A51: an authenticator app comes and goes, and recovery codes are shown once.

use jiff::SignedDuration;

use crate::support::app::App;
use crate::support::people::PASSWORD;
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
