//! What R-041 knows of a person beside names and roles: written down, changed, told, deleted and brought back (T-09).

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use super::export::cells;
use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Field, what is typed, what the person's page says of it, and the heading in the file.
const KNOWN: [(&str, &str, &str, &str, &str); 6] = [
    ("employee_type", "Contractor", "Employee type", "Contractor", "employeeType"),
    ("hire_date", "2024-02-29", "Hire date", "2024-02-29", "employeeHireDate"),
    (
        "other_mails",
        "zoe@a.example; z@b.example ZOE@a.example",
        "Other email addresses",
        "zoe@a.example, z@b.example",
        "otherMails",
    ),
    ("street_address", "Kade 12", "Street address", "Kade 12", "streetAddress"),
    ("postal_code", "3199 ZZ", "Postal code", "3199 ZZ", "postalCode"),
    ("state", "South Holland", "State or province", "South Holland", "state"),
];

fn page_of(person: &Person) -> String {
    format!("/users/{}", person.id)
}

fn edit(person: &Person) -> String {
    format!("{}/edit", page_of(person))
}

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

#[test]
fn somebody_new_has_an_address_other_mail_and_a_day_of_beginning_on_the_page_and_in_the_file() {
    run(async |portal| {
        let mut una = una(portal).await;
        let typed = KNOWN.iter().map(|(field, typed, ..)| (*field, *typed));
        let names = [("given_name", "Zoë"), ("user_principal_name", "zoe")];
        let fields: Vec<(&str, &str)> = names.into_iter().chain(typed).collect();
        assert_eq!(una.fill("/users/new", &fields).await.code(), 200);
        let link = una.get("/users?q=zoe").await.link("Zoë").unwrap();
        let page = una.get(&link).await;
        let lines = cells(&una.get("/users/export.csv?q=zoe").await.body);
        for (_, _, fact, value, heading) in KNOWN {
            assert_eq!(page.fact(fact), value, "{fact}");
            let place = lines[0].iter().position(|name| name == heading).unwrap();
            assert_eq!(lines[1][place], value, "{heading}");
        }
        // Another address finds nobody: it is no name.
        assert_eq!(portal.visitor().sign_in("zoe@a.example", "any password at all").await.code(), 422);
        assert_eq!(portal.count("SELECT count(*) FROM login_name WHERE canonical LIKE '%a.example'").await, 0);
    });
}

