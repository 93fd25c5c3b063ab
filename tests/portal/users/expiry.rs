//! R-281, R-283: asking one person, or all of a list, for a new password; exemptions with an end.

use jiff::SignedDuration;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{BETTER, PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Passwords end after 90 days.
async fn with_expiry(portal: &Portal) {
    let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
    let mut paul = portal.signed_in(&paul).await;
    assert_eq!(paul.fill("/settings/password-policy", &[("expires", "yes")]).await.code(), 303);
}

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

/// Where a sign-in leads to.
async fn leads(portal: &Portal, person: &Person) -> String {
    portal.visitor().sign_in(&person.user_name, PASSWORD).await.location().to_owned()
}

fn day(days: i64) -> String {
    (latchkey::cli::house::now() + DAY * i32::try_from(days).unwrap()).to_string()[..10].to_owned()
}

#[test]
fn whoever_is_asked_chooses_a_new_password_at_the_next_sign_in_and_works_on_until_then() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut at_work = portal.signed_in(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let (profile, path) = (format!("/users/{}", bram.id), format!("/users/{}/expire-password", bram.id));
        assert_eq!(helen.get(&profile).await.link("Ask for a new password").unwrap(), path);
        let asked = helen.get(&path).await;
        assert_eq!(asked.heading(), "Ask Bram de Vries for a new password?");
        assert_eq!(leads(portal, &bram).await, "/");
        let page = helen.fill(&path, &[("reason", "seen on a note")]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()), "{}", page.text());
        let page = helen.follow().await;
        assert!(page.flash().contains("The next sign-in asks for a new password"), "{}", page.main());
        assert!(page.fact("Password ends").contains("an administrator asked for a new one"), "{}", page.main());
        assert!(page.link("Ask for a new password").is_none());
        let row = portal.last("Expire password").await;
        assert_eq!((row.targets.as_str(), row.details.as_str()), (&*bram.user_name, r#"{"reason":"seen on a note"}"#));
        assert_eq!(at_work.get("/account").await.code(), 200);
        let mut browser = portal.visitor();
        assert_eq!(browser.sign_in(&bram.user_name, PASSWORD).await.location(), "/change-password");
        assert!(browser.follow().await.says("An administrator asked you"), "{}", browser.page().text());
        let page = browser.fill("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        assert_eq!(portal.visitor().sign_in(&bram.user_name, BETTER).await.location(), "/");
    });
}

#[test]
fn a_second_step_leads_no_further_than_the_change_either() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = format!("/users/{}/expire-password", bram.id);
        assert_eq!(helen.fill(&path, &[("reason", "seen on a note")]).await.code(), 303);
        let mut browser = portal.visitor();
        let page = browser.sign_in(&bram.user_name, PASSWORD).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in/second-step"));
        let page = browser.prove(&app.next(portal)).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"));
        assert_eq!(portal.last("Password expired").await.targets, bram.user_name);
        assert_eq!(browser.get("/account").await.location(), "/change-password");
        let page = browser.fill("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
    });
}

#[test]
fn nobody_is_asked_whose_password_is_elsewhere_or_temporary_or_out_of_reach() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let eva = portal.make(Sketch::of("Eva Smit").source(Source::External)).await;
        let gwen = portal.global("Gwen Bakker").await;
        for (person, code) in [(&eva, 409), (&gwen, 403)] {
            assert_eq!(helen.get(&format!("/users/{}/expire-password", person.id)).await.code(), code);
        }
        let hans = portal.newcomer("Hans Smit").await;
        let before = portal.ledger().await;
        let page = helen.fill(&format!("/users/{}/expire-password", hans.id), &[("reason", "x")]).await;
        assert_eq!((page.code(), portal.ledger().await), (303, before));
    });
}

#[test]
fn all_of_a_list_are_asked_by_a_job() {
    run(async |portal| {
        let people = [portal.plain("Aad Arends").await, portal.plain("Bea Blok").await];
        let hans = portal.newcomer("Hans Blok").await;
        let mut una = una(portal).await;
        let asked = una.get("/users/bulk?deed=expire-password&all=yes&q=blok").await;
        assert_eq!(asked.heading(), "Ask 2 people for a new password?");
        let page = una.post("/users/bulk", &[("reason", "leak in Rotterdam")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.hand().work().await.unwrap(), 1);
        let outcomes = "SELECT string_agg(user_name || '=' || outcome, ' ' ORDER BY user_name) FROM job_person";
        assert_eq!(
            portal.ask(outcomes, &[]).await,
            "bea.blok@noordzee.example=done hans.blok@noordzee.example=already"
        );
        assert_eq!(leads(portal, &people[0]).await, "/");
        assert_eq!(leads(portal, &people[1]).await, "/change-password");
        assert!(portal.signed_in(&hans).await.has_session());
    });
}

#[test]
fn an_exemption_puts_the_end_off_until_its_own_end() {
    run(async |portal| {
        with_expiry(portal).await;
        let robot = portal.plain("Robot Smit").await;
        let (profile, path) = (format!("/users/{}", robot.id), format!("/users/{}/exemption", robot.id));
        let mut una = una(portal).await;
        assert_eq!(una.get(&profile).await.link("Exempt from the end by age").unwrap(), path);
        let page = una.fill(&path, &[("until", &day(200)), ("reason", "a machine"), ("deed", "exempt")]).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()), "{}", page.text());
        assert!(
            una.follow().await.fact("Password ends").contains("An exemption lasts until then"),
            "{}",
            una.page().main()
        );
        let row = portal.last("Exempt from password expiry").await;
        assert!(row.details.contains(r#""reason":"a machine""#) && row.details.contains("until"), "{}", row.details);
        // Whoever is exempt is no hit of a new policy.
        portal.advance(DAY * 150);
        assert_eq!(leads(portal, &robot).await, "/");
        portal.advance(DAY * 60);
        assert_eq!(leads(portal, &robot).await, "/change-password");
    });
}

#[test]
fn an_exemption_ends_by_a_press_and_needs_a_reason_and_a_day_ahead() {
    run(async |portal| {
        with_expiry(portal).await;
        let robot = portal.plain("Robot Smit").await;
        let path = format!("/users/{}/exemption", robot.id);
        let mut una = una(portal).await;
        for (until, reason, field, complaint) in [
            ("", "x", "until", "Error: Enter a day of the calendar, like 2026-11-20"),
            ("soon", "x", "until", "Error: Enter a day of the calendar, like 2026-11-20"),
            (&*day(-2), "x", "until", "Error: Choose a day from today on, at most 730 days ahead"),
            (&*day(740), "x", "until", "Error: Choose a day from today on, at most 730 days ahead"),
            (&*day(10), " ", "reason", "Error: Say why: a ticket or a reason"),
        ] {
            let page = una.fill(&path, &[("until", until), ("reason", reason), ("deed", "exempt")]).await;
            assert_eq!(page.code(), 422, "{until} {reason}");
            assert_eq!(page.complaint(field), complaint);
        }
        assert_eq!(portal.count("SELECT count(*) FROM credential WHERE exempt_until IS NOT NULL").await, 0);
        una.fill(&path, &[("until", &day(100)), ("reason", "x"), ("deed", "exempt")]).await;
        let page = una.fill(&path, &[("reason", "the machine is gone"), ("deed", "end")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.last("End exemption from password expiry").await.targets, robot.user_name);
        assert_eq!(portal.count("SELECT count(*) FROM credential WHERE exempt_until IS NOT NULL").await, 0);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(&path).await.code(), 403);
    });
}
