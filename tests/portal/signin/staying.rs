//! R-012, T-78: staying signed in, for those who may and ask for it.

use jiff::SignedDuration;

use crate::self_service::decide_on;
use crate::support::page::Page;
use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const HALF_A_YEAR: i64 = 180 * 24 * 3600;

/// How long the browser is told to keep the session, in seconds; nothing where it goes with the browser.
fn kept(page: &Page) -> Option<i64> {
    let mut lines = page.headers.get_all("set-cookie").into_iter().map(|line| line.to_str().unwrap());
    let session = lines.find(|line| line.starts_with("__Host-latchkey=")).unwrap();
    let age = session.split("; ").find_map(|part| part.strip_prefix("Max-Age="))?;
    Some(age.parse().unwrap())
}

async fn stays(portal: &Portal, person: &Person) -> (Visitor, Page) {
    let mut browser = portal.visitor();
    let fields = [("username", person.user_name.as_str()), ("password", PASSWORD), ("stay", "yes")];
    let page = browser.fill("/sign-in", &fields).await;
    (browser, page)
}

#[test]
fn whoever_asks_for_it_stays_in_half_a_year_and_whoever_does_not_goes_with_the_browser() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let page = portal.visitor().sign_in(&bram.user_name, PASSWORD).await;
        assert_eq!((page.code(), kept(&page)), (303, None));
        let (mut browser, page) = stays(portal, &bram).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(HALF_A_YEAR)));
        portal.advance(DAY * 100);
        assert!(browser.get("/account/sessions").await.says("stays signed in"));
        // A powerful deed asks again who it is, and the browser keeps what it gets then.
        browser.get("/account/security/app").await;
        let page = browser.post("/account/proof", &[("proof", PASSWORD)]).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(HALF_A_YEAR)), "{}", page.text());
        let page = browser.fill("/account/password", &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(HALF_A_YEAR)), "{}", page.text());
        portal.advance(DAY * 181);
        assert_eq!(browser.get("/account").await.location(), "/sign-in?next=%2Faccount");
    });
}

#[test]
fn the_second_step_and_a_new_password_come_first_and_then_it_stays() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let (mut browser, page) = stays(portal, &bram).await;
        assert_eq!((page.location(), kept(&page)), ("/sign-in/second-step", None), "half a sign-in is kept by nobody");
        let page = browser.prove(&app.next(portal)).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(HALF_A_YEAR)));
        let eva = portal.newcomer("Eva Smit").await;
        let mut browser = portal.visitor();
        let fields = [("username", eva.user_name.as_str()), ("password", eva.password.as_str()), ("stay", "yes")];
        let page = browser.fill("/sign-in", &fields).await;
        assert_eq!((page.location(), kept(&page)), ("/change-password", None));
        browser.get("/change-password").await;
        let page = browser.post("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(HALF_A_YEAR)), "{}", page.text());
    });
}

#[test]
fn administrators_do_not_unless_it_is_decided_and_a_role_that_comes_later_counts_at_once() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let page = portal.visitor().get("/sign-in").await;
        assert!(page.says("Stay signed in") && page.says("Administrators do not stay signed in"), "{}", page.text());
        let (mut browser, page) = stays(portal, &helen).await;
        assert_eq!((page.code(), kept(&page)), (303, None));
        portal.advance(SignedDuration::from_mins(16));
        assert_eq!(browser.get("/users").await.code(), 303);
        let bram = portal.plain("Bram de Vries").await;
        let (mut browser, _) = stays(portal, &bram).await;
        portal.advance(DAY);
        assert_eq!(browser.get("/account").await.code(), 200);
        portal.execute("UPDATE users SET role_bits = 1 WHERE id::text = $1", &[&bram.id]).await;
        assert_eq!(
            browser.get("/account").await.location(),
            "/sign-in?next=%2Faccount",
            "a day is too long for a role"
        );
    });
}

#[test]
fn where_nobody_may_it_is_not_offered_and_those_who_stay_are_out() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (mut browser, _) = stays(portal, &bram).await;
        portal.advance(DAY);
        assert!(browser.clone().is_in().await);
        let gwen = portal.global("Gwen Bakker").await;
        let mut settings = portal.signed_in(&gwen).await;
        let page = settings.fill("/settings/sessions", &[("others_stay_days", "181")]).await;
        assert!(page.code() == 422 && page.complaints().len() == 1, "{}", page.text());
        assert_eq!(settings.post("/settings/sessions", &[("others_stay_days", "0")]).await.code(), 303);
        assert!(!portal.visitor().get("/sign-in").await.says("Stay signed in"));
        assert_eq!(browser.get("/account").await.code(), 303);
        // A form of before is taken as one that did not ask for it.
        decide_on(portal, "sessions", r#"{"administrators_stay_days": 3, "others_stay_days": 0}"#).await;
        assert!(portal.visitor().get("/sign-in").await.says("For administrators, on a device that nobody else uses"));
        let (_, page) = stays(portal, &bram).await;
        assert_eq!((page.code(), kept(&page)), (303, None));
        let (_, page) = stays(portal, &gwen).await;
        assert_eq!((page.code(), kept(&page)), (303, Some(3 * 24 * 3600)));
    });
}
