//! Writes whose end nobody knew: settled when they are read back. And ends that nobody waits for any more: told all the same.

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::cli::attendant::Attendant;
use latchkey::domain::role::Role;

use super::self_reset::{HOME, NEW, OWN, There, chooses, there};
use super::{STATUS, before, id, on, two};
use crate::support::people::Person;
use crate::support::server::Portal;
use crate::support::slapd::{Manner, PEOPLE, THEIRS};
use crate::support::visitor::Visitor;

pub(super) const SETTLED: &str = "SELECT count(*) FROM audit_event WHERE activity = 'Settle directory write'";
const EPOCH: &str = "SELECT credential_epoch::text FROM users WHERE user_name LIKE 'bram@%'";

/// Two servers look at once, when it is time.
pub(super) async fn both_look(portal: &Portal) {
    portal.advance(SignedDuration::from_mins(2));
    let (one, other) = (Attendant::new(&portal.house).unwrap(), Attendant::new(&portal.house).unwrap());
    let (one, other) = join(one.look(), other.look()).await;
    one.unwrap();
    other.unwrap();
}

/// Somebody who chose a password whose write nobody answered for.
async fn unanswered(there: &There<'_>, password: &str) -> Visitor {
    let mut bram = there.proved().await;
    bram.get(NEW).await;
    let form = bram.form(NEW).with("new_password", password);
    there.wire.is(Manner::DiesWithWrites);
    let page = bram.press(NEW, &form).await;
    assert_eq!(page.code(), 503, "{}", page.main());
    there.wire.is(Manner::Whole);
    bram
}

#[test]
fn a_write_that_nobody_answered_for_does_all_that_a_success_does_when_it_is_read_back() {
    there(async |there| {
        let portal = there.portal;
        let elsewhere = portal.signed_in_there("bram").await;
        unanswered(there, OWN).await;
        assert!(elsewhere.is_in().await && portal.ask(EPOCH, &[]).await == "0", "nobody knows yet");
        assert_eq!(there.reported().await.0, "failed");
        there.mailbox.collect(portal).await;
        let letters = there.mailbox.of(HOME).len();
        both_look(portal).await;
        assert_eq!(portal.count(SETTLED).await, 1, "once, whoever looks");
        assert_eq!(there.rows().await, "self-reset done");
        assert!(!elsewhere.is_in().await, "every session is over");
        assert_eq!(portal.ask(EPOCH, &[]).await, "1");
        assert_eq!(there.reported().await.0, "succeeded");
        there.mailbox.collect(portal).await;
        let told = there.mailbox.of(HOME);
        assert_eq!(told.len(), letters + 1);
        assert!(told.last().unwrap().text().contains("was reset on the page for a forgotten password"));
        let row = portal.last("Settle directory write").await;
        assert_eq!(
            (row.result.as_str(), row.actor_kind.as_str(), row.targets.as_str()),
            ("success", "program", "bram@noordzee.example")
        );
        assert!(row.details.contains("31002") && row.details.contains("sessions_ended"), "{}", row.details);
        assert!(there.gwen.get(STATUS).await.says("Read back: it is there"), "{}", there.gwen.page().main());
        // And nothing again.
        both_look(portal).await;
        assert_eq!((portal.count(SETTLED).await, portal.ask(EPOCH, &[]).await.as_str()), (1, "1"));
    });
}

#[test]
fn what_a_later_write_has_brought_about_is_not_brought_about_again() {
    there(async |there| {
        let mut bram = unanswered(there, OWN).await;
        assert_eq!(chooses(&mut bram, "Lighthouse-Rope-20").await.location(), "/sign-in");
        let mut bram = there.portal.visitor();
        assert_eq!(bram.sign_in("bram@noordzee.example", "Lighthouse-Rope-20").await.location(), "/");
        both_look(there.portal).await;
        assert_eq!(there.portal.count(SETTLED).await, 0);
        assert!(bram.is_in().await, "the session under the newest password goes on");
        assert_eq!(there.rows().await, "self-reset unknown, self-reset done");
    });
}

