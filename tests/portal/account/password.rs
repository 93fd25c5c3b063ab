//! T-70, A51, A71: changing one's own password.

use latchkey::domain::user::Source;
use reqwest::Method;

use crate::support::people::{BETTER, PASSWORD, Sketch};
use crate::support::server::run;
use crate::support::visitor::posting;

const PAGE: &str = "/account/password";

#[test]
fn whoever_knows_the_current_password_changes_it_and_goes_on() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let others = [portal.signed_in(&bram).await, portal.signed_in(&bram).await];
        let mut browser = portal.signed_in(&bram).await;
        let before = browser.clone();
        let page = browser
            .fill(PAGE, &[("current_password", PASSWORD), ("new_password", BETTER), ("confirm_password", BETTER)])
            .await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        let page = browser.follow().await;
        assert_eq!(
            (page.code(), page.flash().as_str()),
            (200, "Your password is changed. You are signed out everywhere else.")
        );
        for mut other in others.into_iter().chain([before]) {
            assert_eq!(other.get("/account").await.location(), "/sign-in?next=%2Faccount");
        }
        assert!(browser.is_in().await);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.code(), 303);
        let row = portal.last("Change password (self-service)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", &*bram.user_name, &*bram.user_name)
        );
        assert!(
            row.details.contains(r#""sessions_ended":"2""#) && row.details.contains(r#""forced":"false""#),
            "{}",
            row.details
        );
    });
}

#[test]
fn a_wrong_current_password_is_refused_and_written_down() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.fill(PAGE, &[("current_password", "wrong"), ("new_password", BETTER)]).await;
        assert_eq!(page.code(), 422);
        assert_eq!(page.complaints(), ["Your current password is not right"]);
        assert!(page.complaint("current_password").contains("Your current password is not right"));
        let row = portal.last("Change password (self-service)").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "wrong-password"));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        // The form is not spent by it.
        let page = browser.post(PAGE, &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
    });
}

#[test]
fn without_the_current_password_nothing_changes_whatever_else_is_sent() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let form = browser.form(PAGE).with("new_password", BETTER).with("confirm_password", BETTER);
        for form in [
            form.clone().without("current_password"),
            form.clone().with("current_password", ""),
            form.clone().without("current_password").with("username", &bram.user_name),
            form.clone().without("current_password").with("force", "true"),
            form.clone().without("current_password").with("password", PASSWORD),
            form.clone().with("current_password", PASSWORD).with("user_id", &bram.id),
            form.clone().with("current_password", PASSWORD).and("current_password", PASSWORD),
            form.clone().with("current_password", PASSWORD).and("new_password", BETTER),
        ] {
            assert_eq!(browser.press(PAGE, &form).await.code(), 422, "{form:?}");
        }
        let origin = portal.origin.clone();
        let json = format!(r#"{{"new_password":"{BETTER}","current_password":"{PASSWORD}"}}"#);
        let headers = [("origin", origin.as_str()), ("content-type", "application/json")];
        assert_eq!(browser.peek(Method::POST, PAGE, &headers, json.clone()).await.code(), 415);
        assert_eq!(browser.peek(Method::POST, PAGE, &posting(&origin), json).await.code(), 422);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity LIKE 'Change password%'").await, 0);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
    });
}

#[test]
fn the_rules_hold_here_too() {
    run(async |portal| {
        let bram = portal.plain("Bram Veldhuizen").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        for (new, sentence) in [
            ("", "Enter a new password"),
            ("short but fine", "Your new password must have at least 15 characters"),
            (
                "veldhuizen climbs 7 stairs",
                "Your new password must not contain your name, your user name or the name of the organisation",
            ),
            ("passwordpassword", "Your new password is in a list of common passwords, choose another"),
            (PASSWORD, "Your new password must differ from the one it replaces"),
        ] {
            let page = browser.post(PAGE, &[("current_password", PASSWORD), ("new_password", new)]).await;
            assert_eq!((page.code(), page.complaints()), (422, vec![sentence.to_owned()]));
            assert!(!page.body.contains(PASSWORD), "a password came back");
        }
        let page = browser
            .post(PAGE, &[("current_password", PASSWORD), ("new_password", BETTER), ("confirm_password", "else")])
            .await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["The two new passwords are not the same".to_owned()]));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
    });
}

#[test]
fn a_password_that_is_no_password_costs_no_hash() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let (verified, hashed) = (portal.house.hashes.verifications(), portal.house.hashes.hashes());
        let page = browser.post(PAGE, &[("current_password", &"x".repeat(257)), ("new_password", BETTER)]).await;
        assert_eq!(page.code(), 422);
        assert_eq!((portal.house.hashes.verifications(), portal.house.hashes.hashes()), (verified, hashed));
    });
}

#[test]
fn pressing_save_twice_changes_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get(PAGE).await;
        let form = browser.form(PAGE).with("current_password", PASSWORD).with("new_password", BETTER);
        let (first, second) = tokio::join!(browser.press(PAGE, &form), browser.press(PAGE, &form));
        for page in [first, second, browser.press(PAGE, &form).await] {
            assert_eq!(page.code(), 303, "{}", page.text());
            assert!(
                ["/account", "/sign-in?next=%2Faccount%2Fpassword"].contains(&page.location()),
                "{}",
                page.location()
            );
        }
        let changed =
            "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' AND result = 'success'";
        assert_eq!(portal.count(changed).await, 1);
    });
}

#[test]
fn an_administrator_changes_the_own_password_the_same_way() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&gwen).await;
        let page = browser.fill(PAGE, &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        assert_eq!(browser.get("/users").await.code(), 200);
    });
}

#[test]
fn where_the_password_lives_elsewhere_the_page_says_so_and_a_forged_form_changes_nothing() {
    run(async |portal| {
        for (name, source, sentence) in [
            ("Eva Smit", Source::External, "You sign in at your own organisation. Change your password there."),
            ("Fons Smit", Source::Directory, "Your password lives in another directory. Change it there."),
        ] {
            // No page lets such a person in yet; the session is made as a later page will.
            let person = portal.make(Sketch::of(name)).await;
            let mut browser = portal.signed_in(&person).await;
            browser.get(PAGE).await;
            let form = browser.form(PAGE).with("current_password", PASSWORD).with("new_password", BETTER);
            portal.execute("DELETE FROM credential WHERE user_id = $1::text::uuid", &[&person.id]).await;
            portal
                .execute(
                    "UPDATE users SET password_kind = NULL, source = $2 WHERE id = $1::text::uuid",
                    &[&person.id, &source.id()],
                )
                .await;
            let page = browser.get(PAGE).await;
            assert_eq!(page.code(), 200, "{}", page.text());
            assert!(page.says(sentence) && page.form(PAGE).is_none(), "{}", page.text());
            assert_eq!(browser.submit(PAGE, &form).await.code(), 409);
            assert_eq!(
                portal.count("SELECT count(*) FROM audit_event WHERE activity LIKE 'Change password%'").await,
                0
            );
        }
    });
}
