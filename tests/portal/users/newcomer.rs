//! Somebody new with groups, a role, or no sign-in yet: each by its own right, each with its own row, all or nothing (T-50, R-122).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::PASSWORD;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PATH: &str = "/users/new";
const NAMES: [(&str, &str); 2] = [("given_name", "Zoë"), ("user_principal_name", "zoe")];

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

async fn gwen(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.global("Gwen Bakker").await).await
}

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    NAMES.into_iter().chain(more.iter().copied()).collect()
}

async fn nobody_was_made(portal: &Portal) {
    assert_eq!(portal.count("SELECT count(*) FROM users WHERE user_name LIKE 'zoe%'").await, 0);
    assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Add user' AND result = 'success' AND actor_kind = 'person'").await, 0);
}

#[test]
fn one_page_makes_somebody_with_groups_and_a_role_and_each_has_its_row() {
    run(async |portal| {
        let (cranes, divers) = (portal.group("Crane drivers").await, portal.group("Divers").await);
        let mut gwen = gwen(portal).await;
        let page = gwen.get(PATH).await;
        assert_eq!(page.texts("label[for=role], label[for=groups]"), ["Groups", "Role"]);
        assert_eq!(page.texts("#role option").len(), Role::ALL.len() + 1);
        let before = portal.ledger().await;
        let fields =
            with(&[("groups", " crane DRIVERS \r\n\r\nDivers\r\nCrane drivers"), ("role", "directory-reader")]);
        let page = gwen.fill(PATH, &fields).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let secret = page.secret();
        assert_eq!(portal.ledger().await, before + 4);
        for group in [&cranes, &divers] {
            assert_eq!(portal.members(group).await, "Zoë");
        }
        let last = "FROM audit_event WHERE request_id = (SELECT request_id FROM audit_event WHERE activity = 'Add member to role' \
                    ORDER BY at DESC LIMIT 1)";
        assert_eq!(
            portal.ask(&format!("SELECT string_agg(activity, ', ' ORDER BY activity) {last}"), &[]).await,
            "Add member to group, Add member to group, Add member to role, Add user"
        );
        let row = portal.last("Add member to role").await;
        assert_eq!(
            (row.targets.as_str(), row.details.as_str()),
            ("zoe@noordzee.example", r#"{"role":"directory-reader"}"#)
        );
        let mut zoe = portal.visitor();
        assert_eq!(zoe.sign_in("zoe", &secret).await.location(), "/change-password");
        let given =
            "SELECT assigned_by_name FROM role_assignment JOIN users ON id = user_id WHERE user_name LIKE 'zoe@%'";
        assert_eq!(portal.ask(given, &[]).await, "gwen.bakker@noordzee.example");
    });
}

#[test]
fn whoever_is_blocked_for_now_does_not_sign_in_until_unblocked() {
    run(async |portal| {
        let mut una = una(portal).await;
        let page = una.fill(PATH, &with(&[("account", "blocked")])).await;
        let secret = page.secret();
        let row = portal.last("Disable account").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", "zoe@noordzee.example"));
        assert_eq!(portal.visitor().sign_in("zoe", &secret).await.code(), 422);
        let link = una.get("/users?q=zoe").await.link("Zoë").unwrap();
        assert!(una.get(&link).await.says("This account is blocked"));
        una.get(&format!("{link}/unblock")).await;
        assert_eq!(una.post(&format!("{link}/unblock"), &[]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in("zoe", &secret).await.location(), "/change-password");
    });
}

#[test]
fn what_is_out_of_reach_is_not_offered_and_forged_makes_nobody() {
    run(async |portal| {
        portal.role_group("Night watch").await;
        let mut una = una(portal).await;
        let page = una.get(PATH).await;
        assert!(page.texts("label[for=role]").is_empty(), "{}", page.main());
        for (field, value, told) in
            [("role", "directory-reader", "Refused request"), ("groups", "Night watch", "Update group")]
        {
            let form = una.get(PATH).await.form(PATH).unwrap();
            let form = NAMES.iter().fold(form.with(field, value), |form, (name, value)| form.with(name, value));
            assert_eq!(una.press(PATH, &form).await.code(), 403, "{field}");
            assert_eq!(portal.last(told).await.reason, "needs-role", "{field}");
        }
        for (field, value) in [("role", "emperor"), ("account", "half"), ("id", "0198c0de-0000-7000-8000-000000000000")]
        {
            let form = una.get(PATH).await.form(PATH).unwrap();
            let form = NAMES.iter().fold(form.with(field, value), |form, (name, value)| form.with(name, value));
            assert_eq!(una.press(PATH, &form).await.code(), 422, "{field}");
        }
        nobody_was_made(portal).await;
    });
}

#[test]
fn a_powerful_role_asks_who_one_is_and_goes_on_with_all_that_was_typed() {
    run(async |portal| {
        let cranes = portal.group("Crane drivers").await;
        portal.group("Divers").await;
        let mut gwen = gwen(portal).await;
        portal.advance(SignedDuration::from_mins(11));
        let plain = [("given_name", "Rita"), ("user_principal_name", "rita"), ("role", "directory-reader")];
        assert_eq!(gwen.fill(PATH, &plain).await.code(), 200, "a role that reads the list is not powerful");
        let fields =
            with(&[("groups", "Crane drivers\r\nDivers"), ("role", "helpdesk-administrator"), ("city", "Delft")]);
        let page = gwen.fill(PATH, &fields).await;
        assert!(page.form(PATH).unwrap().value("proof").is_some(), "{}", page.main());
        nobody_of_that_name(portal).await;
        let page = gwen.post(PATH, &[("proof", "not it")]).await;
        assert_eq!(page.code(), 422);
        nobody_of_that_name(portal).await;
        let page = gwen.post(PATH, &[("proof", PASSWORD)]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert_eq!(page.secret().len(), 19);
        assert_eq!(portal.members(&cranes).await, "Zoë");
        let held =
            "SELECT role || ' ' || city FROM role_assignment JOIN users ON id = user_id WHERE user_name LIKE 'zoe@%'";
        assert_eq!(portal.ask(held, &[]).await, "helpdesk-administrator Delft");
    });
}

async fn nobody_of_that_name(portal: &Portal) {
    assert_eq!(portal.count("SELECT count(*) FROM users WHERE user_name LIKE 'zoe%'").await, 0);
}

#[test]
fn a_group_that_is_not_found_is_told_beside_the_field_and_nothing_is_lost() {
    run(async |portal| {
        portal.group("Crane drivers").await;
        let mut una = una(portal).await;
        let page = una.fill(PATH, &with(&[("groups", "Crane drivers\r\nCrane divers"), ("account", "blocked")])).await;
        assert_eq!(
            (page.code(), page.complaint("groups").as_str()),
            (422, "Error: No group is called “Crane divers”. Write whole names, one on each line")
        );
        assert_eq!(page.texts("#groups"), ["Crane drivers Crane divers"]);
        assert_eq!((page.value("given_name").as_str(), page.value("account").as_str()), ("Zoë", "blocked"));
        let many: Vec<String> = (0..21).map(|number| format!("Group {number}")).collect();
        let page = una.fill(PATH, &with(&[("groups", &many.join("\n"))])).await;
        assert!(page.complaint("groups").contains("Name at most 20 groups"), "{}", page.main());
        nobody_was_made(portal).await;
    });
}

#[test]
fn a_second_press_gives_nothing_twice() {
    run(async |portal| {
        let cranes = portal.group("Crane drivers").await;
        let mut una = una(portal).await;
        let form = una.get(PATH).await.form(PATH).unwrap().with("groups", "Crane drivers").with("account", "blocked");
        let form = NAMES.iter().fold(form, |form, (name, value)| form.with(name, value));
        let (one, two) = tokio::join!(una.press(PATH, &form), una.press(PATH, &form));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 303]);
        assert_eq!(portal.members(&cranes).await, "Zoë");
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Add member to group'").await, 1);
    });
}
