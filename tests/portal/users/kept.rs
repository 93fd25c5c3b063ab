//! What stays with a person whatever happens: the id, groups, roles, history (T-11, T-26, T-51, T-53).

use latchkey::domain::role::Role;

use crate::support::people::{BETTER, PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};

async fn all_of(portal: &Portal, person: &Person) -> String {
    let sql = "SELECT (SELECT string_agg(group_id::text, ' ' ORDER BY group_id) FROM group_member WHERE user_id = p.id) || ' / ' || \
               (SELECT string_agg(group_id::text, ' ') FROM group_owner WHERE user_id = p.id) || ' / ' || \
               (SELECT string_agg(role || assigned_at, ' ' ORDER BY role) FROM role_assignment WHERE user_id = p.id) || ' / ' || \
               (SELECT encode(sealed, 'hex') || set_at FROM credential WHERE user_id = p.id) || ' / ' || p.role_bits || p.privileged_group \
               FROM user_record AS p WHERE p.id::text = $1";
    portal.ask(sql, &[&person.id]).await
}

/// Somebody with groups, one of which may hold roles, and two roles.
async fn somebody(portal: &Portal) -> (Person, [String; 3]) {
    let bram = portal.make(Sketch::of("Bram de Vries").role(Role::DirectoryReader).role(Role::ReportsReader)).await;
    let groups = [portal.group("Sales").await, portal.role_group("Night watch").await, portal.group("Divers").await];
    portal.join(&groups[0], &bram).await;
    portal.join(&groups[1], &bram).await;
    portal.entrust(&groups[2], &bram).await;
    (bram, groups)
}

#[test]
fn a_new_user_name_keeps_id_groups_roles_password_and_history() {
    run(async |portal| {
        let (bram, groups) = somebody(portal).await;
        let before = all_of(portal, &bram).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = format!("/users/{}", bram.id);
        let edit = format!("{page}/edit");
        assert_eq!(gwen.fill(&edit, &[("job_title", "Planner")]).await.code(), 303);
        let fields = [("user_principal_name", "b.visser"), ("display_name", "Bram Visser")];
        assert_eq!(gwen.fill(&edit, &fields).await.code(), 303);
        assert_eq!(all_of(portal, &bram).await, before);
        assert_eq!(gwen.get(&page).await.fact("Object id"), bram.id);
        assert_eq!(gwen.get("/users?q=b.visser").await.people(), ["Bram Visser"]);
        // Under the new name in every list, with the history of the old one.
        assert_eq!(gwen.get(&format!("/groups/{}/members", groups[0])).await.people(), ["Bram Visser"]);
        assert!(gwen.get("/roles/reports-reader").await.says("Bram Visser"));
        let changes = gwen.get("/audit?person=b.visser&activity=Update+user").await;
        assert_eq!(changes.events().len(), 2, "{:?}", changes.events());
        let back = Person { user_name: "b.visser@noordzee.example".to_owned(), ..bram };
        assert!(portal.signed_in(&back).await.is_in().await);
    });
}

#[test]
fn whoever_comes_back_has_id_password_groups_and_roles_of_before() {
    run(async |portal| {
        let (bram, groups) = somebody(portal).await;
        let before = all_of(portal, &bram).await;
        portal.delete(&bram).await;
        assert_eq!(all_of(portal, &bram).await, before, "kept aside");
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let members = format!("/groups/{}/members", groups[0]);
        assert!(gwen.get(&members).await.people().is_empty());
        assert!(!gwen.get("/roles/reports-reader").await.says("Bram de Vries"));
        let page = format!("/users/{}", bram.id);
        gwen.get(&page).await;
        assert_eq!(gwen.post(&format!("{page}/restore"), &[]).await.code(), 303);
        assert_eq!(all_of(portal, &bram).await, before);
        assert_eq!(gwen.get(&members).await.people(), ["Bram de Vries"]);
        assert!(gwen.get("/roles/reports-reader").await.says("Bram de Vries"));
        // With the password of before, and what the roles open.
        let mut desk = portal.signed_in(&bram).await;
        assert_eq!(desk.get("/users").await.code(), 200);
        assert!(desk.get("/audit").await.says("Gwen Bakker") || desk.get("/audit").await.says("gwen.bakker"));
        assert_eq!(desk.get(&format!("/groups/{}/edit", groups[2])).await.code(), 200);
    });
}

