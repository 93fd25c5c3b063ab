//! T-23, T-24: the wall of a temporary password.

use jiff::SignedDuration;
use latchkey::domain::user::PasswordKind;
use latchkey::web::routes;
use reqwest::Method;

use crate::support::people::{BETTER, Sketch, TEMPORARY};
use crate::support::server::run;

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[test]
fn every_address_leads_to_the_change_page_until_the_password_is_changed() {
    run(async |portal| {
        // Even the strongest role opens nothing.
        let hans = portal
            .make(
                Sketch::of("Hans Smit")
                    .role(latchkey::domain::role::Role::GlobalAdministrator)
                    .password(Some(PasswordKind::Temporary)),
            )
            .await;
        let mut browser = portal.signed_in(&hans).await;
        let css = browser.follow().await.attributes("link[rel=stylesheet]", "href").remove(0);
        let mut walled = 0;
        for route in routes::table() {
            let path = route.path.replace("{id}", &hans.id).replace("/static/{file:.+}", &css);
            let method = Method::from_bytes(route.method.as_str().as_bytes()).unwrap();
            if method == Method::GET {
                let page = browser.get(&path).await;
                match path.as_str() {
                    "/change-password" => assert_eq!(page.code(), 200),
                    path if path == css => assert_eq!(page.code(), 200),
                    path => {
                        assert_eq!((page.code(), page.location()), (303, "/change-password"), "{path}");
                        walled += 1;
                    }
                }
            } else if !["/sign-in", "/change-password", "/sign-out", "/preferences"].contains(&route.path) {
                let form = browser.get("/change-password").await.form("/change-password").unwrap();
                let page = browser.submit(&path, &form).await;
                assert_eq!((page.code(), page.location()), (303, "/change-password"), "POST {path}");
                walled += 1;
            }
        }
        assert!(walled >= 9, "{walled}");
        browser.get("/change-password").await;
        let page = browser.post("/preferences", &[("language", "nl")]).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"));
        assert_eq!(browser.follow().await.heading(), "Kies een nieuw wachtwoord");
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
    });
}

#[test]
fn every_rule_refuses_with_its_own_sentence_and_nothing_changes() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Veldhuizen").await;
        let mut browser = portal.signed_in(&hans).await;
        browser.get("/change-password").await;
        for (new, sentence) in [
            ("", "Enter a new password"),
            ("short but fine", "Your new password must have at least 15 characters"),
            (&*"ab3 ".repeat(65), "Your new password may have at most 256 characters"),
            ("passwordpassword", "Your new password is in a list of common passwords, choose another"),
            (
                "veldhuizen climbs 7 stairs",
                "Your new password must not contain your name, your user name or the name of the organisation",
            ),
            (
                "N00RDZEE climbs 7 stairs",
                "Your new password must not contain your name, your user name or the name of the organisation",
            ),
            (
                "noordzee climbs 7 stairs",
                "Your new password must not contain your name, your user name or the name of the organisation",
            ),
            (TEMPORARY, "Your new password must differ from the one it replaces"),
            ("KXWM 4R7P QZ9T H3CV", "Your new password must differ from the one it replaces"),
        ] {
            let page = browser.post("/change-password", &[("new_password", new)]).await;
            assert_eq!(page.code(), 422, "{new}");
            assert_eq!(page.complaints(), [sentence], "{new}");
            assert!(page.complaint("new_password").contains(sentence), "{}", page.complaint("new_password"));
            assert_eq!(page.value("new_password"), "", "a password came back");
            assert!(new.is_empty() || !page.body.contains(new), "a password came back");
        }
        let page = browser
            .post("/change-password", &[("new_password", BETTER), ("confirm_password", "velvet otter climbs 8 stairs")])
            .await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["The two new passwords are not the same".to_owned()]));
        assert_eq!(browser.get("/account").await.location(), "/change-password");
        portal.signed_in(&hans).await;
        let refused =
            "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' AND result = 'failure'";
        assert_eq!(portal.count(refused).await, 8);
        assert_eq!(portal.last("Change password (self-service)").await.reason, "policy-violation");
    });
}

