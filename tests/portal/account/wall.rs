//! Who must have a second step: grace, wall, and what the settings say of it.

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use reqwest::Method;

use crate::support::people::{BETTER, PASSWORD, Person};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const SETTINGS: &str = "/settings/second-step";
const BANNER: &str = "Your account needs a second step";

/// Makes grace begin at the next sign-in.
async fn forget(portal: &Portal) {
    portal.execute("DELETE FROM second_step_grace", &[]).await;
}

async fn opens(browser: &Visitor, path: &str) -> String {
    let page = browser.peek(Method::GET, path, &[], "").await;
    if page.code() == 200 { String::new() } else { page.location().to_owned() }
}

/// Decides for one role less.
async fn decide(portal: &Portal, fields: &[(&str, &str)], spared: &str) {
    let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
    gwen.get(SETTINGS).await;
    let form = fields.iter().fold(gwen.form(SETTINGS), |form, (name, value)| form.with(name, value));
    let page = gwen.submit(SETTINGS, &form.without(spared)).await;
    assert_eq!((page.code(), page.location()), (303, SETTINGS), "{}", page.text());
    assert!(gwen.follow().await.flash().starts_with("Saved"));
}

async fn walled(portal: &Portal, person: &Person) -> bool {
    let browser = portal.signed_in(person).await;
    !opens(&browser, "/account").await.is_empty()
}

#[test]
fn an_administrator_may_put_it_off_for_seven_days_and_then_nothing_else_opens() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        forget(portal).await;
        let mut browser = portal.signed_in(&helen).await;
        let page = browser.get("/users").await;
        assert!(page.code() == 200 && page.says(BANNER), "{}", page.text());
        portal.advance(SignedDuration::from_hours(6 * 24));
        let mut browser = portal.signed_in(&helen).await;
        assert!(browser.get("/").await.says(BANNER));
        // The days are counted from the first time, not from the last.
        portal.advance(SignedDuration::from_hours(24));
        let mut browser = portal.signed_in(&helen).await;
        for path in ["/", "/users", "/account", "/account/groups", "/roles", "/audit", "/users/export.csv", "/jobs"] {
            assert_eq!(opens(&browser, path).await, "/account/security", "{path}");
        }
        let page = browser.get("/account/security").await;
        assert!(page.code() == 200 && page.says("Add a second step to go on"), "{}", page.text());
        assert!(page.link("Users").is_none(), "the navigation leads through the wall");
        browser.add_app(portal).await;
        let page = browser.get("/users").await;
        assert!(page.code() == 200 && !page.says(BANNER), "{}", page.text());
    });
}

#[test]
fn without_a_role_nobody_is_asked_and_nothing_is_written_down() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        forget(portal).await;
        let mut browser = portal.signed_in(&bram).await;
        assert!(!browser.get("/account").await.says(BANNER));
        portal.advance(SignedDuration::from_hours(8 * 24));
        assert!(!walled(portal, &bram).await);
        assert_eq!(portal.count("SELECT count(*) FROM second_step_grace").await, 0);
    });
}

#[test]
fn a_new_password_is_no_way_around_the_wall() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        forget(portal).await;
        portal.signed_in(&helen).await;
        portal.advance(SignedDuration::from_hours(7 * 24 - 1));
        let mut browser = portal.signed_in(&helen).await;
        portal.advance(SignedDuration::from_mins(10));
        let page = browser.fill("/account/password", &[("current_password", PASSWORD), ("new_password", BETTER)]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(browser.get("/account").await.says(BANNER));
        // That a session was used is written down behind the page: one note that comes late ends nothing.
        for _ in 0..8 {
            portal.advance(SignedDuration::from_mins(7));
            browser.get("/account").await;
        }
        // In the middle of a session, too.
        assert_eq!(opens(&browser, "/users").await, "/account/security");
    });
}

#[test]
fn the_settings_say_which_roles_and_groups_and_groups_inside_groups_count() {
    run(async |portal| {
        let (outer, inner) = (portal.group("Crane drivers").await, portal.group("Night shift").await);
        portal.nest(&outer, &inner).await;
        let (bram, eva) = (portal.plain("Bram de Vries").await, portal.plain("Eva Smit").await);
        let (helen, rita) =
            (portal.helpdesk("Helen Kramer").await, portal.holder("Rita Lees", Role::DirectoryReader).await);
        portal.join(&inner, &bram).await;
        decide(portal, &[("grace_days", "0"), ("groups", "crane drivers")], "role_directory-reader").await;
        forget(portal).await;
        assert!(walled(portal, &bram).await && !walled(portal, &eva).await);
        assert!(walled(portal, &helen).await && !walled(portal, &rita).await);
        let row = portal.last("Update policy").await;
        assert!(row.details.contains("grace_days"), "{}", row.details);
    });
}

#[test]
fn nonsense_in_the_settings_is_refused_and_stays_typed() {
    run(async |portal| {
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for (fields, field, reason) in [
            (("grace_days", "61"), "grace_days", "0 to 60"),
            (("grace_days", "soon"), "grace_days", "0 to 60"),
            (("groups", "Nobody; at all"), "groups", "No group is called Nobody"),
        ] {
            let page = gwen.fill(SETTINGS, &[fields]).await;
            assert_eq!((page.code(), page.value(fields.0).as_str()), (422, fields.1), "{}", page.text());
            assert!(page.complaint(field).contains(reason), "{}", page.complaint(field));
        }
        let rita = portal.holder("Rita Lees", Role::GlobalReader).await;
        let mut browser = portal.signed_in(&rita).await;
        assert!(browser.get(SETTINGS).await.texts("main button").is_empty(), "a reader sees a button");
        // After ten minutes a proof comes first, with everything that was ticked.
        portal.advance(SignedDuration::from_mins(11));
        let page = gwen.fill(SETTINGS, &[("grace_days", "3")]).await;
        assert_eq!(page.heading(), "Confirm that it is you");
        assert_eq!(gwen.post(SETTINGS, &[("proof", PASSWORD)]).await.location(), SETTINGS);
        assert_eq!(gwen.get(SETTINGS).await.value("grace_days"), "3");
        assert_eq!(portal.count("SELECT json_array_length(body::json -> 'roles')::bigint FROM setting").await, 13);
    });
}
