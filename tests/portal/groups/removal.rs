//! A group ends and comes back; after thirty days it is gone.

use jiff::SignedDuration;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::role::Role;

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn gina(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await
}

async fn delete(browser: &mut Visitor, group: &str, name: &str) -> u16 {
    browser.fill(&format!("/groups/{group}/delete"), &[("confirm", name)]).await.code()
}

#[test]
fn a_group_is_deleted_by_its_name_and_restored_as_it_was() {
    run(async |portal| {
        let (anna, olga) = (portal.plain("Anna Smit").await, portal.plain("Olga Eigen").await);
        let (group, outer) = (portal.group("Sales").await, portal.group("Everybody").await);
        portal.join(&group, &anna).await;
        portal.entrust(&group, &olga).await;
        portal.nest(&outer, &group).await;
        let mut gina = gina(portal).await;
        let path = format!("/groups/{group}/delete");
        let page = gina.get(&path).await;
        assert_eq!(page.heading(), "Delete the group Sales?");
        for effect in [
            "1 person is not in it any more",
            "Its members leave the 1 group that it is in",
            "For 30 days it can be restored",
        ] {
            assert!(page.says(effect), "{effect}: {}", page.main());
        }
        let page = gina.fill(&path, &[("confirm", "Sale")]).await;
        assert_eq!(
            (page.code(), page.complaint("confirm").as_str()),
            (422, "Error: Type the name of the group: Sales")
        );
        assert_eq!(page.value("confirm"), "Sale");
        assert_eq!(delete(&mut gina, &group, " sales ").await, 303);
        let page = gina.follow().await;
        assert!(page.flash().contains("The group is deleted") && page.says("This group is deleted"), "{}", page.main());
        assert_eq!(portal.last("Delete group").await.targets, "Sales");
        assert_eq!((page.link("Edit"), page.link("Delete"), page.link("Add members")), (None, None, None));
        // It gives nothing any more, to nobody.
        assert_eq!(gina.get("/groups").await.people(), ["Everybody"]);
        assert_eq!(gina.get("/groups/deleted").await.people(), ["Sales"]);
        assert!(gina.get(&format!("/users?group={outer}")).await.people().is_empty());
        assert!(gina.get(&format!("/users/{}/groups", anna.id)).await.people().is_empty());
        assert!(!portal.signed_in(&olga).await.get("/account").await.says("My groups"));
        for path in ["/edit", "/members/add", "/owners/add"] {
            assert_eq!(gina.get(&format!("/groups/{group}{path}")).await.code(), 409, "{path}");
        }
        let form = page.form(&format!("/groups/{group}/restore")).unwrap();
        let page = gina.submit(&format!("/groups/{group}/restore"), &form).await;
        assert_eq!((page.code(), page.location()), (303, format!("/groups/{group}").as_str()));
        assert!(gina.follow().await.flash().contains("The group is back"));
        assert_eq!(portal.last("Restore Group").await.result, "success");
        assert_eq!(gina.get(&format!("/users?group={outer}")).await.people(), ["Anna Smit"]);
        assert!(portal.signed_in(&olga).await.get("/account").await.says("My groups"));
        // The second press of either button ends at the group.
        assert_eq!(gina.press(&format!("/groups/{group}/restore"), &form).await.code(), 303);
        let path = format!("/groups/{group}/delete");
        let form = gina.get(&path).await.form(&path).unwrap().with("confirm", "Sales");
        let other = gina.get(&path).await.form(&path).unwrap().with("confirm", "Sales");
        let (one, two) = tokio::join!(gina.press(&path, &form), gina.press(&path, &other));
        assert_eq!((one.code(), two.code()), (303, 303));
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Delete group'").await, 2);
    });
}

