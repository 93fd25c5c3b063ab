//! "Why not?": what the policy says of two people is what the buttons do.

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn of_two_people_the_page_says_what_the_buttons_do_and_which_row_decides() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let bram = portal.plain("Bram de Vries").await;
        let rob = portal.make(Sketch::of("Rob Lezer").role(Role::DirectoryReader).role(Role::GlobalReader)).await;
        let eva = portal.make(Sketch::of("Eva Elders").source(Source::External).password(None)).await;
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await;
        let mut desk = portal.signed_in(&helen).await;
        for (whom, reset, sign_out) in
            [(&bram, "Yes", "Yes"), (&rob, "No", "No"), (&eva, "No", "Yes"), (&helen, "No", "No")]
        {
            let page = reader.get(&format!("/roles/matrix?who={}&whom={}", helen.user_name, whom.user_name)).await;
            assert!(page.says(&format!("Reset passwords: {reset}")), "{}: {}", whom.user_name, page.main());
            assert!(
                page.says(&format!("Sign people out everywhere: {sign_out}")),
                "{}: {}",
                whom.user_name,
                page.main()
            );
            let button = desk.get(&format!("/users/{}/reset-password", whom.id)).await;
            assert_eq!(button.code() == 200, reset == "Yes", "{}", whom.user_name);
        }
        let page = reader.get(&format!("/roles/matrix?who=kramer&whom={}", rob.user_name)).await;
        assert!(page.says("Only someone with the role Global Administrator"), "{}", page.main());
        assert_eq!(page.texts("[aria-labelledby=reset] tr.on th").len(), 2);
        assert!(page.texts("[aria-labelledby=reset] thead th.on")[0].starts_with("Helpdesk"));
        let page = reader.get("/roles/matrix?whom=bram").await;
        assert!(page.says("Who may reset the password of Bram de Vries"), "{}", page.main());
        assert!(page.link("Password Administrator").is_some() && page.link("Groups Administrator").is_none());
        let page = reader.get("/roles/matrix?who=helen").await;
        assert!(page.says("What Helen Kramer may do") && page.says("Reset passwords Helpdesk Administrator"));
    });
}

#[test]
fn whoever_is_not_found_or_not_clear_is_said_beside_the_field() {
    run(async |portal| {
        portal.plain("Jan Bakker").await;
        portal.plain("Jan Visser").await;
        let mut reader = portal.signed_in(&portal.holder("Daan Lezer", Role::DirectoryReader).await).await;
        let page = reader.get("/roles/matrix?who=nobody+at+all&whom=jan").await;
        assert_eq!(page.code(), 200);
        assert!(page.complaint("who").starts_with("Error: "), "{}", page.main());
        assert!(page.complaint("whom").contains("jan.visser@noordzee.example"), "{}", page.complaint("whom"));
        assert_eq!(page.value("who"), "nobody at all");
        let page = reader.get(&format!("/roles/matrix?who={}", "x".repeat(201))).await;
        assert_eq!(page.complaint("who"), "Error: Use at most 200 characters");
        assert_eq!(reader.get("/roles/matrix?when=now").await.code(), 422);
    });
}
