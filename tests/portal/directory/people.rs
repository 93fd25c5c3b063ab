//! People from the directory: loaded, followed, deleted when they are gone, and read here.

use std::fmt::Write as _;

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::cli::attendant::Attendant;
use latchkey::domain::role::{Role, Roles};

use super::{LOAD, PAGE, STATUS, before, id, load, on, two};
use crate::support::people::Sketch;
use crate::support::slapd::{Manner, PEOPLE, SUFFIX, person};

#[test]
fn people_are_counted_first_then_loaded_and_read_only_here() {
    before(&two(), async |portal, server, _| {
        let mut first = portal.signed_in(&portal.global("Gerda Groot").await).await;
        let port = server.port.to_string();
        first.fill("/settings/directory/password", &[("account_password", "service-Account-77")]).await;
        first.fill("/settings/directory", &super::place(&port)).await;
        let attendant = Attendant::new(&portal.house).unwrap();
        load(&mut first, &attendant, "try").await;
        let page = first.get(STATUS).await;
        assert!(page.says("2 read, 2 new, 0 changed, 0 gone, 0 passed over"), "{}", page.main());
        assert_eq!(id(portal, "bram").await, "", "counting changes nothing");
        let (mut gwen, attendant) = on(portal, server.port).await;
        let bram = id(portal, "bram").await;
        let page = gwen.get(&format!("/users/{bram}")).await;
        assert!(page.says("Bram de Vries") && page.says("Planner") && page.says("Cranes"), "{}", page.main());
        let page = gwen.get(&format!("/users/{bram}/edit")).await;
        assert!(page.attributes("#job_title", "readonly") == [""], "{}", page.main());
        let row = portal.last("Update people from directory").await;
        assert_eq!(
            (row.actor_kind.as_str(), row.targets.as_str()),
            ("program", "bram@noordzee.example,zoe@noordzee.example")
        );
        // Nothing new: nothing is told.
        let ledger = portal.ledger().await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ledger().await, ledger + 1, "that it was asked for, and nothing else");
    });
}

#[test]
fn what_changes_there_follows_here() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let bram = id(portal, "bram").await;
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Harbour master\n-\ndelete: departmentNumber\n"
        ));
        assert!(!attendant.walk().await.unwrap(), "it is not time yet");
        portal.advance(SignedDuration::from_mins(6));
        assert!(attendant.walk().await.unwrap());
        let page = gwen.get(&format!("/users/{bram}")).await;
        assert!(page.says("Harbour master") && !page.says("Cranes"), "{}", page.main());
        // The same person under another name is the same person.
        server
            .modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modrdn\nnewrdn: uid=bram.devries\ndeleteoldrdn: 1\n"));
        // The server's clock is not ours to move: everybody is looked at.
        let mut gerda = portal.signed_in(&portal.global("Gerda Groot").await).await;
        load(&mut gerda, &attendant, "whole").await;
        assert_eq!(id(portal, "bram.devries").await, bram);
        assert_eq!(portal.signed_in_there("bram.devries").await.get("/account").await.code(), 200);
    });
}

#[test]
fn whoever_is_gone_is_deleted_but_never_too_many_at_once_and_no_administrator() {
    let mut many = String::new();
    for number in 0..40 {
        let _ = write!(many, "{}", person(&format!("p{number}"), "Piet", &format!("Nummer {number}"), ""));
    }
    before(&many, async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let known = "SELECT count(*) FROM users WHERE source = 'directory'";
        assert_eq!(portal.count(known).await, 40);
        let boss = id(portal, "p0").await;
        portal
            .execute(
                "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())",
                &[
                    &boss,
                    &[latchkey::domain::role::Role::GlobalReader]
                        .into_iter()
                        .collect::<latchkey::domain::role::Roles>()
                        .bits(),
                ],
            )
            .await;
        for number in 0..3 {
            server.modify(&format!("dn: uid=p{number},{PEOPLE}\nchangetype: delete\n"));
        }
        load(&mut gwen, &attendant, "try").await;
        let page = gwen.get(STATUS).await;
        assert!(page.says("2 gone") && page.says("1 are gone in the directory"), "{}", page.main());
        load(&mut gwen, &attendant, "whole").await;
        let page = gwen.get(STATUS).await;
        assert!(
            page.says("2 gone") && page.says("1 are gone in the directory and were not deleted"),
            "{}",
            page.main()
        );
        assert_eq!(portal.count(known).await, 38);
        assert_eq!(portal.count("SELECT count(*) FROM deleted_user").await, 2);
        for number in 3..20 {
            server.modify(&format!("dn: uid=p{number},{PEOPLE}\nchangetype: delete\n"));
        }
        for walk in ["try", "whole"] {
            load(&mut gwen, &attendant, walk).await;
            let page = gwen.get(STATUS).await;
            assert!(page.says("0 gone") && page.says("18 are gone in the directory"), "{walk}: {}", page.main());
        }
        assert_eq!(portal.count(known).await, 38, "a directory that loses half of its people deletes nobody");
    });
}

