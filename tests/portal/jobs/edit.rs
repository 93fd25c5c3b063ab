//! Properties of many people at once: one deed a person, each judged again, told with old and new value (R-034).

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::page::Page;
use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

use super::{outcomes, ticked};

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

async fn order(browser: &mut Visitor, address: &str, fields: &[(&str, &str)]) -> Page {
    browser.get(address).await;
    let fields: Vec<(&str, &str)> = [("reason", "SD-42")].into_iter().chain(fields.iter().copied()).collect();
    browser.post("/users/bulk", &fields).await
}

async fn known(portal: &Portal, column: &str) -> String {
    let sql = format!(
        "SELECT string_agg(coalesce({column}, '-'), ' | ' ORDER BY sort_name) FROM users WHERE user_name LIKE '%.prins@%'"
    );
    portal.ask(&sql, &[]).await
}

async fn rows(portal: &Portal) -> i64 {
    portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Update user' AND result = 'success'").await
}

fn at(city: &str) -> Profile {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Profile { city: some(city), state: some("Utrecht"), ..Profile::default() }
}

async fn three(portal: &Portal) -> [Person; 3] {
    [
        portal.make(Sketch::of("Aad Prins").profile(at("Delft"))).await,
        portal.make(Sketch::of("Bea Prins").profile(Profile { state: None, ..at("Rotterdam") })).await,
        portal.make(Sketch::of("Cor Prins").profile(at(""))).await,
    ]
}