#[test]
fn a_change_of_them_is_told_with_old_and_new_value_and_survives_deletion_and_return() {
    run(async |portal| {
        let zoe = portal.plain("Zoë Smit").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let typed: Vec<(&str, &str)> = KNOWN.iter().map(|(field, typed, ..)| (*field, *typed)).collect();
        assert_eq!(gwen.fill(&edit(&zoe), &typed).await.code(), 303);
        let row = portal.last("Update user").await;
        for (field, _, _, value, _) in KNOWN {
            for part in [format!(r#""{field}.from":"""#), format!(r#""{field}.to":"{value}""#)] {
                assert!(row.details.contains(&part), "{part} in {}", row.details);
            }
        }
        assert_eq!(gwen.fill(&edit(&zoe), &[("postal_code", "3011 ZZ"), ("state", "")]).await.code(), 303);
        let row = portal.last("Update user").await;
        assert_eq!(
            row.details,
            r#"{"postal_code.from":"3199 ZZ","postal_code.to":"3011 ZZ","state.from":"South Holland","state.to":""}"#
        );
        let before = portal.ledger().await;
        assert_eq!(gwen.fill(&edit(&zoe), &[("other_mails", " zoe@a.example ;z@b.example")]).await.code(), 303);
        assert_eq!(portal.ledger().await, before, "the same written otherwise is no change");
        portal.delete(&zoe).await;
        let page = gwen.get(&page_of(&zoe)).await;
        assert_eq!((page.fact("Postal code").as_str(), page.fact("Street address").as_str()), ("3011 ZZ", "Kade 12"));
        portal.restore(&zoe).await;
        let page = gwen.get(&page_of(&zoe)).await;
        assert_eq!(page.fact("Other email addresses"), "zoe@a.example, z@b.example");
        assert_eq!(page.fact("Hire date"), "2024-02-29");
    });
}

#[test]
fn what_they_cannot_hold_is_told_beside_the_field() {
    run(async |portal| {
        let zoe = portal.plain("Zoë Smit").await;
        let mut una = una(portal).await;
        let long = "é".repeat(600);
        for (field, typed, says) in [
            ("hire_date", "2023-02-29", "Enter a day of the calendar, like 2026-11-20"),
            ("other_mails", "zoe@a.example, z", "Write an address such as name@example.org"),
            ("other_mails", &"z@a.example, ".repeat(90), "Use at most 1024 characters"),
            ("street_address", &long, "Use at most 256 characters"),
            ("postal_code", &long, "Use at most 40 characters"),
            ("state", &long, "Use at most 128 characters"),
            ("employee_type", &long, "Use at most 64 characters"),
        ] {
            let page = una.fill(&edit(&zoe), &[(field, typed)]).await;
            assert_eq!((page.code(), page.complaint(field)), (422, format!("Error: {says}")), "{field}");
            assert_eq!(page.value(field), typed, "{field}");
        }
    });
}

#[test]
fn other_mail_takes_the_right_to_reset_and_what_another_directory_keeps_is_only_read() {
    run(async |portal| {
        let dirk = portal.make(Sketch::of("Dirk Jansen").source(Source::Directory)).await;
        let mut una = una(portal).await;
        for (field, ..) in KNOWN {
            let form = una.get(&edit(&dirk)).await.form(&edit(&dirk)).unwrap().with(field, "2024-03-01");
            let expected = if field == "other_mails" { 422 } else { 409 };
            assert_eq!(una.press(&edit(&dirk), &form).await.code(), expected, "{field}");
        }
        let form = una.get(&edit(&dirk)).await.form(&edit(&dirk)).unwrap().with("other_mails", "d@a.example");
        assert_eq!(una.press(&edit(&dirk), &form).await.code(), 409);
        // Una edits a Global Reader's address, and not where a reset may one day be sent (R-049).
        let reader = portal.holder("Rita Lezer", Role::GlobalReader).await;
        let page = una.get(&edit(&reader)).await;
        assert!(page.form(&edit(&reader)).unwrap().value("other_mails").is_none(), "{}", page.main());
        assert_eq!(una.fill(&edit(&reader), &[("street_address", "Kade 12")]).await.code(), 303);
        let form = una.get(&edit(&reader)).await.form(&edit(&reader)).unwrap().with("other_mails", "r@a.example");
        assert_eq!(una.press(&edit(&reader), &form).await.code(), 403);
    });
}

#[test]
fn parental_controls_are_chosen_and_what_the_law_makes_of_them_follows() {
    run(async |portal| {
        let zoe = portal.plain("Zoë Smit").await;
        let mut una = una(portal).await;
        assert!(!una.get(&page_of(&zoe)).await.main().contains("Parental controls"), "nothing is known yet");
        for (group, consent, says, exported) in [
            ("Minor", "", "Child without the consent of a parent", "MinorWithoutParentalConsent"),
            ("Minor", "Granted", "Child with the consent of a parent", "MinorWithParentalConsent"),
            ("Minor", "Denied", "Child without the consent of a parent", "MinorWithoutParentalConsent"),
            ("Minor", "NotRequired", "Child, no consent needed", "MinorNoParentalConsentRequired"),
            ("NotAdult", "", "Not of age yet", "NotAdult"),
            ("Adult", "", "Of age", "Adult"),
        ] {
            let fields = [("age_group", group), ("consent_provided_for_minor", consent)];
            assert_eq!(una.fill(&edit(&zoe), &fields).await.code(), 303, "{group} {consent}");
            assert_eq!(una.get(&page_of(&zoe)).await.fact("Legal age"), says);
            let lines = cells(&una.get("/users/export.csv?q=zoe").await.body);
            let told = ["ageGroup", "consentProvidedForMinor", "legalAgeGroupClassification"].map(|heading| {
                let place = lines[0].iter().position(|name| name == heading).unwrap();
                lines[1][place].clone()
            });
            assert_eq!(told, [group, consent, exported]);
        }
        let row = portal.last("Update user").await;
        assert_eq!(row.details, r#"{"age_group.from":"NotAdult","age_group.to":"Adult"}"#);
        for (field, forged) in [("age_group", "adult"), ("age_group", "18"), ("consent_provided_for_minor", "yes")] {
            let page = una.fill(&edit(&zoe), &[(field, forged)]).await;
            assert_eq!(
                (page.code(), page.complaint(field).as_str()),
                (422, "Error: Choose one of the options"),
                "{forged}"
            );
        }
        assert_eq!(una.fill(&edit(&zoe), &[("age_group", "")]).await.code(), 303);
        assert!(!una.get(&page_of(&zoe)).await.main().contains("Parental controls"), "nothing is known any more");
    });
}