#[test]
fn a_write_that_a_dead_server_left_is_settled_by_those_that_live() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let elsewhere = portal.signed_in_there("bram").await;
        let bram = id(portal, "bram").await;
        // It was sent, and the server that sent it died.
        let left = "INSERT INTO writeback (id, user_id, name, operation, begun_at) \
                    VALUES (gen_random_uuid(), $1::text::uuid, 'bram@noordzee.example', 'reset', now())";
        portal.execute(left, &[&bram]).await;
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: userPassword\nuserPassword: {OWN}\n"
        ));
        both_look(portal).await;
        assert_eq!(portal.last("Lose track of directory write").await.targets, "bram@noordzee.example");
        assert!(elsewhere.is_in().await);
        both_look(portal).await;
        assert_eq!((portal.count(SETTLED).await, elsewhere.is_in().await), (1, false));
        assert_eq!(portal.ask("SELECT outcome || ' ' || read_back FROM writeback", &[]).await, "done there");
    });
}

#[test]
fn a_write_of_which_nobody_knows_and_that_never_came_changes_nothing_here() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let bram = id(portal, "bram").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.fill(&format!("/users/{bram}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        let epoch = portal.ask(EPOCH, &[]).await;
        // Another one a moment later, which found the password of the first and did not come there.
        portal
            .execute(
                "INSERT INTO writeback (id, user_id, name, operation, begun_at, ended_at, outcome, password_before) \
                 SELECT gen_random_uuid(), user_id, name, 'self-reset', begun_at + interval '1 second', ended_at + interval '1 second', \
                 'unknown', now() FROM writeback",
                &[],
            )
            .await;
        // What it found is what is there now, by the clock over there.
        let at = server.told(&format!("uid=bram,{PEOPLE}"), "pwdChangedTime");
        portal
            .execute(
                "UPDATE writeback SET password_before = to_timestamp($1 || ' +00', 'YYYYMMDDHH24MISS TZH') WHERE outcome = 'unknown'",
                &[&at.trim_end_matches('Z')],
            )
            .await;
        both_look(portal).await;
        let found = "SELECT string_agg(outcome || ' ' || read_back, ', ' ORDER BY begun_at) FROM writeback";
        assert_eq!(portal.ask(found, &[]).await, "done there, unknown missing");
        assert_eq!((portal.count(SETTLED).await, portal.ask(EPOCH, &[]).await), (0, epoch));
    });
}

/// Until somebody's write is on its way.
async fn begun(portal: &Portal) {
    while portal.count("SELECT count(*) FROM writeback WHERE ended_at IS NULL").await == 0 {
        tokio::task::yield_now().await;
    }
}

async fn bram(portal: &Portal) -> Person {
    Person { id: id(portal, "bram").await, user_name: "bram@noordzee.example".to_owned(), password: THEIRS.to_owned() }
}

#[test]
fn a_temporary_password_that_was_written_is_shown_also_of_somebody_who_was_deleted_meanwhile() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let bram = bram(portal).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/reset-password", bram.id);
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        wire.is(Manner::HoldsAnswers);
        let meanwhile = async {
            begun(portal).await;
            portal.delete(&bram).await;
            wire.is(Manner::Whole);
        };
        let (page, ()) = join(helen.press(&path, &form), meanwhile).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()));
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", "helen.kramer@noordzee.example", "bram@noordzee.example")
        );
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "done");
        // And nobody begins another one.
        assert_eq!(helen.get(&path).await.code(), 409, "{}", helen.page().main());
    });
}

#[test]
fn an_account_that_was_opened_is_told_also_where_its_person_became_an_administrator_meanwhile() {
    before(&two(), async |portal, server, wire| {
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
        ));
        on(portal, wire.port).await;
        let bram = bram(portal).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (path, unlock) = (format!("/users/{}", bram.id), format!("/users/{}/unlock", bram.id));
        let form = helen.get(&path).await.form(&unlock).unwrap();
        wire.is(Manner::HoldsAnswers);
        let meanwhile = async {
            begun(portal).await;
            portal.becomes(&bram, Role::GlobalAdministrator).await;
            wire.is(Manner::Whole);
        };
        let (page, ()) = join(helen.press(&unlock, &form), meanwhile).await;
        assert_eq!((page.code(), page.location()), (303, path.as_str()), "{}", page.main());
        assert!(server.accepts("bram", THEIRS));
        let row = portal.last("Unlock account in directory").await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", "helen.kramer@noordzee.example"));
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "done");
        // The next one is judged by what he is now.
        assert_eq!(helen.press(&unlock, &form).await.code(), 403);
    });
}

