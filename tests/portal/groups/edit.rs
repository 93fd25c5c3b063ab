//! A new group, and its name and description (T-61).

use latchkey::domain::role::Role;

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn gina(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await
}

#[test]
fn a_new_group_has_a_name_of_its_own_and_nobody_in_it() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        assert_eq!(gina.get("/groups").await.link("New group").unwrap(), "/groups/new");
        let page =
            gina.fill("/groups/new", &[("name", "  Crane drivers "), ("description", "Whoever drives one")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let page = gina.follow().await;
        assert_eq!(page.heading(), "Crane drivers");
        assert!(page.flash().contains("The group is made"), "{}", page.flash());
        assert_eq!(
            (page.fact("Members"), page.fact("What it gives")),
            ("0 people".to_owned(), "Membership".to_owned())
        );
        assert!(page.says("No owner"), "whoever made it does not answer for it: {}", page.main());
        let row = portal.last("Add group").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", "Crane drivers"));
        assert_eq!(row.details, r#"{"role_assignable":"false"}"#);
        // Letter case, accents and blanks make no other name.
        for name in ["crane drivers", "CRANE  DRIVERS", "Crâne drivers"] {
            let page = gina.fill("/groups/new", &[("name", name), ("description", "kept")]).await;
            assert_eq!(page.code(), 422, "{name}");
            assert_eq!(page.complaint("name"), "Error: Another group has this name. Choose another one", "{name}");
            assert_eq!((page.value("name").as_str(), page.value("description").as_str()), (name, "kept"));
        }
        assert_eq!(portal.count("SELECT count(*) FROM groups").await, 1);
    });
}

#[test]
fn what_is_no_name_is_told_beside_the_field() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        let long = "é".repeat(257);
        for (name, says) in [
            ("", "Fill in a name"),
            ("   ", "Fill in a name"),
            (long.as_str(), "at most 256"),
            ("a\u{202e}b", "invisible"),
        ] {
            let page = gina.fill("/groups/new", &[("name", name)]).await;
            assert_eq!(page.code(), 422, "{name}");
            assert!(page.complaint("name").contains(says), "{name}: {}", page.complaint("name"));
        }
        let page = gina.fill("/groups/new", &[("name", "Ok"), ("description", &"x".repeat(1025))]).await;
        assert!(page.complaint("description").contains("at most 1024"), "{}", page.main());
        let form = gina.get("/groups/new").await.form("/groups/new").unwrap().with("name", "Ok");
        for (field, forged) in [("id", "x"), ("owner", "x"), ("role_assignable", "no")] {
            assert_eq!(gina.press("/groups/new", &form.clone().with(field, forged)).await.code(), 422, "{field}");
        }
        assert_eq!(portal.count("SELECT count(*) FROM groups").await, 0);
    });
}

#[test]
fn pressed_twice_one_group_is_made_and_of_two_at_once_one_gets_the_name() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        let form = gina.get("/groups/new").await.form("/groups/new").unwrap().with("name", "Dockers");
        let (one, two) = tokio::join!(gina.press("/groups/new", &form), gina.press("/groups/new", &form));
        assert_eq!((one.code(), two.code(), one.location()), (303, 303, two.location()));
        let mut other = portal.signed_in(&portal.holder("Gert Groep", Role::GroupsAdministrator).await).await;
        let mut pressed = vec![];
        for browser in [&mut gina, &mut other] {
            pressed.push(browser.get("/groups/new").await.form("/groups/new").unwrap().with("name", "Tugs"));
        }
        let (one, two) = tokio::join!(gina.press("/groups/new", &pressed[0]), other.press("/groups/new", &pressed[1]));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 422]);
        assert_eq!(portal.count("SELECT count(*) FROM groups").await, 2);
    });
}

