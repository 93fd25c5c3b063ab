//! Gone for good: by hand, and by the program itself when thirty days are over (R-127, T-54).

use futures_util::future::join_all;
use jiff::SignedDuration;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::profile::{Manager, Profile};
use latchkey::domain::role::Role;

use crate::support::people::{PASSWORD, Sketch};
use crate::support::server::run;

/// How many rows there are of somebody.
const LEFT: &str = "SELECT ((SELECT count(*) FROM user_record WHERE id = $1::text::uuid) \
    + (SELECT count(*) FROM credential WHERE user_id = $1::text::uuid) \
    + (SELECT count(*) FROM role_assignment WHERE user_id = $1::text::uuid) \
    + (SELECT count(*) FROM login_name WHERE user_id = $1::text::uuid) \
    + (SELECT count(*) FROM user_word WHERE user_id = $1::text::uuid) \
    + (SELECT count(*) FROM auth_session WHERE user_id = $1::text::uuid))::text";

#[test]
fn somebody_is_removed_for_good_by_whoever_types_the_name_and_the_log_still_knows_it() {
    run(async |portal| {
        let bram = portal.make(Sketch::of("Bram de Vries").role(Role::ReportsReader)).await;
        let manager =
            Manager { id: bram.id.parse().unwrap(), user_name: bram.user_name.clone(), display_name: String::new() };
        let report = Profile { manager: Some(manager), ..Profile::default() };
        let report = portal.make(Sketch::of("Eva Smit").profile(report)).await;
        portal.signed_in(&bram).await;
        portal.delete(&bram).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let profile = format!("/users/{}", bram.id);
        let path = una.get(&profile).await.link("Delete permanently").unwrap();
        let page = una.get(&path).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Permanently delete Bram de Vries?"));
        assert!(page.says("This cannot be undone"), "{}", page.main());
        let page = una.post(&path, &[("confirm", "")]).await;
        assert_eq!(page.code(), 422);
        assert_eq!(
            page.complaint("confirm"),
            format!("Error: That is not the user name of this person: {}", bram.user_name)
        );
        let form = una.form(&path).with("confirm", &bram.user_name);
        assert_eq!(una.press(&path, &form.clone().with("reason", "SD-1")).await.code(), 422, "it asks for no reason");
        let page = una.submit(&path, &form).await;
        assert_eq!((page.code(), page.location()), (303, "/users/deleted"));
        assert_eq!(una.follow().await.flash(), "The person is permanently deleted.");
        assert_eq!(una.press(&path, &form).await.location(), "/users/deleted", "pressed twice");
        assert_eq!(portal.ask(LEFT, &[&bram.id]).await, "0");
        assert_eq!(portal.ask("SELECT manager_id::text FROM users WHERE id = $1::text::uuid", &[&report.id]).await, "");
        for what in ["", "/purge", "/delete", "/edit", "/reset-password", "/block"] {
            assert_eq!(una.get(&format!("{profile}{what}")).await.code(), 404, "{what}");
        }
        let row = portal.last("Hard Delete user").await;
        assert_eq!(
            (row.result.as_str(), row.targets.as_str(), row.details.as_str()),
            ("success", &*bram.user_name, "{}")
        );
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Hard Delete user'").await, 1);
        // The log is read on, and the name is somebody else's.
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get(&format!("/audit?person={}", bram.id)).await;
        for told in ["bram.vries signed in.", "admin deleted bram.vries.", "una.smit permanently deleted bram.vries."] {
            assert!(page.says(told), "{told}: {}", page.main());
        }
        portal.signed_in(&portal.plain("Bram de Vries").await).await;
    });
}

#[test]
fn nobody_is_removed_who_is_not_deleted() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let (profile, path) = (format!("/users/{}", bram.id), format!("/users/{}/purge", bram.id));
        assert_eq!(gwen.get(&path).await.code(), 409);
        portal.delete(&bram).await;
        let form = gwen.get(&path).await.form(&path).unwrap().with("confirm", &bram.user_name);
        // Restored by somebody else meanwhile.
        gwen.get(&profile).await;
        assert_eq!(gwen.post(&format!("{profile}/restore"), &[]).await.code(), 303);
        let page = gwen.press(&path, &form).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        portal.signed_in(&bram).await;
        let nobody = "/users/0198c0de-0000-7000-8000-000000000000/purge";
        assert_eq!((gwen.get(nobody).await.code(), gwen.press(nobody, &form).await.code()), (404, 404));
        // A restoration and a removal at the same moment: one of them is done, and told once.
        portal.delete(&bram).await;
        let purge = gwen.get(&path).await.form(&path).unwrap().with("confirm", &bram.user_name);
        let restore = gwen.get(&profile).await.form(&format!("{profile}/restore")).unwrap();
        let restoring = format!("{profile}/restore");
        let (one, two) = tokio::join!(gwen.press(&path, &purge), gwen.press(&restoring, &restore));
        let back = portal.count("SELECT count(*) FROM users WHERE user_name LIKE 'bram%'").await;
        let rows = "SELECT count(*) FROM audit_event WHERE activity IN ('Restore user', 'Hard Delete user')";
        assert_eq!(portal.count(rows).await, 2, "{} {}", one.text(), two.text());
        let purged = portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Hard Delete user'").await;
        assert_eq!((back + purged, portal.count("SELECT count(*) FROM deleted_user").await), (1, 0));
    });
}

