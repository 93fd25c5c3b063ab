//! Whoever is made anew over there under an old name, and names that are exchanged: who has which, and who is in which group then.

use std::fmt::Write as _;

use latchkey::domain::role::{Role, Roles};

use super::groups::{GROUPS, bram, group, members, with};
use super::people::RUN;
use super::{STATUS, before, id, load, on, two};
use crate::support::server::Portal;
use crate::support::slapd::{Manner, PEOPLE, Slapd, person};

/// Who is in a group, and not deleted, by id.
async fn inside(portal: &Portal, group: &str) -> String {
    let sql = "SELECT coalesce(string_agg(users.id::text, ' ' ORDER BY users.id), '') FROM users \
               JOIN group_member ON user_id = users.id JOIN groups ON groups.id = group_id WHERE name = $1 AND groups.deleted_at IS NULL";
    portal.ask(sql, &[&group]).await
}

/// Deleted over there, and made anew under the same name.
fn anew(server: &Slapd, uid: &str, surname: &str) {
    let fresh = person(uid, "Bram", surname, "").replacen('\n', "\nchangetype: add\n", 1);
    server.modify(&format!("dn: uid={uid},{PEOPLE}\nchangetype: delete\n\n{fresh}"));
}

#[test]
fn whoever_is_made_anew_is_in_the_groups_there_after_the_same_walk_and_in_none_that_is_kept_here() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let old = id(portal, "bram").await;
        let own = portal.group("Own").await;
        let into = "INSERT INTO group_member (group_id, user_id, sort_name, added_at) \
                    SELECT $1::text::uuid, id, sort_name, now() FROM users WHERE id::text = $2";
        assert_eq!(portal.execute(into, &[&own, &old]).await, 1);
        anew(server, "bram", "Boer");
        load(gwen, attendant, "whole").await;
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old, "{}", gwen.get(STATUS).await.main());
        assert_eq!(inside(portal, "Cranes").await, new);
        assert_eq!(inside(portal, "Own").await, "", "nothing is handed down");
        let moved = "SELECT concat_ws(' ', members_added, members_removed, members_held_back, members_unknown) \
                     FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(moved, &[]).await, "1 0 0 0");
        // The next walk finds everything as it is.
        let told = portal.ledger().await;
        load(gwen, attendant, "whole").await;
        assert_eq!((portal.ask(moved, &[]).await.as_str(), portal.ledger().await), ("0 0 0 0", told + 1));
    });
}

#[test]
fn whoever_holds_a_role_keeps_her_name_and_her_place_in_groups_until_the_role_is_taken_away() {
    with(&group("Cranes", &[&bram()]), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let old = id(portal, "bram").await;
        let bits = [Role::GlobalReader].into_iter().collect::<Roles>().bits();
        let role = "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())";
        portal.execute(role, &[&old, &bits]).await;
        anew(server, "bram", "Boer");
        load(gwen, attendant, "whole").await;
        assert_eq!((id(portal, "bram").await, inside(portal, "Cranes").await), (old.clone(), old.clone()));
        portal.execute("DELETE FROM role_assignment WHERE user_id::text = $1", &[&old]).await;
        load(gwen, attendant, "whole").await;
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old, "{}", gwen.get(STATUS).await.main());
        assert_eq!(inside(portal, "Cranes").await, new);
        let rights = "SELECT role_bits::bigint FROM users WHERE user_name = 'bram@noordzee.example'";
        assert_eq!(portal.count(rights).await, 0, "no right is handed down");
    });
}

#[test]
fn whoever_is_deleted_here_holds_nobody_back_who_leaves_a_group() {
    let (mut people, mut all) = (String::new(), vec![]);
    for number in 0..70 {
        people += &person(&format!("p{number}"), "Pim", &format!("Pier{number}"), "");
    }
    for number in 0..8 {
        all.push(format!("uid=p{number},{PEOPLE}"));
    }
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    with(&(people + &group("Pier", &names)), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        assert_eq!(members(portal, "Pier").await, "p0 p1 p2 p3 p4 p5 p6 p7");
        for number in 0..6 {
            anew(server, &format!("p{number}"), &format!("Boer{number}"));
        }
        // And one of the others leaves.
        let mut left = String::new();
        for name in &names[..7] {
            let _ = writeln!(left, "member: {name}");
        }
        server.modify(&format!("dn: cn=Pier,{GROUPS}\nchangetype: modify\nreplace: member\n{left}"));
        load(gwen, attendant, "whole").await;
        let run = "SELECT concat_ws(' ', added, gone, members_added, members_removed, members_held_back) \
                   FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "6 6 6 1 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!(members(portal, "Pier").await, "p0 p1 p2 p3 p4 p5 p6");
    });
}

/// Below people, one of the same name in each of these units.
fn brams(units: &[&str]) -> String {
    let one = |unit: &&str| {
        let place = format!("ou={unit},{PEOPLE}");
        let fresh =
            person("bram", "Bram", unit, "").replacen(PEOPLE, &place, 1).replacen('\n', "\nchangetype: add\n", 1);
        format!("dn: {place}\nchangetype: add\nobjectClass: organizationalUnit\nou: {unit}\n\n{fresh}")
    };
    units.iter().map(one).collect::<Vec<_>>().concat()
}

#[test]
fn of_some_who_wait_for_one_name_three_who_are_not_told_of_hold_the_one_behind_them_not_back() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let old = id(portal, "bram").await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: delete\n\n{}", brams(&["a", "b", "c", "d"])));
        // They are seen among all, and not found where they are asked for by what never changes.
        server.mutes(&format!("^uid=bram,ou=[abc],{PEOPLE}$"));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 5 1 0 1 3", "{}", gwen.get(STATUS).await.main());
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old);
        let page = gwen.get(&format!("/users/{new}")).await;
        assert!(page.says("Bram d"), "{}", page.main());
    });
}

#[test]
fn three_who_wait_for_one_name_and_no_answer_end_no_walk_and_the_next_one_takes_them() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        server.modify(&brams(&["a", "b", "c"]));
        wire.is(Manner::EndsAnchors);
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 5 0 0 0 3", "{}", gwen.get(STATUS).await.main());
        wire.is(Manner::Whole);
        let old = id(portal, "bram").await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: delete\n"));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 1 0 1 2", "{}", gwen.get(STATUS).await.main());
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old);
    });
}
