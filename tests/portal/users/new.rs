//! Somebody new: what is asked, what is refused, what is proposed, what it leaves (T-12, T-45, T-50).

use latchkey::domain::role::Role;

use crate::support::page::Page;
use crate::support::people::BETTER;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PATH: &str = "/users/new";

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

async fn send(browser: &mut Visitor, fields: &[(&str, &str)]) -> Page {
    browser.fill(PATH, fields).await
}

#[test]
fn somebody_new_signs_in_with_a_password_that_was_shown_once_and_must_be_changed() {
    run(async |portal| {
        let manager = portal.plain("Mieke Bosman").await;
        let mut una = una(portal).await;
        let fields = [
            ("given_name", " Zoë "),
            ("surname", "de Vries"),
            ("user_principal_name", "zoe.devries"),
            ("mail", "zoe@post.example"),
            ("employee_id", "4711"),
            ("department", "Operations"),
            ("mobile", "+31 6 1234 5678"),
            ("usage_location", "nl"),
            ("city", "Rotterdam"),
            ("manager", "mieke bos"),
        ];
        let page = send(&mut una, &fields).await;
        assert_eq!((page.code(), page.header("cache-control")), (200, "no-store"), "{}", page.text());
        let secret = page.secret();
        let row = portal.last("Add user").await;
        assert_eq!(
            (row.actor.as_str(), row.targets.as_str()),
            ("una.smit@noordzee.example", "zoe.devries@noordzee.example")
        );
        assert_eq!(row.details, r#"{"with_password":"true"}"#);
        let found = una.get("/users?q=zoe 4711").await;
        assert_eq!(found.people(), ["Zoë de Vries"]);
        let profile = una.get(&found.link("Zoë de Vries").unwrap()).await;
        for (fact, value) in [
            ("Display name", "Zoë de Vries"),
            ("Email", "zoe@post.example"),
            ("Mobile", "+31 6 1234 5678"),
            ("Manager", "Mieke Bosman"),
            ("City", "Rotterdam"),
            ("Country of use", "NL"),
        ] {
            assert_eq!(profile.fact(fact), value, "{fact}");
        }
        assert_eq!(
            portal
                .count("SELECT count(*) FROM role_assignment JOIN users ON id = user_id WHERE user_name LIKE 'zoe%'")
                .await,
            0
        );
        let mut zoe = portal.visitor();
        // Also by mail, as everybody.
        assert_eq!(zoe.sign_in("zoe@post.example", &secret).await.location(), "/change-password");
        zoe.follow().await;
        assert_eq!(zoe.post("/change-password", &[("new_password", BETTER)]).await.location(), "/account");
        assert_eq!(manager.user_name, "mieke.bosman@noordzee.example");
    });
}

#[test]
fn the_form_sent_twice_makes_one_person_and_shows_no_secret_again() {
    run(async |portal| {
        let mut una = una(portal).await;
        let form = una.get(PATH).await.form(PATH).unwrap();
        let form = form.with("given_name", "Zoë").with("user_principal_name", "zoe");
        let (one, two) = tokio::join!(una.press(PATH, &form), una.press(PATH, &form));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 303]);
        let again = una.press(PATH, &form).await;
        let id = portal.ask("SELECT id::text FROM users WHERE user_name LIKE 'zoe@%'", &[]).await;
        assert_eq!((again.code(), again.location()), (303, format!("/users/{id}").as_str()));
        assert_eq!(portal.count("SELECT count(*) FROM users WHERE user_name LIKE 'zoe%'").await, 1);
    });
}

#[test]
fn without_a_password_nobody_signs_in_until_one_is_given() {
    run(async |portal| {
        let mut una = una(portal).await;
        let page = send(&mut una, &[("given_name", "Zoë"), ("user_principal_name", "zoe"), ("start", "none")]).await;
        assert_eq!(page.code(), 303);
        let page = una.follow().await;
        assert!(page.flash().contains("Without a password nobody signs in yet"), "{}", page.flash());
        assert_eq!(page.fact("Password"), "Not set yet");
        assert_eq!(portal.visitor().sign_in("zoe", "any password at all").await.code(), 422);
    });
}