#[test]
fn thirty_days_later_the_program_removes_whoever_is_left_and_nobody_before() {
    run(async |portal| {
        let tidier = Tidier::new(&portal.house).unwrap();
        let first = portal.deleted("Bram de Vries").await;
        portal.advance(SignedDuration::from_hours(24));
        let second = portal.deleted("Eva Smit").await;
        assert_eq!(tidier.beat().await.unwrap(), 0);
        portal.advance(SignedDuration::from_hours(29 * 24) - SignedDuration::from_mins(1));
        let ledger = portal.ledger().await;
        assert_eq!((tidier.beat().await.unwrap(), portal.ledger().await), (0, ledger));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(gwen.get(&format!("/users/{}", first.id)).await.says("1 day is left"));
        portal.advance(SignedDuration::from_mins(1));
        // Until the program comes along, the page says so.
        let page = gwen.get(&format!("/users/{}", first.id)).await;
        assert!(page.code() == 200 && page.says("permanently deleted any moment"), "{}", page.main());
        assert_eq!(tidier.beat().await.unwrap(), 1);
        assert_eq!(gwen.get(&format!("/users/{}", first.id)).await.code(), 404);
        assert_eq!(gwen.get(&format!("/users/{}", second.id)).await.code(), 200);
        let row = portal.last("Hard Delete user").await;
        assert_eq!((row.actor_kind.as_str(), row.actor.as_str()), ("program", "purge deleted users"));
        assert_eq!((row.targets.as_str(), row.address.as_str()), (first.user_name.as_str(), ""));
        assert!(gwen.get("/audit").await.says("Latchkey permanently deleted bram.vries."));
        let page = gwen.get(&format!("/audit/{}", row.id)).await;
        assert_eq!(page.fact("Done by"), "Latchkey itself, when the time had come");
        gwen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        assert!(gwen.get("/audit").await.says("Latchkey verwijderde bram.vries definitief."));
    });
}

#[test]
fn eight_servers_remove_everybody_once() {
    run(async |portal| {
        // More than one step, in no time: as the page leaves them.
        let made = "INSERT INTO user_record (id, user_name, display_name, source, created_at, sort_name, search_text, deleted_at, \
                    deleted_by_name, purge_at) SELECT gen_random_uuid(), 'weg' || n || '@noordzee.example', 'Weg', 'local', now(), 'weg', \
                    'weg', now(), 'admin@noordzee.example', now() + interval '30 days' FROM generate_series(1, 230) AS n";
        assert_eq!(portal.execute(made, &[]).await, 230);
        let kept = portal.deleted("Bram de Vries").await;
        portal
            .execute(
                "UPDATE deleted_user SET purge_at = purge_at + interval '1 day' WHERE id = $1::text::uuid",
                &[&kept.id],
            )
            .await;
        portal.advance(SignedDuration::from_hours(30 * 24));
        let servers: Vec<_> = (0..8).map(|_| Tidier::new(&portal.house).unwrap()).collect();
        let removed = join_all(servers.iter().map(Tidier::beat)).await;
        let removed: usize = removed.into_iter().map(Result::unwrap).sum();
        // Whoever had nothing left to do may have gone before the last step of another one ended.
        assert_eq!(removed, 230);
        assert_eq!(portal.count("SELECT count(*) FROM deleted_user").await, 1);
        let told = "SELECT count(DISTINCT target_name) FROM audit_target JOIN audit_event e ON e.id = event_id WHERE e.activity = 'Hard Delete user'";
        assert_eq!(portal.count(told).await, 230);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Hard Delete user'").await, 230);
        assert_eq!(portal.visitor().sign_in(&kept.user_name, PASSWORD).await.code(), 422);
    });
}

#[test]
fn what_nobody_asks_for_any_more_is_forgotten_and_one_trouble_keeps_nothing_else_from_its_end() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        gwen.fill(&format!("/users/{}/edit", bram.id), &[("job_title", "Planner")]).await;
        let tidier = Tidier::new(&portal.house).unwrap();
        tidier.beat().await.unwrap();
        let (sessions, forms) = ("SELECT count(*) FROM auth_session", "SELECT count(*) FROM form_use");
        assert_eq!((portal.count(sessions).await, portal.count(forms).await), (1, 1), "nothing of today");
        portal.delete(&bram).await;
        portal.advance(SignedDuration::from_hours(31 * 24));
        let late = portal.signed_in(&portal.global("Gijs Bos").await).await;
        // Nobody can forget forms: people go all the same.
        portal.execute("REVOKE DELETE ON form_use FROM latchkey_app", &[]).await;
        assert!(tidier.beat().await.is_err());
        assert_eq!(portal.ask(LEFT, &[&bram.id]).await, "0");
        portal.execute("GRANT DELETE ON form_use TO latchkey_app", &[]).await;
        tidier.beat().await.unwrap();
        assert_eq!((portal.count(sessions).await, portal.count(forms).await), (1, 0));
        assert!(late.is_in().await, "who has just signed in stays");
    });
}
