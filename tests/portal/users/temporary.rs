//! Temporary passwords as things that live (C-05): who gave them, how long they wait, taken back.

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use crate::support::people::{BETTER, Person, TEMPORARY};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const LIST: &str = "/temporary-passwords";

/// Resets somebody's password from the page; the temporary one.
async fn reset(browser: &mut Visitor, person: &Person, reason: &str) -> String {
    let path = format!("/users/{}/reset-password", person.id);
    browser.get(&path).await;
    let page = browser.post(&path, &[("verified_by", "saw-id"), ("expires", "24h"), ("reason", reason)]).await;
    assert_eq!(page.code(), 200, "{}", page.text());
    page.secret()
}

async fn endings(portal: &Portal, person: &Person) -> String {
    let sql = "SELECT string_agg(coalesce(ending, '-'), ' ' ORDER BY made_at) FROM temporary_password WHERE user_id::text = $1";
    portal.ask(sql, &[&person.id]).await
}

#[test]
fn one_that_waits_is_listed_with_its_age_until_an_own_password_takes_its_place() {
    run(async |portal| {
        let (bram, anna) = (portal.plain("Bram de Vries").await, portal.plain("Anna Zonder").await);
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.signed_in(&helen).await;
        assert!(browser.get(LIST).await.says("No temporary password"));
        let first = reset(&mut browser, &bram, "SD-17").await;
        portal.advance(SignedDuration::from_mins(5));
        reset(&mut browser, &anna, "").await;
        portal.advance(SignedDuration::from_hours(3));
        let mut browser = portal.signed_in(&helen).await;
        let page = browser.get(LIST).await;
        assert_eq!(page.texts("#list td.wide a"), ["Bram de Vries", "Anna Zonder"], "the oldest first");
        for words in ["Waits", "for 3 hours", "Saw ID", "SD-17", "helen.kramer", "Not yet"] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
        assert!(!page.body.contains(&first), "never the secret");
        // Used, but no own password yet.
        let mut phone = portal.visitor();
        phone.sign_in(&bram.user_name, &first).await;
        assert!(browser.get(LIST).await.says("Used, no own password yet"));
        phone.get("/change-password").await;
        phone.post("/change-password", &[("new_password", BETTER)]).await;
        let page = browser.get(LIST).await;
        assert_eq!(page.texts("#list td.wide a"), ["Anna Zonder"]);
        let page = browser.get(&format!("{LIST}?person={}", bram.id)).await;
        assert!(page.says("Replaced by an own password"), "{}", page.main());
        // A newer one takes the place of the other; and the day it was given for is over.
        reset(&mut browser, &anna, "lost again").await;
        assert_eq!(endings(portal, &anna).await, "superseded -");
        portal.advance(SignedDuration::from_hours(25));
        let mut browser = portal.signed_in(&helen).await;
        assert!(browser.get(LIST).await.says("Its time is over"));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get(LIST).await;
        assert!(page.says("Half of those that were used last (of 1) were used within 3 hours"), "{}", page.main());
    });
}

