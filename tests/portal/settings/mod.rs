//! What is decided for everybody: the pages of the settings, who sees and changes them, and that it holds.

mod expiry;
mod passwords;

use std::sync::Arc;

use jiff::SignedDuration;
use latchkey::cli::house::House;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::modules::Modules;
use latchkey::domain::role::Role;
use latchkey::service::settings::{self, Live};

use crate::support::people::{BETTER, PASSWORD};
use crate::support::server::{Portal, run, run_in};
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/sessions";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

#[test]
fn what_is_decided_holds_at_the_next_click_and_is_told_in_the_log() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let page = paul.get("/settings").await;
        assert!(page.says("after 15 minutes without a click and 8 hours in all"), "{}", page.main());
        assert!(page.says("As delivered"));
        assert_eq!(page.link("How long a sign-in lasts").unwrap(), PAGE);
        let mut bram = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let page = paul.fill(PAGE, &[("others_idle_minutes", "10"), ("administrators_hours", " 4 ")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        let page = paul.follow().await;
        assert!(page.flash().contains("It holds from now on"), "{}", page.main());
        assert_eq!((page.value("others_idle_minutes"), page.value("administrators_hours")), ("10".into(), "4".into()));
        assert!(page.main().contains("paul.beleid"), "who decided it: {}", page.main());
        let row = portal.last("Update policy").await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", "paul.beleid@noordzee.example"));
        let expected = r#"{"administrators_hours.from":"8","administrators_hours.to":"4","others_idle_minutes.from":"30","others_idle_minutes.to":"10","section":"sessions"}"#;
        assert_eq!(row.details, expected);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let told = gwen.get(&format!("/audit/{}", row.id)).await;
        assert!(told.says("hours in all, people with a role"), "{}", told.main());
        // A click counts by what holds now, and quiet longer than that ends the session.
        portal.advance(SignedDuration::from_mins(2));
        assert_eq!(bram.get("/account").await.code(), 200);
        portal.advance(SignedDuration::from_mins(9));
        assert_eq!(bram.get("/account").await.code(), 200);
        portal.advance(SignedDuration::from_mins(11));
        assert_eq!(bram.get("/account").await.code(), 303);
    });
}

#[test]
fn values_beyond_their_limits_are_refused_beside_their_fields_and_nothing_is_lost() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        for wrong in ["", "4", "61", "-5", "7.5", "ten", "99999999999"] {
            let fields = [("administrators_idle_minutes", wrong), ("others_hours", "9")];
            let page = paul.fill(PAGE, &fields).await;
            assert_eq!(page.code(), 422, "{wrong}");
            assert_eq!(
                page.complaint("administrators_idle_minutes"),
                "Error: Fill in a whole number from 5 to 60",
                "{wrong}"
            );
            assert_eq!(page.value("administrators_idle_minutes"), wrong);
            assert_eq!((page.value("others_hours"), page.complaint("others_hours")), ("9".into(), String::new()));
        }
        let form = paul.get(PAGE).await.form(PAGE).unwrap();
        for (name, value) in [("section", "x"), ("version", "x"), ("version", "")] {
            assert_eq!(paul.press(PAGE, &form.clone().with(name, value)).await.code(), 422, "{name}={value}");
        }
        let before = portal.ledger().await;
        let page = paul.press(PAGE, &form).await;
        assert_eq!((page.code(), page.location()), (303, PAGE));
        assert_eq!(portal.ledger().await, before, "an unchanged save leaves no row");
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0);
    });
}

#[test]
fn somebody_elses_save_is_shown_beside_what_was_typed() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let mut forms = vec![];
        for browser in [&mut paul, &mut gwen] {
            forms.push(browser.get(PAGE).await.form(PAGE).unwrap());
        }
        let (ours, theirs) = (forms[0].clone().with("others_hours", "9"), forms[1].clone().with("others_hours", "10"));
        let (one, two) = tokio::join!(paul.press(PAGE, &ours), gwen.press(PAGE, &theirs));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 409], "{} {}", one.text(), two.text());
        let (page, mut late, typed, kept) =
            if one.code() == 409 { (one, paul, "9", "10") } else { (two, gwen, "10", "9") };
        assert_eq!(page.value("others_hours"), typed);
        assert_eq!(page.complaint("others_hours"), format!("Error: Somebody else saved {kept} here meanwhile"));
        // Looked at again, it is saved.
        let again = late.press(PAGE, &page.form(PAGE).unwrap()).await;
        assert_eq!(again.code(), 303, "{}", again.text());
        assert_eq!(late.get(PAGE).await.value("others_hours"), typed);
        // The second press of a form that did its work ends where the first one did.
        assert_eq!(late.press(PAGE, &page.form(PAGE).unwrap()).await.code(), 303);
        assert_eq!(portal.count("SELECT version::bigint FROM setting").await, 2);
    });
}

