//! Whoever is made anew over there under an old name, and names that are exchanged: who has which, and who is in which group then.

use std::fmt::Write as _;

use latchkey::domain::role::{Role, Roles};

use super::groups::{GROUPS, bram, group, group_id, members, with};
use super::people::{RUN, four, renamed};
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

/// Everybody of these has the name of the next one, and the last one that of the first.
fn exchange(server: &Slapd, uids: &[&str]) {
    let (first, last) = (uids[0], uids[uids.len() - 1]);
    server.modify(&renamed(last, "between"));
    for pair in uids.windows(2).rev() {
        server.modify(&renamed(pair[0], pair[1]));
    }
    server.modify(&renamed("between", first));
}

#[test]
fn people_who_exchange_names_have_each_others_after_one_walk_and_stay_who_they_are() {
    before(&four(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let [ada, ben, cas, dirk] =
            [id(portal, "ada").await, id(portal, "ben").await, id(portal, "cas").await, id(portal, "dirk").await];
        let mut session = portal.signed_in_there("ada").await;
        exchange(server, &["ada", "ben"]);
        load(&mut gwen, &attendant, "try").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 0 0 2", "a try gives nobody's name away");
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 2 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((id(portal, "ben").await, id(portal, "ada").await), (ada.clone(), ben.clone()));
        let row = portal.last("Update people from directory").await;
        let mut told: Vec<&str> = row.targets.split(',').collect();
        told.sort_unstable();
        assert_eq!(told, ["ada@noordzee.example", "ben@noordzee.example"]);
        assert!(row.details.contains(r#""updated":"2""#), "{}", row.details);
        // Her session is hers, and her new name signs in.
        assert_eq!(session.get("/account").await.code(), 200);
        assert_eq!(portal.signed_in_there("ben").await.get("/account").await.code(), 200);
        let names = "SELECT count(*) FROM login_name JOIN directory_person USING (user_id) WHERE kind = 'user-name'";
        assert_eq!(portal.count(names).await, 4, "each has one name");
        // Three at once: Ben's is Ada's by now.
        exchange(server, &["ben", "cas", "dirk"]);
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 3 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((id(portal, "cas").await, id(portal, "dirk").await, id(portal, "ben").await), (ada, cas, dirk));
        let ledger = portal.ledger().await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 0 0 0");
        assert_eq!(portal.ledger().await, ledger + 1, "that it was asked for, and nothing else");
    });
}

#[test]
fn people_whose_addresses_are_their_names_exchange_both() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let (bram, zoe) = (id(portal, "bram").await, id(portal, "zoe").await);
        exchange(server, &["bram", "zoe"]);
        for uid in ["bram", "zoe"] {
            let name = format!("dn: uid={uid},{PEOPLE}\nchangetype: modify\n");
            server.modify(&format!("{name}replace: mail\nmail: {uid}@noordzee.example\n"));
        }
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 2 0 2 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((id(portal, "zoe").await, id(portal, "bram").await), (bram, zoe));
        let mails =
            "SELECT string_agg(mail, ' ' ORDER BY mail) FROM users WHERE source = 'directory' AND mail = user_name";
        assert_eq!(portal.ask(mails, &[]).await, "bram@noordzee.example zoe@noordzee.example");
    });
}

#[test]
fn people_who_exchange_names_and_addresses_have_both_after_one_walk() {
    before(&four(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let (ada, ben) = (id(portal, "ada").await, id(portal, "ben").await);
        exchange(server, &["ada", "ben"]);
        for uid in ["ada", "ben"] {
            let name = format!("dn: uid={uid},{PEOPLE}\nchangetype: modify\n");
            server.modify(&format!("{name}replace: mail\nmail: {uid}.post@noordzee.example\n"));
        }
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 2 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((id(portal, "ben").await, id(portal, "ada").await), (ada, ben));
        let mails = "SELECT string_agg(mail, ' ' ORDER BY user_name) FROM users WHERE user_name ~ '^(ada|ben)@'";
        assert_eq!(portal.ask(mails, &[]).await, "ada.post@noordzee.example ben.post@noordzee.example");
        let ledger = portal.ledger().await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!((portal.ask(RUN, &[]).await.as_str(), portal.ledger().await), ("done 4 0 0 0 0", ledger + 1));
    });
}

#[test]
fn groups_that_exchange_names_have_each_others_after_one_walk_with_their_own_members() {
    let zoe = format!("uid=zoe,{PEOPLE}");
    with(&(group("Cranes", &[&bram()]) + &group("Ropes", &[&zoe])), async |portal, server, gwen, attendant| {
        load(gwen, attendant, "whole").await;
        let (cranes, ropes) = (group_id(portal, "Cranes").await, group_id(portal, "Ropes").await);
        for (from, to) in [("Cranes", "Between"), ("Ropes", "Cranes"), ("Between", "Ropes")] {
            server.modify(&format!("dn: cn={from},{GROUPS}\nchangetype: modrdn\nnewrdn: cn={to}\ndeleteoldrdn: 1\n"));
        }
        load(gwen, attendant, "whole").await;
        let run = "SELECT concat_ws(' ', stage, groups_read, groups_updated, groups_passed_over, members_added, members_removed) \
                   FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "done 2 2 0 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((group_id(portal, "Ropes").await, group_id(portal, "Cranes").await), (cranes, ropes));
        assert_eq!((members(portal, "Ropes").await, members(portal, "Cranes").await), ("bram".into(), "zoe".into()));
        let row = portal.last("Update groups from directory").await;
        assert!(row.targets.contains("Cranes") && row.targets.contains("Ropes"), "{row:?}");
        let odd = "SELECT count(*) FROM groups WHERE name_key NOT IN ('cranes', 'ropes')";
        assert_eq!(portal.count(odd).await, 0, "no name is left aside");
    });
}
