//! A clock that steps, and days that are hard to count (F19, F20): what was used or has ended stays so, and nothing lasts until the clock has caught up.

use jiff::{SignedDuration, Timestamp};
use latchkey::cli::chainer::Chainer;
use latchkey::cli::house::Acting;
use latchkey::domain::chain::step_back;
use latchkey::host::head_file;
use latchkey::service::chain::{self, Verdict};
use tempfile::TempDir;

use crate::self_service::{code, decided, reachable};
use crate::support::people::{BETTER, PASSWORD, Person, TEMPORARY};
use crate::support::server::{Portal, run, run_in};

const HOURS: SignedDuration = SignedDuration::from_hours(2);
const MONTHS: SignedDuration = SignedDuration::from_hours(90 * 24);
const HALF_A_DAY: i64 = 12 * 3600;
const OWN: &str = "zeven groene fietsen bij de brug";
const TIMED_OUT: &str = "You were signed out after a time without activity.";

fn now(portal: &Portal) -> Timestamp {
    latchkey::cli::house::now() + portal.house.clock.get()
}

async fn opens(portal: &Portal, person: &Person, password: &str) -> bool {
    portal.visitor().sign_in(&person.user_name, password).await.code() == 303
}

#[test]
fn a_code_of_a_reset_that_was_used_stays_used() {
    decided(r#"{"reach": "everybody"}"#, async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let sent = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &sent).await.location(), "/reset-password/new");
        browser.get("/reset-password/new").await;
        let before = browser.clone();
        let page = browser.post("/reset-password/new", &[("new_password", OWN)]).await;
        assert_eq!(page.location(), "/sign-in", "{}", page.text());
        for back in [HOURS, MONTHS] {
            portal.advance(-back);
            assert_eq!(before.clone().get("/reset-password/verify").await.location(), "/reset-password");
            let form = before.form("/reset-password/new").with("new_password", BETTER);
            before.press("/reset-password/new", &form).await;
            assert!(!opens(portal, &bram, BETTER).await, "the same reset did it again");
            assert!(opens(portal, &bram, OWN).await);
        }
        let mut anew = portal.visitor();
        anew.says_who(&bram.user_name).await;
        assert_eq!(anew.gives("email", &sent).await.code(), 422);
    });
}

#[test]
fn a_session_that_was_ended_or_timed_out_does_not_come_back() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let signed_out = browser.clone();
        browser.get("/account").await;
        assert_eq!(browser.post("/sign-out", &[]).await.code(), 303);
        let quiet = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(31));
        assert!(!quiet.is_in().await);
        let at_work = portal.signed_in(&bram).await;
        portal.advance(-HOURS);
        assert!(!signed_out.is_in().await);
        let mut told = quiet.clone();
        assert_eq!(told.get("/account").await.location(), "/sign-in?next=%2Faccount");
        assert_eq!(told.follow().await.flash(), TIMED_OUT, "it is told as what it was");
        assert!(at_work.is_in().await, "a step of hours throws nobody out");
        // From so far ahead it would last for months.
        portal.advance(-MONTHS);
        for browser in [&signed_out, &quiet, &at_work] {
            assert!(!browser.is_in().await);
        }
        portal.advance(MONTHS + HOURS);
        for browser in [&signed_out, &quiet, &at_work] {
            assert!(!browser.is_in().await, "the clock is right again, and it is back");
        }
    });
}

#[test]
fn half_an_hour_of_quiet_and_ten_minutes_of_a_proof_are_as_long_as_always() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        portal.advance(-HOURS);
        assert_eq!(browser.get("/account").await.code(), 200);
        // The visit is written down by a task of its own.
        let seen =
            "SELECT count(*) FROM auth_session WHERE last_seen_at < now() + make_interval(secs => $1::float8 + 60)";
        let offset = portal.house.clock.get().as_secs_f64();
        let mut looks = 0;
        while portal.sql.query_one(seen, &[&offset]).await.unwrap().get::<_, i64>(0) == 0 {
            looks += 1;
            assert!(looks < 2_000, "the visit is not written down before the clock has caught up");
            tokio::task::yield_now().await;
        }
        portal.advance(SignedDuration::from_mins(31));
        assert!(!browser.is_in().await, "quiet lasts until the clock has caught up");
    });
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let browser = portal.signed_in(&bram).await;
        let page = "/account/security/app";
        portal.advance(-SignedDuration::from_mins(5));
        assert!(browser.clone().get(page).await.form("/account/proof").is_none(), "it was proved a moment ago");
        portal.advance(-HOURS);
        let asked = browser.clone().get(page).await;
        assert!(asked.form("/account/proof").is_some(), "a proof of whenever is fresh: {}", asked.main());
    });
}

