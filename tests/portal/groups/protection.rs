//! Groups that may hold roles: who keeps them, and how they protect whoever is in them or answers for them (R-111, T-43, A63, A64).

use latchkey::domain::role::Role;
use tokio_postgres::types::ToSql;

use crate::support::people::Person;
use crate::support::server::{Portal, run};

async fn is_protected(portal: &Portal, person: &Person) -> bool {
    portal.ask("SELECT privileged_group::text FROM users WHERE id::text = $1", &[&person.id]).await == "true"
}

#[test]
fn members_and_owners_are_protected_everywhere_as_long_as_they_are() {
    run(async |portal| {
        let (anna, olga) = (portal.plain("Anna Smit").await, portal.plain("Olga Smit").await);
        let keepers = portal.role_group("Keepers").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut una = portal.signed_in(&portal.holder("Una Baas", Role::UserAdministrator).await).await;
        let mut pam =
            portal.signed_in(&portal.holder("Pam Auth", Role::PrivilegedAuthenticationAdministrator).await).await;
        let reset = |person: &Person| format!("/users/{}/reset-password", person.id);
        // Forms from before count for nothing.
        let old = helen.get(&reset(&anna)).await.form(&reset(&anna)).unwrap().with("verified_by", "saw-id");
        let block = format!("/users/{}/block", anna.id);
        let old_block = una.get(&block).await.form(&block).unwrap();
        let edit = format!("/users/{}/edit", anna.id);
        let old_edit = una.get(&edit).await.form(&edit).unwrap().with("mobile", "+31 6 1111 2222");
        portal.join(&keepers, &anna).await;
        portal.entrust(&keepers, &olga).await;
        assert!(is_protected(portal, &anna).await && is_protected(portal, &olga).await);
        for person in [&anna, &olga] {
            for browser in [&mut helen, &mut una] {
                let page = browser.get(&reset(person)).await;
                assert_eq!(page.code(), 403);
                assert!(
                    page.says("Privileged Authentication Administrator or Global Administrator")
                        || page.says("Global Administrator or Privileged Authentication Administrator"),
                    "{}",
                    page.main()
                );
                assert!(browser.get(&format!("/users/{}", person.id)).await.link("Reset password").is_none());
                // No button in a row of the list either.
                let page = browser.get("/users?q=smit").await;
                assert_eq!(page.people().len(), 2);
                assert!(
                    page.link("Reset password for Anna Smit").is_none() && page.texts("#list td.acts a").is_empty(),
                    "{}",
                    page.main()
                );
            }
            assert_eq!(pam.get(&reset(person)).await.code(), 200);
        }
        assert_eq!(helen.press(&reset(&anna), &old).await.code(), 403);
        assert_eq!(portal.last("Reset password (by admin)").await.reason, "protected-target");
        assert_eq!(una.press(&block, &old_block).await.code(), 403);
        assert_eq!(una.press(&edit, &old_edit).await.code(), 403);
        for what in ["sign-out", "block"] {
            assert_eq!(una.get(&format!("/users/{}/{what}", anna.id)).await.code(), 403, "{what}");
        }
        // What is harmless stays as it is for everybody.
        assert_eq!(una.fill(&edit, &[("job_title", "Planner")]).await.code(), 303);
        // Two ways in: one left is enough.
        portal.entrust(&keepers, &anna).await;
        portal.execute("DELETE FROM group_member WHERE user_id::text = $1", &[&anna.id]).await;
        assert!(is_protected(portal, &anna).await);
        portal.execute("DELETE FROM group_owner WHERE user_id::text = $1", &[&anna.id]).await;
        assert!(!is_protected(portal, &anna).await && is_protected(portal, &olga).await);
        assert_eq!(helen.get(&reset(&anna)).await.code(), 200);
        // Other groups protect nobody.
        let sales = portal.group("Sales").await;
        portal.join(&sales, &anna).await;
        portal.entrust(&sales, &anna).await;
        assert!(!is_protected(portal, &anna).await);
        portal.execute("DELETE FROM groups WHERE id::text = $1", &[&keepers]).await;
        assert!(!is_protected(portal, &olga).await);
    });
}