#[test]
fn a_walk_waits_for_a_database_that_is_busy_for_a_moment() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, attendant) = on(portal, server.port).await;
        server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: title\ntitle: Skipper\n"));
        let page = gwen.fill_at(STATUS, super::LOAD, &[("walk", "whole")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        portal.sql.batch_execute("BEGIN; LOCK TABLE directory_person IN SHARE MODE").await.unwrap();
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'directory_person'::regclass";
        let held = async {
            // Until it gave up once.
            for waits in [1, 0] {
                while portal.count(waiting).await != waits {
                    tokio::task::yield_now().await;
                }
            }
            portal.sql.batch_execute("ROLLBACK").await.unwrap();
        };
        let (walked, ()) = join(Box::pin(attendant.walk()), held).await;
        assert!(walked.unwrap());
        let run = "SELECT stage || ' ' || updated FROM directory_run ORDER BY id DESC LIMIT 1";
        assert_eq!(portal.ask(run, &[]).await, "done 1");
    });
}

#[test]
fn what_another_server_has_settled_is_not_done_again_by_the_one_that_was_slow() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let path = format!("/users/{}/reset-password", id(portal, "bram").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        wire.is(Manner::HoldsAnswers);
        let meanwhile = async {
            begun(portal).await;
            while server.accepts("bram", THEIRS) {
                tokio::task::yield_now().await;
            }
            for _ in 0..2 {
                both_look(portal).await;
            }
            assert_eq!((portal.count(SETTLED).await, portal.ask(EPOCH, &[]).await.as_str()), (1, "1"));
            wire.is(Manner::Whole);
        };
        let (page, ()) = join(helen.press(&path, &form), meanwhile).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()), "it is shown all the same");
        let row = "SELECT outcome || ' ' || read_back || ' ' || (settled_at IS NOT NULL) FROM writeback";
        assert_eq!(portal.ask(row, &[]).await, "done there true");
        assert_eq!(portal.ask(EPOCH, &[]).await, "1", "nothing follows twice");
        let row = portal.last("Reset password in directory (by admin)").await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", "helen.kramer@noordzee.example"));
        both_look(portal).await;
        assert_eq!((portal.count(SETTLED).await, portal.ask(EPOCH, &[]).await.as_str()), (1, "1"));
    });
}

#[test]
fn an_end_that_the_database_has_no_time_for_is_told_a_moment_later() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let path = format!("/users/{}/reset-password", id(portal, "bram").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let form = helen.get(&path).await.form(&path).unwrap().with("verified_by", "saw-id");
        wire.is(Manner::HoldsAnswers);
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'writeback'::regclass";
        let held = async {
            begun(portal).await;
            portal.sql.batch_execute("BEGIN; LOCK TABLE writeback IN SHARE MODE").await.unwrap();
            wire.is(Manner::Whole);
            // Until it gave up once.
            for waits in [1, 0] {
                while portal.count(waiting).await != waits {
                    tokio::task::yield_now().await;
                }
            }
            portal.sql.batch_execute("ROLLBACK").await.unwrap();
        };
        let (page, ()) = join(helen.press(&path, &form), held).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert!(server.accepts("bram", &page.secret()), "what was written is shown");
        assert_eq!(portal.ask("SELECT outcome FROM writeback", &[]).await, "done");
    });
}

#[test]
fn an_administrators_reset_that_is_settled_later_has_succeeded_in_the_report() {
    there(async |there| {
        let portal = there.portal;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let reset = format!("/users/{}/reset-password", id(portal, "bram").await);
        helen.get(&reset).await;
        let form = helen.form(&reset).with("verified_by", "saw-id");
        there.wire.is(Manner::DiesWithWrites);
        let page = helen.submit(&reset, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        there.wire.is(Manner::Whole);
        let told = "SELECT result || ' ' || detail FROM password_reset WHERE kind = 'administrator'";
        assert_eq!(portal.ask(told, &[]).await, "failed trouble-elsewhere");
        both_look(portal).await;
        assert_eq!(portal.count(SETTLED).await, 1);
        assert_eq!(portal.ask(told, &[]).await, "succeeded done");
    });
}
