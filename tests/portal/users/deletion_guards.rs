//! Who is never deleted, and what comes of it when two are at it at once (R-129, T-55, F36, F37).

use futures_util::future::join;
use latchkey::domain::role::Role;

use crate::support::cluster::connect;
use crate::support::form::Form;
use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// The form that deletes, filled in.
async fn asked(browser: &mut Visitor, person: &Person) -> (String, Form) {
    let path = format!("/users/{}/delete", person.id);
    let form = browser.get(&path).await.form(&path).unwrap().with("confirm", &person.user_name);
    (path, form)
}

/// Global administrators who can sign in.
async fn left(portal: &Portal) -> i64 {
    portal.count("SELECT count(*) FROM users WHERE role_bits & 1 = 1 AND enabled").await
}

/// The first administrator of the installation is out of the way.
async fn without_the_first(portal: &Portal) {
    portal.execute("UPDATE users SET enabled = false WHERE user_name LIKE 'admin@%'", &[]).await;
}

#[test]
fn nobody_deletes_himself() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let other = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&gwen).await;
        let path = format!("/users/{}/delete", gwen.id);
        assert_eq!(browser.get(&format!("/users/{}", gwen.id)).await.link("Delete"), None);
        let page = browser.get(&path).await;
        assert_eq!((page.code(), page.heading().as_str()), (403, "You cannot delete Gwen Bakker"));
        assert!(page.says("This does not work on your own account."));
        // With the form for somebody else.
        let (_, form) = asked(&mut browser, &other).await;
        let page = browser.press(&path, &form.with("confirm", &gwen.user_name)).await;
        assert_eq!(page.code(), 403);
        let row = portal.last("Delete user").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "own-account"));
        assert!(browser.is_in().await);
    });
}

#[test]
fn the_last_global_administrator_is_deleted_by_nobody() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        without_the_first(portal).await;
        // One who is blocked, and one who is deleted, are nobody who could administer.
        portal.make(Sketch::of("Bea Blok").role(Role::GlobalAdministrator).blocked()).await;
        // Nor is one without a password, or one who signs in elsewhere.
        portal.make(Sketch::of("Nora Nieuw").role(Role::GlobalAdministrator).password(None)).await;
        let gone = portal.global("Gijs Bos").await;
        let paula = portal.holder("Paula Auth", Role::PrivilegedAuthenticationAdministrator).await;
        let mut paula = portal.signed_in(&paula).await;
        let (path, form) = asked(&mut paula, &gone).await;
        assert_eq!(paula.press(&path, &form).await.code(), 303);
        let (path, form) = asked(&mut paula, &gwen).await;
        let page = paula.press(&path, &form).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("the last Global Administrator who can sign in"), "{}", page.main());
        let row = portal.last("Delete user").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "last-global-administrator"));
        assert_eq!(left(portal).await, 2, "she, and the one without a password");
        // Nor is she blocked now that the other one is gone.
        let block = format!("/users/{}/block", gwen.id);
        assert_eq!(paula.fill(&block, &[]).await.code(), 409);
        portal.signed_in(&gwen).await;
    });
}

#[test]
fn of_two_who_delete_each_other_exactly_one_is_left() {
    run(async |portal| {
        for round in 0..4 {
            let [gwen, gijs] =
                [portal.global(&format!("Gwen{round} Bakker")).await, portal.global(&format!("Gijs{round} Bos")).await];
            portal
                .execute(
                    "UPDATE users SET enabled = false WHERE id::text <> $1 AND id::text <> $2",
                    &[&gwen.id, &gijs.id],
                )
                .await;
            let (mut first, mut second) = (portal.signed_in(&gwen).await, portal.signed_in(&gijs).await);
            let (one, two) = (asked(&mut first, &gijs).await, asked(&mut second, &gwen).await);
            // In half of the rounds one of them blocks instead.
            let (two, what) = if round % 2 == 0 {
                (two, "delete")
            } else {
                let path = format!("/users/{}/block", gwen.id);
                let form = second.get(&path).await.form(&path).unwrap();
                ((path, form), "block")
            };
            let (one, two) = join(first.press(&one.0, &one.1), second.press(&two.0, &two.1)).await;
            assert_eq!(left(portal).await, 1, "{what}: {} {}", one.text(), two.text());
            assert!([&one, &two].iter().any(|page| page.location().starts_with("/users/")), "{what}");
            assert!(
                [&one, &two]
                    .iter()
                    .any(|page| [403, 409].contains(&page.code()) || page.location().starts_with("/sign-in")),
                "{what}: {} {}",
                one.code(),
                two.code()
            );
        }
    });
}

