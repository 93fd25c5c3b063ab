//! Security groups and managers from the directory: kept there, read here, and never a way to rights (R-007, R-150…R-153).

use std::fmt::Write as _;

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::cli::attendant::Attendant;

use super::{LOAD, PAGE, STATUS, id, load, on};
use crate::support::server::{Portal, run};
use crate::support::slapd::{LdapWire, Manner, PEOPLE, SUFFIX, Slapd, person};
use crate::support::visitor::Visitor;

pub(super) const GROUPS: &str = "ou=groups,dc=noordzee,dc=example";

pub(super) fn group(name: &str, members: &[&str]) -> String {
    let mut ldif = format!("dn: cn={name},{GROUPS}\nobjectClass: groupOfNames\ncn: {name}\n");
    for member in members {
        let _ = writeln!(ldif, "member: {member}");
    }
    ldif + "\n"
}

pub(super) fn bram() -> String {
    format!("uid=bram,{PEOPLE}")
}

fn three() -> String {
    let boss = format!("manager: {}\n", bram());
    let units = format!("dn: {GROUPS}\nobjectClass: organizationalUnit\nou: groups\n\n");
    person("bram", "Bram", "de Vries", &format!("manager: cn=somebody,{SUFFIX}\n"))
        + &person("piet", "Piet", "Kramer", &format!("manager: uid=piet,{PEOPLE}\n"))
        + &person("zoe", "Zoe", "Klaver", &boss)
        + &units
}

