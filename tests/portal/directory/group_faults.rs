//! Groups of which the directory tells little, or nothing: nobody leaves one for that.

use std::fmt::Write as _;

use jiff::SignedDuration;

use super::groups::{GROUPS, bram, follow, group, group_id, mark, members, with};
use super::{PAGE, STATUS, load};
use crate::support::people::Sketch;
use crate::support::server::Portal;
use crate::support::slapd::{PEOPLE, SUFFIX, person};

const NESTED: &str = "SELECT count(*) FROM group_nesting";

async fn last(portal: &Portal, columns: &str) -> String {
    portal.ask(&format!("SELECT concat_ws(' ', {columns}) FROM directory_run ORDER BY id DESC LIMIT 1"), &[]).await
}

#[test]
fn a_group_that_is_not_told_keeps_its_members_and_the_others_are_followed() {
    let groups = group("Crane drivers", &[&bram(), &format!("uid=zoe,{PEOPLE}")]) + &group("Night shift", &[&bram()]);
    with(&groups, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        server.hides(&format!("cn=Crane drivers,{GROUPS}"));
        server.modify(&format!(
            "dn: cn=Night shift,{GROUPS}\nchangetype: modify\nadd: member\nmember: uid=piet,{PEOPLE}\n"
        ));
        load(gwen, attendant, "whole").await;
        assert_eq!(last(portal, "stage, groups_passed_over, groups_gone, members_removed").await, "done 1 0 0");
        assert_eq!(
            (members(portal, "Crane drivers").await, members(portal, "Night shift").await),
            ("bram zoe".into(), "bram piet".into())
        );
    });
}

/// Eight people, and how they are named there: more than leave a group at once without a question.
fn eight() -> (String, Vec<String>) {
    let person = |number| person(&format!("p{number}"), "Pim", &format!("Pier{number}"), "");
    ((0..8).map(person).collect(), (0..8).map(|number| format!("uid=p{number},{PEOPLE}")).collect())
}

#[test]
fn a_list_that_lost_too_many_at_once_empties_no_group() {
    let (people, all) = eight();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    with(&(people + &group("Pier", &names)), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let everybody = "p0 p1 p2 p3 p4 p5 p6 p7";
        assert_eq!(members(portal, "Pier").await, everybody);
        let now = |members: &[&str]| {
            let members = members.iter().fold(String::new(), |mut all, member| {
                let _ = writeln!(all, "member: {member}");
                all
            });
            server.modify(&format!("dn: cn=Pier,{GROUPS}\nchangetype: modify\nreplace: member\n{members}"));
        };
        now(&[&bram()]);
        load(gwen, attendant, "try").await;
        assert_eq!(last(portal, "members_held_back, members_removed").await, "8 0");
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Pier").await, format!("bram {everybody}"), "whoever comes comes");
        assert!(gwen.get(STATUS).await.says("8 members have left their groups"), "{}", gwen.page().main());
        now(&names[..4]);
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Pier").await, "p0 p1 p2 p3", "a handful goes");
        assert!(!gwen.get(STATUS).await.says("1 members have left"), "{}", gwen.page().main());
    });
}

#[test]
fn a_wrong_base_of_groups_leaves_the_people_loaded_and_nothing_is_asked_without_end() {
    with(&group("Crane drivers", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let base = async |gwen: &mut crate::support::visitor::Visitor, base: &str| {
            let page = gwen.fill(PAGE, &[("group_base", base)]).await;
            assert_eq!(page.code(), 303, "{}", page.main());
        };
        base(gwen, &format!("ou=nowhere,{SUFFIX}")).await;
        server.modify(&format!("dn: uid=piet,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Skipper\n"));
        load(gwen, attendant, "whole").await;
        assert_eq!(last(portal, "stage, trouble, updated").await, "done base 1");
        let page = gwen.get(STATUS).await;
        assert!(page.says("The groups were not read") && page.says("3 read"), "{}", page.main());
        assert_eq!(members(portal, "Crane drivers").await, "bram");
        // What changes meanwhile is read as soon as they can be.
        server.modify(&format!(
            "dn: cn=Crane drivers,{GROUPS}\nchangetype: modify\nadd: member\nmember: uid=zoe,{PEOPLE}\n"
        ));
        base(gwen, GROUPS).await;
        portal
            .execute("UPDATE directory_run SET started_at = started_at + interval '1 hour' WHERE trouble = 'base'", &[])
            .await;
        portal.advance(SignedDuration::from_mins(66));
        assert!(Box::pin(attendant.walk()).await.unwrap());
        assert_eq!(last(portal, "walk, stage, trouble").await, "changes done");
        assert_eq!(members(portal, "Crane drivers").await, "bram zoe");
        // A directory that is away is not asked again at once.
        server.stop();
        portal.advance(SignedDuration::from_mins(6));
        assert!(Box::pin(attendant.walk()).await.unwrap());
        assert_eq!(last(portal, "walk, stage").await, "changes failed");
        assert!(!Box::pin(attendant.walk()).await.unwrap());
        portal.advance(SignedDuration::from_mins(6));
        assert!(Box::pin(attendant.walk()).await.unwrap());
        // And a whole walk that came to nothing not before an hour is over.
        portal.advance(SignedDuration::from_hours(24));
        for walk in ["whole failed", "changes failed"] {
            assert!(Box::pin(attendant.walk()).await.unwrap());
            assert_eq!(last(portal, "walk, stage").await, walk);
            portal.advance(SignedDuration::from_mins(6));
        }
        portal.advance(SignedDuration::from_mins(50));
        assert!(Box::pin(attendant.walk()).await.unwrap());
        assert_eq!(last(portal, "walk, stage").await, "whole failed");
        server.start();
    });
}

