//! A26, A32, A36, A41…A46, A49, A52: the second step of a sign-in.

use futures_util::future::join_all;
use jiff::SignedDuration;
use reqwest::Method;

use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::run;

const PAGE: &str = "/sign-in/second-step";

#[test]
fn behind_the_right_password_comes_the_code_and_only_then_the_portal() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let (app, _) = portal.with_app(&gwen).await;
        let mut browser = portal.visitor();
        let page = browser.fill("/sign-in?next=/users", &[("username", &gwen.user_name), ("password", "wrong")]).await;
        assert_eq!(page.code(), 422);
        assert!(!page.says("One more step"));
        browser.get("/sign-in?next=%2Fusers").await;
        let page = browser.post("/sign-in", &[("username", &gwen.user_name), ("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in/second-step?next=%2Fusers"));
        let half = browser.clone();
        for path in
            ["/", "/account", "/users", "/account/security", "/change-password", "/users/export.csv", "/sign-in"]
        {
            let page = browser.peek(Method::GET, path, &[], "").await;
            assert_eq!((page.code(), page.location()), (303, PAGE), "{path}");
        }
        let page = browser.follow().await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "One more step"));
        assert!(page.link("Users").is_none(), "an unfinished sign-in sees the navigation");
        assert_eq!(portal.last("Sign in").await.details, r#"{"method":"password","session":"second-step"}"#);
        let page = browser.post(PAGE, &[("code", &app.next(portal))]).await;
        assert_eq!((page.code(), page.location()), (303, "/users"));
        assert_eq!(browser.follow().await.code(), 200);
        // Another cookie; that of the half-way is dead.
        assert_eq!(half.peek(Method::GET, PAGE, &[], "").await.location(), "/sign-in?next=%2Fsign-in%2Fsecond-step");
        assert_eq!(portal.last("Sign in").await.details, r#"{"method":"app","session":"full"}"#);
        assert_eq!(browser.get(PAGE).await.location(), "/account");
    });
}

#[test]
fn no_code_is_good_twice_nor_an_older_one_after_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let used = app.next(portal);
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&used).await.code(), 303);
        let mut again = portal.signed_in(&bram).await;
        for code in [used.as_str(), &app.shows(portal, -1), &app.shows(portal, 1), &app.shows(portal, -2)] {
            assert_eq!(again.prove(code).await.code(), 422, "{code}");
        }
        assert_eq!(again.prove(&app.next(portal)).await.code(), 303);
    });
}

#[test]
fn of_many_at_the_same_moment_one_gets_in() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browsers = vec![];
        for _ in 0..4 {
            let mut browser = portal.signed_in(&bram).await;
            browser.get(PAGE).await;
            browsers.push(browser);
        }
        for code in [app.next(portal), app.codes[2].clone()] {
            let pressed = browsers.iter().map(async |browser| {
                let form = browser.form(PAGE).with("code", &code);
                browser.press(PAGE, &form).await
            });
            let pages = join_all(pressed).await;
            let opened = pages.iter().filter(|page| ["/", "/account/security"].contains(&page.location())).count();
            assert_eq!(opened, 1, "{:?}", pages.iter().map(|page| (page.code(), page.location())).collect::<Vec<_>>());
            portal.execute("DELETE FROM throttle", &[]).await;
            for browser in &mut browsers {
                *browser = portal.signed_in(&bram).await;
                browser.get(PAGE).await;
            }
        }
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 9);
    });
}

#[test]
fn a_recovery_code_works_once_and_for_its_person_alone() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let ((his, _), (hers, _)) = (portal.with_app(&bram).await, portal.with_app(&eva).await);
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&hers.codes[0]).await.code(), 422);
        let page = browser.prove(&his.codes[0]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/security"));
        assert!(browser.follow().await.flash().starts_with("You used a recovery code"));
        assert_eq!(portal.signed_in(&bram).await.prove(&his.codes[0]).await.code(), 422);
        assert_eq!(portal.signed_in(&eva).await.prove(&hers.codes[0]).await.code(), 303);
    });
}

#[test]
fn five_wrong_codes_end_it_for_a_quarter_of_an_hour_in_every_browser() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let (mut one, mut other) = (portal.signed_in(&bram).await, portal.signed_in(&bram).await);
        for number in 1..5 {
            let browser = if number % 2 == 0 { &mut one } else { &mut other };
            let page = browser.prove("000000").await;
            assert_eq!((page.code(), page.complaints().len()), (422, 1), "{number}");
            assert_eq!(portal.last("Sign in").await.reason, "wrong-code");
        }
        let page = one.prove("aaaa-bbbb").await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
        assert!(one.follow().await.flash().contains("too many wrong tries"));
        let row = portal.last("Sign in").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "too-many-codes"));
        // The right one is not looked at either, there and anew.
        assert_eq!(other.prove(&app.next(portal)).await.location(), "/sign-in");
        let mut anew = portal.signed_in(&bram).await;
        assert_eq!(anew.prove(&app.next(portal)).await.location(), "/sign-in");
        portal.advance(SignedDuration::from_mins(15));
        assert_eq!(portal.signed_in(&bram).await.prove(&app.next(portal)).await.location(), "/");
    });
}

#[test]
fn a_temporary_password_leads_to_the_change_page_only_behind_the_second_step() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut half = portal.signed_in(&bram).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let secret = helen.fill(&path, &[("verified_by", "saw-id")]).await.secret();
        // What was begun under the old password is over with it.
        assert_eq!(half.get(PAGE).await.code(), 303);
        let mut browser = portal.visitor();
        assert_eq!(browser.sign_in(&bram.user_name, &secret).await.location(), PAGE);
        assert_eq!(browser.get("/change-password").await.location(), PAGE);
        assert_eq!(browser.prove(&app.next(portal)).await.location(), "/change-password");
        assert_eq!(browser.fill("/change-password", &[("new_password", BETTER)]).await.location(), "/account");
        assert!(browser.is_in().await);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), PAGE);
    });
}

#[test]
fn half_a_sign_in_lives_five_minutes_and_keeps_no_secret() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        let row = "SELECT row_to_json(auth_session)::text FROM auth_session WHERE kind = 'second-step'";
        assert!(!portal.ask(row, &[]).await.contains(PASSWORD));
        browser.get(PAGE).await;
        let form = browser.form(PAGE).with("code", &app.next(portal));
        portal.advance(SignedDuration::from_mins(5));
        assert!(browser.submit(PAGE, &form).await.location().starts_with("/sign-in"));
        assert!(!browser.is_in().await);
    });
}

#[test]
fn a_secret_that_does_not_open_lets_nobody_in_but_recovery_codes_still_do() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        portal.execute("UPDATE authenticator_app SET sealed = sealed || '\\x00'", &[]).await;
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&app.next(portal)).await.code(), 422);
        assert_eq!(browser.prove(&app.codes[1]).await.code(), 303);
    });
}

#[test]
fn whoever_leaves_half_way_is_out() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.with_app(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        assert_eq!(browser.post("/sign-out", &[]).await.location(), "/sign-in");
        assert!(!browser.has_session());
        assert_eq!(browser.get(PAGE).await.code(), 303);
    });
}