#[test]
fn groups_are_made_by_the_roles_that_keep_them() {
    run(async |portal| {
        let mut peter = portal.signed_in(&portal.holder("Peter Rol", Role::PrivilegedRoleAdministrator).await).await;
        let page = peter.fill("/groups/new", &[("name", "Identity keepers")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(peter.follow().await.says("May hold roles"));
        assert_eq!(portal.last("Add group").await.details, r#"{"role_assignable":"true"}"#);
        // He makes no other kind, and the groups' keeper not this one.
        let form = peter
            .get("/groups/new")
            .await
            .form("/groups/new")
            .unwrap()
            .without("role_assignable")
            .with("name", "Plain");
        assert_eq!(peter.press("/groups/new", &form).await.code(), 403);
        let mut gina = gina(portal).await;
        let form = gina.get("/groups/new").await.form("/groups/new").unwrap();
        let form = form.with("name", "More keepers").with("role_assignable", "yes");
        let page = gina.press("/groups/new", &form).await;
        assert_eq!(page.code(), 403);
        assert!(page.says("Privileged Role Administrator"), "{}", page.main());
        let row = portal.last("Add group").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "needs-role"));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.fill("/groups/new", &[("name", "Both"), ("role_assignable", "yes")]).await;
        assert_eq!(page.code(), 303);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get("/groups/new").await;
        assert_eq!((page.code(), page.heading().as_str()), (403, "You cannot make groups"));
        assert!(helen.get("/groups").await.link("New group").is_none());
    });
}

#[test]
fn of_two_editors_only_what_both_changed_is_asked_about() {
    run(async |portal| {
        let group = portal.group("Dockers").await;
        let (path, edit) = (format!("/groups/{group}"), format!("/groups/{group}/edit"));
        let mut gina = gina(portal).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let seen = una.get(&edit).await.form(&path).unwrap();
        gina.get(&edit).await;
        let page = gina.post(&path, &[("name", "Stevedores")]).await;
        assert_eq!((page.code(), page.location()), (303, path.as_str()), "{}", page.text());
        let row = portal.last("Update group").await;
        assert_eq!(row.details, r#"{"group_name.from":"Dockers","group_name.to":"Stevedores"}"#);
        // Only the description is Una's: the new name stays.
        assert_eq!(una.press(&path, &seen.clone().with("description", "At the quay")).await.code(), 303);
        let now = "SELECT name || ' / ' || description FROM groups";
        assert_eq!(portal.ask(now, &[]).await, "Stevedores / At the quay");
        let fresh = una.get(&edit).await.form(&path).unwrap();
        let form = seen.with("name", "Longshoremen").with("form_key", fresh.value("form_key").unwrap());
        let page = una.press(&path, &form).await;
        assert_eq!(page.code(), 409);
        assert!(page.complaint("name").contains("Somebody else saved another value"), "{}", page.main());
        assert!(page.says("Keep what is saved now: “Stevedores”"), "{}", page.main());
        assert_eq!(una.press(&path, &page.form(&path).unwrap().with("take_name", "yes")).await.code(), 303);
        assert_eq!(portal.ask(now, &[]).await, "Stevedores / At the quay");
        let before = portal.ledger().await;
        gina.get(&edit).await;
        assert_eq!(gina.post(&path, &[]).await.code(), 303);
        assert!(gina.follow().await.flash().contains("nothing was changed"));
        assert_eq!(portal.ledger().await, before);
        portal.group("Tugs").await;
        gina.get(&edit).await;
        let page = gina.post(&path, &[("name", "tugs")]).await;
        assert_eq!((page.code(), page.complaint("name").contains("Another group")), (422, true));
    });
}

#[test]
fn dutch_pages_and_rows_are_dutch() {
    run(async |portal| {
        let mut gina = gina(portal).await;
        gina.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = gina.fill("/groups/new", &[("name", "")]).await;
        assert_eq!(page.complaint("name"), "Fout: Vul een naam in");
        assert_eq!(gina.fill("/groups/new", &[("name", "Kraan")]).await.code(), 303);
        let page = gina.follow().await;
        assert!(page.says("gina.groep maakte de groep Kraan.") && page.says("0 mensen"), "{}", page.main());
    });
}