#[test]
fn user_names_obey_the_rules_and_free_ones_are_proposed() {
    run(async |portal| {
        portal.plain("Bram de Vries").await;
        let mut una = una(portal).await;
        let long = format!("{}@noordzee.example", "a".repeat(65));
        for (name, says) in [
            (long.as_str(), "Use at most 64 characters before the @"),
            ("a.@noordzee.example", "Take away the dot before the @"),
            ("a@b@noordzee.example", "Write the user name as name@domain, with one @"),
            ("a b", "Use letters without accents, digits, and marks such as . - _ and '"),
            ("anna@elsewhere.example", "Use a domain of this organisation: noordzee.example, havens.example"),
            (
                "bram.VRIES",
                "Somebody has this user name. Free: b.devries@noordzee.example, bram.devries@noordzee.example",
            ),
        ] {
            let page =
                send(&mut una, &[("given_name", "Bram"), ("surname", "de Vries"), ("user_principal_name", name)]).await;
            assert_eq!((page.code(), page.complaint("user_principal_name")), (422, format!("Error: {says}")), "{name}");
            assert_eq!((page.value("user_principal_name").as_str(), page.value("given_name").as_str()), (name, "Bram"));
        }
        assert_eq!(
            send(&mut una, &[("given_name", "Sean"), ("user_principal_name", "o'neil@noordzee.example")]).await.code(),
            200
        );
        // Left empty, one is proposed from the name, and taken at the next press.
        let page = send(&mut una, &[("given_name", "Chloé"), ("surname", "O’Brien")]).await;
        assert_eq!(page.complaint("user_principal_name"), "Error: No user name was filled in. Is this one right?");
        assert_eq!(page.value("user_principal_name"), "chloe.obrien@noordzee.example");
        assert_eq!(una.post(PATH, &[]).await.code(), 200);
        let page = send(&mut una, &[("given_name", "Иван")]).await;
        assert_eq!(page.complaint("user_principal_name"), "Error: Fill in a user name");
    });
}

#[test]
fn every_field_says_what_is_wrong_and_loses_nothing() {
    run(async |portal| {
        for name in ["Anna Bos", "Anna Vos"] {
            portal.plain(name).await;
        }
        let mut una = una(portal).await;
        let people = portal.count("SELECT count(*) FROM users").await;
        let long = "é".repeat(650);
        let (most64, most128) = ("Use at most 64 characters", "Use at most 128 characters");
        for (field, value, says) in [
            ("given_name", long.as_str(), most64),
            ("surname", &long, most64),
            ("job_title", &long, most128),
            ("department", &long, most64),
            ("employee_id", &long, "Use at most 16 characters"),
            ("display_name", "Zo\u{202e}ë", "Leave out line breaks and other invisible characters"),
            ("mail", "zoe", "Write an address such as name@example.org"),
            ("mail", "anna.bos@noordzee.example", "Somebody is found by this address already"),
            ("mobile", "call me", "Write a number with 3 to 20 digits, such as +31 20 555 0100"),
            ("usage_location", "N1", "Write the two letters of a country, such as NL"),
            ("preferred_language", "dutch language", "Write a language such as en, nl or nl-BE"),
            ("manager", &long, "Use at most 200 characters"),
            ("manager", "nobody at all", "Nobody is found by this. Write a user name, or leave it empty"),
            (
                "manager",
                "anna",
                "Several people are found. Write a user name: anna.bos@noordzee.example, anna.vos@noordzee.example",
            ),
        ] {
            let fields = [("given_name", "Zoë"), ("user_principal_name", "zoe"), (field, value)];
            let page = send(&mut una, &fields).await;
            assert_eq!((page.code(), page.complaint(field)), (422, format!("Error: {says}")), "{field}");
            assert_eq!(
                (page.value(field).as_str(), page.value("user_principal_name").as_str()),
                (value, "zoe"),
                "{field}"
            );
        }
        let page = send(&mut una, &[("user_principal_name", "zoe")]).await;
        assert_eq!(page.complaint("display_name"), "Error: Fill in first and last name, or a display name");
        assert_eq!(send(&mut una, &[("given_name", "Zoë"), ("start", "mail")]).await.code(), 422);
        assert_eq!(portal.count("SELECT count(*) FROM users").await, people);
        // Names of other scripts, and marks that combine, are names.
        for (number, name) in ["עִבְרִית כֹּהֵן", "张伟", "Z\u{308}oe\u{301}", "=cmd()"].into_iter().enumerate()
        {
            let user_name = format!("person{number}");
            let page = send(&mut una, &[("display_name", name), ("user_principal_name", &user_name)]).await;
            assert_eq!(page.code(), 200, "{name}: {}", page.text());
        }
    });
}