/// A portal that has loaded these groups, too.
pub(super) fn with(groups: &str, test: impl AsyncFnOnce(&Portal, &Slapd, &mut Visitor, &Attendant)) {
    let people = three() + groups;
    run(async |portal| {
        let server = Slapd::with(&people);
        let (mut gwen, attendant) = on(portal, server.port).await;
        let page = gwen.fill(PAGE, &[("groups", "yes"), ("group_base", GROUPS)]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        Box::pin(test(portal, &server, &mut gwen, &attendant)).await;
    });
}

pub(super) async fn members(portal: &Portal, group: &str) -> String {
    let sql = "SELECT coalesce(string_agg(split_part(user_name, '@', 1), ' ' ORDER BY user_name), '') FROM users \
               JOIN group_member ON user_id = users.id JOIN groups ON groups.id = group_id WHERE name = $1 AND groups.deleted_at IS NULL";
    portal.ask(sql, &[&group]).await
}

pub(super) async fn group_id(portal: &Portal, name: &str) -> String {
    portal.ask("SELECT coalesce((SELECT id::text FROM groups WHERE name = $1), '')", &[&name]).await
}

/// From now on something changes there.
pub(super) async fn mark(portal: &Portal) {
    // Moments are told in seconds there: what was done in this one is not to be met again.
    let second = async || portal.count("SELECT floor(extract(epoch FROM clock_timestamp()))::bigint").await;
    let before = second().await;
    while second().await == before {
        tokio::task::yield_now().await;
    }
    // Clocks may differ by five minutes: changes of before the walk by so much are read again.
    portal.execute("UPDATE directory_run SET started_at = now() + interval '5 minutes'", &[]).await;
}

/// Changes are looked for, because the time has come.
pub(super) async fn follow(portal: &Portal, attendant: &Attendant) {
    portal.advance(SignedDuration::from_mins(11));
    assert!(Box::pin(attendant.walk()).await.unwrap());
    let walk = portal.ask("SELECT walk || ' ' || stage FROM directory_run ORDER BY id DESC LIMIT 1", &[]).await;
    assert_eq!(walk, "changes done");
}

#[test]
fn groups_are_counted_first_then_loaded_with_their_members_and_only_read_here() {
    let zoe_otherwise = "UID=ZOE, ou=People,dc=Noordzee,dc=example";
    let unique =
        format!("dn: cn=Unique,{GROUPS}\nobjectClass: groupOfUniqueNames\ncn: Unique\nuniqueMember: {}\n\n", bram());
    let posix = format!(
        "dn: cn=Posix,{GROUPS}\nobjectClass: posixGroup\ncn: Posix\ngidNumber: 7\nmemberUid: piet\nmemberUid: nobody\n\n"
    );
    let stranger = format!("cn=stranger,{SUFFIX}");
    let crane = format!("cn=Crane drivers,{GROUPS}");
    let groups = group("Crane drivers", &[&bram(), zoe_otherwise, &stranger])
        + &group("Night shift", &[&crane, &format!("uid=piet,{PEOPLE}")])
        + &unique
        + &posix;
    with(&groups, async |portal, _, gwen, attendant| {
        let page = gwen.fill_at(PAGE, "/settings/directory/test", &[]).await;
        assert!(page.says("The first page has 4 security groups"), "{}", page.main());
        load(gwen, attendant, "try").await;
        assert!(gwen.get(STATUS).await.says("Groups: 4 read, 4 new"), "{}", gwen.page().main());
        assert_eq!(portal.count("SELECT count(*) FROM groups").await, 0, "a try changes nothing");
        load(gwen, attendant, "whole").await;
        let page = gwen.get(STATUS).await;
        assert!(
            page.says("4 read, 4 new, 0 changed, 0 gone, 0 passed over; 6 came in, 0 left, 2 members are not known"),
            "{}",
            page.main()
        );
        assert_eq!(members(portal, "Crane drivers").await, "bram zoe");
        assert_eq!((members(portal, "Unique").await, members(portal, "Posix").await), ("bram".into(), "piet".into()));
        assert_eq!(members(portal, "Night shift").await, "piet");
        let night = group_id(portal, "Night shift").await;
        let page = gwen.get(&format!("/groups/{night}/members?effective=yes")).await;
        assert!(page.says("Bram de Vries") && page.says("Zoe Klaver") && page.says("Crane drivers"), "{}", page.main());
        // Where it comes from is shown, and why nothing is changed here.
        let page = gwen.get(&format!("/groups/{night}")).await;
        assert!(
            page.says("From the directory") && page.says("kept in your organisation’s directory"),
            "{}",
            page.main()
        );
        assert!(!page.says("Add members"), "{}", page.main());
        let page = gwen.get(&format!("/groups/{night}/edit")).await;
        assert!(page.code() == 409 && page.says("kept in your organisation’s directory"), "{}", page.main());
        // Nor by a form of another group.
        let own = portal.group("Own").await;
        let zoe = id(portal, "zoe").await;
        let form = gwen
            .get(&format!("/groups/{own}/members/add?q=zoe"))
            .await
            .form(&format!("/groups/{own}/members"))
            .unwrap();
        let page = gwen.submit(&format!("/groups/{night}/members"), &form.with("person_1", &zoe)).await;
        assert_eq!(page.code(), 409, "{}", page.main());
        let row = portal.last("Update group").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "directory-group"));
        assert_eq!(members(portal, "Night shift").await, "piet");
        // Rights come from no such group, whoever writes.
        let made = portal.sql.execute("UPDATE groups SET role_assignable = true WHERE name = 'Night shift'", &[]).await;
        assert!(made.is_err());
        let row = portal.last("Update groups from directory").await;
        assert!(
            row.result == "success" && row.actor_kind == "program" && row.targets.contains("Night shift"),
            "{row:?}"
        );
        assert!(gwen.get("/groups").await.says("From the directory"), "{}", gwen.page().main());
        // The next walk finds everything as it is.
        let told = portal.ledger().await;
        load(gwen, attendant, "whole").await;
        assert!(gwen.get(STATUS).await.says("0 came in, 0 left"), "{}", gwen.page().main());
        assert_eq!(portal.ledger().await, told + 1, "the order alone");
    });
}