#[test]
fn after_the_change_the_temporary_password_and_every_older_session_are_dead() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        let older = portal.signed_in(&hans).await;
        let mut browser = portal.signed_in(&hans).await;
        let before = browser.clone();
        let page = browser.fill("/change-password", &[("new_password", BETTER), ("confirm_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        assert_eq!(browser.follow().await.flash(), "Your new password is set.");
        for old in [older, before] {
            assert_eq!(old.clone().get("/change-password").await.location(), "/sign-in?next=%2Fchange-password");
        }
        assert_eq!(browser.get("/change-password").await.location(), "/account");
        assert_eq!(portal.visitor().sign_in(&hans.user_name, TEMPORARY).await.code(), 422);
        let page = portal.visitor().sign_in(&hans.user_name, BETTER).await;
        assert_eq!((page.code(), page.location()), (303, "/"));
        let row = portal.last("Change password (self-service)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", &*hans.user_name, &*hans.user_name)
        );
        assert!(row.details.contains(r#""forced":"true""#), "{}", row.details);
    });
}

#[test]
fn a_temporary_password_without_an_end_works_after_four_hundred_days() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        portal.advance(DAY * 400);
        let mut browser = portal.signed_in(&hans).await;
        let page = browser.fill("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
    });
}

#[test]
fn a_temporary_password_of_seven_days_works_on_the_seventh_and_fails_on_the_eighth() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (in_time, late) = (portal.plain("Bram Smit").await, portal.plain("Dora Smit").await);
        let mut secrets = vec![];
        for person in [&in_time, &late] {
            let path = format!("/users/{}/reset-password", person.id);
            let page = helen.fill(&path, &[("verified_by", "called-back"), ("expires", "7d")]).await;
            secrets.push(page.secret());
        }
        portal.advance(DAY * 7 - SignedDuration::from_mins(1));
        assert_eq!(portal.visitor().sign_in(&in_time.user_name, &secrets[0]).await.location(), "/change-password");
        portal.advance(SignedDuration::from_mins(2));
        let page = portal.visitor().sign_in(&late.user_name, &secrets[1]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        assert_eq!(portal.last("Sign in").await.reason, "temporary-password-over");
        // Begun in time, its half hour is its own.
        assert_eq!(portal.visitor().sign_in(&in_time.user_name, &secrets[0]).await.location(), "/change-password");
    });
}

#[test]
fn pressing_save_twice_changes_once_and_ends_on_the_same_page() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        let mut browser = portal.signed_in(&hans).await;
        browser.get("/change-password").await;
        let form = browser.form("/change-password").with("new_password", BETTER);
        let (first, second) =
            tokio::join!(browser.press("/change-password", &form), browser.press("/change-password", &form));
        for page in [&first, &second] {
            assert_eq!(page.code(), 303, "{}", page.text());
            assert!(["/account", "/sign-in?next=%2Fchange-password"].contains(&page.location()), "{}", page.location());
        }
        let changed =
            "SELECT count(*) FROM audit_event WHERE activity = 'Change password (self-service)' AND result = 'success'";
        assert_eq!(portal.count(changed).await, 1);
        assert!([first, second].iter().any(|page| {
            page.headers.get_all("set-cookie").iter().any(|line| line.to_str().unwrap().starts_with("__Host-latchkey="))
        }));
        assert_eq!(portal.visitor().sign_in(&hans.user_name, BETTER).await.code(), 303);
    });
}

#[test]
fn the_page_lists_every_rule_before_anything_is_typed() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.newcomer("Hans Smit").await).await;
        let page = browser.follow().await;
        assert_eq!(
            page.texts("ul.rules li"),
            [
                "At least 15 characters",
                "At most 256 characters, of any kind",
                "Does not contain your name, your user name or the name of the organisation",
                "Not in a list of common passwords",
                "Not the password it replaces",
                "None of the last 5 passwords you had",
            ]
        );
        let page = browser.post("/change-password", &[("new_password", "short but fine")]).await;
        assert_eq!(page.texts("ul.rules li.unmet").len(), 1);
    });
}
