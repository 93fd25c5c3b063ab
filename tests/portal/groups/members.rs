//! Members come and leave: at once, several in one press, undone with one press (T-62).

use latchkey::domain::role::Role;

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

async fn gina(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Gina Groep", Role::GroupsAdministrator).await).await
}

#[test]
fn the_ticked_come_in_with_one_press_and_leave_with_undo() {
    run(async |portal| {
        let (anna, bram) = (portal.plain("Anna Smit").await, portal.plain("Bram Smit").await);
        portal.plain("Cor Bakker").await;
        let (group, inner) = (portal.group("Sales").await, portal.group("Smiths").await);
        let mut gina = gina(portal).await;
        let path = format!("/groups/{group}/members");
        let add = gina.get(&path).await.link("Add members").unwrap();
        assert_eq!(add, format!("{path}/add"));
        assert!(gina.get(&add).await.form(&path).is_none(), "nobody is listed before words are typed");
        let page = gina.get(&format!("{add}?q=smit")).await;
        assert_eq!(page.texts("main .check"), ["Anna Smit anna.smit", "Bram Smit bram.smit", "Smiths"]);
        let form =
            page.form(&path).unwrap().with("person_1", &anna.id).with("person_2", &bram.id).with("group_1", &inner);
        let page = gina.submit(&path, &form).await;
        assert_eq!((page.code(), page.location()), (303, path.as_str()), "{}", page.text());
        let page = gina.follow().await;
        assert!(page.flash().contains("They are members now"), "{}", page.flash());
        assert_eq!(page.people(), ["Anna Smit", "Bram Smit"]);
        assert!(page.says("Groups in this group Smiths"), "{}", page.main());
        let row = "SELECT string_agg(target_name, ',' ORDER BY position) FROM audit_event JOIN audit_target ON event_id = id \
                   WHERE audit_event.activity = $1 AND details LIKE $2";
        let activity = "Add member to group";
        assert_eq!(
            portal.ask(row, &[&activity, &"%people%"]).await,
            "Sales,anna.smit@noordzee.example,bram.smit@noordzee.example"
        );
        assert_eq!(portal.ask(row, &[&activity, &"%groups%"]).await, "Sales,Smiths");
        // Pressed twice it was done once, and there is no second way back.
        assert_eq!(gina.press(&path, &form).await.code(), 303);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Add member to group'").await, 2);
        // Who is in is marked, and not ticked again.
        let page = gina.get(&format!("{add}?q=smit")).await;
        assert!(page.attributes("main input[type=checkbox]", "name").is_empty(), "{}", page.main());
        assert_eq!(page.texts("main .check")[0], "Anna Smit anna.smit · already in");
        let page = gina.get(&path).await;
        assert!(page.flash().is_empty());
        let again = gina.get(&format!("{add}?q=smit")).await.form(&path).unwrap().with("person_1", &anna.id);
        gina.submit(&path, &again).await;
        assert!(gina.follow().await.flash().contains("nothing was changed"));
    });
}

#[test]
fn undo_takes_back_exactly_what_was_done() {
    run(async |portal| {
        let (anna, bram) = (portal.plain("Anna Smit").await, portal.plain("Bram Smit").await);
        let group = portal.group("Sales").await;
        portal.join(&group, &anna).await;
        let mut gina = gina(portal).await;
        let path = format!("/groups/{group}/members");
        let form = gina.get(&format!("{path}/add?q=smit")).await.form(&path).unwrap();
        let form = form.with("person_1", &anna.id).with("person_2", &bram.id);
        gina.submit(&path, &form).await;
        let undo = gina.follow().await.form(&path).unwrap();
        assert_eq!(undo.value("person_1"), Some(bram.id.as_str()), "Anna was there already");
        assert_eq!(undo.value("person_2"), None);
        gina.submit(&path, &undo).await;
        let page = gina.follow().await;
        assert!(page.flash().contains("They are not members any more"), "{}", page.flash());
        assert_eq!(portal.members(&group).await, "Anna Smit");
        let redo = page.form(&path).unwrap();
        assert_eq!(redo.value("step"), Some("add"));
        gina.submit(&path, &redo).await;
        assert_eq!(portal.members(&group).await, "Anna Smit, Bram Smit");
        // A button beside each of them.
        let form = gina.get(&path).await.form(&path).unwrap().with("person_1", &anna.id);
        assert_eq!(gina.submit(&path, &form).await.code(), 303);
        assert_eq!(portal.members(&group).await, "Bram Smit");
        let row = portal.last("Remove member from group").await;
        assert!(row.targets.contains("anna.smit@") && row.targets.contains("Sales"), "{}", row.targets);
    });
}

