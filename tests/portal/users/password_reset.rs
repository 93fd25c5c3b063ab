//! T-20, T-21, T-25, T-27…T-29, T-31: from the confirm page to the temporary password.

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{PASSWORD, Person, Sketch, TEMPORARY};
use crate::support::server::{Portal, run};

pub(super) fn path_of(person: &Person) -> String {
    format!("/users/{}/reset-password", person.id)
}

/// Whether nothing happened to a person's password and sessions.
pub(super) async fn untouched(portal: &Portal, person: &Person) -> bool {
    let resets = format!(
        "SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)' AND result = 'success' AND id IN (SELECT event_id FROM audit_target WHERE target_id = '{}')",
        person.id
    );
    portal.count(&resets).await == 0
        && portal.visitor().sign_in(&person.user_name, &person.password).await.code() == 303
}

#[test]
fn the_confirm_page_says_who_it_is_and_what_it_does_before_anything_happens() {
    run(async |portal| {
        let profile = Profile {
            employee_id: Some("NH-0042".to_owned()),
            given_name: Some("Bram".to_owned()),
            ..Profile::default()
        };
        let bram = portal.make(Sketch::of("Bram de Vries").profile(profile)).await;
        let _device = (portal.signed_in(&bram).await, portal.signed_in(&bram).await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let profile = format!("/users/{}", bram.id);
        let path = helen.get(&profile).await.link("Reset password").unwrap();
        let (ledger, writes) = (portal.ledger().await, portal.house.hashes.hashes());
        let page = helen.get(&path).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Reset the password of Bram de Vries?"));
        for words in [
            "bram.vries@noordzee.example",
            "The old password stops working and 2 devices are signed out.",
            "Bram must choose a new password at the next sign-in.",
            "The audit log records that you did this.",
        ] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
        assert_eq!(page.fact("Employee no."), "NH-0042");
        assert_eq!(page.texts("fieldset legend"), ["How did you check it is Bram?", "Temporary password works for"]);
        assert_eq!(
            page.texts(".pill label"),
            [
                "Called back",
                "Saw ID",
                "Manager confirmed",
                "Until first use",
                "1 hour",
                "8 hours",
                "24 hours",
                "7 days"
            ]
        );
        assert_eq!((page.value("verified_by"), page.value("expires")), (String::new(), "never".to_owned()));
        assert_eq!(page.texts("main form button"), ["Reset password"]);
        // Looking is no deed, also by HEAD.
        helen.peek(reqwest::Method::HEAD, &path, &[], "").await;
        assert_eq!((portal.ledger().await, portal.house.hashes.hashes()), (ledger, writes));
        assert!(untouched(portal, &bram).await);
    });
}

#[test]
fn a_reset_gives_a_temporary_password_kills_the_old_one_and_every_session() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let sessions = [portal.signed_in(&bram).await, portal.signed_in(&bram).await, portal.signed_in(&bram).await];
        let helen_kramer = portal.helpdesk("Helen Kramer").await;
        let mut helen = portal.signed_in(&helen_kramer).await;
        let page = helen.fill(&path_of(&bram), &[("verified_by", "saw-id"), ("reason", "Ticket 4711 <b>")]).await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Bram has a temporary password"));
        let secret = page.secret();
        assert!(secret.len() == 19 && secret != TEMPORARY, "{}", secret.len());
        for old in sessions {
            assert_eq!(old.clone().get("/account").await.location(), "/sign-in?next=%2Faccount");
        }
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        let mut browser = portal.visitor();
        assert_eq!(browser.sign_in(&bram.user_name, &secret).await.location(), "/change-password");
        // The administrator goes on as before.
        assert_eq!(helen.get("/users").await.code(), 200);
        let row = portal.last("Reset password (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", &*helen_kramer.user_name, &*bram.user_name)
        );
        assert_eq!(row.request, page.request());
        assert_eq!(
            row.details,
            r#"{"expires":"never","reason":"Ticket 4711 <b>","sessions_ended":"3","verified_by":"saw-id"}"#
        );
    });
}

#[test]
fn the_slip_says_where_to_go_and_reads_the_password_out() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.fill(&path_of(&bram), &[("verified_by", "called-back"), ("expires", "8h")]).await;
        let host = portal.origin.strip_prefix("http://").unwrap();
        for words in [
            "Give this to Bram now.",
            host,
            "Hyphens and capitals do not matter.",
            "at least 15 characters",
            "Works until",
        ] {
            assert!(page.says(words), "{words}: {}", page.main());
        }
        let secret = page.secret();
        let symbols: String = page.texts("ol.spell li b").concat();
        assert_eq!(symbols, secret);
        assert_eq!(page.texts("ol.spell li span").iter().filter(|word| *word == "dash").count(), 3);
        helen.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = helen.fill(&path_of(&bram), &[("verified_by", "called-back")]).await;
        assert_eq!(page.attributes("html", "lang"), ["nl"]);
        assert!(
            page.texts("ol.spell li span").iter().any(|word| word == "streepje"),
            "{:?}",
            page.texts("ol.spell li span")
        );
    });
}