#[test]
fn two_who_take_one_name_at_the_same_moment_make_one_person() {
    run(async |portal| {
        let (mut una, mut gwen) = (una(portal).await, portal.signed_in(&portal.global("Gwen Bakker").await).await);
        let form = |page: Page| page.form(PATH).unwrap().with("given_name", "Zoë").with("user_principal_name", "zoe");
        let (one, two) = (form(una.get(PATH).await), form(gwen.get(PATH).await));
        let (one, two) = tokio::join!(una.press(PATH, &one), gwen.press(PATH, &two));
        let mut codes = [one.code(), two.code()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 422], "{} {}", one.text(), two.text());
        let refused = if one.code() == 422 { one } else { two };
        assert!(refused.complaint("user_principal_name").contains("Free: zoe2@noordzee.example"), "{}", refused.text());
    });
}

#[test]
fn only_user_and_global_administrators_add_people() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get("/users").await;
        assert!(page.link("New user").is_none());
        let page = helen.get(PATH).await;
        assert_eq!((page.code(), page.heading().as_str()), (403, "You cannot add people"));
        assert!(page.says("This needs the role"), "{}", page.main());
        assert!(una(portal).await.get("/users").await.link("New user").is_some());
    });
}

#[test]
fn the_domain_is_chosen_beside_the_name_and_one_in_the_name_wins() {
    run(async |portal| {
        let mut una = una(portal).await;
        let page = una.get(PATH).await;
        assert_eq!(page.attributes("select[name=domain] option", "value"), ["noordzee.example", "havens.example"]);
        assert_eq!(page.attributes("select[name=domain] option[selected]", "value"), ["noordzee.example"]);
        for (given, name, domain, expected) in [
            ("Anna", "anna", "havens.example", "anna@havens.example"),
            ("Bert", "bert", "Havens.Example", "bert@havens.example"),
            ("Cor", "cor@noordzee.example", "havens.example", "cor@noordzee.example"),
            ("Dora", "dora", "", "dora@noordzee.example"),
        ] {
            let fields = [("given_name", given), ("user_principal_name", name), ("domain", domain), ("start", "none")];
            assert_eq!(send(&mut una, &fields).await.code(), 303, "{name} {domain}");
            assert_eq!(portal.last("Add user").await.targets, expected);
        }
        // What is proposed ends with it too, and the choice stays on the page.
        let fields = [("given_name", "Eva"), ("surname", "Smit"), ("domain", "havens.example")];
        let page = send(&mut una, &fields).await;
        assert_eq!((page.code(), page.value("user_principal_name").as_str()), (422, "eva.smit@havens.example"));
        assert_eq!(page.attributes("select[name=domain] option[selected]", "value"), ["havens.example"]);
        for foreign in ["evil.example", "havens.example@evil.example", "@havens.example"] {
            let fields = [("given_name", "Fons"), ("user_principal_name", "fons"), ("domain", foreign)];
            assert_eq!(send(&mut una, &fields).await.code(), 422, "{foreign}");
        }
        let fields =
            [("given_name", "Fons"), ("user_principal_name", "fons@evil.example"), ("domain", "havens.example")];
        assert!(send(&mut una, &fields).await.complaint("user_principal_name").contains("noordzee.example"));
    });
}

#[test]
fn script_is_told_a_few_people_and_nothing_but_their_names() {
    run(async |portal| {
        for number in 0..14 {
            portal.plain(&format!("Mieke{number:02} Bosman")).await;
        }
        let mut una = una(portal).await;
        let page = una.get(PATH).await;
        assert_eq!(page.attributes("#manager", "data-suggest"), ["/users/suggest"]);
        assert_eq!(page.attributes("#manager", "list"), page.attributes("main datalist", "id"));
        let page = una.get("/users/suggest?q=bosman").await;
        assert_eq!((page.code(), page.header("content-type")), (200, "application/json"));
        assert!(
            page.body.starts_with(r#"[{"name":"mieke00.bosman@noordzee.example","label":"Mieke00 Bosman"},"#),
            "{}",
            page.body
        );
        assert_eq!(page.body.matches("\"name\"").count(), 10);
        for nothing in ["/users/suggest", "/users/suggest?q=m", "/users/suggest?q=+", "/users/suggest?q=nobody+at+all"]
        {
            let page = una.get(nothing).await;
            assert_eq!((page.code(), page.body.as_str()), (200, "[]"), "{nothing}");
        }
        assert_eq!(una.get("/users/suggest?q=a&q=b").await.code(), 422);
        assert_eq!(una.get(&format!("/users/suggest?q={}", "x".repeat(201))).await.code(), 422);
        let bram = portal.plain("Bram de Vries").await;
        let mut bram = portal.signed_in(&bram).await;
        for path in ["/users/suggest?q=bosman", "/users/suggest"] {
            let page = bram.get(path).await;
            assert_eq!(page.code(), 403, "{path}");
            assert!(!page.body.contains("mieke"), "{path}");
        }
    });
}