#[test]
fn ticked_people_get_what_is_filled_in_lose_what_is_emptied_and_keep_the_rest() {
    run(async |portal| {
        let people = three(portal).await;
        let mut una = una(portal).await;
        assert!(una.get("/users").await.texts("#deed option").contains(&"Edit properties".to_owned()));
        let address = ticked("edit", &people.iter().collect::<Vec<_>>());
        let asked = una.get(&address).await;
        assert_eq!(asked.heading(), "Edit the properties of 3 people?");
        let labels = asked.texts(".pairs label:not([for^=none_])");
        assert_eq!(
            labels,
            [
                "Job title",
                "Department",
                "Company",
                "Employee type",
                "Hire date",
                "Office",
                "Street address",
                "Postal code",
                "City",
                "State or province",
                "Country",
                "Country of use"
            ]
        );
        let page = order(
            &mut una,
            &address,
            &[("to_city", " Rotterdam "), ("none_state", "yes"), ("to_usage_location", "nl")],
        )
        .await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let job = page.location().to_owned();
        assert_eq!(known(portal, "city").await, "Delft | Rotterdam | -", "an order changes nothing yet");
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done done done");
        assert_eq!(known(portal, "city").await, "Rotterdam | Rotterdam | Rotterdam");
        assert_eq!(known(portal, "state").await, "- | - | -");
        assert_eq!(known(portal, "usage_location").await, "NL | NL | NL");
        assert_eq!(known(portal, "version::text").await, "2 | 2 | 2");
        assert_eq!(rows(portal).await, 3);
        let told = "SELECT string_agg(details, ' ' ORDER BY target_name) FROM audit_event JOIN audit_target ON event_id = id \
                    WHERE audit_event.activity = 'Update user'";
        assert_eq!(
            portal.ask(told, &[]).await,
            r#"{"city.from":"Delft","city.to":"Rotterdam","state.from":"Utrecht","state.to":"","usage_location.from":"","usage_location.to":"NL"} {"usage_location.from":"","usage_location.to":"NL"} {"city.from":"","city.to":"Rotterdam","state.from":"Utrecht","state.to":"","usage_location.from":"","usage_location.to":"NL"}"#
        );
        let begun = portal.last("Bulk operation - started (bulk)").await;
        assert!(begun.details.contains(r#""deed":"edit""#), "{}", begun.details);
        assert!(begun.details.contains(r#""properties":"city, state, usage_location""#), "{}", begun.details);
        assert!(una.get(&job).await.says("Edit 3 people"), "{}", una.page().main());
    });
}

#[test]
fn whom_it_would_not_change_is_not_written_and_has_no_row() {
    run(async |portal| {
        let people = three(portal).await;
        let mut una = una(portal).await;
        let address = ticked("edit", &people.iter().collect::<Vec<_>>());
        assert_eq!(order(&mut una, &address, &[("to_city", "Rotterdam")]).await.code(), 303);
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "done already done");
        assert_eq!(known(portal, "version::text").await, "2 | 1 | 2");
        assert_eq!(rows(portal).await, 2);
    });
}

#[test]
fn each_turn_is_judged_by_what_holds_then_and_what_another_directory_keeps_stays() {
    run(async |portal| {
        let [aad, bea, cor] = three(portal).await;
        let dirk = portal.make(Sketch::of("Dirk Prins").source(Source::Directory)).await;
        let gwen = portal.global("Gina Prins").await;
        let maker = portal.holder("Uma Smit", Role::UserAdministrator).await;
        let mut uma = portal.signed_in(&maker).await;
        let everybody = ticked("edit", &[&aad, &bea, &cor, &dirk, &gwen]);
        assert_eq!(order(&mut uma, &everybody, &[("to_city", "Delft")]).await.code(), 303);
        portal.delete(&cor).await;
        portal.hand().work().await.unwrap();
        // Harmless properties may be changed of administrators, too (R-048).
        assert_eq!(outcomes(portal).await, "already done deleted-account directory-account done");
        assert_eq!(order(&mut uma, &ticked("edit", &[&dirk]), &[("to_usage_location", "NL")]).await.code(), 303);
        portal.hand().work().await.unwrap();
        assert_eq!(portal.ask("SELECT usage_location FROM users WHERE id::text = $1", &[&dirk.id]).await, "NL");
        portal.execute("DELETE FROM job", &[]).await;
        assert_eq!(order(&mut uma, &ticked("edit", &[&aad]), &[("to_city", "Gouda")]).await.code(), 303);
        portal.execute("DELETE FROM role_assignment WHERE user_id = $1::text::uuid", &[&maker.id]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(outcomes(portal).await, "needs-role");
        assert_eq!(portal.ask("SELECT city FROM users WHERE id::text = $1", &[&aad.id]).await, "Delft");
    });
}

#[test]
fn all_that_a_list_shows_can_be_edited_also_where_the_list_is_of_a_department() {
    run(async |portal| {
        for name in ["Aad Prins", "Bea Prins"] {
            let profile = Profile { department: Some("Cranes".to_owned()), ..Profile::default() };
            portal.make(Sketch::of(name).profile(profile)).await;
        }
        portal.plain("Cor Prins").await;
        let mut una = una(portal).await;
        let address = "/users/bulk?deed=edit&all=yes&department=Cranes";
        assert_eq!(una.get(address).await.heading(), "Edit the properties of 2 people?");
        assert_eq!(order(&mut una, address, &[("to_department", "Dockers")]).await.code(), 303);
        portal.hand().work().await.unwrap();
        assert_eq!(known(portal, "department").await, "Dockers | Dockers | -");
        assert_eq!(una.get("/users?department=dockers").await.people(), ["Aad Prins", "Bea Prins"]);
    });
}

#[test]
fn what_makes_no_sense_is_told_beside_its_field_and_nothing_is_ordered() {
    run(async |portal| {
        let people = three(portal).await;
        let mut una = una(portal).await;
        let address = ticked("edit", &people.iter().collect::<Vec<_>>());
        let page = order(&mut una, &address, &[]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "{}", page.main());
        assert!(page.complaints()[0].contains("Fill in at least one field"), "{}", page.main());
        let long = "é".repeat(200);
        for (field, typed, says) in [
            ("to_hire_date", "2023-02-29", "Enter a day of the calendar, like 2026-11-20"),
            ("to_usage_location", "12", "Write the two letters of a country, such as NL"),
            ("to_city", &long, "Use at most 128 characters"),
            ("to_office", "A\u{202e}1", "Leave out line breaks and other invisible characters"),
        ] {
            let page = order(&mut una, &address, &[(field, typed), ("to_country", "Belgium")]).await;
            assert_eq!((page.code(), page.complaint(field)), (422, format!("Error: {says}")), "{field}");
            assert_eq!((page.value(field).as_str(), page.value("to_country").as_str()), (typed, "Belgium"));
        }
        let page = order(&mut una, &address, &[("to_city", "Delft"), ("none_city", "yes")]).await;
        assert_eq!(page.complaint("to_city"), "Error: Leave the field empty, or take the tick away");
        // What proves who somebody is is not among them, nor what signs in.
        for forged in ["to_mail", "to_mobile", "to_other_mails", "to_display_name", "to_id", "to_user_principal_name"] {
            assert_eq!(order(&mut una, &address, &[("to_city", "Delft"), (forged, "x")]).await.code(), 422, "{forged}");
        }
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(&address).await.code(), 403);
        assert_eq!(portal.count("SELECT count(*) FROM job").await, 0);
    });
}