#[test]
fn readers_read_and_others_are_told_which_role_it_takes() {
    run(async |portal| {
        let mut greta = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        assert_eq!(greta.get("/").await.link("Settings").unwrap(), "/settings");
        let page = greta.get(PAGE).await;
        assert!(page.says("You can read this"), "{}", page.main());
        assert!(!page.main().contains("Save"), "{}", page.main());
        let mut paul = paul(portal).await;
        let form = paul.get(PAGE).await.form(PAGE).unwrap();
        let mut helen = portal.signed_in(&portal.holder("Helen Kramer", Role::UserAdministrator).await).await;
        assert_eq!(helen.get("/").await.link("Settings"), None);
        for path in ["/settings", PAGE] {
            let page = helen.get(path).await;
            assert_eq!(page.code(), 403);
            assert!(page.says("Authentication Policy Administrator"), "{}", page.main());
        }
        // A forged form of a reader is refused, and that is written down.
        let ours = greta.get(PAGE).await.form(PAGE).unwrap();
        let forged = form.with("csrf_token", ours.value("csrf_token").unwrap()).with("others_hours", "2");
        assert_eq!(greta.press(PAGE, &forged).await.code(), 403);
        let row = portal.last("Update policy").await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("failure", "greta.lezer@noordzee.example"));
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0);
    });
}

#[test]
fn another_server_learns_it_at_its_next_beat_and_nonsense_in_the_table_changes_nothing() {
    run(async |portal| {
        let mut paul = paul(portal).await;
        let other = House { settings: Arc::default(), ..portal.house.clone() };
        let tidier = Tidier::new(&other).unwrap();
        paul.fill(PAGE, &[("others_hours", "7")]).await;
        assert_eq!(other.settings.get().sessions.others_hours, 12);
        tidier.look().await.unwrap();
        assert_eq!(other.settings.get().sessions.others_hours, 7);
        portal.execute(r#"UPDATE setting SET body = '{"others_hours": 1000}'"#, &[]).await;
        tidier.look().await.unwrap();
        assert_eq!(other.settings.get().sessions.others_hours, 7, "what was known before holds on");
        // The page shows the defaults, and saving mends it.
        assert_eq!(paul.get(PAGE).await.value("others_hours"), "12");
        assert_eq!(paul.fill(PAGE, &[("others_hours", "6")]).await.code(), 303);
        tidier.look().await.unwrap();
        assert_eq!(other.settings.get().sessions.others_hours, 6);
    });
}

#[test]
fn without_reports_and_a_directory_outside_everything_else_works_and_no_menu_names_them() {
    let without = Modules { reports: false, directory: false };
    run_in(
        |house| house.settings = Arc::new(Live::of(without)),
        async |portal| {
            let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
            let bram = portal.plain("Bram de Vries").await;
            let page = gwen.get("/").await;
            assert!(page.link("Reports").is_none() && page.link("Audit log").is_some(), "{}", page.text());
            assert!(!gwen.get("/settings").await.body.contains("/settings/directory"));
            for gone in
                ["/reports/password-resets", "/reports/methods", "/settings/directory", "/settings/directory/status"]
            {
                assert_eq!(gwen.get(gone).await.code(), 404, "{gone}");
            }
            // Whatever was set up before: people of the directory do not get in, and nobody asks it anything.
            let set_up = "INSERT INTO setting (section, body, version, changed_at, changed_by_name) \
                VALUES ('directory', $1, 1, now(), 'x')";
            let body = r#"{"host": "ldap.example", "account": "cn=a", "base": "dc=x", "directory_on": true}"#;
            portal.execute(set_up, &[&body]).await;
            let door = portal.service();
            settings::renew(&door.db, &portal.house.settings).await.unwrap();
            assert!(!door.settings().directory.is_set_up());
            let page = gwen.fill(&format!("/users/{}/reset-password", bram.id), &[("verified_by", "saw-id")]).await;
            assert_eq!(page.code(), 200, "{}", page.text());
            assert_eq!(portal.last("Reset password (by admin)").await.targets, bram.user_name);
            let mut browser = portal.signed_in(&portal.plain("Carla Zeker").await).await;
            let typed = [("current_password", PASSWORD), ("new_password", BETTER)];
            assert_eq!(browser.fill("/account/password", &typed).await.code(), 303);
        },
    );
}