#[test]
fn administrators_who_are_gone_there_hold_nobody_else_back() {
    let many = (0..12)
        .map(|number| person(&format!("p{number}"), "Piet", &format!("Nummer {number}"), ""))
        .collect::<String>();
    before(&many, async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let bits = [Role::GlobalReader].into_iter().collect::<Roles>().bits();
        let role = "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())";
        for number in 0..6 {
            portal.execute(role, &[&id(portal, &format!("p{number}")).await, &bits]).await;
        }
        for number in 0..7 {
            server.modify(&format!("dn: uid=p{number},{PEOPLE}\nchangetype: delete\n"));
        }
        for walk in ["try", "whole"] {
            load(&mut gwen, &attendant, walk).await;
            let page = gwen.get(STATUS).await;
            assert!(page.says("1 gone") && page.says("6 are gone in the directory"), "{walk}: {}", page.main());
        }
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE source = 'directory'").await, 11);
    });
}

#[test]
fn a_page_that_came_before_the_directory_was_switched_off_is_not_written() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Skipper\n"));
        let page = gwen.fill_at(STATUS, LOAD, &[("walk", "whole")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        let off = gwen.get(PAGE).await.form(PAGE).unwrap().without("directory_on");
        wire.is(Manner::HoldsPages);
        let meanwhile = async {
            wire.holds().await;
            assert_eq!(gwen.submit(PAGE, &off).await.code(), 303);
            wire.is(Manner::Whole);
        };
        let (walked, ()) = join(Box::pin(attendant.walk()), meanwhile).await;
        assert!(walked.unwrap());
        let run = "SELECT concat_ws(' ', stage, trouble, read, updated) FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "failed moved 0 0");
    });
}

#[test]
fn what_one_server_read_before_another_one_went_on_is_not_written_over_what_that_one_found() {
    before(&two(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        let is = |title: &str| {
            server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: {title}\n"));
        };
        is("Skipper");
        let page = gwen.fill_at(STATUS, LOAD, &[("walk", "whole")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        wire.is(Manner::HoldsTold);
        let meanwhile = async {
            wire.holds().await;
            is("Captain");
            // Nothing is heard of the first one for so long that a second one goes on.
            portal.advance(SignedDuration::from_mins(3));
            let second = Attendant::new(&portal.house).unwrap();
            assert!(second.walk().await.unwrap());
            wire.is(Manner::Whole);
        };
        let (walked, ()) = join(Box::pin(attendant.walk()), Box::pin(meanwhile)).await;
        assert!(walked.unwrap());
        let title = "SELECT job_title FROM users WHERE id = $1::text::uuid";
        assert_eq!(portal.ask(title, &[&id(portal, "bram").await]).await, "Captain");
        let run = "SELECT concat_ws(' ', stage, read, updated) FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "done 2 1");
        assert_eq!(told(&portal.last("Update people from directory").await.details), ["0", "1", "0"]);
    });
}

#[test]
fn names_that_somebody_has_and_names_that_are_none_are_passed_over() {
    let people = two() + &person("gwen.bakker", "Other", "Gwen", "") + &person("with space", "No", "Name", "");
    before(&people, async |portal, server, _| {
        let (mut gwen, _) = on(portal, server.port).await;
        let page = gwen.get(STATUS).await;
        assert!(page.says("4 read, 2 new, 0 changed, 0 gone, 2 passed over"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE source = 'directory'").await, 2);
    });
}

#[test]
fn a_mail_address_that_somebody_has_is_there_once_it_is_free_and_no_news_until_then() {
    let piet = person("piet", "Piet", "Prins", "").replace("piet@noordzee.example", "nora.vis@noordzee.example");
    before(&(two() + &piet), async |portal, server, _| {
        let nora = portal.make(Sketch::of("Nora Vis")).await;
        let (mut gwen, attendant) = on(portal, server.port).await;
        let path = format!("/users/{}", id(portal, "piet").await);
        let mail = "nora.vis@noordzee.example";
        assert!(gwen.get(&path).await.says("Piet Prins") && !gwen.page().says(mail), "{}", gwen.page().main());
        let run = "SELECT concat_ws(' ', stage, read, added, updated, passed_over) FROM directory_run ORDER BY id DESC LIMIT 1";
        let ledger = portal.ledger().await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(run, &[]).await, "done 3 0 0 0");
        assert_eq!(portal.ledger().await, ledger + 1, "that it was asked for, and nothing else");
        // Nothing changes over there.
        portal.delete(&nora).await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(run, &[]).await, "done 3 0 1 0");
        assert!(gwen.get(&path).await.says(mail), "{}", gwen.page().main());
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(run, &[]).await, "done 3 0 0 0");
    });
}

#[test]
fn whoever_is_disabled_there_is_out_at_the_next_click() {
    before(&two(), async |portal, server, _| {
        let (_, attendant) = on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        assert_eq!(bram.get("/account").await.code(), 200);
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"
        ));
        portal.advance(SignedDuration::from_mins(6));
        assert!(attendant.walk().await.unwrap());
        assert_eq!(bram.get("/account").await.code(), 303);
    });
}

