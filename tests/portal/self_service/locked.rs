//! Word of a lock, by mail to its person: where that is decided, once a day, and never more than strangers may cause (R-256).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{address, at_home, decide, open, reachable};
use crate::support::mailbox::Mailbox;
use crate::support::people::{BETTER, Person, Sketch};
use crate::support::server::{Portal, run};

const TOLD: &str = r#"{"reach": "everybody", "tell_of_lock": true}"#;
const LOCKS: &str = "SELECT count(*) FROM audit_event WHERE activity = 'Lock user account'";
const LETTERS: &str = "SELECT count(*) FROM letter WHERE kind = 'account-locked'";

/// Runs a test in a portal that sends mail, and in which people are told of locks.
fn telling(test: impl AsyncFnOnce(&Portal, &Mailbox)) {
    super::decided(TOLD, test);
}

/// So many different wrong passwords, from another place each time.
async fn guess(portal: &Portal, person: &Person, from: u32, number: u32) {
    portal.execute("DELETE FROM throttle_source", &[]).await;
    for wrong in from..from + number {
        let page = portal.visitor().sign_in(&person.user_name, &format!("wrong password {wrong}")).await;
        assert_eq!(page.code(), 422, "{wrong}");
    }
}

/// Closes somebody's account by ten wrong passwords.
async fn lock(portal: &Portal, person: &Person) {
    let before = portal.count(LOCKS).await;
    // Other ones each time.
    guess(portal, person, 100 * u32::try_from(before).unwrap(), 10).await;
    assert_eq!(portal.count(LOCKS).await, before + 1, "{}", person.user_name);
}

#[test]
fn as_delivered_nobody_is_told_of_a_lock() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        lock(portal, &bram).await;
        mailbox.collect(portal).await;
        assert_eq!((mailbox.arrived().len(), portal.count(LETTERS).await), (0, 0));
    });
    run(async |portal| {
        decide(portal, TOLD).await;
        let bram = reachable(portal, "Bram de Vries").await;
        lock(portal, &bram).await;
        assert_eq!(portal.count(LETTERS).await, 0, "nothing waits for a server");
    });
}

#[test]
fn the_first_lock_of_a_day_is_told_at_every_address_and_no_other_one() {
    telling(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET mail = 'bram@work.example' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let eva = reachable(portal, "Eva Smit").await;
        guess(portal, &bram, 0, 9).await;
        assert_eq!(portal.count(LETTERS).await, 0, "nine close nothing");
        guess(portal, &bram, 9, 1).await;
        mailbox.collect(portal).await;
        for address in ["bram@work.example", &at_home(&bram)] {
            let told = mailbox.of(address);
            assert_eq!(told.len(), 1, "{address}");
            let text = told[0].text();
            let first = format!("The account of {} was locked for a time", bram.user_name);
            assert!(text.contains(&first) && text.contains("you need not do anything"), "{text}");
            assert!(!text.contains("It was not you?"), "nobody got in: {text}");
            assert!(told[0].subject().contains("your account was locked for a time"), "{}", told[0].subject());
        }
        portal.advance(SignedDuration::from_secs(61));
        guess(portal, &bram, 20, 1).await;
        assert_eq!((portal.count(LOCKS).await, portal.count(LETTERS).await), (2, 2), "closed again, and not told");
        lock(portal, &eva).await;
        assert_eq!(portal.count(LETTERS).await, 3, "each person has an own day");
        // After a quiet day it takes ten again.
        portal.advance(SignedDuration::from_hours(25));
        lock(portal, &bram).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&at_home(&bram)).len(), 2);
    });
}

#[test]
fn a_lock_behind_a_sign_in_is_none_of_the_account() {
    telling(async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut his = portal.signed_in(&bram).await;
        for wrong in 0..10 {
            let wrong = format!("wrong {wrong}");
            let fields = [("current_password", wrong.as_str()), ("new_password", BETTER)];
            assert_eq!(his.fill("/account/password", &fields).await.code(), 422);
        }
        assert_eq!((portal.count(LOCKS).await, portal.count(LETTERS).await), (1, 0));
    });
}