#[test]
fn only_whoever_gives_roles_changes_such_a_group() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let (keepers, sales) = (portal.role_group("Keepers").await, portal.group("Sales").await);
        for (role, allowed) in [
            (Role::GlobalAdministrator, true),
            (Role::PrivilegedRoleAdministrator, true),
            (Role::GroupsAdministrator, false),
            (Role::UserAdministrator, false),
            (Role::PrivilegedAuthenticationAdministrator, false),
        ] {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} x", role.id()), role).await).await;
            let members = format!("/groups/{keepers}/members");
            let page = browser.get(&format!("{members}/add?q=anna")).await;
            let form = page.form(&members);
            assert_eq!((page.code() == 200, form.is_some()), (allowed, allowed), "{role}");
            let page = browser.get(&format!("/groups/{keepers}")).await;
            assert_eq!(page.link("Edit").is_some(), allowed, "{role}");
            assert_eq!(page.link("Delete").is_some(), allowed, "{role}");
            let own = format!("/groups/{sales}/members");
            let form = form.or(browser.get(&format!("{own}/add?q=anna")).await.form(&own));
            let Some(form) = form else { continue };
            let page = browser.press(&members, &form.with("person_1", &anna.id)).await;
            assert_eq!(page.code(), if allowed { 303 } else { 403 }, "{role}: {}", page.main());
            if allowed {
                assert_eq!(portal.members(&keepers).await, "Anna Smit");
                portal.execute("DELETE FROM group_member WHERE group_id::text = $1", &[&keepers]).await;
            }
        }
        assert_eq!(portal.members(&keepers).await, "");
        let row = portal.last("Update group").await;
        assert_eq!((row.reason.as_str(), row.targets.as_str()), ("needs-role", "Keepers"));
    });
}

#[test]
fn no_group_comes_into_a_group_that_may_hold_roles() {
    run(async |portal| {
        let (keepers, sales) = (portal.role_group("Keepers").await, portal.group("Sales").await);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let members = format!("/groups/{keepers}/members");
        let page = gwen.get(&format!("{members}/add?q=sales")).await;
        assert!(page.form(&members).is_none(), "groups are not even shown: {}", page.main());
        let page = gwen.get(&format!("{members}/add?q=gwen")).await;
        let page = gwen.press(&members, &page.form(&members).unwrap().with("group_1", &sales)).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaints()[0].contains("has people in it, and no groups"), "{:?}", page.complaints());
        assert_eq!(portal.count("SELECT count(*) FROM group_nesting").await, 0);
    });
}

#[test]
fn who_leaves_one_such_group_while_joining_another_stays_protected() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        for round in 0..5 {
            let (one, two) =
                (portal.role_group(&format!("One {round}")).await, portal.role_group(&format!("Two {round}")).await);
            portal.join(&one, &anna).await;
            let other = crate::support::cluster::connect(&portal.database.url).await;
            let join =
                "INSERT INTO group_member SELECT $1::text::uuid, id, sort_name, now() FROM users WHERE id::text = $2";
            let leave = "DELETE FROM group_member WHERE group_id::text = $1";
            let (leaves, joins): ([&(dyn ToSql + Sync); 1], [&(dyn ToSql + Sync); 2]) = ([&one], [&two, &anna.id]);
            let (left, joined) = tokio::join!(portal.sql.execute(leave, &leaves), other.execute(join, &joins));
            assert_eq!((left.unwrap(), joined.unwrap()), (1, 1));
            assert!(is_protected(portal, &anna).await, "{round}");
            portal.execute("DELETE FROM groups", &[]).await;
            assert!(!is_protected(portal, &anna).await, "{round}");
        }
    });
}