#[test]
fn whoever_a_walk_has_deleted_is_back_when_she_is_met_again_and_whoever_an_administrator_has_is_not() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let (bram, zoe) = (id(portal, "bram").await, id(portal, "zoe").await);
        // Out of sight, and under the same name that never changes.
        let away = |uid: &str, to: &str| {
            format!("changetype: modrdn\nnewrdn: uid={uid}\ndeleteoldrdn: 0\nnewsuperior: {to}\n")
        };
        server.modify(&format!("dn: uid=bram,{PEOPLE}\n{}", away("bram", SUFFIX)));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!((id(portal, "bram").await, id(portal, "zoe").await), (String::new(), zoe.clone()));
        server.modify(&format!("dn: uid=bram,{SUFFIX}\n{}", away("bram", PEOPLE)));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(id(portal, "bram").await, bram, "the same person");
        assert_eq!(portal.signed_in_there("bram").await.get("/account").await.code(), 200);
        let row = portal.last("Update people from directory").await;
        assert_eq!(row.targets, "bram@noordzee.example");
        assert_eq!(told(&row.details), ["0", "0", "1"], "{}", row.details);
        assert_eq!(portal.ask(RUN, &[]).await, "done 2 0 0 0 0", "she is no change");
        assert_eq!(portal.count(BACK).await, 1);
        let page = gwen.get(STATUS).await;
        assert!(page.says("0 changed, 0 gone, 0 passed over. Back again: 1."), "{}", page.main());
        assert!(gwen.get(&format!("/audit/{}", row.id)).await.says("People back again"), "{}", gwen.page().main());
        // Deleted by somebody here: that stands.
        let page = gwen.fill(&format!("/users/{bram}/delete"), &[("confirm", "bram@noordzee.example")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(id(portal, "bram").await, "");
    });
}

#[test]
fn whoever_is_disabled_there_under_a_name_that_is_none_is_out_all_the_same() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let mut bram = portal.signed_in_there("bram").await;
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"
        ));
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modrdn\nnewrdn: uid=left the house\ndeleteoldrdn: 1\n"
        ));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(bram.get("/account").await.code(), 303, "the session is over");
        let page = gwen.get(&format!("/users/{}", id(portal, "bram").await)).await;
        assert!(page.says("Bram de Vries"), "nobody is lost for a name: {}", page.main());
    });
}

#[test]
fn a_walk_that_another_server_has_taken_over_goes_no_further_and_ends_nothing() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        // Somebody else takes it over while the next people are written down.
        for sql in [
            "CREATE FUNCTION taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS \
             $$BEGIN UPDATE directory_run SET started_at = started_at + interval '1 second' WHERE stage = 'running'; RETURN NULL; END$$",
            "CREATE TRIGGER taken AFTER INSERT ON user_record FOR EACH STATEMENT EXECUTE FUNCTION taken()",
        ] {
            portal.execute(sql, &[]).await;
        }
        server.modify(&person("piet", "Piet", "Prins", "").replacen('\n', "\nchangetype: add\n", 1));
        let last =
            "SELECT stage || ' ' || read || ' ' || (ended_at IS NULL) FROM directory_run ORDER BY id DESC LIMIT 1";
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(last, &[]).await, "running 0 true", "it is the other one's to end");
        assert!(!attendant.walk().await.unwrap(), "somebody is at it");
        portal.execute("DROP TRIGGER taken ON user_record", &[]).await;
        // That one has died meanwhile.
        portal.advance(SignedDuration::from_mins(3));
        assert!(attendant.walk().await.unwrap());
        assert_eq!(portal.ask(last, &[]).await, "done 3 false");
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE user_name LIKE 'piet@%'").await, 1);
    });
}

