//! Roles: who holds them since when and by whom, given and taken away, by whom, and never the last (T-44, T-49, T-55, A73, F37).

mod why;

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::page::Page;
use crate::support::people::{PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn change(browser: &mut Visitor, person: &Person, role: Role, deed: &str) -> Page {
    let path = format!("/users/{}/roles/{role}/{deed}", person.id);
    browser.fill(&path, &[]).await
}

async fn roles_of(portal: &Portal, person: &Person) -> String {
    let held = "SELECT coalesce(string_agg(role, ' ' ORDER BY role), '') FROM role_assignment WHERE user_id::text = $1";
    portal.ask(held, &[&person.id]).await
}

#[test]
fn a_role_given_counts_at_the_next_request_and_one_taken_away_stops_counting() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = portal.signed_in(&bram).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert_eq!(desk.get("/users").await.code(), 403);
        let path = format!("/users/{}/roles/directory-reader/assign", bram.id);
        let asked = gwen.get(&path).await;
        assert_eq!(asked.heading(), "Give Bram de Vries the role Directory Reader?");
        assert!(!asked.says("This role is powerful"), "{}", asked.main());
        assert_eq!(roles_of(portal, &bram).await, "", "a question changes nothing");
        let page = gwen.fill(&path, &[("reason", "SD-7")]).await;
        assert_eq!((page.code(), page.location()), (303, format!("/users/{}/roles", bram.id).as_str()));
        let page = gwen.follow().await;
        assert!(page.flash().contains("The role was given"), "{}", page.flash());
        assert!(page.says("Directory Reader Has it") && page.says("by gwen.bakker"), "{}", page.main());
        let row = portal.last("Add member to role").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        assert_eq!(row.details, r#"{"reason":"SD-7","role":"directory-reader"}"#);
        assert_eq!(desk.get("/users").await.code(), 200);
        let page = change(&mut gwen, &bram, Role::DirectoryReader, "remove").await;
        assert_eq!(page.code(), 303);
        assert!(gwen.follow().await.flash().contains("The role was taken away"));
        assert_eq!(portal.last("Remove member from role").await.details, r#"{"role":"directory-reader"}"#);
        assert_eq!(desk.get("/users").await.code(), 403);
        let page = gwen.get(&format!("/users/{}", bram.id)).await;
        assert!(page.says("gwen.bakker took the role Directory Reader from bram.vries."), "{}", page.main());
    });
}

#[test]
fn a_powerful_role_asks_for_a_proof_after_ten_minutes_and_goes_on_with_what_was_typed() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/roles/helpdesk-administrator/assign", bram.id);
        portal.advance(SignedDuration::from_mins(11));
        gwen.get(&path).await;
        let page = gwen.post(&path, &[("reason", "SD-4711")]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Confirm that it is you"));
        assert_eq!(roles_of(portal, &bram).await, "");
        let page = gwen.post(&path, &[("proof", "wrong-password")]).await;
        assert_eq!(
            (page.code(), page.complaint("proof").as_str()),
            (422, "Error: Your own password is not right. Nothing was changed")
        );
        assert_eq!(page.attributes("#proof", "value"), [""; 0], "a password never comes back");
        let row = portal.last("Prove identity again").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "wrong-password"));
        assert!(!row.details.contains("wrong-password"), "{}", row.details);
        let page = gwen.post(&path, &[("proof", PASSWORD)]).await;
        assert_eq!((page.code(), roles_of(portal, &bram).await.as_str()), (303, "helpdesk-administrator"));
        assert!(portal.last("Add member to role").await.details.contains("SD-4711"));
        // The proof is fresh now; and what is not powerful never asks.
        assert_eq!(change(&mut gwen, &bram, Role::HelpdeskAdministrator, "remove").await.code(), 303);
        portal.advance(SignedDuration::from_mins(11));
        assert_eq!(change(&mut gwen, &bram, Role::DirectoryReader, "assign").await.code(), 303);
        assert_eq!(change(&mut gwen, &bram, Role::GlobalReader, "assign").await.heading(), "Confirm that it is you");
    });
}

