//! Groups and roles are told of nobody who may not see them, by no side door (A65).

use latchkey::domain::role::Role;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn an_owner_without_a_role_learns_of_no_other_group_and_of_no_role() {
    run(async |portal| {
        let (olga, anna) = (portal.plain("Olga Eigen").await, portal.plain("Anna Smit").await);
        let gwen = portal.global("Gwen Bakker").await;
        let [ours, outer, secret] = [
            portal.group("Sales").await,
            portal.group("Everybody abroad").await,
            portal.role_group("Night watch").await,
        ];
        portal.entrust(&ours, &olga).await;
        portal.nest(&outer, &ours).await;
        for group in [&ours, &outer, &secret] {
            portal.join(group, &anna).await;
        }
        portal.join(&ours, &gwen).await;
        let mut browser = portal.signed_in(&olga).await;
        for path in [
            "/roles".to_owned(),
            "/roles/global-administrator".to_owned(),
            "/roles/matrix".to_owned(),
            format!("/users/{}/roles", gwen.id),
            format!("/users/{}/groups", anna.id),
            format!("/users/{}", anna.id),
            format!("/users?group={ours}"),
            format!("/users/export.csv?group={ours}"),
            format!("/audit?group={ours}"),
            "/groups".to_owned(),
            "/groups/deleted".to_owned(),
            format!("/groups/{outer}"),
            format!("/groups/{secret}"),
            format!("/groups/{secret}/members"),
            format!("/groups/{secret}/owners"),
            "/users/suggest?q=anna".to_owned(),
            "/groups/suggest?q=sales".to_owned(),
        ] {
            let page = browser.get(&path).await;
            assert_eq!(page.code(), 403, "{path}");
            for name in ["Everybody abroad", "Night watch", "Anna Smit", "Gwen Bakker", "Sales"] {
                assert!(!page.main().contains(name), "{path} tells of {name}");
            }
        }
        // A group that nobody has answers the same.
        let nobody = "/groups/0198c0de-0000-7000-8000-000000000000";
        let (there, not) = (browser.get(&format!("/groups/{secret}")).await, browser.get(nobody).await);
        assert_eq!((there.code(), there.heading()), (not.code(), not.heading()));
        for path in [format!("/groups/{ours}"), format!("/groups/{ours}/members"), format!("/groups/{ours}/owners")] {
            let page = browser.get(&path).await;
            assert_eq!(page.code(), 200, "{path}");
            for told in ["Everybody abroad", "Night watch", "Global Administrator", "administrator"] {
                assert!(!page.main().contains(told), "{path} tells of {told}: {}", page.main());
            }
        }
    });
}

#[test]
fn a_groups_owner_with_a_small_role_sees_the_roles_as_everybody_with_a_role_and_changes_none() {
    run(async |portal| {
        let dora = portal.make(Sketch::of("Dora Lezer").role(Role::DirectoryReader)).await;
        let (bram, secret) = (portal.plain("Bram de Vries").await, portal.role_group("Night watch").await);
        portal.join(&secret, &bram).await;
        portal.entrust(&secret, &dora).await;
        let mut browser = portal.signed_in(&dora).await;
        assert_eq!(browser.get("/roles/global-administrator").await.code(), 200);
        // Answering for a group that may hold roles is no right to change who is in it.
        let members = format!("/groups/{secret}/members");
        assert!(browser.get(&members).await.form(&members).is_none());
        assert_eq!(browser.get(&format!("/groups/{secret}/edit")).await.code(), 403);
        assert_eq!(browser.get(&format!("/users/{}/roles/directory-reader/assign", bram.id)).await.code(), 403);
        let history = browser.get(&format!("/audit?group={secret}")).await;
        assert!(history.events().is_empty(), "{:?}", history.events());
    });
}