#[test]
fn whoever_signs_in_or_changes_the_password_while_he_is_deleted_is_not_in() {
    run(async |portal| {
        let watch = connect(&portal.database.url).await;
        let waiting =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        for (number, what) in ["signs in", "changes the password"].into_iter().enumerate() {
            let bram = portal.plain(&format!("Bram{number} Vries")).await;
            let mut desk = portal.visitor();
            let fields = if number == 0 {
                desk.get("/sign-in").await;
                vec![("username", bram.user_name.as_str()), ("password", PASSWORD)]
            } else {
                desk = portal.signed_in(&bram).await;
                desk.get("/account/password").await;
                vec![("current_password", PASSWORD), ("new_password", "velvet otter climbs 7 stairs")]
            };
            let path = if number == 0 { "/sign-in" } else { "/account/password" };
            // The password is verified, and the row is waited for: meanwhile the person is deleted.
            let lock = "BEGIN; SELECT FROM user_record WHERE user_name LIKE 'bram%' FOR UPDATE";
            portal.sql.batch_execute(lock).await.unwrap();
            let deleted = async {
                while watch.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
                    tokio::task::yield_now().await;
                }
                let gone = "UPDATE user_record SET deleted_at = now(), deleted_by_name = 'x', purge_at = now() + interval '30 days', \
                            credential_epoch = credential_epoch + 1 WHERE user_name LIKE 'bram%' AND deleted_at IS NULL; \
                            DELETE FROM login_name WHERE canonical LIKE 'bram%'; COMMIT";
                portal.sql.batch_execute(gone).await.unwrap();
            };
            let (page, ()) = join(desk.post(path, &fields), deleted).await;
            assert_eq!(page.code(), if number == 0 { 422 } else { 303 }, "{what}: {}", page.text());
            assert!(!desk.is_in().await, "{what}");
            let live = "SELECT count(*) FROM auth_session s JOIN user_record u ON u.id = user_id AND s.credential_epoch = u.credential_epoch";
            assert_eq!(portal.count(live).await, 0, "{what}");
        }
        assert_eq!(portal.last("Sign in").await.result, "success", "only the desk that changed the password got in");
        let refused = "SELECT count(*) FROM audit_event WHERE activity = 'Sign in' AND reason = 'unknown-user'";
        assert_eq!(portal.count(refused).await, 1);
    });
}

#[test]
fn pressed_twice_or_by_two_somebody_is_deleted_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let (path, form) = asked(&mut gwen, &bram).await;
        let (_, other) = asked(&mut gwen, &bram).await;
        for (name, value) in [("purge_at", "2026-01-01"), ("user", "x")] {
            assert_eq!(gwen.press(&path, &form.clone().with(name, value)).await.code(), 422, "{name}");
        }
        assert_eq!(gwen.press(&path, &form.clone().without("confirm")).await.code(), 422);
        let long = "é".repeat(201);
        let page = gwen.press(&path, &form.clone().with("reason", &long)).await;
        assert_eq!((page.code(), page.complaint("reason").as_str()), (422, "Error: Use at most 200 characters"));
        let (one, two) = tokio::join!(gwen.press(&path, &form), gwen.press(&path, &other));
        for page in [one, two, gwen.press(&path, &form).await] {
            assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()));
        }
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Delete user'").await, 1);
        let nobody = "/users/0198c0de-0000-7000-8000-000000000000/delete";
        assert_eq!((gwen.get(nobody).await.code(), gwen.press(nobody, &form).await.code()), (404, 404));
    });
}