#[test]
fn who_comes_and_goes_there_does_so_here_and_a_new_name_is_the_same_group() {
    let groups = group("Crane drivers", &[&bram()]) + &group("Night shift", &[&bram()]);
    with(&groups, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let crane = group_id(portal, "Crane drivers").await;
        mark(portal).await;
        server.modify(&format!(
            "dn: cn=Crane drivers,{GROUPS}\nchangetype: modify\nadd: member\nmember: uid=zoe,{PEOPLE}\nmember: uid=piet,{PEOPLE}\n-\n\
             delete: member\nmember: {}\n-\nadd: description\ndescription: Whoever lifts\n\n\
             dn: cn=Crane drivers,{GROUPS}\nchangetype: modrdn\nnewrdn: cn=Lifters\ndeleteoldrdn: 1\n",
            bram()
        ));
        follow(portal, attendant).await;
        assert_eq!(group_id(portal, "Lifters").await, crane);
        assert_eq!(
            (members(portal, "Lifters").await, members(portal, "Night shift").await),
            ("piet zoe".into(), "bram".into())
        );
        let row = portal.last("Update group members from directory").await;
        assert!(row.targets.contains("Lifters"), "{row:?}");
        // Whoever has another name there, of which nobody has heard yet, stays in.
        portal.execute("UPDATE directory_person SET name_key = NULL", &[]).await;
        mark(portal).await;
        server
            .modify(&format!("dn: cn=Lifters,{GROUPS}\nchangetype: modify\nreplace: description\ndescription: All\n"));
        follow(portal, attendant).await;
        assert_eq!(members(portal, "Lifters").await, "piet zoe");
        assert_eq!(
            portal.ask("SELECT read || ' ' || groups_updated FROM directory_run ORDER BY id DESC LIMIT 1", &[]).await,
            "0 1"
        );
    });
}

#[test]
fn groups_in_a_circle_do_no_harm_and_a_name_that_is_taken_is_passed_over() {
    let [a, b] = ["A", "B"].map(|name| format!("cn={name},{GROUPS}"));
    let groups = group("A", &[&b, &bram()]) + &group("B", &[&a]) + &group("Mine", &[&bram()]);
    with(&groups, async |portal, _, gwen, attendant| {
        let own = "INSERT INTO groups (id, name, name_key, role_assignable, created_at) VALUES (gen_random_uuid(), 'Mine', 'mine', false, now())";
        portal.execute(own, &[]).await;
        load(gwen, attendant, "whole").await;
        let page = gwen.get(STATUS).await;
        assert!(
            page.says("3 read, 2 new, 0 changed, 0 gone, 1 passed over; 2 came in, 0 left, 1 members"),
            "{}",
            page.main()
        );
        assert_eq!(portal.count("SELECT count(*) FROM group_nesting").await, 1);
        assert_eq!((members(portal, "A").await, members(portal, "Mine").await), ("bram".into(), String::new()));
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count("SELECT count(*) FROM group_nesting").await, 1);
    });
}

#[test]
fn groups_that_are_gone_go_but_never_too_many_at_once() {
    let mut groups = String::new();
    for number in 0..20 {
        groups += &group(&format!("G{number}"), &[&bram()]);
    }
    with(&groups, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let living = "SELECT count(*) FROM groups WHERE deleted_at IS NULL";
        let take = |numbers: std::ops::Range<usize>| {
            for number in numbers {
                server.modify(&format!("dn: cn=G{number},{GROUPS}\nchangetype: delete\n"));
            }
        };
        take(0..2);
        load(gwen, attendant, "try").await;
        assert!(gwen.get(STATUS).await.says("18 read, 0 new, 0 changed, 2 gone"), "{}", gwen.page().main());
        assert_eq!(portal.count(living).await, 20);
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(living).await, 18);
        assert!(gwen.get("/groups/deleted").await.says("G1"), "{}", gwen.page().main());
        take(2..12);
        for walk in ["try", "whole"] {
            load(gwen, attendant, walk).await;
            assert_eq!(portal.count(living).await, 18, "a directory that loses half of its groups deletes none");
            let page = gwen.get(STATUS).await;
            assert!(page.says("10 groups are gone in the directory"), "{walk}: {}", page.main());
        }
        // Switched off, nothing is looked for.
        let form = gwen.get(PAGE).await.form(PAGE).unwrap().without("groups");
        assert_eq!(gwen.submit(PAGE, &form).await.code(), 303);
        take(12..20);
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(living).await, 18);
    });
}