#[test]
fn nobody_gives_a_role_above_his_own_or_changes_his_own_roles() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let petra = portal.holder("Petra Rol", Role::PrivilegedRoleAdministrator).await;
        let mut browser = portal.signed_in(&petra).await;
        // A form of the right kind, for somebody else and another role.
        let path = format!("/users/{}/roles/directory-reader/assign", bram.id);
        let form = browser.get(&path).await.form(&path).unwrap();
        for role in [Role::GlobalAdministrator, Role::PrivilegedAuthenticationAdministrator] {
            let path = format!("/users/{}/roles/{role}/assign", bram.id);
            let page = browser.get(&path).await;
            assert_eq!(page.code(), 403, "{role}");
            assert!(page.says("This role stands above yours."), "{}", page.main());
            assert_eq!(browser.press(&path, &form).await.code(), 403, "{role}");
            assert_eq!(portal.last("Refused request").await.reason, "role-above");
        }
        for role in [Role::GlobalReader, Role::PrivilegedRoleAdministrator] {
            for deed in ["assign", "remove"] {
                let path = format!("/users/{}/roles/{role}/{deed}", petra.id);
                assert_eq!(browser.get(&path).await.code(), 403, "{role}");
                assert_eq!(browser.press(&path, &form).await.code(), 403, "{role}");
            }
            assert_eq!(portal.last("Refused request").await.reason, "own-account");
        }
        let page = browser.get(&format!("/users/{}/roles", petra.id)).await;
        assert!(page.says("This does not work on your own account"), "{}", page.main());
        assert_eq!(roles_of(portal, &petra).await, "privileged-role-administrator");
        // What is not above her she gives and takes, her own role too.
        for role in [Role::PrivilegedRoleAdministrator, Role::UserAdministrator] {
            assert_eq!(change(&mut browser, &bram, role, "assign").await.code(), 303, "{role}");
            assert_eq!(change(&mut browser, &bram, role, "remove").await.code(), 303, "{role}");
        }
    });
}

#[test]
fn every_other_role_sees_the_roles_and_changes_none() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/roles/directory-reader/assign", bram.id);
        gwen.get(&path).await;
        for role in Role::ALL {
            if matches!(role, Role::GlobalAdministrator | Role::PrivilegedRoleAdministrator) {
                continue;
            }
            let mut browser = portal.signed_in(&portal.holder(&format!("{role} holder"), role).await).await;
            for address in ["/roles".to_owned(), format!("/roles/{role}"), format!("/users/{}/roles", bram.id)] {
                let page = browser.get(&address).await;
                assert_eq!(page.code(), 200, "{role} opens {address}");
                assert!(page.link("Give role").is_none() && page.link("Take role away").is_none(), "{role}: {address}");
            }
            let form = browser.get("/account").await.form("/sign-out").unwrap();
            assert_eq!(browser.press(&path, &form).await.code(), 403, "{role}");
        }
        assert_eq!(roles_of(portal, &bram).await, "");
    });
}

#[test]
fn the_last_global_administrator_stays_also_when_two_remove_each_other_at_once() {
    run(async |portal| {
        let [gwen, gijs] = [portal.global("Gwen Bakker").await, portal.global("Gijs Bos").await];
        // The first administrator of the installation is out of the way.
        portal.execute("UPDATE users SET enabled = false WHERE user_name LIKE 'admin@%'", &[]).await;
        let (mut first, mut second) = (portal.signed_in(&gwen).await, portal.signed_in(&gijs).await);
        let paths = [&gijs, &gwen].map(|person| format!("/users/{}/roles/global-administrator/remove", person.id));
        let forms =
            [first.get(&paths[0]).await.form(&paths[0]).unwrap(), second.get(&paths[1]).await.form(&paths[1]).unwrap()];
        let (one, two) = tokio::join!(first.press(&paths[0], &forms[0]), second.press(&paths[1], &forms[1]));
        let left = "SELECT count(*) FROM users WHERE role_bits & 1 = 1 AND enabled";
        assert_eq!(portal.count(left).await, 1, "{} {}", one.text(), two.text());
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes[0], 303);
        assert!([403, 409].contains(&codes[1]), "{} {}", one.text(), two.text());
        // Somebody whose own account is no Global administrator that counts tries the last one.
        let gone = if roles_of(portal, &gwen).await.is_empty() { &gwen } else { &gijs };
        let last = if gone.id == gwen.id { &gijs } else { &gwen };
        portal.execute("UPDATE users SET enabled = true WHERE user_name LIKE 'admin@%'", &[]).await;
        let mut third = portal.signed_in(&portal.global("Greet Vos").await).await;
        let path = format!("/users/{}/roles/global-administrator/remove", last.id);
        let form = third.get(&path).await.form(&path).unwrap();
        portal
            .execute("UPDATE users SET enabled = false WHERE user_name LIKE 'admin@%' OR user_name LIKE 'greet%'", &[])
            .await;
        let page = third.press(&path, &form).await;
        assert_ne!(page.code(), 200);
        assert_eq!(roles_of(portal, last).await, "global-administrator", "{}", page.text());
    });
}

