//! A54: out is out.

use crate::support::people::PASSWORD;
use crate::support::server::run;

#[test]
fn signing_out_ends_the_session_on_the_server_and_is_written_down() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let before = browser.clone();
        browser.get("/account").await;
        let page = browser.post("/sign-out", &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"));
        assert_eq!(page.header("clear-site-data"), "\"cache\", \"storage\"");
        assert!(!browser.has_session());
        assert_eq!(browser.follow().await.flash(), "You are signed out.");
        let row = portal.last("Sign out").await;
        assert_eq!((row.result.as_str(), row.actor.as_str()), ("success", &*bram.user_name));
        // The cookie from before opens nothing any more.
        assert!(!before.is_in().await);
        assert_eq!(before.clone().get("/account").await.code(), 303);
    });
}

#[test]
fn only_this_session_ends_and_the_next_person_at_the_browser_signs_in_as_himself() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let dora = portal.plain("Dora Jansen").await;
        let other = portal.signed_in(&bram).await;
        let mut browser = portal.signed_in(&bram).await;
        browser.get("/account").await;
        browser.post("/sign-out", &[]).await;
        assert!(other.is_in().await);
        browser.sign_in(&dora.user_name, PASSWORD).await;
        assert_eq!(browser.get("/account").await.heading(), "Hello Dora");
    });
}

#[test]
fn signing_out_twice_ends_at_the_sign_in_page() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        browser.get("/account").await;
        let form = browser.form("/sign-out");
        let (first, second) = tokio::join!(browser.press("/sign-out", &form), browser.press("/sign-out", &form));
        for page in [first, second] {
            assert_eq!(page.code(), 303);
            assert!(page.location().starts_with("/sign-in"), "{}", page.location());
        }
        let page = browser.submit("/sign-out", &form).await;
        assert_eq!(page.code(), 303);
        assert!(page.location().starts_with("/sign-in"), "{}", page.location());
    });
}

#[test]
fn an_old_page_still_signs_out_and_a_foreign_form_does_not() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        browser.get("/account").await;
        let form = browser.form("/sign-out");
        let page = browser.press("/sign-out", &form.clone().with("csrf_token", "x")).await;
        assert_eq!(page.code(), 403);
        assert!(browser.is_in().await);
        let page = browser.submit("/sign-out", &form).await;
        assert_eq!(page.code(), 303);
    });
}
