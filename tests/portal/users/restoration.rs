//! Coming back: under another name where it is taken, with the roles only where those are in reach (R-126, T-53, A39).

use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// Presses the button on the person's page.
async fn restore(browser: &mut Visitor, person: &Person) -> crate::support::page::Page {
    browser.get(&format!("/users/{}", person.id)).await;
    browser.post(&format!("/users/{}/restore", person.id), &[]).await
}

async fn is_deleted(portal: &Portal, person: &Person) -> bool {
    portal.ask("SELECT count(*)::text FROM deleted_user WHERE id = $1::text::uuid", &[&person.id]).await == "1"
}

#[test]
fn a_name_that_is_taken_meanwhile_is_asked_for_and_free_ones_are_proposed() {
    run(async |portal| {
        let profile =
            Profile { given_name: Some("Bram".to_owned()), surname: Some("de Vries".to_owned()), ..Profile::default() };
        let bram = portal.make(Sketch::of("Bram de Vries").profile(profile)).await;
        portal.delete(&bram).await;
        let other = portal.make(Sketch { user_name: bram.user_name.clone(), ..Sketch::of("Berta Visser") }).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let ledger = portal.ledger().await;
        let page = restore(&mut gwen, &bram).await;
        assert_eq!((page.code(), page.heading().as_str()), (422, "Restore Bram de Vries"));
        assert_eq!(
            page.complaint("user_principal_name"),
            "Error: Somebody has this user name. Free: b.devries@noordzee.example, bram.devries@noordzee.example"
        );
        assert_eq!(page.value("user_principal_name"), bram.user_name);
        assert!(is_deleted(portal, &bram).await && portal.ledger().await == ledger, "nothing was done");
        let path = format!("/users/{}/restore", bram.id);
        for (name, says) in [
            ("a b", "Use letters without accents"),
            ("bram@elsewhere.example", "Use a domain of this organisation"),
            (&*other.user_name, "Somebody has this user name"),
            ("GWEN.BAKKER", "Somebody has this user name"),
        ] {
            let page = gwen.post(&path, &[("user_principal_name", name)]).await;
            assert_eq!((page.code(), page.value("user_principal_name").as_str()), (422, name));
            assert!(page.complaint("user_principal_name").contains(says), "{}", page.complaint("user_principal_name"));
        }
        // The form's single use was not spent by any of it.
        let page = gwen.post(&path, &[("user_principal_name", "b.devries")]).await;
        assert_eq!((page.code(), page.location().to_owned()), (303, format!("/users/{}", bram.id)));
        assert!(gwen.follow().await.says("b.devries@noordzee.example"));
        let row = portal.last("Restore user").await;
        assert_eq!(row.targets, bram.user_name);
        let details = r#"{"user_principal_name.from":"bram.vries@noordzee.example","user_principal_name.to":"b.devries@noordzee.example"}"#;
        assert_eq!(row.details, details);
        let back = Person { user_name: "b.devries@noordzee.example".to_owned(), ..bram };
        portal.signed_in(&back).await;
        portal.signed_in(&other).await;
        assert_eq!(gwen.get("/users?q=b.devries").await.people(), ["Bram de Vries"]);
    });
}