#[test]
fn the_word_of_a_lock_speaks_the_language_of_its_reader() {
    telling(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.execute("UPDATE users SET preferred_language = 'nl-NL' WHERE id = $1::text::uuid", &[&bram.id]).await;
        lock(portal, &bram).await;
        mailbox.collect(portal).await;
        let text = mailbox.of(&at_home(&bram)).pop().unwrap().text();
        assert!(text.contains("tijdelijk vergrendeld") && text.contains("dan hoef je niets te doen"), "{text}");
    });
}

#[test]
fn whoever_may_not_sign_in_or_has_no_address_is_not_told_and_nobody_sees_a_difference() {
    telling(async |portal, mailbox| {
        let blocked = portal.make(Sketch::of("Blok Kade").blocked()).await;
        address(portal, &blocked, &at_home(&blocked)).await;
        let nobody = portal.plain("Nico Niets").await;
        let bram = reachable(portal, "Bram de Vries").await;
        for person in [&blocked, &nobody, &bram] {
            // The tenth is answered as the ones before it, whoever it is.
            lock(portal, person).await;
        }
        mailbox.collect(portal).await;
        let to: Vec<_> = mailbox.arrived().into_iter().flat_map(|letter| letter.to).collect();
        assert_eq!(to, [at_home(&bram)]);
    });
}

#[test]
fn a_flood_of_locks_ends_where_strangers_may_cause_no_more_and_takes_no_room_from_codes() {
    telling(async |portal, mailbox| {
        decide(portal, r#"{"reach": "everybody", "tell_of_lock": true, "mails_an_hour": 10}"#).await;
        // Nine of this hour: their ids are in the order of time.
        let written = "INSERT INTO letter (id, recipient, language, kind, made_at, due_at, stale_at, state, ended_at) \
                       SELECT ('ffffffff-ffff-7fff-8fff-' || lpad(number::text, 12, '0'))::uuid, 'x@home.example', 'en', \
                       'account-locked', now(), now(), now(), 'sent', now() FROM generate_series(1, 9) AS number";
        portal.execute(written, &[]).await;
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        for person in [&bram, &eva] {
            lock(portal, person).await;
        }
        assert_eq!(portal.count(LETTERS).await, 10, "as many as may be, and none after");
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let page = portal.signed_in(&paul).await.get("/settings/mail").await;
        assert!(page.says("mails about locked accounts") && !page.says("no codes are sent to them"), "{}", page.main());
        assert_eq!(portal.visitor().says_who(&eva.user_name).await.code(), 303);
        mailbox.collect(portal).await;
        let told = [&bram, &eva].map(|person| mailbox.of(&at_home(person)).len());
        assert_eq!(told, [1, 1], "a lock, and a code");
    });
}

#[test]
fn the_switch_is_on_its_page_and_in_the_log() {
    open(async |portal, mailbox| {
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let mut paul = portal.signed_in(&paul).await;
        let page = paul.get("/settings/self-service").await;
        assert!(page.says("one a day at most"), "{}", page.main());
        assert_eq!(page.attributes("input[name=tell_of_lock]", "aria-describedby"), ["tell_of_lock-hint"]);
        assert_eq!(page.attributes("input[name=tell_of_lock]", "checked").len(), 0, "off as delivered");
        let form = paul.form("/settings/self-service").with("tell_of_lock", "yes");
        let page = paul.submit("/settings/self-service", &form).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let row = portal.last("Update policy").await;
        assert!(
            row.details.contains(r#""tell_of_lock.from":"false""#)
                && row.details.contains(r#""tell_of_lock.to":"true""#),
            "{}",
            row.details
        );
        let bram = reachable(portal, "Bram de Vries").await;
        lock(portal, &bram).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&at_home(&bram)).len(), 1);
    });
}

#[test]
fn word_that_waits_leaves_no_more_once_nobody_is_told_or_the_person_is_blocked() {
    for blocks in [false, true] {
        telling(async |portal, mailbox| {
            let bram = reachable(portal, "Bram de Vries").await;
            lock(portal, &bram).await;
            assert_eq!(portal.count(LETTERS).await, 1);
            if blocks {
                portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&bram.id]).await;
            } else {
                decide(portal, r#"{"reach": "everybody"}"#).await;
            }
            mailbox.collect(portal).await;
            assert_eq!(mailbox.arrived().len(), 0, "{blocks}");
        });
    }
}
