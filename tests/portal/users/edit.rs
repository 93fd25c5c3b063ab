//! Changing somebody: what is saved and told, what two editors do to each other, who may what, what is refused (T-08…T-12, T-41, T-51).

use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

fn path(person: &Person) -> String {
    format!("/users/{}/edit", person.id)
}

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

async fn value(portal: &Portal, person: &Person, column: &str) -> String {
    let sql = format!("SELECT COALESCE({column}::text, '') FROM users WHERE id::text = $1");
    portal.ask(&sql, &[&person.id]).await
}

#[test]
fn one_save_changes_everything_and_the_audit_row_tells_old_and_new() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mieke = portal.plain("Mieke Bosman").await;
        let mut una = una(portal).await;
        let profile = una.get(&format!("/users/{}", bram.id)).await;
        assert_eq!(profile.link("Edit").unwrap(), path(&bram));
        let fields = [
            ("surname", "Visser"),
            ("display_name", "Bram Visser"),
            ("job_title", "Planner"),
            ("mobile", "+31 6 1111 2222"),
            ("usage_location", "be"),
            ("manager", "mieke.bosman"),
        ];
        let page = una.fill(&path(&bram), &fields).await;
        assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()), "{}", page.text());
        let page = una.follow().await;
        assert!(page.flash().contains("The changes are saved"), "{}", page.flash());
        let told = "una.smit changed bram.vries: Display name, Manager, Last name, Job title, Mobile, Country of use.";
        assert!(page.says(told), "{}", page.main());
        for (fact, value) in [("Last name", "Visser"), ("Manager", "Mieke Bosman"), ("Country of use", "BE")] {
            assert_eq!(page.fact(fact), value, "{fact}");
        }
        let row = portal.last("Update user").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", bram.user_name.as_str()));
        for part in [
            r#""display_name.from":"Bram de Vries""#,
            r#""display_name.to":"Bram Visser""#,
            r#""job_title.to":"Planner""#,
            r#""mobile.to":"+31 6 1111 2222""#,
            r#""usage_location.to":"BE""#,
            r#""manager.from":"""#,
        ] {
            assert!(row.details.contains(part), "{part} in {}", row.details);
        }
        assert!(row.details.contains(&format!(r#""manager.to":"{}""#, mieke.user_name)), "{}", row.details);
        assert!(!row.details.contains("given_name"), "{}", row.details);
        assert_eq!(una.get("/users?q=visser").await.people(), ["Bram Visser"]);
        assert_eq!(una.get("/users?q=bram vries").await.people(), ["Bram Visser"], "the user name stays");
    });
}

#[test]
fn a_save_without_a_change_writes_nothing_and_a_second_press_ends_at_the_person() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = una(portal).await;
        let before = portal.ledger().await;
        let page = una.fill(&path(&bram), &[]).await;
        assert_eq!(page.code(), 303);
        assert!(una.follow().await.flash().contains("nothing was changed"));
        assert_eq!((portal.ledger().await, value(portal, &bram, "version").await.as_str()), (before, "1"));
        let form = una.get(&path(&bram)).await.form(&path(&bram)).unwrap().with("job_title", "Planner");
        for _ in 0..2 {
            let page = una.press(&path(&bram), &form).await;
            assert_eq!((page.code(), page.location()), (303, format!("/users/{}", bram.id).as_str()));
        }
        assert_eq!((portal.ledger().await, value(portal, &bram, "version").await.as_str()), (before + 1, "2"));
    });
}

#[test]
fn a_new_user_name_signs_in_and_everything_else_stays() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = una(portal).await;
        let desk = portal.signed_in(&bram).await;
        let fields = [("user_principal_name", "b.devries"), ("mail", "bram@post.example")];
        assert_eq!(una.fill(&path(&bram), &fields).await.code(), 303);
        assert!(desk.is_in().await, "a new name ends no session");
        assert_eq!(portal.visitor().sign_in(&bram.user_name, PASSWORD).await.code(), 422);
        for name in ["b.devries", "bram@post.example"] {
            assert_eq!(portal.visitor().sign_in(name, PASSWORD).await.code(), 303, "{name}");
        }
        assert_eq!(value(portal, &bram, "user_name").await, "b.devries@noordzee.example");
        assert_eq!(una.fill(&path(&bram), &[("mail", "")]).await.code(), 303);
        assert_eq!(portal.visitor().sign_in("bram@post.example", PASSWORD).await.code(), 422);
        // Free again for somebody else.
        let fields = [("given_name", "Bram"), ("user_principal_name", &bram.user_name)];
        assert_eq!(una.fill("/users/new", &fields).await.code(), 200);
    });
}

