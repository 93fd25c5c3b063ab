//! T-40, T-42, A62: the whole policy as one readable file, and every row of it tried through the page.

use std::fmt::Write as _;

use latchkey::domain::id::{RequestId, SessionId, UserId};
use latchkey::domain::permission::{Permission, Trait, covers, may_assign, sufficient};
use latchkey::domain::permit::{Actor, Origin, Who};
use latchkey::domain::role::Role;
use latchkey::domain::target::GroupTarget;

use crate::support::form::Form;
use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const GOLDEN: &str = include_str!("policy.txt");

fn name(target: Trait) -> String {
    match target {
        Trait::Plain => "no role".to_owned(),
        Trait::Holds(role) => role.id().to_owned(),
        Trait::PrivilegedGroup => "privileged group".to_owned(),
        Trait::RestrictedUnit => "restricted unit".to_owned(),
    }
}

fn table(permission: Permission) -> String {
    let mut out = format!("{}\n", permission.id());
    for target in Trait::ALL {
        let _ = write!(out, "{:<42}", name(target));
        for acting in Role::ALL {
            out.push_str(if covers(acting, permission, target) { " ✔" } else { " ✘" });
        }
        out.push('\n');
    }
    out
}

/// Who gives and takes which role.
fn assigning() -> String {
    let mut out = format!("{}\n", Permission::AssignRoles.id());
    for role in Role::ALL {
        let _ = write!(out, "{:<42}", role.id());
        for acting in Role::ALL {
            out.push_str(if may_assign(acting, role) { " ✔" } else { " ✘" });
        }
        out.push('\n');
    }
    out
}

/// What may be done with groups: by each role, and by the roles' holders who answer for the group themselves.
fn groups() -> String {
    let mut out = "groups\n".to_owned();
    let rows = [
        ("make, delete, restore", Permission::CreateGroups, false, false),
        ("make, delete, restore: one's own", Permission::CreateGroups, false, true),
        ("name, members, owners", Permission::EditGroups, false, false),
        ("name, members, owners: one's own", Permission::EditGroups, false, true),
        ("may hold roles: anything", Permission::EditGroups, true, false),
        ("may hold roles: anything: one's own", Permission::EditGroups, true, true),
    ];
    for (name, permission, role_assignable, owned) in rows {
        let _ = write!(out, "{name:<42}");
        for role in Role::ALL {
            let actor = actor(role);
            let id = latchkey::domain::id::GroupId::from_uuid(uuid::Uuid::nil());
            let target = GroupTarget { id, name: String::new(), role_assignable, owned, from_directory: false };
            out.push_str(if actor.check_on_group(permission, &target).is_ok() { " ✔" } else { " ✘" });
        }
        out.push('\n');
    }
    out
}

fn actor(role: Role) -> Actor {
    let nil = uuid::Uuid::nil();
    let (id, session) = (UserId::from_uuid(nil), SessionId::from_uuid(nil));
    let who = Who::Person { id, name: String::new(), roles: [role].into_iter().collect(), session };
    Actor { who, origin: Origin { request: RequestId::from_uuid(nil), address: None, device: None } }
}

#[test]
fn every_role_may_do_to_every_kind_of_person_what_the_golden_file_says() {
    let columns: Vec<_> =
        Role::ALL.iter().enumerate().map(|(at, role)| format!("{:>2} {}", at + 1, role.id())).collect();
    let now = format!(
        "The columns, from left to right, are who acts:\n{}\n\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}",
        columns.join("\n"),
        table(Permission::ResetPassword),
        table(Permission::ResetInDirectory),
        table(Permission::ChangeSensitive),
        table(Permission::EditUsers),
        table(Permission::DeleteUsers),
        table(Permission::RestoreUsers),
        table(Permission::PurgeUsers),
        assigning()
    ) + "\n"
        + &groups();
    let (was, is): (Vec<_>, Vec<_>) = (GOLDEN.lines().collect(), now.lines().collect());
    let differs: Vec<_> = (0..was.len().max(is.len()))
        .map(|at| [&was, &is].map(|lines| lines.get(at).copied().unwrap_or("(nothing)")))
        .filter(|[was, is]| was != is)
        .map(|[was, is]| format!("- {was}\n+ {is}"))
        .collect();
    assert!(differs.is_empty(), "the policy is not what tests/portal/policy.txt says:\n{}", differs.join("\n"));
}

