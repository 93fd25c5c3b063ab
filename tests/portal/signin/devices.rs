//! Recognised devices: what others guess elsewhere does not keep their people out (R-093, T-76, F26).

use std::time::Duration;

use futures_util::future::join_all;
use jiff::SignedDuration;

use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const DEVICE: &str = "__Host-latchkey-device";

/// A browser on which somebody has signed in, and out again.
async fn own_desk(portal: &Portal, person: &Person) -> Visitor {
    let mut desk = portal.signed_in(person).await;
    desk.cookies.retain(|name, _| name == DEVICE);
    assert_eq!(desk.cookies.len(), 1);
    desk
}

async fn guess(portal: &Portal, person: &Person, number: u32) {
    // Another place each time.
    portal.execute("DELETE FROM throttle_source", &[]).await;
    for wrong in 0..number {
        portal.visitor().sign_in(&person.user_name, &format!("wrong {wrong}")).await;
    }
}

#[test]
fn whoever_is_locked_everywhere_else_signs_in_where_he_is_recognised() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = own_desk(portal, &bram).await;
        guess(portal, &bram, 10).await;
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422, "elsewhere nothing changed");
        // The desk has a count of its own.
        let mut desk = own_desk_again(&desk);
        for wrong in 0..10 {
            assert_eq!(desk.sign_in(&bram.user_name, &format!("typo {wrong}")).await.code(), 422);
        }
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert!(portal.last("Lock user account").await.details.contains(r#""recognised":"true""#));
        portal.advance(SignedDuration::from_secs(61));
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.code(), 303);
    });
}

#[test]
fn behind_a_second_step_the_device_is_recognised_as_well_and_before_it_not() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut half_way = portal.visitor();
        half_way.sign_in(&bram.user_name, PASSWORD).await;
        assert!(!half_way.cookies.contains_key(DEVICE), "half a sign-in proves nothing");
        let mut desk = own_desk_again(&portal.both_steps(&bram, &app).await);
        assert_eq!(desk.cookies.len(), 1);
        guess(portal, &bram, 10).await;
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.location(), "/sign-in/second-step");
    });
}

fn own_desk_again(desk: &Visitor) -> Visitor {
    let mut desk = desk.clone();
    desk.cookies.retain(|name, _| name == DEVICE);
    desk
}

#[test]
fn the_note_is_good_for_its_person_its_password_and_half_a_year_and_for_nothing_that_was_changed() {
    run(async |portal| {
        let [bram, hans] = [portal.plain("Bram de Vries").await, portal.plain("Hans Smit").await];
        let desk = own_desk(portal, &bram).await;
        guess(portal, &bram, 10).await;
        guess(portal, &hans, 10).await;
        let tries = async |person: &Person, note: &str, password: &str| {
            let mut browser = portal.visitor();
            browser.cookies.insert(DEVICE.to_owned(), note.to_owned());
            browser.sign_in(&person.user_name, password).await.code()
        };
        let note = desk.cookies[DEVICE].clone();
        assert_eq!(tries(&hans, &note, PASSWORD).await, 422, "somebody else's");
        let (head, signature) = note.rsplit_once('.').unwrap();
        let later = head.rsplit_once('.').unwrap().0.to_owned() + ".1999999999";
        let forged =
            [format!("{later}.{signature}"), format!("{head}.{}", "A".repeat(43)), head.to_owned(), "..".into()];
        for forged in forged {
            assert_eq!(tries(&bram, &forged, PASSWORD).await, 422, "{forged}");
        }
        assert_eq!(tries(&bram, &note, PASSWORD).await, 303);
        // A change of the password leaves the one device recognised on which it was made.
        let mut here = portal.visitor();
        here.cookies.insert(DEVICE.to_owned(), note.clone());
        here.sign_in(&bram.user_name, PASSWORD).await;
        let fields = [("current_password", PASSWORD), ("new_password", BETTER)];
        assert_eq!(here.fill("/account/password", &fields).await.code(), 303);
        guess(portal, &bram, 10).await;
        assert_eq!(tries(&bram, &note, BETTER).await, 422, "the note of before");
        let newer = here.cookies[DEVICE].clone();
        assert_eq!(tries(&bram, &newer, BETTER).await, 303);
        portal.advance(SignedDuration::from_hours(24 * 180));
        guess(portal, &bram, 10).await;
        assert_eq!(tries(&bram, &newer, BETTER).await, 422, "half a year later");
    });
}

#[test]
fn after_a_hundred_wrong_passwords_a_recognised_device_opens_the_door_for_all() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = own_desk(portal, &bram).await;
        guess(portal, &bram, 9).await;
        portal.execute("UPDATE throttle SET in_a_row = 99 WHERE NOT recognised", &[]).await;
        portal.visitor().sign_in(&bram.user_name, "the hundredth").await;
        portal.advance(SignedDuration::from_hours(20));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 303);
    });
}