#[test]
fn a_group_in_a_group_stays_while_a_name_is_unknown_and_while_it_is_deleted_here() {
    let inner = format!("cn=Inner,{GROUPS}");
    let groups = group("Outer", &[&inner, &bram()]) + &group("Inner", &[&bram()]);
    with(&groups, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(NESTED).await, 1);
        let deleted =
            "UPDATE groups SET deleted_at = now(), purge_at = now() + interval '30 days' WHERE name = 'Inner'";
        portal.execute(deleted, &[]).await;
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(NESTED).await, 1, "it may be restored");
        portal.execute("UPDATE groups SET deleted_at = NULL, purge_at = NULL", &[]).await;
        mark(portal).await;
        server.modify(&format!(
            "dn: cn=Outer,{GROUPS}\nchangetype: modify\ndelete: member\nmember: {inner}\n-\nadd: member\nmember: cn=stranger,{SUFFIX}\n"
        ));
        follow(portal, attendant).await;
        assert_eq!(portal.count(NESTED).await, 1, "the stranger may be it");
        let gwen = &mut portal.signed_in(&portal.global("Gerda Mulder").await).await;
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(NESTED).await, 0);
        assert_eq!(members(portal, "Outer").await, "bram");
    });
}

#[test]
fn more_groups_in_a_group_than_can_be_are_put_in_as_far_as_they_go() {
    let (mut groups, mut all) = (String::new(), vec![]);
    for number in 0..205 {
        groups += &group(&format!("G{number}"), &[&bram()]);
        all.push(format!("cn=G{number},{GROUPS}"));
    }
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    with(&(groups + &group("Outer", &names)), async |portal, _, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.count(NESTED).await, 200);
        assert_eq!(last(portal, "stage, members_added, members_unknown").await, "done 405 5");
        let rows = "SELECT count(*) FROM audit_event WHERE activity = 'Update group members from directory'";
        assert_eq!(portal.count(rows).await, 205 + 4, "fifty at a time");
    });
}

#[test]
fn who_answers_for_a_group_of_the_directory_does_not_change_it_here() {
    with(&group("Crane drivers", &[&bram()]), async |portal, _, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let crane = group_id(portal, "Crane drivers").await;
        let olga = portal.make(Sketch::of("Olga Baas")).await;
        portal.entrust(&crane, &olga).await;
        let mut olga = portal.signed_in(&olga).await;
        let page = olga.get(&format!("/groups/{crane}/edit")).await;
        assert!(page.code() == 409 && page.says("kept in your organisation’s directory"), "{}", page.main());
    });
}

#[test]
fn somebody_who_may_not_be_read_stays_in_a_group_and_the_others_come_and_go() {
    let zoe = format!("uid=zoe,{PEOPLE}");
    with(&group("Crane drivers", &[&bram(), &zoe]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Crane drivers").await, "bram zoe");
        server.veils("bram", "uid");
        // A name that nobody knows: each who seems to have left is looked for once more.
        server.modify(&format!(
            "dn: cn=Crane drivers,{GROUPS}\nchangetype: modify\nadd: member\nmember: uid=piet,{PEOPLE}\nmember: cn=stranger,{SUFFIX}\n-\n\
             delete: member\nmember: {}\nmember: {zoe}\n",
            bram()
        ));
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Crane drivers").await, "bram piet");
        assert_eq!(last(portal, "stage, groups_passed_over, members_removed").await, "done 0 1");
    });
}

#[test]
fn a_group_that_is_deleted_there_and_made_anew_is_here_after_the_same_walk() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let old = group_id(portal, "Cranes").await;
        let anew = group("Cranes", &[&format!("uid=zoe,{PEOPLE}")]).replacen('\n', "\nchangetype: add\n", 1);
        server.modify(&format!("dn: cn=Cranes,{GROUPS}\nchangetype: delete\n\n{anew}"));
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Cranes").await, "zoe", "{}", gwen.get(STATUS).await.main());
        let counts = "stage, groups_read, groups_added, groups_gone, groups_passed_over";
        assert_eq!(last(portal, counts).await, "done 1 1 1 0");
        let living = portal.ask("SELECT id::text FROM groups WHERE deleted_at IS NULL", &[]).await;
        assert_ne!(living, old, "another group by the same name");
    });
}

