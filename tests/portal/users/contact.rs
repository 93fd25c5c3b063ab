//! T-10, R-006, R-049: how somebody is reached to prove who he is; private to him and to whoever may reset his password.

use latchkey::domain::permission::{Permission, Trait, covers};
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{Person, Sketch};
use crate::support::server::{Portal, run};

const PHONE: &str = "+31 612345678";
const MAIL: &str = "bram@thuis.example";

fn edit(person: &Person) -> String {
    format!("/users/{}/edit", person.id)
}

async fn stored(portal: &Portal, person: &Person) -> String {
    let sql = "SELECT COALESCE((SELECT concat_ws('|', COALESCE(phone, ''), COALESCE(alternative_phone, ''), COALESCE(mail, '')) \
               FROM authentication_contact WHERE user_id = $1::text::uuid), 'nothing')";
    portal.ask(sql, &[&person.id]).await
}

async fn reached(portal: &Portal, person: &Person) {
    let sql = "INSERT INTO authentication_contact VALUES ($1::text::uuid, $2, NULL, $3)";
    portal.execute(sql, &[&person.id, &PHONE, &MAIL]).await;
}

#[test]
fn it_is_written_down_as_country_and_number_and_the_log_tells_it_masked() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        let fields = [
            ("authentication_phone", "0031 (0)6-1234 5678 ext. 9"),
            ("authentication_alternative_phone", "+1 (425) 555-0100"),
            ("authentication_email", " Bram@Thuis.example "),
            ("job_title", "Planner"),
        ];
        assert_eq!(una.fill(&edit(&bram), &fields).await.code(), 303);
        assert_eq!(stored(portal, &bram).await, "+31 612345678|+1 4255550100|Bram@Thuis.example");
        let row = portal.last("Update user").await;
        for told in [
            "\"authentication_phone.from\":\"\",\"authentication_phone.to\":\"+31 •••••••78\"",
            "\"authentication_alternative_phone.to\":\"+1 ••••••••00\"",
            "\"authentication_email.to\":\"B•••@Thuis.example\"",
            "\"job_title.to\":\"Planner\"",
        ] {
            assert!(row.details.contains(told), "{told} in {}", row.details);
        }
        assert!(!row.details.contains("12345678") && !row.details.contains("Bram@"), "{}", row.details);
        let page = una.follow().await;
        assert_eq!(page.fact("Authentication phone"), "+31 612345678");
        assert_eq!(page.fact("Authentication email"), "Bram@Thuis.example");
        assert!(
            page.says("Authentication phone, Alternative authentication phone, Authentication email"),
            "{}",
            page.main()
        );
        // Taken away again; and what is the same is no change.
        assert_eq!(una.fill(&edit(&bram), &[("authentication_alternative_phone", "")]).await.code(), 303);
        assert_eq!(stored(portal, &bram).await, "+31 612345678||Bram@Thuis.example");
        let before = portal.ledger().await;
        una.fill(&edit(&bram), &[]).await;
        assert_eq!(portal.ledger().await, before);
    });
}

#[test]
fn what_is_no_number_with_a_country_or_no_address_is_told_beside_its_field() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        let fields = [("authentication_phone", "06 12345678"), ("authentication_email", "bram")];
        let page = una.fill(&edit(&bram), &fields).await;
        assert_eq!(page.code(), 422);
        assert_eq!(
            page.complaint("authentication_phone"),
            "Error: Begin with + and the country code, as in +31 612345678"
        );
        assert!(page.complaint("authentication_email").starts_with("Error: "));
        assert_eq!(
            (page.value("authentication_phone").as_str(), page.value("authentication_email").as_str()),
            ("06 12345678", "bram")
        );
        assert_eq!(stored(portal, &bram).await, "nothing");
        una.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = una.fill(&edit(&bram), &fields).await;
        assert_eq!(page.complaint("authentication_phone"), "Fout: Begin met + en de landcode, zoals +31 612345678");
    });
}