#[test]
fn others_see_those_that_they_gave_and_nobody_elses() {
    run(async |portal| {
        let (bram, newcomer) = (portal.plain("Bram de Vries").await, portal.newcomer("Hans Nieuw").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let mut henk = portal.signed_in(&portal.helpdesk("Henk Tweede").await).await;
        reset(&mut helen, &bram, "SD-17").await;
        assert_eq!(helen.get(LIST).await.texts("#list td.wide a"), ["Bram de Vries"]);
        assert!(henk.get(LIST).await.says("No temporary password"));
        assert!(henk.get(&format!("{LIST}?person={}", bram.id)).await.says("No temporary password"));
        let mut reader = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        let page = reader.get(LIST).await;
        let names = page.texts("#list td.wide a");
        // The first administrator of the installation waits, too.
        assert!(names.contains(&"Hans Nieuw".to_owned()) && names.contains(&"Bram de Vries".to_owned()), "{names:?}");
        assert!(!page.main().contains("Take back"), "readers take nothing back: {}", page.main());
        assert_eq!(reader.get(&format!("{LIST}?size=10&person={}", newcomer.id)).await.code(), 200);
        let unknown = format!("{LIST}?person=01930000-0000-7000-8000-000000000001");
        for (path, code) in [("?person=x", 422), ("?after=x", 422), ("?after=a&before=b", 422), ("?page=2", 422)] {
            assert_eq!(reader.get(&format!("{LIST}{path}")).await.code(), code, "{path}");
        }
        assert_eq!(reader.get(&unknown).await.code(), 404);
        // Whoever is deleted has none; whoever is back has it again.
        portal.delete(&bram).await;
        assert!(helen.get(LIST).await.says("No temporary password"));
        portal.restore(&bram).await;
        assert_eq!(helen.get(LIST).await.texts("#list td.wide a"), ["Bram de Vries"]);
    });
}

#[test]
fn one_that_was_taken_back_opens_nothing_and_pressed_twice_is_once() {
    run(async |portal| {
        let newcomer = portal.newcomer("Hans Nieuw").await;
        let begun = portal.signed_in(&newcomer).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/revoke-password", newcomer.id);
        let page = helen.get(&path).await;
        assert_eq!(page.heading(), "Take back the temporary password of Hans Nieuw?");
        let form = page.form(&path).unwrap().with("reason", "sent to the wrong person");
        let (one, two) = tokio::join!(helen.press(&path, &form), helen.press(&path, &form));
        assert_eq!((one.code(), two.code()), (303, 303), "{} {}", one.text(), two.text());
        let profile = helen.get(&format!("/users/{}", newcomer.id)).await;
        assert!(profile.fact("Password").starts_with("Not set"), "{}", profile.main());
        assert!(!begun.is_in().await, "the change page is closed, too");
        assert_eq!(portal.visitor().sign_in(&newcomer.user_name, TEMPORARY).await.code(), 422);
        let rows =
            "SELECT count(*) FROM audit_event WHERE activity = 'Revoke temporary password' AND result = 'success'";
        assert_eq!(portal.count(rows).await, 1);
        let row = portal.last("Revoke temporary password").await;
        assert!(
            row.details.contains("sent to the wrong person") && row.targets == newcomer.user_name,
            "{}",
            row.details
        );
        assert_eq!(endings(portal, &newcomer).await, "revoked");
        // A new one signs in again.
        let fresh = reset(&mut helen, &newcomer, "").await;
        assert_eq!(portal.visitor().sign_in(&newcomer.user_name, &fresh).await.code(), 303);
        // Whoever may not reset may not take back.
        let mut reader = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        assert_eq!(reader.get(&path).await.code(), 403);
        let chief = portal.make(crate::support::people::Sketch::of("Chris Chef").role(Role::GlobalAdministrator)).await;
        assert_eq!(helen.get(&format!("/users/{}/revoke-password", chief.id)).await.code(), 403);
    });
}

#[test]
fn many_are_taken_back_by_a_job() {
    run(async |portal| {
        let (hans, hilde) = (portal.newcomer("Hans Nieuw").await, portal.newcomer("Hilde Nieuw").await);
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let address = format!(
            "/users/bulk?deed=revoke-password&person_{}=on&person_{}=on&person_{}=on",
            hans.id, hilde.id, bram.id
        );
        assert_eq!(helen.get(&address).await.heading(), "Take the temporary passwords of 3 people back?");
        assert_eq!(helen.post("/users/bulk", &[("reason", "leak")]).await.code(), 303);
        portal.hand().work().await.unwrap();
        let outcomes = "SELECT string_agg(outcome, ' ' ORDER BY position) FROM job_person";
        assert_eq!(portal.ask(outcomes, &[]).await, "already done done");
        assert_eq!(portal.visitor().sign_in(&hans.user_name, TEMPORARY).await.code(), 422);
        assert!(portal.signed_in(&bram).await.is_in().await, "an own password is none of these");
    });
}