#[test]
fn a_mail_address_that_is_taken_meanwhile_stays_with_whoever_has_it_and_the_page_says_so() {
    run(async |portal| {
        let with = |mail: &str| Profile { mail: Some(mail.to_owned()), ..Profile::default() };
        let bram = portal.make(Sketch::of("Bram de Vries").profile(with("desk@havens.example"))).await;
        let eva = portal.make(Sketch::of("Eva Smit").profile(with("eva@havens.example"))).await;
        portal.delete(&bram).await;
        portal.delete(&eva).await;
        let other = portal.make(Sketch::of("Otto Over").profile(with("desk@havens.example"))).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        assert_eq!(restore(&mut gwen, &bram).await.code(), 303);
        let page = gwen.follow().await;
        assert!(page.flash().contains("does not sign this person in any more"), "{}", page.flash());
        assert_eq!(page.fact("Email"), "desk@havens.example");
        assert_eq!(portal.last("Restore user").await.details, r#"{"mail_taken":"true"}"#);
        assert_eq!(restore(&mut gwen, &eva).await.code(), 303);
        assert!(gwen.follow().await.flash().contains("with everything as it was"));
        for (name, who) in [("desk@havens.example", &other), ("eva@havens.example", &eva), (&*bram.user_name, &bram)] {
            let mut visitor = portal.visitor();
            assert_eq!(visitor.sign_in(name, PASSWORD).await.code(), 303, "{name}");
            assert_eq!(visitor.get("/account").await.fact("User name"), who.user_name, "{name}");
        }
        // Something else of him is changed without a word about the address; the address itself is not given twice.
        let edit = format!("/users/{}/edit", bram.id);
        assert_eq!(gwen.fill(&edit, &[("job_title", "Driver")]).await.code(), 303);
        assert_eq!(gwen.fill(&edit, &[("user_principal_name", "b.vries")]).await.code(), 303);
        let page = gwen.fill(&edit, &[("mail", "eva@havens.example")]).await;
        assert_eq!((page.code(), page.complaint("mail").contains("found by this address")), (422, true));
        assert_eq!(portal.count("SELECT count(*) FROM login_name WHERE canonical = 'desk@havens.example'").await, 1);
        // When the other one lets go of it, the next change gives it back.
        assert_eq!(gwen.fill(&format!("/users/{}/edit", other.id), &[("mail", "")]).await.code(), 303);
        assert_eq!(gwen.fill(&edit, &[("job_title", "Pilot")]).await.code(), 303);
        let owner = "SELECT user_id::text FROM login_name WHERE canonical = 'desk@havens.example'";
        assert_eq!(portal.ask(owner, &[]).await, bram.id);
    });
}

#[test]
fn the_roles_that_would_come_back_decide_who_may_restore_or_remove() {
    run(async |portal| {
        let strong = portal.holder("Gijs Bos", Role::GlobalAdministrator).await;
        portal.delete(&strong).await;
        let weak = portal.deleted("Bram de Vries").await;
        for (role, name) in [
            (Role::UserAdministrator, "Una Smit"),
            (Role::HelpdeskAdministrator, "Helen Kramer"),
            (Role::GlobalReader, "Rik Lezer"),
        ] {
            let mut browser = portal.signed_in(&portal.holder(name, role).await).await;
            // A form that is surely ours.
            let any = browser.get("/users/deleted").await.form(&format!("/users/{}/restore", weak.id));
            let page = browser.get(&format!("/users/{}", strong.id)).await;
            assert!(page.form(&format!("/users/{}/restore", strong.id)).is_none(), "{role}");
            let form = any.unwrap_or_else(|| page.form("/sign-out").unwrap());
            let before = portal.ledger().await;
            let page = browser.press(&format!("/users/{}/restore", strong.id), &form).await;
            assert_eq!(page.code(), 403, "{role}");
            assert!(is_deleted(portal, &strong).await, "{role}");
            if role == Role::UserAdministrator {
                assert_eq!(portal.ledger().await, before + 1);
                assert_eq!(portal.last("Restore user").await.reason, "protected-target");
                let purge = format!("/users/{}/purge", strong.id);
                assert_eq!(browser.get(&purge).await.code(), 403);
            }
        }
        let paula = portal.holder("Paula Auth", Role::PrivilegedAuthenticationAdministrator).await;
        let mut paula = portal.signed_in(&paula).await;
        assert_eq!(restore(&mut paula, &strong).await.code(), 303);
        let back = portal.signed_in(&strong).await;
        assert_eq!(
            back.peek(reqwest::Method::GET, "/audit", &[], "").await.code(),
            200,
            "a Global administrator again"
        );
    });
}

#[test]
fn pressed_twice_or_by_two_it_is_done_once_and_with_more_than_it_asks_for_not_at_all() {
    run(async |portal| {
        let bram = portal.deleted("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/restore", bram.id);
        let profile = format!("/users/{}", bram.id);
        let form = gwen.get(&profile).await.form(&path).unwrap();
        let other = gwen.get(&profile).await.form(&path).unwrap();
        for (name, value) in [("deleted_at", ""), ("role", "global-administrator"), ("display_name", "x")] {
            assert_eq!(gwen.press(&path, &form.clone().with(name, value)).await.code(), 422, "{name}");
        }
        assert_eq!(
            gwen.press(&path, &form.clone().and("user_principal_name", "a").and("user_principal_name", "b"))
                .await
                .code(),
            422
        );
        assert!(is_deleted(portal, &bram).await);
        let (one, two) = tokio::join!(gwen.press(&path, &form), gwen.press(&path, &other));
        for page in [one, two, gwen.press(&path, &form).await] {
            assert_eq!((page.code(), page.location()), (303, profile.as_str()));
        }
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Restore user'").await, 1);
        let nobody = "/users/0198c0de-0000-7000-8000-000000000000/restore";
        assert_eq!(gwen.press(nobody, &form).await.code(), 404);
    });
}

#[test]
fn of_two_who_want_one_name_back_one_gets_it() {
    run(async |portal| {
        let bram = portal.deleted("Bram de Vries").await;
        let second = portal.make(Sketch { user_name: bram.user_name.clone(), ..Sketch::of("Berta Visser") }).await;
        portal.delete(&second).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let list = gwen.get("/users/deleted").await;
        let [one, two] = [&bram, &second].map(|person| format!("/users/{}/restore", person.id));
        let forms = [list.form(&one).unwrap(), list.form(&two).unwrap()];
        let (first, other) = tokio::join!(gwen.press(&one, &forms[0]), gwen.press(&two, &forms[1]));
        let mut codes = [first.code(), other.code()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 422], "{} {}", first.text(), other.text());
        assert_eq!(portal.count("SELECT count(*) FROM login_name WHERE canonical LIKE 'bram.vries@%'").await, 1);
        assert_eq!(portal.count("SELECT count(*) FROM deleted_user").await, 1);
    });
}

#[test]
fn when_the_days_are_over_nobody_comes_back_whether_or_not_the_program_was_there() {
    run(async |portal| {
        let bram = portal.deleted("Bram de Vries").await;
        portal.advance(jiff::SignedDuration::from_hours(30 * 24 + 1));
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/restore", bram.id);
        let form = gwen.get(&format!("/users/{}", bram.id)).await.form(&path).unwrap();
        assert_eq!(gwen.press(&path, &form).await.code(), 404);
        assert!(is_deleted(portal, &bram).await);
    });
}

#[test]
fn a_name_that_is_kept_elsewhere_comes_back_as_it_was() {
    run(async |portal| {
        let guest = portal.make(Sketch::of("Gast Elders").source(Source::External).password(None)).await;
        portal.delete(&guest).await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let path = format!("/users/{}/restore", guest.id);
        let form = gwen.get(&format!("/users/{}", guest.id)).await.form(&path).unwrap();
        let renamed = form.clone().and("user_principal_name", "another");
        assert_eq!(gwen.press(&path, &renamed).await.code(), 409);
        assert!(is_deleted(portal, &guest).await);
        assert_eq!(gwen.press(&path, &form).await.code(), 303);
    });
}