#[test]
fn a_temporary_password_that_was_used_stays_so_and_its_half_hour_is_none_of_hours() {
    run(async |portal| {
        let (hans, eva) = (portal.newcomer("Hans Smit").await, portal.newcomer("Eva Smit").await);
        let waiting = portal.newcomer("Kees Bos").await;
        let mut browser = portal.signed_in(&hans).await;
        browser.get("/change-password").await;
        assert_eq!(browser.post("/change-password", &[("new_password", BETTER)]).await.location(), "/account");
        assert!(opens(portal, &eva, TEMPORARY).await);
        portal.advance(-SignedDuration::from_mins(10));
        assert!(opens(portal, &eva, TEMPORARY).await, "a small step takes nothing away");
        for back in [HOURS, MONTHS] {
            portal.advance(-back);
            assert!(!opens(portal, &hans, TEMPORARY).await);
            assert!(opens(portal, &hans, BETTER).await);
            assert!(!opens(portal, &eva, TEMPORARY).await, "its half hour is as long as the step");
        }
        assert!(opens(portal, &waiting, TEMPORARY).await, "that nobody used yet still waits");
    });
}

#[test]
fn a_code_of_an_app_that_was_used_is_refused_until_the_clock_has_passed_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let used = app.next(portal);
        assert_eq!(portal.signed_in(&bram).await.prove(&used).await.code(), 303);
        for (back, recovery) in [(SignedDuration::from_secs(30), 0), (HOURS, 1), (MONTHS, 2)] {
            portal.advance(-back);
            let mut again = portal.signed_in(&bram).await;
            for shown in [&used, &app.shows(portal, 0)] {
                assert_eq!(again.prove(shown).await.code(), 422, "{back:?}");
            }
            // Nobody is shut out by it.
            assert_eq!(again.prove(&app.codes[recovery]).await.code(), 303, "{back:?}");
        }
        portal.advance(MONTHS + HOURS + SignedDuration::from_secs(30));
        let mut again = portal.signed_in(&bram).await;
        assert_eq!(again.prove(&used).await.code(), 422);
        assert_eq!(again.prove(&app.next(portal)).await.code(), 303);
    });
}

#[test]
fn a_lock_is_as_long_as_it_is_whatever_the_clock_does() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for wrong in 0..10 {
            assert!(!opens(portal, &bram, &format!("wrong password {wrong}")).await);
        }
        for step in [30, -60, 50] {
            portal.advance(SignedDuration::from_secs(step));
            assert!(!opens(portal, &bram, PASSWORD).await, "a small step opened it: {step}");
        }
        portal.advance(-HOURS);
        // The step is worth one guess, and that closes the door for its two minutes.
        assert!(!opens(portal, &bram, "wrong password 10").await);
        assert!(!opens(portal, &bram, PASSWORD).await, "the step opened it for more than one guess");
        portal.advance(SignedDuration::from_secs(100));
        assert!(!opens(portal, &bram, PASSWORD).await);
        portal.advance(SignedDuration::from_secs(21));
        assert!(opens(portal, &bram, PASSWORD).await, "it is closed until the clock has caught up");
    });
}

/// Whether the log is as it was written, by the heads beside the database.
async fn verdict(portal: &Portal) -> Verdict {
    let db = portal.house.db(Acting::App, 1).unwrap();
    let outside = head_file::read(&portal.house.heads_file).unwrap();
    chain::verify(&db, &portal.house.keys, &outside).await.unwrap()
}