#[test]
fn whoever_our_account_may_not_read_is_there_all_the_same() {
    let many = (0..10)
        .map(|number| person(&format!("p{number}"), "Piet", &format!("Nummer {number}"), ""))
        .collect::<String>();
    before(&many, async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let known = "SELECT count(*) FROM users WHERE source = 'directory'";
        server.veils("p1", "uid");
        load(&mut gwen, &attendant, "try").await;
        assert!(gwen.get(STATUS).await.says("0 gone, 1 passed over"), "{}", gwen.page().main());
        load(&mut gwen, &attendant, "whole").await;
        assert!(gwen.get(STATUS).await.says("0 gone, 1 passed over"), "{}", gwen.page().main());
        assert_eq!(portal.count(known).await, 10, "nobody is deleted whom the directory has");
        // Where not even that can be seen which never changes, anybody may be the one.
        server.veils("p1", "entryUUID");
        server.modify(&format!("dn: uid=p2,{PEOPLE}\nchangetype: delete\n"));
        load(&mut gwen, &attendant, "whole").await;
        let page = gwen.get(STATUS).await;
        assert!(page.says("0 gone, 1 passed over") && page.says("2 are gone in the directory"), "{}", page.main());
        assert_eq!(portal.count(known).await, 10);
        server.veils("nobody", "uid");
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.count(known).await, 9, "{}", gwen.get(STATUS).await.main());
    });
}

#[test]
fn whoever_is_deleted_there_and_made_anew_is_here_after_the_same_walk() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let old = id(portal, "bram").await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: delete\n"));
        server.modify(&person("bram", "Bram", "Boer", "").replacen('\n', "\nchangetype: add\n", 1));
        load(&mut gwen, &attendant, "whole").await;
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old, "another person by the same name: {}", gwen.get(STATUS).await.main());
        let run =
            "SELECT concat_ws(' ', stage, read, added, gone, passed_over) FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "done 2 1 1 0");
        let page = gwen.get(&format!("/users/{new}")).await;
        assert!(page.says("Bram Boer"), "{}", page.main());
        // A name that somebody holds on to is no reason to walk without end.
        server.modify(&format!("dn: uid=zoe,{PEOPLE}\nchangetype: delete\n"));
        server.modify(&person("zoe", "Zoe", "Kok", "").replacen('\n', "\nchangetype: add\n", 1));
        let role = "INSERT INTO role_assignment VALUES ($1::text::uuid, 'global-reader', $2, now())";
        let bits = [Role::GlobalReader].into_iter().collect::<Roles>().bits();
        portal.execute(role, &[&id(portal, "zoe").await, &bits]).await;
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(run, &[]).await, "done 2 0 0 1");
    });
}

pub(super) const RUN: &str =
    "SELECT concat_ws(' ', stage, read, added, updated, gone, passed_over) FROM directory_run ORDER BY id DESC LIMIT 1";
const BACK: &str = "SELECT back::bigint FROM directory_run ORDER BY id DESC LIMIT 1";

/// How many a row tells of as new, changed and back.
fn told(details: &str) -> Vec<String> {
    let details: serde_json::Value = serde_json::from_str(details).unwrap();
    ["added", "updated", "back"].iter().filter_map(|name| details[name].as_str().map(str::to_owned)).collect()
}

#[test]
fn whoever_is_back_while_another_one_of_the_same_name_goes_is_here_after_the_same_walk() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let old = id(portal, "bram").await;
        let moved = |from: &str, to: &str| {
            format!("dn: uid=bram,{from}\nchangetype: modrdn\nnewrdn: uid=bram\ndeleteoldrdn: 0\nnewsuperior: {to}\n")
        };
        server.modify(&moved(PEOPLE, SUFFIX));
        load(&mut gwen, &attendant, "whole").await;
        server.modify(&person("bram", "Bram", "Boer", "").replacen('\n', "\nchangetype: add\n", 1));
        load(&mut gwen, &attendant, "whole").await;
        let new = id(portal, "bram").await;
        assert!(!new.is_empty() && new != old);
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: delete\n"));
        server.modify(&moved(SUFFIX, PEOPLE));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(id(portal, "bram").await, old, "the first one: {}", gwen.get(STATUS).await.main());
        assert_eq!(portal.ask(RUN, &[]).await, "done 2 0 0 1 0");
        assert_eq!(portal.count(BACK).await, 1);
    });
}

