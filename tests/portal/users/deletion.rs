//! Deleting somebody: what it does at once, what is left to read, what waits until he is restored (R-125, R-128, T-30, T-52).

use latchkey::domain::profile::{Manager, Profile};
use latchkey::domain::role::Role;

use crate::support::people::{PASSWORD, Sketch};
use crate::support::server::run;

#[test]
fn a_deletion_takes_somebody_out_of_sight_at_once_and_one_press_undoes_it() {
    run(async |portal| {
        let bram = portal.make(Sketch::of("Bram de Vries").role(Role::ReportsReader)).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let desk = portal.signed_in(&bram).await;
        let profile = format!("/users/{}", bram.id);
        let path = una.get(&profile).await.link("Delete").unwrap();
        let asked = una.get(&path).await;
        assert_eq!((asked.code(), asked.heading().as_str()), (200, "Delete Bram de Vries?"));
        assert!(asked.says("1 device is signed out at once") && asked.says("For 30 days"), "{}", asked.main());
        assert!(desk.is_in().await, "a question changes nothing");
        let page = una.post(&path, &[("confirm", "bram"), ("reason", "SD-42")]).await;
        assert_eq!(page.code(), 422);
        assert_eq!(
            page.complaint("confirm"),
            format!("Error: That is not the user name of this person: {}", bram.user_name)
        );
        assert_eq!((page.value("confirm"), page.value("reason")), ("bram".to_owned(), "SD-42".to_owned()));
        assert!(desk.is_in().await);
        // Case does not matter, as at sign-in.
        let page = una.post(&path, &[("confirm", &format!(" {} ", bram.user_name.to_uppercase()))]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        let page = una.follow().await;
        assert!(page.flash().contains("“Restore” undoes it"), "{}", page.flash());
        assert_eq!((page.heading().as_str(), page.one("h1 + .badge").as_str()), ("Bram de Vries", "Deleted"));
        assert!(page.says("Deleted by una.smit, today") && page.says("30 days are left"), "{}", page.main());
        assert!(page.says("una.smit deleted bram.vries.") && page.says("Reports Reader"), "{}", page.main());
        // Out of sight, out of every session, out of every name.
        assert!(!desk.is_in().await);
        let unknown = portal.visitor().sign_in("nobody.at-all", PASSWORD).await;
        let refused = portal.visitor().sign_in(&bram.user_name, PASSWORD).await;
        assert_eq!((refused.code(), refused.complaints()), (422, unknown.complaints()));
        assert_eq!(portal.last("Sign in").await.reason, "unknown-user");
        for list in ["/users", "/users?q=bram", "/users?q=bram+vries", "/users?view=administrators", "/users?q=br"] {
            assert!(!una.get(list).await.people().contains(&"Bram de Vries".to_owned()), "{list}");
        }
        assert_eq!(portal.count("SELECT count(*) FROM login_name WHERE canonical LIKE 'bram%'").await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM user_word WHERE word = 'bram'").await, 0);
        let row = portal.last("Delete user").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        assert_eq!(row.details, r#"{"reason":"SD-42","sessions_ended":"1"}"#);
        // And back: the same id, password and roles; what was ended stays ended.
        una.get(&profile).await;
        let page = una.post(&format!("{profile}/restore"), &[]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        let page = una.follow().await;
        assert!(page.flash().contains("with everything as it was") && page.says("Reports Reader"), "{}", page.main());
        assert!(una.get("/users?q=bram").await.people().contains(&"Bram de Vries".to_owned()));
        assert!(!desk.is_in().await);
        let mut again = portal.signed_in(&bram).await;
        assert_eq!(again.get("/audit").await.code(), 200);
        assert_eq!(portal.last("Restore user").await.details, "{}");
        assert!(!una.get("/users/deleted").await.says("Bram de Vries"));
    });
}

#[test]
fn who_is_deleted_is_read_by_every_role_and_changed_by_none() {
    run(async |portal| {
        let bram = portal.deleted("Bram de Vries").await;
        let profile = format!("/users/{}", bram.id);
        for role in Role::ALL {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} Holder", role.id()), role).await).await;
            let page = browser.get(&profile).await;
            let may = matches!(
                role,
                Role::GlobalAdministrator
                    | Role::PrivilegedAuthenticationAdministrator
                    | Role::AuthenticationAdministrator
                    | Role::UserAdministrator
            );
            assert_eq!((page.code(), page.one("h1 + .badge").as_str()), (200, "Deleted"), "{role}");
            assert_eq!(page.form(&format!("{profile}/restore")).is_some(), may, "{role}");
            assert_eq!(page.link("Delete permanently").is_some(), may, "{role}");
            assert_eq!(page.says("This needs the role"), !may, "{role}: {}", page.main());
            let list = browser.get("/users/deleted").await;
            assert_eq!(list.form(&format!("{profile}/restore")).is_some(), may, "{role}");
            assert!(list.says("Bram de Vries"), "{role}");
            for what in ["edit", "reset-password", "block", "sign-out", "delete"] {
                let page = browser.get(&format!("{profile}/{what}")).await;
                assert!([403, 409].contains(&page.code()), "{role} {what}: {}", page.code());
                if page.code() == 409 {
                    assert!(page.says("This account is deleted. Restore it first."), "{role} {what}: {}", page.main());
                    assert_eq!(
                        page.link("Back to Bram de Vries").or(page.link("Back to the person")),
                        Some(profile.clone())
                    );
                }
                if role == Role::GlobalAdministrator {
                    assert_eq!(page.code(), 409, "{what}");
                }
            }
        }
        let mut plain = portal.signed_in(&portal.plain("Piet Plat").await).await;
        for path in [&profile, "/users/deleted", &format!("{profile}/purge")] {
            let page = plain.get(path).await;
            assert!(page.code() == 403 && !page.says("Bram"), "{path}");
        }
    });
}

#[test]
fn a_form_that_was_open_when_somebody_was_deleted_says_restore_first_and_is_written_down() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let profile = format!("/users/{}", bram.id);
        let mut forms = vec![];
        for (what, field, value, activity) in [
            ("edit", "job_title", "Planner", "Update user"),
            ("reset-password", "verified_by", "saw-id", "Reset password (by admin)"),
            ("block", "reason", "SD-1", "Disable account"),
            ("sign-out", "reason", "SD-1", "Update StsRefreshTokenValidFrom Timestamp"),
        ] {
            let path = format!("{profile}/{what}");
            forms.push((path.clone(), gwen.get(&path).await.form(&path).unwrap().with(field, value), activity));
        }
        // The button to unblock stands on the page of somebody who is blocked.
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&bram.id]).await;
        let unblock = format!("{profile}/unblock");
        forms.push((unblock.clone(), gwen.get(&profile).await.form(&unblock).unwrap(), "Enable account"));
        portal.delete(&bram).await;
        let before = portal.ask("SELECT r::text FROM user_record r WHERE id = $1::text::uuid", &[&bram.id]).await;
        for (path, form, activity) in &forms {
            let ledger = portal.ledger().await;
            let page = gwen.press(path, form).await;
            assert_eq!(page.code(), 409, "{path}: {}", page.text());
            assert!(page.says("This account is deleted. Restore it first."), "{path}: {}", page.main());
            assert_eq!(portal.ledger().await, ledger + 1, "{path}");
            let row = portal.last(activity).await;
            assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "deleted-account"), "{path}");
            assert_eq!(row.targets, bram.user_name, "{path}");
        }
        let after = portal.ask("SELECT r::text FROM user_record r WHERE id = $1::text::uuid", &[&bram.id]).await;
        assert_eq!(before, after);
        let log = gwen.get("/audit").await;
        assert!(log.says("gwen.bakker tried to change bram.vries: the account is deleted."), "{}", log.main());
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = gwen.get(&format!("{profile}/block")).await;
        assert!(page.code() == 409 && page.says("Dit account is verwijderd. Herstel het eerst."), "{}", page.main());
        assert!(gwen.get(&profile).await.says("Verwijderd door admin, vandaag"));
    });
}

