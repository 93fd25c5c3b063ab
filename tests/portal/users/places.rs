//! R-250f, R-250g: places from which too much was tried are seen while they wait, and let in again by whoever may unlock people.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::PASSWORD;
use crate::support::server::{Portal, run};

const PLACES: &str = "/users/places";
const HERE: &str = "127.0.0.1/32";
const LET_IN: &str = "Let source in again (by admin)";

/// Fails to sign in so often that the place has to wait.
async fn hold(portal: &Portal) {
    let names = ["anna", "bert", "carl", "dirk", "emma"].map(|name| format!("{name}.nobody@noordzee.example"));
    for (wrong, name) in (0..30).zip(names.iter().cycle()) {
        let page = portal.visitor().sign_in(name, &format!("wrong {wrong}")).await;
        assert_eq!(page.code(), 422, "{wrong}");
    }
}

/// As if so much had failed in other places.
async fn others(portal: &Portal, number: i32) {
    let held = "INSERT INTO throttle_source (prefix, wide, failures, window_from, names, names_from, minute_failures, minute_from, \
                untold, last_at, held_until) SELECT format('10.0.0.%s/32', n), false, 30, now(), '{}', now(), 0, now(), 0, now(), \
                now() + interval '1 hour' + n * interval '1 second' FROM generate_series(1, $1) AS n";
    portal.execute(held, &[&number]).await;
}

#[test]
fn a_place_that_waits_with_sign_ins_is_seen_and_let_in_again_with_one_press() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut hein = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let page = hein.get(PLACES).await;
        assert!(page.code() == 200 && page.says("No place has to wait"), "{}", page.main());
        assert_eq!(hein.get("/users?view=locked").await.link("Places that have to wait").as_deref(), Some(PLACES));
        hold(portal).await;
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 429);
        let page = hein.get(PLACES).await;
        assert!(page.says(HERE) && page.says("Sign-ins"), "{}", page.main());
        let form = page.form(PLACES).unwrap();
        assert_eq!((form.value("place"), form.value("held")), (Some(HERE), Some("sign-ins")));
        let answer = hein.submit(PLACES, &form).await;
        assert_eq!((answer.code(), answer.location()), (303, PLACES), "{}", answer.text());
        let page = hein.follow().await;
        assert!(page.flash().contains("let in again") && page.says("No place has to wait"), "{}", page.main());
        let row = portal.last(LET_IN).await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", "hein.desk@noordzee.example"));
        assert_eq!(row.details, r#"{"held":"sign-ins","source":"127.0.0.1/32"}"#);
        // What failed before counts no more.
        assert_eq!(portal.visitor().sign_in("anna.nobody@noordzee.example", "one more").await.code(), 422);
        portal.signed_in(&bram).await;
        // Pressed twice it is done once.
        let before = portal.ledger().await;
        assert_eq!(hein.submit(PLACES, &form).await.code(), 303);
        assert_eq!(portal.ledger().await, before);
    });
}

#[test]
fn whoever_may_not_unlock_lets_nobody_in_and_the_log_tells_of_the_try() {
    run(async |portal| {
        others(portal, 1).await;
        let hein = portal.helpdesk("Hein Desk").await;
        let mut his = portal.signed_in(&hein).await;
        let mut reader = portal.signed_in(&portal.holder("Rita Reader", Role::GlobalReader).await).await;
        let page = reader.get(PLACES).await;
        assert!(page.says("10.0.0.1/32") && page.form(PLACES).is_none(), "{}", page.main());
        let mut directory = portal.signed_in(&portal.holder("Dirk Reader", Role::DirectoryReader).await).await;
        assert_eq!(directory.get(PLACES).await.code(), 403);
        assert_eq!(directory.get("/users?view=locked").await.link("Places that have to wait"), None);
        let form = his.get(PLACES).await.form(PLACES).unwrap();
        portal.becomes(&hein, Role::DirectoryReader).await;
        assert_eq!(his.submit(PLACES, &form).await.code(), 403);
        let row = portal.last(LET_IN).await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "needs-role"));
        assert_eq!(portal.count("SELECT count(*) FROM throttle_source WHERE held_until IS NOT NULL").await, 1);
    });
}

#[test]
fn a_place_that_does_not_wait_any_more_is_told_and_what_is_no_place_is_refused() {
    run(async |portal| {
        others(portal, 1).await;
        let mut hein = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let form = hein.get(PLACES).await.form(PLACES).unwrap();
        for (field, value) in [("place", "10.0.0.1"), ("place", "somewhere"), ("held", "everything"), ("more", "yes")] {
            assert_eq!(hein.press(PLACES, &form.clone().with(field, value)).await.code(), 422, "{field} {value}");
        }
        let before = portal.ledger().await;
        portal.execute("UPDATE throttle_source SET held_until = now() - interval '1 second'", &[]).await;
        assert_eq!(hein.submit(PLACES, &form).await.code(), 303);
        let page = hein.follow().await;
        assert!(page.flash().contains("does not have to wait any more"), "{}", page.main());
        assert_eq!(portal.ledger().await, before);
    });
}

#[test]
fn of_many_places_those_that_wait_longest_are_shown_in_english_and_in_dutch() {
    run(async |portal| {
        others(portal, 101).await;
        let person = portal.helpdesk("Hein Desk").await;
        let mut hein = portal.signed_in(&person).await;
        let page = hein.get(PLACES).await;
        let rows = page.texts("tbody td.wide");
        assert_eq!((rows.len(), rows[0].as_str(), rows[99].as_str()), (100, "10.0.0.101/32", "10.0.0.2/32"));
        assert!(page.says("These are the 100 that wait longest"), "{}", page.main());
        // Whoever knows which one is to be let in finds it behind as many others as there may be.
        for (typed, found) in [
            ("10.0.0.1", &["10.0.0.1/32"][..]),
            ("+10.0.0.1%2F32+", &["10.0.0.1/32"]),
            ("10.0.0.200", &[]),
            ("here", &[]),
        ] {
            let page = hein.get(&format!("{PLACES}?place={typed}")).await;
            assert_eq!(page.texts("tbody td.wide"), found, "{typed}");
            assert_eq!(page.says("does not have to wait"), found.is_empty(), "{typed}: {}", page.main());
        }
        assert_eq!(hein.get(&format!("{PLACES}?place={}", "1".repeat(201))).await.code(), 422);
        hein.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = hein.get(PLACES).await;
        assert_eq!(page.heading(), "Adressen die moeten wachten");
        assert!(
            page.says("Inloggen") && page.says("Weer toelaten") && page.says("Adres of netwerk"),
            "{}",
            page.main()
        );
        portal.advance(SignedDuration::from_mins(62));
        assert!(portal.signed_in(&person).await.get(PLACES).await.says("No place has to wait"));
    });
}
