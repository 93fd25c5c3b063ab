//! T-02, T-03, T-07, T-13, T-27, T-29: a person's page, and who sees which button on it.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn the_page_opens_on_all_that_a_helpdesk_asks_for_first() {
    run(async |portal| {
        let profile = Profile {
            given_name: Some("Bram".to_owned()),
            surname: Some("de Vries".to_owned()),
            mail: Some("bram@havens.example".to_owned()),
            employee_id: Some("NH-0042".to_owned()),
            job_title: Some("Nurse".to_owned()),
            department: Some("Care".to_owned()),
            ..Profile::default()
        };
        let bram = portal.make(Sketch::of("Bram de Vries").profile(profile)).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&format!("/users/{}", bram.id)).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Bram de Vries"));
        assert_eq!(page.fact("User name"), "bram.vries@noordzee.example");
        assert_eq!(page.fact("Object id"), bram.id);
        assert_eq!(page.fact("Type"), "Account of this organisation");
        assert!(page.fact("Created").starts_with("Today"), "{}", page.fact("Created"));
        assert_eq!(page.fact("Last sign-in"), "Never Sign-ins");
        assert_eq!(page.fact("Signed in on"), "No device");
        assert_eq!(page.fact("Employee number"), "NH-0042");
        assert_eq!(page.one("h1 + .badge"), "Never signed in");
        assert_eq!(page.link("Reset password"), Some(format!("/users/{}/reset-password", bram.id)));
        portal.signed_in(&bram).await;
        let page = helen.get(&format!("/users/{}", bram.id)).await;
        assert_eq!(page.one("h1 + .badge"), "Active");
        assert!(page.fact("Last sign-in").starts_with("Today"));
        assert_eq!(page.fact("Signed in on"), "1 device");
    });
}

#[test]
fn from_home_a_profile_is_two_clicks_away() {
    run(async |portal| {
        portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let users = helen.get("/").await.link("Users").unwrap();
        let person = helen.get(&users).await.link("Bram de Vries").unwrap();
        assert_eq!(helen.get(&person).await.heading(), "Bram de Vries");
    });
}

#[test]
fn only_roles_that_may_reset_see_the_button_anywhere() {
    run(async |portal| {
        let bram = portal.plain("Bram Plain").await;
        let path = format!("/users/{}", bram.id);
        for role in Role::ALL {
            let holder = portal.holder(&format!("{} Holder", role.id()), role).await;
            let mut browser = portal.signed_in(&holder).await;
            let may = matches!(
                role,
                Role::GlobalAdministrator
                    | Role::PrivilegedAuthenticationAdministrator
                    | Role::AuthenticationAdministrator
                    | Role::UserAdministrator
                    | Role::HelpdeskAdministrator
                    | Role::PasswordAdministrator
            );
            let page = browser.get(&path).await;
            assert_eq!(page.code(), 200);
            assert_eq!(page.link("Reset password").is_some(), may, "{role}");
            let page = browser.get("/users?q=plain").await;
            let buttons = page.attributes("td.acts a", "href");
            assert_eq!(buttons, if may { vec![format!("{path}/reset-password")] } else { vec![] }, "{role}");
            if !may {
                let page = browser.get(&path).await;
                assert!(page.says("This needs the role"), "{role}: {}", page.main());
            }
        }
    });
}

#[test]
fn accounts_of_elsewhere_say_where_and_offer_no_reset() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for (name, source, title, kind) in [
            ("Eva Smit", Source::External, "Eva signs in at another organisation", "External account"),
            (
                "Fons Smit",
                Source::Directory,
                "The password of this account lives in another directory",
                "Account from another directory",
            ),
        ] {
            let person = portal.make(Sketch::of(name).source(source)).await;
            let page = helen.get(&format!("/users/{}", person.id)).await;
            assert!(page.says(title), "{}", page.main());
            assert_eq!(page.fact("Type"), kind);
            assert_eq!(page.link("Reset password"), None);
        }
    });
}

#[test]
fn the_own_page_offers_to_change_the_password_instead() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.signed_in(&helen).await;
        let page = browser.get(&format!("/users/{}", helen.id)).await;
        assert_eq!(page.link("Reset password"), None);
        assert_eq!(page.texts(".page-head a"), ["Change my password"]);
        assert_eq!(page.attributes(".page-head a", "href"), ["/account/password"]);
        // Not in the list either.
        assert!(browser.get("/users?q=helen").await.attributes("td.acts a", "href").is_empty());
    });
}

#[test]
fn a_state_is_one_word_and_a_sentence() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let blocked = portal.make(Sketch::of("Dora Smit").blocked()).await;
        let page = helen.get(&format!("/users/{}", blocked.id)).await;
        assert_eq!(page.one("h1 + .badge"), "Blocked");
        assert!(page.says("Dora cannot sign in, whatever the password."));
        let waiting = portal.make(Sketch::of("Hans Smit").password(Some(PasswordKind::Temporary))).await;
        let page = helen.get(&format!("/users/{}", waiting.id)).await;
        assert_eq!(page.one("h1 + .badge"), "Temporary password");
        assert!(page.says("It works until it is used."), "{}", page.main());
    });
}

#[test]
fn unknown_and_malformed_ids_are_not_found() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let known = portal.plain("Bram de Vries").await.id;
        for id in [
            "00000000-0000-0000-0000-000000000000".to_owned(),
            known.to_uppercase(),
            known.replace('-', ""),
            format!("{{{known}}}"),
            format!("urn:uuid:{known}"),
            format!("{known}0"),
            known[1..].to_owned(),
            "newest".to_owned(),
            "1".to_owned(),
            "%00".to_owned(),
            "%ff".to_owned(),
            "..%2f..".to_owned(),
            "x".repeat(2_000),
        ] {
            for path in [format!("/users/{id}"), format!("/users/{id}/reset-password")] {
                let page = helen.get(&path).await;
                assert_eq!(page.code(), 404, "{path}");
                assert_eq!(page.heading(), "This page does not exist", "{path}");
            }
        }
    });
}

#[test]
fn a_plain_person_gets_no_page_of_another_whether_it_exists_or_not() {
    run(async |portal| {
        let other = portal.plain("Dora Jansen").await;
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        for id in [other.id.as_str(), "00000000-0000-0000-0000-000000000000", "nonsense"] {
            for path in [format!("/users/{id}"), format!("/users/{id}/reset-password")] {
                let page = browser.get(&path).await;
                assert_eq!(page.code(), 403, "{path}");
                assert!(!page.says("Dora"));
            }
        }
    });
}