#[test]
fn a_form_that_is_not_ours_moves_nobody() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let group = portal.group("Sales").await;
        let mut gina = gina(portal).await;
        let path = format!("/groups/{group}/members");
        let form = gina.get(&format!("{path}/add?q=smit")).await.form(&path).unwrap();
        let page = gina.press(&path, &form).await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["Tick at least one name".to_owned()]));
        assert_eq!(page.value("q"), "smit", "the words stay");
        for (field, forged) in [
            ("person_1", "x"),
            ("group_1", "x"),
            ("person_26", anna.id.as_str()),
            ("step", "sideways"),
            ("owner", "x"),
            ("page_of", "x"),
        ] {
            assert_eq!(gina.press(&path, &form.clone().with(field, forged)).await.code(), 422, "{field}");
        }
        // Nobody, and nothing that is no group: nothing is done.
        let nobody = "0198c0de-0000-7000-8000-000000000000";
        for field in ["person_1", "group_1"] {
            let page = gina.submit(&path, &form.clone().with(field, nobody)).await;
            assert_eq!(page.code(), 303, "{field}: {}", page.text());
            assert!(gina.follow().await.flash().contains("nothing was changed"), "{field}");
        }
        let owners = format!("/groups/{group}/owners");
        let form = gina.get(&format!("{owners}/add?q=smit")).await.form(&owners).unwrap();
        assert_eq!(gina.press(&owners, &form.with("group_1", &group)).await.code(), 422, "a group is never an owner");
        assert_eq!(portal.members(&group).await, "");
    });
}

#[test]
fn who_may_not_change_a_group_sees_it_and_is_refused_with_a_row() {
    run(async |portal| {
        let anna = portal.plain("Anna Smit").await;
        let group = portal.group("Sales").await;
        let path = format!("/groups/{group}/members");
        let mut gina = gina(portal).await;
        let other = portal.group("Other").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&path).await;
        assert_eq!((page.code(), page.link("Add members")), (200, None));
        let page = helen.get(&format!("{path}/add?q=anna")).await;
        assert_eq!(page.code(), 403);
        assert!(page.says("Groups Administrator") && page.form(&path).is_none(), "{}", page.main());
        // With a form of a group that she answers for.
        portal.entrust(&other, &portal.helpdesk("Henk Kramer").await).await;
        let henk = "SELECT user_name FROM users WHERE user_name LIKE 'henk%'";
        let mut henk = {
            let mut browser = portal.visitor();
            browser.sign_in(&portal.ask(henk, &[]).await, crate::support::people::PASSWORD).await;
            browser
        };
        let own = format!("/groups/{other}/members");
        let form = henk.get(&format!("{own}/add?q=anna")).await.form(&own).unwrap().with("person_1", &anna.id);
        assert_eq!(henk.press(&path, &form).await.code(), 403);
        let row = portal.last("Update group").await;
        assert_eq!(
            (row.result.as_str(), row.reason.as_str(), row.targets.as_str()),
            ("failure", "needs-role", "Sales")
        );
        assert!(gina.get("/groups").await.people().contains(&"Sales".to_owned()));
        let events = gina.get(&format!("/groups/{group}")).await;
        assert!(!events.says("tried to change"), "others' rows are for those who read the log");
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert!(gwen.get(&format!("/groups/{group}")).await.says("henk.kramer tried to change the group Sales"));
        assert_eq!(henk.press(&own, &form).await.code(), 303);
        assert_eq!(portal.members(&group).await + &portal.members(&other).await, "Anna Smit");
    });
}