#[test]
fn a_group_that_a_walk_has_deleted_is_back_when_it_is_met_again_and_one_that_somebody_here_has_is_not() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let cranes = group_id(portal, "Cranes").await;
        // Out of sight, and under the same name that never changes.
        let away = |from: &str, to: &str| {
            format!("dn: cn=Cranes,{from}\nchangetype: modrdn\nnewrdn: cn=Cranes\ndeleteoldrdn: 0\nnewsuperior: {to}\n")
        };
        let living = "SELECT coalesce((SELECT id::text FROM groups WHERE deleted_at IS NULL), '')";
        server.modify(&away(GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(living, &[]).await, "");
        server.modify(&away(SUFFIX, GROUPS));
        load(gwen, attendant, "try").await;
        assert_eq!(last(portal, "groups_updated, groups_back, groups_passed_over").await, "0 1 0");
        assert_eq!(portal.ask(living, &[]).await, "", "counting changes nothing");
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(living, &[]).await, cranes, "the same group: {}", gwen.get(STATUS).await.main());
        assert_eq!(members(portal, "Cranes").await, "bram");
        let row = portal.last("Update groups from directory").await;
        assert_eq!((row.actor_kind.as_str(), row.targets.as_str()), ("program", "Cranes"));
        let told = row.details.contains(r#""groups_back":"1""#) && row.details.contains(r#""groups_updated":"0""#);
        assert!(told, "{}", row.details);
        assert!(gwen.get(STATUS).await.says("Groups back again: 1."), "{}", gwen.page().main());
        // Deleted by somebody here: that stands, whatever a walk has done before.
        let page = gwen.fill(&format!("/groups/{cranes}/delete"), &[("confirm", "Cranes")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(living, &[]).await, "");
        assert_eq!(last(portal, "groups_updated, groups_passed_over").await, "0 1");
    });
}

/// Out of sight and back, under the same name that never changes.
fn moved(name: &str, from: &str, to: &str) -> String {
    format!("dn: cn={name},{from}\nchangetype: modrdn\nnewrdn: cn={name}\ndeleteoldrdn: 0\nnewsuperior: {to}\n")
}

const LIVING: &str =
    "SELECT coalesce(string_agg(id::text, ' ' ORDER BY name), '') FROM groups WHERE deleted_at IS NULL";

#[test]
fn a_group_that_is_back_while_another_one_of_its_name_goes_is_here_after_the_same_walk() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let old = portal.ask(LIVING, &[]).await;
        server.modify(&moved("Cranes", GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        let another = group("Cranes", &[&format!("uid=zoe,{PEOPLE}")]).replacen('\n', "\nchangetype: add\n", 1);
        server.modify(&another);
        load(gwen, attendant, "whole").await;
        assert_ne!(portal.ask(LIVING, &[]).await, old);
        server.modify(&format!("dn: cn=Cranes,{GROUPS}\nchangetype: delete\n"));
        server.modify(&moved("Cranes", SUFFIX, GROUPS));
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(LIVING, &[]).await, old, "the first one: {}", gwen.get(STATUS).await.main());
        let counts = "stage, groups_read, groups_updated, groups_back, groups_gone, groups_passed_over";
        assert_eq!(last(portal, counts).await, "done 1 0 1 1 0");
        assert_eq!(members(portal, "Cranes").await, "bram");
    });
}

#[test]
fn names_of_groups_that_go_from_one_to_the_next_are_followed_in_one_walk() {
    let groups = ["A", "B", "C"].map(|name| group(name, &[&bram()])).concat();
    with(&groups, async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let before = portal.ask(LIVING, &[]).await;
        server.modify(&format!("dn: cn=C,{GROUPS}\nchangetype: delete\n"));
        for (from, to) in [("B", "C"), ("A", "B")] {
            server.modify(&format!("dn: cn={from},{GROUPS}\nchangetype: modrdn\nnewrdn: cn={to}\ndeleteoldrdn: 1\n"));
        }
        load(gwen, attendant, "whole").await;
        let counts = "stage, groups_read, groups_added, groups_updated, groups_gone, groups_passed_over";
        assert_eq!(last(portal, counts).await, "done 2 0 2 1 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!(Some(portal.ask(LIVING, &[]).await.as_str()), before.rsplit_once(' ').map(|(two, _)| two));
    });
}