#[test]
fn a_blocked_account_is_blocked_when_it_comes_back() {
    run(async |portal| {
        let bram = portal.make(Sketch::of("Bram de Vries").blocked()).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        portal.delete(&bram).await;
        let profile = format!("/users/{}", bram.id);
        gwen.get(&profile).await;
        gwen.post(&format!("{profile}/restore"), &[]).await;
        assert_eq!(gwen.follow().await.one("h1 + .badge"), "Blocked");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
    });
}

#[test]
fn a_manager_who_is_deleted_is_not_shown_and_is_the_manager_again_when_he_is_back() {
    run(async |portal| {
        let ingrid = portal.plain("Ingrid Postma").await;
        let manager = Manager {
            id: ingrid.id.parse().unwrap(),
            user_name: ingrid.user_name.clone(),
            display_name: "Ingrid Postma".to_owned(),
        };
        let bram = portal
            .make(Sketch::of("Bram de Vries").profile(Profile { manager: Some(manager), ..Profile::default() }))
            .await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let (profile, edit) = (format!("/users/{}", bram.id), format!("/users/{}/edit", bram.id));
        assert_eq!(gwen.get(&profile).await.fact("Manager"), "Ingrid Postma");
        // Opened before, sent after: what nobody touched is no change.
        let open = gwen.get(&edit).await.form(&edit).unwrap();
        portal.delete(&ingrid).await;
        let page = gwen.get(&profile).await;
        assert!(!page.says("Ingrid"), "{}", page.main());
        assert_eq!(gwen.press(&edit, &open.with("job_title", "Planner")).await.code(), 303);
        assert_eq!(gwen.fill(&edit, &[("job_title", "Driver")]).await.code(), 303);
        // Nobody chooses her meanwhile.
        let page = gwen.fill(&edit, &[("manager", &ingrid.user_name)]).await;
        assert_eq!((page.code(), page.complaint("manager").contains("Nobody is found")), (422, true));
        let without = gwen.get(&edit).await.form(&edit).unwrap();
        gwen.get(&format!("/users/{}", ingrid.id)).await;
        assert_eq!(gwen.post(&format!("/users/{}/restore", ingrid.id), &[]).await.code(), 303);
        assert_eq!(gwen.press(&edit, &without.with("job_title", "Pilot")).await.code(), 303);
        let page = gwen.get(&profile).await;
        assert_eq!((page.fact("Manager").as_str(), page.fact("Job title").as_str()), ("Ingrid Postma", "Pilot"));
        // Another one in her place while she is away is the choice of whoever made it.
        portal.delete(&ingrid).await;
        assert_eq!(gwen.fill(&edit, &[("manager", "gwen.bakker")]).await.code(), 303);
        assert_eq!(gwen.get(&profile).await.fact("Manager"), "Gwen Bakker");
    });
}

#[test]
fn the_log_of_somebody_who_is_deleted_is_found_by_name_and_by_id() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        portal.signed_in(&bram).await;
        portal.delete(&bram).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let history = gwen.get(&format!("/users/{}", bram.id)).await.link("Full history").unwrap();
        for path in [history.as_str(), "/audit?person=bram.vries", &format!("/audit?person={}", bram.user_name)] {
            let page = gwen.get(path).await;
            assert!(page.says("bram.vries signed in.") && page.says("deleted bram.vries."), "{path}: {}", page.main());
        }
        // The name belongs to somebody else by now: it finds her alone.
        portal.make(Sketch { user_name: bram.user_name.clone(), ..Sketch::of("Berta Visser") }).await;
        assert!(!gwen.get("/audit?person=bram.vries").await.says("signed in."));
        assert!(gwen.get(&history).await.says("bram.vries signed in."));
    });
}
