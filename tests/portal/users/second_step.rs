//! R-134, A51, A63: a lost device is cleared, and an account in wrong hands is closed, by whoever may and with a reason.

use jiff::SignedDuration;
use latchkey::domain::role::{Role, Roles};

use crate::support::people::{BETTER, PASSWORD, TEMPORARY};
use crate::support::server::run;

#[test]
fn a_lost_device_is_cleared_with_a_reason_and_a_fresh_proof() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, desk) = portal.with_app(&bram).await;
        let half = portal.signed_in(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let path = format!("/users/{}/second-step/remove", bram.id);
        let profile = format!("/users/{}", bram.id);
        assert_eq!(una.get(&profile).await.link("Take second step away").as_deref(), Some(path.as_str()));
        let page = una.fill(&path, &[]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "no reason was asked for");
        portal.advance(SignedDuration::from_mins(11));
        una.get(&path).await;
        let page = una.post(&path, &[("reason", "SD-4711")]).await;
        assert_eq!(page.heading(), "Confirm that it is you");
        assert_eq!(portal.count("SELECT count(*) FROM authenticator_app").await, 1);
        let page = una.post(&path, &[("proof", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        assert!(una.follow().await.flash().starts_with("The second step is taken away"));
        let row = portal.last("Admin deleted security info").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        assert!(row.details.contains("SD-4711"), "{}", row.details);
        assert!(
            !desk.is_in().await && half.peek(reqwest::Method::GET, "/sign-in/second-step", &[], "").await.code() == 303
        );
        assert_eq!(portal.count("SELECT count(*) FROM recovery_code").await, 0);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.location(), "/");
        // It is gone: a second press, and an old code, do nothing.
        assert!(una.get(&profile).await.link("Take second step away").is_none());
        drop(app);
    });
}

#[test]
fn who_may_not_change_what_is_sensitive_clears_and_closes_nothing() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.with_app(&bram).await;
        let gwen = portal.global("Gwen Bakker").await;
        portal.with_app(&gwen).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let paths = ["second-step/remove", "contain"];
        for what in paths {
            let own = format!("/users/{}/{what}", bram.id);
            let form = una.get(&own).await.form(&own).unwrap().with("reason", "SD-1");
            assert_eq!(helen.get(&own).await.code(), 403, "{what}");
            let above = format!("/users/{}/{what}", gwen.id);
            assert_eq!(una.get(&above).await.code(), 403, "{what}");
            assert_eq!(una.press(&above, &form).await.code(), 403, "{what}");
        }
        assert_eq!(portal.count("SELECT count(*) FROM authenticator_app").await, 2);
    });
}

#[test]
fn an_account_in_wrong_hands_is_closed_in_one_deed_and_opened_again_by_one() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, desk) = portal.with_app(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let path = format!("/users/{}/contain", bram.id);
        let page = una.fill(&path, &[("reason", "SD-9")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let page = una.follow().await;
        assert!(
            page.flash().starts_with("The account is closed") && page.says("This account is blocked"),
            "{}",
            page.text()
        );
        assert!(!desk.is_in().await);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        let row = portal.last("Contain account").await;
        assert!(
            row.details.contains("SD-9") && row.details.contains(r#""temporary_password":"false""#),
            "{}",
            row.details
        );
        assert_eq!(una.post(&format!("/users/{}/unblock", bram.id), &[]).await.code(), 303);
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.prove(&app.codes[0]).await.code(), 422, "a recovery code outlived it");
        assert_eq!(browser.prove(&app.next(portal)).await.code(), 303);
    });
}

#[test]
fn a_temporary_password_that_was_found_is_void_also_when_the_account_opens_again() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Nieuw").await;
        let mut thief = portal.visitor();
        assert_eq!(thief.sign_in(&hans.user_name, TEMPORARY).await.location(), "/change-password");
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        assert_eq!(una.fill(&format!("/users/{}/contain", hans.id), &[("reason", "SD-9")]).await.code(), 303);
        assert!(portal.last("Contain account").await.details.contains(r#""temporary_password":"true""#));
        assert_eq!(thief.get("/change-password").await.code(), 303);
        una.follow().await;
        assert_eq!(una.post(&format!("/users/{}/unblock", hans.id), &[]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&hans.user_name, TEMPORARY).await.code(), 422);
        let secret =
            una.fill(&format!("/users/{}/reset-password", hans.id), &[("verified_by", "saw-id")]).await.secret();
        let mut browser = portal.visitor();
        browser.sign_in(&hans.user_name, &secret).await;
        assert_eq!(browser.fill("/change-password", &[("new_password", BETTER)]).await.code(), 303);
    });
}

#[test]
fn nobody_closes_the_last_global_administrator() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let other = portal.global("Gijs Bos").await;
        let mut browser = portal.signed_in(&other).await;
        let path = format!("/users/{}/contain", gwen.id);
        let form = browser.get(&path).await.form(&path).unwrap().with("reason", "SD-1");
        portal.execute("DELETE FROM role_assignment WHERE user_id::text <> $1", &[&gwen.id]).await;
        let acting = "INSERT INTO role_assignment (user_id, role, bit, assigned_at) \
                      SELECT $1::text::uuid, 'privileged-authentication-administrator', $2, now()";
        let held: Roles = [Role::PrivilegedAuthenticationAdministrator].into_iter().collect();
        let bit = held.bits();
        portal.execute(acting, &[&other.id, &bit]).await;
        assert_eq!(browser.press(&path, &form).await.code(), 409);
    });
}

#[test]
fn a_blocked_account_is_closed_all_the_same_and_who_blocked_it_stays_told() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Nieuw").await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        assert_eq!(una.fill(&format!("/users/{}/block", hans.id), &[("reason", "SD-7")]).await.code(), 303);
        assert_eq!(una.fill(&format!("/users/{}/contain", hans.id), &[("reason", "SD-9")]).await.code(), 303);
        let page = una.follow().await;
        assert!(page.says("SD-7") && page.link("Close account in wrong hands").is_none(), "{}", page.main());
        assert_eq!(una.post(&format!("/users/{}/unblock", hans.id), &[]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&hans.user_name, TEMPORARY).await.code(), 422);
    });
}

#[test]
fn whoever_must_have_a_second_step_has_no_second_grace_when_the_first_is_cleared() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        portal.execute("DELETE FROM second_step_grace", &[]).await;
        portal.signed_in(&helen).await.add_app(portal).await;
        portal.advance(SignedDuration::from_hours(8 * 24));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/second-step/remove", helen.id);
        assert_eq!(gwen.fill(&path, &[("reason", "SD-4711")]).await.code(), 303);
        let mut desk = portal.signed_in(&helen).await;
        assert_eq!(desk.get("/users").await.location(), "/account/security");
        desk.add_app(portal).await;
        assert_eq!(desk.get("/users").await.code(), 200);
    });
}