#[test]
fn a_name_that_finds_somebody_else_is_refused_with_free_ones_also_in_a_race() {
    run(async |portal| {
        let (bram, bart) = (portal.plain("Bram de Vries").await, portal.plain("Bart Smit").await);
        let mut una = una(portal).await;
        let page = una.fill(&path(&bram), &[("user_principal_name", "BART.SMIT"), ("job_title", "Planner")]).await;
        assert_eq!(page.code(), 422);
        assert!(
            page.complaint("user_principal_name")
                .contains("Somebody has this user name. Free: BART.SMIT2@noordzee.example, BART.SMIT3"),
            "{}",
            page.main()
        );
        assert_eq!(page.value("job_title"), "Planner", "nothing is lost");
        let page = una.fill(&path(&bram), &[("mail", &bart.user_name)]).await;
        assert!(page.complaint("mail").contains("Somebody is found by this address already"), "{}", page.main());
        let mut other = portal.signed_in(&portal.holder("Uri Smit", Role::UserAdministrator).await).await;
        let forms = [
            una.get(&path(&bram)).await.form(&path(&bram)).unwrap().with("user_principal_name", "the.one"),
            other.get(&path(&bart)).await.form(&path(&bart)).unwrap().with("user_principal_name", "the.one"),
        ];
        let (bram, bart) = (path(&bram), path(&bart));
        let (one, two) = tokio::join!(una.press(&bram, &forms[0]), other.press(&bart, &forms[1]));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [303, 422]);
    });
}

#[test]
fn of_two_editors_only_what_both_changed_is_asked_about() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (mut una, path) = (una(portal).await, path(&bram));
        let mut uri = portal.signed_in(&portal.holder("Uri Smit", Role::UserAdministrator).await).await;
        let seen = uri.get(&path).await.form(&path).unwrap();
        let fields = [("job_title", "Planner"), ("city", "Rotterdam"), ("office", "Quay 4")];
        assert_eq!(una.fill(&path, &fields).await.code(), 303);
        // Only the department is Uri's: what Una saved stays.
        let page = uri.press(&path, &seen.clone().with("department", "Operations")).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        for (column, expected) in [("job_title", "Planner"), ("city", "Rotterdam"), ("department", "Operations")] {
            assert_eq!(value(portal, &bram, column).await, expected, "{column}");
        }
        // Both changed two of them.
        let form = seen.with("job_title", "Driver").with("city", "Delft").with("company_name", "Noordzee");
        let fresh = uri.get(&path).await.form(&path).unwrap();
        let form = form.with("form_key", fresh.value("form_key").unwrap());
        let page = uri.press(&path, &form).await;
        assert_eq!(page.code(), 409);
        assert!(
            page.complaint("job_title").contains("Somebody else saved another value here meanwhile"),
            "{}",
            page.main()
        );
        assert!(page.says("Keep what is saved now: “Planner”") && page.says("Keep what is saved now: “Rotterdam”"));
        assert_eq!((page.value("job_title"), page.value("office")), ("Driver".to_owned(), "Quay 4".to_owned()));
        let page = uri.press(&path, &page.form(&path).unwrap().with("take_city", "yes")).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        for (column, expected) in
            [("job_title", "Driver"), ("city", "Rotterdam"), ("company_name", "Noordzee"), ("office", "Quay 4")]
        {
            assert_eq!(value(portal, &bram, column).await, expected, "{column}");
        }
    });
}

#[test]
fn an_old_version_without_what_was_seen_is_a_conflict() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let (mut una, path) = (una(portal).await, path(&bram));
        assert_eq!(una.fill(&path, &[("job_title", "Planner")]).await.code(), 303);
        let form = una.get(&path).await.form(&path).unwrap();
        let form = form.with("version", "1").without("was_job_title").with("job_title", "Driver");
        assert_eq!(una.press(&path, &form).await.code(), 409);
        assert_eq!(value(portal, &bram, "job_title").await, "Planner");
    });
}

#[test]
fn each_property_is_changed_by_its_own_right() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let gwen = portal.global("Gwen Bakker").await;
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let aad = portal.holder("Aad Smit", Role::AuthenticationAdministrator).await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(&path(&bram)).await.code(), 403);
        assert!(helen.get(&format!("/users/{}", bram.id)).await.link("Edit").is_none());
        // What proves who somebody is: whoever may reset, and nothing else (R-049).
        let mut aad = portal.signed_in(&aad).await;
        let page = aad.get(&path(&bram)).await;
        assert!(
            page.says("Only read here: Display name, Manager, First name, Last name, Job title"),
            "{}",
            page.main()
        );
        assert_eq!(aad.fill(&path(&bram), &[("mobile", "+31 6 1111 2222")]).await.code(), 303);
        // Also where a name is taken: that is not told to somebody who may not change it.
        let forged = aad.get(&path(&gwen)).await;
        assert_eq!(forged.code(), 403);
        let forged = aad.get(&path(&bram)).await.form(&path(&bram)).unwrap();
        let forged = forged.with("job_title", "Director").with("user_principal_name", &gwen.user_name);
        assert_eq!(aad.press(&path(&bram), &forged).await.code(), 403);
        let row = portal.last("Update user").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "needs-role"));
        // What is harmless: of everybody, a Global administrator too (R-048).
        let mut browser = portal.signed_in(&una).await;
        assert_eq!(browser.fill(&path(&gwen), &[("job_title", "Director")]).await.code(), 303);
        let forged = browser.get(&path(&gwen)).await.form(&path(&gwen)).unwrap().with("mobile", "+31 6 1111 2222");
        assert_eq!(browser.press(&path(&gwen), &forged).await.code(), 403);
        assert_eq!(value(portal, &gwen, "mobile").await, "");
        // Of oneself, but not what signs in.
        assert_eq!(browser.fill(&path(&una), &[("office", "Quay 4")]).await.code(), 303);
        let forged = browser.get(&path(&una)).await.form(&path(&una)).unwrap().with("mail", "una@post.example");
        assert_eq!(browser.press(&path(&una), &forged).await.code(), 403);
    });
}