#[test]
fn only_the_person_and_whoever_may_reset_the_password_see_it() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let boss = portal.global("Boss Bakker").await;
        reached(portal, &bram).await;
        reached(portal, &boss).await;
        for role in Role::ALL {
            let mut browser = portal.signed_in(&portal.holder(&format!("{} holder", role.id()), role).await).await;
            for (person, target) in [(&bram, Trait::Plain), (&boss, Trait::Holds(Role::GlobalAdministrator))] {
                let sees = covers(role, Permission::ResetPassword, target);
                for path in [format!("/users/{}", person.id), edit(person)] {
                    let page = browser.get(&path).await;
                    let shown = page.body.contains(PHONE) || page.body.contains(MAIL);
                    assert_eq!(shown, sees && page.code() == 200, "{role} looks at {path}");
                    assert!(page.body.contains("authentication_phone") <= sees, "{role} looks at {path}");
                }
            }
            let list = browser.get("/users?q=thuis").await;
            assert!(list.people().is_empty(), "found by what is private");
            assert!(!browser.get("/users/export.csv").await.body.contains("612345678"), "{role} takes it along");
        }
        let mut own = portal.signed_in(&bram).await;
        let page = own.get("/account").await;
        assert_eq!(
            (page.fact("Authentication phone").as_str(), page.fact("Authentication email").as_str()),
            (PHONE, MAIL)
        );
        let mut own = portal.signed_in(&boss).await;
        let page = own.get(&edit(&boss)).await;
        assert!(
            page.body.contains(PHONE) && page.attributes("[name=authentication_phone]", "value").is_empty(),
            "read only"
        );
    });
}

#[test]
fn whoever_may_not_reset_the_password_changes_nothing_of_it_also_with_a_forged_form() {
    run(async |portal| {
        let boss = portal.global("Boss Bakker").await;
        let rita = portal.make(Sketch::of("Rita Extern").source(Source::External)).await;
        let dora = portal.make(Sketch::of("Dora Elders").source(Source::Directory)).await;
        reached(portal, &boss).await;
        let before = stored(portal, &boss).await;
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        // She may change the job title of anybody, and only that.
        let forged =
            [("authentication_phone", "+31 699999999"), ("was_authentication_phone", PHONE), ("job_title", "Boss")];
        let page = una.fill(&edit(&boss), &forged).await;
        assert_eq!(page.code(), 403, "{}", page.text());
        let row = portal.last("Refused request").await;
        assert_eq!((row.reason.as_str(), row.targets.as_str()), ("protected-target", boss.user_name.as_str()));
        assert_eq!(una.fill(&edit(&boss), &[("job_title", "Boss")]).await.code(), 303);
        assert_eq!(stored(portal, &boss).await, before);
        // Who signs in at home proves nothing here; who comes from another directory does.
        assert_eq!(una.fill(&edit(&rita), &[("authentication_phone", PHONE)]).await.code(), 409);
        assert_eq!(stored(portal, &rita).await, "nothing");
        assert_eq!(una.fill(&edit(&dora), &[("authentication_phone", PHONE)]).await.code(), 303);
        assert_eq!(stored(portal, &dora).await, "+31 612345678||");
        // On oneself: seen, and not changed.
        let gwen = portal.global("Gwen Bakker").await;
        let mut own = portal.signed_in(&gwen).await;
        assert_eq!(own.fill(&edit(&gwen), &[("authentication_phone", PHONE)]).await.code(), 403);
        assert_eq!(stored(portal, &gwen).await, "nothing");
    });
}

#[test]
fn two_editors_are_asked_only_about_what_both_changed() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        reached(portal, &bram).await;
        let mut una = portal.signed_in(&portal.holder("Una User", Role::UserAdministrator).await).await;
        let mut ada = portal.signed_in(&portal.holder("Ada Auth", Role::AuthenticationAdministrator).await).await;
        let path = edit(&bram);
        una.get(&path).await;
        ada.get(&path).await;
        assert_eq!(una.post(&path, &[("authentication_phone", "+31 611111111")]).await.code(), 303);
        let page = ada.post(&path, &[("authentication_email", "b@thuis.example")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(stored(portal, &bram).await, "+31 611111111||b@thuis.example");
        una.get(&path).await;
        ada.get(&path).await;
        una.post(&path, &[("authentication_phone", "+31 622222222")]).await;
        let page = ada.post(&path, &[("authentication_phone", "+31 633333333")]).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("+31 622222222"), "{}", page.main());
    });
}