#[test]
fn whoever_left_a_group_while_it_was_gone_is_not_held_back_when_it_is_back() {
    let (people, all) = eight();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    with(&(people + &group("Pier", &names)), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        server.modify(&moved("Pier", GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(LIVING, &[]).await, "");
        server.modify(&format!("dn: cn=Pier,{SUFFIX}\nchangetype: modify\nreplace: member\nmember: {}\n", bram()));
        server.modify(&moved("Pier", SUFFIX, GROUPS));
        let counts = "groups_back, members_added, members_removed, members_held_back";
        for walk in ["try", "whole"] {
            load(gwen, attendant, walk).await;
            assert_eq!(last(portal, counts).await, "1 1 8 0", "{walk}: {}", gwen.get(STATUS).await.main());
        }
        assert_eq!(members(portal, "Pier").await, "bram");
    });
}

#[test]
fn members_are_followed_at_once_where_an_administrator_has_brought_the_group_back() {
    let (people, all) = eight();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    with(&(people + &group("Pier", &names)), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let pier = group_id(portal, "Pier").await;
        server.modify(&moved("Pier", GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        server.modify(&format!("dn: cn=Pier,{SUFFIX}\nchangetype: modify\nreplace: member\nmember: {}\n", bram()));
        // Back before it is met again, with the members of before: no walk that is interrupted then loses that they are.
        let restore = format!("/groups/{pier}/restore");
        let form = gwen.get(&format!("/groups/{pier}")).await.form(&restore).unwrap();
        assert_eq!(gwen.submit(&restore, &form).await.code(), 303);
        server.modify(&moved("Pier", SUFFIX, GROUPS));
        load(gwen, attendant, "whole").await;
        assert_eq!(last(portal, "members_added, members_removed, members_held_back").await, "1 8 0");
        assert_eq!(members(portal, "Pier").await, "bram");
        // From then on it is a group like any other.
        let all = format!("member: {}\n", all.join("\nmember: "));
        let members_of = |all: &str| format!("dn: cn=Pier,{GROUPS}\nchangetype: modify\nreplace: member\n{all}");
        server.modify(&members_of(&all));
        load(gwen, attendant, "whole").await;
        server.modify(&members_of(&format!("member: {}\n", bram())));
        load(gwen, attendant, "whole").await;
        assert_eq!(last(portal, "members_added, members_removed, members_held_back").await, "1 0 8");
    });
}

#[test]
fn a_group_that_is_back_under_another_name_does_not_wait_for_the_one_of_before() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let old = portal.ask(LIVING, &[]).await;
        server.modify(&moved("Cranes", GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        server.modify(&group("Cranes", &[&format!("uid=zoe,{PEOPLE}")]).replacen('\n', "\nchangetype: add\n", 1));
        load(gwen, attendant, "whole").await;
        server.modify(&format!(
            "dn: cn=Cranes,{SUFFIX}\nchangetype: modrdn\nnewrdn: cn=Old cranes\ndeleteoldrdn: 1\nnewsuperior: {GROUPS}\n"
        ));
        load(gwen, attendant, "whole").await;
        assert_eq!(group_id(portal, "Old cranes").await, old, "{}", gwen.get(STATUS).await.main());
        assert_ne!(group_id(portal, "Cranes").await, old);
        assert_eq!(last(portal, "groups_read, groups_back, groups_passed_over").await, "2 1 0");
        assert_eq!(
            (members(portal, "Old cranes").await, members(portal, "Cranes").await),
            ("bram".into(), "zoe".into())
        );
    });
}

#[test]
fn a_list_that_reads_as_if_nobody_were_in_it_empties_no_group_that_is_back() {
    let (people, _) = eight();
    let all: Vec<String> = (0..8).map(|number| format!("memberUid: p{number}")).collect();
    let all = all.join("\n");
    let pier = format!("dn: cn=Pier,{GROUPS}\nobjectClass: posixGroup\ncn: Pier\ngidNumber: 7\n{all}\n\n");
    with(&(people + &pier), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let before = members(portal, "Pier").await;
        server.modify(&moved("Pier", GROUPS, SUFFIX));
        load(gwen, attendant, "whole").await;
        assert_eq!(portal.ask(LIVING, &[]).await, "");
        server.modify(&format!("dn: cn=Pier,{SUFFIX}\nchangetype: modify\ndelete: memberUid\n"));
        server.modify(&moved("Pier", SUFFIX, GROUPS));
        for _ in 0..2 {
            load(gwen, attendant, "whole").await;
            assert_eq!(last(portal, "members_removed, members_held_back").await, "0 8");
        }
        assert_eq!(members(portal, "Pier").await, before, "somebody has to look first");
        // As soon as it says who is in it, that holds.
        server.modify(&format!("dn: cn=Pier,{GROUPS}\nchangetype: modify\nadd: memberUid\nmemberUid: bram\n"));
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Pier").await, "bram");
    });
}