#[test]
fn one_role_must_cover_everything_and_two_weak_ones_never_add_up() {
    let may = |acting: Role, held: &[Role]| {
        let traits: Vec<_> = held.iter().map(|role| Trait::Holds(*role)).collect();
        sufficient(Permission::ResetPassword, &traits).has(acting)
    };
    let (helpdesk, reader) = (Role::HelpdeskAdministrator, Role::DirectoryReader);
    assert!(may(helpdesk, &[reader, Role::GuestInviter]));
    assert!(!may(helpdesk, &[reader, Role::GlobalReader]));
    // Helpdesk covers helpdesk, Authentication covers Authentication; nobody of the two covers both.
    let both = [helpdesk, Role::AuthenticationAdministrator];
    assert!(!may(helpdesk, &both) && !may(Role::AuthenticationAdministrator, &both));
    assert!(may(Role::GlobalAdministrator, &both));
}

/// The row of a table of the golden file for a kind of target, as it stands there.
fn golden(table: &str, target: &str, acting: Role) -> bool {
    let line = GOLDEN.lines().skip_while(|line| *line != table).find(|line| line.starts_with(&format!("{target} ")));
    let cells: Vec<_> = line.unwrap()[42..].split_whitespace().collect();
    cells[Role::ALL.iter().position(|role| *role == acting).unwrap()] == "✔"
}

async fn targets(portal: &Portal) -> Vec<(String, Person)> {
    let mut targets = vec![("no role".to_owned(), portal.plain("Bram de Vries").await)];
    for role in Role::ALL {
        targets.push((role.id().to_owned(), portal.holder(&format!("{} target", role.id()), role).await));
    }
    let (keeper, keepers) = (portal.plain("Kees Sleutel").await, portal.role_group("Keepers").await);
    portal.join(&keepers, &keeper).await;
    targets.push(("privileged group".to_owned(), keeper));
    targets
}

/// How often each person's password was set, to see who was touched.
async fn epoch(portal: &Portal, person: &Person) -> String {
    portal.ask("SELECT credential_epoch::text FROM users WHERE id = $1::text::uuid", &[&person.id]).await
}

#[test]
fn the_page_resets_exactly_whom_the_table_allows_for_every_pair_of_roles() {
    run(async |portal| {
        let plain = portal.plain("Anna Zonder").await;
        let targets = targets(portal).await;
        for acting in Role::ALL {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} actor", acting.id()), acting).await).await;
            // A form that is surely ours, in case the page shows none.
            let any = browser.get(&format!("/users/{}/reset-password", plain.id)).await;
            for (kind, person) in &targets {
                let path = format!("/users/{}/reset-password", person.id);
                let (before, ledger) = (epoch(portal, person).await, portal.ledger().await);
                let page = browser.get(&path).await;
                let allowed = golden("reset-password", kind, acting);
                assert_eq!(page.code(), if allowed { 200 } else { 403 }, "{acting} looks at {kind}");
                let form = page.form(&path).or_else(|| any.form(&format!("/users/{}/reset-password", plain.id)));
                let form = form.unwrap_or_else(|| page.form("/sign-out").unwrap()).with("verified_by", "saw-id");
                let page = browser.press(&path, &form).await;
                let after = epoch(portal, person).await;
                if allowed {
                    assert_eq!(page.code(), 200, "{acting} resets {kind}: {}", page.main());
                    assert_ne!(before, after, "{acting} resets {kind}");
                    assert_eq!(portal.last("Reset password (by admin)").await.result, "success");
                } else {
                    assert_eq!(page.code(), 403, "{acting} resets {kind}");
                    assert_eq!(before, after, "{acting} resets {kind}");
                }
                // Whoever has the form for somebody has his refusal for another written down.
                if allowed || golden("reset-password", "no role", acting) {
                    assert_eq!(portal.ledger().await, ledger + 1, "{acting} resets {kind}");
                    let row = portal.last("Reset password (by admin)").await;
                    assert_eq!(row.reason, if allowed { "" } else { "protected-target" }, "{acting} resets {kind}");
                }
            }
        }
    });
}

#[test]
fn the_strongest_role_of_the_target_decides() {
    run(async |portal| {
        let weak = Sketch::of("Wim Zwak").role(Role::DirectoryReader).role(Role::GuestInviter);
        let strong = Sketch::of("Sia Sterk").role(Role::DirectoryReader).role(Role::GlobalReader);
        let (weak, strong) = (portal.make(weak).await, portal.make(strong).await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(&format!("/users/{}/reset-password", strong.id)).await.code(), 403);
        let path = format!("/users/{}/reset-password", weak.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        let page = helen.press(&format!("/users/{}/reset-password", strong.id), &form).await;
        assert_eq!(page.code(), 403);
        assert_eq!(helen.press(&path, &form).await.code(), 200);
        assert_eq!(epoch(portal, &strong).await, "1");
    });
}

#[test]
fn a_role_given_meanwhile_counts_at_the_press_of_the_button() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        portal
            .execute(
                "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())",
                &[&bram.id, &[Role::GlobalReader].into_iter().collect::<latchkey::domain::role::Roles>().bits()],
            )
            .await;
        assert_eq!(helen.press(&path, &form).await.code(), 403);
        assert_eq!(epoch(portal, &bram).await, "1");
    });
}