#[test]
fn managers_are_references_to_people_and_nobody_outside_is_one() {
    with("", async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let managers = "SELECT coalesce(string_agg(split_part(u.user_name, '@', 1) || '>' || split_part(m.user_name, '@', 1), ' ' ORDER BY 1), '') \
                        FROM users u JOIN users m ON m.id = u.manager_id";
        assert_eq!(portal.ask(managers, &[]).await, "zoe>bram", "not her own, and nobody from elsewhere");
        let zoe = format!("/users/{}", id(portal, "zoe").await);
        assert!(gwen.get(&zoe).await.says("Bram de Vries"), "{}", gwen.page().main());
        let row = portal.last("Update people from directory").await;
        assert!(row.targets.contains("zoe@"), "{row:?}");
        mark(portal).await;
        // Another name of the manager there; and somebody who has another manager, both ways round.
        server.modify(&format!(
            "dn: {}\nchangetype: modrdn\nnewrdn: uid=bram.boer\ndeleteoldrdn: 1\n\n\
             dn: uid=zoe,{PEOPLE}\nchangetype: modify\nreplace: manager\nmanager: uid=bram.boer,{PEOPLE}\n\n\
             dn: uid=bram.boer,{PEOPLE}\nchangetype: modify\nreplace: manager\nmanager: uid=zoe,{PEOPLE}\n",
            bram()
        ));
        follow(portal, attendant).await;
        assert_eq!(portal.ask(managers, &[]).await, "bram.boer>zoe zoe>bram.boer");
        mark(portal).await;
        server.modify(&format!("dn: uid=zoe,{PEOPLE}\nchangetype: modify\ndelete: manager\n"));
        follow(portal, attendant).await;
        assert_eq!(portal.ask(managers, &[]).await, "bram.boer>zoe");
        let told = portal.ledger().await;
        mark(portal).await;
        follow(portal, attendant).await;
        assert_eq!(portal.ledger().await, told, "there is nothing to tell");
    });
}

#[test]
fn a_manager_with_a_new_name_keeps_those_who_name_the_old_one_until_all_are_read() {
    with("", async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let managers = "SELECT coalesce(string_agg(split_part(u.user_name, '@', 1) || '>' || split_part(m.user_name, '@', 1), ' ' ORDER BY 1), '') \
                        FROM users u JOIN users m ON m.id = u.manager_id";
        assert_eq!(portal.ask(managers, &[]).await, "zoe>bram");
        mark(portal).await;
        server.modify(&format!("dn: {}\nchangetype: modrdn\nnewrdn: uid=bram.boer\ndeleteoldrdn: 1\n", bram()));
        follow(portal, attendant).await;
        assert_eq!(portal.ask("SELECT read::text FROM directory_run ORDER BY id DESC LIMIT 1", &[]).await, "1");
        assert_eq!(portal.ask(managers, &[]).await, "zoe>bram.boer");
        let gwen = &mut portal.signed_in(&portal.global("Gerda Mulder").await).await;
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(managers, &[]).await, "", "zoe was read, and names nobody");
    });
}