#[test]
fn thirty_failures_of_an_address_make_it_wait_and_recognised_devices_do_not_wait_with_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = own_desk(portal, &bram).await;
        let names = ["anna", "bert", "carl", "dirk", "emma"].map(|name| format!("{name}.nobody@noordzee.example"));
        for (wrong, name) in (0..30).zip(names.iter().cycle()) {
            let page = portal.visitor().sign_in(name, &format!("wrong {wrong}")).await;
            assert_eq!(page.code(), 422, "{wrong}");
        }
        let page = portal.visitor().sign_in(&bram.user_name, PASSWORD).await;
        assert_eq!(page.code(), 429, "{}", page.text());
        let wait: i64 = page.header("retry-after").parse().unwrap();
        assert!((600..=901).contains(&wait), "{wait}");
        assert!(page.says("Try again"), "{}", page.text());
        assert!(portal.last("Hold source of failed sign-ins").await.details.contains("127.0.0.1/32"));
        assert_eq!(desk.sign_in(&bram.user_name, PASSWORD).await.code(), 303);
        portal.advance(SignedDuration::from_mins(15));
        portal.signed_in(&bram).await;
    });
}

#[test]
fn a_clock_that_is_set_back_makes_no_address_wait_until_it_has_caught_up() {
    run(async |portal| {
        let names = ["anna", "bert", "carl", "dirk", "emma"].map(|name| format!("{name}.nobody@noordzee.example"));
        let fails = async |from: i32| {
            for (wrong, name) in (from..from + 30).zip(names.iter().cycle()) {
                let page = portal.visitor().sign_in(name, &format!("wrong {wrong}")).await;
                assert_eq!(page.code(), 422, "{wrong}");
            }
            portal.visitor().sign_in(&names[0], "one more").await.code()
        };
        assert_eq!(fails(0).await, 429);
        portal.advance(-SignedDuration::from_hours(2));
        // It is counted anew from here, and waits as long as always.
        assert_eq!(fails(30).await, 429);
        portal.advance(SignedDuration::from_mins(15));
        assert_eq!(portal.visitor().sign_in(&names[0], "one more").await.code(), 422);
    });
}

#[test]
fn a_list_of_names_makes_its_address_wait_an_hour() {
    run(async |portal| {
        for number in 0..15 {
            let name = format!("person{number}@noordzee.example");
            assert_eq!(portal.visitor().sign_in(&name, "Autumn2026").await.code(), 422, "{number}");
        }
        let page = portal.visitor().sign_in("person0@noordzee.example", "Autumn2026").await;
        assert_eq!(page.code(), 429);
        let wait: i64 = page.header("retry-after").parse().unwrap();
        assert!((3500..=3601).contains(&wait), "{wait}");
        portal.advance(SignedDuration::from_mins(61));
        assert_eq!(portal.visitor().sign_in("person0@noordzee.example", "Autumn2026").await.code(), 422);
    });
}

#[test]
fn of_a_flood_the_log_tells_the_beginning_and_how_many_more_there_were() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for _ in 0..50 {
            portal.visitor().sign_in(&bram.user_name, "again and again").await;
        }
        let told = "SELECT count(*) FROM audit_event WHERE activity = 'Sign in' AND result = 'failure'";
        assert_eq!(portal.count(told).await, 20);
        let hand = portal.hand();
        portal.advance(SignedDuration::from_mins(2));
        hand.beat().await.unwrap();
        let row = portal.last("Failed sign-ins (counted)").await;
        assert_eq!(row.details, r#"{"failures":"30","source":"127.0.0.1/32"}"#);
        hand.beat().await.unwrap();
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Failed sign-ins (counted)'").await,
            1
        );
        portal.advance(SignedDuration::from_hours(25));
        hand.beat().await.unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM throttle_source").await, 0);
    });
}

#[test]
fn while_hundreds_knock_at_once_a_recognised_device_gets_in_within_seconds() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut desk = own_desk(portal, &bram).await;
        let mut stranger = portal.visitor();
        stranger.get("/sign-in").await;
        let form = stranger.form("/sign-in").with("username", &bram.user_name);
        let flood = (0..400).map(|wrong| {
            let (stranger, form) = (stranger.clone(), form.clone().with("password", &format!("wrong {wrong}")));
            async move { stranger.press("/sign-in", &form).await.code() }
        });
        let mine = tokio::time::timeout(Duration::from_secs(5), async {
            desk.sign_in(&bram.user_name, PASSWORD).await.code()
        });
        let (codes, mine) = tokio::join!(join_all(flood), mine);
        assert_eq!(mine, Ok(303));
        assert!(codes.iter().all(|code| [422, 429, 503].contains(code)), "{codes:?}");
    });
}