#[test]
fn the_page_of_the_matrix_shows_what_the_golden_file_says() {
    run(async |portal| {
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await;
        let page = reader.get("/roles/matrix").await;
        assert_eq!(page.code(), 200);
        for (table, permission) in [("reset", Permission::ResetPassword), ("sensitive", Permission::ChangeSensitive)] {
            let part = |rest: &str| page.texts(&format!("[role=region][aria-labelledby={table}] {rest}"));
            let acting: Vec<_> = part("thead th").iter().skip(1).map(|head| Role::named(head).unwrap()).collect();
            let cells: Vec<_> = part("tbody td").iter().map(|cell| cell == "Yes").collect();
            let expected: Vec<_> = Trait::ALL
                .into_iter()
                .flat_map(|target| acting.iter().map(move |acting| covers(*acting, permission, target)))
                .collect();
            assert_eq!(cells, expected, "{table}");
            // Roles that stand in no column may do nothing to anybody.
            for role in Role::ALL.into_iter().filter(|role| !acting.contains(role)) {
                assert!(Trait::ALL.into_iter().all(|target| !covers(role, permission, target)), "{role}");
            }
        }
    });
}

/// Presses a form for somebody, whoever it was made for; says the status.
async fn pressed(browser: &Visitor, path: &str, form: Option<Form>, typed: &str) -> u16 {
    let form = form.unwrap_or_default();
    let form = if path.ends_with("/restore") { form } else { form.with("confirm", typed) };
    browser.press(path, &form).await.code()
}

#[test]
fn the_page_deletes_restores_and_removes_exactly_whom_the_table_allows_for_every_pair_of_roles() {
    run(async |portal| {
        let (plain, gone) = (portal.plain("Anna Zonder").await, portal.deleted("Dora Weg").await);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let targets = targets(portal).await;
        let is_there = async |person: &Person| {
            portal.ask("SELECT count(*)::text FROM users WHERE id = $1::text::uuid", &[&person.id]).await == "1"
        };
        for acting in Role::ALL {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} actor", acting.id()), acting).await).await;
            // Forms that are surely ours, in case the pages show none.
            let [delete, purge] =
                [(&plain, "delete"), (&gone, "purge")].map(|(whom, what)| format!("/users/{}/{what}", whom.id));
            let (delete, purge) = (browser.get(&delete).await.form(&delete), browser.get(&purge).await.form(&purge));
            let restore = browser.get("/users/deleted").await.form(&format!("/users/{}/restore", gone.id));
            for (kind, person) in &targets {
                let path = |what: &str| format!("/users/{}/{what}", person.id);
                let allowed = golden("change-sensitive", kind, acting);
                for table in ["delete-users", "restore-users", "purge-users"] {
                    assert_eq!(golden(table, kind, acting), allowed, "{table}: {acting} and {kind}");
                }
                let expected = if allowed { 303 } else { 403 };
                // In turn with forms that are used up by the first success: each person has one of his own where he is in reach.
                let own = browser.get(&path("delete")).await;
                assert_eq!(own.code(), if allowed { 200 } else { 403 }, "{acting} looks at {kind}");
                let form = own.form(&path("delete")).or_else(|| delete.clone());
                assert_eq!(
                    pressed(&browser, &path("delete"), form, &person.user_name).await,
                    expected,
                    "{acting} deletes {kind}"
                );
                assert_eq!(is_there(person).await, !allowed, "{acting} deletes {kind}");
                if !allowed {
                    let page = gwen.fill(&path("delete"), &[("confirm", &person.user_name)]).await;
                    assert_eq!(page.code(), 303, "{}", page.text());
                }
                let own = browser.get(&path("purge")).await;
                assert_eq!(own.code(), if allowed { 200 } else { 403 }, "{acting} would remove {kind}");
                if !allowed {
                    let status = pressed(&browser, &path("purge"), purge.clone(), &person.user_name).await;
                    assert_eq!(status, 403, "{acting} removes {kind}");
                }
                let form = browser.get(&path("restore").replace("/restore", "")).await.form(&path("restore"));
                assert_eq!(form.is_some(), allowed, "{acting} and the button for {kind}");
                let form = form.or_else(|| restore.clone());
                assert_eq!(pressed(&browser, &path("restore"), form, "").await, expected, "{acting} restores {kind}");
                assert_eq!(is_there(person).await, allowed, "{acting} restores {kind}");
                if !allowed {
                    gwen.get(&path("restore").replace("/restore", "")).await;
                    assert_eq!(gwen.post(&path("restore"), &[]).await.code(), 303);
                }
            }
        }
    });
}