#[test]
fn groups_that_are_switched_on_later_are_all_read_by_the_next_walk() {
    let people = three() + &group("Night shift", &[&bram()]);
    run(async |portal| {
        let server = Slapd::with(&people);
        let (_, attendant) = on(portal, server.port).await;
        // Since when nothing has changed over there.
        follow(portal, &attendant).await;
        let mut gerda = portal.signed_in(&portal.global("Gerda Groot").await).await;
        let page = gerda.fill(PAGE, &[("groups", "yes"), ("group_base", GROUPS)]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        follow(portal, &attendant).await;
        assert_eq!(members(portal, "Night shift").await, "bram");
    });
}

#[test]
fn groups_that_are_switched_off_while_they_are_asked_for_are_not_written() {
    let people = three() + &group("Night shift", &[&bram()]);
    run(async |portal| {
        let server = Slapd::with(&people);
        let wire = LdapWire::before(&server);
        let (mut gwen, attendant) = on(portal, wire.port).await;
        let page = gwen.fill(PAGE, &[("groups", "yes"), ("group_base", GROUPS)]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        let page = gwen.fill_at(STATUS, LOAD, &[("walk", "whole")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        let off = gwen.get(PAGE).await.form(PAGE).unwrap().without("groups");
        wire.is(Manner::HoldsPages);
        let meanwhile = async {
            wire.holds().await;
            // People pass.
            wire.is(Manner::HoldsPages);
            wire.holds().await;
            assert_eq!(gwen.submit(PAGE, &off).await.code(), 303);
            wire.is(Manner::Whole);
        };
        let (walked, ()) = join(Box::pin(attendant.walk()), meanwhile).await;
        assert!(walked.unwrap());
        let run =
            "SELECT concat_ws(' ', stage, trouble, read, groups_read) FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "done moved 3 0");
        assert_eq!(portal.count("SELECT count(*) FROM groups").await, 0);
    });
}

#[test]
fn a_name_that_was_given_to_somebody_else_is_that_ones_in_groups_and_for_managers() {
    let desk = |uid: &str| {
        let boss = format!("dn: cn=desk,{PEOPLE}\nobjectClass: inetOrgPerson\ncn: desk\nsn: Desk\n");
        format!("{boss}uid: {uid}\ndisplayName: {uid}\n\n")
    };
    let nina = person("nina", "Nina", "Smit", &format!("manager: cn=desk,{PEOPLE}\n"));
    let first = group("Desk", &[&format!("cn=desk,{PEOPLE}")]) + &desk("xander") + &nina;
    with(&first, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Desk").await, "xander");
        // Whoever administers something here is not deleted by a walk.
        let role = "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())";
        let bits = [latchkey::domain::role::Role::GlobalReader].into_iter().collect::<latchkey::domain::role::Roles>();
        portal.execute(role, &[&id(portal, "xander").await, &bits.bits()]).await;
        server.modify(&format!("dn: cn=desk,{PEOPLE}\nchangetype: delete\n"));
        server.modify(&desk("yara").replacen('\n', "\nchangetype: add\n", 1));
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Desk").await, "yara");
        let boss =
            "SELECT boss.user_name FROM users JOIN users boss ON boss.id = users.manager_id WHERE users.user_name = $1";
        assert_eq!(portal.ask(boss, &[&"nina@noordzee.example"]).await, "yara@noordzee.example");
    });
}

#[test]
fn a_group_that_our_account_may_not_read_is_there_all_the_same() {
    with(&(group("Cranes", &[&bram()]) + &group("Ropes", &[&bram()])), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!((members(portal, "Cranes").await, members(portal, "Ropes").await), ("bram".into(), "bram".into()));
        server.veils_entry(&format!("cn=Cranes,{GROUPS}"), "cn,entryUUID,member");
        server.modify(&format!("dn: cn=Ropes,{GROUPS}\nchangetype: delete\n"));
        let run = "SELECT concat_ws(' ', groups_read, groups_gone, groups_passed_over, groups_held_back) FROM directory_run \
                   ORDER BY id DESC LIMIT 1";
        let both = async || (members(portal, "Cranes").await, members(portal, "Ropes").await);
        // Of which not even that can be seen which never changes, each that is missing may be the one.
        for walk in ["try", "whole"] {
            load(gwen, attendant, walk).await;
            assert_eq!(both().await, ("bram".into(), "bram".into()), "{walk}: {}", gwen.get(STATUS).await.main());
            assert_eq!(portal.ask(run, &[]).await, "1 0 1 2", "{walk}");
            assert!(
                gwen.get(STATUS).await.says("2 groups are gone in the directory"),
                "{walk}: {}",
                gwen.page().main()
            );
        }
        // Nor where it can not even be looked for by that.
        server.shuts_entry(&format!("cn=Cranes,{GROUPS}"), "entryUUID");
        load(gwen, attendant, "whole").await;
        assert_eq!(both().await, ("bram".into(), "bram".into()), "{}", gwen.get(STATUS).await.main());
        server.veils_entry(&format!("cn=Nobody,{GROUPS}"), "cn");
        load(gwen, attendant, "whole").await;
        assert_eq!(both().await, ("bram".into(), String::new()), "{}", gwen.get(STATUS).await.main());
        assert_eq!(portal.ask(run, &[]).await, "1 1 0 0");
    });
}