#[test]
fn a_name_given_away_meanwhile_is_asked_back_first() {
    run(async |portal| {
        let group = portal.group("Sales").await;
        let mut gina = gina(portal).await;
        assert_eq!(delete(&mut gina, &group, "Sales").await, 303);
        assert_eq!(gina.fill("/groups/new", &[("name", "SALES")]).await.code(), 303, "the name is free");
        let path = format!("/groups/{group}/restore");
        gina.get(&format!("/groups/{group}")).await;
        let page = gina.post(&path, &[]).await;
        assert_eq!((page.code(), page.heading().as_str()), (409, "Another group has this name by now"));
        assert_eq!(portal.count("SELECT count(*) FROM groups WHERE deleted_at IS NULL").await, 1);
        portal.execute("UPDATE groups SET name = 'Other', name_key = 'other' WHERE deleted_at IS NULL", &[]).await;
        gina.get(&format!("/groups/{group}")).await;
        assert_eq!(gina.post(&path, &[]).await.code(), 303);
    });
}

#[test]
fn a_deed_on_a_deleted_group_is_refused_with_its_reason() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let group = portal.group("Sales").await;
        let mut gina = gina(portal).await;
        let members = format!("/groups/{group}/members");
        let form = gina.get(&format!("{members}/add?q=anna")).await.form(&members).unwrap().with("person_1", &anna.id);
        let edit = gina.get(&format!("/groups/{group}/edit")).await.form(&format!("/groups/{group}")).unwrap();
        assert_eq!(delete(&mut gina, &group, "Sales").await, 303);
        assert_eq!(gina.press(&members, &form).await.code(), 409);
        assert_eq!(gina.press(&format!("/groups/{group}"), &edit.with("name", "Other")).await.code(), 409);
        let row = portal.last("Update group").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "deleted-group"));
        assert_eq!(portal.members(&group).await, "");
    });
}

#[test]
fn who_is_in_a_deleted_group_that_may_hold_roles_stays_protected_until_it_is_gone() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let keepers = portal.role_group("Keepers").await;
        portal.join(&keepers, &anna).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get(&format!("/groups/{keepers}/delete")).await;
        assert!(page.says("Until then its members and owners stay protected"), "{}", page.main());
        assert_eq!(delete(&mut gwen, &keepers, "Keepers").await, 303);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let reset = format!("/users/{}/reset-password", anna.id);
        assert_eq!(helen.get(&reset).await.code(), 403, "restored, it would be taken over");
        let mut gina = gina(portal).await;
        assert!(gina.get(&format!("/groups/{keepers}")).await.form(&format!("/groups/{keepers}/restore")).is_none());
        portal.advance(SignedDuration::from_hours(31 * 24));
        assert_eq!(Tidier::new(&portal.house).unwrap().beat().await.unwrap(), 1);
        let mut helen = portal.signed_in(&portal.helpdesk("Henk Kramer").await).await;
        assert_eq!(helen.get(&reset).await.code(), 200);
    });
}

#[test]
fn after_thirty_days_a_deleted_group_is_gone_for_good() {
    run(async |portal| {
        let group = portal.group("Sales").await;
        let kept = portal.group("Kept").await;
        let mut browser = gina(portal).await;
        assert_eq!(delete(&mut browser, &group, "Sales").await, 303);
        let (keeper, other) = (Tidier::new(&portal.house).unwrap(), Tidier::new(&portal.house).unwrap());
        portal.advance(SignedDuration::from_hours(29 * 24));
        assert_eq!(keeper.beat().await.unwrap(), 0);
        portal.advance(SignedDuration::from_hours(25));
        // Whoever is too late does not get it back, whether or not the house was quick.
        let mut browser = portal.signed_in(&portal.holder("Gert Groep", Role::GroupsAdministrator).await).await;
        browser.get(&format!("/groups/{group}")).await;
        assert_eq!(browser.post(&format!("/groups/{group}/restore"), &[]).await.code(), 404);
        // Two servers at once: one of them takes it.
        let (one, two) = tokio::join!(keeper.beat(), other.beat());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        let row = portal.last("Hard Delete group").await;
        assert_eq!((row.actor_kind.as_str(), row.targets.as_str()), ("program", "Sales"));
        assert_eq!(browser.get(&format!("/groups/{group}")).await.code(), 404);
        assert_eq!(browser.get("/groups").await.people(), ["Kept"]);
        assert!(kept.len() == 36);
    });
}