#[test]
fn no_form_takes_an_id() {
    run(async |portal| {
        let (bram, groups) = somebody(portal).await;
        let gone = portal.deleted("Cor Claes").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let person = format!("/users/{}", bram.id);
        let group = format!("/groups/{}", groups[0]);
        let (back, stay) = (format!("/users/{}", gone.id), format!("{person}/edit"));
        let forms = [
            (
                "/users/new".to_owned(),
                "/users/new".to_owned(),
                vec![("given_name", "Zoë"), ("user_principal_name", "zoe")],
            ),
            (stay.clone(), stay, vec![("job_title", "Planner")]),
            (back.clone(), format!("{back}/restore"), vec![]),
            ("/groups/new".to_owned(), "/groups/new".to_owned(), vec![("name", "Dockers")]),
            (format!("{group}/edit"), group, vec![("description", "Whoever sells")]),
            (person.clone(), format!("{person}/groups"), vec![("group", "Divers")]),
        ];
        let other = "0198c0de-0000-7000-8000-000000000000";
        for (page, path, fields) in &forms {
            let page = if path.ends_with("/groups") { path } else { page };
            let form = gwen.get(page).await.form(path).unwrap();
            let form = fields.iter().fold(form, |form, (name, value)| form.with(name, value));
            for forged in ["id", "object_id", "objectId", "user_id", "group_id", "owner", "created_by", "source"] {
                assert_eq!(gwen.press(path, &form.clone().with(forged, other)).await.code(), 422, "{path} {forged}");
            }
        }
        let known = "SELECT count(*) FROM user_record WHERE id::text LIKE '0198c0de-0000%' OR user_name LIKE 'zoe%' OR job_title = 'Planner'";
        assert_eq!(portal.count(known).await, 0);
        assert_eq!(
            portal.count("SELECT count(*) FROM groups WHERE name = 'Dockers' OR description IS NOT NULL").await,
            0
        );
        assert_eq!(portal.count("SELECT count(*) FROM deleted_user").await, 1);
    });
}

#[test]
fn a_reset_helps_whoever_forgot_is_locked_out_or_never_got_a_password() {
    run(async |portal| {
        let forgot = portal.plain("Anna Vergat").await;
        let locked = portal.plain("Bea Buiten").await;
        let never = portal.make(Sketch::of("Cor Nooit").password(None)).await;
        let waiting = portal.newcomer("Dirk Wacht").await;
        for wrong in 0..10 {
            portal.visitor().sign_in(&locked.user_name, &format!("wrong {wrong}")).await;
        }
        assert_eq!(portal.visitor().sign_in(&locked.user_name, PASSWORD).await.code(), 422, "it is locked");
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for person in [&forgot, &locked, &never, &waiting] {
            let page = format!("/users/{}", person.id);
            let result = helen.fill(&format!("{page}/reset-password"), &[("verified_by", "called-back")]).await;
            assert_eq!(result.code(), 200, "{}: {}", person.user_name, result.text());
            let secret = result.secret();
            assert!(!helen.get(&page).await.says("Locked until"), "{}", person.user_name);
            let mut desk = portal.visitor();
            assert_eq!(
                desk.sign_in(&person.user_name, &secret).await.location(),
                "/change-password",
                "{}",
                person.user_name
            );
            desk.follow().await;
            let page = desk.post("/change-password", &[("new_password", BETTER)]).await;
            assert_eq!(page.location(), "/account", "{}", person.user_name);
        }
        assert!(helen.get("/users?view=locked").await.people().is_empty());
        assert_eq!(
            portal
                .count(
                    "SELECT count(*) FROM audit_event WHERE activity LIKE 'Reset password (by%' AND result = 'success'"
                )
                .await,
            4
        );
    });
}