#[test]
fn the_log_goes_on_in_its_order_and_is_signed_and_proven_after_a_step_back() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("heads");
    run_in(
        |house| house.heads_file = file,
        async |portal| {
            let gwen = portal.global("Gwen Bakker").await;
            portal.signed_in(&gwen).await;
            Chainer::new(&portal.house).unwrap().finish().await;
            assert_eq!(step_back(&head_file::read(&portal.house.heads_file).unwrap()), None);
            let heads = "SELECT count(*) FROM audit_head";
            let mut chainer = Chainer::new(&portal.house).unwrap();
            for (back, number) in [(HOURS, 1), (MONTHS, 2)] {
                let before = portal.count(heads).await;
                portal.advance(-back);
                let mut browser = portal.signed_in(&gwen).await;
                chainer.beat().await.unwrap();
                assert_eq!(portal.count(heads).await, before + 1, "what happens now is under no head");
                // And from then on once a minute, as always.
                portal.signed_in(&gwen).await;
                chainer.beat().await.unwrap();
                assert_eq!(portal.count(heads).await, before + 1);
                let rows = portal.count("SELECT max(seq) FROM audit_chain").await;
                assert_eq!(portal.count("SELECT count(*) FROM audit_chain").await, rows);
                assert_eq!(verdict(portal).await, Verdict::Intact { rows });
                let stepped = "SELECT count(*) FROM audit_chain a JOIN audit_chain b ON b.seq = a.seq + 1 \
                               JOIN audit_event x ON x.id = a.event_id JOIN audit_event y ON y.id = b.event_id \
                               WHERE y.at < x.at - interval '1 hour'";
                assert_eq!(portal.count(stepped).await, number);
                let found = step_back(&head_file::read(&portal.house.heads_file).unwrap());
                assert!(found.is_some_and(|(earlier, later)| earlier.at > later.at));
                let page = browser.get("/audit").await;
                assert!(page.says("is proven to be as it was written"), "{}", page.main());
                assert!(page.texts("#log-broken").is_empty());
            }
        },
    );
}

#[test]
fn a_form_that_was_open_before_a_step_back_over_noon_or_midnight_still_works() {
    run(async |portal| {
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let behind = now(portal).as_second().rem_euclid(HALF_A_DAY);
        portal.advance(SignedDuration::from_secs(HALF_A_DAY - behind + 5));
        let mut guest = portal.visitor();
        guest.get("/sign-in").await;
        let form = guest.form("/sign-in").with("username", &eva.user_name).with("password", PASSWORD);
        let mut desk = portal.signed_in(&bram).await;
        desk.get("/account/password").await;
        portal.advance(-HOURS);
        assert_eq!(guest.press("/sign-in", &form).await.code(), 303);
        let page = desk.post("/account/password", &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        // One half-day ahead is enough.
        portal.advance(-SignedDuration::from_secs(HALF_A_DAY));
        assert_eq!(guest.press("/sign-in", &form).await.code(), 403);
    });
}

/// Half an hour of quiet and a day of a temporary password end where they should, from that moment on.
async fn ends_where_it_should(portal: &Portal, then: &str) {
    let then: Timestamp = then.parse().unwrap();
    portal.advance(then.duration_since(now(portal)));
    let [bram, early, late] =
        [portal.plain("Bram de Vries").await, portal.plain("Eva Vroeg").await, portal.plain("Lars Laat").await];
    let helen = portal.helpdesk("Helen Kramer").await;
    portal.execute("UPDATE second_step_grace SET since = '2100-01-01'", &[]).await;
    let mut helen = portal.signed_in(&helen).await;
    let mut secrets = vec![];
    for person in [&early, &late] {
        let path = format!("/users/{}/reset-password", person.id);
        let page = helen.fill(&path, &[("verified_by", "saw-id"), ("expires", "24h")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        secrets.push(page.secret());
    }
    let (one, other) = (portal.signed_in(&bram).await, portal.signed_in(&bram).await);
    portal.advance(SignedDuration::from_secs(30 * 60 - 20));
    assert!(one.is_in().await, "out too early: {then}");
    portal.advance(SignedDuration::from_secs(20));
    assert!(!other.is_in().await, "in too long: {then}");
    portal.advance(SignedDuration::from_secs(23 * 3600 + 30 * 60 - 20));
    assert!(opens(portal, &early, &secrets[0]).await, "over too early: {then}");
    portal.advance(SignedDuration::from_secs(20));
    assert!(!opens(portal, &late, &secrets[1]).await, "good for too long: {then}");
}

#[test]
fn ends_are_right_across_the_29th_of_february() {
    run(async |portal| ends_where_it_should(portal, "2028-02-28T23:45:00Z").await);
}

#[test]
fn ends_are_right_across_the_change_to_summer_time() {
    // In Amsterdam the hour behind two o'clock is left out.
    run(async |portal| ends_where_it_should(portal, "2027-03-28T00:45:00Z").await);
}

#[test]
fn ends_are_right_across_the_last_second_of_32_bits() {
    run(async |portal| ends_where_it_should(portal, "2038-01-19T02:59:00Z").await);
}