#[test]
fn the_giver_is_judged_by_the_roles_of_the_moment_it_is_done() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&gwen).await;
        let path = format!("/users/{}/roles/directory-reader/assign", bram.id);
        let form = browser.get(&path).await.form(&path).unwrap();
        // Somebody holds the guard: the deed has begun, and waits, while its doer loses the role.
        portal.sql.batch_execute("BEGIN; SELECT pg_advisory_xact_lock(7809650172524522857)").await.unwrap();
        let watch = crate::support::cluster::connect(&portal.database.url).await;
        let demoted = async {
            let waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while watch.query_one(waiting, &[]).await.unwrap().get::<_, i64>(0) == 0 {
                tokio::task::yield_now().await;
            }
            let lost = format!("DELETE FROM role_assignment WHERE user_id = '{}'", gwen.id);
            watch.batch_execute(&lost).await.unwrap();
            portal.sql.batch_execute("COMMIT").await.unwrap();
        };
        let (page, ()) = tokio::join!(browser.press(&path, &form), demoted);
        assert_eq!((page.code(), roles_of(portal, &bram).await.as_str()), (403, ""), "{}", page.text());
    });
}

#[test]
fn pressed_twice_or_on_an_old_page_it_is_done_once() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/roles/reports-reader/assign", bram.id);
        let form = gwen.get(&path).await.form(&path).unwrap();
        let other = gwen.get(&path).await.form(&path).unwrap();
        let (one, two) = tokio::join!(gwen.press(&path, &form), gwen.press(&path, &form));
        for page in [one, two, gwen.press(&path, &other).await] {
            assert_eq!((page.code(), page.location()), (303, format!("/users/{}/roles", bram.id).as_str()));
        }
        assert_eq!(
            portal
                .count(
                    "SELECT count(*) FROM audit_event WHERE activity = 'Add member to role' AND actor_kind = 'person'"
                )
                .await,
            1
        );
        let page = gwen.get(&path).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Bram de Vries has the role Reports Reader already"));
    });
}

#[test]
fn a_roles_page_lists_its_holders_newest_first_and_finds_whom_to_give_it_to() {
    run(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for number in 0..12 {
            let person = portal.plain(&format!("Lezer{number:02} Boek")).await;
            portal.advance(SignedDuration::from_mins(1));
            assert_eq!(change(&mut gwen, &person, Role::GuestInviter, "assign").await.code(), 303);
        }
        let page = gwen.get("/roles").await;
        assert!(page.says("Guest Inviter Is meant to invite guests. May not reset passwords. 12"), "{}", page.main());
        let mut seen = vec![];
        let mut address = Some("/roles/guest-inviter?size=10".to_owned());
        while let Some(next) = address.take() {
            let page = gwen.get(&next).await;
            seen.extend(page.texts("#list .name"));
            address = page.link("Older");
            assert!(page.says("gwen.bakker"));
        }
        let expected: Vec<_> = (0..12).rev().map(|number| format!("Lezer{number:02} Boek")).collect();
        assert_eq!(seen, expected);
        portal.plain("Bram de Vries").await;
        let page = gwen.get("/roles/guest-inviter?q=vries").await;
        assert!(page.link("Give role Bram de Vries").is_some(), "{}", page.main());
        let page = gwen.get("/roles/guest-inviter?q=lezer03").await;
        assert!(page.link("Give role Lezer03 Boek").is_none() && page.says("Has it already"), "{}", page.main());
        assert!(gwen.get("/roles/guest-inviter?q=nobody+at+all").await.says("No one matches this"));
        for bad in ["/roles/king", "/roles/guest-inviter/x"] {
            assert_eq!(gwen.get(bad).await.code(), 404, "{bad}");
        }
        for bad in ["?after=x", "?size=7", "?shoe=size", "?after=AAAA&before=AAAA"] {
            assert_eq!(gwen.get(&format!("/roles/guest-inviter{bad}")).await.code(), 422, "{bad}");
        }
    });
}

#[test]
fn bad_input_keeps_what_was_typed_and_does_nothing() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/roles/guest-inviter/assign", bram.id);
        let long = "é".repeat(201);
        let page = gwen.fill(&path, &[("reason", &long)]).await;
        assert_eq!((page.code(), page.value("reason")), (422, long));
        assert_eq!(page.complaint("reason"), "Error: Use at most 200 characters");
        let endless = "x".repeat(300);
        let powerful = format!("/users/{}/roles/global-reader/assign", bram.id);
        portal.advance(SignedDuration::from_mins(11));
        assert_eq!(gwen.fill(&powerful, &[("proof", &endless)]).await.code(), 422);
        let form = gwen.get(&path).await.form(&path).unwrap();
        assert_eq!(gwen.press(&path, &form.and("user_id", &bram.id)).await.code(), 422, "a field that is not ours");
        for nowhere in ["king", "Guest%20Inviter", "directory-reader%00"] {
            assert_eq!(gwen.get(&format!("/users/{}/roles/{nowhere}/assign", bram.id)).await.code(), 404, "{nowhere}");
        }
        assert_eq!(roles_of(portal, &bram).await, "");
    });
}