#[test]
fn whoever_is_back_under_another_name_does_not_wait_for_the_one_of_before() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let old = id(portal, "bram").await;
        let moved = |from: &str, uid: &str, to: &str| {
            format!("dn: uid=bram,{from}\nchangetype: modrdn\nnewrdn: uid={uid}\ndeleteoldrdn: 1\nnewsuperior: {to}\n")
        };
        server.modify(&moved(PEOPLE, "bram", SUFFIX));
        load(&mut gwen, &attendant, "whole").await;
        server.modify(&person("bram", "Bram", "Boer", "").replacen('\n', "\nchangetype: add\n", 1));
        load(&mut gwen, &attendant, "whole").await;
        let new = id(portal, "bram").await;
        server.modify(&moved(SUFFIX, "bram2", PEOPLE));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(id(portal, "bram2").await, old, "{}", gwen.get(STATUS).await.main());
        assert!(id(portal, "bram").await == new && new != old);
        assert_eq!(portal.count(BACK).await, 1);
        assert_eq!(portal.signed_in_there("bram2").await.get("/account").await.code(), 200);
    });
}

/// People whose addresses are nobody's name.
pub(super) fn four() -> String {
    let posted = |uid: &str| {
        let (mail, post) = (format!("mail: {uid}@"), format!("mail: {uid}.post@"));
        person(uid, "Piet", uid, "").replace(&mail, &post)
    };
    ["ada", "ben", "cas", "dirk"].map(posted).concat()
}

pub(super) fn renamed(from: &str, to: &str) -> String {
    format!("dn: uid={from},{PEOPLE}\nchangetype: modrdn\nnewrdn: uid={to}\ndeleteoldrdn: 1\n")
}

#[test]
fn names_that_go_from_one_to_the_next_are_followed_in_one_walk_and_so_are_two_that_were_exchanged() {
    before(&four(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        let mut ids = vec![];
        for uid in ["ada", "ben", "cas", "dirk"] {
            ids.push(id(portal, uid).await);
        }
        // The last one first: over there a name is somebody's at a time.
        server.modify(&format!("dn: uid=dirk,{PEOPLE}\nchangetype: delete\n"));
        for (from, to) in [("cas", "dirk"), ("ben", "cas"), ("ada", "ben")] {
            server.modify(&renamed(from, to));
        }
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 3 0 3 1 0", "{}", gwen.get(STATUS).await.main());
        for (uid, who) in [("ben", 0), ("cas", 1), ("dirk", 2)] {
            assert_eq!(id(portal, uid).await, ids[who], "{uid}");
        }
        // Two who have each other's: neither goes first, they go together.
        for (from, to) in [("ben", "between"), ("cas", "ben"), ("between", "cas")] {
            server.modify(&renamed(from, to));
        }
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 3 0 2 0 0", "{}", gwen.get(STATUS).await.main());
        assert_eq!((id(portal, "cas").await, id(portal, "ben").await), (ids[0].clone(), ids[1].clone()));
        // And from one of them a name goes on.
        server.modify(&renamed("cas", "eva"));
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 3 0 1 0 0");
        assert_eq!((id(portal, "eva").await, id(portal, "ben").await), (ids[0].clone(), ids[1].clone()));
    });
}

#[test]
fn a_question_after_somebody_who_waits_for_a_name_that_is_not_answered_ends_no_walk() {
    before(&four(), async |portal, server, wire| {
        let (mut gwen, attendant) = on(portal, wire.port).await;
        for (from, to) in [("ben", "between"), ("cas", "ben"), ("between", "cas")] {
            server.modify(&renamed(from, to));
        }
        server.modify(&format!("dn: uid=dirk,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Skipper\n"));
        wire.is(Manner::EndsAnchors);
        load(&mut gwen, &attendant, "whole").await;
        assert_eq!(portal.ask(RUN, &[]).await, "done 4 0 1 0 2", "{}", gwen.get(STATUS).await.main());
        wire.is(Manner::Whole);
    });
}
