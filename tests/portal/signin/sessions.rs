//! How long somebody stays in, by a clock that the test moves.

use jiff::SignedDuration;

use crate::support::people::{PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const TIMED_OUT: &str = "You were signed out after a time without activity.";

/// Uses the portal once in so many minutes, so often.
async fn keep_busy(portal: &Portal, browser: &mut Visitor, minutes: i64, times: usize) {
    for _ in 0..times {
        portal.advance(SignedDuration::from_mins(minutes));
        assert_eq!(browser.get("/account").await.code(), 200);
        // The visit is written down by a task of its own.
        let id = "SELECT count(*) FROM auth_session WHERE last_seen_at > now() + make_interval(secs => $1::float8 - 5)";
        let offset = portal.house.clock.get().as_secs_f64();
        while portal.sql.query_one(id, &[&offset]).await.unwrap().get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
    }
}

async fn is_told_that_time_is_up(browser: &mut Visitor) {
    let page = browser.get("/account").await;
    assert_eq!((page.code(), page.location()), (303, "/sign-in?next=%2Faccount"));
    assert_eq!(browser.follow().await.flash(), TIMED_OUT);
    // Said once.
    browser.get("/account/password").await;
}

async fn limits(portal: &Portal, person: &Person, quiet: i64, step: i64, most: usize) {
    let mut browser = portal.signed_in(person).await;
    portal.advance(SignedDuration::from_mins(quiet - 1));
    assert!(browser.clone().get("/account").await.code() == 200);
    let mut silent = portal.signed_in(person).await;
    portal.advance(SignedDuration::from_mins(quiet));
    is_told_that_time_is_up(&mut silent).await;
    browser = portal.signed_in(person).await;
    keep_busy(portal, &mut browser, step, most - 1).await;
    portal.advance(SignedDuration::from_mins(step));
    is_told_that_time_is_up(&mut browser).await;
}

#[test]
fn an_administrator_is_out_after_a_quarter_of_an_hour_of_quiet_or_eight_hours_in_all() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        limits(portal, &helen, 15, 12, 40).await;
    });
}

#[test]
fn a_plain_person_is_out_after_half_an_hour_of_quiet_or_twelve_hours_in_all() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        limits(portal, &bram, 30, 24, 30).await;
    });
}

#[test]
fn a_forced_change_has_ten_minutes_whatever_happens_in_between() {
    run(async |portal| {
        let hans = portal.newcomer("Hans Smit").await;
        let mut browser = portal.signed_in(&hans).await;
        portal.advance(SignedDuration::from_mins(6));
        assert_eq!(browser.get("/change-password").await.code(), 200);
        portal.advance(SignedDuration::from_mins(4));
        assert_eq!(browser.get("/change-password").await.location(), "/sign-in?next=%2Fchange-password");
        assert_eq!(browser.follow().await.flash(), TIMED_OUT);
    });
}

#[test]
fn after_a_time_out_the_form_of_the_sign_in_page_works_and_leads_back() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        portal.advance(SignedDuration::from_mins(31));
        browser.get("/account/password").await;
        browser.follow().await;
        let page = browser.post("/sign-in", &[("username", &bram.user_name), ("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account/password"));
        assert_eq!(browser.follow().await.flash(), "");
    });
}

#[test]
fn whoever_is_blocked_or_loses_a_role_notices_at_the_next_request() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.signed_in(&helen).await;
        assert_eq!(browser.get("/users").await.code(), 200);
        portal.execute("DELETE FROM role_assignment WHERE user_id = $1::text::uuid", &[&helen.id]).await;
        assert_eq!(browser.get("/users").await.code(), 403);
        portal.execute("UPDATE users SET enabled = false WHERE id = $1::text::uuid", &[&helen.id]).await;
        assert_eq!(browser.get("/account").await.location(), "/sign-in?next=%2Faccount");
    });
}

#[test]
fn whose_session_was_ended_is_told_why_and_whoever_never_had_one_is_not() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        helen.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
        browser.get("/account").await;
        let told = "You were signed out because your password or your account changed. Sign in again.";
        assert_eq!(browser.follow().await.flash(), told);
        assert_eq!(browser.get("/sign-in").await.flash(), "");
        let mut guest = portal.visitor();
        guest.get("/account").await;
        assert_eq!(guest.follow().await.flash(), "");
        // Who signed out himself knows why.
        let before = helen.clone();
        helen.get("/account").await;
        helen.post("/sign-out", &[]).await;
        let mut again = before;
        again.get("/account").await;
        assert_eq!(again.follow().await.heading(), "Sign in");
    });
}
