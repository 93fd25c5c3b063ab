//! T-01: everybody's way in.

use crate::support::cluster::shared;
use crate::support::people::{BETTER, PASSWORD, Sketch};
use crate::support::server::run;

#[test]
fn whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.visitor();
        let page = browser.get("/users?q=jan").await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in?next=%2Fusers%3Fq%3Djan"));
        let page = browser.follow().await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Sign in"));
        let page = browser.post("/sign-in", &[("username", &helen.user_name), ("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/users?q=jan"));
        assert_eq!(browser.follow().await.heading(), "Users");
    });
}

#[test]
fn the_first_administrator_changes_her_password_and_arrives_home() {
    run(async |portal| {
        let mut browser = portal.visitor();
        let page = browser.sign_in("admin@noordzee.example", &shared().first_password).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"));
        assert_eq!(browser.follow().await.heading(), "Choose a new password");
        let page = browser.post("/change-password", &[("new_password", BETTER)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"));
        assert_eq!(browser.follow().await.flash(), "Your new password is set.");
        let page = browser.get("/").await;
        assert_eq!((page.code(), page.heading().as_str()), (200, "Home"));
    });
}

#[test]
fn administrators_arrive_home_and_everybody_else_at_the_own_account() {
    run(async |portal| {
        let helen = portal.helpdesk("Helen Kramer").await;
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&helen).await;
        assert_eq!(browser.follow().await.heading(), "Home");
        assert_eq!(portal.last("Sign in").await.actor, helen.user_name);
        let mut browser = portal.signed_in(&bram).await;
        assert_eq!(browser.follow().await.heading(), "Hello Bram");
        for path in ["/users", "/audit", "/roles/matrix", &format!("/users/{}", helen.id)] {
            let page = browser.get(path).await;
            assert_eq!((page.code(), page.heading().as_str()), (403, "You may not do this"), "{path}");
            assert_eq!(page.link("Users"), None, "{path}: the menu offers administration");
        }
    });
}

#[test]
fn a_sign_in_is_written_down_with_its_support_code_address_and_kind() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.visitor();
        let page = browser.sign_in(&bram.user_name, PASSWORD).await;
        let row = portal.last("Sign in").await;
        assert_eq!(
            (row.result.as_str(), row.actor.as_str(), row.targets.as_str()),
            ("success", &*bram.user_name, &*bram.user_name)
        );
        assert_eq!((row.request.as_str(), row.address.as_str()), (page.request(), "127.0.0.1"));
        assert_eq!(row.details, r#"{"method":"password","session":"full"}"#);
    });
}

#[test]
fn every_spelling_of_a_name_finds_its_person() {
    run(async |portal| {
        let mut sketch = Sketch::of("Zoë O'Neil");
        sketch.user_name = "Zoe.ONeil@Noordzee.Example".to_owned();
        sketch.profile.mail = Some("zoe@havens.example".to_owned());
        portal.make(sketch).await;
        for name in [
            "Zoe.ONeil@Noordzee.Example",
            "zoe.oneil@noordzee.example",
            "ZOE.ONEIL@NOORDZEE.EXAMPLE",
            "  zoe.oneil@noordzee.example ",
            "ｚｏｅ.oneil@noordzee.example",
            "zoe.oneil",
            "Zoe.OneIL",
            "zoe@havens.example",
        ] {
            let mut browser = portal.visitor();
            browser.sign_in(name, PASSWORD).await;
            assert!(browser.has_session(), "{name}: {}", browser.page().text());
        }
        for name in ["zoe.oneil@havens.example", "zoe", "zoe.oneil@", "@noordzee.example", "zoe.oneil@noordzee"] {
            let mut browser = portal.visitor();
            assert_eq!(browser.sign_in(name, PASSWORD).await.code(), 422, "{name}");
        }
    });
}

#[test]
fn a_password_is_taken_as_it_was_typed() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        for wrong in
            [" Amber-Kettle-Window-42", "Amber-Kettle-Window-42 ", "amber-kettle-window-42", "AmberKettleWindow42"]
        {
            let page = portal.visitor().sign_in(&bram.user_name, wrong).await;
            assert_eq!(page.code(), 422, "{wrong:?}");
        }
    });
}

#[test]
fn whoever_is_in_already_is_sent_on_from_the_sign_in_page() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        for (path, to) in [("/sign-in", "/"), ("/sign-in?next=%2Fusers", "/users"), ("/sign-in?next=%2F%2Fe", "/")] {
            let page = browser.get(path).await;
            assert_eq!((page.code(), page.location()), (303, to), "{path}");
        }
    });
}

#[test]
fn pressing_sign_in_twice_lets_in_all_the_same() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.get("/sign-in").await;
        let form = browser.form("/sign-in").with("username", &bram.user_name).with("password", PASSWORD);
        let (first, second) = tokio::join!(browser.press("/sign-in", &form), browser.press("/sign-in", &form));
        assert_eq!((first.code(), second.code()), (303, 303));
        let page = browser.submit("/sign-in", &form).await;
        assert_eq!((page.code(), page.location()), (303, "/"));
        assert!(browser.is_in().await);
    });
}

#[test]
fn the_page_asks_for_what_was_left_out_and_keeps_the_name() {
    run(async |portal| {
        let mut browser = portal.visitor();
        let page = browser.fill("/sign-in", &[]).await;
        assert_eq!(page.code(), 422);
        assert_eq!(page.complaints(), ["Enter your user name", "Enter your password"]);
        let page = browser.post("/sign-in", &[("username", "bram")]).await;
        assert_eq!(page.complaints(), ["Enter your password"]);
        assert_eq!(page.value("username"), "bram");
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Sign in'").await, 0);
    });
}

#[test]
fn the_sign_in_page_names_the_organisation_and_how_to_reach_its_service_desk() {
    run(async |portal| {
        let page = portal.visitor().get("/sign-in").await;
        for words in ["Noordzee Havens", "+31 20 555 0100"] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        assert_eq!(page.attributes("label[for=username], label[for=password]", "for"), ["username", "password"]);
        assert_eq!(page.texts("form[action='/sign-in'] button.btn-primary"), ["Sign in"]);
    });
}

#[test]
fn a_sign_in_page_left_open_in_a_second_tab_still_signs_in() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let dora = portal.plain("Dora Jansen").await;
        let mut browser = portal.visitor();
        browser.get("/sign-in").await;
        let form = browser.form("/sign-in").with("password", PASSWORD);
        browser.submit("/sign-in", &form.clone().with("username", &bram.user_name)).await;
        let wrong =
            browser.submit("/sign-in", &form.clone().with("username", &dora.user_name).with("password", "x")).await;
        assert_eq!((wrong.code(), wrong.complaints().len()), (422, 1), "{}", wrong.text());
        let page = browser.post("/sign-in", &[("username", &dora.user_name), ("password", PASSWORD)]).await;
        assert_eq!((page.code(), page.location()), (303, "/"), "{}", page.text());
        assert_eq!(browser.get("/account").await.heading(), "Hello Dora");
        assert_eq!(portal.last("Sign in").await.actor, dora.user_name);
        // The browser has forgotten Bram's cookie: his session is over, and nobody else's.
        assert_eq!(portal.count("SELECT count(*) FROM auth_session WHERE revoked_at IS NULL").await, 1);
    });
}