#[test]
fn every_choice_of_an_end_is_kept_to_the_minute() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for (number, (choice, hours)) in
            [("never", None), ("1h", Some(1)), ("8h", Some(8)), ("24h", Some(24)), ("7d", Some(168)), ("", None)]
                .into_iter()
                .enumerate()
        {
            let person = portal.plain(&format!("Bram{number} Smit")).await;
            let page =
                helen.fill(&path_of(&person), &[("verified_by", "manager-confirmed"), ("expires", choice)]).await;
            assert_eq!(page.code(), 200, "{choice}");
            let sql = "SELECT round(extract(epoch FROM expires_at - set_at) / 3600)::text FROM credential WHERE user_id = $1::text::uuid";
            assert_eq!(
                portal.ask(sql, &[&person.id]).await,
                hours.map(|hours: i32| hours.to_string()).unwrap_or_default(),
                "{choice}"
            );
        }
    });
}

#[test]
fn without_a_check_or_with_a_wrong_choice_the_page_comes_back_as_it_was_filled() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let path = path_of(&bram);
        let page = helen.fill(&path, &[("expires", "24h"), ("reason", "Ticket 4711")]).await;
        assert_eq!((page.code(), page.complaints()), (422, vec!["Choose how you checked that it is Bram".to_owned()]));
        assert_eq!((page.value("expires").as_str(), page.value("reason").as_str()), ("24h", "Ticket 4711"));
        assert_eq!(page.heading(), "Reset the password of Bram de Vries?");
        let page = helen.post(&path, &[("verified_by", "psychic")]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1));
        let page = helen.post(&path, &[("verified_by", "saw-id"), ("expires", "2h")]).await;
        assert_eq!(
            (page.code(), page.complaints()),
            (422, vec!["Choose how long the temporary password works".to_owned()])
        );
        assert_eq!(page.value("verified_by"), "saw-id");
        let page =
            helen.post(&path, &[("verified_by", "saw-id"), ("expires", "1h"), ("reason", &"x".repeat(501))]).await;
        assert_eq!((page.code(), page.complaints().len()), (422, 1), "{:?}", page.complaints());
        assert!(untouched(portal, &bram).await);
        // The same form still works: refusals do not spend it.
        let page = helen.post(&path, &[("verified_by", "saw-id"), ("expires", "1h"), ("reason", "")]).await;
        assert_eq!(page.code(), 200);
    });
}

#[test]
fn nobody_resets_the_own_password_here() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let gwen = portal.global("Gwen Bakker").await;
        let mut browser = portal.signed_in(&gwen).await;
        let page = browser.get(&path_of(&gwen)).await;
        assert_eq!(page.code(), 403);
        assert!(page.says("This does not work on your own account."), "{}", page.main());
        browser.get(&path_of(&bram)).await;
        let form = browser.form(&path_of(&bram)).with("verified_by", "saw-id");
        assert_eq!(browser.submit(&path_of(&gwen), &form).await.code(), 403);
        let row = portal.last("Reset password (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.reason.as_str(), row.targets.as_str()),
            ("failure", "own-account", &*gwen.user_name)
        );
        assert!(untouched(portal, &gwen).await);
    });
}

#[test]
fn accounts_of_elsewhere_are_refused_with_the_reason_and_stay_as_they_are() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for (name, source, why, reason) in [
            (
                "Eva Smit",
                Source::External,
                "This person signs in at another organisation or provider. Only that organisation can reset the password.",
                "external-account",
            ),
            (
                "Fons Smit",
                Source::Directory,
                "The password of this account lives in another directory. Change it there.",
                "directory-account",
            ),
        ] {
            let person = portal.make(Sketch::of(name).source(source)).await;
            let page = helen.get(&path_of(&person)).await;
            assert_eq!(page.code(), 409);
            assert!(page.says(why), "{}", page.main());
            helen.get(&path_of(&bram)).await;
            let form = helen.form(&path_of(&bram)).with("verified_by", "saw-id");
            assert_eq!(helen.submit(&path_of(&person), &form).await.code(), 409);
            let row = portal.last("Reset password (by admin)").await;
            assert_eq!(
                (row.result.as_str(), row.reason.as_str(), row.targets.as_str()),
                ("failure", reason, &*person.user_name)
            );
            let credentials = "SELECT count(*)::text FROM credential WHERE user_id = $1::text::uuid";
            assert_eq!(portal.ask(credentials, &[&person.id]).await, "0");
        }
    });
}

#[test]
fn a_helpdesk_administrator_resets_no_user_administrator_but_the_global_one_does() {
    run(async |portal| {
        let target = portal.holder("Ursula Adm", Role::UserAdministrator).await;
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&path_of(&target)).await;
        assert_eq!(page.code(), 403);
        assert!(page.says("Only someone with the role") && page.says("User Administrator"), "{}", page.main());
        helen.get(&path_of(&bram)).await;
        let form = helen.form(&path_of(&bram)).with("verified_by", "saw-id");
        let page = helen.submit(&path_of(&target), &form).await;
        assert_eq!(page.code(), 403);
        let row = portal.last("Reset password (by admin)").await;
        assert_eq!(
            (row.result.as_str(), row.reason.as_str(), row.request.as_str()),
            ("failure", "protected-target", page.request())
        );
        assert!(untouched(portal, &target).await);
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert_eq!(gwen.fill(&path_of(&target), &[("verified_by", "saw-id")]).await.code(), 200);
    });
}

#[test]
fn a_blocked_person_gets_a_password_but_no_way_in() {
    run(async |portal| {
        let dora = portal.make(Sketch::of("Dora Smit").blocked()).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&path_of(&dora)).await;
        assert!(page.says("This account stays blocked"), "{}", page.main());
        let secret = helen.post(&path_of(&dora), &[("verified_by", "saw-id")]).await.secret();
        assert_eq!(portal.visitor().sign_in(&dora.user_name, &secret).await.code(), 422);
    });
}