#[test]
fn what_is_kept_elsewhere_is_only_read_here_and_says_why() {
    run(async |portal| {
        let dirk = portal.make(Sketch::of("Dirk Jansen").source(Source::Directory)).await;
        let eva = portal.make(Sketch::of("Eva Extern").source(Source::External)).await;
        let mut una = una(portal).await;
        let page = una.get(&path(&dirk)).await;
        assert!(page.says("These are kept in another directory. Change them there."), "{}", page.main());
        assert_eq!(una.fill(&path(&dirk), &[("usage_location", "NL")]).await.code(), 303);
        for (field, forged) in [("surname", "Visser"), ("mail", "dirk@post.example")] {
            let form = una.get(&path(&dirk)).await.form(&path(&dirk)).unwrap().with(field, forged);
            assert_eq!(una.press(&path(&dirk), &form).await.code(), 409, "{field}");
        }
        let row = portal.last("Refused request").await;
        assert_eq!(row.reason, "directory-account");
        assert!(una.get(&path(&eva)).await.says("Only read here: User name."));
        assert_eq!(una.fill(&path(&eva), &[("job_title", "Consultant")]).await.code(), 303);
    });
}

#[test]
fn bad_values_are_told_beside_their_fields_and_nothing_typed_is_lost() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut una = una(portal).await;
        let (long, hidden) = ("ö".repeat(640), "Plan\u{202e}ner");
        let fields = [
            ("surname", long.as_str()),
            ("job_title", hidden),
            ("mail", "no address"),
            ("mobile", "call me"),
            ("usage_location", "12"),
            ("manager", "nobody at all"),
            ("user_principal_name", "bram@elsewhere.example"),
            ("city", "=1+1"),
        ];
        let page = una.fill(&path(&bram), &fields).await;
        assert_eq!(page.code(), 422);
        for (field, says) in [
            ("surname", "Use at most 64 characters"),
            ("job_title", "invisible characters"),
            ("mail", "Write an address"),
            ("mobile", "Write a number"),
            ("usage_location", "two letters of a country"),
            ("manager", "Nobody is found by this"),
            ("user_principal_name", "Use a domain of this organisation"),
        ] {
            assert!(page.complaint(field).contains(says), "{field}: {}", page.complaint(field));
        }
        for (field, typed) in fields {
            assert_eq!(page.value(field), typed, "{field}");
        }
        // By whatever name.
        let local = bram.user_name.split('@').next().unwrap();
        for typed in [bram.user_name.as_str(), local, "Bram de Vries"] {
            let own = una.fill(&path(&bram), &[("manager", typed)]).await;
            assert!(own.complaint("manager").contains("Nobody is their own manager"), "{typed}: {}", own.main());
        }
        let form = una.get(&path(&bram)).await.form(&path(&bram)).unwrap();
        for (field, forged) in
            [("id", bram.id.as_str()), ("email_verified", "true"), ("version", "x"), ("take_city", "no")]
        {
            assert_eq!(una.press(&path(&bram), &form.clone().with(field, forged)).await.code(), 422, "{field}");
        }
        assert_eq!(una.get("/users/0198c0de-0000-7000-8000-000000000000/edit").await.code(), 404);
        assert_eq!(value(portal, &bram, "version").await, "1");
    });
}

#[test]
fn an_edit_of_before_does_not_bring_an_address_back_that_was_taken_away() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let sql = "INSERT INTO authentication_contact (user_id, mail) VALUES ($1::text::uuid, 'bram@home.example')";
        portal.execute(sql, &[&bram.id]).await;
        let una = portal.holder("Una Smit", Role::UserAdministrator).await;
        let (mut one, mut other) = (portal.signed_in(&una).await, portal.signed_in(&una).await);
        let path = format!("/users/{}/edit", bram.id);
        one.get(&path).await;
        assert_eq!(other.fill(&format!("/users/{}/re-register", bram.id), &[("reason", "SD-1")]).await.code(), 303);
        let page = one.post(&path, &[("authentication_phone", "+31 612345678")]).await;
        // What only one side changed is clear, and it is not the address.
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.count("SELECT count(*) FROM authentication_contact WHERE mail IS NOT NULL").await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM authentication_contact WHERE phone IS NOT NULL").await, 1);
    });
}
